//! What moves and sounds, between two people and with another program.

use std::f32::consts::TAU;
use std::path::Path;
use std::time::Duration;

use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, Frame, Rgba, RgbaImage};
use model::{Body, Command, Failure, FileFacts, Flow, Next, Play, Plays, RoomId, RowKey, Spoken, Track, Why};
use serde_json::{Value, json};

use crate::basics::{Pair, pair, pair_under};
use crate::interop::{Talk, talk};
use crate::person::Person;
use crate::pictures::{Before, before, sees_file};

const TELEPHONE: &[u8] = include_bytes!("../../fuzz/seeds/videos/telephone.mp4");
const PLACE: &[u8] = b"+51.4995-000.1248/";
const COLOURS: [[u8; 4]; 3] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]];

fn animation(path: &Path) {
    let mut encoder = GifEncoder::new(std::fs::File::create(path).unwrap());
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for colour in COLOURS {
        let picture = RgbaImage::from_pixel(600, 300, Rgba(colour));
        let delay = Delay::from_saturating_duration(Duration::from_millis(50));
        encoder.encode_frame(Frame::from_parts(picture, 0, 0, delay)).unwrap();
    }
}

/// All there is of it, to its end.
fn all<T>(flow: &Flow<T>) -> Vec<T> {
    std::iter::from_fn(|| flow.wait()).collect()
}

fn plays(person: &mut Person, room: &RoomId, row: &RowKey, from: Duration, speed: u16) -> Result<Track, Why> {
    person.view.sounds.clear();
    person.send(Command::Play(Play::Sound {
        room: room.clone(),
        row: row.clone(),
        from,
        speed,
    }));
    person.until("the sound", |v| v.sounds.get(row).cloned())
}

fn seconds(track: &Track) -> f32 {
    let samples: usize = all(&track.samples).iter().map(Vec::len).sum();
    samples as f32 / track.rate as f32 / f32::from(track.channels)
}

/// Speaks for so many seconds.
fn speaks(person: &mut Person, number: u64, seconds: usize) -> Result<Spoken, Why> {
    let (sender, take) = Flow::new(16);
    person.send(Command::Play(Play::Take { number, take }));
    for second in 0..seconds {
        let note = |at: usize| ((second * 48_000 + at) as f32 * 300.0 * TAU / 48_000.0).sin() / 2.0;
        sender.send((0..48_000).map(note).collect()).unwrap();
    }
    drop(sender);
    person.until("what was spoken", |v| v.spoken.get(&number).cloned())
}

fn sends(person: &mut Person, room: &RoomId, spoken: Spoken, name: &str) -> Result<(), Why> {
    let (room, name) = (room.clone(), name.to_owned());
    let send = |ticket| Command::SendSpoken {
        ticket,
        room,
        spoken,
        name,
    };
    person.wish(send).map(drop)
}

/// The voice in somebody's open room.
fn sees_voice(person: &mut Person) -> (RowKey, FileFacts) {
    person.until("a voice", |v| {
        v.messages().find_map(|(row, message)| match &message.body {
            Body::File(file) if matches!(file.plays, Plays::Sound { voice: true, .. }) => {
                Some((row.key.clone(), file.clone()))
            }
            _ => None,
        })
    })
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn an_animation_arrives_and_plays_its_frames_in_order() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wave.gif");
    animation(&path);
    amina.send_file(&room, &path, "").unwrap();
    let (row, facts) = sees_file(&mut bryn, "wave.gif");
    assert_eq!((facts.plays, facts.picture), (Plays::Animation, Some((600, 300))));
    for (large, sides) in [(false, (480, 240)), (true, (600, 300))] {
        bryn.view.films.clear();
        let (to, asked) = (room.clone(), row.clone());
        bryn.send(Command::Play(Play::Picture {
            room: to,
            row: asked,
            large,
        }));
        let film = bryn.until("the film", |v| v.films.get(&row).cloned()).unwrap();
        let frames = all(&film);
        assert_eq!(frames.len(), 9, "three times");
        for (index, frame) in frames.iter().enumerate() {
            assert_eq!((frame.pixels.width, frame.pixels.height), sides);
            assert_eq!(frame.pixels.rgba[..4], COLOURS[index % 3]);
            assert_eq!(frame.hold, Duration::from_millis(50));
        }
    }
    // A picture that stands still is no film.
    let still = folder.path().join("still.png");
    RgbaImage::new(40, 40).save(&still).unwrap();
    amina.send_file(&room, &still, "").unwrap();
    let (row, facts) = sees_file(&mut bryn, "still.png");
    assert_eq!(facts.plays, Plays::Nothing);
    let asked = row.clone();
    bryn.send(Command::Play(Play::Picture {
        room,
        row: asked,
        large: false,
    }));
    let film = bryn.until("no film", |v| v.films.get(&row).cloned());
    assert_eq!(film.map(drop), Err(Why::Failed(Failure::PictureUndrawn)));
}

