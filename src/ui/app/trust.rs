//! Trust, on its way between the session, its pages and the window.

use iced::Task;
use iced::widget::column;
use kit::Element;
use model::Event;

use super::{App, Message, Page, Screen};
use crate::screen::Scene;
use crate::screen::trust::{self, Action, bars, confirmation};

impl App {
    pub(super) fn trust(&mut self, message: trust::Message) -> Task<Message> {
        let action = self.trust.update(message, &mut self.wishes);
        self.carry_out(action)
    }

    /// Takes over a report; hands back what is not about trust.
    pub(super) fn hear(&mut self, event: Event) -> Result<Task<Message>, Event> {
        let action = self.trust.apply(event, &mut self.wishes)?;
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

    /// What stands over the page. Its place is kept while it is empty: when the shape of the view changes, iced forgets
    /// focus, caret and scroll.
    pub(super) fn bars<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        match self.screen {
            Screen::Desk(_) if !self.is_locked() => {
                bars::view(&self.trust, self.page.is_some(), scene).map(Message::Trust)
            }
            _ => column![].into(),
        }
    }

    /// The comparison over whatever page is open.
    pub(super) fn comparison<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let dialog = confirmation::view(self.trust.confirmation(), scene).filter(|_| self.compares())?;
        Some(dialog.map(|message| Message::Trust(trust::Message::Confirmation(message))))
    }

    /// Whether a comparison stands over the page.
    pub(super) fn compares(&self) -> bool {
        matches!(self.screen, Screen::Desk(_)) && !self.is_locked() && self.trust.confirmation().shown().is_some()
    }

    /// Nobody is in the middle of something: a page may open by itself.
    fn is_free(&self) -> bool {
        let Screen::Desk(desk) = &self.screen else {
            return false;
        };
        let writes = desk.conversation_open().is_some_and(|open| !open.composer.is_blank());
        self.page.is_none() && self.confirm.is_none() && !self.compares() && desk.question().is_none() && !writes
    }
}
