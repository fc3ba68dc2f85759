//! Ways round the policy, tried by somebody at the keyboard or on the wire. None may work.

use model::{Capability, Command, Connection, Failure, RoomId, RoomKind, Stage, Why};
use policy::{Day, Input, Level, Policy, Problem, Reason, Source};
use serde_json::{Value, json};
use support::{Canary, Reply, Tamper, World, repoint, unique};

use crate::basics::{Pair, pair, pair_under, people};
use crate::environment::with_environment;
use crate::person::Person;

pub fn refused(result: Result<(), Why>) -> Reason {
    match result {
        Err(Why::Policy(reason)) => reason,
        other => panic!("policy was to refuse, got {other:?}"),
    }
}

#[test]
fn c01_user_config() {
    let world = World::shared().unwrap();
    let own = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let mut person = Person::new(&world);
    let folder = person.home.path().join("config/despatch/policies/managed");
    std::fs::create_dir_all(&folder).unwrap();
    let mut wider = world.policy();
    wider["homeservers"].as_array_mut().unwrap().push(json!({
        "server_name": world.outside().name(), "base_url": world.outside().base_url(), "display_name": "Outside",
    }));
    std::fs::write(folder.join("99-mine.json"), wider.to_string()).unwrap();
    person.restart();
    let before = world.outside().strangers().unwrap().len();

    let reason = refused(person.sign_in_to(world.outside().name(), &own.localpart, "secret"));

    assert_eq!(
        reason,
        Reason::ServerNotApproved {
            server: world.outside().name().to_owned()
        }
    );
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}

#[test]
fn c02_writable_policy() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let world = World::shared().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    std::fs::write(&file, world.policy().to_string()).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o666)).unwrap();
    let link = folder.path().join("link.json");
    symlink(&file, &link).unwrap();

    assert!(platform::read_trusted(&file).is_err(), "a file that anybody may write");
    assert!(platform::read_trusted(&link).is_err(), "a link");
}

fn resolve(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    Policy::resolve(&Input {
        sources,
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    })
}

#[test]
fn c03_no_policy() {
    assert!(resolve(&[]).is_err(), "no policy signs nobody in");
    let recommended = Source::file("r.json", Level::Recommended, b"{}".to_vec());
    assert!(resolve(&[recommended]).is_err(), "a recommendation is no policy");
}

#[test]
fn c04_environment_proxies() {
    let canary = Canary::perch().unwrap();
    let url = canary.url();
    let names = [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ];
    let variables: Vec<_> = names.iter().map(|name| (*name, url.as_str())).collect();
    with_environment("ways_round::c04_environment_proxies", &variables, || {
        let world = World::shared().unwrap();
        let (account, _) = people(&world);
        Person::signed_in(&world, &account);
    });
    assert_eq!(canary.count(), 0);
}

#[test]
fn c05_certificates_from_the_environment() {
    let world = World::shared().unwrap();
    let ca = world.authority().file().display().to_string();
    with_environment(
        "ways_round::c05_certificates_from_the_environment",
        &[("SSL_CERT_FILE", &ca)],
        || {
            let (account, _) = people(&world);
            // A policy that names no file trusts the operating system's list, which does not know the test's authority.
            let mut policy = world.policy();
            for server in policy["homeservers"].as_array_mut().unwrap() {
                server.as_object_mut().unwrap().remove("ca_file");
            }
            let mut person = Person::trusting_the_system(&world, &policy);
            assert_eq!(person.sign_in(&account), Err(Why::Failed(Failure::Certificate)));
        },
    );
}

#[test]
fn c06_key_log() {
    let folder = std::env::temp_dir().join(unique("keylog"));
    let path = folder.display().to_string();
    with_environment("ways_round::c06_key_log", &[("SSLKEYLOGFILE", &path)], || {
        let world = World::shared().unwrap();
        let (account, _) = people(&world);
        Person::signed_in(&world, &account);
    });
    assert!(!folder.exists());
}

#[test]
fn c07_moved_folders() {
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().display().to_string();
    let variables = [
        ("XDG_CONFIG_HOME", path.as_str()),
        ("HOME", &path),
        ("XDG_CONFIG_DIRS", &path),
    ];
    std::fs::create_dir_all(elsewhere.path().join("despatch/policies/managed")).unwrap();
    std::fs::write(elsewhere.path().join("despatch/policies/managed/1.json"), "{}").unwrap();
    with_environment("ways_round::c07_moved_folders", &variables, || {
        let found = platform::policy_files(&policy::schema());
        let elsewhere = std::env::var("HOME").unwrap();
        assert!(
            found.files.iter().all(|file| !file.path.starts_with(&elsewhere)),
            "policy moved with the person"
        );
    });
}

#[test]
fn c10_well_known() {
    let (world, tamper, mut person, account) = tampered();
    tamper.instead(|request| {
        request
            .path
            .contains("well-known")
            .then(|| Reply::json(200, &json!({ "m.homeserver": { "base_url": "https://127.0.0.1:1" } })))
    });

    person.sign_in(&account).unwrap();
    person.online();

    assert!(
        tamper.seen().iter().all(|request| !request.path.contains("well-known")),
        "it was asked for"
    );
    drop(world);
}

