//! The field for a message: several lines; Enter sends.

use iced::keyboard::{self, key::Named};
use iced::widget::text_editor::{self, Binding, Content};
use iced::widget::{Id, text_editor as editor};

use crate::Element;
use crate::access::{Request, TextState};
use crate::field::{Field, Kind};
use crate::theme::{size, space};

/// The text being written, with undo. Lives in the screen's state.
#[derive(Default)]
pub struct State {
    content: Content,
    undo: Vec<String>,
    redo: Vec<String>,
}

/// What the field says. Hand each to [`State::update`].
#[derive(Debug, Clone)]
pub enum Event {
    /// A key or the mouse changed text, caret or selection.
    Edit(text_editor::Action),
    /// Enter.
    Send,
    /// Up in an empty field.
    EditLast,
    /// Escape.
    Escape,
    /// Ctrl+V: the screen looks for what there is to paste, and hands text back as [`Event::Insert`].
    Paste,
    /// Ctrl+Z.
    Undo,
    /// Ctrl+Y or Ctrl+Shift+Z.
    Redo,
    /// Assistive technology wrote the whole text.
    Replace(String),
    /// Assistive technology wrote in the place of the selection, or text was pasted there.
    Insert(String),
    /// Assistive technology moved the selection: byte offsets of anchor and caret.
    Select(usize, usize),
    /// A key that belongs to what is offered above the field.
    Choose(Choose),
}

/// What a key does to a list that is offered while one writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choose {
    /// Down: the next line.
    Next,
    /// Up: the line before.
    Previous,
    /// Enter or Tab: this line.
    This,
    /// Escape: none.
    None,
}

/// What the screen must act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The caret moved or a letter came: keep the draft, tell others of typing when the text changed.
    Edited {
        /// The text itself changed.
        changed: bool,
    },
    /// Send what is written.
    Send,
    /// Edit one's last message.
    EditLast,
    /// Leave the reply or edit, or mark as read.
    Escape,
    /// Look for what there is to paste.
    Paste,
    /// Go on in what is offered.
    Choose(Choose),
}

impl State {
    /// An empty field.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is written.
    #[must_use]
    pub fn text(&self) -> String {
        self.content.text()
    }

    /// Nothing, or only spaces, is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.content.lines().all(|line| line.text.trim().is_empty())
    }

    /// Makes this the whole text, caret at the end: a draft, an edit. An empty text clears. Undo starts anew.
    pub fn set_text(&mut self, text: &str) {
        self.content = Content::with_text(text);
        self.content
            .perform(text_editor::Action::Move(text_editor::Motion::DocumentEnd));
        self.undo.clear();
        self.redo.clear();
    }

    /// Puts text where the caret is: an emoji, a name.
    pub fn insert(&mut self, text: &str) {
        self.remember();
        self.content.perform(text_editor::Action::Edit(text_editor::Edit::Paste(
            std::sync::Arc::new(text.to_owned()),
        )));
    }

    /// What stands in the caret's line before the caret; none while something is selected.
    #[must_use]
    pub fn before_caret(&self) -> Option<String> {
        let cursor = self.content.cursor();
        let line = self.content.line(cursor.position.line)?;
        let before = line.text.get(..cursor.position.column)?;
        cursor.selection.is_none().then(|| before.to_owned())
    }

    /// Puts text in the place of so many bytes before the caret.
    pub fn complete(&mut self, bytes: usize, text: &str) {
        self.remember();
        let whole = self.content.text();
        let caret = offset(&whole, self.content.cursor().position);
        let Some((before, after)) = whole.split_at_checked(caret) else {
            return;
        };
        let Some(kept) = caret.checked_sub(bytes).and_then(|end| before.get(..end)) else {
            return;
        };
        let before = format!("{kept}{text}");
        self.content = Content::with_text(&format!("{before}{after}"));
        self.content.move_to(text_editor::Cursor {
            position: position(&before, before.len()),
            selection: None,
        });
    }

    /// Applies what the field said and tells what the screen must act on.
    pub fn update(&mut self, event: Event) -> Outcome {
        let changed = match event {
            Event::Send => return Outcome::Send,
            Event::EditLast => return Outcome::EditLast,
            Event::Escape => return Outcome::Escape,
            Event::Paste => return Outcome::Paste,
            Event::Choose(choose) => return Outcome::Choose(choose),
            Event::Edit(action) => {
                let changed = action.is_edit();
                if changed {
                    self.remember();
                }
                self.content.perform(action);
                changed
            }
            Event::Insert(text) => {
                self.insert(&text);
                true
            }
            Event::Select(anchor, caret) => {
                let text = self.content.text();
                let selection = (anchor != caret).then(|| position(&text, anchor));
                self.content.move_to(text_editor::Cursor {
                    position: position(&text, caret),
                    selection,
                });
                false
            }
            Event::Undo => self.step(true),
            Event::Redo => self.step(false),
            Event::Replace(text) => {
                self.remember();
                self.content = Content::with_text(&text);
                self.content
                    .perform(text_editor::Action::Move(text_editor::Motion::DocumentEnd));
                true
            }
        };
        Outcome::Edited { changed }
    }

    /// The text with caret and selection in bytes.
    fn read(&self) -> TextState {
        let text = self.content.text();
        let cursor = self.content.cursor();
        let caret = offset(&text, cursor.position);
        let anchor = cursor.selection.map_or(caret, |selection| offset(&text, selection));
        TextState { text, anchor, caret }
    }

    fn remember(&mut self) {
        const DEPTH: usize = 200;
        self.redo.clear();
        self.undo.push(self.content.text());
        if self.undo.len() > DEPTH {
            self.undo.remove(0);
        }
    }

    fn step(&mut self, back: bool) -> bool {
        let (from, to) = if back {
            (&mut self.undo, &mut self.redo)
        } else {
            (&mut self.redo, &mut self.undo)
        };
        let Some(text) = from.pop() else { return false };
        to.push(self.content.text());
        self.content = Content::with_text(&text);
        self.content
            .perform(text_editor::Action::Move(text_editor::Motion::DocumentEnd));
        true
    }
}

