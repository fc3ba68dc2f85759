//! Pictures between two people.

use std::path::Path;
use std::sync::{Arc, Mutex};

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage};
use model::{Body, Command, Encoded, Failure, FileFacts, Pixels, RoomId, RowKey, SendState, Sendable, Why};
use serde_json::json;
use support::{Tamper, World, repoint, unique};

use crate::basics::{Pair, pair, pair_under, people};
use crate::person::Person;

/// A photograph whose file says where it was taken (Exif 2.32, image description).
pub fn photograph(path: &Path, place: &str) {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02".to_vec();
    exif.extend(u32::try_from(place.len()).unwrap().to_be_bytes());
    exif.extend(b"\0\0\0\x1a\0\0\0\0");
    exif.extend(place.as_bytes());
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif).unwrap();
    let picture = RgbImage::from_fn(1600, 1200, |x, y| {
        Rgb([(x / 8) as u8, (y / 8) as u8, (x * y / 64) as u8])
    });
    DynamicImage::from(picture).write_with_encoder(encoder).unwrap();
    assert!(contains(&bytes, place));
    std::fs::write(path, bytes).unwrap();
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The file of this name, in somebody's open room.
pub fn sees_file(person: &mut Person, name: &str) -> (RowKey, FileFacts) {
    person.until("the file", |v| {
        v.messages().find_map(|(row, message)| match &message.body {
            Body::File(facts) if &*facts.name == name => Some((row.key.clone(), facts.clone())),
            _ => None,
        })
    })
}

fn drawn(person: &mut Person, room: &RoomId, row: &RowKey) -> Option<Pixels> {
    person.view.pictures.clear();
    person.send(Command::ShowPictures {
        room: room.clone(),
        rows: vec![row.clone()],
    });
    person.until("the picture", |v| v.pictures.get(row).cloned())
}

#[test]
fn a_picture_arrives_small_and_whole_and_without_where_it_was_taken() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let folder = tempfile::tempdir().unwrap();
    let (path, place) = (folder.path().join("office.JPG"), unique("51.4995 N"));
    photograph(&path, &place);
    amina.send_file(&room, &path, "our **new** office").unwrap();
    let (row, facts) = sees_file(&mut bryn, "office.JPG");
    assert_eq!((facts.picture, &*facts.mimetype), (Some((1600, 1200)), "image/jpeg"));
    assert_eq!(&*facts.caption.unwrap().plain, "our new office");
    let mine = sees_file(&mut amina, "office.JPG").0;
    for (person, row) in [(&mut bryn, &row), (&mut amina, &mine)] {
        let picture = drawn(person, &room, row).expect("a picture");
        assert_eq!((picture.width, picture.height), (480, 360));
    }

    let saved = tempfile::tempdir().unwrap();
    let (to, into) = (room.clone(), saved.path().to_owned());
    bryn.wish(|ticket| Command::SaveFile {
        ticket,
        room: to,
        row,
        folder: into,
    })
    .unwrap();
    let bytes = std::fs::read(saved.path().join("office.JPG")).unwrap();
    assert!(!contains(&bytes, &place));
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 1600);
}

/// Two people, and a proxy before one of their homeservers.
pub struct Before {
    pub amina: Person,
    pub bryn: Person,
    pub room: RoomId,
    /// Before Bryn's.
    pub tamper: Tamper,
}

pub fn before() -> Before {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let tamper = Tamper::before(&world, world.parliament()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.parliament().name(), &tamper.base_url());
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::under(&world, &policy);
    bryn.sign_in(&accounts.1).unwrap();
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    Before {
        amina,
        bryn,
        room,
        tamper,
    }
}

/// Looks at a picture by itself.
fn looks_at(person: &mut Person, room: &RoomId, row: &RowKey) -> Result<Pixels, Why> {
    person.view.viewed.clear();
    person.send(Command::ViewPicture {
        room: room.clone(),
        row: Some(row.clone()),
    });
    person.until("the large picture", |v| v.viewed.get(row).cloned())
}

