//! Pictures that move: drawn within limits, and sent without what their files say.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, Frame, Rgba, RgbaImage};
use media::film::{Film, moves};
use media::picture::{Format, clean};

const PLACE: &[u8] = b"51.4995 N 0.1248 W";
const COLOURS: [[u8; 4]; 3] = [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]];

pub fn gif(side: u32, hold: u64, frames: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, 30);
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for index in 0..frames {
        let picture = RgbaImage::from_pixel(side, side, Rgba(COLOURS[index % 3]));
        let delay = Delay::from_saturating_duration(Duration::from_millis(hold));
        encoder.encode_frame(Frame::from_parts(picture, 0, 0, delay)).unwrap();
    }
    drop(encoder);
    file
}

fn part(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut part = name.to_vec();
    part.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
    part.extend(content);
    if content.len() % 2 == 1 {
        part.push(0);
    }
    part
}

fn still(colour: [u8; 4]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbaImage::from_pixel(8, 8, Rgba(colour));
    picture.write_to(&mut bytes, image::ImageFormat::WebP).unwrap();
    bytes.into_inner()[12..].to_vec()
}

/// An animation as RFC 9649 has it, which says where it was taken.
pub fn webp() -> Vec<u8> {
    // Flags: animation, Exif, XMP, alpha; then the sides, less one.
    let head = [0b0001_1110, 0, 0, 0, 7, 0, 0, 7, 0, 0];
    let mut parts = part(b"VP8X", &head);
    parts.extend(part(b"ANIM", &[0; 6]));
    for colour in COLOURS {
        // Where, the sides less one, 80 ms, and to be drawn over.
        let mut frame = vec![0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 80, 0, 0, 2];
        frame.extend(still(colour));
        frame.extend(part(b"note", PLACE));
        parts.extend(part(b"ANMF", &frame));
    }
    parts.extend(part(b"EXIF", PLACE));
    parts.extend(part(b"XMP ", PLACE));
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(parts.len() + 4).unwrap().to_le_bytes());
    file.extend(b"WEBP");
    file.extend(parts);
    file
}

fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes
        .iter()
        .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

/// An animation as PNG (third edition, 11.3.6), which says where it was taken.
pub fn apng() -> Vec<u8> {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
        let named = [name.as_slice(), content].concat();
        chunk.extend(&named);
        chunk.extend(sum(&named).to_be_bytes());
        chunk
    };
    let pixels = |colour: [u8; 4]| {
        let mut bytes = Cursor::new(Vec::new());
        let picture = RgbaImage::from_pixel(8, 8, Rgba(colour));
        picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        let bytes = bytes.into_inner();
        let at = bytes.windows(4).position(|name| name == b"IDAT").unwrap();
        let length = u32::from_be_bytes(bytes[at - 4..at].try_into().unwrap()) as usize;
        bytes[at + 4..at + 4 + length].to_vec()
    };
    let control = |number: u8| {
        // Number, sides, place, 80 of 1000, and how it is laid on.
        let mut control = vec![0, 0, 0, number, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        control.extend([0, 80, 3, 232, 0, 0]);
        control
    };
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(chunk(b"IHDR", &[0, 0, 0, 8, 0, 0, 0, 8, 8, 6, 0, 0, 0]));
    file.extend(chunk(b"eXIf", PLACE));
    file.extend(chunk(b"tEXt", &[b"Comment\0", PLACE].concat()));
    file.extend(chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]));
    file.extend(chunk(b"fcTL", &control(0)));
    file.extend(chunk(b"IDAT", &pixels(COLOURS[0])));
    file.extend(chunk(b"fcTL", &control(1)));
    file.extend(chunk(b"fdAT", &[&[0, 0, 0, 2], &*pixels(COLOURS[1])].concat()));
    file.extend(chunk(b"IEND", &[]));
    file.extend(PLACE);
    file
}

fn says_where(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|window| window == PLACE)
}

fn shown(file: Vec<u8>, most: u32) -> Vec<model::Frame> {
    Film::open(file.into(), (most, most))
        .map(Iterator::collect)
        .unwrap_or_default()
}

#[test]
fn each_kind_plays_its_frames_in_order_and_three_times() {
    for (file, frames) in [(gif(8, 80, 3), 3), (webp(), 3), (apng(), 2)] {
        assert!(moves(&file));
        let shown = shown(file, 100);
        assert_eq!(shown.len(), frames * 3);
        for (index, frame) in shown.iter().enumerate() {
            assert_eq!(frame.pixels.rgba[..4], COLOURS[index % frames], "frame {index}");
            assert_eq!(frame.hold, Duration::from_millis(80));
        }
    }
}

#[test]
fn what_is_sent_still_moves_and_says_nothing_more() {
    for (file, format) in [(webp(), Format::WebP), (apng(), Format::Png)] {
        assert!(says_where(&file));
        let clean = clean(&file).unwrap().unwrap();
        assert_eq!((clean.format, clean.width, clean.moves), (format, 8, true));
        assert!(!says_where(&clean.bytes));
        assert_eq!(shown(clean.bytes, 100), shown(file, 100));
    }
    let still = clean(&gif(8, 80, 1)).unwrap().unwrap();
    assert!(!still.moves);
}

#[test]
fn a_film_ends_within_a_minute_and_no_frame_flickers() {
    let shown = shown(gif(4, 0, 40), 100);
    assert_eq!(shown.len(), 120);
    assert!(shown.iter().all(|frame| frame.hold == Duration::from_millis(100)));
    let long = self::shown(gif(4, 60_000, 30), 100);
    assert!(long.iter().all(|frame| frame.hold == Duration::from_secs(10)));
    assert_eq!(long.len(), 7, "a minute, and the frame that stands at its end");
}

#[test]
fn a_film_is_drawn_as_it_is_looked_at_and_no_larger_than_it_is_shown() {
    let file: Arc<[u8]> = gif(600, 20, 20).into();
    let mut film = Film::open(file, (100, 100)).unwrap();
    let first = film.next().unwrap();
    assert_eq!((first.pixels.width, first.pixels.height), (100, 100));
    // The rest was not needed, and is not drawn.
    drop(film);
}

#[test]
fn what_stands_still_or_would_fill_the_memory_is_no_film() {
    assert!(shown(gif(8, 80, 1), 100).is_empty());
    assert!(shown(b"GIF89a and so on".to_vec(), 100).is_empty());
    let mut large = gif(8, 80, 3);
    large[6..10].copy_from_slice(&[0xff; 4]);
    assert!(shown(large, 100).is_empty());
    let mut large = webp();
    large[24..30].copy_from_slice(&[0xff, 0xff, 0, 0xff, 0xff, 0]);
    assert!(shown(large, 100).is_empty());
}

#[test]
fn a_film_that_is_cut_off_plays_as_far_as_it_goes() {
    let whole = gif(64, 80, 9);
    let cut = whole[..whole.len() * 2 / 3].to_vec();
    let shown = shown(cut, 100);
    assert!(!shown.is_empty() && shown.len() <= 27);
}
