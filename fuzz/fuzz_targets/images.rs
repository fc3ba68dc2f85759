//! Pictures, fed with bytes: drawn within limits, played to an end, and without a word beside what they show when they leave.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use media::film::Film;
use media::picture;

/// The room they are drawn for.
const ROOM: (u32, u32) = (48, 36);
/// Frames looked at: the limits of a showing are hit by larger files than a fuzzer makes.
const FRAMES: usize = 40;

fuzz_target!(|bytes: &[u8]| {
    let shared: Arc<[u8]> = bytes.into();
    if let Some(film) = Film::open(shared, ROOM) {
        for frame in film.take(FRAMES) {
            assert!(frame.pixels.width <= ROOM.0 && frame.pixels.height <= ROOM.1);
            assert!(frame.hold.as_millis() >= 20);
        }
    }
    // What is drawn anew can be drawn, and moves if it did.
    if let Ok(Some(clean)) = picture::clean(bytes) {
        assert!(picture::pixels(&clean.bytes, ROOM.0, ROOM.1).is_some());
    }
});
