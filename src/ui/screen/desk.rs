//! Where one works: rooms, conversation and details, in columns that fold.

pub mod conversation;
pub mod details;
pub mod dialog;
mod film;
pub mod player;
pub mod playing;
pub mod rooms;
pub mod search;
pub mod space;
pub mod threads;
pub mod viewer;

mod answer;
mod aside;
mod conversing;
mod habits;
mod keys;
mod offering;
mod threading;
mod view;
mod viewing;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;
use iced::widget::operation;
use model::{
    Command, Connection, EventId, Link, LinkVerdict, Me, Person, ProvenBy, QuietChange, RoomId, RoomKind, RowKey,
    ThreadWish, Ticket, UserId, Why,
};
use platform::{NoChooser, Pasted};

use crate::screen::trust::Place;
use crate::wishes::Wishes;
use conversation::{Spot, Wish};
use dialog::Question;

pub use keys::Key;
use view::notice;
pub use view::{dialog, view};

/// The working screen of the person signed in.
pub struct State {
    me: Me,
    rooms: rooms::State,
    list: kit::window_list::State<RoomId>,
    /// The rooms that the session keeps complete for the list.
    on_show: Vec<RoomId>,
    open: Option<conversation::State>,
    details: Option<details::State>,
    /// A thread of the open room.
    thread: Option<conversation::State>,
    /// The list of its threads.
    threads: Option<threads::State>,
    /// The space on show, in place of a conversation.
    space: Option<space::State>,
    search: Option<search::State>,
    dialog: Option<dialog::State>,
    /// The thread that is asked about.
    asked_in: Option<EventId>,
    viewer: Option<viewer::State>,
    /// The system's window for choosing files is open, for this place.
    choosing: Option<Spot>,
    /// It is open for a picture of this room.
    picturing: Option<RoomId>,
    /// What there is to paste is being looked for, for this place.
    pasting: Option<Spot>,
    notice: Option<Notice>,
    connection: Connection,
    /// Wishes under way, so that a refusal can say what it refuses.
    wished: HashMap<Ticket, (Wish, RoomId)>,
    /// What was spoken in rooms since left, and not sent.
    unsent: HashMap<RoomId, conversation::voice::State>,
    /// Messages on their way in rooms since left.
    left: HashMap<Ticket, Spot>,
    /// The window has the keyboard: what is on show is being read.
    focused: bool,
    /// The emoji used last, and whether that is to be kept.
    recent: Vec<&'static str>,
    used: bool,
}

/// A banner over the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A wish was refused.
    Refused(Wish, Why),
    /// A file was saved under this name.
    Saved(String),
    /// A film was handed to the program for films, under this name.
    Opened(String),
    /// No program took it.
    Unopened,
    /// A message was marked as a decision.
    Decided,
    /// A link to a message was put on the clipboard.
    LinkCopied,
    /// A report was sent.
    Reported,
}

