//! Pictures of QR codes, from a camera or a screen: bytes of strangers.

use media::picture;
use rqrr::PreparedImage;

/// Pictures are looked at no larger than this, in pixels a side: a code that fills a tenth of a photograph is still found.
const LOOK: u32 = 2_000;

/// What the codes in a picture say, each as its raw bytes. Empty where there are none, or the bytes are no picture.
pub fn payloads(picture: &[u8]) -> Vec<Vec<u8>> {
    let Some(picture) = picture::drawn(picture) else {
        return Vec::new();
    };
    let picture = match picture.width().max(picture.height()) {
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
