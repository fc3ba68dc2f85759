//! Polls: asked, answered, answered otherwise and ended, between two homeservers and with another program.

use std::sync::Arc;

use model::{
    Body, Capability, Command, Connection, EventId, Failure, MessageAllows, NewPoll, Poll, Reason, RoomId, RowKey, Why,
};
use serde_json::{Value, json};
use support::unique;

use crate::basics::{Pair, pair, pair_under};
use crate::interop::{Talk, talk};
use crate::lasting::behind_a_gate;
use crate::person::{Person, View};

const START: &str = "org.matrix.msc3381.poll.start";
const RESPONSE: &str = "org.matrix.msc3381.poll.response";
const END: &str = "org.matrix.msc3381.poll.end";

/// Yes or no, for everybody to see.
pub fn open(question: &str) -> NewPoll {
    NewPoll {
        question: question.to_owned(),
        answers: vec!["Yes".into(), "No".into()],
        several: false,
        open: true,
    }
}

pub fn ask(person: &mut Person, room: &RoomId, poll: &NewPoll) {
    start(person, room, poll).unwrap();
    sees_poll(person, &poll.question);
}

fn start(person: &mut Person, room: &RoomId, poll: &NewPoll) -> Result<(), Why> {
    let (room, poll) = (room.clone(), poll.clone());
    person
        .wish(|ticket| Command::StartPoll { ticket, room, poll })
        .map(drop)
}

/// A poll in the open room, on the server.
pub fn poll<'v>(view: &'v View, question: &str) -> Option<(&'v RowKey, &'v MessageAllows, &'v Poll)> {
    view.messages().find_map(|(row, message)| match &message.body {
        Body::Poll(poll) if *poll.question == *question && message.event.is_some() => {
            Some((&row.key, &message.allows, poll))
        }
        _ => None,
    })
}

pub fn sees_poll(person: &mut Person, question: &str) -> (RowKey, Poll) {
    person.until("the poll", |v| {
        poll(v, question).map(|(row, _, poll)| (row.clone(), poll.clone()))
    })
}

fn event_of(person: &Person, question: &str) -> EventId {
    let asked = |body: &Body| matches!(body, Body::Poll(poll) if *poll.question == *question);
    let found = person.view.messages().find(|(_, message)| asked(&message.body));
    found.and_then(|(_, message)| message.event.clone()).unwrap()
}

/// The ids of these answers.
fn ids(poll: &Poll, texts: &[&str]) -> Vec<Arc<str>> {
    let chosen = poll.answers.iter().filter(|answer| texts.contains(&&*answer.text));
    chosen.map(|answer| answer.id.clone()).collect()
}

pub fn vote(person: &mut Person, room: &RoomId, question: &str, texts: &[&str]) -> Result<(), Why> {
    let (row, poll) = sees_poll(person, question);
    let (room, answers) = (room.clone(), ids(&poll, texts));
    let vote = |ticket| Command::Vote {
        ticket,
        room,
        row,
        answers,
    };
    person.wish(vote).map(drop)
}

pub fn end(person: &mut Person, room: &RoomId, question: &str) -> Result<(), Why> {
    let (row, _) = sees_poll(person, question);
    let (room, words) = (room.clone(), "It is over.".to_owned());
    let end = |ticket| Command::EndPoll {
        ticket,
        room,
        row,
        words,
    };
    person.wish(end).map(drop)
}

/// Waits until the answers have so many votes.
pub fn counted(person: &mut Person, question: &str, votes: &[Option<u32>]) -> Poll {
    person.until(&format!("votes {votes:?}"), |v| {
        let (_, _, poll) = poll(v, question)?;
        let now = poll.answers.iter().map(|answer| answer.votes);
        now.eq(votes.iter().copied()).then(|| poll.clone())
    })
}

fn mine(poll: &Poll) -> Vec<&str> {
    let mine = poll.answers.iter().filter(|answer| answer.mine);
    mine.map(|answer| &*answer.text).collect()
}

fn allows(person: &Person, question: &str) -> (Capability, Capability) {
    let (_, allows, _) = poll(&person.view, question).unwrap();
    (allows.vote.clone(), allows.end.clone())
}

