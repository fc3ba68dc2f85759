//! Ignoring and reporting people, and one's own name and picture.

use std::path::PathBuf;

use model::{Command, Event, Failure, OwnChange, Reported, RoomSummary, Whose};
use ui::Message;
use ui::screen::desk::conversation::Message as Talk;
use ui::screen::profile;
use ui::screen::settings::Message as Settings;
use ui::screen::trust::person::Message as OfPerson;
use ui::screen::trust::{Message as OfTrust, Place};

use crate::fixtures::{self, RHYS, me, rhys};
use crate::gallery::running::run;
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn settings(events: Vec<Event>) -> Stage<Stand> {
    let mut stand = Stand::signed_in();
    stand.report(events);
    stand.say(Message::Settings);
    on(stand)
}

#[test]
fn who_is_ignored_is_listed_and_ignored_no_longer() {
    let mut stage = settings(vec![Event::Ignored([rhys()].into())]);
    let key = format!("ignored:{}:stop", rhys().id);
    press(&mut stage, &key);
    let wished = wish(&mut stage);
    let Command::Ignore {
        ticket,
        person,
        ignored: false,
    } = wished
    else {
        panic!("{wished:?}")
    };
    assert_eq!(person, rhys().id);
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(has(&stage, "ignored:refused"));
    press(&mut stage, &key);
    let Command::Ignore { ticket, .. } = wish(&mut stage) else {
        panic!("a wish")
    };
    report(&mut stage, vec![done(ticket), Event::Ignored([].into())]);
    assert!(says(&stage, "You don't ignore anybody."));
}

#[test]
fn somebody_is_ignored_and_reported_on_their_page() {
    let mut stage = on(Stand::talking());
    stage.play.desk(ui::screen::desk::Message::Details(
        ui::screen::desk::details::Message::Close,
    ));
    stage.play.talk(Talk::Person(rhys()));
    stage.redraw();
    stage.play.wished();
    press(&mut stage, "person:ignore");
    let wished = wish(&mut stage);
    let Command::Ignore {
        ticket, ignored: true, ..
    } = wished
    else {
        panic!("{wished:?}")
    };
    report(&mut stage, vec![done(ticket), Event::Ignored([rhys()].into())]);
    assert!(says(&stage, "Stop ignoring"));

    press(&mut stage, "person:report");
    assert!(says(
        &stage,
        "It goes to the administrators of your department's server"
    ));
    fill(&mut stage, "person:reason", "Advertising");
    press(&mut stage, "person:report-send");
    let wished = wish(&mut stage);
    let Command::Report { ticket, what, reason } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!((what, reason.as_str()), (Reported::Person(rhys().id), "Advertising"));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(has(&stage, "person:reason"), "what was typed stays");
    press(&mut stage, "person:report-send");
    let Command::Report { ticket, .. } = wish(&mut stage) else {
        panic!("a report")
    };
    report(&mut stage, vec![done(ticket)]);
    assert!(says(&stage, "The report was sent"));
    stage.play.say(Message::Trust(OfTrust::Person(OfPerson::Back)));
    assert_eq!(stage.play.app.page(), None, "{:?}", Place::Person);
}

#[test]
fn a_message_is_reported_with_words_about_what_is_seen() {
    let mut stage = on(Stand::talking());
    stage.play.talk(Talk::Report("$event".into()));
    stage.redraw();
    assert!(says(&stage, "They can't read the message itself"));
    press(&mut stage, "dialog:confirm");
    assert!(
        stage.play.wished().is_empty(),
        "without a reason nobody can do anything"
    );
    fill(&mut stage, "dialog:first", "It asks for my password");
    press(&mut stage, "dialog:confirm");
    let wished = wish(&mut stage);
    let Command::Report { ticket, what, .. } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!(what, Reported::Message(RHYS.into(), "$event".into()));
    report(&mut stage, vec![done(ticket)]);
    assert!(says(&stage, "The report was sent"));
}

#[test]
fn a_room_is_reported_from_its_details() {
    let mut stage = on(run(|_| {}));
    press(&mut stage, "details:report");
    fill(&mut stage, "dialog:first", "Nothing but advertising");
    press(&mut stage, "dialog:confirm");
    let wished = wish(&mut stage);
    assert!(
        matches!(&wished, Command::Report { what: Reported::Room(room), .. } if room.as_str() == RHYS),
        "{wished:?}"
    );
}

#[test]
fn an_invitation_from_somebody_ignored_is_not_in_the_list() {
    let mut lines = fixtures::rooms();
    let invited = RoomSummary {
        ignored: true,
        ..(*lines[0]).clone()
    };
    let id = invited.id.clone();
    lines[0] = invited.into();
    let mut stage = on(Stand::signed_in());
    assert!(has(&stage, &format!("room:{id}")));
    report(&mut stage, vec![Event::Rooms(vec![model::Patch::Reset(lines)])]);
    assert!(!has(&stage, &format!("room:{id}")));
}

#[test]
fn ones_own_name_and_picture_are_changed_in_the_settings() {
    let mut stage = settings(Vec::new());
    assert!(says(&stage, "They aren't encrypted"));
    fill(&mut stage, "profile:name", "Amina O.");
    press(&mut stage, "profile:save");
    let wished = wish(&mut stage);
    let Command::SetOwn {
        ticket,
        change: OwnChange::Name(name),
    } = wished
    else {
        panic!("{wished:?}")
    };
    assert_eq!(name, "Amina O.");
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    assert!(has(&stage, "profile:refused"));

    let path = PathBuf::from("/home/amina/me.jpg");
    let chosen = profile::Message::Chosen(Some(vec![path.clone()]));
    stage.play.say(Message::SettingsPage(Settings::Profile(chosen)));
    let wished = wish(&mut stage);
    let Command::SetOwn { ticket, change } = wished else {
        panic!("{wished:?}")
    };
    assert_eq!(change, OwnChange::Picture(Some(path)));
    assert!(!has(&stage, "profile:remove"));
    let face = Event::Face {
        whose: Whose::Person(me().person.id),
        picture: Some(fixtures::red((112, 112))),
    };
    report(&mut stage, vec![done(ticket), face]);
    press(&mut stage, "profile:remove");
    let wished = wish(&mut stage);
    assert!(
        matches!(
            &wished,
            Command::SetOwn {
                change: OwnChange::Picture(None),
                ..
            }
        ),
        "{wished:?}"
    );
}

#[test]
fn where_the_system_has_no_window_to_choose_in_the_path_is_typed() {
    let mut stage = settings(Vec::new());
    let none = profile::Message::Chosen(None);
    stage.play.say(Message::SettingsPage(Settings::Profile(none)));
    stage.redraw();
    fill(&mut stage, "profile:path", "/home/amina/me.jpg");
    press(&mut stage, "profile:take");
    let wished = wish(&mut stage);
    assert!(
        matches!(
            &wished,
            Command::SetOwn {
                change: OwnChange::Picture(Some(_)),
                ..
            }
        ),
        "{wished:?}"
    );
}
