//! Where in something that goes on in time one is, and the way to another place in it.

use accesskit::Role;
use iced::advanced::renderer::{self, Quad};
use iced::advanced::widget::{Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse};
use iced::keyboard::{self, Key, key::Named};
use iced::{Background, Event, Length, Point, Rectangle, Size, border, touch, widget::Id, window};

use crate::access::{Request, Semantics, Visit, report};
use crate::control::frame;
use crate::theme::{radius, ring, size};
use crate::{Element, Theme};

/// How wide a figure is drawn, and the room between two.
const FIGURE: f32 = 3.0;
const GAP: f32 = 2.0;
/// The least height of a figure, and of the line where there are none.
const LEAST: f32 = 4.0;

/// A line from the beginning to the end, with how loud it is where that is known (`loudness`, each from 0 to 1). `at` is where
/// one is, from 0 to 1, and `value` the same in words. Arrows left and right go on by `step`; Home and End, and a press, anywhere.
/// Without `on_seek` it is only looked at.
pub fn seek<'a, Message: 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    value: impl Into<String>,
    (at, step): (f32, f32),
    loudness: &'a [f32],
    on_seek: Option<impl Fn(f32) -> Message + 'a>,
) -> Element<'a, Message> {
    let at = if at.is_finite() { at.clamp(0.0, 1.0) } else { 0.0 };
    let semantics = Semantics {
        fraction: Some(at),
        value: Some(value.into()),
        opaque: true,
        steps: on_seek.is_some(),
        disabled: on_seek.is_none(),
        ..Semantics::new(Role::Slider, name.into())
    };
    Element::new(Seek {
        id: id.into(),
        semantics,
        at,
        step,
        loudness,
        on_seek: on_seek.map(|on_seek| Box::new(on_seek) as Box<dyn Fn(f32) -> Message + 'a>),
    })
}

struct Seek<'a, Message> {
    id: Id,
    semantics: Semantics,
    at: f32,
    step: f32,
    loudness: &'a [f32],
    on_seek: Option<Box<dyn Fn(f32) -> Message + 'a>>,
}

#[derive(Debug, Default)]
struct State {
    focused: bool,
    ring: bool,
    held: bool,
    request: Option<Request>,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        (self.focused, self.ring) = (true, true);
    }

    fn unfocus(&mut self) {
        (self.focused, self.ring) = (false, false);
    }
}

impl<Message> Seek<'_, Message> {
    fn go(&self, at: f32, shell: &mut Shell<'_, Message>) {
        if let Some(on_seek) = &self.on_seek {
            shell.publish(on_seek(at.clamp(0.0, 1.0)));
        }
    }

    fn key(&self, key: &Key) -> Option<f32> {
        Some(match key.as_ref() {
            Key::Named(Named::ArrowLeft) => self.at - self.step,
            Key::Named(Named::ArrowRight) => self.at + self.step,
            Key::Named(Named::Home) => 0.0,
            // All but the end: from there nothing would be heard.
            Key::Named(Named::End) => (1.0 - self.step).max(self.at),
            _ => return None,
        })
    }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Seek<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        layout::Node::new(limits.resolve(Length::Fill, Length::Shrink, Size::new(0.0, size::COMPACT)))
    }

    fn operate(&mut self, tree: &mut Tree, layout: Layout<'_>, _: &iced::Renderer, operation: &mut dyn Operation) {
        let state = tree.state.downcast_mut::<State>();
        let works = self.on_seek.is_some();
        let visit = Visit {
            focused: state.focused,
            focusable: works || state.focused,
            ..Visit::default()
        };
        if let Some(request) = report(operation, &self.id, layout.bounds(), &mut self.semantics, visit) {
            state.request = Some(request);
        }
        if works || state.focused {
            operation.focusable(Some(&self.id), layout.bounds(), state);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        let (bounds, state) = (layout.bounds(), tree.state.downcast_mut::<State>());
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            match state.request.take() {
                Some(Request::Step(true)) => self.go(self.at + self.step, shell),
                Some(Request::Step(false)) => self.go(self.at - self.step, shell),
                _ => {}
            }
        }
        if shell.is_event_captured() || self.on_seek.is_none() {
            return;
        }
        let part = |point: Point| ((point.x - bounds.x) / bounds.width.max(1.0)).clamp(0.0, 1.0);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => match cursor.position_over(bounds) {
                Some(point) => {
                    (state.held, state.focused, state.ring) = (true, true, false);
                    self.go(part(point), shell);
                    shell.capture_event();
                }
                None if state.focused => {
                    state.unfocus();
                    shell.request_redraw();
                }
                None => {}
            },
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. } | touch::Event::FingerLost { .. }) => state.held = false,
            Event::Mouse(mouse::Event::CursorMoved { .. }) | Event::Touch(touch::Event::FingerMoved { .. })
                if state.held =>
            {
                if let Some(point) = cursor.position() {
                    self.go(part(point), shell);
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focused && modifiers.is_empty() =>
            {
                if let Some(at) = self.key(key) {
                    self.go(at, shell);
                    shell.capture_event();
                }
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        match cursor.is_over(layout.bounds()) && self.on_seek.is_some() {
            true => mouse::Interaction::Pointer,
            false => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let (bounds, tokens) = (layout.bounds(), theme.tokens());
        if bounds.intersection(viewport).is_none() {
            return;
        }
        let middle = bounds.center_y();
        let mut quad = |x: f32, width: f32, height: f32, color| {
            let bounds = Rectangle::new(Point::new(x, middle - height / 2.0), Size::new(width, height));
            let quad = Quad {
                bounds,
                border: border::rounded(radius::FULL),
                ..Quad::default()
            };
            renderer.fill_quad(quad, Background::Color(color));
        };
        let reached = bounds.width * self.at;
        if self.loudness.is_empty() {
            quad(bounds.x, bounds.width, LEAST, tokens.outline);
            quad(bounds.x, reached.max(LEAST), LEAST, tokens.accent);
        } else {
            let places = ((bounds.width + GAP) / (FIGURE + GAP)).floor().max(1.0) as usize;
            let figures = self.loudness.len();
            for place in 0..places {
                // As many as there is room for: of several the loudest, or one several times.
                let from = place * figures / places;
                let to = ((place + 1) * figures / places).max(from + 1).min(figures);
                let loud = self.loudness[from..to].iter().copied().fold(0.0, f32::max);
                let x = place as f32 * (FIGURE + GAP);
                let height = (bounds.height * 0.8 * loud.clamp(0.0, 1.0)).max(LEAST);
                let color = if x < reached { tokens.accent } else { tokens.outline };
                quad(bounds.x + x, FIGURE, height, color);
            }
        }
        // By more than a colour.
        if self.on_seek.is_some() {
            quad(bounds.x + reached - 2.0, 4.0, bounds.height * 0.9, tokens.accent);
        }
        let state = tree.state.downcast_ref::<State>();
        if state.focused && state.ring {
            let grow = ring::WIDTH + ring::GAP;
            frame(renderer, tokens.focus, bounds.expand(grow), radius::M + grow);
        }
    }
}
