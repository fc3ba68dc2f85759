//! The computer that the subcommands look at.

use std::io;
use std::path::Path;

use model::Finding;
use platform::{Home, Keyring, KeyringError, NotificationError, NotificationService, PolicyFiles};
use policy::{Day, Policy};

/// What can be asked of a computer. Nothing in it changes the computer.
pub trait Computer {
    /// Its policy files.
    fn policy_files(&self) -> PolicyFiles;

    /// The day it is there.
    fn today(&self) -> Day;

    /// The moment it is there: milliseconds since 1970 began, UTC.
    fn now_ms(&self) -> u64;

    /// What is found at the homeservers; none when they can't be looked at from here.
    fn examine(&self, policy: &Policy) -> Option<Vec<Finding>>;

    /// Where the person's folders are, be they there or not; none for an account without a home.
    fn home(&self) -> Option<Home>;

    /// Whether the keyring has an entry of that name.
    ///
    /// # Errors
    ///
    /// When it doesn't say.
    fn holds(&self, entry: &str) -> Result<bool, KeyringError>;

    /// How many bytes can still be written where a folder is, or will be.
    ///
    /// # Errors
    ///
    /// When the system doesn't say.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64>;

    /// What announces messages.
    ///
    /// # Errors
    ///
    /// When nothing does, or isn't asked.
    fn notifications(&self) -> Result<NotificationService, NotificationError>;
}

/// The one that the program runs on.
pub(crate) struct This<E> {
    pub examine: E,
}

impl<E: Fn(&Policy) -> Option<Vec<Finding>>> Computer for This<E> {
    fn policy_files(&self) -> PolicyFiles {
        platform::policy_files(&policy::schema())
    }

    fn today(&self) -> Day {
        jiff::Zoned::now().date()
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or_default()
    }

    fn examine(&self, policy: &Policy) -> Option<Vec<Finding>> {
        (self.examine)(policy)
    }

    fn home(&self) -> Option<Home> {
        Home::find().ok()
    }

    fn holds(&self, entry: &str) -> Result<bool, KeyringError> {
        Keyring::open()?.holds(entry)
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        platform::free_bytes(folder)
    }

    fn notifications(&self) -> Result<NotificationService, NotificationError> {
        platform::notifications()
    }
}
