//! What the papers of the house point at exists.

use std::path::Path;

use despatch_house::{Source, files, root};

use crate::assert_none;

/// Papers that must be there, for whoever opens the repository.
const EXPECTED: &[&str] = &[
    "ACCESSIBILITY.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "README.md",
    "SECURITY.md",
    "THREAT_MODEL.md",
];

/// Where a paper's links lead, those to elsewhere in the world left out.
fn links(paper: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for piece in paper.text.split("](").skip(1) {
        let target = piece.split([')', ' ']).next().unwrap_or_default();
        if !target.contains("://") && !target.starts_with("mailto:") {
            found.push(target.to_owned());
        }
    }
    found
}

/// The anchors of a paper's headings, as the usual hosts make them.
fn anchors(text: &str) -> Vec<String> {
    let headings = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim());
    headings
        .map(|heading| {
            let kept = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.collect::<String>().to_lowercase().replace(' ', "-")
        })
        .collect()
}

fn broken(paper: &Source, root: &Path) -> Vec<String> {
    let folder = root.join(&paper.path).parent().unwrap_or(root).to_owned();
    let mut offences = Vec::new();
    for link in links(paper) {
        let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
        let target = if path.is_empty() {
            root.join(&paper.path)
        } else {
            folder.join(path)
        };
        if !target.exists() {
            offences.push(format!("{}: {link} leads nowhere", paper.path));
        } else if !anchor.is_empty() {
            let text = if path.is_empty() {
                paper.text.clone()
            } else {
                std::fs::read_to_string(&target).unwrap_or_default()
            };
            if !anchors(&text).iter().any(|known| known == anchor) {
                offences.push(format!("{}: {link} has no such heading", paper.path));
            }
        }
    }
    offences
}

/// Names in backquotes that look like a path of ours: the papers speak of what is there.
fn paths(paper: &Source) -> Vec<String> {
    let code = paper.text.split('`').skip(1).step_by(2);
    let ours = [
        "src/",
        "tests/",
        "xtask/",
        "i18n/",
        "assets/",
        "packaging/",
        ".ci/",
        ".config/",
    ];
    let plain = |text: &&str| {
        ours.iter().any(|start| text.starts_with(start)) && !text.contains(['*', '<', '{', ' ', '\n', '$'])
    };
    code.filter(plain)
        .map(|text| text.split("::").next().unwrap_or(text).trim_end_matches('/').to_owned())
        .collect()
}

#[test]
fn the_papers_are_there() {
    let missing: Vec<_> = EXPECTED.iter().filter(|name| !root().join(name).is_file()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn links_lead_somewhere() {
    let root = root();
    let papers: Vec<_> = files(".", &[".md"]);
    assert_none(&papers.iter().flat_map(|paper| broken(paper, &root)).collect::<Vec<_>>());
}

#[test]
fn the_papers_name_files_that_exist() {
    let root = root();
    let mut offences = Vec::new();
    for paper in files(".", &[".md"]) {
        let gone = paths(&paper).into_iter().filter(|path| !root.join(path).exists());
        offences.extend(gone.map(|path| format!("{}: `{path}` is not there", paper.path)));
    }
    assert_none(&offences);
}

/// Two papers name a test for each promise: a test that is gone is a promise nobody checks.
#[test]
fn the_tests_the_papers_name_exist() {
    let sources = files("tests", &[".rs"]);
    let mut offences = Vec::new();
    for name in ["ACCESSIBILITY.md", "THREAT_MODEL.md", "docs/features.md"] {
        let paper = std::fs::read_to_string(root().join(name)).unwrap();
        let tests: Vec<_> = paper
            .split("test:`")
            .skip(1)
            .filter_map(|rest| rest.split('`').next())
            .collect();
        assert!(tests.len() > 15, "{name} names its tests");
        let gone = tests.into_iter().filter(|test| {
            !sources
                .iter()
                .any(|source| source.text.contains(&format!("fn {test}(")))
        });
        offences.extend(gone.map(|test| format!("{name}: there is no test {test}")));
    }
    assert_none(&offences);
}

/// What people expect is shown, and no picture lies about that nothing shows.
#[test]
fn each_habit_has_its_picture() {
    let docs = root().join("docs");
    let paper = std::fs::read_to_string(docs.join("features.md")).unwrap();
    let habits = paper.lines().filter(|line| line.starts_with("| ")).skip(1);
    let bare: Vec<_> = habits
        .filter(|habit| !habit.contains("](pictures/"))
        .map(|habit| format!("docs/features.md: no picture: {habit}"))
        .collect();
    assert_none(&bare);
    let drawn = std::fs::read_dir(docs.join("pictures")).unwrap();
    let unused: Vec<_> = drawn
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !paper.contains(&format!("](pictures/{name})")))
        .collect();
    assert_none(&unused);
}

#[test]
fn an_offence_is_seen() {
    let seen = |text: &str| broken(&Source::made_up("README.md", text), &root()).len();
    assert_eq!(seen("[a](nowhere.md)"), 1);
    assert_eq!(
        seen("[a](Cargo.toml) [b](https://a.example/x) [c](mailto:a@b.example)"),
        0
    );
    assert_eq!(seen("# One thing\n[a](#one-thing)"), 0);
    assert_eq!(seen("# One thing\n[a](#another)"), 1);
    assert_eq!(
        paths(&Source::made_up(
            "README.md",
            "`src/gone.rs` and `src/<room>` and `cargo run`"
        )),
        ["src/gone.rs"]
    );
}
