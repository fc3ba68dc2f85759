//! Digital identities of other people: what changed, and what one can do about it.

use std::sync::Arc;

use model::{Command, Event, Failure, Identity, IdentityChange, RoomHeader, Ticket, Whom};
use ui::screen::desk::{Message as Desk, conversation, details};
use ui::screen::trust::Place;
use ui::{Message, Page};

use crate::fixtures::{self, RHYS, profile};
use crate::hands::{done, has, on, press, refused, report, says, ticket, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn header(changed: Vec<IdentityChange>, unverified: u32) -> Event {
    Event::Header(Arc::new(RoomHeader {
        changed,
        unverified,
        ..fixtures::header(RHYS, "Rhys Morgan")
    }))
}

fn changed(was_verified: bool) -> IdentityChange {
    IdentityChange {
        person: fixtures::rhys(),
        was_verified,
    }
}

/// A conversation with this change and a text begun.
fn talking(was_verified: bool) -> Stage<Stand> {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.report(vec![header(vec![changed(was_verified)], 1)]);
    on(stand)
}

fn sent(command: &Command) -> Option<Ticket> {
    match command {
        Command::Send { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

#[test]
fn somebody_who_was_not_verified_can_be_accepted() {
    let mut stage = talking(false);
    assert!(says(&stage, "Rhys Morgan's digital identity has changed"));
    press(&mut stage, "identity:accept");
    let wished = wish(&mut stage);
    let Command::AcceptIdentity { ticket, person } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!(person, fixtures::rhys().id);
    report(&mut stage, vec![done(ticket), header(Vec::new(), 1)]);
    assert!(!has(&stage, "identity"));
    assert_eq!(stage.play.composer().text(), "Half a thought");
}

#[test]
fn somebody_who_was_verified_is_verified_again_or_no_longer() {
    let mut stage = talking(true);
    assert!(says(&stage, "has changed since you verified them"));
    assert!(!has(&stage, "identity:accept"), "it can't be waved through");
    press(&mut stage, "identity:verify");
    let wished = wish(&mut stage);
    assert!(matches!(&wished, Command::Confirm { whom: Whom::Person(id), .. } if *id == fixtures::rhys().id));
    press(&mut stage, "identity:withdraw");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![refused(wished, Failure::Disk)]);
    assert!(says(&stage, "The verification wasn't withdrawn"));
}

#[test]
fn a_message_held_back_stays_and_the_line_says_so() {
    let mut stage = talking(true);
    stage.play.send();
    let ticket = stage.play.ticket(sent);
    report(&mut stage, vec![refused(ticket, Failure::IdentityChanged)]);
    assert_eq!(stage.play.composer().text(), "Half a thought");
    assert!(stage.node("identity").name().contains("Your message wasn't sent"));
    assert!(!has(&stage, "composer:refused"), "it is said once");
    report(&mut stage, vec![header(Vec::new(), 0)]);
    assert!(
        !says(&stage, "Your message wasn't sent"),
        "what was decided about is not said any longer"
    );
    stage.play.send();
    stage.play.ticket(sent);
}

#[test]
fn a_device_that_is_not_confirmed_is_said_where_one_writes() {
    let mut stage = on(Stand::talking());
    stage.play.write("Half a thought");
    stage.play.send();
    let ticket = stage.play.ticket(sent);
    report(&mut stage, vec![refused(ticket, Failure::IdentityChanged)]);
    assert!(has(&stage, "composer:refused"));
}

#[test]
fn a_change_takes_no_focus_from_whoever_writes() {
    let mut stage = on(Stand::talking());
    stage.run(iced::widget::operation::focus::<()>("composer"));
    stage.write("H");
    report(&mut stage, vec![header(vec![changed(false)], 1)]);
    assert_eq!(stage.focus(), "composer");
    stage.write("i");
    assert_eq!(stage.play.composer().text(), "Hi");
}

#[test]
fn who_was_not_verified_is_counted_above_the_composer() {
    let mut stage = on(Stand::talking());
    assert!(!says(&stage, "not verified"));
    report(&mut stage, vec![header(Vec::new(), 3)]);
    assert!(says(&stage, "3 people not verified"));
}

/// The page of Rhys, with nothing known of his identity yet.
fn page() -> Stage<Stand> {
    let mut stand = Stand::talking();
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: fixtures::members(),
    }]);
    stand.wished();
    stand.desk(Desk::Details(details::Message::Person(fixtures::rhys())));
    let wished = stand.wished();
    assert!(matches!(wished.as_slice(), [Command::ShowPerson(id)] if *id == fixtures::rhys().id));
    on(stand)
}

