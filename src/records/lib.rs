//! The record of official messages: canonical entries, sealed to the department's keys, in a log that shows every change.
//!
//! No Matrix and no window. Who records (the session) hands in entries; who reads (a records officer) verifies without
//! a key and opens with one. The format is written down in `docs/records-format.md`, for a second implementation.

pub mod comparison;
pub mod delivery;
pub mod entry;
pub mod export;
pub mod intake;
pub mod journal;
pub mod key;
pub mod note;
pub mod seal;
pub mod segment;
pub mod tree;
pub mod usage;
pub mod verify;

pub use delivery::{Courier, DeliveryError, Sink};
pub use entry::Entry;
pub use intake::Intake;
pub use journal::{Journal, JournalError, Limits};
pub use key::{Log, LogKey};
pub use seal::{Identities, Recipients};
pub use verify::{Against, verify};
