//! Threads: begun, answered, read and listed, between two homeservers and with another program.

use std::sync::Arc;

use imbl::Vector;
use model::{
    Body, Capability, Command, Draft, Event, EventId, Excerpt, Message, Paging, Query, RoomId, Row, RowKey, RowKind,
    SendState, Thread, ThreadLine, ThreadList, ThreadWish, Why,
};
use records::entry::Kind;
use serde_json::json;
use support::unique;

use crate::basics::{Pair, pair};
use crate::expiring::{UNSTABLE, eventually, lives};
use crate::interop::{Talk, talk};
use crate::person::Person;
use crate::recording::{Recorded, recorded};
use crate::remains::remains;

/// What the window would show of threads.
#[derive(Default)]
pub struct Beside {
    pub root: Option<EventId>,
    pub rows: Vector<Arc<Row>>,
    pub draft: Option<String>,
    pub paging: Option<Paging>,
    pub list: Option<Arc<ThreadList>>,
    /// Where a message was found to stand.
    pub led: Option<(EventId, EventId)>,
}

impl Beside {
    pub fn take(&mut self, event: Event) {
        match event {
            Event::Threads(list) => self.list = Some(list),
            Event::LeadsToThread { root, event, .. } => self.led = Some((root, event)),
            Event::InThread { root, event } if self.root.as_ref() == Some(&root) => match *event {
                Event::Rows { patches, .. } => {
                    patches
                        .into_iter()
                        .for_each(|p| assert!(p.apply(&mut self.rows), "in step"));
                }
                Event::Draft { text, .. } => self.draft = Some(text),
                Event::Paging { state, .. } => self.paging = Some(state),
                _ => {}
            },
            _ => {}
        }
    }

    pub fn messages(&self) -> impl Iterator<Item = (&Row, &Message)> {
        self.rows.iter().filter_map(|row| match &row.kind {
            RowKind::Message(message) => Some((row.as_ref(), message.as_ref())),
            _ => None,
        })
    }

    pub fn row(&self, text: &str) -> Option<(&Row, &Message)> {
        self.messages()
            .find(|(_, m)| matches!(&m.body, Body::Text { plain, .. } if **plain == *text))
    }

    /// What one reads in the open thread, oldest first.
    pub fn texts(&self) -> Vec<String> {
        let text = |body: &Body| match body {
            Body::Text { plain, .. } => plain.to_string(),
            Body::Redacted => "deleted".to_owned(),
            other => format!("{other:?}"),
        };
        self.messages().map(|(_, m)| text(&m.body)).collect()
    }
}

pub fn within(root: &EventId, wish: Command) -> Command {
    let (root, wish) = (root.clone(), Box::new(wish));
    Command::Thread(ThreadWish::Within { root, wish })
}

pub fn open_thread(person: &mut Person, room: &RoomId, root: &EventId) {
    person.view.beside = Beside {
        root: Some(root.clone()),
        ..Beside::default()
    };
    let (room, root) = (room.clone(), root.clone());
    person.send(Command::Thread(ThreadWish::Open { room, root }));
    person.until("the open thread", |v| v.beside.draft.is_some().then_some(()));
}

pub fn write_in(person: &mut Person, room: &RoomId, root: &EventId, draft: Draft) -> Result<(), Why> {
    let room = room.clone();
    let sent = person.wish(|ticket| within(root, Command::Send { ticket, room, draft }));
    sent.map(drop)
}

pub fn say_in(person: &mut Person, room: &RoomId, root: &EventId, text: &str) {
    let text = text.to_owned();
    let draft = Draft {
        text,
        ..Draft::default()
    };
    write_in(person, room, root, draft).unwrap();
}

/// Waits for a message with this text in the open thread, on the server.
pub fn sees_in(person: &mut Person, text: &str) -> (RowKey, Message) {
    person.until(&format!("“{text}” in the thread"), |v| {
        let (row, message) = v.beside.row(text)?;
        let there = message.state == SendState::Sent && message.event.is_some();
        there.then(|| (row.key.clone(), message.clone()))
    })
}

/// Waits until the thread of this message has come to what is wanted.
pub fn until_thread(person: &mut Person, text: &str, what: &str, wanted: impl Fn(&Thread) -> bool) -> Thread {
    person.until(what, |v| {
        let thread = v.row(text)?.1.thread.clone()?;
        wanted(&thread).then_some(thread)
    })
}

