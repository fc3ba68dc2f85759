//! The program's words by their Fluent keys, so that rewording a button does not break the journey.

use std::{collections::HashMap, fs};

use anyhow::{Context, Result, anyhow};
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

use crate::build::workspace;

/// The messages of one language.
pub struct Words {
    language: String,
    messages: HashMap<String, Vec<Piece>>,
}

/// A message's text, and the gaps that the program fills.
#[derive(Clone)]
enum Piece {
    Text(String),
    Gap(String),
}

impl Words {
    /// Reads `i18n/<language>/*.ftl`.
    pub fn of(language: &str) -> Result<Words> {
        let folder = workspace().join("i18n").join(language);
        let mut messages = HashMap::new();
        for entry in fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))? {
            let path = entry?.path();
            let source = fs::read_to_string(&path)?;
            let resource =
                parser::parse(source.as_str()).map_err(|(_, errors)| anyhow!("{}: {errors:?}", path.display()))?;
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                if let Some(value) = &message.value {
                    messages.insert(message.id.name.to_owned(), pieces(value));
                }
                for attribute in &message.attributes {
                    let key = format!("{}.{}", message.id.name, attribute.id.name);
                    messages.insert(key, pieces(&attribute.value));
                }
            }
        }
        Ok(Words {
            language: language.to_owned(),
            messages,
        })
    }

    /// The text of a message without gaps.
    pub fn get(&self, key: &str) -> Result<String> {
        self.fill(key, &[])
    }

    /// The text of a message with its gaps filled.
    pub fn fill(&self, key: &str, gaps: &[(&str, &str)]) -> Result<String> {
        let mut text = String::new();
        for piece in self.pieces(key)? {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Gap(name) => {
                    let filled = gaps.iter().find(|(gap, _)| gap == name);
                    let (_, value) = filled.with_context(|| format!("{key} has a gap called {name}"))?;
                    text.push_str(value);
                }
            }
        }
        Ok(text)
    }

    /// The longest run of fixed words in a message: what to look for where the gaps are not known.
    pub fn core(&self, key: &str) -> Result<String> {
        let texts = self.pieces(key)?.iter().filter_map(|piece| match piece {
            Piece::Text(words) => Some(words.trim()),
            Piece::Gap(_) => None,
        });
        let longest = texts.max_by_key(|words| words.len()).filter(|words| !words.is_empty());
        longest
            .map(str::to_owned)
            .with_context(|| format!("{key} has no fixed words"))
    }

    fn pieces(&self, key: &str) -> Result<&Vec<Piece>> {
        self.messages
            .get(key)
            .with_context(|| format!("i18n/{} has no {key}", self.language))
    }
}

fn pieces(pattern: &Pattern<&str>) -> Vec<Piece> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
            PatternElement::Placeable {
                expression: Expression::Inline(inline),
            } => match inline {
                InlineExpression::StringLiteral { value } => Piece::Text((*value).to_owned()),
                InlineExpression::VariableReference { id } => Piece::Gap(id.name.to_owned()),
                _ => Piece::Gap(String::new()),
            },
            PatternElement::Placeable { .. } => Piece::Gap(String::new()),
        })
        .collect()
}
