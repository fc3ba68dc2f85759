//! The file in a message: where to fetch it.

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk::ruma::events::room::{MediaSource, ThumbnailInfo};
use matrix_sdk_ui::timeline::TimelineItemContent;

use super::names;

/// The largest picture that is fetched without being asked for, in bytes, as its sender says.
const FETCHED: u64 = 5 * 1024 * 1024;

/// Where the file of a message is, and a safe name for it; none where the message is not a file.
pub fn attachment(content: &TimelineItemContent) -> Option<(MediaSource, String)> {
    let (source, name) = match content.as_message()?.msgtype() {
        MessageType::File(content) => (&content.source, content.filename()),
        MessageType::Image(content) => (&content.source, content.filename()),
        MessageType::Audio(content) => (&content.source, content.filename()),
        MessageType::Video(content) => (&content.source, content.filename()),
        _ => return None,
    };
    Some((source.clone(), names::file_name(name).to_string()))
}

/// Where the picture of a message is, and how many bytes it has, as its sender says; none where the message is no picture.
pub fn picture(content: &TimelineItemContent) -> Option<(MediaSource, Option<u64>)> {
    let MessageType::Image(content) = content.as_message()?.msgtype() else {
        return None;
    };
    let size = content.info.as_deref().and_then(|info| info.size);
    Some((content.source.clone(), size.map(u64::from)))
}

/// Where a picture to show in a timeline is: the small one that its sender made, or else itself, where it is not too large. Of a film
/// there is only the small one.
pub fn small_picture(content: &TimelineItemContent) -> Option<MediaSource> {
    let fits = |size: Option<UInt>| size.is_some_and(|size| u64::from(size) <= FETCHED);
    let small = |source: &Option<MediaSource>, info: Option<&ThumbnailInfo>| {
        source.clone().filter(|_| fits(info.and_then(|small| small.size)))
    };
    match content.as_message()?.msgtype() {
        MessageType::Image(content) => {
            let info = content.info.as_deref()?;
            let itself = || fits(info.size).then(|| content.source.clone());
            small(&info.thumbnail_source, info.thumbnail_info.as_deref()).or_else(itself)
        }
        MessageType::Video(content) => {
            let info = content.info.as_deref()?;
            small(&info.thumbnail_source, info.thumbnail_info.as_deref())
        }
        _ => None,
    }
}

/// What a picture or a film looks like from afar, and its sides, as its sender says.
pub fn blurred(content: &TimelineItemContent) -> Option<(String, (u32, u32))> {
    let (hash, width, height) = match content.as_message()?.msgtype() {
        MessageType::Image(content) => {
            let info = content.info.as_deref()?;
            (info.blurhash.clone()?, info.width?, info.height?)
        }
        MessageType::Video(content) => {
            let info = content.info.as_deref()?;
            (info.blurhash.clone()?, info.width?, info.height?)
        }
        _ => return None,
    };
    let side = |side: UInt| u32::try_from(u64::from(side)).ok();
    Some((hash, (side(width)?, side(height)?)))
}

/// Where a sound is, and how many bytes it has, as its sender says; none where the message is no sound.
pub fn sound(content: &TimelineItemContent) -> Option<(MediaSource, Option<u64>)> {
    let MessageType::Audio(content) = content.as_message()?.msgtype() else {
        return None;
    };
    let size = content.info.as_deref().and_then(|info| info.size);
    Some((content.source.clone(), size.map(u64::from)))
}

/// Where a film is, a safe name for it, and how many bytes it has, as its sender says; none where the message is no film.
pub fn film(content: &TimelineItemContent) -> Option<(MediaSource, String, Option<u64>)> {
    let MessageType::Video(content) = content.as_message()?.msgtype() else {
        return None;
    };
    let size = content.info.as_deref().and_then(|info| info.size);
    let name = names::file_name(content.filename()).to_string();
    Some((content.source.clone(), name, size.map(u64::from)))
}
