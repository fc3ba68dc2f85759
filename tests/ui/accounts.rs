//! Several accounts in one window: which is in front, what passes between them, and what doesn't.

use iced::Size;
use iced::keyboard::{Modifiers, key::Named};
use kit::oracle::Seen;
use model::{AccountNumber, Command, Event, Notice, Patch, Reason, Rules, Secret, Stage as Standing};
use platform::Announcement;
use ui::screen::desk::{Message as Desk, conversation};
use ui::screen::{settings, sign_in};
use ui::{
    AccountsMessage as Message, AccountsNotice, Arrival, Language, Message as Inside, News, Order, Parcel, Screen,
};

use crate::fixtures::{self, RHYS};
use crate::several::{MEMBER, MINISTER, Several, exchanging, member_signed_in, one_account, states};
use crate::stage::Stage;

const THIRD: AccountNumber = AccountNumber(3);

fn on(mut several: Several) -> Stage<Several> {
    several.forget();
    Stage::sized(several, Size::new(1280.0, 900.0))
}

fn named(stage: &Stage<Several>, key: &str) -> Option<String> {
    let nodes = stage.oracle.nodes();
    nodes
        .iter()
        .find(|node| node.key == key)
        .map(|node| node.name().to_owned())
}

fn has(stage: &Stage<Several>, key: &str) -> bool {
    named(stage, key).is_some()
}

fn says(stage: &Stage<Several>, words: &str) -> bool {
    let holds = |node: &Seen| {
        let text = node.text.as_ref().is_some_and(|text| text.text.contains(words));
        text || node.name().contains(words)
    };
    stage.oracle.nodes().iter().any(holds)
}

fn press(stage: &mut Stage<Several>, key: &str) {
    let node = stage.node(key);
    stage.oracle.click(node.id);
    stage.redraw();
}

fn tell(stage: &mut Stage<Several>, message: Message) {
    stage.play.say(message);
    stage.redraw();
}

/// What a field holds.
fn text(stage: &Stage<Several>, key: &str) -> String {
    stage.node(key).text.map(|text| text.text).unwrap_or_default()
}

/// Presses Ctrl+V in a field.
fn paste(stage: &mut Stage<Several>, key: &str) {
    use iced::keyboard::Event as Key;
    stage.run::<()>(iced::widget::operation::focus(key.to_owned()));
    assert_eq!(stage.focus(), key);
    stage.send(vec![iced::Event::Keyboard(Key::ModifiersChanged(Modifiers::COMMAND))]);
    stage.command('v');
    // A field pastes the same again for as long as the key is held.
    let key: iced::keyboard::Key = iced::keyboard::Key::Character("v".into());
    stage.send(vec![iced::Event::Keyboard(Key::KeyReleased {
        key: key.clone(),
        modified_key: key,
        physical_key: iced::keyboard::key::Physical::Code(iced::keyboard::key::Code::KeyV),
        location: iced::keyboard::Location::Standard,
        modifiers: Modifiers::COMMAND,
    })]);
    stage.send(vec![iced::Event::Keyboard(Key::ModifiersChanged(Modifiers::empty()))]);
}

#[test]
fn where_there_is_one_account_nothing_speaks_of_accounts() {
    let stage = on(Several::alone());
    assert!(!has(&stage, "accounts") && !has(&stage, "account:1"));
}

#[test]
fn each_account_is_named_by_number_address_department_and_what_is_unread() {
    let mut stage = on(Several::two());
    assert_eq!(
        named(&stage, "account:1").as_deref(),
        Some("Account 1, @amina.okafor:cabinet.example, Cabinet Office, 16 unread messages")
    );
    assert_eq!(
        named(&stage, "account:2").as_deref(),
        Some("Account 2, @amina.okafor:parliament.example, House of Commons, 16 unread messages")
    );
    let chosen = |stage: &Stage<Several>, key: &str| stage.node(key).semantics.selected;
    assert_eq!(
        (chosen(&stage, "account:1"), chosen(&stage, "account:2")),
        (Some(true), Some(false))
    );

    press(&mut stage, "account:2");
    assert_eq!(stage.play.front(), MEMBER);
    assert_eq!(
        (chosen(&stage, "account:1"), chosen(&stage, "account:2")),
        (Some(false), Some(true))
    );
}

