//! A name and a role around something that is not pressed: headings, regions, lists, images, status lines.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Event, Length, Rectangle, Size, Vector, widget::Id};

use crate::access::{Semantics, Visit, report};
use crate::{Element, Theme};

/// Gives `content` a place in the accessibility tree and changes nothing else.
pub struct Semantic<'a, Message> {
    id: Id,
    semantics: Semantics,
    content: Element<'a, Message>,
    on_escape: Option<Box<dyn Fn() -> Message + 'a>>,
}

/// Wraps `content` in a node of the accessibility tree.
pub fn semantic<'a, Message>(
    id: impl Into<Id>,
    semantics: Semantics,
    content: impl Into<Element<'a, Message>>,
) -> Semantic<'a, Message> {
    Semantic {
        id: id.into(),
        semantics,
        content: content.into(),
        on_escape: None,
    }
}

impl<'a, Message: Clone + 'a> Semantic<'a, Message> {
    /// What Escape says, when nothing inside wanted the key.
    #[must_use]
    pub fn on_escape(self, message: Message) -> Self {
        Self {
            on_escape: Some(Box::new(move || message.clone())),
            ..self
        }
    }
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Semantic<'_, Message> {
    fn tag(&self) -> tree::Tag {
        self.content.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.content.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.content.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.as_widget().diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        report(
            operation,
            &self.id,
            layout.bounds(),
            &mut self.semantics,
            Visit::default(),
        );
        let content = &mut self.content;
        operation.traverse(&mut |operation| content.as_widget_mut().operate(tree, layout, renderer, operation));
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
        self.content
            .as_widget_mut()
            .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) = event
            && key.as_ref() == keyboard::Key::Named(Named::Escape)
            && !shell.is_event_captured()
            && let Some(message) = &self.on_escape
        {
            shell.publish(message());
            shell.capture_event();
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
        self.content
            .as_widget()
            .mouse_interaction(tree, layout, cursor, viewport, renderer)
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
        self.content
            .as_widget()
            .draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(tree, layout, renderer, viewport, translation)
    }
}

impl<'a, Message: 'a> From<Semantic<'a, Message>> for Element<'a, Message> {
    fn from(semantic: Semantic<'a, Message>) -> Self {
        Element::new(semantic)
    }
}
