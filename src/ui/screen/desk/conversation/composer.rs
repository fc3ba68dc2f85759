//! Where a message is written. The text stays until the session has taken it over, and survives a refusal.

mod completion;
mod mention;
pub mod slash;
mod view;

use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::Task;
use imbl::Vector;
use kit::composer::{Choose, Event, Outcome};
use model::{
    Capability, Command, Draft, EventId, Failure, Member, Mention, RoomHeader, RoomId, Row, RowKey, Ticket, Why,
};

use crate::wishes::Wishes;

pub use completion::{is_drawn as is_emoji_drawn, search as search_emoji};
pub use view::view;

/// The field's name, for focus.
pub const ID: &str = "composer";

/// How long a text rests before it is kept.
const REST: Duration = Duration::from_millis(800);
/// How often others are told that somebody is still typing.
const TYPING: Duration = Duration::from_secs(4);

/// The text being written and what it is for.
pub struct State {
    room: RoomId,
    /// The field's name.
    id: &'static str,
    field: kit::composer::State,
    mode: Mode,
    /// Whom the text may call.
    mentions: Vec<Mention>,
    calling: mention::State,
    /// Commands and emoji that may be meant.
    completing: completion::State,
    /// A command that is none, of a text that was not sent for it.
    unknown: Option<String>,
    /// What was sent and not yet taken over.
    sent: Option<(Ticket, String)>,
    /// Why the last try was refused, until something is changed.
    why: Option<Why>,
    /// Counts changes, so that only the last of a burst is kept.
    revision: u64,
    /// The revision last kept.
    kept: u64,
    typing_told: Option<Instant>,
}

/// What the text is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A message.
    New,
    /// An answer.
    Reply {
        /// To which message.
        event: EventId,
        /// Whose.
        whose: String,
        /// Its first words.
        excerpt: String,
    },
    /// A change of one's own message.
    Edit {
        /// Which row.
        row: RowKey,
        /// Which message, once the server has it.
        event: Option<EventId>,
        /// What stood here before, to be given back.
        before: String,
    },
}

/// What happens in the composer.
#[derive(Clone, Debug)]
pub enum Message {
    /// The field said something.
    Field(Event),
    /// Choose files to send.
    Attach,
    /// Call whom this line of the list names.
    Call(usize),
    /// Write what this line of the list stands for.
    Complete(usize),
    /// Choose an emoji to insert.
    Emoji,
    /// Send it as it is, though it looks like a command.
    SendAsIs,
    /// Send it.
    Send,
    /// Send it, whatever speaks against it.
    SendAnyway,
    /// No reply or change after all.
    Cancel,
    /// Put a question to the room.
    NewPoll,
    /// Begin to speak, as far as a rule lets that.
    Speak(Capability),
    /// The page of rules, at this one.
    Rule(&'static str),
    /// The text has rested since this revision.
    Rested(u64),
}

/// What the composer asks of the conversation around it.
#[derive(Debug)]
pub enum Action {
    /// Nothing more than this work.
    Task(Task<Message>),
    /// This work, and the keyboard stays in the field.
    Called(Task<Message>),
    /// Change the last message of one's own.
    EditLast,
    /// Choose files to send.
    Attach,
    /// Look for what there is to paste.
    Paste,
    /// Ask what to put to the room.
    NewPoll,
    /// Ask which emoji to insert.
    Emoji,
    /// Carry out a command, with what followed it.
    Command(slash::Slash, String),
    /// Begin to speak, as far as a rule lets that.
    Speak(Capability),
    /// Show this rule.
    Rule(&'static str),
    /// Escape was pressed with nothing here to leave.
    Escape,
}

impl State {
    /// An empty composer for this room, whose field is called so.
    pub fn new(room: RoomId, id: &'static str) -> Self {
        Self {
            room,
            id,
            field: kit::composer::State::new(),
            mode: Mode::New,
            mentions: Vec::new(),
            calling: mention::State::default(),
            completing: completion::State::default(),
            unknown: None,
            sent: None,
            why: None,
            revision: 0,
            kept: 0,
            typing_told: None,
        }
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, wishes: &mut Wishes) -> Action {
        match message {
            Message::Field(event) => match self.field.update(event) {
                Outcome::Edited { changed } => {
                    self.look(changed, wishes);
                    if changed {
                        return Action::Task(self.changed(wishes));
                    }
                }
                Outcome::Choose(choose) => return self.choose(choose, wishes),
                Outcome::Send => return self.submit(false, wishes),
                Outcome::EditLast => return Action::EditLast,
                Outcome::Paste => return Action::Paste,
                Outcome::Escape if self.cancel() => {}
                Outcome::Escape => return Action::Escape,
            },
            Message::Attach => return Action::Attach,
            Message::Call(index) => return self.call(index, wishes),
            Message::Complete(index) => return self.complete(index, wishes),
            Message::Emoji => return Action::Emoji,
            Message::Send => return self.submit(false, wishes),
            Message::SendAnyway => return self.submit(true, wishes),
            Message::SendAsIs => self.send(self.text().trim().to_owned(), false, false, wishes),
            Message::Cancel => {
                self.cancel();
            }
            Message::NewPoll => return Action::NewPoll,
            Message::Speak(allowed) => return Action::Speak(allowed),
            Message::Rule(key) => return Action::Rule(key),
            Message::Rested(revision) if revision == self.revision => self.keep(wishes),
            Message::Rested(_) => {}
        }
        Action::Task(Task::none())
    }

