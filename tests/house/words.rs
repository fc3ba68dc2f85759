//! What the program says before anybody is signed in has words in every language: a code without words is a blank screen.

use std::collections::BTreeMap;

use despatch_house::{files, tokens};
use platform::PolicyFaultKind;
use policy::ProblemKind;

use crate::assert_none;

/// The text of all files of each language.
fn languages() -> BTreeMap<String, String> {
    let mut languages = BTreeMap::<String, String>::new();
    for source in files("i18n", &[".ftl"]) {
        let language = source.path.split('/').nth(1).unwrap().to_owned();
        let text = languages.entry(language).or_default();
        text.push('\n');
        text.push_str(&source.text);
    }
    languages
}

/// Codes that main.rs and its modules make themselves: strings that begin so in their source.
fn codes_of_main() -> Vec<String> {
    let code = tokens(&files("src/opening.rs", &[".rs"])[0].text);
    let strings = code
        .iter()
        .map(|token| token.text.trim_matches('"'))
        .filter(|text| !text.contains(' '));
    strings
        .filter(|text| text.starts_with("home-") || text.starts_with("instance-"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_fault_has_words_in_every_language() {
    let mut codes: Vec<String> = PolicyFaultKind::ALL.iter().map(|kind| kind.code().to_owned()).collect();
    codes.extend(ProblemKind::CODES.iter().map(|code| (*code).to_owned()));
    let own = codes_of_main();
    assert!(own.len() >= 5, "{own:?}");
    codes.extend(own);

    let languages = languages();
    assert!(languages.len() >= 2, "{:?}", languages.keys());
    let mut offences = Vec::new();
    for (language, text) in &languages {
        for code in &codes {
            if !text.contains(&format!("\nfault-{code} =")) {
                offences.push(format!("{language} has no words for fault-{code}"));
            }
        }
    }
    assert_none(&offences);
}
