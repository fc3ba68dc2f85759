//! All of `tests/corpus`, and what chance makes of it, is read without harm.

use std::path::Path;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::events::AnySyncTimelineEvent;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk::ruma::serde::Raw;
use media::picture;
use model::Body;
use serde_json::json;
use session::convert::{body, names, record, said, search};
use support::hostile::{corpus, hostile};

use crate::html::depth;
use crate::properties::assert_calm;

const MANY: usize = 1_500;

#[test]
fn every_hostile_event_is_read_as_something_or_as_nothing() {
    assert!(corpus().len() > 200);
    for (number, event) in hostile(MANY, 7).into_iter().enumerate() {
        let content = event.about("$first", "$previous");
        if let Ok(message) = serde_json::from_value::<MessageType>(content.clone()) {
            let body = body::body(&message);
            if let Body::Text { blocks, .. } = &body {
                assert!(depth(blocks) <= 9, "{}", event.why);
                assert_calm(blocks);
            }
        }
        for text in ["body", "name", "topic", "filename"] {
            let Some(text) = content[text].as_str() else { continue };
            let name = names::file_name(text);
            assert!(!name.contains(['/', '\\', '\0']) && !name.is_empty(), "{}", event.why);
            names::shown_name(Some(text), "@anna:cabinet.example", false);
            names::shown_title(text);
        }
        let whole = json!({
            "type": event.kind, "content": content, "event_id": format!("$number{number}"),
            "sender": "@anna:cabinet.example", "origin_server_ts": 1_793_631_840_000_u64,
        });
        let raw: Raw<AnySyncTimelineEvent> = Raw::from_json_string(whole.to_string()).unwrap();
        said(&raw);
        let event = TimelineEvent::from_plaintext(raw);
        search::entry(&event);
        record::recorded("!room:cabinet.example", &event, 0);
    }
}

#[test]
fn every_hostile_picture_is_drawn_small_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/pictures");
    let mut drawn = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        if let Some(small) = picture::pixels(&bytes, 64, 64) {
            assert!(small.width <= 64 && small.height <= 64, "{}", path.display());
            drawn.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        if let Ok(Some(clean)) = picture::clean(&bytes) {
            assert!(picture::pixels(&clean.bytes, 64, 64).is_some(), "{}", path.display());
        }
    }
    for good in [
        "a.png",
        "a.jpg",
        "a.webp",
        "lossless.webp",
        "moving.gif",
        "palette.png",
        "interlaced.png",
    ] {
        assert!(drawn.iter().any(|name| name == good), "{good} is not drawn: {drawn:?}");
    }
    for bomb in [
        "huge-sides.png",
        "largest-sides.png",
        "huge.webp",
        "no-sides.png",
        "page.jpg",
    ] {
        assert!(!drawn.iter().any(|name| name == bomb), "{bomb} is drawn");
    }
}
