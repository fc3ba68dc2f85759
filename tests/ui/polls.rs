//! Polls in the window: asking, voting, and how it stands.

use model::{Answer, Body, Capability, Command, Event, Failure, NewPoll, Patch, Poll, Ticket};
use ui::Language;
use ui::screen::desk::Notice;
use ui::screen::desk::conversation::Wish;

use crate::fixtures::{self, RHYS};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn answer(id: &str, text: &str, votes: Option<u32>) -> Answer {
    Answer {
        id: id.into(),
        text: text.into(),
        votes,
        mine: false,
        wins: false,
    }
}

fn poll() -> Poll {
    Poll {
        question: "When do we meet?".into(),
        answers: vec![answer("m", "Monday", Some(2)), answer("t", "Tuesday", Some(1))],
        most: 1,
        open: true,
        voters: 3,
        ended: false,
        plain: "When do we meet?\n1. Monday\n2. Tuesday".into(),
    }
}

/// A window in which this was asked, by oneself or by Rhys.
fn asked_in(language: Language, poll: Poll, own: bool) -> Stage<Stand> {
    let mut stand = Stand::in_language(language);
    stand.report(fixtures::signed_in());
    stand.open(RHYS);
    stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
    let sender = if own { fixtures::me().person } else { fixtures::rhys() };
    let runs = !poll.ended;
    let mut said = fixtures::said(sender, fixtures::NOW, Body::Poll(poll));
    let offer = |sensible| {
        if sensible {
            Capability::Allowed
        } else {
            Capability::Absent
        }
    };
    said.allows.vote = offer(runs);
    said.allows.end = offer(runs && own);
    let mut rows = fixtures::rows();
    rows.push(fixtures::row("poll", said));
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(rows)],
    }]);
    on(stand)
}

fn asked(poll: Poll, own: bool) -> Stage<Stand> {
    asked_in(Language::English, poll, own)
}

