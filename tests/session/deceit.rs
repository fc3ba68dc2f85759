//! A homeserver that lies about keys, loses them, or brings them late.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use model::{Body, Capability, Closed, Command, Draft, Failure, Figures, KeyStorage, Shield, Undecryptable, Why};
use policy::Reason;
use serde_json::json;
use support::{Account, Reply, Request, Tamper, World, repoint, unique};

use crate::basics::people;
use crate::person::{PATIENCE, Person, View};

/// Amina behind a homeserver of her own that does as the test says, and Bryn.
pub struct Deceived {
    pub world: World,
    pub tamper: Tamper,
    pub amina: Person,
    pub bryn: Person,
    pub room: model::RoomId,
    pub accounts: (Account, Account),
}

pub fn deceived() -> Deceived {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), &tamper.base_url());
    let mut amina = Person::under(&world, &policy);
    amina.sign_in(&accounts.0).unwrap();
    amina.online();
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    amina.open(&room);
    amina.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    bryn.open(&room);
    Deceived {
        world,
        tamper,
        amina,
        bryn,
        room,
        accounts,
    }
}

/// Whether a request is the one that fetches keys, and not the one that fetches rooms.
pub fn fetches_keys(request: &Request) -> bool {
    request.path.contains("/sync") && request.json()["conn_id"] == "encryption"
}

