//! The page of files of keys as it is drawn.

use std::collections::BTreeSet;

use iced::widget::column;
use kit::theme::space;
use kit::{Element, Tint, text};
use model::{Failure, KeyFile, Reason, Secret, Why};

use super::{AGAIN, Message, PASSPHRASE, PATH, State, Way};
use crate::screen::{Scene, asking, page};
use crate::words::{Words, fl};

/// From so many characters on a passphrase is more than long enough.
const STRONG: usize = 28;
/// Fewer different characters than this repeat themselves.
const VARIED: usize = 8;

/// How good a new passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Policy asks for more characters.
    Short,
    /// Long, of the same few characters.
    Weak,
    /// Long enough.
    Fair,
    /// Longer than that.
    Strong,
}

/// The page.
pub fn view<'a>(state: &'a State, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let writes = state.way == Way::Write;
    let pending = state.asking.is_pending();
    let (about, danger, label) = if writes {
        (
            fl!(words, "keyfile-write-text"),
            fl!(words, "keyfile-write-danger"),
            fl!(words, "keyfile-write"),
        )
    } else {
        (
            fl!(words, "keyfile-read-text"),
            fl!(words, "keyfile-read-danger"),
            fl!(words, "keyfile-read"),
        )
    };
    let (place, secret) = errors(state, words);
    let path = kit::entry(PATH, fl!(words, "keyfile-path"), state.path.as_str())
        .hint(fl!(words, "keyfile-path-hint"))
        .error(place)
        .on_input(Message::Path)
        .on_submit(Message::Submit);
    let mut fields = column![
        Element::from(path),
        field(state, PASSPHRASE, secret, Message::Passphrase, scene)
    ]
    .spacing(space::L);
    if writes {
        let least = scene.rules.window.key_passphrase_length;
        let said = match strength(state.passphrase.reveal(), least) {
            _ if state.passphrase.is_empty() => fl!(words, "keyfile-passphrase-hint", count = least),
            Strength::Short => fl!(words, "strength-short", count = least),
            Strength::Weak => fl!(words, "strength-weak"),
            Strength::Fair => fl!(words, "strength-fair"),
            Strength::Strong => fl!(words, "strength-strong"),
        };
        let differ = state.differ.then(|| fl!(words, "keyfile-differ"));
        fields =
            fields
                .push(kit::status("keyfile:strength", said))
                .push(field(state, AGAIN, differ, Message::Again, scene));
    }
    let submit = kit::button("keyfile:submit", label)
        .primary()
        .busy(pending)
        .on_press_maybe(state.is_ready().then_some(Message::Submit));
    let done = state.done.as_ref().map(|done| outcome(done, words));
    let content = column![
        text::body(about),
        kit::alert("keyfile:danger", Tint::Warning, String::new(), danger, []),
        fields,
        Element::from(submit),
        asking::working(pending, "keyfile:working", scene),
    ]
    .push(done)
    .spacing(space::L);
    page::page(scene, title(state.way, words), Message::Back, content)
}

/// What the page is called.
pub fn title(way: Way, words: &Words) -> String {
    match way {
        Way::Write => fl!(words, "keyfile-write-title"),
        Way::Read => fl!(words, "keyfile-read-title"),
    }
}

/// How good a passphrase is of which policy asks for so many characters. By its length: what else could be said of it needs a
/// list of everybody's.
pub fn strength(passphrase: &str, least: u32) -> Strength {
    let length = passphrase.chars().count();
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let different: BTreeSet<char> = passphrase.chars().collect();
    match length {
        _ if length < least => Strength::Short,
        _ if different.len() < VARIED => Strength::Weak,
        _ if length < STRONG.max(least.saturating_add(VARIED)) => Strength::Fair,
        _ => Strength::Strong,
    }
}

/// What is wrong with the place, and with the passphrase.
fn errors(state: &State, words: &Words) -> (Option<String>, Option<String>) {
    match state.asking.why() {
        None => (None, None),
        Some(Why::Policy(reason @ Reason::KeyPassphraseShort { .. })) => (None, Some(words.reason(reason))),
        Some(why @ Why::Failed(Failure::WrongPassphrase)) => (None, Some(words.why(why))),
        Some(why) => (Some(words.why(why)), None),
    }
}

fn field<'a>(
    state: &'a State,
    id: &'static str,
    error: Option<String>,
    typed: fn(Secret) -> Message,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let (label, value) = match id {
        AGAIN => (fl!(words, "keyfile-again"), &state.again),
        _ => (fl!(words, "keyfile-passphrase"), &state.passphrase),
    };
    let toggle = if state.shown {
        fl!(words, "keyfile-passphrase-hide")
    } else {
        fl!(words, "keyfile-passphrase-show")
    };
    let toggle = (id == PASSPHRASE).then_some((toggle, Message::Show));
    let field = kit::password(id, label, value.reveal(), state.shown, toggle)
        .error(error)
        .on_input(move |text| typed(Secret::new(text)))
        .on_submit(Message::Submit);
    field.into()
}

fn outcome<'a>(done: &KeyFile, words: &Words) -> Element<'a, Message> {
    let (title, said) = match *done {
        KeyFile::Written { keys } => (
            fl!(words, "keyfile-written", count = keys),
            fl!(words, "keyfile-written-text"),
        ),
        KeyFile::Read { new, keys } => (
            fl!(words, "keyfile-taken", count = keys),
            fl!(words, "keyfile-taken-text", count = new),
        ),
    };
    kit::alert("keyfile:done", Tint::Success, title, said, [])
}
