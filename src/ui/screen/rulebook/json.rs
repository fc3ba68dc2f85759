//! The page as JSON, for the helpdesk. Not for people on screen: it is in no language.

use model::{Organisation, Rule, RuleLevel, RuleScope, RuleStatus, Rules, Validity};
use serde_json::{Value, json};

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

/// The names are those of `despatch policy show --json`.
fn rule(rule: &Rule) -> Value {
    let level = match rule.level {
        RuleLevel::Managed => "managed",
        RuleLevel::Recommended => "recommended",
        RuleLevel::Own => "own",
        RuleLevel::Default => "default",
    };
    let scope = match rule.scope {
        RuleScope::Machine => "machine",
        RuleScope::User => "user",
    };
    let mut line = json!({
        "key": &*rule.key,
        "value": &rule.value,
        "level": level,
        "scope": rule.source.as_ref().map(|_| scope),
        "source": rule.source.as_deref(),
    });
    line["status"] = match &rule.status {
        RuleStatus::InForce => "in-force",
        RuleStatus::Overridden { by } => {
            line["by"] = json!(&**by);
            "overridden"
        }
        RuleStatus::Invalid {
            pointer,
            code,
            arguments,
        } => {
            line["pointer"] = json!(pointer);
            line["problem"] = json!(code);
            let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
            line["arguments"] = Value::Object(arguments.collect());
            "invalid"
        }
        RuleStatus::Unknown => "unknown",
        RuleStatus::NotUsed => "not-used",
        RuleStatus::NeedsRestart { then } => {
            line["after_restart"] = then.clone();
            "needs-restart"
        }
    }
    .into();
    line
}