#[test]
fn nothing_of_one_account_is_on_show_in_another() {
    let mut stage = on(Several::talking(Language::English));
    let words = "The Minister can take the 16:00 slot.";
    stage
        .play
        .report(MEMBER, vec![Event::Rooms(vec![Patch::Reset(Vec::new())])]);
    stage.run::<()>(iced::widget::operation::focus("rooms:search"));
    stage.write("bill");
    assert!(says(&stage, words));
    assert_eq!(text(&stage, "rooms:search"), "bill");

    tell(&mut stage, Message::Show(MEMBER));
    assert!(!says(&stage, words) && !says(&stage, "Procurement Bill"));
    assert_eq!(text(&stage, "rooms:search"), "");
    assert_eq!(stage.focus(), "", "what a widget remembers is forgotten");

    tell(&mut stage, Message::Show(MINISTER));
    assert!(says(&stage, words), "and it is there when one comes back");
}

#[test]
fn each_account_wishes_of_its_own_session() {
    let mut several = Several::two();
    several.open(MINISTER, RHYS);
    several.say(Message::Show(MEMBER));
    let opened = |wished: Vec<Command>| wished.iter().any(|wish| matches!(wish, Command::OpenRoom(_)));
    assert!(opened(several.wished(MINISTER)));
    assert!(!opened(several.wished(MEMBER)));
    // What is pressed now is in the other one.
    several.say(Message::Front(Inside::Desk(Desk::Rooms(
        ui::screen::desk::rooms::Message::Open("!nia:parliament.example".into()),
    ))));
    assert!(opened(several.wished(MEMBER)));
    assert!(!opened(several.wished(MINISTER)));
}

#[test]
fn what_comes_into_an_account_behind_is_not_read() {
    let mut several = Several::talking(Language::English);
    several.say(Message::Show(MEMBER));
    several.forget();
    let said = fixtures::said(fixtures::rhys(), fixtures::NOW, fixtures::text("And the vote is off."));
    let patches = vec![Patch::PushBack(fixtures::row("later", said))];
    several.report(
        MINISTER,
        vec![Event::Rows {
            room: RHYS.into(),
            patches,
        }],
    );
    let read = |wished: Vec<Command>| wished.iter().any(|wish| matches!(wish, Command::MarkRead(_)));
    assert!(!read(several.wished(MINISTER)));
    several.say(Message::Show(MINISTER));
    assert!(read(several.wished(MINISTER)), "it is when somebody looks");
}

fn notice() -> Notice {
    Notice {
        room: RHYS.into(),
        thread: None,
        name: "Rhys Morgan".into(),
        direct: true,
        sender: Some(fixtures::rhys()),
        text: None,
        count: 1,
        calls: false,
        sound: false,
    }
}

#[test]
fn an_announcement_names_its_account_and_leads_to_it() {
    let mut several = Several::two();
    several.report(MEMBER, vec![Event::Notice(notice())]);
    assert_eq!(
        several.announcements(),
        [Announcement::Show {
            key: format!("2 {RHYS}"),
            title: "Rhys Morgan (@amina.okafor:parliament.example)".to_owned(),
            body: "New message".to_owned(),
            sound: false,
        }]
    );
    several.news(News::Clicked(format!("2 {RHYS}")));
    assert_eq!(several.front(), MEMBER);
    let opened = several.wished(MEMBER);
    assert!(
        opened
            .iter()
            .any(|wish| matches!(wish, Command::OpenRoom(room) if room.as_str() == RHYS)),
        "{opened:?}"
    );
    assert!(
        several
            .wished(MINISTER)
            .iter()
            .all(|wish| !matches!(wish, Command::OpenRoom(_)))
    );

    // What one account takes back, the other's stay.
    several.report(MINISTER, vec![Event::Stage(Standing::Renewed(fixtures::me()))]);
    let taken = several.announcements();
    assert_eq!(taken, [Announcement::WithdrawThose("1 ".to_owned())]);
}

