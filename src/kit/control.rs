//! The one pressable widget under every button, link, row, option and menu item.

mod skin;

use accesskit::Role;
use iced::advanced::widget::{Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Event, Length, Padding, Point, Rectangle, Size, Vector, touch, widget::Id, window};

use crate::access::{Request, Semantics, Visit, report};
use crate::inside::Inside;
use crate::{Element, Theme};
pub(crate) use skin::{Look, Skin, Status, frame};

/// Something that can be focused and pressed, by mouse, touch, keyboard or assistive technology.
pub struct Control<'a, Message> {
    pub(crate) id: Id,
    pub(crate) semantics: Semantics,
    pub(crate) look: Look,
    content: Inside<'a, Message>,
    padding: Padding,
    width: Length,
    least: Size,
    center: bool,
    pub(crate) on_press: Option<Message>,
    pub(crate) on_menu: Option<Message>,
    /// Pressing is for the keyboard and assistive technology; the mouse selects what is inside.
    pub(crate) enter_only: bool,
    /// Arrow Down opens it too.
    pub(crate) opens: bool,
    /// The focus stops here though there is nothing to press: something to read.
    pub(crate) reads: bool,
}

impl<'a, Message> Control<'a, Message> {
    pub(crate) fn new(id: Id, semantics: Semantics, look: Look, content: impl Into<Element<'a, Message>>) -> Self {
        Self {
            id,
            semantics: Semantics {
                clickable: true,
                opaque: true,
                ..semantics
            },
            look,
            content: Inside::new(content),
            padding: Padding::ZERO,
            width: Length::Shrink,
            least: Size::new(crate::theme::size::TARGET, crate::theme::size::TARGET),
            center: false,
            on_press: None,
            on_menu: None,
            enter_only: false,
            opens: false,
            reads: false,
        }
    }

    pub(crate) fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    pub(crate) fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    pub(crate) fn least(mut self, width: f32, height: f32) -> Self {
        self.least = Size::new(width, height);
        self
    }

    pub(crate) fn center(mut self) -> Self {
        self.center = true;
        self
    }

    fn disabled(&self) -> bool {
        self.on_press.is_none() || self.semantics.disabled || self.semantics.locked
    }

    /// Whether the focus stops here: what is locked has a reason that everybody must be able to reach.
    fn stops(&self) -> bool {
        !self.disabled() || self.semantics.locked || self.reads
    }
}

