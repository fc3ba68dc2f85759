//! Where the record goes, and who can read it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the record goes, and who can read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Records {
    /// Public keys (age) that the record is sealed to. Only whoever holds a secret key to one of them can read it.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "examples" = [["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"]]
    ))]
    pub recipients: Vec<String>,
    /// User ids of the records officers, whom people are told about.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "examples" = [["@records:works.gov.example"]]))]
    pub officers: Vec<String>,
    /// Where the record is delivered: a URL that begins with `file:`, `s3:`, `az:`, `gs:` or `https:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "examples" = ["https://records.gov.example/despatch"]))]
    pub sink: Option<String>,
    /// What the sink asks for beside its URL: `NAME=VALUE` each, by the names of the `object_store` crate. Whoever uses this
    /// computer can read them, so give keys that may only add. Nothing shows their values.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "x-secret" = true,
        "examples" = [["aws_region=eu-west-2", "aws_access_key_id=AKIAEXAMPLE", "aws_secret_access_key=EXAMPLE"]]
    ))]
    pub sink_options: Vec<String>,
    /// MiB that may wait on this computer until they are delivered.
    #[schemars(range(min = 1), extend("x-class" = "closed", "x-used" = "now"))]
    pub spool_max_mb: u32,
    /// What happens while nothing can be delivered.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub on_sink_down: OnSinkDown,
}

impl Default for Records {
    fn default() -> Self {
        Self {
            recipients: Vec::new(),
            officers: Vec::new(),
            sink: None,
            sink_options: Vec::new(),
            spool_max_mb: 1024,
            // What waits in the spool is not lost, and a messenger that falls silent with a network drive drives
            // people to one that keeps no record at all.
            on_sink_down: OnSinkDown::KeepWorking,
        }
    }
}

impl Records {
    /// What the sink asks for, by name.
    pub fn sink_options(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sink_options.iter().filter_map(|option| option.split_once('='))
    }
}

/// What happens while the record can't be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnSinkDown {
    /// Nothing more is sent from rooms on record.
    StopSending,
    /// Things go on until the spool is full.
    KeepWorking,
}
