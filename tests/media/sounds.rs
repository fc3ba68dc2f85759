//! Voices and other sounds.

use std::f32::consts::TAU;
use std::sync::Arc;
use std::time::Duration;

use media::sound::Sound;
use media::voice::{LONGEST, RATE, Spoken, Voice};

/// So many seconds of a note.
pub fn note(seconds: f32, pitch: f32) -> Vec<f32> {
    let samples = (seconds * RATE as f32) as usize;
    (0..samples)
        .map(|at| (at as f32 * pitch * TAU / RATE as f32).sin() * 0.5)
        .collect()
}

pub fn spoken(seconds: f32) -> Spoken {
    let mut voice = Voice::new().unwrap();
    // As a microphone gives it: in pieces that fit nothing.
    for piece in note(seconds, 440.0).chunks(777) {
        voice.hear(piece);
    }
    voice.finish().unwrap()
}

pub fn wav(rate: u32, channels: u16, samples: &[i16]) -> Vec<u8> {
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    let mut file = b"RIFF".to_vec();
    file.extend((36 + bytes.len() as u32).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    file.extend(channels.to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * u32::from(channels) * 2).to_le_bytes());
    file.extend((channels * 2).to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend((bytes.len() as u32).to_le_bytes());
    file.extend(bytes);
    file
}

fn open(bytes: &[u8]) -> Sound {
    Sound::open(Arc::from(bytes)).expect("a sound")
}

/// How often a note goes through nothing upwards, a second.
fn pitch(samples: &[f32], rate: u32) -> f32 {
    let ups = samples
        .windows(2)
        .filter(|pair| pair[0] <= 0.0 && pair[1] > 0.0)
        .count();
    ups as f32 * rate as f32 / samples.len() as f32
}

fn middle(samples: &[f32]) -> &[f32] {
    &samples[samples.len() / 4..samples.len() * 3 / 4]
}

#[test]
fn what_was_spoken_is_heard_again() {
    let spoken = spoken(3.0);
    assert_eq!(spoken.length, Duration::from_secs(3));
    assert!(
        spoken.bytes.len() < 20_000,
        "{} bytes for three seconds",
        spoken.bytes.len()
    );
    let sound = open(&spoken.bytes);
    assert_eq!(
        (sound.rate(), sound.channels(), sound.length()),
        (RATE, 1, Some(spoken.length))
    );
    let heard: Vec<f32> = sound.flatten().collect();
    assert_eq!(
        heard.len(),
        3 * RATE as usize,
        "neither what comes before nor what comes after"
    );
    assert!((pitch(middle(&heard), RATE) - 440.0).abs() < 3.0);
    let loudest = middle(&heard)
        .iter()
        .fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    assert!((0.3..0.8).contains(&loudest), "{loudest}");
}

#[test]
fn how_loud_it_was_is_said_from_beginning_to_end() {
    let mut voice = Voice::new().unwrap();
    voice.hear(&vec![0.0; 2 * RATE as usize]);
    voice.hear(&note(2.0, 300.0));
    let spoken = voice.finish().unwrap();
    assert_eq!(spoken.loudness.len(), 100);
    assert!(spoken.loudness[..45].iter().all(|loud| *loud < 0.05));
    assert!(spoken.loudness[55..].iter().all(|loud| (0.9..=1.0).contains(loud)));
    let mut short = Voice::new().unwrap();
    short.hear(&note(0.1, 300.0));
    assert_eq!(short.finish().unwrap().loudness.len(), 5);
}

#[test]
fn a_message_ends_where_messages_end_and_nothing_said_is_none() {
    assert!(Voice::new().unwrap().finish().is_none());
    let mut voice = Voice::new().unwrap();
    let minute = vec![0.0; 60 * RATE as usize];
    for _ in 0..11 {
        voice.hear(&minute);
    }
    let spoken = voice.finish().unwrap();
    assert_eq!(spoken.length, LONGEST);
    let mut wild = Voice::new().unwrap();
    wild.hear(&[f32::NAN, f32::INFINITY, -7.0, 1e30, f32::MIN_POSITIVE]);
    assert_eq!(wild.finish().unwrap().length, Duration::ZERO);
}

#[test]
fn a_listener_goes_to_another_place() {
    let mut voice = Voice::new().unwrap();
    voice.hear(&note(4.0, 300.0));
    voice.hear(&note(4.0, 900.0));
    let bytes = voice.finish().unwrap().bytes;
    let mut sound = open(&bytes);
    sound.seek(Duration::from_secs(5));
    let rest: Vec<f32> = sound.flatten().collect();
    assert!(
        (rest.len() as f32 / RATE as f32 - 3.0).abs() < 0.1,
        "{} samples",
        rest.len()
    );
    assert!((pitch(middle(&rest), RATE) - 900.0).abs() < 5.0);
    let mut sound = open(&bytes);
    sound.seek(Duration::from_secs(60));
    assert_eq!(sound.flatten().count(), 0, "behind the end is nothing");
}

#[test]
fn a_voice_goes_faster_and_no_higher() {
    let bytes = spoken(4.0).bytes;
    for (speed, seconds) in [(1.5, 4.0 / 1.5), (2.0, 2.0)] {
        let mut sound = open(&bytes);
        sound.at_speed(speed);
        let heard: Vec<f32> = sound.flatten().collect();
        assert!(
            (heard.len() as f32 / RATE as f32 - seconds).abs() < 0.15,
            "{} samples",
            heard.len()
        );
        assert!(
            (pitch(middle(&heard), RATE) - 440.0).abs() < 15.0,
            "{}",
            pitch(middle(&heard), RATE)
        );
    }
}

#[test]
fn music_plays_on_both_sides_and_many_channels_on_one() {
    let samples: Vec<i16> = (0..44_100).flat_map(|at| [(at % 100) as i16 * 100, 0]).collect();
    let sound = open(&wav(44_100, 2, &samples));
    assert_eq!((sound.rate(), sound.channels()), (44_100, 2));
    assert_eq!(sound.length(), Some(Duration::from_secs(1)));
    let heard: Vec<f32> = sound.flatten().collect();
    assert_eq!(heard.len(), 88_200);
    assert!(heard.chunks(2).all(|frame| frame[1] == 0.0));
    let many = open(&wav(8_000, 4, &vec![1_000; 32_000]));
    assert_eq!(many.channels(), 1);
    assert_eq!(many.flatten().count(), 8_000);
}

/// A second reader: what other programs find in the file (RFC 7845, 3 and 5.1).
#[test]
fn the_file_is_as_others_read_it() {
    let bytes = spoken(2.5).bytes;
    let (mut at, mut pages, mut samples) = (0, 0, 0);
    while at < bytes.len() {
        assert_eq!(&bytes[at..at + 5], b"OggS\0");
        let kind = bytes[at + 5];
        samples = u64::from_le_bytes(bytes[at + 6..at + 14].try_into().unwrap());
        assert_eq!(u32::from_le_bytes(bytes[at + 18..at + 22].try_into().unwrap()), pages);
        let parts = usize::from(bytes[at + 26]);
        let length: usize = bytes[at + 27..at + 27 + parts]
            .iter()
            .map(|part| usize::from(*part))
            .sum();
        let content = &bytes[at + 27 + parts..at + 27 + parts + length];
        match pages {
            0 => {
                assert_eq!((kind, &content[..10]), (2, &b"OpusHead\x01\x01"[..]));
                assert_eq!(content.len(), 19);
            }
            1 => assert_eq!(content, b"OpusTags\0\0\0\0\0\0\0\0"),
            _ => {}
        }
        at += 27 + parts + length;
        pages += 1;
        assert_eq!(kind & 4 == 4, at == bytes.len(), "the last page says that it is");
    }
    let skip = u64::from(u16::from_le_bytes(bytes[28 + 10..28 + 12].try_into().unwrap()));
    assert_eq!(samples - skip, 120_000);
}
