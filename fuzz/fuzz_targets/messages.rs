//! What people write, in every form in which it comes: HTML, plain text, markdown, and contents of events of all kinds.
#![no_main]

use despatch_fuzz::{calm, depth};
use libfuzzer_sys::fuzz_target;
use matrix_sdk::ruma::events::room::message::MessageType;
use session::convert::{body, html, lure, markdown, search, text};

fuzz_target!(|written: &str| {
    let blocks = html::blocks(written).unwrap_or_default();
    assert!(depth(&blocks) <= 9, "{blocks:?}");
    calm(&text::plain(&blocks));
    calm(&text::plain(&text::plain_blocks(written)));
    let typed = markdown::typed(written, &[]);
    calm(&text::plain(&html::blocks(typed.formatted.as_deref().unwrap_or_default()).unwrap_or_default()));
    let _ = (lure::holds_code(written), lure::holds_recovery_key(written));
    let needles = search::Needles::of(written);
    search::excerpt(written, &needles);
    if let Ok(content) = serde_json::from_str::<MessageType>(written) {
        let read = body::body(&content);
        calm(read.plain().map(|plain| &**plain).unwrap_or_default());
    }
});
