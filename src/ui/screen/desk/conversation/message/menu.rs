//! What may be done with a message: the same by the visible button, the right mouse button and the keyboard.

use std::sync::Arc;

use kit::Icon;
use kit::menu::{Item, item};
use model::{Body, Capability, Message as Said, Plays, Reason, RowKey, SendState};

use super::super::pictures::is_picture;
use super::super::{Message, body, play, unreadable};
use crate::screen::Scene;
use crate::screen::desk::dialog::EMOJI;
use crate::words::{Words, fl};

/// The actions, in the order of how often they are wanted. `begins` where the thread on show begins with it.
pub fn items(key: &RowKey, said: &Said, begins: bool, scene: Scene<'_>) -> Vec<Item<Message>> {
    let words = scene.words;
    let window = &scene.rules.window;
    let mut items = Vec::new();
    if let SendState::Failed(failure) = said.state {
        let retry = item(fl!(words, "retry"), Some(Message::Retry(key.clone()))).icon(Icon::Retry);
        items.push(retry.describe(words.failure(failure)));
    }
    if !matches!(said.state, SendState::Sent) {
        items.push(item(fl!(words, "cancel-send"), Some(Message::CancelSend(key.clone()))).icon(Icon::Close));
    }
    items.extend(unreadable::items(key, said, scene));
    if matches!(said.body, Body::Closed(..)) {
        let show = Message::ShowClosed(key.clone());
        items.push(item(fl!(words, "closed-show"), Some(show)).icon(Icon::ShieldAlert));
    }
    let allows = &said.allows;
    items.extend(offered(
        &allows.reply,
        fl!(words, "reply"),
        Icon::Reply,
        || Message::Reply(key.clone()),
        words,
    ));
    if let Some(root) = &said.event {
        let open = || Message::OpenThread(root.clone(), true);
        let label = fl!(words, "reply-in-thread");
        items.extend(offered(&allows.thread, label, Icon::MessageSquare, open, words));
    }
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
    if said.body.plain().is_some() {
        let label = fl!(words, "copy-text");
        let copy = || Message::Copy(key.clone());
        items.extend(offered(&window.copy, label, Icon::Copy, copy, words));
    }
    if let (Body::Text { .. }, Capability::Allowed) = (&said.body, &allows.reply) {
        let quote = || Message::Quote(key.clone());
        items.extend(offered(&window.copy, fl!(words, "quote"), Icon::Quote, quote, words));
    }
    if let (Body::Text { .. } | Body::File(_), Some(_)) = (&said.body, &said.event) {
        // What is copied and what is kept are two rules, and a file is both.
        let file = matches!(said.body, Body::File(_)) && window.copy.is_allowed();
        let rule = if file { &window.save_files } else { &window.copy };
        let forward = || Message::Forward(key.clone(), origin(said, words).into());
        items.extend(offered(rule, fl!(words, "forward"), Icon::ArrowRight, forward, words));
    }
    if matches!(&said.body, Body::File(file) if is_picture(file)) {
        items.push(item(fl!(words, "view"), Some(Message::View(key.clone()))).icon(Icon::Image));
    }
    if let Some(event) = &said.event {
        let label = fl!(words, "copy-link");
        let copy = || Message::CopyLink(event.clone());
        items.extend(offered(&window.copy, label, Icon::Link, copy, words));
    }
    if matches!(&said.body, Body::File(file) if matches!(file.plays, Plays::Video { .. })) {
        let label = fl!(words, "film-open");
        let open = || Message::Play(play::Message::OpenFilm(key.clone()));
        items.extend(offered(&window.save_files, label, Icon::Film, open, words));
    }
    if matches!(said.body, Body::File(_)) {
        let label = fl!(words, "save");
        let save = || Message::Save(key.clone());
        items.extend(offered(&window.save_files, label, Icon::Download, save, words));
    }
    for link in body::links(&said.body) {
        let label = fl!(words, "open-link-to", host = &*link.host);
        items.push(item(label, Some(Message::Link(link))).icon(Icon::ExternalLink));
    }
    for person in body::people(&said.body) {
        let label = fl!(words, "mention-show", name = &*person.name);
        items.push(item(label, Some(Message::Person(person))).icon(Icon::Person));
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
    if said.event.is_some() {
        let show = Message::Readers(key.clone());
        items.push(item(fl!(words, "read-who"), Some(show)).icon(Icon::CheckCheck));
    }
    if let (true, Some(event)) = (said.edited, &said.event) {
        let show = Message::Versions(event.clone());
        items.push(item(fl!(words, "versions"), Some(show)).icon(Icon::History));
    }
    if let Some(event) = &said.event {
        let label = match said.pinned {
            true => fl!(words, "unpin"),
            false => fl!(words, "pin"),
        };
        let pin = || Message::Pin(event.clone(), !said.pinned);
        items.extend(offered(&allows.pin, label, Icon::Pin, pin, words));
    }
    items.extend(offered(
        &allows.decide,
        fl!(words, "decide"),
        Icon::Archive,
        || Message::Decide(key.clone(), false),
        words,
    ));
    if begins {
        let decide = || Message::Decide(key.clone(), true);
        items.extend(offered(
            &allows.decide,
            fl!(words, "decide-thread"),
            Icon::Archive,
            decide,
            words,
        ));
    }
    if let (false, Some(event)) = (said.own, &said.event) {
        items.push(item(fl!(words, "report-message"), Some(Message::Report(event.clone()))).icon(Icon::Alert));
    }
    items.extend(
        offered(
            &allows.redact,
            fl!(words, "delete"),
            Icon::Delete,
            || Message::Delete(key.clone()),
            words,
        )
        .map(|item| {
            if allows.redact.is_allowed() {
                item.danger()
            } else {
                item
            }
        }),
    );
    items.extend(rules(said, scene));
    items
}

/// Who said it and when, for those who read it elsewhere.
fn origin(said: &Said, words: &Words) -> String {
    let from = said.sender.department.as_deref().unwrap_or(said.sender.id.server());
    fl!(
        words,
        "forward-origin",
        name = &*said.sender.name,
        from = from,
        day = words.whole_day(said.at),
        time = words.time(said.at)
    )
}

/// The way to each rule that has locked something here.
fn rules(said: &Said, scene: Scene<'_>) -> Vec<Item<Message>> {
    let words = scene.words;
    let (allows, window) = (&said.allows, &scene.rules.window);
    let copy = said.body.plain().map(|_| &window.copy);
    let save = matches!(said.body, Body::File(_)).then_some(&window.save_files);
    let all = [
        (Some(&allows.reply), fl!(words, "reply")),
        (Some(&allows.react), fl!(words, "react")),
        (copy, fl!(words, "copy-text")),
        (save, fl!(words, "save")),
        (Some(&allows.edit), fl!(words, "edit")),
        (Some(&allows.pin), fl!(words, "pin")),
        (Some(&allows.redact), fl!(words, "delete")),
    ];
    let mut told: Vec<&'static str> = Vec::new();
    let mut items = Vec::new();
    for (capability, name) in all {
        let Some(key) = capability.and_then(Capability::reason).map(Reason::key) else {
            continue;
        };
        if !told.contains(&key) {
            told.push(key);
            let label = fl!(words, "rule-which-of", name = name);
            items.push(item(label, Some(Message::Rule(key))).icon(Icon::Help));
        }
    }
    items
}

/// Whether there is nothing to be done with it: a deleted message, or one of a kind that isn't shown.
pub fn is_empty(said: &Said) -> bool {
    let allows = &said.allows;
    let absent = [
        &allows.reply,
        &allows.thread,
        &allows.react,
        &allows.edit,
        &allows.redact,
        &allows.pin,
    ]
    .into_iter()
    .all(|it| *it == Capability::Absent);
    absent
        && matches!(said.state, SendState::Sent)
        && matches!(said.body, Body::Redacted | Body::Unsupported)
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
        Capability::Refused(reason) => Some(item(label, None).locked(words.reason(reason))),
    }
}
