//! The walk that folds the widgets of a window into nodes.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use accesskit::{NodeId, Role};
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::{Focusable, Scrollable};
use iced::{Rectangle, Vector, widget::Id};

use super::{Semantics, TextState, Visit};

/// The window itself.
pub(crate) const ROOT: NodeId = NodeId(1);

/// One node of the tree, as met on the walk.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its id in the tree, from its key.
    pub id: NodeId,
    /// Its key, for what has one.
    pub key: Option<Id>,
    /// What it says.
    pub semantics: Semantics,
    /// Where it is, in the window's logical pixels.
    pub bounds: Rectangle,
    /// Holds the keyboard focus.
    pub focused: bool,
    /// Can hold the keyboard focus.
    pub focusable: bool,
    /// Its text with caret and selection.
    pub text: Option<TextState>,
    /// Its text can be changed.
    pub editable: bool,
    /// Children that are outside are not seen.
    pub clips: bool,
    /// Indices of its children.
    pub children: Vec<usize>,
}

impl Node {
    /// A node without a key, with nothing to focus, write or scroll.
    fn plain(id: NodeId, semantics: Semantics, bounds: Rectangle) -> Self {
        Self {
            id,
            key: None,
            semantics,
            bounds,
            focused: false,
            focusable: false,
            text: None,
            editable: false,
            clips: false,
            children: Vec::new(),
        }
    }
}

/// The node id of a key: the same in every frame and every run.
pub(crate) fn node_id(key: &Id) -> NodeId {
    hash(key)
}

/// Collects every node of a window.
pub(crate) struct Harvest {
    pub nodes: Vec<Node>,
    used: HashSet<NodeId>,
    parent: usize,
    opaque: bool,
    shift: Vector,
    next_parent: Option<usize>,
    next_shift: Option<Vector>,
}

impl Harvest {
    pub fn new(title: &str, bounds: Rectangle) -> Self {
        let root = Node::plain(ROOT, Semantics::new(Role::Window, title), bounds);
        Self {
            nodes: vec![root],
            used: HashSet::from([ROOT]),
            parent: 0,
            opaque: false,
            shift: Vector::ZERO,
            next_parent: None,
            next_shift: None,
        }
    }

    /// Puts what a modal node hides out of the tree, but keeps live regions: hidden, they would all be spoken again when it
    /// closes.
    pub fn seal(mut self) -> Vec<Node> {
        let Some(modal) = self.nodes.iter().rposition(|node| node.semantics.modal) else {
            return self.nodes;
        };
        let inside = self.below(modal);
        let mut children: Vec<usize> = (1..self.nodes.len())
            .filter(|index| self.nodes[*index].semantics.live.is_some() && !inside.contains(index))
            .collect();
        for &index in &children {
            self.nodes[index].children.clear();
        }
        children.push(modal);
        self.nodes[0].children = children;
        self.nodes
    }

    fn below(&self, top: usize) -> HashSet<usize> {
        let mut inside = HashSet::from([top]);
        let mut left = vec![top];
        while let Some(index) = left.pop() {
            for &child in &self.nodes[index].children {
                inside.insert(child);
                left.push(child);
            }
        }
        inside
    }

    fn push(&mut self, wanted: NodeId, node: impl FnOnce(NodeId) -> Node) -> usize {
        // AccessKit panics on a doubled id; a doubled key is a fault that the oracle reports.
        let mut id = wanted;
        while id.0 <= ROOT.0 || !self.used.insert(id) {
            id = hash(&(id.0, self.nodes.len()));
        }
        let index = self.nodes.len();
        self.nodes.push(node(id));
        self.nodes[self.parent].children.push(index);
        index
    }

    fn nameless(&self, kind: &str) -> NodeId {
        let parent = &self.nodes[self.parent];
        hash(&(parent.id.0, kind, parent.children.len()))
    }
}

impl Operation for Harvest {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let before = (self.parent, self.opaque, self.shift);
        if let Some(parent) = self.next_parent.take() {
            self.parent = parent;
            self.opaque |= self.nodes[parent].semantics.opaque;
        }
        if let Some(shift) = self.next_shift.take() {
            self.shift += shift;
        }
        operate(self);
        (self.parent, self.opaque, self.shift) = before;
        self.next_parent = None;
        self.next_shift = None;
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn std::any::Any) {
        let Some(visit) = state.downcast_mut::<Visit>() else {
            return;
        };
        let bounds = bounds + self.shift;
        let wanted = id.map_or_else(|| self.nameless("node"), node_id);
        self.next_parent = Some(self.push(wanted, |unique| Node {
            id: unique,
            key: id.cloned(),
            semantics: visit.semantics.clone(),
            bounds,
            focused: visit.focused,
            focusable: visit.focusable,
            text: visit.text.clone(),
            editable: visit.editable,
            clips: visit.clips,
            children: Vec::new(),
        }));
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        let bounds = bounds + self.shift;
        self.next_shift = Some(translation * -1.0);
        if self.next_parent.is_some() {
            return;
        }
        let wanted = self.nameless("scroll");
        self.next_parent = Some(self.push(wanted, |id| Node {
            clips: true,
            ..Node::plain(id, Semantics::new(Role::GenericContainer, ""), bounds)
        }));
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        let ours = |index: usize| id.is_some() && self.nodes[index].key.as_ref() == id;
        if self.next_parent.is_some_and(ours) || ours(self.parent) {
            return;
        }
        // A focusable widget that is not of this room has no name; the oracle must see it.
        let bounds = bounds + self.shift;
        let wanted = id.map_or_else(|| self.nameless("foreign"), node_id);
        let focused = state.is_focused();
        self.push(wanted, |unique| Node {
            key: id.cloned(),
            focused,
            focusable: true,
            ..Node::plain(unique, Semantics::new(Role::Unknown, ""), bounds)
        });
    }

    fn text(&mut self, _id: Option<&Id>, bounds: Rectangle, text: &str) {
        let icon = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
        if self.opaque || text.chars().all(|letter| icon(letter) || letter.is_whitespace()) {
            return;
        }
        let bounds = bounds + self.shift;
        let wanted = self.nameless("text");
        self.push(wanted, |id| Node::plain(id, Semantics::new(Role::Label, text), bounds));
    }
}

/// Fixed keys, so that ids are the same in every run.
pub(super) fn hash(value: &impl Hash) -> NodeId {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    NodeId(hasher.finish())
}