    /// The field's name, for focus.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The text as it stands.
    pub fn text(&self) -> String {
        self.field.text()
    }

    /// Whether nothing but space is there.
    pub fn is_blank(&self) -> bool {
        self.field.is_blank()
    }

    /// What the text is for.
    pub fn mode(&self) -> &Mode {
        &self.mode
    }

    /// Whether a text is on its way to the session.
    pub fn is_sending(&self) -> bool {
        self.sent.is_some()
    }

    /// Puts the text kept from earlier in, unless something was begun since.
    pub fn restore(&mut self, text: &str, mentions: Vec<Mention>) {
        if self.is_blank() && self.mode == Mode::New && self.sent.is_none() {
            self.put(text);
            self.mentions = mentions;
        }
    }

    /// Takes over who else is in the room: whoever is to be called is one of them.
    pub fn set_members(&mut self, members: Arc<[Member]>) {
        self.calling.set_members(members);
    }

    /// Offers whom the name begun may mean; none where no name is being written.
    pub fn offer(&mut self, rows: &Vector<Arc<Row>>, header: Option<&RoomHeader>) {
        self.calling.offer(rows, header);
    }

    /// Begins an answer.
    pub fn reply(&mut self, event: EventId, whose: String, excerpt: String) {
        self.cancel();
        self.mode = Mode::Reply { event, whose, excerpt };
    }

    /// Puts words in where nothing was written yet; sending them is the person's. What was begun stays as it is.
    pub fn suggest(&mut self, text: &str) {
        if self.is_blank() && self.sent.is_none() {
            self.put(text);
            self.revision += 1;
        }
    }

    /// Puts something in where the caret is.
    pub fn insert(&mut self, text: &str, wishes: &mut Wishes) -> Task<Message> {
        self.field.insert(text);
        self.changed(wishes)
    }

    /// Puts the words of somebody's message in, to be answered piece by piece.
    pub fn quote(&mut self, words: &str, wishes: &mut Wishes) -> Task<Message> {
        let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
        let begins = if self.is_blank() { "" } else { "\n" };
        self.insert(&format!("{begins}{}\n\n", lines.join("\n")), wishes)
    }

    /// Whether emoji are offered.
    pub fn offers_emoji(&self) -> bool {
        matches!(self.completing.found().first(), Some(completion::Line::Emoji(_)))
    }

    /// Begins a change of one's own message.
    pub fn edit(&mut self, row: RowKey, event: Option<EventId>, text: &str, mentions: Vec<Mention>) {
        self.cancel();
        self.mentions.extend(mentions);
        self.mode = Mode::Edit {
            row,
            event,
            before: self.text(),
        };
        self.put(text);
    }

    /// The message that is changed.
    pub fn changes(&self) -> Option<EventId> {
        match &self.mode {
            Mode::Edit { event, .. } => event.clone(),
            _ => None,
        }
    }

