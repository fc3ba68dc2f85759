//! Windows and macOS: by arboard, which knows pictures as pixels.

use super::{PICTURE_BYTES, Pasted};

pub(super) fn pasted() -> Option<Pasted> {
    let mut board = arboard::Clipboard::new().ok()?;
    if let Ok(files) = board.get().file_list()
        && !files.is_empty()
    {
        return Some(Pasted::Files(files));
    }
    // A sheet or a page offers a picture of itself too.
    if board.get_text().is_ok() {
        return None;
    }
    let picture = board.get_image().ok()?;
    let (width, height) = (picture.width.try_into().ok()?, picture.height.try_into().ok()?);
    let mut bytes = Vec::new();
    let mut file = png::Encoder::new(&mut bytes, width, height);
    file.set_color(png::ColorType::Rgba);
    file.set_compression(png::Compression::Fast);
    file.write_header().ok()?.write_image_data(&picture.bytes).ok()?;
    (bytes.len() <= PICTURE_BYTES).then_some(Pasted::Picture(bytes))
}