#[test]
fn with_one_account_an_announcement_is_as_it_was() {
    let mut several = Several::alone();
    several.announcements();
    several.report(MINISTER, vec![Event::Notice(notice())]);
    let announced = several.announcements();
    assert!(
        matches!(&announced[..], [Announcement::Show { title, .. }] if title == "Rhys Morgan"),
        "{announced:?}"
    );
}

#[test]
fn another_account_is_added_from_the_settings_and_given_up_again() {
    let mut stage = on(Several::alone());
    stage.play.of(MINISTER, Inside::Settings);
    stage.redraw();
    press(&mut stage, "settings:another");
    assert_eq!(stage.play.ordered(), [Order::Open]);
    tell(&mut stage, Message::Add);
    assert_eq!(stage.play.ordered(), [], "one at a time");

    stage.play.arrives(MEMBER);
    stage.play.signed_out(MEMBER, false);
    stage.redraw();
    assert_eq!(stage.play.front(), MEMBER);
    assert!(has(&stage, "sign-in:password"));
    assert_eq!(named(&stage, "account:2").as_deref(), Some("Account 2, Not signed in"));

    press(&mut stage, "accounts:leave");
    assert_eq!(stage.play.numbers(), [1]);
    assert_eq!(stage.play.ordered(), [Order::Close(MEMBER)]);
    assert!(!has(&stage, "accounts") && has(&stage, "rooms:search"));
    let wished = stage.play.wished(MEMBER);
    assert!(
        matches!(wished.last(), Some(Command::SignOut { .. })),
        "a try that succeeds late is signed out: {wished:?}"
    );
    let (_, wishes) = &mut stage.play.wishes[1];
    assert!(wishes.try_recv().is_err() && wishes.is_closed(), "its session ends");
}

#[test]
fn a_new_account_can_be_signed_in_to() {
    let mut several = Several::alone();
    several.arrives(MEMBER);
    several.signed_out(MEMBER, false);
    for message in [
        sign_in::Message::Email("amina@parliament.example.gov.uk".to_owned()),
        sign_in::Message::Password("battery staple".to_owned()),
        sign_in::Message::Submit,
    ] {
        several.of(MEMBER, Inside::SignIn(message));
    }
    assert!(
        several
            .wished(MINISTER)
            .iter()
            .all(|wish| !matches!(wish, Command::SignIn { .. }))
    );
    assert!(
        several
            .wished(MEMBER)
            .iter()
            .any(|wish| matches!(wish, Command::SignIn { .. }))
    );
    // Not while it is being tried.
    let stage = on(several);
    let leave = stage.node("accounts:leave");
    assert!(leave.semantics.disabled, "{leave:?}");
    let mut several = stage.play;
    several.report(MEMBER, member_signed_in());
    assert!(matches!(several.app(MEMBER).screen(), Screen::Desk(_)));
    several.say(Message::Leave);
    assert_eq!(several.numbers(), [1, 2], "nobody is thrown out by it");
}

#[test]
fn where_a_rule_lets_no_further_account_in_it_says_so() {
    let mut several = Several::under(one_account(), Language::English, &[MINISTER]);
    several.report(MINISTER, fixtures::signed_in());
    several.of(MINISTER, Inside::Settings);
    let mut stage = on(several);
    let button = stage.node("settings:another");
    assert!(button.semantics.locked);
    tell(&mut stage, Message::Add);
    assert_eq!(stage.play.ordered(), []);
    assert!(says(&stage, "at most 1"));
    press(&mut stage, "rule:accounts");
    assert!(matches!(
        stage.play.accounts.front().page(),
        Some(ui::Page::Rules { .. })
    ));
    assert_eq!(stage.play.accounts.notice(), None);

    // Whatever the window thinks, it is judged again where it is opened.
    let mut several = Several::alone();
    several.say(Message::Add);
    several.say(Message::Arrived(Parcel::from(Arrival::Refused(Reason::AccountsFull {
        most: 1,
    }))));
    assert_eq!(
        several.accounts.notice(),
        Some(&AccountsNotice::Refused(Reason::AccountsFull { most: 1 }))
    );
    assert_eq!(several.numbers(), [1]);
    several.ordered();
    several.say(Message::Add);
    assert_eq!(several.ordered(), [Order::Open], "it can be tried again");
}