#[test]
fn people_vote_and_vote_otherwise_until_whoever_asked_ends_it() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let question = unique("shall we meet on Tuesday?");
    ask(&mut amina, &room, &open(&question));
    let (_, asked) = sees_poll(&mut bryn, &question);
    assert_eq!(&*asked.plain, format!("{question}\n1. Yes\n2. No"));
    assert_eq!((asked.most, asked.open, asked.ended, asked.voters), (1, true, false, 0));
    assert_eq!(allows(&amina, &question), (Capability::Allowed, Capability::Allowed));
    assert_eq!(allows(&bryn, &question), (Capability::Allowed, Capability::Absent));
    bryn.summary(&room, "its question in the list", |summary| {
        summary
            .preview
            .as_ref()
            .is_some_and(|preview| *preview.text == *question)
    });

    vote(&mut bryn, &room, &question, &["Yes"]).unwrap();
    vote(&mut amina, &room, &question, &["Yes"]).unwrap();
    for person in [&mut amina, &mut bryn] {
        let poll = counted(person, &question, &[Some(2), Some(0)]);
        assert_eq!((mine(&poll), poll.voters), (vec!["Yes"], 2));
    }
    vote(&mut bryn, &room, &question, &["No"]).unwrap();
    counted(&mut amina, &question, &[Some(1), Some(1)]);
    vote(&mut amina, &room, &question, &[]).unwrap();
    for person in [&mut amina, &mut bryn] {
        let poll = counted(person, &question, &[Some(0), Some(1)]);
        assert_eq!(poll.voters, 1);
        assert!(poll.answers.iter().all(|answer| !answer.wins), "it runs");
    }
    assert_eq!(end(&mut bryn, &room, &question), Err(Why::Failed(Failure::Forbidden)));
    end(&mut amina, &room, &question).unwrap();
    bryn.restart();
    bryn.open(&room);
    for person in [&mut amina, &mut bryn] {
        person.until("the end", |v| {
            poll(v, &question).filter(|(_, _, poll)| poll.ended).map(drop)
        });
        let poll = counted(person, &question, &[Some(0), Some(1)]);
        assert_eq!(
            poll.answers.iter().map(|answer| answer.wins).collect::<Vec<_>>(),
            [false, true]
        );
        assert_eq!(allows(person, &question), (Capability::Absent, Capability::Absent));
    }
    let late = vote(&mut bryn, &room, &question, &["Yes"]);
    assert_eq!(late, Err(Why::Failed(Failure::Forbidden)));
}

#[test]
fn several_answers_and_no_votes_before_the_end() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let question = unique("which days?");
    let poll = NewPoll {
        question: question.clone(),
        answers: ["Monday", " ", "Tuesday", "Friday"].map(String::from).to_vec(),
        several: true,
        open: false,
    };
    ask(&mut amina, &room, &poll);
    vote(&mut bryn, &room, &question, &["Monday", "Friday"]).unwrap();
    for (person, own) in [(&mut amina, vec![]), (&mut bryn, vec!["Monday", "Friday"])] {
        let poll = person.until("a vote", |v| {
            let (_, _, found) = self::poll(v, &question)?;
            (found.voters == 1).then(|| found.clone())
        });
        assert!(poll.answers.iter().all(|answer| answer.votes.is_none()), "{poll:?}");
        assert_eq!(mine(&poll), own);
    }
    end(&mut amina, &room, &question).unwrap();
    for person in [&mut amina, &mut bryn] {
        let poll = counted(person, &question, &[Some(1), Some(0), Some(1)]);
        assert_eq!(poll.answers.iter().filter(|answer| answer.wins).count(), 2);
    }
    let mut nonsense = open("");
    assert_eq!(
        start(&mut amina, &room, &nonsense),
        Err(Why::Failed(Failure::Malformed))
    );
    nonsense.question = question;
    nonsense.answers = vec!["Only one".into(), String::new()];
    assert_eq!(
        start(&mut amina, &room, &nonsense),
        Err(Why::Failed(Failure::Malformed))
    );
    nonsense.answers = vec!["Too many".into(); 21];
    assert_eq!(
        start(&mut amina, &room, &nonsense),
        Err(Why::Failed(Failure::Malformed))
    );
    nonsense.answers = vec!["482913".into(), "is the code".into()];
    assert_eq!(
        start(&mut amina, &room, &nonsense),
        Err(Why::Failed(Failure::HoldsCode))
    );
}

