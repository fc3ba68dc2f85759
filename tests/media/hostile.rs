//! Bytes of strangers: cut off, changed, and made to go on for ever. Nothing panics, and everything ends.

use std::sync::Arc;

use media::film::Film;
use media::picture;
use media::sound::Sound;
use media::video;
use proptest::prelude::*;

use crate::films::{apng, gif, webp};
use crate::sounds::{spoken, wav};
use crate::videos::{mp4, webm};

fn look(bytes: &[u8]) {
    let shared: Arc<[u8]> = bytes.into();
    if let Some(film) = Film::open(shared.clone(), (64, 64)) {
        for frame in film.take(300) {
            assert!(frame.pixels.width <= 64 && frame.pixels.height <= 64);
        }
    }
    picture::clean(bytes).ok();
    if let Some(mut sound) = Sound::open(shared) {
        sound.seek(std::time::Duration::from_millis(300));
        sound.at_speed(1.5);
        for samples in sound.take(500) {
            assert!(samples.len() < 1 << 22);
        }
    }
    video::facts(bytes);
    let mut file = bytes.to_vec();
    video::clean(&mut file).ok();
    assert_eq!(file.len(), bytes.len());
}

fn files() -> Vec<Vec<u8>> {
    let samples: Vec<i16> = (0..4_000).map(|at| at * 7).collect();
    vec![
        gif(16, 40, 4),
        webp(),
        apng(),
        spoken(1.0).bytes,
        wav(8_000, 1, &samples),
        mp4(),
        webm(),
    ]
}

#[test]
fn a_file_that_is_cut_off_anywhere_ends() {
    for file in files() {
        let step = (file.len() / 40).max(1);
        for end in (0..file.len()).step_by(step) {
            look(&file[..end]);
        }
    }
}

/// Lengths that lead back, past the end, or to nothing.
#[test]
fn lengths_that_make_no_sense_end() {
    for file in files() {
        for at in (0..file.len().saturating_sub(4)).step_by((file.len() / 60).max(1)) {
            for wild in [[0; 4], [0xff; 4], [0, 0, 0, 1], [1, 0, 0, 0], [0x7f, 0xff, 0xff, 0xff]] {
                let mut file = file.clone();
                file[at..at + 4].copy_from_slice(&wild);
                look(&file);
            }
        }
    }
}

/// A GIF of a few hundred bytes with as many frames as it can say.
#[test]
fn a_film_of_endless_frames_ends() {
    let one = gif(1, 0, 2);
    // From behind the head and the palette to before the end.
    let from = one.windows(2).position(|bytes| bytes == [0x21, 0xf9]).unwrap();
    let frames = &one[from..one.len() - 1];
    let mut file = one[..from].to_vec();
    for _ in 0..20_000 {
        file.extend(frames);
    }
    file.push(0x3b);
    let shown = Film::open(file.into(), (8, 8)).unwrap().count();
    assert!(shown <= 3 * 3_000, "{shown}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn bytes_changed_anywhere_end(
        which in 0_usize..7,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)
    ) {
        let mut file = files().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        look(&file);
    }

    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        look(&bytes);
    }
}
