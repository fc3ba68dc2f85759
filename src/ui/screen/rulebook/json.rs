//! The page as JSON, for the helpdesk. Not for people on screen: it is in no language.

use model::{Organisation, Rule, RuleLevel, RuleScope, RuleStatus, Rules, Validity};
use serde_json::{Map, Value, json};

/// Everything that the page shows.
pub fn page(rules: &Rules, organisation: &Organisation) -> String {
    let validity = match &rules.validity {
        Validity::Current => json!({ "state": "current" }),
        Validity::Grace { days_left } => json!({ "state": "grace", "days_left": days_left }),
        Validity::ReadOnly { since } => json!({ "state": "read_only", "since": &**since }),
    };
    let whole = json!({
        "program": env!("CARGO_PKG_VERSION"),
        "organisation": &*organisation.name,
        "validity": validity,
        "rules": rules.entries.iter().map(rule).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n")
}

fn rule(rule: &Rule) -> Value {
    let level = match rule.level {
        RuleLevel::Managed => "managed",
        RuleLevel::Recommended => "recommended",
        RuleLevel::Own => "own",
        RuleLevel::Default => "default",
    };
    let mut whole = Map::new();
    let mut put = |name: &str, value: Value| whole.insert(name.to_owned(), value);
    put("key", json!(&*rule.key));
    put("value", rule.value.clone());
    put("level", json!(level));
    if let Some(source) = &rule.source {
        put("source", json!(&**source));
        let scope = match rule.scope {
            RuleScope::Machine => "machine",
            RuleScope::User => "user",
        };
        put("scope", json!(scope));
    }
    let status = match &rule.status {
        RuleStatus::InForce => "in_force",
        RuleStatus::Overridden { by } => {
            put("overridden_by", json!(&**by));
            "overridden"
        }
        RuleStatus::Invalid {
            pointer,
            code,
            arguments,
        } => {
            put("pointer", json!(pointer));
            put("problem", json!(code));
            let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
            put("arguments", Value::Object(arguments.collect()));
            "invalid"
        }
        RuleStatus::Unknown => "unknown",
        RuleStatus::NotUsed => "not_used",
        RuleStatus::NeedsRestart => "needs_restart",
    };
    put("status", json!(status));
    Value::Object(whole)
}
