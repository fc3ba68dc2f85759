//! A field for one line of text.

use std::rc::Rc;

use accesskit::Role;
use iced::widget::{Id, column, row, text_input};
use iced::{Alignment, Length};

use crate::access::{Request, TextState};
use crate::field::{Field, Kind, OnRequest};
use crate::theme::{danger, size, space};
use crate::{Element, Icon, icon_button, text};

/// A line of text with a label that stays, a hint, and what is wrong with it.
pub struct Entry<'a, Message> {
    id: String,
    label: String,
    value: String,
    hint: String,
    error: Option<String>,
    placeholder: String,
    icon: Option<Icon>,
    label_hidden: bool,
    secret: bool,
    toggle: Option<(String, Message)>,
    on_input: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
}

/// A field for one line. `id` is also what `iced::widget::operation::focus` takes. Disabled until [`Entry::on_input`].
pub fn entry<'a, Message>(
    id: impl Into<String>,
    label: impl Into<String>,
    value: impl Into<String>,
) -> Entry<'a, Message> {
    Entry {
        id: id.into(),
        label: label.into(),
        value: value.into(),
        hint: String::new(),
        error: None,
        placeholder: String::new(),
        icon: None,
        label_hidden: false,
        secret: false,
        toggle: None,
        on_input: None,
        on_submit: None,
    }
}

/// A field for a secret. Pasting is allowed (WCAG 3.3.8). With `toggle` (its words, its message) a button beside it shows or
/// hides the letters; `shown` says which.
pub fn password<'a, Message>(
    id: impl Into<String>,
    label: impl Into<String>,
    value: impl Into<String>,
    shown: bool,
    toggle: Option<(String, Message)>,
) -> Entry<'a, Message> {
    Entry {
        secret: !shown,
        toggle,
        ..entry(id, label, value)
    }
}

impl<'a, Message> Entry<'a, Message> {
    /// What to write and how, under the label.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// What is wrong and how to put it right, under the field.
    #[must_use]
    pub fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// An example inside the empty field; never the only label.
    #[must_use]
    pub fn placeholder(self, placeholder: impl Into<String>) -> Self {
        Self {
            placeholder: placeholder.into(),
            ..self
        }
    }

    /// An icon inside the field, such as for search.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// The label is heard, not shown: where an icon and a placeholder say enough to the eye.
    #[must_use]
    pub fn label_hidden(self) -> Self {
        Self {
            label_hidden: true,
            ..self
        }
    }

    /// What a new text says. Without it the field is disabled.
    #[must_use]
    pub fn on_input(self, on_input: impl Fn(String) -> Message + 'a) -> Self {
        Self {
            on_input: Some(Box::new(on_input)),
            ..self
        }
    }

    /// What Enter says.
    #[must_use]
    pub fn on_submit(self, message: Message) -> Self {
        Self {
            on_submit: Some(message),
            ..self
        }
    }

    /// The same when there may be nothing to say now.
    #[must_use]
    pub fn on_submit_maybe(self, message: Option<Message>) -> Self {
        Self {
            on_submit: message,
            ..self
        }
    }
}

impl<'a, Message: Clone + 'a> From<Entry<'a, Message>> for Element<'a, Message> {
    fn from(entry: Entry<'a, Message>) -> Self {
        let on_input: Option<Rc<dyn Fn(String) -> Message + 'a>> = entry.on_input.map(Rc::from);
        let forward = on_input.clone();
        let input = text_input(&entry.placeholder, &entry.value)
            .id(Id::from(entry.id.clone()))
            .secure(entry.secret)
            .on_input_maybe(forward.map(|forward| move |value: String| forward(value)))
            .on_submit_maybe(entry.on_submit)
            .size(size::BODY)
            .line_height(size::LINE)
            .padding([10.0, space::M])
            .width(Length::Fill);
        let text = TextState {
            text: entry.value,
            ..TextState::default()
        };
        let mut field = Field::new(Id::from(entry.id.clone()), entry.label.clone(), Kind::Line, text, input);
        field.secret = entry.secret;
        if entry.secret {
            field.semantics.role = Role::PasswordInput;
        }
        field.icon = entry.icon;
        field.semantics.description = entry.hint.clone();
        field.semantics.invalid = entry.error.clone();
        field.on_request = on_input.map(|on_input| -> OnRequest<'a, Message> {
            Box::new(move |request, now| match request {
                Request::SetText(text) => Some(on_input(text.clone())),
                Request::Replace(new) => {
                    let (start, end) = (now.anchor.min(now.caret), now.anchor.max(now.caret));
                    let (before, after) = (now.text.get(..start)?, now.text.get(end..)?);
                    Some(on_input([before, new, after].concat()))
                }
                _ => None,
            })
        });

        let mut line = row![Element::from(field)].spacing(space::S).align_y(Alignment::Center);
        if let Some((words, message)) = entry.toggle {
            let icon = if entry.secret { Icon::Show } else { Icon::Hide };
            line = line.push(icon_button(format!("{}:shown", entry.id), icon, words).on_press(message));
        }
        let mut stack = column![].spacing(space::XS).width(Length::Fill);
        if !entry.label_hidden {
            stack = stack.push(text::strong(entry.label));
        }
        if !entry.hint.is_empty() {
            stack = stack.push(text::small(entry.hint));
        }
        stack = stack.push(line);
        if let Some(error) = entry.error {
            let mark = row![Icon::Alert.sized(18.0).style(danger), text::small(error).style(danger)];
            stack = stack.push(mark.spacing(space::XS).align_y(Alignment::Center));
        }
        stack.into()
    }
}
