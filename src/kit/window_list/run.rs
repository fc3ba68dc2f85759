//! The run of rows that is built: one row first, then outwards until a page on each side is filled.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use iced::Size;
use iced::advanced::layout;
use iced::advanced::widget::Tree;

use super::WindowList;
use crate::Element;

/// A row laid out: its index, element, state, and place.
pub(super) struct Laid<'a, K, Message> {
    pub index: usize,
    pub key: K,
    pub element: Element<'a, Message>,
    pub tree: Tree,
    pub node: layout::Node,
    pub top: f32,
}

impl<K, Message> Laid<'_, K, Message> {
    pub fn height(&self) -> f32 {
        self.node.size().height
    }

    pub fn bottom(&self) -> f32 {
        self.top + self.height()
    }
}

/// The rows built so far, and what is needed to build more.
pub(super) struct Run<'l, 'a, K, Message> {
    pub list: &'l WindowList<'a, K, Message>,
    pub renderer: &'l iced::Renderer,
    /// Elements of this view by index, from an earlier layout of it.
    pub elements: HashMap<usize, Element<'a, Message>>,
    /// State of rows by key.
    pub trees: HashMap<K, Tree>,
    pub size: Size,
    pub rows: VecDeque<Laid<'a, K, Message>>,
}

impl<'a, K: Clone + Eq + Hash, Message> Run<'_, 'a, K, Message> {
    /// Builds the first row; `top` is where it stands, or nothing for a row at the very bottom.
    pub fn begin(&mut self, index: usize, top: Option<f32>, scroll: f32) {
        let mut row = self.make(index);
        row.top = top.unwrap_or(self.size.height - row.height()) - scroll;
        self.rows.push_back(row);
        self.grow();
        // Past an end there is nothing to see: come back, and fill what that uncovers.
        let back = self.overshoot();
        if back != 0.0 {
            self.rows.iter_mut().for_each(|row| row.top += back);
            self.grow();
        }
    }

    fn make(&mut self, index: usize) -> Laid<'a, K, Message> {
        let key = (self.list.key)(index);
        let mut element = self.elements.remove(&index).unwrap_or_else(|| (self.list.build)(index));
        let mut tree = self.trees.remove(&key).unwrap_or_else(Tree::empty);
        tree.diff(&element);
        let limits = layout::Limits::new(
            Size::new(self.size.width, 0.0),
            Size::new(self.size.width, f32::INFINITY),
        );
        let node = element.as_widget_mut().layout(&mut tree, self.renderer, &limits);
        Laid {
            index,
            key,
            element,
            tree,
            node,
            top: 0.0,
        }
    }

    fn grow(&mut self) {
        let (gap, page) = (self.list.spacing, self.size.height.max(1.0));
        while let Some(first) = self.rows.front() {
            let (index, edge) = (first.index, first.top - gap);
            if index == 0 || edge <= -page {
                break;
            }
            let mut row = self.make(index - 1);
            row.top = edge - row.height();
            self.rows.push_front(row);
        }
        while let Some(last) = self.rows.back() {
            let (index, edge) = (last.index, last.bottom() + gap);
            if index + 1 >= self.list.count || edge >= 2.0 * page {
                break;
            }
            let mut row = self.make(index + 1);
            row.top = edge;
            self.rows.push_back(row);
        }
    }

    /// How far to move everything so that no emptiness shows before the first or after the last row.
    fn overshoot(&self) -> f32 {
        let (Some(first), Some(last)) = (self.rows.front(), self.rows.back()) else {
            return 0.0;
        };
        let height = self.size.height;
        let (starts, ends) = (first.index == 0, last.index + 1 == self.list.count);
        let short = starts && ends && last.bottom() - first.top <= height;
        if short {
            return if self.list.from_end {
                height - last.bottom()
            } else {
                -first.top
            };
        }
        if ends && last.bottom() < height {
            return height - last.bottom();
        }
        if starts && first.top > 0.0 {
            return -first.top;
        }
        0.0
    }
}
