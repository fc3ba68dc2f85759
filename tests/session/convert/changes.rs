//! Which changes of a message count among its versions.

use matrix_sdk::deserialized_responses::{TimelineEvent, UnableToDecryptInfo, UnableToDecryptReason};
use matrix_sdk::ruma::serde::Raw;
use serde_json::{Value, json};
use session::convert::version::counts;

fn json_of(id: &str, sender: &str, relates_to: Value) -> Value {
    json!({
        "event_id": id, "sender": sender, "origin_server_ts": 5, "type": "m.room.message",
        "content": {
            "msgtype": "m.text", "body": "* a", "m.new_content": {"msgtype": "m.text", "body": "a"},
            "m.relates_to": relates_to,
        },
    })
}

fn raw<T>(event: &Value) -> Raw<T> {
    Raw::from_json(serde_json::value::to_raw_value(event).expect("JSON"))
}

fn clear(event: &Value) -> TimelineEvent {
    TimelineEvent::from_plaintext(raw(event))
}

/// One that came encrypted; whether it can be read makes no difference here.
fn sealed(event: &Value) -> TimelineEvent {
    let info = UnableToDecryptInfo {
        session_id: None,
        reason: UnableToDecryptReason::Unknown,
    };
    TimelineEvent::from_utd(raw(event), info)
}

#[test]
fn only_what_the_same_person_sealed_changes_a_sealed_message() {
    let of = |event: &str| json!({"rel_type": "m.replace", "event_id": event});
    let first = json_of("$first", "@a:gov.uk", Value::Null);
    let change = json_of("$change", "@a:gov.uk", of("$first"));
    assert!(counts(&sealed(&first), &sealed(&change)));
    assert!(counts(&clear(&first), &clear(&change)));
    assert!(counts(&clear(&first), &sealed(&change)));
    assert!(!counts(&sealed(&first), &clear(&change)), "a server can write that");

    let somebody_elses = json_of("$change", "@b:gov.uk", of("$first"));
    assert!(!counts(&sealed(&first), &sealed(&somebody_elses)));
    let another = json_of("$change", "@a:gov.uk", of("$other"));
    assert!(!counts(&sealed(&first), &sealed(&another)));
    let answer = json_of(
        "$change",
        "@a:gov.uk",
        json!({"rel_type": "m.thread", "event_id": "$first"}),
    );
    assert!(!counts(&sealed(&first), &sealed(&answer)));
}
