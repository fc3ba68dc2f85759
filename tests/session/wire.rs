//! Ways round the policy over the wire: proxies, certificates, identity servers, widgets, pictures from elsewhere.

use std::sync::atomic::{AtomicBool, Ordering};

use model::{Body, Command, Failure, RowKind, Why};
use serde_json::{Value, json};
use support::{Authority, Canary, Relay, Reply, Request, Tamper, World, self_signed_listener, unique};

use crate::basics::{pair, pair_under, people};
use crate::person::Person;
use crate::ways_round::{refused, tampered, tampered_pair};

#[test]
fn c09_proxy_of_the_policy() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let relay = Relay::open().unwrap();
    let mut policy = world.policy();
    policy["network"] = json!({ "proxy": { "mode": "fixed", "url": relay.url() } });
    let mut amina = Person::under(&world, &policy);

    amina.sign_in(&account).unwrap();
    amina.online();

    let own = world.treasury().base_url().replace("https://", "");
    let targets = relay.targets();
    assert!(!targets.is_empty(), "the organisation's proxy was passed by");
    assert!(targets.iter().all(|target| *target == own), "{targets:?}");
}

#[test]
fn c09_hosts_without_the_proxy() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let relay = Relay::open().unwrap();
    let host = world.treasury().address().to_string();
    let mut policy = world.policy();
    policy["network"] = json!({ "proxy": { "mode": "fixed", "url": relay.url(), "no_proxy": [host] } });

    Person::under(&world, &policy).sign_in(&account).unwrap();

    assert_eq!(relay.targets(), Vec::<String>::new());
}

#[test]
fn c15_c18_only_the_password_is_taken() {
    let (_world, tamper, mut person, account) = tampered();

    person.sign_in(&account).unwrap();

    let logins = tamper
        .seen()
        .into_iter()
        .filter(|request| request.path.contains("/login"));
    let kinds: Vec<Value> = logins.map(|request| request.json()["type"].clone()).collect();
    assert_eq!(kinds, [json!("m.login.password")]);
    let foreign = |path: &str| path.contains("/sso/") || path.contains("auth_metadata") || path.contains("oauth");
    assert!(tamper.seen().iter().all(|request| !foreign(&request.path)));
}

#[test]
fn c17_second_account() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let other = world
        .treasury()
        .register(&unique("second"), "secret", "Second")
        .unwrap();
    let mut amina = Person::signed_in(&world, &account);
    let (to, user) = (model::SignInTo::Email(other.email()), other.email());
    let password = model::Secret::new(other.password.clone());

    let second = amina.wish(|ticket| Command::SignIn {
        ticket,
        to,
        user,
        password,
    });

    assert_eq!(second, Err(Why::Failed(Failure::NotReady)));
    assert!(
        other.sign_in().unwrap().devices().unwrap().len() <= 1,
        "nobody signed in"
    );
}

#[test]
fn c23_identity_server() {
    let canary = Canary::perch().unwrap();
    let (_world, tamper, mut person, account) = tampered();
    let elsewhere = canary.url();
    tamper.after(move |request, reply| {
        if request.path.ends_with("/login") && request.method == "POST" {
            reply.edit(|body| {
                body["well_known"] = json!({
                    "m.homeserver": { "base_url": elsewhere }, "m.identity_server": { "base_url": elsewhere },
                });
            });
        }
    });

    person.sign_in(&account).unwrap();
    person.online();

    assert!(tamper.seen().iter().all(|request| !request.path.contains("identity")));
    assert_eq!(canary.count(), 0);
}

#[test]
fn c24_widget() {
    let canary = Canary::perch().unwrap();
    let mut pair = pair();
    let raw = pair.accounts.0.sign_in().unwrap();
    let (room, mark) = (pair.room.as_str(), unique("after the widget"));

    let widget = json!({ "type": "m.custom", "url": canary.url(), "name": "A tool", "creatorUserId": raw.user_id });
    raw.set_state(room, "im.vector.modular.widgets", "tool", widget)
        .unwrap();
    raw.say(room, &mark).unwrap();
    pair.bryn.sees(&mark);

    assert_eq!(canary.count(), 0);
    let url = canary.url();
    assert!(pair.bryn.view.texts().iter().all(|text| !text.contains(&url)));
}

