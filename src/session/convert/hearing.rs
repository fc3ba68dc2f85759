//! Push rules, as the few questions a person is asked of them.
//!
//! The rules are more than these questions: what another program made of them beyond stays as it is.

use std::sync::Arc;

use matrix_sdk::ruma::push::{
    Action, HighlightTweakValue, NewPatternedPushRule, NewPushRule, PredefinedOverrideRuleId, RuleKind, Ruleset,
    SoundTweakValue, Tweak,
};
use model::{Attention, Hearing, HearingChange};

/// Rules for where there are two people: in encrypted rooms, in others, and of polls, where the server knows those (MSC3930).
const DIRECT: [&str; 3] = [
    ".m.rule.encrypted_room_one_to_one",
    ".m.rule.room_one_to_one",
    ".org.matrix.msc3930.rule.poll_start_one_to_one",
];
/// The same for where there are more.
const GROUPS: [&str; 3] = [
    ".m.rule.encrypted",
    ".m.rule.message",
    ".org.matrix.msc3930.rule.poll_start",
];
/// Rules for what names the person; the latter are of servers and programs from before `m.mentions`.
const MENTIONS: [(RuleKind, &str); 3] = [
    (RuleKind::Override, ".m.rule.is_user_mention"),
    (RuleKind::Override, ".m.rule.contains_display_name"),
    (RuleKind::Content, ".m.rule.contains_user_name"),
];
/// The same for what names everybody.
const EVERYBODY: [(RuleKind, &str); 2] = [
    (RuleKind::Override, ".m.rule.is_room_mention"),
    (RuleKind::Override, ".m.rule.roomnotif"),
];
/// The longest word that is looked for, in characters.
const LONGEST: usize = 100;

/// One request to the server.
#[derive(Clone, Debug)]
pub enum Step {
    /// What a rule does.
    Actions(RuleKind, String, Vec<Action>),
    /// Whether a rule counts.
    Enabled(RuleKind, String, bool),
    /// Another rule.
    Insert(NewPushRule),
    /// One rule less.
    Delete(RuleKind, String),
}

/// What the rules say.
pub fn hearing(rules: &Ruleset) -> Hearing {
    let counts = |kind: &RuleKind, id: &str| rules.get(kind.clone(), id).is_some_and(|rule| rule.enabled());
    let of = |ids: &[&str]| {
        let notifies = |id: &&str| {
            rules
                .get(RuleKind::Underride, id)
                .is_some_and(|rule| rule.enabled() && rule.triggers_notification())
        };
        // What people do here is encrypted; the first rule is of that.
        match ids.first().is_some_and(notifies) {
            true => Attention::All,
            false => Attention::Mentions,
        }
    };
    // The first that the server has is the one that counts: those after it are for programs that don't know it.
    let first = |ids: &[(RuleKind, &str)]| {
        let known = ids.iter().find(|(kind, id)| rules.get(kind.clone(), id).is_some());
        known.is_some_and(|(kind, id)| counts(kind, id))
    };
    let sounds = |(kind, id): &(RuleKind, &str)| {
        rules
            .get(kind.clone(), id)
            .is_some_and(|rule| rule.enabled() && rule.triggers_sound().is_some())
    };
    let keywords = rules.content.iter().filter(|rule| !rule.default && rule.enabled);
    Hearing {
        nothing: counts(&RuleKind::Override, PredefinedOverrideRuleId::Master.as_str()),
        direct: of(&DIRECT),
        groups: of(&GROUPS),
        mentions: first(&MENTIONS),
        everybody: first(&EVERYBODY),
        sound: sounding().iter().any(sounds),
        keywords: keywords.map(|rule| Arc::from(rule.pattern.as_str())).collect(),
    }
}

