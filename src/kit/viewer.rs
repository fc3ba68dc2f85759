//! A picture that is looked at closely: it fits its place, is made larger, and is moved.

use accesskit::Role;
use iced::advanced::image::{FilterMethod, Handle, Image, Renderer as _};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::Id;
use iced::{Event, Length, Point, Radians, Rectangle, Size, Vector, touch};

use crate::access::Semantics;
use crate::{Element, Theme, semantic};

/// How much larger one step makes it.
const STEP: f32 = 1.25;
/// The most it is made larger, and smaller than it is.
const MOST: f32 = 16.0;
const LEAST: f32 = 1.0 / 8.0;
/// How far an arrow key moves it, as a part of what is seen.
const MOVE: f32 = 0.125;

/// How a picture is looked at. Lives in the screen's state.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    scale: Scale,
    /// What of it is in the middle, as parts of its sides.
    centre: Vector,
}

/// How large a picture is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// So many times as large as it fits its place; one that is smaller than its place is not blown up to fit.
    Fitted(f32),
    /// So many times as large as it is.
    Actual(f32),
}

/// What somebody does to a picture that they look at. Hand those about its look to [`View::after`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Gesture {
    /// Larger: plus, or the wheel.
    Closer,
    /// Smaller: minus, or the wheel.
    Farther,
    /// As large as it fits: 0.
    Fit,
    /// As large as it is: 1.
    Actual,
    /// Moved, by arrows or by dragging: what is in the middle now.
    Move(Vector),
    /// The one before: Page Up, and Left where there is nothing to move.
    Previous,
    /// The next: Page Down, and Right where there is nothing to move.
    Next,
}

impl Default for View {
    fn default() -> Self {
        Self {
            scale: Scale::Fitted(1.0),
            centre: Vector::new(0.5, 0.5),
        }
    }
}

impl View {
    /// How it is looked at after this.
    #[must_use]
    pub fn after(self, gesture: Gesture) -> Self {
        let scaled = |by: f32| match self.scale {
            // Smaller than it fits shows nothing more.
            Scale::Fitted(times) => Scale::Fitted((times * by).clamp(1.0, MOST)),
            Scale::Actual(times) => Scale::Actual((times * by).clamp(LEAST, MOST)),
        };
        let scale = match gesture {
            Gesture::Closer => scaled(STEP),
            Gesture::Farther => scaled(1.0 / STEP),
            Gesture::Fit => return Self::default(),
            Gesture::Actual => Scale::Actual(1.0),
            Gesture::Move(centre) => return Self { centre, ..self },
            Gesture::Previous | Gesture::Next => return self,
        };
        Self { scale, ..self }
    }

    /// How large it is drawn.
    #[must_use]
    pub fn scale(self) -> Scale {
        self.scale
    }

    /// Whether this changes anything.
    #[must_use]
    pub fn heeds(self, gesture: Gesture) -> bool {
        self.after(gesture).scale != self.scale
    }
}

/// The picture in all the room there is, read out by its name. It hears its keys wherever the focus is, and before the
/// picture is there.
pub fn viewer<'a, Message: 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    picture: Option<(Handle, (u32, u32))>,
    view: View,
    on_gesture: impl Fn(Gesture) -> Message + 'a,
) -> Element<'a, Message> {
    let there = picture.is_some();
    #[expect(clippy::cast_precision_loss, reason = "pixels on a screen")]
    let sides = |(width, height)| Size::new(width as f32, height as f32);
    let (handle, sides) = match picture {
        Some((handle, pixels)) => (Some(handle), sides(pixels)),
        None => (None, Size::new(1.0, 1.0)),
    };
    let viewer = Element::new(Viewer {
        handle,
        sides,
        view,
        on_gesture: Box::new(on_gesture),
    });
    match there {
        true => semantic(id, Semantics::new(Role::Image, name.into()), viewer).into(),
        false => viewer,
    }
}

struct Viewer<'a, Message> {
    handle: Option<Handle>,
    sides: Size,
    view: View,
    on_gesture: Box<dyn Fn(Gesture) -> Message + 'a>,
}

/// Where the picture was taken hold of.
#[derive(Debug, Default)]
struct State {
    held: Option<(Point, Vector)>,
}

