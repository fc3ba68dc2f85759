//! Polls as strangers write them.

use matrix_sdk::ruma::events::poll::unstable_start::UnstablePollStartContentBlock;
use matrix_sdk::ruma::{MilliSecondsSinceUnixEpoch, UInt, UserId};
use model::{Body, Poll};
use serde_json::{Value, json};
use session::convert::poll::{self, Vote, Votes};

fn answer(id: &str, text: &str) -> Value {
    json!({ "id": id, "org.matrix.msc1767.text": text })
}

fn block(question: &str, most: u64, answers: &[Value]) -> Option<UnstablePollStartContentBlock> {
    let block = json!({
        "kind": "org.matrix.msc3381.poll.disclosed",
        "max_selections": most,
        "question": { "org.matrix.msc1767.text": question },
        "answers": answers,
    });
    serde_json::from_value(block).ok()
}

fn shown(question: &str, most: u64, answers: &[Value]) -> Poll {
    match poll::asked(&block(question, most, answers).unwrap(), None) {
        Body::Poll(poll) => poll,
        other => panic!("{other:?}"),
    }
}

fn vote(voter: &str, at: u32, answers: &[&str]) -> Vote {
    Vote {
        voter: UserId::parse(voter).unwrap(),
        at: MilliSecondsSinceUnixEpoch(UInt::from(at)),
        answers: answers.iter().map(ToString::to_string).collect(),
    }
}

fn count(poll: &mut Poll, cast: Vec<Vote>, ended: Option<u32>) -> Vec<Option<u32>> {
    let ended = ended.map(|at| MilliSecondsSinceUnixEpoch(UInt::from(at)));
    let own = UserId::parse("@own:a.example").unwrap();
    poll::count(poll, &Votes { cast, ended }, &own);
    poll.answers.iter().map(|answer| answer.votes).collect()
}

#[test]
fn thousands_of_answers_are_cut_and_long_ones_shortened() {
    let answers: Vec<Value> = (0..5_000)
        .map(|n| answer(&n.to_string(), &"long ".repeat(2_000)))
        .collect();
    if let Some(block) = block(&"why ".repeat(10_000), u64::from(u32::MAX), &answers) {
        let Body::Poll(poll) = poll::asked(&block, None) else {
            panic!()
        };
        assert_eq!(poll.answers.len(), 20);
        assert!(poll.plain.len() < 10_000, "{}", poll.plain.len());
    }
}

#[test]
fn answers_of_one_id_or_without_words_are_left_out() {
    let poll = shown(
        "Which?",
        0,
        &[
            answer("a", "First"),
            answer("a", "Second"),
            answer("b", "\u{202e} \u{200b}"),
            answer("c", "Third"),
        ],
    );
    let texts: Vec<_> = poll.answers.iter().map(|answer| &*answer.text).collect();
    assert_eq!(texts, ["First", "Third"]);
    assert_eq!(poll.most, 1, "none at all can't be meant");
}

#[test]
fn what_asks_nothing_is_shown_by_its_words() {
    let nothing = block("\u{200b}", 1, &[answer("a", "A")]).unwrap();
    assert_eq!(poll::asked(&nothing, None), Body::Unsupported);
    let words = poll::asked(&nothing, Some("a poll"));
    assert!(matches!(words, Body::Text { plain, .. } if &*plain == "a poll"));
}

#[test]
fn what_turns_text_around_or_breaks_lines_is_taken_out() {
    let poll = shown(
        "No\u{202e}seY\nreally",
        1,
        &[answer("a", "\u{2066}A\nB"), answer("b", "B\u{301}".repeat(3).as_str())],
    );
    assert_eq!(&*poll.question, "NoseY really");
    assert_eq!(&*poll.answers[0].text, "A B");
}

#[test]
fn of_each_the_last_vote_counts_and_nothing_after_the_end() {
    let mut poll = shown("Which?", 2, &[answer("a", "A"), answer("b", "B"), answer("c", "C")]);
    let (rhys, own) = ("@rhys:a.example", "@own:a.example");
    let cast = || {
        vec![
            vote(rhys, 5, &["b"]),
            vote(rhys, 2, &["a"]),
            vote(own, 3, &["a", "a", "c"]),
            vote("@nia:a.example", 3, &["a", "unknown"]),
            vote("@late:a.example", 9, &["c"]),
        ]
    };
    assert_eq!(count(&mut poll, cast(), Some(6)), [Some(1), Some(1), Some(0)]);
    assert_eq!(poll.voters, 2, "a vote for what isn't there is none");
    assert!(poll.answers[0].mine && poll.answers[0].wins && poll.answers[1].wins && !poll.answers[2].wins);
    assert_eq!(count(&mut poll, cast(), None), [Some(1), Some(1), Some(1)]);
    assert!(poll.answers.iter().all(|answer| !answer.wins));
    poll.open = false;
    assert_eq!(count(&mut poll, cast(), None), [None, None, None]);
    assert!(poll.answers[0].mine, "one's own is known");
}
