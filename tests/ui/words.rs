//! Every code has words, in every language, and the languages say the same things.

use model::{Failure, Fault, Obstacle, Undecryptable, Why};
use policy::{Key, ProblemKind, Reason, Shape};
use ui::{Language, Words};

use crate::fixtures;

#[path = "../../src/ui/words/parity.rs"]
mod parity;

fn reasons() -> Vec<Reason> {
    let text = || "outside.example".to_owned();
    vec![
        Reason::ServerNotApproved { server: text() },
        Reason::NotAnAddress { typed: text() },
        Reason::EmailDomainUnknown { domain: text() },
        Reason::AccountElsewhere { server: text() },
        Reason::Redirected { host: text() },
        Reason::SignInMethod { method: "sso".into() },
        Reason::InvitedFromOutside { server: text() },
        Reason::PeopleFromOutside { servers: vec![text()] },
        Reason::RoomFromOutside { server: text() },
        Reason::PersonFromOutside { server: text() },
        Reason::NotEncrypted,
        Reason::RedactionForbidden,
        Reason::RedactionTooEarly { days: 30 },
        Reason::EditTooLate { minutes: 15 },
        Reason::LeaveOnHold {
            reference: "CASE-7".into(),
        },
        Reason::MembersUnknown,
        Reason::PolicyExpired {
            day: "2027-03-31".into(),
        },
        Reason::LinkElsewhere { host: text() },
        Reason::CopyingForbidden,
        Reason::SavingForbidden,
        Reason::FileTooLarge { megabytes: 20 },
        Reason::FileKind { kind: text() },
        Reason::KeyExportForbidden,
        Reason::KeyImportForbidden,
        Reason::KeyPassphraseShort { characters: 20 },
        Reason::IdentityResetForbidden,
        Reason::HistoryNotShared,
    ]
}

#[test]
fn every_reason_has_words_with_its_values() {
    for language in Language::ALL {
        let words = Words::new(language);
        for reason in reasons() {
            let key = format!("reason-{}", reason.code());
            let said = words
                .code(&key, &reason.arguments())
                .unwrap_or_else(|| panic!("{key} in {}", language.tag()));
            for (name, value) in reason.arguments() {
                assert!(
                    name == "method" || said.contains(&value),
                    "{key} in {} doesn't say its {name}: {said}",
                    language.tag()
                );
            }
        }
    }
}

#[test]
fn every_failure_and_obstacle_has_words() {
    let obstacles = [
        Obstacle::KeyringLocked,
        Obstacle::KeyringAbsent,
        Obstacle::KeyLost,
        Obstacle::StoreDamaged,
        Obstacle::Disk,
        Obstacle::Unpinned,
    ];
    for language in Language::ALL {
        let words = Words::new(language);
        for failure in Failure::ALL {
            assert!(
                words.code(&format!("failure-{}", failure.code()), &[]).is_some(),
                "{failure:?} in {}",
                language.tag()
            );
        }
        for obstacle in obstacles {
            for key in [
                format!("obstacle-{}", obstacle.code()),
                format!("obstacle-{}-text", obstacle.code()),
            ] {
                assert!(words.code(&key, &[]).is_some(), "{key} in {}", language.tag());
            }
        }
    }
}

#[test]
fn every_problem_of_a_policy_file_has_words() {
    for language in Language::ALL {
        let words = Words::new(language);
        for code in ProblemKind::CODES {
            assert!(
                words.code(&format!("fault-{code}"), &[]).is_some(),
                "fault-{code} in {}",
                language.tag()
            );
        }
        let unknown = Fault {
            place: "a.json".into(),
            code: "no-such-code",
            arguments: Vec::new(),
        };
        assert!(
            !words.fault(&unknown).is_empty(),
            "a fault that is newer than its words still says something"
        );
    }
}

/// Every key that stands on a line of its own: all keys, and what an approved server is made of.
fn keys() -> Vec<&'static Key> {
    let departments = Key::find("homeservers").map_or(&[][..], Key::parts);
    policy::keys().iter().chain(departments).collect()
}

/// The values that have names, each by the key or the part of a key that has them.
fn named(name: &str, shape: &Shape, found: &mut Vec<(String, String)>) {
    match shape {
        Shape::OneOf(values) => {
            for value in values {
                match &value.holds {
                    Some(held) => named(&format!("{name}.{}", value.value), held, found),
                    None => found.push((name.to_owned(), value.value.clone())),
                }
            }
        }
        Shape::List(inner) | Shape::Map(inner) => named(name, inner, found),
        Shape::Object(parts) => parts.iter().for_each(|part| named(&part.name, &part.shape, found)),
        _ => {}
    }
}

