//! Two peers, without Despatch: what tests that set a peer against it take for granted.

use support::{
    Account, Peer, Server, World,
    peer::{Phase, Shade, Verification},
    unique,
};

const PASSWORD: &str = "correct horse";

fn register(server: &Server, name: &str) -> Account {
    server.register(&unique(name), PASSWORD, name).unwrap()
}

/// Two people of two departments, each with an identity, in a room they have both joined.
fn acquaintances(world: &World) -> (Peer, Peer, String) {
    let [amina, bryn] = [(world.treasury(), "Amina"), (world.parliament(), "Bryn")].map(|(server, name)| {
        let peer = Peer::start(world, &register(server, &name.to_lowercase()), name).unwrap();
        peer.set_up_encryption().unwrap();
        peer
    });
    let room = amina.create_dm(bryn.user_id()).unwrap();
    bryn.join(&room).unwrap();
    amina.wait_for_member(&room, bryn.user_id(), "join").unwrap();
    (amina, bryn, room)
}

/// Chooses and compares emoji, and leaves it to the caller what is made of it.
fn compare(chooses: &Verification, agrees: &Verification) {
    chooses.start_sas().unwrap();
    agrees.accept_sas().unwrap();
    let emoji = chooses.emoji().unwrap();
    assert_eq!(emoji.len(), 7);
    assert_eq!(emoji, agrees.emoji().unwrap());
}

#[test]
fn what_a_peer_says_only_the_other_reads() {
    let world = World::shared().unwrap();
    let (amina, bryn, room) = acquaintances(&world);

    let text = unique("the budget is ready");
    let event = amina.say(&room, &text).unwrap();

    let message = bryn.wait_for_text(&text).unwrap();
    assert_eq!(message.event_id, event);
    assert_eq!(message.sender, amina.user_id());
    assert!(message.encrypted);
    assert_eq!(message.shield.unwrap().colour, Shade::None);
    assert_eq!(bryn.undecryptable().unwrap(), []);
    for server in [world.treasury(), world.parliament()] {
        assert!(!server.database_contains(text.as_bytes()).unwrap());
        assert!(server.database_contains(event.as_bytes()).unwrap());
    }
}

#[test]
fn peers_verify_each_other_by_emoji_whoever_begins() {
    let world = World::shared().unwrap();
    let (amina, bryn, room) = acquaintances(&world);
    assert!(!amina.is_user_verified(bryn.user_id()).unwrap());

    // Who was asked chooses.
    let asks = amina.request_user(bryn.user_id(), &room).unwrap();
    let asked = bryn.wait_for_request(amina.user_id()).unwrap();
    asked.accept().unwrap();
    compare(&asked, &asks);
    for side in [&asks, &asked] {
        side.confirm().unwrap();
    }
    for side in [&asks, &asked] {
        assert!(side.wait_for(Phase::Done).unwrap().cancelled_with.is_none());
    }

    amina.wait_for_user(bryn.user_id(), |trust| trust.verified).unwrap();
    bryn.wait_for_user(amina.user_id(), |trust| trust.verified).unwrap();
    let device = amina.device_status(bryn.user_id(), bryn.device_id()).unwrap().unwrap();
    assert!(device.verified && device.signed_by_owner);
}

#[test]
fn emoji_that_differ_verify_nobody_and_a_new_identity_is_noticed() {
    let world = World::shared().unwrap();
    let (amina, bryn, room) = acquaintances(&world);

    // Who asked chooses.
    let asks = bryn.request_user(amina.user_id(), &room).unwrap();
    let asked = amina.wait_for_request(bryn.user_id()).unwrap();
    asked.accept().unwrap();
    compare(&asks, &asked);
    asked.mismatch().unwrap();
    let ended = asks.wait_for(Phase::Cancelled).unwrap();
    assert_eq!(ended.cancelled_with.as_deref(), Some("m.mismatched_sas"));
    assert_eq!(ended.cancelled_by.as_deref(), Some(amina.user_id()));
    assert!(asks.wait_for(Phase::Done).is_err());

    let refused = bryn.request_user(amina.user_id(), &room).unwrap();
    amina.wait_for_request(bryn.user_id()).unwrap().cancel().unwrap();
    let ended = refused.wait_for(Phase::Cancelled).unwrap();
    assert_eq!(ended.cancelled_with.as_deref(), Some("m.user"));
    assert!(!amina.is_user_verified(bryn.user_id()).unwrap());
    assert!(!bryn.is_user_verified(amina.user_id()).unwrap());

    let before = bryn.user_status(amina.user_id()).unwrap();
    amina.reset_identity().unwrap();
    let after = bryn
        .wait_for_user(amina.user_id(), |trust| trust.needs_approval)
        .unwrap();
    assert!(before.identity.is_some());
    assert_ne!(before.identity, after.identity);
}