#[test]
fn votes_and_ends_that_come_in_clear_count_for_nothing() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let question = unique("is the server in this?");
    ask(&mut amina, &room, &open(&question));
    vote(&mut bryn, &room, &question, &["No"]).unwrap();
    let asked = counted(&mut amina, &question, &[Some(0), Some(1)]);
    let event = event_of(&amina, &question);
    let to = json!({ "rel_type": "m.reference", "event_id": event.as_str() });
    let yes = ids(&asked, &["Yes"]);
    let vote_in_clear = json!({ RESPONSE: { "answers": yes }, "m.relates_to": to });
    let end_in_clear = json!({ END: {}, "org.matrix.msc1767.text": "Over", "m.relates_to": to });
    // A server that knows the ids, which it does not, could write these in anybody's name.
    for account in [&accounts.0, &accounts.1] {
        let raw = account.sign_in().unwrap();
        raw.send(room.as_str(), RESPONSE, vote_in_clear.clone()).unwrap();
        raw.send(room.as_str(), END, end_in_clear.clone()).unwrap();
    }
    let after = unique("after all that");
    bryn.say(&room, &after).unwrap();
    amina.sees(&after);
    bryn.sees(&after);
    for person in [&mut amina, &mut bryn] {
        let poll = counted(person, &question, &[Some(0), Some(1)]);
        assert!(!poll.ended);
    }
    vote(&mut bryn, &room, &question, &[]).unwrap();
    counted(&mut amina, &question, &[Some(0), Some(0)]);
    end(&mut amina, &room, &question).unwrap();
    for person in [&mut amina, &mut bryn] {
        person.until("the real end", |v| {
            poll(v, &question).filter(|(_, _, poll)| poll.ended).map(drop)
        });
    }
}

#[test]
fn another_program_asks_votes_and_ends_and_nobody_elses_poll() {
    let Talk {
        mut amina, bryn, room, ..
    } = talk();
    let (theirs, ours) = (unique("tea or coffee?"), unique("north or south?"));
    let answers =
        json!([{ "id": "t", "org.matrix.msc1767.text": "Tea" }, { "id": "c", "org.matrix.msc1767.text": "Coffee" }]);
    let content = json!({
        START: {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "question": { "org.matrix.msc1767.text": theirs },
            "answers": answers,
        },
        "org.matrix.msc1767.text": theirs,
    });
    let event = bryn.send(room.as_str(), START, content).unwrap();
    vote(&mut amina, &room, &theirs, &["Tea"]).unwrap();
    let vote_of =
        |content: &Value, to: &str| content["m.relates_to"]["event_id"] == to && content.get(RESPONSE).is_some();
    let came = bryn
        .wait_for_message("the vote", |message| {
            message.content.as_ref().is_some_and(|content| vote_of(content, &event))
        })
        .unwrap();
    assert!(came.encrypted);
    let content = came.content.unwrap();
    assert_eq!(content[RESPONSE], json!({ "answers": ["t"] }));
    assert_eq!(
        content["m.relates_to"],
        json!({ "rel_type": "m.reference", "event_id": event })
    );

    let to = |event: &str| json!({ "rel_type": "m.reference", "event_id": event });
    let over = |event: &str| json!({ END: {}, "org.matrix.msc1767.text": "Over", "m.relates_to": to(event) });
    let answer = |id: &str, event: &str| json!({ RESPONSE: { "answers": [id] }, "m.relates_to": to(event) });
    bryn.send(room.as_str(), RESPONSE, answer("c", &event)).unwrap();
    counted(&mut amina, &theirs, &[Some(1), Some(1)]);
    bryn.send(room.as_str(), RESPONSE, answer("none of these", &event))
        .unwrap();
    counted(&mut amina, &theirs, &[Some(1), Some(0)]);
    bryn.send(room.as_str(), END, over(&event)).unwrap();
    amina.until("the end", |v| {
        poll(v, &theirs).filter(|(_, _, poll)| poll.ended).map(drop)
    });

    // Whoever did not ask ends nothing, and who asked still does.
    ask(&mut amina, &room, &open(&ours));
    let event = event_of(&amina, &ours).to_string();
    let asked = bryn
        .wait_for_message("our poll", |message| message.event_id == event)
        .unwrap();
    let asked = asked.content.unwrap();
    assert_eq!(asked[START]["kind"], "org.matrix.msc3381.poll.disclosed");
    assert_eq!(asked[START]["max_selections"], 1);
    assert_eq!(asked["org.matrix.msc1767.text"], format!("{ours}\n1. Yes\n2. No"));
    bryn.send(room.as_str(), END, over(&event)).unwrap();
    let id = asked[START]["answers"][1]["id"].as_str().unwrap();
    bryn.send(room.as_str(), RESPONSE, answer(id, &event)).unwrap();
    let poll_now = counted(&mut amina, &ours, &[Some(0), Some(1)]);
    assert!(!poll_now.ended);
    end(&mut amina, &room, &ours).unwrap();
    amina.until("our own end", |v| {
        poll(v, &ours).filter(|(_, _, poll)| poll.ended).map(drop)
    });
}

