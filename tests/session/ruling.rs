//! The policy while somebody is at work: it becomes stricter, it ends, it asks for the password, it judges files.

use model::{Capability, Command, Failure, Obstacle, Retention, Stage, Why};
use policy::Reason;
use serde_json::json;
use support::unique;

use crate::basics::{Pair, pair, pair_under};
use crate::person::Person;
use crate::ways_round::refused;

impl Person {
    /// Waits until the session has begun anew, and opens the room again as the window would.
    fn renewed(&mut self, room: &model::RoomId) {
        self.until("a new beginning", |v| (v.renewals > 0).then_some(()));
        self.open(room);
    }
}

#[test]
fn a_stricter_policy_counts_at_once() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        world,
        ..
    } = pair();
    let (before, after) = (unique("before"), unique("after"));
    amina.say(&room, &before).unwrap();
    amina.sees(&before);
    let allowed = amina.view.row(&before).map(|(_, m)| m.allows.redact.clone());
    assert_eq!(allowed, Some(Capability::Allowed));

    let mut stricter = world.policy();
    stricter["retention"] = json!({ "forbid_redaction": true });
    amina.comes_under(&stricter);
    amina.renewed(&room);
    amina.sees(&before);

    let row = amina.until("its row", |v| v.row(&before).map(|(row, _)| row.key.clone()));
    let to = room.clone();
    let reason = refused(amina.wish(|ticket| Command::Redact { ticket, room: to, row }).map(drop));
    assert_eq!(reason, Reason::RedactionForbidden);
    amina.say(&room, &after).unwrap();
    bryn.sees(&after);
}

#[test]
fn a_server_no_longer_approved_is_left_at_once() {
    let Pair {
        mut amina, world, room, ..
    } = pair();
    let mut narrower = world.policy();
    let own = world.treasury().name().to_owned();
    narrower["homeservers"]
        .as_array_mut()
        .unwrap()
        .retain(|server| server["server_name"] != own);

    amina.comes_under(&narrower);
    amina.until("nothing opened", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::Unpinned))).then_some(())
    });
    assert_eq!(amina.say(&room, "still there?"), Err(Why::Failed(Failure::SignedOut)));

    // And back, once it is approved again.
    amina.comes_under(&world.policy());
    amina.until("signed in", |v| v.is_signed_in().then_some(()));
    amina.open(&room);
}

#[test]
fn c30_a_policy_out_of_date_leaves_reading() {
    let Pair {
        mut amina, world, room, ..
    } = pair();
    let text = unique("to be read later");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);
    let mut ended = world.policy();
    ended["valid_until"] = json!("2026-01-31");
    ended["grace_days"] = json!(14);

    amina.comes_under(&ended);
    amina.renewed(&room);
    amina.sees(&text);

    let expected = Reason::PolicyExpired {
        day: "2026-01-31".to_owned(),
    };
    assert_eq!(refused(amina.say(&room, "one more")), expected);
    let name = unique("New room");
    let made = amina.wish(|ticket| Command::CreateRoom {
        ticket,
        name,
        invite: Vec::new(),
    });
    assert_eq!(refused(made.map(drop)), expected);
    let send = amina.until("the header", |v| v.header.as_ref().map(|h| h.allows.send.clone()));
    assert_eq!(send, Capability::Refused(expected));
}

#[test]
fn a_locked_window_is_opened_by_the_password_and_by_nothing_else() {
    let Pair {
        mut amina, accounts, ..
    } = pair();
    let unlock = |amina: &mut Person, password: &str| {
        let password = model::Secret::new(password.to_owned());
        amina.wish(|ticket| Command::Unlock { ticket, password }).map(drop)
    };

    assert_eq!(unlock(&mut amina, "guess"), Err(Why::Failed(Failure::WrongPassword)));
    assert_eq!(unlock(&mut amina, ""), Err(Why::Failed(Failure::WrongPassword)));
    assert_eq!(unlock(&mut amina, &accounts.0.password), Ok(()));
    amina.restart();
    amina.online();

    assert_eq!(unlock(&mut amina, "guess"), Err(Why::Failed(Failure::WrongPassword)));
    assert_eq!(unlock(&mut amina, &accounts.0.password), Ok(()));
}

