//! The page that brings trust in order: one path with no dead end.

use std::time::{Duration, Instant};

use iced::futures::StreamExt;
use iced_test::runtime::Action;
use model::{Capability, Command, Event, Failure, KeyStorage, Loss, Reason, Rules, Secret, Trust};
use ui::screen::password;
use ui::screen::trust::setup::{self, Way, made};
use ui::screen::trust::{self, Message as OfTrust};
use ui::{Language, Message, News, Page};

use crate::fixtures::{self, KEY, confirmed};
use crate::hands::{done, fill, has, on, press, refused, report, says, ticket, ticket_of};
use crate::stage::Stage;
use crate::stand::Stand;

fn unconfirmed(storage: KeyStorage, others: bool) -> Trust {
    Trust {
        confirmed: Some(false),
        secrets: false,
        storage,
        others,
    }
}

fn setup(stand: &mut Stand, message: setup::Message) {
    stand.say(Message::Trust(OfTrust::Setup(message)));
}

fn is_page(stand: &Stand) -> bool {
    matches!(stand.app.page(), Some(Page::Trust { .. }))
}

#[test]
fn the_page_opens_by_itself_once() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::On))]);
    assert!(!is_page(&stand), "nothing to do");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    assert!(is_page(&stand));
    setup(&mut stand, setup::Message::Back);
    assert!(!is_page(&stand), "it can be left at any time");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
    assert!(!is_page(&stand), "and is not pushed on anybody again");
    let mut stage = on(stand);
    press(&mut stage, "trust:open");
    assert!(is_page(&stage.play), "a bar leads to it");
}

#[test]
fn a_confirmed_device_without_secrets_is_led_to_where_they_are() {
    let bare = model::Trust {
        secrets: false,
        ..confirmed(KeyStorage::Incomplete)
    };
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(bare)]);
    assert!(is_page(&stand));
    let stage = on(stand);
    assert!(has(&stage, "setup:device"));
    assert!(!has(&stage, "setup:make"), "it cannot make a key");
}

#[test]
fn the_page_does_not_open_over_somebody_who_writes() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    assert!(!is_page(&stand));
    assert!(has(&on(stand), "trust:open"));
}

#[test]
fn only_ways_that_exist_are_offered() {
    for (storage, others, ways) in [
        (KeyStorage::On, true, [true, true, true]),
        (KeyStorage::On, false, [false, true, true]),
        (KeyStorage::Off, true, [true, false, true]),
        (KeyStorage::Off, false, [false, false, true]),
    ] {
        let mut stand = Stand::signed_in();
        stand.report(vec![Event::Trust(unconfirmed(storage, others))]);
        let stage = on(stand);
        let offered = ["setup:device", "setup:enter", "setup:neither"].map(|key| has(&stage, key));
        assert_eq!(offered, ways, "{storage:?}, {others}");
        let both = ways == [true, true, true];
        assert_eq!(says(&stage, "I have neither"), both, "neither is of two");
    }
}

#[test]
fn a_wrong_recovery_key_is_said_and_stays() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:enter");
    fill(&mut stage, setup::KEY, "EsTc not it");
    press(&mut stage, "setup:submit");
    let wished = stage.play.wished();
    let [Command::UseRecoveryKey { ticket: first, key }] = wished.as_slice() else {
        panic!("{wished:?}")
    };
    assert_eq!(key.reveal(), "EsTc not it");
    report(&mut stage, vec![refused(*first, Failure::WrongKey)]);
    let field = stage.node(setup::KEY);
    let invalid = field.semantics.invalid.unwrap_or_default();
    assert!(invalid.contains("isn't your recovery key"), "{invalid}");
    let typed = field.text.map(|text| text.text).unwrap_or_default();
    assert_eq!(typed.chars().count(), "EsTc not it".len(), "what was typed stays");
    press(&mut stage, "setup:submit");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![Event::Trust(confirmed(KeyStorage::On)), done(wished)]);
    assert!(has(&stage, "setup:done"));
    assert!(!format!("{:?}", stage.play.app.trust_known()).contains("EsTc"));
}

