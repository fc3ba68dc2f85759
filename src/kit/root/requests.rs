//! What assistive technology asks of a window, and what it is told.

use accesskit::{Action, ActionData, ActionRequest, NodeId};

use super::{Place, State, Window};
use crate::access::{self, Harvest, Perform, ROOT, Request, with_bridge};

impl<Message> Window<'_, Message> {
    /// Carries out what assistive technology asked for.
    pub(super) fn carry_out(&mut self, at: &mut Place<'_, '_>) -> bool {
        let asked = with_bridge(self.window, |bridge| {
            let requests = bridge.requests();
            requests
                .into_iter()
                .filter_map(|request| {
                    let owner = bridge.differ().owner(request.target_node);
                    Some((owner, wish(bridge.differ(), owner, request)?))
                })
                .collect::<Vec<_>>()
        });
        let asked = asked.unwrap_or_default();
        for (node, wish) in &asked {
            match wish {
                Wish::Focus => {
                    let order = self.order(at);
                    if let Some(stop) = order.by_node(*node) {
                        self.focus(at, &order, stop);
                    }
                }
                Wish::Reveal => self.reveal(at, *node),
                Wish::Perform(request) => {
                    if *request == Request::Click {
                        let order = self.order(at);
                        let opener = order.by_node(*node).and_then(|stop| order.stops[stop].id.clone());
                        at.tree.state.downcast_mut::<State>().opener = opener;
                    }
                    let mut perform = Perform::new(*node, request.clone());
                    self.walk(at, &mut perform);
                }
            }
        }
        !asked.is_empty()
    }

    /// Tells assistive technology what changed, if anybody listens.
    pub(super) fn tell(&mut self, at: &mut Place<'_, '_>) {
        if with_bridge(self.window, |bridge| bridge.active()) != Some(true) {
            return;
        }
        let mut harvest = Harvest::new(&self.title, at.layout.bounds());
        self.walk(at, &mut harvest);
        let nodes = harvest.seal();
        with_bridge(self.window, |bridge| bridge.tell(nodes, self.zoom));
    }
}

/// A request in the terms of widgets.
#[derive(Debug)]
enum Wish {
    Focus,
    Reveal,
    Perform(Request),
}

fn wish(differ: &access::Differ, owner: NodeId, request: ActionRequest) -> Option<Wish> {
    if owner == ROOT {
        return None;
    }
    Some(match (request.action, request.data) {
        (Action::Click, _) => Wish::Perform(Request::Click),
        (Action::ShowContextMenu | Action::Expand, _) => Wish::Perform(Request::Menu),
        (Action::Increment, _) => Wish::Perform(Request::Step(true)),
        (Action::Decrement, _) => Wish::Perform(Request::Step(false)),
        (Action::Focus, _) => Wish::Focus,
        (Action::ScrollIntoView, _) => Wish::Reveal,
        (Action::SetValue, Some(ActionData::Value(text))) => Wish::Perform(Request::SetText(text.into())),
        (Action::ReplaceSelectedText, Some(ActionData::Value(text))) => Wish::Perform(Request::Replace(text.into())),
        (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
            Wish::Perform(differ.select(owner, selection.anchor, selection.focus)?)
        }
        _ => return None,
    })
}
