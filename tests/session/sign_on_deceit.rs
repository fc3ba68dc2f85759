//! Signing in in the browser, where the server, a page or another program on the computer lies.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use model::{Command, Failure, Purpose, SignInTo, Stage, Ways, Why};
use policy::Reason;
use serde_json::{Value, json};
use support::{Canary, Reply, Tamper, World, repoint};
use url::Url;

use crate::person::{PATIENCE, Person};

/// Somebody before a server that says what a test has it say, under a policy that lets people in by the browser alone.
struct Scene {
    tamper: Tamper,
    policy: Value,
    person: Person,
    to: SignInTo,
    _world: World,
}

impl Scene {
    fn set() -> Scene {
        let world = World::shared().unwrap();
        let tamper = Tamper::before(&world, world.treasury()).unwrap();
        let mut policy = world.policy();
        repoint(&mut policy, world.treasury().name(), &tamper.base_url());
        policy["sign_in"] = json!({ "methods": ["sso"] });
        let mut person = Person::under(&world, &policy);
        person.signed_out();
        Scene {
            person,
            policy,
            to: SignInTo::Server(world.treasury().name().into()),
            tamper,
            _world: world,
        }
    }

    /// The same, where the server says that it lets people in by the browser.
    fn offering() -> Scene {
        let scene = Scene::set();
        scene.answers("GET", Reply::json(200, &flows(&json!([]))));
        scene
    }

    /// The server answers what concerns signing in like this.
    fn answers(&self, method: &'static str, reply: Reply) {
        self.tamper.instead(move |request| {
            let asked = request.method == method && request.path.ends_with("/v3/login");
            asked.then(|| reply.clone())
        });
    }

    fn sign_in(&self) -> Purpose {
        Purpose::SignIn {
            to: self.to.clone(),
            provider: None,
        }
    }

    fn ways(&mut self) -> Result<Ways, Why> {
        self.person.view.ways = None;
        let to = self.to.clone();
        self.person.send(Command::AskWays(to));
        self.person.until("the ways", |v| v.ways.clone())
    }

    fn refused(&mut self) -> Why {
        let purpose = self.sign_in();
        let ticket = self.person.asks_browser(purpose);
        let why = self.person.answer(ticket).unwrap_err();
        assert_eq!(self.person.view.browser, None, "no page was opened");
        why
    }

    /// What was handed in for a session.
    fn handed_in(&self) -> Vec<Value> {
        let seen = self.tamper.seen();
        let logins = seen
            .iter()
            .filter(|request| request.method == "POST" && request.path.ends_with("/login"));
        logins.map(support::Request::json).collect()
    }

    fn assert_nothing_stays(&self) {
        assert!(matches!(self.person.view.stage, Some(Stage::SignedOut { .. })));
        assert!(self.person.ring.key.lock().unwrap().is_none());
        assert!(!self.person.home.path().join("data/account/session.sealed").exists());
    }
}

fn flows(providers: &Value) -> Value {
    json!({ "flows": [{ "type": "m.login.sso", "identity_providers": providers }, { "type": "m.login.token" }] })
}

/// Where the browser is to come back to: the host, and the path.
fn back(page: &str) -> (String, String) {
    let page = Url::parse(page).unwrap();
    let (_, back) = page.query_pairs().find(|(name, _)| name == "redirectUrl").unwrap();
    let back = back.strip_prefix("http://").unwrap().to_owned();
    let (host, path) = back.split_at(back.find('/').unwrap());
    (host.to_owned(), path.to_owned())
}

fn get(to: &str, target: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(to).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok();
    answer
}

