//! The approved homeservers.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    #[schemars(extend("x-strict" = "fewer"))]
    pub email_domains: Vec<String>,
    /// The OAuth issuer that signs people in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-used" = "later"))]
    pub issuer: Option<String>,
    /// A PEM file with the only roots that may vouch for this server. Those of `network.ca_file` when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<String>,
    /// SHA-256 of the public keys this server may show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-used" = "missing"))]
    pub spki_sha256: Vec<String>,
    /// Features switched on or off for this department, for a staged roll-out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("x-used" = "later"))]
    pub features: BTreeMap<String, bool>,
}
