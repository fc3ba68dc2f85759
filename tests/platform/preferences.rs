//! What a property list of macOS says is what the same policy in a file says.

use std::io::Cursor;
use std::time::{Duration, SystemTime};

use platform::documents::{Documents, PlistError, from_plist};
use plist::Value as Plist;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::judgement::judged;

const SAMPLE: &[u8] = include_bytes!("../../packaging/policy/linux/10-department.sample.json");

fn converted(bytes: &[u8]) -> Result<Documents, PlistError> {
    from_plist(bytes, &policy::schema(), |_| true)
}

fn managed(bytes: &[u8]) -> Value {
    serde_json::from_slice(&converted(bytes).unwrap().managed.unwrap()).unwrap()
}

fn binary(list: &Plist) -> Vec<u8> {
    let mut bytes = Vec::new();
    list.to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn xml(list: &Plist) -> Vec<u8> {
    let mut bytes = Vec::new();
    list.to_writer_xml(&mut bytes).unwrap();
    bytes
}

/// One key of one group, as XML.
fn one(group: &str, key: &str, value: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>{group}</key>
        <dict><key>{key}</key>{value}</dict></dict></plist>"#
    )
    .into_bytes()
}

fn list(json: &Value) -> Plist {
    match json {
        Value::Null => unreachable!("a property list has no null"),
        Value::Bool(value) => Plist::Boolean(*value),
        Value::Number(number) => Plist::Integer(number.as_i64().unwrap().into()),
        Value::String(text) => Plist::String(text.clone()),
        Value::Array(elements) => Plist::Array(elements.iter().map(list).collect()),
        Value::Object(members) => Plist::Dictionary(
            members
                .iter()
                .map(|(name, value)| (name.clone(), list(value)))
                .collect(),
        ),
    }
}

#[test]
fn a_policy_in_a_property_list_is_the_same_policy_in_a_file() {
    let sample: Value = serde_json::from_slice(SAMPLE).unwrap();
    for bytes in [binary(&list(&sample)), xml(&list(&sample))] {
        assert_eq!(managed(&bytes), sample);
        let document = converted(&bytes).unwrap().managed.unwrap();
        assert_eq!(judged(document).unwrap().problems(), []);
    }
}