#[test]
fn a_new_device_reads_old_messages_with_the_recovery_key() {
    let world = World::shared().unwrap();
    let account = register(world.treasury(), "carys");
    let other = register(world.parliament(), "dafydd");
    let first = Peer::start(&world, &account, "First").unwrap();
    let recovery_key = first.set_up_encryption().unwrap();
    let room = first.create_dm(&other.user_id).unwrap();
    let text = unique("the minutes");
    let event = first.say(&room, &text).unwrap();
    first.wait_for_backup(1).unwrap();
    first.logout().unwrap();

    let second = Peer::start(&world, &account, "Second").unwrap();
    let devices = second.devices().unwrap();
    assert_eq!(devices.len(), 1);
    assert_eq!(devices[0].device_id, second.device_id());
    let lost = second.wait_for_undecryptable(&event).unwrap();
    assert_eq!(lost.text, None);
    assert!(second.recover("EsTc this is no key").is_err());

    let restored = second.recover(&recovery_key).unwrap();

    assert_eq!((restored.total, restored.imported), (1, 1));
    assert_eq!(second.wait_for_text(&text).unwrap().event_id, event);
    assert_eq!(second.undecryptable().unwrap(), []);
    let keys = second.keys().unwrap();
    assert!(keys.has_identity_keys && keys.has_backup_key);
    assert_eq!(keys.backup, Some(second.backup().unwrap().unwrap().version));
    let own = second.device_status(second.user_id(), second.device_id()).unwrap();
    assert!(own.unwrap().signed_by_owner);

    let before = second.backup().unwrap().unwrap();
    second.delete_backup().unwrap();
    assert_eq!(second.backup().unwrap(), None);
    second.create_backup().unwrap();
    assert_ne!(second.backup().unwrap().unwrap().version, before.version);
}

#[test]
fn a_person_verifies_a_device_of_their_own() {
    let world = World::shared().unwrap();
    let account = register(world.treasury(), "elin");
    let first = Peer::start(&world, &account, "First").unwrap();
    first.set_up_encryption().unwrap();
    let second = Peer::start(&world, &account, "Second").unwrap();

    let asks = second.request_own().unwrap();
    let asked = first.wait_for_request(second.user_id()).unwrap();
    asked.accept().unwrap();
    compare(&asks, &asked);
    for side in [&asks, &asked] {
        side.confirm().unwrap();
    }
    asks.wait_for(Phase::Done).unwrap();

    first
        .wait_for_device(second.user_id(), second.device_id(), |trust| trust.signed_by_owner)
        .unwrap();
    // The first device hands the secrets over.
    second
        .until("the keys of the identity and of the backup", || {
            let keys = second.keys()?;
            Ok((keys.has_identity_keys && keys.has_backup_key).then_some(()))
        })
        .unwrap();
}

/// What a test that fails reads.
#[test]
fn a_peer_that_fails_says_why() {
    let world = World::shared().unwrap();
    let account = register(world.treasury(), "gwen");
    let mut wrong = account.clone();
    wrong.password = "battery staple".to_owned();
    let error = Peer::start(&world, &wrong, "Wrong").err().unwrap().to_string();
    assert!(error.contains("login") && error.contains("M_FORBIDDEN"), "{error}");

    let peer = Peer::start(&world, &account, "Right").unwrap();
    let error = peer.recover("EsTc").err().unwrap().to_string();
    assert!(error.contains("recover"), "{error}");
}
