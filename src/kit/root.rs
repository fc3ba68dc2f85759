//! What surrounds a window's view: the order of focus, dialogs, and the bridge to assistive technology.

mod focus;
mod requests;

use std::rc::Rc;

use accesskit::NodeId;
use iced::advanced::widget::{self, Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard;
use iced::widget::{Id, Space, container, opaque, operation, stack};
use iced::{Event, Length, Point, Rectangle, Size, Task, Vector, window};

use crate::access::{self, Reveal, with_bridge};
use crate::fence::{Fence, Fenced};
use crate::inside::Inside;
use crate::{Element, Theme};

/// Gives the focus to something on the page, and scrolls until it is in sight: for a place that one is led to, where
/// `iced::widget::operation::focus` is for a field that is in sight anyway.
pub fn show<Message: Send + 'static>(id: impl Into<Id>) -> Task<Message> {
    let id = id.into();
    let reveal = widget::operate(Reveal::new(access::node_id(&id)));
    operation::focus(id).chain(reveal.discard())
}

/// The outermost widget of a window.
pub struct Root<'a, Message> {
    window: window::Id,
    title: String,
    zoom: f32,
    page: Element<'a, Message>,
    dialog: Option<Element<'a, Message>>,
    subject: u64,
    fence: Option<(Rc<dyn Fence>, Message)>,
}

/// Wraps a window's whole view: Tab order, F6, dialogs, and the bridge to assistive technology. `title` names the window.
pub fn root<'a, Message: 'a>(
    window: window::Id,
    title: impl Into<String>,
    page: impl Into<Element<'a, Message>>,
) -> Root<'a, Message> {
    Root {
        window,
        title: title.into(),
        zoom: 1.0,
        page: page.into(),
        dialog: None,
        subject: 0,
        fence: None,
    }
}

impl<'a, Message: 'a> Root<'a, Message> {
    /// The dialog to show over the page, if any: [`crate::dialog`].
    #[must_use]
    pub fn dialog(self, dialog: Option<Element<'a, Message>>) -> Self {
        Self { dialog, ..self }
    }

    /// Whose view it is. With another, everything that widgets remember is forgotten: focus, scroll, carets, open menus.
    #[must_use]
    pub fn subject(self, subject: u64) -> Self {
        Self { subject, ..self }
    }

    /// What stands between the widgets and the clipboard, and what is said when something was not pasted.
    #[must_use]
    pub fn fence(self, fence: Rc<dyn Fence>, refused: Message) -> Self {
        Self {
            fence: Some((fence, refused)),
            ..self
        }
    }

    /// The person's text size, as handed to the window's scale factor, so that positions told to screen readers are true.
    #[must_use]
    pub fn zoom(self, zoom: f32) -> Self {
        Self { zoom, ..self }
    }
}

impl<'a, Message: Clone + 'a> From<Root<'a, Message>> for Element<'a, Message> {
    fn from(root: Root<'a, Message>) -> Self {
        // Always a stack of two: when the shape of the view changes, iced forgets focus, caret and scroll.
        let layer: Element<'a, Message> = match root.dialog {
            Some(dialog) => {
                let veil = |theme: &Theme| container::Style::default().background(theme.tokens().veil);
                opaque(container(dialog).center(Length::Fill).style(veil))
            }
            None => Space::new().into(),
        };
        let content = Inside::new(stack![root.page, layer].width(Length::Fill).height(Length::Fill));
        Element::new(Window {
            window: root.window,
            title: root.title,
            zoom: root.zoom,
            content,
            subject: root.subject,
            fence: root.fence,
        })
    }
}

/// The widget behind [`Root`].
struct Window<'a, Message> {
    window: window::Id,
    title: String,
    zoom: f32,
    content: Inside<'a, Message>,
    subject: u64,
    fence: Option<(Rc<dyn Fence>, Message)>,
}

/// What the window remembers between frames.
#[derive(Debug, Default)]
struct State {
    subject: u64,
    modal: Option<NodeId>,
    last: Option<focus::Last>,
    /// What assistive technology pressed last: it need not have the focus, but gets it when the dialog it opened closes.
    opener: Option<Id>,
    /// What had the focus before each dialog or menu.
    before: Vec<(NodeId, Option<Id>)>,
    /// An end of a list to focus once its rows are there.
    edge: Option<(NodeId, bool)>,
    position: Option<Point>,
}

