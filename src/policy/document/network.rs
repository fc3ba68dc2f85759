//! How the homeservers are reached.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the homeservers are reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Network {
    /// The proxy. What the system or the environment says of one is never asked.
    #[schemars(extend("x-class" = "closed", "x-used" = "now"))]
    pub proxy: Proxy,
    /// A PEM file with the only roots that may vouch for a server, unless the server has a file of its own. The
    /// computer's own roots when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "examples" = ["/etc/despatch/network-ca.pem"],
        "x-root" = true
    ))]
    pub ca_file: Option<String>,
    /// The oldest version of TLS that is spoken.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub min_tls: MinTls,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            proxy: Proxy::default(),
            ca_file: None,
            // Sound with the suites that rustls has, and many an intranet's gateway speaks nothing newer.
            min_tls: MinTls::Tls12,
        }
    }
}

/// The proxy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Proxy {
    /// Whether there is one.
    pub mode: ProxyMode,
    /// Where it is: `http://` or `https://`, a host and a port. Nothing else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Hosts that are reached without it: an exact name, or `*.` and a domain for every name below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_proxy: Vec<String>,
}

/// Whether there is a proxy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProxyMode {
    /// None: the servers are reached directly.
    #[default]
    Direct,
    /// The one at `url`.
    Fixed,
}

/// The oldest version of TLS that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum MinTls {
    /// TLS 1.3 (RFC 8446).
    #[serde(rename = "1.3")]
    Tls13,
    /// TLS 1.2 (RFC 5246) and newer.
    #[serde(rename = "1.2")]
    Tls12,
}
