//! What a message says.

use std::sync::Arc;

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::message::{FormattedBody, MessageFormat, MessageType};
use model::{Body, FileFacts};

use super::{html, names, text};

/// The body of a message by its type. A type this version does not know carries a plain body for that case, and is
/// shown by it (client-server API, "m.room.message").
pub fn body(content: &MessageType) -> Body {
    match content {
        MessageType::Text(content) => words(&content.body, content.formatted.as_ref(), false),
        MessageType::Notice(content) => words(&content.body, content.formatted.as_ref(), false),
        MessageType::Emote(content) => words(&content.body, content.formatted.as_ref(), true),
        MessageType::File(content) => {
            let info = content.info.as_deref();
            file(
                content.filename(),
                info.and_then(|info| info.size),
                info.and_then(|info| info.mimetype.as_deref()),
            )
        }
        MessageType::Image(content) => {
            let info = content.info.as_deref();
            file(
                content.filename(),
                info.and_then(|info| info.size),
                info.and_then(|info| info.mimetype.as_deref()),
            )
        }
        MessageType::Audio(content) => {
            let info = content.info.as_deref();
            file(
                content.filename(),
                info.and_then(|info| info.size),
                info.and_then(|info| info.mimetype.as_deref()),
            )
        }
        MessageType::Video(content) => {
            let info = content.info.as_deref();
            file(
                content.filename(),
                info.and_then(|info| info.size),
                info.and_then(|info| info.mimetype.as_deref()),
            )
        }
        // Its words are for programs that cannot take part in it.
        MessageType::VerificationRequest(_) => Body::Unsupported,
        other => fallback(other.body()),
    }
}

/// What stands in for a kind of message that is not shown; nothing where there are no words.
pub(super) fn fallback(body: &str) -> Body {
    match words(body, None, false) {
        Body::Text { blocks, .. } if blocks.is_empty() => Body::Unsupported,
        body => body,
    }
}

/// What the list and an answer show of a body, in one line; empty where it has no words.
pub(super) fn line(body: &Body) -> Arc<str> {
    match body {
        Body::Text { plain, .. } => names::preview(plain),
        Body::File(facts) => facts.name.clone(),
        Body::Redacted | Body::Undecryptable(_) | Body::Closed(..) | Body::Unsupported => "".into(),
    }
}

fn words(body: &str, formatted: Option<&FormattedBody>, emote: bool) -> Body {
    let html = formatted.filter(|formatted| formatted.format == MessageFormat::Html);
    let blocks = html
        .and_then(|html| html::blocks(&html.body))
        .unwrap_or_else(|| text::plain_blocks(body));
    Body::Text {
        plain: text::plain(&blocks),
        blocks: blocks.into(),
        emote,
    }
}

fn file(name: &str, size: Option<UInt>, mimetype: Option<&str>) -> Body {
    Body::File(FileFacts {
        name: names::file_name(name),
        size: size.map(u64::from),
        mimetype: names::shown_title(mimetype.unwrap_or_default()),
    })
}