fn is(excerpt: &Option<Excerpt>, line: &str) -> bool {
    excerpt.as_ref().is_some_and(|excerpt| *excerpt.line == *line)
}

fn read(person: &mut Person, room: &RoomId, root: &EventId) {
    person.send(within(root, Command::MarkRead(room.clone())));
}

fn listed(person: &mut Person, room: &RoomId, what: &str, wanted: impl Fn(&[ThreadLine]) -> bool) -> Vec<ThreadLine> {
    person.send(Command::Thread(ThreadWish::List(room.clone())));
    person.until(what, |v| {
        let list = v.beside.list.as_ref().filter(|list| list.room == *room)?;
        let done = list.paging == Paging::Complete && wanted(&list.lines);
        done.then(|| list.lines.to_vec())
    })
}

#[test]
fn answers_in_a_thread_stand_apart_and_are_read_apart() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        world,
    } = pair();
    let (question, first, second) = (unique("who comes?"), unique("I do"), unique("so do I"));
    amina.say(&room, &question).unwrap();
    let root = bryn.event_of(&question);
    let allows = bryn.view.row(&question).unwrap().1.allows.clone();
    assert_eq!(allows.thread, Capability::Allowed);
    let mut elsewhere = Person::signed_in(&world, &accounts.0);
    elsewhere.summary(&room, "the room on another device", |_| true);
    // All of the conversation is read before.
    amina.send(Command::MarkRead(room.clone()));

    open_thread(&mut bryn, &room, &root);
    sees_in(&mut bryn, &question);
    say_in(&mut bryn, &room, &root, &first);
    let (_, answer) = sees_in(&mut bryn, &first);
    assert_eq!((answer.reply, answer.allows.thread), (None, Capability::Absent));
    // How many they are and the last of them are told one after the other.
    until_thread(&mut amina, &question, "the answer", |thread| {
        thread.answers == 1 && is(&thread.latest, &first)
    });
    let thread = until_thread(&mut amina, &question, "that it is unread", |thread| thread.unread == 1);
    assert_eq!(thread.mentions, 0);
    for view in [&amina.view, &bryn.view] {
        assert!(!view.texts().contains(&first), "it stands apart");
    }
    let unread = |s: &model::RoomSummary| (s.unread, s.in_threads);
    amina.summary(&room, "the room to have it unread", |s| unread(s) == (1, 1));
    elsewhere.summary(&room, "so on the other device", |s| unread(s) == (1, 1));

    open_thread(&mut amina, &room, &root);
    sees_in(&mut amina, &first);
    amina.until("all of the thread", |v| {
        (v.beside.texts() == [question.clone(), first.clone()]).then_some(())
    });
    read(&mut amina, &room, &root);
    amina.summary(&room, "nothing unread", |s| unread(s) == (0, 0));
    elsewhere.summary(&room, "nothing unread on the other device", |s| unread(s) == (0, 0));
    until_thread(&mut amina, &question, "that it is read", |thread| thread.unread == 0);

    say_in(&mut amina, &room, &root, &second);
    sees_in(&mut bryn, &second);
    until_thread(&mut bryn, &question, "both", |thread| {
        thread.answers == 2 && is(&thread.latest, &second)
    });
    assert!(!amina.view.texts().contains(&second) && !bryn.view.texts().contains(&second));
}

#[test]
fn what_is_unread_in_a_thread_and_begun_there_outlasts_a_restart() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (question, answer) = (unique("where?"), unique("here"));
    amina.say(&room, &question).unwrap();
    let root = bryn.event_of(&question);
    amina.send(Command::MarkRead(room.clone()));
    say_in(&mut bryn, &room, &root, &answer);
    amina.summary(&room, "an unread answer", |s| s.in_threads == 1);
    open_thread(&mut amina, &room, &root);
    let begun = unique("I was about to");
    let save = |text: &str| {
        let (room, text) = (room.clone(), text.to_owned());
        Command::SaveDraft {
            room,
            text,
            mentions: Vec::new(),
        }
    };
    let here = unique("and in the room");
    amina.send(within(&root, save(&begun)));
    amina.send(save(&here));
    amina.restart();
    amina.summary(&room, "it unread still, and a draft", |s| s.in_threads == 1 && s.draft);
    amina.open(&room);
    amina.until("the room's draft", |v| (v.draft == here).then_some(()));
    until_thread(&mut amina, &question, "the mark", |thread| {
        thread.unread == 1 && is(&thread.latest, &answer)
    });
    open_thread(&mut amina, &room, &root);
    assert_eq!(amina.view.beside.draft.as_deref(), Some(&*begun));
    sees_in(&mut amina, &answer);
    let lines = listed(&mut amina, &room, "the draft in the list", |lines| {
        lines.iter().any(|line| line.draft)
    });
    assert_eq!((lines.len(), &lines[0].root), (1, &root));
}

