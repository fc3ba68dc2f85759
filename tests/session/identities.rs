//! People whose digital identity becomes another.

use model::{Body, Command, Failure, Identity, Message, Secret, Shield, TrustStep, Undecryptable, Whom, Why};
use policy::Reason;
use serde_json::json;
use support::{Account, unique};

use crate::basics::{Pair, pair, pair_under};
use crate::confirming::{compare, identity};
use crate::person::Person;

/// Somebody begins a new identity, on the device they have.
fn begins_anew(person: &mut Person, password: &str) {
    let password = Secret::new(password.to_owned());
    person
        .wish(|ticket| Command::ResetIdentity { ticket, password })
        .unwrap();
    person.trusts("a new identity", |trust| {
        trust.confirmed == Some(true) && matches!(trust.next(), Some(TrustStep::MakeKey) | None)
    });
}

/// Sees the new identity, and that it vouches for the other's device: the two come one after the other.
fn sees_change(person: &mut Person, other: &Account, was_verified: bool) {
    person.until("the change", |v| {
        let changed = &v.header.as_ref()?.changed;
        (changed.len() == 1 && changed[0].was_verified == was_verified).then_some(())
    });
    loop {
        person.view.profile = None;
        person.send(Command::ShowPerson(other.user_id.as_str().into()));
        // A page from before may still be on its way.
        let page = person.until("a page with it", |v| {
            let changed = |identity| matches!(identity, Identity::Changed | Identity::VerifiedChanged);
            v.profile.clone().filter(|page| changed(page.identity))
        });
        if page.confirmed == 1 {
            break;
        }
    }
}

fn sees_no_change(person: &mut Person) {
    person.until("no change any more", |v| {
        v.header.as_ref()?.changed.is_empty().then_some(())
    });
}

#[test]
fn s23_an_unverified_person_with_a_new_identity_is_asked_about_once() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let before = unique("before");
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);
    begins_anew(&mut bryn, &accounts.1.password);
    sees_change(&mut amina, &accounts.1, false);

    let text = unique("to whom?");
    assert_eq!(amina.say(&room, &text), Err(Why::Failed(Failure::IdentityChanged)));
    identity(&mut amina, &accounts.1.user_id, Identity::Changed);
    let person = accounts.1.user_id.as_str().into();
    amina.wish(|ticket| Command::AcceptIdentity { ticket, person }).unwrap();
    sees_no_change(&mut amina);
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);
}

/// The person has the password, and so might somebody else.
#[test]
fn a_new_identity_is_refused_where_policy_says_so_and_nothing_is_given_up() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        world: _world,
    } = pair();
    let key = amina.makes_key();
    let renewals = amina.view.renewals;
    let mut policy = amina.policy_document();
    policy["encryption"]["allow_identity_reset"] = json!(false);
    amina.comes_under(&policy);
    amina.until("the other rules", |v| (v.renewals > renewals).then_some(()));
    let password = Secret::new(accounts.0.password.clone());
    let refused = amina.wish(|ticket| Command::ResetIdentity { ticket, password });
    assert_eq!(refused.map(drop), Err(Why::Policy(Reason::IdentityResetForbidden)));

    // Neither the key storage nor what others know of the person.
    amina.uses_key(key.reveal()).unwrap();
    amina.open(&room);
    let text = unique("the same as before");
    amina.say(&room, &text).unwrap();
    assert_eq!(bryn.sees(&text).shield, Shield::None);
    sees_no_change(&mut bryn);
}

#[test]
fn where_policy_only_warns_of_a_new_identity_things_go_on() {
    let warns = |policy: &mut serde_json::Value| policy["trust"]["on_identity_change"] = "warn".into();
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair_under(warns);
    let before = unique("before");
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);
    begins_anew(&mut bryn, &accounts.1.password);
    sees_change(&mut amina, &accounts.1, false);

    let text = unique("all the same");
    amina.say(&room, &text).unwrap();
    bryn.sees(&text);
}

#[test]
fn what_somebody_wrote_under_a_new_identity_opens_once_one_has_decided() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let before = unique("before");
    bryn.say(&room, &before).unwrap();
    amina.sees(&before);
    compare(&mut amina, &mut bryn, Whom::Person(accounts.1.user_id.as_str().into()));
    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
    begins_anew(&mut bryn, &accounts.1.password);
    sees_change(&mut amina, &accounts.1, true);
    let text = unique("from the new me");
    bryn.say(&room, &text).unwrap();
    amina.until("that it is shut", |v| {
        let shut = |message: &Message| matches!(message.body, Body::Undecryptable(Undecryptable::IdentityChanged));
        v.messages().any(|(_, message)| shut(message)).then_some(())
    });

    amina
        .wish(|ticket| Command::WithdrawVerification {
            ticket,
            person: accounts.1.user_id.as_str().into(),
        })
        .unwrap();
    amina.sees(&text);
}

#[test]
fn s25_a_verified_person_with_a_new_identity_stops_what_is_sent() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let before = unique("before");
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);
    let them = || Whom::Person(accounts.1.user_id.as_str().into());
    compare(&mut amina, &mut bryn, them());
    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
    begins_anew(&mut bryn, &accounts.1.password);
    sees_change(&mut amina, &accounts.1, true);

    let (first, second) = (unique("first"), unique("second"));
    assert_eq!(amina.say(&room, &first), Err(Why::Failed(Failure::IdentityChanged)));
    let person = || accounts.1.user_id.as_str().into();
    let accepted = amina.wish(|ticket| Command::AcceptIdentity {
        ticket,
        person: person(),
    });
    assert_eq!(
        accepted,
        Err(Why::Failed(Failure::IdentityChanged)),
        "nobody verified is taken unseen"
    );
    amina
        .wish(|ticket| Command::WithdrawVerification {
            ticket,
            person: person(),
        })
        .unwrap();
    sees_no_change(&mut amina);
    amina.say(&room, &first).unwrap();
    amina.say(&room, &second).unwrap();
    bryn.sees(&second);
    let texts = bryn.view.texts();
    let at = |text: &str| texts.iter().position(|t| t == text);
    assert!(at(&first) < at(&second));

    // Or they are compared again.
    compare(&mut amina, &mut bryn, them());
    identity(&mut amina, &accounts.1.user_id, Identity::Verified);
}
