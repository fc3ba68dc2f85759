//! A picture that moves, on show: frame by frame, each for as long as it is to stand.

use iced::time::Instant;
use iced::widget::image::Handle;
use model::{Film, Next};

use super::conversation::pictures::handle;

/// Where it has come to. Its memory goes with it.
#[derive(Debug, Default)]
pub struct Showing {
    /// None while it is on its way.
    film: Option<Film>,
    frame: Option<Handle>,
    /// When the next frame is to be shown.
    due: Option<Instant>,
    paused: bool,
}

impl Showing {
    /// It has come.
    pub fn begin(&mut self, film: Film) {
        self.film = Some(film);
    }

    /// Stops for a while, or goes on.
    pub fn toggle(&mut self) {
        self.paused = !self.paused;
        self.due = None;
    }

    /// Whether it moves, or is about to.
    pub fn is_playing(&self) -> bool {
        !self.paused
    }

    /// The frame on show; none before the first.
    pub fn frame(&self) -> Option<&Handle> {
        self.frame.as_ref()
    }

    /// Shows the next frame where it is time for it. False at the end.
    pub fn beat(&mut self, now: Instant) -> bool {
        let Some(film) = self.film.as_ref().filter(|_| !self.paused) else {
            return true;
        };
        if self.due.is_some_and(|due| now < due) {
            return true;
        }
        match film.next() {
            Next::Ready(frame) => {
                // From when it was due, so that late beats don't slow it down; but nothing is caught up with.
                let shown = self.due.map_or(now, |due| due + frame.hold);
                self.due = Some(match self.due {
                    Some(_) if shown >= now => shown,
                    _ => now + frame.hold,
                });
                self.frame = Some(handle(frame.pixels));
                true
            }
            Next::Soon => true,
            Next::Over => false,
        }
    }
}
