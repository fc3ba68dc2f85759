//! A panel over the page that belongs to one control: under a menu button, a row or a choice.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Overlay, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Event, Length, Point, Rectangle, Size, Vector, touch};

use crate::inside::Inside;
use crate::{Element, Theme};

/// What the control under the panel says.
#[derive(Debug, Clone)]
pub(crate) enum Said<Message> {
    /// Open or close the panel.
    Toggle,
    /// Something for the screen.
    Out(Message),
}

/// A control and its panel, which is built only while it is open.
pub(crate) struct Popup<'a, Message> {
    base: Inside<'a, Said<Message>>,
    build: Box<dyn Fn() -> Element<'a, Message> + 'a>,
    panel: Option<Element<'a, Message>>,
    /// The panel is as wide as the control.
    wide: bool,
}

/// `build` makes the panel; whatever it says closes it.
pub(crate) fn popup<'a, Message>(
    base: impl Into<Element<'a, Said<Message>>>,
    wide: bool,
    build: impl Fn() -> Element<'a, Message> + 'a,
) -> Popup<'a, Message> {
    Popup {
        base: Inside::new(base),
        build: Box::new(build),
        panel: None,
        wide,
    }
}

struct State {
    open: bool,
    /// Where the pointer opened it.
    at: Option<Point>,
    panel: Tree,
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Popup<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            open: false,
            at: None,
            panel: Tree::empty(),
        })
    }

    fn children(&self) -> Vec<Tree> {
        self.base.children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.base.diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.base.size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let (base, below) = self.base.open(tree);
        base.layout(below, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let (base, below) = self.base.open(tree);
        base.operate(below, layout, renderer, operation);
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
        let captured = shell.is_event_captured();
        let said = heard(shell, |shell| {
            if captured {
                shell.capture_event();
            }
            let (base, below) = self.base.open(tree);
            base.update(below, event, layout, cursor, renderer, clipboard, shell, viewport);
        });
        let state = tree.state.downcast_mut::<State>();
        for said in said {
            match said {
                Said::Toggle => {
                    state.open = !state.open;
                    // What had the focus last time must not have it again.
                    state.panel = Tree::empty();
                    let right = matches!(event, Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)));
                    state.at = cursor.position().filter(|_| right);
                    shell.invalidate_layout();
                    shell.request_redraw();
                }
                Said::Out(message) => shell.publish(message),
            }
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
        let (base, below) = self.base.seen(tree);
        base.mouse_interaction(below, layout, cursor, viewport, renderer)
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
        let (base, below) = self.base.seen(tree);
        base.draw(below, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        if !tree.state.downcast_ref::<State>().open {
            // A button inside the row may have a menu of its own.
            let (base, below) = self.base.open(tree);
            let inner = base.overlay(below, layout, renderer, viewport, translation)?;
            return Some(overlay::Element::new(Box::new(Inner(inner))));
        }
        let state = tree.state.downcast_mut::<State>();
        let panel = self.panel.get_or_insert_with(|| (self.build)());
        state.panel.diff(&*panel);
        let anchor = match state.at {
            Some(at) => Rectangle::new(at, Size::ZERO),
            None => layout.bounds() + translation,
        };
        let width = self.wide.then_some(layout.bounds().width);
        Some(overlay::Element::new(Box::new(Panel {
            panel,
            tree: &mut state.panel,
            open: &mut state.open,
            anchor,
            width,
        })))
    }
}

impl<'a, Message: 'a> From<Popup<'a, Message>> for Element<'a, Message> {
    fn from(popup: Popup<'a, Message>) -> Self {
        Element::new(popup)
    }
}

/// The open panel.
struct Panel<'a, 'b, Message> {
    panel: &'b mut Element<'a, Message>,
    tree: &'b mut Tree,
    open: &'b mut bool,
    anchor: Rectangle,
    width: Option<f32>,
}

impl<Message> Panel<'_, '_, Message> {
    fn close(&mut self, shell: &mut Shell<'_, Message>) {
        *self.open = false;
        shell.invalidate_layout();
        shell.request_redraw();
    }
}