#[test]
fn a_session_that_is_not_remembered_asks_for_the_password_and_loses_nothing() {
    let Pair {
        mut amina,
        room,
        accounts,
        world: _world,
        ..
    } = pair_under(|policy| policy["sign_in"]["remember_session"] = json!(false));
    let text = unique("still here tomorrow");
    amina.say(&room, &text).unwrap();
    amina.sees(&text);

    amina.restart();
    amina.until("asked again", |v| {
        matches!(v.stage, Some(Stage::SignInAgain(_))).then_some(())
    });
    let password = model::Secret::new(accounts.0.password.clone());
    amina.wish(|ticket| Command::SignInAgain { ticket, password }).unwrap();
    amina.online();
    amina.open(&room);

    amina.sees(&text);
}

#[test]
fn a_window_locked_over_that_question_is_opened_by_its_answer() {
    let Pair {
        mut amina,
        accounts,
        world: _world,
        ..
    } = pair_under(|policy| policy["sign_in"]["remember_session"] = json!(false));
    amina.restart();
    amina.until("asked again", |v| {
        matches!(v.stage, Some(Stage::SignInAgain(_))).then_some(())
    });
    let mut unlock = |password: &str| {
        let password = model::Secret::new(password.to_owned());
        amina.wish(|ticket| Command::Unlock { ticket, password }).map(drop)
    };

    assert_eq!(unlock("guess"), Err(Why::Failed(Failure::WrongPassword)));
    assert_eq!(unlock(&accounts.0.password), Ok(()));

    amina.online();
}

#[test]
fn a_file_is_judged_by_its_size_its_name_and_what_it_is() {
    let Pair {
        mut amina,
        room,
        world: _world,
        ..
    } = pair_under(|policy| policy["content"] = json!({ "max_upload_mb": 1 }));
    let folder = tempfile::tempdir().unwrap();
    let mut send = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        amina.send_file(&room, &path, "")
    };

    assert_eq!(
        refused(send("minutes.pdf", &vec![b'x'; (1 << 20) + 1])),
        Reason::FileTooLarge { megabytes: 1 }
    );
    assert!(matches!(refused(send("tool.exe", b"MZ")), Reason::FileKind { .. }));
    // A program that calls itself a document.
    let program = [b"\x7fELF\x02\x01\x01\0".as_slice(), &[0; 64]].concat();
    assert!(matches!(
        refused(send("minutes.pdf", &program)),
        Reason::FileKind { .. }
    ));
    assert_eq!(send("minutes.pdf", b"%PDF-1.7"), Ok(()));
}

#[test]
fn what_may_not_be_saved_is_not_fetched() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        world: _world,
        ..
    } = pair_under(|policy| policy["device"] = json!({ "save_files": false }));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("minutes.txt");
    std::fs::write(&path, "the minutes").unwrap();
    bryn.send_file(&room, &path, "").unwrap();
    let row = amina.until("the file", |v| {
        let mut files = v.messages().filter(|(_, m)| matches!(m.body, model::Body::File(_)));
        files.next().map(|(row, _)| row.key.clone())
    });
    let into = tempfile::tempdir().unwrap();

    let saved = amina.wish(|ticket| Command::SaveFile {
        ticket,
        room: room.clone(),
        row,
        folder: into.path().to_owned(),
    });

    assert_eq!(refused(saved.map(drop)), Reason::SavingForbidden);
    assert_eq!(std::fs::read_dir(into.path()).unwrap().count(), 0);
}

#[test]
fn links_are_judged_by_policy_before_they_are_shown() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        world: _world,
        ..
    } = pair_under(|policy| policy["content"] = json!({ "open_links": "allow_list" }));
    let mark = unique("see");
    let text = format!("{mark} https://treasury.example/a https://treasury.example.evil.example/a");
    bryn.say(&room, &text).unwrap();

    let verdicts = amina.until("the links", |v| {
        let (_, message) = v.row(&text)?;
        let model::Body::Text { blocks, .. } = &message.body else {
            return None;
        };
        let [model::Block::Paragraph(spans)] = &blocks[..] else {
            return None;
        };
        let links = spans.iter().filter_map(|span| span.link.as_ref());
        Some(links.map(|link| link.verdict.clone()).collect::<Vec<_>>())
    });

    let elsewhere = Reason::LinkElsewhere {
        host: "treasury.example.evil.example".to_owned(),
    };
    assert_eq!(
        verdicts,
        [model::LinkVerdict::Open, model::LinkVerdict::Refused(elsewhere)]
    );
}

