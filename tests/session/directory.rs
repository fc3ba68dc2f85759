//! People by name, as the homeserver's directory knows them.

use std::sync::Arc;

use model::Command;
use support::{World, unique};

use crate::basics::people;
use crate::person::Person;

/// Asks until somebody is found: the directory is filled behind the server's back.
fn found(person: &mut Person, typed: &str) -> Arc<[model::Person]> {
    loop {
        let people = answer(person, typed);
        if !people.is_empty() {
            return people;
        }
    }
}

fn answer(person: &mut Person, typed: &str) -> Arc<[model::Person]> {
    person.view.people = None;
    // Another wish first: the same twice is one.
    for typed in ["", typed] {
        person.send(Command::FindPeople(typed.to_owned()));
    }
    person.until(&format!("an answer to {typed:?}"), |v| {
        let (of, people) = v.people.as_ref()?;
        (**of == *typed).then(|| people.clone())
    })
}

#[test]
fn people_whom_one_may_write_to_are_found_by_their_names() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let name = unique("Gwenllian");
    let colleague = world
        .treasury()
        .register(&unique("gwen"), "staple", &format!("{name} Powell"));
    let colleague = colleague.unwrap();
    let stranger = world
        .outside()
        .register(&unique("mallory"), "secret", &format!("{name} Mallory"));
    let stranger = stranger.unwrap();
    let mut amina = Person::signed_in(&world, &accounts.0);
    let people = found(&mut amina, &name.to_lowercase());
    let person = &people[0];
    assert_eq!(people.len(), 1);
    assert_eq!(&*person.name, format!("{name} Powell"));
    assert_eq!(person.id.as_str(), colleague.user_id);
    assert_eq!(person.department.as_deref(), Some("Treasury"));

    // The server knows the stranger, too, once a room has both.
    let raw = accounts.0.sign_in().unwrap();
    let room = raw.create_room(serde_json::json!({ "name": "Outside" })).unwrap();
    raw.invite(&room, &stranger.user_id).unwrap();
    stranger.sign_in().unwrap().join(&room, &["treasury.example"]).unwrap();
    assert_eq!(found(&mut amina, &name).len(), 1, "and policy doesn't");
    assert!(answer(&mut amina, &accounts.0.user_id).is_empty(), "not oneself");
}
