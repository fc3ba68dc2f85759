//! Polls (MSC3381): what is asked, and the votes that count.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use matrix_sdk::ruma::events::poll::start::PollKind;
use matrix_sdk::ruma::events::poll::unstable_start::UnstablePollStartContentBlock;
use matrix_sdk::ruma::{MilliSecondsSinceUnixEpoch, OwnedUserId, UserId};
use matrix_sdk_ui::timeline::PollState;
use model::{Answer, Body, NewPoll, Poll};

use super::names;

/// The longest question and the longest answer, in what people take for characters.
const QUESTION: usize = 500;
const ANSWER: usize = 250;

/// What was answered.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// Each vote, as it came.
    pub cast: Vec<Vote>,
    /// When the poll ended.
    pub ended: Option<MilliSecondsSinceUnixEpoch>,
}

/// One vote.
#[derive(Clone, Debug)]
pub struct Vote {
    /// Whose.
    pub voter: OwnedUserId,
    /// When, by what their server says.
    pub at: MilliSecondsSinceUnixEpoch,
    /// The ids of the answers chosen.
    pub answers: Vec<String>,
}

/// A poll on a timeline, with no votes. Who may vote and end is not the SDK's to say: it counts what came in clear, and lets
/// anybody end a poll.
pub(super) fn of(state: &PollState) -> Body {
    let said = state.results();
    let answers = said.answers.iter().map(|answer| (&*answer.id, &*answer.text));
    let fallback = state.fallback_text().unwrap_or_default();
    poll(&said.question, &said.kind, said.max_selections, answers, &fallback)
}

/// The same by its event.
pub fn asked(start: &UnstablePollStartContentBlock, fallback: Option<&str>) -> Body {
    let answers = start.answers.iter().map(|answer| (&*answer.id, &*answer.text));
    let most = start.max_selections.into();
    poll(
        &start.question.text,
        &start.kind,
        most,
        answers,
        fallback.unwrap_or_default(),
    )
}

/// What has no question, or nothing to choose, is shown by its words.
fn poll<'a>(
    question: &str,
    kind: &PollKind,
    most: u64,
    answers: impl Iterator<Item = (&'a str, &'a str)>,
    fallback: &str,
) -> Body {
    let question: Arc<str> = names::line(question, QUESTION).into();
    let mut known = BTreeSet::new();
    let answers: Vec<Answer> = answers
        // Of two answers under one id nobody could say which was chosen.
        .filter(|(id, _)| known.insert(*id))
        .map(|(id, text)| Answer {
            id: id.into(),
            text: names::line(text, ANSWER).into(),
            votes: None,
            mine: false,
            wins: false,
        })
        .filter(|answer| !answer.text.is_empty())
        .take(*NewPoll::ANSWERS.end())
        .collect();
    if question.is_empty() || answers.is_empty() {
        return super::body::fallback(fallback);
    }
    let lines = answers
        .iter()
        .zip(1..)
        .map(|(answer, number)| format!("\n{number}. {}", answer.text));
    Body::Poll(Poll {
        plain: format!("{question}{}", lines.collect::<String>()).into(),
        question,
        most: u32::try_from(most.max(1)).unwrap_or(u32::MAX),
        // What this version doesn't know of is not shown before the end.
        open: *kind == PollKind::Disclosed,
        voters: 0,
        ended: false,
        answers,
    })
}

/// Counts the votes: of each person the last one before the end. One that names anything else than answers of this poll is none
/// (MSC3381).
pub fn count(poll: &mut Poll, votes: &Votes, own: &UserId) {
    let mut last: HashMap<&UserId, &Vote> = HashMap::new();
    for vote in &votes.cast {
        let counts = votes.ended.is_none_or(|end| vote.at <= end);
        if counts && last.get(&*vote.voter).is_none_or(|before| before.at <= vote.at) {
            last.insert(&vote.voter, vote);
        }
    }
    let known: BTreeSet<&str> = poll.answers.iter().map(|answer| &*answer.id).collect();
    let most = usize::try_from(poll.most).unwrap_or(usize::MAX);
    let (mut counts, mut mine, mut voters) = (HashMap::<&str, u32>::new(), BTreeSet::new(), 0);
    for (voter, vote) in &last {
        if !vote.answers.iter().all(|id| known.contains(&**id)) {
            continue;
        }
        let chosen: BTreeSet<&str> = vote.answers.iter().take(most).map(String::as_str).collect();
        voters += u32::from(!chosen.is_empty());
        for id in &chosen {
            *counts.entry(id).or_default() += 1;
        }
        if *voter == own {
            mine = chosen;
        }
    }
    let (ended, shown) = (votes.ended.is_some(), poll.open || votes.ended.is_some());
    let best = counts.values().copied().max().unwrap_or_default();
    for answer in &mut poll.answers {
        let votes = counts.get(&*answer.id).copied().unwrap_or_default();
        answer.votes = shown.then_some(votes);
        answer.mine = mine.contains(&*answer.id);
        answer.wins = ended && votes > 0 && votes == best;
    }
    poll.voters = voters;
    poll.ended = ended;
}