#[test]
fn who_signs_out_of_one_account_is_still_in_the_other() {
    for (leaves, stays) in [(MINISTER, MEMBER), (MEMBER, MINISTER)] {
        let mut several = Several::two();
        several.say(Message::Show(leaves));
        several.of(leaves, Inside::SettingsPage(settings::Message::SignOut));
        several.of(leaves, Inside::Confirm);
        several.signed_out(leaves, false);
        assert_eq!(several.numbers(), [stays.0]);
        assert_eq!(several.ordered(), [Order::Close(leaves)]);
        let stage = on(several);
        assert!(has(&stage, "rooms:search") && !has(&stage, "accounts"));
    }
}

#[test]
fn an_account_that_ended_by_itself_stays_and_says_so() {
    let mut several = Several::two();
    several.signed_out(MEMBER, true);
    assert_eq!(several.front(), MINISTER);
    several.say(Message::Show(MEMBER));
    let stage = on(several);
    assert_eq!(stage.play.numbers(), [1, 2]);
    assert!(has(&stage, "sign-in:ended") && has(&stage, "accounts:leave"));
}

/// Copies a message in the minister's account.
fn copied(rules: Rules, words: &str) -> Stage<Several> {
    let mut several = Several::two_under(rules, Language::English);
    several.open(MINISTER, RHYS);
    several.report(MINISTER, fixtures::opened(RHYS, "Rhys Morgan"));
    let mut stage = on(several);
    stage.clipboard = Some(words.to_owned());
    let copy = conversation::Message::Copy("m7".into());
    stage.play.of(MINISTER, Inside::Desk(Desk::Conversation(copy)));
    stage
}

const SAID: &str = "The Minister can take the 16:00 slot.";

#[test]
fn what_was_copied_in_one_account_is_pasted_in_no_field_of_another() {
    let mut stage = copied(Rules::default(), SAID);
    paste(&mut stage, "rooms:search");
    assert_eq!(text(&stage, "rooms:search"), SAID, "it is that account's own");

    tell(&mut stage, Message::Show(MEMBER));
    paste(&mut stage, "rooms:search");
    assert!(has(&stage, "accounts:notice"), "it is said why");
    assert_eq!(stage.focus(), "accounts:close");
    press(&mut stage, "accounts:close");
    assert!(!has(&stage, "accounts:notice"));
    assert_eq!(text(&stage, "rooms:search"), "");
    assert_eq!(stage.focus(), "rooms:search", "one goes on where one was");

    // Nor with other line ends, as other systems have them; nor into a message.
    stage.clipboard = Some(format!("{}\r\n", SAID.replace(' ', "  ")));
    paste(&mut stage, "rooms:search");
    stage.key(Named::Escape);
    assert!(!has(&stage, "accounts:notice"));
    assert_eq!(text(&stage, "rooms:search"), "");
    stage.play.open(MEMBER, RHYS);
    stage.play.report(MEMBER, fixtures::opened(RHYS, "Rhys Morgan"));
    stage.play.of(MEMBER, Inside::Paste(SAID.to_owned()));
    stage.redraw();
    assert!(has(&stage, "accounts:notice"));
    tell(&mut stage, Message::CloseNotice);
    assert_eq!(text(&stage, "composer"), "");

    // What comes from elsewhere is pasted.
    stage.clipboard = Some("from another program".to_owned());
    paste(&mut stage, "rooms:search");
    assert_eq!(text(&stage, "rooms:search"), "from another program");
    stage.play.of(MEMBER, Inside::Paste("from another program".to_owned()));
    stage.redraw();
    assert_eq!(text(&stage, "composer"), "from another program");
}

