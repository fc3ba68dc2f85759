//! Looks and languages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Looks and languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Interface {
    /// Languages that are offered, by their tags, such as `cy`; the first is the one people begin with. Every language
    /// there is, when it is left out.
    #[schemars(extend("x-class" = "skip", "x-used" = "now", "x-choice" = true))]
    pub languages: Vec<String>,
    /// The colours.
    #[schemars(extend("x-class" = "skip", "x-used" = "now", "x-choice" = true))]
    pub theme: Theme,
    /// Size of text in percent.
    #[schemars(range(min = 100, max = 200), extend("x-class" = "skip", "x-used" = "now", "x-choice" = true))]
    pub font_scale: u16,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            languages: Vec::new(),
            theme: Theme::System,
            font_scale: 100,
        }
    }
}

/// The colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light or dark, as the system has it.
    System,
    /// Dark words on a light ground.
    Light,
    /// Light words on a dark ground.
    Dark,
    /// High contrast.
    Contrast,
}
