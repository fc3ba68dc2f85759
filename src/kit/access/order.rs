//! Where the keyboard focus can go and where it goes next.

use accesskit::{NodeId, Role};
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::Focusable;
use iced::{Rectangle, widget::Id};

use super::Visit;
use super::harvest::node_id;

/// A place the focus can stop at.
#[derive(Debug, Clone)]
pub(crate) struct Stop {
    pub id: Option<Id>,
    pub focused: bool,
    /// The list it is an item of: Tab stops once for all items.
    pub group: Option<NodeId>,
    /// The item it stands inside: Tab comes here only from that item.
    pub inside: Option<usize>,
    pub chosen: bool,
    pub region: Option<NodeId>,
    modal: Option<NodeId>,
}

/// Every stop of a window in reading order.
#[derive(Debug, Default)]
pub(crate) struct Order {
    pub stops: Vec<Stop>,
    pub modal: Option<NodeId>,
    modals: Vec<NodeId>,
    /// Lists that stand at their end: one enters them by the newest item.
    logs: Vec<NodeId>,
    scope: Scope,
    next: Option<Scope>,
    chosen: bool,
}

#[derive(Debug, Clone, Default)]
struct Scope {
    group: Option<NodeId>,
    inside: Option<usize>,
    region: Option<NodeId>,
    modal: Option<NodeId>,
}

impl Order {
    /// The stops a person can reach now: inside the dialog when there is one.
    pub fn open(&self) -> impl DoubleEndedIterator<Item = (usize, &Stop)> {
        self.stops
            .iter()
            .enumerate()
            .filter(|(_, stop)| stop.modal == self.modal)
    }

    pub fn focused(&self) -> Option<usize> {
        self.open().find(|(_, stop)| stop.focused).map(|(index, _)| index)
    }

    /// Any focused stop, also behind a dialog.
    pub fn anywhere(&self) -> Option<&Stop> {
        self.stops.iter().find(|stop| stop.focused)
    }

    /// This dialog or menu is still there.
    pub fn holds(&self, modal: NodeId) -> bool {
        self.modals.contains(&modal)
    }

    /// There is such a stop, though a dialog may be before it.
    pub fn knows(&self, id: &Id) -> bool {
        self.stops.iter().any(|stop| stop.id.as_ref() == Some(id))
    }

    pub fn by_id(&self, id: &Id) -> Option<usize> {
        self.open()
            .find(|(_, stop)| stop.id.as_ref() == Some(id))
            .map(|(index, _)| index)
    }

    pub fn by_node(&self, node: NodeId) -> Option<usize> {
        self.open()
            .find(|(_, stop)| stop.id.as_ref().is_some_and(|id| node_id(id) == node))
            .map(|(index, _)| index)
    }

    /// Where Tab goes: round the window, once for each list.
    pub fn tab(&self, back: bool) -> Option<usize> {
        let now = self.focused();
        let item = now.map(|index| self.stops[index].inside.unwrap_or(index));
        let group = item.and_then(|index| self.stops[index].group);
        let reachable: Vec<usize> = self
            .open()
            .filter(|(index, stop)| match (stop.group, stop.inside) {
                // What stands inside an item is reached from that item alone.
                (_, Some(inside)) => Some(inside) == item,
                (Some(own), None) if Some(own) == group => Some(*index) == item,
                (Some(own), None) => Some(*index) == self.door(own),
                (None, None) => true,
            })
            .map(|(index, _)| index)
            .collect();
        let place = now.and_then(|now| reachable.iter().position(|index| *index == now));
        reachable.get(beside(place, reachable.len(), back)?).copied()
    }

    /// Where arrows go inside a list.
    pub fn step(&self, by: isize) -> Option<usize> {
        let now = self.focused()?;
        let group = self.stops[now].group?;
        let items: Vec<usize> = self.items(group).collect();
        let place = items.iter().position(|index| *index == now)?;
        let place = place.saturating_add_signed(by).min(items.len() - 1);
        items.get(place).copied()
    }

    pub fn edge(&self, group: NodeId, end: bool) -> Option<usize> {
        if end {
            self.items(group).last()
        } else {
            self.items(group).next()
        }
    }