#[test]
fn c11_login_answer_names_another_server() {
    let canary = Canary::perch().unwrap();
    let (_world, tamper, mut person, account) = tampered();
    let elsewhere = canary.url();
    tamper.after(move |request, reply| {
        if request.path.ends_with("/login") && request.method == "POST" {
            reply.edit(|body| body["well_known"] = json!({ "m.homeserver": { "base_url": elsewhere } }));
        }
    });

    person.sign_in(&account).unwrap();
    person.online();

    assert_eq!(canary.count(), 0);
}

#[test]
fn c12_redirects() {
    let canary = Canary::perch().unwrap();
    for status in [301, 302, 307, 308] {
        let (_world, tamper, mut person, account) = tampered();
        let elsewhere = format!("https://{}/_matrix/client/v3/login", canary.address());
        tamper.instead(move |request| {
            (request.path.ends_with("/login") && request.method == "POST").then(|| Reply::redirect(status, &elsewhere))
        });

        let reason = refused(person.sign_in(&account));

        assert_eq!(
            reason,
            Reason::Redirected {
                host: canary.address().ip().to_string()
            },
            "{status}"
        );
    }
    assert_eq!(canary.count(), 0);
}

#[test]
fn c13_account_of_another_server() {
    let (_world, tamper, mut person, account) = tampered();
    tamper.after(|request, reply| {
        if request.path.ends_with("/login") && request.method == "POST" {
            reply.edit(|body| body["user_id"] = json!("@mallory:outside.example"));
        }
    });

    let reason = refused(person.sign_in(&account));

    assert_eq!(
        reason,
        Reason::AccountElsewhere {
            server: "outside.example".to_owned()
        }
    );
    tamper.behave();
    person.restart();
    person.until("nobody signed in", |v| {
        matches!(v.stage, Some(Stage::SignedOut { .. })).then_some(())
    });
}

#[test]
fn c14_http() {
    let world = World::shared().unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), "http://127.0.0.2:8008");
    let bytes = policy.to_string().into_bytes();
    let source = Source::file("p.json", Level::Managed, bytes);
    assert!(resolve(&[source]).is_err(), "a homeserver without TLS");

    let (_world, tamper, mut person, account) = tampered();
    tamper.instead(|request| {
        request
            .path
            .ends_with("/login")
            .then(|| Reply::redirect(307, "http://127.0.0.1:9/_matrix/client/v3/login"))
    });
    assert_eq!(
        refused(person.sign_in(&account)),
        Reason::Redirected {
            host: "127.0.0.1".to_owned()
        }
    );
}

#[test]
fn c19_member_from_outside() {
    let mut pair = pair();
    let mallory = pair
        .world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let (before, text) = (unique("before"), unique("after somebody came"));
    pair.amina.say(&pair.room, &before).unwrap();
    pair.amina.sees(&before);

    pair.accounts
        .0
        .sign_in()
        .unwrap()
        .invite(pair.room.as_str(), &mallory.user_id)
        .unwrap();
    let room = pair.room.clone();
    let summary = pair.amina.summary(&room, "the quarantine", |s| s.quarantine.is_some());
    let reason = refused(pair.amina.say(&room, &text));

    let expected = Reason::PeopleFromOutside {
        servers: vec!["outside.example".to_owned()],
    };
    assert_eq!(reason, expected);
    assert_eq!(summary.quarantine, Some(expected));
    assert!(summary.preview.is_none());
    let raw = pair.accounts.0.sign_in().unwrap();
    let last = raw.messages(room.as_str()).unwrap();
    let sent = last.iter().filter(|event| event["type"] == "m.room.encrypted").count();
    assert_eq!(sent, 1, "nothing left after somebody from outside was asked in");
    pair.amina.until("rows gone", |v| v.rows.is_empty().then_some(()));
}

#[test]
fn c19_member_from_outside_who_came_while_offline() {
    let (world, gate, mut amina, mut bryn, room, accounts) = crate::lasting::behind_a_gate();
    let mallory = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let (before, waits) = (unique("before"), unique("written offline"));
    amina.say(&room, &before).unwrap();
    bryn.sees(&before);
    gate.close();
    amina.until("offline", |v| (v.connection == Some(Connection::Offline)).then_some(()));
    amina.say(&room, &waits).unwrap();
    amina.until("it waits", |v| v.row(&waits).map(drop));
    let raw = accounts.0.sign_in().unwrap();
    raw.invite(room.as_str(), &mallory.user_id).unwrap();

    gate.open().unwrap();
    amina.summary(&room, "the quarantine", |s| s.quarantine.is_some());
    amina.online();

    let sent = raw.messages(room.as_str()).unwrap();
    assert_eq!(
        sent.iter().filter(|event| event["type"] == "m.room.encrypted").count(),
        1,
        "what waited stays"
    );
}

