//! Where a link really leads, before it is opened; what its host can be taken for, and isn't; or why it isn't opened.

use iced::widget::column;
use iced::widget::text::Wrapping;
use kit::theme::{size, space};
use kit::{Element, Icon, Tint, text};
use model::{Link, LinkVerdict};

use super::cancel;
use crate::screen::desk::dialog::Message;
use crate::screen::{Scene, rule};
use crate::words::fl;

/// The question about a link.
pub fn view<'a>(link: &'a Link, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let mail = link.url.starts_with("mailto:");
    let (letters, lookalike) = match &link.verdict {
        LinkVerdict::Refused(reason) => return refused(link, reason, scene),
        LinkVerdict::Ask { letters, lookalike_of } => (letters.as_deref(), lookalike_of.as_deref()),
        LinkVerdict::Open | LinkVerdict::Here => (None, None),
    };
    let (title, what, yes, icon) = if mail {
        let words = (fl!(words, "link-mail-title"), fl!(words, "link-mail-text"));
        (words.0, words.1, fl!(scene.words, "link-mail-open"), Icon::Mail)
    } else {
        let words = (fl!(words, "link-title"), fl!(words, "link-text"));
        (words.0, words.1, fl!(scene.words, "link-open"), Icon::ExternalLink)
    };
    let mut content = column![].spacing(space::M);
    if let Some(name) = lookalike {
        content = content.push(kit::alert(
            "link:lookalike",
            Tint::Danger,
            fl!(words, "link-lookalike-title", name = name),
            fl!(words, "link-lookalike", name = name, host = &*link.host),
            [],
        ));
    }
    content = content.push(text::body(what)).push(place(link));
    if let Some(letters) = letters {
        let letters = fl!(words, "link-letters", name = letters);
        content = content.push(text::body(letters).wrapping(Wrapping::WordOrGlyph));
    }
    if !mail {
        content = content.push(text::mono(&*link.url).wrapping(Wrapping::WordOrGlyph));
    }
    let open = kit::button("dialog:confirm", yes).icon(icon).on_press(Message::Confirm);
    // Nothing leads on by itself where the two are easily mistaken.
    let open = if lookalike.is_some() {
        open.danger()
    } else {
        open.primary()
    };
    let actions = [open.into(), copy(scene), cancel(scene)];
    kit::dialog("dialog", title, content, actions, Message::Close)
}

/// Why it isn't opened, and which rule says so.
fn refused<'a>(link: &'a Link, reason: &model::Reason, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let why = words.locked(&words.reason(reason), scene.organisation);
    let (label, press) = (fl!(words, "link-open"), Message::Rule(reason.key()));
    let content = column![
        place(link),
        text::mono(&*link.url).wrapping(Wrapping::WordOrGlyph),
        rule::locked("dialog:confirm", label, why, press, scene),
    ]
    .spacing(space::M);
    kit::dialog(
        "dialog",
        fl!(words, "link-refused-title"),
        content,
        [copy(scene), cancel(scene)],
        Message::Close,
    )
}

/// The real host, large.
fn place<'a>(link: &'a Link) -> Element<'a, Message> {
    text::strong(&*link.host)
        .size(size::HEADING)
        .wrapping(Wrapping::WordOrGlyph)
        .into()
}

/// An address is part of what was said: where that may not be copied, neither may it.
fn copy<'a>(scene: Scene<'a>) -> Element<'a, Message> {
    let button = kit::button("dialog:copy", fl!(scene.words, "copy"));
    match scene.rules.window.copy.reason() {
        Some(reason) => button.locked(scene.words.reason(reason)).into(),
        None => button.icon(Icon::Copy).on_press(Message::Copy).into(),
    }
}
