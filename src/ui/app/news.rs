//! What happens outside while the window is up.

use iced::Task;

use super::{App, Message, Screen};
use crate::News;
use crate::screen::{blocked, browser, trust};

impl App {
    pub(super) fn news(&mut self, news: News) -> Task<Message> {
        match news {
            News::Clicked(key) => self.show_announced(&key),
            // What the window as a whole does.
            News::Launched | News::Tray(_) => Task::none(),
            News::Rules(rules) => {
                self.rules = rules;
                self.speak();
                Task::none()
            }
            News::Blocked {
                organisation,
                faults,
                rules,
            } => {
                self.wishes.end();
                self.hush();
                if let Some(organisation) = organisation {
                    self.organisation = organisation;
                }
                self.rules = rules;
                self.speak();
                self.page = None;
                self.confirm = None;
                self.idle.open();
                self.trust = trust::State::default();
                self.screen = Screen::Blocked(blocked::State::while_running(faults));
                Task::none()
            }
        }
    }

    /// The words of the language that holds now.
    pub(super) fn speak(&mut self) {
        let language = self.looks().language;
        if language != self.words.language() {
            self.words = self.words.in_language(language);
            self.wishes.set_page(browser::return_page(&self.words));
        }
    }
}
