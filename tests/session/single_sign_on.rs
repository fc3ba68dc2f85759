//! Signing in in the browser, at a real homeserver that sends people to a real provider.

use std::path::Path;
use std::sync::atomic::Ordering;

use model::{
    Command, DeviceId, Failure, KeyStorage, Provider, ProviderId, Purpose, ReturnPage, Secret, SignInTo, Stage, Ticket,
    Why,
};
use serde_json::{Value, json};
use support::{Account, Browser, World, unique};

use crate::person::{Answer, Person, TICKETS};

impl Person {
    /// Sends a wish that the browser has to vouch for.
    pub fn asks_browser(&mut self, purpose: Purpose) -> Ticket {
        let ticket = Ticket(TICKETS.fetch_add(1, Ordering::Relaxed));
        let page = ReturnPage {
            language: "en-GB".into(),
            title: "Go back".into(),
            text: "Go back to Despatch".into(),
        };
        self.view.browser = None;
        self.send(Command::Prove { ticket, purpose, page });
        ticket
    }

    /// The same, and waits for the page to open.
    pub fn begins(&mut self, purpose: Purpose) -> (Ticket, String) {
        let ticket = self.asks_browser(purpose);
        let opened = self.until("a page to open, or no", |view| match &view.browser {
            Some((mine, url)) if *mine == ticket => Some(Ok(url.clone())),
            _ => view.answers.get(&ticket).map(|answer| Err(format!("{answer:?}"))),
        });
        (ticket, opened.unwrap())
    }

    /// Waits for the next page to open for a wish.
    pub fn page_after(&mut self, ticket: Ticket, before: &str) -> String {
        self.until("another page to open", |view| match &view.browser {
            Some((mine, url)) if *mine == ticket && url != before => Some(url.clone()),
            _ => None,
        })
    }

    /// Waits for the answer to a wish that was sent.
    pub fn answer(&mut self, ticket: Ticket) -> Answer {
        self.until("an answer", |view| view.answers.get(&ticket).cloned())
    }

    /// Waits until one can sign in.
    pub fn signed_out(&mut self) {
        self.until("the sign-in screen", |v| {
            matches!(v.stage, Some(Stage::SignedOut { .. })).then_some(())
        });
    }

    /// Shows in the browser who one is, and comes back.
    fn shows(&mut self, world: &World, purpose: Purpose, who: &Account) -> Answer {
        let (ticket, url) = self.begins(purpose);
        let mut browser = Browser::new(world);
        let back = browser.signs_in(&url, &who.localpart).unwrap();
        let (_, page) = browser.opens(&back).unwrap();
        assert!(page.contains("Go back to Despatch"), "{page}");
        self.answer(ticket)
    }
}

/// A world with a provider, and a policy that lets people in by it alone.
struct Scene {
    world: World,
    policy: Value,
    amina: Account,
    bryn: Account,
    _provider: support::Provider,
}

impl Scene {
    fn set(folder: &Path) -> Scene {
        let provider = support::Provider::start().unwrap();
        let world = World::signing_on(folder, &provider).unwrap();
        let mut policy = world.policy();
        policy["sign_in"] = json!({ "methods": ["sso"] });
        let register = |name: &str| world.treasury().register(&unique(name), "secret", name).unwrap();
        let (amina, bryn) = (register("amina"), register("bryn"));
        Scene {
            world,
            policy,
            amina,
            bryn,
            _provider: provider,
        }
    }

    fn to(&self) -> SignInTo {
        SignInTo::Server(self.world.treasury().name().into())
    }

    fn sign_in(&self, provider: Option<&str>) -> Purpose {
        Purpose::SignIn {
            to: self.to(),
            provider: provider.and_then(ProviderId::new),
        }
    }

    /// Somebody who has signed in.
    fn person(&self) -> Person {
        let mut amina = Person::under(&self.world, &self.policy);
        amina.signed_out();
        let purpose = self.sign_in(Some("oidc-department"));
        amina.shows(&self.world, purpose, &self.amina).unwrap();
        amina.until("being signed in", |v| v.is_signed_in().then_some(()));
        amina.online();
        amina
    }

    /// How many devices somebody has, the harness's left out.
    fn devices(&self, of: &Account) -> usize {
        let devices = of.puppet().unwrap().devices().unwrap();
        let ours = |device: &&Value| device["display_name"] != "Harness";
        devices.iter().filter(ours).count()
    }
}

