//! The middle column: who is here, what was said, who will read, and where one writes.

mod allowance;
mod body;
mod change;
pub mod closed;
pub mod composer;
mod header;
pub mod identity;
mod invitation;
mod message;
pub mod pictures;
pub mod play;
mod poll;
mod presence;
mod readers;
mod report;
mod seeking;
pub mod sounds;
mod thread;
mod unreadable;
mod view;
pub mod voice;
mod wish;
mod writing;

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use iced::Task;
use imbl::Vector;
use kit::window_list::{self, Seen};
use model::{
    Body, Capability, Command, EventId, Ground, Message as Said, Paging, Person, Reader, RoomHeader, RoomId, Row,
    RowKey, RowKind, Ticket,
};

use crate::screen::trust::Place;
use crate::wishes::Wishes;
use composer::Mode;
use composer::slash::Slash;

pub use body::file_facts;
pub use header::retention;
pub use message::{excerpt, spoken_body, thread_words, warnings};
pub use pictures::Pictures;
pub use thread::Spot;
pub use unreadable::sentence as undecryptable;
pub use view::{Fold, thread as thread_view, view};
pub use wish::Wish;

/// One open room, or a thread of one.
pub struct State {
    room: RoomId,
    /// The message that the thread begins with; none in the room itself.
    thread: Option<EventId>,
    header: Option<Arc<RoomHeader>>,
    rows: Vector<Arc<Row>>,
    /// The first report of rows has come.
    loaded: bool,
    paging: Paging,
    typing: Vec<Person>,
    /// Where messages are written.
    pub composer: composer::State,
    /// The list's own memory: what is on show, and whether that is the end.
    list: window_list::State<RowKey>,
    /// The message that was asked for, and whether it is still to be scrolled to.
    sought: Option<(EventId, bool)>,
    /// The last row that was reported as read.
    read_to: Option<RowKey>,
    /// Where the unread messages begin.
    unread: Option<usize>,
    /// That lies above what is seen.
    unread_above: bool,
    /// The last message that came while the room was open, to be spoken.
    heard: Option<Arc<Row>>,
    /// How many of the messages loaded can't be read.
    unreadable: usize,
    /// Messages that nobody vouches for, with what they held when the person had them shown.
    opened: Vec<(EventId, Body)>,
    /// Long messages that are shown whole.
    whole: HashSet<RowKey>,
    /// The pictures on show.
    pub pictures: Pictures,
    /// The sound that plays.
    pub sounds: sounds::Sounds,
    /// What is spoken.
    pub voice: voice::State,
}

