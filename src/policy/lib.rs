//! Despatch decisions: who may be reached, joined and written to. Pure: no files, no network, no clock.
//!
//! Bytes go in as [`Source`]s, one [`Policy`] comes out, and every decision is a question to it. What it grants is a
//! value that nothing else can make ([`Pinned`], [`Admitted`], [`Cleared`]); what it refuses has a [`Reason`].

mod address;
mod document;
mod file;
mod homeserver;
mod json;
mod link;
mod name;
mod outgoing;
mod problem;
mod reason;
mod retention;
mod room;
mod rules;
mod schema;
mod sources;

use std::collections::BTreeMap;

pub use address::{Address, Addressee};
pub use document::{
    AcceptFrom, Document, Encryption, Federation, Helpdesk, OnForeign, Organisation, Retention, RoomKind, SendTo,
    SignIn, SignInMethod,
};
pub use homeserver::{Homeserver, Pinned};
pub use link::{Link, OpenLinks};
pub use outgoing::Cleared;
pub use problem::{Problem, ProblemKind, Severity};
pub use reason::Reason;
pub use retention::Verdict;
pub use room::{Admitted, Entry, RoomFacts, Standing};
pub use schema::schema;
pub use sources::{Level, Provenance, Source};

/// The policy in force. It never changes; a new one takes its place.
#[derive(Clone, Debug)]
pub struct Policy {
    document: Document,
    homeservers: Vec<Homeserver>,
    /// `federation.allowed_servers`, in the one spelling.
    allowed: Vec<String>,
    provenance: BTreeMap<String, Provenance>,
    problems: Vec<Problem>,
}

impl Policy {
    /// Judges and merges sources. Managed ones stand above recommended ones; within a level a later one stands above
    /// an earlier one.
    ///
    /// Without a managed source, or with any key of the closed class (all but `organisation`) that can't be used, there
    /// is no policy, and whoever asked must let nobody in.
    pub fn resolve(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        sources::resolve(sources)
    }

    /// Whom to call when there is no policy: what the sources say of the organisation, as far as it can be read.
    pub fn organisation_in(sources: &[Source]) -> Organisation {
        sources::organisation(sources)
    }

    /// What was left out, and what has no effect.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The whole of it, as one file would say it.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where each key that is set comes from, by its name, such as `federation.on_foreign`.
    pub fn provenance(&self) -> &BTreeMap<String, Provenance> {
        &self.provenance
    }

    /// Who manages this program, and whom to ask.
    pub fn organisation(&self) -> &Organisation {
        &self.document.organisation
    }

    /// The approved homeservers.
    pub fn homeservers(&self) -> &[Homeserver] {
        &self.homeservers
    }

    /// Which servers' people and rooms may be reached.
    pub fn federation(&self) -> &Federation {
        &self.document.federation
    }

    /// How people sign in.
    pub fn sign_in(&self) -> &SignIn {
        &self.document.sign_in
    }

    /// What has to be encrypted, to whom, and by whom.
    pub fn encryption(&self) -> &Encryption {
        &self.document.encryption
    }

    /// What is kept. For a room ask [`Policy::verdict`].
    pub fn retention(&self) -> &Retention {
        &self.document.retention
    }
}
