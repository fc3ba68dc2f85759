//! Films with sound: what their files say, and what is left of it when they leave.

use std::time::Duration;

use media::Unclean;
use media::video::{Facts, Kind, clean, ending, facts, kind};

const PLACE: &[u8] = b"+51.4995-000.1248/";
const PICTURES: &[u8] = b"pictures and sound";
const TRAIL: &[u8] = b"where the camera was, second by second";

fn part(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut part = u32::try_from(content.len() + 8).unwrap().to_be_bytes().to_vec();
    part.extend(name);
    part.extend(content);
    part
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn handler(kind: &[u8; 4]) -> Vec<u8> {
    let mut content = words(&[0, 0]);
    content.extend(kind);
    content.extend(words(&[0, 0, 0]));
    content.extend(b"Made by the camera of somebody\0");
    part(b"hdlr", &content)
}

/// A track with these samples, all in one chunk.
fn track(kind: &[u8; 4], at: u32, sizes: &[u32]) -> Vec<u8> {
    let mut head = words(&[7, 111, 222, 1, 0, 5000, 0, 0, 0, 0]);
    // Turned by a quarter, and 1920 by 1080.
    head.extend(words(&[0, 0x1_0000, 0, 0xffff_0000, 0, 0, 0, 0, 0x4000_0000]));
    head.extend(words(&[1920 << 16, 1080 << 16]));
    let mut table = part(b"stsz", &[words(&[0, 0, sizes.len() as u32]), words(sizes)].concat());
    table.extend(part(b"stsc", &words(&[0, 1, 1, sizes.len() as u32, 1])));
    table.extend(part(b"stco", &words(&[0, 1, at])));
    let mut media = part(b"mdhd", &words(&[0, 333, 444, 1000, 5000, 0]));
    media.extend(handler(kind));
    media.extend(part(b"minf", &part(b"stbl", &table)));
    let mut content = part(b"tkhd", &head);
    content.extend(part(b"mdia", &media));
    content.extend(part(b"udta", &part(b"name", PLACE)));
    part(b"trak", &content)
}

/// A film as a telephone makes it: what it shows, where it was taken, and a track of where it went.
pub fn mp4() -> Vec<u8> {
    let mut file = part(b"ftyp", b"isom\0\0\x02\0isomiso2mp41");
    let content = [PICTURES, TRAIL].concat();
    let at = file.len() as u32 + 8;
    file.extend(part(b"mdat", &content));
    let mut head = words(&[0, 111, 222, 1000, 65_500]);
    head.extend(vec![0; 80]);
    let mut movie = part(b"mvhd", &head);
    movie.extend(track(b"vide", at, &[10, 8]));
    movie.extend(track(b"meta", at + 18, &[20, TRAIL.len() as u32 - 20]));
    movie.extend(part(
        b"udta",
        &part(b"\xa9xyz", &[&[0, 18, 0x15, 0xc7], PLACE].concat()),
    ));
    movie.extend(part(b"meta", &part(b"ilst", PLACE)));
    file.extend(part(b"moov", &movie));
    file.extend(part(b"uuid", &[&[0xbe; 16], PLACE].concat()));
    file.extend(part(b"free", PLACE));
    file
}

fn element(id: &[u8], content: &[u8]) -> Vec<u8> {
    let mut element = id.to_vec();
    // How long it is, in four bytes.
    element.extend((content.len() as u32 | 0x1000_0000).to_be_bytes());
    element.extend(content);
    element
}

/// A film as a browser records it: nobody knew how long it and its clusters would be.
pub fn webm() -> Vec<u8> {
    let mut file = element(&[0x1a, 0x45, 0xdf, 0xa3], &element(&[0x42, 0x82], b"webm"));
    file.extend([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    let mut info = element(&[0x2a, 0xd7, 0xb1], &1_000_000_u32.to_be_bytes());
    info.extend(element(&[0x44, 0x89], &12_500.0_f64.to_be_bytes()));
    info.extend(element(&[0x44, 0x61], &[7; 8]));
    info.extend(element(&[0x7b, 0xa9], PLACE));
    info.extend(element(&[0x57, 0x41], b"the program of somebody"));
    file.extend(element(&[0x15, 0x49, 0xa9, 0x66], &info));
    let mut video = element(&[0xb0], &1280_u16.to_be_bytes());
    video.extend(element(&[0xba], &720_u16.to_be_bytes()));
    let mut track = element(&[0xd7], &[1]);
    track.extend(element(&[0x53, 0x6e], PLACE));
    track.extend(element(&[0xe0], &video));
    file.extend(element(&[0x16, 0x54, 0xae, 0x6b], &element(&[0xae], &track)));
    for _ in 0..2 {
        file.extend([0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        file.extend(element(&[0xe7], &[0]));
        file.extend(element(&[0xa3], PICTURES));
    }
    file.extend(element(&[0x12, 0x54, 0xc3, 0x67], PLACE));
    file
}

fn holds(file: &[u8], words: &[u8]) -> bool {
    file.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_film_says_how_large_and_how_long_it_is() {
    let told = facts(&mp4());
    assert_eq!(
        told,
        Facts {
            sides: Some((1080, 1920)),
            length: Some(Duration::from_millis(65_500)),
        }
    );
    let told = facts(&webm());
    assert_eq!(
        told,
        Facts {
            sides: Some((1280, 720)),
            length: Some(Duration::from_millis(12_500)),
        }
    );
    assert_eq!((kind(&mp4()), kind(&webm())), (Some(Kind::Mp4), Some(Kind::WebM)));
    assert_eq!((ending(&mp4()), ending(&webm())), (Some("mp4"), Some("webm")));
    assert_eq!(ending(b"MZ\x90\0 a program"), None);
}

#[test]
fn a_film_leaves_without_where_it_was_taken() {
    for whole in [mp4(), webm()] {
        let told = facts(&whole);
        assert!(holds(&whole, PLACE));
        let mut file = whole.clone();
        assert_eq!(clean(&mut file), Ok(true));
        assert!(!holds(&file, PLACE) && !holds(&file, b"somebody"));
        assert!(holds(&file, PICTURES), "what it shows stays");
        assert_eq!(file.len(), whole.len(), "and where it was");
        assert_eq!(facts(&file), told);
        let once = file.clone();
        assert_eq!(clean(&mut file), Ok(true));
        assert_eq!(file, once);
    }
}

#[test]
fn a_track_of_where_the_camera_was_goes_with_its_samples() {
    let mut file = mp4();
    assert!(holds(&file, TRAIL));
    clean(&mut file).unwrap();
    assert!(!holds(&file, &TRAIL[..10]) && !holds(&file, &TRAIL[25..]));
    // In pieces, nobody can tell where its samples are.
    let mut pieces = mp4();
    pieces.extend(part(b"moof", &[]));
    assert_eq!(clean(&mut pieces), Err(Unclean));
}

#[test]
fn when_it_was_made_is_not_said() {
    let mut file = mp4();
    clean(&mut file).unwrap();
    for time in [111_u32, 222, 333, 444] {
        assert!(!holds(&file, &time.to_be_bytes()), "{time}");
    }
}

#[test]
fn what_is_no_film_is_left_alone_and_a_broken_one_does_not_leave() {
    let mut text = b"the minutes".to_vec();
    assert_eq!(clean(&mut text), Ok(false));
    assert_eq!(text, b"the minutes");
    let mut cut = mp4();
    cut.truncate(cut.len() - 40);
    assert_eq!(clean(&mut cut), Err(Unclean));
    assert_eq!(clean(&mut part(b"ftyp", b"isom\0\0\x02\0isomiso2mp41")), Err(Unclean));
}
