//! Trust, on its way between the session, its pages and the window.

use iced::Task;
use iced::widget::column;
use kit::Element;
use model::Event;

use super::{App, Message, Page, Screen};
use crate::screen::trust::{self, Action, Place, bars, confirmation, devices, key_file, person, setup};
use crate::screen::{Scene, desk};
use crate::words::fl;

impl App {
    /// What is known of trust.
    pub fn trust_known(&self) -> &trust::State {
        &self.trust
    }

    pub(super) fn trust(&mut self, message: trust::Message) -> Task<Message> {
        // The bar goes, and the button that was pressed with it.
        let is_answered = matches!(
            message,
            trust::Message::Confirmation(confirmation::Message::Decline(_))
                | trust::Message::Devices(devices::Message::Known(_))
        );
        let asked = self.asks_of_sign_in();
        let action = self.trust.update(message, &mut self.wishes);
        let task = self.carry_out(action);
        if asked && !self.asks_of_sign_in() {
            self.withdraw_sign_in();
        }
        if is_answered {
            return Task::batch([task, self.resumed()]);
        }
        task
    }

    fn asks_of_sign_in(&self) -> bool {
        self.trust.devices().first_stranger().is_some()
    }

    /// Takes over a report; hands back what is not about trust.
    pub(super) fn hear(&mut self, event: Event) -> Result<Task<Message>, Box<Event>> {
        let is_told = matches!(event, Event::Trust(_));
        let new = match &event {
            Event::NewDevice(device) => Some(device.clone()),
            _ => None,
        };
        let action = self.trust.apply(event, &mut self.wishes)?;
        // Not of one that the person compared with before.
        if let Some(device) = new.filter(|_| self.asks_of_sign_in()) {
            self.announce_sign_in(&device);
        }
        let task = self.carry_out(action);
        if is_told && self.is_free() && self.trust.offer() {
            self.page = Some(Page::Trust {
                place: Place::Setup,
                from_settings: false,
            });
        }
        Ok(task)
    }

    /// The page closes, and what is behind it shows again.
    pub(super) fn leave_trust(&mut self) {
        if let Some(Page::Trust { from_settings, .. }) = self.page {
            self.page = from_settings.then_some(Page::Settings);
        }
    }

    pub(super) fn carry_out(&mut self, action: Action) -> Task<Message> {
        match action {
            Action::Task(task) => return task.map(Message::Trust),
            Action::Open(place, task) => {
                let from_settings = match self.page {
                    Some(Page::Trust { from_settings, .. }) => from_settings,
                    page => page == Some(Page::Settings),
                };
                self.page = Some(Page::Trust { place, from_settings });
                return task.map(Message::Trust);
            }
            Action::Back => self.leave_trust(),
            Action::Write(person) => {
                self.page = None;
                return self.desk(desk::Message::Details(desk::details::Message::Write(person)));
            }
            Action::Copy(key) => return self.copy_key(key),
            Action::Rule(key) => return self.show_rules(Some(key)),
        }
        Task::none()
    }

    /// A page of trust.
    pub(super) fn trust_page<'a>(&'a self, place: Place, scene: Scene<'a>) -> Element<'a, Message> {
        let page = match place {
            Place::Setup => setup::view(self.trust.setup(), self.trust.trust(), scene).map(trust::Message::Setup),
            Place::Devices => devices::view(self.trust.devices(), scene).map(trust::Message::Devices),
            Place::Person => person::view(self.trust.person(), scene).map(trust::Message::Person),
            Place::KeyFile => key_file::view(self.trust.key_file(), scene).map(trust::Message::KeyFile),
        };
        page.map(Message::Trust)
    }

    /// What such a page is called.
    pub(super) fn trust_title(&self, place: Place) -> String {
        let words = &self.words;
        match (place, self.trust.person().person()) {
            (Place::Setup, _) => setup::title(self.trust.setup(), self.trust.trust(), &self.rules.window, words),
            (Place::Devices, _) => fl!(words, "devices-title"),
            (Place::Person, Some(person)) => person.name.to_string(),
            (Place::Person, None) => fl!(words, "person-title"),
            (Place::KeyFile, _) => key_file::title(self.trust.key_file().way(), words),
        }
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
        let Screen::Desk(desk) = &self.screen else {
            return None;
        };
        let zoom = self.scale_factor(self.window);
        let dialog = confirmation::view(self.trust.confirmation(), desk.device(), zoom, scene)?;
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
        self.page.is_none()
            && self.confirm.is_none()
            && !self.compares()
            && desk.question().is_none()
            && desk.viewed().is_none()
            && !writes
    }
}
