//! The picture that is looked at by itself.

use iced::Task;
use kit::viewer::Gesture;

use super::{Action, State, conversation, viewer};
use crate::wishes::Wishes;

impl State {
    /// Looks at a picture in another way, at another one, or at none.
    pub(super) fn viewer(&mut self, message: viewer::Message, wishes: &mut Wishes) -> Action {
        let (Some(viewer), Some(open)) = (&mut self.viewer, &self.open) else {
            return Action::Task(Task::none());
        };
        match message {
            viewer::Message::Gesture(gesture @ (Gesture::Previous | Gesture::Next)) => {
                if let Some(row) = open.picture_beside(viewer.row(), gesture == Gesture::Next) {
                    *viewer = viewer::State::new(open.room().clone(), row, wishes);
                }
            }
            viewer::Message::Gesture(gesture) => viewer.look(gesture),
            viewer::Message::Again => viewer.ask(wishes),
            viewer::Message::Play => viewer.play(wishes),
            viewer::Message::Save => {
                let save = conversation::Message::Save(viewer.row().clone());
                return self.conversation(save, wishes);
            }
            viewer::Message::Rule(key) => return Action::Rule(key),
            viewer::Message::CloseNotice => self.notice = None,
            viewer::Message::Close => self.close_viewer(wishes),
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
            let open = self.open.as_ref()?;
            let row = open.rows().iter().find(|row| row.key == *viewer.row())?;
            Some(conversation::pictures::has_picture(row))
        };
        if self.viewer.as_ref().is_some_and(|viewer| stands(viewer) != Some(true)) {
            self.close_viewer(wishes);
        }
    }
}
