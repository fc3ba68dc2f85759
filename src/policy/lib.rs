//! Despatch decisions: who may be reached, joined and written to. Pure: no files, no network, no clock.
//!
//! Bytes go in as [`Source`]s, one [`Policy`] comes out, and every decision is a question to it. What it grants is a
//! value that nothing else can make ([`Pinned`], [`Admitted`], [`Cleared`]); what it refuses has a [`Reason`].

mod address;
mod change;
mod choice;
mod device;
mod document;
mod file;
mod governing;
mod homeserver;
mod identity;
mod json;
mod key;
mod key_file;
mod link;
mod lure;
mod memory;
mod name;
mod network;
mod outgoing;
mod problem;
mod reason;
mod resolution;
mod retention;
mod room;
mod rules;
mod schema;
mod settings;
mod shape;
mod source;
mod strictness;
mod validity;

use std::collections::BTreeMap;

use serde_json::Value;

pub use address::{Address, Addressee};
pub use change::{Change, Direction};
pub use choice::{Choice, Choices};
pub use document::{
    AcceptFrom, Alarm, Ceiling, Classification, Content, Department, Device, Document, Encryption, Federation,
    Helpdesk, Hold, HoldScope, Interface, Label, MinTls, Network, Notifications, OnExceed, OnForeign, OnIdentityChange,
    OnSinkDown, OpenLinks, Organisation, Proxy, ProxyMode, Publish, Records, Retention, RoomKind, SendTo, SignIn,
    SignInMethod, Theme, Trust, Watch,
};
pub use governing::{Browsable, Doors, Governance, Governed};
pub use homeserver::{Homeserver, Pinned};
pub use key::{Class, Key, Strict, Use, keys};
pub use link::Link;
pub use memory::Memory;
pub use outgoing::Cleared;
pub use problem::{Problem, ProblemKind, Severity};
pub use reason::Reason;
pub use resolution::Input;
pub use retention::{Clock, Fate, Lifetime, Verdict};
pub use room::{Admitted, Entry, RoomFacts, Standing};
pub use schema::schema;
pub use settings::{Setting, Status};
pub use shape::{Alternative, Shape};
pub use source::{Level, Place, Provenance, Scope, Source};
pub use validity::{Day, Validity};

/// The policy in force. It never changes; a new one takes its place.
#[derive(Clone, Debug)]
pub struct Policy {
    document: Document,
    homeservers: Vec<Homeserver>,
    /// `federation.allowed_servers`, in the one spelling.
    allowed: Vec<String>,
    provenance: BTreeMap<String, Provenance>,
    problems: Vec<Problem>,
    /// What sources said, and another source said otherwise.
    lost: Vec<Setting>,
    /// Values that count at the next start.
    waiting: BTreeMap<String, Value>,
    /// What policies that wait for the next start say of retention: the strictest counts.
    also: Vec<Retention>,
    today: Day,
}

impl Policy {
    /// Judges and merges sources: what the machine's administrator manages, then what is managed for the person, then a
    /// policy built into the program, then what is recommended for the machine, then for the person, then the person's own
    /// choice, then the default. Trust roots all come from one source, the highest that names one.
    ///
    /// Without a managed source, with any key of the closed class that can't be used, or with a version below the one
    /// remembered, there is no policy, and whoever asked must let nobody in.
    pub fn resolve(input: &Input<'_>) -> Result<Self, Vec<Problem>> {
        resolution::resolve(input)
    }

    /// Whom to call when there is no policy: what the sources say of the organisation, as far as it can be read.
    pub fn organisation_in(sources: &[Source]) -> Organisation {
        resolution::organisation(sources)
    }

    fn made_of(
        document: Document,
        provenance: BTreeMap<String, Provenance>,
        problems: Vec<Problem>,
        lost: Vec<Setting>,
        today: Day,
    ) -> Self {
        let allowed = document.federation.allowed_servers.iter();
        Self {
            homeservers: document.homeservers.iter().filter_map(Homeserver::parse).collect(),
            allowed: allowed.filter_map(|written| homeserver::pattern(written)).collect(),
            document,
            provenance,
            problems,
            lost,
            waiting: BTreeMap::new(),
            also: Vec::new(),
            today,
        }
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

    /// Whom to believe when a person's identity changes.
    pub fn trust(&self) -> &Trust {
        &self.document.trust
    }

    /// Where the record goes.
    pub fn records(&self) -> &Records {
        &self.document.records
    }

    /// How messages and rooms are marked.
    pub fn classification(&self) -> &Classification {
        &self.document.classification
    }

    /// Which files may be sent, and what becomes of links and pictures.
    pub fn content(&self) -> &Content {
        &self.document.content
    }

    /// What the program does with the rest of the computer.
    pub fn device(&self) -> &Device {
        &self.document.device
    }

    /// How the homeservers are reached.
    pub fn network(&self) -> &Network {
        &self.document.network
    }

    /// Publishing to the organisation's public channels.
    pub fn publish(&self) -> &Publish {
        &self.document.publish
    }

    /// What the program looks out for.
    pub fn watch(&self) -> &Watch {
        &self.document.watch
    }

    /// Looks and languages.
    pub fn interface(&self) -> &Interface {
        &self.document.interface
    }
}
