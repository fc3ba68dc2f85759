//! The policy file as written: one type a group. What stands beside a key here is all there is to say of it, and
//! everything else (the schema, `explain`, the settings page, how strict it is, what its failure costs) is made of it:
//!
//! * its comment is its description;
//! * `x-class`: what it costs when its value can't be used: `closed`, `last_good` or `skip`;
//! * `x-used`: whether this version acts on it: `now`, `later`, or `missing` for a protection that it lacks;
//! * `x-strict`: which of two values is the stricter: `true`, `false`, `first` (of the values in their order), `lower`,
//!   `higher`, `fewer` or `more`; left out where there is no order;
//! * `examples`: a value to show, where neither the default nor the sample has one to learn from;
//! * `x-root`: it belongs to the trust roots; `x-choice`: people may choose where nothing is managed;
//!   `x-same`: what makes two elements of a list the same one;
//! * `x-secret`: nothing that shows settings shows what stands after `=` in its elements.
//!
//! Everything has the safe value when it is left out, so that a forgotten key never opens a door.

mod classification;
mod content;
mod device;
mod encryption;
mod federation;
mod homeservers;
mod interface;
mod network;
mod organisation;
mod publish;
mod records;
mod retention;
mod sign_in;
mod trust;
mod watch;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use classification::{Ceiling, Classification, Label, OnExceed};
pub use content::{Content, OpenLinks};
pub use device::{Device, Notifications};
pub use encryption::{AcceptFrom, Encryption, SendTo};
pub use federation::{Federation, OnForeign};
pub use homeservers::Department;
pub use interface::{Interface, Theme};
pub use network::{MinTls, Network, Proxy, ProxyMode};
pub use organisation::{Helpdesk, Organisation};
pub use publish::Publish;
pub use records::{OnSinkDown, Records};
pub use retention::{Hold, HoldScope, Match, Retention, RoomKind, Rule};
pub use sign_in::{SignIn, SignInMethod};
pub use trust::{OnIdentityChange, Trust};
pub use watch::{Alarm, Watch};

/// What an organisation decides for every Despatch on its computers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Document {
    /// The version of the file's format. Leave it out, or write 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1), extend("x-class" = "closed", "x-used" = "now"))]
    pub format: Option<u32>,
    /// The organisation's own count of this policy. Make it larger with every change: once a computer has taken a
    /// policy, it refuses one with a smaller number, so that nobody can bring back an older and laxer one.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "higher"))]
    pub version: u64,
    /// The last day on which this policy counts in full, as YYYY-MM-DD. After it and `grace_days` people can still
    /// read, and do nothing else. No end when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "examples" = ["2027-03-31"], "x-strict" = "lower"))]
    pub valid_until: Option<String>,
    /// Days after `valid_until` in which everything still works, under a warning.
    #[schemars(range(max = 365), extend("x-class" = "closed", "x-used" = "now", "x-strict" = "lower"))]
    pub grace_days: u32,
    /// Only in a policy built into the program: whether a policy of the computer may put other approved servers, pins
    /// and certificates in the place of the ones there.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub replaceable_trust_roots: bool,
    /// Who manages this program, and whom to ask.
    pub organisation: Organisation,
    /// The approved homeservers, one for each department. At least one; no other server is ever signed in to.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "x-strict" = "fewer",
        "x-root" = true,
        "x-same" = ["server_name", "base_url"]
    ))]
    pub homeservers: Vec<Department>,
    /// Which servers' people and rooms may be reached.
    pub federation: Federation,
    /// How people sign in.
    pub sign_in: SignIn,
    /// What has to be encrypted, to whom, and by whom.
    pub encryption: Encryption,
    /// Whom to believe when a person's identity changes.
    pub trust: Trust,
    /// What is kept, for how long, and what nobody may delete.
    pub retention: Retention,
    /// Where the record goes, and who can read it.
    pub records: Records,
    /// How messages and rooms are marked.
    pub classification: Classification,
    /// Which files may be sent, and what becomes of links and pictures.
    pub content: Content,
    /// What the program does with the rest of the computer.
    pub device: Device,
    /// How the homeservers are reached.
    pub network: Network,
    /// Publishing to the organisation's public channels.
    pub publish: Publish,
    /// What the program looks out for, on this computer alone.
    pub watch: Watch,
    /// Looks and languages.
    pub interface: Interface,
}

impl Default for Document {
    fn default() -> Self {
        Self {
            format: None,
            version: 0,
            valid_until: None,
            // Long enough for a holiday, short enough that a forgotten computer doesn't go on for ever.
            grace_days: 14,
            replaceable_trust_roots: false,
            organisation: Organisation::default(),
            homeservers: Vec::new(),
            federation: Federation::default(),
            sign_in: SignIn::default(),
            encryption: Encryption::default(),
            trust: Trust::default(),
            retention: Retention::default(),
            records: Records::default(),
            classification: Classification::default(),
            content: Content::default(),
            device: Device::default(),
            network: Network::default(),
            publish: Publish::default(),
            watch: Watch::default(),
            interface: Interface::default(),
        }
    }
}
