//! Choosing files, by a service that answers as the XDG desktop portal's specification has it.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use platform::{NoChooser, choose_files};
use zbus::blocking::Connection;
use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use crate::child::{part, said, say};
use crate::keyring::on_a_bare_bus;

const NAME: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
/// Reached only by a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// Who asked, for what, and where the answer is to come from.
struct Asked {
    who: String,
    what: String,
    request: OwnedObjectPath,
}

struct Portal {
    asked: Sender<Asked>,
}

#[zbus::interface(name = "org.freedesktop.portal.FileChooser")]
impl Portal {
    fn open_file(
        &self,
        parent: &str,
        title: &str,
        options: HashMap<String, OwnedValue>,
        #[zbus(header)] header: Header<'_>,
    ) -> OwnedObjectPath {
        let who = header.sender().unwrap().to_string();
        let token: &str = (&options["handle_token"]).try_into().unwrap();
        let caller = who.trim_start_matches(':').replace('.', "_");
        let request = format!("{PATH}/request/{caller}/{token}");
        let request = OwnedObjectPath::try_from(request).unwrap();
        let several: bool = (&options["multiple"]).try_into().unwrap();
        let what = format!("{title:?} under {parent:?}, several: {several}");
        let asked = Asked {
            who,
            what,
            request: request.clone(),
        };
        self.asked.send(asked).unwrap();
        request
    }
}

/// A portal, and somebody who chooses.
struct Scene {
    bus: Connection,
    asked: Receiver<Asked>,
    choosing: JoinHandle<Result<Vec<std::path::PathBuf>, NoChooser>>,
}

impl Scene {
    fn new() -> Self {
        let (sender, asked) = channel();
        let bus = zbus::blocking::connection::Builder::session().unwrap();
        let bus = bus
            .serve_at(PATH, Portal { asked: sender })
            .unwrap()
            .name(NAME)
            .unwrap();
        let bus = bus.build().unwrap();
        let choosing = thread::spawn(|| choose_files("Attach files"));
        Self { bus, asked, choosing }
    }

    fn asked(&self) -> Asked {
        self.asked.recv_timeout(PATIENCE).unwrap()
    }

    fn chosen(self) -> String {
        format!("{:?}", self.choosing.join().unwrap())
    }
}

/// Answers as the portal does: to nobody but whoever asked.
fn answer(bus: &Connection, asked: &Asked, response: u32, uris: &[&str]) {
    let results = HashMap::from([("uris", Value::from(uris))]);
    let (to, path) = (asked.who.as_str(), &asked.request);
    let request = "org.freedesktop.portal.Request";
    bus.emit_signal(Some(to), path, request, "Response", &(response, results))
        .unwrap();
}

fn saw(test: &str) -> Vec<String> {
    let home = tempfile::tempdir().unwrap();
    said(&on_a_bare_bus(home.path(), &format!("choosing::{test}")))
}

#[test]
fn what_somebody_chose_is_what_one_gets() {
    assert_eq!(
        saw("chooses"),
        [
            r#""Attach files" under "", several: true"#,
            r#"Ok(["/tmp/a note.txt", "/tmp/b.pdf", "/tmp/ŵ.png"])"#,
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn chooses() {
    let scene = Scene::new();
    let asked = scene.asked();
    say(&asked.what);
    let uris = [
        "file:///tmp/a%20note.txt",
        "file://localhost/tmp/b.pdf",
        "file:///tmp/%C5%B5.png",
    ];
    answer(&scene.bus, &asked, 0, &uris);
    say(scene.chosen());
}

#[test]
fn nothing_but_files_of_this_computer_is_taken() {
    assert_eq!(saw("chooses_other_things"), [r#"Ok(["/tmp/a.pdf"])"#]);
}

#[test]
#[ignore = "a child's part"]
fn chooses_other_things() {
    let scene = Scene::new();
    let asked = scene.asked();
    let uris = [
        "https://outside.example/a.pdf",
        "file://outside.example/a.pdf",
        "file:///tmp/a%",
        "file:///tmp/a%zz.pdf",
        "file:///tmp/a%00.pdf",
        "file:///tmp/a.pdf?b",
        "/tmp/b.pdf",
        "file:tmp/b.pdf",
        "",
        "file:///tmp/a.pdf",
    ];
    answer(&scene.bus, &asked, 0, &uris);
    say(scene.chosen());
}

#[test]
fn nobody_else_answers_for_the_portal() {
    assert_eq!(saw("chooses_among_liars"), [r#"Ok(["/tmp/right.pdf"])"#]);
}

#[test]
#[ignore = "a child's part"]
fn chooses_among_liars() {
    let scene = Scene::new();
    let asked = scene.asked();
    let liar = Connection::session().unwrap();
    answer(&liar, &asked, 0, &["file:///tmp/wrong.pdf"]);
    // Nor does the portal answer what somebody else has asked.
    let other = Asked {
        who: asked.who.clone(),
        what: String::new(),
        request: format!("{PATH}/request/1_1/other").try_into().unwrap(),
    };
    answer(&scene.bus, &other, 0, &["file:///tmp/other.pdf"]);
    // The bus has handed the liar's on by the time that it answers it.
    zbus::blocking::fdo::DBusProxy::new(&liar).unwrap().get_id().unwrap();
    answer(&scene.bus, &asked, 0, &["file:///tmp/right.pdf"]);
    say(scene.chosen());
}

#[test]
fn who_changes_their_mind_has_chosen_nothing_and_who_is_cut_off_hears_of_it() {
    assert_eq!(saw("chooses_nothing"), ["Ok([])", "Err(NoChooser)", "Err(NoChooser)"]);
}

#[test]
#[ignore = "a child's part"]
fn chooses_nothing() {
    let scene = Scene::new();
    let asked = scene.asked();
    answer(&scene.bus, &asked, 1, &[]);
    scene.bus.release_name(NAME).unwrap();
    say(scene.chosen());
    let scene = Scene::new();
    let asked = scene.asked();
    answer(&scene.bus, &asked, 2, &[]);
    scene.bus.release_name(NAME).unwrap();
    say(scene.chosen());
    // The portal ends while its window is open.
    let scene = Scene::new();
    scene.asked();
    scene.bus.release_name(NAME).unwrap();
    say(scene.chosen());
}

#[test]
fn where_nothing_chooses_one_is_told() {
    let nowhere = part("choosing::chooses_nowhere")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .output()
        .unwrap();
    assert_eq!(said(&nowhere), ["Err(NoChooser)"]);
    assert_eq!(saw("chooses_nowhere"), ["Err(NoChooser)"]);
}

#[test]
#[ignore = "a child's part"]
fn chooses_nowhere() {
    say(format!("{:?}", choose_files("Attach files")));
}
