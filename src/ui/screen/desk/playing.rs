//! What moves, sounds or is spoken on this screen.

use std::path::PathBuf;

use iced::Task;
use iced::time::Instant;
use iced::widget::operation;
use model::{Capability, EventId, Failure, Film, RoomId, RowKey, Spoken, Ticket, Track, Why};

use super::conversation::{Wish, voice};
use super::{Action, Notice, State};
use crate::wishes::Wishes;

/// What happens to it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Time to look how far it has come.
    Beat(Instant),
    /// Begin to speak where a rule lets that, or end it.
    Speak(Capability),
    /// Open this film in the program for films.
    OpenFilm(PathBuf),
    /// It was opened, under this name; none where no program took it.
    Opened(Option<String>),
}

/// How often it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// For each frame.
    Frames,
    /// For what shows seconds.
    Seconds,
}

impl State {
    pub(super) fn play(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let task = match message {
            Message::Beat(now) => {
                self.beat(now);
                Task::none()
            }
            Message::Speak(allowed) => self.speak(&allowed, wishes),
            Message::OpenFilm(place) => return Action::OpenFilm(place),
            Message::Opened(name) => {
                self.notice = Some(name.map_or(Notice::Unopened, Notice::Opened));
                Task::none()
            }
        };
        Action::Task(task)
    }

    /// Whether something is to be looked at again and again: frames, and how far a sound has come.
    pub fn beats(&self) -> Option<Beat> {
        let mut shown = self.open.iter().chain(&self.thread);
        let viewed = self.viewer.as_ref().is_some_and(super::viewer::State::is_playing);
        let films = viewed || shown.clone().any(|open| open.pictures.is_playing());
        let sounds = shown.any(|open| open.sounds.is_playing() || open.voice.is_busy());
        match (films, sounds) {
            (true, _) => Some(Beat::Frames),
            (false, true) => Some(Beat::Seconds),
            (false, false) => None,
        }
    }

    /// Looks how far everything has come.
    fn beat(&mut self, now: Instant) {
        for open in self.open.iter_mut().chain(&mut self.thread) {
            open.pictures.beat(now);
            open.sounds.beat();
            open.voice.beat();
        }
        if let Some(viewer) = &mut self.viewer {
            viewer.beat(now);
        }
    }

    /// Nothing moves, sounds or hears any more: nobody is there.
    pub fn quiet(&mut self) {
        for open in self.open.iter_mut().chain(&mut self.thread) {
            open.pictures.stop();
            open.sounds.stop();
            open.voice.hush();
        }
        if let Some(viewer) = &mut self.viewer {
            viewer.stop();
        }
    }

    /// Begins to speak where that may be sent, or ends it.
    pub(super) fn speak(&mut self, allowed: &Capability, wishes: &mut Wishes) -> Task<super::Message> {
        let free = self.dialog.is_none() && self.viewer.is_none();
        if let (true, Some(reason)) = (free, allowed.reason()) {
            self.notice = Some(Notice::Refused(Wish::Speak, Why::Policy(reason.clone())));
            return Task::none();
        }
        match self.open.as_mut().filter(|open| free && open.may_send()) {
            Some(open) => {
                open.sounds.stop();
                let room = open.room().clone();
                let focus = open.voice.update(voice::Message::Speak, &room, wishes);
                focus.map_or_else(Task::none, operation::focus)
            }
            None => Task::none(),
        }
    }

    /// A film has come, or there is none.
    pub(super) fn film(&mut self, thread: Option<&EventId>, row: RowKey, large: bool, film: Result<Film, Why>) {
        // That a picture stands still is no fault.
        let undrawn = Why::Failed(Failure::PictureUndrawn);
        if let Err(why) = film.as_ref().map_err(Clone::clone).map(drop)
            && why != undrawn
        {
            self.notice = Some(Notice::Refused(Wish::Play, why));
        }
        match (large, &mut self.viewer) {
            (true, Some(viewer)) => viewer.set_film(&row, film.ok()),
            (true, None) => {}
            (false, _) => {
                if let Some(open) = self.in_thread(thread) {
                    open.pictures.set_film(row, film.ok());
                }
            }
        }
    }

    /// A sound has come, or there is none.
    pub(super) fn sound(&mut self, room: &RoomId, row: &RowKey, track: Result<Track, Why>) {
        if let Some(open) = self.open.as_mut().filter(|open| open.room() == room) {
            open.sounds.set(row, track);
        }
    }

    /// What was spoken plays.
    pub(super) fn rehearsed(&mut self, track: Result<Track, Why>) {
        if let Some(open) = &mut self.open {
            open.voice.rehearsed(track);
        }
    }

    /// What was spoken is a message now, in whichever room.
    pub(super) fn spoken(&mut self, number: u64, spoken: &Result<Spoken, Why>) {
        let _taken = self.voices().any(|voice| voice.spoken(number, spoken));
    }

    /// A message that was spoken was taken over. False where the ticket is another's.
    pub(super) fn voice_done(&mut self, ticket: Ticket) -> bool {
        let done = self.voices().any(|voice| voice.done(ticket));
        self.unsent.retain(|_, voice| !voice.is_empty());
        done
    }

    /// A message that was spoken was refused. False where the ticket is another's.
    pub(super) fn voice_refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        self.voices().any(|voice| voice.refused(ticket, why))
    }

    /// What was spoken in a room that is left waits there.
    pub(super) fn leave_voice(&mut self, room: RoomId, mut voice: voice::State) {
        voice.hush();
        if !voice.is_empty() {
            self.unsent.insert(room, voice);
        }
    }

    fn voices(&mut self) -> impl Iterator<Item = &mut voice::State> {
        let open = self.open.iter_mut().map(|open| &mut open.voice);
        open.chain(self.unsent.values_mut())
    }
}