fn voted(stage: &mut Stage<Stand>) -> (Ticket, Vec<String>) {
    match wish(stage) {
        Command::Vote { ticket, answers, .. } => (ticket, answers.iter().map(ToString::to_string).collect()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_answer_is_chosen_and_chosen_otherwise() {
    let mut stage = asked(poll(), false);
    let group = stage.node("poll:poll");
    assert_eq!(group.name(), "When do we meet?");
    let line = stage.node("poll:poll:0");
    assert_eq!(line.name(), "Monday, 2 votes");
    assert_eq!(line.semantics.checked, Some(false));
    assert!(!has(&stage, "end:poll") && !has(&stage, "unvote:poll"));
    assert!(says(&stage, "3 people have voted."));
    press(&mut stage, "poll:poll:1");
    assert_eq!(voted(&mut stage).1, ["t"]);

    let mut chosen = poll();
    chosen.answers[1].mine = true;
    let mut stage = asked(chosen, false);
    let line = stage.node("poll:poll:1");
    assert_eq!(
        (line.name(), line.semantics.checked),
        ("Tuesday, 1 vote, your choice", Some(true))
    );
    press(&mut stage, "unvote:poll");
    assert_eq!(voted(&mut stage).1, [] as [&str; 0]);
}

#[test]
fn of_several_answers_each_is_ticked_for_itself() {
    let mut several = poll();
    several.most = 2;
    several.answers[0].mine = true;
    several.answers.push(answer("f", "Friday", Some(0)));
    let mut stage = asked(several.clone(), false);
    assert!(says(&stage, "Choose up to 2."));
    press(&mut stage, "poll:poll:2");
    assert_eq!(voted(&mut stage).1, ["m", "f"]);
    press(&mut stage, "poll:poll:0");
    assert_eq!(voted(&mut stage).1, [] as [&str; 0]);
    several.answers[1].mine = true;
    let stage = asked(several, false);
    assert!(stage.node("poll:poll:2").semantics.disabled, "no more than two");
}

#[test]
fn votes_that_are_hidden_are_not_said_and_what_won_is() {
    let mut hidden = poll();
    hidden.open = false;
    hidden.answers.iter_mut().for_each(|answer| answer.votes = None);
    let stage = asked(hidden, false);
    assert_eq!(stage.node("poll:poll:0").name(), "Monday");
    assert!(says(&stage, "The votes are shown when the poll has ended."));

    let mut over = poll();
    over.ended = true;
    over.answers[0].wins = true;
    let stage = asked(over, true);
    assert!(!has(&stage, "poll:poll:0") && !has(&stage, "end:poll"));
    let row = stage.node("row:poll");
    let said =
        "Poll: When do we meet? Monday, 2 votes, most votes; Tuesday, 1 vote. The poll has ended. 3 people have voted.";
    assert!(row.name().contains(said), "{}", row.name());
}

#[test]
fn whoever_asked_ends_it_once_they_said_so_twice() {
    let mut stage = asked(poll(), true);
    press(&mut stage, "end:poll");
    assert!(says(&stage, "End this poll?"));
    assert!(stage.play.wished().is_empty());
    press(&mut stage, "dialog:confirm");
    let Command::EndPoll { words, row, .. } = wish(&mut stage) else {
        panic!()
    };
    assert_eq!(row.as_str(), "poll");
    assert_eq!(words, "The poll has ended. Most votes: Monday");
}

#[test]
fn a_vote_that_is_refused_is_said() {
    let mut stage = asked(poll(), false);
    press(&mut stage, "poll:poll:0");
    let (ticket, _) = voted(&mut stage);
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    let notice = stage.play.desk_state().notice().cloned();
    assert!(matches!(notice, Some(Notice::Refused(Wish::Vote, _))), "{notice:?}");
    assert!(says(&stage, "Your vote wasn't sent"));
}

#[test]
fn a_question_is_put_to_the_room_and_stays_where_it_is_refused() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "composer:poll");
    assert!(stage.node("dialog:confirm").semantics.disabled);
    fill(&mut stage, "dialog:first", "When do we meet?");
    fill(&mut stage, "dialog:answer:0", "Monday");
    assert!(
        stage.node("dialog:confirm").semantics.disabled,
        "one answer is no choice"
    );
    press(&mut stage, "dialog:more");
    fill(&mut stage, "dialog:answer:2", "Tuesday");
    press(&mut stage, "dialog:several");
    press(&mut stage, "dialog:open");
    press(&mut stage, "dialog:confirm");
    let Command::StartPoll { ticket, room, poll } = wish(&mut stage) else {
        panic!()
    };
    assert_eq!(room.as_str(), RHYS);
    let expected = NewPoll {
        question: "When do we meet?".into(),
        answers: vec!["Monday".into(), "".into(), "Tuesday".into()],
        several: true,
        open: false,
    };
    assert_eq!(poll, expected);
    report(&mut stage, vec![refused(ticket, Failure::HoldsKey)]);
    assert!(says(&stage, "Monday") && has(&stage, "dialog:answer:2"), "it stays");
    press(&mut stage, "dialog:confirm");
    let Command::StartPoll { ticket, .. } = wish(&mut stage) else {
        panic!()
    };
    report(&mut stage, vec![done(ticket)]);
    assert!(stage.play.desk_state().question().is_none());
}

#[test]
fn there_are_no_more_answers_than_twenty() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "composer:poll");
    for _ in 2..20 {
        press(&mut stage, "dialog:more");
    }
    assert!(has(&stage, "dialog:answer:19"));
    assert!(stage.node("dialog:more").semantics.disabled);
}

#[test]
fn it_speaks_welsh() {
    let mut chosen = poll();
    chosen.answers[0].mine = true;
    let stage = asked_in(Language::Welsh, chosen, true);
    assert_eq!(stage.node("poll:poll:0").name(), "Monday, 2 bleidlais, eich dewis chi");
    assert_eq!(stage.node("end:poll").name(), "Dod â'r pôl i ben");
    assert!(says(&stage, "Mae 3 pherson wedi pleidleisio."));
}
