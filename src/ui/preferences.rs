//! What a person chose about looks and language, kept beside the program's other settings.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::words::Language;

/// Theme, language and size of text. Everything unknown or out of range falls back to the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark, high contrast or as the system has it.
    pub theme: Choice,
    /// A language tag; none means as the environment has it.
    pub language: Option<String>,
    /// Size of text in percent, 100 to 200.
    pub scale: u16,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Choice::System,
            language: None,
            scale: 100,
        }
    }
}

/// A choice of theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Choice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

impl Choice {
    /// Every choice, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Contrast];

    /// The theme it means, where the system has `mode`.
    pub fn theme(self, mode: iced::theme::Mode) -> kit::Theme {
        match self {
            Self::Light => kit::Theme::Light,
            Self::Dark => kit::Theme::Dark,
            Self::Contrast => kit::Theme::Contrast,
            Self::System if mode == iced::theme::Mode::Dark => kit::Theme::Dark,
            Self::System => kit::Theme::Light,
        }
    }
}

impl Preferences {
    /// The sizes of text offered, in percent.
    pub const SCALES: [u16; 5] = [100, 125, 150, 175, 200];

    /// What the file in this folder says; the defaults where it says nothing that makes sense.
    pub fn load(folder: &Path) -> Self {
        let Ok(bytes) = fs::read(path(folder)) else {
            return Self::default();
        };
        let read: Self = serde_json::from_slice(&bytes).unwrap_or_default();
        Self {
            scale: if (100..=200).contains(&read.scale) {
                read.scale
            } else {
                100
            },
            ..read
        }
    }

    /// Writes them, whole or not at all. Blocks: not for the thread that draws.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let target = path(folder);
        let unfinished = target.with_extension("json.new");
        fs::write(&unfinished, serde_json::to_vec_pretty(self).map_err(io::Error::other)?)?;
        fs::rename(unfinished, target)
    }

    /// The language chosen, or the environment's, or English.
    pub fn language(&self) -> Language {
        self.language
            .as_deref()
            .and_then(Language::from_tag)
            .or_else(Language::of_environment)
            .unwrap_or(Language::English)
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("preferences.json")
}
