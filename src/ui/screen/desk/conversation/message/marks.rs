//! The small marks of a message: time, state, shield, quote, reactions, readers.

use std::sync::Arc;

use iced::widget::{Space, column, container, row};
use iced::{Alignment, Length};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Body, Excerpt, Failure, Message as Said, Quote, RowKey, SendState, Shield, Thread};

use super::super::{Message, closed};
use crate::screen::Scene;
use crate::words::{Words, fl};

/// The last line of a bubble: warning, time, edited, how far it has come.
pub fn foot<'a>(key: &'a RowKey, said: &'a Said, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mut line = row![text::caption(words.time(said.at))]
        .spacing(space::XS)
        .align_y(Alignment::Center);
    if said.edited {
        let event = said.event.clone();
        let way = kit::button(format!("edited:{key}"), fl!(words, "edited"))
            .quiet()
            .caption();
        let way = way
            .describe(fl!(words, "versions"))
            .on_press_maybe(event.map(Message::Versions));
        line = line.push(Element::from(way));
    }
    if said.pinned {
        line = line
            .push(Icon::Pin.sized(14.0).style(theme::muted))
            .push(text::caption(fl!(words, "pinned")));
    }
    if said.mentions_me {
        line = line
            .push(Icon::AtSign.sized(14.0).style(theme::accent))
            .push(text::caption(fl!(words, "mentions-you")));
    }
    if said.own {
        let icon = match said.state {
            SendState::Sent if said.read_by.is_empty() => Icon::Check,
            SendState::Sent => Icon::CheckCheck,
            SendState::Sending(_) => Icon::Loading,
            SendState::Waiting => Icon::Clock,
            SendState::Failed(_) => Icon::Alert,
        };
        line = line.push(icon.sized(14.0).style(theme::muted));
        if let Some(state) = state(&said.state, words) {
            line = line.push(text::caption(state));
        }
    }
    let mut lines = column![].spacing(space::XS);
    let icon = match said.shield {
        Shield::NotEncrypted => Icon::LockOpen,
        _ => Icon::ShieldAlert,
    };
    let warnings = [(icon, shield(said, words)), (Icon::Alert, lure(said, words))];
    for (icon, warning) in warnings {
        let Some(warning) = warning else { continue };
        let mark = row![
            icon.sized(16.0).style(theme::danger),
            text::caption(warning).style(theme::danger)
        ];
        lines = lines.push(mark.spacing(space::XS).align_y(Alignment::Center));
    }
    lines.push(line).into()
}

/// How far a message has come, where that is worth a word.
pub fn state(state: &SendState, words: &Words) -> Option<String> {
    match state {
        SendState::Sent => None,
        SendState::Sending(_) => Some(fl!(words, "state-sending")),
        SendState::Waiting => Some(fl!(words, "state-waiting")),
        SendState::Failed(_) => Some(fl!(words, "state-failed")),
    }
}

/// What to warn of, in words.
pub fn shield(said: &Said, words: &Words) -> Option<String> {
    match said.shield {
        Shield::None => None,
        Shield::NotEncrypted => Some(fl!(words, "shield-not-encrypted")),
        Shield::Unconfirmed => Some(fl!(words, "shield-unconfirmed")),
        // It says so itself until it is shown.
        Shield::Unvouched | Shield::Repeated if matches!(said.body, Body::Closed(..)) => None,
        Shield::Unvouched => Some(fl!(words, "shield-unvouched")),
        Shield::Repeated => Some(fl!(words, "shield-repeated")),
        Shield::Unauthenticated => Some(match &said.key_from {
            Some(who) => fl!(words, "shield-handed-over", name = &*who.name),
            None => fl!(words, "shield-unauthenticated"),
        }),
    }
}

/// A word of care at what asks for a code, or to go elsewhere.
pub fn lure(said: &Said, words: &Words) -> Option<String> {
    said.lure.then(|| fl!(words, "lure"))
}

/// The message that this one answers.
pub fn quote<'a>(quote: &'a Quote, scene: Scene<'a>) -> Element<'a, Message> {
    let (who, line) = match (&quote.content, quote.closed) {
        (Some((who, _)), Some(why)) => (who.name.to_string(), closed::quote(why, scene.words)),
        (Some((who, line)), None) if line.is_empty() => {
            (who.name.to_string(), fl!(scene.words, "preview-without-words"))
        }
        (Some((who, line)), None) => (who.name.to_string(), line.to_string()),
        (None, _) => (String::new(), fl!(scene.words, "quote-not-loaded")),
    };
    let edge = container(Space::new())
        .width(3)
        .height(38)
        .style(|theme: &kit::Theme| container::Style::default().background(theme.tokens().accent));
    let mut lines = column![];
    if !who.is_empty() {
        lines = lines.push(text::caption(who).font(theme::BOLD));
    }
    lines = lines.push(Element::from(text::line(line).small().size(theme::size::CAPTION)));
    container(row![edge, lines].spacing(space::S).align_y(Alignment::Center))
        .clip(true)
        .into()
}

