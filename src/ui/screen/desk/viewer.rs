//! A picture of the conversation over the page, large.

mod view;

use iced::time::Instant;
use iced::widget::image::Handle;
use kit::viewer::{Gesture, View};
use model::{Command, Film, Pixels, Play, RoomId, RowKey, Why};

use super::conversation::pictures;
use super::film::Showing;
use crate::wishes::Wishes;

pub use view::view;

/// The picture that is looked at. Its memory goes with it.
pub struct State {
    room: RoomId,
    row: RowKey,
    picture: Picture,
    look: View,
    film: Option<Showing>,
    /// It was said to move, and doesn't.
    still: bool,
}

/// How far it has come.
enum Picture {
    Asked,
    Drawn { handle: Handle, sides: (u32, u32) },
    Failed(Why),
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Larger, smaller, moved, or another.
    Gesture(Gesture),
    /// Ask for it again.
    Again,
    /// Have it move, or stop that for a while.
    Play,
    /// Save it.
    Save,
    /// The page of rules, at this one.
    Rule(&'static str),
    /// The banner over it was read.
    CloseNotice,
    /// Seen.
    Close,
}

impl State {
    /// Asks for the picture in this row.
    pub fn new(room: RoomId, row: RowKey, wishes: &mut Wishes) -> Self {
        let mut state = Self {
            room,
            row,
            picture: Picture::Asked,
            look: View::default(),
            film: None,
            still: false,
        };
        state.ask(wishes);
        state
    }

    /// Which row it is in.
    pub fn row(&self) -> &RowKey {
        &self.row
    }

    /// Looks at it in another way.
    pub fn look(&mut self, gesture: Gesture) {
        self.look = self.look.after(gesture);
    }

    /// Asks for it, or asks again.
    pub fn ask(&mut self, wishes: &mut Wishes) {
        self.picture = Picture::Asked;
        wishes.send(Command::ViewPicture {
            room: self.room.clone(),
            row: Some(self.row.clone()),
        });
    }

    /// Takes over the picture, where it is still the one that is looked at.
    pub fn set(&mut self, room: &RoomId, row: &RowKey, picture: Result<Pixels, Why>) {
        if (room, row) == (&self.room, &self.row) {
            self.picture = match picture {
                Ok(pixels) => Picture::Drawn {
                    sides: (pixels.width, pixels.height),
                    handle: pictures::handle(pixels),
                },
                Err(why) => Picture::Failed(why),
            };
        }
    }

    /// Has it move, stops that for a while, or goes on.
    pub fn play(&mut self, wishes: &mut Wishes) {
        if let Some(film) = &mut self.film {
            return film.toggle();
        }
        self.film = Some(Showing::default());
        wishes.send(Command::Play(Play::Picture {
            room: self.room.clone(),
            row: self.row.clone(),
            large: true,
        }));
    }

    /// Takes over the film that was asked for; none where the picture stands still, or can't be had.
    pub fn set_film(&mut self, row: &RowKey, film: Option<Film>) {
        match (&mut self.film, film) {
            (Some(showing), Some(film)) if *row == self.row => showing.begin(film),
            (Some(_), None) if *row == self.row => (self.film, self.still) = (None, true),
            _ => {}
        }
    }

    /// Shows the next frame where it is time for it.
    pub fn beat(&mut self, now: Instant) {
        if let Some(film) = &mut self.film
            && !film.beat(now)
        {
            self.film = None;
        }
    }

    /// Whether it moves.
    pub fn is_playing(&self) -> bool {
        self.film.as_ref().is_some_and(Showing::is_playing)
    }

    /// It moves no more.
    pub fn stop(&mut self) {
        self.film = None;
    }

    /// It is no longer looked at: what is under way for it may stop.
    pub fn close(self, wishes: &mut Wishes) {
        wishes.send(Command::ViewPicture {
            room: self.room,
            row: None,
        });
    }
}
