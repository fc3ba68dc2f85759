//! Where the focus of a window goes: by key, into dialogs and back, and when what had it is gone.

use accesskit::NodeId;
use iced::keyboard::{self, Modifiers, key::Named};
use iced::widget::Id;

use super::{Place, State, Window};
use crate::access::{FocusOn, Order, Pager, Reveal, ScrollTo, node_id};

/// What had the focus at the last redraw.
#[derive(Debug)]
pub(super) struct Last {
    id: Id,
    group: NodeId,
    /// Its place in that list.
    place: usize,
}

impl<Message> Window<'_, Message> {
    pub(super) fn order(&mut self, at: &mut Place<'_, '_>) -> Order {
        let mut order = Order::default();
        self.walk(at, &mut order);
        order
    }

    pub(super) fn focus(&mut self, at: &mut Place<'_, '_>, order: &Order, stop: usize) {
        self.walk(at, &mut FocusOn::new(stop));
        if let Some(id) = order.stops.get(stop).and_then(|stop| stop.id.as_ref()) {
            self.reveal(at, node_id(id));
        }
    }

    pub(super) fn reveal(&mut self, at: &mut Place<'_, '_>, node: NodeId) {
        let mut reveal = Reveal::new(node);
        self.walk(at, &mut reveal);
        if let Some(mut scroll) = reveal.scroll() {
            self.walk(at, &mut scroll);
        }
    }

    /// Moves the focus for a key, or scrolls; says whether it did either.
    pub(super) fn key(&mut self, at: &mut Place<'_, '_>, key: &keyboard::Key, modifiers: Modifiers) -> bool {
        let keyboard::Key::Named(key) = key.as_ref() else {
            return false;
        };
        let back = modifiers.shift();
        if modifiers.alt() || modifiers.logo() || (modifiers.control() && key != Named::F6) {
            return false;
        }
        let moves = match key {
            Named::Tab | Named::F6 => true,
            Named::ArrowUp | Named::ArrowDown | Named::ArrowLeft | Named::ArrowRight => !back,
            Named::Home | Named::End | Named::PageUp | Named::PageDown => !back,
            _ => false,
        };
        if !moves {
            return false;
        }
        let order = self.order(at);
        let group = order
            .focused()
            .and_then(|stop| order.stops.get(stop))
            .and_then(|stop| stop.group);
        let target = match (key, group) {
            (Named::Tab, _) => order.tab(back),
            (Named::F6, _) => order.region(back),
            (Named::Home | Named::End, Some(group)) => {
                // A long list has not built its end yet: go there first, focus on the next redraw.
                let end = key == Named::End;
                self.walk(at, &mut ScrollTo::new(group, end));
                at.tree.state.downcast_mut::<State>().edge = Some((group, end));
                return true;
            }
            (Named::ArrowDown | Named::ArrowRight, Some(_)) => order.step(1),
            (Named::ArrowUp | Named::ArrowLeft, Some(_)) => order.step(-1),
            (Named::PageDown, Some(_)) => order.step(10),
            (Named::PageUp, Some(_)) => order.step(-10),
            // Text that is longer than the window must be in reach of the keyboard too (WCAG 2.1.1).
            (key, None) => return self.scroll(at, &order, key),
            _ => None,
        };
        if let Some(target) = target {
            self.focus(at, &order, target);
        }
        target.is_some()
    }

    /// Scrolls what holds the focus, or the largest part that scrolls.
    fn scroll(&mut self, at: &mut Place<'_, '_>, order: &Order, key: Named) -> bool {
        const LINE: f32 = 60.0;
        let mut pager = Pager::new(order.modal);
        self.walk(at, &mut pager);
        let Some(page) = pager.page() else { return false };
        let by = match key {
            Named::PageDown => page * 0.9,
            Named::PageUp => page * -0.9,
            Named::ArrowDown => LINE,
            Named::ArrowUp => -LINE,
            Named::Home => f32::NEG_INFINITY,
            Named::End => f32::INFINITY,
            _ => return false,
        };
        let Some(mut scroll) = pager.scroll(by) else {
            return false;
        };
        self.walk(at, &mut scroll);
        true
    }

    /// Gives the focus to a dialog or menu that has come, back to where it was when it has gone, and to a neighbour when a
    /// row that had it has gone.
    pub(super) fn follow(&mut self, at: &mut Place<'_, '_>) -> bool {
        let order = self.order(at);
        let state = at.tree.state.downcast_mut::<State>();
        let (known, edge, last) = (state.modal, state.edge.take(), state.last.take());
        let moved = if let Some((group, end)) = edge {
            let goal = order.edge(group, end);
            goal.inspect(|goal| self.focus(at, &order, *goal)).is_some()
        } else if order.modal != known {
            self.enter_or_leave(at, &order)
        } else if let (None, Some(last)) = (order.focused(), &last)
            && order.by_id(&last.id).is_none()
            && let Some(goal) = order.nearest(last.group, last.place)
        {
            // Not scrolled to: the row may be gone because somebody scrolls with the mouse.
            self.walk(at, &mut FocusOn::new(goal));
            true
        } else {
            false
        };
        let focused = if moved { self.order(at) } else { order };
        at.tree.state.downcast_mut::<State>().last = focused.item().map(|(id, group, place)| Last { id, group, place });
        moved
    }

    fn enter_or_leave(&mut self, at: &mut Place<'_, '_>, order: &Order) -> bool {
        let state = at.tree.state.downcast_mut::<State>();
        state.modal = order.modal;
        let mut goal = None;
        // A dialog that is not the top one has closed, unless it still stands below a menu of its own.
        while let Some((_, before)) = state.before.pop_if(|(modal, _)| !order.holds(*modal)) {
            goal = before;
        }
        let target = match order.modal {
            Some(modal) if state.before.last().is_none_or(|(top, _)| *top != modal) => {
                let outside = || order.anywhere().and_then(|stop| stop.id.clone());
                let opener = state.opener.take().filter(|id| order.knows(id));
                state.before.push((modal, goal.or(opener).or_else(outside)));
                order.tab(false).filter(|_| order.focused().is_none())
            }
            _ => goal.and_then(|id| order.by_id(&id)),
        };
        target.inspect(|target| self.focus(at, order, *target)).is_some()
    }
}
