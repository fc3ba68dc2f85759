//! Finding people where a question asks whom.

use model::{Command, Event, Person};
use ui::screen::desk::rooms::Message as Rooms;
use ui::screen::desk::{Key, Message as Desk};

use crate::fixtures::{person, rhys};
use crate::hands::{fill, has, on, press, report, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn found(typed: &str, people: Vec<Person>) -> Event {
    Event::PeopleFound {
        typed: typed.into(),
        people: people.into(),
    }
}

fn asking(message: Desk) -> Stage<Stand> {
    let mut stage = on(Stand::signed_in());
    stage.play.desk(message);
    stage.redraw();
    stage.play.wished();
    stage
}

#[test]
fn whoever_is_found_by_name_is_written_to() {
    let mut stage = asking(Desk::Key(Key::NewMessage));
    fill(&mut stage, "dialog:first", "rhys m");
    let asked = wish(&mut stage);
    assert!(
        matches!(&asked, Command::FindPeople(typed) if typed == "rhys m"),
        "{asked:?}"
    );
    let namesake = person("Rhys Marsh", Some("Cabinet Office"));
    report(&mut stage, vec![found("rhys", vec![namesake.clone()])]);
    assert!(!has(&stage, "dialog:people"), "an answer to less");
    report(&mut stage, vec![found("rhys m", vec![rhys(), namesake])]);
    let line = stage.node(&format!("person:{}", rhys().id)).name().to_owned();
    assert_eq!(line, format!("Rhys Morgan, House of Commons, {}", rhys().id));
    press(&mut stage, &format!("person:{}", rhys().id));
    let asked = wish(&mut stage);
    assert!(
        matches!(&asked, Command::StartDirect { person, .. } if *person == rhys().id.to_string()),
        "{asked:?}"
    );
}

#[test]
fn several_are_found_one_after_another() {
    let mut stage = asking(Desk::Rooms(Rooms::NewRoom));
    fill(&mut stage, "dialog:first", "Budget");
    fill(&mut stage, "dialog:second", "@nia:parliament.example, rhys");
    let asked = stage.play.wished();
    assert!(
        matches!(asked.last(), Some(Command::FindPeople(typed)) if typed == "rhys"),
        "{asked:?}"
    );
    report(&mut stage, vec![found("rhys", vec![rhys()])]);
    press(&mut stage, &format!("person:{}", rhys().id));
    assert!(!has(&stage, "dialog:people"));
    press(&mut stage, "dialog:confirm");
    let asked = stage.play.wished();
    let Some(Command::CreateRoom { invite, .. }) = asked.last() else {
        panic!("{asked:?}")
    };
    assert_eq!(*invite, ["@nia:parliament.example".to_owned(), rhys().id.to_string()]);
}