#[test]
fn a_video_arrives_without_where_it_was_taken_and_is_laid_out_for_its_player() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("harbour.mp4");
    assert!(contains(TELEPHONE, PLACE));
    std::fs::write(&path, TELEPHONE).unwrap();
    amina.send_file(&room, &path, "").unwrap();
    let (row, facts) = sees_file(&mut bryn, "harbour.mp4");
    let length = Some(Duration::from_millis(65_500));
    assert_eq!((facts.plays, facts.picture), (Plays::Video { length }, None));
    assert_eq!(&*facts.mimetype, "video/mp4");
    let (to, asked) = (room.clone(), row.clone());
    let lay_out = |ticket| Command::LayOut {
        ticket,
        room: to,
        row: asked,
    };
    let (_, place) = bryn.wish(lay_out).unwrap();
    let place = std::path::PathBuf::from(place.unwrap());
    assert_eq!(place.file_name().unwrap(), "harbour.mp4");
    assert!(place.starts_with(std::fs::canonicalize(bryn.home.path()).unwrap()) || place.starts_with(bryn.home.path()));
    let bytes = std::fs::read(&place).unwrap();
    assert_eq!(bytes.len(), TELEPHONE.len());
    assert!(!contains(&bytes, PLACE) && contains(&bytes, b"pictures and sound"));
    bryn.restart();
    assert!(!place.exists(), "it goes with the session");
}

#[test]
fn what_only_calls_itself_a_video_is_not_handed_on_and_a_broken_one_does_not_leave() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let path = amina.home.path().join("holiday.mp4");
    std::fs::write(&path, b"not a video at all").unwrap();
    amina.send_file(&room, &path, "").unwrap();
    let row = sees_file(&mut bryn, "holiday.mp4").0;
    let to = room.clone();
    let laid_out = bryn.wish(|ticket| Command::LayOut { ticket, room: to, row });
    assert_eq!(laid_out.map(drop), Err(Why::Failed(Failure::FilmUnknown)));
    std::fs::write(&path, &TELEPHONE[..TELEPHONE.len() - 40]).unwrap();
    let sent = amina.send_file(&room, &path, "");
    assert_eq!(sent, Err(Why::Failed(Failure::FilmUnclean)));
}

#[test]
fn where_files_may_not_be_saved_no_video_is_laid_out() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair_under(|policy| policy["device"]["save_files"] = json!(false));
    let path = bryn.home.path().join("harbour.mp4");
    std::fs::write(&path, TELEPHONE).unwrap();
    bryn.send_file(&room, &path, "").unwrap();
    let row = sees_file(&mut amina, "harbour.mp4").0;
    let laid_out = amina.wish(|ticket| Command::LayOut { ticket, room, row });
    assert!(matches!(laid_out, Err(Why::Policy(_))), "{laid_out:?}");
}

#[test]
fn a_voice_message_is_spoken_rehearsed_sent_and_heard() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let spoken = speaks(&mut amina, 1, 4).unwrap();
    assert_eq!(spoken.length, Duration::from_secs(4));
    let nothing = speaks(&mut amina, 2, 0);
    assert_eq!(nothing, Err(Why::Failed(Failure::NothingHeard)));
    amina.send(Command::Play(Play::Spoken {
        spoken: spoken.clone(),
        from: Duration::from_secs(1),
    }));
    let track = amina.until("what was spoken", |v| v.rehearsed.clone()).unwrap();
    assert!((seconds(&track) - 3.0).abs() < 0.1);

    sends(&mut amina, &room, spoken, "Voice message").unwrap();
    let (row, file) = sees_voice(&mut bryn);
    assert_eq!((&*file.name, &*file.mimetype), ("Voice message.ogg", "audio/ogg"));
    let Plays::Sound { length, loudness, .. } = file.plays else {
        panic!("{file:?}");
    };
    assert_eq!((length, loudness.len()), (Some(Duration::from_secs(4)), 100));
    assert!(loudness.iter().all(|loud| (0.8..=1.0).contains(loud)));
    let track = plays(&mut bryn, &room, &row, Duration::ZERO, 100).unwrap();
    assert_eq!((track.rate, track.channels, track.length), (48_000, 1, length));
    assert_eq!(seconds(&track), 4.0);
    let track = plays(&mut bryn, &room, &row, Duration::from_secs(2), 200).unwrap();
    assert!((seconds(&track) - 1.0).abs() < 0.15);
    // Whoever stops listening ends what is made for them.
    for _ in 0..20 {
        drop(plays(&mut bryn, &room, &row, Duration::ZERO, 100).unwrap());
    }
}

#[test]
fn policy_judges_a_voice_as_any_file() {
    let Pair { mut amina, room, .. } = pair_under(|policy| policy["content"] = json!({ "deny_types": ["audio/*"] }));
    let spoken = speaks(&mut amina, 1, 1).unwrap();
    let sent = sends(&mut amina, &room, spoken.clone(), "Voice message");
    assert!(
        matches!(&sent, Err(Why::Policy(reason)) if reason.code() == "file-kind"),
        "{sent:?}"
    );
    let Pair { mut amina, room, .. } = pair_under(|policy| policy["content"] = json!({ "max_upload_mb": 0 }));
    let sent = sends(&mut amina, &room, spoken, "Voice message");
    assert!(
        matches!(&sent, Err(Why::Policy(reason)) if reason.code() == "file-too-large"),
        "{sent:?}"
    );
}

