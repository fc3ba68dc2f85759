//! The program without a window and without a session: its messages in, its wishes out.

use std::path::PathBuf;

use iced::window;
use kit::Element;
use model::{AccountNumber, Command, Event, Rules, Ticket};
use tokio::sync::mpsc;
use ui::{App, Handle, Language, Message, More, News, Opening, Preferences, Words};

use crate::fixtures;
use crate::play::Play;

pub struct Stand {
    pub app: App,
    pub wishes: mpsc::Receiver<Command>,
    _events: mpsc::Sender<Vec<Event>>,
}

impl Stand {
    /// The program as it starts.
    pub fn new() -> Self {
        Self::in_language(Language::English)
    }

    pub fn in_language(language: Language) -> Self {
        Self::under(Rules::default(), language)
    }

    /// The program as it starts under these rules.
    pub fn under(rules: Rules, language: Language) -> Self {
        let (commands, wishes) = mpsc::channel(64);
        let (keep, events) = mpsc::channel(1);
        let opening = Opening::Ready {
            organisation: fixtures::organisation(),
            rules,
            accounts: vec![Handle {
                account: AccountNumber::FIRST,
                commands,
                events,
            }],
            more: More::default(),
        };
        let words = Words::new(language).at(fixtures::NOW);
        let (app, _) = App::new(
            opening,
            words,
            Preferences::default(),
            PathBuf::from("/nonexistent/despatch"),
        );
        Self {
            app,
            wishes,
            _events: keep,
        }
    }

    /// Signed in, with a room list.
    pub fn signed_in() -> Self {
        let mut stand = Self::new();
        stand.report(fixtures::signed_in());
        stand
    }

    /// With the conversation with Rhys open.
    pub fn talking() -> Self {
        Self::talking_under(Rules::default())
    }

    /// The same under these rules.
    pub fn talking_under(rules: Rules) -> Self {
        let mut stand = Self::under(rules, Language::English);
        stand.report(fixtures::signed_in());
        stand.open(fixtures::RHYS);
        stand.report(fixtures::opened(fixtures::RHYS, "Rhys Morgan"));
        stand
    }

    pub fn blocked(faults: Vec<model::Fault>) -> Self {
        Self::blocked_under(Rules::default(), faults)
    }

    pub fn blocked_under(rules: Rules, faults: Vec<model::Fault>) -> Self {
        let (_, wishes) = mpsc::channel(1);
        let (keep, _) = mpsc::channel(1);
        let opening = Opening::Blocked {
            organisation: Some(fixtures::organisation()),
            faults,
            rules,
        };
        let words = Words::new(Language::English).at(fixtures::NOW);
        let (app, _) = App::new(opening, words, Preferences::default(), PathBuf::new());
        Self {
            app,
            wishes,
            _events: keep,
        }
    }

    pub fn report(&mut self, events: Vec<Event>) {
        self.say(Message::Session(events));
    }

    /// Something happened outside.
    pub fn news(&mut self, news: News) {
        self.say(Message::News(Box::new(news)));
    }

    pub fn say(&mut self, message: Message) {
        drop(self.app.update(message));
    }

    pub fn desk(&mut self, message: ui::screen::desk::Message) {
        self.say(Message::Desk(message));
    }

    pub fn open(&mut self, room: &str) {
        self.desk(ui::screen::desk::Message::Rooms(
            ui::screen::desk::rooms::Message::Open(room.into()),
        ));
    }

    /// In the open conversation.
    pub fn talk(&mut self, message: ui::screen::desk::conversation::Message) {
        self.desk(ui::screen::desk::Message::Conversation(message));
    }

    /// Types into the composer as assistive technology does: the whole text at once.
    pub fn write(&mut self, text: &str) {
        use ui::screen::desk::conversation::{Message as Talk, composer};
        self.talk(Talk::Composer(composer::Message::Field(kit::composer::Event::Replace(
            text.to_owned(),
        ))));
    }

    pub fn send(&mut self) {
        use ui::screen::desk::conversation::{Message as Talk, composer};
        self.talk(Talk::Composer(composer::Message::Field(kit::composer::Event::Send)));
    }

    pub fn composer(&self) -> &ui::screen::desk::conversation::composer::State {
        &self.conversation().composer
    }

    pub fn conversation(&self) -> &ui::screen::desk::conversation::State {
        self.desk_state().conversation_open().expect("a room is open")
    }

    pub fn desk_state(&self) -> &ui::screen::desk::State {
        match self.app.screen() {
            ui::Screen::Desk(desk) => desk,
            _ => panic!("nobody is signed in"),
        }
    }

    /// The wishes sent since the last look.
    pub fn wished(&mut self) -> Vec<Command> {
        std::iter::from_fn(|| self.wishes.try_recv().ok()).collect()
    }

    /// The ticket of the last wish that `pick` knows.
    pub fn ticket(&mut self, pick: impl Fn(&Command) -> Option<Ticket>) -> Ticket {
        let wished = self.wished();
        wished
            .iter()
            .rev()
            .find_map(pick)
            .unwrap_or_else(|| panic!("no such wish in {wished:?}"))
    }
}

impl Play for Stand {
    type Message = Message;

    fn view(&self, window: window::Id) -> Element<'_, Message> {
        self.app.view(window)
    }

    fn update(&mut self, message: Message) {
        self.say(message);
    }
}
