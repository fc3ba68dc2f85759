//! Trust, in the words of MSC4161: devices are confirmed, people are verified, and key storage keeps the keys to older
//! messages under a recovery key.

use std::path::PathBuf;
use std::sync::Arc;

use crate::{DeviceId, FlowId, Person, RoomId};

/// How this device and the keys of the person signed in stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trust {
    /// Whether the person's digital identity vouches for this device; none while that is not known yet.
    pub confirmed: Option<bool>,
    /// Whether this device holds the secrets of the identity. Without them it makes no recovery key and confirms nobody, and it
    /// gets them as it would be confirmed: from another device, or with the recovery key.
    pub secrets: bool,
    /// How key storage stands.
    pub storage: KeyStorage,
    /// The person has another confirmed device, which could confirm this one.
    pub others: bool,
}

impl Trust {
    /// What the person has to do next; none where all is well, or nothing is known yet.
    pub fn next(self) -> Option<TrustStep> {
        let confirmed = self.confirmed.map(|confirmed| confirmed && self.secrets);
        match (confirmed, self.storage) {
            (None, _) | (Some(true), KeyStorage::Unknown | KeyStorage::On) => None,
            (Some(false), KeyStorage::Unknown) if !self.others => None,
            // A key that may be of use is not refused before the server has been asked.
            (Some(false), storage) => Some(TrustStep::Confirm {
                device: self.others,
                key: storage != KeyStorage::Off,
            }),
            (Some(true), KeyStorage::Off) => Some(TrustStep::MakeKey),
            (Some(true), KeyStorage::Incomplete) => Some(TrustStep::Repair),
        }
    }
}

/// How key storage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStorage {
    /// The server has not been asked yet.
    Unknown,
    /// There is none.
    Off,
    /// Keys are kept, and this device keeps them in step.
    On,
    /// There is one, but this device lacks secrets of it.
    Incomplete,
}

/// What the person has to do about trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustStep {
    /// Confirm this device. A new identity is always a way, where there is no other.
    Confirm {
        /// With another device.
        device: bool,
        /// With the recovery key.
        key: bool,
    },
    /// Make a recovery key: without one, what was said is lost with the last device.
    MakeKey,
    /// Enter the recovery key, or make another, so that key storage works again.
    Repair,
}

/// What became of a file of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFile {
    /// It was written.
    Written {
        /// How many keys are in it.
        keys: u32,
    },
    /// It was read.
    Read {
        /// How many of its keys were not here before.
        new: u32,
        /// How many keys are in it.
        keys: u32,
    },
}

/// What giving up the digital identity would lose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// The rooms with messages that this device cannot read and could, with the identity as it is.
    pub rooms: Vec<LostRoom>,
}

/// One room with messages that would be lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostRoom {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: Arc<str>,
    /// Messages on this computer that cannot be read; there may be older ones on the server.
    pub unreadable: u32,
}

/// One of the person's own devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// What it calls itself, with control characters removed; the id where it says nothing.
    pub name: Arc<str>,
    /// Milliseconds since the Unix epoch at which the server last heard of it.
    pub seen_at: Option<i64>,
    /// Whether the person's digital identity vouches for it.
    pub trust: DeviceTrust,
    /// This device.
    pub this: bool,
}

/// Whether a device belongs to its person beyond doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceTrust {
    /// The person's digital identity vouches for it.
    Confirmed,
    /// It could read messages, if it were confirmed.
    Unconfirmed,
    /// It does not take part in encryption.
    NoEncryption,
}

/// Somebody's digital identity, as this device knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// They have none: they read nothing that is encrypted here.
    None,
    /// Not compared in person; as it was first seen.
    Unverified,
    /// Compared.
    Verified,
    /// Another than the one first seen, and nobody has looked at it yet.
    Changed,
    /// Another than the one that was compared.
    VerifiedChanged,
}

/// Somebody's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Who.
    pub person: Person,
    /// Their digital identity.
    pub identity: Identity,
    /// Devices that their identity vouches for.
    pub confirmed: u32,
    /// Devices that it does not vouch for: they read nothing.
    pub unconfirmed: u32,
}

/// Whom a confirmation is with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// All other devices of one's own: the first that answers.
    OwnDevices,
    /// One device of one's own.
    Device(DeviceId),
    /// Somebody else.
    Person(crate::UserId),
}

/// What a confirmation is to be made by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Means {
    /// Seven emoji on both screens.
    #[default]
    Emoji,
    /// A code on one screen that the other reads; emoji where the other side knows no codes.
    Code,
}

/// A comparison between two devices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Names it for as long as it lasts.
    pub flow: FlowId,
    /// The other side.
    pub with: Person,
    /// The other side's device, once it is known, as it names itself.
    pub device: Option<(DeviceId, Arc<str>)>,
    /// The other side is another device of the same person.
    pub own: bool,
    /// What it is made by.
    pub by: Means,
    /// How far it is.
    pub step: ConfirmStep,
}

/// How far a confirmation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmStep {
    /// The other side was asked.
    Waiting,
    /// The other side asks.
    Asked,
    /// Both agreed; the emoji are on their way.
    Starting,
    /// One side reads the code of the other.
    Codes {
        /// What a QR code shows the other side (Matrix specification, "QR codes"); none where it cannot read one.
        show: Option<Arc<[u8]>>,
        /// The other side shows one, too.
        read: bool,
        /// How many pictures had no code of this confirmation in them, since the last that did.
        unread: u32,
    },
    /// The other side has read the code that this one shows. The person says whether their other screen says so.
    Read,
    /// Both sides see the same, or somebody is in between.
    Compare {
        /// Seven emoji by their numbers (0 to 63, Matrix specification, "SAS method: emoji"); none where the other side
        /// has none.
        emoji: Option<[u8; 7]>,
        /// The same as three numbers.
        decimals: (u16, u16, u16),
    },
    /// They match, says this side; the other has not said so yet.
    Matched,
    /// Both say so: the other side is confirmed.
    Done,
    /// It came to nothing, and nothing was changed.
    Ended(ConfirmEnd),
}

/// Why a confirmation came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmEnd {
    /// Given up on this side.
    Here,
    /// Given up on the other side.
    There,
    /// Nobody answered for ten minutes.
    TimedOut,
    /// What was seen did not match: somebody may be in between.
    Mismatch,
    /// Another of the person's devices took it up.
    Elsewhere,
    /// Anything else.
    Failed,
}

impl ConfirmEnd {
    /// The stable code; `confirm-ended-<code>` is the entry in each language.
    pub fn code(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::There => "there",
            Self::TimedOut => "timed-out",
            Self::Mismatch => "mismatch",
            Self::Elsewhere => "elsewhere",
            Self::Failed => "failed",
        }
    }
}

/// What the person says to a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmAnswer {
    /// Take it up.
    Accept,
    /// What both sides see matches, or both say that the code was read.
    Match,
    /// It does not.
    Mismatch,
    /// Compare emoji, not codes.
    Emoji,
    /// The other side's code is in this picture: a photograph, or what a screen showed.
    Picture(PathBuf),
    /// Give it up, or don't take it up.
    Cancel,
}
