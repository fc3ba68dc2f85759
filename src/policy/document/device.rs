//! What the program does with the rest of the computer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the program does with the rest of the computer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Device {
    /// How much a notification says: it may show on a locked screen, or to a whole meeting.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "first"))]
    pub notifications: Notifications,
    /// Whether words can be copied out of the window.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub copy: bool,
    /// Whether files that came with a message can be saved.
    #[schemars(extend("x-class" = "closed", "x-used" = "now", "x-strict" = "false"))]
    pub save_files: bool,
    /// Departments, by the name of their server, whose accounts may exchange words and files where one person has several:
    /// what was copied or saved in one is pasted or sent in another only where the servers of both stand here.
    #[schemars(extend(
        "x-class" = "closed",
        "x-used" = "now",
        "x-strict" = "fewer",
        "examples" = [["treasury.example.gov.uk", "parliament.example.uk"]]
    ))]
    pub exchange_between_accounts: Vec<String>,
    /// Whether other programs may take pictures of the window, as far as the system can prevent it.
    #[schemars(extend("x-class" = "closed", "x-used" = "later", "x-strict" = "false"))]
    pub screenshots: bool,
    /// Whether the program starts when somebody signs in to the computer.
    #[schemars(extend("x-class" = "skip", "x-used" = "now", "x-choice" = true))]
    pub autostart: bool,
    /// Whether the program stays in the tray when its window is closed.
    #[schemars(extend("x-class" = "skip", "x-used" = "now", "x-choice" = true))]
    pub tray: bool,
}

impl Default for Device {
    fn default() -> Self {
        Self {
            // Without any, people leave the window open over everything else.
            notifications: Notifications::Sender,
            // To quote a message in a paper is the work itself. Where it must not be, the policy says so.
            copy: true,
            save_files: true,
            exchange_between_accounts: Vec::new(),
            screenshots: false,
            autostart: false,
            tray: false,
        }
    }
}

/// How much a notification says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Notifications {
    /// There are none.
    None,
    /// Who wrote, not what.
    Sender,
    /// Who wrote, and what.
    Full,
}
