//! The window with several accounts and without sessions: messages in, wishes, orders and announcements out.
#![allow(dead_code)]

use std::path::PathBuf;
use std::sync::mpsc as blocking;

use iced::window;
use kit::Element;
use model::{AccountNumber, Command, Event, Me, Person, Rules, Stage as Standing, WindowRules};
use platform::Announcement;
use tokio::sync::mpsc;
use ui::{
    Accounts, AccountsMessage as Message, App, Arrival, Handle, Language, Message as Inside, More, News, Opening,
    Order, Parcel, Preferences, Words,
};

use crate::fixtures::{self, RHYS};
use crate::play::Play;

pub const MINISTER: AccountNumber = AccountNumber(1);
pub const MEMBER: AccountNumber = AccountNumber(2);

pub struct Several {
    pub accounts: Accounts,
    /// What each account wishes of its session, in the order in which they were opened.
    pub wishes: Vec<(AccountNumber, mpsc::Receiver<Command>)>,
    pub orders: blocking::Receiver<Order>,
    pub announced: blocking::Receiver<Announcement>,
    keep: Vec<mpsc::Sender<Vec<Event>>>,
}

impl Several {
    /// The program as it starts with these accounts open.
    pub fn under(rules: Rules, language: Language, numbers: &[AccountNumber]) -> Self {
        let mut wishes = Vec::new();
        let mut keep = Vec::new();
        let accounts = numbers.iter().map(|number| {
            let (handle, wished, reports) = handle(*number);
            wishes.push((*number, wished));
            keep.push(reports);
            handle
        });
        let (orders, ordered) = blocking::channel();
        let opening = Opening::Ready {
            organisation: fixtures::organisation(),
            rules,
            accounts: accounts.collect(),
            more: More {
                orders,
                ..More::default()
            },
        };
        let words = Words::new(language).at(fixtures::NOW);
        let folder = PathBuf::from("/nonexistent/despatch");
        let preferences = Preferences {
            language: Some(language.tag().to_owned()),
            ..Preferences::default()
        };
        let (mut accounts, ..) = Accounts::new(opening, words, preferences, folder);
        let (announcements, announced) = blocking::channel();
        accounts.announce_to(announcements);
        Self {
            accounts,
            wishes,
            orders: ordered,
            announced,
            keep,
        }
    }

    /// One account, signed in.
    pub fn alone() -> Self {
        let mut several = Self::under(Rules::default(), Language::English, &[MINISTER]);
        several.report(MINISTER, fixtures::signed_in());
        several
    }

    /// Two accounts, signed in, the minister's in front.
    pub fn two() -> Self {
        Self::two_under(Rules::default(), Language::English)
    }

    pub fn two_under(rules: Rules, language: Language) -> Self {
        let mut several = Self::under(rules, language, &[MINISTER, MEMBER]);
        several.report(MINISTER, fixtures::signed_in());
        several.report(MEMBER, member_signed_in());
        several.forget();
        several
    }

    /// The same, with a conversation open in front.
    pub fn talking(language: Language) -> Self {
        let mut several = Self::two_under(Rules::default(), language);
        several.open(MINISTER, RHYS);
        several.report(MINISTER, fixtures::opened(RHYS, "Rhys Morgan"));
        several.forget();
        several
    }

    pub fn say(&mut self, message: Message) {
        drop(self.accounts.update(message));
    }

    /// In one account.
    pub fn of(&mut self, number: AccountNumber, message: Inside) {
        self.say(Message::Of(number, message));
    }

    pub fn report(&mut self, number: AccountNumber, events: Vec<Event>) {
        self.of(number, Inside::Session(events));
    }

    pub fn news(&mut self, news: News) {
        self.say(Message::News(Box::new(news)));
    }

    pub fn open(&mut self, number: AccountNumber, room: &str) {
        use ui::screen::desk::{Message as Desk, rooms};
        self.of(number, Inside::Desk(Desk::Rooms(rooms::Message::Open(room.into()))));
    }

    /// Another account arrives.
    pub fn arrives(&mut self, number: AccountNumber) {
        let (handle, wished, reports) = handle(number);
        self.wishes.push((number, wished));
        self.keep.push(reports);
        self.say(Message::Arrived(Parcel::from(Arrival::Opened(handle))));
    }

    /// Nobody is signed in to this one.
    pub fn signed_out(&mut self, number: AccountNumber, ended: bool) {
        let stage = Standing::SignedOut {
            departments: fixtures::departments(),
            ended,
        };
        self.report(number, vec![Event::Stage(stage)]);
    }

    pub fn app(&self, number: AccountNumber) -> &App {
        let found = self.accounts.open().iter().find(|app| app.beside().number == number);
        found.expect("the account is open")
    }

    pub fn front(&self) -> AccountNumber {
        self.accounts.front().beside().number
    }

    pub fn numbers(&self) -> Vec<u32> {
        self.accounts.open().iter().map(|app| app.beside().number.0).collect()
    }

