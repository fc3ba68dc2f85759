//! Comparing emoji: with one's own devices, and with other people.

use std::sync::atomic::{AtomicBool, Ordering};

use model::{
    Body, Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, FlowId, Identity, KeyStorage, Means, Shield, Undecryptable,
    Whom,
};
use serde_json::json;
use support::{Account, Reply, Tamper, World, unique};

use crate::basics::{Pair, pair, people};
use crate::deceit::Held;
use crate::person::Person;
use crate::ways_round::signed_in_there;

/// Waits for a step of a confirmation, and gives its name.
pub fn step(person: &mut Person, what: &str, look: impl Fn(&ConfirmStep) -> bool) -> FlowId {
    person.until(what, |v| {
        let last = v.confirmations.last()?;
        look(&last.step).then(|| last.flow.clone())
    })
}

pub fn answer(person: &mut Person, flow: &FlowId, answer: ConfirmAnswer) {
    let flow = flow.clone();
    person.send(Command::AnswerConfirmation { flow, answer });
}

/// One asks, the other accepts, and both see seven emoji.
pub fn both_see(asks: &mut Person, asked: &mut Person, whom: Whom) -> FlowId {
    asks.view.confirmations.clear();
    asked.view.confirmations.clear();
    asks.wish(|ticket| Command::Confirm {
        ticket,
        whom,
        by: Means::Emoji,
    })
    .unwrap();
    let flow = step(asked, "the question", |step| *step == ConfirmStep::Asked);
    let by = asked.view.confirmations.last().unwrap().with.name.clone();
    assert!(!by.starts_with('@'), "who asks has a name: {by}");
    answer(asked, &flow, ConfirmAnswer::Accept);
    let emoji = |person: &mut Person| {
        person.until("emoji", |v| match v.confirmations.last()?.step {
            ConfirmStep::Compare { emoji, .. } => emoji,
            _ => None,
        })
    };
    assert_eq!(emoji(asks), emoji(asked), "both see the same");
    flow
}

/// The whole of it, with a good end.
pub fn compare(asks: &mut Person, asked: &mut Person, whom: Whom) {
    let flow = both_see(asks, asked, whom);
    answer(asks, &flow, ConfirmAnswer::Match);
    answer(asked, &flow, ConfirmAnswer::Match);
    step(asks, "the end", |step| *step == ConfirmStep::Done);
    step(asked, "the end", |step| *step == ConfirmStep::Done);
}

/// What somebody holds another's identity for.
pub fn identity(person: &mut Person, other: &str, what: Identity) {
    person.view.profile = None;
    person.send(Command::ShowPerson(other.into()));
    person.until(&format!("{what:?}"), |v| {
        let profile = v.profile.as_ref()?;
        (profile.person.id.as_str() == other && profile.identity == what).then_some(())
    });
}

#[test]
fn s08_sas_self() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let old = unique("from before the new laptop");
    bryn.say(&room, &old).unwrap();
    amina.sees(&old);
    amina.makes_key();

    let mut laptop = Person::signed_in(&world, &accounts.0);
    let trust = laptop.trusts("an unconfirmed device", |trust| {
        trust.confirmed == Some(false) && trust.others
    });
    assert_eq!(
        trust.next(),
        Some(model::TrustStep::Confirm {
            device: true,
            key: true
        })
    );
    compare(&mut laptop, &mut amina, Whom::OwnDevices);

    laptop.trusts("a confirmed device with key storage", |trust| {
        let confirmed = trust.confirmed == Some(true);
        // Its secrets are on their way: nothing is broken that somebody would have to mend.
        assert!(!(confirmed && trust.storage == KeyStorage::Incomplete));
        confirmed && trust.storage == KeyStorage::On
    });
    laptop.summary(&room, "the room", |_| true);
    laptop.open(&room);
    laptop.sees(&old);
    // The others give it keys from now on.
    let new = unique("to the new laptop");
    bryn.say(&room, &new).unwrap();
    assert_eq!(laptop.sees(&new).shield, Shield::None);
    amina.send(Command::ListDevices);
    amina.until("two confirmed devices", |v| {
        let confirmed = v
            .devices
            .iter()
            .filter(|device| device.trust == model::DeviceTrust::Confirmed);
        (confirmed.count() == 2).then_some(())
    });
}

#[test]
fn s09_sas_user() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        room,
        ..
    } = pair();

    compare(&mut amina, &mut bryn, Whom::Person(accounts.1.user_id.as_str().into()));

    for _ in 0..2 {
        identity(&mut amina, &accounts.1.user_id, Identity::Verified);
        identity(&mut bryn, &accounts.0.user_id, Identity::Verified);
        amina.restart();
        bryn.restart();
    }
    amina.open(&room);
    amina.until("nobody unverified", |v| {
        (v.header.as_ref()?.unverified == 0).then_some(())
    });
}

#[test]
fn s10_sas_mismatch() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        ..
    } = pair();
    let flow = both_see(&mut amina, &mut bryn, Whom::Person(accounts.1.user_id.as_str().into()));
    answer(&mut bryn, &flow, ConfirmAnswer::Match);
    answer(&mut amina, &flow, ConfirmAnswer::Mismatch);

    for person in [&mut amina, &mut bryn] {
        step(person, "a mismatch", |step| {
            *step == ConfirmStep::Ended(ConfirmEnd::Mismatch)
        });
    }
    identity(&mut amina, &accounts.1.user_id, Identity::Unverified);
    identity(&mut bryn, &accounts.0.user_id, Identity::Unverified);
}

