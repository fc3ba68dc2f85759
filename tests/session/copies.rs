//! A homeserver that shows the same ciphertext again, as another event.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use model::{Body, Closed, Draft, Message, RoomId, Shield};
use serde_json::{Value, json};
use support::{Reply, Request, Tamper, unique};

use crate::deceit::{Deceived, deceived};
use crate::person::{PATIENCE, Person, View};

/// What the server has shown in a room, and what it is to put there with what comes next.
#[derive(Clone)]
struct Stage {
    shown: Arc<Mutex<Vec<Value>>>,
    planted: Arc<Mutex<Vec<Value>>>,
}

impl Stage {
    fn set(tamper: &Tamper, room: &RoomId) -> Stage {
        let stage = Stage {
            shown: Arc::default(),
            planted: Arc::default(),
        };
        let (there, room) = (stage.clone(), room.to_string());
        tamper.after(move |request, reply| {
            if !request.path.contains("/sync") {
                return;
            }
            reply.edit(|body| {
                let room = body.get_mut("rooms").and_then(|rooms| rooms.get_mut(&room));
                let Some(timeline) = room.and_then(|room| room["timeline"].as_array_mut()) else {
                    return;
                };
                there.shown.lock().unwrap().extend(timeline.iter().cloned());
                timeline.append(&mut there.planted.lock().unwrap());
            });
        });
        stage
    }

    /// An event as the server has shown it.
    fn event(&self, event: &str) -> Value {
        let shown = self.shown.lock().unwrap();
        let found = shown.iter().find(|shown| shown["event_id"] == event);
        found.cloned().expect("an event that was shown")
    }

    /// The ciphertext of this event is to come again. Gives the event that it comes as.
    fn again(&self, event: &Value) -> Value {
        let mut copy = event.clone();
        copy["event_id"] = json!(unique("$again"));
        copy["origin_server_ts"] = json!(event["origin_server_ts"].as_u64().unwrap() + 60_000);
        copy["unsigned"] = json!({});
        self.planted.lock().unwrap().push(copy.clone());
        copy
    }
}

/// Whether a request asks for this event.
fn asks_for(request: &Request, event: &Value) -> bool {
    let id = event["event_id"].as_str().unwrap();
    // `$` may come percent-encoded.
    request.path.contains("/event/") && request.path.ends_with(id.trim_start_matches('$'))
}

fn says(person: &mut Person, room: &RoomId, text: &str) -> String {
    person.say(room, text).unwrap();
    person.event_of(text).to_string()
}

/// How often these words are shown.
fn times(view: &View, text: &str) -> usize {
    view.texts().iter().filter(|shown| *shown == text).count()
}

/// How many are closed because they repeat others.
fn repeated(view: &View) -> usize {
    let closed = |m: &Message| matches!(m.body, Body::Closed(Closed::Repeated, _));
    view.messages().filter(|(_, m)| closed(m)).count()
}

