//! A window's accessibility tree without a screen reader, for tests: what assistive technology would be told, and what is
//! wrong with it. The same walk as in production feeds it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use accesskit::{Action, ActionData, ActionRequest, NodeId, Role, TreeId};
use iced::{Rectangle, window};

use crate::access::{self, Node, Semantics, TextState, with_bridge};
use crate::theme::size;

/// Listens to one window. Attach before the first redraw; use the same id in [`crate::root`].
pub struct Oracle {
    window: window::Id,
    nodes: Arc<Mutex<Vec<Node>>>,
}

/// One node as assistive technology sees it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its id in the tree.
    pub id: NodeId,
    /// Its key in words, empty for plain text.
    pub key: String,
    /// What it says.
    pub semantics: Semantics,
    /// Where it is.
    pub bounds: Rectangle,
    /// Holds the focus.
    pub focused: bool,
    /// Can hold the focus.
    pub focusable: bool,
    /// Its text with caret and selection.
    pub text: Option<TextState>,
    /// How deep it stands, the window being 0.
    pub depth: usize,
}

impl Seen {
    /// What kind of thing it is.
    #[must_use]
    pub fn role(&self) -> Role {
        self.semantics.role
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.semantics.label
    }
}

impl Oracle {
    /// Puts an oracle in the place of the window's bridge.
    #[must_use]
    pub fn attach(window: window::Id) -> Self {
        let nodes = Arc::new(Mutex::new(Vec::new()));
        access::keep(window, nodes.clone());
        Self { window, nodes }
    }

    /// The tree in reading order, as of the last redraw.
    #[must_use]
    pub fn nodes(&self) -> Vec<Seen> {
        let nodes = self.nodes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut seen = Vec::with_capacity(nodes.len());
        let mut left = vec![(0, 0)];
        while let Some((index, depth)) = left.pop() {
            let Some(node) = nodes.get(index) else { continue };
            left.extend(node.children.iter().rev().map(|child| (*child, depth + 1)));
            seen.push(Seen {
                id: node.id,
                key: node
                    .key
                    .as_ref()
                    .map(|key| format!("{key:?}"))
                    .map(|key| plain(&key))
                    .unwrap_or_default(),
                semantics: node.semantics.clone(),
                bounds: node.bounds,
                focused: node.focused,
                focusable: node.focusable,
                text: node.text.clone(),
                depth,
            });
        }
        seen
    }

    /// The first node of this role with this name.
    #[must_use]
    pub fn find(&self, role: Role, name: &str) -> Option<Seen> {
        self.nodes()
            .into_iter()
            .find(|node| node.role() == role && node.name() == name)
    }

    /// The node that holds the focus.
    #[must_use]
    pub fn focus(&self) -> Option<Seen> {
        self.nodes().into_iter().find(|node| node.focused)
    }

    /// Presses a node as assistive technology does; carried out with the next redraw.
    pub fn click(&self, node: NodeId) {
        self.ask(node, Action::Click, None);
    }

    /// Writes the whole text of a field as assistive technology does.
    pub fn set_value(&self, node: NodeId, text: &str) {
        self.ask(node, Action::SetValue, Some(ActionData::Value(text.into())));
    }

    /// Asks for anything.
    pub fn ask(&self, node: NodeId, action: Action, data: Option<ActionData>) {
        let request = ActionRequest {
            action,
            target_tree: TreeId::ROOT,
            target_node: node,
            data,
        };
        with_bridge(self.window, |bridge| bridge.ask(request));
    }

    /// Everything that would shut somebody out, in words; empty when all is well.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let nodes = self.nodes();
        let mut faults = Vec::new();
        let mut keys: HashMap<&str, usize> = HashMap::new();
        for node in &nodes {
            let said = &node.semantics;
            let who = format!("{:?} '{}' (key {})", said.role, said.label, node.key);
            let interactive = node.focusable || said.clickable;
            if said.role == Role::Unknown {
                faults.push(format!("{who}: no role; is it a widget that is not of kit?"));
            }
            let must = matches!(
                said.role,
                Role::Image | Role::Heading | Role::Region | Role::List | Role::Log | Role::Dialog
            );
            if said.label.trim().is_empty() && (interactive || must) {
                faults.push(format!("{who}: no name"));
            }
            if said.clickable && !said.disabled && !node.focusable {
                faults.push(format!("{who}: can be pressed, but the keyboard can't reach it"));
            }
            if said.locked && (said.description.trim().is_empty() || !node.focusable || !said.disabled) {
                faults.push(format!("{who}: locked, and not everybody can learn why"));
            }
            let small = node.bounds.width < size::TARGET || node.bounds.height < size::TARGET;
            // Links in a line of text are free from the rule (WCAG 2.5.8, inline).
            if interactive && said.role != Role::Link && small {
                faults.push(format!(
                    "{who}: smaller than {} px: {:?}",
                    size::TARGET,
                    node.bounds.size()
                ));
            }
            if !node.key.is_empty() {
                *keys.entry(&node.key).or_default() += 1;
            }
        }
        faults.extend(
            keys.iter()
                .filter(|(_, count)| **count > 1)
                .map(|(key, count)| format!("key {key} is used {count} times")),
        );
        faults
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        access::close(self.window);
    }
}

/// The id of a field's text run, counted from 0: where a caret of assistive technology stands.
#[must_use]
pub fn run_id(field: NodeId, run: usize) -> NodeId {
    access::run_id(field, run)
}

/// The words of a key, out of `Id(Custom("words"))`.
fn plain(debug: &str) -> String {
    let words = debug
        .split_once('"')
        .and_then(|(_, rest)| rest.rsplit_once('"'))
        .map(|(words, _)| words);
    words.unwrap_or(debug).to_owned()
}
