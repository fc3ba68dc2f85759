//! What lasts: restarts, lost connections, lost keys, ended sessions.

use model::{Body, Command, Connection, Draft, Failure, Obstacle, RoomKind, SendState, Stage, Undecryptable, Why};
use serde_json::json;
use session::KeysError;
use support::{Account, Gate, Tamper, World, repoint, unique};

use crate::basics::{Pair, pair, people};
use crate::person::Person;
use crate::ways_round::tampered;

/// Somebody whose line to the server can be cut.
pub fn behind_a_gate() -> (World, Gate, Person, Person, model::RoomId, (Account, Account)) {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let gate = Gate::before(world.treasury()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), &gate.base_url());
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    amina.until("both there", |v| {
        v.header.as_ref().is_some_and(|h| h.joined == 2).then_some(())
    });
    bryn.open(&room);
    (world, gate, amina, bryn, room, accounts)
}

#[test]
fn a_message_written_offline_arrives_once() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let (before, while_off) = (unique("before"), unique("while off"));
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);

    gate.close();
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
    amina.say(&room, &while_off).unwrap();
    amina.until("it waits", |v| {
        v.row(&while_off)
            .filter(|(_, m)| m.state == SendState::Waiting)
            .map(drop)
    });
    gate.open().unwrap();
    bryn.sees(&while_off);
    amina.sees(&while_off);

    let texts = |p: &Person| p.view.texts().iter().filter(|t| **t == while_off).count();
    assert_eq!((texts(&amina), texts(&bryn)), (1, 1));
}

#[test]
fn a_message_that_waits_can_be_given_up() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let (never, after) = (unique("never mind"), unique("this one"));
    gate.close();
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
    amina.say(&room, &never).unwrap();
    let row = amina.until("it waits", |v| v.row(&never).map(|(row, _)| row.key.clone()));

    let to = room.clone();
    amina
        .wish(|ticket| Command::CancelSend { ticket, room: to, row })
        .unwrap();
    amina.until("it is gone", |v| v.row(&never).is_none().then_some(()));
    gate.open().unwrap();
    amina.say(&room, &after).unwrap();
    bryn.sees(&after);

    assert!(!bryn.view.texts().contains(&never));
}

#[test]
fn what_is_written_just_before_the_end_is_kept() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let (text, thought) = (unique("the last word"), unique("half a thought"));
    gate.close();
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));

    let draft = Draft {
        text: text.clone(),
        ..Draft::default()
    };
    amina.send(Command::Send {
        ticket: model::Ticket(u64::MAX),
        room: room.clone(),
        draft,
    });
    amina.send(Command::SaveDraft {
        room: room.clone(),
        text: thought.clone(),
        mentions: Vec::new(),
    });
    // The window closes before anything is answered.
    amina.restart();
    amina.summary(&room, "the draft's mark", |s| s.draft);
    amina.open(&room);
    amina.until("the draft", |v| (v.draft == thought).then_some(()));
    gate.open().unwrap();

    bryn.sees(&text);
}

#[test]
fn a_start_without_the_server_shows_what_was_there() {
    let (_world, gate, mut amina, mut bryn, room, _) = behind_a_gate();
    let text = unique("to be read later");
    bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    let draft = unique("half a thought");
    amina.send(Command::SaveDraft {
        room: room.clone(),
        text: draft.clone(),
        mentions: Vec::new(),
    });
    amina.summary(&room, "the draft's mark", |s| s.draft);
    gate.close();

    amina.restart();
    amina.summary(&room, "the room", |s| s.preview.is_some());
    amina.open(&room);
    amina.sees(&text);

    amina.until("the draft", |v| (v.draft == draft).then_some(()));
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
}

#[test]
fn a_lost_key_is_said_and_nothing_is_made_anew() {
    let Pair { mut amina, .. } = pair();
    amina.stop();
    let key = amina.ring.key.lock().unwrap().take();

    amina.start();
    amina.until("key lost", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::KeyLost))).then_some(())
    });
    *amina.ring.key.lock().unwrap() = key;
    amina.send(Command::Retry);
    amina.until("signed in", |v| {
        matches!(v.stage, Some(Stage::SignedIn(_))).then_some(())
    });
}

#[test]
fn a_locked_keyring_is_said_and_can_be_tried_again() {
    let Pair { mut amina, .. } = pair();
    amina.stop();
    *amina.ring.fails.lock().unwrap() = Some(KeysError::Locked);

    amina.start();
    amina.until("locked", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::KeyringLocked))).then_some(())
    });
    *amina.ring.fails.lock().unwrap() = None;
    amina.send(Command::Retry);
    amina.until("signed in", |v| {
        matches!(v.stage, Some(Stage::SignedIn(_))).then_some(())
    });
}