/// What happens on the working screen.
#[derive(Clone, Debug)]
pub enum Message {
    /// In the room list.
    Rooms(rooms::Message),
    /// Other rooms are seen than before.
    RoomsSeen(kit::window_list::Seen<RoomId>),
    /// In the conversation.
    Conversation(conversation::Message),
    /// In the thread.
    Thread(conversation::Message),
    /// In the list of threads.
    Threads(threads::Message),
    /// In the details.
    Details(details::Message),
    /// On the page of a space.
    Space(space::Message),
    /// In the search.
    Search(search::Message),
    /// In the dialog.
    Dialog(dialog::Message),
    /// At the picture that is looked at.
    Viewer(viewer::Message),
    /// The banner was read.
    CloseNotice,
    /// Another page.
    Settings,
    /// The page of what one hears of.
    Notifications,
    /// Announce nothing, at other times than until now.
    Quiet(QuietChange),
    /// The page of rules, at this one.
    Rule(&'static str),
    /// Try to reach the server now.
    Reconnect,
    /// A shortcut key.
    Key(Key),
    /// The window got or lost the keyboard.
    Focused(bool),
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// Files were chosen in the system's window.
    Chosen(Result<Vec<PathBuf>, NoChooser>),
    /// What moves, sounds or is spoken.
    Play(playing::Message),
    /// There is this to paste; none where it is text, or nothing.
    Pasted(Option<Pasted>),
}

/// What the working screen asks of the program.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// Have files chosen in the system's window.
    Choose,
    /// Look for what there is to paste.
    Paste,
    /// Paste the text there is.
    PasteText,
    /// Put these words on the clipboard.
    Copy(Arc<str>),
    /// Open this address in the browser.
    OpenLink(Arc<str>),
    /// Open this file in the program for films.
    OpenFilm(PathBuf),
    /// Show the settings.
    Settings,
    /// Show what one hears of.
    Notifications,
    /// Announce nothing, at other times than until now.
    Quiet(QuietChange),
    /// Show this person's page.
    Person(Person),
    /// Show this page of trust.
    Trust(Place),
    /// Show this rule.
    Rule(&'static str),
}

impl State {
    /// The screen of this person, with nothing in it yet.
    pub fn new(me: Me) -> Self {
        Self {
            me,
            rooms: rooms::State::default(),
            list: kit::window_list::State::new(),
            on_show: Vec::new(),
            open: None,
            details: None,
            thread: None,
            threads: None,
            space: None,
            search: None,
            dialog: None,
            asked_in: None,
            viewer: None,
            choosing: None,
            picturing: None,
            pasting: None,
            notice: None,
            connection: Connection::Connecting,
            wished: HashMap::new(),
            unsent: HashMap::new(),
            left: HashMap::new(),
            focused: true,
            recent: Vec::new(),
            used: false,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let task = match message {
            Message::Rooms(message) => match self.rooms.update(message) {
                rooms::Action::None => {
                    self.look(wishes);
                    Task::none()
                }
                rooms::Action::Open(room) => self.open(room, wishes),
                rooms::Action::NewMessage => self.ask(Question::NewMessage { person: String::new() }),
                rooms::Action::NewRoom => self.ask(Question::NewRoom {
                    name: String::new(),
                    people: String::new(),
                }),
                rooms::Action::Find(words) => self.find(false, Some(words), wishes),
                rooms::Action::Browse => {
                    let browsing = dialog::browse::State::begin(wishes);
                    self.ask(Question::Browse(Box::new(browsing)))
                }
                rooms::Action::Space(space) => self.show_space(space, wishes),
                rooms::Action::NewSpace => self.ask(Question::NewSpace {
                    name: String::new(),
                    within: None,
                }),
                rooms::Action::Join => self.ask(Question::Join { address: String::new() }),
            },
            Message::RoomsSeen(seen) => {
                self.list.on_seen(seen);
                self.look(wishes);
                Task::none()
            }
            Message::Conversation(message) => return self.conversation(message, wishes),
            Message::Thread(message) => return self.thread(message, wishes),
            Message::Threads(message) => self.on_threads(message, wishes),
            Message::Details(message) => return self.details(message, wishes),
            Message::Space(space::Message::Rule(key)) => return Action::Rule(key),
            Message::Space(message) => self.on_space(message, wishes),
            Message::Search(message) => self.searched(message, wishes),
            Message::Dialog(message) => return self.answer_dialog(message, wishes),
            Message::Viewer(message) => return self.viewer(message, wishes),
            Message::CloseNotice => {
                self.notice = None;
                Task::none()
            }
            Message::Settings => return Action::Settings,
            Message::Notifications => return Action::Notifications,
            Message::Quiet(change) => return Action::Quiet(change),
            Message::Rule(key) => return Action::Rule(key),
            Message::Reconnect => {
                wishes.send(Command::Retry);
                Task::none()
            }
            Message::Key(key) => return self.key(key, wishes),
            Message::Focused(focused) => {
                self.focused = focused;
                self.mark_read(wishes);
                Task::none()
            }
            Message::Dropped(path) => match self.here() {
                Some(spot) => self.offer(&spot, vec![path], wishes),
                None => Task::none(),
            },
            Message::Chosen(chosen) => self.chosen(chosen, wishes),
            Message::Play(message) => return self.play(message, wishes),
            Message::Pasted(pasted) => return self.pasted(pasted, wishes),
        };
        Action::Task(task)
    }

    /// Tells the session which rooms came into view in the list.
    fn look(&mut self, wishes: &mut Wishes) {
        let on_show = self
            .list
            .seen()
            .map(|seen| self.rooms.between(&seen.range))
            .unwrap_or_default();
        if on_show != self.on_show {
            self.on_show.clone_from(&on_show);
            wishes.send(Command::LookAt(on_show));
        }
    }

    /// Shows a room: what was begun in the one before is kept.
    pub fn open(&mut self, room: RoomId, wishes: &mut Wishes) -> Task<Message> {
        if self.rooms.spaces().iter().any(|space| space.id == room) {
            return self.show_space(room, wishes);
        }
        self.leave_space(wishes);
        if self.open.as_ref().is_none_or(|open| *open.room() != room) {
            self.leave_room(wishes);
            wishes.send(Command::OpenRoom(room.clone()));
            if let Some(details) = &mut self.details {
                details.open(&room, &[], wishes);
            }
            let mut open = conversation::State::new(room);
            open.voice = self.unsent.remove(open.room()).unwrap_or_default();
            self.open = Some(open);
            self.list_threads_here(wishes);
        }
        operation::focus(conversation::composer::ID)
    }

    /// Keeps what was begun, before the window closes or the person signs out.
    pub fn leave_room(&mut self, wishes: &mut Wishes) {
        self.close_viewer(wishes);
        self.close_thread(wishes);
        if let Some(mut open) = self.open.take() {
            let (left, spot) = (open.composer.leave(wishes), open.spot());
            self.left.extend(left.map(|(ticket, _)| (ticket, spot)));
            self.leave_voice(open.room().clone(), std::mem::take(&mut open.voice));
        }
    }

    /// Takes over what the server says of the person signed in.
    pub fn set_me(&mut self, me: Me) {
        self.me = me;
    }

    /// The session began anew: the open room is asked for again.
    pub fn resume(&mut self, wishes: &mut Wishes) {
        if let Some(open) = &mut self.open {
            open.resume();
            wishes.send(Command::OpenRoom(open.room().clone()));
            if let Some(details) = &mut self.details {
                details.open(open.room(), open.pins(), wishes);
            }
        }
        if let Some(thread) = &mut self.thread
            && let Some(root) = thread.thread().cloned()
        {
            thread.resume();
            let room = thread.room().clone();
            wishes.send(Command::Thread(ThreadWish::Open { room, root }));
        }
        if let Some(threads) = &self.threads {
            threads.ask(wishes);
        }
        if let Some(space) = &self.space {
            space.ask(wishes);
        }
        if let Some(search) = &mut self.search {
            search.resume(wishes);
        }
    }

    /// The open room.
    pub fn conversation_open(&self) -> Option<&conversation::State> {
        self.open.as_ref()
    }

    /// The room list.
    pub fn rooms(&self) -> &rooms::State {
        &self.rooms
    }

    /// The banner on show.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The message whose picture is looked at.
    pub fn viewed(&self) -> Option<&RowKey> {
        self.viewer.as_ref().map(viewer::State::row)
    }

    /// The dialog on show.
    pub fn question(&self) -> Option<&Question> {
        self.dialog.as_ref().map(|dialog| &dialog.question)
    }

    /// Who is signed in.
    pub fn me(&self) -> &Person {
        &self.me.person
    }

    /// How they signed in.
    pub fn proven_by(&self) -> ProvenBy {
        self.me.proven_by
    }

    /// The id of the device they are signed in on.
    pub fn device(&self) -> &str {
        &self.me.device
    }

    /// Opens a link, asks first, or says why not: the session has judged it.
    fn follow(&mut self, link: Link) -> Action {
        match link.verdict {
            LinkVerdict::Open => Action::OpenLink(link.url),
            LinkVerdict::Here => Action::Task(self.ask(Question::Join {
                address: link.url.to_string(),
            })),
            LinkVerdict::Ask { .. } | LinkVerdict::Refused(_) => Action::Task(self.ask(Question::Link(link))),
        }
    }

    /// Opens the conversation there is, or asks the session for one.
    fn write_to(&mut self, person: &UserId, wishes: &mut Wishes) -> Task<Message> {
        let known = self
            .rooms
            .matching("")
            .into_iter()
            .find(|room| room.kind == RoomKind::Direct(person.clone()));
        if let Some(room) = known {
            return self.open(room.id.clone(), wishes);
        }
        let ask = self.ask(Question::NewMessage {
            person: person.to_string(),
        });
        Task::batch([ask, Task::done(Message::Dialog(dialog::Message::Confirm))])
    }

    fn ask(&mut self, question: Question) -> Task<Message> {
        self.asked_in = None;
        let focus = question.focus();
        self.dialog = Some(dialog::State::new(question));
        operation::focus(focus)
    }

    /// The same of something in a thread.
    fn ask_in(&mut self, thread: Option<EventId>, question: Question) -> Task<Message> {
        let asked = self.ask(question);
        self.asked_in = thread;
        asked
    }

    fn close_room(&mut self, wishes: &mut Wishes) {
        self.leave_room(wishes);
        self.close_threads(wishes);
        self.details = None;
        wishes.send(Command::CloseRoom);
    }

    fn mark_read(&mut self, wishes: &mut Wishes) {
        if let (true, Some(open)) = (self.focused, &mut self.open) {
            open.mark_read(wishes);
        }
        if let (true, Some(thread)) = (self.focused, &mut self.thread) {
            let root = thread.thread().cloned();
            wishes.within(root.as_ref(), |wishes| thread.mark_read(wishes));
        }
    }
}

/// Where files usually go; the person may type another folder.
fn downloads() -> String {
    let folder = platform::downloads();
    folder.map(|folder| folder.display().to_string()).unwrap_or_default()
}