#[test]
fn s33_a_message_shown_again_is_closed() {
    let Deceived {
        world: _world,
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    let stage = Stage::set(&tamper, &room);
    let (yes, no) = (unique("yes, pay it"), unique("no, not that one"));
    let events = [&yes, &no].map(|text| {
        let event = says(&mut bryn, &room, text);
        amina.sees(text);
        stage.event(&event)
    });
    // Asked for them, the server says it knows no such event; stands by it; or has another ciphertext of Bryn's for it.
    let honest = stage.again(&events[0]);
    let (firm, sly) = (stage.again(&events[0]), stage.again(&events[0]));
    let other = events[1].clone();
    tamper.instead(move |request| {
        let stands_by = asks_for(request, &firm).then(|| firm.clone());
        let answer = stands_by.or_else(|| asks_for(request, &sly).then(|| other.clone()));
        answer.map(|event| Reply::json(200, &event))
    });
    bryn.say(&room, &unique("and now")).unwrap();
    amina.until("three that are closed", |v| (repeated(v) == 3).then_some(()));
    assert_eq!(times(&amina.view, &yes), 1, "said once, shown once");
    assert_eq!(amina.sees(&yes).shield, Shield::None);
    assert_eq!(amina.sees(&no).shield, Shield::None);

    // The list says none of its words either, ...
    let last = stage.again(&events[0]);
    bryn.say(&room, &unique("and again")).unwrap();
    amina.until("the last of them, closed", |v| {
        let (_, last_row) = v.messages().last()?;
        (last_row.event.as_ref().map(model::EventId::as_str) == last["event_id"].as_str()
            && last_row.shield == Shield::Repeated)
            .then_some(())
    });
    amina.summary(&room, "a line that says nothing of it", |line| {
        line.preview
            .as_ref()
            .is_some_and(|preview| preview.closed == Some(Closed::Repeated) && preview.text.is_empty())
    });
    // ... nor an answer to it, ...
    let draft = Draft {
        text: unique("which one"),
        reply_to: honest["event_id"].as_str().map(Into::into),
        ..Draft::default()
    };
    let answer = draft.text.clone();
    amina.write(&room, draft).unwrap();
    let quote = amina.sees(&answer).reply.unwrap();
    assert_eq!(quote.closed, Some(Closed::Repeated));
    assert_eq!(quote.content.map(|(_, line)| line), Some("".into()));
    // ... and nobody has to be asked at the next start. What was sent has come back by then: an end before that leaves it to
    // the next time there is a line.
    let after = unique("after the answer");
    bryn.sees(&answer);
    says(&mut bryn, &room, &after);
    amina.sees(&after);
    tamper.instead(|_| Some(Reply::broken()));
    amina.restart();
    amina.open(&room);
    amina.until("all of them, closed", |v| (repeated(v) == 4).then_some(()));
    amina.sees(&answer);
    assert_eq!(times(&amina.view, &yes), 1, "after a restart too");
}

#[test]
fn s33_what_was_said_twice_is_shown_twice_and_not_three_times() {
    let Deceived {
        world: _world,
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    let stage = Stage::set(&tamper, &room);
    let (ok, mark) = (unique("ok"), unique("that is settled"));
    let first = says(&mut bryn, &room, &ok);
    bryn.say(&room, &ok).unwrap();
    bryn.say(&room, &mark).unwrap();
    amina.sees(&mark);
    assert_eq!(times(&amina.view, &ok), 2);
    // Both are asked for, and the third time is judged with them.
    let _copy = stage.again(&stage.event(&first));
    bryn.say(&room, &unique("and now")).unwrap();
    amina.sees_closed(&ok, Closed::Repeated);
    assert_eq!(times(&amina.view, &ok), 2);
}

#[test]
fn s33_what_could_not_be_asked_is_asked_again() {
    let Deceived {
        world: _world,
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    let stage = Stage::set(&tamper, &room);
    let down = Arc::new(AtomicBool::new(true));
    tamper.instead({
        let down = down.clone();
        move |request| {
            let asked = request.path.contains("/event/") && down.load(Ordering::Relaxed);
            asked.then(|| Reply::error(502, "M_UNKNOWN", "down"))
        }
    });
    let text = unique("yes, pay it");
    let event = says(&mut bryn, &room, &text);
    amina.sees(&text);
    let _copy = stage.again(&stage.event(&event));
    bryn.say(&room, &unique("and now")).unwrap();
    amina.until("both, as long as nobody knows", |v| {
        (times(v, &text) == 2).then_some(())
    });
    let asked = || tamper.seen().iter().any(|request| request.path.contains("/event/"));
    let patience = Instant::now() + PATIENCE;
    while !asked() {
        assert!(Instant::now() < patience, "nobody asked");
        std::thread::yield_now();
    }
    assert_eq!(times(&amina.view, &text), 2);
    down.store(false, Ordering::Relaxed);
    amina.sees_closed(&text, Closed::Repeated);
}

/// The server turns a message back to an older text of it.
#[test]
fn s33_a_change_shown_again_closes_its_message() {
    let Deceived {
        world: _world,
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    let stage = Stage::set(&tamper, &room);
    let texts = ["pay one", "pay two", "pay three"].map(unique);
    bryn.say(&room, &texts[0]).unwrap();
    let first = bryn.event_of(&texts[0]).to_string();
    for pair in texts.windows(2) {
        amina.sees(&pair[0]);
        let row = bryn.view.row(&pair[0]).unwrap().0.key.clone();
        let draft = Draft {
            text: pair[1].clone(),
            edit: Some(row),
            ..Draft::default()
        };
        bryn.write(&room, draft).unwrap();
        bryn.sees(&pair[1]);
    }
    amina.sees(&texts[2]);
    let changes: Vec<Value> = stage.shown.lock().unwrap().clone();
    let change = changes
        .into_iter()
        .find(|event| event["content"]["m.relates_to"]["event_id"] == *first)
        .expect("a change");
    let _copy = stage.again(&change);
    bryn.say(&room, &unique("and now")).unwrap();
    amina.sees_closed(&texts[1], Closed::Repeated);
    assert_eq!(times(&amina.view, &texts[1]), 0);
}
