//! The way in.

use model::{Command, Event, Failure, Obstacle, SignInTo, Stage, Ticket, Why};
use ui::screen::sign_in::{Message as Form, Place, State, Way};
use ui::{Message, Page, Screen};

use crate::fixtures;
use crate::hands::{on, says};
use crate::stand::Stand;

fn form() -> Stand {
    let mut stand = Stand::new();
    stand.report(vec![Event::Stage(Stage::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    stand
}

fn fill(stand: &mut Stand, messages: Vec<Form>) {
    for message in messages {
        stand.say(Message::SignIn(message));
    }
}

fn state(stand: &Stand) -> &State {
    match stand.app.screen() {
        Screen::SignIn(state) => state,
        _ => panic!("not the sign-in screen"),
    }
}

fn asked(command: &Command) -> Option<Ticket> {
    match command {
        Command::SignIn { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn by_email(stand: &mut Stand) -> Ticket {
    fill(
        stand,
        vec![
            Form::Email("amina@cabinet.example.gov.uk".into()),
            Form::Password("secret".into()),
            Form::Submit,
        ],
    );
    stand.ticket(asked)
}

#[test]
fn an_email_address_is_handed_to_policy_whole() {
    let mut stand = form();
    fill(
        &mut stand,
        vec![
            Form::Email(" amina@cabinet.example.gov.uk ".into()),
            Form::Password("secret".into()),
            Form::Submit,
        ],
    );
    let wished = stand.wished();
    let [Command::SignIn { to, user, password, .. }] = wished.as_slice() else {
        panic!("{wished:?}")
    };
    assert_eq!(*to, SignInTo::Email("amina@cabinet.example.gov.uk".into()));
    assert_eq!((user.as_str(), password.reveal()), ("amina", "secret"));
}

#[test]
fn a_typed_server_is_handed_to_policy_as_typed() {
    let mut stand = form();
    let typed = vec![
        Form::Way(Way::Server),
        Form::Server("outside.example".into()),
        Form::User("amina".into()),
        Form::Password("secret".into()),
        Form::Submit,
    ];
    fill(&mut stand, typed);
    let wished = stand.wished();
    let [Command::SignIn { to, ticket, .. }] = wished.as_slice() else {
        panic!("{wished:?}")
    };
    assert_eq!(*to, SignInTo::Server("outside.example".into()));
    let reason = policy::Reason::ServerNotApproved {
        server: "outside.example".into(),
    };
    stand.report(vec![Event::Refused {
        ticket: *ticket,
        why: Why::Policy(reason),
    }]);
    assert_eq!(state(&stand).place(), Place::Who);
    assert!(!state(&stand).is_pending());
}

#[test]
fn a_wrong_password_stands_beside_the_password() {
    let mut stand = form();
    let ticket = by_email(&mut stand);
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::WrongPassword),
    }]);
    assert_eq!(state(&stand).place(), Place::Password);
    assert!(state(&stand).is_complete(), "what was typed stays");
    fill(&mut stand, vec![Form::Password("other".into())]);
    assert_eq!(state(&stand).why(), None);
}

#[test]
fn nothing_is_tried_with_half_a_form() {
    let mut stand = form();
    fill(
        &mut stand,
        vec![Form::Email("amina@cabinet.example.gov.uk".into()), Form::Submit],
    );
    assert!(stand.wished().is_empty());
}

#[test]
fn one_try_at_a_time() {
    let mut stand = form();
    by_email(&mut stand);
    fill(&mut stand, vec![Form::Submit]);
    assert!(stand.wished().is_empty());
}

#[test]
fn a_try_that_was_given_up_and_succeeds_is_signed_out() {
    let mut stand = form();
    let ticket = by_email(&mut stand);
    fill(&mut stand, vec![Form::Cancel]);
    stand.report(vec![
        Event::Stage(Stage::SignedIn(fixtures::me())),
        Event::Done {
            ticket,
            room: None,
            file: None,
        },
    ]);
    assert!(matches!(stand.wished().as_slice(), [Command::SignOut { .. }]));
}

#[test]
fn signing_out_is_asked_first() {
    let mut stand = Stand::signed_in();
    stand.say(Message::Settings);
    stand.say(Message::SettingsPage(ui::screen::settings::Message::SignOut));
    assert!(stand.wished().is_empty());
    stand.say(Message::Deny);
    assert_eq!(stand.app.page(), Some(Page::Settings));
    stand.say(Message::SettingsPage(ui::screen::settings::Message::SignOut));
    stand.say(Message::Confirm);
    assert!(matches!(stand.wished().as_slice(), [Command::SignOut { .. }]));
}

#[test]
fn starting_afresh_is_asked_first_and_trying_again_is_not() {
    use ui::screen::obstacle::Message as Way;
    let mut stand = Stand::new();
    stand.report(vec![Event::Stage(Stage::Obstacle(Obstacle::KeyLost))]);
    stand.say(Message::Obstacle(Way::Retry));
    assert!(matches!(stand.wished().as_slice(), [Command::Retry]));
    stand.say(Message::Obstacle(Way::StartAfresh));
    assert!(stand.wished().is_empty());
    stand.say(Message::Confirm);
    assert!(matches!(stand.wished().as_slice(), [Command::StartAfresh]));
}

#[test]
fn what_a_server_no_longer_approved_left_is_signed_out() {
    use ui::screen::obstacle::Message as Way;
    let mut stand = Stand::new();
    stand.report(vec![Event::Stage(Stage::Obstacle(Obstacle::Unpinned))]);
    stand.say(Message::Obstacle(Way::StartAfresh));
    stand.say(Message::Confirm);
    assert!(matches!(stand.wished().as_slice(), [Command::SignOut { .. }]));
}

#[test]
fn a_form_half_filled_survives_being_told_again() {
    let mut stand = form();
    let ticket = by_email(&mut stand);
    stand.report(vec![Event::Stage(Stage::SignedOut {
        departments: fixtures::departments(),
        ended: false,
    })]);
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::WrongPassword),
    }]);
    assert!(state(&stand).is_complete());
    assert_eq!(state(&stand).place(), Place::Password);
}