impl<Message> Viewer<'_, Message> {
    /// How large it is drawn in this room.
    fn drawn(&self, room: Size) -> Size {
        let fit = (room.width / self.sides.width)
            .min(room.height / self.sides.height)
            .min(1.0);
        self.sides
            * match self.view.scale {
                Scale::Fitted(times) => fit * times,
                Scale::Actual(times) => times,
            }
    }

    /// What may be in the middle: the picture leaves no room empty that it could fill.
    fn held_in(&self, centre: Vector, room: Size) -> Vector {
        let drawn = self.drawn(room);
        let part = |centre: f32, room: f32, drawn: f32| match drawn > room {
            true => centre.clamp(room / drawn / 2.0, 1.0 - room / drawn / 2.0),
            false => 0.5,
        };
        Vector::new(
            part(centre.x, room.width, drawn.width),
            part(centre.y, room.height, drawn.height),
        )
    }

    fn place(&self, bounds: Rectangle) -> Rectangle {
        let (drawn, centre) = (self.drawn(bounds.size()), self.held_in(self.view.centre, bounds.size()));
        let middle = bounds.center();
        let corner = Point::new(middle.x - drawn.width * centre.x, middle.y - drawn.height * centre.y);
        Rectangle::new(corner, drawn)
    }

    /// Moved by so many parts of what is seen.
    fn moved(&self, by: Vector, room: Size) -> Gesture {
        let drawn = self.drawn(room);
        let from = self.held_in(self.view.centre, room);
        let by = Vector::new(by.x * room.width / drawn.width, by.y * room.height / drawn.height);
        Gesture::Move(self.held_in(from + by, room))
    }

    fn key(&self, key: &Key, written: &Key, room: Size) -> Option<Gesture> {
        let wide = self.drawn(room).width > room.width;
        Some(match (key.as_ref(), written.as_ref()) {
            (_, Key::Character("+" | "=")) => Gesture::Closer,
            (_, Key::Character("-" | "_")) => Gesture::Farther,
            (_, Key::Character("0")) => Gesture::Fit,
            (_, Key::Character("1")) => Gesture::Actual,
            (Key::Named(Named::PageUp), _) => Gesture::Previous,
            (Key::Named(Named::PageDown), _) => Gesture::Next,
            (Key::Named(Named::ArrowLeft), _) if !wide => Gesture::Previous,
            (Key::Named(Named::ArrowRight), _) if !wide => Gesture::Next,
            (Key::Named(Named::ArrowLeft), _) => self.moved(Vector::new(-MOVE, 0.0), room),
            (Key::Named(Named::ArrowRight), _) => self.moved(Vector::new(MOVE, 0.0), room),
            (Key::Named(Named::ArrowUp), _) => self.moved(Vector::new(0.0, -MOVE), room),
            (Key::Named(Named::ArrowDown), _) => self.moved(Vector::new(0.0, MOVE), room),
            _ => return None,
        })
    }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Viewer<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        layout::Node::new(limits.max())
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
        if shell.is_event_captured() {
            return;
        }
        let (bounds, state) = (layout.bounds(), tree.state.downcast_mut::<State>());
        let room = bounds.size();
        let gesture = match event {
            Event::Keyboard(keyboard::Event::KeyPressed {
                key,
                modified_key,
                modifiers,
                ..
            }) if !modifiers.alt() && !modifiers.logo() => self.key(key, modified_key, room),
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(bounds) => {
                let (mouse::ScrollDelta::Lines { y, .. } | mouse::ScrollDelta::Pixels { y, .. }) = *delta;
                Some(if y > 0.0 { Gesture::Closer } else { Gesture::Farther }).filter(|_| y != 0.0)
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                state.held = cursor
                    .position_over(bounds)
                    .map(|at| (at, self.held_in(self.view.centre, room)));
                return;
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. } | touch::Event::FingerLost { .. }) => {
                state.held = None;
                return;
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) | Event::Touch(touch::Event::FingerMoved { .. }) => {
                state.held.zip(cursor.position()).map(|((at, centre), now)| {
                    let drawn = self.drawn(room);
                    let by = Vector::new((at.x - now.x) / drawn.width, (at.y - now.y) / drawn.height);
                    Gesture::Move(self.held_in(centre + by, room))
                })
            }
            _ => None,
        };
        if let Some(gesture) = gesture {
            shell.publish((self.on_gesture)(gesture));
            shell.capture_event();
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let (bounds, drawn) = (layout.bounds(), self.drawn(layout.bounds().size()));
        let moves = drawn.width > bounds.width || drawn.height > bounds.height;
        match tree.state.downcast_ref::<State>().held {
            Some(_) if moves => mouse::Interaction::Grabbing,
            None if moves && cursor.is_over(bounds) => mouse::Interaction::Grab,
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        _tree: &Tree,
        renderer: &mut iced::Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let (Some(handle), Some(seen)) = (self.handle.clone(), bounds.intersection(viewport)) else {
            return;
        };
        let picture = Image {
            handle,
            filter_method: FilterMethod::Linear,
            rotation: Radians(0.0),
            border_radius: 0.0.into(),
            opacity: 1.0,
            snap: true,
        };
        renderer.with_layer(seen, |renderer| {
            renderer.draw_image(picture, self.place(bounds), seen);
        });
    }
}