#[test]
fn c25_pictures_from_elsewhere() {
    let canary = Canary::perch().unwrap();
    let mut pair = pair();
    let raw = pair.accounts.0.sign_in().unwrap();
    let (room, mark) = (pair.room.as_str(), unique("with a picture"));
    let before = pair.world.outside().strangers().unwrap().len();
    let html = format!(
        "{mark}<img src=\"{}/a.png\"><img src=\"mxc://outside.example/abc\"><a href=\"{}/b\">here</a>",
        canary.url(),
        canary.url()
    );

    let text = json!({ "msgtype": "m.text", "body": mark, "format": "org.matrix.custom.html", "formatted_body": html });
    raw.send(room, "m.room.message", text).unwrap();
    let picture = json!({ "msgtype": "m.image", "body": "x.png", "url": "mxc://outside.example/abc" });
    raw.send(room, "m.room.message", picture).unwrap();
    pair.bryn.until("the picture's row", |v| {
        v.messages().any(|(_, m)| matches!(m.body, Body::File(_))).then_some(())
    });

    assert_eq!(canary.count(), 0, "a picture or a preview was fetched");
    assert_eq!(pair.world.outside().strangers().unwrap().len(), before);
}

#[test]
fn c26_certificates() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let own = tempfile::tempdir().unwrap();
    let theirs = Authority::create(own.path()).unwrap();
    let server = world.treasury();
    let (names, addresses) = ([server.name()], [server.address()]);
    let elsewhere = ["127.0.0.99".parse().unwrap()];
    let posing = [
        ("another authority", theirs.listener(&names, &addresses)),
        ("itself", self_signed_listener(&addresses)),
        (
            "another host",
            world.authority().listener(&["other.example"], &elsewhere),
        ),
        ("another time", world.authority().expired_listener(&names, &addresses)),
    ];
    for (vouched, tls) in posing {
        let tamper = Tamper::posing(&world, server, tls.unwrap()).unwrap();
        let mut policy = world.policy();
        support::repoint(&mut policy, server.name(), &tamper.base_url());
        let mut person = Person::under(&world, &policy);

        let refused = person.sign_in(&account);

        assert_eq!(
            refused,
            Err(Why::Failed(Failure::Certificate)),
            "vouched for by {vouched}"
        );
        assert!(
            tamper.seen().is_empty(),
            "something was said to who is vouched for by {vouched}"
        );
    }
}