/// What happens in the conversation.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something in the composer.
    Composer(composer::Message),
    /// Other rows are seen than before.
    Seen(Seen<RowKey>),
    /// Show the latest messages.
    Latest,
    /// Show where the unread messages begin.
    FirstUnread,
    /// Show the message that this one answers.
    Show(EventId),
    /// Ask for older messages.
    LoadOlder,
    /// Answer this message.
    Reply(RowKey),
    /// Show the thread that begins with this message, and whether to write in it.
    OpenThread(EventId, bool),
    /// Show or hide the list of threads.
    Threads,
    /// Put the words of this message into an answer to it.
    Quote(RowKey),
    /// Say this message again elsewhere. It was said by somebody at some time, in these words.
    Forward(RowKey, Arc<str>),
    /// Go to a day.
    Date,
    /// Change this message.
    Edit(RowKey),
    /// React to this message with this emoji, or take it back.
    React(RowKey, Arc<str>),
    /// Choose an emoji for this message.
    ChooseReaction(RowKey),
    /// Delete this message, once that is confirmed.
    Delete(RowKey),
    /// Copy the words of this message.
    Copy(RowKey),
    /// Show this picture large.
    View(RowKey),
    /// See, hear or speak something.
    Play(play::Message),
    /// Copy a link to this message.
    CopyLink(EventId),
    /// Save this file.
    Save(RowKey),
    /// Show this message, though nobody vouches for who wrote it.
    ShowClosed(RowKey),
    /// Show all of this long message, or its beginning again.
    ShowWhole(RowKey),
    /// Mark this message as a decision, or with it all of its thread.
    Decide(RowKey, bool),
    /// Show what this message said before it was changed.
    Versions(EventId),
    /// Report this message.
    Report(EventId),
    /// Show who has read this message.
    Readers(RowKey),
    /// Pin this message, or take its pin away.
    Pin(EventId, bool),
    /// Vote for these answers of this poll.
    Vote(RowKey, Vec<Arc<str>>),
    /// End this poll, once that is confirmed. It ended in these words.
    EndPoll(RowKey, Arc<str>),
    /// Look for the key of this message once more.
    LookAgain(RowKey),
    /// Ask whoever wrote this message to send it again, in these words.
    AskAgain(RowKey, Arc<str>),
    /// Show this person's page.
    Person(Person),
    /// Show this page of trust.
    Trust(Place),
    /// Try this message again.
    Retry(RowKey),
    /// Give this message up.
    CancelSend(RowKey),
    /// Open a link, as far as policy lets it.
    Link(model::Link),
    /// The page of rules, at this one.
    Rule(&'static str),
    /// Decide about a digital identity that changed.
    Identity(identity::Message),
    /// Accept the invitation.
    Accept,
    /// Decline the invitation, or leave, once that is confirmed.
    Leave,
    /// Look for messages here.
    Find,
    /// Show or hide the details.
    Details,
    /// Back to the room list, where there is one column.
    Back,
    /// Nothing to do.
    Nothing,
}

