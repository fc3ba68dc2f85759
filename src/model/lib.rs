//! Despatch nouns that the window and the session both speak.
//!
//! Nothing here acts or decides. [`Command`] is a wish the window sends, [`Event`] is what the session
//! reports, [`Row`] and [`RoomSummary`] are what lists are made of, and [`Patch`] is how they change. [`Rules`] is what the
//! organisation decided.

mod account;
mod browser;
mod capability;
mod command;
mod directory;
mod event;
mod explore;
mod face;
mod finding;
mod governing;
mod hearing;
mod id;
mod moving;
mod notice;
mod patch;
mod person;
mod poll;
mod reporting;
mod room;
mod row;
mod rules;
mod search;
mod secret;
mod sendable;
mod space;
mod text;
mod thread;
mod trust;
mod unreadable;
mod welcome;

pub use account::AccountNumber;
pub use browser::{ProvenBy, Provider, ProviderId, Purpose, ReturnPage, Ways};
pub use capability::{Capability, Failure, Why};
pub use command::{Command, Draft, SignInTo, Ticket};
pub use directory::{Browse, Directory, Entered, ListedRoom, Listing};
pub use event::{Connection, Event, Obstacle, Paging, RecordState, Stage};
pub use explore::Explore;
pub use face::{OwnChange, Whose};
pub use finding::{Finding, Found, Topic};
pub use governing::{Access, History, MemberAllows, Role, RoomChange, RoomSettings};
pub use hearing::{Away, Call, Hearing, HearingChange, Quiet, QuietChange, QuietHours, QuietNow};
pub use id::{DeviceId, EventId, FlowId, RoomId, RowKey, ServerName, UserId};
pub use moving::{Film, Flow, Frame, LONGEST_SPOKEN, Next, Play, Plays, Spoken, Take, Track};
pub use notice::Notice;
pub use patch::Patch;
pub use person::{Department, Me, Member, Membership, Person};
pub use policy::Reason;
pub use poll::{Answer, NewPoll, Poll};
pub use reporting::Reported;
pub use room::{
    Attention, Ground, IdentityChange, Importance, Presence, Preview, Retention, RoomAllows, RoomHeader, RoomKind,
    RoomSummary,
};
pub use row::{
    Body, Caption, Change, Closed, FileFacts, Gone, Message, MessageAllows, Pixels, Quote, Reaction, Reader, Row,
    RowKind, SendState, Shield,
};
pub use rules::{AccountRules, Rule, RuleLevel, RuleScope, RuleStatus, Rules, Setting, Theme, Validity, WindowRules};
pub use search::{Coverage, Hit, Query, Results, Sort};
pub use secret::Secret;
pub use sendable::{Encoded, Sendable};
pub use space::{Space, SpacePage, SpaceRoom};
pub use text::{Block, Link, LinkVerdict, Mention, Mentioned, Span, Style};
pub use thread::{Excerpt, Thread, ThreadLine, ThreadList, ThreadWish};
pub use trust::{
    ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, Device, DeviceTrust, Identity, KeyFile, KeyStorage, Loss,
    LostRoom, Means, Profile, Trust, TrustStep, Whom,
};
pub use unreadable::{Figures, Lateness, Undecryptable};
pub use welcome::{Fault, Helpdesk, Organisation};
