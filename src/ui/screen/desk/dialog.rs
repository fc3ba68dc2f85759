//! Questions over the page, one at a time.

pub mod browse;
pub mod emoji;
pub mod files;
pub mod forward;
pub mod governing;
mod habits;
mod people;
mod question;
pub mod reporting;
pub mod spaces;
mod view;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{
    Command, EventId, Explore, Link, LinkVerdict, Message as Said, NewPoll, Person, Reader, RoomId, RowKey, Ticket,
    UserId, Why,
};

use super::conversation::Wish;
use crate::wishes::Wishes;
use emoji::Picking;
use files::Files;
use forward::Forward;
use governing::Asked;
use reporting::Report;
use spaces::Filling;

pub use view::view;

/// The question on show. What was typed stays while it is asked and when it is refused.
#[derive(Clone, Debug)]
pub struct State {
    /// What it asks.
    pub question: Question,
    /// The answer awaited.
    pending: Option<Ticket>,
    /// Why the last try was refused.
    refused: Option<Why>,
    /// What people are looked for by, and who was found.
    looked_for: String,
    people: Arc<[Person]>,
    /// The emoji on show, where one is chosen.
    pub picking: Picking,
}

/// What a dialog asks.
#[derive(Clone, Debug)]
pub enum Question {
    /// Whom to write to.
    NewMessage {
        /// As typed.
        person: String,
    },
    /// What to call a new room, and who is asked in.
    NewRoom {
        /// As typed.
        name: String,
        /// As typed, with commas or spaces between.
        people: String,
    },
    /// What to call a new space.
    NewSpace {
        /// As typed.
        name: String,
        /// In which other.
        within: Option<RoomId>,
    },
    /// Which rooms to put into a space.
    Fill(Filling),
    /// What to say when one asks to be let into a room.
    Knock {
        /// Its address.
        address: Arc<str>,
        /// Its name.
        name: Arc<str>,
        /// As typed.
        message: String,
    },
    /// Which room to join.
    Join {
        /// As typed.
        address: String,
    },
    /// Whom to ask in.
    Invite {
        /// Where.
        room: RoomId,
        /// As typed.
        person: String,
    },
    /// Whether to leave, or decline.
    Leave {
        /// Which.
        room: RoomId,
        /// Its name.
        name: Arc<str>,
        /// An invitation is declined, a room is left.
        invitation: bool,
        /// Nobody would be left who decides everything there.
        sole: bool,
        /// It is no room of the person's yet: they asked to be let in.
        asked: bool,
    },
    /// Which room, of those that servers list.
    Browse(Box<browse::State>),
    /// About how a room is run.
    Govern(Asked),
    /// Why something is reported.
    Report(Report),
    /// Whether to delete a message.
    Delete {
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
    },
    /// What to put to a room.
    NewPoll {
        /// Where.
        room: RoomId,
        /// As typed.
        poll: NewPoll,
    },
    /// Whether to end a poll.
    EndPoll {
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
        /// How it ended.
        words: Arc<str>,
    },
    /// What a message decides, and why.
    Decide {
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
        /// All of its thread does.
        thread: bool,
        /// As typed.
        what: String,
        /// As typed.
        reason: String,
    },
    /// Nothing: it shows what a message said before it was changed.
    Versions {
        /// Which.
        event: EventId,
        /// The oldest first, or why they can't be had; none until the answer comes.
        found: Option<Result<Arc<[Said]>, Why>>,
    },
    /// Nothing: it shows who has read a message.
    Readers {
        /// Who, and when.
        readers: Vec<Reader>,
    },
    /// Which emoji.
    React {
        /// Where.
        room: RoomId,
        /// To which message.
        row: RowKey,
    },
    /// Which emoji to insert.
    Emoji,
    /// Where to say a message again.
    Forward(Forward),
    /// Which day to go to.
    Date {
        /// Where.
        room: RoomId,
        /// As typed.
        typed: String,
    },
    /// Into which folder.
    Save {
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// The file's name.
        name: Arc<str>,
        /// As typed.
        folder: String,
    },
    /// Which file to send, where the system has no window to choose it in.
    Attach {
        /// As typed.
        path: String,
    },
    /// Whether to send these files.
    SendFiles(Files),
    /// Whether to open a link, or why it can't be opened.
    Link(Link),
    /// Which shortcuts there are.
    Shortcuts,
    /// Where to go.
    Jump {
        /// As typed.
        query: String,
        /// The line chosen.
        chosen: usize,
    },
}

