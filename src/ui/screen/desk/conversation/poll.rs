//! A poll: what is asked, how it stands, and where one votes.

use std::sync::Arc;

use iced::widget::{column, row};
use kit::theme::{self, space};
use kit::{Element, Icon, text};
use model::{Answer, Capability, MessageAllows, Poll, RowKey};

use super::Message;
use crate::screen::Scene;
use crate::words::{Words, fl};

/// The poll of this row.
pub fn view<'a>(key: &'a RowKey, poll: &'a Poll, allows: &'a MessageAllows, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words;
    let labels = poll.answers.iter().map(|answer| label(answer, words));
    let id = format!("poll:{key}");
    let answers: Element<'a, Message> = match (allows.vote == Capability::Allowed, poll.most) {
        (true, 1) => {
            let mine = poll.answers.iter().position(|answer| answer.mine);
            kit::choices(id, &*poll.question, labels, mine, |index| {
                let chosen = poll.answers.get(index).map(|answer| answer.id.clone());
                Message::Vote(key.clone(), chosen.into_iter().collect())
            })
        }
        (true, _) => {
            let boxes = poll
                .answers
                .iter()
                .zip(labels)
                .enumerate()
                .map(|(index, (answer, label))| {
                    let chosen = with(poll, answer);
                    let may = chosen.len() <= poll.most as usize;
                    let vote = may.then(|| Message::Vote(key.clone(), chosen));
                    kit::checkbox(format!("{id}:{index}"), label, answer.mine, vote)
                });
            column![text::strong(&*poll.question), column(boxes).spacing(space::XS)]
                .spacing(space::S)
                .into()
        }
        (false, _) => {
            let lines = poll
                .answers
                .iter()
                .zip(labels)
                .map(|(answer, label)| line(answer, label));
            column![text::strong(&*poll.question), column(lines).spacing(space::XS)]
                .spacing(space::S)
                .into()
        }
    };
    let mut ways = row![].spacing(space::S);
    if allows.vote == Capability::Allowed && poll.answers.iter().any(|answer| answer.mine) {
        let back = kit::button(format!("unvote:{key}"), fl!(words, "poll-unvote"))
            .quiet()
            .compact();
        ways = ways.push(Element::from(back.on_press(Message::Vote(key.clone(), Vec::new()))));
    }
    if allows.end == Capability::Allowed {
        let end = kit::button(format!("end:{key}"), fl!(words, "poll-end")).compact();
        let said: Arc<str> = ended(poll, words).into();
        ways = ways.push(Element::from(end.on_press(Message::EndPoll(key.clone(), said))));
    }
    column![answers, text::small(standing(poll, words)), ways.wrap()]
        .spacing(space::S)
        .into()
}

/// The poll in words, for the one node it is to a screen reader.
pub fn spoken(poll: &Poll, words: &Words) -> String {
    let answers: Vec<String> = poll.answers.iter().map(|answer| label(answer, words)).collect();
    fl!(
        words,
        "spoken-poll",
        question = &*poll.question,
        answers = answers.join("; "),
        standing = standing(poll, words)
    )
}

/// How it stands: who voted, and what else there is to know.
fn standing(poll: &Poll, words: &Words) -> String {
    let mut parts = Vec::new();
    if poll.ended {
        parts.push(fl!(words, "poll-ended"));
    } else if poll.most > 1 {
        parts.push(fl!(words, "poll-most", count = poll.most.min(count(&poll.answers))));
    }
    parts.push(fl!(words, "poll-voters", count = poll.voters));
    if !poll.open && !poll.ended {
        parts.push(fl!(words, "poll-hidden"));
    }
    parts.join(" ")
}

/// An answer with its votes.
fn label(answer: &Answer, words: &Words) -> String {
    let mut parts = vec![answer.text.to_string()];
    if let Some(votes) = answer.votes {
        parts.push(fl!(words, "poll-votes", count = votes));
    }
    if answer.mine {
        parts.push(fl!(words, "poll-mine"));
    }
    if answer.wins {
        parts.push(fl!(words, "poll-wins"));
    }
    parts.join(", ")
}

fn line<'a>(answer: &Answer, label: String) -> Element<'a, Message> {
    let icon = match answer.mine {
        true => Icon::Check.sized(18.0),
        false => Icon::Circle.sized(18.0),
    };
    let label = match answer.wins {
        true => text::strong(label),
        false => text::body(label),
    };
    row![icon.style(theme::muted), label].spacing(space::S).into()
}

/// What one votes for who presses this answer: with it, or without it where it was chosen before.
fn with(poll: &Poll, pressed: &Answer) -> Vec<Arc<str>> {
    let chosen = |answer: &&Answer| (answer.id == pressed.id) != answer.mine;
    poll.answers
        .iter()
        .filter(chosen)
        .map(|answer| answer.id.clone())
        .collect()
}

/// How it ended, for programs that don't know polls: what has the most votes, as far as that is known here.
fn ended(poll: &Poll, words: &Words) -> String {
    let best = poll
        .answers
        .iter()
        .filter_map(|answer| answer.votes)
        .max()
        .unwrap_or_default();
    let first = poll
        .answers
        .iter()
        .filter(|answer| best > 0 && answer.votes == Some(best));
    let first: Vec<&str> = first.map(|answer| &*answer.text).collect();
    match first.is_empty() {
        true => fl!(words, "poll-ended"),
        false => fl!(words, "poll-ended-with", answers = words.list(&first)),
    }
}

fn count(answers: &[Answer]) -> u32 {
    u32::try_from(answers.len()).unwrap_or(u32::MAX)
}
