//! Pages over the screen, and the questions of the whole program.

use iced::Task;
use model::{Command, Obstacle};

use super::beside::Ask;
use super::{App, Confirm, Message, Page, Screen, off_thread, on_its_own};
use crate::preferences::Preferences;
use crate::screen::trust;
use crate::screen::{desk, profile, rulebook, settings};
use crate::words::{Language, fl};

impl App {
    pub(super) fn escape(&mut self) -> Task<Message> {
        match self.page {
            Some(Page::Rules { from_settings }) => self.page = from_settings.then_some(Page::Settings),
            Some(Page::Notifications { from_settings }) => self.page = from_settings.then_some(Page::Settings),
            Some(Page::Settings) => self.page = None,
            Some(Page::Trust { place, .. }) => return self.trust(trust::Message::back(place)),
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
            settings::Message::Another => {
                self.page = None;
                self.beside_mut().asks = Some(Ask::Another);
                return Task::none();
            }
            settings::Message::Notifications => return self.show_notifications(),
            settings::Message::Devices => return self.trust(trust::Message::OpenDevices),
            settings::Message::Trust(way) => return self.trust(trust::Message::Open(way)),
            settings::Message::KeyFile(way) => return self.trust(trust::Message::OpenKeyFile(way)),
            settings::Message::Profile(message) => {
                if self.profile.update(message, &mut self.wishes) == profile::Action::None {
                    return Task::none();
                }
                let title = fl!(self.words, "profile-picture");
                let chosen = on_its_own(move || platform::choose_files(&title));
                return Task::perform(chosen, |chosen| {
                    let chosen = profile::Message::Chosen(chosen.and_then(Result::ok));
                    Message::SettingsPage(settings::Message::Profile(chosen))
                });
            }
            settings::Message::Ignored(message) => {
                self.ignored.update(message, &mut self.wishes);
                return Task::none();
            }
            settings::Message::Rules(key) => return self.show_rules(key),
            settings::Message::SignOut => {
                self.confirm = Some(Confirm::SignOut);
                return iced::widget::operation::focus("confirm:no");
            }
            settings::Message::Tray(on) => {
                self.preferences.tray = Some(on);
            }
            settings::Message::Autostart(on) => self.preferences.autostart = Some(on),
            settings::Message::Theme(theme) => self.preferences.theme = Some(theme),
            settings::Message::Scale(scale) => self.preferences.scale = Some(scale),
            settings::Message::Language(language) => {
                let tag = language.map_or(Preferences::SYSTEM, Language::tag);
                self.preferences.language = Some(tag.to_owned());
                self.speak();
            }
        }
        self.keep_preferences()
    }

    /// Keeps what the person chose.
    pub(super) fn keep_preferences(&self) -> Task<Message> {
        let (preferences, folder) = (self.preferences.clone(), self.config_dir.clone());
        off_thread(move || {
            if let Err(error) = preferences.save(&folder) {
                tracing::warn!(kind = ?error.kind(), "the preferences could not be kept");
            }
        })
    }

    /// The page of rules, at one of them if there is a question about it.
    pub(super) fn show_rules(&mut self, key: Option<&'static str>) -> Task<Message> {
        let from_settings = self.page == Some(Page::Settings);
        self.page = Some(Page::Rules { from_settings });
        self.rulebook.open(key);
        key.map_or_else(Task::none, |key| kit::show(rulebook::State::row(key)))
    }

    pub(super) fn rulebook(&mut self, message: rulebook::Message) -> Task<Message> {
        match self.rulebook.update(message, &self.rules, &self.organisation) {
            rulebook::Action::None => Task::none(),
            rulebook::Action::Back => self.escape(),
            rulebook::Action::Copy(text) => iced::clipboard::write(text),
        }
    }

    pub(super) fn confirmed(&mut self) -> Task<Message> {
        match self.confirm.take() {
            Some(Confirm::SignOut) => {
                self.page = None;
                self.idle.open();
                if let Screen::Desk(desk) = &mut self.screen {
                    desk.leave_room(&mut self.wishes);
                }
                self.wishes.ask(|ticket| Command::SignOut { ticket });
                self.leaving = true;
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
