//! The loudspeaker and the microphone: files in their place, by a configuration of ALSA's own, so that the real way is gone.

use std::f32::consts::TAU;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;

use platform::sound::{Heard, Microphone, SoundState, Speaker};

use crate::child::{part, said, say};

/// What plays into a file and hears from one.
fn devices(folder: &Path) -> Command {
    let (played, heard) = (folder.join("played"), folder.join("heard"));
    let configuration = format!(
        r#"
pcm.nothing {{ type null }}
pcm.!default {{
    type asym
    playback.pcm {{ type file; slave.pcm nothing; file "{}"; format raw }}
    capture.pcm {{ type file; slave.pcm nothing; file "/dev/null"; infile "{}"; format raw }}
}}
ctl.!default {{ type null }}
"#,
        played.display(),
        heard.display()
    );
    let path = folder.join("asound.conf");
    std::fs::write(&path, configuration).unwrap();
    let mut command = part("sounding::plays");
    command.env("ALSA_CONFIG_PATH", path);
    command
}

fn note(frames: usize, rate: f32) -> impl Iterator<Item = f32> {
    (0..frames).map(move |at| (at as f32 * 440.0 * TAU / rate).sin() / 2.0)
}

/// How often it goes through nothing upwards.
fn ups(samples: &[f32]) -> usize {
    samples
        .windows(2)
        .filter(|pair| pair[0] <= 0.0 && pair[1] > 0.0)
        .count()
}

#[test]
fn what_is_played_is_heard_as_high_and_as_long_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let output = devices(folder.path()).output().unwrap();
    assert_eq!(said(&output), ["Over", "1000"]);
    let bytes = std::fs::read(folder.path().join("played")).unwrap();
    // As the device wants it: both sides, 48,000 a second, each a number of four bytes.
    let left: Vec<f32> = bytes
        .chunks_exact(8)
        .map(|frame| f32::from_le_bytes(frame[..4].try_into().unwrap()))
        .collect();
    let first = left.iter().position(|sample| *sample != 0.0).unwrap();
    let last = left.iter().rposition(|sample| *sample != 0.0).unwrap();
    let heard = &left[first..=last];
    assert!((47_500..48_500).contains(&heard.len()), "{} frames", heard.len());
    assert!((437..=443).contains(&ups(heard)), "{}", ups(heard));
    let loudest = heard.iter().fold(0.0_f32, |loudest, sample| loudest.max(sample.abs()));
    assert!((0.45..=0.5).contains(&loudest), "{loudest}");
}

#[test]
#[ignore = "a child's part"]
fn plays() {
    // At another rate than the device's.
    let samples: Vec<f32> = note(44_100, 44_100.0).collect();
    let mut pieces = samples
        .chunks(1_000)
        .map(<[f32]>::to_vec)
        .collect::<Vec<_>>()
        .into_iter();
    let mut late = true;
    let speaker = Speaker::new(44_100, 1, move || {
        late = !late;
        match (late, pieces.next()) {
            (_, None) => Heard::Over,
            (_, Some(piece)) => Heard::Samples(piece),
        }
    });
    while matches!(speaker.state(), SoundState::Opening | SoundState::Running) {
        std::thread::yield_now();
    }
    say(format!("{:?}", speaker.state()));
    say(speaker.played().as_millis());
}

#[test]
fn what_is_heard_is_handed_on_as_48000_samples_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let frames: Vec<u8> = note(96_000, 48_000.0)
        .flat_map(|sample| [sample, sample])
        .flat_map(f32::to_le_bytes)
        .collect();
    std::fs::write(folder.path().join("heard"), frames).unwrap();
    let mut command = devices(folder.path());
    let mut other = part("sounding::listens");
    other.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command = other;
    let output = command.output().unwrap();
    assert_eq!(said(&output), ["Running", "true", "true", "let go of"]);
}

#[test]
#[ignore = "a child's part"]
fn listens() {
    let (sender, heard) = channel();
    let microphone = Microphone::new(move |samples| drop(sender.send(samples)));
    let mut samples: Vec<f32> = Vec::new();
    while samples.len() < 24_000 {
        samples.extend(heard.recv().unwrap());
    }
    say(format!("{:?}", microphone.state()));
    say((217..=223).contains(&ups(&samples[..24_000])));
    say(microphone.heard().as_millis() >= 500);
    drop(microphone);
    // Whoever makes a message of it learns that it has ended.
    while heard.recv().is_ok() {}
    say("let go of");
}

#[test]
fn where_there_is_no_device_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("asound.conf");
    std::fs::write(&path, "").unwrap();
    let output = part("sounding::finds_none")
        .env("ALSA_CONFIG_PATH", path)
        .output()
        .unwrap();
    assert_eq!(said(&output), ["NoDevice", "NoDevice"]);
}

#[test]
#[ignore = "a child's part"]
fn finds_none() {
    let speaker = Speaker::new(48_000, 1, || Heard::Soon);
    while speaker.state() == SoundState::Opening {
        std::thread::yield_now();
    }
    say(format!("{:?}", speaker.state()));
    let microphone = Microphone::new(drop);
    while microphone.state() == SoundState::Opening {
        std::thread::yield_now();
    }
    say(format!("{:?}", microphone.state()));
}
