//! Pictures.

use accesskit::Role;
use iced::ContentFit;
use iced::widget::Id;
use iced::widget::image::{self, Handle};

use crate::access::Semantics;
use crate::control::{Control, Look};
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
    let semantics = Semantics::new(Role::Image, name.into());
    semantic(id, semantics, drawn(handle, width, height)).into()
}

/// The same, to be pressed.
pub fn picture_button<'a, Message: Clone + 'a>(
    id: impl Into<Id>,
    name: impl Into<String>,
    handle: Option<Handle>,
    (width, height): (f32, f32),
    on_press: Message,
) -> Element<'a, Message> {
    let semantics = Semantics::new(Role::Button, name.into());
    let mut control = Control::new(id.into(), semantics, Look::Plain, drawn(handle, width, height));
    control.on_press = Some(on_press);
    control.into()
}

fn drawn<'a, Message: Clone + 'a>(handle: Option<Handle>, width: f32, height: f32) -> Element<'a, Message> {
    match handle {
        Some(handle) => image::Image::new(handle)
            .width(width)
            .height(height)
            .content_fit(ContentFit::Contain)
            .into(),
        None => skeleton(width, height),
    }
}
