//! One's own name and picture, among the settings.

use std::path::PathBuf;

use iced::widget::{column, row};
use iced::{Alignment, Length};
use kit::theme::space;
use kit::{Element, Icon, text};
use model::{Command, OwnChange, Person, Ticket, Whose, Why};

use super::Scene;
use super::asking::{self, Asking};
use crate::wishes::Wishes;
use crate::words::fl;

/// What is typed, and what was asked.
#[derive(Debug, Default)]
pub struct State {
    /// The name as typed; none where nothing was.
    name: Option<String>,
    /// The path of a picture as typed, where the system has no window to choose it in.
    path: Option<String>,
    asking: Asking,
}

/// What happens here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The name was changed.
    Name(String),
    /// It is to be taken.
    Save,
    /// Have a picture chosen in the system's window.
    Choose,
    /// It was chosen there; none where the system has no such window.
    Chosen(Option<Vec<PathBuf>>),
    /// The path was changed.
    Path(String),
    /// The picture at this path is to be taken.
    Take,
    /// No picture any more.
    Remove,
}

/// What this asks of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Have a picture chosen in the system's window.
    Choose,
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Name(name) => {
                self.asking.forget();
                self.name = Some(name);
            }
            Message::Save => {
                if let Some(name) = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                    let name = name.to_owned();
                    self.ask(OwnChange::Name(name), wishes);
                }
            }
            Message::Choose if self.asking.is_pending() => {}
            Message::Choose => return Action::Choose,
            Message::Chosen(None) => self.path = Some(String::new()),
            Message::Chosen(Some(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.ask(OwnChange::Picture(Some(path)), wishes);
                }
            }
            Message::Path(path) => {
                self.asking.forget();
                self.path = Some(path);
            }
            Message::Take => {
                let path = PathBuf::from(self.path.as_deref().unwrap_or_default().trim());
                if path.is_absolute() {
                    self.ask(OwnChange::Picture(Some(path)), wishes);
                }
            }
            Message::Remove => self.ask(OwnChange::Picture(None), wishes),
        }
        Action::None
    }

    fn ask(&mut self, change: OwnChange, wishes: &mut Wishes) {
        self.asking.ask(wishes, |ticket| Command::SetOwn { ticket, change });
    }

    /// A wish was fulfilled. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket) -> bool {
        let mine = self.asking.done(ticket);
        if mine {
            (self.name, self.path) = (None, None);
        }
        mine
    }

    /// A wish was refused. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        self.asking.refused(ticket, why)
    }
}

/// The name and the picture.
pub fn view<'a>(state: &'a State, me: &'a Person, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let free = !state.asking.is_pending();
    let typed = state.name.as_deref().unwrap_or(&me.name);
    let changed = state
        .name
        .as_deref()
        .is_some_and(|name| !name.trim().is_empty() && *name != *me.name);
    let name = kit::entry("profile:name", fl!(words, "profile-name"), typed)
        .on_input(Message::Name)
        .on_submit(Message::Save);
    let save = kit::button("profile:save", fl!(words, "profile-save"));
    let save = save.on_press_maybe((free && changed).then_some(Message::Save));
    let choose = kit::button("profile:choose", fl!(words, "profile-picture"))
        .icon(Icon::Image)
        .on_press_maybe(free.then_some(Message::Choose));
    let mut pictures = row![Element::from(choose)].spacing(space::M);
    if scene.faces.has(&Whose::Person(me.id.clone())) {
        let remove = kit::button("profile:remove", fl!(words, "profile-picture-remove"));
        pictures = pictures.push(Element::from(remove.on_press_maybe(free.then_some(Message::Remove))));
    }
    let face = row![scene.face(me, 56.0), column![pictures.wrap()].width(Length::Fill)]
        .spacing(space::L)
        .align_y(Alignment::Center);
    let mut content = column![
        kit::heading(2, fl!(words, "profile-title")),
        text::body(fl!(words, "profile-text")),
        face,
    ]
    .spacing(space::M);
    if let Some(path) = &state.path {
        let field = kit::entry("profile:path", fl!(words, "attach-path"), &**path)
            .hint(fl!(words, "attach-path-hint"))
            .on_input(Message::Path)
            .on_submit(Message::Take);
        let whole = PathBuf::from(path.trim()).is_absolute();
        let take = kit::button("profile:take", fl!(words, "profile-picture-take"));
        let take = take.on_press_maybe((free && whole).then_some(Message::Take));
        content = content.push(Element::from(field)).push(Element::from(take));
    }
    content = content.push(Element::from(name)).push(Element::from(save));
    if let Some(refusal) = asking::refusal(&state.asking, "profile:refused", scene) {
        content = content.push(refusal);
    }
    content.push(asking::working(!free, "profile:status", scene)).into()
}
