//! The only module that may name the SDK's `Client`, `Room` and `Timeline`.
//!
//! In the SDK whoever holds a `Room` or a `Timeline` holds the raw client (`Room::client()` is public), so none leaves
//! here. What leaves are rows, ids and handles whose every outward method takes a proof made by `policy`.

mod account;
mod client;
mod codes;
mod confirmation;
mod connect;
mod conversation;
mod copies;
mod dates;
mod devices;
mod directory;
mod doubt;
mod drafts;
mod egress;
mod examination;
mod expelled;
mod expiry;
mod faces;
mod feed;
mod forwarding;
mod governing;
mod hearing;
mod ignoring;
mod key_file;
mod late;
mod lifetimes;
mod list;
mod marks;
mod media;
mod mentions;
mod newcomers;
mod notices;
mod outgoing;
mod people;
mod pins;
mod place;
mod polls;
mod proof;
mod publication;
mod quiet;
mod reception;
mod recorder;
mod reporting;
mod rooms;
mod rows;
mod search;
mod sending;
mod spaces;
mod tally;
mod threads;
mod trust;
mod versions;
mod wall;

pub(crate) use account::{Account, SessionEnd, now};
pub(crate) use confirmation::Comparison;
pub(crate) use connect::{
    Credentials, Door, Restored, SignInError, again, restore, sign_in, sign_in_again, sign_in_again_by, sign_in_by, why,
};
pub(crate) use conversation::{Conversation, Older};
pub(crate) use directory::Page;
pub use egress::Roots;
pub(crate) use examination::examine;
pub(crate) use expiry::Deleted;
pub(crate) use outgoing::Outgoing;
pub(crate) use proof::Proof;
pub(crate) use reception::Reception;
pub(crate) use threads::list::ThreadsOf;