#[test]
fn a_way_begun_is_not_taken_from_under_anybody() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:enter");
    fill(&mut stage, setup::KEY, "EsTc");
    report(&mut stage, vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    let typed = stage.node(setup::KEY).text.map(|text| text.text).unwrap_or_default();
    assert_eq!(
        typed.chars().count(),
        4,
        "another device appeared, and what was typed stays"
    );
    report(&mut stage, vec![Event::Trust(confirmed(KeyStorage::On))]);
    assert!(
        !has(&stage, setup::KEY),
        "confirmed from elsewhere, there is nothing left to type"
    );
}

#[test]
fn giving_up_the_identity_names_what_is_lost_first() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:neither");
    let wished = stage.play.wished();
    assert!(matches!(wished.as_slice(), [Command::AskLoss]), "{wished:?}");
    fill(&mut stage, setup::PASSWORD, "guess");
    setup(&mut stage.play, setup::Message::Entry(password::Message::Submit));
    assert!(
        stage.play.wished().is_empty(),
        "nobody gives up what they were not told of"
    );
    report(&mut stage, vec![Event::Stage(model::Stage::Renewed(fixtures::me()))]);
    let asked = |wish: &Command| matches!(wish, Command::AskLoss);
    assert!(
        stage.play.wished().iter().any(asked),
        "a session that began anew is asked again"
    );
    report(&mut stage, vec![Event::Loss(fixtures::loss())]);
    assert!(says(&stage, "Harbour review, 41 messages"));
    report(&mut stage, vec![Event::Loss(Loss::default())]);
    assert!(says(&stage, "Nothing on this computer would be lost"));
    fill(&mut stage, setup::PASSWORD, "guess");
    press(&mut stage, "setup:reset");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![refused(wished, Failure::WrongPassword)]);
    assert!(stage.node(setup::PASSWORD).semantics.invalid.is_some());
    press(&mut stage, "setup:reset");
    let wished = ticket(&mut stage);
    // Key storage is emptied while the answer is awaited.
    report(
        &mut stage,
        vec![
            Event::Trust(unconfirmed(KeyStorage::Off, false)),
            Event::Trust(confirmed(KeyStorage::Off)),
            done(wished),
        ],
    );
    assert!(has(&stage, "setup:make"), "the path goes on to the recovery key");
}

fn closed_to_new_identities() -> Rules {
    let mut rules = Rules::default();
    rules.window.identity_reset = Capability::Refused(Reason::IdentityResetForbidden);
    rules
}

#[test]
fn where_a_new_identity_is_closed_the_way_leads_to_the_helpdesk() {
    for device in [true, false] {
        let mut stand = Stand::under(closed_to_new_identities(), Language::English);
        stand.report(fixtures::signed_in());
        stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, device))]);
        let mut stage = on(stand);
        assert!(!says(&stage, "First you see what you would lose"));
        press(&mut stage, "setup:neither");
        stage.play.wished();
        report(&mut stage, vec![Event::Loss(fixtures::loss())]);
        assert!(says(&stage, "Get help from your helpdesk"));
        assert!(says(&stage, "Your organisation doesn't allow it"));
        assert!(says(&stage, &fixtures::organisation().helpdesk.phone));
        assert!(!has(&stage, setup::PASSWORD) && !has(&stage, "setup:reset"));
        assert!(!says(&stage, "Harbour review, 41 messages"), "nothing is lost");
        assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
        press(&mut stage, "rule:setup");
        assert!(matches!(stage.play.app.page(), Some(Page::Rules { .. })));
    }
}

/// The rule came while somebody was typing their password.
#[test]
fn a_way_that_closes_while_one_is_on_it_explains_itself() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(unconfirmed(KeyStorage::On, false))]);
    let mut stage = on(stand);
    press(&mut stage, "setup:neither");
    assert!(has(&stage, setup::PASSWORD));
    stage.play.news(News::Rules(closed_to_new_identities()));
    stage.redraw();
    assert!(!has(&stage, setup::PASSWORD));
    assert!(says(&stage, "Get help from your helpdesk"));
}

/// The page with a key just made.
fn made() -> Stage<Stand> {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
    setup(&mut stand, setup::Message::Make);
    let wished = stand.ticket(ticket_of);
    stand.report(vec![
        Event::RecoveryKey(Secret::new(KEY.into())),
        Event::Trust(confirmed(KeyStorage::On)),
        done(wished),
    ]);
    on(stand)
}

fn asked(stage: &Stage<Stand>) -> Vec<usize> {
    let made = stage.play.app.trust_known().setup().unchecked();
    made.expect("a key was made").asked()
}

