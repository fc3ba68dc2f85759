//! Wishes to see, hear or speak something.

use std::time::Duration;

use iced::Task;
use model::{Body, Command, Play, Plays, RowKey};

use super::{Action, State, Wish, voice};
use crate::wishes::Wishes;

/// What the person wants of it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Play this picture, or stop it for a while.
    Picture(RowKey),
    /// Play this sound, or stop it for a while.
    Sound(RowKey),
    /// Go on with this sound from here.
    Seek(RowKey, Duration),
    /// Play this voice at the next speed.
    Faster(RowKey),
    /// Open this film in the program for films.
    OpenFilm(RowKey),
    /// Something with what is spoken.
    Voice(voice::Message),
}

impl State {
    pub(super) fn play(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let room = self.room.clone();
        match message {
            Message::Picture(row) => {
                if self.pictures.play(row.clone()) {
                    let large = false;
                    wishes.send(Command::Play(Play::Picture { room, row, large }));
                }
            }
            Message::Sound(row) => {
                self.voice.hush();
                let voice = self.is_voice(&row);
                self.sounds.toggle(room, row, voice, wishes);
            }
            Message::Seek(row, to) => {
                let voice = self.is_voice(&row);
                self.sounds.seek(room, row, to, voice, wishes);
            }
            Message::Faster(row) => self.sounds.faster(room, &row, wishes),
            Message::OpenFilm(row) => {
                let open = |ticket| Command::LayOut { ticket, room, row };
                return Action::Wished(wishes.ask(open), Wish::OpenFilm);
            }
            Message::Voice(voice::Message::Rule(key)) => return Action::Rule(key),
            Message::Voice(message) => {
                self.sounds.stop();
                if let Some(target) = self.voice.update(message, &room, wishes) {
                    return Action::Focused(target);
                }
            }
        }
        Action::Task(Task::none())
    }

    fn is_voice(&self, row: &RowKey) -> bool {
        let body = self.said(row).map(|said| &said.body);
        matches!(body, Some(Body::File(file)) if matches!(file.plays, Plays::Sound { voice: true, .. }))
    }
}
