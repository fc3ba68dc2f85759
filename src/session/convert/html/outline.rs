//! Blocks of a formatted body: paragraphs, headings, quotes and lists.

use model::{Block, Span};

/// Quotes inside quotes; deeper ones are read as part of the deepest.
const QUOTES: usize = 8;
/// The deepest list level that is drawn as such.
const LEVELS: usize = 8;

/// Gathers blocks in order.
pub(super) struct Outline {
    /// The message, and each open quote. Never empty.
    quotes: Vec<Quote>,
    /// Open quotes beyond the limit.
    beyond: usize,
    lists: Vec<List>,
    heading: Option<u8>,
}

#[derive(Default)]
struct Quote {
    blocks: Vec<Block>,
    /// Lists that were open when it began: they are not its own.
    lists: usize,
}

#[derive(Default)]
struct List {
    /// The next item's number, where items have one.
    next: Option<u32>,
    item: Item,
}

#[derive(Clone, Copy, Default)]
enum Item {
    /// None is open.
    #[default]
    Closed,
    /// Open, without text so far.
    Empty(Option<u32>),
    /// Open, with text.
    Begun,
}

impl Default for Outline {
    fn default() -> Self {
        Self {
            quotes: vec![Quote::default()],
            beyond: 0,
            lists: Vec::new(),
            heading: None,
        }
    }
}

impl Outline {
    /// Text of the block at hand.
    pub(super) fn spans(&mut self, spans: Vec<Span>) {
        let depth = self.depth();
        let block = match (self.heading, self.item()) {
            (Some(level), _) => Block::Heading(level, spans),
            (None, Some(item)) => match *item {
                Item::Empty(ordinal) => {
                    *item = Item::Begun;
                    Block::Item { depth, ordinal, spans }
                }
                // Another paragraph of the same item.
                Item::Begun => match self.blocks().last_mut() {
                    Some(Block::Item { spans: before, .. }) => {
                        before.push(Span {
                            text: "\n".to_owned(),
                            ..Span::default()
                        });
                        before.extend(spans);
                        return;
                    }
                    _ => Block::Paragraph(spans),
                },
                Item::Closed => Block::Paragraph(spans),
            },
            (None, None) => Block::Paragraph(spans),
        };
        self.blocks().push(block);
    }

    /// Preformatted text.
    pub(super) fn code(&mut self, code: &str) {
        self.begin_block();
        self.blocks().push(Block::Code(code.into()));
    }

    /// A thematic break.
    pub(super) fn rule(&mut self) {
        self.begin_block();
        self.blocks().push(Block::Rule);
    }

    pub(super) fn begin_heading(&mut self, level: u8) {
        self.begin_block();
        self.heading = Some(level);
    }

    pub(super) fn end_heading(&mut self) {
        self.heading = None;
    }

    pub(super) fn begin_quote(&mut self) {
        self.begin_block();
        if self.quotes.len() > QUOTES {
            self.beyond += 1;
        } else {
            self.quotes.push(Quote {
                blocks: Vec::new(),
                lists: self.lists.len(),
            });
        }
    }

    pub(super) fn end_quote(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.quotes.len() > 1
            && let Some(quote) = self.quotes.pop()
        {
            self.lists.truncate(quote.lists);
            if !quote.blocks.is_empty() {
                self.blocks().push(Block::Quote(quote.blocks));
            }
        }
    }

    /// A list begins; items are numbered from `first` where it has numbers.
    pub(super) fn begin_list(&mut self, first: Option<u32>) {
        self.lists.push(List {
            next: first,
            item: Item::Closed,
        });
    }

    pub(super) fn end_list(&mut self) {
        if self.lists.len() > self.outer_lists() {
            self.lists.pop();
        }
    }

    pub(super) fn begin_item(&mut self) {
        if self.lists.len() == self.outer_lists() {
            self.begin_list(None);
        }
        if let Some(list) = self.lists.last_mut() {
            list.item = Item::Empty(list.next);
            list.next = list.next.map(|number| number.saturating_add(1));
        }
    }

    pub(super) fn end_item(&mut self) {
        if let Some(item) = self.item() {
            *item = Item::Closed;
        }
    }

    /// All blocks. Quotes still open are closed.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.beyond = 0;
        while self.quotes.len() > 1 {
            self.end_quote();
        }
        self.quotes.pop().map(|quote| quote.blocks).unwrap_or_default()
    }

    /// Before a block that is not text: an item that begins with it still needs its bullet.
    fn begin_block(&mut self) {
        if let Some(Item::Empty(_)) = self.item() {
            self.spans(Vec::new());
        }
    }

    /// The open item of the innermost list in the quote at hand.
    fn item(&mut self) -> Option<&mut Item> {
        let outer = self.outer_lists();
        self.lists.get_mut(outer..)?.last_mut().map(|list| &mut list.item)
    }

    fn depth(&self) -> u8 {
        let levels = self.lists.len().saturating_sub(self.outer_lists()).clamp(1, LEVELS);
        u8::try_from(levels - 1).unwrap_or_default()
    }

    fn outer_lists(&self) -> usize {
        self.quotes.last().map_or(0, |quote| quote.lists)
    }

    fn blocks(&mut self) -> &mut Vec<Block> {
        if self.quotes.is_empty() {
            self.quotes.push(Quote::default());
        }
        let last = self.quotes.len() - 1;
        &mut self.quotes[last].blocks
    }
}