#[test]
fn another_key_does_not_open_the_stores() {
    let Pair { mut amina, .. } = pair();
    amina.stop();
    *amina.ring.key.lock().unwrap() = Some(session::Key::from([7; 32]));

    amina.start();

    amina.until("damaged", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::StoreDamaged))).then_some(())
    });
}

#[test]
fn a_wrong_password_leaves_nothing_behind() {
    let world = World::shared().unwrap();
    let (mut account, _) = people(&world);
    let right = std::mem::replace(&mut account.password, "not this one".to_owned());
    let mut amina = Person::new(&world);

    assert_eq!(amina.sign_in(&account), Err(Why::Failed(Failure::WrongPassword)));
    assert!(amina.ring.key.lock().unwrap().is_none());
    account.password = right;

    amina.sign_in(&account).unwrap();
}

#[test]
fn signing_out_leaves_nothing_readable() {
    let Pair { mut amina, room, .. } = pair();
    let text = unique("gone with me");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);

    amina.wish(|ticket| Command::SignOut { ticket }).unwrap();
    amina.until("signed out", |v| {
        matches!(v.stage, Some(Stage::SignedOut { .. })).then_some(())
    });
    nothing_is_left_of(&mut amina);
}

fn nothing_is_left_of(person: &mut Person) {
    person.stop();
    assert!(person.ring.key.lock().unwrap().is_none());
    let left: Vec<_> = ["data/account", "cache/account"]
        .iter()
        .filter(|p| person.home.path().join(p).exists())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn s49_a_session_ended_elsewhere_leaves_nothing_readable() {
    let Pair {
        mut amina,
        room,
        accounts,
        world: _world,
        ..
    } = pair();
    let text = unique("gone without me");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);
    let raw = accounts.0.sign_in().unwrap();
    raw.request("POST", "/_matrix/client/v3/logout/all", Some(json!({})))
        .unwrap();

    amina.until("told that it ended", |v| {
        matches!(v.stage, Some(Stage::SignedOut { ended: true, .. })).then_some(())
    });
    nothing_is_left_of(&mut amina);
}

#[test]
fn s49_a_soft_logout_keeps_device_drafts_and_messages() {
    let (world, tamper, mut amina, account) = tampered();
    amina.sign_in(&account).unwrap();
    amina.online();
    let (_, other) = people(&world);
    let mut bryn = Person::signed_in(&world, &other);
    let room = amina.start_direct(&other);
    bryn.accept(&room);
    bryn.open(&room);
    amina.open(&room);
    let text = unique("before the logout");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);
    let device = |v: &crate::person::View| match &v.stage {
        Some(Stage::SignedIn(me) | Stage::SignInAgain(me)) => Some(me.device.clone()),
        _ => None,
    };
    let before = amina.until("the device", device);

    let draft = unique("half a thought");
    amina.send(Command::SaveDraft {
        room: room.clone(),
        text: draft.clone(),
        mentions: Vec::new(),
    });
    amina.summary(&room, "the draft's mark", |s| s.draft);

    tamper.instead(|request| {
        request
            .path
            .contains("/send/")
            .then(|| support::Reply::json(502, &json!({})))
    });
    let waiting = unique("waits through the logout");
    amina.say(&room, &waiting).unwrap();
    amina.until("it waits", |v| {
        let (_, message) = v.row(&waiting)?;
        (message.state == SendState::Waiting).then_some(())
    });
    tamper.instead(|request| {
        let body = json!({ "errcode": "M_UNKNOWN_TOKEN", "error": "expired", "soft_logout": true });
        (!request.path.contains("/login")).then(|| support::Reply::json(401, &body))
    });
    amina.until("asked again", |v| {
        matches!(v.stage, Some(Stage::SignInAgain(_))).then_some(())
    });
    tamper.behave();
    let password = model::Secret::new(account.password.clone());
    amina.wish(|ticket| Command::SignInAgain { ticket, password }).unwrap();
    amina.until("signed in", |v| {
        matches!(v.stage, Some(Stage::SignedIn(_))).then_some(())
    });
    amina.open(&room);

    amina.sees(&text);
    amina.until("the draft", |v| (v.draft == draft).then_some(()));
    assert_eq!(amina.until("the device", device), before);
    bryn.sees(&waiting);
    amina.event_of(&waiting);
    assert_eq!(
        bryn.view.texts().iter().filter(|text| text.contains(&waiting)).count(),
        1
    );
}

