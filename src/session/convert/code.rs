//! Pictures of QR codes, from a camera or a screen: bytes of strangers.

use std::io::Cursor;

use image::{ImageReader, Limits};
use rqrr::PreparedImage;

/// The widest and highest picture that is looked at, in pixels: a photograph of 50 megapixels fits.
const SIDE: u32 = 9_000;
/// How much memory a picture may take while it is looked at, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Pictures are looked at no larger than this, in pixels a side: a code that fills a tenth of a photograph is still found.
const LOOK: u32 = 2_000;

/// What the codes in a picture say, each as its raw bytes. Empty where there are none, or the bytes are no picture.
pub fn payloads(picture: &[u8]) -> Vec<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let Ok(mut reader) = ImageReader::new(Cursor::new(picture)).with_guessed_format() else {
        return Vec::new();
    };
    reader.limits(limits);
    let Ok(picture) = reader.decode() else {
        return Vec::new();
    };
    let picture = match picture.width().max(picture.height()) {
        0 => return Vec::new(),
        side if side > LOOK => picture.thumbnail(LOOK, LOOK),
        _ => picture,
    };
    let grey = picture.into_luma8();
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let at = u32::try_from(x).ok().zip(u32::try_from(y).ok());
        at.and_then(|(x, y)| grey.get_pixel_checked(x, y))
            .map_or(u8::MAX, |pixel| pixel.0[0])
    });
    let read = |grid: rqrr::Grid<_>| {
        let mut payload = Vec::new();
        grid.decode_to(&mut payload).ok().map(|_| payload)
    };
    prepared.detect_grids().into_iter().filter_map(read).collect()
}
