//! What surrounds a text input: its frame, focus ring, name, and its text for assistive technology.

mod caret;

use accesskit::Role;
use iced::advanced::text::Renderer as TextRenderer;
use iced::advanced::text::highlighter::PlainText;
use iced::advanced::widget::{Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, key::Named};
use iced::widget::{Id, text_editor, text_input};
use iced::{Event, Length, Padding, Point, Rectangle, Size, Vector, window};

use unicode_segmentation::UnicodeSegmentation;

use caret::Caret;

use crate::access::{Request, Semantics, TextState, Visit, report};
use crate::control::Skin;
use crate::inside::Inside;
use crate::theme::{radius, ring, size, space};
use crate::{Element, Icon, Theme};

/// One line or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Line,
    Lines,
}

type Paragraph = <iced::Renderer as TextRenderer>::Paragraph;
type Input = text_input::State<Paragraph>;

/// Turns what assistive technology asks of the text into the screen's message.
pub(crate) type OnRequest<'a, Message> = Box<dyn Fn(&Request, &TextState) -> Option<Message> + 'a>;

/// A frame around a text input.
pub(crate) struct Field<'a, Message> {
    pub id: Id,
    pub semantics: Semantics,
    pub kind: Kind,
    /// The text; the caret of a single line is read from the input itself.
    pub text: TextState,
    pub secret: bool,
    pub icon: Option<Icon>,
    pub on_request: Option<OnRequest<'a, Message>>,
    content: Inside<'a, Message>,
}

impl<'a, Message: 'a> Field<'a, Message> {
    pub fn new(id: Id, label: String, kind: Kind, text: TextState, content: impl Into<Element<'a, Message>>) -> Self {
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
            on_request: None,
            content: Inside::new(content),
        }
    }

    fn focused(&self, tree: &Tree) -> bool {
        let state = &tree.children[0].state;
        match self.kind {
            Kind::Line => state.downcast_ref::<Input>().is_focused(),
            Kind::Lines => state.downcast_ref::<text_editor::State<PlainText>>().is_focused(),
        }
    }

    /// Has the caret be seen: a blink begins with it.
    fn show_caret(&self, tree: &mut Tree) {
        let state = &mut tree.children[0].state;
        match self.kind {
            Kind::Line => {
                let input = state.downcast_mut::<Input>();
                let at = input.cursor().state(&text_input::Value::new(&self.text.text));
                input.focus();
                // With the focus goes the caret, to the end.
                match at {
                    text_input::cursor::State::Index(at) => input.move_cursor_to(at),
                    text_input::cursor::State::Selection { start, end } => input.select_range(start, end),
                }
            }
            Kind::Lines => state.downcast_mut::<text_editor::State<PlainText>>().focus(),
        }
    }

    /// The text with its caret; a secret as bullets, one a letter.
    fn read(&self, tree: &Tree) -> TextState {
        let mut text = self.text.clone();
        if self.kind == Kind::Line {
            let value = text_input::Value::new(&text.text);
            let (anchor, caret) = match tree.children[0].state.downcast_ref::<Input>().cursor().state(&value) {
                text_input::cursor::State::Index(index) => (index, index),
                text_input::cursor::State::Selection { start, end } => (start, end),
            };
            if self.secret {
                text.text = "\u{2022}".repeat(value.len());
            }
            text.anchor = byte(&text.text, anchor);
            text.caret = byte(&text.text, caret);
        }
        text
    }

    fn answer(&self, tree: &mut Tree, request: Request, shell: &mut Shell<'_, Message>) {
        let Some(on_request) = &self.on_request else { return };
        let shown = self.read(tree);
        let (anchor, caret) = (letters(&shown.text, shown.anchor), letters(&shown.text, shown.caret));
        let mut text = TextState {
            text: self.text.text.clone(),
            ..shown.clone()
        };
        if self.kind == Kind::Line {
            text.anchor = byte(&text.text, anchor);
            text.caret = byte(&text.text, caret);
            let input = tree.children[0].state.downcast_mut::<Input>();
            match &request {
                Request::SetText(_) => input.move_cursor_to_end(),
                Request::Replace(new) => input.move_cursor_to(anchor.min(caret) + new.graphemes(true).count()),
                Request::Select(anchor, caret) => {
                    let (anchor, caret) = (letters(&shown.text, *anchor), letters(&shown.text, *caret));
                    if anchor == caret {
                        input.move_cursor_to(caret);
                    } else {
                        input.select_range(anchor, caret);
                    }
                    shell.request_redraw();
                }
                Request::Click | Request::Menu | Request::Step(_) => {}
            }
        }
        if let Some(message) = on_request(&request, &text) {
            shell.publish(message);
        }
    }
}

#[derive(Default)]
struct State {
    request: Option<Request>,
    was_focused: bool,
    caret: Caret,
}

impl<'a, Message: 'a> Widget<Message, Theme, iced::Renderer> for Field<'a, Message> {
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
        self.content.size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let left = if self.icon.is_some() {
            size::ICON + space::M
        } else {
            0.0
        };
        let padding = Padding::ZERO.left(left);
        let inner = limits.shrink(padding);
        let (content, below) = self.content.open(tree);
        let content = content.layout(below, renderer, &inner);
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
        let editable = self.on_request.is_some();
        let text = Some(self.read(tree));
        let visit = Visit {
            focused: self.focused(tree),
            focusable: editable,
            editable,
            text,
            ..Visit::default()
        };
        self.semantics.disabled = !editable;
        if let Some(request) = report(operation, &self.id, layout.bounds(), &mut self.semantics, visit) {
            tree.state.downcast_mut::<State>().request = Some(request);
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
        if let Event::Window(window::Event::RedrawRequested(_)) = event
            && let Some(request) = tree.state.downcast_mut::<State>().request.take()
        {
            self.answer(tree, request, shell);
        }
        // A line would swallow Escape to drop its focus; the dialog or screen around it needs the key.
        let escape = matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { key, .. })
            if self.kind == Kind::Line && key.as_ref() == keyboard::Key::Named(Named::Escape));
        if escape {
            return;
        }
        let rests = tree.state.downcast_mut::<State>().caret.rests(event) && self.focused(tree);
        if rests {
            self.show_caret(tree);
        }
        let asked = shell.redraw_request();
        let child = layout.child(0);
        let (content, below) = self.content.open(tree);
        content.update(below, event, child, cursor, renderer, clipboard, shell, viewport);
        if rests {
            // All that it asks for in such a frame is the next blink.
            Shell::replace_redraw_request(shell, asked);
        }
        let focused = self.focused(tree);
        let state = tree.state.downcast_mut::<State>();
        if state.was_focused != focused {
            state.was_focused = focused;
            state.caret.wake();
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
        let (content, below) = self.content.seen(tree);
        content.mouse_interaction(below, layout.child(0), cursor, viewport, renderer)
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
        let (content, below) = self.content.seen(tree);
        content.draw(below, renderer, theme, style, layout.child(0), cursor, viewport);
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

impl<'a, Message: 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        Element::new(field)
    }
}

/// The byte where the letter with this number begins.
fn byte(text: &str, letter: usize) -> usize {
    text.grapheme_indices(true)
        .nth(letter)
        .map_or(text.len(), |(byte, _)| byte)
}

/// How many letters begin before this byte.
fn letters(text: &str, byte: usize) -> usize {
    text.grapheme_indices(true)
        .take_while(|(start, _)| *start < byte)
        .count()
}
