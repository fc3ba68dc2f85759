//! The picture that is looked at by itself.

use iced::Task;
use kit::viewer::Gesture;

use super::{Action, State, conversation, viewer};
use crate::wishes::Wishes;

impl State {
    /// Looks at a picture in another way, at another one, or at none.
    pub(super) fn viewer(&mut self, message: viewer::Message, wishes: &mut Wishes) -> Action {
        if matches!(message, viewer::Message::Close) {
            self.close_viewer(wishes);
        }
        let row = self.viewer.as_ref().map(|viewer| viewer.row().clone());
        let Some(open) = row.as_ref().and_then(|row| self.holder(row)) else {
            return Action::Task(Task::none());
        };
        let (room, root) = (open.room().clone(), open.thread().cloned());
        let beside = |forward| row.as_ref().and_then(|row| open.picture_beside(row, forward));
        let beside = match &message {
            viewer::Message::Gesture(Gesture::Previous) => beside(false),
            viewer::Message::Gesture(Gesture::Next) => beside(true),
            _ => None,
        };
        let Some(viewer) = &mut self.viewer else {
            return Action::Task(Task::none());
        };
        match message {
            viewer::Message::Gesture(Gesture::Previous | Gesture::Next) => {
                if let Some(row) = beside {
                    *viewer = wishes.within(root.as_ref(), |wishes| viewer::State::new(room, row, wishes));
                }
            }
            viewer::Message::Gesture(gesture) => viewer.look(gesture),
            viewer::Message::Again => wishes.within(root.as_ref(), |wishes| viewer.ask(wishes)),
            viewer::Message::Play => wishes.within(root.as_ref(), |wishes| viewer.play(wishes)),
            viewer::Message::Save => {
                let save = conversation::Message::Save(viewer.row().clone());
                return self.converse(root.is_some(), save, wishes);
            }
            viewer::Message::Rule(key) => return Action::Rule(key),
            viewer::Message::CloseNotice => self.notice = None,
            viewer::Message::Close => {}
        }
        Action::Task(Task::none())
    }

    pub(super) fn close_viewer(&mut self, wishes: &mut Wishes) {
        if let Some(viewer) = self.viewer.take() {
            viewer.close(wishes);
        }
    }

    /// Closes the picture whose message has gone.
    pub(super) fn keep_viewer(&mut self, wishes: &mut Wishes) {
        let stands = |viewer: &viewer::State| {
            let open = self.holder(viewer.row())?;
            let row = open.rows().iter().find(|row| row.key == *viewer.row())?;
            Some(conversation::pictures::has_picture(row))
        };
        if self.viewer.as_ref().is_some_and(|viewer| stands(viewer) != Some(true)) {
            self.close_viewer(wishes);
        }
    }
}