#[test]
fn c20_invited_from_outside() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let mallory = world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory the trusted")
        .unwrap();
    let mut amina = Person::signed_in(&world, &account);
    let before = world.outside().strangers().unwrap().len();

    let raw = mallory.sign_in().unwrap();
    let room = RoomId::from(
        raw.create_room(json!({ "name": "Prizes", "invite": [account.user_id], "is_direct": true }))
            .unwrap(),
    );
    let summary = amina.summary(&room, "the invitation", |s| matches!(s.kind, RoomKind::Invitation(_)));
    amina.send(Command::OpenRoom(room.clone()));
    let header = amina.until("its header", |v| v.header.clone());
    let wanted = room.clone();
    let reason = refused(amina.wish(|ticket| Command::Accept { ticket, room: wanted }).map(drop));

    assert_eq!(
        reason,
        Reason::InvitedFromOutside {
            server: "outside.example".to_owned()
        }
    );
    assert_eq!(summary.quarantine.as_ref(), Some(&reason));
    assert_eq!(header.allows.accept, Capability::Refused(reason));
    let RoomKind::Invitation(inviter) = &summary.kind else {
        panic!("an invitation")
    };
    assert!(
        !inviter.name.contains("trusted"),
        "a name of their own choosing: {}",
        inviter.name
    );
    assert_eq!(
        raw.membership(room.as_str(), &account.user_id).unwrap().as_deref(),
        Some("invite")
    );
    assert_eq!(world.outside().strangers().unwrap().len(), before);

    let wanted = room.clone();
    amina.wish(|ticket| Command::Leave { ticket, room: wanted }).unwrap();
    amina.until("it declined", |v| v.rooms.iter().all(|s| s.id != room).then_some(()));
}

#[test]
fn c21_addresses_outside() {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let mut amina = Person::signed_in(&world, &account);
    let before = world.outside().strangers().unwrap().len();
    let addresses = [
        "#prizes:outside.example",
        "!abc:outside.example",
        "https://matrix.to/#/#prizes:outside.example",
        "https://matrix.to/#/!abc:treasury.example?via=outside.example",
        "matrix:r/prizes:outside.example",
        "matrix:roomid/abc:treasury.example?via=treasury.example&via=outside.example",
        "#prizes:treasury.example.outside.example",
        "#prizes:TREASURY.example@outside.example",
        "#prizes:treasury%2Eexample",
        "#prizes:treasury.example:8449",
        "#prizes:xn--tresury-zsb.example",
        "https://outside.example/#/#prizes:treasury.example",
    ];
    for address in addresses {
        let address = address.to_owned();
        let result = amina.wish(|ticket| Command::Join {
            ticket,
            address: address.clone(),
        });
        assert!(matches!(result, Err(Why::Policy(_))), "{address}: {result:?}");
    }
    let person = "@mallory:outside.example".to_owned();
    assert_eq!(
        refused(amina.wish(|ticket| Command::StartDirect { ticket, person }).map(drop)),
        Reason::PersonFromOutside {
            server: "outside.example".to_owned()
        }
    );
    assert_eq!(world.outside().strangers().unwrap().len(), before);
}

#[test]
fn c22_upgrade_to_outside() {
    let mut pair = pair();
    let mallory = pair
        .world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap();
    let successor = mallory
        .sign_in()
        .unwrap()
        .create_room(json!({ "preset": "public_chat" }))
        .unwrap();
    let raw = pair.accounts.0.sign_in().unwrap();
    let mark = unique("after the tombstone");

    raw.set_state(
        pair.room.as_str(),
        "m.room.tombstone",
        "",
        json!({ "body": "moved", "replacement_room": successor }),
    )
    .unwrap();
    raw.say(pair.room.as_str(), &mark).unwrap();
    pair.amina.sees(&mark);

    assert!(
        !raw.joined_rooms().unwrap().contains(&successor),
        "nobody is taken along"
    );
    // Ids of new rooms name no server, so policy cannot judge them; but then the homeserver is given none to ask.
    let address = successor.clone();
    assert!(pair.amina.wish(|ticket| Command::Join { ticket, address }).is_err());
    assert!(!raw.joined_rooms().unwrap().contains(&successor));
}

/// A person whose department is reached through a proxy that changes what passes.
pub fn tampered() -> (World, Tamper, Person, support::Account) {
    let world = World::shared().unwrap();
    let (account, _) = people(&world);
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), &tamper.base_url());
    let person = Person::under(&world, &policy);
    (world, tamper, person, account)
}

/// Two who talk, the first of them by way of such a proxy, and under a policy that differs.
pub fn tampered_pair(differ: impl FnOnce(&mut Value)) -> (Tamper, Pair) {
    let world = World::shared().unwrap();
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let pair = pair_under(|policy| {
        repoint(policy, world.treasury().name(), &tamper.base_url());
        differ(policy);
    });
    (tamper, pair)
}

/// Somebody whom [`tampered`] gives, signed in and in step, and somebody in the other department.
pub fn signed_in_there() -> (World, Tamper, Person, support::Account, support::Account) {
    let (world, tamper, mut person, account) = tampered();
    person.sign_in(&account).unwrap();
    person.online();
    let (_, other) = people(&world);
    (world, tamper, person, account, other)
}
