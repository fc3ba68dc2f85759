//! What an examination says of homeservers as they are, and of ones that are not as they should be.

use std::collections::BTreeMap;

use model::{Found, Topic};
use policy::{Day, Input, Level, Policy, Source};
use serde_json::{Value, json};
use session::Roots;
use support::{Authority, Relay, Reply, Tamper, World, repoint};

/// What is found of the first department under this policy.
fn found(world: &World, document: &Value) -> BTreeMap<&'static str, Found> {
    let input = Input {
        sources: &[Source::file(
            "a.json",
            Level::Managed,
            document.to_string().into_bytes(),
        )],
        choices: None,
        memory: None,
        today: Day::constant(2026, 11, 24),
    };
    let policy = Policy::resolve(&input).unwrap();
    let file = world.authority().file();
    let roots = Roots {
        system: Vec::new(),
        by_file: [(file.display().to_string(), std::fs::read(file).unwrap())].into(),
    };
    let findings = session::examine(&policy, &roots).unwrap();
    let first = world.treasury().name();
    let own = findings.into_iter().filter(|finding| finding.subject == first);
    own.map(|finding| (name(finding.topic), finding.found)).collect()
}

fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::Proxy => "proxy",
        Topic::Name => "name",
        Topic::Connection => "connection",
        Topic::Clock => "clock",
        Topic::Versions => "versions",
        Topic::SignIn => "sign-in",
    }
}

fn behind(world: &World, tamper: &Tamper) -> Value {
    let mut policy = world.policy();
    repoint(&mut policy, world.treasury().name(), &tamper.base_url());
    policy
}

#[test]
fn a_homeserver_as_it_should_be_is_well() {
    let world = World::shared().unwrap();
    let well = ["clock", "connection", "name", "sign-in", "versions"].map(|topic| (topic, Found::Well));
    assert_eq!(found(&world, &world.policy()), well.into());

    let relay = Relay::open().unwrap();
    let mut proxied = world.policy();
    proxied["network"] = json!({ "proxy": { "mode": "fixed", "url": relay.url() } });
    let well = ["clock", "connection", "proxy", "sign-in", "versions"].map(|topic| (topic, Found::Well));
    assert_eq!(found(&world, &proxied), well.into());
    assert!(!relay.targets().is_empty());
}

#[test]
fn what_cannot_be_reached_is_said_and_the_rest_is_left() {
    let world = World::shared().unwrap();
    let mut nobody = world.policy();
    repoint(&mut nobody, world.treasury().name(), "https://127.0.0.2:1");
    let unreachable = found(&world, &nobody);
    assert_eq!(unreachable["connection"], Found::Unreachable);
    assert_eq!(unreachable["versions"], Found::Skipped);

    let mut nowhere = world.policy();
    repoint(&mut nowhere, world.treasury().name(), "https://nowhere.invalid");
    assert_eq!(found(&world, &nowhere)["name"], Found::NoAddress);
}

#[test]
fn who_poses_as_a_homeserver_is_called_out() {
    let world = World::shared().unwrap();
    let own = tempfile::tempdir().unwrap();
    let theirs = Authority::create(own.path()).unwrap();
    let server = world.treasury();
    let tls = theirs.listener(&[server.name()], &[server.address()]).unwrap();
    let posing = Tamper::posing(&world, server, tls).unwrap();
    assert_eq!(
        found(&world, &behind(&world, &posing))["connection"],
        Found::Certificate
    );

    let leading = Tamper::before(&world, server).unwrap();
    leading.instead(|_| Some(Reply::redirect(302, "https://portal.example/login")));
    let host = "portal.example".to_owned();
    assert_eq!(
        found(&world, &behind(&world, &leading))["connection"],
        Found::Redirected { host }
    );
}

#[test]
fn a_homeserver_that_lacks_something_is_told_apart() {
    let world = World::shared().unwrap();
    let tamper = Tamper::before(&world, world.treasury()).unwrap();
    let policy = behind(&world, &tamper);
    tamper.after(|request, reply| {
        reply.headers.retain(|(name, _)| name != "date");
        reply
            .headers
            .push(("date".to_owned(), "Mon, 05 Jan 2026 00:00:00 GMT".to_owned()));
        if request.path.ends_with("/versions") {
            reply.edit(|body| body["unstable_features"] = json!({}));
        }
        if request.path.ends_with("/login") {
            reply.edit(|body| body["flows"] = json!([{ "type": "m.login.sso" }]));
        }
    });

    let lacking = found(&world, &policy);

    assert!(
        matches!(lacking["clock"], Found::ClockDiffers { seconds } if seconds > 86_400),
        "{lacking:?}"
    );
    assert!(matches!(lacking["versions"], Found::Lacks { what } if what.contains("msc3575")));
    assert_eq!(lacking["sign-in"], Found::NoWayIn);
    let mut by_browser = policy.clone();
    by_browser["sign_in"] = json!({ "methods": ["sso"] });
    assert_eq!(found(&world, &by_browser)["sign-in"], Found::Well);

    tamper.behave();
    tamper.instead(|_| Some(Reply::json(404, &json!("a web page"))));
    assert_eq!(found(&world, &policy)["versions"], Found::NotMatrix { status: 404 });
}
