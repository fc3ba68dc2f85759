//! Pictures. What leaves is drawn anew: a photograph's file says where it was taken, when and with what. What comes is bytes of
//! strangers, and is drawn within limits.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits};
use model::Pixels;

use crate::{Unclean, apng, film, webp};

/// The widest and highest picture that is drawn, in pixels: a photograph of 50 megapixels fits.
const SIDE: u32 = 9_000;
/// The kinds of pictures that are drawn.
const FORMATS: [ImageFormat; 4] = [ImageFormat::Gif, ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
/// How much memory a picture may take while it is drawn, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// The widest and highest thumbnail that is sent along, in pixels: what the specification (11.7.4, "Thumbnails") has servers make.
const THUMBNAIL: (u32, u32) = (800, 600);
/// The widest and highest picture of a person or a room that is handed out, in pixels.
const PUBLIC: u32 = 512;
/// How good a JPEG is, of 100: losses can't be seen.
const QUALITY: u8 = 90;
/// How good a thumbnail is.
const THUMBNAIL_QUALITY: u8 = 75;
/// So many colours across and down a blurred picture.
const BLUR: (u32, u32) = (4, 3);
/// Blurred pictures are made of one no larger than this, in pixels a side.
const BLUR_OF: u32 = 64;

/// A picture with nothing in its file but what it shows.
#[derive(Clone, Debug)]
pub struct Clean {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its type.
    pub format: Format,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// A smaller one, where that saves anything.
    pub thumbnail: Option<Thumbnail>,
    /// What it looks like from afar (<https://blurha.sh>).
    pub blurhash: Option<String>,
    /// It moves.
    pub moves: bool,
}

/// A small picture.
#[derive(Clone, Debug)]
pub struct Thumbnail {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its type.
    pub format: Format,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A photograph.
    Jpeg,
    /// A drawing, or something that can be seen through.
    Png,
    /// An animation.
    Gif,
    /// Another.
    WebP,
}

impl Format {
    /// Its media type.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
        }
    }

    /// What names of its files may end with; the first is the usual one.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
            Self::WebP => &["webp"],
        }
    }
}

/// Draws a picture anew; none where the bytes are no picture. Turned the way it is to be seen, with its colour profile.
pub fn clean(bytes: &[u8]) -> Result<Option<Clean>, Unclean> {
    if !infer::is_image(bytes) {
        return Ok(None);
    }
    let drawn = read(bytes).ok_or(Unclean)?;
    let moves = film::moves(bytes);
    let (format, written) = match drawn.format {
        ImageFormat::Gif => (Format::Gif, gif_anew(bytes)),
        // Nothing here writes such animations: what is kept of them is kept as it is.
        ImageFormat::WebP if moves => (Format::WebP, webp::stripped(bytes)),
        ImageFormat::Png if moves => (Format::Png, apng::stripped(bytes)),
        // Another program's losses are not added to by writing it without any, but its size would be.
        ImageFormat::Jpeg | ImageFormat::WebP => written(&drawn.picture, drawn.profile, QUALITY),
        _ => (Format::Png, png(&drawn.picture, drawn.profile)),
    };
    let (picture, bytes) = (drawn.picture, written.ok_or(Unclean)?);
    Ok(Some(Clean {
        format,
        width: picture.width(),
        height: picture.height(),
        thumbnail: thumbnail(&picture).filter(|small| small.bytes.len() < bytes.len()),
        blurhash: blurhash(&picture),
        moves,
        bytes,
    }))
}

/// A picture to show, no larger than this many pixels; none where it can't be drawn within limits.
pub fn pixels(bytes: &[u8], width: u32, height: u32) -> Option<Pixels> {
    Some(shrunk(read(bytes)?.picture, width, height))
}

/// A picture for everybody to see: drawn anew, standing still, and no larger than it is shown.
pub fn public(bytes: &[u8]) -> Result<Clean, Unclean> {
    let drawn = read(bytes).ok_or(Unclean)?;
    let picture = match drawn.picture.width() > PUBLIC || drawn.picture.height() > PUBLIC {
        true => drawn.picture.thumbnail(PUBLIC, PUBLIC),
        false => drawn.picture,
    };
    let (format, written) = written(&picture, drawn.profile, QUALITY);
    Ok(Clean {
        format,
        width: picture.width(),
        height: picture.height(),
        thumbnail: None,
        blurhash: None,
        moves: false,
        bytes: written.ok_or(Unclean)?,
    })
}

/// A small round picture with sides of so many pixels; none where it can't be drawn within limits.
pub fn face(bytes: &[u8], side: u32) -> Option<Pixels> {
    let picture = read(bytes)?.picture;
    let mut drawn = picture.resize_to_fill(side, side, FilterType::Triangle).into_rgba8();
    let middle = f64::from(side) / 2.0;
    for (x, y, pixel) in drawn.enumerate_pixels_mut() {
        let (across, down) = (f64::from(x) + 0.5 - middle, f64::from(y) + 0.5 - middle);
        // The edge fades over one pixel.
        let inside = (middle - across.hypot(down) + 0.5).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
        let alpha = (f64::from(pixel.0[3]) * inside).round() as u8;
        pixel.0[3] = alpha;
    }
    Some(Pixels {
        width: drawn.width(),
        height: drawn.height(),
        rgba: drawn.into_raw().into(),
    })
}