#[test]
fn what_is_selected_and_copied_in_a_field_is_known_again_too() {
    use iced::keyboard::Event as Key;
    let mut stage = on(Several::two());
    stage.run::<()>(iced::widget::operation::focus("rooms:search"));
    stage.write("drafted here");
    stage.send(vec![iced::Event::Keyboard(Key::ModifiersChanged(Modifiers::COMMAND))]);
    stage.command('a');
    stage.command('c');
    stage.send(vec![iced::Event::Keyboard(Key::ModifiersChanged(Modifiers::empty()))]);
    assert_eq!(stage.clipboard.as_deref(), Some("drafted here"));
    tell(&mut stage, Message::Show(MEMBER));
    paste(&mut stage, "rooms:search");
    assert!(has(&stage, "accounts:notice"));
    press(&mut stage, "accounts:close");
    assert_eq!(text(&stage, "rooms:search"), "");
}

#[test]
fn where_both_departments_let_it_through_it_is_pasted() {
    let mut stage = copied(exchanging(), SAID);
    tell(&mut stage, Message::Show(MEMBER));
    paste(&mut stage, "rooms:search");
    assert_eq!(text(&stage, "rooms:search"), SAID);
    assert!(!has(&stage, "accounts:notice"));
    // Whoever isn't signed in yet has no department.
    stage.play.arrives(THIRD);
    stage.play.signed_out(THIRD, false);
    stage.redraw();
    paste(&mut stage, "sign-in:email");
    tell(&mut stage, Message::CloseNotice);
    assert_eq!(text(&stage, "sign-in:email"), "");
}

#[test]
fn all_accounts_lock_and_each_is_opened_by_its_own_password() {
    let mut several = Several::two_under(fixtures::locking_after(10), Language::English);
    several.say(Message::All(Inside::Lock));
    several.forget();
    assert!(several.app(MINISTER).is_locked() && several.app(MEMBER).is_locked());
    for message in [
        ui::screen::idle::Message::Password(Secret::new("correct horse".into())),
        ui::screen::idle::Message::Submit,
    ] {
        several.of(MINISTER, Inside::Idle(message));
    }
    let ticket = several.wished(MINISTER).iter().find_map(|wish| match wish {
        Command::Unlock { ticket, .. } => Some(*ticket),
        _ => None,
    });
    let done = Event::Done {
        ticket: ticket.expect("the password was asked about"),
        room: None,
        file: None,
    };
    several.report(MINISTER, vec![done]);
    assert!(!several.app(MINISTER).is_locked());
    assert!(several.app(MEMBER).is_locked(), "the other has a password of its own");
    let stage = on(several);
    let other = named(&stage, "account:2").unwrap_or_default();
    assert!(!other.contains("unread"), "{other}");
    let mut several = stage.play;
    several.say(Message::Show(MEMBER));
    let mut stage = on(several);
    assert!(!has(&stage, "accounts:add"), "who finds it locked adds nothing");
    tell(&mut stage, Message::Add);
    assert_eq!(stage.play.ordered(), []);
}

#[test]
fn rules_come_to_all_accounts_and_a_policy_that_is_gone_closes_all() {
    let mut several = Several::two();
    several.news(News::Rules(fixtures::locking_after(5)));
    several.say(Message::All(Inside::Lock));
    assert!(several.app(MINISTER).is_locked() && several.app(MEMBER).is_locked());
    several.news(News::Blocked {
        organisation: None,
        faults: vec![model::Fault {
            place: "/etc/despatch/policies/managed".to_owned(),
            code: "no-policy",
            arguments: Vec::new(),
        }],
        rules: Rules::default(),
    });
    assert_eq!(several.numbers(), [1]);
    assert!(matches!(several.app(MINISTER).screen(), Screen::Blocked(_)));
    for (number, wishes) in &mut several.wishes {
        while wishes.try_recv().is_ok() {}
        assert!(wishes.is_closed(), "the session of {number:?} ends");
    }
}