/// The field for a message. It grows with its lines up to `max_height`. `placeholder` is shown while it is empty. While something is
/// `offered` above it, the keys for it are not the field's.
pub fn composer<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    placeholder: impl Into<String>,
    state: &'a State,
    max_height: f32,
    offered: bool,
    on_event: impl Fn(Event) -> Message + 'a,
) -> Element<'a, Message> {
    let (id, on_event) = (id.into(), std::rc::Rc::new(on_event));
    let (edit, keys) = (on_event.clone(), on_event.clone());
    let empty = state.content.is_empty();
    let input = editor(&state.content)
        .id(id.clone())
        .placeholder(placeholder.into())
        .size(size::BODY)
        .line_height(size::LINE)
        .padding([10.0, space::M])
        .min_height(size::CONTROL - 20.0)
        .max_height(max_height)
        .key_binding(move |press| binding(press, empty, offered, keys.as_ref()))
        .on_action(move |action| edit(Event::Edit(action)));
    let mut field = Field::new(id, label.into(), Kind::Lines, state.read(), input);
    field.on_request = Some(Box::new(move |request, _| match request {
        Request::SetText(text) => Some(on_event(Event::Replace(text.clone()))),
        Request::Replace(text) => Some(on_event(Event::Insert(text.clone()))),
        Request::Select(anchor, caret) => Some(on_event(Event::Select(*anchor, *caret))),
        Request::Click | Request::Menu | Request::Step(_) => None,
    }));
    field.into()
}

fn binding<Message>(
    press: text_editor::KeyPress,
    empty: bool,
    offered: bool,
    on_event: &impl Fn(Event) -> Message,
) -> Option<Binding<Message>> {
    if !matches!(press.status, text_editor::Status::Focused { .. }) {
        return None;
    }
    let custom = |event| Some(Binding::Custom(on_event(event)));
    let modifiers = press.modifiers;
    match press.key.to_latin(press.physical_key) {
        Some('z') if modifiers.command() && modifiers.shift() => return custom(Event::Redo),
        Some('z') if modifiers.command() => return custom(Event::Undo),
        Some('v') if modifiers.command() && !modifiers.alt() => return custom(Event::Paste),
        Some('y') if modifiers.command() => return custom(Event::Redo),
        _ => {}
    }
    if let (true, true, keyboard::Key::Named(named)) = (offered, modifiers.is_empty(), press.key.as_ref()) {
        let choose = match named {
            Named::ArrowDown => Some(Choose::Next),
            Named::ArrowUp => Some(Choose::Previous),
            Named::Enter | Named::Tab => Some(Choose::This),
            Named::Escape => Some(Choose::None),
            _ => None,
        };
        if let Some(choose) = choose {
            return custom(Event::Choose(choose));
        }
    }
    match press.key.as_ref() {
        keyboard::Key::Named(Named::Enter) if modifiers.shift() => Some(Binding::Enter),
        keyboard::Key::Named(Named::Enter) => custom(Event::Send),
        keyboard::Key::Named(Named::ArrowUp) if empty && modifiers.is_empty() => custom(Event::EditLast),
        keyboard::Key::Named(Named::Escape) => custom(Event::Escape),
        // Tab is the way out (WCAG 2.1.2), page keys scroll the conversation, and shortcuts belong to the screen.
        keyboard::Key::Named(Named::Tab | Named::PageUp | Named::PageDown) => None,
        _ if modifiers.alt() && !modifiers.control() => None,
        _ => match Binding::from_key_press(press) {
            // A shortcut of the screen writes nothing here: with Ctrl+, X11 hands over a comma.
            Some(Binding::Insert(_)) if modifiers.command() && !modifiers.alt() => None,
            binding => binding,
        },
    }
}

fn offset(text: &str, position: text_editor::Position) -> usize {
    let before: usize = text.split_inclusive('\n').take(position.line).map(str::len).sum();
    (before + position.column).min(text.len())
}

fn position(text: &str, offset: usize) -> text_editor::Position {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().map_or(0, str::len);
    text_editor::Position { line, column }
}
