//! What the session reports.

use std::path::PathBuf;
use std::sync::Arc;

use crate::{
    Away, Confirmation, Department, Device, EventId, Film, Hearing, KeyFile, Listing, Loss, Me, Member, Mention,
    Message, Notice, Patch, Person, Pixels, Profile, Query, Quiet, Results, RoomHeader, RoomId, RoomSummary, Row,
    RowKey, Secret, Sendable, SignInTo, Space, SpacePage, Spoken, ThreadList, Ticket, Track, Trust, UserId, Ways,
    Whose, Why,
};

/// A report. They come in batches, in order, at most one batch every 50 ms.
#[derive(Clone, Debug)]
pub enum Event {
    /// Where the person stands.
    Stage(Stage),
    /// How a homeserver lets people in.
    Ways {
        /// Which, as it was asked for.
        to: SignInTo,
        /// How, as far as policy allows it; or why that is not known.
        ways: Result<Ways, Why>,
    },
    /// A page to open in the browser.
    Browser {
        /// For which wish.
        ticket: Ticket,
        /// Its address, on the homeserver that policy pinned.
        url: Arc<str>,
    },
    /// The line to the homeserver.
    Connection(Connection),
    /// The room list changed; ordered by activity, invitations first.
    Rooms(Vec<Patch<Arc<RoomSummary>>>),
    /// The header of the open room.
    Header(Arc<RoomHeader>),
    /// The open room's timeline changed, oldest first. The first batch after `OpenRoom` begins with `Reset`.
    Rows {
        /// Which room; reports for a room that is no longer open are to be dropped.
        room: RoomId,
        /// Changes in order.
        patches: Vec<Patch<Arc<Row>>>,
    },
    /// Messages were deleted from this device, because their time is over: whatever else holds their words lets go of them.
    Expired {
        /// Which room.
        room: RoomId,
        /// Which messages.
        events: Arc<[EventId]>,
    },
    /// How loading of older messages stands.
    Paging {
        /// Which room.
        room: RoomId,
        /// How far.
        state: Paging,
    },
    /// The same of the open thread as of the open room: rows, their loading, their pictures, the text begun.
    InThread {
        /// The message that the thread begins with.
        root: EventId,
        /// What.
        event: Box<Event>,
    },
    /// The threads of the room whose threads are listed.
    Threads(Arc<ThreadList>),
    /// The message that was to be revealed stands in a thread.
    LeadsToThread {
        /// Where.
        room: RoomId,
        /// The message that the thread begins with.
        root: EventId,
        /// The message.
        event: EventId,
    },
    /// A picture of the open room was drawn.
    Picture {
        /// Which room.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// None where it can't be had or drawn.
        picture: Option<Pixels>,
    },
    /// A picture of the open room was drawn, large.
    Viewed {
        /// Which room.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// Why there is none, where it can't be had or drawn.
        picture: Result<Pixels, Why>,
    },
    /// A picture of the open room moves.
    Film {
        /// Which room.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// By itself, and not in the conversation.
        large: bool,
        /// Its frames; why there are none, where it can't be had or doesn't move.
        film: Result<Film, Why>,
    },
    /// A sound of the open room plays.
    Sound {
        /// Which room.
        room: RoomId,
        /// Which message.
        row: RowKey,
        /// Its samples; why there are none, where it can't be had or played.
        track: Result<Track, Why>,
    },
    /// What was spoken plays, before it is sent.
    Rehearsed(Result<Track, Why>),
    /// What was spoken has become a message that can be sent.
    Spoken {
        /// Which.
        number: u64,
        /// The message; why there is none.
        spoken: Result<Spoken, Why>,
    },
    /// A file was made of a picture that was pasted.
    Kept {
        /// Where it may be sent.
        room: RoomId,
        /// Where the file is, or why there is none.
        file: Result<PathBuf, Why>,
    },
    /// A file that may be sent was looked at.
    Sendable {
        /// Which.
        path: PathBuf,
        /// What there is to say of it.
        file: Sendable,
    },
    /// Who is typing in the open room, oneself left out.
    Typing {
        /// Which room.
        room: RoomId,
        /// Who.
        people: Vec<Person>,
    },
    /// The people of a room.
    Members {
        /// Which room.
        room: RoomId,
        /// Sorted: in the room first, by name.
        people: Arc<[Member]>,
    },
    /// What pinned messages say that are not among the rows.
    Pins {
        /// Which room.
        room: RoomId,
        /// Those that could be had, each as it was changed last.
        messages: Arc<[Message]>,
    },
    /// What a message said first, and after each change.
    Versions {
        /// Which.
        event: EventId,
        /// The oldest first; or why they can't be had.
        versions: Result<Arc<[Message]>, Why>,
    },
    /// People whom one may write to.
    PeopleFound {
        /// What they were looked for by.
        typed: Arc<str>,
        /// Those who fit best.
        people: Arc<[Person]>,
    },
    /// What a search came to, until now.
    Found {
        /// What was looked for.
        query: Arc<Query>,
        /// What was found.
        results: Arc<Results>,
    },
    /// The spaces that the person is in, each after the one that it lies in.
    Spaces(Arc<[Space]>),
    /// What a space holds.
    Space(Arc<SpacePage>),
    /// The room that was to be opened holds other rooms: there is nothing to be read in it.
    HoldsRooms(RoomId),
    /// Rooms that a server lists.
    Listing(Arc<Listing>),
    /// A small picture of somebody or of a room; none where there is none any more.
    Face {
        /// Whose.
        whose: Whose,
        /// Drawn, round.
        picture: Option<Pixels>,
    },
    /// Whom the person ignores.
    Ignored(Arc<[Person]>),
    /// The first message of the time that was asked for; `Done` follows.
    Dated {
        /// Where.
        room: RoomId,
        /// Which.
        event: EventId,
    },
    /// A link to a message, to be copied; `Done` follows.
    Link(Arc<str>),
    /// The text begun earlier in the room just opened.
    Draft {
        /// Which room.
        room: RoomId,
        /// The text.
        text: String,
        /// Whom it calls.
        mentions: Vec<Mention>,
    },
    /// How this device and the person's keys stand.
    Trust(Trust),
    /// How the record stands.
    Record(RecordState),
    /// A recovery key was made. It is shown once and never again; `Done` follows when key storage has taken it.
    RecoveryKey(Secret),
    /// What became of a file of keys; `Done` follows.
    KeyFile(KeyFile),
    /// What giving up the digital identity would lose.
    Loss(Loss),
    /// A confirmation began or went a step further.
    Confirmation(Confirmation),
    /// The person's devices: this one first, then by when they were last seen.
    Devices(Arc<[Device]>),
    /// A device signed in that was not there before: was it the person?
    NewDevice(Device),
    /// New messages to announce, in place of what was announced of their room before.
    Notice(Notice),
    /// Nothing of this room is to be announced any more.
    NoNotice(RoomId),
    /// What came while nothing was announced, in place of what was said of that before.
    Away(Away),
    /// All of that has been read.
    NoAway,
    /// What the person hears of where a room has no wish of its own.
    Hearing(Hearing),
    /// When nothing is announced on this computer.
    Quiet(Quiet),
    /// Somebody's page.
    Profile(Profile),
    /// Somebody's page, asked for, could not be had.
    NoProfile {
        /// Whose.
        person: UserId,
        /// Why.
        why: Why,
    },
    /// A wish was fulfilled.
    Done {
        /// Which.
        ticket: Ticket,
        /// The room it led to.
        room: Option<RoomId>,
        /// For a saved file: the name it got.
        file: Option<String>,
    },
    /// A wish was not fulfilled, and nothing was changed.
    Refused {
        /// Which.
        ticket: Ticket,
        /// Why.
        why: Why,
    },
}

