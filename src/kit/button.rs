//! Buttons and links.

use accesskit::Role;
use iced::widget::row;
use iced::{Alignment, Length, widget::Id};

use crate::access::Semantics;
use crate::control::{Control, Look};
use crate::theme::{BOLD, size, space};
use crate::{Element, Icon, rich};

/// A button: words, an icon with words, or an icon whose words only assistive technology hears.
pub struct Button<Message> {
    id: Id,
    label: String,
    icon: Option<Icon>,
    icon_only: bool,
    look: Look,
    extent: Extent,
    width: Length,
    description: String,
    selected: Option<bool>,
    expanded: Option<bool>,
    busy: bool,
    locked: bool,
    on_press: Option<Message>,
}

/// How much room a button takes.
#[derive(Clone, Copy)]
enum Extent {
    Full,
    Compact,
    Caption,
}

/// A button with words. It is disabled until it gets a message with [`Button::on_press`].
pub fn button<Message>(id: impl Into<Id>, label: impl Into<String>) -> Button<Message> {
    Button {
        id: id.into(),
        label: label.into(),
        icon: None,
        icon_only: false,
        look: Look::Secondary,
        extent: Extent::Full,
        width: Length::Shrink,
        description: String::new(),
        selected: None,
        expanded: None,
        busy: false,
        locked: false,
        on_press: None,
    }
}

/// A button that shows an icon only; `label` is its name for everybody who doesn't see the icon.
pub fn icon_button<Message>(id: impl Into<Id>, icon: Icon, label: impl Into<String>) -> Button<Message> {
    Button {
        icon: Some(icon),
        icon_only: true,
        look: Look::Quiet,
        extent: Extent::Compact,
        ..button(id, label)
    }
}

impl<Message> Button<Message> {
    /// The one thing this screen is for: filled, 44 px.
    #[must_use]
    pub fn primary(self) -> Self {
        Self {
            look: Look::Primary,
            ..self
        }
    }

    /// No outline: for bars and for what is done seldom.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self {
            look: Look::Quiet,
            ..self
        }
    }

    /// What can't be undone.
    #[must_use]
    pub fn danger(self) -> Self {
        Self {
            look: Look::Danger,
            ..self
        }
    }

    /// Smaller, for bars: 36 px.
    #[must_use]
    pub fn compact(self) -> Self {
        Self {
            extent: Extent::Compact,
            ..self
        }
    }

    /// Among the smallest words, and no larger than they are: underlined, so that it can be told from them.
    #[must_use]
    pub fn caption(self) -> Self {
        Self {
            extent: Extent::Caption,
            ..self
        }
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    /// As wide as there is room.
    #[must_use]
    pub fn fill(self) -> Self {
        Self {
            width: Length::Fill,
            ..self
        }
    }

    /// More words for assistive technology: why it is disabled, what it changes.
    #[must_use]
    pub fn describe(self, description: impl Into<String>) -> Self {
        Self {
            description: description.into(),
            ..self
        }
    }

    /// A button that stays on or off.
    #[must_use]
    pub fn selected(self, selected: bool) -> Self {
        Self {
            selected: Some(selected),
            ..self
        }
    }

    /// A button that opens something: whether it is open.
    #[must_use]
    pub fn expanded(self, expanded: bool) -> Self {
        Self {
            expanded: Some(expanded),
            ..self
        }
    }

    /// Its work is under way; give it no message meanwhile.
    #[must_use]
    pub fn busy(self, busy: bool) -> Self {
        Self { busy, ..self }
    }

    /// Somebody else decided that it can't be used: it shows a lock, keeps its place in the Tab order and says `why`. Put it
    /// into [`crate::fixed`], which shows the reason to the eye too.
    #[must_use]
    pub fn locked(self, why: impl Into<String>) -> Self {
        Self {
            icon: Some(Icon::Lock),
            description: why.into(),
            locked: true,
            on_press: None,
            ..self
        }
    }

    /// What pressing it says. Without one it is disabled.
    #[must_use]
    pub fn on_press(self, message: Message) -> Self {
        Self {
            on_press: Some(message),
            ..self
        }
    }

    /// The same when there may be nothing to press now.
    #[must_use]
    pub fn on_press_maybe(self, message: Option<Message>) -> Self {
        Self {
            on_press: message,
            ..self
        }
    }
}

impl<'a, Message: Clone + 'a> From<Button<Message>> for Element<'a, Message> {
    fn from(button: Button<Message>) -> Self {
        let (height, around) = match button.extent {
            Extent::Full => (size::CONTROL, [space::S, space::L + 2.0]),
            Extent::Compact => (size::COMPACT, [space::S, space::M]),
            Extent::Caption => (size::TARGET, [0.0, 2.0]),
        };
        let words = match button.extent {
            Extent::Caption => underlined(button.label.clone(), size::CAPTION),
            _ => rich::label(&button.label, size::BODY, BOLD),
        };
        let (content, padding): (Element<'a, Message>, [f32; 2]) = match button.icon {
            Some(icon) if button.icon_only => (icon.view().into(), [space::S, space::S]),
            Some(icon) => {
                let line = row![icon.view(), words].spacing(space::S).align_y(Alignment::Center);
                (line.into(), [space::S, space::L])
            }
            None => (words, around),
        };
        let semantics = Semantics {
            description: button.description,
            selected: button.selected,
            expanded: button.expanded,
            busy: button.busy,
            locked: button.locked,
            ..Semantics::new(Role::Button, button.label)
        };
        let mut control = Control::new(button.id, semantics, button.look, content)
            .padding(padding)
            .width(button.width)
            .least(height, height)
            .center();
        control.on_press = button.on_press;
        control.into()
    }
}

/// Words that lead somewhere. `url` is the address assistive technology may read, empty for a place in the program.
pub fn link<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    label: impl Into<String>,
    url: impl Into<String>,
    on_press: Message,
) -> Element<'a, Message> {
    let label = label.into();
    let url = Some(url.into()).filter(|url| !url.is_empty());
    let words = underlined(label.clone(), size::BODY);
    let semantics = Semantics {
        url,
        ..Semantics::new(Role::Link, label)
    };
    let mut control = Control::new(id.into(), semantics, Look::Link, words).padding([0.0, 2.0]);
    control.on_press = Some(on_press);
    control.into()
}

fn underlined<'a, Message: 'a>(words: String, height: f32) -> Element<'a, Message> {
    iced::widget::rich_text([iced::widget::span::<(), iced::Font>(words).underline(true)])
        .size(height)
        .line_height(size::LINE)
        .into()
}
