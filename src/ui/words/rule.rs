//! Rules of the organisation in words: titles, values and where they come from.

use model::{Rule, RuleLevel, RuleScope, RuleStatus};
use serde_json::{Map, Value};

use super::{Words, fl};

/// A line of a value; parts of a part stand further in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueLine {
    /// How far in, 0 outermost.
    pub depth: u16,
    /// The words.
    pub text: String,
}

impl Words {
    /// A rule's title; its name in the file where this version has no words for it.
    pub fn rule_title(&self, key: &str) -> String {
        let id = format!("key-{}", slug(key));
        if self.policy.has(&id) {
            self.policy.get(&id)
        } else {
            key.to_owned()
        }
    }

    /// What a rule decides, in a sentence.
    pub fn rule_about(&self, key: &str) -> Option<String> {
        let id = format!("key-{}", slug(key));
        self.policy
            .has_attr(&id, "about")
            .then(|| self.policy.get_attr(&id, "about"))
    }

    /// The heading of a group.
    pub fn rule_group(&self, group: &str) -> String {
        let id = format!("group-{}", slug(group));
        if self.policy.has(&id) {
            self.policy.get(&id)
        } else {
            group.to_owned()
        }
    }

    /// A rule's value in words, a line for each part of it.
    pub fn rule_value(&self, key: &str, value: &Value) -> Vec<ValueLine> {
        let mut lines = Vec::new();
        self.lines(key, value, 0, &mut lines);
        lines
    }

    /// Who set a rule, and for whom.
    pub fn rule_level(&self, rule: &Rule) -> String {
        match (rule.level, rule.scope) {
            (RuleLevel::Managed, RuleScope::Machine) => fl!(self, "rule-managed-machine"),
            (RuleLevel::Managed, RuleScope::User) => fl!(self, "rule-managed-user"),
            (RuleLevel::Recommended, _) => fl!(self, "rule-recommended"),
            (RuleLevel::Own, _) => fl!(self, "rule-own"),
            (RuleLevel::Default, _) => fl!(self, "rule-default"),
        }
    }

    /// Whether a rule counts, in a word or two.
    pub fn rule_status(&self, status: &RuleStatus) -> String {
        match status {
            RuleStatus::InForce => fl!(self, "rule-in-force"),
            RuleStatus::Overridden { .. } => fl!(self, "rule-overridden"),
            RuleStatus::Invalid { .. } => fl!(self, "rule-invalid"),
            RuleStatus::Unknown => fl!(self, "rule-unknown"),
            RuleStatus::NotUsed => fl!(self, "rule-not-used"),
            RuleStatus::NeedsRestart { .. } => fl!(self, "rule-needs-restart"),
        }
    }

    /// Why a rule doesn't count; none where it does.
    pub fn rule_why(&self, key: &str, status: &RuleStatus) -> Option<String> {
        match status {
            RuleStatus::InForce => None,
            RuleStatus::Overridden { by } => Some(fl!(self, "rule-overridden-by", place = &**by)),
            RuleStatus::Invalid {
                pointer,
                code,
                arguments,
            } => {
                let what = self
                    .code(&format!("fault-{code}"), arguments)
                    .unwrap_or_else(|| fl!(self, "fault-unknown"));
                Some(fl!(self, "rule-invalid-at", what = what, pointer = pointer.as_str()))
            }
            RuleStatus::Unknown => self.code("fault-unknown-key", &[("key", key.to_owned())]),
            RuleStatus::NotUsed => self.code("fault-not-used", &[("key", key.to_owned())]),
            RuleStatus::NeedsRestart { then } => {
                let lines = self.rule_value(key, then).into_iter().map(|line| line.text);
                let value = lines.collect::<Vec<_>>().join(", ");
                Some(fl!(self, "rule-needs-restart-text", value = value))
            }
        }
    }