#[test]
fn an_answer_is_changed_reacted_to_and_deleted_where_it_stands() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let question = unique("what now?");
    amina.say(&room, &question).unwrap();
    let root = bryn.event_of(&question);
    for person in [&mut amina, &mut bryn] {
        open_thread(person, &room, &root);
    }
    let (answer, changed) = (unique("wait"), unique("go"));
    say_in(&mut amina, &room, &root, &answer);
    let (row, _) = sees_in(&mut amina, &answer);
    let draft = Draft {
        text: changed.clone(),
        edit: Some(row),
        ..Draft::default()
    };
    write_in(&mut amina, &room, &root, draft).unwrap();
    let (row, said) = sees_in(&mut bryn, &changed);
    assert!(said.edited);
    until_thread(&mut bryn, &question, "the change in the room", |thread| {
        is(&thread.latest, &changed)
    });
    let to = room.clone();
    let react = |ticket| {
        within(
            &root,
            Command::React {
                ticket,
                room: to,
                row,
                key: "👍".to_owned(),
            },
        )
    };
    bryn.wish(react).unwrap();
    amina.until("the reaction", |v| {
        v.beside.row(&changed).filter(|(_, m)| m.reactions.len() == 1).map(drop)
    });
    // What answers one of them says which.
    let replied = unique("gladly");
    let draft = Draft {
        text: replied.clone(),
        reply_to: said.event.clone(),
        ..Draft::default()
    };
    write_in(&mut bryn, &room, &root, draft).unwrap();
    let (row, reply) = sees_in(&mut bryn, &replied);
    assert_eq!(reply.reply.map(|quote| Some(quote.event)), Some(said.event));
    sees_in(&mut amina, &replied);
    let to = room.clone();
    bryn.wish(|ticket| within(&root, Command::Redact { ticket, room: to, row }))
        .unwrap();
    for person in [&mut amina, &mut bryn] {
        person.until("the deletion", |v| {
            let gone = |texts: &[String]| !texts.contains(&replied) && !texts.contains(&"deleted".to_owned());
            (gone(&v.beside.texts()) && gone(&v.texts())).then_some(())
        });
    }
    until_thread(&mut amina, &question, "what is left", |thread| {
        is(&thread.latest, &changed)
    });
    // After a deleted answer comes one of the same thread.
    let after = unique("after all");
    say_in(&mut bryn, &room, &root, &after);
    sees_in(&mut amina, &after);
    for view in [&amina.view, &bryn.view] {
        let left = |text: &String| *text == after || text == "Redacted";
        assert!(!view.texts().iter().any(left), "{:?}", view.texts());
    }
}