#[test]
fn c39_nothing_but_matrix_leaves() {
    let (_world, tamper, mut person, account) = tampered();
    person.sign_in(&account).unwrap();
    person.online();

    let others: Vec<_> = tamper
        .seen()
        .into_iter()
        .filter(|request| !request.path.starts_with("/_matrix/client/") && !request.path.starts_with("/_matrix/media/"))
        .map(|request| request.path)
        .collect();

    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn what_comes_has_nothing_of_ones_keys_asked_again() {
    const MESSAGES: usize = 12;
    let (tamper, mut pair) = tampered_pair(|_| {});
    let asked = || {
        let requests = tamper.seen().into_iter();
        requests
            .filter(|request| request.path.contains("/room_keys/version"))
            .count()
    };
    let before = asked();

    for _ in 0..MESSAGES {
        let text = unique("the vote is at three");
        pair.bryn.say(&pair.room, &text).unwrap();
        pair.amina.sees(&text);
    }

    // What the beginning asks may still come in between; each message makes the server answer at least once.
    let more = asked() - before;
    assert!(more < MESSAGES / 2, "{more} times for {MESSAGES} messages");
}

#[test]
fn the_open_room_is_followed_on_where_the_server_forgot_the_session() {
    let (tamper, mut pair) = tampered_pair(|_| {});
    let is_list = |request: &Request| request.path.contains("/sync") && !request.json()["lists"].is_null();
    let forgotten = AtomicBool::new(false);
    tamper.instead(move |request| {
        let lapses = is_list(request) && request.path.contains("pos=") && !forgotten.swap(true, Ordering::Relaxed);
        lapses.then(|| Reply::error(400, "M_UNKNOWN_POS", "Unknown position"))
    });
    let before = tamper.seen().len();

    // The first ends the wait for an answer; the next is asked with the place that is not known any more.
    for _ in 0..3 {
        let text = unique("the vote is at three");
        pair.bryn.say(&pair.room, &text).unwrap();
        pair.amina.sees(&text);
    }

    let asked = tamper.seen().split_off(before);
    let anew = asked
        .iter()
        .position(|request| is_list(request) && !request.path.contains("pos="));
    let anew = &asked[anew.expect("the session was not begun anew")..];
    let follows = |request: &Request| !request.json()["room_subscriptions"][pair.room.as_str()].is_null();
    assert!(anew.iter().any(follows), "the open room is not followed any more");
}

#[test]
fn c28_c36_a_room_under_a_hold_is_not_left() {
    let mut pair = pair_under(|policy| {
        policy["retention"] = json!({ "hold": [{ "scope": "all", "reference": "Case 7" }] });
    });
    let room = pair.room.clone();

    let reason = refused(pair.amina.wish(|ticket| Command::Leave { ticket, room }).map(drop));

    assert_eq!(
        reason,
        policy::Reason::LeaveOnHold {
            reference: "Case 7".to_owned()
        }
    );
    let raw = pair.accounts.0.sign_in().unwrap();
    let membership = raw.membership(pair.room.as_str(), &pair.accounts.0.user_id).unwrap();
    assert_eq!(membership.as_deref(), Some("join"));
}

#[test]
fn c37_a_message_that_must_be_kept_is_not_deleted() {
    let mut pair = pair_under(|policy| policy["retention"] = json!({ "forbid_redaction": true }));
    let text = unique("for the record");
    pair.amina.say(&pair.room, &text).unwrap();
    pair.amina.sees(&text);
    let row = pair
        .amina
        .until("its row", |v| v.row(&text).map(|(row, _)| row.key.clone()));
    let room = pair.room.clone();

    let reason = refused(
        pair.amina
            .wish(|ticket| Command::Redact { ticket, room, row })
            .map(drop),
    );

    assert_eq!(reason, policy::Reason::RedactionForbidden);
    let raw = pair.accounts.0.sign_in().unwrap();
    let events = raw.messages(pair.room.as_str()).unwrap();
    assert!(events.iter().all(|event| event["type"] != "m.room.redaction"));
    let redact = pair.amina.view.row(&text).map(|(_, m)| m.allows.redact.clone());
    assert_eq!(redact, Some(model::Capability::Refused(reason)));
}

#[test]
fn c38_rooms_are_private_and_encrypted() {
    let (_world, tamper, mut person, account) = tampered();
    person.sign_in(&account).unwrap();
    person.online();
    let name = unique("Spending review");

    person
        .wish(|ticket| Command::CreateRoom {
            ticket,
            name,
            invite: Vec::new(),
        })
        .unwrap();

    let seen = tamper.seen();
    let made: Vec<Value> = seen
        .iter()
        .filter(|request| request.path.ends_with("/createRoom"))
        .map(support::Request::json)
        .collect();
    let [request] = made.as_slice() else {
        panic!("one room: {made:?}")
    };
    let state = |kind: &str| {
        let found = request["initial_state"].as_array().into_iter().flatten();
        let event = found.into_iter().find(|event| event["type"] == kind);
        event.map(|event| event["content"].clone()).unwrap_or_default()
    };
    assert_eq!(request["preset"], "private_chat");
    assert_eq!(request["visibility"].as_str().unwrap_or("private"), "private");
    assert_eq!(state("m.room.encryption")["algorithm"], "m.megolm.v1.aes-sha2");
    assert_eq!(state("m.room.history_visibility")["history_visibility"], "invited");
    assert!(state("m.room.guest_access").is_null());
}

#[test]
fn c38_a_room_opened_to_the_world_later_is_said() {
    let mut pair = pair();
    let raw = pair.accounts.0.sign_in().unwrap();
    let visible = json!({ "history_visibility": "world_readable" });
    raw.set_state(pair.room.as_str(), "m.room.history_visibility", "", visible)
        .unwrap();

    pair.bryn.until("the change", |v| {
        v.rows
            .iter()
            .any(|row| {
                matches!(
                    &row.kind,
                    RowKind::Change {
                        what: model::Change::Settings,
                        ..
                    }
                )
            })
            .then_some(())
    });
}