#[test]
fn a_key_is_only_done_with_once_it_was_checked() {
    let mut stage = made();
    assert!(says(&stage, "EsTc"), "it is shown");
    press(&mut stage, "made:check");
    assert!(!says(&stage, "EsTc"), "not while it is checked");
    let asked = asked(&stage);
    assert_eq!(asked.len(), 3);
    let groups: Vec<&str> = KEY.split_whitespace().collect();
    let middle = asked[1] + 1;
    for (index, place) in asked.iter().enumerate() {
        let group = if index == 1 { "nope" } else { groups[*place] };
        fill(&mut stage, &format!("check:{index}"), group);
    }
    press(&mut stage, "made:submit");
    let wrong: Vec<bool> = (0..3)
        .map(|index| stage.node(&format!("check:{index}")).semantics.invalid.is_some())
        .collect();
    assert_eq!(wrong, [false, true, false], "it says which is wrong");
    assert!(says(&stage, &format!("Group {middle} isn't right")));
    press(&mut stage, "made:again");
    assert!(says(&stage, "EsTc"));
    press(&mut stage, "made:check");
    for (index, place) in asked.iter().enumerate() {
        fill(&mut stage, &format!("check:{index}"), &format!(" {}", groups[*place]));
    }
    press(&mut stage, "made:submit");
    assert!(
        stage.play.app.trust_known().setup().unchecked().is_none(),
        "it is forgotten"
    );
    assert!(says(&stage, "All is in order"));
}

/// What the program does with the clipboard, which holds `text`. Gives what it holds then.
fn clipboard(task: iced::Task<Message>, text: &str) -> String {
    use iced_test::runtime::clipboard::Action as Clip;
    let mut held = text.to_owned();
    let Some(mut actions) = iced_test::runtime::task::into_stream(task) else {
        return held;
    };
    while let Some(action) = iced::futures::executor::block_on(actions.next()) {
        match action {
            Action::Clipboard(Clip::Read { channel, .. }) => drop(channel.send(Some(held.clone()))),
            Action::Clipboard(Clip::Write { contents, .. }) => held = contents,
            _ => {}
        }
    }
    held
}

fn of_made(message: made::Message) -> Message {
    Message::Trust(OfTrust::Setup(setup::Message::Made(message)))
}

#[test]
fn a_key_on_the_clipboard_is_cleared_away_after_a_minute() {
    let mut stage = made();
    let copied = clipboard(stage.play.app.update(of_made(made::Message::Copy)), "");
    assert_eq!(copied, KEY);
    stage.redraw();
    assert!(says(&stage, "clears it from the clipboard"), "the person is told");
    let begin = Instant::now();
    for (seconds, left) in [(0, KEY), (59, KEY), (60, "")] {
        let tick = Message::Tick(begin + Duration::from_secs(seconds));
        assert_eq!(clipboard(stage.play.app.update(tick), KEY), left, "{seconds}");
    }
    stage.redraw();
    assert!(says(&stage, "no longer on the clipboard"));
}

#[test]
fn what_was_copied_since_is_left_alone() {
    let mut stage = made();
    clipboard(stage.play.app.update(of_made(made::Message::Copy)), "");
    let left = clipboard(stage.play.app.update(Message::Escape), "a shopping list");
    assert_eq!(left, "a shopping list");
}

#[test]
fn a_key_leaves_the_clipboard_with_its_page() {
    let id = iced::window::Id::unique();
    for leaves in [Message::Escape, Message::Settings, Message::CloseRequested(id)] {
        let mut stage = made();
        clipboard(stage.play.app.update(of_made(made::Message::Copy)), "");
        let checks = stage.play.app.update(of_made(made::Message::Check));
        assert_eq!(clipboard(checks, KEY), KEY, "it may have to be pasted yet");
        drop(stage.play.app.update(of_made(made::Message::Again)));
        let name = format!("{leaves:?}");
        assert_eq!(clipboard(stage.play.app.update(leaves), KEY), "", "{name}");
    }
}

