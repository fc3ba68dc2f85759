//! How a room is run, from its details: roles, removal, bans, who asks to be let in, and settings.

use model::{Access, Command, Failure, History, Role, RoomChange, RoomSettings};
use ui::screen::desk::dialog::governing::What;
use ui::screen::desk::{Message as Desk, details};

use crate::fixtures::{self, me, person, rhys};
use crate::gallery::running::run;
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn running() -> Stage<Stand> {
    on(run(|_| {}))
}

fn details(stage: &mut Stage<Stand>, message: details::Message) {
    stage.play.desk(Desk::Details(message));
    stage.redraw();
}

fn change(stage: &mut Stage<Stand>) -> (model::Ticket, RoomChange) {
    let wished = wish(stage);
    let Command::Change { ticket, change, .. } = wished else {
        panic!("{wished:?}")
    };
    (ticket, change)
}

#[test]
fn what_may_be_done_with_somebody_is_in_their_menu() {
    let mut stage = running();
    let rhys = fixtures::rhys();
    press(&mut stage, &format!("person:{}:more", rhys.id));
    for label in ["Make administrator", "Make moderator", "Remove", "Ban"] {
        assert!(says(&stage, label), "{label}");
    }
    stage.key(iced::keyboard::key::Named::Escape);
    let line = stage.node(&format!("person:{}", me().person.id)).name().to_owned();
    assert!(line.contains("administrator") && line.contains("you"), "{line}");
}

#[test]
fn somebody_is_banned_with_a_reason_that_stays_where_it_was_typed_when_it_is_refused() {
    let mut stage = running();
    let ask = What::Remove {
        person: rhys().id,
        name: rhys().name,
        ban: true,
    };
    details(&mut stage, details::Message::Ask(ask));
    assert!(says(&stage, "Ban Rhys Morgan?"));
    fill(&mut stage, "dialog:first", "Advertising");
    press(&mut stage, "dialog:confirm");
    let (ticket, asked) = change(&mut stage);
    assert_eq!(asked, RoomChange::Ban(rhys().id, "Advertising".into()));
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    assert!(has(&stage, "dialog:first"), "what was typed is not lost");
    press(&mut stage, "dialog:confirm");
    let (ticket, _) = change(&mut stage);
    report(&mut stage, vec![done(ticket)]);
    assert!(!has(&stage, "dialog:first"));
}

#[test]
fn the_last_administrator_is_warned_before_they_give_it_up_or_leave() {
    let mut stage = running();
    let ask = What::Role {
        person: me().person.id,
        name: me().person.name,
        role: Role::Member,
        own: true,
        sole: true,
    };
    details(&mut stage, details::Message::Ask(ask));
    assert!(says(&stage, "You are the only administrator"));
    press(&mut stage, "dialog:confirm");
    let (_, asked) = change(&mut stage);
    assert_eq!(asked, RoomChange::Role(me().person.id, Role::Member));
    press(&mut stage, "dialog:cancel");
    details(&mut stage, details::Message::Leave);
    assert!(says(&stage, "make somebody else an administrator first"));
}

#[test]
fn who_asks_to_be_let_in_is_let_in_or_declined() {
    let mut stage = running();
    let (nia, eve) = (
        person("Nia Evans", Some("House of Commons")).id,
        person("Eve Harper", None).id,
    );
    assert!(says(&stage, "I clerk the committee"));
    press(&mut stage, &format!("knock:{nia}:admit"));
    assert_eq!(change(&mut stage).1, RoomChange::Admit(nia));
    assert!(
        !has(&stage, &format!("knock:{eve}:admit")),
        "policy lets nobody in from there"
    );
    assert!(says(&stage, "outside.example"));
    press(&mut stage, &format!("knock:{eve}:decline"));
    assert_eq!(change(&mut stage).1, RoomChange::Remove(eve, String::new()));
    let tom = person("Tom Bell", Some("House of Commons")).id;
    assert!(says(&stage, "Advertising"));
    press(&mut stage, &format!("banned:{tom}:unban"));
    assert_eq!(change(&mut stage).1, RoomChange::Unban(tom));
}

#[test]
fn a_room_is_set_up_from_its_details_and_locks_say_why() {
    let mut stage = running();
    press(&mut stage, "details:access:1");
    let (ticket, asked) = change(&mut stage);
    assert_eq!(asked, RoomChange::Access(Access::Knock));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "The room stays as it was"));
    press(&mut stage, "details:history:1");
    assert_eq!(change(&mut stage).1, RoomChange::History(History::Joined));
    assert!(says(&stage, "people wrote that for those who were there"));
    press(&mut stage, "details:rename");
    fill(&mut stage, "dialog:first", "Procurement Act");
    press(&mut stage, "dialog:confirm");
    assert_eq!(change(&mut stage).1, RoomChange::Name("Procurement Act".into()));
}

#[test]
fn whoever_has_no_right_is_shown_how_the_room_is_and_nothing_to_press() {
    let stage = on(run(|header| header.settings = RoomSettings::default()));
    assert!(says(&stage, "People who are invited"));
    for key in [
        "details:rename",
        "details:topic",
        "details:access:1",
        "details:history:1",
    ] {
        assert!(!has(&stage, key), "{key}");
    }
}
