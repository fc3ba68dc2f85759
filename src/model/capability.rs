//! What a person may do here, and why not.

use policy::Reason;

/// Whether a control is offered. The session computes it; the window shows it and never decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Capability {
    /// Offer it.
    Allowed,
    /// Makes no sense here (editing somebody else's message): don't show it.
    #[default]
    Absent,
    /// Policy or state forbids it: show it locked, with the reason.
    Refused(Reason),
}

impl Capability {
    /// True when the control works.
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// The reason for a lock, where there is one.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Refused(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Why a wish was not fulfilled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Policy forbids it: the same answer every time.
    Policy(Reason),
    /// Something didn't work.
    Failed(Failure),
}

/// What didn't work, as a code with an entry in every language. Never a server's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Failure {
    /// The server refused name and password.
    WrongPassword,
    /// The recovery key is mistyped, or not the one of this account.
    WrongKey,
    /// The account is locked or deactivated on the server.
    AccountClosed,
    /// No connection to the homeserver could be made.
    Unreachable,
    /// The server's certificate is not vouched for by the organisation's roots.
    Certificate,
    /// The server asked to be left alone for a while.
    RateLimited,
    /// The server answered with a failure of its own.
    ServerFailed,
    /// The server refused: no such right in the room.
    Forbidden,
    /// The room, person or message is not there.
    NotFound,
    /// The answer or the input makes no sense.
    Malformed,
    /// The file's contents do not match what its sender vouched for.
    Tampered,
    /// The message is not sent yet, or gone; the action needs it on the server.
    NotReady,
    /// The file on this computer cannot be read or written.
    Disk,
    /// The session was ended before the wish was fulfilled.
    SignedOut,
    /// This device is not confirmed, so nobody would be given the keys to what it sends.
    DeviceUnconfirmed,
    /// Somebody's verified identity has changed, or one of their devices is not confirmed.
    IdentityChanged,
    /// The text holds a recovery key: whoever has it reads everything.
    HoldsKey,
    /// The text looks like a code for signing in. It goes out when the person says that it is none.
    HoldsCode,
    /// What the file of a picture says about where and how it was made can't be taken out.
    PictureUnclean,
    /// The picture is damaged, or of a kind that is not known here.
    PictureUndrawn,
    /// The picture is larger than any that is drawn here.
    PictureTooLarge,
    /// What a film says about where and how it was made can't be taken out.
    FilmUnclean,
    /// The sound is damaged, or of a kind that is not known here.
    SoundUnplayed,
    /// The file is no film that the system's player should be given.
    FilmUnknown,
    /// Nothing was heard.
    NothingHeard,
    /// The file is larger than what is played here.
    PlayTooLarge,
    /// The key to a message is neither here nor in key storage.
    KeyMissing,
    /// What is on record has not reached the place that policy names.
    RecordUndelivered,
    /// As much of the record waits as may wait, so nothing more can go on record.
    RecordFull,
    /// The record on this computer can't be written.
    RecordBroken,
    /// Something has the name that a new file was to have.
    FileExists,
    /// The file is larger than any of its kind.
    FileTooLarge,
    /// The file holds no keys, or is damaged.
    NotKeyFile,
    /// The passphrase does not open the file of keys, or it was changed.
    WrongPassphrase,
    /// This account is open in the program already.
    AlreadyHere,
    /// Nobody came back from the browser in time.
    BrowserLate,
    /// What was awaited from the browser was given up.
    BrowserLeft,
    /// The server didn't take what the browser brought.
    BrowserRefused,
    /// There is no way for the browser to come back to this program.
    BrowserClosed,
    /// The server lets nobody in by way of the browser.
    BrowserAbsent,
    /// Somebody else is signed in in the browser.
    SomebodyElse,
    /// A fault of the program itself.
    Internal,
}

impl Failure {
    /// Whether trying the same again may help.
    pub fn retry_helps(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::RateLimited
                | Self::ServerFailed
                | Self::NotReady
                | Self::Disk
                | Self::KeyMissing
                | Self::RecordUndelivered
                | Self::RecordFull
                | Self::BrowserLate
                | Self::BrowserLeft
                | Self::BrowserRefused
                | Self::SomebodyElse
        )
    }

    /// The stable code; `failure-<code>` is the entry in each language.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongPassword => "wrong-password",
            Self::WrongKey => "wrong-key",
            Self::AccountClosed => "account-closed",
            Self::Unreachable => "unreachable",
            Self::Certificate => "certificate",
            Self::RateLimited => "rate-limited",
            Self::ServerFailed => "server-failed",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::Malformed => "malformed",
            Self::Tampered => "tampered",
            Self::NotReady => "not-ready",
            Self::Disk => "disk",
            Self::SignedOut => "signed-out",
            Self::DeviceUnconfirmed => "device-unconfirmed",
            Self::IdentityChanged => "identity-changed",
            Self::HoldsKey => "holds-key",
            Self::HoldsCode => "holds-code",
            Self::PictureUnclean => "picture-unclean",
            Self::PictureUndrawn => "picture-undrawn",
            Self::PictureTooLarge => "picture-too-large",
            Self::FilmUnclean => "film-unclean",
            Self::SoundUnplayed => "sound-unplayed",
            Self::FilmUnknown => "film-unknown",
            Self::NothingHeard => "nothing-heard",
            Self::PlayTooLarge => "play-too-large",
            Self::KeyMissing => "key-missing",
            Self::RecordUndelivered => "record-undelivered",
            Self::RecordFull => "record-full",
            Self::RecordBroken => "record-broken",
            Self::FileExists => "file-exists",
            Self::FileTooLarge => "file-too-large",
            Self::NotKeyFile => "not-key-file",
            Self::WrongPassphrase => "wrong-passphrase",
            Self::AlreadyHere => "already-here",
            Self::BrowserLate => "browser-late",
            Self::BrowserLeft => "browser-left",
            Self::BrowserRefused => "browser-refused",
            Self::BrowserClosed => "browser-closed",
            Self::BrowserAbsent => "browser-absent",
            Self::SomebodyElse => "somebody-else",
            Self::Internal => "internal",
        }
    }

    /// Every failure, for the test that each has words in each language.
    pub const ALL: [Self; 42] = [
        Self::WrongPassword,
        Self::WrongKey,
        Self::AccountClosed,
        Self::Unreachable,
        Self::Certificate,
        Self::RateLimited,
        Self::ServerFailed,
        Self::Forbidden,
        Self::NotFound,
        Self::Malformed,
        Self::Tampered,
        Self::NotReady,
        Self::Disk,
        Self::SignedOut,
        Self::DeviceUnconfirmed,
        Self::IdentityChanged,
        Self::HoldsKey,
        Self::HoldsCode,
        Self::PictureUnclean,
        Self::PictureUndrawn,
        Self::PictureTooLarge,
        Self::FilmUnclean,
        Self::SoundUnplayed,
        Self::FilmUnknown,
        Self::NothingHeard,
        Self::PlayTooLarge,
        Self::KeyMissing,
        Self::RecordUndelivered,
        Self::RecordFull,
        Self::RecordBroken,
        Self::FileExists,
        Self::FileTooLarge,
        Self::NotKeyFile,
        Self::WrongPassphrase,
        Self::AlreadyHere,
        Self::BrowserLate,
        Self::BrowserLeft,
        Self::BrowserRefused,
        Self::BrowserClosed,
        Self::BrowserAbsent,
        Self::SomebodyElse,
        Self::Internal,
    ];
}