#[test]
fn s11_sas_given_up_and_tried_again() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let mut first = Person::signed_in(&world, &account);
    first.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
    let mut second = Person::signed_in(&world, &account);
    second.trusts("another device", |trust| trust.confirmed == Some(false) && trust.others);

    // Given up on one side.
    let flow = both_see(&mut second, &mut first, Whom::OwnDevices);
    answer(&mut second, &flow, ConfirmAnswer::Cancel);
    step(&mut second, "the end", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::Here)
    });
    step(&mut first, "the end", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::There)
    });
    // Gone in the middle.
    let flow = both_see(&mut second, &mut first, Whom::OwnDevices);
    first.restart();
    first.online();
    answer(&mut second, &flow, ConfirmAnswer::Cancel);
    step(&mut second, "the end", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::Here)
    });
    assert!(second.view.trust.is_some_and(|trust| trust.confirmed == Some(false)));
    // And it works at once.
    compare(&mut second, &mut first, Whom::OwnDevices);
    second.trusts("a confirmed device", |trust| trust.confirmed == Some(true));
}

#[test]
fn s14_a_request_that_nobody_answers_changes_nothing() {
    let Pair {
        mut amina,
        mut bryn,
        accounts,
        room,
        ..
    } = pair();
    let whom = Whom::Person(accounts.0.user_id.as_str().into());
    bryn.wish(|ticket| Command::Confirm {
        ticket,
        whom,
        by: Means::Emoji,
    })
    .unwrap();

    step(&mut amina, "the question", |step| *step == ConfirmStep::Asked);
    let asked = amina.view.confirmations.last().unwrap().clone();
    assert!(!asked.own);
    assert_eq!(asked.with.id.as_str(), accounts.1.user_id);
    assert_eq!(asked.with.department.as_deref(), Some("Parliament"));
    // What a device calls itself is not told between servers.
    assert!(asked.device.is_some());
    let reply = unique("I go on writing");
    amina.say(&room, &reply).unwrap();
    bryn.sees(&reply);
    identity(&mut amina, &accounts.1.user_id, Identity::Unverified);
}

/// Amina behind a homeserver that does as the test says, and Bryn, in a room where neither has written.
fn apart() -> (Tamper, Person, Person, Account, Account) {
    let (world, tamper, mut amina, account, other) = signed_in_there();
    let mut bryn = Person::signed_in(&world, &other);
    let room = amina.start_direct(&other);
    bryn.accept(&room);
    amina.open(&room);
    amina.until("both there", |v| (v.header.as_ref()?.joined == 2).then_some(()));
    bryn.open(&room);
    (tamper, amina, bryn, account, other)
}

fn ask(person: &mut Person, other: &Account) {
    let whom = Whom::Person(other.user_id.as_str().into());
    let by = Means::Emoji;
    person.wish(|ticket| Command::Confirm { ticket, whom, by }).unwrap();
}

fn waits(person: &mut Person) {
    person.until("a message that waits", |v| {
        let mut messages = v.messages();
        messages.find(|(_, m)| m.body == Body::Undecryptable(Undecryptable::Waiting))?;
        Some(())
    });
}

fn agree(people: [&mut Person; 2]) {
    let [one, other] = people;
    for person in [&mut *one, &mut *other] {
        let flow = step(person, "emoji", |step| matches!(step, ConfirmStep::Compare { .. }));
        answer(person, &flow, ConfirmAnswer::Match);
    }
    for person in [one, other] {
        step(person, "the end", |step| *step == ConfirmStep::Done);
    }
}

#[test]
fn a_question_whose_key_comes_late_is_heard() {
    let (tamper, mut amina, mut bryn, account, _) = apart();
    let held = Held::back(&tamper);
    ask(&mut bryn, &account);
    waits(&mut amina);
    held.let_through(&account);

    let flow = step(&mut amina, "the question", |step| *step == ConfirmStep::Asked);
    answer(&mut amina, &flow, ConfirmAnswer::Accept);
    agree([&mut amina, &mut bryn]);
}

#[test]
fn an_answer_whose_key_comes_late_is_heard() {
    let (tamper, mut amina, mut bryn, account, other) = apart();
    ask(&mut amina, &other);
    let flow = step(&mut bryn, "the question", |step| *step == ConfirmStep::Asked);
    let held = Held::back(&tamper);
    answer(&mut bryn, &flow, ConfirmAnswer::Accept);
    waits(&mut amina);
    held.let_through(&account);

    agree([&mut amina, &mut bryn]);
}

#[test]
fn an_answer_that_does_not_go_out_ends_it_on_both_sides() {
    let (tamper, mut amina, mut bryn, account, _) = apart();
    ask(&mut bryn, &account);
    let flow = step(&mut amina, "the question", |step| *step == ConfirmStep::Asked);
    let refused = AtomicBool::new(false);
    tamper.instead(move |request| {
        let refuse =
            request.method == "PUT" && request.path.contains("/send/") && !refused.swap(true, Ordering::Relaxed);
        refuse.then(|| Reply::json(403, &json!({ "errcode": "M_FORBIDDEN", "error": "no" })))
    });
    answer(&mut amina, &flow, ConfirmAnswer::Accept);

    step(&mut amina, "the end", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::Failed)
    });
    step(&mut bryn, "the end", |step| {
        *step == ConfirmStep::Ended(ConfirmEnd::There)
    });
}
