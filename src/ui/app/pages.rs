//! Pages over the screen, and the questions of the whole program.

use iced::Task;
use model::{Command, Obstacle};

use super::{App, Confirm, Message, Page, Screen, off_thread};
use crate::screen::{desk, settings};

impl App {
    pub(super) fn escape(&mut self) -> Task<Message> {
        match self.page {
            Some(Page::About { from_settings }) => self.page = from_settings.then_some(Page::Settings),
            Some(Page::Settings) => self.page = None,
            None => return self.desk(desk::Message::Key(desk::Key::Escape)),
        }
        Task::none()
    }

    pub(super) fn settings(&mut self, message: settings::Message) -> Task<Message> {
        match message {
            settings::Message::Back => {
                self.page = None;
                return Task::none();
            }
            settings::Message::About => {
                self.page = Some(Page::About { from_settings: true });
                return Task::none();
            }
            settings::Message::SignOut => {
                self.confirm = Some(Confirm::SignOut);
                return iced::widget::operation::focus("confirm:no");
            }
            settings::Message::Theme(theme) => self.preferences.theme = theme,
            settings::Message::Scale(scale) => self.preferences.scale = scale,
            settings::Message::Language(language) => {
                self.preferences.language = language.map(|language| language.tag().to_owned());
                self.words = self.words.in_language(self.preferences.language());
            }
        }
        let (preferences, folder) = (self.preferences.clone(), self.config_dir.clone());
        off_thread(move || {
            if let Err(error) = preferences.save(&folder) {
                tracing::warn!(kind = ?error.kind(), "the preferences could not be kept");
            }
        })
    }

    pub(super) fn confirmed(&mut self) -> Task<Message> {
        match self.confirm.take() {
            Some(Confirm::SignOut) => {
                self.page = None;
                if let Screen::Desk(desk) = &mut self.screen {
                    desk.leave_room(&mut self.wishes);
                }
                self.wishes.ask(|ticket| Command::SignOut { ticket });
                self.screen = Screen::Starting;
            }
            Some(Confirm::StartAfresh) => {
                // What a server that is no longer approved left behind is signed out, not lost.
                if self.obstacle() == Some(Obstacle::Unpinned) {
                    self.wishes.ask(|ticket| Command::SignOut { ticket });
                } else {
                    self.wishes.send(Command::StartAfresh);
                }
                self.screen = Screen::Starting;
            }
            None => {}
        }
        Task::none()
    }
}