/// What to ask of the server, so that the rules say something else. None where it makes no sense.
pub fn steps(rules: &Ruleset, change: &HearingChange) -> Option<Vec<Step>> {
    let known = |kind: &RuleKind, id: &str| rules.get(kind.clone(), id).is_some();
    let sound = hearing(rules).sound;
    let underride = |ids: &[&str], attention: Attention| {
        let ids = ids.iter().filter(|id| known(&RuleKind::Underride, id));
        let steps = ids.flat_map(|id| {
            let actions = match attention {
                Attention::All => notify(sound, false),
                Attention::Mentions | Attention::Nothing => Vec::new(),
            };
            // One that another program switched off would do nothing.
            [
                Step::Actions(RuleKind::Underride, (*id).to_owned(), actions),
                Step::Enabled(RuleKind::Underride, (*id).to_owned(), true),
            ]
        });
        steps.collect()
    };
    let enable = |ids: &[(RuleKind, &str)], on: bool| {
        let ids = ids.iter().filter(|(kind, id)| known(kind, id));
        ids.map(|(kind, id)| Step::Enabled(kind.clone(), (*id).to_owned(), on))
            .collect()
    };
    Some(match change {
        HearingChange::Nothing(on) => {
            let master = PredefinedOverrideRuleId::Master.to_string();
            vec![Step::Enabled(RuleKind::Override, master, *on)]
        }
        HearingChange::Direct(attention) => underride(&DIRECT, *attention),
        HearingChange::Groups(attention) => underride(&GROUPS, *attention),
        HearingChange::Mentions(on) => enable(&MENTIONS, *on),
        HearingChange::Everybody(on) => enable(&EVERYBODY, *on),
        HearingChange::Sound(on) => sounded(rules, *on),
        HearingChange::Keyword(word) => {
            let word = word.trim();
            if word.is_empty() || word.chars().count() > LONGEST || word.chars().any(char::is_control) {
                return None;
            }
            let same = rules
                .content
                .iter()
                .filter(|rule| !rule.default && rule.pattern == word);
            match same.clone().next() {
                Some(_) => same
                    .map(|rule| Step::Enabled(RuleKind::Content, rule.rule_id.clone(), true))
                    .collect(),
                None => {
                    let rule = NewPatternedPushRule::new(rule_id(word), word.to_owned(), notify(sound, true));
                    vec![Step::Insert(NewPushRule::Content(rule))]
                }
            }
        }
        HearingChange::NoKeyword(word) => {
            let of_word = rules
                .content
                .iter()
                .filter(|rule| !rule.default && *rule.pattern == **word);
            of_word
                .map(|rule| Step::Delete(RuleKind::Content, rule.rule_id.clone()))
                .collect()
        }
    })
}

/// Each rule that notifies, with a sound or without.
fn sounded(rules: &Ruleset, on: bool) -> Vec<Step> {
    let keywords = rules.content.iter().filter(|rule| !rule.default);
    let keywords = keywords.map(|rule| (RuleKind::Content, rule.rule_id.as_str()));
    let mut steps = Vec::new();
    for (kind, id) in sounding().into_iter().chain(keywords) {
        let Some(rule) = rules.get(kind.clone(), id) else {
            continue;
        };
        if !rule.triggers_notification() || rule.triggers_sound().is_some() == on {
            continue;
        }
        let mut actions: Vec<Action> = rule
            .actions()
            .iter()
            .filter(|action| action.sound().is_none())
            .cloned()
            .collect();
        actions.extend(on.then(sound));
        steps.push(Step::Actions(kind, id.to_owned(), actions));
    }
    steps
}

/// Every rule that may have a sound.
fn sounding() -> Vec<(RuleKind, &'static str)> {
    let underride = DIRECT.into_iter().chain(GROUPS).map(|id| (RuleKind::Underride, id));
    underride.chain(MENTIONS).chain(EVERYBODY).collect()
}

fn notify(with_sound: bool, highlight: bool) -> Vec<Action> {
    let highlight = highlight.then_some(Action::SetTweak(Tweak::Highlight(HighlightTweakValue::Yes)));
    let sound = with_sound.then(sound);
    [Action::Notify].into_iter().chain(sound).chain(highlight).collect()
}

fn sound() -> Action {
    Action::SetTweak(Tweak::Sound(SoundTweakValue::Default))
}

/// What a rule for this word is called: itself, as other programs have it, where a server takes that for a name.
fn rule_id(word: &str) -> String {
    let plain = !word.starts_with('.') && !word.contains(['/', '\\', '?', '#', '%']);
    match plain {
        true => word.to_owned(),
        false => word
            .bytes()
            .fold("word-".to_owned(), |id, byte| format!("{id}{byte:02x}")),
    }
}
