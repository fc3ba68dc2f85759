//! What may be done with a message: the same by the visible button, the right mouse button and the keyboard.

use std::sync::Arc;

use kit::Icon;
use kit::menu::{Item, item};
use model::{Body, Capability, Message as Said, RowKey, SendState};

use super::super::{Message, body};
use crate::screen::Scene;
use crate::screen::desk::dialog::EMOJI;
use crate::words::{Words, fl};

/// The actions, in the order of how often they are wanted.
pub fn items(key: &RowKey, said: &Said, scene: Scene<'_>) -> Vec<Item<Message>> {
    let words = scene.words;
    let mut items = Vec::new();
    if let SendState::Failed(failure) = said.state {
        let retry = item(fl!(words, "retry"), Some(Message::Retry(key.clone()))).icon(Icon::Retry);
        items.push(retry.describe(words.failure(failure)));
    }
    if !matches!(said.state, SendState::Sent) {
        items.push(item(fl!(words, "cancel-send"), Some(Message::CancelSend(key.clone()))).icon(Icon::Close));
    }
    let allows = &said.allows;
    items.extend(offered(
        &allows.reply,
        fl!(words, "reply"),
        Icon::Reply,
        || Message::Reply(key.clone()),
        words,
    ));
    items.extend(offered(
        &allows.react,
        fl!(words, "react"),
        Icon::React,
        || Message::ChooseReaction(key.clone()),
        words,
    ));
    if allows.react.is_allowed() {
        // The first is at hand without another question.
        let quick = Message::React(key.clone(), Arc::from(EMOJI[0]));
        items.push(item(fl!(words, "react-quick", key = EMOJI[0]), Some(quick)).icon(Icon::Emoji));
    }
    if matches!(said.body, Body::Text { .. }) {
        items.push(item(fl!(words, "copy-text"), Some(Message::Copy(key.clone()))).icon(Icon::Copy));
    }
    if matches!(said.body, Body::File(_)) {
        items.push(item(fl!(words, "save"), Some(Message::Save(key.clone()))).icon(Icon::Download));
    }
    for link in body::links(&said.body) {
        let label = fl!(words, "open-link-to", host = &*link.host);
        items.push(item(label, Some(Message::Link(link))).icon(Icon::ExternalLink));
    }
    if let Some(quote) = &said.reply {
        items.push(item(fl!(words, "show-replied"), Some(Message::Show(quote.event.clone()))).icon(Icon::ArrowUp));
    }
    items.extend(offered(
        &allows.edit,
        fl!(words, "edit"),
        Icon::Edit,
        || Message::Edit(key.clone()),
        words,
    ));
    items.extend(
        offered(
            &allows.redact,
            fl!(words, "delete"),
            Icon::Delete,
            || Message::Delete(key.clone()),
            words,
        )
        .map(Item::danger),
    );
    items
}

/// Whether there is nothing to be done with it: a deleted message, or one that cannot be read.
pub fn is_empty(said: &Said) -> bool {
    let allows = &said.allows;
    let absent = [&allows.reply, &allows.react, &allows.edit, &allows.redact]
        .into_iter()
        .all(|it| *it == Capability::Absent);
    absent
        && matches!(said.state, SendState::Sent)
        && matches!(said.body, Body::Redacted | Body::Undecryptable(_) | Body::Unsupported)
        && said.reply.is_none()
}

/// Absent is not shown; refused is shown locked, with the reason.
fn offered(
    capability: &Capability,
    label: String,
    icon: Icon,
    message: impl FnOnce() -> Message,
    words: &Words,
) -> Option<Item<Message>> {
    match capability {
        Capability::Absent => None,
        Capability::Allowed => Some(item(label, Some(message())).icon(icon)),
        Capability::Refused(_) => Some(
            item(label, None)
                .icon(Icon::Lock)
                .describe(words.lock(capability).unwrap_or_default()),
        ),
    }
}