/// What happens in a dialog.
#[derive(Clone, Debug)]
pub enum Message {
    /// The first field changed.
    First(String),
    /// The second field changed.
    Second(String),
    /// This answer of a poll changed.
    Answer(usize, String),
    /// One more answer of a poll.
    MoreAnswers,
    /// One person may choose several answers.
    Several(bool),
    /// Votes are shown before the poll has ended.
    Open(bool),
    /// The person says yes.
    Confirm,
    /// Not this file.
    TakeOut(PathBuf),
    /// Among the rooms that servers list.
    Browse(browse::Message),
    /// Put this room into the space, or take it out.
    Fill(RoomId, bool),
    /// This emoji.
    Emoji(&'static str),
    /// The name of an emoji, as typed.
    SeekEmoji(String),
    /// The first emoji found.
    FirstEmoji,
    /// Another group of emoji.
    EmojiGroup(usize),
    /// This day: when it began.
    Day(i64),
    /// Another room than the one chosen.
    Other,
    /// This person, of those found.
    Pick(UserId),
    /// This room.
    Go(RoomId),
    /// Put the address on the clipboard.
    Copy,
    /// The page of rules, at this one.
    Rule(&'static str),
    /// The person says no.
    Close,
}

/// What a dialog asks of the screen around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// The question is over.
    Close,
    /// The question is over, and this wish was sent.
    Wished(Ticket, Wish),
    /// Put this emoji into the message.
    Insert(&'static str),
    /// Show this room.
    Go(RoomId),
    /// Show the room chosen among those that match.
    GoChosen,
    /// Ask whether to send this file.
    Offer(PathBuf),
    /// Open this address in the browser.
    OpenLink(Arc<str>),
    /// Put this on the clipboard.
    Copy(Arc<str>),
    /// Show this rule; the question waits.
    Rule(&'static str),
}

/// How many rooms the quick switcher shows.
pub const JUMP_ROWS: usize = 8;

/// A few emoji for quick reactions; any other can be sent as a message.
pub const EMOJI: [&str; 8] = ["👍", "❤️", "😂", "🎉", "😮", "😢", "🙏", "👀"];

impl State {
    /// Asks this.
    pub fn new(question: Question) -> Self {
        Self {
            question,
            pending: None,
            refused: None,
            looked_for: String::new(),
            people: Arc::default(),
            picking: Picking::default(),
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::First(text) => {
                self.refused = None;
                if let Question::Browse(browsing) = &mut self.question {
                    browsing.typed(text, wishes);
                } else if let Some(field) = self.question.first() {
                    *field = text;
                }
                if let Question::Jump { chosen, .. } | Question::Forward(Forward { chosen, .. }) = &mut self.question {
                    *chosen = 0;
                }
                self.look_for_people(wishes);
            }
            Message::Second(text) => {
                self.refused = None;
                if let Question::NewRoom { people: second, .. } | Question::Decide { reason: second, .. } =
                    &mut self.question
                {
                    *second = text;
                }
                self.look_for_people(wishes);
            }
            Message::Pick(_) if self.pending.is_some() => {}
            Message::Pick(person) => {
                if self.pick(&person) {
                    return self.confirm(wishes);
                }
            }
            Message::Answer(..) | Message::MoreAnswers | Message::Several(_) | Message::Open(_) => {
                self.refused = None;
                if let Question::NewPoll { poll, .. } = &mut self.question {
                    change(poll, message);
                }
            }
            Message::Confirm if self.pending.is_none() => return self.confirm(wishes),
            Message::Confirm => {}
            Message::TakeOut(path) => {
                if let (Question::SendFiles(files), None) = (&mut self.question, self.pending) {
                    self.refused = None;
                    files.take_out(&path, wishes);
                    if files.is_empty() {
                        return Action::Close;
                    }
                }
            }
            Message::Browse(browse::Message::Open(room)) => return Action::Go(room),
            Message::Browse(message) => {
                if let (Question::Browse(browsing), None) = (&mut self.question, self.pending) {
                    self.refused = None;
                    self.pending = browsing.update(message, wishes);
                }
            }
            Message::Fill(room, inside) => {
                if let (Question::Fill(filling), None) = (&mut self.question, self.pending) {
                    self.refused = None;
                    self.pending = Some(filling.arrange(room, inside, wishes));
                }
            }
            Message::Emoji(emoji) if matches!(self.question, Question::Emoji) => return Action::Insert(emoji),
            Message::Emoji(emoji) => {
                if let Question::React { room, row } = &self.question {
                    let (room, row, key) = (room.clone(), row.clone(), emoji.to_owned());
                    return Action::Wished(
                        wishes.ask(|ticket| Command::React { ticket, room, row, key }),
                        Wish::React,
                    );
                }
            }
            Message::SeekEmoji(_) | Message::EmojiGroup(_) | Message::FirstEmoji | Message::Day(_) | Message::Other => {
                return self.habit(message, wishes);
            }
            Message::Go(room) if self.goes_to(&room) => {}
            Message::Go(room) => return Action::Go(room),
            Message::Copy => {
                if let Question::Link(link) = &self.question {
                    return Action::Copy(link.url.clone());
                }
            }
            Message::Rule(key) => return Action::Rule(key),
            Message::Close => return Action::Close,
        }
        Action::None
    }

    /// The answer came; the room it led to is shown by the screen. None where the ticket is another's; true where the
    /// question is over.
    pub fn done(&mut self, ticket: Ticket, wishes: &mut Wishes) -> Option<bool> {
        self.pending.take_if(|mine| *mine == ticket)?;
        if let Question::SendFiles(files) = &mut self.question {
            files.sent(wishes);
            self.pending = files.send(wishes);
        }
        if let Question::Fill(filling) = &mut self.question {
            // One after another may be put in: it stays until it is closed.
            filling.arranged();
            return Some(false);
        }
        Some(self.pending.is_none())
    }

    /// Lets go of what is not to be sent any more.
    pub fn let_go(&self, wishes: &mut Wishes) {
        match &self.question {
            Question::SendFiles(files) => files.let_go(wishes),
            Question::Browse(_) => wishes.send(Command::Explore(Explore::Browse(None))),
            _ => {}
        }
    }

    /// What is under way though nobody waits for it any more: a file that is being made ready.
    pub fn left(&self) -> Option<(Ticket, RoomId)> {
        match &self.question {
            Question::SendFiles(files) => Some((self.pending?, files.room().clone())),
            _ => None,
        }
    }

    /// The answer was no: what was typed stays, with the reason beside it. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        let mine = self.pending.take_if(|mine| *mine == ticket).is_some();
        if mine {
            self.refused = Some(why.clone());
        }
        mine
    }

    /// Whether an answer is awaited.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// Why the last try was refused.
    pub fn why(&self) -> Option<&Why> {
        self.refused.as_ref()
    }

    fn confirm(&mut self, wishes: &mut Wishes) -> Action {
        match self.question.clone() {
            Question::NewMessage { person } if !person.trim().is_empty() => {
                let person = person.trim().to_owned();
                self.pending = Some(wishes.ask(|ticket| Command::StartDirect { ticket, person }));
            }
            Question::NewRoom { name, people } if !name.trim().is_empty() => {
                let name = name.trim().to_owned();
                let invite = names(&people);
                self.pending = Some(wishes.ask(|ticket| Command::CreateRoom { ticket, name, invite }));
            }
            Question::NewSpace { name, within } if !name.trim().is_empty() => {
                self.pending = Some(spaces::make(&name, within, wishes));
            }
            Question::Knock { address, message, .. } => {
                self.pending = Some(browse::knock(&address, &message, wishes));
            }
            Question::Join { address } if !address.trim().is_empty() => {
                let address = address.trim().to_owned();
                self.pending = Some(wishes.ask(|ticket| Command::Join { ticket, address }));
            }
            Question::Invite { room, person } if !person.trim().is_empty() => {
                let person = person.trim().to_owned();
                self.pending = Some(wishes.ask(|ticket| Command::Invite { ticket, room, person }));
            }
            Question::Leave { room, .. } => {
                return Action::Wished(wishes.ask(|ticket| Command::Leave { ticket, room }), Wish::Leave);
            }
            Question::Browse(browsing) => self.pending = browsing.confirm(wishes),
            Question::Govern(asked) => {
                if let Some(change) = asked.change() {
                    let room = asked.room;
                    self.pending = Some(wishes.ask(|ticket| Command::Change { ticket, room, change }));
                }
            }
            Question::Report(report) if report.is_ready() => {
                let (what, reason) = (report.what, report.reason.trim().to_owned());
                self.pending = Some(wishes.ask(|ticket| Command::Report { ticket, what, reason }));
            }
            Question::Decide {
                room,
                row,
                thread,
                what,
                reason,
            } if !what.trim().is_empty() => {
                let (what, reason) = (what.trim().to_owned(), reason.trim().to_owned());
                self.pending = Some(wishes.ask(|ticket| Command::MarkDecision {
                    ticket,
                    room,
                    row,
                    thread,
                    what,
                    reason,
                }));
            }
            Question::NewPoll { room, poll } if is_ready(&poll) => {
                self.pending = Some(wishes.ask(|ticket| Command::StartPoll { ticket, room, poll }));
            }
            Question::EndPoll { room, row, words } => {
                let words = words.to_string();
                let end = |ticket| Command::EndPoll {
                    ticket,
                    room,
                    row,
                    words,
                };
                return Action::Wished(wishes.ask(end), Wish::EndPoll);
            }
            Question::Delete { room, row } => {
                return Action::Wished(wishes.ask(|ticket| Command::Redact { ticket, room, row }), Wish::Delete);
            }
            Question::Save { room, row, folder, .. } if !folder.trim().is_empty() => {
                let folder = PathBuf::from(folder.trim());
                return Action::Wished(
                    wishes.ask(|ticket| Command::SaveFile {
                        ticket,
                        room,
                        row,
                        folder,
                    }),
                    Wish::Save,
                );
            }
            Question::Attach { path } if is_whole(&path) => return Action::Offer(PathBuf::from(path.trim())),
            // It stays open until they are sent: what was typed is not lost where one is refused.
            Question::SendFiles(files) if files.are_ready() => self.pending = files.send(wishes),
            Question::Link(link) if !matches!(link.verdict, LinkVerdict::Refused(_)) => {
                return Action::OpenLink(link.url);
            }
            Question::Jump { .. } | Question::Forward(Forward { to: None, .. }) => return Action::GoChosen,
            Question::Forward(forward) => self.forward(forward, wishes),
            Question::Shortcuts | Question::Versions { .. } | Question::Readers { .. } => return Action::Close,
            _ => {}
        }
        Action::None
    }
}

/// Whether a path as typed says where the file is, from the root on.
fn is_whole(typed: &str) -> bool {
    Path::new(typed.trim()).is_absolute()
}

/// Whether a poll asks something, and has answers enough.
pub fn is_ready(poll: &NewPoll) -> bool {
    let answers = poll.answers.iter().filter(|answer| !answer.trim().is_empty());
    !poll.question.trim().is_empty() && NewPoll::ANSWERS.contains(&answers.count())
}

fn change(poll: &mut NewPoll, message: Message) {
    match message {
        Message::Answer(index, text) => {
            if let Some(answer) = poll.answers.get_mut(index) {
                *answer = text;
            }
        }
        Message::MoreAnswers if poll.answers.len() < *NewPoll::ANSWERS.end() => poll.answers.push(String::new()),
        Message::Several(several) => poll.several = several,
        Message::Open(open) => poll.open = open,
        _ => {}
    }
}

/// People as typed in one field: with commas, semicolons or spaces between.
fn names(typed: &str) -> Vec<String> {
    typed
        .split([',', ';', ' ', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}
