//! Walks that carry something out: a request, scrolling.

use accesskit::NodeId;
use iced::advanced::widget::Operation;
use iced::advanced::widget::operation::scrollable::{AbsoluteOffset, RelativeOffset};
use iced::advanced::widget::operation::{Focusable, Outcome, Scrollable};
use iced::{Rectangle, Vector, widget::Id};

use super::harvest::node_id;
use super::{Request, Visit};

/// Leaves a request at a node.
pub(crate) struct Perform {
    target: NodeId,
    request: Option<Request>,
}

impl Perform {
    pub fn new(target: NodeId, request: Request) -> Self {
        Self {
            target,
            request: Some(request),
        }
    }
}

impl Operation for Perform {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        if self.request.is_some() {
            operate(self);
        }
    }

    fn custom(&mut self, id: Option<&Id>, _bounds: Rectangle, state: &mut dyn std::any::Any) {
        if id.is_some_and(|id| node_id(id) == self.target)
            && let Some(visit) = state.downcast_mut::<Visit>()
        {
            visit.request = self.request.take();
        }
    }
}

/// Scrolls every scrollable around a node until the node is seen.
pub(crate) struct Reveal {
    target: NodeId,
    found: Option<Rectangle>,
    shift: Vector,
    next_shift: Option<Vector>,
    /// Scrollables on the way, outermost first: number in the walk, bounds.
    around: Vec<(usize, Rectangle, Rectangle)>,
    path: Vec<(usize, Rectangle, Rectangle)>,
    next: Option<(usize, Rectangle, Rectangle)>,
    seen: usize,
}

impl Reveal {
    pub fn new(target: NodeId) -> Self {
        Self {
            target,
            found: None,
            shift: Vector::ZERO,
            next_shift: None,
            around: Vec::new(),
            path: Vec::new(),
            next: None,
            seen: 0,
        }
    }

    /// The scrolling to do, as a second walk; none when the node is in sight.
    pub fn scroll(&self) -> Option<ScrollBy> {
        let mut target = self.found?;
        let mut moves = Vec::new();
        for (number, bounds, content) in self.path.iter().copied().rev() {
            // The ring must be in sight too (WCAG 2.4.11).
            let margin = 8.0_f32.min(bounds.height / 8.0);
            let by = if target.y < bounds.y + margin {
                target.y - bounds.y - margin
            } else if target.y + target.height > bounds.y + bounds.height - margin {
                // A tall node shows its beginning.
                (target.y + target.height - bounds.y - bounds.height + margin).min(target.y - bounds.y - margin)
            } else {
                0.0
            };
            if by.abs() >= 1.0 {
                moves.push((number, by, bounds, content));
                target.y -= by;
            }
        }
        (!moves.is_empty()).then_some(ScrollBy { moves, seen: 0 })
    }
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        if self.found.is_some() {
            return;
        }
        let before = self.shift;
        let depth = self.around.len();
        if let Some(shift) = self.next_shift.take() {
            self.shift += shift;
        }
        self.around.extend(self.next.take());
        operate(self);
        self.shift = before;
        self.around.truncate(depth);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, _state: &mut dyn std::any::Any) {
        if self.found.is_none() && id.is_some_and(|id| node_id(id) == self.target) {
            self.found = Some(bounds + self.shift);
            self.path = self.around.clone();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.next = Some((self.seen, bounds + self.shift, content_bounds));
        self.next_shift = Some(translation * -1.0);
        self.seen += 1;
    }

    fn finish(&self) -> Outcome<()> {
        self.scroll()
            .map_or(Outcome::None, |scroll| Outcome::Chain(Box::new(scroll)))
    }
}

/// Scrolls some scrollables; without end, to their start or end.
pub(crate) struct ScrollBy {
    moves: Vec<(usize, f32, Rectangle, Rectangle)>,
    seen: usize,
}

impl Operation for ScrollBy {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        let here = self.moves.iter().find(|(number, ..)| *number == self.seen);
        if let Some((_, by, ..)) = here.filter(|(_, by, ..)| by.is_infinite()) {
            state.snap_to(RelativeOffset {
                x: None,
                y: Some(if *by > 0.0 { 1.0 } else { 0.0 }),
            });
        } else if let Some((_, by, bounds, content)) = here {
            state.scroll_by(AbsoluteOffset { x: 0.0, y: *by }, *bounds, *content);
        }
        self.seen += 1;
    }
}

/// Moves a list to its very start or end.
pub(crate) struct ScrollTo {
    target: NodeId,
    end: bool,
}

impl ScrollTo {
    pub fn new(target: NodeId, end: bool) -> Self {
        Self { target, end }
    }
}

impl Operation for ScrollTo {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        _bounds: Rectangle,
        _content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if id.is_some_and(|id| node_id(id) == self.target) {
            let offset = if self.end {
                RelativeOffset::END
            } else {
                RelativeOffset::START
            };
            state.snap_to(offset.into());
        }
    }
}

/// Finds what a page key scrolls: what is around the focus, else the largest part that is longer than it shows.
pub(crate) struct Pager {
    modal: Option<NodeId>,
    inside: bool,
    next_inside: bool,
    around: Vec<usize>,
    next: Option<usize>,
    parts: Vec<(usize, Rectangle, Rectangle)>,
    seen: usize,
    focused: Option<usize>,
}

impl Pager {
    pub fn new(modal: Option<NodeId>) -> Self {
        Self {
            modal,
            inside: modal.is_none(),
            next_inside: false,
            around: Vec::new(),
            next: None,
            parts: Vec::new(),
            seen: 0,
            focused: None,
        }
    }

    /// The height of a page.
    pub fn page(&self) -> Option<f32> {
        self.chosen().map(|(_, bounds, _)| bounds.height)
    }

    pub fn scroll(&self, by: f32) -> Option<ScrollBy> {
        let (number, bounds, content) = self.chosen()?;
        Some(ScrollBy {
            moves: vec![(number, by, bounds, content)],
            seen: 0,
        })
    }

    fn chosen(&self) -> Option<(usize, Rectangle, Rectangle)> {
        let focused = self.parts.iter().find(|(number, ..)| Some(*number) == self.focused);
        let largest = || {
            self.parts
                .iter()
                .max_by(|(_, a, _), (_, b, _)| a.area().total_cmp(&b.area()))
        };
        focused.or_else(largest).copied()
    }
}

impl Operation for Pager {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let (inside, depth) = (self.inside, self.around.len());
        self.inside |= std::mem::take(&mut self.next_inside);
        self.around.extend(self.next.take());
        operate(self);
        self.inside = inside;
        self.around.truncate(depth);
    }

    fn custom(&mut self, id: Option<&Id>, _bounds: Rectangle, _state: &mut dyn std::any::Any) {
        self.next_inside = self.modal.is_some() && id.map(node_id) == self.modal;
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        _translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        if self.inside && content_bounds.height > bounds.height + 1.0 {
            self.parts.push((self.seen, bounds, content_bounds));
            self.next = Some(self.seen);
        }
        self.seen += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = self.around.last().copied();
        }
    }
}
