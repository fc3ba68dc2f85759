//! A list of any length that builds only the rows near what is seen: a page above and a page below.
//!
//! Where the list stands is a row's key and that row's distance from the top, never a distance from the list's start. So rows
//! that come in front, and pictures that grow, move nothing that is being read.

mod bar;
mod memory;
mod run;
mod widget;

use std::hash::Hash;

use iced::widget::Id;

use crate::Element;
use crate::access::Semantics;
pub use memory::place;

/// Where a list stands. Lives in the screen's state.
#[derive(Debug, Clone)]
pub struct State<K> {
    seen: Option<Seen<K>>,
    wish: Option<Wish<K>>,
    wishes: u64,
}

/// What is seen of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<K> {
    /// Keys of the first and last row that can be seen.
    pub range: (K, K),
    /// Where these two stood when they were drawn. What came since may have moved them; [`place`] looks from there.
    pub places: (usize, usize),
    /// The first row is a page away or nearer: fetch older ones.
    pub near_start: bool,
    /// The last row is seen.
    pub at_end: bool,
}

/// What a screen wants of a list.
#[derive(Debug, Clone)]
pub(crate) enum Wish<K> {
    Start,
    End,
    To(K),
    /// So many pages, back when negative.
    Page(f32),
    /// Where it stands.
    Stay,
}

impl<K> Default for State<K> {
    fn default() -> Self {
        Self {
            seen: None,
            wish: None,
            wishes: 0,
        }
    }
}

impl<K: Clone> State<K> {
    /// A list at its start or end, as its kind has it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Moves to the first row.
    pub fn scroll_to_start(&mut self) {
        self.wish(Wish::Start);
    }

    /// Moves to the end and stays there as rows come.
    pub fn scroll_to_end(&mut self) {
        self.wish(Wish::End);
    }

    /// Moves so that this row is seen.
    pub fn scroll_to(&mut self, key: K) {
        self.wish(Wish::To(key));
    }

    /// Moves by pages: 1.0 towards the end, -1.0 back.
    pub fn scroll_by_page(&mut self, pages: f32) {
        self.wish(Wish::Page(pages));
    }

    /// Keeps what is seen where it is, also at the end of the list, whatever grows.
    pub fn stay(&mut self) {
        self.wish(Wish::Stay);
    }

    /// Remembers what the list said.
    pub fn on_seen(&mut self, seen: Seen<K>) {
        self.seen = Some(seen);
    }

    /// The last row is seen (also before the first drawing).
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.at_end)
    }

    /// What could be seen when the list was drawn last.
    #[must_use]
    pub fn seen(&self) -> Option<&Seen<K>> {
        self.seen.as_ref()
    }

    fn wish(&mut self, wish: Wish<K>) {
        self.wishes += 1;
        self.wish = Some(wish);
    }
}

/// The list itself.
pub struct WindowList<'a, K, Message> {
    id: Id,
    semantics: Semantics,
    state: &'a State<K>,
    count: usize,
    key: Box<dyn Fn(usize) -> K + 'a>,
    build: Box<dyn Fn(usize) -> Element<'a, Message> + 'a>,
    from_end: bool,
    spacing: f32,
    on_seen: Option<Box<dyn Fn(Seen<K>) -> Message + 'a>>,
    rows: Vec<Element<'a, Message>>,
}

/// A list of `count` rows: `key(index)` names a row for good (an event id, a room id), `build(index)` makes it. It fills the room
/// it is given, scrolls itself, and starts at its first row; see [`WindowList::from_end`]. Give each conversation its own `id`:
/// with a new id the list forgets where it stood.
pub fn window_list<'a, K, Message>(
    id: impl Into<Id>,
    label: impl Into<String>,
    state: &'a State<K>,
    count: usize,
    key: impl Fn(usize) -> K + 'a,
    build: impl Fn(usize) -> Element<'a, Message> + 'a,
) -> WindowList<'a, K, Message> {
    WindowList {
        id: id.into(),
        semantics: Semantics {
            size: Some(count),
            ..Semantics::new(accesskit::Role::List, label)
        },
        state,
        count,
        key: Box::new(key),
        build: Box::new(build),
        from_end: false,
        spacing: 0.0,
        on_seen: None,
        rows: Vec::new(),
    }
}

impl<'a, K, Message> WindowList<'a, K, Message> {
    /// A conversation: stands at its last row and stays there as rows come; few rows stand at the bottom.
    #[must_use]
    pub fn from_end(mut self) -> Self {
        self.semantics.role = accesskit::Role::Log;
        self.from_end = true;
        self
    }

    /// The gap between rows.
    #[must_use]
    pub fn spacing(self, spacing: f32) -> Self {
        Self { spacing, ..self }
    }

    /// Says what is seen, whenever that changes.
    #[must_use]
    pub fn on_seen(self, on_seen: impl Fn(Seen<K>) -> Message + 'a) -> Self {
        Self {
            on_seen: Some(Box::new(on_seen)),
            ..self
        }
    }
}

impl<'a, K: Clone + Eq + Hash + 'static, Message: 'a> From<WindowList<'a, K, Message>> for Element<'a, Message> {
    fn from(list: WindowList<'a, K, Message>) -> Self {
        Element::new(list)
    }
}
