//! Files on their way out: without what they say beside what they show, and with what there is to know of them.

use std::time::Duration;

use matrix_sdk::attachment::{AttachmentInfo, BaseAudioInfo, BaseImageInfo, BaseVideoInfo, Thumbnail};
use matrix_sdk::ruma::UInt;
use media::picture::{self, Clean, Format, Thumbnail as Small};
use media::sound::Sound;
use media::{Unclean, video};
use mime_guess::mime::{self, Mime};
use model::{Failure, Why};

/// What leaves.
pub(super) struct Leaving {
    pub bytes: Vec<u8>,
    pub mime: Mime,
    pub name: String,
    pub info: Option<AttachmentInfo>,
    pub thumbnail: Option<Thumbnail>,
}

/// Makes what leaves of a file that was read. Takes time: not for the runtime.
pub(super) fn leaving(mut bytes: Vec<u8>, mime: Mime, name: String) -> Result<Leaving, Why> {
    if let Some(clean) = picture::clean(&bytes).map_err(|Unclean| Why::Failed(Failure::PictureUnclean))? {
        return Ok(Leaving {
            mime: media_type(clean.format),
            name: named_after(&name, clean.format),
            info: Some(AttachmentInfo::Image(image_info(&clean))),
            bytes: clean.bytes,
            thumbnail: clean.thumbnail.map(thumbnail),
        });
    }
    video::clean(&mut bytes).map_err(|Unclean| Why::Failed(Failure::FilmUnclean))?;
    let size = UInt::try_from(bytes.len()).ok();
    let info = match mime.type_() {
        mime::VIDEO => {
            let facts = video::facts(&bytes);
            let (width, height) = facts.sides.unzip();
            Some(AttachmentInfo::Video(BaseVideoInfo {
                duration: facts.length,
                width: width.map(UInt::from),
                height: height.map(UInt::from),
                size,
                blurhash: None,
            }))
        }
        mime::AUDIO => Some(AttachmentInfo::Audio(BaseAudioInfo {
            duration: Sound::open(bytes.as_slice().into()).and_then(|sound| sound.length()),
            size,
            waveform: None,
        })),
        _ => None,
    };
    Ok(Leaving {
        bytes,
        mime,
        name,
        info,
        thumbnail: None,
    })
}

/// What there is to know of a message that was spoken.
pub(super) fn voice_info(size: usize, length: Duration, loudness: &[f32]) -> AttachmentInfo {
    AttachmentInfo::Voice(BaseAudioInfo {
        duration: Some(length),
        size: UInt::try_from(size).ok(),
        waveform: Some(loudness.to_vec()),
    })
}

/// The name of a picture that was drawn anew, perhaps as another kind of file.
fn named_after(name: &str, format: Format) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match format.endings().iter().any(|known| known.eq_ignore_ascii_case(ending)) {
        true => name.to_owned(),
        false => format!("{stem}.{}", format.endings()[0]),
    }
}

fn media_type(format: Format) -> Mime {
    match format {
        Format::Jpeg => mime::IMAGE_JPEG,
        Format::Png => mime::IMAGE_PNG,
        Format::Gif => mime::IMAGE_GIF,
        Format::WebP => Format::WebP.mime().parse().unwrap_or(mime::APPLICATION_OCTET_STREAM),
    }
}

fn image_info(clean: &Clean) -> BaseImageInfo {
    BaseImageInfo {
        width: Some(clean.width.into()),
        height: Some(clean.height.into()),
        size: UInt::try_from(clean.bytes.len()).ok(),
        blurhash: clean.blurhash.clone(),
        is_animated: Some(clean.moves),
    }
}

fn thumbnail(small: Small) -> Thumbnail {
    Thumbnail {
        size: UInt::try_from(small.bytes.len()).unwrap_or_default(),
        data: small.bytes,
        content_type: media_type(small.format),
        width: small.width.into(),
        height: small.height.into(),
    }
}