#[test]
fn somebodys_page_offers_what_fits() {
    for (identity, ways) in [
        (Identity::None, [false, false, false]),
        (Identity::Unverified, [true, false, false]),
        (Identity::Verified, [false, true, false]),
        (Identity::Changed, [true, false, true]),
        (Identity::VerifiedChanged, [true, true, false]),
    ] {
        let mut stage = page();
        assert!(
            says(&stage, "@rhys.morgan:parliament.example"),
            "what is known is there at once"
        );
        report(&mut stage, vec![Event::Profile(profile(identity))]);
        let offered = ["person:verify", "person:withdraw", "person:accept"].map(|key| has(&stage, key));
        assert_eq!(offered, ways, "{identity:?}");
        assert!(says(&stage, "2 confirmed devices"));
        assert!(says(&stage, "1 device that isn't confirmed"));
    }
}

#[test]
fn a_verification_is_withdrawn_on_the_page() {
    let mut stage = page();
    report(&mut stage, vec![Event::Profile(profile(Identity::Verified))]);
    press(&mut stage, "person:withdraw");
    let wished = ticket(&mut stage);
    report(&mut stage, vec![refused(wished, Failure::Disk)]);
    assert!(says(&stage, "That didn't work"));
    press(&mut stage, "person:withdraw");
    let wished = ticket(&mut stage);
    report(
        &mut stage,
        vec![done(wished), Event::Profile(profile(Identity::Unverified))],
    );
    assert!(has(&stage, "person:verify"));
    let other = model::Profile {
        person: fixtures::person("Nia Evans", Some("House of Commons")),
        ..profile(Identity::Verified)
    };
    report(&mut stage, vec![Event::Profile(other)]);
    assert!(has(&stage, "person:verify"), "somebody else's is not shown here");
}

#[test]
fn a_page_that_cannot_be_had_says_so_and_leads_on() {
    let mut stage = page();
    let missing = |person| Event::NoProfile {
        person,
        why: model::Why::Failed(Failure::Unreachable),
    };
    report(&mut stage, vec![missing("@nia:parliament.example".into())]);
    assert!(has(&stage, "person:loading"), "somebody else's is not shown here");
    report(&mut stage, vec![missing(fixtures::rhys().id)]);
    assert!(!has(&stage, "person:loading"));
    assert!(says(&stage, "can't be reached"));
    press(&mut stage, "person:again");
    assert!(matches!(wish(&mut stage), Command::ShowPerson(id) if id == fixtures::rhys().id));
    assert!(has(&stage, "person:loading"));
    report(
        &mut stage,
        vec![
            Event::Profile(profile(Identity::Verified)),
            missing(fixtures::rhys().id),
        ],
    );
    assert!(has(&stage, "person:withdraw"), "what is known stays");
}

#[test]
fn the_page_leads_to_the_conversation_and_back() {
    let mut stage = page();
    assert!(matches!(
        stage.play.app.page(),
        Some(Page::Trust {
            place: Place::Person,
            ..
        })
    ));
    stage.play.say(Message::Escape);
    assert_eq!(stage.play.app.page(), None);
    let mut stage = page();
    press(&mut stage, "person:write");
    assert_eq!(stage.play.app.page(), None);
    assert_eq!(stage.play.conversation().room().as_str(), RHYS);
}

#[test]
fn a_verified_member_is_named_as_such() {
    let mut stand = Stand::talking();
    stand.desk(Desk::Conversation(conversation::Message::Details));
    stand.report(vec![Event::Members {
        room: RHYS.into(),
        people: fixtures::members(),
    }]);
    let stage = on(stand);
    let rhys = stage.node("person:@rhys.morgan:parliament.example");
    assert_eq!(rhys.name(), "Rhys Morgan, House of Commons, verified");
}

#[test]
fn who_came_in_since_one_last_wrote_is_named() {
    let mut stage = on(Stand::talking());
    let named = |newcomers: Vec<model::Person>| {
        Event::Header(Arc::new(RoomHeader {
            newcomers,
            ..fixtures::header(RHYS, "Rhys Morgan")
        }))
    };
    let five = (1..=5).map(|number| model::Person {
        name: format!("Person {number}").into(),
        ..fixtures::rhys()
    });
    report(&mut stage, vec![named(five.collect())]);
    assert!(says(&stage, "Person 3"));
    assert!(says(&stage, "and 2 more"));
    assert!(!says(&stage, "Person 4"));
    report(&mut stage, vec![named(Vec::new())]);
    assert!(!has(&stage, "conversation:newcomers"));
}
