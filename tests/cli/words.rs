//! Faults of where a file lies have words too, among those of policy.

use platform::PolicyFaultKind;

use crate::repository;

#[test]
fn every_fault_has_words_in_both_languages() {
    for language in ["en-GB", "cy"] {
        let words = std::fs::read_to_string(repository().join("i18n").join(language).join("reason.ftl")).unwrap();
        for kind in PolicyFaultKind::ALL {
            let key = format!("fault-{} = ", kind.code());
            assert_eq!(
                words.lines().filter(|line| line.starts_with(&key)).count(),
                1,
                "{key} in {language}"
            );
        }
    }
}