/// What was answered apart from the conversation: the way to it, how much is unread, and the last of it.
pub fn thread<'a>(key: &'a RowKey, said: &'a Said, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    let words = scene.words;
    let (thread, root) = (said.thread.as_ref()?, said.event.clone()?);
    let way = kit::button(
        format!("thread:{key}"),
        fl!(words, "thread-answers", count = thread.answers),
    );
    let way = way
        .icon(Icon::MessageSquare)
        .compact()
        .describe(thread_words(thread, words))
        .on_press(Message::OpenThread(root, false));
    let mut line = row![Element::from(way)].spacing(space::S).align_y(Alignment::Center);
    if thread.mentions > 0 {
        line = line.push(kit::badge(u64::from(thread.mentions), true));
    } else if thread.unread > 0 {
        line = line.push(kit::badge(u64::from(thread.unread), false));
    }
    let mut lines = column![line].spacing(space::XS);
    if let Some(latest) = &thread.latest {
        let latest = text::line(excerpt(latest, words)).small().size(theme::size::CAPTION);
        lines = lines.push(Element::from(latest));
    }
    Some(container(lines).clip(true).into())
}

/// A thread in words.
pub fn thread_words(thread: &Thread, words: &Words) -> String {
    let mut parts = vec![fl!(words, "thread-answers", count = thread.answers)];
    if thread.unread > 0 {
        parts.push(fl!(words, "unread-count", count = thread.unread));
    }
    if thread.mentions > 0 {
        parts.push(fl!(words, "mention-count", count = thread.mentions));
    }
    parts.extend(thread.latest.as_ref().map(|latest| excerpt(latest, words)));
    parts.join(", ")
}

/// Who said something, and what.
pub fn excerpt(excerpt: &Excerpt, words: &Words) -> String {
    let line = match (excerpt.closed, &*excerpt.line) {
        (Some(why), _) => closed::quote(why, words),
        (None, "") => fl!(words, "preview-without-words"),
        (None, line) => line.to_owned(),
    };
    match excerpt.own {
        true => fl!(words, "preview-own", text = line),
        false => fl!(words, "preview", sender = &*excerpt.who.name, text = line),
    }
}

/// Who reacted how; pressing one's own takes it back.
pub fn reactions<'a>(key: &'a RowKey, said: &'a Said, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let pills = said.reactions.iter().map(|reaction| {
        let emoji: Arc<str> = reaction.key.clone();
        let press = said
            .allows
            .react
            .is_allowed()
            .then(|| Message::React(key.clone(), emoji));
        let names: Vec<&str> = reaction.people.iter().map(|name| &**name).collect();
        let label = fl!(words, "reaction-by", key = &*reaction.key, names = words.list(&names));
        let pill = kit::button(
            format!("reaction:{key}:{}", reaction.key),
            format!("{} {}", reaction.key, names.len()),
        )
        .compact()
        .describe(label)
        .selected(reaction.mine)
        .on_press_maybe(press);
        Element::from(pill)
    });
    row(pills).spacing(space::XS).wrap().into()
}

/// A stuck message: why, and both ways on.
pub fn failed<'a>(key: &'a RowKey, failure: Failure, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let retry = kit::button(format!("retry:{key}"), fl!(words, "retry"))
        .compact()
        .icon(Icon::Retry)
        .on_press(Message::Retry(key.clone()));
    let cancel = kit::button(format!("cancel:{key}"), fl!(words, "cancel-send"))
        .compact()
        .on_press(Message::CancelSend(key.clone()));
    let why = row![
        Icon::Alert.sized(18.0).style(theme::danger),
        text::small(fl!(words, "failed-because", why = words.failure(failure))).style(theme::danger),
    ]
    .spacing(space::XS)
    .align_y(Alignment::Center);
    column![why, row![Element::from(retry), Element::from(cancel)].spacing(space::S)]
        .spacing(space::XS)
        .align_x(Alignment::End)
        .into()
}

/// How much of a file has gone, and the way to give it up.
pub fn upload<'a>(key: &'a RowKey, said: &'a Said, scene: Scene<'a>) -> Option<Element<'a, Message>> {
    const WIDTH: f32 = 300.0;
    let words = scene.words;
    let (SendState::Sending(_) | SendState::Waiting, Body::File(_)) = (&said.state, &said.body) else {
        return None;
    };
    let cancel = kit::button(format!("cancel:{key}"), fl!(words, "cancel-send"))
        .compact()
        .on_press(Message::CancelSend(key.clone()));
    let mut line = column![].spacing(space::XS).align_x(Alignment::End).max_width(WIDTH);
    if let SendState::Sending(Some(gone)) = said.state {
        #[expect(clippy::cast_precision_loss, reason = "a bar on a screen")]
        let part = gone.sent as f32 / gone.total.max(1) as f32;
        let figure = fl!(
            words,
            "upload-figure",
            sent = words.size(gone.sent),
            total = words.size(gone.total)
        );
        let label = fl!(words, "state-sending");
        line = line.push(kit::progress(format!("upload:{key}"), label, Some(part), figure));
    }
    Some(line.push(Element::from(cancel)).into())
}

/// Who has read up to here.
pub fn read_by<'a>(said: &'a Said, scene: Scene<'a>) -> Element<'a, Message> {
    const FACES: usize = 5;
    let people = said.read_by.iter().map(|reader| &reader.person);
    let faces = people.take(FACES).map(|person| scene.face(person, 20.0));
    let words = text::caption(read_words(said, scene.words));
    row![row(faces).spacing(2.0), words]
        .spacing(space::XS)
        .align_y(Alignment::Center)
        .width(Length::Shrink)
        .into()
}

/// Who has read up to here, in words.
pub fn read_words(said: &Said, words: &Words) -> String {
    const NAMED: usize = 3;
    if said.read_by.len() > NAMED {
        return fl!(words, "read-by-count", count = said.read_by.len());
    }
    let names: Vec<&str> = said.read_by.iter().map(|reader| &*reader.person.name).collect();
    fl!(words, "read-by", names = words.list(&names))
}