    fn lines(&self, key: &str, value: &Value, depth: u16, lines: &mut Vec<ValueLine>) {
        match value {
            Value::Array(items) if items.is_empty() => lines.push(line(depth, fl!(self, "rule-value-none"))),
            Value::Array(items) => items.iter().for_each(|item| match item {
                Value::Object(parts) => self.item(key, parts, depth, lines),
                item => lines.push(line(depth, fl!(self, "rule-value-item", item = self.plain(key, item)))),
            }),
            Value::Object(parts) if parts.is_empty() => lines.push(line(depth, fl!(self, "rule-value-none"))),
            Value::Object(parts) => self.parts(key, parts.iter(), depth, lines),
            value => lines.push(line(depth, self.plain(key, value))),
        }
    }

    /// An element of a list: what names it first, the rest beneath.
    fn item(&self, key: &str, parts: &Map<String, Value>, depth: u16, lines: &mut Vec<ValueLine>) {
        const NAMES: [&str; 4] = ["display_name", "reference", "text", "server_name"];
        let naming = NAMES.into_iter().find_map(|part| Some((part, parts.get(part)?)));
        let rest = parts
            .iter()
            .filter(|(part, _)| naming.is_none_or(|(own, _)| own != part.as_str()));
        match naming {
            Some((_, name)) => {
                let item = self.plain(key, name);
                lines.push(line(depth, fl!(self, "rule-value-item", item = item)));
                self.parts(key, rest, depth + 1, lines);
            }
            None => self.parts(key, rest, depth, lines),
        }
    }

    fn parts<'a>(
        &self,
        key: &str,
        parts: impl Iterator<Item = (&'a String, &'a Value)>,
        depth: u16,
        lines: &mut Vec<ValueLine>,
    ) {
        for (part, value) in parts {
            let name = self.field(part);
            let below = format!("{key}.{part}");
            match value {
                Value::Object(_) => {
                    lines.push(line(depth, fl!(self, "rule-value-part", name = name, value = "")));
                    self.lines(&below, value, depth + 1, lines);
                }
                Value::Array(items) => {
                    let items: Vec<String> = items.iter().map(|item| self.plain(&below, item)).collect();
                    let value = if items.is_empty() {
                        fl!(self, "rule-value-none")
                    } else {
                        items.join(", ")
                    };
                    lines.push(line(depth, fl!(self, "rule-value-part", name = name, value = value)));
                }
                value => {
                    let value = self.plain(&below, value);
                    lines.push(line(depth, fl!(self, "rule-value-part", name = name, value = value)));
                }
            }
        }
    }

    fn field(&self, part: &str) -> String {
        let id = format!("field-{}", slug(part));
        if self.policy.has(&id) {
            self.policy.get(&id)
        } else {
            part.to_owned()
        }
    }

    /// A value that has no parts.
    fn plain(&self, key: &str, value: &Value) -> String {
        let said = |value: &str| {
            let id = format!("value-{}-{}", slug(key), slug(value));
            // `watch.rules` and the like have free names: what they say is a value of the whole.
            let above = key
                .rsplit_once('.')
                .map(|(above, _)| format!("value-{}-{}", slug(above), slug(value)));
            [Some(id), above]
                .into_iter()
                .flatten()
                .find(|id| self.policy.has(id))
                .map(|id| self.policy.get(&id))
        };
        match value {
            Value::Null => fl!(self, "rule-value-unset"),
            Value::Bool(true) => fl!(self, "yes"),
            Value::Bool(false) => fl!(self, "no"),
            Value::Number(number) => match number.as_u64() {
                Some(count) if key.ends_with("_days") => fl!(self, "duration-days", count = count),
                Some(count) if key.ends_with("_minutes") => fl!(self, "duration-minutes", count = count),
                Some(count) if key.ends_with("_mb") => fl!(self, "size-megabytes", count = count),
                Some(count) if key.ends_with("_scale") => fl!(self, "percent", number = count),
                _ => number.to_string(),
            },
            Value::String(text) if text.is_empty() => fl!(self, "rule-value-none"),
            Value::String(text) if key.ends_with("until") => self.date(text),
            Value::String(text) => said(text).unwrap_or_else(|| text.clone()),
            Value::Array(_) | Value::Object(_) => value.to_string(),
        }
    }
}

fn line(depth: u16, text: String) -> ValueLine {
    ValueLine { depth, text }
}

/// A name as Fluent wants it: letters, digits and dashes.
fn slug(name: &str) -> String {
    name.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect()
}