impl<Message> Overlay<Message, Theme, iced::Renderer> for Panel<'_, '_, Message> {
    fn layout(&mut self, renderer: &iced::Renderer, window: Size) -> layout::Node {
        const GAP: f32 = 4.0;
        const EDGE: f32 = 8.0;
        let room = Size::new(
            (window.width - 2.0 * EDGE).max(0.0),
            (window.height - 2.0 * EDGE).max(0.0),
        );
        let mut limits = layout::Limits::new(Size::ZERO, room).max_width(380.0);
        if let Some(width) = self.width {
            limits = layout::Limits::new(Size::ZERO, room).max_width(width).min_width(width);
        }
        let node = self.panel.as_widget_mut().layout(self.tree, renderer, &limits);
        let size = node.size();
        let below = self.anchor.y + self.anchor.height + GAP;
        let y = if below + size.height <= window.height - EDGE {
            below
        } else {
            self.anchor.y - GAP - size.height
        };
        let right = self.anchor.x + self.anchor.width - size.width;
        let x = if self.anchor.x + size.width <= window.width - EDGE {
            self.anchor.x
        } else {
            right
        };
        let most = Point::new(
            (window.width - EDGE - size.width).max(EDGE),
            (window.height - EDGE - size.height).max(EDGE),
        );
        node.move_to(Point::new(x.clamp(EDGE, most.x), y.clamp(EDGE, most.y)))
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &iced::Renderer, operation: &mut dyn Operation) {
        self.panel
            .as_widget_mut()
            .operate(self.tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let bounds = layout.bounds();
        let said = heard(shell, |shell| {
            self.panel
                .as_widget_mut()
                .update(self.tree, event, layout, cursor, renderer, clipboard, shell, &bounds);
        });
        let done = !said.is_empty();
        for message in said {
            shell.publish(message);
        }
        if done {
            self.close(shell);
            return;
        }
        if shell.is_event_captured() {
            return;
        }
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. })
                if matches!(key.as_ref(), keyboard::Key::Named(Named::Escape | Named::Tab)) =>
            {
                self.close(shell);
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(touch::Event::FingerPressed { .. })
                if !cursor.is_over(bounds) =>
            {
                self.close(shell);
                shell.capture_event();
            }
            // The page behind must not scroll away from under its menu.
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => shell.capture_event(),
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let inner = self
            .panel
            .as_widget()
            .mouse_interaction(self.tree, layout, cursor, &layout.bounds(), renderer);
        if inner == mouse::Interaction::None && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Idle
        } else {
            inner
        }
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        self.panel
            .as_widget()
            .draw(self.tree, renderer, theme, style, layout, cursor, &layout.bounds());
    }
}

/// A panel that belongs to something inside the control. What it says is for the screen.
struct Inner<'a, Message>(overlay::Element<'a, Said<Message>, Theme, iced::Renderer>);

impl<Message> Overlay<Message, Theme, iced::Renderer> for Inner<'_, Message> {
    fn layout(&mut self, renderer: &iced::Renderer, window: Size) -> layout::Node {
        self.0.as_overlay_mut().layout(renderer, window)
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &iced::Renderer, operation: &mut dyn Operation) {
        self.0.as_overlay_mut().operate(layout, renderer, operation);
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let said = heard(shell, |shell| {
            self.0
                .as_overlay_mut()
                .update(event, layout, cursor, renderer, clipboard, shell);
        });
        for said in said {
            if let Said::Out(message) = said {
                shell.publish(message);
            }
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        self.0.as_overlay().mouse_interaction(layout, cursor, renderer)
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        self.0.as_overlay().draw(renderer, theme, style, layout, cursor);
    }
}

/// What is said inside, where a shell of its own is kept; what that shell asks of the runtime is handed on.
fn heard<A, B>(to: &mut Shell<'_, B>, inside: impl FnOnce(&mut Shell<'_, A>)) -> Vec<A> {
    let mut said = Vec::new();
    let mut from = Shell::new(&mut said);
    inside(&mut from);
    if from.is_event_captured() {
        to.capture_event();
    }
    if from.is_layout_invalid() {
        to.invalidate_layout();
    }
    if from.are_widgets_invalid() {
        to.invalidate_widgets();
    }
    to.request_redraw_at(from.redraw_request());
    to.request_input_method(from.input_method());
    said
}