#[test]
fn policy_lets_no_question_out_into_a_room_it_keeps_shut() {
    let mut pair = pair();
    let question = unique("before the rules changed?");
    ask(&mut pair.amina, &pair.room, &open(&question));
    let mut stricter = pair.world.policy();
    stricter["valid_until"] = json!("2026-01-31");
    stricter["grace_days"] = json!(14);
    pair.amina.comes_under(&stricter);
    pair.amina.until("a new beginning", |v| (v.renewals > 0).then_some(()));
    pair.amina.open(&pair.room);
    let refused = |why: Result<(), Why>| matches!(why, Err(Why::Policy(Reason::PolicyExpired { .. })));
    let room = pair.room.clone();
    assert!(refused(start(&mut pair.amina, &room, &open("and now?"))));
    assert!(refused(vote(&mut pair.amina, &room, &question, &["Yes"])));
    assert!(refused(end(&mut pair.amina, &room, &question)));
}

#[test]
fn a_vote_without_a_line_shows_at_once_and_goes_when_there_is_one() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let question = unique("will the line hold?");
    ask(&mut bryn, &room, &open(&question));
    sees_poll(&mut amina, &question);
    gate.close();
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
    vote(&mut amina, &room, &question, &["Yes"]).unwrap();
    let poll = counted(&mut amina, &question, &[Some(1), Some(0)]);
    assert_eq!(mine(&poll), ["Yes"]);
    amina.restart();
    amina.open(&room);
    assert_eq!(mine(&counted(&mut amina, &question, &[Some(1), Some(0)])), ["Yes"]);
    gate.open().unwrap();
    counted(&mut bryn, &question, &[Some(1), Some(0)]);
}

#[test]
fn a_deleted_poll_is_gone_with_its_votes() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let question = unique("was that wise?");
    ask(&mut amina, &room, &open(&question));
    vote(&mut bryn, &room, &question, &["Yes"]).unwrap();
    counted(&mut amina, &question, &[Some(1), Some(0)]);
    let row = sees_poll(&mut amina, &question).0;
    let redact = |ticket| Command::Redact { ticket, room, row };
    amina.wish(redact).unwrap();
    for person in [&mut amina, &mut bryn] {
        person.until("no poll", |v| poll(v, &question).is_none().then_some(()));
    }
}

#[test]
fn a_question_that_asks_for_a_code_earns_a_line_of_care() {
    let mut pair = pair_under(|policy| policy["content"]["lures"] = json!(["passcode"]));
    let (harmless, lure) = (unique("who has the minutes?"), unique("who has the passcode?"));
    let (room, bryn) = (pair.room.clone(), &mut pair.bryn);
    ask(bryn, &room, &open(&harmless));
    ask(bryn, &room, &open(&lure));
    for (question, warned) in [(&harmless, false), (&lure, true)] {
        sees_poll(&mut pair.amina, question);
        let asked = |body: &Body| matches!(body, Body::Poll(poll) if *poll.question == **question);
        let found = pair.amina.view.messages().find(|(_, message)| asked(&message.body));
        assert_eq!(found.unwrap().1.lure, warned, "{question}");
    }
}
