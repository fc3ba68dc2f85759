//! What a control says to assistive technology, and how it hears back.
//!
//! Every widget of this room reports through `Widget::operate` with a [`Visit`]. One walk of the widgets with such an
//! operation is the whole accessibility tree; the same walk carries requests ("click this") back to the control, which
//! answers with its own message. Nothing here invents mouse events.

mod bridge;
mod carry;
mod differ;
mod harvest;
mod order;
mod runs;

use accesskit::{Live, Role, Toggled};
use iced::advanced::widget::Operation;
use iced::{Rectangle, widget::Id};

pub use bridge::{Wake, open, subscription};
pub(crate) use bridge::{close, keep, with_bridge};
pub(crate) use carry::{Pager, Perform, Reveal, ScrollTo};
pub(crate) use differ::Differ;
pub use harvest::Node;
pub(crate) use harvest::{Harvest, ROOT, node_id};
pub(crate) use order::{FocusOn, Order};
pub(crate) use runs::run_id;

/// What a node is, in words that AccessKit passes on. Built by the controls; screens seldom need it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Semantics {
    /// What kind of thing it is.
    pub role: Role,
    /// Its name. No interactive node may be without one: tests/kit and tests/ui walk every screen.
    pub label: String,
    /// More about it: a hint, why it is disabled.
    pub description: String,
    /// Its value, for fields and progress.
    pub value: Option<String>,
    /// A figure between 0 and 1, for progress.
    pub fraction: Option<f32>,
    /// Ticked, for check boxes and radio buttons.
    pub checked: Option<bool>,
    /// Chosen, for rows and tabs.
    pub selected: Option<bool>,
    /// Opened, for what has a menu.
    pub expanded: Option<bool>,
    /// Cannot be used now.
    pub disabled: bool,
    /// Cannot be used because somebody else decided so: the description says who and why, and the focus stops here all the same.
    pub locked: bool,
    /// Being worked on.
    pub busy: bool,
    /// What is wrong with its value.
    pub invalid: Option<String>,
    /// Whether changes are spoken, and how urgently.
    pub live: Option<Live>,
    /// Hides everything behind it.
    pub modal: bool,
    /// Heading level, 1 to 6.
    pub level: Option<usize>,
    /// Place in a set and the set's size, both from 1.
    pub position: Option<(usize, usize)>,
    /// How many items a list has in all, built or not.
    pub size: Option<usize>,
    /// Can be pressed. Kept on disabled nodes: libatspi caches the interfaces it saw first.
    pub clickable: bool,
    /// Has a menu of actions of its own.
    pub has_menu: bool,
    /// The label says it all: children are not exposed.
    pub opaque: bool,
    /// F6 stops here.
    pub landmark: bool,
    /// Can be stepped on and back.
    pub steps: bool,
    /// Where a link leads.
    pub url: Option<String>,
}

impl Semantics {
    /// A node of this role with this name.
    #[must_use]
    pub fn new(role: Role, label: impl Into<String>) -> Self {
        Self {
            role,
            label: label.into(),
            ..Self::default()
        }
    }

    pub(crate) fn toggled(&self) -> Option<Toggled> {
        self.checked.map(Toggled::from)
    }
}

/// One widget as an operation meets it: what it says, its state, and a place to leave a request.
#[derive(Debug, Default)]
pub struct Visit {
    /// What it says.
    pub semantics: Semantics,
    /// Holds the keyboard focus.
    pub focused: bool,
    /// Can hold the keyboard focus.
    pub focusable: bool,
    /// The text inside, with caret and selection.
    pub text: Option<TextState>,
    /// Its text can be changed.
    pub editable: bool,
    /// Children that are outside it are not seen.
    pub clips: bool,
    /// Left here by assistive technology; the widget takes it.
    pub request: Option<Request>,
}

/// Text as a screen reader moves through it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextState {
    /// The text; for a secret field, one bullet a character.
    pub text: String,
    /// Where the selection began: a byte offset.
    pub anchor: usize,
    /// Where the caret is: a byte offset.
    pub caret: usize,
}

/// What assistive technology asks of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Press it.
    Click,
    /// Open its menu.
    Menu,
    /// One step on, or back.
    Step(bool),
    /// Make this the whole text.
    SetText(String),
    /// Put this where the selection is.
    Replace(String),
    /// Move the selection: byte offsets of anchor and caret.
    Select(usize, usize),
}

/// Reports a widget to an operation: moves the semantics in and out, so that nothing is copied when nobody listens.
pub(crate) fn report(
    operation: &mut dyn Operation,
    id: &Id,
    bounds: Rectangle,
    semantics: &mut Semantics,
    mut visit: Visit,
) -> Option<Request> {
    visit.semantics = std::mem::take(semantics);
    operation.custom(Some(id), bounds, &mut visit);
    *semantics = visit.semantics;
    visit.request
}