#[test]
fn somebody_signs_in_in_the_browser_and_again_as_the_same_device() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::set(folder.path());
    let mut amina = Person::under(&scene.world, &scene.policy);
    amina.signed_out();

    // The pages to choose from, by the server's own words.
    amina.send(Command::AskWays(scene.to()));
    let ways = amina.until("the ways", |v| v.ways.clone()).unwrap();
    assert!(!ways.password, "policy doesn't let anybody in by a password");
    let pages = ways.browser.unwrap();
    let named = |page: &Provider| (page.id.to_string(), page.name.to_string());
    let pages: Vec<_> = pages.iter().map(named).collect();
    let expected = [
        ("oidc-department", "Department sign-in"),
        ("oidc-contractors", "Contractors"),
    ];
    assert_eq!(pages, expected.map(|(id, name)| (id.to_owned(), name.to_owned())));

    let (ticket, url) = amina.begins(scene.sign_in(Some("oidc-department")));
    let start = format!(
        "{}/_matrix/client/v3/login/sso/redirect/oidc-department?redirectUrl=http%3A%2F%2F127.0.0.1%3A",
        scene.world.treasury().base_url()
    );
    assert!(url.starts_with(&start), "{url}");
    let mut browser = Browser::new(&scene.world);
    let back = browser.signs_in(&url, &scene.amina.localpart).unwrap();
    browser.opens(&back).unwrap();
    amina.answer(ticket).unwrap();
    amina.until("being signed in", |v| v.is_signed_in().then_some(()));
    amina.online();
    let me = |person: &Person| match &person.view.stage {
        Some(Stage::SignedIn(me) | Stage::SignInAgain(me)) => me.clone(),
        other => panic!("{other:?}"),
    };
    let before = me(&amina);
    assert_eq!(before.person.id.as_str(), scene.amina.user_id);
    assert_eq!(before.proven_by, model::ProvenBy::Browser);
    assert!(browser.opens(&back).is_err(), "the way back is closed");
    let room = amina.start_direct(&scene.bryn);
    amina.open(&room);
    amina.say(&room, "Half a thought").unwrap();
    amina.sees("Half a thought");

    // Its days are over.
    let mut policy = scene.policy.clone();
    policy["sign_in"]["remember_session"] = json!(false);
    amina.comes_under(&policy);
    amina.restart();
    amina.until("being asked again", |v| {
        matches!(v.stage, Some(Stage::SignInAgain(_))).then_some(())
    });
    let password = Secret::new("secret".into());
    let by_password = amina.wish(|ticket| Command::SignInAgain { ticket, password });
    assert!(matches!(by_password, Err(Why::Policy(_))), "{by_password:?}");
    let other = amina.shows(&scene.world, Purpose::SignInAgain, &scene.bryn);
    assert_eq!(other, Err(Why::Failed(Failure::SomebodyElse)));
    assert_eq!(scene.devices(&scene.bryn), 0, "nothing of theirs is left on the server");
    amina.shows(&scene.world, Purpose::SignInAgain, &scene.amina).unwrap();
    amina.until("being signed in", |v| v.is_signed_in().then_some(()));
    amina.online();

    assert_eq!(me(&amina).device, before.device, "as the same device");
    amina.open(&room);
    amina.sees("Half a thought");
    assert_eq!(scene.devices(&scene.amina), 1);
}

#[test]
fn a_locked_window_is_opened_in_the_browser_by_the_same_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::set(folder.path());
    let mut amina = scene.person();

    let password = Secret::new("secret".into());
    let by_password = amina.wish(|ticket| Command::Unlock { ticket, password });
    assert!(by_password.is_err(), "there is no password to judge by");
    let other = amina.shows(&scene.world, Purpose::Unlock, &scene.bryn);
    assert_eq!(other, Err(Why::Failed(Failure::SomebodyElse)));
    let (ticket, _) = amina.begins(Purpose::Unlock);
    amina.send(Command::LeaveBrowser(ticket));
    assert!(amina.answer(ticket).is_err(), "given up is not shown");
    assert_eq!(
        amina.shows(&scene.world, Purpose::Unlock, &scene.amina),
        Ok((None, None))
    );

    assert_eq!(scene.devices(&scene.amina), 1, "nothing is left of having looked");
    assert_eq!(scene.devices(&scene.bryn), 0);
    // The session goes on.
    let room = amina.start_direct(&scene.bryn);
    amina.open(&room);
    amina.say(&room, "Still here").unwrap();
    amina.sees("Still here");
}

#[test]
fn what_the_server_wants_proof_for_is_shown_in_the_browser() {
    let folder = tempfile::tempdir().unwrap();
    let scene = Scene::set(folder.path());
    let mut amina = scene.person();
    let other = scene.amina.sign_in().unwrap();
    let device = DeviceId::from(other.device_id.as_str());

    let (ticket, url) = amina.begins(Purpose::SignOutDevices(vec![device]));
    let start = format!(
        "{}/_matrix/client/v3/auth/m.login.sso/fallback/web?session=",
        scene.world.treasury().base_url()
    );
    assert!(url.starts_with(&start), "{url}");
    // Somebody else in the browser proves nothing.
    Browser::new(&scene.world).proves(&url, &scene.bryn.localpart).unwrap();
    assert!(other.devices().is_ok(), "its session goes on");
    Browser::new(&scene.world).proves(&url, &scene.amina.localpart).unwrap();
    amina.answer(ticket).unwrap();
    assert!(other.devices().is_err(), "its session has ended");

    amina.makes_key();
    // Stopped half-way: what was given up is given up, and one can go on.
    let (ticket, first) = amina.begins(Purpose::ResetIdentity);
    Browser::new(&scene.world)
        .proves(&first, &scene.amina.localpart)
        .unwrap();
    amina.page_after(ticket, &first);
    amina.send(Command::LeaveBrowser(ticket));
    assert!(amina.answer(ticket).is_err());

    let (ticket, first) = amina.begins(Purpose::ResetIdentity);
    Browser::new(&scene.world)
        .proves(&first, &scene.amina.localpart)
        .unwrap();
    let second = amina.page_after(ticket, &first);
    Browser::new(&scene.world)
        .proves(&second, &scene.amina.localpart)
        .unwrap();
    amina.answer(ticket).unwrap();
    amina.trusts("a new identity without a key", |trust| {
        trust.confirmed == Some(true) && trust.storage == KeyStorage::Off
    });
}