#[test]
fn every_rule_has_words() {
    for language in Language::ALL {
        let words = Words::new(language);
        let tag = language.tag();
        for key in keys() {
            let name = key.name.as_str();
            let title = words.rule_title(name);
            assert!(title != name && !title.is_empty(), "{name} has no title in {tag}");
            let about = words.rule_about(name);
            let about = about.unwrap_or_else(|| panic!("{name} says nothing in {tag}"));
            let one = about.ends_with('.') && !about.contains(". ");
            assert!(one, "one sentence in {tag}: {about}");
            let group = name.split_once('.').map_or("policy", |(group, _)| group);
            assert_ne!(words.rule_group(group), group, "{group} has no heading in {tag}");
        }
    }
}

#[test]
fn every_value_with_a_name_has_words() {
    let mut values = Vec::new();
    for key in policy::keys() {
        named(&key.name, &key.shape, &mut values);
    }
    assert!(values.len() > 30, "the keys were read: {values:?}");
    for language in Language::ALL {
        let words = Words::new(language);
        let missing: Vec<_> = values
            .iter()
            .filter(|(key, value)| words.rule_value(key, &serde_json::json!(value))[0].text == *value)
            .collect();
        assert!(missing.is_empty(), "in {}: {missing:?}", language.tag());
    }
}

/// `fl!` is checked while it compiles; what is looked up by name at run time is not.
#[test]
fn no_rule_falls_back_to_english() {
    let (english, welsh) = (Words::new(Language::English), Words::new(Language::Welsh));
    for key in keys() {
        let name = key.name.as_str();
        // "Logo" is the same in both.
        if name != "organisation.logo" {
            assert_ne!(english.rule_title(name), welsh.rule_title(name), "{name}");
        }
        assert_ne!(english.rule_about(name), welsh.rule_about(name), "{name}");
    }
}

#[test]
fn each_cause_of_an_unreadable_message_has_a_sentence_of_its_own() {
    let causes = Undecryptable::ALL;
    for language in Language::ALL {
        let words = Words::new(language);
        let said: std::collections::BTreeSet<String> = causes
            .iter()
            .map(|cause| ui::screen::desk::conversation::undecryptable(*cause, &words))
            .collect();
        assert_eq!(said.len(), causes.len(), "{said:?}");
    }
}

#[test]
fn every_emoji_has_a_name_of_its_own() {
    for language in Language::ALL {
        let words = Words::new(language);
        let emoji: Vec<(&str, String)> = (0..64).map(|number| words.emoji(number)).collect();
        let symbols: std::collections::BTreeSet<&str> = emoji.iter().map(|(symbol, _)| *symbol).collect();
        let names: std::collections::BTreeSet<&str> = emoji.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((symbols.len(), names.len()), (64, 64), "in {}", language.tag());
        assert!(names.iter().all(|name| !name.contains("sas-")), "{names:?}");
    }
    let words = Words::new(Language::English);
    assert_eq!(words.emoji(0), ("🐶", "Dog".to_owned()));
    assert_eq!(words.emoji(63), ("📌", "Pin".to_owned()));
}

#[test]
fn every_end_of_a_comparison_has_advice_of_its_own() {
    for language in Language::ALL {
        let words = Words::new(language);
        for own in [false, true] {
            let said = |end| words.confirm_end(end, own);
            let advice: std::collections::BTreeSet<String> = fixtures::ENDS.into_iter().map(said).collect();
            assert_eq!(advice.len(), fixtures::ENDS.len(), "{advice:?}");
        }
    }
}

#[test]
fn a_refusal_says_whom_to_ask() {
    let organisation = fixtures::organisation();
    let words = Words::new(Language::English);
    let refusal = words.refusal("No.".into(), &Why::Policy(fixtures::outside_reason()), &organisation);
    assert!(refusal.rest().contains("outside.example"), "{refusal:?}");
    assert!(refusal.rest().contains("020 7946 0000"), "{refusal:?}");
    assert!(!refusal.retry);
}

