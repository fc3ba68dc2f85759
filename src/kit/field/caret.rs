//! A caret that comes to rest. Each blink draws the window anew, half a second after half a second: that is for whoever writes. Who
//! has written nothing for a while sees it stand, as in GTK (`gtk-cursor-blink-timeout`).

use iced::time::{Duration, Instant};
use iced::{Event, mouse, touch, window};

/// So long the caret blinks after the last key or press.
const BLINKS: Duration = Duration::from_secs(10);

/// When the person was last at work here.
#[derive(Debug)]
pub(super) struct Caret {
    used: Instant,
    /// The window has the keyboard: without it there is no caret.
    here: bool,
}

impl Default for Caret {
    fn default() -> Self {
        Self {
            used: Instant::now(),
            here: true,
        }
    }
}

impl Caret {
    /// The field came to have the focus.
    pub fn wake(&mut self) {
        self.used = Instant::now();
    }

    /// Hears an event before the field does. True where this frame shows the caret and asks for no other one.
    pub fn rests(&mut self, event: &Event) -> bool {
        match event {
            Event::Keyboard(_)
            | Event::InputMethod(_)
            | Event::Mouse(mouse::Event::ButtonPressed(_))
            | Event::Touch(touch::Event::FingerPressed { .. }) => self.wake(),
            Event::Window(window::Event::Focused) => {
                self.here = true;
                self.wake();
            }
            Event::Window(window::Event::Unfocused) => self.here = false,
            Event::Window(window::Event::RedrawRequested(now)) => {
                return self.here && now.saturating_duration_since(self.used) >= BLINKS;
            }
            _ => {}
        }
        false
    }
}