#[test]
fn a_picture_is_looked_at_large_and_within_limits() {
    let Before {
        mut amina,
        mut bryn,
        room,
        tamper,
    } = before();
    let folder = tempfile::tempdir().unwrap();
    let send = |amina: &mut Person, name: &str, sides: (u32, u32)| {
        let path = folder.path().join(name);
        RgbImage::new(sides.0, sides.1).save(&path).unwrap();
        amina.send_file(&room, &path, "").unwrap();
    };
    send(&mut amina, "wide.png", (6000, 1500));
    send(&mut amina, "tampered.png", (900, 700));
    let wide = sees_file(&mut bryn, "wide.png").0;
    let tampered = sees_file(&mut bryn, "tampered.png").0;
    let picture = looks_at(&mut bryn, &room, &wide).unwrap();
    assert_eq!(
        (picture.width, picture.height),
        (3000, 750),
        "never more than a window needs"
    );
    assert_eq!(picture.rgba.len(), 3000 * 750 * 4);
    // Whoever looks at the next picture has stopped waiting for this one.
    bryn.send(Command::ViewPicture {
        room: room.clone(),
        row: None,
    });

    tamper.after(|request, reply| {
        if request.path.contains("/download/") {
            reply.body[0] ^= 1;
        }
    });
    let seen = looks_at(&mut bryn, &room, &tampered);
    assert_eq!(seen, Err(Why::Failed(Failure::Tampered)));
    tamper.behave();
    let picture = looks_at(&mut bryn, &room, &tampered).unwrap();
    assert_eq!(
        (picture.width, picture.height),
        (900, 700),
        "as large as it is, and no larger"
    );
    let gone = looks_at(&mut bryn, &room, &"nowhere".into());
    assert_eq!(gone, Err(Why::Failed(Failure::NotFound)));
}

#[test]
fn what_may_say_where_it_was_made_and_cannot_be_cleaned_does_not_leave() {
    let Pair { mut amina, room, .. } = pair();
    let path = amina.home.path().join("office.heic");
    std::fs::write(&path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and where it was taken").unwrap();
    let sent = amina.send_file(&room, &path, "");
    assert_eq!(sent, Err(Why::Failed(Failure::PictureUnclean)));
    // Whatever it calls itself.
    let path = path.with_extension("pdf");
    std::fs::write(&path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and where it was taken").unwrap();
    assert_eq!(
        amina.send_file(&room, &path, ""),
        Err(Why::Failed(Failure::PictureUnclean))
    );
    // What is said with a file is looked at as any text is.
    let path = amina.home.path().join("note.txt");
    std::fs::write(&path, "a note").unwrap();
    let sent = amina.send_file(&room, &path, "your code is 482913");
    assert_eq!(sent, Err(Why::Failed(Failure::HoldsCode)));
}

#[test]
fn a_picture_that_is_none_is_shown_as_a_file() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let path = amina.home.path().join("office.png");
    std::fs::write(&path, "not a picture at all").unwrap();
    amina.send_file(&room, &path, "").unwrap();
    let (row, facts) = sees_file(&mut bryn, "office.png");
    assert_eq!(facts.picture, None);
    assert_eq!(drawn(&mut bryn, &room, &row), None);
}

/// Looks at a file before it is sent.
fn looks_before(person: &mut Person, room: &RoomId, path: &Path) -> Sendable {
    person.view.sendable.clear();
    let (room, path) = (room.clone(), path.to_owned());
    let asked = path.clone();
    person.send(Command::LookAtFile { room, path });
    person.until("what is known of the file", |v| v.sendable.get(&asked).cloned())
}

#[test]
fn a_file_is_judged_and_drawn_before_it_is_sent() {
    let Pair { mut amina, room, .. } = pair_under(|policy| {
        policy["content"] = json!({ "max_upload_mb": 1, "deny_types": ["application/pdf"] });
    });
    let folder = tempfile::tempdir().unwrap();
    let mut look = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        looks_before(&mut amina, &room, &path)
    };
    let mut png = Vec::new();
    RgbImage::new(1600, 400)
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    let picture = look("wide.png", &png);
    assert_eq!((picture.size, picture.refused), (Some(png.len() as u64), None));
    let drawn = picture.picture.unwrap();
    assert_eq!((drawn.width, drawn.height), (320, 80));
    // What it is counts, as when it is sent.
    let note = look("note.txt", b"a note");
    assert_eq!((note.size, note.picture, note.refused), (Some(6), None, None));
    let codes = |file: Sendable| match file.refused {
        Some(Why::Policy(reason)) => reason.code().to_owned(),
        Some(Why::Failed(failure)) => failure.code().to_owned(),
        None => String::new(),
    };
    let plain = look("paper.pdf", b"a note");
    assert_eq!(codes(plain), "file-kind", "by its name");
    let hidden = look("paper.txt", b"%PDF-1.7 and what it says");
    assert_eq!(codes(hidden), "file-kind", "by what it is");
    let large = look("large.txt", &vec![b'a'; 1024 * 1024 + 1]);
    assert_eq!(codes(large), "file-too-large");
    let unclean = look(
        "office.jpg",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and where it was taken",
    );
    assert_eq!(codes(unclean), "picture-unclean");
    let broken = look("broken.png", &png[..200]);
    assert_eq!(codes(broken), "picture-unclean");
    let nowhere = looks_before(&mut amina, &room, Path::new("/nonexistent/a.png"));
    assert_eq!((nowhere.size, codes(nowhere).as_str()), (None, "disk"));
    let nothing = looks_before(&mut amina, &room, folder.path());
    assert_eq!((nothing.size, codes(nothing).as_str()), (None, "malformed"));
}