#[test]
fn what_is_not_forced_is_only_recommended() {
    let both = list(&json!({ "organisation": { "name": "Works" }, "federation": { "on_foreign": "warn" } }));
    let halves = from_plist(&binary(&both), &policy::schema(), |key| key == "federation").unwrap();
    assert_eq!(
        halves.managed.as_deref(),
        Some(&br#"{"federation":{"on_foreign":"warn"}}"#[..])
    );
    assert_eq!(
        halves.recommended.as_deref(),
        Some(&br#"{"organisation":{"name":"Works"}}"#[..])
    );
    assert_eq!(converted(&xml(&list(&json!({})))).unwrap(), Documents::default());
}

#[test]
fn kinds_that_json_lacks_are_days_or_reported() {
    let day = managed(&one("x", "valid_until", "<date>2027-03-31T00:00:00Z</date>"));
    assert_eq!(day["x"]["valid_until"], "2027-03-31");
    let time = managed(&one("x", "valid_until", "<date>2027-03-31T10:00:00Z</date>"));
    assert_eq!(time["x"]["valid_until"], "2027-03-31T10:00:00Z");
    assert_eq!(
        managed(&one("retention", "x", "<real>1.5</real>"))["retention"]["x"],
        1.5
    );
    assert_eq!(
        managed(&one("retention", "x", "<integer>-3</integer>"))["retention"]["x"],
        -3
    );
    for (group, key, value) in [
        ("federation", "on_foreign", "<data>AAEC</data>"),
        ("federation", "allowed_servers", "<data>AAEC</data>"),
        ("retention", "forbid_edit_after_minutes", "<real>nan</real>"),
        ("retention", "forbid_redaction", "<data></data>"),
    ] {
        let read = managed(&one(group, key, value));
        let problems = judged(read.to_string().into_bytes()).unwrap_err();
        let pointer = format!("/{group}/{key}");
        assert!(
            problems
                .iter()
                .any(|problem| problem.pointer == pointer && problem.code() == "value"),
            "{read} {problems:#?}"
        );
    }
}

#[test]
fn a_key_that_stands_twice_stays_so() {
    let twice = one(
        "federation",
        "on_foreign",
        "<string>block</string><key>on_foreign</key><string>warn</string>",
    );
    let text = String::from_utf8(converted(&twice).unwrap().managed.unwrap()).unwrap();
    assert_eq!(text, r#"{"federation":{"on_foreign":"block","on_foreign":"warn"}}"#);
}

#[test]
fn what_is_no_property_list_of_keys_is_refused() {
    for bytes in [
        &b""[..],
        b"{}",
        b"bplist00",
        b"<plist><dict><key>a</key></dict></plist>",
        b"\xff\xfe",
    ] {
        assert!(converted(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
    }
    assert!(matches!(
        converted(&xml(&Plist::Boolean(true))),
        Err(PlistError::NoKeys)
    ));
}

/// The Romans had no RFC 3339: the crate that reads such a date cannot write it.
#[test]
fn a_date_before_all_years_ends_nothing() {
    let epoch = SystemTime::UNIX_EPOCH - Duration::from_secs(3_000 * 366 * 86_400);
    let dated = Plist::Dictionary([("x".to_owned(), Plist::Date(epoch.into()))].into_iter().collect());
    let text = managed(&binary(&dated))["x"].as_str().unwrap().to_owned();
    assert!(text.starts_with("-0"), "{text}");
}

#[test]
fn depth_and_number_end_nothing() {
    let deep = format!(
        "<plist><dict><key>a</key>{}{}</dict></plist>",
        "<array>".repeat(100_000),
        "</array>".repeat(100_000)
    );
    assert!(matches!(converted(deep.as_bytes()), Err(PlistError::TooLarge)));
    // Thirty lists, each of which names the next one twice: a kilobyte that means a billion values.
    assert!(matches!(converted(&doubling(30)), Err(PlistError::TooLarge)));
    assert!(converted(&doubling(5)).is_ok());
}

/// A binary property list, by hand: {"a": [[..], [..]]}, each list naming one object twice.
fn doubling(lists: u8) -> Vec<u8> {
    let mut bytes = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    let mut object = |content: &[u8]| {
        offsets.push(bytes.len() as u8);
        bytes.extend(content);
    };
    object(&[0xd1, 1, 2]);
    object(&[0x51, b'a']);
    for list in 0..lists {
        object(&[0xa2, list + 3, list + 3]);
    }
    object(&[0x09]);
    let table = bytes.len() as u64;
    let count = offsets.len() as u64;
    bytes.extend(offsets);
    bytes.extend([0, 0, 0, 0, 0, 0, 1, 1]);
    for number in [count, 0, table] {
        bytes.extend(number.to_be_bytes());
    }
    bytes
}

proptest! {
    #[test]
    fn no_bytes_end_the_program(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = converted(&bytes);
        let _ = converted(&[&b"bplist00"[..], &bytes].concat());
        let _ = converted(&[&b"<plist><dict>"[..], &bytes].concat());
    }

    /// One byte off, and what comes out is still JSON or a refusal.
    #[test]
    fn a_spoilt_list_ends_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>(), as_xml in any::<bool>()) {
        let sample = list(&serde_json::from_slice(SAMPLE).unwrap());
        let mut bytes = if as_xml { xml(&sample) } else { binary(&sample) };
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(Documents { managed: Some(document), .. }) = converted(&bytes) {
            prop_assert!(serde_json::from_reader::<_, Value>(Cursor::new(document)).is_ok());
        }
    }
}
