//! Every rule of the organisation: its value, where it comes from, and whether it counts. For whoever wonders why something
//! is locked, and for the helpdesk.

mod json;
mod view;

use model::{Organisation, Rule, RuleLevel, Rules};

use crate::words::Words;

pub use view::view;

/// What the page looks for.
#[derive(Debug, Default)]
pub struct State {
    query: String,
    only_set: bool,
    /// The rule that brought the person here.
    at: Option<&'static str>,
    copied: bool,
}

/// What happens on this page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Back to where one was.
    Back,
    /// The search text changed.
    Search(String),
    /// Leave out what nobody has set, or don't.
    OnlySet(bool),
    /// Put all rules on the clipboard.
    Copy,
}

/// What this page asks of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Leave it.
    Back,
    /// Put this on the clipboard.
    Copy(String),
}

impl State {
    /// Begins anew, at one rule if there is a question about it.
    pub fn open(&mut self, at: Option<&'static str>) {
        *self = Self { at, ..Self::default() };
    }

    /// Carries out a wish of the person.
    pub fn update(&mut self, message: Message, rules: &Rules, organisation: &Organisation) -> Action {
        self.copied = false;
        match message {
            Message::Back => return Action::Back,
            Message::Search(query) => {
                self.query = query;
                self.at = None;
            }
            Message::OnlySet(only) => {
                self.only_set = only;
                self.at = None;
            }
            Message::Copy => {
                self.copied = true;
                return Action::Copy(json::page(rules, organisation));
            }
        }
        Action::None
    }

    /// The rule that brought the person here.
    pub fn at(&self) -> Option<&'static str> {
        self.at
    }

    /// What names the row of a rule, for the focus: the first one where a rule stands in several places.
    pub fn row(key: &str) -> String {
        format!("rule-row:{key}:0")
    }

    /// The rules on show, in their order.
    pub fn shown<'a>(&self, rules: &'a Rules, words: &Words) -> Vec<&'a Rule> {
        let query = self.query.to_lowercase();
        let wanted: Vec<&str> = query.split_whitespace().collect();
        let shown = rules
            .entries
            .iter()
            .filter(|rule| (!self.only_set || is_set(rule)) && (wanted.is_empty() || fits(rule, &wanted, words)));
        shown.collect()
    }
}

/// Whether anybody set it.
fn is_set(rule: &Rule) -> bool {
    rule.level != RuleLevel::Default
}

/// Whether every word looked for is somewhere in a rule's name, words or value.
fn fits(rule: &Rule, wanted: &[&str], words: &Words) -> bool {
    let mut text = format!("{} {}", rule.key, words.rule_title(&rule.key));
    for part in words
        .rule_about(&rule.key)
        .into_iter()
        .chain(
            words
                .rule_value(&rule.key, &rule.value)
                .into_iter()
                .map(|line| line.text),
        )
        .chain(rule.source.iter().map(ToString::to_string))
    {
        text.push(' ');
        text.push_str(&part);
    }
    let text = text.to_lowercase();
    wanted.iter().all(|word| text.contains(word))
}
