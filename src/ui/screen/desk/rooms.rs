//! The left column: a search box, then people and rooms by activity, favourites first and what matters little last.

mod row;
mod view;

use std::sync::Arc;

use imbl::Vector;
use model::{Importance, Patch, RoomId, RoomKind, RoomSummary, Space};

pub use view::view;

/// The room list and the search over it.
#[derive(Debug, Default)]
pub struct State {
    rooms: Vector<Arc<RoomSummary>>,
    /// What the search leaves. Where nothing is searched for, all, in the order of their importance.
    shown: Vector<Arc<RoomSummary>>,
    query: String,
    /// The spaces that the person is in, and the one whose rooms alone are on show.
    spaces: Arc<[Space]>,
    chosen: Option<RoomId>,
    /// The first report has come: an empty list is empty, not late.
    loaded: bool,
    /// A patch didn't fit; everything up to the next `Reset` is meaningless.
    astray: bool,
}

/// What happens in the room list.
#[derive(Clone, Debug)]
pub enum Message {
    /// The search text changed.
    Search(String),
    /// A room was picked.
    Open(RoomId),
    /// Open the first room that the search leaves.
    OpenFirst,
    /// Start a conversation with somebody.
    NewMessage,
    /// Make a room.
    NewRoom,
    /// Look for a room that servers list.
    Browse,
    /// Show the rooms of this space alone; of all where there is no such space.
    Choose(usize),
    /// Show what the space holds whose rooms are on show.
    ShowSpace,
    /// Make a space.
    NewSpace,
    /// Join a room by its address.
    Join,
    /// Look for what was typed in messages too.
    Find,
}

/// What the list asks of the screen around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Show this room.
    Open(RoomId),
    /// Ask whom to write to.
    NewMessage,
    /// Ask for a new room's name.
    NewRoom,
    /// Show the rooms that servers list.
    Browse,
    /// Show what this space holds.
    Space(RoomId),
    /// Ask for a new space's name.
    NewSpace,
    /// Ask for an address.
    Join,
    /// Look for this in messages.
    Find(String),
}

