//! The widget of a windowed list.

use std::hash::Hash;

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Event, Length, Point, Rectangle, Size, Vector, touch, window};

use super::memory::{Memory, Stand, place};
use super::run::Run;
use super::{Seen, WindowList, bar};
use crate::Theme;
use crate::access::{Visit, report};

impl<'a, K: Clone + Eq + Hash + 'static, Message> WindowList<'a, K, Message> {
    fn find(&self, key: &K, hint: usize) -> Option<usize> {
        place(self.count, hint, key, &self.key)
    }

    /// Lays out the rows near what is seen and remembers where the list stands now.
    fn arrange(&mut self, tree: &mut Tree, renderer: &iced::Renderer, size: Size) -> Vec<layout::Node> {
        let memory = tree.state.downcast_mut::<Memory<K>>();
        memory.begin(
            &self.id,
            if self.from_end { Stand::End } else { Stand::Start },
            // What was wished of a list that was never seen is still to be done.
            if self.state.seen.is_some() {
                self.state.wishes
            } else {
                0
            },
        );
        memory.size = size;
        memory.heed(self.state.wishes, self.state.wish.as_ref(), |key, hint| {
            self.find(key, hint)
        });
        let elements = memory
            .built
            .iter()
            .map(|(index, _)| *index)
            .zip(std::mem::take(&mut self.rows))
            .collect();
        let trees = memory
            .built
            .iter()
            .map(|(_, key)| key.clone())
            .zip(std::mem::take(&mut tree.children))
            .collect();
        if self.count == 0 {
            memory.built.clear();
            memory.anchor = None;
            return Vec::new();
        }
        let (index, top) = memory.start(self.count, |key, hint| self.find(key, hint));
        let scroll = std::mem::take(&mut memory.scroll);
        let mut run = Run {
            list: self,
            renderer,
            elements,
            trees,
            size,
            rows: Default::default(),
        };
        run.begin(index, top, scroll);
        let rows = run.rows;

        let (starts, ends) = match (rows.front(), rows.back()) {
            (Some(first), Some(last)) => (
                first.index == 0 && first.top > -1.0,
                last.index + 1 == self.count && last.bottom() < size.height + 1.0,
            ),
            _ => (true, true),
        };
        memory.stand = match (self.from_end, starts, ends) {
            (true, _, true) => Stand::End,
            (false, true, _) => Stand::Start,
            _ => Stand::Row,
        };
        // A row that begins in sight, rather than one whose growth would push the others down.
        let anchor = rows
            .iter()
            .find(|row| row.top >= 0.0 && row.top < size.height)
            .or_else(|| rows.iter().find(|row| row.bottom() > 0.0));
        memory.anchor = anchor.map(|row| (row.key.clone(), row.index, row.top));
        memory.mean = rows.iter().map(|row| row.height()).sum::<f32>() / rows.len().max(1) as f32;
        memory.starts = starts;
        memory.sight = {
            let mut sight = rows.iter().filter(|row| row.bottom() > 0.0 && row.top < size.height);
            sight.next().map(|first| {
                let last = sight.next_back().unwrap_or(first);
                Seen {
                    range: (first.key.clone(), last.key.clone()),
                    places: (first.index, last.index),
                    near_start: rows.front().is_some_and(|row| row.index == 0),
                    at_end: ends,
                }
            })
        };
        memory.built.clear();
        let mut nodes = Vec::with_capacity(rows.len());
        for row in rows {
            memory.built.push((row.index, row.key));
            tree.children.push(row.tree);
            self.rows.push(row.element);
            nodes.push(row.node.move_to(Point::new(0.0, row.top.round())));
        }
        nodes
    }

    fn scroll(memory: &mut Memory<K>, by: f32, shell: &mut Shell<'_, Message>) {
        memory.scroll += by;
        shell.invalidate_layout();
        shell.request_redraw();
        shell.capture_event();
    }

    /// Moves to where the scroll bar was dragged.
    fn drag(&self, memory: &mut Memory<K>, bounds: Rectangle, y: f32, shell: &mut Shell<'_, Message>) {
        let Some(thumb) = bar::thumb(memory, bounds, self.count, self.spacing) else {
            return;
        };
        let index = bar::row_at(thumb, bounds, y, self.count);
        memory.stand = match index {
            0 => Stand::Start,
            _ if index + 1 == self.count => Stand::End,
            _ => Stand::Row,
        };
        memory.anchor = Some(((self.key)(index), index, 0.0));
        Self::scroll(memory, 0.0, shell);
    }

    fn bar_event(
        &self,
        memory: &mut Memory<K>,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, Message>,
    ) {
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let Some(thumb) = bar::thumb(memory, bounds, self.count, self.spacing) else {
                    return;
                };
                let Some(at) = cursor.position_over(bar::track(bounds)) else {
                    return;
                };
                // A press beside the thumb takes it by the middle.
                let hold = if thumb.contains(at) {
                    at.y - thumb.y
                } else {
                    thumb.height / 2.0
                };
                memory.grab = Some(hold);
                self.drag(memory, bounds, at.y - hold, shell);
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                if let Some(hold) = memory.grab {
                    self.drag(memory, bounds, position.y - hold, shell);
                }
                let over = cursor.is_over(bar::track(bounds));
                if std::mem::replace(&mut memory.over_bar, over) != over {
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if memory.grab.take().is_some() => {
                shell.request_redraw();
                shell.capture_event();
            }
            _ => {}
        }
    }
}