#[test]
fn words_keep_the_house_rules() {
    for (language, files) in [
        (
            "en-GB",
            [
                include_str!("../../i18n/en-GB/ui.ftl"),
                include_str!("../../i18n/en-GB/reason.ftl"),
                include_str!("../../i18n/en-GB/policy.ftl"),
                include_str!("../../i18n/en-GB/emoji.ftl"),
            ],
        ),
        (
            "cy",
            [
                include_str!("../../i18n/cy/ui.ftl"),
                include_str!("../../i18n/cy/reason.ftl"),
                include_str!("../../i18n/cy/policy.ftl"),
                include_str!("../../i18n/cy/emoji.ftl"),
            ],
        ),
    ] {
        for line in files
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| !line.starts_with('#'))
        {
            let said = line.split_once(" = ").map_or(line, |(_, said)| said).to_lowercase();
            for never in [
                "please",
                "error occurred",
                "cross-signing",
                "master key",
                "room key",
                "mismatch",
                "tofu",
            ] {
                assert!(!said.contains(never), "{language}: {line}");
            }
            assert!(!said.contains('!'), "{language}: {line}");
        }
    }
}

#[test]
fn every_welsh_message_is_marked_for_review() {
    for file in [
        include_str!("../../i18n/cy/ui.ftl"),
        include_str!("../../i18n/cy/reason.ftl"),
        include_str!("../../i18n/cy/policy.ftl"),
        include_str!("../../i18n/cy/emoji.ftl"),
    ] {
        let lines: Vec<&str> = file.lines().collect();
        for pair in lines.windows(2) {
            let is_message = pair[1].starts_with(|letter: char| letter.is_ascii_lowercase()) && pair[1].contains(" =");
            assert!(!is_message || pair[0] == "# review: cy", "{}", pair[1]);
        }
    }
}

#[test]
fn the_build_notices_a_language_that_says_something_else() {
    let reference = "a = A\nb = { $name } is here\n";
    assert_eq!(
        parity::differences(reference, "a = Â\nb = Mae { $name } yma\n").unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(
        parity::differences(reference, "a = Â\n").unwrap().len(),
        1,
        "a missing message"
    );
    assert_eq!(
        parity::differences(reference, "a = Â\nb = Mae { $name } yma\nc = C\n")
            .unwrap()
            .len(),
        1,
        "one too many"
    );
    assert_eq!(
        parity::differences(reference, "a = Â\nb = Mae { $enw } yma\n")
            .unwrap()
            .len(),
        1,
        "another variable"
    );
    let about = "a = A\n    .about = About it\n";
    assert_eq!(
        parity::differences(about, "a = Â\n").unwrap().len(),
        1,
        "a missing attribute"
    );
    assert!(
        parity::differences(reference, "a = Â\nb = { $name").is_err(),
        "not Fluent at all"
    );
    assert!(
        parity::differences(reference, "a = Â\na = Â\nb = { $name }\n").is_err(),
        "the same twice"
    );
}

#[test]
fn times_are_said_as_people_say_them() {
    let at = |year: i16, month: i8, day: i8, hour: i8| {
        let moment = jiff::civil::date(year, month, day)
            .at(hour, 2, 0, 0)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap();
        moment.timestamp().as_millisecond()
    };
    let words = Words::new(Language::English).at(at(2026, 11, 2, 15));
    assert_eq!(words.time(at(2026, 11, 2, 9)), "09:02");
    assert_eq!(words.day(at(2026, 11, 2, 9)), "Today");
    assert_eq!(words.day(at(2026, 11, 1, 23)), "Yesterday");
    assert_eq!(words.day(at(2026, 3, 3, 9)), "Tuesday 3 March");
    assert_eq!(words.day(at(2025, 12, 31, 9)), "Wednesday 31 December 2025");
    assert_eq!(words.short(at(2026, 10, 29, 9)), "Thursday");
    assert_eq!(words.short(at(2026, 3, 3, 9)), "3 March");
    let words = words.in_language(Language::Welsh);
    assert_eq!(words.day(at(2026, 3, 3, 9)), "Dydd Mawrth 3 Mawrth");
    assert!(!words.day(i64::MAX).is_empty(), "a server may claim any time");
}

#[test]
fn the_environment_names_the_language() {
    let of = |locale: &str| Language::of_locales([locale]);
    assert_eq!(of("cy_GB.UTF-8"), Some(Language::Welsh));
    assert_eq!(of("en_US"), Some(Language::English));
    assert_eq!(of("fr_FR.UTF-8"), None);
    assert_eq!(
        Language::of_locales(["", "cy"]),
        Some(Language::Welsh),
        "the first that is set counts"
    );
    assert_eq!(Language::of_locales(["de_DE", "cy"]), None);
}
