//! Who manages this program, and whom to ask.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who manages this program, and whom to ask.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Organisation {
    /// The organisation's name, shown before anybody signs in.
    #[schemars(extend("x-class" = "skip", "x-used" = "now"))]
    pub name: String,
    /// Whom to ask. Shown with every refusal.
    #[schemars(extend("x-class" = "skip", "x-used" = "now"))]
    pub helpdesk: Helpdesk,
    /// A notice that everybody sees.
    #[schemars(extend("x-class" = "skip", "x-used" = "now"))]
    pub banner: String,
    /// A picture file with the organisation's logo.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-class" = "skip", "x-used" = "later", "examples" = ["/usr/share/despatch/logo.png"]))]
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
