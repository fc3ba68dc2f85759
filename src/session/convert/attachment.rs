//! The file in a message: where to fetch it.

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::events::room::message::MessageType;
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

/// Where a picture to show in a timeline is: the small one that its sender made, or else itself, where it is not too large.
pub fn small_picture(content: &TimelineItemContent) -> Option<MediaSource> {
    let MessageType::Image(content) = content.as_message()?.msgtype() else {
        return None;
    };
    let info = content.info.as_deref()?;
    let fits = |size: Option<UInt>| size.is_some_and(|size| u64::from(size) <= FETCHED);
    let small = info.thumbnail_info.as_deref().and_then(|small| small.size);
    match &info.thumbnail_source {
        Some(source) if fits(small) => Some(source.clone()),
        _ => fits(info.size).then(|| content.source.clone()),
    }
}
