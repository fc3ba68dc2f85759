//! A QR code, for the camera of another device.

use std::fmt;

use accesskit::Role;
use iced::Length;
use iced::widget::{Id, container, qr_code};

use crate::access::Semantics;
use crate::theme::paper;
use crate::{Element, semantic};

/// How wide each of its squares is, in pixels of the screen at 100 %. A screenshot of it has whole squares.
const SQUARE: f32 = 5.0;
/// Squares that stay white around it (ISO/IEC 18004 asks for four), beyond the two that iced draws.
const QUIET: f32 = 2.0;

/// What a code shows: made when its bytes come, drawn as often as one likes.
pub struct Code(qr_code::Data);

impl Code {
    /// Encodes these bytes; none where they are too many for any code (more than 2331).
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        qr_code::Data::new(bytes).ok().map(Self)
    }
}

impl fmt::Debug for Code {
    /// Whoever reads a code can stand in for its owner: it is in no log.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Code")
    }
}

/// The code, black on white in every theme; `said` is heard in its place. It is as large on the screen at any `zoom` of the
/// text: a camera has to see all of it at once.
pub fn code<'a, Message: 'a>(
    id: impl Into<Id>,
    code: &'a Code,
    said: impl Into<String>,
    zoom: f32,
) -> Element<'a, Message> {
    let square = SQUARE / zoom;
    let drawn = qr_code(&code.0).cell_size(square);
    let paper = container(drawn).padding(QUIET * square).style(paper);
    let semantics = Semantics {
        opaque: true,
        ..Semantics::new(Role::Image, said)
    };
    container(Element::from(semantic(id, semantics, paper)))
        .center_x(Length::Fill)
        .into()
}
