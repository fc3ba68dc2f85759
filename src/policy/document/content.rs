//! Which files may be sent, and what becomes of links and pictures.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which files may be sent, and what becomes of links and pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Content {
    /// MiB that a file may have to be sent. 0 forbids files altogether.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "lower"))]
    pub max_upload_mb: u32,
    /// The only kinds of file that may be sent, as media types: `application/pdf`, or `image/*` for every picture.
    /// Every kind that isn't denied when it is left out; no file at all when it is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "examples" = [["application/pdf", "image/*", "text/plain"]],
        "x-strict" = "fewer"
    ))]
    pub allow_types: Option<Vec<String>>,
    /// Kinds of file that may not be sent, allowed or not. Programs, when it is left out.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "more"))]
    pub deny_types: Vec<String>,
    /// Whether a preview of a link is fetched. The server that is asked for it learns of the link.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub link_previews: bool,
    /// What happens when somebody follows a link.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub open_links: OpenLinks,
    /// Whether pictures show in the conversation without being asked for.
    #[schemars(extend("x-class" = "skip", "x-used" = "later", "x-choice" = true))]
    pub inline_images: bool,
    /// Words in somebody else's message that earn a warning below it: whoever asks for a code, or to go on in another program,
    /// may be somebody else. Whole words, in small or large letters. No warnings when it is empty.
    #[schemars(extend("x-class" = "skip", "x-used" = "now", "x-strict" = "more"))]
    pub lures: Vec<String>,
}

impl Default for Content {
    fn default() -> Self {
        // What a double click would run; mail gateways refuse the same.
        let programs = [
            "application/vnd.microsoft.portable-executable",
            "application/x-executable",
            "application/x-ms-installer",
            "application/x-msdos-program",
            "application/x-msdownload",
            "application/x-msi",
            "application/x-sh",
        ];
        // What those ask for who pose as a helpdesk or a colleague (NCSC, "Secure communications: targeting of messaging apps").
        let lures = [
            "one-time code",
            "verification code",
            "security code",
            "sign-in code",
            "recovery key",
            "on WhatsApp",
            "to WhatsApp",
            "on Signal",
            "to Signal",
            "on Telegram",
            "to Telegram",
            "cod untro",
            "cod dilysu",
            "cod diogelwch",
            "allwedd adfer",
            "ar WhatsApp",
            "i WhatsApp",
            "ar Signal",
            "i Signal",
            "ar Telegram",
            "i Telegram",
        ];
        Self {
            // Synapse's own limit is 50; a department that raises it means to send larger files.
            max_upload_mb: 100,
            // A list that is never complete makes people send the file by other means.
            allow_types: None,
            deny_types: programs.map(str::to_owned).to_vec(),
            link_previews: false,
            open_links: OpenLinks::Confirm,
            inline_images: false,
            lures: lures.map(str::to_owned).to_vec(),
        }
    }
}

/// What happens when somebody follows a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenLinks {
    /// It opens if it leads to an approved server or to an email domain of a department. Others don't open.
    AllowList,
    /// It opens after a question that shows where it leads.
    Confirm,
    /// It opens, unless it looks like one of the organisation's own and isn't: then there is a question.
    Allow,
}
