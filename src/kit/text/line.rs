//! One line of words that ends in "…" where there is no room for all of them.

use iced::advanced::text::{self, Paragraph as _, Renderer as TextRenderer};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, layout, mouse, renderer};
use iced::widget::text::{Catalog, Style};
use iced::{Font, Length, Pixels, Rectangle, Size, alignment};
use unicode_segmentation::UnicodeSegmentation;

use crate::theme::{self, BODY, BOLD, size};
use crate::{Element, Theme, rich};

type Paragraph = <iced::Renderer as TextRenderer>::Paragraph;

/// One line of words. Assistive technology hears all of them.
pub struct Line<'a> {
    words: String,
    size: f32,
    font: Font,
    width: Length,
    class: <Theme as Catalog>::Class<'a>,
}

/// One line of words, cut with "…" where there is no room: names and last messages in a list.
pub fn line<'a>(words: impl Into<String>) -> Line<'a> {
    let words: String = words.into();
    // A message has lines of its own; in a list they follow one another.
    let words = if words.contains(['\n', '\r', '\t']) {
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        words
    };
    Line {
        words,
        size: size::BODY,
        font: BODY,
        width: Length::Shrink,
        class: <Theme as Catalog>::default(),
    }
}

impl<'a> Line<'a> {
    /// In semibold.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { font: BOLD, ..self }
    }

    /// Second-rank: smaller and quieter.
    #[must_use]
    pub fn small(self) -> Self {
        Self {
            size: size::SMALL,
            ..self
        }
        .style(theme::muted)
    }

    /// In a size of its own.
    #[must_use]
    pub fn size(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// In a face of its own.
    #[must_use]
    pub fn font(self, font: Font) -> Self {
        Self { font, ..self }
    }

    /// In a colour of the theme.
    #[must_use]
    pub fn style(self, style: impl Fn(&Theme) -> Style + 'a) -> Self {
        Self {
            class: Box::new(style),
            ..self
        }
    }

    /// How wide it is.
    #[must_use]
    pub fn width(self, width: impl Into<Length>) -> Self {
        Self {
            width: width.into(),
            ..self
        }
    }

    fn shape(&self, words: &str) -> Paragraph {
        let style = text::Text {
            content: (),
            bounds: Size::INFINITE,
            size: Pixels(self.size),
            line_height: text::LineHeight::Relative(size::LINE),
            font: self.font,
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Auto,
            wrapping: text::Wrapping::None,
        };
        if words.graphemes(true).any(rich::is_emoji) {
            Paragraph::with_spans(style.with_content(rich::words(words).as_slice()))
        } else {
            Paragraph::with_text(style.with_content(words))
        }
    }

    /// The longest beginning that fits with its "…".
    fn cut(&self, room: f32) -> Paragraph {
        let ends: Vec<usize> = self
            .words
            .grapheme_indices(true)
            .map(|(start, letter)| start + letter.len())
            .collect();
        let beginning = |letters: usize| {
            let end = letters
                .checked_sub(1)
                .and_then(|last| ends.get(last))
                .copied()
                .unwrap_or(0);
            self.shape(&format!(
                "{}\u{2026}",
                self.words.get(..end).unwrap_or_default().trim_end()
            ))
        };
        let (mut fits, mut fails) = (0, ends.len());
        while fails - fits > 1 {
            let middle = usize::midpoint(fits, fails);
            if beginning(middle).min_width() <= room {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        beginning(fits)
    }
}

/// What was shaped, and for what.
#[derive(Default)]
struct State {
    shaped: Paragraph,
    /// The width of all the words.
    whole: f32,
    cut: bool,
    key: Option<(String, f32, Font)>,
    room: f32,
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Line<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _renderer: &iced::Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let limits = limits.width(self.width);
        let room = limits.max().width;
        let same = state
            .key
            .as_ref()
            .is_some_and(|(words, size, font)| *words == self.words && *size == self.size && *font == self.font);
        if !same {
            state.whole = self.shape(&self.words).min_width();
            state.key = Some((self.words.clone(), self.size, self.font));
        }
        // Shaping is dear: once for the words, and again only when they are cut and the room changed.
        let cut = state.whole > room;
        if !same || cut != state.cut || cut && room != state.room {
            state.shaped = if cut { self.cut(room) } else { self.shape(&self.words) };
        }
        (state.cut, state.room) = (cut, room);
        let size = Size::new(state.shaped.min_width(), state.shaped.min_height());
        layout::Node::new(limits.resolve(self.width, Length::Shrink, size))
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.words);
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let color = theme.style(&self.class).color.unwrap_or(style.text_color);
        renderer.fill_paragraph(&state.shaped, layout.position(), color, *viewport);
    }
}

impl<'a, Message: 'a> From<Line<'a>> for Element<'a, Message> {
    fn from(line: Line<'a>) -> Self {
        Element::new(line)
    }
}
