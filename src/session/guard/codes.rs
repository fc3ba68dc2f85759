//! Confirming by a code that one side shows and the other reads (Matrix specification, "QR codes").

use std::io::Read;
use std::path::Path;
use std::pin::Pin;

use futures_util::{Stream, StreamExt};
use matrix_sdk::encryption::verification::{
    QrVerification, QrVerificationData, QrVerificationState, Verification, VerificationRequestState,
};
use matrix_sdk::ruma::events::key::verification::VerificationMethod;
use matrix_sdk_base::crypto::ScanError;
use model::{ConfirmEnd, ConfirmStep, Means};

use super::confirmation::{Comparison, PATIENCE};
use crate::convert::code;

/// The largest file that is looked at for a code, in bytes.
const PICTURE: u64 = 32 * 1024 * 1024;

/// The states of a request, as they come.
pub(super) type Requested = Pin<Box<dyn Stream<Item = VerificationRequestState> + Send>>;

/// What this side offers. Who wants emoji offers nothing else, so that nobody is asked to choose.
pub(super) fn methods(by: Means) -> Vec<VerificationMethod> {
    match by {
        Means::Emoji => vec![VerificationMethod::SasV1],
        Means::Code => vec![
            VerificationMethod::SasV1,
            VerificationMethod::QrCodeShowV1,
            VerificationMethod::QrCodeScanV1,
            VerificationMethod::ReciprocateV1,
        ],
    }
}

/// Whether both sides can do with codes: one shows what the other reads.
pub(super) fn by_code(ours: &[VerificationMethod], theirs: &[VerificationMethod]) -> bool {
    let (show, scan) = (VerificationMethod::QrCodeShowV1, VerificationMethod::QrCodeScanV1);
    let one_way = |shows: &[_], scans: &[_]| shows.contains(&show) && scans.contains(&scan);
    theirs.contains(&VerificationMethod::ReciprocateV1) && (one_way(ours, theirs) || one_way(theirs, ours))
}

impl Comparison {
    /// Codes, until somebody has read one, or prefers emoji: then those states are the caller's to follow.
    pub(super) async fn code_steps(
        &self,
        states: &mut Requested,
        report: &mut impl FnMut(ConfirmStep),
    ) -> Result<ConfirmStep, VerificationRequestState> {
        let mut shown = self.request.generate_qr_code().await.ok().flatten();
        loop {
            // Subscribed before one looks: what comes in between is not missed.
            let mut changes = shown.as_ref().map(|code| Box::pin(code.changes()));
            let step = match shown.as_ref().map(QrVerification::state) {
                None | Some(QrVerificationState::Started) => ConfirmStep::Codes {
                    show: shown.as_ref().and_then(|code| code.to_bytes().ok()).map(Into::into),
                    read: self.they_show(),
                    unread: self.unread(),
                },
                Some(QrVerificationState::Scanned) => ConfirmStep::Read,
                Some(QrVerificationState::Confirmed | QrVerificationState::Reciprocated) => ConfirmStep::Matched,
                Some(QrVerificationState::Done { .. }) => return Ok(ConfirmStep::Done),
                Some(QrVerificationState::Cancelled(why)) => return Ok(self.ended(&why)),
            };
            report(step);
            self.account.wake().await;
            let changed = async {
                match &mut changes {
                    Some(changes) => changes.next().await.map(drop),
                    None => std::future::pending().await,
                }
            };
            let next = tokio::select! {
                Some(()) = changed => continue,
                () = self.looked.notified() => continue,
                next = tokio::time::timeout(PATIENCE, states.next()) => next,
            };
            match next {
                Ok(Some(VerificationRequestState::Transitioned {
                    verification: Verification::QrV1(code),
                })) => {
                    shown = Some(code);
                }
                Ok(Some(VerificationRequestState::Done)) => return Ok(ConfirmStep::Done),
                Ok(Some(VerificationRequestState::Cancelled(why))) => return Ok(self.ended(&why)),
                Ok(Some(other)) => return Err(other),
                Ok(None) => return Ok(ConfirmStep::Ended(ConfirmEnd::Failed)),
                Err(_) => {
                    self.give_up(ConfirmEnd::TimedOut).await;
                    return Ok(ConfirmStep::Ended(ConfirmEnd::TimedOut));
                }
            }
        }
    }

    /// The other side's screen says that it has read this side's code.
    pub(super) async fn confirm_reading(&self) -> matrix_sdk::Result<()> {
        match self.request.state() {
            VerificationRequestState::Transitioned {
                verification: Verification::QrV1(code),
            } => code.confirm().await,
            _ => Ok(()),
        }
    }

    /// Reads the other side's code out of a picture. One with a wrong key ends it all: somebody is in between.
    pub(super) async fn read_picture(&self, picture: &Path) {
        let mut found = false;
        for payload in payloads(picture).await {
            let Ok(data) = QrVerificationData::from_bytes(payload) else {
                continue;
            };
            match self.request.scan_qr_code(data).await {
                Ok(Some(_)) => found = true,
                Ok(None) => {}
                Err(matrix_sdk::Error::QrCodeScanError(why)) if matches!(*why, ScanError::KeyMismatch { .. }) => {
                    self.give_up(ConfirmEnd::Mismatch).await;
                    found = true;
                }
                Err(_) => tracing::warn!("a code was not of this confirmation"),
            }
        }
        self.look(found);
    }

    /// Whether the other side shows a code, as far as is known.
    fn they_show(&self) -> bool {
        let theirs = self.request.their_supported_methods().unwrap_or_default();
        theirs.contains(&VerificationMethod::QrCodeShowV1)
    }
}

async fn payloads(picture: &Path) -> Vec<Vec<u8>> {
    let picture = picture.to_owned();
    let looking = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        let read = std::fs::File::open(picture).and_then(|file| file.take(PICTURE).read_to_end(&mut bytes));
        read.map(|_| code::payloads(&bytes)).unwrap_or_default()
    });
    looking.await.unwrap_or_default()
}