/// What the control remembers between frames.
#[derive(Debug, Default)]
struct State {
    focused: bool,
    /// The focus came by keyboard or program, so the ring shows; a mouse press shows none.
    ring: bool,
    pressed: bool,
    hovered: bool,
    request: Option<Request>,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
        self.ring = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
        self.ring = false;
    }
}

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for Control<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.content.children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.diff(tree);
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let limits = limits
            .width(self.width)
            .min_width(self.least.width)
            .min_height(self.least.height);
        let inner = limits.shrink(self.padding).min_width(0.0).min_height(0.0);
        let (content, below) = self.content.open(tree);
        let content = content.layout(below, renderer, &inner.loose());
        let padded = content.size().expand(self.padding);
        let size = limits.resolve(self.width, Length::Shrink, padded);
        let x = if self.center {
            (size.width - content.size().width) / 2.0
        } else {
            self.padding.left
        };
        let y = (size.height - content.size().height) / 2.0;
        layout::Node::with_children(size, vec![content.move_to(Point::new(x.max(0.0), y.max(0.0)))])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let stops = self.stops();
        self.semantics.disabled = self.disabled() && !self.reads;
        let visit = Visit {
            focused: state.focused,
            // What is disabled while it has the focus keeps it, or the keyboard would be thrown back to the top.
            focusable: stops || state.focused,
            ..Visit::default()
        };
        if let Some(request) = report(operation, &self.id, layout.bounds(), &mut self.semantics, visit) {
            state.request = Some(request);
        }
        if stops || state.focused {
            operation.focusable(Some(&self.id), layout.bounds(), state);
        }
        let (content, below) = self.content.open(tree);
        operation.traverse(&mut |operation| {
            content.operate(below, layout.child(0), renderer, operation);
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
        let child = layout.child(0);
        let (content, below) = self.content.open(tree);
        content.update(below, event, child, cursor, renderer, clipboard, shell, viewport);
        let disabled = self.disabled();
        let state = tree.state.downcast_mut::<State>();
        let over = cursor.is_over(layout.bounds());
        if matches!(
            event,
            Event::Mouse(mouse::Event::CursorMoved { .. } | mouse::Event::CursorLeft)
        ) && state.hovered != (over && !disabled)
        {
            state.hovered = over && !disabled;
            shell.request_redraw();
        }
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            match state.request.take() {
                Some(Request::Click) if !disabled => self.publish(self.on_press.clone(), shell),
                Some(Request::Menu) if !disabled => self.publish(self.on_menu.clone(), shell),
                _ => {}
            }
        }
        if shell.is_event_captured() {
            return;
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                if state.focused && !over {
                    state.unfocus();
                    shell.request_redraw();
                }
                if over && !disabled && !self.enter_only {
                    *state = State {
                        focused: true,
                        pressed: true,
                        hovered: true,
                        ..State::default()
                    };
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
                if std::mem::take(&mut state.pressed) =>
            {
                if over && !disabled {
                    self.publish(self.on_press.clone(), shell);
                    shell.capture_event();
                }
                shell.request_redraw();
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.pressed = false,
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) if over && self.on_menu.is_some() => {
                self.publish(self.on_menu.clone(), shell);
                shell.capture_event();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) if state.focused && !disabled => {
                let plain = !modifiers.control() && !modifiers.alt() && !modifiers.logo();
                let menu = matches!(key.as_ref(), keyboard::Key::Named(Named::ContextMenu))
                    || (matches!(key.as_ref(), keyboard::Key::Named(Named::F10)) && modifiers.shift());
                if menu && self.on_menu.is_some() {
                    self.publish(self.on_menu.clone(), shell);
                    shell.capture_event();
                } else if plain && self.presses(key) {
                    self.publish(self.on_press.clone(), shell);
                    shell.capture_event();
                }
            }
            _ => {}
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
        let (content, below) = self.content.seen(tree);
        let inner = content.mouse_interaction(below, layout.child(0), cursor, viewport, renderer);
        match inner {
            mouse::Interaction::None if cursor.is_over(layout.bounds()) && !self.disabled() => {
                mouse::Interaction::Pointer
            }
            inner => inner,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let status = Status {
            hovered: state.hovered,
            pressed: state.pressed,
            disabled: self.disabled(),
            selected: self.semantics.selected == Some(true),
            ring: state.focused && state.ring,
        };
        let skin = self.look.skin(theme.tokens(), status);
        skin.draw(renderer, layout.bounds());
        if status.selected && self.look == Look::Row {
            skin::bar(renderer, theme.tokens(), layout.bounds());
        }
        let style = renderer::Style { text_color: skin.text };
        let (content, below) = self.content.seen(tree);
        content.draw(below, renderer, theme, &style, layout.child(0), cursor, viewport);
        if status.ring {
            skin::ring(renderer, theme.tokens(), layout.bounds(), self.look);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        let (content, below) = self.content.open(tree);
        content.overlay(below, layout.child(0), renderer, viewport, translation)
    }
}

impl<Message: Clone> Control<'_, Message> {
    /// Enter presses everything but boxes to tick; Space everything but links, as everywhere.
    fn presses(&self, key: &keyboard::Key) -> bool {
        match key.as_ref() {
            keyboard::Key::Named(Named::Enter) => !matches!(self.semantics.role, Role::CheckBox | Role::RadioButton),
            keyboard::Key::Named(Named::Space) => self.semantics.role != Role::Link,
            keyboard::Key::Named(Named::ArrowDown) => self.opens,
            _ => false,
        }
    }

    fn publish(&self, message: Option<Message>, shell: &mut Shell<'_, Message>) {
        if let Some(message) = message {
            shell.publish(message);
        }
    }
}

impl<'a, Message: Clone + 'a> From<Control<'a, Message>> for Element<'a, Message> {
    fn from(control: Control<'a, Message>) -> Self {
        Element::new(control)
    }
}
