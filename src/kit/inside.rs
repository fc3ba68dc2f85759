//! The one thing inside a widget that puts something round it.

use iced::advanced::Widget;
use iced::advanced::widget::Tree;
use iced::{Length, Size};

use crate::{Element, Theme};

/// An element that is the only child of its widget.
///
/// iced keeps what a child remembers in the tree of its parent, and the parent looks it up for every call that it hands on.
/// Here the child and its part of the parent's tree come together, so that neither is used with something else.
pub(crate) struct Inside<'a, Message>(Element<'a, Message>);

type Child<'a, Message> = dyn Widget<Message, Theme, iced::Renderer> + 'a;

impl<'a, Message> Inside<'a, Message> {
    pub fn new(content: impl Into<Element<'a, Message>>) -> Self {
        Self(content.into())
    }

    /// The child and what it remembers, to be looked at.
    pub fn seen<'b>(&'b self, tree: &'b Tree) -> (&'b Child<'b, Message>, &'b Tree) {
        (self.0.as_widget(), &tree.children[0])
    }

    /// The child and what it remembers, to be changed.
    pub fn open<'b>(&'b mut self, tree: &'b mut Tree) -> (&'b mut Child<'b, Message>, &'b mut Tree) {
        (self.0.as_widget_mut(), &mut tree.children[0])
    }

    pub fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.0)]
    }

    pub fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.0));
    }

    pub fn size(&self) -> Size<Length> {
        self.0.as_widget().size()
    }
}
