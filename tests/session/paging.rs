//! A room's history, from its end to its beginning.

use model::{Body, Command, Paging, RoomId};
use serde_json::json;
use support::{Account, World, unique};

use crate::basics::people;
use crate::person::Person;

/// A room in clear in which somebody has said so many things, each with its number.
pub fn written(account: &Account, count: usize) -> RoomId {
    let raw = account.sign_in().unwrap();
    let room = raw.create_room(json!({"name": unique("Many")})).unwrap();
    for number in 0..count {
        raw.say(&room, &format!("message {number} of a long conversation"))
            .unwrap();
    }
    RoomId::from(room.as_str())
}

/// Loads the open room to its beginning.
pub fn read_all(person: &mut Person, room: &RoomId) {
    while person.view.paging != Some(Paging::Complete) {
        let rows = person.view.rows.len();
        person.send(Command::LoadOlder(room.clone()));
        person.until("older ones", |v| {
            (v.rows.len() > rows || v.paging == Some(Paging::Complete)).then_some(())
        });
    }
}

/// Somebody opens a room while what came last is still coming down.
#[test]
fn a_long_history_is_read_in_its_order_to_its_beginning() {
    const MANY: usize = 400;
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let room = written(&account, MANY);
    let mut plain = world.policy();
    plain["encryption"]["require_encrypted_rooms"] = json!(false);
    let mut person = Person::under(&world, &plain);
    person.sign_in(&account).unwrap();
    person.online();
    person.summary(&room, "the room", |_| true);
    person.open(&room);
    read_all(&mut person, &room);
    let said = person.view.messages().filter_map(|(_, message)| match &message.body {
        Body::Text { plain, .. } => plain.split(' ').nth(1)?.parse::<usize>().ok(),
        _ => None,
    });
    let said: Vec<usize> = said.collect();
    assert_eq!(said, (0..MANY).collect::<Vec<_>>());
}
