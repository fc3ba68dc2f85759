//! A message that nobody vouches for, or that a server shows again: its words are nowhere until somebody asks for them.

use std::sync::Arc;

use model::{Block, Body, Closed, Event, Link, Message as Said, Patch, Span};
use ui::screen::desk::conversation::{self, composer::Mode};

use crate::fixtures::{self, RHYS, ask};
use crate::hands::{change, has, press, report, room, says};
use crate::stage::Stage;
use crate::stand::Stand;

const WORDS: &str = "Pay the invoice today";
const WHY: &str = "Nobody can tell who wrote this message, so it isn't shown";
const MARK: &str = "Nobody can tell who wrote this. Ask them before you act on it";

fn words(words: &str) -> Body {
    let Body::Text { plain, emote, .. } = fixtures::text(words) else {
        panic!("a text")
    };
    let link = Link {
        url: "https://invoices.example/pay".into(),
        host: "invoices.example".into(),
        verdict: ask(None),
    };
    let span = Span {
        link: Some(link),
        ..fixtures::span(words)
    };
    Body::Text {
        blocks: vec![Block::Paragraph(vec![span])].into(),
        plain,
        emote,
    }
}

fn closed() -> Said {
    fixtures::closed(Closed::Unvouched, words(WORDS))
}

/// What may be done with the message, by name.
fn menu(stage: &mut Stage<Stand>) -> Vec<String> {
    press(stage, "more:said");
    let nodes = stage.oracle.nodes();
    let items = nodes
        .iter()
        .filter(|node| format!("{:?}", node.semantics.role) == "MenuItem");
    items.map(|node| node.name().to_owned()).collect()
}

#[test]
fn its_words_are_nowhere_until_somebody_asks_for_them() {
    let mut stage = room(vec![fixtures::row("said", closed())]);
    assert!(says(&stage, WHY));
    assert!(says(&stage, "Ask them by phone or face to face"));
    assert!(!says(&stage, WORDS), "neither seen nor spoken");
    let name = stage.node("row:said").name().to_owned();
    assert!(name.contains(WHY), "{name}");
    assert!(!name.contains(MARK), "it is said once");
    let offered = menu(&mut stage);
    assert!(offered.iter().any(|it| it == "Show it all the same"), "{offered:?}");
    assert!(
        !offered
            .iter()
            .any(|it| it.contains("invoices.example") || it == "Copy text"),
        "{offered:?}"
    );
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
}

#[test]
fn once_shown_it_is_a_message_with_a_warning() {
    let mut stage = room(vec![fixtures::row("said", closed())]);
    press(&mut stage, "show:said");
    assert!(stage.play.wished().is_empty(), "nobody else learns of it");
    assert!(!has(&stage, "show:said"));
    let name = stage.node("row:said").name().to_owned();
    assert!(
        name.contains(WORDS) && name.contains(MARK) && !name.contains(WHY),
        "{name}"
    );
    let offered = menu(&mut stage);
    assert!(offered.iter().any(|it| it.contains("invoices.example")), "{offered:?}");
    assert!(offered.iter().any(|it| it == "Copy text"), "{offered:?}");
}

#[test]
fn one_that_is_shown_again_says_so() {
    let again = fixtures::closed(Closed::Repeated, words(WORDS));
    let mut stage = room(vec![fixtures::row("said", again.clone())]);
    let why = "This message says the same as an earlier one, so it isn't shown";
    assert!(says(&stage, why) && !says(&stage, WORDS));
    change(
        &mut stage,
        Patch::PushBack(fixtures::row("answer", fixtures::answer(&again))),
    );
    let name = stage.node("row:answer").name().to_owned();
    assert!(name.contains("An earlier message again"), "{name}");
    press(&mut stage, "show:said");
    let name = stage.node("row:said").name().to_owned();
    let mark = "An earlier message says the same, and nothing shows that its sender wrote it twice";
    assert!(
        name.contains(WORDS) && name.contains(mark) && !name.contains(why),
        "{name}"
    );
}

#[test]
fn it_stays_shown_while_it_says_the_same_and_the_room_is_open() {
    let mut stage = room(vec![fixtures::row("said", closed())]);
    press(&mut stage, "show:said");
    let mut read = closed();
    read.read_by = vec![fixtures::reader(fixtures::rhys())];
    change(&mut stage, Patch::Set(0, fixtures::row("said", read)));
    assert!(says(&stage, WORDS));
    // A session that began anew counts its rows anew.
    let mut other = fixtures::closed(Closed::Unvouched, words("Another"));
    other.event = Some("$other".into());
    let rows = vec![fixtures::row("said", other), fixtures::row("2", closed())];
    change(&mut stage, Patch::Reset(rows));
    assert!(says(&stage, WORDS));
    assert!(!says(&stage, "Another"), "only what was asked for");
    stage.play.open("!bill:cabinet.example");
    stage.play.open(RHYS);
    stage.play.report(fixtures::opened(RHYS, "Rhys Morgan"));
    change(&mut stage, Patch::Reset(vec![fixtures::row("said", closed())]));
    assert!(!says(&stage, WORDS), "asked again after the room was left");
    assert!(has(&stage, "show:said"));
}

#[test]
fn a_change_of_it_is_closed_again() {
    let mut stage = room(vec![fixtures::row("said", closed())]);
    press(&mut stage, "show:said");
    let mut changed = fixtures::closed(Closed::Unvouched, words("Pay another account"));
    changed.edited = true;
    change(&mut stage, Patch::Set(0, fixtures::row("said", changed)));
    assert!(!says(&stage, "Pay another account"));
    assert!(says(&stage, WHY));
}

#[test]
fn neither_an_answer_nor_the_list_nor_a_voice_says_its_words() {
    let mut stage = room(vec![]);
    change(&mut stage, Patch::PushBack(fixtures::row("said", closed())));
    let heard = stage.node("conversation:heard").name().to_owned();
    assert!(heard.contains(WHY) && !heard.contains(WORDS), "{heard}");
    change(
        &mut stage,
        Patch::PushBack(fixtures::row("answer", fixtures::answer(&closed()))),
    );
    let name = stage.node("row:answer").name().to_owned();
    assert!(name.contains("A message that may not be theirs"), "{name}");
    stage.play.talk(conversation::Message::Reply("said".into()));
    stage.redraw();
    let Mode::Reply { excerpt, .. } = stage.play.composer().mode() else {
        panic!("no answer begun")
    };
    assert_eq!(excerpt, "");
    let mut line = (*fixtures::rooms().remove(0)).clone();
    line.preview = Some(model::Preview {
        sender: Some("Rhys Morgan".into()),
        text: "".into(),
        closed: Some(Closed::Unvouched),
    });
    let key = format!("room:{}", line.id);
    report(&mut stage, vec![Event::Rooms(vec![Patch::Set(0, Arc::new(line))])]);
    assert!(stage.node(&key).name().contains("A message that may not be theirs"));
}
