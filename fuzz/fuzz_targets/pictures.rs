//! Pictures, from people and from strangers: drawn small, written anew, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use session::convert::{code, picture};

fuzz_target!(|bytes: &[u8]| {
    if let Some(small) = picture::pixels(bytes, 64, 64) {
        assert!(small.width <= 64 && small.height <= 64);
        assert_eq!(small.rgba.len(), small.width as usize * small.height as usize * 4);
    }
    if let Ok(Some(clean)) = picture::clean(bytes) {
        // What is sent is read again.
        assert!(picture::pixels(&clean.bytes, 64, 64).is_some());
    }
    let _ = (picture::redrawn(bytes), picture::before(bytes, 64, 64), code::payloads(bytes));
});
