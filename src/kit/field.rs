//! What surrounds a text input: its frame, focus ring, name, and its text for assistive technology.

use std::rc::Rc;

use accesskit::Role;
use iced::advanced::text::Renderer as TextRenderer;
use iced::advanced::text::highlighter::PlainText;
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::widget::{Id, text_editor, text_input};
use iced::{Event, Length, Padding, Point, Rectangle, Size, Vector, window};

use crate::access::{Request, Semantics, TextState, Visit, report};
use crate::control::Skin;
use crate::theme::{radius, ring, size, space};
use crate::{Element, Icon, Theme};

/// One line or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Lines,
}

type Paragraph = <iced::Renderer as TextRenderer>::Paragraph;

/// A frame around a text input.
pub(crate) struct Field<'a, Message> {
    pub id: Id,
    pub semantics: Semantics,
    pub kind: Kind,
    pub text: String,
    pub secret: bool,
    pub icon: Option<Icon>,
    pub on_text: Option<Rc<dyn Fn(String) -> Message + 'a>>,
    content: Element<'a, Message>,
}

impl<'a, Message: 'a> Field<'a, Message> {
    pub fn new(id: Id, label: String, kind: Kind, text: String, content: impl Into<Element<'a, Message>>) -> Self {
        let role = if kind == Kind::Line {
            Role::TextInput
        } else {
            Role::MultilineTextInput
        };
        Self {
            id,
            semantics: Semantics::new(role, label),
            kind,
            text,
            secret: false,
            icon: None,
            on_text: None,
            content: content.into(),
        }
    }

    fn focused(&self, tree: &Tree) -> bool {
        match self.kind {
            Kind::Line => tree.children[0]
                .state
                .downcast_ref::<text_input::State<Paragraph>>()
                .is_focused(),
            Kind::Lines => tree.children[0]
                .state
                .downcast_ref::<text_editor::State<PlainText>>()
                .is_focused(),
        }
    }
}

#[derive(Default)]
struct State {
    request: Option<Request>,
    was_focused: bool,
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Field<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let left = if self.icon.is_some() {
            size::ICON + space::M
        } else {
            0.0
        };
        let padding = Padding::ZERO.left(left);
        let inner = limits.shrink(padding);
        let content = self
            .content
            .as_widget_mut()
            .layout(&mut tree.children[0], renderer, &inner);
        let size = content.size().expand(padding);
        layout::Node::with_children(size, vec![content.move_to(Point::new(left, 0.0))])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let visit = Visit {
            focused: self.focused(tree),
            focusable: true,
            text: Some(TextState {
                text: self.text.clone(),
                ..TextState::default()
            }),
            ..Visit::default()
        };
        self.semantics.disabled = self.on_text.is_none();
        if let Some(request) = report(operation, &self.id, layout.bounds(), &mut self.semantics, visit) {
            tree.state.downcast_mut::<State>().request = Some(request);
        }
        let content = &mut self.content;
        operation.traverse(&mut |operation| {
            if let Some(layout) = layout.children().next() {
                content
                    .as_widget_mut()
                    .operate(&mut tree.children[0], layout, renderer, operation);
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
        if let Event::Window(window::Event::RedrawRequested(_)) = event
            && let Some(Request::SetText(text)) = tree.state.downcast_mut::<State>().request.take()
            && let Some(on_text) = &self.on_text
        {
            shell.publish(on_text(text));
        }
        if let Some(child) = layout.children().next() {
            let content = self.content.as_widget_mut();
            content.update(
                &mut tree.children[0],
                event,
                child,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        let focused = self.focused(tree);
        let state = tree.state.downcast_mut::<State>();
        if state.was_focused != focused {
            state.was_focused = focused;
            shell.request_redraw();
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
        layout.children().next().map_or(mouse::Interaction::None, |child| {
            self.content
                .as_widget()
                .mouse_interaction(&tree.children[0], child, cursor, viewport, renderer)
        })
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
        let tokens = theme.tokens();
        let bounds = layout.bounds();
        let focused = self.focused(tree);
        let (outline, width) = match (focused, &self.semantics.invalid) {
            (true, _) => (tokens.focus, ring::WIDTH),
            (false, Some(_)) => (tokens.danger, 2.0),
            (false, None) => (tokens.outline, 1.0),
        };
        let skin = Skin {
            fill: tokens.raised,
            text: tokens.text,
            outline,
            width,
            radius: radius::M,
        };
        skin.draw(renderer, bounds);
        if let Some(icon) = self.icon {
            icon.paint(
                renderer,
                Point::new(bounds.x + space::M, bounds.center_y()),
                tokens.muted,
                *viewport,
            );
        }
        if let Some(child) = layout.children().next() {
            self.content
                .as_widget()
                .draw(&tree.children[0], renderer, theme, style, child, cursor, viewport);
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
        let child = layout.children().next()?;
        self.content
            .as_widget_mut()
            .overlay(&mut tree.children[0], child, renderer, viewport, translation)
    }
}

impl<'a, Message: 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        Element::new(field)
    }
}
