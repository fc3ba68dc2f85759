//! What the targets share: policy made of what was read, the conversions of platform, and what holds of all that is shown.

use model::Block;
use policy::{Day, Input, Level, Policy, Problem, Source};
use serde_json::Value;

/// The one module of platform that is pure. All of platform would bring the system's buses, under a sanitiser.
#[path = "../src/platform"]
pub mod platform {
    pub mod documents;
}

use platform::documents::Documents;

/// The policy of these sources, on a day like any other.
pub fn judged(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    let input = Input {
        sources,
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    };
    let judged = Policy::resolve(&input);
    for problem in judged.as_ref().err().into_iter().flatten() {
        assert_eq!(problem.to_string().lines().count(), 1);
    }
    judged
}

/// What was converted is JSON, and policy judges it.
pub fn judge(documents: Documents) {
    let halves = [
        (Level::Managed, documents.managed),
        (Level::Recommended, documents.recommended),
    ];
    let said = halves.into_iter().filter_map(|(level, bytes)| Some((level, bytes?)));
    let sources: Vec<_> = said
        .map(|(level, bytes)| {
            serde_json::from_slice::<Value>(&bytes).expect("what was converted is JSON");
            Source::file("converted", level, bytes)
        })
        .collect();
    drop(judged(&sources));
}

/// Nothing that is shown controls a terminal or a line, and each line closes what it turns around.
pub fn calm(shown: &str) {
    assert!(!shown.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{shown:?}");
    for line in shown.lines() {
        let mut open = Vec::new();
        for c in line.chars() {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
                '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
                '\u{202c}' => assert_eq!(open.pop(), Some(c), "{line:?}"),
                '\u{2069}' => {
                    let at = open.iter().rposition(|closer| *closer == c);
                    open.truncate(at.unwrap_or_else(|| panic!("closes something outside: {line:?}")));
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "{line:?}");
    }
}

/// How deep quotations lie within each other.
pub fn depth(blocks: &[Block]) -> usize {
    let inner = blocks.iter().map(|block| match block {
        Block::Quote(inner) => depth(inner),
        _ => 0,
    });
    1 + inner.max().unwrap_or_default()
}
