//! Nobody is signed in: name the organisation, ask who one is.

mod view;

use std::sync::Arc;

use iced::Task;
use iced::widget::operation;
use model::{
    Command, Department, Failure, ProviderId, Purpose, Secret, ServerName, SignInTo, Ticket, Ways, Why, WindowRules,
};

use super::browser::{self, Waiting};
use crate::wishes::Wishes;

pub use view::view;

/// The button that leads to the browser, where there is one, for focus.
pub const BROWSER: &str = "sign-in:browser";

/// What was typed, and how the last try went.
pub struct State {
    departments: Arc<[Department]>,
    /// The server ended the session that was here.
    ended: bool,
    way: Way,
    email: String,
    department: Option<usize>,
    server: String,
    user: String,
    password: String,
    shown: bool,
    pending: Option<Ticket>,
    /// What is awaited from the browser.
    browser: Waiting,
    /// The department that was asked how it lets people in, and its answer.
    ways: Option<(ServerName, Option<Ways>)>,
    /// Tries given up: should one succeed after all, it is signed out again.
    given_up: Vec<Ticket>,
    why: Option<Why>,
}

/// How one says who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By work email address: the domain tells the department.
    Email,
    /// By department and user name.
    Department,
    /// By a server's name, typed.
    Server,
}

/// What happens on this screen.
#[derive(Clone, Debug)]
pub enum Message {
    /// Another way to say who one is.
    Way(Way),
    /// The email address changed.
    Email(String),
    /// A department was picked.
    Department(usize),
    /// The server name changed.
    Server(String),
    /// The user name changed.
    User(String),
    /// The password changed.
    Password(String),
    /// Show or hide the password.
    Show,
    /// Sign in.
    Submit,
    /// Sign in in the browser, at this page or at one that the server chooses.
    Prove(Option<ProviderId>),
    /// While the browser is awaited.
    Browser(browser::Message),
    /// Give up waiting.
    Cancel,
    /// The page of rules, at one of them if there is a question about it.
    Rules(Option<&'static str>),
    /// The page of looks and language.
    Settings,
}

/// What this screen asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Show the page of rules, at one of them if there is a question about it.
    Rules(Option<&'static str>),
    /// Show the page of looks and language.
    Settings,
}

/// The field a refusal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The address, department or server.
    Who,
    /// The password.
    Password,
    /// None of them.
    Form,
}

