//! What to warn of at a message, and why it cannot be read.

use matrix_sdk::deserialized_responses::{DeviceLinkProblem, VerificationLevel, VerificationState};
use matrix_sdk_base::crypto::types::events::UtdCause;
use model::{Body, Shield, Undecryptable};

/// The warning at a message; `clear` where it came in clear into an encrypted room, `live` where its sender should have sent this device the key. The state is
/// read itself and not the SDK's shield, which in 0.19 calls a changed identity merely unverified.
pub fn shield(state: Option<&VerificationState>, clear: bool, live: bool, body: &Body) -> Shield {
    // What could not be read, or is gone, says nothing that could be believed.
    if matches!(body, Body::Redacted | Body::Undecryptable(_)) {
        return Shield::None;
    }
    match state {
        None if clear => Shield::NotEncrypted,
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
