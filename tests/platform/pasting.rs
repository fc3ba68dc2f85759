//! What lies on the clipboard, on a display of the test's own: another program holds it as the rules of X11 (ICCCM) have it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use platform::{Pasted, pasted};
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt, CreateWindowAux, EventMask, PropMode, Property,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_FROM_PARENT, CURRENT_TIME, NONE};

use crate::child::{part, said, say};

/// A display without a screen to look at.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "64x64x24"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let out = server.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        Self { server, name }
    }

    fn saw(&self, test: &str) -> Vec<String> {
        let mut child = part(&format!("pasting::{test}"));
        said(&child.env("DISPLAY", &self.name).output().unwrap())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// How something is handed over.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Whole,
    /// Bit by bit, as what is large has to be.
    Bits,
    /// Bit by bit without an end.
    Endless,
    Never,
}

/// A program in which this was copied, until the test ends.
fn copied(forms: Vec<(&'static str, Vec<u8>)>, manner: Manner) {
    let (ready, waits) = channel();
    thread::spawn(move || hold(&forms, manner, &ready));
    waits.recv().unwrap();
}

fn hold(forms: &[(&str, Vec<u8>)], manner: Manner, ready: &Sender<()>) {
    let (display, screen) = RustConnection::connect(None).unwrap();
    let window = display.generate_id().unwrap();
    let root = display.setup().roots[screen].root;
    let (class, looks) = (WindowClass::INPUT_OUTPUT, CreateWindowAux::new());
    display
        .create_window(0, window, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &looks)
        .unwrap();
    let atom = |name: &str| {
        display
            .intern_atom(false, name.as_bytes())
            .unwrap()
            .reply()
            .unwrap()
            .atom
    };
    let clipboard = atom("CLIPBOARD");
    display.set_selection_owner(window, clipboard, CURRENT_TIME).unwrap();
    assert_eq!(
        display.get_selection_owner(clipboard).unwrap().reply().unwrap().owner,
        window
    );
    ready.send(()).unwrap();
    let forms: Vec<(Atom, &[u8])> = forms.iter().map(|(name, bytes)| (atom(name), &bytes[..])).collect();
    loop {
        let Event::SelectionRequest(asked) = display.wait_for_event().unwrap() else {
            continue;
        };
        let place = if asked.target == atom("TARGETS") {
            let list: Vec<Atom> = forms.iter().map(|(form, _)| *form).collect();
            display
                .change_property32(
                    PropMode::REPLACE,
                    asked.requestor,
                    asked.property,
                    AtomEnum::ATOM,
                    &list,
                )
                .unwrap();
            asked.property
        } else {
            match forms.iter().find(|(form, _)| *form == asked.target) {
                Some(_) if manner == Manner::Never => continue,
                Some((_, bytes)) if manner == Manner::Whole => {
                    display
                        .change_property8(PropMode::REPLACE, asked.requestor, asked.property, asked.target, bytes)
                        .unwrap();
                    asked.property
                }
                Some((_, bytes)) => {
                    bit_by_bit(&display, &asked, bytes, manner, atom("INCR"));
                    continue;
                }
                None => NONE,
            }
        };
        tell(&display, &asked, place);
    }
}

fn tell(display: &RustConnection, asked: &SelectionRequestEvent, property: Atom) {
    let given = SelectionNotifyEvent {
        response_type: SELECTION_NOTIFY_EVENT,
        sequence: 0,
        time: asked.time,
        requestor: asked.requestor,
        selection: asked.selection,
        target: asked.target,
        property,
    };
    display
        .send_event(false, asked.requestor, EventMask::NO_EVENT, given)
        .unwrap();
    display.flush().unwrap();
}

fn bit_by_bit(display: &RustConnection, asked: &SelectionRequestEvent, bytes: &[u8], manner: Manner, incr: Atom) {
    let looks = ChangeWindowAttributesAux::new().event_mask(EventMask::PROPERTY_CHANGE);
    display.change_window_attributes(asked.requestor, &looks).unwrap();
    // It says that next to nothing comes.
    display
        .change_property32(PropMode::REPLACE, asked.requestor, asked.property, incr, &[1])
        .unwrap();
    tell(display, asked, asked.property);
    let mut bits = bytes.chunks(100_000);
    loop {
        let Ok(event) = display.wait_for_event() else { return };
        match event {
            Event::PropertyNotify(change) if change.atom == asked.property && change.state == Property::DELETE => {
                let bit = match manner {
                    Manner::Endless => &bytes[..100_000],
                    _ => bits.next().unwrap_or_default(),
                };
                let given = display
                    .change_property8(PropMode::REPLACE, asked.requestor, asked.property, asked.target, bit)
                    .and_then(|_| display.flush());
                if given.is_err() || bit.is_empty() {
                    return;
                }
            }
            _ => {}
        }
    }
}

/// What there is to paste, in few words.
fn told() -> String {
    match pasted() {
        Some(Pasted::Files(files)) => format!("{files:?}"),
        Some(Pasted::Picture(bytes)) => {
            let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
            format!("{} bytes, {sum}", bytes.len())
        }
        None => "nothing".to_owned(),
    }
}

#[test]
fn files_and_pictures_are_taken_and_text_is_left_alone() {
    let display = Display::open();
    assert_eq!(
        display.saw("pastes"),
        [
            "nothing",
            r#"["/tmp/a note.txt", "/tmp/b.pdf"]"#,
            "nothing",
            "3 bytes, 6",
            "nothing",
            "nothing",
        ]
    );
}

#[test]
#[ignore = "a child's part"]
fn pastes() {
    say(told());
    let list = b"# two files\r\nfile:///tmp/a%20note.txt\r\nfile:///tmp/b.pdf\r\n".to_vec();
    copied(
        vec![("UTF8_STRING", b"/tmp".to_vec()), ("text/uri-list", list)],
        Manner::Whole,
    );
    say(told());
    // An address of a page is text.
    let page = b"https://cabinet.example/\r\n".to_vec();
    copied(
        vec![("text/uri-list", page), ("UTF8_STRING", b"Cabinet".to_vec())],
        Manner::Whole,
    );
    say(told());
    copied(
        vec![("text/html", b"<img>".to_vec()), ("image/png", vec![1, 2, 3])],
        Manner::Whole,
    );
    say(told());
    // A sheet, with a picture of it.
    copied(
        vec![("image/png", vec![1, 2, 3]), ("UTF8_STRING", b"12".to_vec())],
        Manner::Whole,
    );
    say(told());
    copied(vec![("image/svg+xml", b"<svg/>".to_vec())], Manner::Whole);
    say(told());
}

#[test]
fn a_large_picture_comes_bit_by_bit_and_no_more_of_it_than_is_taken() {
    let display = Display::open();
    assert_eq!(display.saw("pastes_much"), ["1000000 bytes, 7000000", "nothing"]);
}

#[test]
#[ignore = "a child's part"]
fn pastes_much() {
    copied(vec![("image/png", vec![7; 1_000_000])], Manner::Bits);
    say(told());
    copied(vec![("image/png", vec![7; 100_000])], Manner::Endless);
    say(told());
}

#[test]
fn nobody_waits_long_for_what_is_not_handed_over() {
    let display = Display::open();
    assert_eq!(display.saw("pastes_in_vain"), ["nothing"]);
    // Nor is a display needed.
    let nowhere = part("pasting::pastes_in_vain_nowhere")
        .env("DISPLAY", ":nowhere")
        .output()
        .unwrap();
    assert_eq!(said(&nowhere), ["nothing"]);
}

#[test]
#[ignore = "a child's part"]
fn pastes_in_vain() {
    copied(vec![("image/png", vec![7; 10])], Manner::Never);
    say(told());
}

#[test]
#[ignore = "a child's part"]
fn pastes_in_vain_nowhere() {
    say(told());
}