impl State {
    /// The way in to these departments.
    pub fn new(departments: Arc<[Department]>, ended: bool, rules: &WindowRules) -> Self {
        let by_email = departments
            .iter()
            .any(|department| !department.email_domains.is_empty());
        // Where the browser asks everything and there is one department, there is nothing to type.
        let by_email = by_email && (departments.len() != 1 || rules.password.is_allowed());
        Self {
            way: if by_email { Way::Email } else { Way::Department },
            department: (departments.len() == 1).then_some(0),
            departments,
            ended,
            email: String::new(),
            server: String::new(),
            user: String::new(),
            password: String::new(),
            shown: false,
            pending: None,
            browser: Waiting::default(),
            ways: None,
            given_up: Vec::new(),
            why: None,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, rules: &WindowRules, wishes: &mut Wishes) -> Action {
        match message {
            Message::Way(way) => self.way = way,
            Message::Email(text) => self.email = text,
            Message::Department(index) => self.department = Some(index),
            Message::Server(text) => self.server = text,
            Message::User(text) => self.user = text,
            Message::Password(text) => self.password = text,
            Message::Show => {
                self.shown = !self.shown;
                return Action::Task(Task::none());
            }
            Message::Submit => {
                let offers = self.offers(rules);
                if !offers.password && offers.providers.is_empty() {
                    return Action::Task(self.prove(None, wishes));
                }
                if offers.password {
                    self.submit(wishes);
                }
                return Action::Task(Task::none());
            }
            Message::Prove(provider) => {
                return Action::Task(self.prove(provider, wishes));
            }
            Message::Browser(message) => {
                let (task, given_up) = self.browser.update(message, wishes);
                self.pending.take_if(|mine| given_up == Some(*mine));
                self.given_up.extend(given_up);
                let task = task.map(Message::Browser);
                return Action::Task(match given_up {
                    Some(_) => Task::batch([task, operation::focus(self.browser_button(rules))]),
                    None => task,
                });
            }
            Message::Cancel => {
                self.given_up.extend(self.pending.take());
                return Action::Task(operation::focus("sign-in:password"));
            }
            Message::Rules(key) => return Action::Rules(key),
            Message::Settings => return Action::Settings,
        }
        self.why = None;
        self.ask(rules, wishes);
        Action::Task(Task::none())
    }

    /// A try was refused: what was typed stays, except that the password is marked to be typed over.
    pub fn refused(&mut self, ticket: Ticket, why: Why, rules: &WindowRules) -> Task<Message> {
        if self.pending.take_if(|mine| *mine == ticket).is_none() {
            return Task::none();
        }
        let by_browser = self.browser.end(ticket);
        self.why = Some(why);
        match self.place() {
            Place::Password => {
                let field = "sign-in:password";
                Task::batch([operation::focus(field), operation::select_all(field)])
            }
            Place::Who => operation::focus(self.first_field(rules)),
            Place::Form if by_browser => operation::focus(self.browser_button(rules)),
            Place::Form => Task::none(),
        }
    }

    /// A page to open in the browser is known.
    pub fn open_page(&mut self, ticket: Ticket, url: &Arc<str>) -> Task<Message> {
        match self.browser.open(ticket, url) {
            Some(task) => task.map(Message::Browser),
            None => Task::none(),
        }
    }

    /// A department says how it lets people in. Where it can't be asked, that is said when somebody tries.
    pub fn set_ways(&mut self, to: SignInTo, answer: Result<Ways, Why>) {
        if let Some((server, ways)) = &mut self.ways
            && SignInTo::Server(server.clone()) == to
        {
            *ways = answer.ok();
        }
    }

    /// Asks anew how the department lets people in.
    pub fn ask_anew(&mut self, rules: &WindowRules, wishes: &mut Wishes) {
        self.ways = None;
        self.ask(rules, wishes);
    }

    /// How the person may sign in, as far as it is known.
    pub fn offers(&self, rules: &WindowRules) -> Offers {
        let known = self.ways.as_ref().and_then(|(_, ways)| ways.as_ref());
        let providers = known.and_then(|ways| ways.browser.clone()).unwrap_or_default();
        Offers {
            password: rules.password.is_allowed() && known.is_none_or(|ways| ways.password),
            browser: rules.browser.is_allowed() && known.is_none_or(|ways| ways.browser.is_some()),
            // One alone needs no name.
            providers: if providers.len() > 1 { providers } else { Arc::default() },
        }
    }

    /// What is awaited from the browser, if something is.
    pub fn browser(&self) -> Option<&Waiting> {
        self.browser.is_on().then_some(&self.browser)
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Tries given up, which the program must undo should they succeed after the screen is gone.
    pub fn given_up(&self) -> &[Ticket] {
        &self.given_up
    }

    /// Why the last try was refused.
    pub fn why(&self) -> Option<&Why> {
        self.why.as_ref()
    }

    /// Where the refusal belongs.
    pub fn place(&self) -> Place {
        match &self.why {
            Some(Why::Policy(_)) => Place::Who,
            Some(Why::Failed(Failure::WrongPassword)) => Place::Password,
            _ => Place::Form,
        }
    }

    /// Whether it is known where to sign in.
    pub fn says_where(&self) -> bool {
        match self.way {
            Way::Email => self.email.contains('@'),
            Way::Department => self.department.is_some(),
            Way::Server => !self.server.trim().is_empty(),
        }
    }

    /// Whether there is enough to try a password with.
    pub fn is_complete(&self) -> bool {
        let who = match self.way {
            Way::Email => self.email.contains('@'),
            Way::Department => self.department.is_some() && !self.user.trim().is_empty(),
            Way::Server => !self.server.trim().is_empty() && !self.user.trim().is_empty(),
        };
        who && !self.password.is_empty()
    }

    /// Where typing begins; the button where there is nothing to type.
    pub fn first_field(&self, rules: &WindowRules) -> String {
        let field = match self.way {
            Way::Email => "sign-in:email",
            Way::Server => "sign-in:server",
            Way::Department if self.offers(rules).password => "sign-in:user",
            Way::Department if self.departments.len() > 1 => "sign-in:department",
            Way::Department => return self.browser_button(rules),
        };
        field.to_owned()
    }

    /// The first button that leads to the browser.
    fn browser_button(&self, rules: &WindowRules) -> String {
        match self.offers(rules).providers.first() {
            Some(first) => format!("{BROWSER}:{}", first.id),
            None => BROWSER.to_owned(),
        }
    }

    fn submit(&mut self, wishes: &mut Wishes) {
        let Some(to) = self.to().filter(|_| self.pending.is_none() && self.is_complete()) else {
            return;
        };
        let user = match self.way {
            Way::Email => {
                let email = self.email.trim();
                email.rsplit_once('@').map_or(email, |(user, _)| user).to_owned()
            }
            Way::Department | Way::Server => self.user.trim().to_owned(),
        };
        let password = Secret::new(self.password.clone());
        self.why = None;
        self.pending = Some(wishes.ask(|ticket| Command::SignIn {
            ticket,
            to,
            user,
            password,
        }));
    }

    fn prove(&mut self, provider: Option<ProviderId>, wishes: &mut Wishes) -> Task<Message> {
        let Some(to) = self.to().filter(|_| self.pending.is_none() && self.says_where()) else {
            return Task::none();
        };
        let ticket = wishes.prove(Purpose::SignIn { to, provider });
        self.why = None;
        self.pending = Some(ticket);
        self.browser.begin(ticket)
    }

    /// Which homeserver is meant, as it was said.
    fn to(&self) -> Option<SignInTo> {
        Some(match self.way {
            Way::Email => SignInTo::Email(self.email.trim().to_owned()),
            Way::Department => SignInTo::Server(self.departments.get(self.department?)?.server.clone()),
            Way::Server => SignInTo::Server(ServerName::from(self.server.trim())),
        })
    }

    /// Asks the department that is meant how it lets people in, once it is known, where there is more than one way.
    fn ask(&mut self, rules: &WindowRules, wishes: &mut Wishes) {
        let meant = self.meant().filter(|_| rules.browser.is_allowed());
        if self.ways.as_ref().map(|(server, _)| server) == meant.as_ref() {
            return;
        }
        if let Some(server) = &meant {
            wishes.send(Command::AskWays(SignInTo::Server(server.clone())));
        }
        self.ways = meant.map(|server| (server, None));
    }

    /// The department that is meant, where one of the list is. Policy judges what was typed when somebody signs in.
    fn meant(&self) -> Option<ServerName> {
        let typed = |text: &str| text.trim().to_ascii_lowercase();
        let department = match self.way {
            Way::Department => self.departments.get(self.department?),
            Way::Email => {
                let email = typed(&self.email);
                let (_, domain) = email.rsplit_once('@')?;
                let mut all = self.departments.iter();
                all.find(|department| department.email_domains.iter().any(|known| known == domain))
            }
            Way::Server => {
                let server = typed(&self.server);
                let mut all = self.departments.iter();
                all.find(|department| department.server.as_str() == server)
            }
        };
        Some(department?.server.clone())
    }
}

/// How a person may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    /// With name and password.
    pub password: bool,
    /// In the browser.
    pub browser: bool,
    /// At one of these pages; empty where there is no choice, or it isn't known yet.
    pub providers: Arc<[model::Provider]>,
}

impl Drop for State {
    fn drop(&mut self) {
        // The widget and the allocator keep copies of their own; this is the one we can wipe.
        drop(Secret::new(std::mem::take(&mut self.password)));
    }
}