impl State {
    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Search(query) => self.search(query),
            Message::Open(room) => return Action::Open(room),
            Message::OpenFirst => {
                return self
                    .shown
                    .front()
                    .map_or(Action::None, |room| Action::Open(room.id.clone()));
            }
            Message::NewMessage => return Action::NewMessage,
            Message::NewRoom => return Action::NewRoom,
            Message::Browse => return Action::Browse,
            Message::NewSpace => return Action::NewSpace,
            Message::Choose(index) => self.choose(self.spaces.get(index).map(|space| space.id.clone())),
            Message::ShowSpace => return self.chosen.clone().map_or(Action::None, Action::Space),
            Message::Join => return Action::Join,
            Message::Find => return Action::Find(self.query.clone()),
        }
        Action::None
    }

    /// Carries out what the session reports.
    pub fn apply(&mut self, patches: Vec<Patch<Arc<RoomSummary>>>) {
        for patch in patches {
            match &patch {
                Patch::Reset(_) | Patch::Clear => self.astray = false,
                _ if self.astray => continue,
                _ => {}
            }
            if !patch.apply(&mut self.rooms) {
                tracing::error!("the room list lost step with the session");
                self.astray = true;
            }
        }
        self.loaded = true;
        self.filter();
    }

    /// Looks for rooms by name; an empty text ends the search.
    pub fn search(&mut self, query: String) {
        self.query = query;
        self.filter();
    }

    /// Shows the rooms of this space alone, or of all.
    pub fn choose(&mut self, space: Option<RoomId>) {
        self.chosen = space;
        self.filter();
    }

    /// Takes over which spaces there are.
    pub fn set_spaces(&mut self, spaces: Arc<[Space]>) {
        self.spaces = spaces;
        if self.chosen_space().is_none() {
            self.chosen = None;
        }
        self.filter();
    }

    /// The spaces that the person is in.
    pub fn spaces(&self) -> &[Space] {
        &self.spaces
    }

    /// The space whose rooms alone are on show.
    pub fn chosen_space(&self) -> Option<&Space> {
        let chosen = self.chosen.as_ref()?;
        self.spaces.iter().find(|space| space.id == *chosen)
    }

    /// Unread messages in the rooms of a space, muted ones left out.
    pub fn unread_in(&self, space: &Space) -> u32 {
        let inside = self
            .rooms
            .iter()
            .filter(|room| !room.muted && space.rooms.contains(&room.id));
        inside.fold(0, |sum, room| sum.saturating_add(room.unread))
    }

    /// The text searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The rooms on show.
    pub fn shown(&self) -> &Vector<Arc<RoomSummary>> {
        &self.shown
    }

    /// The rooms on show from the first of two to the last.
    pub fn between(&self, (first, last): &(RoomId, RoomId)) -> Vec<RoomId> {
        let index = |id: &RoomId| self.shown.iter().position(|room| room.id == *id);
        let (Some(first), Some(last)) = (index(first), index(last)) else {
            return Vec::new();
        };
        let rooms = self.shown.iter().skip(first).take((last + 1).saturating_sub(first));
        rooms.map(|room| room.id.clone()).collect()
    }

    /// All rooms.
    pub fn all(&self) -> &Vector<Arc<RoomSummary>> {
        &self.rooms
    }

    /// What the marks at the rooms come to: messages, invitations, and rooms marked as unread. Of a room that is muted or shut
    /// nobody wants to hear.
    pub fn unread(&self) -> u32 {
        let heard = self
            .rooms
            .iter()
            .filter(|room| !room.muted && room.quarantine.is_none());
        let marks = heard.map(|room| match room.kind {
            RoomKind::Invitation(_) => 1,
            _ => room.unread.max(room.mentions).max(u32::from(room.marked_unread)),
        });
        marks.fold(0, u32::saturating_add)
    }

    /// One room's line.
    pub fn room(&self, id: &RoomId) -> Option<&Arc<RoomSummary>> {
        self.rooms.iter().find(|room| room.id == *id)
    }

    /// The room `step` lines after this one in the list on show; the nearest end where there is none.
    pub fn neighbour(&self, id: Option<&RoomId>, forward: bool, unread_only: bool) -> Option<RoomId> {
        let here = id.and_then(|id| self.shown.iter().position(|room| room.id == *id));
        let length = self.shown.len();
        let order: Box<dyn Iterator<Item = usize>> = match (here, forward) {
            (Some(here), true) => Box::new((here + 1..length).chain(if unread_only { 0..here } else { 0..0 })),
            (Some(here), false) => Box::new(
                (0..here)
                    .rev()
                    .chain(if unread_only { here + 1..length } else { 0..0 }.rev()),
            ),
            (None, true) => Box::new(0..length),
            (None, false) => Box::new((0..length).rev()),
        };
        order
            .filter_map(|index| self.shown.get(index))
            .find(|room| !unread_only || room.is_unread() || matches!(room.kind, RoomKind::Invitation(_)))
            .map(|room| room.id.clone())
    }

    /// Rooms whose name contains the query, those that begin with it first.
    pub fn matching(&self, query: &str) -> Vector<Arc<RoomSummary>> {
        matching(&self.rooms, query)
    }

    fn filter(&mut self) {
        let mut rooms = self.rooms.clone();
        rooms.retain(|room| !room.ignored);
        if let (Some(space), true) = (self.chosen_space(), self.query.trim().is_empty()) {
            // Whoever waits for an answer is not overlooked.
            let waits = |room: &RoomSummary| matches!(room.kind, RoomKind::Invitation(_));
            rooms.retain(|room| waits(room) || space.rooms.contains(&room.id));
        }
        self.shown = if self.query.trim().is_empty() {
            by_importance(&rooms)
        } else {
            matching(&rooms, &self.query)
        };
    }
}

/// By importance, and by activity among those that matter alike.
fn by_importance(rooms: &Vector<Arc<RoomSummary>>) -> Vector<Arc<RoomSummary>> {
    if rooms.iter().all(|room| room.importance == Importance::Usual) {
        return rooms.clone();
    }
    let of = |importance| rooms.iter().filter(move |room| room.importance == importance);
    Importance::ALL.into_iter().flat_map(of).cloned().collect()
}

fn matching(rooms: &Vector<Arc<RoomSummary>>, query: &str) -> Vector<Arc<RoomSummary>> {
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return rooms.clone();
    }
    let (mut first, mut rest) = (Vector::new(), Vector::new());
    for room in rooms {
        let name = room.name.to_lowercase();
        if name.starts_with(&query) {
            first.push_back(room.clone());
        } else if name.contains(&query)
            || room
                .department
                .as_ref()
                .is_some_and(|it| it.to_lowercase().contains(&query))
        {
            rest.push_back(room.clone());
        }
    }
    first.append(rest);
    first
}