#[test]
fn looks_are_the_persons_in_every_account() {
    let mut several = Several::two();
    several.of(MINISTER, Inside::SettingsPage(settings::Message::Scale(150)));
    several.of(
        MINISTER,
        Inside::SettingsPage(settings::Message::Language(Some(Language::Welsh))),
    );
    let looks = several.app(MEMBER).looks();
    assert_eq!((looks.scale, looks.language), (150, Language::Welsh));
    assert_eq!(several.app(MEMBER).words().language(), Language::Welsh);
}

#[test]
fn the_window_closes_with_what_was_begun_in_each_account() {
    let mut several = Several::talking(Language::English);
    let id = several.accounts.window();
    several.say(Message::CloseRequested(id));
    for (number, wishes) in &mut several.wishes {
        while wishes.try_recv().is_ok() {}
        assert!(wishes.is_closed(), "the session of {number:?} ends");
    }
    // What a session says at its end is no news.
    several.of(MEMBER, Inside::SessionEnded);
    assert!(!matches!(several.app(MEMBER).screen(), Screen::Ended));
}

#[test]
fn nobody_is_shut_out_of_any_account() {
    let mut faults = Vec::new();
    // The last two are the window as it opens, at 200 %, and the smallest there is.
    for (width, height) in [(1280.0, 900.0), (480.0, 900.0), (590.0, 390.0), (360.0, 480.0)] {
        for (name, several) in states() {
            let stage = Stage::sized(several, Size::new(width, height));
            let found = stage.oracle.faults().into_iter();
            faults.extend(found.map(|fault| format!("{name} at {width}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_keyboard_goes_to_the_accounts_first_and_through_them() {
    let mut stage = on(Several::two());
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "account:1");
    stage.key(Named::ArrowRight);
    assert_eq!(stage.focus(), "account:2");
    stage.key(Named::Enter);
    assert_eq!(stage.play.front(), MEMBER);
    for (name, several) in states() {
        let mut stage = Stage::sized(several, Size::new(1280.0, 900.0));
        let mut order = Vec::new();
        for _ in 0..60 {
            stage.key(Named::Tab);
            let focus = stage.focus();
            if order.contains(&focus) {
                break;
            }
            order.push(focus);
        }
        let reading: Vec<String> = stage.oracle.nodes().into_iter().map(|node| node.key).collect();
        let place = |key: &String| reading.iter().position(|it| it == key);
        let places: Vec<usize> = order.iter().filter_map(place).collect();
        let turns = places.windows(2).filter(|pair| pair[1] < pair[0]).count();
        assert!(turns <= 1, "{name}: {order:?}");
    }
}

#[test]
fn where_there_is_little_room_the_accounts_fold_into_a_menu() {
    let mut stage = Stage::sized(Several::two(), Size::new(480.0, 900.0));
    assert!(!has(&stage, "account:1"));
    assert!(says(&stage, "@amina.okafor:cabinet.example"));
    assert_eq!(
        named(&stage, "accounts:menu").as_deref(),
        Some("Accounts, 16 unread in the others")
    );
    press(&mut stage, "accounts:menu");
    let items: Vec<String> = stage
        .oracle
        .nodes()
        .iter()
        .filter(|node| format!("{:?}", node.role()) == "MenuItem")
        .map(|node| node.name().to_owned())
        .collect();
    assert_eq!(items[1], "Account 2, @amina.okafor:parliament.example");
    assert_eq!(items[2], "Add an account");
    let other = stage.oracle.nodes().into_iter().find(|node| node.name() == items[1]);
    stage.oracle.click(other.expect("the other account").id);
    stage.redraw();
    assert_eq!(stage.play.front(), MEMBER);
}