/// Where the person stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Opening what is on this computer.
    Starting,
    /// Nobody is signed in.
    SignedOut {
        /// Where one can sign in.
        departments: Arc<[Department]>,
        /// Somebody was, until the server said that their session had ended.
        ended: bool,
    },
    /// Signed in; lists come from this computer first.
    SignedIn(Me),
    /// Signed in still, under stricter rules: the session has begun anew, and everything that was open has to be asked for
    /// again.
    Renewed(Me),
    /// The session ended or ran out, and the person has to show again who they are.
    SignInAgain(Me),
    /// What is on this computer cannot be opened.
    Obstacle(Obstacle),
}

/// Why what is on this computer cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The keyring is locked, or its question was dismissed.
    KeyringLocked,
    /// There is no keyring service.
    KeyringAbsent,
    /// There are stores, and the key to them is gone from the keyring.
    KeyLost,
    /// The key does not open the stores, or they are damaged.
    StoreDamaged,
    /// The folder cannot be written.
    Disk,
    /// Policy no longer approves the server of the session on this computer.
    Unpinned,
}

impl Obstacle {
    /// The stable code; `obstacle-<code>` is the entry in each language.
    pub fn code(self) -> &'static str {
        match self {
            Self::KeyringLocked => "keyring-locked",
            Self::KeyringAbsent => "keyring-absent",
            Self::KeyLost => "key-lost",
            Self::StoreDamaged => "store-damaged",
            Self::Disk => "disk",
            Self::Unpinned => "unpinned",
        }
    }
}

/// How the record of official messages stands on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordState {
    /// None is kept.
    #[default]
    None,
    /// It is kept, and what is kept is delivered.
    Kept,
    /// The place it goes to can't be reached, and it waits.
    Waiting,
    /// As much waits as may wait: what comes to rooms on record is not shown, and nothing is sent there.
    Full,
    /// The place it goes to is not one, or has something else: somebody has to look into it.
    Stuck,
    /// It can't be written on this computer.
    Broken,
}

/// The line to the homeserver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Not tried yet, or being tried.
    Connecting,
    /// In step with the server.
    Online,
    /// Cut off; messages wait, lists are as they were.
    Offline,
}

/// How loading of older messages stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// There may be more.
    Idle,
    /// On its way.
    Loading,
    /// Nothing is older.
    Complete,
    /// What is older was deleted from this device, because its time is over.
    Removed,
    /// Didn't work; asking again may.
    Failed,
}