#[test]
fn c27_a_copied_home_opens_for_nobody() {
    let Pair { mut amina, .. } = pair();
    amina.stop();
    amina.ring.key.lock().unwrap().take();

    amina.start();
    amina.until("the key missing", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::KeyLost))).then_some(())
    });
    amina.stop();
    // Nor with another computer's key.
    *amina.ring.key.lock().unwrap() = Some(session::Key::from([9; 32]));
    amina.start();
    amina.until("the stores shut", |v| {
        (v.stage == Some(Stage::Obstacle(Obstacle::StoreDamaged))).then_some(())
    });
}

#[test]
fn a_wish_that_a_new_beginning_overtakes_is_answered() {
    let (_world, tamper, mut person, account) = crate::ways_round::tampered();
    person.sign_in(&account).unwrap();
    person.online();
    // A server that takes its time: no answer before the policy changes.
    let (waits, go) = std::sync::mpsc::channel::<()>();
    let go = std::sync::Mutex::new(go);
    tamper.instead(move |request| {
        if request.path.ends_with("/createRoom") {
            let _until_the_test_ends = go.lock().unwrap().recv();
        }
        None
    });
    let ticket = model::Ticket(u64::MAX - 1);
    let name = unique("Never made");
    person.send(Command::CreateRoom {
        ticket,
        name,
        invite: Vec::new(),
    });
    let asked = || {
        tamper
            .seen()
            .iter()
            .any(|request| request.path.ends_with("/createRoom"))
    };
    while !asked() {
        std::thread::yield_now();
    }

    let mut stricter = person.policy_document();
    stricter["retention"] = json!({ "forbid_redaction": true });
    person.comes_under(&stricter);

    let answer = person.until("an answer", |v| v.answers.get(&ticket).cloned());
    assert_eq!(answer, Err(Why::Failed(Failure::SignedOut)));
    drop(waits);
}

#[test]
fn a_room_says_itself_how_long_its_messages_are_kept() {
    let Pair {
        world: _world,
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let text = unique("to be kept");
    amina.say(&room, &text).unwrap();
    amina.event_of(&text);
    let raw = accounts.0.sign_in().unwrap();
    let hour = std::time::Duration::from_secs(60 * 60);
    let says_by = |kind: &str, content| raw.set_state(room.as_str(), kind, "", content).unwrap();
    let says = |content| says_by("m.room.retention", content);
    let until = |amina: &mut Person, what: Retention| {
        amina.until(&format!("{what:?}"), |v| {
            (v.header.as_ref()?.retention == what).then_some(())
        });
    };

    says(json!({ "max_lifetime": 3_600_000 }));
    until(&mut amina, Retention::Expire(hour));
    says(json!({}));
    until(&mut amina, Retention::None);
    says_by("org.matrix.msc1763.retention", json!({ "max_lifetime": 7_200_000 }));
    until(&mut amina, Retention::Expire(hour * 2));
    says(json!({ "min_lifetime": 10_800_000 }));
    until(&mut amina, Retention::Expire(hour * 3));
    amina.restart();
    amina.open(&room);
    until(&mut amina, Retention::Expire(hour * 3));

    let forbidden = Reason::RedactionTooEarly { days: 1 };
    amina.until("no deleting", |v| {
        let (_, message) = v.row(&text)?;
        (message.allows.redact == Capability::Refused(forbidden.clone())).then_some(())
    });
    let row = amina.until("its row", |v| v.row(&text).map(|(row, _)| row.key.clone()));
    let to = room.clone();
    let reason = refused(amina.wish(|ticket| Command::Redact { ticket, room: to, row }).map(drop));
    assert_eq!(reason, forbidden);
}
