//! Text for reading: selectable by mouse, readable letter by letter by assistive technology, its links in reach of the keyboard.

use accesskit::Role;
use iced::advanced::widget::{Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Event, Length, Rectangle, Size, widget::Id, window};

use crate::access::{Request, Semantics, TextState, Visit, report};
use crate::control::frame;
use crate::inside::Inside;
use crate::theme::{radius, ring};
use crate::{Element, Theme};

/// A link inside the text.
pub(crate) struct Link {
    pub label: String,
    pub url: String,
}

/// The text and its links.
pub(crate) struct Reading<'a, Message> {
    rich: Inside<'a, Message>,
    text: String,
    links: Vec<Link>,
    on_link: Box<dyn Fn(String) -> Message + 'a>,
}

impl<'a, Message> Reading<'a, Message> {
    pub fn new(
        rich: Element<'a, Message>,
        text: String,
        links: Vec<Link>,
        on_link: Box<dyn Fn(String) -> Message + 'a>,
    ) -> Self {
        Self {
            rich: Inside::new(rich),
            text,
            links,
            on_link,
        }
    }
}

#[derive(Debug, Default)]
struct State {
    links: Vec<LinkState>,
}

#[derive(Debug)]
struct LinkState {
    /// Unique, for the same link may stand in two messages; kept as long as the message is built.
    id: Id,
    focused: bool,
    request: Option<Request>,
}

impl Default for LinkState {
    fn default() -> Self {
        Self {
            id: Id::unique(),
            focused: false,
            request: None,
        }
    }
}

impl Focusable for LinkState {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
    }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Reading<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.rich.children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.rich.diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.rich.size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        tree.state
            .downcast_mut::<State>()
            .links
            .resize_with(self.links.len(), LinkState::default);
        let (rich, below) = self.rich.open(tree);
        rich.layout(below, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let bounds = layout.bounds();
        let state = tree.state.downcast_mut::<State>();
        let text = TextState {
            text: std::mem::take(&mut self.text),
            ..TextState::default()
        };
        let mut visit = Visit {
            semantics: Semantics::new(Role::Label, ""),
            text: Some(text),
            ..Visit::default()
        };
        // Without a key: its place in the message names it.
        operation.custom(None, bounds, &mut visit);
        self.text = visit.text.take().map(|text| text.text).unwrap_or_default();
        operation.traverse(&mut |_| {});
        for (link, state) in self.links.iter().zip(&mut state.links) {
            let mut semantics = Semantics {
                url: Some(link.url.clone()),
                clickable: true,
                opaque: true,
                ..Semantics::new(Role::Link, link.label.clone())
            };
            let visit = Visit {
                focused: state.focused,
                focusable: true,
                ..Visit::default()
            };
            if let Some(request) = report(operation, &state.id, bounds, &mut semantics, visit) {
                state.request = Some(request);
            }
            let id = state.id.clone();
            operation.focusable(Some(&id), bounds, state);
            operation.traverse(&mut |_| {});
        }
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
        let (rich, below) = self.rich.open(tree);
        rich.update(below, event, layout, cursor, renderer, clipboard, shell, viewport);
        let links = &mut tree.state.downcast_mut::<State>().links;
        for (link, state) in self.links.iter().zip(links) {
            let asked = matches!(event, Event::Window(window::Event::RedrawRequested(_)))
                && state.request.take() == Some(Request::Click);
            let pressed = matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key, .. })
                if state.focused && key.as_ref() == keyboard::Key::Named(Named::Enter))
                && !shell.is_event_captured();
            if asked || pressed {
                shell.publish((self.on_link)(link.url.clone()));
            }
            if pressed {
                shell.capture_event();
            }
            let elsewhere = matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_)));
            if state.focused && elsewhere {
                state.unfocus();
                shell.request_redraw();
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
        let (rich, below) = self.rich.seen(tree);
        rich.mouse_interaction(below, layout, cursor, viewport, renderer)
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
        let (rich, below) = self.rich.seen(tree);
        rich.draw(below, renderer, theme, style, layout, cursor, viewport);
        // Where in the text the link stands is known to the text alone: the ring goes round all of it, and the name says which.
        let focused = tree.state.downcast_ref::<State>().links.iter().any(|link| link.focused);
        if focused {
            frame(
                renderer,
                theme.tokens().focus,
                layout.bounds().expand(ring::WIDTH),
                radius::S,
            );
        }
    }
}
