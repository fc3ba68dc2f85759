//! What a message says.

use std::sync::Arc;

use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::events::room::ImageInfo;
use matrix_sdk::ruma::events::room::message::{
    AudioMessageEventContent, FormattedBody, MessageFormat, MessageType, UnstableAmplitude,
};
use model::{Body, Caption, FileFacts, Plays};

use super::{Lens, html, names, text};

/// The figure of what is as loud as can be (MSC3246).
const LOUDEST: u64 = 1024;
/// The most figures that are looked at.
const FIGURES: usize = 500;

/// A file of any of the four kinds, each of which is a type of its own and says the same.
macro_rules! file {
    ($content:ident, $picture:expr, $plays:expr) => {{
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
            plays: $plays,
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
        MessageType::File(content) => file!(content, None, Plays::Nothing),
        MessageType::Image(content) => {
            let info = content.info.as_deref();
            let sides = info.and_then(|info| sides(info.width?, info.height?));
            let moves = sides.is_some() && info.is_some_and(moves);
            file!(content, sides, if moves { Plays::Animation } else { Plays::Nothing })
        }
        MessageType::Audio(content) => file!(content, None, sound(content)),
        MessageType::Video(content) => {
            let info = content.info.as_deref();
            let seen = info.filter(|info| info.thumbnail_source.is_some() || info.blurhash.is_some());
            let sides = seen.and_then(|info| sides(info.width?, info.height?));
            let length = info.and_then(|info| info.duration).filter(|length| !length.is_zero());
            file!(content, sides, Plays::Video { length })
        }
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

/// Whether a picture is said to move. A GIF of which nothing is said mostly does.
fn moves(info: &ImageInfo) -> bool {
    info.is_animated
        .unwrap_or(matches!(info.mimetype.as_deref(), Some("image/gif" | "image/apng")))
}

/// How long and how loud a sound is said to be (MSC3245 and MSC3246, as other programs have them).
fn sound(content: &AudioMessageEventContent) -> Plays {
    let said = content.audio.as_ref();
    let length = content.info.as_deref().and_then(|info| info.duration);
    let length = said.map(|said| said.duration).or(length);
    let loudness = said.map_or(&[][..], |said| &said.waveform);
    let figure = |figure: &UnstableAmplitude| u64::from(figure.get()).min(LOUDEST) as f32 / LOUDEST as f32;
    Plays::Sound {
        length: length.filter(|length| !length.is_zero()),
        loudness: loudness.iter().take(FIGURES).map(figure).collect(),
        voice: content.voice.is_some(),
    }
}

/// How large a picture is, where its sender says so and it is not nothing.
fn sides(width: UInt, height: UInt) -> Option<(u32, u32)> {
    let side = |side: UInt| u32::try_from(u64::from(side)).ok().filter(|side| *side > 0);
    side(width).zip(side(height))
}
