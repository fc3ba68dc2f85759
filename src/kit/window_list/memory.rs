//! What a list remembers between frames.

use iced::advanced::widget::operation::Scrollable;
use iced::advanced::widget::operation::scrollable::{AbsoluteOffset, RelativeOffset};
use iced::widget::Id;
use iced::{Rectangle, Size};

use super::{Seen, Wish};

/// Where a list stands, as seen by the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// At the first row; rows that come in front are seen.
    Start,
    /// At the last row; rows that come behind are seen.
    End,
    /// At a row in between.
    Row,
}

/// What a list remembers between frames.
#[derive(Debug)]
pub(crate) struct Memory<K> {
    pub list: Option<Id>,
    pub stand: Stand,
    /// The first row in sight, its index when last met, and how far its top is below the list's top.
    pub anchor: Option<(K, usize, f32)>,
    /// Keys of the rows whose state is kept, in order, with their index.
    pub built: Vec<(usize, K)>,
    /// Pixels still to scroll, towards the end when positive.
    pub scroll: f32,
    pub wishes: u64,
    /// A jump that an operation asked for.
    pub jump: Option<Stand>,
    /// The usual height of a row, for the scroll bar.
    pub mean: f32,
    /// The list's size, less the bar.
    pub size: Size,
    /// What was said to the screen last, and what is seen now.
    pub seen: Option<Seen<K>>,
    pub sight: Option<Seen<K>>,
    /// The first row is in sight.
    pub starts: bool,
    /// Where a finger that scrolls was last.
    pub finger: Option<f32>,
    /// Where in the scroll bar's thumb the mouse took hold.
    pub grab: Option<f32>,
    pub over_bar: bool,
}

impl<K: Clone + Eq> Memory<K> {
    pub fn new() -> Self {
        Self {
            list: None,
            stand: Stand::Start,
            anchor: None,
            built: Vec::new(),
            scroll: 0.0,
            wishes: 0,
            jump: None,
            mean: 64.0,
            size: Size::ZERO,
            seen: None,
            sight: None,
            starts: true,
            finger: None,
            grab: None,
            over_bar: false,
        }
    }

    /// Starts anew for another list.
    pub fn begin(&mut self, list: &Id, stand: Stand, wishes: u64) {
        if self.list.as_ref() != Some(list) {
            *self = Self {
                list: Some(list.clone()),
                stand,
                wishes,
                ..Self::new()
            };
        }
    }

    /// Takes up what the screen wished since.
    pub fn heed(&mut self, wishes: u64, wish: Option<&Wish<K>>, find: impl Fn(&K, usize) -> Option<usize>) {
        if let Some(stand) = self.jump.take() {
            self.stand = stand;
            self.scroll = 0.0;
        }
        if self.wishes == wishes {
            return;
        }
        self.wishes = wishes;
        match wish {
            Some(Wish::Start) => self.stand = Stand::Start,
            Some(Wish::End) => self.stand = Stand::End,
            Some(Wish::To(key)) => {
                let hint = self.anchor.as_ref().map_or(0, |(_, index, _)| *index);
                if let Some(index) = find(key, hint) {
                    self.stand = Stand::Row;
                    self.anchor = Some((key.clone(), index, self.size.height * 0.3));
                }
            }
            Some(Wish::Page(pages)) => self.scroll += pages * self.size.height * 0.9,
            Some(Wish::Stay) => self.stand = Stand::Row,
            None => {}
        }
    }

    /// The row to lay out first, and where. A row that is gone is stood for by the nearest one that was built with it.
    pub fn start(&self, count: usize, find: impl Fn(&K, usize) -> Option<usize>) -> (usize, Option<f32>) {
        match (self.stand, &self.anchor) {
            (Stand::Start, _) | (Stand::Row, None) => (0, Some(0.0)),
            (Stand::End, _) => (count - 1, None),
            (Stand::Row, Some((key, hint, offset))) => {
                let index = find(key, *hint).or_else(|| {
                    let later = self.built.iter().filter(|(index, _)| index > hint);
                    later
                        .chain(self.built.iter().rev())
                        .find_map(|(index, key)| find(key, *index))
                });
                (index.unwrap_or(*hint).min(count - 1), Some(*offset))
            }
        }
    }
}

impl<K> Scrollable for Memory<K> {
    fn snap_to(&mut self, offset: RelativeOffset<Option<f32>>) {
        if let Some(y) = offset.y {
            self.jump = Some(if y > 0.5 { Stand::End } else { Stand::Start });
        }
    }

    fn scroll_to(&mut self, _offset: AbsoluteOffset<Option<f32>>) {}

    fn scroll_by(&mut self, offset: AbsoluteOffset, _bounds: Rectangle, _content: Rectangle) {
        self.scroll += offset.y;
    }
}

/// Looks for a row by key, from where it was last and outwards: it is seldom far.
pub fn place<K: Eq>(count: usize, hint: usize, wanted: &K, key: impl Fn(usize) -> K) -> Option<usize> {
    let hint = hint.min(count.checked_sub(1)?);
    (0..count).find_map(|step| {
        let up = hint + step;
        if up < count && key(up) == *wanted {
            return Some(up);
        }
        let down = hint.checked_sub(step)?;
        (key(down) == *wanted).then_some(down)
    })
}
