//! Two departments federate under natural names, and the harness sees what passes.

use serde_json::{Value, json};
use support::{Canary, Gate, Reply, Tamper, World, unique};

#[test]
fn people_of_two_departments_meet() {
    let world = World::shared().unwrap();
    let amina = world
        .treasury()
        .register(&unique("amina"), "correct horse", "Amina Rahman")
        .unwrap();
    let bryn = world
        .parliament()
        .register(&unique("bryn"), "battery staple", "Bryn Lewis")
        .unwrap();
    let (a, b) = (amina.sign_in().unwrap(), bryn.sign_in().unwrap());
    assert!(amina.user_id.ends_with(":treasury.example"), "{}", amina.user_id);

    let room = a
        .create_room(json!({ "invite": [bryn.user_id], "is_direct": true }))
        .unwrap();
    b.join(&room, &[world.treasury().name()]).unwrap();
    let text = unique("the budget is ready");
    let event = a.say(&room, &text).unwrap();
    let mut seen = b.event(&room, &event);
    for _ in 0..200 {
        if seen.is_ok() {
            break;
        }
        seen = b.event(&room, &event);
    }

    assert_eq!(seen.unwrap()["content"]["body"], text);
    assert!(world.parliament().database_contains(text.as_bytes()).unwrap());
    assert!(!world.outside().database_contains(text.as_bytes()).unwrap());
    assert!(world.treasury().log_contains(&amina.user_id).unwrap(), "there is a log");
    assert!(!world.treasury().log_contains(&text).unwrap());
}

/// The packaged configuration as it is, its list of servers included (packaging/homeserver/README.md).
#[test]
fn departments_federate_with_each_other_and_not_with_a_foreign_server() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::start_as_packaged(folder.path()).unwrap();
    let [amina, bryn, mallory] = [
        (world.treasury(), "amina"),
        (world.parliament(), "bryn"),
        (world.outside(), "mallory"),
    ]
    .map(|(server, name)| server.register(name, "correct horse", name).unwrap());
    let [a, b, m] = [&amina, &bryn, &mallory].map(|account| account.sign_in().unwrap());

    let room = a.create_room(json!({ "invite": [bryn.user_id] })).unwrap();
    b.join(&room, &[world.treasury().name()]).unwrap();
    assert_eq!(a.membership(&room, &bryn.user_id).unwrap().as_deref(), Some("join"));

    // Out, in, and by the back door.
    let out = a.invite(&room, &mallory.user_id).unwrap_err().to_string();
    assert!(out.contains("403") || out.contains("M_FORBIDDEN"), "{out}");
    let lure = m.create_room(json!({ "preset": "public_chat" })).unwrap();
    assert!(m.invite(&lure, &amina.user_id).is_err());
    assert!(a.join(&lure, &[world.outside().name()]).is_err());
    assert!(m.join(&room, &[world.treasury().name()]).is_err());
    assert_eq!(a.membership(&room, &mallory.user_id).unwrap(), None);
    assert!(!a.joined_rooms().unwrap().contains(&lure));

    // Where rooms are to be found, a department lets them be listed; as it is packaged it doesn't.
    let visible = a.raw(
        "PUT",
        &format!("/_matrix/client/v3/directory/list/room/{room}"),
        Some(json!({ "visibility": "public" })),
    );
    assert_eq!(visible.unwrap().0, 403);
}

/// What the packaged configuration does for every program, not for Despatch alone.
#[test]
fn a_department_encrypts_every_room_and_lets_nobody_in_by_themselves() {
    let world = World::shared().unwrap();
    let dafydd = world
        .treasury()
        .register(&unique("dafydd"), "correct horse", "Dafydd")
        .unwrap();
    let d = dafydd.sign_in().unwrap();

    let room = d.create_room(json!({ "preset": "public_chat" })).unwrap();
    let state = d.state(&room).unwrap();
    assert!(
        state.iter().any(|event| event["type"] == "m.room.encryption"),
        "{state:?}"
    );

    let ask = |method: &str, path: &str, body: Option<Value>| {
        let url = format!("{}/_matrix/client/v3/{path}", world.treasury().base_url());
        world.agent().json(method, &url, None, body.as_ref()).unwrap().0
    };
    let flow = json!({ "username": unique("eve"), "password": "correct horse", "auth": { "type": "m.login.dummy" } });
    assert_eq!(ask("POST", "register", Some(flow)), 403);
    assert_eq!(ask("POST", "register?kind=guest", Some(json!({}))), 403);
    assert_eq!(ask("GET", &format!("profile/{}", dafydd.user_id), None), 401);
    assert_eq!(ask("GET", "publicRooms", None), 401);
}

#[test]
fn a_stranger_is_counted_and_the_harness_is_not() {
    let world = World::shared().unwrap();
    world
        .outside()
        .register(&unique("mallory"), "secret", "Mallory")
        .unwrap()
        .sign_in()
        .unwrap();
    let before = world.outside().strangers().unwrap().len();

    let url = format!("{}/_matrix/client/versions", world.outside().base_url());
    world.agent().call("GET", &url, None, None).unwrap();

    assert!(world.outside().strangers().unwrap().len() > before);
}

#[test]
fn a_puppet_leaves_no_device() {
    let world = World::shared().unwrap();
    let carys = world
        .treasury()
        .register(&unique("carys"), "secret", "Carys Hughes")
        .unwrap();
    let puppet = carys.puppet().unwrap();

    puppet.create_room(json!({})).unwrap();

    assert_eq!(puppet.devices().unwrap().len(), 0);
}

#[test]
fn a_closed_gate_is_a_server_that_has_gone() {
    let world = World::shared().unwrap();
    let gate = Gate::before(world.treasury()).unwrap();
    let url = format!("{}/_matrix/client/versions", gate.base_url());
    world.agent().call("GET", &url, None, None).unwrap();

    gate.close();
    assert!(world.agent().call("GET", &url, None, None).is_err());

    gate.open().unwrap();
    world.agent().call("GET", &url, None, None).unwrap();
}

#[test]
fn a_tampered_server_says_what_the_test_wants() {
    let world = World::shared().unwrap();
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let url = format!("{}/_matrix/client/versions", tamper.base_url());
    assert!(world.agent().call("GET", &url, None, None).unwrap()["versions"].is_array());

    tamper.after(|request, reply| {
        if request.path.ends_with("/versions") {
            reply.edit(|body| body["versions"] = json!(["v0"]));
        }
    });
    assert_eq!(
        world.agent().call("GET", &url, None, None).unwrap()["versions"],
        json!(["v0"])
    );

    tamper.instead(|_| Some(Reply::redirect(307, "https://elsewhere.example/")));
    let (status, _) = world
        .agent()
        .json("POST", &url, None, Some(&json!({ "password": "x" })))
        .unwrap();
    assert_eq!(status, 307);
    assert_eq!(tamper.seen().last().unwrap().json()["password"], "x");
}

#[test]
fn a_canary_counts_calls() {
    let canary = Canary::perch().unwrap();
    assert_eq!(canary.count(), 0);

    let _call = std::net::TcpStream::connect(canary.address()).unwrap();
    while canary.count() == 0 {
        std::thread::yield_now();
    }
}