    /// The message that is changed stands in another row now; none where it isn't loaded.
    pub fn found(&mut self, now: Option<RowKey>) {
        if let (Mode::Edit { row, .. }, Some(now)) = (&mut self.mode, now) {
            *row = now;
        }
    }

    /// Ends an answer to one of these messages, or a change of one.
    pub fn let_go(&mut self, events: &[EventId]) {
        let about = match &self.mode {
            Mode::Reply { event, .. } => Some(event),
            Mode::Edit { event, .. } => event.as_ref(),
            Mode::New => None,
        };
        if about.is_some_and(|event| events.contains(event)) {
            self.cancel();
        }
    }

    /// Ends an answer or a change; true where there was one.
    pub fn cancel(&mut self) -> bool {
        match std::mem::replace(&mut self.mode, Mode::New) {
            Mode::New => false,
            Mode::Reply { .. } => true,
            Mode::Edit { before, .. } => {
                self.put(&before);
                true
            }
        }
    }

    /// The session has taken the message over. Words typed since then stay. False where the ticket is another's.
    pub fn done(&mut self, ticket: Ticket, wishes: &mut Wishes) -> bool {
        let Some((_, sent)) = self.sent.take_if(|(mine, _)| *mine == ticket) else {
            return false;
        };
        let text = self.text();
        let since = text.strip_prefix(&sent).map(|rest| rest.trim_start().to_owned());
        match (std::mem::replace(&mut self.mode, Mode::New), since) {
            (Mode::Edit { before, .. }, Some(since)) => self.put(&if since.is_empty() { before } else { since }),
            (_, Some(since)) => self.put(&since),
            (_, None) => {}
        }
        self.mentions = self.called_in(&self.text());
        self.revision += 1;
        self.keep(wishes);
        true
    }

    /// The session refused: the text is still here. False where the ticket is another's.
    pub fn refused(&mut self, ticket: Ticket, why: &Why) -> bool {
        let mine = self.sent.take_if(|(mine, _)| *mine == ticket).is_some();
        if mine {
            self.why = Some(why.clone());
        }
        mine
    }

    /// Why the last try was refused.
    pub fn why(&self) -> Option<&Why> {
        self.why.as_ref()
    }

    /// What held the last message back has been decided about.
    pub fn settled(&mut self) {
        self.why.take_if(|why| *why == Why::Failed(Failure::IdentityChanged));
    }

    /// The room is left: what was begun is kept at once. A message on its way is handed out, so that its answer
    /// finds the right room.
    pub fn leave(&mut self, wishes: &mut Wishes) -> Option<(Ticket, RoomId)> {
        self.stop_typing(wishes);
        if self.kept != self.revision {
            self.keep(wishes);
        }
        self.sent.take().map(|(ticket, _)| (ticket, self.room.clone()))
    }

    /// Another text: no name is being written in it.
    fn put(&mut self, text: &str) {
        self.field.set_text(text);
        self.calling.end();
        self.completing.end();
        self.unknown = None;
    }

    /// Sends what is written, or does what it asks for. A command that is none is told, and nothing goes.
    fn submit(&mut self, anyway: bool, wishes: &mut Wishes) -> Action {
        let text = self.text();
        let text = text.trim();
        let asked = match self.mode {
            Mode::New | Mode::Reply { .. } => slash::read(text),
            Mode::Edit { .. } => slash::Asked::Message,
        };
        match asked {
            slash::Asked::Command(slash::Slash::Plain, rest) => self.send(rest.to_owned(), true, anyway, wishes),
            slash::Asked::Message | slash::Asked::Command(slash::Slash::Me, _) => {
                self.send(text.to_owned(), false, anyway, wishes);
            }
            slash::Asked::Escaped(rest) => self.send(rest.to_owned(), true, anyway, wishes),
            slash::Asked::Unknown(word) => self.unknown = Some(word.to_owned()),
            slash::Asked::Command(slash, rest) => {
                let rest = rest.to_owned();
                self.put("");
                self.revision += 1;
                self.keep(wishes);
                self.stop_typing(wishes);
                return Action::Command(slash, rest);
            }
        }
        Action::Task(Task::none())
    }

