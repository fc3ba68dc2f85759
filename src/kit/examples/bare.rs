//! A window with nothing in it, of the same renderer and size as the program's: what `cargo xtask bench` measures against.

use iced::widget::{Text, text};

fn main() -> iced::Result {
    iced::application(boot, update, view).window_size((1100.0, 720.0)).run()
}

fn boot() {}

fn update(_state: &mut (), _message: ()) {}

fn view(_state: &()) -> Text<'_> {
    text("")
}