fn closes(host: &str) {
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect(host).is_ok() {
        assert!(Instant::now() < deadline, "the way back stays open");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn c18_a_token_from_elsewhere_is_not_handed_in() {
    let mut scene = Scene::offering();
    let purpose = scene.sign_in();
    let (ticket, page) = scene.person.begins(purpose);
    let (host, path) = back(&page);
    // Another program on this computer, or a page that has found the port, would sign the person in as somebody else.
    let stranger = format!("/{}?loginToken=theirs", "0".repeat(path.len() - 1));
    for (target, named) in [
        ("/?loginToken=theirs".to_owned(), host.clone()),
        (stranger, host.clone()),
        (format!("{path}?loginToken=theirs"), "evil.example".to_owned()),
    ] {
        assert!(
            get(&host, &target, &named).starts_with("HTTP/1.1 404"),
            "{target} at {named}"
        );
    }
    assert_eq!(scene.handed_in(), Vec::<Value>::new());

    let answer = get(&host, &format!("{path}?loginToken=ours"), &host);
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.contains("Go back to Despatch"),
        "{answer}"
    );

    // The server has given no such token, and says so.
    let answer = scene.person.answer(ticket);
    assert_eq!(answer, Err(Why::Failed(Failure::BrowserRefused)));
    let handed_in = scene.handed_in();
    let [login] = handed_in.as_slice() else {
        panic!("once: {handed_in:?}")
    };
    assert_eq!(
        (&login["type"], &login["token"]),
        (&json!("m.login.token"), &json!("ours"))
    );
    assert_eq!(login["refresh_token"], json!(true));
    closes(&host);
    scene.assert_nothing_stays();
    let seen = scene.tamper.seen();
    let other: Vec<_> = seen
        .iter()
        .filter(|request| !request.path.ends_with("/v3/login"))
        .collect();
    assert!(other.is_empty(), "{other:?}");
}

#[test]
fn what_is_given_up_closes_the_way_back() {
    let mut scene = Scene::offering();
    let purpose = scene.sign_in();
    let (ticket, page) = scene.person.begins(purpose.clone());
    let host = back(&page).0;
    // One at a time.
    let second = scene.person.asks_browser(purpose.clone());
    assert_eq!(scene.person.answer(second), Err(Why::Failed(Failure::NotReady)));
    scene.person.send(Command::LeaveBrowser(second));
    assert!(TcpStream::connect(&host).is_ok(), "that was another");
    scene.person.send(Command::LeaveBrowser(ticket));
    assert_eq!(scene.person.answer(ticket), Err(Why::Failed(Failure::BrowserLeft)));
    closes(&host);

    // Stricter rules, too.
    let (ticket, page) = scene.person.begins(purpose.clone());
    let host = back(&page).0;
    let mut stricter = scene.policy.clone();
    stricter["sign_in"] = json!({ "methods": ["password"] });
    scene.person.comes_under(&stricter);
    assert_eq!(scene.person.answer(ticket), Err(Why::Failed(Failure::BrowserLeft)));
    closes(&host);
    assert!(matches!(scene.refused(), Why::Policy(Reason::SignInMethod { .. })));

    // And the end of the program.
    scene.person.comes_under(&scene.policy);
    let (_, page) = scene.person.begins(purpose);
    scene.person.stop();
    closes(&back(&page).0);
    assert_eq!(scene.handed_in(), Vec::<Value>::new());
}

#[test]
fn c15_where_policy_says_no_nobody_is_asked() {
    let mut scene = Scene::offering();
    for methods in [json!(["password"]), json!(["oauth"]), json!([])] {
        scene.policy["sign_in"]["methods"] = methods.clone();
        scene.person.comes_under(&scene.policy);
        let expected = Reason::SignInMethod { method: "sso".into() };
        assert_eq!(scene.refused(), Why::Policy(expected), "{methods}");
    }
    assert!(scene.tamper.seen().is_empty(), "{:?}", scene.tamper.seen());
    assert_eq!(scene.ways().unwrap(), Ways::default());
}

#[test]
fn c15_a_password_is_not_sent_where_the_browser_is_the_only_way() {
    let mut scene = Scene::set();
    let refused = scene.person.sign_in_to("treasury.example", "amina", "secret");
    let expected = Reason::SignInMethod {
        method: "password".into(),
    };
    assert_eq!(refused, Err(Why::Policy(expected)));
    assert!(scene.tamper.seen().is_empty());
}

#[test]
fn a_server_without_a_page_to_sign_in_at_is_said_to_have_none() {
    let mut scene = Scene::set();
    let ways = scene.ways().unwrap();
    assert_eq!((ways.password, ways.browser), (false, None));
    assert_eq!(scene.refused(), Why::Failed(Failure::BrowserAbsent));
}

#[test]
fn c01_the_page_of_a_server_that_nobody_approved_is_not_opened() {
    let canary = Canary::perch().unwrap();
    let mut scene = Scene::set();
    for server in [canary.url(), "outside.example".to_owned()] {
        scene.to = SignInTo::Server(server.as_str().into());
        assert!(
            matches!(scene.refused(), Why::Policy(Reason::ServerNotApproved { .. })),
            "{server}"
        );
        assert!(
            matches!(scene.ways(), Err(Why::Policy(Reason::ServerNotApproved { .. }))),
            "{server}"
        );
    }
    assert_eq!(canary.count(), 0);
    assert!(scene.tamper.seen().is_empty());
}

#[test]
fn pages_that_a_server_makes_up_are_shown_safely_or_not_at_all() {
    let mut scene = Scene::set();
    let made_up = json!([
        { "id": "one", "name": "Line\nbreak \u{202e}and turned\u{0} about" },
        { "id": "two" },
        { "id": "../../../evil", "name": "A way out" },
        { "id": "..", "name": "A way up" },
        { "id": "a?b", "name": "A question" },
        { "id": "a%2fb", "name": "A slash" },
        { "id": "", "name": "Nothing" },
        { "id": 7, "name": "A number" },
        "text",
        { "id": "long", "name": "x".repeat(100_000) },
    ]);
    scene.answers("GET", Reply::json(200, &flows(&made_up)));
    let pages = scene.ways().unwrap().browser.unwrap();
    let shown: Vec<(&str, &str)> = pages.iter().map(|page| (page.id.as_str(), &*page.name)).collect();
    assert_eq!(shown[..2], [("one", "Line break and turned about"), ("two", "two")]);
    assert_eq!((shown.len(), shown[2].0), (3, "long"));
    assert!(shown[2].1.chars().count() <= 65, "{}", shown[2].1.len());

    // Of too many the server lets people choose.
    scene.tamper.behave();
    let many: Vec<Value> = (0..100)
        .map(|at| json!({ "id": format!("page{at}"), "name": "Page" }))
        .collect();
    scene.answers("GET", Reply::json(200, &flows(&json!(many))));
    assert_eq!(scene.ways().unwrap().browser.unwrap().len(), 0);
    let purpose = Purpose::SignIn {
        to: scene.to.clone(),
        provider: model::ProviderId::new("page7"),
    };
    let (_, page) = scene.person.begins(purpose);
    let start = format!(
        "{}/_matrix/client/v3/login/sso/redirect?redirectUrl=",
        scene.tamper.base_url()
    );
    assert!(page.starts_with(&start), "{page}");
}

#[test]
fn answers_that_make_no_sense_let_nobody_in() {
    for (answer, expected) in [
        (Reply::json(200, &json!("flows")), Failure::BrowserAbsent),
        (
            Reply::json(200, &json!({ "flows": { "type": "m.login.sso" } })),
            Failure::BrowserAbsent,
        ),
        (Reply::json(500, &json!({})), Failure::ServerFailed),
        (Reply::json(404, &json!({})), Failure::NotFound),
        (
            Reply::json(200, &json!({ "flows": [{ "type": "x".repeat(1 << 20) }] })),
            Failure::Malformed,
        ),
    ] {
        let mut scene = Scene::set();
        scene.answers("GET", answer);
        assert_eq!(scene.refused(), Why::Failed(expected));
    }
}

#[test]
fn c11_nobody_is_led_elsewhere() {
    let canary = Canary::perch().unwrap();
    let elsewhere = format!("{}/", canary.url());
    // By the answer to how people are let in.
    let mut scene = Scene::set();
    scene.answers("GET", Reply::redirect(307, &elsewhere));
    assert!(matches!(scene.refused(), Why::Policy(Reason::Redirected { .. })));

    // By the answer to what the browser brought, with the token.
    let mut scene = Scene::offering();
    scene.answers("POST", Reply::redirect(307, &elsewhere));
    assert!(matches!(scene.came_back(), Why::Policy(Reason::Redirected { .. })));

    // By the account, and what is said beside it.
    let mut scene = Scene::offering();
    let admitted = json!({
        "user_id": "@amina:outside.example", "device_id": "DEVICE", "access_token": "not wanted",
        "well_known": { "m.homeserver": { "base_url": elsewhere } },
    });
    scene.answers("POST", Reply::json(200, &admitted));
    assert!(matches!(
        scene.came_back(),
        Why::Policy(Reason::AccountElsewhere { .. })
    ));
    let seen = scene.tamper.seen();
    let last = seen.last().unwrap();
    assert!(last.path.ends_with("/logout"), "it is given back: {}", last.path);
    let token = ("authorization".to_owned(), "Bearer not wanted".to_owned());
    assert!(last.headers.contains(&token));
    scene.assert_nothing_stays();

    assert_eq!(canary.count(), 0);
}

#[test]
fn what_a_server_says_of_a_token_is_said_in_words() {
    for (status, code, expected) in [
        (403, "M_FORBIDDEN", Failure::BrowserRefused),
        (403, "M_USER_DEACTIVATED", Failure::AccountClosed),
        (429, "M_LIMIT_EXCEEDED", Failure::RateLimited),
        (502, "M_UNKNOWN", Failure::ServerFailed),
        (200, "M_NONE", Failure::Malformed),
    ] {
        let mut scene = Scene::offering();
        scene.answers("POST", Reply::error(status, code, "<b>anything</b>"));
        assert_eq!(scene.came_back(), Why::Failed(expected), "{status} {code}");
        scene.assert_nothing_stays();
    }
}

impl Scene {
    /// Why nobody was let in who came back from the browser.
    fn came_back(&mut self) -> Why {
        let purpose = self.sign_in();
        let (ticket, page) = self.person.begins(purpose);
        let (host, path) = back(&page);
        get(&host, &format!("{path}?loginToken=ours"), &host);
        self.person.answer(ticket).unwrap_err()
    }
}
