//! The rules as the policy in force has them.

use std::sync::Arc;

use policy::{Level, Notifications, Policy, Scope, Status, Validity as Standing};

use super::{AccountRules, Rule, RuleLevel, RuleScope, RuleStatus, Rules, Setting, Theme, Validity, WindowRules};
use crate::Capability;

impl Rules {
    /// What this policy decided, on its day.
    pub fn of(policy: &Policy) -> Self {
        Self {
            entries: policy.settings().into_iter().map(Rule::from).collect(),
            window: WindowRules::of(policy),
            validity: match policy.validity() {
                Standing::Current => Validity::Current,
                Standing::Grace { days_left } => Validity::Grace { days_left },
                Standing::ReadOnly => Validity::ReadOnly {
                    since: policy.document().valid_until.clone().unwrap_or_default().into(),
                },
            },
        }
    }
}

impl WindowRules {
    fn of(policy: &Policy) -> Self {
        let interface = policy.interface();
        let theme = match interface.theme {
            policy::Theme::System => Theme::System,
            policy::Theme::Light => Theme::Light,
            policy::Theme::Dark => Theme::Dark,
            policy::Theme::Contrast => Theme::Contrast,
        };
        Self {
            theme: setting(policy, "interface.theme", theme),
            languages: setting(policy, "interface.languages", Arc::from(interface.languages.as_slice())),
            font_scale: setting(policy, "interface.font_scale", interface.font_scale),
            password: capability(policy.judge_method(policy::SignInMethod::Password)),
            browser: capability(policy.judge_method(policy::SignInMethod::Sso)),
            copy: capability(policy.judge_copying()),
            save_files: capability(policy.judge_saving()),
            // As much as a second of speech, and as it is named.
            speak: capability(policy.judge_file(4096, &["audio/ogg"])),
            records_officers: policy.records().officers.clone().into(),
            record_keys: policy.records().recipients.clone().into(),
            announce: policy.device().notifications != Notifications::None,
            tray: setting(policy, "device.tray", policy.device().tray),
            autostart: setting(policy, "device.autostart", policy.device().autostart),
            require_recovery: policy.encryption().require_recovery,
            identity_reset: capability(policy.judge_identity_reset()),
            export_keys: capability(policy.judge_key_export()),
            import_keys: capability(policy.judge_key_import()),
            key_passphrase_length: policy.encryption().key_passphrase_length,
            lock_after_idle_minutes: policy.sign_in().lock_after_idle_minutes,
            accounts: AccountRules::of(policy),
        }
    }
}

impl From<policy::Setting> for Rule {
    fn from(setting: policy::Setting) -> Self {
        let source = setting.source.as_ref();
        let status = match setting.status {
            Status::InForce => RuleStatus::InForce,
            Status::NotUsed => RuleStatus::NotUsed,
            Status::NeedsRestart { value } => RuleStatus::NeedsRestart { then: value },
            Status::Overridden { by } => RuleStatus::Overridden {
                by: by.to_string().into(),
            },
            Status::Invalid { problem } => RuleStatus::Invalid {
                pointer: problem.pointer.clone(),
                code: problem.code(),
                arguments: problem.arguments(),
            },
            _ => RuleStatus::Unknown,
        };
        Self {
            level: match source.map(|source| source.level) {
                Some(Level::Managed) => RuleLevel::Managed,
                Some(Level::Recommended) => RuleLevel::Recommended,
                Some(Level::Own) => RuleLevel::Own,
                None => RuleLevel::Default,
            },
            scope: match source.map(|source| source.scope) {
                Some(Scope::User) => RuleScope::User,
                Some(Scope::Machine) | None => RuleScope::Machine,
            },
            source: source
                .filter(|source| source.level != Level::Own)
                .map(|source| source.place.to_string().into()),
            key: setting.key.into(),
            value: setting.value,
            status,
        }
    }
}

/// How far a key leaves its value to the person.
fn setting<T>(policy: &Policy, key: &str, value: T) -> Setting<T> {
    match policy.provenance().get(key).map(|from| from.level) {
        Some(Level::Managed) => Setting::Locked(value),
        Some(Level::Recommended) => Setting::Recommended(value),
        Some(Level::Own) | None => Setting::Free,
    }
}

fn capability(judged: Result<(), policy::Reason>) -> Capability {
    judged.map_or_else(Capability::Refused, |()| Capability::Allowed)
}