#[test]
fn replies_edits_reactions_and_deletions_reach_the_other_side() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        world: _world,
        ..
    } = pair();
    let (question, answer, better) = (unique("four o'clock?"), unique("fine"), unique("five is better"));
    amina.say(&room, &question).unwrap();
    let event = bryn.event_of(&question);
    let (to, draft) = (
        room.clone(),
        Draft {
            text: answer.clone(),
            reply_to: Some(event),
            ..Draft::default()
        },
    );
    bryn.wish(|ticket| Command::Send {
        ticket,
        room: to,
        draft,
    })
    .unwrap();
    let reply = amina.sees(&answer);
    assert_eq!(
        reply.reply.and_then(|q| q.content).map(|(_, text)| text.to_string()),
        Some(question.clone())
    );

    bryn.sees(&answer);
    let row = bryn.until("its row", |v| v.row(&answer).map(|(row, _)| row.key.clone()));
    let (to, draft) = (
        room.clone(),
        Draft {
            text: better.clone(),
            edit: Some(row),
            ..Draft::default()
        },
    );
    bryn.wish(|ticket| Command::Send {
        ticket,
        room: to,
        draft,
    })
    .unwrap();
    assert!(amina.sees(&better).edited);

    let row = amina.until("its row", |v| v.row(&better).map(|(row, _)| row.key.clone()));
    let to = room.clone();
    amina
        .wish(|ticket| Command::React {
            ticket,
            room: to,
            row,
            key: "👍".into(),
        })
        .unwrap();
    bryn.until("the reaction", |v| {
        let reaction = v.row(&better)?.1.reactions.iter().find(|r| &*r.key == "👍")?;
        reaction
            .people
            .iter()
            .any(|name| &**name == "Amina Rahman")
            .then_some(())
    });

    let row = amina.until("its row", |v| v.row(&question).map(|(row, _)| row.key.clone()));
    let to = room.clone();
    amina.wish(|ticket| Command::Redact { ticket, room: to, row }).unwrap();
    bryn.until("the deletion", |v| {
        v.messages()
            .any(|(_, m)| matches!(m.body, model::Body::Redacted))
            .then_some(())
    });
}

#[test]
fn a_sender_known_late_is_read_late() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let tamper = Tamper::before(&world, world.parliament()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.parliament().name(), &tamper.base_url());
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::under(&world, &policy);
    bryn.sign_in(&accounts.1).unwrap();
    bryn.online();
    // The reader's server has not heard yet that the sender's device is confirmed.
    let sender = accounts.0.user_id.clone();
    tamper.after(move |request, reply| {
        if request.path.ends_with("/keys/query") {
            reply.edit(|body| {
                for keys in ["master_keys", "self_signing_keys"] {
                    body[keys].as_object_mut().map(|keys| keys.remove(&sender));
                }
            });
        }
    });
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    bryn.open(&room);
    let text = unique("from a new colleague");
    amina.say(&room, &text).unwrap();
    bryn.until("the message, shut", |v| {
        let shut = |body: &Body| *body == Body::Undecryptable(Undecryptable::UnconfirmedDevice);
        v.messages().any(|(_, m)| shut(&m.body)).then_some(())
    });

    tamper.behave();

    bryn.sees(&text);
}

#[test]
fn the_header_says_who_will_read() {
    let Pair {
        mut amina,
        world: _world,
        ..
    } = pair();
    amina.until("two departments", |v| {
        let header = v.header.as_ref()?;
        let names: Vec<_> = header
            .presence
            .iter()
            .map(|p| (p.name.to_string(), p.count, p.outside))
            .collect();
        let expected = [("Parliament".to_owned(), 1, false), ("Treasury".to_owned(), 1, false)];
        (names == expected && header.encrypted && matches!(header.kind, RoomKind::Direct(_))).then_some(())
    });
}

/// A start costs what is on show: of the rooms further down only what memory has, until they are scrolled to.
#[test]
fn a_long_list_is_completed_where_it_is_looked_at() {
    const ROOMS: usize = 45;
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let raw = account.puppet().unwrap();
    for number in 0..ROOMS {
        raw.create_room(json!({ "name": format!("Committee {number}"), "preset": "private_chat" }))
            .unwrap();
    }
    let mut amina = Person::signed_in(&world, &account);
    let last = amina.until("all rooms", |v| {
        let last = v.rooms.last().filter(|_| v.rooms.len() == ROOMS)?;
        (!last.name.is_empty()).then(|| last.id.clone())
    });
    amina.send(Command::SaveDraft {
        room: last.clone(),
        text: "to be continued".to_owned(),
        mentions: Vec::new(),
    });
    amina.restart();
    amina.until("all rooms again", |v| (v.rooms.len() == ROOMS).then_some(()));

    let seldom = amina.summary(&last, "a line", |_| true);
    assert!(seldom.name.starts_with("Committee") && !seldom.draft, "{seldom:?}");
    amina.send(Command::LookAt(vec![last.clone()]));
    amina.summary(&last, "the draft", |line| line.draft);
}