    /// What this account wished since the last look.
    pub fn wished(&mut self, number: AccountNumber) -> Vec<Command> {
        let wishes = self.wishes.iter_mut().find(|(of, _)| *of == number);
        let (_, wishes) = wishes.expect("the account was opened");
        std::iter::from_fn(|| wishes.try_recv().ok()).collect()
    }

    pub fn ordered(&self) -> Vec<Order> {
        self.orders.try_iter().collect()
    }

    pub fn announcements(&self) -> Vec<Announcement> {
        self.announced.try_iter().collect()
    }

    pub fn forget(&mut self) {
        for (_, wishes) in &mut self.wishes {
            while wishes.try_recv().is_ok() {}
        }
        self.ordered();
        self.announcements();
    }
}

impl Play for Several {
    type Message = Message;

    fn view(&self, window: window::Id) -> Element<'_, Message> {
        self.accounts.view(window)
    }

    fn update(&mut self, message: Message) {
        self.say(message);
    }
}

/// Every state of the band, by name.
pub fn states() -> Vec<(&'static str, Several)> {
    let mut all = vec![
        ("two accounts", Several::talking(Language::English)),
        ("two accounts, Welsh", Several::talking(Language::Welsh)),
    ];
    let mut add = |name, several| all.push((name, several));
    let mut several = Several::talking(Language::English);
    several.say(Message::Show(MEMBER));
    add("the other account", several);
    let mut several = Several::alone();
    several.of(MINISTER, Inside::Settings);
    add("settings with one account", several);
    let mut several = Several::under(one_account(), Language::English, &[MINISTER]);
    several.report(MINISTER, fixtures::signed_in());
    several.of(MINISTER, Inside::Settings);
    add("settings where there may be one account", several);
    for (name, language) in [
        ("adding an account", Language::English),
        ("adding an account, Welsh", Language::Welsh),
    ] {
        let mut several = Several::two_under(Rules::default(), language);
        several.arrives(AccountNumber(3));
        several.signed_out(AccountNumber(3), false);
        add(name, several);
    }
    for (name, language) in [
        ("not pasted", Language::English),
        ("not pasted, Welsh", Language::Welsh),
    ] {
        let mut several = Several::talking(language);
        several.say(Message::Kept);
        add(name, several);
    }
    let mut several = Several::talking(Language::English);
    several.say(Message::Arrived(Parcel::from(Arrival::Failed)));
    add("no further account", several);
    let mut several = Several::two_under(fixtures::locking_after(10), Language::English);
    several.say(Message::All(Inside::Lock));
    add("two accounts locked", several);
    let mut several = Several::two();
    let obstacle = Standing::Obstacle(model::Obstacle::KeyLost);
    several.report(MEMBER, vec![Event::Stage(obstacle)]);
    several.say(Message::Show(MEMBER));
    add("an account without its key", several);
    all
}

/// Rules under which there is one account.
pub fn one_account() -> Rules {
    rules_of(|policy| policy["sign_in"]["max_accounts"] = 1.into())
}

/// Rules under which both departments let through what was copied.
pub fn exchanging() -> Rules {
    rules_of(|policy| {
        policy["device"]["exchange_between_accounts"] = serde_json::json!(["cabinet.example", "parliament.example"]);
    })
}

fn rules_of(differ: impl FnOnce(&mut serde_json::Value)) -> Rules {
    let mut document = serde_json::json!({
        "homeservers": [
            { "server_name": "cabinet.example", "base_url": "https://matrix.cabinet.example" },
            { "server_name": "parliament.example", "base_url": "https://matrix.parliament.example" },
        ],
    });
    differ(&mut document);
    let bytes = serde_json::to_vec(&document).unwrap();
    let sources = [policy::Source::file("/etc/a.json", policy::Level::Managed, bytes)];
    let resolved = policy::Policy::resolve(&policy::Input {
        sources: &sources,
        choices: None,
        memory: None,
        today: "2026-11-02".parse().unwrap(),
    });
    let accounts = Rules::of(&resolved.unwrap()).window.accounts;
    Rules {
        window: WindowRules {
            accounts,
            ..WindowRules::default()
        },
        ..Rules::default()
    }
}

/// The same person at another department.
pub fn member() -> Person {
    fixtures::person("Amina Okafor", Some("House of Commons"))
}

pub fn member_signed_in() -> Vec<Event> {
    let mut events = fixtures::signed_in();
    events[0] = Event::Stage(Standing::SignedIn(Me {
        person: member(),
        device: "MPDEVICE".into(),
        proven_by: model::ProvenBy::Password,
    }));
    events
}

fn handle(account: AccountNumber) -> (Handle, mpsc::Receiver<Command>, mpsc::Sender<Vec<Event>>) {
    let (commands, wished) = mpsc::channel(64);
    let (reports, events) = mpsc::channel(1);
    let handle = Handle {
        account,
        commands,
        events,
    };
    (handle, wished, reports)
}
