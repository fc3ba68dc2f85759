//! What to warn of at a message, and why it cannot be read.

use matrix_sdk::deserialized_responses::{DeviceLinkProblem, EncryptionInfo, VerificationLevel, VerificationState};
use matrix_sdk_base::crypto::types::events::UtdCause;
use model::{Body, Shield, Undecryptable};

/// How a message came.
pub struct Came<'a> {
    /// How it was opened; none for what was not encrypted.
    pub info: Option<&'a EncryptionInfo>,
    /// In clear, into an encrypted room.
    pub clear: bool,
    /// From the person signed in.
    pub own: bool,
    /// When its words were written, by what the sender's server says, in milliseconds since the Unix epoch.
    pub written: i64,
    /// It, or the change that it shows, repeats an earlier one, and nothing shows that its sender did.
    pub repeated: bool,
}

/// The warning at a message. Whether it is shown goes by this alone: in its row, in an answer to it and in the list.
/// `since` is since when this device is there. The state is read itself and not the SDK's shield, which in 0.19 calls a changed
/// identity merely unverified.
pub fn shield(came: &Came<'_>, since: i64, body: &Body) -> Shield {
    // What could not be read, or is gone, says nothing that could be believed.
    if matches!(body, Body::Redacted | Body::Undecryptable(_)) {
        return Shield::None;
    }
    match vouched(came, since) {
        Shield::Unvouched => Shield::Unvouched,
        _ if came.repeated => Shield::Repeated,
        shield => shield,
    }
}

/// How far its sender is vouched for.
fn vouched(came: &Came<'_>, since: i64) -> Shield {
    // Its sender should have sent this device the key.
    let live = !came.own && came.info.is_some_and(|info| info.forwarder.is_none()) && came.written >= since;
    match came.info.map(|info| &info.verification_state) {
        None if came.clear => Shield::NotEncrypted,
        None | Some(VerificationState::Verified) => Shield::None,
        Some(VerificationState::Unverified(level)) => match level {
            // A person one has not verified is no reason for a warning at each of their messages.
            VerificationLevel::UnverifiedIdentity => Shield::None,
            VerificationLevel::UnsignedDevice | VerificationLevel::None(DeviceLinkProblem::MissingDevice) => {
                Shield::Unconfirmed
            }
            // The server knows the public half of key storage's key, so it can put a key there and a message under it (nobody signs what is stored: MSC4048).
            VerificationLevel::None(DeviceLinkProblem::InsecureSource) | VerificationLevel::MismatchedSender
                if live =>
            {
                Shield::Unvouched
            }
            VerificationLevel::None(DeviceLinkProblem::InsecureSource)
            | VerificationLevel::VerificationViolation
            | VerificationLevel::MismatchedSender => Shield::Unauthenticated,
        },
    }
}

/// The words for each of the SDK's causes (MSC4161).
pub fn undecryptable(cause: UtdCause) -> Undecryptable {
    match cause {
        UtdCause::Unknown => Undecryptable::Waiting,
        UtdCause::SentBeforeWeJoined => Undecryptable::BeforeJoin,
        UtdCause::VerificationViolation => Undecryptable::IdentityChanged,
        UtdCause::UnsignedDevice => Undecryptable::UnconfirmedDevice,
        UtdCause::UnknownDevice => Undecryptable::UnknownDevice,
        UtdCause::HistoricalMessageAndBackupIsDisabled => Undecryptable::NotStored,
        UtdCause::HistoricalMessageAndDeviceIsUnverified => Undecryptable::Locked,
        UtdCause::WithheldForUnverifiedOrInsecureDevice => Undecryptable::WithheldUnconfirmed,
        UtdCause::WithheldBySender => Undecryptable::Withheld,
    }
}
