//! What the organisation decided, as the window shows it. The window reads it out and obeys; it never judges by it.

mod accounts;
mod reading;

use std::sync::Arc;

use serde_json::Value;

pub use accounts::AccountRules;

use crate::{Capability, Reason};

/// The rules in force, from which the page about them is made and by which the window behaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Every setting there is, in the order of the reference. A key stands here once for each place that sets it: what is in
    /// force first, then what is overridden.
    pub entries: Arc<[Rule]>,
    /// What binds the window itself.
    pub window: WindowRules,
    /// How long they may still be used.
    pub validity: Validity,
}

impl Default for Rules {
    /// No rules are known: nothing is listed, and nothing is locked that the session doesn't lock, but what only a rule opens.
    fn default() -> Self {
        Self {
            entries: Arc::new([]),
            window: WindowRules::default(),
            validity: Validity::Current,
        }
    }
}

/// A setting: its value, where it comes from, and whether it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `federation.on_foreign`; a group that is one list has no dot.
    pub key: Arc<str>,
    /// Its value, as the file would say it.
    pub value: Value,
    /// Where it comes from: a path, hive or profile. None for a default and for a choice of the person.
    pub source: Option<Arc<str>>,
    /// How binding it is.
    pub level: RuleLevel,
    /// For whom it was set.
    pub scope: RuleScope,
    /// Whether it counts.
    pub status: RuleStatus,
}

/// How binding a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleLevel {
    /// Nobody may change it.
    Managed,
    /// The organisation proposes it; the person may choose otherwise.
    Recommended,
    /// The person's own choice.
    Own,
    /// Nobody set it.
    Default,
}

/// For whom a setting was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleScope {
    /// Everybody on this computer.
    Machine,
    /// This person.
    User,
}

/// Whether a setting counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleStatus {
    /// It does.
    InForce,
    /// Another place stands above this one.
    Overridden {
        /// Which.
        by: Arc<str>,
    },
    /// Its value makes no sense, so it was left out.
    Invalid {
        /// Where in the file: a JSON pointer (RFC 6901).
        pointer: String,
        /// The stable code: `fault-<code>` is the entry in every language.
        code: &'static str,
        /// The values its words mention, by the name of their Fluent variable.
        arguments: Vec<(&'static str, String)>,
    },
    /// No setting of this name is known.
    Unknown,
    /// It is known, and this version does nothing with it.
    NotUsed,
    /// It counts until the next start; then another value does.
    NeedsRestart {
        /// The value to come.
        then: Value,
    },
}

/// What binds the window itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRules {
    /// Light, dark, high contrast.
    pub theme: Setting<Theme>,
    /// Language tags a person may choose from; the first is the one they start with.
    pub languages: Setting<Arc<[String]>>,
    /// Size of text in percent, 100 to 200.
    pub font_scale: Setting<u16>,
    /// Signing in with name and password.
    pub password: Capability,
    /// Signing in in the browser.
    pub browser: Capability,
    /// Putting the words of a message on the clipboard.
    pub copy: Capability,
    /// Keeping a file from a message on this computer.
    pub save_files: Capability,
    /// Speaking a message, as far as its kind goes.
    pub speak: Capability,
    /// Whether anything is announced outside the window.
    pub announce: bool,
    /// Staying in the tray when the window is closed.
    pub tray: Setting<bool>,
    /// Starting with the person's session on this computer.
    pub autostart: Setting<bool>,
    /// Whether everybody has to make a recovery key; else they may put it off.
    pub require_recovery: bool,
    /// Beginning a new digital identity.
    pub identity_reset: Capability,
    /// Writing the keys to messages into a file.
    pub export_keys: Capability,
    /// Taking keys out of a file.
    pub import_keys: Capability,
    /// The fewest characters that the passphrase of such a file may have.
    pub key_passphrase_length: u32,
    /// Minutes without key, pointer or touch until the window locks; none for never.
    pub lock_after_idle_minutes: Option<u32>,
    /// The user ids of those who may open the record.
    pub records_officers: Arc<[String]>,
    /// The public keys that the record is sealed to.
    pub record_keys: Arc<[String]>,
    /// Several accounts of one person.
    pub accounts: AccountRules,
}

impl Default for WindowRules {
    fn default() -> Self {
        Self {
            theme: Setting::Free,
            languages: Setting::Free,
            font_scale: Setting::Free,
            password: Capability::Allowed,
            browser: Capability::Refused(Reason::SignInMethod { method: "sso".into() }),
            copy: Capability::Allowed,
            save_files: Capability::Allowed,
            speak: Capability::Allowed,
            announce: true,
            tray: Setting::Free,
            autostart: Setting::Free,
            require_recovery: true,
            identity_reset: Capability::Allowed,
            export_keys: Capability::Refused(Reason::KeyExportForbidden),
            import_keys: Capability::Refused(Reason::KeyImportForbidden),
            key_passphrase_length: 20,
            lock_after_idle_minutes: None,
            records_officers: Arc::new([]),
            record_keys: Arc::new([]),
            accounts: AccountRules::default(),
        }
    }
}

/// How far something is a person's own choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting<T> {
    /// Altogether.
    #[default]
    Free,
    /// It is, and this is what holds until they choose.
    Recommended(T),
    /// Not at all: this holds.
    Locked(T),
}

impl<T> Setting<T> {
    /// What holds, between what the person chose and what the program would do by itself.
    pub fn resolve(&self, chosen: Option<T>, otherwise: T) -> T
    where
        T: Clone,
    {
        match self {
            Self::Locked(value) => value.clone(),
            Self::Recommended(value) => chosen.unwrap_or_else(|| value.clone()),
            Self::Free => chosen.unwrap_or(otherwise),
        }
    }

    /// Whether the person has no say.
    pub fn is_locked(&self) -> bool {
        matches!(self, Self::Locked(_))
    }
}

/// A look of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// How long the rules may still be used without hearing of newer ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Long enough to say nothing of it.
    Current,
    /// They have run out, and still count for a while.
    Grace {
        /// Days until nothing can be sent, the present one counted.
        days_left: u32,
    },
    /// Nothing can be sent any more.
    ReadOnly {
        /// The last day on which they were valid, as YYYY-MM-DD.
        since: Arc<str>,
    },
}