    fn send(&mut self, said: String, plain: bool, anyway: bool, wishes: &mut Wishes) {
        if said.trim().is_empty() || self.sent.is_some() {
            return;
        }
        let text = self.text();
        let (reply_to, edit) = match &self.mode {
            Mode::New => (None, None),
            Mode::Reply { event, .. } => (Some(event.clone()), None),
            Mode::Edit { row, .. } => (None, Some(row.clone())),
        };
        let draft = Draft {
            mentions: self.called_in(&text),
            text: said,
            plain,
            reply_to,
            edit,
            anyway,
        };
        let room = self.room.clone();
        let ticket = wishes.ask(|ticket| Command::Send { ticket, room, draft });
        self.sent = Some((ticket, text));
        self.why = None;
        self.unknown = None;
        self.stop_typing(wishes);
    }

    fn changed(&mut self, wishes: &mut Wishes) -> Task<Message> {
        self.revision += 1;
        self.why = None;
        self.unknown = None;
        if self.is_blank() {
            self.stop_typing(wishes);
        } else if self.typing_told.is_none_or(|told| told.elapsed() > TYPING) {
            self.typing_told = Some(Instant::now());
            wishes.send(Command::Typing {
                room: self.room.clone(),
                active: true,
            });
        }
        let revision = self.revision;
        Task::perform(async { tokio::time::sleep(REST).await }, move |()| {
            Message::Rested(revision)
        })
    }

    /// A change of an old message is no draft: what stood before it is.
    fn keep(&mut self, wishes: &mut Wishes) {
        self.kept = self.revision;
        let text = match &self.mode {
            Mode::Edit { before, .. } => before.clone(),
            _ if self.is_blank() => String::new(),
            _ => self.text(),
        };
        wishes.send(Command::SaveDraft {
            room: self.room.clone(),
            mentions: self.called_in(&text),
            text,
        });
    }

    /// Whom these words call.
    fn called_in(&self, text: &str) -> Vec<Mention> {
        let named = |call: &&Mention| text.contains(&call.words);
        self.mentions.iter().filter(named).cloned().collect()
    }

    /// Looks whether a name, a command or an emoji is being written. Who may be meant is asked once for each.
    fn look(&mut self, changed: bool, wishes: &mut Wishes) {
        let before = self.field.before_caret();
        let first = before.as_deref().is_some_and(|before| self.text().starts_with(before));
        let commands = first && !matches!(self.mode, Mode::Edit { .. });
        let whole = self.completing.look(before.as_deref(), commands);
        if let (Some((typed, emoji)), true) = (whole, changed) {
            self.field.complete(typed, emoji);
        }
        let begins = self.calling.look(self.field.before_caret(), &self.mentions);
        if begins {
            wishes.send(Command::ListMembers(self.room.clone()));
        }
    }

    /// Writes a name to its end.
    fn call(&mut self, index: usize, wishes: &mut Wishes) -> Action {
        let Some((typed, mention)) = self.calling.take(index) else {
            return Action::Task(Task::none());
        };
        self.field.complete(typed, &format!("{} ", mention.words));
        if !self.mentions.contains(&mention) {
            self.mentions.push(mention);
        }
        Action::Called(self.changed(wishes))
    }

    /// What a key does to the list that is offered.
    fn choose(&mut self, choose: Choose, wishes: &mut Wishes) -> Action {
        let completes = !self.completing.found().is_empty();
        match choose {
            Choose::This if completes => return self.complete(self.completing.chosen(), wishes),
            Choose::This => return self.call(self.calling.chosen(), wishes),
            Choose::None if completes => self.completing.leave(),
            Choose::None => self.calling.leave(),
            Choose::Next | Choose::Previous if completes => self.completing.step(choose == Choose::Next),
            Choose::Next | Choose::Previous => self.calling.step(choose == Choose::Next),
        }
        Action::Task(Task::none())
    }

    /// Writes a command or an emoji to its end.
    fn complete(&mut self, index: usize, wishes: &mut Wishes) -> Action {
        let Some((typed, text)) = self.completing.take(index) else {
            return Action::Task(Task::none());
        };
        self.field.complete(typed, &text);
        Action::Called(self.changed(wishes))
    }

    fn stop_typing(&mut self, wishes: &mut Wishes) {
        if self.typing_told.take().is_some() {
            wishes.send(Command::Typing {
                room: self.room.clone(),
                active: false,
            });
        }
    }
}
