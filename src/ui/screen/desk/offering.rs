//! Files to be sent: chosen, pasted, dropped, and asked about before they go.

use std::path::PathBuf;

use iced::Task;
use model::{Command, Encoded, Why};
use platform::{NoChooser, Pasted};

use super::conversation::{Spot, Wish};
use super::dialog::Question;
use super::dialog::files::Files;
use super::{Action, Message, Notice, State, conversation};
use crate::wishes::Wishes;

impl State {
    /// Has files chosen, where they could be sent and nothing else is being asked.
    pub(super) fn attach(&mut self, spot: &Spot) -> Action {
        let free = self.dialog.is_none() && self.viewer.is_none();
        let free = free && self.choosing.is_none() && self.picturing.is_none();
        match self.at(spot).filter(|open| free && open.may_send()) {
            Some(_) => {
                self.choosing = Some(spot.clone());
                Action::Choose
            }
            None => Action::Task(Task::none()),
        }
    }

    pub(super) fn chosen(&mut self, chosen: Result<Vec<PathBuf>, NoChooser>, wishes: &mut Wishes) -> Task<Message> {
        if let Some(room) = self.picturing.take() {
            return self.pictured(room, chosen, wishes);
        }
        // What was chosen for one place goes to no other.
        let Some(spot) = self.choosing.take().filter(|spot| self.at(spot).is_some()) else {
            return Task::none();
        };
        match chosen {
            Ok(paths) => self.offer(&spot, paths, wishes),
            Err(NoChooser) if self.dialog.is_none() => {
                self.ask_in(spot.thread, Question::Attach { path: String::new() })
            }
            Err(NoChooser) => Task::none(),
        }
    }

    pub(super) fn pasted(&mut self, pasted: Option<Pasted>, wishes: &mut Wishes) -> Action {
        // What was pasted in one place goes to no other.
        let Some(spot) = self.pasting.take().filter(|spot| self.at(spot).is_some()) else {
            return Action::Task(Task::none());
        };
        match pasted {
            None => return Action::PasteText,
            Some(Pasted::Files(paths)) => return Action::Task(self.offer(&spot, paths, wishes)),
            Some(Pasted::Picture(picture)) => {
                let picture = Encoded(picture.into());
                let (thread, room) = (spot.thread, spot.room);
                wishes.within(thread.as_ref(), |wishes| {
                    wishes.send(Command::KeepPicture { room, picture });
                });
            }
        }
        Action::Task(Task::none())
    }

    /// A file was made of what was pasted.
    pub(super) fn kept(&mut self, spot: &Spot, file: Result<PathBuf, Why>, wishes: &mut Wishes) -> Task<Message> {
        let asks = match &self.dialog {
            Some(dialog) => matches!(dialog.question, Question::SendFiles(_)),
            None => true,
        };
        let here = asks && self.at(spot).is_some();
        match file {
            Ok(path) if here => return self.offer(spot, vec![path], wishes),
            Ok(path) => wishes.send(Command::LetGoOfFile(path)),
            Err(why) => self.notice = Some(Notice::Refused(Wish::Paste, why)),
        }
        Task::none()
    }

    /// Asks whether to send these files too: a window says of each by itself that it was dropped.
    pub(super) fn offer(&mut self, spot: &Spot, paths: Vec<PathBuf>, wishes: &mut Wishes) -> Task<Message> {
        if self.at(spot).is_none() {
            return Task::none();
        }
        if let Some(dialog) = &mut self.dialog {
            // What is being asked is not given up for it.
            if let Question::SendFiles(files) = &mut dialog.question {
                paths.into_iter().for_each(|path| files.add(path, wishes));
            }
            return Task::none();
        }
        if paths.is_empty() {
            return Task::none();
        }
        self.close_viewer(wishes);
        let mut files = Files::new(spot.room.clone());
        paths.into_iter().for_each(|path| files.add(path, wishes));
        self.ask_in(spot.thread.clone(), Question::SendFiles(files))
    }

    /// Where what is dropped goes, or chosen by a key.
    pub(super) fn here(&self) -> Option<Spot> {
        self.open.as_ref().map(conversation::State::spot)
    }
}
