//! Pictures that move: drawn frame by frame, as they are looked at, and for so long as somebody might.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{AnimationDecoder, DynamicImage, Frames, ImageDecoder, ImageFormat, Limits};
use model::Frame;

use crate::picture;

/// The most pixels of a frame: 32 MB, and the decoder has two of them.
const PIXELS: u64 = 8 * 1024 * 1024;
/// The most frames of one round.
const FRAMES: u32 = 3_000;
/// The most that is drawn for one showing, in bytes, however small it is shown.
const DRAWN: u64 = 4 * 1024 * 1024 * 1024;
/// It ends after so many rounds, or so long, whichever comes first: what moves on and on can't be read beside.
const ROUNDS: u32 = 3;
const LENGTH: Duration = Duration::from_secs(60);
/// A frame that is to stand for less than this stands for `USUAL`, as in browsers: such files mean "as fast as can be" of
/// another time.
const SHORTEST: Duration = Duration::from_millis(20);
const USUAL: Duration = Duration::from_millis(100);
/// No frame stands for longer.
const LONGEST: Duration = Duration::from_secs(10);
/// How much memory a decoder may take for itself, in bytes.
const MEMORY: u64 = 128 * 1024 * 1024;

/// A picture that moves, at a frame of it.
pub struct Film {
    bytes: Arc<[u8]>,
    frames: Frames<'static>,
    /// No frame is handed on larger than this, in pixels across and down.
    most: (u32, u32),
    rounds: u32,
    shown: u32,
    drawn: u64,
    length: Duration,
}

impl Film {
    /// Opens it at its beginning; none where it does not move, or can't be drawn within limits.
    pub fn open(bytes: Arc<[u8]>, most: (u32, u32)) -> Option<Self> {
        if !moves(&bytes) {
            return None;
        }
        Some(Self {
            frames: frames(&bytes)?,
            bytes,
            most,
            rounds: 1,
            shown: 0,
            drawn: 0,
            length: Duration::ZERO,
        })
    }

    fn read(&mut self) -> Option<image::Frame> {
        if self.shown == FRAMES || self.drawn > DRAWN || self.length > LENGTH {
            return None;
        }
        self.frames.next()?.ok()
    }

    /// Begins anew, where that is not too often, and where there was anything to see.
    fn again(&mut self) -> Option<()> {
        if self.rounds == ROUNDS || self.shown < 2 || self.length > LENGTH {
            return None;
        }
        self.frames = frames(&self.bytes)?;
        self.rounds += 1;
        self.shown = 0;
        Some(())
    }
}

impl Iterator for Film {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        let frame = match self.read() {
            Some(frame) => frame,
            None => {
                self.again()?;
                self.read()?
            }
        };
        let hold = match Duration::from(frame.delay()) {
            short if short < SHORTEST => USUAL,
            long => long.min(LONGEST),
        };
        let picture = frame.into_buffer();
        self.shown += 1;
        self.drawn += picture.len() as u64;
        self.length += hold;
        let (width, height) = self.most;
        let pixels = picture::shrunk(DynamicImage::ImageRgba8(picture), width, height);
        Some(Frame { pixels, hold })
    }
}

/// Whether a file says of itself that it is a picture that moves. Looks at its parts, and draws nothing.
pub fn moves(bytes: &[u8]) -> bool {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Gif) => has_frames(bytes) == Some(true),
        Ok(ImageFormat::WebP) => WebPDecoder::new(Cursor::new(bytes)).is_ok_and(|decoder| decoder.has_animation()),
        Ok(ImageFormat::Png) => PngDecoder::new(Cursor::new(bytes)).is_ok_and(|png| png.is_apng().unwrap_or(false)),
        _ => false,
    }
}

fn has_frames(gif: &[u8]) -> Option<bool> {
    let mut options = gif::DecodeOptions::new();
    options.skip_frame_decoding(true);
    let mut decoder = options.read_info(gif).ok()?;
    decoder.next_frame_info().ok()??;
    Some(decoder.next_frame_info().ok()?.is_some())
}

fn frames(bytes: &Arc<[u8]>) -> Option<Frames<'static>> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    let file = Cursor::new(bytes.clone());
    let fits = |decoder: &dyn ImageDecoder| {
        let (width, height) = decoder.dimensions();
        (1..=PIXELS).contains(&(u64::from(width) * u64::from(height)))
    };
    Some(match image::guess_format(bytes).ok()? {
        ImageFormat::Gif => {
            let mut decoder = GifDecoder::new(file).ok().filter(|it| fits(it))?;
            decoder.set_limits(limits).ok()?;
            decoder.into_frames()
        }
        ImageFormat::WebP => WebPDecoder::new(file).ok().filter(|it| fits(it))?.into_frames(),
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(file, limits).ok().filter(|it| fits(it))?;
            decoder.apng().ok()?.into_frames()
        }
        _ => return None,
    })
}
