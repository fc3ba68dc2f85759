//! Two departments federate under natural names, and the harness sees what passes.

use serde_json::json;
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
    assert!(!world.treasury().log_contains(&text).unwrap());
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
