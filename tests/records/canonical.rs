//! The one form an entry has.

use records::entry::{Entry, EntryError, Kind, Placed, opened_hash};
use serde_json::{Value, json};

use crate::made::{log_key, message};

fn placed(content: Value) -> Placed {
    let mut entry = message(1, "");
    let Kind::Event(event) = &mut entry.kind else { panic!() };
    event.content = Some(content);
    Placed::new(log_key("PHONE").log(), 7, entry).unwrap()
}

fn content(placed: &Placed) -> String {
    let text = String::from_utf8(placed.canonical().unwrap()).unwrap();
    let (_, rest) = text.split_once("\"content\":").unwrap();
    rest.split_once(",\"event_id\"").unwrap().0.to_owned()
}

/// The sorting of RFC 8785, 3.2.3, and the numbers and characters of 3.2.2.
#[test]
fn it_is_that_of_rfc_8785() {
    let sorted = json!({
        "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control", "\u{f6}": "Latin Small Letter O With Diaeresis"
    });
    assert_eq!(
        content(&placed(sorted)),
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"\u{f6}\":\"Latin Small Letter O With \
         Diaeresis\",\"\u{20ac}\":\"Euro Sign\",\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet \
         With Dagesh\"}"
    );
    let values: Value =
        serde_json::from_str(r#"{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]}"#)
            .unwrap();
    assert_eq!(
        content(&placed(values)),
        r#"{"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}"#
    );
    let literals = json!({"string": "\u{20ac}$\u{f}\nA'B\"\\\\\"/", "literals": [null, true, false]});
    assert_eq!(
        content(&placed(literals)),
        "{\"literals\":[null,true,false],\"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
}

#[test]
fn no_number_is_rounded() {
    let values: Value =
        serde_json::from_str(r#"{"a": [9007199254740991, 9007199254740992, -9007199254740993, 18446744073709551615]}"#)
            .unwrap();
    assert_eq!(
        content(&placed(values)),
        r#"{"a":[9007199254740991,"9007199254740992","-9007199254740993","18446744073709551615"]}"#
    );
}

/// A server may say any time.
#[test]
fn a_time_beyond_what_json_holds_is_the_last_one_it_holds() {
    let mut entry = message(1, "");
    let Kind::Event(event) = &mut entry.kind else { panic!() };
    event.origin_ms = u64::MAX;
    let placed = Placed::new(log_key("PHONE").log(), 0, entry).unwrap();
    let again = Placed::read(&placed.canonical().unwrap()).unwrap();
    let Kind::Event(event) = &again.entry.kind else {
        panic!()
    };
    assert_eq!(event.origin_ms, (1 << 53) - 1);
}

#[test]
fn an_entry_is_read_as_it_was_written() {
    for content in [json!({"body": "x"}), json!([1, -2.5, "\u{0}"])] {
        let placed = placed(content);
        let read = Placed::read(&placed.canonical().unwrap()).unwrap();
        assert_eq!(read.canonical().unwrap(), placed.canonical().unwrap());
    }
    assert_eq!(Placed::read(b"{}"), Err(EntryError::Json));
    assert_eq!(Placed::read(b"\xff"), Err(EntryError::Json));
}

/// Two equal messages must not have equal hashes, or a short one could be guessed.
#[test]
fn equal_entries_have_different_hashes() {
    let hash = |entry: Entry| {
        opened_hash(
            &Placed::new(log_key("PHONE").log(), 0, entry)
                .unwrap()
                .canonical()
                .unwrap(),
        )
    };
    assert_ne!(hash(message(1, "yes")), hash(message(1, "yes")));
}
