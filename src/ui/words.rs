//! Words on screen: Fluent entries of the language chosen, and times in the person's own zone.

mod clock;
mod day;
mod emoji;
mod refusal;
mod rule;
mod standing;

use std::borrow::Cow;
use std::collections::HashMap;

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{I18nAssets, LanguageLoader};
use jiff::tz::TimeZone;

pub use refusal::Refusal;
pub use rule::ValueLine;

/// One entry of ui.ftl, checked against en-GB while it compiles.
macro_rules! fl {
    ($words:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        // The inner macro writes `value.into()`, hence the parentheses.
        i18n_embed_fl::fl!($words.loader(), $key $(, $name = ($value))*)
    };
}
pub(crate) use fl;

/// A language the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// British English.
    English,
    /// Welsh.
    Welsh,
}

impl Language {
    /// Every language, in the order a person chooses from.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// Its tag, as its folder in i18n is called.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Welsh => "cy",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The first of a list of locales, as the environment names them (`cy_GB.UTF-8`), that the program speaks.
    pub fn of_locales<'a>(locales: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        locales
            .into_iter()
            .find(|locale| !locale.is_empty())
            .and_then(|locale| {
                let tongue = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
                Self::ALL
                    .into_iter()
                    .find(|language| language.tag().split('-').next() == Some(tongue))
            })
    }

    /// What the environment asks for, in POSIX order of precedence.
    pub fn of_environment() -> Option<Self> {
        let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).unwrap_or_default());
        Self::of_locales(values.iter().map(String::as_str))
    }
}

/// Words of one language.
#[derive(Debug)]
pub struct Words {
    language: Language,
    ui: FluentLanguageLoader,
    reasons: FluentLanguageLoader,
    policy: FluentLanguageLoader,
    emoji: FluentLanguageLoader,
    zone: TimeZone,
    /// Fixed in tests and pictures, so that "Today" stays true.
    now: Option<i64>,
}

impl Words {
    /// The words of `language`, with times in this computer's zone.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            ui: load("ui", language),
            reasons: load("reason", language),
            policy: load("policy", language),
            emoji: load("emoji", language),
            zone: TimeZone::system(),
            now: None,
        }
    }

    /// The same, at a fixed moment in UTC.
    #[must_use]
    pub fn at(mut self, now: i64) -> Self {
        self.now = Some(now);
        self.zone = TimeZone::UTC;
        self
    }

    /// These words in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        let words = Self::new(language);
        Self {
            zone: self.zone.clone(),
            now: self.now,
            ..words
        }
    }

    /// The language they are in.
    pub fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn loader(&self) -> &FluentLanguageLoader {
        &self.ui
    }

    /// An entry whose key is only known at run time: a code with its prefix. None where there is no such entry.
    pub fn code(&self, key: &str, arguments: &[(&'static str, String)]) -> Option<String> {
        let loader = [&self.ui, &self.reasons].into_iter().find(|loader| loader.has(key))?;
        let arguments: HashMap<&str, &str> = arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(loader.get_args(key, arguments))
    }

    /// "A", "A and B", "A, B and C".
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [rest @ .., last] => {
                let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
                fl!(self, "list-and", rest = rest.join(", "), last = last.as_ref())
            }
        }
    }

    /// A file's size.
    pub fn size(&self, bytes: u64) -> String {
        match bytes {
            0..1_000 => fl!(self, "size-bytes", count = bytes),
            1_000..1_000_000 => fl!(self, "size-kilobytes", count = bytes.div_ceil(1_000)),
            _ => {
                let tenths = bytes.div_ceil(100_000);
                fl!(
                    self,
                    "size-megabytes",
                    count = format!("{}.{}", tenths / 10, tenths % 10)
                )
            }
        }
    }
}

fn load(domain: &str, language: Language) -> FluentLanguageLoader {
    let reference = identifier(Language::English);
    let loader = FluentLanguageLoader::new(domain, reference.clone());
    let wanted = if language == Language::English {
        vec![reference]
    } else {
        vec![identifier(language), reference]
    };
    if let Err(error) = loader.load_languages(&Files, &wanted) {
        tracing::error!(domain, language = language.tag(), %error, "the words cannot be loaded");
    }
    // Isolation marks would end up in accessible names and in the clipboard; session balances names itself.
    loader.set_use_isolating(false);
    loader
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.tag().parse().unwrap_or_default()
}

/// The language files, inside the program.
struct Files;

const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/language_files.rs"));

impl I18nAssets for Files {
    fn get_files(&self, path: &str) -> Vec<Cow<'_, [u8]>> {
        FILES
            .iter()
            .filter(|(name, _)| *name == path)
            .map(|(_, bytes)| Cow::Borrowed(*bytes))
            .collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(FILES.iter().map(|(name, _)| (*name).to_owned()))
    }
}