impl<K: Clone + Eq + Hash + 'static, Message> Widget<Message, Theme, iced::Renderer> for WindowList<'_, K, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Memory<K>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Memory::<K>::new())
    }

    // Rows are matched to their state in `layout`: which there are is known only there.
    fn diff(&self, _tree: &mut Tree) {}

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let inner = Size::new((size.width - bar::GUTTER).max(0.0), size.height);
        layout::Node::with_children(size, self.arrange(tree, renderer, inner))
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let bounds = layout.bounds();
        report(
            operation,
            &self.id,
            bounds,
            &mut self.semantics,
            Visit {
                clips: true,
                ..Visit::default()
            },
        );
        let memory = tree.state.downcast_mut::<Memory<K>>();
        let guess = (memory.mean + self.spacing) * self.count as f32;
        let content = Rectangle {
            height: guess.max(bounds.height),
            ..bounds
        };
        operation.scrollable(Some(&self.id), bounds, content, Vector::ZERO, memory);
        let rows = &mut self.rows;
        operation.traverse(&mut |operation| {
            for ((row, tree), layout) in rows.iter_mut().zip(&mut tree.children).zip(layout.children()) {
                row.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let inside = if cursor.is_over(bounds) {
            cursor
        } else {
            mouse::Cursor::Unavailable
        };
        let seen = viewport.intersection(&bounds).unwrap_or(bounds);
        for ((row, tree), layout) in self.rows.iter_mut().zip(&mut tree.children).zip(layout.children()) {
            row.as_widget_mut()
                .update(tree, event, layout, inside, renderer, clipboard, shell, &seen);
        }
        let memory = tree.state.downcast_mut::<Memory<K>>();
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            if memory.jump.is_some() || memory.scroll != 0.0 {
                shell.invalidate_layout();
            }
            if memory.sight != memory.seen {
                memory.seen = memory.sight.clone();
                if let (Some(on_seen), Some(seen)) = (&self.on_seen, &memory.seen) {
                    shell.publish(on_seen(seen.clone()));
                }
            }
            return;
        }
        if shell.is_event_captured() {
            return;
        }
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(bounds) => {
                const LINE: f32 = 60.0;
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * LINE,
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                };
                Self::scroll(memory, by, shell);
            }
            Event::Touch(touch::Event::FingerPressed { position, .. }) if bounds.contains(*position) => {
                memory.finger = Some(position.y);
            }
            Event::Touch(touch::Event::FingerMoved { position, .. }) => {
                if let Some(from) = memory.finger {
                    memory.finger = Some(position.y);
                    Self::scroll(memory, from - position.y, shell);
                }
            }
            Event::Touch(touch::Event::FingerLifted { .. } | touch::Event::FingerLost { .. }) => memory.finger = None,
            _ => self.bar_event(memory, event, bounds, cursor, shell),
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if !cursor.is_over(layout.bounds()) {
            return mouse::Interaction::None;
        }
        let rows = self.rows.iter().zip(&tree.children).zip(layout.children());
        rows.map(|((row, tree), layout)| {
            row.as_widget()
                .mouse_interaction(tree, layout, cursor, viewport, renderer)
        })
        .max()
        .unwrap_or_default()
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let Some(sight) = layout.bounds().intersection(viewport) else {
            return;
        };
        let inside = if cursor.is_over(sight) {
            cursor
        } else {
            mouse::Cursor::Unavailable
        };
        let memory = tree.state.downcast_ref::<Memory<K>>();
        renderer.with_layer(sight, |renderer| {
            for ((row, tree), layout) in self.rows.iter().zip(&tree.children).zip(layout.children()) {
                if layout.bounds().intersects(&sight) {
                    row.as_widget()
                        .draw(tree, renderer, theme, style, layout, inside, &sight);
                }
            }
            if let Some(thumb) = bar::thumb(memory, layout.bounds(), self.count, self.spacing) {
                bar::draw(
                    renderer,
                    theme.tokens(),
                    thumb,
                    memory.over_bar || memory.grab.is_some(),
                );
            }
        });
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        overlay::from_children(&mut self.rows, tree, layout, renderer, viewport, translation)
    }
}