#[test]
fn a_key_can_wait_where_nobody_requires_it() {
    let page = |required| {
        let mut rules = Rules::default();
        rules.window.require_recovery = required;
        let mut stand = Stand::under(rules, Language::English);
        stand.report(fixtures::signed_in());
        stand.report(vec![Event::Trust(confirmed(KeyStorage::Off))]);
        assert!(is_page(&stand));
        on(stand)
    };
    let mut stage = page(true);
    assert!(!has(&stage, "setup:later"));
    assert!(says(&stage, "Your organisation asks everybody"));
    stage.play.say(Message::Escape);
    stage.redraw();
    assert!(has(&stage, "trust:open"), "it is left, and not forgotten");
    let mut stage = page(false);
    press(&mut stage, "setup:later");
    assert!(!is_page(&stage.play));
    assert!(!has(&stage, "trust:open"));
    report(&mut stage, vec![Event::Trust(unconfirmed(KeyStorage::On, true))]);
    assert!(has(&stage, "trust:open"), "what cannot wait is said");
}

#[test]
fn a_key_left_unchecked_waits() {
    let mut stage = made();
    assert!(
        !format!("{:?}", stage.play.app.trust_known()).contains("EsTc"),
        "nothing prints it"
    );
    stage.play.say(Message::Escape);
    assert!(!is_page(&stage.play));
    stage.redraw();
    assert!(says(&stage, "haven't checked your recovery key"));
    press(&mut stage, "trust:open");
    assert!(says(&stage, "EsTc"));
    report(
        &mut stage,
        vec![Event::Stage(model::Stage::SignedOut {
            departments: fixtures::departments(),
            ended: false,
        })],
    );
    assert!(stage.play.app.trust_known().setup().unchecked().is_none());
}

#[test]
fn a_key_is_shown_wherever_the_person_is() {
    let mut stage = made();
    stage.play.say(Message::Escape);
    stage.play.report(vec![Event::RecoveryKey(Secret::new(KEY.into()))]);
    assert!(is_page(&stage.play));
}

#[test]
fn other_keys_ask_for_other_groups() {
    let places = |key: &str| made::Made::new(Secret::new(key.into())).asked();
    assert_ne!(places(KEY), places(&KEY.replace("EsTc", "EsTd")));
    for key in ["", "one", "one two"] {
        assert!(places(key).len() < 3, "no bytes make it stumble: {key}");
    }
}

#[test]
fn broken_key_storage_has_two_ways() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::Incomplete))]);
    assert!(!is_page(&stand), "it can wait for a moment");
    stand.say(Message::Trust(trust::Message::Open(Way::Next)));
    let mut stage = on(stand);
    press(&mut stage, "setup:make");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![refused(wished, Failure::Unreachable)]);
    assert!(says(&stage, "can't be reached"), "a failure is said");
    press(&mut stage, "setup:enter");
    assert!(has(&stage, setup::KEY));
}

#[test]
fn what_brings_key_storage_back_stands_first_in_the_settings() {
    for (storage, keys) in [
        (KeyStorage::On, ["settings:key", "settings:key-enter"]),
        (KeyStorage::Incomplete, ["settings:key-enter", "settings:key"]),
    ] {
        let mut stand = Stand::signed_in();
        stand.report(vec![Event::Trust(confirmed(storage))]);
        stand.say(Message::Settings);
        let nodes = on(stand).oracle.nodes();
        let offered = nodes.iter().map(|node| node.key.as_str());
        let offered: Vec<&str> = offered.filter(|key| keys.contains(key)).collect();
        assert_eq!(offered, keys, "{storage:?}");
    }
}

#[test]
fn the_settings_lead_to_another_key_and_back() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::On))]);
    stand.say(Message::Settings);
    let mut stage = on(stand);
    press(&mut stage, "settings:key");
    assert!(says(&stage, "Change recovery key"));
    press(&mut stage, "setup:make");
    let wished = ticket(&mut stage);
    report(
        &mut stage,
        vec![Event::RecoveryKey(Secret::new(KEY.into())), done(wished)],
    );
    assert!(says(&stage, "EsTc"), "it is shown and checked like the first");
    stage.play.say(Message::Escape);
    assert_eq!(stage.play.app.page(), Some(Page::Settings));
}

#[test]
fn what_was_typed_is_not_kept_for_a_page_that_was_left() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(confirmed(KeyStorage::On))]);
    stand.say(Message::Settings);
    let mut stage = on(stand);
    press(&mut stage, "settings:key-enter");
    fill(&mut stage, setup::KEY, "EsTc");
    stage.play.say(Message::Escape);
    stage.redraw();
    press(&mut stage, "settings:key-enter");
    let typed = stage.node(setup::KEY).text.map(|text| text.text).unwrap_or_default();
    assert_eq!(typed, "");
}
