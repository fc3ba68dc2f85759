//! Turns nodes into AccessKit's and sends only what changed.

use std::collections::HashMap;

use accesskit::{
    Action, Affine, AriaCurrent, HasPopup, Invalid, NodeId, Rect, Role, TextPosition, TreeId, TreeInfo, TreeUpdate,
};
use iced::Rectangle;

use super::Request;
use super::harvest::{Node, ROOT};
use super::runs::{self, Run};

/// What assistive technology was told last.
#[derive(Default)]
pub(crate) struct Differ {
    sent: HashMap<NodeId, accesskit::Node>,
    focus: Option<NodeId>,
    texts: HashMap<NodeId, Vec<Run>>,
}

impl Differ {
    /// Everything, for who has just connected.
    pub fn forget(&mut self) {
        self.sent.clear();
        self.focus = None;
    }

    /// What changed since the last call; nothing when nothing did.
    pub fn update(&mut self, nodes: &[Node], scale: f32) -> Option<TreeUpdate> {
        let first = self.sent.is_empty();
        let mut now = HashMap::with_capacity(nodes.len());
        let mut changed = Vec::new();
        let mut focus = ROOT;
        self.texts.clear();
        let mut left = vec![0];
        while let Some(index) = left.pop() {
            let Some(node) = nodes.get(index) else { continue };
            left.extend(&node.children);
            if node.focused {
                focus = node.id;
            }
            let mut built = build(node);
            if index == 0 {
                built.set_transform(Affine::scale(f64::from(scale)));
            }
            let mut children: Vec<NodeId> = node
                .children
                .iter()
                .filter_map(|child| nodes.get(*child))
                .map(|n| n.id)
                .collect();
            if let Some(text) = &node.text {
                let runs = runs::split(node.id, &text.text);
                for (id, run) in runs::nodes(&runs, rect(node.bounds)) {
                    children.push(id);
                    self.note(id, run, &mut now, &mut changed);
                }
                if node.editable
                    && let Some(selection) = runs::selection(&runs, text)
                {
                    built.set_text_selection(selection);
                }
                self.texts.insert(node.id, runs);
            }
            built.set_children(children);
            self.note(node.id, built, &mut now, &mut changed);
        }
        self.sent = now;
        let moved = self.focus.replace(focus) != Some(focus);
        (moved || !changed.is_empty()).then(|| TreeUpdate {
            nodes: changed,
            tree: first.then(|| TreeInfo::new(ROOT)),
            tree_id: TreeId::ROOT,
            focus,
        })
    }

    /// The node that a text run belongs to, or the node itself.
    pub fn owner(&self, id: NodeId) -> NodeId {
        self.texts
            .iter()
            .find(|(_, runs)| runs.iter().any(|run| run.id == id))
            .map_or(id, |(owner, _)| *owner)
    }

    /// A selection in the terms of the widget.
    pub fn select(&self, owner: NodeId, anchor: TextPosition, focus: TextPosition) -> Option<Request> {
        let runs = self.texts.get(&owner)?;
        Some(Request::Select(runs::offset(runs, anchor)?, runs::offset(runs, focus)?))
    }

    fn note(
        &self,
        id: NodeId,
        node: accesskit::Node,
        now: &mut HashMap<NodeId, accesskit::Node>,
        changed: &mut Vec<(NodeId, accesskit::Node)>,
    ) {
        if self.sent.get(&id) != Some(&node) {
            changed.push((id, node.clone()));
        }
        now.insert(id, node);
    }
}

fn build(node: &Node) -> accesskit::Node {
    let said = &node.semantics;
    let mut built = accesskit::Node::new(said.role);
    built.set_bounds(rect(node.bounds));
    // Role::Label takes its words as a value.
    if said.role == Role::Label {
        built.set_value(said.label.as_str());
    } else if !said.label.is_empty() {
        built.set_label(said.label.as_str());
    }
    if !said.description.is_empty() || said.invalid.is_some() {
        let wrong = said.invalid.as_deref().unwrap_or_default();
        let parts: Vec<&str> = [said.description.as_str(), wrong]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        built.set_description(parts.join(". "));
    }
    if let Some(value) = &said.value {
        built.set_value(value.as_str());
    }
    if let Some(fraction) = said.fraction {
        built.set_numeric_value(f64::from(fraction) * 100.0);
        built.set_min_numeric_value(0.0);
        built.set_max_numeric_value(100.0);
    }
    if let Some(toggled) = said.toggled() {
        built.set_toggled(toggled);
    }
    if let Some(selected) = said.selected {
        built.set_selected(selected);
        if selected && said.role == Role::ListItem {
            built.set_aria_current(AriaCurrent::True);
        }
    }
    if let Some(expanded) = said.expanded {
        built.set_expanded(expanded);
        built.set_has_popup(HasPopup::Menu);
    }
    if let Some(live) = said.live {
        built.set_live(live);
    }
    if let Some(level) = said.level {
        built.set_level(level);
    }
    if let Some((place, total)) = said.position {
        built.set_position_in_set(place);
        built.set_size_of_set(total);
    }
    if let Some(total) = said.size {
        built.set_size_of_set(total);
    }
    if let Some(url) = &said.url {
        built.set_url(url.as_str());
    }
    if said.disabled {
        built.set_disabled();
    }
    if said.busy {
        built.set_busy();
    }
    if said.modal {
        built.set_modal();
    }
    if said.invalid.is_some() {
        built.set_invalid(Invalid::True);
    }
    if node.clips {
        built.set_clips_children();
    }
    actions(node, &mut built);
    built
}

fn actions(node: &Node, built: &mut accesskit::Node) {
    if node.semantics.clickable {
        built.add_action(Action::Click);
    }
    if node.semantics.steps {
        built.add_action(Action::Increment);
        built.add_action(Action::Decrement);
    }
    if node.semantics.has_menu {
        built.add_action(Action::ShowContextMenu);
    }
    if node.focusable {
        built.add_action(Action::Focus);
    }
    if node.editable {
        built.add_action(Action::SetValue);
        built.add_action(Action::ReplaceSelectedText);
    }
    if node.text.is_some() {
        built.add_action(Action::SetTextSelection);
    }
    if node.key.is_some() {
        built.add_action(Action::ScrollIntoView);
    }
}

fn rect(bounds: Rectangle) -> Rect {
    let (x, y) = (f64::from(bounds.x), f64::from(bounds.y));
    Rect {
        x0: x,
        y0: y,
        x1: x + f64::from(bounds.width),
        y1: y + f64::from(bounds.height),
    }
}