#[test]
fn s34_keys_are_not_stored_under_the_servers_own_key() {
    let Deceived {
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    amina.makes_key();
    // Anybody can make a storage whose key they have; nobody but the person can sign it.
    tamper.instead(|request| {
        (request.method == "GET" && request.path.ends_with("/room_keys/version")).then(|| {
            Reply::json(
                200,
                &json!({
                    "algorithm": "m.megolm_backup.v1.curve25519-aes-sha2",
                    "auth_data": { "public_key": "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo", "signatures": {} },
                    "count": 0, "etag": "0", "version": "666",
                }),
            )
        })
    });
    amina.restart();
    amina.online();
    amina.open(&room);
    for number in 0..3 {
        let text = unique(&format!("number {number}"));
        bryn.say(&room, &text).unwrap();
        amina.sees(&text);
        amina.say(&room, &unique("and back")).unwrap();
    }
    amina.trusts("how storage stands", |trust| trust.storage != KeyStorage::Unknown);
    let stored = tamper.seen().iter().any(|request| {
        request.method == "PUT" && request.path.contains("/room_keys/keys") && request.path.contains("version=666")
    });
    assert!(!stored);
}

#[test]
fn s42_devices_that_could_not_be_asked_for_are_asked_for_again() {
    let Deceived {
        world,
        tamper,
        mut amina,
        ..
    } = deceived();
    let down = Arc::new(AtomicBool::new(true));
    tamper.instead({
        let down = down.clone();
        move |request| {
            let query = request.path.contains("/keys/query") && down.load(Ordering::Relaxed);
            query.then(|| Reply::error(502, "M_UNKNOWN", "down"))
        }
    });
    // Somebody whose devices Amina's program has never seen.
    let carys = world
        .parliament()
        .register(&unique("carys"), "a third password", "Carys Hughes")
        .unwrap();
    let mut carys_there = Person::signed_in(&world, &carys);
    let me = amina.until("being signed in", |v| match &v.stage {
        Some(model::Stage::SignedIn(me)) => Some(me.person.id.clone()),
        _ => None,
    });
    let room = carys_there
        .wish(|ticket| model::Command::StartDirect {
            ticket,
            person: me.to_string(),
        })
        .unwrap()
        .0
        .unwrap();
    amina.accept(&room);
    amina.open(&room);
    carys_there.open(&room);
    carys_there.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    let text = unique("from an unknown device");
    carys_there.say(&room, &text).unwrap();
    carys_there.sees(&text);
    amina.until("a message that is shut", |v| {
        v.messages()
            .any(|(_, m)| matches!(m.body, Body::Undecryptable(_)))
            .then_some(())
    });
    down.store(false, Ordering::Relaxed);

    assert_eq!(amina.sees(&text).shield, Shield::None);
}

#[test]
fn s46_a_key_that_comes_late_opens_the_message_in_its_place() {
    let Deceived {
        tamper,
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = deceived();
    let held = Held::back(&tamper);
    let text = unique("its key comes later");
    bryn.say(&room, &text).unwrap();
    bryn.sees(&text);
    let key = amina.until("a message that waits", |v| {
        let mut messages = v.messages();
        let found = messages.find(|(_, m)| m.body == Body::Undecryptable(Undecryptable::Waiting));
        found.map(|(row, _)| row.key.clone())
    });
    held.let_through(&accounts.0);

    assert_eq!(amina.sees(&text).shield, Shield::None);
    assert_eq!(
        amina.view.row(&text).map(|(row, _)| row.key.clone()),
        Some(key),
        "in its place"
    );
    assert_eq!(shut(&amina.view).count(), 0, "none is left");
}

/// What cannot be read in the open room.
fn shut(view: &View) -> impl Iterator<Item = &model::RowKey> {
    let shut = |body: &Body| matches!(body, Body::Undecryptable(_));
    view.messages()
        .filter(move |(_, m)| shut(&m.body))
        .map(|(row, _)| &row.key)
}

#[test]
fn a_late_key_is_counted_and_damaged_figures_begin_anew() {
    let Deceived {
        world: _world,
        tamper,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = deceived();
    amina.stop();
    let file = amina.home.path().join("data/account").join(Figures::FILE);
    std::fs::write(&file, "not figures").unwrap();
    amina.start();
    amina.online();
    amina.open(&room);
    let held = Held::back(&tamper);
    let text = unique("its key is counted");
    bryn.say(&room, &text).unwrap();
    bryn.sees(&text);
    amina.until("a message that waits", |v| shut(v).next().map(drop));
    held.let_through(&accounts.0);
    amina.sees(&text);

    let patience = Instant::now() + PATIENCE;
    let figures = loop {
        match Figures::of(&std::fs::read(&file).unwrap()) {
            Some(figures) => break figures,
            None => assert!(Instant::now() < patience, "nothing was counted"),
        }
        std::thread::yield_now();
    };
    assert_eq!(figures.late().map(|(_, count)| count).sum::<u64>(), 1, "{figures:?}");
    assert!(figures.never().all(|(_, count)| count == 0), "{figures:?}");
}

/// Keys that the server keeps to itself for a while.
pub struct Held(Arc<AtomicBool>);

impl Held {
    pub fn back(tamper: &Tamper) -> Held {
        let late = Arc::new(AtomicBool::new(true));
        let held = Mutex::new(Vec::new());
        tamper.after({
            let late = late.clone();
            move |request, reply| {
                if !fetches_keys(request) {
                    return;
                }
                reply.edit(|sync| {
                    let Some(events) = sync["extensions"]["to_device"]["events"].as_array_mut() else {
                        return;
                    };
                    let mut held = held.lock().unwrap();
                    held.append(events);
                    if !late.load(Ordering::Relaxed) {
                        events.append(&mut held);
                    }
                });
            }
        });
        Held(late)
    }

    /// Whatever comes next brings the reply that they are in: it is not waited for longer than a key that is only late.
    pub fn let_through(self, to: &Account) {
        self.0.store(false, Ordering::Relaxed);
        Held::wake(to);
    }

    /// Has something come where keys come, with nothing in it.
    fn wake(to: &Account) {
        let nothing = json!({ "messages": { to.user_id.as_str(): { "*": {} } } });
        let path = format!("/_matrix/client/v3/sendToDevice/org.example.nothing/{}", unique("t"));
        to.puppet().unwrap().request("PUT", &path, Some(nothing)).unwrap();
    }
}

/// A server that is asked by whom a key is missed learns who reads what, and gets to answer.
#[test]
fn s32_a_missing_key_is_not_asked_for_among_devices() {
    let Deceived {
        world,
        tamper,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = deceived();
    // Another device of hers could be asked.
    let mut phone = Person::signed_in(&world, &accounts.0);
    crate::confirming::compare(&mut phone, &mut amina, model::Whom::OwnDevices);
    let held = Held::back(&tamper);
    let text = unique("its key is missed");
    bryn.say(&room, &text).unwrap();
    let row = amina.until("a message that waits", |v| shut(v).next().cloned());
    let looked = amina.wish(|ticket| Command::LookAgain { ticket, room, row });
    assert_eq!(looked, Err(Why::Failed(Failure::KeyMissing)));
    // What the SDK wants to ask goes out with the next round, and is there when another begins.
    let rounds = || tamper.seen().iter().filter(|request| fetches_keys(request)).count();
    let patience = Instant::now() + PATIENCE;
    for _ in 0..2 {
        let before = rounds();
        Held::wake(&accounts.0);
        while rounds() == before {
            assert!(Instant::now() < patience, "keys are not fetched any more");
            std::thread::yield_now();
        }
    }
    held.let_through(&accounts.0);
    amina.sees(&text);
    let asked = tamper
        .seen()
        .into_iter()
        .find(|request| request.path.contains("/sendToDevice/m.room_key_request"));
    assert!(asked.is_none(), "{asked:?}");
}

fn asks_for_key(request: &Request) -> bool {
    request.method == "GET" && request.path.contains("/room_keys/keys/")
}

#[test]
fn a_key_in_key_storage_is_found_by_looking_again() {
    let Deceived {
        world,
        tamper,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = deceived();
    let key = amina.makes_key();
    let mut phone = Person::signed_in(&world, &accounts.0);
    phone.trusts("an unconfirmed device", |trust| trust.confirmed == Some(false));
    phone.uses_key(key.reveal()).unwrap();
    phone.trusts("key storage", |trust| trust.storage == KeyStorage::On);
    phone.summary(&room, "the room", |_| true);
    phone.open(&room);
    // To this device no key comes, neither by itself nor out of key storage.
    let kept = Arc::new(AtomicBool::new(false));
    tamper.instead({
        let kept = kept.clone();
        move |request| {
            (asks_for_key(request) && !kept.load(Ordering::Relaxed))
                .then(|| Reply::error(404, "M_NOT_FOUND", "no such key"))
        }
    });
    let held = Held::back(&tamper);
    let text = unique("its key is in key storage");
    bryn.say(&room, &text).unwrap();
    phone.sees(&text);
    let row = amina.until("a message that waits", |v| shut(v).next().cloned());
    let mut look = || {
        let (room, row) = (room.clone(), row.clone());
        amina.wish(|ticket| Command::LookAgain { ticket, room, row })
    };
    let asked = || tamper.seen().iter().filter(|request| asks_for_key(request)).count();
    // The SDK asks once by itself, and then for a while no more.
    let before = asked();
    for _ in 0..2 {
        assert_eq!(look(), Err(Why::Failed(Failure::KeyMissing)));
    }
    assert!(asked() >= before + 2, "each look asks key storage");

    kept.store(true, Ordering::Relaxed);
    // The other device stores it when it gets to it.
    let patience = Instant::now() + PATIENCE;
    while let Err(why) = look() {
        assert_eq!(why, Why::Failed(Failure::KeyMissing));
        assert!(Instant::now() < patience, "it was stored, and is not found");
    }
    // Its key came from key storage, where the server can put one too: nobody vouches for its sender, so it stays closed.
    let closed = amina.sees_closed(&text, Closed::Unvouched);
    assert_eq!(closed.shield, Shield::Unvouched);
    assert_eq!(shut(&amina.view).count(), 0);
    amina.summary(&room, "a line that says nothing of it", |line| {
        line.preview
            .as_ref()
            .is_some_and(|preview| preview.closed == Some(Closed::Unvouched) && preview.text.is_empty())
    });
    // Neither does an answer to it.
    let answer = unique("did you write that");
    let draft = Draft {
        text: answer.clone(),
        reply_to: closed.event,
        ..Draft::default()
    };
    amina.write(&room, draft).unwrap();
    let quote = amina.sees(&answer).reply.unwrap();
    assert_eq!(quote.closed, Some(Closed::Unvouched));
    assert_eq!(quote.content.map(|(_, line)| line), Some("".into()));
    let (room, row) = (room.clone(), row.clone());
    let again = amina.wish(|ticket| Command::LookAgain { ticket, room, row });
    assert!(again.is_ok(), "what can be read needs no key");

    // The key that its sender sent this device comes after all, and vouches for them.
    held.let_through(&accounts.0);
    assert_eq!(amina.sees(&text).shield, Shield::None);
    amina.until("an answer that quotes it", |v| {
        v.sent(&answer)?
            .reply
            .as_ref()
            .filter(|quote| quote.closed.is_none())
            .map(drop)
    });
}

/// The server says that somebody is in the room whom nobody asked in.
fn smuggle_in(tamper: &Tamper, room: &model::RoomId, ghost: &str) {
    let (room, event) = (room.to_string(), unique("$made-up"));
    let member = json!({
        "type": "m.room.member", "state_key": ghost, "sender": ghost, "event_id": event, "room_id": room,
        "origin_server_ts": 1_790_000_000_000_u64, "content": { "membership": "join", "displayname": "Gwen Ghost" },
    });
    tamper.after(move |request, reply| {
        reply.edit(|body| {
            if request.path.contains("/members")
                && let Some(chunk) = body.get_mut("chunk").and_then(|chunk| chunk.as_array_mut())
            {
                chunk.push(member.clone());
            }
            if request.path.contains("/sync")
                && let Some(room) = body.get_mut("rooms").and_then(|rooms| rooms.get_mut(&room))
            {
                room["required_state"] = json!([member]);
            }
        });
    });
}

#[test]
fn s28_a_member_the_server_made_up_is_named_before_the_next_message() {
    let Deceived {
        world,
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    amina.say(&room, &unique("just the two of us")).unwrap();
    let ghost = format!("@{}:{}", unique("ghost"), world.treasury().name());
    smuggle_in(&tamper, &room, &ghost);
    let text = unique("any news");
    bryn.say(&room, &text).unwrap();
    let news = amina.until("the newcomer", |v| {
        let new = &v.header.as_ref()?.newcomers;
        (!new.is_empty()).then(|| new.clone())
    });
    assert_eq!(
        news.iter().map(|new| new.id.as_str()).collect::<Vec<_>>(),
        [ghost.as_str()]
    );
    amina.say(&room, &unique("now I know")).unwrap();
    amina.until("nobody new", |v| v.header.as_ref()?.newcomers.is_empty().then_some(()));

    let stranger = format!("@{}:{}", unique("eve"), world.outside().name());
    smuggle_in(&tamper, &room, &stranger);
    bryn.say(&room, &unique("and now")).unwrap();
    amina.until("a room that is shut", |v| {
        matches!(v.header.as_ref()?.allows.send, Capability::Refused(_)).then_some(())
    });
    assert!(matches!(amina.say(&room, "not for them"), Err(model::Why::Policy(_))));
}

#[test]
fn what_waits_goes_once_the_server_says_who_is_here() {
    let Deceived {
        tamper,
        mut amina,
        mut bryn,
        room,
        ..
    } = deceived();
    amina.say(&room, &unique("before")).unwrap();
    let (told, asked) = channel();
    tamper.instead(move |request| {
        if request.path.contains("/members") {
            told.send(()).ok();
            return Some(Reply::error(403, "M_FORBIDDEN", "no"));
        }
        // A passing failure switches a room's queue off.
        let sends = request.path.contains("/send/");
        sends.then(|| Reply::error(502, "M_UNKNOWN", "come back later"))
    });
    let text = unique("as soon as it is known who reads it");
    amina.say(&room, &text).unwrap();
    amina.until("that it waits", |v| v.row(&text).map(drop));
    asked.recv_timeout(PATIENCE).expect("it is judged anew");

    tamper.behave();
    bryn.sees(&text);
}

#[test]
fn who_is_here_is_asked_until_the_server_says_it() {
    let Deceived {
        tamper,
        mut amina,
        room,
        ..
    } = deceived();
    let silent = |request: &Request| {
        request
            .path
            .contains("/members")
            .then(|| Reply::error(403, "M_FORBIDDEN", "no"))
    };
    tamper.instead(silent);
    amina.restart();
    amina.online();
    amina.open(&room);
    let may_send = |view: &View| Some(view.header.as_ref()?.allows.send.clone());
    amina.until("nobody may write", |v| {
        (may_send(v)? == Capability::Refused(Reason::MembersUnknown)).then_some(())
    });

    tamper.behave();
    amina.until("everybody may write", |v| {
        (may_send(v)? == Capability::Allowed).then_some(())
    });
    amina.say(&room, &unique("there we are")).unwrap();
}