/// The row of a file that is not on the server yet, and how far it is.
fn on_its_way(person: &mut Person, name: &str, what: &str, look: impl Fn(&SendState) -> bool) -> RowKey {
    person.until(what, |v| {
        v.messages().find_map(|(row, message)| {
            let found = matches!(&message.body, Body::File(facts) if &*facts.name == name) && look(&message.state);
            found.then(|| row.key.clone())
        })
    })
}

fn cancels(person: &mut Person, room: &RoomId, row: RowKey) {
    let room = room.clone();
    person.wish(|ticket| Command::CancelSend { ticket, room, row }).unwrap();
    person.until("the file to be gone", |v| {
        let file = |message: &model::Message| matches!(message.body, Body::File(_));
        (!v.messages().any(|(_, message)| file(message))).then_some(())
    });
}

#[test]
fn a_file_on_its_way_says_how_much_has_gone_and_is_given_up_even_after_a_restart() {
    let Before {
        mut amina,
        mut bryn,
        room,
        tamper,
    } = before();
    let path = bryn.home.path().join("figures.csv");
    std::fs::write(&path, vec![b'7'; 3_000_000]).unwrap();
    let (door, held) = (Arc::new(Mutex::new(())), unique("door"));
    let closed = door.lock().unwrap();
    tamper.instead({
        let door = door.clone();
        move |request| {
            let upload = request.path.contains("/upload");
            if upload {
                drop(door.lock());
            }
            None
        }
    });
    bryn.send_file(&room, &path, "").unwrap();
    let all = |state: &SendState| matches!(state, SendState::Sending(Some(gone)) if gone.total >= 3_000_000 && gone.sent > 0 && gone.sent <= gone.total);
    let row = on_its_way(&mut bryn, "figures.csv", "how much has gone", all);
    cancels(&mut bryn, &room, row);

    bryn.send_file(&room, &path, "").unwrap();
    on_its_way(&mut bryn, "figures.csv", "how much has gone", all);
    bryn.restart();
    bryn.online();
    bryn.open(&room);
    let row = on_its_way(&mut bryn, "figures.csv", "the file to go again", |state| {
        *state != SendState::Sent
    });
    cancels(&mut bryn, &room, row);
    drop(closed);
    // What is said after it comes, and no file before.
    bryn.say(&room, &held).unwrap();
    amina.sees(&held);
    assert!(amina.view.files().is_empty());
}

#[test]
fn a_pasted_picture_lies_in_the_sessions_own_folder_until_it_is_sent_or_given_up() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let place = unique("51.4995 N");
    let photo = amina.home.path().join("photo.jpg");
    photograph(&photo, &place);
    let bytes = std::fs::read(&photo).unwrap();
    let keep = |amina: &mut Person, bytes: &[u8]| {
        amina.view.kept = None;
        amina.send(Command::KeepPicture {
            room: room.clone(),
            picture: Encoded(bytes.into()),
        });
        amina.until("the picture to be kept", |v| v.kept.clone())
    };
    let file = keep(&mut amina, &bytes).unwrap();
    assert_eq!(file.file_name().unwrap(), "Pasted picture.png");
    assert!(file.starts_with(amina.home.path()));
    let kept = std::fs::read(&file).unwrap();
    assert!(!contains(&kept, &place));
    assert_eq!(image::guess_format(&kept).unwrap(), image::ImageFormat::Png);
    // Sent: let go of after it, and it arrives all the same.
    amina.send_file(&room, &file, "").unwrap();
    amina.send(Command::LetGoOfFile(file.clone()));
    sees_file(&mut bryn, "Pasted picture.png");
    // Given up. What is let go of is done in its turn, before what is sent next.
    let second = keep(&mut amina, &bytes).unwrap();
    amina.send(Command::LetGoOfFile(second.clone()));
    amina.send(Command::LetGoOfFile(photo.clone()));
    amina.say(&room, &place).unwrap();
    assert!(!file.exists() && !second.exists());
    assert!(photo.exists(), "a file of the person's own is theirs");
    // What is no picture, or too large to draw, is none.
    for bytes in [&b"not a picture"[..], b"", b"\x89PNG\r\n\x1a\n", &bytes[..300]] {
        assert_eq!(keep(&mut amina, bytes), Err(Why::Failed(Failure::PictureUndrawn)));
    }
    // An end of the program leaves nothing either.
    let third = keep(&mut amina, &bytes).unwrap();
    assert!(third.exists());
    amina.restart();
    amina.online();
    assert!(!third.exists());
}
