//! Trust, on its way between the session, its pages and the window.

use iced::Task;
use model::Event;

use super::{App, Message, Page, Screen};
use crate::screen::trust::{self, Action};

impl App {
    pub(super) fn trust(&mut self, message: trust::Message) -> Task<Message> {
        let action = self.trust.update(message, &mut self.wishes);
        self.carry_out(action)
    }

    /// Takes over a report; hands back what is not about trust.
    pub(super) fn hear(&mut self, event: Event) -> Result<Task<Message>, Event> {
        let action = self.trust.apply(event)?;
        let task = self.carry_out(action);
        if self.is_free() && self.trust.offer() {
            self.page = Some(Page::Trust { from_settings: false });
        }
        Ok(task)
    }

    /// The page closes, and what is behind it shows again.
    pub(super) fn leave_trust(&mut self) {
        if let Some(Page::Trust { from_settings }) = self.page {
            self.page = from_settings.then_some(Page::Settings);
        }
    }

    fn carry_out(&mut self, action: Action) -> Task<Message> {
        match action {
            Action::Task(task) => return task.map(Message::Trust),
            Action::Open => {
                if !matches!(self.page, Some(Page::Trust { .. })) {
                    let from_settings = self.page == Some(Page::Settings);
                    self.page = Some(Page::Trust { from_settings });
                }
            }
            Action::Back => self.leave_trust(),
            Action::Copy(key) => return iced::clipboard::write(key.reveal().to_owned()),
        }
        Task::none()
    }

    /// Nobody is in the middle of something: a page may open by itself.
    fn is_free(&self) -> bool {
        let Screen::Desk(desk) = &self.screen else {
            return false;
        };
        let writes = desk.conversation_open().is_some_and(|open| !open.composer.is_blank());
        self.page.is_none() && self.confirm.is_none() && desk.question().is_none() && !writes
    }
}
