//! Codes in pictures.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageFormat, Luma};
use proptest::prelude::*;
use qrcode::{Color, QrCode};
use session::convert::code::payloads;

/// A picture of a code, so many pixels to a module.
fn picture(code: &[u8], scale: u32) -> Vec<u8> {
    let code = QrCode::new(code).unwrap();
    let (side, colours) = (u32::try_from(code.width()).unwrap(), code.to_colors());
    let picture = GrayImage::from_fn((side + 8) * scale, (side + 8) * scale, |x, y| {
        let (x, y) = ((x / scale).wrapping_sub(4), (y / scale).wrapping_sub(4));
        let dark = x < side && y < side && colours[(y * side + x) as usize] == Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    });
    png(picture)
}

fn png(picture: GrayImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What a screen shows is read, whatever the keys in it.
    #[test]
    fn a_code_on_a_screen_is_read(code in prop::collection::vec(any::<u8>(), 120..160), scale in 3_u32..10) {
        prop_assert_eq!(payloads(&picture(&code, scale)), [code]);
    }

    #[test]
    fn bytes_of_strangers_are_no_code(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(payloads(&bytes).is_empty());
    }

    #[test]
    fn no_picture_is_too_odd(width in 1_u32..120, height in 1_u32..120, pixels in prop::collection::vec(any::<u8>(), 1..64)) {
        let at = |x: u32, y: u32| pixels[(x as usize * 7 + y as usize * 13) % pixels.len()];
        payloads(&png(GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]))));
    }
}
