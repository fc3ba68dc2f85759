//! A window that nobody is at locks itself, and shows nothing until the password is typed.

use std::time::Duration;

use iced::Size;
use iced::advanced::subscription::into_recipes;
use iced::time::Instant;
use kit::oracle::Seen;
use model::{Command, Event, Failure, Patch, Rules, Secret, Stage as Standing, Ticket, Why};
use ui::screen::desk::{Key, Message as Desk};
use ui::screen::idle::Message as Locked;
use ui::{Language, Message, News};

use crate::fixtures::{self, RHYS};
use crate::several::Several;
use crate::stage::Stage;
use crate::stand::Stand;

const MINUTE: Duration = Duration::from_secs(60);

fn unlock(command: &Command) -> Option<Ticket> {
    match command {
        Command::Unlock { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn try_password(stand: &mut Stand) -> Ticket {
    stand.say(Message::Idle(Locked::Password(Secret::new("secret".into()))));
    stand.say(Message::Idle(Locked::Submit));
    stand.ticket(unlock)
}

fn locked() -> Stand {
    let mut stand = Stand::talking_under(fixtures::locking_after(10));
    stand.write("Half a thought");
    stand.wished();
    stand.say(Message::Lock);
    assert!(stand.app.is_locked());
    stand
}

#[test]
fn the_window_locks_after_as_long_as_the_rule_says_and_not_before() {
    let mut stand = Stand::talking_under(fixtures::locking_after(10));
    let start = Instant::now();
    stand.say(Message::Active(start));
    stand.say(Message::Tick(start + 10 * MINUTE - Duration::from_secs(1)));
    assert!(!stand.app.is_locked());
    stand.say(Message::Active(start + 9 * MINUTE));
    stand.say(Message::Tick(start + 18 * MINUTE));
    assert!(!stand.app.is_locked(), "somebody was there in between");
    stand.say(Message::Tick(start + 19 * MINUTE));
    assert!(stand.app.is_locked());
}

#[test]
fn a_window_that_nobody_has_touched_yet_locks_too() {
    let mut stand = Stand::talking_under(fixtures::locking_after(1));
    let start = Instant::now();
    stand.say(Message::Tick(start));
    assert!(!stand.app.is_locked());
    stand.say(Message::Tick(start + MINUTE));
    assert!(stand.app.is_locked());
}

#[test]
fn without_the_rule_nothing_locks() {
    let mut stand = Stand::talking();
    let start = Instant::now();
    stand.say(Message::Active(start));
    stand.say(Message::Tick(start + 10_000 * MINUTE));
    stand.say(Message::Lock);
    assert!(!stand.app.is_locked());
}

#[test]
fn a_rule_that_comes_while_one_works_locks_from_then_on() {
    let mut stand = Stand::talking();
    stand.news(News::Rules(fixtures::locking_after(5)));
    let start = Instant::now();
    stand.say(Message::Tick(start));
    stand.say(Message::Tick(start + 5 * MINUTE));
    assert!(stand.app.is_locked());
    stand.news(News::Rules(Rules::default()));
    assert!(stand.app.is_locked(), "a rule that goes away opens nothing");
}

#[test]
fn the_clock_is_looked_at_only_where_a_rule_asks_for_it() {
    let listens = |several: &Several| into_recipes(several.accounts.subscription()).len();
    let without = listens(&Several::two());
    let mut several = Several::two_under(fixtures::locking_after(10), Language::English);
    assert_eq!(listens(&several), without + 1);
    several.say(ui::AccountsMessage::All(Message::Lock));
    assert_eq!(listens(&several), without, "nor while the window is locked");
}

#[test]
fn before_anybody_is_signed_in_there_is_nothing_to_lock() {
    let mut stand = Stand::under(fixtures::locking_after(1), Language::English);
    stand.report(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    stand.say(Message::Lock);
    assert!(!stand.app.is_locked());
}

#[test]
fn a_locked_window_says_nothing_of_rooms_and_messages() {
    let mut stand = locked();
    // Neither does what comes meanwhile.
    let said = fixtures::said(fixtures::rhys(), fixtures::NOW, fixtures::text("The vote is off"));
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::PushBack(fixtures::row("late", said))],
    }]);
    stand.say(Message::Settings);
    stand.desk(Desk::Key(Key::Jump));
    stand.desk(Desk::Dropped("/tmp/a.pdf".into()));
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let nodes = stage.oracle.nodes();
    assert_eq!(nodes[0].name(), "Despatch", "the title is the program's name alone");
    let all: Vec<String> = nodes
        .iter()
        .map(|node| format!("{} {:?}", node.name(), node.text))
        .collect();
    for secret in ["Rhys", "Amina", "vote", "Procurement", "Half a thought", "Commons"] {
        assert!(!all.iter().any(|said| said.contains(secret)), "{secret}: {all:#?}");
    }
    let keys: Vec<&str> = nodes.iter().map(|node| node.key.as_str()).collect();
    assert!(
        keys.contains(&"idle:password") && keys.contains(&"idle:sign-out"),
        "{keys:?}"
    );
    let help = nodes.iter().any(|node: &Seen| node.name().contains("020 7946 0000"));
    assert!(help, "whom to call");
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
}

