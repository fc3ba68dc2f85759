//! Errors as codes. What a server writes into an error is never shown: it may be anything.

use std::error::Error as StdError;

use matrix_sdk::encryption::identities::RequestVerificationError;
use matrix_sdk::ruma::api::error::ErrorKind;
use matrix_sdk::{HttpError, QueueWedgeError, reqwest};
use matrix_sdk_ui::timeline;
use model::Failure;

/// Causes followed before giving up on a chain of errors.
const CAUSES: usize = 32;

/// What didn't work.
pub fn failure(error: &matrix_sdk::Error) -> Failure {
    use matrix_sdk::Error;
    match error {
        Error::Http(error) => http_failure(error),
        Error::Timeout | Error::ConcurrentRequestFailed => Failure::Unreachable,
        Error::AuthenticationRequired => Failure::SignedOut,
        Error::WrongRoomState(_) => Failure::NotFound,
        Error::SerdeJson(_) | Error::Identifier(_) | Error::Url(_) => Failure::Malformed,
        Error::DecryptorError(_) => Failure::Tampered,
        Error::Io(_)
        | Error::StateStore(_)
        | Error::EventCacheStore(_)
        | Error::MediaStore(_)
        | Error::CryptoStoreError(_)
        | Error::CrossProcessLockError(_) => Failure::Disk,
        Error::SendQueueWedgeError(_) | Error::OlmError(_) => wedged(&QueueWedgeError::from(error)),
        Error::EventCache(error) => cache_failure(error),
        _ => Failure::Internal,
    }
}

/// What didn't work when signing in: there, to be forbidden is to have the wrong name or password.
pub fn login_failure(error: &matrix_sdk::Error) -> Failure {
    match failure(error) {
        Failure::Forbidden => Failure::WrongPassword,
        failure => failure,
    }
}

/// What didn't work with a file: there, an error while reading is the SDK's word for contents that do not match.
pub fn media_failure(error: &matrix_sdk::Error) -> Failure {
    match error {
        matrix_sdk::Error::Io(_) => Failure::Tampered,
        error => failure(error),
    }
}

/// What didn't work when somebody was asked to compare.
pub fn request_failure(error: &RequestVerificationError) -> Failure {
    match error {
        RequestVerificationError::Sdk(error) => failure(error),
        _ => Failure::NotReady,
    }
}

/// What didn't work in an open room.
pub fn timeline_failure(error: &timeline::Error) -> Failure {
    use timeline::{EditError, Error, PaginationError, RedactError};
    match error {
        Error::Sdk(error) => failure(error),
        Error::RedactError(RedactError::HttpError(error)) => http_failure(error),
        Error::EventCacheError(error) | Error::PaginationError(PaginationError::EventCache(error)) => {
            cache_failure(error)
        }
        Error::EventNotInTimeline(_) | Error::RedactError(RedactError::ItemNotFound(_)) => Failure::NotFound,
        // It has gone out, or was given up, in the meantime.
        Error::EditError(EditError::InvalidLocalEchoState) | Error::RedactError(RedactError::InvalidLocalEchoState) => {
            Failure::NotReady
        }
        Error::InvalidAttachmentData | Error::InvalidAttachmentFileName => Failure::Disk,
        Error::UnsupportedEvent => Failure::NotReady,
        other => from_causes(other).unwrap_or(Failure::Internal),
    }
}

/// What didn't work with a request.
pub fn http_failure(error: &HttpError) -> Failure {
    let mut error = error;
    while let HttpError::Cached(inner) = error {
        error = inner.as_ref();
    }
    match error {
        HttpError::Reqwest(error) => connection_failure(error),
        HttpError::RefreshToken(_) => Failure::SignedOut,
        HttpError::IntoHttp(_) => Failure::Internal,
        _ => match error.as_client_api_error() {
            Some(error) => answer(error.status_code.as_u16(), error.error_kind()),
            // The server wants proof again of who this is.
            None if error.as_uiaa_response().is_some() => Failure::Forbidden,
            None => Failure::Malformed,
        },
    }
}