    /// The focused item of a list: its key, its list, its place there.
    pub fn item(&self) -> Option<(Id, NodeId, usize)> {
        let now = self.focused()?;
        let stop = &self.stops[now];
        let group = stop.group?;
        let place = self.items(group).position(|index| index == now)?;
        Some((stop.id.clone()?, group, place))
    }

    /// The item of a list at this place, or its last.
    pub fn nearest(&self, group: NodeId, place: usize) -> Option<usize> {
        self.items(group).nth(place).or_else(|| self.items(group).next_back())
    }

    /// Where F6 goes: the next named part of the window.
    pub fn region(&self, back: bool) -> Option<usize> {
        let mut regions: Vec<NodeId> = Vec::new();
        for (_, stop) in self.open() {
            if let Some(region) = stop.region
                && !regions.contains(&region)
            {
                regions.push(region);
            }
        }
        let now = self.focused().and_then(|index| self.stops[index].region);
        let place = now.and_then(|now| regions.iter().position(|region| *region == now));
        let region = regions.get(beside(place, regions.len(), back)?).copied();
        let stop = self
            .open()
            .find(|(_, stop)| stop.region == region && stop.inside.is_none())?;
        stop.1.group.map_or(Some(stop.0), |group| self.door(group))
    }

    /// The item by which Tab enters a list: the chosen one; the newest message; else the first.
    fn door(&self, group: NodeId) -> Option<usize> {
        let chosen = self.items(group).find(|index| self.stops[*index].chosen);
        chosen.or_else(|| self.edge(group, self.logs.contains(&group)))
    }

    fn items(&self, group: NodeId) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.open()
            .filter(move |(_, stop)| stop.group == Some(group) && stop.inside.is_none())
            .map(|(index, _)| index)
    }
}

impl Operation for Order {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let before = self.scope.clone();
        if let Some(next) = self.next.take() {
            self.scope = next;
        }
        operate(self);
        self.scope = before;
        self.next = None;
        self.chosen = false;
    }

    fn custom(&mut self, id: Option<&Id>, _bounds: Rectangle, state: &mut dyn std::any::Any) {
        let Some(visit) = state.downcast_mut::<Visit>() else {
            return;
        };
        let said = &visit.semantics;
        let mut scope = self.scope.clone();
        let node = id.map(node_id);
        if said.modal {
            scope = Scope {
                modal: node,
                ..Scope::default()
            };
            self.modal = node;
            self.modals.extend(node);
        }
        match said.role {
            Role::List | Role::Log | Role::Menu | Role::ListBox | Role::RadioGroup | Role::Toolbar | Role::TabList => {
                scope.group = node;
            }
            _ => {}
        }
        if said.role == Role::Log
            && let Some(node) = node
        {
            self.logs.push(node);
        }
        if said.landmark {
            scope.region = node;
        }
        self.chosen = said.selected == Some(true) || said.checked == Some(true);
        // What stands in the middle of an item belongs to that item, not to the list.
        if visit.focusable && scope.group.is_some() && scope.inside.is_none() && scope.group != node {
            scope.inside = Some(self.stops.len());
        }
        self.next = Some(scope);
    }

    fn focusable(&mut self, id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.stops.push(Stop {
            id: id.cloned(),
            focused: state.is_focused(),
            group: self.scope.group,
            inside: self.scope.inside.filter(|inside| *inside != self.stops.len()),
            chosen: self.chosen,
            region: self.scope.region,
            modal: self.scope.modal,
        });
    }
}

/// Moves the focus to the stop with this number in the walk, and away from all others.
pub(crate) struct FocusOn {
    target: usize,
    seen: usize,
}

impl FocusOn {
    pub fn new(target: usize) -> Self {
        Self { target, seen: 0 }
    }
}

impl Operation for FocusOn {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.seen == self.target {
            if !state.is_focused() {
                state.focus();
            }
        } else if state.is_focused() {
            state.unfocus();
        }
        self.seen += 1;
    }
}

/// The place after this one of so many, or before it; round and round. Without a place: the first, or the last.
fn beside(place: Option<usize>, count: usize, back: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match place {
        Some(place) if back => place.checked_sub(1).unwrap_or(last),
        Some(place) if place == last => 0,
        Some(place) => place + 1,
        None if back => last,
        None => 0,
    })
}
