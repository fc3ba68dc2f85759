//! Long messages: the beginning at first, all of it once somebody asks.

use model::{Block, Body, Style};

use crate::fixtures;
use crate::hands::{has, press, room, says};
use crate::stage::Stage;
use crate::stand::Stand;

const END: &str = "These are its last words.";
/// As much as a server takes of one message.
const MOST: usize = 60_000;

fn saying(bodies: Vec<Body>) -> Stage<Stand> {
    let row = |(number, body)| {
        let at = fixtures::NOW + number as i64;
        fixtures::row(&format!("said{number}"), fixtures::said(fixtures::rhys(), at, body))
    };
    room(bodies.into_iter().enumerate().map(row).collect())
}

fn long() -> Body {
    fixtures::text(&format!("{} {END}", "The minutes of the meeting. ".repeat(300)))
}

/// One paragraph of so many words, each in another style.
fn styled(count: usize) -> Body {
    let word = |number: usize| model::Span {
        style: Style {
            bold: number.is_multiple_of(2),
            ..Style::default()
        },
        ..fixtures::span("ab ")
    };
    let spans = (0..count).map(word).chain([fixtures::span(END)]).collect();
    Body::Text {
        blocks: vec![Block::Quote(vec![Block::Paragraph(spans)])].into(),
        plain: format!("{}{END}", "ab ".repeat(count)).into(),
        emote: false,
    }
}

fn height(stage: &Stage<Stand>, key: &str) -> f32 {
    stage.node(key).bounds.height
}

#[test]
fn the_beginning_is_shown_and_all_of_it_for_the_asking() {
    let mut stage = saying(vec![long()]);
    assert!(says(&stage, "The minutes of the meeting"));
    assert!(!says(&stage, END), "neither seen nor spoken");
    assert!(
        stage.node("row:said0").name().contains('…'),
        "a voice says that it goes on"
    );
    let part = height(&stage, "row:said0");
    press(&mut stage, "whole:said0");
    assert!(says(&stage, END));
    assert!(stage.node("row:said0").name().contains(END));
    assert!(height(&stage, "row:said0") > part * 2.0);
    assert!(stage.play.wished().is_empty(), "nobody else learns of it");
    press(&mut stage, "whole:said0");
    assert!(!says(&stage, END));
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
}

#[test]
fn what_is_read_stays_where_it_is_when_it_grows() {
    // As much before it as fills the window.
    let mut said = vec![fixtures::text("Before it."); 20];
    said.push(long());
    let mut stage = saying(said);
    let before = stage.node("row:said20").bounds.y;
    press(&mut stage, "whole:said20");
    let after = stage.node("row:said20").bounds.y;
    assert!((before - after).abs() < 1.0, "it began at {before}, now at {after}");
    assert!(says(&stage, END));
    stage.redraw();
    let (list, latest) = (
        stage.node("timeline:!rhys:cabinet.example"),
        stage.node("timeline:latest"),
    );
    let below = list.bounds.y + list.bounds.height - latest.bounds.y - latest.bounds.height;
    assert!(
        (0.0..40.0).contains(&below),
        "the way to the end is over the end of the list, {below} above it"
    );
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
}

#[test]
fn what_fits_a_window_is_shown_at_once() {
    let body = format!("{} {END}", "The minutes of the meeting. ".repeat(45));
    let stage = saying(vec![fixtures::text(&body), styled(20)]);
    assert!(says(&stage, END));
    assert!(!has(&stage, "whole:said0") && !has(&stage, "whole:said1"));
    assert!(!stage.node("row:said0").name().contains('…'));
}

#[test]
fn no_message_takes_more_room_than_a_window_or_two() {
    let many = [
        fixtures::text(&"\n".repeat(MOST)),
        fixtures::text(&"m".repeat(MOST)),
        fixtures::text(&"👩\u{200d}🚀".repeat(MOST / 11)),
        fixtures::text(&format!("e{}", "\u{301}\u{489}".repeat(MOST / 4))),
        fixtures::text(&"مرحبا ".repeat(MOST / 11)),
        styled(MOST / 3),
        Body::Text {
            blocks: vec![Block::Code("x\n".repeat(MOST / 2).into())].into(),
            plain: "x".into(),
            emote: false,
        },
    ];
    for (number, body) in many.into_iter().enumerate() {
        let stage = saying(vec![body]);
        let height = height(&stage, "row:said0");
        assert!(height < 1_800.0, "message {number} is {height} high");
        assert!(has(&stage, "whole:said0"), "message {number}");
    }
}

#[test]
fn a_word_without_end_stays_in_its_bubble() {
    let word = "x".repeat(600);
    let stage = saying(vec![fixtures::text(&word), fixtures::text("short")]);
    let (long, more) = (stage.node("row:said0").bounds, stage.node("more:said0").bounds);
    let nodes = stage.oracle.nodes();
    let text = nodes
        .iter()
        .find(|node| node.text.as_ref().is_some_and(|text| text.text == word));
    let text = text.expect("its words").bounds;
    assert!(text.x + text.width < more.x, "{text:?} goes on over {more:?}");
    assert!(
        text.height > 60.0 && text.height < long.height,
        "it takes several lines: {text:?}"
    );
}
