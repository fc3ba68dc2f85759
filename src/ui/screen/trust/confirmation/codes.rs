//! A comparison by codes: this side shows one to a camera, and reads the other side's out of a picture.

use std::path::PathBuf;
use std::sync::Arc;

use iced::widget::column;
use kit::theme::space;
use kit::{Code, Element, Tint, text};
use model::{ConfirmAnswer, ConfirmStep, Confirmation};

use crate::screen::{Scene, asking};
use crate::words::fl;

/// The code on show, and the picture of the other side's.
#[derive(Debug, Default)]
pub struct State {
    /// Encoded once, and not with every view.
    code: Option<Code>,
    /// Where the picture is, as typed.
    path: String,
    /// A picture is being looked at; how many had been in vain before it.
    looking: Option<u32>,
}

/// What happens to codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Where the picture is changed.
    Path(String),
    /// Look at that picture.
    Read,
    /// This picture was dropped on the window.
    Dropped(PathBuf),
    /// Compare emoji, not codes.
    Emoji,
}

impl State {
    /// Takes over how far one is now.
    pub(super) fn follow(&mut self, before: Option<&ConfirmStep>, now: &ConfirmStep) {
        let shown = bytes(now);
        if before.and_then(bytes) != shown {
            self.code = shown.and_then(|bytes| Code::new(bytes));
        }
        if !matches!(now, ConfirmStep::Codes { .. } | ConfirmStep::Matched) {
            self.looking = None;
        }
    }

    /// Carries out a wish of the person; what to answer, where there is something.
    pub(super) fn update(&mut self, message: Message, step: &ConfirmStep) -> Option<ConfirmAnswer> {
        let ConfirmStep::Codes { read, unread, .. } = *step else {
            return None;
        };
        let picture = match message {
            Message::Emoji => return Some(ConfirmAnswer::Emoji),
            Message::Path(path) => {
                self.path = path;
                return None;
            }
            Message::Dropped(picture) => {
                self.path = picture.display().to_string();
                picture
            }
            Message::Read => PathBuf::from(self.typed()),
        };
        if !read || picture.as_os_str().is_empty() || self.looking == Some(unread) {
            return None;
        }
        self.looking = Some(unread);
        Some(ConfirmAnswer::Picture(picture))
    }

    /// Whether what matches does so by a picture: this side read the code, and the other has to say that it saw that.
    pub(super) fn has_read(&self) -> bool {
        self.looking.is_some()
    }

    /// Windows puts a path between quotation marks where one copies it.
    fn typed(&self) -> &str {
        self.path.trim().trim_matches('"')
    }
}

/// What to do with codes. `other` is what the other side is called, and `zoom` the size of the text.
pub(super) fn view<'a>(
    state: &'a State,
    shown: &'a Confirmation,
    other: String,
    zoom: f32,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let words = scene.words;
    let ConfirmStep::Codes { read, unread, .. } = shown.step else {
        return column![].into();
    };
    let mut content = column![].spacing(space::L);
    if let Some(code) = &state.code {
        let how = if shown.own {
            fl!(words, "codes-show-own", name = other.clone())
        } else {
            fl!(words, "codes-show", name = other.clone())
        };
        content =
            content
                .push(text::body(how))
                .push(kit::code("confirmation:code", code, fl!(words, "codes-picture"), zoom));
    }
    if read {
        content = content.push(picture(state, unread, other, scene));
    }
    let emoji = kit::button("confirmation:emoji", fl!(words, "codes-emoji"))
        .quiet()
        .on_press(Message::Emoji);
    content.push(Element::from(emoji)).into()
}

/// The other side's code, in a picture.
fn picture<'a>(state: &'a State, unread: u32, other: String, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let looking = state.looking == Some(unread);
    let field = kit::entry("confirmation:picture", fl!(words, "codes-path"), &*state.path)
        .hint(fl!(words, "codes-path-hint"))
        .on_input(Message::Path)
        .on_submit(Message::Read);
    let read = kit::button("confirmation:read", fl!(words, "codes-read"))
        .busy(looking)
        .on_press_maybe((!looking && !state.typed().is_empty()).then_some(Message::Read));
    let mut content = column![
        text::body(fl!(words, "codes-read-text", name = other)),
        Element::from(field)
    ]
    .spacing(space::M);
    if unread > 0 && !looking {
        // Another one each time, so that it is said each time.
        let id = format!("confirmation:unread:{unread}");
        let (title, said) = (fl!(words, "codes-unread"), fl!(words, "codes-unread-text"));
        content = content.push(kit::alert(id, Tint::Warning, title, said, []));
    }
    content
        .push(asking::working(looking, "confirmation:looking", scene))
        .push(Element::from(read))
        .into()
}

fn bytes(step: &ConfirmStep) -> Option<&Arc<[u8]>> {
    match step {
        ConfirmStep::Codes { show, .. } => show.as_ref(),
        _ => None,
    }
}
