//! Every reason and every problem has words in every language, and the words use what the code hands them.

use std::collections::BTreeSet;

use policy::{ProblemKind, Reason};

const ENGLISH: &str = include_str!("../../i18n/en-GB/reason.ftl");
const WELSH: &str = include_str!("../../i18n/cy/reason.ftl");

/// Entry and variables of each message.
fn entries(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| !key.starts_with(' ')) {
            found.push((key.to_owned(), BTreeSet::new()));
        }
        for piece in line.split('$').skip(1) {
            let name = piece
                .split(|character: char| !character.is_ascii_alphanumeric())
                .next()
                .unwrap_or_default();
            found.last_mut().unwrap().1.insert(name.to_owned());
        }
    }
    found
}

#[test]
fn every_code_has_words_in_both_languages() {
    let wanted = Reason::CODES
        .iter()
        .map(|code| format!("reason-{code}"))
        .chain(ProblemKind::CODES.iter().map(|code| format!("fault-{code}")));
    for key in wanted {
        for (language, text) in [("en-GB", ENGLISH), ("cy", WELSH)] {
            assert_eq!(
                entries(text).iter().filter(|(found, _)| *found == key).count(),
                1,
                "{key} in {language}"
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_entries_and_name_the_same_things() {
    assert_eq!(entries(ENGLISH), entries(WELSH));
}

#[test]
fn words_ask_for_nothing_that_a_reason_does_not_hand_over() {
    let reasons = [
        Reason::ServerNotApproved { server: "s".into() },
        Reason::NotAnAddress { typed: "t".into() },
        Reason::EmailDomainUnknown { domain: "d".into() },
        Reason::AccountElsewhere { server: "s".into() },
        Reason::Redirected { host: "h".into() },
        Reason::SignInMethod { method: "m".into() },
        Reason::InvitedFromOutside { server: "s".into() },
        Reason::PeopleFromOutside {
            servers: vec!["s".into()],
        },
        Reason::RoomFromOutside { server: "s".into() },
        Reason::PersonFromOutside { server: "s".into() },
        Reason::NotEncrypted,
        Reason::RedactionForbidden,
        Reason::RedactionTooEarly { days: 30 },
        Reason::EditTooLate { minutes: 1 },
        Reason::LeaveOnHold { reference: "r".into() },
        Reason::MembersUnknown,
        Reason::PolicyExpired { day: "d".into() },
        Reason::LinkElsewhere { host: "h".into() },
        Reason::CopyingForbidden,
        Reason::SavingForbidden,
        Reason::FileTooLarge { megabytes: 1 },
        Reason::FileKind { kind: "k".into() },
        Reason::KeyExportForbidden,
        Reason::KeyImportForbidden,
        Reason::KeyPassphraseShort { characters: 20 },
        Reason::IdentityResetForbidden,
        Reason::HistoryNotShared,
        Reason::AccountsFull { most: 3 },
        Reason::BetweenAccounts,
    ];
    assert_eq!(reasons.iter().map(Reason::code).collect::<Vec<_>>(), Reason::CODES);
    let entries = entries(ENGLISH);
    for reason in reasons {
        let (_, asked) = entries
            .iter()
            .find(|(key, _)| *key == format!("reason-{}", reason.code()))
            .unwrap();
        let handed: BTreeSet<String> = reason
            .arguments()
            .into_iter()
            .map(|(name, _)| name.to_owned())
            .collect();
        assert!(asked.is_subset(&handed), "{}: {asked:?}", reason.code());
    }
}

#[test]
fn every_welsh_message_waits_for_its_reader() {
    let lines: Vec<&str> = WELSH.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        if line.contains(" =") && !line.starts_with([' ', '#']) {
            assert_eq!(lines[index - 1], "# review: cy", "{line}");
        }
    }
}

#[test]
fn words_are_plain() {
    for text in [ENGLISH, WELSH] {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            assert!(
                !line.contains('!') && !line.to_lowercase().contains("please") && !line.contains("error"),
                "{line}"
            );
        }
    }
}
