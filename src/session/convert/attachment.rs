//! The file in a message: where to fetch it.

use matrix_sdk::ruma::events::room::MediaSource;
use matrix_sdk::ruma::events::room::message::MessageType;
use matrix_sdk_ui::timeline::TimelineItemContent;

use super::names;

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