#[test]
fn what_comes_while_the_window_is_locked_is_not_read() {
    let mut stand = locked();
    let said = fixtures::said(fixtures::rhys(), fixtures::NOW, fixtures::text("The vote is off"));
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::PushBack(fixtures::row("late", said))],
    }]);
    stand.desk(Desk::Focused(true));
    let read = |command: &Command| matches!(command, Command::MarkRead(_));
    assert!(!stand.wished().iter().any(read));
    let ticket = try_password(&mut stand);
    stand.report(vec![Event::Done {
        ticket,
        room: None,
        file: None,
    }]);
    assert!(stand.wished().iter().any(read), "now it is");
}

#[test]
fn the_right_password_gives_everything_back() {
    let mut stand = locked();
    let ticket = try_password(&mut stand);
    assert!(stand.app.is_locked(), "until the answer comes");
    stand.report(vec![Event::Done {
        ticket,
        room: None,
        file: None,
    }]);
    assert!(!stand.app.is_locked());
    assert_eq!(stand.composer().text(), "Half a thought");
    let start = Instant::now();
    stand.say(Message::Tick(start));
    assert!(!stand.app.is_locked(), "the time begins anew");
}

#[test]
fn a_wrong_password_opens_nothing_and_says_so() {
    let mut stand = locked();
    let ticket = try_password(&mut stand);
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::WrongPassword),
    }]);
    assert!(stand.app.is_locked());
    let stage = Stage::sized(stand, Size::new(480.0, 900.0));
    let field = stage.node("idle:password");
    assert!(
        field
            .semantics
            .invalid
            .is_some_and(|wrong| wrong.contains("isn't your password"))
    );
}

#[test]
fn the_answer_to_another_wish_opens_nothing() {
    let mut stand = locked();
    let ticket = try_password(&mut stand);
    stand.report(vec![Event::Done {
        ticket: Ticket(ticket.0 + 1),
        room: None,
        file: None,
    }]);
    assert!(stand.app.is_locked());
    stand.report(vec![Event::Stage(Standing::Renewed(fixtures::me()))]);
    stand.report(vec![Event::Stage(Standing::Starting)]);
    stand.report(vec![Event::Stage(Standing::SignedIn(fixtures::me()))]);
    assert!(stand.app.is_locked(), "nor does a session that begins anew");
}

#[test]
fn one_can_sign_out_of_a_locked_window() {
    let mut stand = locked();
    stand.say(Message::Idle(Locked::SignOut));
    assert!(stand.wished().is_empty(), "it is asked first");
    stand.say(Message::Confirm);
    assert!(matches!(stand.wished().last(), Some(Command::SignOut { .. })));
    stand.report(vec![Event::Stage(Standing::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    assert!(!stand.app.is_locked(), "there is nothing behind it any more");
}

#[test]
fn a_policy_that_breaks_shows_through_the_lock() {
    let mut stand = locked();
    stand.news(News::Blocked {
        organisation: None,
        faults: Vec::new(),
        rules: Rules::default(),
    });
    assert!(matches!(stand.app.screen(), ui::Screen::Blocked(_)));
    assert!(!stand.app.is_locked());
}
