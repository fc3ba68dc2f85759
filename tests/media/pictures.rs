//! Pictures that leave, drawn anew, and pictures of strangers, drawn within limits.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::gif::{GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::{
    AnimationDecoder, Delay, DynamicImage, Frame, ImageDecoder, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba,
    RgbaImage,
};
use media::Unclean;
use media::picture::{Format, clean, face, pixels, public};
use proptest::prelude::*;

/// How long a frame of an animation stands.
const TIME: Duration = Duration::from_millis(120);
const PLACE: &[u8] = b"51.4995 N 0.1248 W";

/// What a camera writes (Exif 2.32): the picture is to be turned by a quarter, and where it was taken.
fn exif() -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    // Orientation, a short: 6, "turn it to the right".
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    // Image description, ASCII.
    exif.extend(b"\x01\x0e\0\x02\0\0\0\x13\0\0\0\x26\0\0\0\0");
    exif.extend(PLACE);
    exif
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        Rgb(if x < width / 2 { [255, 0, 0] } else { [0, 0, 255] })
    })
}

fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif()).unwrap();
    encoder.set_icc_profile(b"a profile".to_vec()).unwrap();
    DynamicImage::from(halves(width, height))
        .write_with_encoder(encoder)
        .unwrap();
    // What some cameras put behind it: another picture, with metadata of its own.
    bytes.extend(PLACE);
    bytes
}

fn written(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn says_where(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|window| window == PLACE)
}

#[test]
fn a_photograph_loses_where_it_was_taken_and_is_the_right_way_up() {
    let file = photograph(1200, 900);
    assert!(says_where(&file));
    let clean = clean(&file).unwrap().unwrap();
    assert_eq!((clean.format, clean.width, clean.height), (Format::Jpeg, 900, 1200));
    assert!(!says_where(&clean.bytes));
    let mut decoder = image::codecs::jpeg::JpegDecoder::new(Cursor::new(&clean.bytes)).unwrap();
    assert_eq!(decoder.icc_profile().unwrap().as_deref(), Some(&b"a profile"[..]));
    let drawn = image::load_from_memory(&clean.bytes).unwrap().into_rgb8();
    assert!(drawn.get_pixel(450, 10).0[0] > 200, "red is above");
    assert!(drawn.get_pixel(450, 1190).0[2] > 200, "blue is below");
    let small = clean.thumbnail.unwrap();
    assert_eq!((small.format, small.width, small.height), (Format::Jpeg, 450, 600));
    assert!(!says_where(&small.bytes));
    assert_eq!(clean.blurhash.unwrap().len(), 28, "four by three colours");
}

#[test]
fn what_can_be_seen_through_stays_so() {
    let glass = RgbaImage::from_pixel(1000, 10, Rgba([10, 20, 30, 128]));
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let clean = clean(&written(glass.clone(), format)).unwrap().unwrap();
        assert_eq!(clean.format, Format::Png);
        assert_eq!(image::load_from_memory(&clean.bytes).unwrap().into_rgba8(), glass);
        if let Some(small) = clean.thumbnail {
            assert_eq!(small.format, Format::Png);
        }
    }
}

#[test]
fn an_animation_keeps_its_frames_and_their_times() {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new(&mut file);
    encoder.set_repeat(Repeat::Infinite).unwrap();
    for colour in [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]] {
        let picture = RgbaImage::from_pixel(8, 8, Rgba(colour));
        let frame = Frame::from_parts(picture, 0, 0, Delay::from_saturating_duration(TIME));
        encoder.encode_frame(frame).unwrap();
    }
    drop(encoder);
    // A comment (GIF89a, 24), before the end.
    let end = file.pop().unwrap();
    file.extend([0x21, 0xfe, u8::try_from(PLACE.len()).unwrap()]);
    file.extend(PLACE);
    file.extend([0, end]);
    let clean = clean(&file).unwrap().unwrap();
    assert_eq!((clean.format, clean.width, clean.height), (Format::Gif, 8, 8));
    assert!(!says_where(&clean.bytes));
    let mut again = gif::DecodeOptions::new().read_info(&clean.bytes[..]).unwrap();
    again.read_next_frame().unwrap();
    assert_eq!(again.repeat(), gif::Repeat::Infinite);
    let frames = image::codecs::gif::GifDecoder::new(Cursor::new(&clean.bytes)).unwrap();
    let frames = frames.into_frames().collect_frames().unwrap();
    let first: Vec<[u8; 4]> = frames.iter().map(|frame| frame.buffer().get_pixel(3, 3).0).collect();
    assert_eq!(first, [[255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255]]);
    assert!(frames.iter().all(|frame| Duration::from(frame.delay()) == TIME));
}

#[test]
fn what_is_no_picture_is_left_alone_and_what_cannot_be_drawn_anew_does_not_leave() {
    assert!(clean(b"the minutes").unwrap().is_none());
    assert!(clean(b"%PDF-1.7 and so on").unwrap().is_none());
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic and where it was taken";
    assert_eq!(clean(heic).unwrap_err(), Unclean);
    let cut = &photograph(64, 64)[..300];
    assert_eq!(clean(cut).unwrap_err(), Unclean);
}

/// A header that promises a picture of four billion pixels.
#[test]
fn a_picture_that_would_fill_the_memory_is_not_drawn() {
    let mut file = written(halves(2, 2), ImageFormat::Png);
    file[16..24].copy_from_slice(b"\0\0\xff\xff\0\0\xff\xff");
    assert_eq!(pixels(&file, 100, 100), None);
}

proptest! {
    #[test]
    fn pictures_to_show_fit(width in 1_u32..300, height in 1_u32..300) {
        let shown = pixels(&written(halves(width, height), ImageFormat::Png), 100, 80).unwrap();
        prop_assert!(shown.width <= 100 && shown.height <= 80);
        prop_assert_eq!(shown.rgba.len() as u32, shown.width * shown.height * 4);
    }

    #[test]
    fn bytes_of_strangers_end_nothing(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = photograph(16, 16);
        let at = at.index(file.len());
        file[at] = byte;
        pixels(&file, 100, 100);
        clean(&file).ok();
    }
}

#[test]
fn what_everybody_may_see_is_small_stands_still_and_says_nothing_else() {
    let picture = public(&photograph(1600, 1200)).unwrap();
    // Turned the way it is to be seen.
    assert_eq!(
        (picture.width, picture.height, picture.format),
        (384, 512, Format::Jpeg)
    );
    assert!(!says_where(&picture.bytes));
    assert!(picture.thumbnail.is_none() && picture.blurhash.is_none());
    let small = public(&written(halves(40, 40), ImageFormat::Png)).unwrap();
    assert_eq!((small.width, small.height), (40, 40));
    assert_eq!(public(b"no picture").unwrap_err(), Unclean);
}

#[test]
fn a_face_is_round_whatever_its_sides() {
    for (width, height) in [(200, 100), (100, 200), (30, 30)] {
        let drawn = face(&written(halves(width, height), ImageFormat::Png), 64).unwrap();
        assert_eq!((drawn.width, drawn.height), (64, 64));
        let alpha = |x: usize, y: usize| drawn.rgba[(y * 64 + x) * 4 + 3];
        assert_eq!(
            [alpha(0, 0), alpha(63, 63), alpha(32, 32), alpha(1, 32)],
            [0, 0, 255, 255]
        );
    }
    assert_eq!(face(b"no picture", 64), None);
}
