//! What a message says.

use std::sync::Arc;

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::message::{FormattedBody, MessageFormat, MessageType};
use model::{Body, Caption, FileFacts};

use super::{Lens, html, names, text};

/// A file of any of the four kinds, each of which is a type of its own and says the same.
macro_rules! file {
    ($content:ident, $picture:expr) => {{
        let info = $content.info.as_deref();
        let caption = $content.caption();
        let caption = caption.map(|plain| words(plain, $content.formatted_caption(), false));
        Body::File(FileFacts {
            name: names::file_name($content.filename()),
            size: info.and_then(|info| info.size).map(u64::from),
            mimetype: names::shown_title(info.and_then(|info| info.mimetype.as_deref()).unwrap_or_default()),
            caption: match caption {
                Some(Body::Text { blocks, plain, .. }) => Some(Caption { blocks, plain }),
                _ => None,
            },
            picture: $picture,
        })
    }};
}

/// The body of a message by its type. A type this version does not know carries a plain body for that case, and is
/// shown by it (client-server API, "m.room.message").
pub fn body(content: &MessageType) -> Body {
    match content {
        MessageType::Text(content) => words(&content.body, content.formatted.as_ref(), false),
        MessageType::Notice(content) => words(&content.body, content.formatted.as_ref(), false),
        MessageType::Emote(content) => words(&content.body, content.formatted.as_ref(), true),
        MessageType::File(content) => file!(content, None),
        MessageType::Image(content) => {
            let info = content.info.as_deref();
            file!(content, info.and_then(|info| sides(info.width?, info.height?)))
        }
        MessageType::Audio(content) => file!(content, None),
        MessageType::Video(content) => file!(content, None),
        // Its words are for programs that cannot take part in it.
        MessageType::VerificationRequest(_) => Body::Unsupported,
        other => fallback(other.body()),
    }
}

/// Judges what a body links to, and names whom it calls. `all` where it calls everybody.
pub(super) fn judge(body: &mut Body, all: bool, lens: &Lens<'_>) {
    let Some(blocks) = body.blocks_mut().and_then(Arc::get_mut) else {
        return;
    };
    if text::judge(blocks, all, lens) {
        let words = text::plain(blocks);
        body.plain_mut().into_iter().for_each(|plain| *plain = words.clone());
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
pub(crate) fn line(body: &Body) -> Arc<str> {
    match body {
        Body::Text { plain, .. } => names::preview(plain),
        Body::File(facts) => facts.name.clone(),
        Body::Poll(poll) => names::preview(&poll.question),
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

/// How large a picture is, where its sender says so and it is not nothing.
fn sides(width: UInt, height: UInt) -> Option<(u32, u32)> {
    let side = |side: UInt| u32::try_from(u64::from(side)).ok().filter(|side| *side > 0);
    side(width).zip(side(height))
}
