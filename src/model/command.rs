//! Wishes the window sends.

mod ticket;

use std::path::PathBuf;
use std::sync::Arc;

use crate::{
    Attention, ConfirmAnswer, DeviceId, Encoded, EventId, Explore, FlowId, HearingChange, Importance, Means, Mention,
    NewPoll, OwnChange, Play, Purpose, Query, QuietChange, Reported, ReturnPage, RoomChange, RoomId, RowKey, Secret,
    ServerName, Spoken, ThreadWish, UserId, Whom,
};

/// Ties an answer ([`crate::Event::Done`] or [`crate::Event::Refused`]) to the wish it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A wish. Each is answered once by `Done` or `Refused` with its ticket, where it has one.
#[derive(Clone, Debug)]
pub enum Command {
    /// Sign in with a password.
    SignIn {
        /// Names the answer.
        ticket: Ticket,
        /// Which homeserver.
        to: SignInTo,
        /// The name typed: the local part, or a whole user id of that server.
        user: String,
        /// The password typed.
        password: Secret,
    },
    /// The server ended the session and asks for the password again; nothing local is lost.
    SignInAgain {
        /// Names the answer.
        ticket: Ticket,
        /// The password typed.
        password: Secret,
    },
    /// The window locked itself: is this the person who is signed in? Judged on this computer, without the server.
    Unlock {
        /// Names the answer.
        ticket: Ticket,
        /// The password typed.
        password: Secret,
    },
    /// Ask how a homeserver lets people in; [`crate::Event::Ways`] follows.
    AskWays(SignInTo),
    /// Show who one is in the browser. [`crate::Event::Browser`] says which page to open there, more than once where it has to
    /// be shown more than once.
    Prove {
        /// Names the answer.
        ticket: Ticket,
        /// What for.
        purpose: Purpose,
        /// What the browser says in the end.
        page: ReturnPage,
    },
    /// Nothing is awaited from the browser any more: the wish of this ticket comes to nothing, unless it just came to something.
    LeaveBrowser(Ticket),
    /// End the session and remove everything of it from this computer.
    SignOut {
        /// Names the answer.
        ticket: Ticket,
    },
    /// Start again after an obstacle (a locked keyring, a store in use) may have gone.
    Retry,
    /// Give up what is on this computer, after its key was lost, and go to sign-in. Only ever asked for by the person.
    StartAfresh,
    /// These rooms are on show in the list: complete their lines, and keep them so.
    LookAt(Vec<RoomId>),
    /// Show this room: its header, rows and typing follow until another is opened.
    OpenRoom(RoomId),
    /// Show no room.
    CloseRoom,
    /// Threads: to show one, to list them, or to do something in one.
    Thread(ThreadWish),
    /// Load older messages of the open room.
    LoadOlder(RoomId),
    /// Send a message, answer one or change one.
    Send {
        /// Names the answer. Until it is `Done`, the text belongs in the composer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// What.
        draft: Draft,
    },
    /// Make a file of a picture that was pasted, in a folder of the session's own; [`crate::Event::Kept`] follows.
    KeepPicture {
        /// Where it may be sent.
        room: RoomId,
        /// The picture.
        picture: Encoded,
    },
    /// A file is not sent after all, or was: where it was made of a picture that was pasted, it is deleted.
    LetGoOfFile(PathBuf),
    /// Look at a file that may be sent; [`crate::Event::Sendable`] follows.
    LookAtFile {
        /// Where to.
        room: RoomId,
        /// The file on this computer.
        path: PathBuf,
    },
    /// Send a file.
    SendFile {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// The file on this computer.
        path: PathBuf,
        /// What to say of it; may be empty.
        caption: String,
    },
    /// Say a message of the open room again elsewhere; `Done` carries that room.
    Forward {
        /// Names the answer.
        ticket: Ticket,
        /// Where it was said.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// Who said it and when, in words that go with it.
        origin: String,
        /// Where to.
        to: RoomId,
    },
    /// Put a question to a room.
    StartPoll {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        poll: NewPoll,
    },
    /// Vote in a poll of the open room, in place of how one voted before.
    Vote {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// In which message.
        row: RowKey,
        /// The ids of the answers chosen; none takes the vote back.
        answers: Vec<Arc<str>>,
    },
    /// End a poll of one's own.
    EndPoll {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// How it ended, for programs that don't know polls.
        words: String,
    },
    /// Draw these pictures of the open room, small.
    ShowPictures {
        /// Where.
        room: RoomId,
        /// Which messages.
        rows: Vec<RowKey>,
    },
    /// Draw a picture of the open room, large; [`crate::Event::Viewed`] follows. None: the one asked for before is no longer wanted.
    ViewPicture {
        /// Where.
        room: RoomId,
        /// Which message.
        row: Option<RowKey>,
    },
    /// Play something, or hear somebody out.
    Play(Play),
    /// Send what was spoken.
    SendSpoken {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// What.
        spoken: Spoken,
        /// What it is called where voices aren't known.
        name: String,
    },
    /// Lay the file of a message, which is a film, where the system's player can open it; `Done` carries its place.
    LayOut {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
    },
    /// Save a file from a message. Never overwrites: an existing name gets a number.
    SaveFile {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// Into which folder.
        folder: PathBuf,
    },
    /// Mark a message as a decision, on record.
    MarkDecision {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// It stands for all of its thread.
        thread: bool,
        /// What was decided.
        what: String,
        /// Why.
        reason: String,
    },
    /// Look for the key of a message that cannot be read, here and in key storage. Refused where there still is none.
    LookAgain {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which message.
        row: RowKey,
    },
    /// Try a stuck message again.
    RetrySend {
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
    },
    /// Give a message up that is not on the server yet.
    CancelSend {
        /// Names the answer: refused where it has gone out in the meantime.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
    },
    /// Give a reaction, or take it back.
    React {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// To which message.
        row: RowKey,
        /// The emoji.
        key: String,
    },
    /// Delete a message for everybody.
    Redact {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        row: RowKey,
    },
    /// Pin a message for everybody, or take its pin away.
    SetPinned {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        event: EventId,
        /// Pin it.
        pinned: bool,
    },
    /// List the pinned messages of the open room that are not loaded; [`crate::Event::Pins`] follows.
    ListPins(RoomId),
    /// List what a message of the open room said before it was changed; [`crate::Event::Versions`] follows.
    ListVersions {
        /// Where.
        room: RoomId,
        /// Which.
        event: EventId,
    },
    /// Look for this until something else is looked for; [`crate::Event::Found`] follows, and again whenever it changes.
    Search(Arc<Query>),
    /// Fetch older messages for what is looked for.
    SearchFurther,
    /// Nothing is looked for any more.
    EndSearch,
    /// Load older messages of the open room until this one is among them.
    Reveal {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        event: EventId,
    },
    /// Load older messages of the open room until those of this time are among them; [`crate::Event::Dated`] follows.
    FindDate {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// From when on, in milliseconds since the Unix epoch.
        at: i64,
    },
    /// Make a link to a message of the open room; [`crate::Event::Link`] follows.
    LinkTo {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Which.
        event: EventId,
    },
    /// Everything in the room has been seen.
    MarkRead(RoomId),
    /// Mark a room as unread, on all of the person's devices.
    MarkUnread {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        room: RoomId,
    },
    /// Put a room elsewhere in the list, on all of the person's devices.
    SetImportance {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        room: RoomId,
        /// Where.
        importance: Importance,
    },
    /// Hear of other messages of a room, on all of the person's devices.
    SetAttention {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        room: RoomId,
        /// Of which messages.
        attention: Attention,
    },
    /// Hear of other messages, wherever a room has no wish of its own, on all of the person's devices.
    SetHearing {
        /// Names the answer.
        ticket: Ticket,
        /// What otherwise.
        change: HearingChange,
    },
    /// Announce nothing on this computer, at other times than until now.
    SetQuiet {
        /// Names the answer.
        ticket: Ticket,
        /// When.
        change: QuietChange,
    },
    /// The person began or stopped typing.
    Typing {
        /// Where.
        room: RoomId,
        /// Began.
        active: bool,
    },
    /// Keep a text that was begun; empty removes it.
    SaveDraft {
        /// Where.
        room: RoomId,
        /// The text so far.
        text: String,
        /// Whom it calls.
        mentions: Vec<Mention>,
    },
    /// Write to somebody: opens the conversation with them, making it where there is none.
    StartDirect {
        /// Names the answer; `Done` carries the room.
        ticket: Ticket,
        /// Whom: `@name:server`, or a work email address of an approved department.
        person: String,
    },
    /// Make an encrypted room.
    CreateRoom {
        /// Names the answer; `Done` carries the room.
        ticket: Ticket,
        /// Its name.
        name: String,
        /// Whom to ask in, as in `StartDirect`.
        invite: Vec<String>,
    },
    /// Look for people by the beginning of their names or addresses; [`crate::Event::PeopleFound`] follows.
    FindPeople(String),
    /// Ask somebody in.
    Invite {
        /// Names the answer.
        ticket: Ticket,
        /// Where.
        room: RoomId,
        /// Whom, as in `StartDirect`.
        person: String,
    },
    /// Accept an invitation.
    Accept {
        /// Names the answer; `Done` carries the room.
        ticket: Ticket,
        /// Which.
        room: RoomId,
    },
    /// Join by address: `!id:server` or `#alias:server`.
    Join {
        /// Names the answer; `Done` carries the room.
        ticket: Ticket,
        /// The address typed.
        address: String,
    },
    /// Look round among rooms that the person isn't in.
    Explore(Explore),
    /// Leave a room, decline an invitation, or take back that one asked to be let in.
    Leave {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        room: RoomId,
    },
    /// List the people of a room; [`crate::Event::Members`] follows.
    ListMembers(RoomId),
    /// Change a room, or who is in it.
    Change {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        room: RoomId,
        /// How.
        change: RoomChange,
    },
    /// Ignore somebody, or no longer, on all of the person's devices.
    Ignore {
        /// Names the answer.
        ticket: Ticket,
        /// Whom.
        person: UserId,
        /// From now on.
        ignored: bool,
    },
    /// Have the person called otherwise, or shown by another picture.
    SetOwn {
        /// Names the answer.
        ticket: Ticket,
        /// How.
        change: OwnChange,
    },
    /// Report something to whoever looks after the person's homeserver.
    Report {
        /// Names the answer.
        ticket: Ticket,
        /// What.
        what: Reported,
        /// Why, as typed.
        reason: String,
    },
    /// Make a recovery key, in place of the one there may be. [`crate::Event::RecoveryKey`] carries it.
    MakeRecoveryKey {
        /// Names the answer.
        ticket: Ticket,
    },
    /// Confirm this device, or repair key storage, with the recovery key.
    UseRecoveryKey {
        /// Names the answer.
        ticket: Ticket,
        /// The key typed; spaces don't matter.
        key: Secret,
    },
    /// Write the keys to all messages into a new file, where policy lets people. [`crate::Event::KeyFile`] carries how many.
    WriteKeyFile {
        /// Names the answer.
        ticket: Ticket,
        /// The file, from the root on. One that is there already is not written over.
        path: PathBuf,
        /// What opens it.
        passphrase: Secret,
    },
    /// Take the keys out of a file, where policy lets people. [`crate::Event::KeyFile`] carries how many.
    ReadKeyFile {
        /// Names the answer.
        ticket: Ticket,
        /// The file, from the root on.
        path: PathBuf,
        /// What opens it.
        passphrase: Secret,
    },
    /// Say what a new digital identity would lose; [`crate::Event::Loss`] follows.
    AskLoss,
    /// Begin a new digital identity, which gives up what only the old one could read.
    ResetIdentity {
        /// Names the answer.
        ticket: Ticket,
        /// The account's password.
        password: Secret,
    },
    /// Compare emoji, or read a code. [`crate::Event::Confirmation`] follows, step by step.
    Confirm {
        /// Names the answer: `Done` when the other side was asked.
        ticket: Ticket,
        /// With whom.
        whom: Whom,
        /// By what.
        by: Means,
    },
    /// Answer a step of a confirmation.
    AnswerConfirmation {
        /// Which.
        flow: FlowId,
        /// What.
        answer: ConfirmAnswer,
    },
    /// List the person's devices; [`crate::Event::Devices`] follows.
    ListDevices,
    /// Name a device of one's own.
    RenameDevice {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        device: DeviceId,
        /// How.
        name: String,
    },
    /// End the sessions of other devices of one's own.
    SignOutDevices {
        /// Names the answer.
        ticket: Ticket,
        /// Which.
        devices: Vec<DeviceId>,
        /// The account's password.
        password: Secret,
    },
    /// Show somebody's page; [`crate::Event::Profile`] follows, and again when it changes, or [`crate::Event::NoProfile`].
    ShowPerson(UserId),
    /// Take somebody's new digital identity for theirs, on this device, without having compared it.
    AcceptIdentity {
        /// Names the answer.
        ticket: Ticket,
        /// Whose.
        person: UserId,
    },
    /// No longer hold somebody for verified.
    WithdrawVerification {
        /// Names the answer.
        ticket: Ticket,
        /// Whose.
        person: UserId,
    },
}

/// Which homeserver to sign in to. Policy judges either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInTo {
    /// The one whose email domains include this address's.
    Email(String),
    /// The department picked, or the server name typed.
    Server(ServerName),
}

/// A text to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Markdown, as typed. A leading `/me ` makes an emote.
    pub text: String,
    /// It is no Markdown, but what it is.
    pub plain: bool,
    /// Whom it calls, of those it may have called while it was written: who is no longer named is not called.
    pub mentions: Vec<Mention>,
    /// The message it answers.
    pub reply_to: Option<EventId>,
    /// The message of one's own that it replaces.
    pub edit: Option<RowKey>,
    /// The person was told what speaks against it ([`Failure::HoldsCode`](crate::Failure::HoldsCode)), and means it.
    pub anyway: bool,
}