#[test]
fn a_sound_is_fetched_no_further_than_it_may_be_large() {
    let Before {
        mut amina,
        mut bryn,
        room,
        tamper,
    } = before();
    let spoken = speaks(&mut amina, 1, 2).unwrap();
    sends(&mut amina, &room, spoken, "Voice message").unwrap();
    let row = sees_voice(&mut bryn).0;
    tamper.after(|request, reply| {
        if request.path.contains("/download/") {
            reply.body.resize(65 * 1024 * 1024, 7);
        }
    });
    let track = plays(&mut bryn, &room, &row, Duration::ZERO, 100);
    assert_eq!(track.map(drop), Err(Why::Failed(Failure::PlayTooLarge)));
    tamper.behave();
    tamper.after(|request, reply| {
        if request.path.contains("/download/") {
            reply.body[9] ^= 1;
        }
    });
    let track = plays(&mut bryn, &room, &row, Duration::ZERO, 100);
    assert_eq!(track.map(drop), Err(Why::Failed(Failure::Tampered)));
    tamper.behave();
    assert!(plays(&mut bryn, &room, &row, Duration::ZERO, 100).is_ok());
}

#[test]
fn another_program_hears_our_voice_and_we_hear_its() {
    let Talk {
        mut amina, bryn, room, ..
    } = talk();
    let spoken = speaks(&mut amina, 1, 3).unwrap();
    sends(&mut amina, &room, spoken.clone(), "Voice message").unwrap();
    let message = bryn
        .wait_for_message("a voice", |message| {
            let content = message.content.as_ref();
            content.is_some_and(|content| content.get("org.matrix.msc3245.voice").is_some())
        })
        .unwrap();
    assert!(message.encrypted);
    let content = message.content.unwrap();
    assert_eq!(content["msgtype"], "m.audio");
    assert_eq!(content["info"]["mimetype"], "audio/ogg");
    assert_eq!(content["info"]["duration"], 3000);
    assert_eq!(content["info"]["size"], spoken.bytes.len());
    let said = &content["org.matrix.msc1767.audio"];
    assert_eq!(said["duration"], 3000);
    let figures: Vec<u64> = said["waveform"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .collect();
    assert_eq!(figures.len(), 100);
    assert!(figures.iter().all(|figure| *figure <= 1024) && figures.contains(&1024));
    assert_eq!(bryn.file(&content).unwrap(), *spoken.bytes);

    let content = json!({
        "msgtype": "m.audio",
        "body": "Voice message",
        "filename": "Voice message.ogg",
        "info": { "duration": 3000 },
        "org.matrix.msc1767.audio": { "duration": 3000, "waveform": [0, 512, 1024] },
        "org.matrix.msc3245.voice": {},
    });
    bryn.attach(room.as_str(), content, &spoken.bytes, "audio/ogg").unwrap();
    let (row, file) = amina.until("their voice", |v| {
        v.messages()
            .filter(|(_, message)| !message.own)
            .find_map(|(row, message)| match &message.body {
                Body::File(file) if matches!(file.plays, Plays::Sound { voice: true, .. }) => {
                    Some((row.key.clone(), file.clone()))
                }
                _ => None,
            })
    });
    let Plays::Sound { length, loudness, .. } = file.plays else {
        panic!("{:?}", file.name);
    };
    assert_eq!(
        (length, &*loudness),
        (Some(Duration::from_secs(3)), &[0.0, 0.5, 1.0][..])
    );
    let track = plays(&mut amina, &room, &row, Duration::ZERO, 100).unwrap();
    assert_eq!(seconds(&track), 3.0);
}

/// Whatever a sender says of a sound, only its bytes are played.
#[test]
fn what_is_no_sound_is_not_played() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let path = amina.home.path().join("song.mp3");
    std::fs::write(&path, b"ID3 and nothing more than that").unwrap();
    amina.send_file(&room, &path, "").unwrap();
    let (row, facts) = sees_file(&mut bryn, "song.mp3");
    assert!(matches!(
        facts.plays,
        Plays::Sound {
            voice: false,
            length: None,
            ..
        }
    ));
    let track = plays(&mut bryn, &room, &row, Duration::ZERO, 100);
    assert_eq!(track.map(drop), Err(Why::Failed(Failure::SoundUnplayed)));
}

#[test]
fn whoever_takes_nothing_holds_nothing_up() {
    let (sender, flow) = Flow::new(1);
    assert_eq!(flow.next(), Next::Soon);
    sender.send(1).unwrap();
    assert!(sender.try_send(2).is_err(), "one waits, and no more");
    assert_eq!(flow.next(), Next::Ready(1));
    drop(sender);
    assert_eq!(flow.next(), Next::Over);
    let (sender, flow) = Flow::new(1);
    drop(flow);
    assert!(sender.send(1).is_err());
}