#[test]
fn what_was_written_survives_being_asked_for_the_password_again() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.report(vec![Event::Stage(Stage::SignInAgain(fixtures::me()))]);
    assert!(matches!(stand.app.screen(), Screen::SignInAgain(..)));
    stand.wished();
    stand.report(vec![Event::Stage(Stage::SignedIn(fixtures::me()))]);
    assert_eq!(stand.composer().text(), "Half a thought");
    let reopened = stand
        .wished()
        .iter()
        .any(|command| matches!(command, Command::OpenRoom(room) if room.as_str() == fixtures::RHYS));
    assert!(reopened, "the session began anew and shows no room by itself");
}

#[test]
fn preferences_survive_nonsense() {
    let folder = std::env::temp_dir().join(format!("despatch-ui-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("preferences.json");
    for nonsense in [
        "",
        "{",
        "[]",
        "{\"scale\": 9000}",
        "{\"theme\": 7}",
        "{\"language\": \"tlh\"}",
    ] {
        std::fs::write(&file, nonsense).unwrap();
        let read = ui::Preferences::load(&folder);
        let looks = read.looks(&model::WindowRules::default());
        assert_eq!((looks.theme, looks.scale), (ui::Choice::System, 100), "{nonsense}");
    }
    let chosen = ui::Preferences {
        theme: Some(ui::Choice::Dark),
        language: Some("cy".into()),
        scale: Some(150),
        tray: Some(true),
        autostart: Some(false),
        recent_emoji: vec!["👍".to_owned()],
    };
    chosen.save(&folder).unwrap();
    assert_eq!(ui::Preferences::load(&folder), chosen);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn whoever_was_signed_out_from_elsewhere_is_told_so() {
    for ended in [true, false] {
        let mut stand = Stand::new();
        stand.report(vec![Event::Stage(Stage::SignedOut {
            departments: fixtures::departments(),
            ended,
        })]);
        let stage = on(stand);
        assert_eq!(says(&stage, "You were signed out of this computer"), ended);
    }
}