/// Whether a connection failed because nobody trusted vouches for the server.
pub fn is_certificate(error: &(dyn StdError + 'static)) -> bool {
    let mut cause = Some(error);
    for _ in 0..CAUSES {
        let Some(error) = cause else { return false };
        if let Some(error) = error.downcast_ref::<rustls::Error>() {
            return matches!(
                error,
                rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented
            );
        }
        cause = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            // source() of an io::Error is the source of what it holds, and would step over rustls' own error.
            Some(held) => Some(held),
            None => error.source(),
        };
    }
    false
}

/// The failure that a server's answer stands for (client-server API, "Standard error response").
pub fn answer(status: u16, kind: Option<&ErrorKind>) -> Failure {
    match (kind, status) {
        (Some(ErrorKind::UserDeactivated | ErrorKind::UserLocked | ErrorKind::UserSuspended), _) => {
            Failure::AccountClosed
        }
        (Some(ErrorKind::LimitExceeded(_)), _) | (_, 429) => Failure::RateLimited,
        (Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken), _) => Failure::SignedOut,
        (_, 500..) => Failure::ServerFailed,
        (Some(ErrorKind::Forbidden | ErrorKind::GuestAccessForbidden), _) | (_, 401 | 403) => Failure::Forbidden,
        (Some(ErrorKind::NotFound), _) | (_, 404 | 410) => Failure::NotFound,
        _ => Failure::Malformed,
    }
}

/// What a message is stuck on.
pub fn wedged(error: &QueueWedgeError) -> Failure {
    match error {
        QueueWedgeError::InsecureDevices { .. } | QueueWedgeError::IdentityViolations { .. } => {
            Failure::IdentityChanged
        }
        QueueWedgeError::CrossVerificationRequired => Failure::DeviceUnconfirmed,
        QueueWedgeError::MissingMediaContent => Failure::Disk,
        QueueWedgeError::InvalidMimeType { .. } => Failure::Malformed,
        // After a restart only the words of the error are left; the codes in them are the specification's.
        QueueWedgeError::GenericApiError { msg } if msg.contains("M_FORBIDDEN") => Failure::Forbidden,
        QueueWedgeError::GenericApiError { msg } if msg.contains("M_TOO_LARGE") => Failure::Malformed,
        QueueWedgeError::GenericApiError { .. } => Failure::ServerFailed,
    }
}

/// What didn't work with a connection.
pub fn connection_failure(error: &reqwest::Error) -> Failure {
    // Not the error itself: it has the address, and so the room. The last cause is the system's or TLS's own words.
    let mut cause = error.source();
    while let Some(deeper) = cause.and_then(StdError::source) {
        cause = Some(deeper);
    }
    tracing::warn!(cause = cause.map(tracing::field::display), "a request came to nothing");
    if is_certificate(error) {
        Failure::Certificate
    } else if error.is_builder() {
        Failure::Internal
    } else if error.is_decode() && !error.is_timeout() {
        Failure::Malformed
    } else {
        Failure::Unreachable
    }
}

/// What didn't work with what is kept of a room's timeline.
pub fn cache_failure(error: &matrix_sdk::event_cache::EventCacheError) -> Failure {
    use matrix_sdk::event_cache::EventCacheError;
    match error {
        EventCacheError::PaginationError(error) => failure(error),
        EventCacheError::RoomNotFound { .. } => Failure::NotFound,
        other => from_causes(other).unwrap_or(Failure::Internal),
    }
}

/// The first cause that is one of the SDK's own errors, where a wrapper in between has no name here.
fn from_causes(error: &(dyn StdError + 'static)) -> Option<Failure> {
    let mut cause = Some(error);
    for _ in 0..CAUSES {
        let error = cause?;
        if let Some(error) = error.downcast_ref::<matrix_sdk::Error>() {
            return Some(failure(error));
        }
        if let Some(error) = error.downcast_ref::<HttpError>() {
            return Some(http_failure(error));
        }
        if let Some(error) = error.downcast_ref::<reqwest::Error>() {
            return Some(connection_failure(error));
        }
        cause = error.source();
    }
    None
}
