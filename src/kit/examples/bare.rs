//! A window with nothing in it, of the same renderer and size as the program's: what `cargo xtask bench` measures against.

use iced::{Element, widget::text};

fn main() -> iced::Result {
    iced::application(|| (), |(), ()| {}, |()| -> Element<'_, ()> { text("").into() })
        .title("Bare")
        .window_size((1100.0, 720.0))
        .run()
}