/// What the conversation asks of the screen around it.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// The composer wants the keyboard.
    Focus,
    /// This wants it.
    Focused(&'static str),
    /// Begin to speak, as far as a rule lets that.
    Speak(Capability),
    /// Look for what there is to paste.
    Paste,
    /// Choose files to send.
    Attach,
    /// The same, beside this work.
    Called(Task<Message>),
    /// A wish was sent; its refusal is to be shown under this name.
    Wished(Ticket, Wish),
    /// Ask before deleting this message.
    ConfirmDelete(RowKey),
    /// Ask before ending this poll in these words.
    ConfirmEnd(RowKey, Arc<str>),
    /// Ask what to put to the room.
    NewPoll,
    /// Ask where to say this message again. It came from there, and begins so.
    Forward(RowKey, Arc<str>, String),
    /// Ask which emoji to insert.
    ChooseEmoji,
    /// Carry out a command, with what followed it.
    Command(Slash, String),
    /// Ask what was decided, in this message or in all of its thread.
    Decide(RowKey, bool),
    /// Show this thread, and whether to write in it.
    OpenThread(EventId, bool),
    /// Show or hide the list of threads.
    Threads,
    /// Show what this message said before it was changed.
    Versions(EventId),
    /// Report this message.
    Report(EventId),
    /// Show that these have read a message.
    Readers(Vec<Reader>),
    /// Ask which emoji.
    ChooseReaction(RowKey),
    /// Show this picture large.
    View(RowKey),
    /// Ask where to.
    ChooseFolder(RowKey, Arc<str>),
    /// Follow this link, as far as policy lets it.
    Link(model::Link),
    /// Show this person's page.
    Person(Person),
    /// Show this page of trust.
    Trust(Place),
    /// Show this rule.
    Rule(&'static str),
    /// Ask before leaving or declining.
    ConfirmLeave,
    /// Put these words on the clipboard.
    Copy(Arc<str>),
    /// Look for messages here.
    Find,
    /// Show or hide the details.
    Details,
    /// Show the details, which say why messages are kept as they are.
    Grounds,
    /// Back to the room list.
    Back,
    /// Escape was pressed with nothing here to leave.
    Escape,
}

impl State {
    /// A room of which nothing is known yet.
    pub fn new(room: RoomId) -> Self {
        Self {
            composer: composer::State::new(room.clone(), composer::ID),
            room,
            thread: None,
            header: None,
            rows: Vector::new(),
            loaded: false,
            paging: Paging::Idle,
            typing: Vec::new(),
            list: window_list::State::new(),
            sought: None,
            read_to: None,
            unread: None,
            unread_above: false,
            heard: None,
            unreadable: 0,
            opened: Vec::new(),
            whole: HashSet::new(),
            pictures: Pictures::default(),
            sounds: sounds::Sounds::default(),
            voice: voice::State::default(),
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        let room = self.room.clone();
        match message {
            Message::Composer(message) => match self.compose(message, wishes) {
                composer::Action::Task(task) => return Action::Task(task.map(Message::Composer)),
                composer::Action::Called(task) => return Action::Called(task.map(Message::Composer)),
                composer::Action::EditLast => self.edit_last(),
                composer::Action::Paste => return Action::Paste,
                composer::Action::Attach => return Action::Attach,
                composer::Action::NewPoll => return Action::NewPoll,
                composer::Action::Emoji => return Action::ChooseEmoji,
                composer::Action::Command(slash, rest) => return Action::Command(slash, rest),
                composer::Action::Speak(allowed) => return Action::Speak(allowed),
                composer::Action::Rule(key) => return Action::Rule(key),
                composer::Action::Escape => {
                    self.list.scroll_to_end();
                    return Action::Escape;
                }
            },
            Message::Seen(seen) => self.seen(seen, wishes),
            Message::Latest => {
                self.sought = None;
                self.list.scroll_to_end();
            }
            Message::FirstUnread => {
                if let Some(row) = self.unread.and_then(|index| self.rows.get(index)) {
                    self.list.scroll_to(row.key.clone());
                }
            }
            Message::Show(event) => {
                if let Some(ticket) = self.seek(event, wishes) {
                    return Action::Wished(ticket, Wish::Show);
                }
            }
            Message::LoadOlder => self.load_older(wishes),
            Message::Reply(row) => {
                self.reply(&row);
                return Action::Focus;
            }
            Message::Quote(row) => {
                let words = self.said(&row).and_then(|said| said.body.plain()).cloned();
                if let Some(words) = words {
                    self.reply(&row);
                    return Action::Called(self.composer.quote(&words, wishes).map(Message::Composer));
                }
            }
            Message::Forward(row, origin) => {
                let begins = self.said(&row).map(|said| writing::excerpt(&said.body));
                if let Some(begins) = begins {
                    return Action::Forward(row, origin, begins);
                }
            }
            Message::Date => return Action::Command(Slash::Date, String::new()),
            Message::Edit(row) => {
                self.edit(&row);
                return Action::Focus;
            }
            Message::React(row, key) => {
                let key = key.to_string();
                return Action::Wished(
                    wishes.ask(|ticket| Command::React { ticket, room, row, key }),
                    Wish::React,
                );
            }
            Message::ChooseReaction(row) => return Action::ChooseReaction(row),
            Message::Delete(row) => return Action::ConfirmDelete(row),
            Message::Decide(row, thread) => return Action::Decide(row, thread),
            Message::OpenThread(root, writes) => return Action::OpenThread(root, writes),
            Message::Threads => return Action::Threads,
            Message::Copy(row) => {
                if let Some(plain) = self.said(&row).and_then(|said| said.body.plain()) {
                    return Action::Copy(plain.clone());
                }
            }
            Message::View(row) => return Action::View(row),
            Message::Play(message) => return self.play(message, wishes),
            Message::Save(row) => {
                if let Some(Body::File(file)) = self.said(&row).map(|said| &said.body) {
                    return Action::ChooseFolder(row, file.name.clone());
                }
            }
            Message::ShowClosed(row) => {
                if let Some((event, Body::Closed(_, body))) =
                    self.said(&row).and_then(|said| Some((said.event.clone()?, &said.body)))
                {
                    self.opened.push((event, (**body).clone()));
                    self.open_closed();
                }
            }
            Message::ShowWhole(row) => {
                // What stands above it stays, also where the end of the list is on show.
                self.list.stay();
                if !self.whole.remove(&row) {
                    self.whole.insert(row);
                }
            }
            Message::CopyLink(event) => {
                return Action::Wished(
                    wishes.ask(|ticket| Command::LinkTo { ticket, room, event }),
                    Wish::CopyLink,
                );
            }
            Message::Report(event) => return Action::Report(event),
            Message::Versions(event) => {
                let asked = event.clone();
                wishes.send(Command::ListVersions { room, event });
                return Action::Versions(asked);
            }
            Message::Readers(row) => return Action::Readers(readers::of(&self.rows, &row)),
            Message::Pin(event, pinned) => {
                return Action::Wished(self.pin(event, pinned, wishes), Wish::Pin);
            }
            Message::Vote(row, answers) => {
                let vote = |ticket| Command::Vote {
                    ticket,
                    room,
                    row,
                    answers,
                };
                return Action::Wished(wishes.ask(vote), Wish::Vote);
            }
            Message::EndPoll(row, words) => return Action::ConfirmEnd(row, words),
            Message::LookAgain(row) => {
                return Action::Wished(
                    wishes.ask(|ticket| Command::LookAgain { ticket, room, row }),
                    Wish::LookAgain,
                );
            }
            Message::AskAgain(row, text) => {
                self.reply(&row);
                self.composer.suggest(&text);
                return Action::Focus;
            }
            Message::Person(person) => return Action::Person(person),
            Message::Trust(place) => return Action::Trust(place),
            Message::Retry(row) => wishes.send(Command::RetrySend { room, row }),
            Message::CancelSend(row) => {
                return Action::Wished(
                    wishes.ask(|ticket| Command::CancelSend { ticket, room, row }),
                    Wish::CancelSend,
                );
            }
            Message::Link(link) => return Action::Link(link),
            // The page of rules has none of the room's own.
            Message::Rule("retention.default") if self.rules_itself() => return Action::Grounds,
            Message::Rule(key) => return Action::Rule(key),
            Message::Accept => {
                return Action::Wished(wishes.ask(|ticket| Command::Accept { ticket, room }), Wish::Accept);
            }
            Message::Identity(message) => return self.decide(message, wishes),
            Message::Leave => return Action::ConfirmLeave,
            Message::Find => return Action::Find,
            Message::Details => return Action::Details,
            Message::Back => return Action::Back,
            Message::Nothing => {}
        }
        Action::Task(Task::none())
    }

    /// Which room this is.
    pub fn room(&self) -> &RoomId {
        &self.room
    }

    /// What stands above, once known.
    pub fn header(&self) -> Option<&Arc<RoomHeader>> {
        self.header.as_ref()
    }

    /// The room's pinned messages.
    pub fn pins(&self) -> &[EventId] {
        self.header.as_ref().map_or(&[], |header| &header.pins)
    }

    /// What was said, oldest first.
    pub fn rows(&self) -> &Vector<Arc<Row>> {
        &self.rows
    }

    /// An invitation, or a room whose messages policy keeps shut: no rows, no composer.
    pub fn is_closed(&self) -> bool {
        self.header
            .as_ref()
            .is_some_and(|header| matches!(header.kind, model::RoomKind::Invitation(_)))
    }

    /// Whether one may write here.
    pub fn may_send(&self) -> bool {
        self.header
            .as_ref()
            .is_some_and(|header| header.allows.send.is_allowed())
    }

    /// Scrolls by what is seen at once.
    pub fn page(&mut self, down: bool) {
        self.list.scroll_by_page(if down { 1.0 } else { -1.0 });
    }

    /// The message in this row.
    pub fn said(&self, row: &RowKey) -> Option<&Said> {
        self.rows
            .iter()
            .rev()
            .find(|it| it.key == *row)
            .and_then(|row| match &row.kind {
                RowKind::Message(said) => Some(&**said),
                _ => None,
            })
    }

    /// Whether all of this message is to be shown, however long it is.
    fn shows_whole(&self, row: &RowKey) -> bool {
        self.whole.contains(row)
    }

    /// The next picture of the messages loaded, or the one before.
    pub fn picture_beside(&self, row: &RowKey, forward: bool) -> Option<RowKey> {
        let at = self.rows.iter().position(|it| it.key == *row)?;
        let found = if forward {
            self.rows.iter().skip(at + 1).find(|row| pictures::has_picture(row))
        } else {
            self.rows.iter().take(at).rev().find(|row| pictures::has_picture(row))
        };
        found.map(|row| row.key.clone())
    }

    /// The message of this event, where it is loaded.
    pub fn message(&self, event: &EventId) -> Option<&Said> {
        self.row_of(event).and_then(|key| self.said(&key))
    }

    /// Pins a message, or takes its pin away.
    pub fn pin(&self, event: EventId, pinned: bool, wishes: &mut Wishes) -> Ticket {
        let room = self.room.clone();
        wishes.ask(|ticket| Command::SetPinned {
            ticket,
            room,
            event,
            pinned,
        })
    }

    /// Whoever has sent something new sees it come.
    fn compose(&mut self, message: composer::Message, wishes: &mut Wishes) -> composer::Action {
        let sent = self.composer.is_sending();
        let typed = matches!(message, composer::Message::Field(_));
        let asked = self.composer.update(message, wishes);
        if typed {
            self.composer.offer(&self.rows, self.header.as_deref());
        }
        if !sent && self.composer.is_sending() && !matches!(self.composer.mode(), Mode::Edit { .. }) {
            self.sought = None;
            self.list.scroll_to_end();
        }
        asked
    }

    /// Whether the room itself has a say in how long its messages are kept.
    fn rules_itself(&self) -> bool {
        let grounds = self.header.as_ref().map(|header| &header.grounds);
        grounds.is_some_and(|grounds| grounds.iter().any(|ground| matches!(ground, Ground::Room(_))))
    }

    fn seen(&mut self, seen: Seen<RowKey>, wishes: &mut Wishes) {
        let near_start = seen.near_start;
        let on_show = self.on_show(&seen);
        let first = on_show.as_ref().map(|range| *range.start());
        self.unread_above = self.unread.zip(first).is_some_and(|(unread, first)| unread < first);
        if let Some(on_show) = on_show {
            let wanted = self.pictures.look(&self.rows, on_show);
            if !wanted.is_empty() {
                wishes.send(Command::ShowPictures {
                    room: self.room.clone(),
                    rows: wanted,
                });
            }
        }
        self.list.on_seen(seen);
        // A failure is not asked again by itself: scrolling would hammer a server that is down.
        if near_start && self.paging == Paging::Idle {
            self.load_older(wishes);
        }
        self.mark_read(wishes);
    }

    /// Where the rows on show stand. Rows may have come and gone since they were drawn, so they are looked for from there.
    fn on_show(&self, seen: &Seen<RowKey>) -> Option<RangeInclusive<usize>> {
        let at = |key: &RowKey, place: usize| {
            // Above the first row stands a line that is none.
            let hint = place.checked_sub(1)?;
            let key_at = |index| self.rows.get(index).map(|row| row.key.clone());
            window_list::place(self.rows.len(), hint, &Some(key.clone()), key_at)
        };
        let last = at(&seen.range.1, seen.places.1)?;
        let first = at(&seen.range.0, seen.places.0).unwrap_or_default();
        Some(first..=last)
    }

    fn load_older(&mut self, wishes: &mut Wishes) {
        if self.loaded && matches!(self.paging, Paging::Idle | Paging::Failed) {
            self.paging = Paging::Loading;
            wishes.send(Command::LoadOlder(self.room.clone()));
        }
    }
}
