//! Sounds, fed with bytes: whatever is in them, listening to them ends.
#![no_main]

use std::sync::Arc;
use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use media::sound::Sound;

/// Pieces listened to.
const PIECES: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let shared: Arc<[u8]> = bytes.into();
    let Some(mut sound) = Sound::open(shared.clone()) else {
        return;
    };
    let channels = usize::from(sound.channels());
    assert!((1..=2).contains(&channels));
    for samples in sound.by_ref().take(PIECES) {
        assert!(samples.len() % channels == 0);
    }
    if let Some(mut sound) = Sound::open(shared) {
        sound.seek(Duration::from_millis(40));
        sound.at_speed(2.0);
        sound.take(PIECES).for_each(drop);
    }
});
