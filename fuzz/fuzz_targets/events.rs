//! Whole events, as they come from a server: what goes on record of them, and what a search takes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::serde::Raw;
use serde_json::value::RawValue;
use session::convert::{record, said, search};

fuzz_target!(|json: &str| {
    let Ok(raw) = RawValue::from_string(json.to_owned()) else {
        return;
    };
    let raw = Raw::<AnySyncTimelineEvent>::from_json(raw);
    let _ = said(&raw);
    let event = TimelineEvent::from_plaintext(raw);
    let _ = search::entry(&event);
    if let Some(recorded) = record::recorded("!room:cabinet.example", &event, 0) {
        drop(recorded);
    }
});
