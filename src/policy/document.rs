//! The policy file as written: one type a group. Their comments are the descriptions in the JSON Schema.
//!
//! Everything has the safe value when it is left out, so that a forgotten key never opens a door.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an organisation decides for every Despatch on its computers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Document {
    /// The version of this format. Leave it out, or write 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1))]
    pub version: Option<u32>,
    /// The last day on which this policy may be used without hearing of a newer one, as YYYY-MM-DD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// Who manages this program, and whom to ask.
    pub organisation: Organisation,
    /// The approved homeservers, one for each department. At least one; no other server is ever signed in to.
    pub homeservers: Vec<Department>,
    /// Which servers' people and rooms may be reached.
    pub federation: Federation,
    /// How people sign in.
    pub sign_in: SignIn,
    /// What has to be encrypted, to whom, and by whom.
    pub encryption: Encryption,
    /// What is kept, for how long, and what nobody may delete.
    pub retention: Retention,
}

/// Who manages this program, and whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Organisation {
    /// The organisation's name, shown before anybody signs in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Whom to ask. Shown with every refusal.
    pub helpdesk: Helpdesk,
    /// A notice that everybody sees.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub banner: String,
    /// A picture file with the organisation's logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// Whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Helpdesk {
    /// An email address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// A telephone number, as people dial it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// A web page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// An approved homeserver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Department {
    /// The server's name, as it stands in user ids after the colon.
    pub server_name: String,
    /// Where the server is reached: https, a host, and a port if it isn't 443. Nothing else.
    pub base_url: String,
    /// The department's name. The server's name stands in when it is left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display_name: String,
    /// Email domains of the people whose accounts are on this server.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub email_domains: Vec<String>,
    /// The OAuth issuer that signs people in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// A PEM file with the only roots that may vouch for this server. The computer's own roots when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
    /// SHA-256 of the public keys this server may show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spki_sha256: Vec<String>,
    /// Features switched on or off for this department, for a staged roll-out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub features: BTreeMap<String, bool>,
}

/// Which servers' people and rooms may be reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Federation {
    /// Servers besides the homeservers above: an exact name, or `*.` and a domain for every name below it.
    pub allowed_servers: Vec<String>,
    /// What happens to people and rooms of any other server.
    pub on_foreign: OnForeign,
    /// Whether a person who is asked in may read what was written before.
    pub history_sharing_on_invite: bool,
}

/// What happens to people and rooms of a server that isn't approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnForeign {
    /// Refused.
    #[default]
    Block,
    /// The room stays in the list; its messages are hidden and nothing can be sent.
    Quarantine,
    /// Allowed, under a warning.
    Warn,
}

/// How people sign in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SignIn {
    /// The ways offered.
    pub methods: Vec<SignInMethod>,
    /// Whether a signed-in device may sign in another by QR code.
    pub qr_login: bool,
    /// Whether people stay signed in when the program ends.
    pub remember_session: bool,
    /// Days until the password is asked for again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_session_days: Option<u32>,
    /// Minutes without a key or the pointer until the window locks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock_after_idle_minutes: Option<u32>,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            methods: vec![SignInMethod::Password],
            qr_login: false,
            remember_session: true,
            max_session_days: None,
            lock_after_idle_minutes: None,
        }
    }
}

/// A way of signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// With name and password, at the homeserver.
    Password,
    /// In a browser, at the organisation's own sign-in page (`m.login.sso`).
    Sso,
    /// In a browser, at the homeserver's OAuth issuer.
    Oauth,
}

/// What has to be encrypted, to whom, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Encryption {
    /// Whether nothing may be sent in a room without end-to-end encryption.
    pub require_encrypted_rooms: bool,
    /// Whose devices can read what is sent.
    pub send_to: SendTo,
    /// Whose messages are shown.
    pub accept_from: AcceptFrom,
    /// Whether everybody must set up a recovery key.
    pub require_recovery: bool,
}

impl Default for Encryption {
    fn default() -> Self {
        Self {
            require_encrypted_rooms: true,
            send_to: SendTo::CrossSigned,
            accept_from: AcceptFrom::Legacy,
            require_recovery: true,
        }
    }
}

/// Whose devices can read what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SendTo {
    /// Only devices of people one has verified.
    VerifiedDevices,
    /// Devices that their owner has confirmed.
    CrossSigned,
    /// Every device.
    All,
}

/// Whose messages are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptFrom {
    /// Only from devices that their owner has confirmed. Hides history that the recovery key brought back.
    CrossSigned,
    /// From those, and from sessions made before devices were confirmed.
    Legacy,
    /// From every device.
    All,
}

/// What is kept, for how long, and what nobody may delete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Retention {
    /// For every room that no rule below names.
    pub default: Rule,
    /// Rules for some rooms. A rule for a room id replaces the default; a rule for a type or a name only adds to it,
    /// because a room's members choose both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomRule>,
    /// Holds: while one stands, nothing it covers is deleted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hold: Vec<Hold>,
    /// Whether nobody may delete messages.
    pub forbid_redaction: bool,
    /// Minutes after sending in which a message may be changed. No limit when left out; 0 forbids every change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forbid_edit_after_minutes: Option<u32>,
    /// Whether a room under a hold can't be left.
    pub forbid_leave_on_hold: bool,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            default: Rule::default(),
            rooms: Vec::new(),
            hold: Vec::new(),
            forbid_redaction: false,
            forbid_edit_after_minutes: None,
            forbid_leave_on_hold: true,
        }
    }
}

/// What is kept, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Rule {
    /// Whether messages go on record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<bool>,
    /// Days for which messages are kept at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_days: Option<u32>,
    /// Days after which messages are deleted from the device. A minimum above it wins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

/// A rule for some rooms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RoomRule {
    /// Which rooms.
    #[serde(rename = "match")]
    pub rooms: Match,
    /// Whether messages go on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<bool>,
    /// Days for which messages are kept at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_days: Option<u32>,
    /// Days after which messages are deleted from the device. A minimum above it wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_days: Option<u32>,
}

impl RoomRule {
    /// What it says of them.
    pub(crate) fn rule(&self) -> Rule {
        Rule {
            record: self.record,
            min_days: self.min_days,
            max_days: self.max_days,
        }
    }
}

/// Which rooms a rule is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// The room with this id.
    Room(String),
    /// Every room of this kind.
    Type(RoomKind),
    /// Every room whose name fits: `*` stands for any run of characters. Capitals don't matter.
    Name(String),
}

/// Direct message or room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A conversation with one other person.
    Direct,
    /// Any other room.
    Room,
}

/// A hold: nothing it covers is deleted, whatever any other rule says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hold {
    /// What it covers.
    pub scope: Scope,
    /// The reference people are told, such as a case number.
    pub reference: String,
    /// The last day of the hold, as YYYY-MM-DD. Until it is taken out of the policy, when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What a hold covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every room.
    All,
    /// The room with this id.
    Room(String),
}