#[test]
fn threads_are_listed_found_and_announced() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let (one, two) = (unique("the first"), unique("the second"));
    for text in [&one, &two] {
        amina.say(&room, text).unwrap();
    }
    let (first, second) = (bryn.event_of(&one), bryn.event_of(&two));
    let (late, later) = (unique("needle"), unique("later"));
    say_in(&mut bryn, &room, &second, &late);
    say_in(&mut bryn, &room, &first, &later);
    let notice = amina.until("an announcement of the later one", |v| {
        v.announced
            .get(&room)
            .filter(|notice| notice.thread.as_ref() == Some(&first))
            .cloned()
    });
    assert_eq!((notice.count, notice.calls), (2, false));
    let lines = listed(&mut amina, &room, "both threads", |lines| {
        lines.len() == 2 && lines.iter().all(|line| line.thread.unread == 1)
    });
    let line = |line: &ThreadLine| {
        let latest = line.thread.latest.as_ref().map(|latest| latest.line.to_string());
        let first = line.first.as_ref().map(|first| first.line.to_string());
        (line.root.clone(), first, latest, line.thread.answers)
    };
    assert_eq!(
        lines.iter().map(line).collect::<Vec<_>>(),
        [
            (first.clone(), Some(one), Some(later), 1),
            (second.clone(), Some(two), Some(late.clone()), 1)
        ]
    );

    let query = Arc::new(Query {
        words: late.clone(),
        room: Some(room.clone()),
        most: 10,
        ..Query::default()
    });
    amina.send(Command::Search(query.clone()));
    let hit = amina.until("the answer among what is found", |v| {
        let (asked, found) = v.found.as_ref()?;
        (*asked == query).then(|| found.hits.first().cloned())?
    });
    let (to, event) = (room.clone(), hit.event.clone());
    amina
        .wish(|ticket| Command::Reveal {
            ticket,
            room: to,
            event,
        })
        .unwrap();
    let led = amina.until("where it stands", |v| v.beside.led.clone());
    assert_eq!(led, (second.clone(), hit.event));

    let to = room.clone();
    amina
        .wish(|ticket| Command::Thread(ThreadWish::MarkRead { ticket, room: to }))
        .unwrap();
    amina.summary(&room, "nothing unread in threads", |s| s.in_threads == 0);
    amina.until("nothing to announce", |v| {
        v.announced
            .get(&room)
            .is_none_or(|notice| notice.thread.is_none())
            .then_some(())
    });
}

#[test]
fn threads_go_both_ways_with_another_program() {
    let Talk {
        mut amina,
        bryn,
        room,
        texts,
        ..
    } = talk();
    let (mine, theirs) = (amina.event_of(&texts.0), amina.event_of(&texts.1));

    // Ours, there: programs without threads see an answer to the last of it.
    let answer = unique("in a thread");
    say_in(&mut amina, &room, &theirs, &answer);
    let received = bryn
        .wait_for_message("the answer", |message| message.text.as_deref() == Some(&*answer))
        .unwrap();
    assert!(received.encrypted);
    let relates = &received.content.unwrap()["m.relates_to"];
    assert_eq!(relates["rel_type"], "m.thread");
    assert_eq!(relates["event_id"], theirs.as_str());
    assert_eq!(relates["is_falling_back"], true);
    assert_eq!(relates["m.in_reply_to"]["event_id"], theirs.as_str());

    // Theirs, here.
    let said = unique("and there");
    let sent = bryn
        .send(
            room.as_str(),
            "m.room.message",
            json!({
                "msgtype": "m.text", "body": said,
                "m.relates_to": {
                    "rel_type": "m.thread", "event_id": mine.as_str(), "is_falling_back": true,
                    "m.in_reply_to": { "event_id": mine.as_str() },
                },
            }),
        )
        .unwrap();
    let thread = until_thread(&mut amina, &texts.0, "their answer", |thread| thread.answers == 1);
    assert!(is(&thread.latest, &said));
    open_thread(&mut amina, &room, &mine);
    let (_, message) = sees_in(&mut amina, &said);
    assert_eq!((message.reply, message.event.unwrap().as_str()), (None, &*sent));
    let there = unique("and here again");
    say_in(&mut amina, &room, &mine, &there);
    let received = bryn
        .wait_for_message("the next", |message| message.text.as_deref() == Some(&*there))
        .unwrap();
    let relates = &received.content.unwrap()["m.relates_to"];
    assert_eq!(relates["event_id"], mine.as_str());
    assert_eq!(relates["m.in_reply_to"]["event_id"], sent.as_str());
}