/// A picture from another program as a PNG; none where it can't be drawn within limits.
pub fn redrawn(bytes: &[u8]) -> Option<Vec<u8>> {
    let drawn = read(bytes)?;
    png(&drawn.picture, drawn.profile)
}

/// What a file that may be sent looks like, no larger than this many pixels; none where it is no picture. Refused where it
/// could not be drawn anew.
pub fn before(bytes: &[u8], width: u32, height: u32) -> Result<Option<Pixels>, Unclean> {
    if !infer::is_image(bytes) {
        return Ok(None);
    }
    Ok(Some(shrunk(read(bytes).ok_or(Unclean)?.picture, width, height)))
}

/// What a picture looks like from afar, no larger than this many pixels; none where that says nothing.
pub fn blurred(hash: &str, (width, height): (u32, u32)) -> Option<Pixels> {
    let scale = f64::from(BLUR_OF) / f64::from(width.max(height).max(1));
    let side = |side: u32| ((f64::from(side) * scale) as u32).clamp(1, BLUR_OF);
    let (width, height) = (side(width), side(height));
    // A hash is short: nine by nine colours.
    if hash.len() > 200 {
        return None;
    }
    let rgba = blurhash::decode(hash, width, height, 1.0).ok()?;
    Some(Pixels {
        width,
        height,
        rgba: rgba.into(),
    })
}

pub(crate) fn shrunk(picture: DynamicImage, width: u32, height: u32) -> Pixels {
    let picture = match picture.width() > width || picture.height() > height {
        true => picture.thumbnail(width, height),
        false => picture,
    };
    let drawn = picture.into_rgba8();
    Pixels {
        width: drawn.width(),
        height: drawn.height(),
        rgba: drawn.into_raw().into(),
    }
}

/// Draws a picture of strangers within limits; none where that can't be done.
pub fn drawn(bytes: &[u8]) -> Option<DynamicImage> {
    Some(read(bytes)?.picture)
}

struct Drawn {
    picture: DynamicImage,
    format: ImageFormat,
    profile: Option<Vec<u8>>,
}

fn read(bytes: &[u8]) -> Option<Drawn> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    // Whatever decoders another crate brings along.
    let format = reader.format().filter(|format| FORMATS.contains(format))?;
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().ok()?;
    limits.reserve(decoder.total_bytes()).ok()?;
    decoder.set_limits(limits).ok()?;
    let orientation = decoder.orientation().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    (picture.width() > 0 && picture.height() > 0).then_some(Drawn {
        picture,
        format,
        profile,
    })
}

/// As a JPEG, which nothing can be seen through; else as a PNG.
fn written(picture: &DynamicImage, profile: Option<Vec<u8>>, quality: u8) -> (Format, Option<Vec<u8>>) {
    match picture.color().has_alpha() {
        true => (Format::Png, png(picture, profile)),
        false => (Format::Jpeg, jpeg(picture, profile, quality)),
    }
}

fn jpeg(picture: &DynamicImage, profile: Option<Vec<u8>>, quality: u8) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).ok()?;
    }
    let drawn = match picture.color().has_color() {
        true => DynamicImage::ImageRgb8(picture.to_rgb8()),
        false => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    drawn.write_with_encoder(encoder).ok()?;
    Some(bytes)
}

fn png(picture: &DynamicImage, profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).ok()?;
    }
    picture.write_with_encoder(encoder).ok()?;
    Some(bytes)
}

/// The frames of an animation, one by one and as they are, without what else is in the file.
fn gif_anew(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::Indexed);
    options.set_memory_limit(gif::MemoryLimit::Bytes(MEMORY.try_into().ok()?));
    let mut decoder = options.read_info(bytes).ok()?;
    let palette = decoder.global_palette().unwrap_or_default().to_vec();
    let mut written = Vec::new();
    let mut encoder = gif::Encoder::new(&mut written, decoder.width(), decoder.height(), &palette).ok()?;
    let mut first = true;
    while let Some(mut frame) = decoder.read_next_frame().ok()?.cloned() {
        if first {
            // Known by now, and to be said before any frame.
            encoder.set_repeat(decoder.repeat()).ok()?;
            first = false;
        }
        // Its lines are in their order by now.
        frame.interlaced = false;
        encoder.write_frame(&frame).ok()?;
    }
    drop(encoder);
    Some(written)
}

fn thumbnail(picture: &DynamicImage) -> Option<Thumbnail> {
    let (width, height) = THUMBNAIL;
    if picture.width() <= width && picture.height() <= height {
        return None;
    }
    let small = picture.thumbnail(width, height);
    let (format, bytes) = written(&small, None, THUMBNAIL_QUALITY);
    Some(Thumbnail {
        bytes: bytes?,
        format,
        width: small.width(),
        height: small.height(),
    })
}

fn blurhash(picture: &DynamicImage) -> Option<String> {
    let small = picture.thumbnail(BLUR_OF, BLUR_OF).into_rgba8();
    blurhash::encode(BLUR.0, BLUR.1, small.width(), small.height(), &small).ok()
}