impl<Message> Window<'_, Message> {
    /// Walks every widget, those in overlays too.
    fn walk(&mut self, at: &mut Place<'_, '_>, operation: &mut dyn Operation) {
        let Place {
            tree,
            layout,
            renderer,
            viewport,
        } = at;
        let (layout, renderer, viewport) = (*layout, *renderer, *viewport);
        let (content, below) = self.content.open(tree);
        content.operate(below, layout, renderer, operation);
        if let Some(overlay) = content.overlay(below, layout, renderer, viewport, Vector::ZERO) {
            let mut overlay = overlay::Nested::new(overlay);
            let node = overlay.layout(renderer, viewport.size());
            overlay.operate(Layout::new(&node), renderer, operation);
        }
    }

    fn window_event(&self, state: &mut State, event: &window::Event, size: Size) {
        match event {
            window::Event::Opened { position, .. } => state.position = *position,
            window::Event::Moved(position) => state.position = Some(*position),
            window::Event::Rescaled(scale) => _ = with_bridge(self.window, |bridge| bridge.scale = *scale),
            window::Event::Focused => _ = with_bridge(self.window, |bridge| bridge.focus(true)),
            window::Event::Unfocused => _ = with_bridge(self.window, |bridge| bridge.focus(false)),
            window::Event::Closed => access::close(self.window),
            window::Event::Resized(_) => {}
            _ => return,
        }
        let Some(position) = state.position else { return };
        with_bridge(self.window, |bridge| {
            let (outer, inner) = (f64::from(bridge.scale), f64::from(bridge.scale * self.zoom));
            let (x0, y0) = (f64::from(position.x) * outer, f64::from(position.y) * outer);
            let (width, height) = (f64::from(size.width) * inner, f64::from(size.height) * inner);
            bridge.place(accesskit::Rect {
                x0,
                y0,
                x1: x0 + width,
                y1: y0 + height,
            });
        });
    }
}

/// Where in the widget tree a walk begins.
struct Place<'b, 'l> {
    tree: &'b mut Tree,
    layout: Layout<'l>,
    renderer: &'b iced::Renderer,
    viewport: &'b Rectangle,
}

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for Window<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            subject: self.subject,
            ..State::default()
        })
    }

    fn children(&self) -> Vec<Tree> {
        self.content.children()
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.subject == self.subject {
            return self.content.diff(tree);
        }
        *state = State {
            subject: self.subject,
            position: state.position,
            ..State::default()
        };
        tree.children = self.content.children();
    }

    fn size(&self) -> Size<Length> {
        self.content.size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let (content, below) = self.content.open(tree);
        content.layout(below, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let (content, below) = self.content.open(tree);
        content.operate(below, layout, renderer, operation);
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
        let redraw = matches!(event, Event::Window(window::Event::RedrawRequested(_)));
        let mut at = Place {
            tree,
            layout,
            renderer,
            viewport,
        };
        if redraw && self.carry_out(&mut at) {
            // What is in an overlay has seen this redraw already, and hears of the request with the next one.
            shell.invalidate_layout();
            shell.request_redraw();
        }
        let (content, below) = self.content.open(at.tree);
        match &self.fence {
            Some((fence, refused)) => {
                let mut fenced = Fenced::new(clipboard, &**fence);
                content.update(below, event, layout, cursor, renderer, &mut fenced, shell, viewport);
                if fenced.has_refused() {
                    shell.publish(refused.clone());
                }
            }
            None => content.update(below, event, layout, cursor, renderer, clipboard, shell, viewport),
        }
        if matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. })) {
            at.tree.state.downcast_mut::<State>().opener = None;
        }
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if !shell.is_event_captured() && self.key(&mut at, key, *modifiers) =>
            {
                shell.capture_event();
                shell.invalidate_layout();
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => at.tree.state.downcast_mut::<State>().opener = None,
            Event::Window(event) if !redraw => {
                self.window_event(at.tree.state.downcast_mut::<State>(), event, layout.bounds().size());
            }
            _ => {}
        }
        if redraw && shell.is_layout_invalid() {
            // Positions are about to change: look again when they have.
            shell.request_redraw();
        } else if redraw {
            if self.follow(&mut at) {
                shell.invalidate_layout();
                shell.request_redraw();
            }
            self.tell(&mut at);
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
        content.mouse_interaction(below, layout, cursor, viewport, renderer)
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
        let (content, below) = self.content.seen(tree);
        content.draw(below, renderer, theme, style, layout, cursor, viewport);
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
        content.overlay(below, layout, renderer, viewport, translation)
    }
}
