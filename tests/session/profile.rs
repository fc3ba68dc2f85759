//! Names and pictures of people and rooms: in clear, small, from approved servers alone.

use std::path::PathBuf;

use model::{Capability, Command, Failure, OwnChange, RoomChange, Stage, Whose, Why};
use serde_json::json;
use support::{World, unique};

use crate::governing::{Governed, change, governed, lists};
use crate::person::Person;
use crate::pictures::photograph;

fn set(person: &mut Person, change: OwnChange) -> Result<(), Why> {
    person.wish(|ticket| Command::SetOwn { ticket, change }).map(drop)
}

/// A photograph that says where it was taken.
fn photo(place: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("me.jpg");
    photograph(&path, place);
    (folder, path)
}

fn sees(person: &mut Person, whose: &Whose, there: bool) {
    person.until(&format!("the picture of {whose:?}: {there}"), |v| {
        let picture = v.faces.get(whose)?;
        (picture.is_some() == there).then_some(())
    });
}

/// Whether what a server keeps says where a photograph was taken.
fn any_file_says(world: &World, place: &str) -> bool {
    world
        .servers()
        .iter()
        .any(|server| server.database_contains(place.as_bytes()).unwrap())
}

#[test]
fn ones_own_name_is_changed_for_everybody() {
    let Governed {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = governed();
    let name = unique("Amina Okafor");
    set(&mut amina, OwnChange::Name(name.clone())).unwrap();
    amina.until("her own name", |v| match &v.stage {
        Some(Stage::SignedIn(me)) if *me.person.name == *name => Some(()),
        _ => None,
    });
    lists(&mut bryn, &room, &accounts.0.user_id, "the new name", |it| {
        *it.person.name == *name
    });
    assert_eq!(
        set(&mut amina, OwnChange::Name("  ".into())),
        Err(Why::Failed(Failure::Malformed))
    );
}

#[test]
fn a_picture_of_oneself_says_nothing_of_where_it_was_taken_and_goes_again() {
    let Governed {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = governed();
    let place = unique("51.4995 N");
    let (_folder, path) = photo(&place);
    let whose = Whose::Person(accounts.0.user_id.as_str().into());
    set(&mut amina, OwnChange::Picture(Some(path))).unwrap();
    sees(&mut amina, &whose, true);
    lists(&mut bryn, &room, &accounts.0.user_id, "her", |_| true);
    bryn.until("her picture", |v| {
        let picture = v.faces.get(&whose)?.clone()?;
        // Small, and round.
        ((picture.width, picture.height) == (112, 112) && picture.rgba[3] == 0).then_some(())
    });
    assert!(!any_file_says(&world, &place));

    set(&mut amina, OwnChange::Picture(None)).unwrap();
    sees(&mut amina, &whose, false);
    let none = tempfile::tempdir().unwrap();
    let text = none.path().join("me.jpg");
    std::fs::write(&text, "no picture at all").unwrap();
    assert_eq!(
        set(&mut amina, OwnChange::Picture(Some(text))),
        Err(Why::Failed(Failure::PictureUnclean))
    );
}

#[test]
fn a_room_has_a_picture_that_whoever_may_gives_it() {
    let Governed {
        world,
        mut amina,
        mut bryn,
        room,
        ..
    } = governed();
    let place = unique("51.4995 N");
    let (_folder, path) = photo(&place);
    let settings = |v: &crate::person::View| v.header.as_ref().map(|header| header.settings.clone());
    assert_eq!(settings(&amina.view).unwrap().picture, Capability::Allowed);
    assert_eq!(settings(&bryn.view).unwrap().picture, Capability::Absent);
    let given = RoomChange::Picture(Some(path));
    assert_eq!(
        change(&mut bryn, &room, given.clone()),
        Err(Why::Failed(Failure::Forbidden))
    );
    change(&mut amina, &room, given).unwrap();
    for person in [&mut amina, &mut bryn] {
        sees(person, &Whose::Room(room.clone()), true);
    }
    assert!(!any_file_says(&world, &place));
    change(&mut amina, &room, RoomChange::Picture(None)).unwrap();
    sees(&mut bryn, &Whose::Room(room.clone()), false);
}

#[test]
fn a_picture_on_a_foreign_server_is_not_fetched() {
    let Governed {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = governed();
    let before = world.outside().strangers().unwrap().len();
    let raw = accounts.1.puppet().unwrap();
    let path = format!("/_matrix/client/v3/profile/{}/avatar_url", accounts.1.user_id);
    let foreign = json!({ "avatar_url": "mxc://outside.example/abc" });
    raw.request("PUT", &path, Some(foreign)).unwrap();
    lists(&mut amina, &room, &accounts.1.user_id, "him", |_| true);
    let text = unique("with a picture from elsewhere");
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    // By then everything that was to be fetched was asked for.
    let (_folder, own) = photo("here");
    set(&mut amina, OwnChange::Picture(Some(own))).unwrap();
    sees(&mut amina, &Whose::Person(accounts.0.user_id.as_str().into()), true);
    let his = Whose::Person(accounts.1.user_id.as_str().into());
    assert!(amina.view.faces.get(&his).is_none_or(Option::is_none));
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}
