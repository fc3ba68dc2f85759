//! Comparing emoji: with one's own devices, and with other people.

use model::{Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, FlowId, Identity, KeyStorage, Means, Shield, Whom};
use support::{World, unique};

use crate::basics::{Pair, pair, people};
use crate::person::Person;

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
        trust.confirmed == Some(true) && trust.storage == KeyStorage::On
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
    let text = unique("said first");
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);

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
        room,
        ..
    } = pair();
    let text = unique("said first");
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);
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
    let text = unique("said first");
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);
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
