//! What is announced, to a service that answers as the Desktop Notifications Specification has it.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use platform::Announcement;
use zbus::blocking::Connection;
use zbus::zvariant::OwnedValue;

use crate::child::{part, said, say};
use crate::keyring::on_a_bare_bus;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// Reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(30);

struct Desktop {
    able: &'static [&'static str],
    asked: Sender<String>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    fn get_capabilities(&self) -> Vec<&str> {
        self.able.to_vec()
    }

    #[allow(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &mut self,
        program: &str,
        replaced: u32,
        _icon: &str,
        title: &str,
        body: &str,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _lasts: i32,
    ) -> u32 {
        if replaced == 0 {
            self.last += 1;
        }
        let id = if replaced == 0 { self.last } else { replaced };
        let shown = format!("{program} shows {id} for {replaced}: {title:?} {body:?} {actions:?}");
        self.asked.send(shown).unwrap();
        id
    }

    fn close_notification(&self, id: u32) {
        self.asked.send(format!("closes {id}")).unwrap();
    }
}

/// A service, what it is asked, and what is clicked on it.
struct Scene {
    bus: Connection,
    asked: Receiver<String>,
    clicked: Receiver<String>,
    orders: Sender<Announcement>,
    announcing: std::thread::JoinHandle<()>,
}

impl Scene {
    fn with(able: &'static [&'static str]) -> Self {
        let (sender, asked) = channel();
        let desktop = Desktop {
            able,
            asked: sender,
            last: 0,
        };
        let bus = zbus::blocking::connection::Builder::session().unwrap();
        let bus = bus.serve_at(PATH, desktop).unwrap().name(NAME).unwrap();
        let (orders, received) = channel();
        let (sender, clicked) = channel();
        let announcing = platform::announce(received, move |key| sender.send(key).unwrap()).unwrap();
        Self {
            bus: bus.build().unwrap(),
            asked,
            clicked,
            orders,
            announcing,
        }
    }

    fn show(&self, key: &str, title: &str, body: &str) -> String {
        let [key, title, body] = [key, title, body].map(str::to_owned);
        let sound = false;
        let show = Announcement::Show {
            key,
            title,
            body,
            sound,
        };
        self.orders.send(show).unwrap();
        self.asked.recv_timeout(PATIENCE).unwrap()
    }

    fn order(&self, order: Announcement) -> String {
        self.orders.send(order).unwrap();
        self.asked.recv_timeout(PATIENCE).unwrap()
    }

    fn signal(&self, name: &str, id: u32, what: impl serde::Serialize + zbus::zvariant::Type) {
        self.bus
            .emit_signal(None::<&str>, PATH, NAME, name, &(id, what))
            .unwrap();
    }

    /// Somebody clicks it.
    fn click(&self, id: u32) -> String {
        self.signal("ActionInvoked", id, "default");
        self.clicked.recv_timeout(PATIENCE).unwrap()
    }

    /// The program ends.
    fn end(self) -> Vec<String> {
        drop(self.orders);
        self.announcing.join().unwrap();
        self.asked.try_iter().collect()
    }
}

#[test]
fn one_stands_for_each_key_until_it_is_taken_back() {
    let home = tempfile::tempdir().unwrap();
    let seen = said(&on_a_bare_bus(home.path(), "announcing::announces"));
    assert_eq!(
        seen,
        [
            r#"Despatch shows 1 for 0: "Amina[31m" "first" ["default", ""]"#,
            r#"Despatch shows 1 for 1: "Amina" "second\nthird" ["default", ""]"#,
            r#"Despatch shows 2 for 0: "Bryn" "hello" ["default", ""]"#,
            "clicked b",
            "closes 1",
            // Whoever closes one makes room for the next.
            "clicked c",
            r#"Despatch shows 4 for 0: "Bryn" "again" ["default", ""]"#,
            // What still stands at the end.
            r#"["closes 3", "closes 4"]"#,
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn announces() {
    let scene = Scene::with(&["actions", "body"]);
    say(scene.show("a", "Amina\u{1b}[31m", "first\u{7}"));
    say(scene.show("a", "Amina", "second\nthird"));
    say(scene.show("b", "Bryn", "hello"));
    say(format!("clicked {}", scene.click(2)));
    say(scene.order(Announcement::Withdraw("a".to_owned())));
    scene.show("c", "Carys", "");
    scene.signal("NotificationClosed", 2, 2_u32);
    // Signals come in their order.
    say(format!("clicked {}", scene.click(3)));
    say(scene.show("b", "Bryn", "again"));
    let mut closed = scene.end();
    closed.sort();
    say(format!("{closed:?}"));
}

#[test]
fn what_looks_like_markup_is_none() {
    let home = tempfile::tempdir().unwrap();
    let seen = said(&on_a_bare_bus(home.path(), "announcing::announces_markup"));
    let long = "x".repeat(400);
    assert_eq!(
        seen,
        [
            r#"Despatch shows 1 for 0: "<b>A</b>" "&lt;a href=&amp;quot;&gt;" []"#.to_owned(),
            format!(r#"Despatch shows 1 for 1: "{}" "{long}" []"#, "x".repeat(200)),
            r#"Despatch shows 1 for 0: "<b>A</b>" "<a href=&quot;>" []"#.to_owned(),
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn announces_markup() {
    let marks = Scene::with(&["body", "body-markup"]);
    say(marks.show("a", "<b>A</b>", "<a href=&quot;>"));
    let long = "x".repeat(1000);
    say(marks.show("a", &long, &long));
    marks.bus.release_name(NAME).unwrap();
    let plain = Scene::with(&["body"]);
    say(plain.show("a", "<b>A</b>", "<a href=&quot;>"));
}

#[test]
fn where_nothing_announces_the_program_goes_on() {
    let nowhere = part("announcing::announces_to_nobody")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert_eq!(said(&nowhere), ["ended"]);
    let home = tempfile::tempdir().unwrap();
    let bare = on_a_bare_bus(home.path(), "announcing::announces_to_nobody");
    assert_eq!(said(&bare), ["ended"]);
}

#[test]
#[ignore = "a child's part"]
fn announces_to_nobody() {
    let (orders, received) = channel();
    let announcing = platform::announce(received, |_| ()).unwrap();
    let show = Announcement::Show {
        key: "a".to_owned(),
        title: "Amina".to_owned(),
        body: "hello".to_owned(),
        sound: true,
    };
    for order in [show.clone(), Announcement::Withdraw("a".to_owned()), show] {
        orders.send(order).unwrap();
    }
    drop(orders);
    announcing.join().unwrap();
    say("ended");
}
