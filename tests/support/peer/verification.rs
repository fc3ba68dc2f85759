//! Verification by emoji, each step by itself, whichever side began.

use anyhow::{Result, bail};
use serde::Deserialize;
use serde_json::json;

use super::Peer;

/// One verification that a peer takes part in.
///
/// The steps: one side asks, the other [`Verification::accept`]s; either side chooses emoji
/// ([`Verification::start_sas`]) and the other agrees ([`Verification::accept_sas`]); both see the same
/// [`Verification::emoji`] and [`Verification::confirm`] them; both are [`Phase::Done`].
pub struct Verification<'peer> {
    peer: &'peer Peer,
    number: u64,
}

/// How far a verification has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Progress {
    number: u64,
    /// Whose identity or device it is.
    pub user: String,
    /// The other device, of a verification that goes through no room.
    pub device: Option<String>,
    /// The room that it goes through.
    pub room_id: Option<String>,
    /// Whether the peer asked for it.
    pub asked_by_me: bool,
    /// Where it stands.
    pub phase: Phase,
    /// The code of a cancellation: `m.user`, `m.mismatched_sas`, ...
    pub cancelled_with: Option<String>,
    /// Who cancelled it.
    pub cancelled_by: Option<String>,
    /// The emoji, once they are shown.
    pub emoji: Option<Vec<Emoji>>,
}

/// Where a verification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Phase {
    /// Nothing has been sent.
    Unsent,
    /// One side asked.
    Requested,
    /// The other side accepted.
    Ready,
    /// A method has been chosen.
    Started,
    /// Both sides confirmed.
    Done,
    /// One side gave up.
    Cancelled,
}

/// One of the seven, as both sides compare them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Emoji {
    /// The picture.
    pub symbol: String,
    /// Its English name in the specification, as `Dog`.
    pub name: String,
}

impl Peer {
    /// Asks a person for a verification, in a room with them. Waits until the peer knows their identity.
    pub fn request_user(&self, user: &str, room: &str) -> Result<Verification<'_>> {
        self.wait_for_user(user, |trust| trust.known)?;
        self.begin("request_user", &json!({ "user": user, "room": room }))
    }

    /// Asks the other devices of the peer's own account, all at once.
    pub fn request_own(&self) -> Result<Verification<'_>> {
        self.begin("request_own", &json!({}))
    }

    /// Asks one device, of the peer's own account or another. Waits until the peer knows it.
    pub fn request_device(&self, user: &str, device: &str) -> Result<Verification<'_>> {
        self.wait_for_device(user, device, |_| true)?;
        self.begin("request_device", &json!({ "user": user, "device": device }))
    }

    /// Waits until a person asks, also the peer's own on another device, and gives the request that wants an answer.
    pub fn wait_for_request(&self, user: &str) -> Result<Verification<'_>> {
        let number = self.until(&format!("{user} to ask for a verification"), || {
            let all: Vec<Progress> = self.ask("verifications", &json!({}))?;
            let asked = |progress: &Progress| {
                progress.user == user && !progress.asked_by_me && progress.phase == Phase::Requested
            };
            Ok(all.into_iter().find(asked).map(|progress| progress.number))
        })?;
        Ok(Verification { peer: self, number })
    }

    fn begin(&self, name: &str, parameters: &serde_json::Value) -> Result<Verification<'_>> {
        let number = self.ask(name, parameters)?;
        Ok(Verification { peer: self, number })
    }
}

impl Verification<'_> {
    /// How far it has come.
    pub fn progress(&self) -> Result<Progress> {
        self.peer.ask("verification", &json!({ "number": self.number }))
    }

    /// Waits until it has come so far, or further. Cancelled when that was not waited for is an error.
    pub fn wait_for(&self, phase: Phase) -> Result<Progress> {
        self.wait_until(&format!("{phase:?} of a verification"), |progress| {
            progress.phase >= phase
        })
        .and_then(|progress| match progress.phase {
            Phase::Cancelled if phase != Phase::Cancelled => bail!("the verification was cancelled: {progress:?}"),
            _ => Ok(progress),
        })
    }

    /// Accepts what the other side asked for.
    pub fn accept(&self) -> Result<()> {
        self.step("accept")
    }

    /// Waits until both sides are ready, and chooses emoji.
    pub fn start_sas(&self) -> Result<()> {
        self.wait_for(Phase::Ready)?;
        self.step("start_sas")
    }

    /// Waits until the other side has chosen emoji, and agrees.
    pub fn accept_sas(&self) -> Result<()> {
        self.wait_for(Phase::Started)?;
        self.step("accept_sas")
    }

    /// Waits for the seven emoji.
    pub fn emoji(&self) -> Result<Vec<Emoji>> {
        let progress = self.wait_until("emoji", |progress| {
            progress.emoji.is_some() || progress.phase >= Phase::Done
        })?;
        match progress.emoji {
            Some(emoji) if progress.phase == Phase::Started => Ok(emoji),
            _ => bail!("no emoji are to be seen any more: {progress:?}"),
        }
    }

    /// Says that the emoji are the same.
    pub fn confirm(&self) -> Result<()> {
        self.step("confirm")
    }

    /// Says that the emoji are not the same.
    pub fn mismatch(&self) -> Result<()> {
        self.step("mismatch")
    }

    /// Gives up.
    pub fn cancel(&self) -> Result<()> {
        self.step("cancel")
    }

    fn step(&self, name: &str) -> Result<()> {
        self.peer.ask(name, &json!({ "number": self.number }))
    }

    fn wait_until(&self, what: &str, wanted: impl Fn(&Progress) -> bool) -> Result<Progress> {
        self.peer.until(what, || Ok(Some(self.progress()?).filter(&wanted)))
    }
}
