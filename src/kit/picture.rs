//! Pictures.

use accesskit::Role;
use iced::ContentFit;
use iced::widget::Id;
use iced::widget::image::{self, Handle};

use crate::access::Semantics;
use crate::semantic::semantic;
use crate::{Element, skeleton};

/// A picture of this size, read out by its name. Its room is kept while it is not there yet.
pub fn picture<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    handle: Option<Handle>,
    width: f32,
    height: f32,
) -> Element<'a, Message> {
    let drawn: Element<'a, Message> = match handle {
        Some(handle) => image::Image::new(handle)
            .width(width)
            .height(height)
            .content_fit(ContentFit::Contain)
            .into(),
        None => skeleton(width, height),
    };
    semantic(id, Semantics::new(Role::Image, name.into()), drawn).into()
}
