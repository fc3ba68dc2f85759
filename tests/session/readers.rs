//! Who has read what.

use model::Command;
use support::unique;

use crate::basics::{Pair, pair};
use crate::person::Person;

/// Waits until this person is named as the reader of a message, and gives when they were there.
fn reader_of(person: &mut Person, text: &str, name: &str) -> i64 {
    person.until(&format!("{name} having read “{text}”"), |v| {
        let message = v.sent(text)?;
        let reader = message.read_by.iter().find(|reader| &*reader.person.name == name)?;
        reader.at
    })
}

#[test]
fn who_reads_is_named_with_the_time_there_and_after_a_restart() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (first, second) = (unique("at noon"), unique("at two"));
    amina.say(&room, &first).unwrap();
    let sent = amina.sees(&first).at;
    bryn.sees(&first);
    bryn.send(Command::MarkRead(room.clone()));
    let read = reader_of(&mut amina, &first, "Bryn Lewis");
    assert!(read >= sent, "read at {read}, sent at {sent}");

    amina.say(&room, &second).unwrap();
    bryn.sees(&second);
    bryn.send(Command::MarkRead(room.clone()));
    let later = reader_of(&mut amina, &second, "Bryn Lewis");
    assert!(later >= read);
    let first_again = amina.view.sent(&first).map(|message| message.read_by.len());
    assert_eq!(first_again, Some(0), "one is where one read last");
    amina.restart();
    amina.open(&room);
    assert_eq!(reader_of(&mut amina, &second, "Bryn Lewis"), later);
}
