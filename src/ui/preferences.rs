//! What a person chose about looks and language, kept beside the program's other settings, and what holds of it under the
//! organisation's rules.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use model::{Theme, WindowRules};
use serde::{Deserialize, Serialize};

use crate::words::Language;

/// Theme, language and size of text; nothing where nothing was chosen. Everything unknown or out of range is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Light, dark, high contrast or as the system has it.
    pub theme: Option<Choice>,
    /// A language tag, or [`Preferences::SYSTEM`].
    pub language: Option<String>,
    /// Size of text in percent, 100 to 200.
    pub scale: Option<u16>,
    /// Staying in the tray when the window is closed.
    pub tray: Option<bool>,
    /// Starting with the person's session on this computer.
    pub autostart: Option<bool>,
    /// The emoji used last, the latest first.
    pub recent_emoji: Vec<String>,
}

/// What holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looks {
    /// The theme.
    pub theme: Choice,
    /// The language.
    pub language: Language,
    /// Size of text in percent.
    pub scale: u16,
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

impl From<Theme> for Choice {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::Contrast => Self::Contrast,
        }
    }
}

impl From<Choice> for Theme {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::System => Self::System,
            Choice::Light => Self::Light,
            Choice::Dark => Self::Dark,
            Choice::Contrast => Self::Contrast,
        }
    }
}

impl Preferences {
    /// The sizes of text offered, in percent.
    pub const SCALES: [u16; 5] = [100, 125, 150, 175, 200];

    /// The language of the environment, where that was chosen and not only left alone.
    pub const SYSTEM: &str = "system";

    /// What the file in this folder says; nothing where it makes no sense.
    pub fn load(folder: &Path) -> Self {
        let Ok(bytes) = fs::read(path(folder)) else {
            return Self::default();
        };
        let read: Self = serde_json::from_slice(&bytes).unwrap_or_default();
        Self {
            scale: read.scale.filter(|scale| (100..=200).contains(scale)),
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

    /// What holds of them under these rules. What a rule leaves open and nobody chose is as the system has it.
    pub fn looks(&self, rules: &WindowRules) -> Looks {
        let theme = rules.theme.resolve(self.theme.map(Theme::from), Theme::System);
        let scale = rules.font_scale.resolve(self.scale, 100);
        Looks {
            theme: theme.into(),
            language: self.language(rules),
            scale: scale.clamp(100, 200),
        }
    }

    /// Whether the program stays in the tray when its window is closed.
    pub fn tray(&self, rules: &WindowRules) -> bool {
        rules.tray.resolve(self.tray, false)
    }

    /// Whether the program starts with the person's session; none where nobody has a wish.
    pub fn autostart(&self, rules: &WindowRules) -> Option<bool> {
        let wished = rules.autostart != model::Setting::Free || self.autostart.is_some();
        wished.then(|| rules.autostart.resolve(self.autostart, false))
    }

    /// The languages a person may choose from. A rule that leaves none that the program speaks leaves them all.
    pub fn languages(rules: &WindowRules) -> Vec<Language> {
        let allowed = match &rules.languages {
            model::Setting::Locked(tags) => spoken(tags),
            model::Setting::Free | model::Setting::Recommended(_) => Vec::new(),
        };
        if allowed.is_empty() {
            Language::ALL.to_vec()
        } else {
            allowed
        }
    }

    fn language(&self, rules: &WindowRules) -> Language {
        let chosen = match self.language.as_deref() {
            Some(Self::SYSTEM) => Language::of_environment(),
            Some(tag) => Language::from_tag(tag),
            None => None,
        };
        let proposed = match &rules.languages {
            model::Setting::Recommended(tags) | model::Setting::Locked(tags) => spoken(tags).first().copied(),
            model::Setting::Free => None,
        };
        let allowed = Self::languages(rules);
        let wanted = [chosen, proposed, Language::of_environment()];
        let held = wanted.into_iter().flatten().find(|it| allowed.contains(it));
        held.or(allowed.first().copied()).unwrap_or(Language::English)
    }
}

/// Those of these tags that the program speaks.
fn spoken(tags: &[String]) -> Vec<Language> {
    let spoken = |tag: &String| Language::of_locales([tag.as_str()]);
    tags.iter().filter_map(spoken).collect()
}

fn path(folder: &Path) -> PathBuf {
    folder.join("preferences.json")
}
