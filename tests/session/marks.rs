//! What a person marks rooms with, for themselves: on each of their devices, and for nobody else.

use model::{Command, Importance, RoomId};

use crate::basics::{Pair, pair};
use crate::person::Person;
use support::unique;

fn place(person: &mut Person, room: &RoomId, importance: Importance) {
    let room = room.clone();
    person
        .wish(|ticket| Command::SetImportance {
            ticket,
            room,
            importance,
        })
        .unwrap();
}

fn is_at(person: &mut Person, room: &RoomId, importance: Importance) {
    person.summary(room, &format!("{importance:?}"), |line| line.importance == importance);
}

#[test]
fn a_room_is_a_favourite_on_each_device_until_it_is_something_else() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let mut phone = Person::signed_in(&world, &accounts.0);
    is_at(&mut phone, &room, Importance::Usual);

    for importance in [Importance::Favourite, Importance::Low, Importance::Favourite] {
        place(&mut amina, &room, importance);
        is_at(&mut amina, &room, importance);
        is_at(&mut phone, &room, importance);
    }
    amina.restart();
    is_at(&mut amina, &room, Importance::Favourite);

    amina.online();
    place(&mut phone, &room, Importance::Usual);
    is_at(&mut phone, &room, Importance::Usual);
    is_at(&mut amina, &room, Importance::Usual);
    is_at(&mut bryn, &room, Importance::Usual);
}

#[test]
fn a_room_marked_as_unread_stays_so_until_it_is_read() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let text = unique("read this again");
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    amina.send(Command::MarkRead(room.clone()));
    amina.summary(&room, "nothing unread", |line| !line.is_unread());
    let mut phone = Person::signed_in(&world, &accounts.0);

    let marked = room.clone();
    amina
        .wish(|ticket| Command::MarkUnread { ticket, room: marked })
        .unwrap();
    let line = amina.summary(&room, "the mark", |line| line.marked_unread);
    assert_eq!(line.unread, 0, "it is no message");
    phone.summary(&room, "the mark", |line| line.marked_unread);
    amina.restart();
    amina.summary(&room, "the mark after a restart", |line| line.marked_unread);

    phone.open(&room);
    phone.send(Command::MarkRead(room.clone()));
    phone.summary(&room, "no mark", |line| !line.marked_unread);
    amina.summary(&room, "no mark", |line| !line.marked_unread);
    bryn.summary(&room, "no mark of somebody else", |line| !line.marked_unread);
}