#[test]
fn an_answer_whose_time_comes_goes_and_is_unread_no_more() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let (question, answer) = (unique("for now"), unique("for a short while"));
    amina.say(&room, &question).unwrap();
    let root = bryn.event_of(&question);
    say_in(&mut bryn, &room, &root, &answer);
    until_thread(&mut amina, &question, "the answer", |thread| thread.unread == 1);
    open_thread(&mut amina, &room, &root);
    sees_in(&mut amina, &answer);
    let left = remains(&amina, answer.as_bytes());
    assert!(!left.is_empty(), "there to be deleted");
    lives(&accounts.0.sign_in().unwrap(), &room, UNSTABLE, 1);
    amina.until("the answer gone", |v| {
        (v.beside.row(&answer).is_none() && v.row(&question).is_none()).then_some(())
    });
    amina.summary(&room, "nothing unread", |s| (s.unread, s.in_threads) == (0, 0));
    eventually("nothing that the stores give out", || {
        remains(&amina, answer.as_bytes()).is_empty()
    });
    let lines = listed(&mut amina, &room, "no words of it", |lines| {
        lines
            .iter()
            .all(|line| line.first.is_none() && line.thread.latest.is_none())
    });
    assert!(lines.iter().all(|line| line.thread.unread == 0), "{lines:?}");
}

#[test]
fn answers_are_on_record_once_and_nothing_before_them_is_missed() {
    let mut both = recorded();
    let room = both.room.clone();
    let question = unique("what do we decide?");
    both.amina.say(&room, &question).unwrap();
    let root = both.bryn.event_of(&question);
    let (answer, missed) = (unique("yes"), unique("while nobody looked"));
    say_in(&mut both.bryn, &room, &root, &answer);
    until_thread(&mut both.amina, &question, "the answer", |thread| {
        is(&thread.latest, &answer)
    });
    both.amina.stop();
    say_in(&mut both.bryn, &room, &root, &missed);
    // More than a server sends at once.
    let said: Vec<String> = (0..30).map(|number| unique(&format!("and {number}"))).collect();
    for text in &said {
        both.bryn.say(&room, text).unwrap();
    }
    let last = unique("the last of all");
    say_in(&mut both.bryn, &room, &root, &last);
    both.bryn.until("all of it out", |v| v.sent(said.last()?).map(drop));

    let Recorded { amina, .. } = &mut both;
    amina.start();
    amina.online();
    // At once: before the room itself is whole.
    open_thread(amina, &room, &root);
    for text in [&answer, &missed, &last] {
        sees_in(amina, text);
    }
    let (row, _) = sees_in(amina, &question);
    let decide = |ticket| {
        let (room, what, reason) = (room.clone(), "We do".to_owned(), "All of it".to_owned());
        let decision = Command::MarkDecision {
            ticket,
            room,
            row,
            thread: true,
            what,
            reason,
        };
        within(&root, decision)
    };
    amina.wish(decide).unwrap();
    let kept = both.of_amina();
    let texts = kept.texts();
    for text in said.iter().chain([&question, &answer, &missed, &last]) {
        assert_eq!(texts.get(text), Some(&1), "{text}");
    }
    let decided =
        |kind: &Kind| matches!(kind, Kind::Decision(decision) if decision.thread && decision.event_id == root.as_str());
    kept.place("decision about all of the thread", decided);
}

#[test]
fn an_answer_to_what_is_no_message_is_counted_and_listed() {
    let Talk {
        mut amina,
        bryn,
        room,
        accounts,
        ..
    } = talk();
    // Nothing in the room leads there: what began it is a change of the room.
    let all = accounts.0.sign_in().unwrap().messages(room.as_str()).unwrap();
    let change = all.iter().find(|event| event["type"] == "m.room.power_levels").unwrap();
    let (root, text) = (EventId::from(change["event_id"].as_str().unwrap()), unique("hidden"));
    amina.send(Command::MarkRead(room.clone()));
    bryn.send(
        room.as_str(),
        "m.room.message",
        json!({
            "msgtype": "m.text", "body": text,
            "m.relates_to": { "rel_type": "m.thread", "event_id": root.as_str() },
        }),
    )
    .unwrap();
    amina.summary(&room, "it among what is unread", |s| (s.unread, s.in_threads) == (1, 1));
    let lines = listed(&mut amina, &room, "it in the list", |lines| {
        lines.iter().any(|line| line.root == root)
    });
    let line = lines.iter().find(|line| line.root == root).unwrap();
    assert_eq!((&line.first, line.thread.unread), (&None, 1));
    open_thread(&mut amina, &room, &root);
    sees_in(&mut amina, &text);
    read(&mut amina, &room, &root);
    amina.summary(&room, "nothing unread", |s| (s.unread, s.in_threads) == (0, 0));
}
