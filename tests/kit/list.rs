//! The windowed list: what it builds, where it stands, and how it moves.

use std::cell::RefCell;
use std::collections::BTreeSet;

use accesskit::{Action, Role};
use iced::keyboard::key::Named;
use iced::{Point, Size, window};
use kit::window_list::{Seen, State};
use kit::{Element, text, window_list};

use crate::play::Play;
use crate::stage::Stage;

const MIDDLE: Point = Point::new(200.0, 300.0);

struct Talk {
    name: &'static str,
    rows: Vec<u32>,
    state: State<u32>,
    seen: Option<Seen<u32>>,
    pressed: Vec<u32>,
    /// Rows built since the last look.
    built: RefCell<BTreeSet<u32>>,
    from_end: bool,
    tall: Option<u32>,
}

#[derive(Debug, Clone)]
enum Message {
    Seen(Seen<u32>),
    Press(u32),
}

impl Talk {
    fn new(count: u32, from_end: bool) -> Self {
        Self {
            name: "talk",
            rows: (1000..1000 + count).collect(),
            state: State::new(),
            seen: None,
            pressed: Vec::new(),
            built: RefCell::default(),
            from_end,
            tall: None,
        }
    }
}

impl Play for Talk {
    type Message = Message;

    fn view(&self, window: window::Id) -> Element<'_, Message> {
        let build = |index: usize| {
            let key = self.rows[index];
            self.built.borrow_mut().insert(key);
            let lines = if self.tall == Some(key) { 12 } else { 1 + key % 3 };
            let words = (0..lines)
                .map(|line| format!("Message {key}, line {line}"))
                .collect::<Vec<_>>()
                .join("\n");
            let row = kit::message(format!("event:{key}"), format!("Message {key}"), text::body(words));
            row.position(index + 1, self.rows.len())
                .on_press(Message::Press(key))
                .into()
        };
        let list = window_list(
            self.name,
            "Messages",
            &self.state,
            self.rows.len(),
            |index| self.rows[index],
            build,
        );
        let list = if self.from_end { list.from_end() } else { list };
        kit::root(window, "Talk", list.spacing(4.0).on_seen(Message::Seen)).into()
    }

    fn update(&mut self, message: Message) {
        match message {
            Message::Seen(seen) => {
                self.seen = Some(seen.clone());
                self.state.on_seen(seen);
            }
            Message::Press(key) => self.pressed.push(key),
        }
    }
}

fn stage(count: u32, from_end: bool) -> Stage<Talk> {
    Stage::sized(Talk::new(count, from_end), Size::new(600.0, 600.0))
}

fn top(stage: &Stage<Talk>, key: u32) -> f32 {
    stage.node(&format!("event:{key}")).bounds.y
}

#[test]
fn only_rows_near_what_is_seen_are_built() {
    for from_end in [true, false] {
        let small = stage(100, from_end).play.built.take().len();
        let large = stage(10_000, from_end).play.built.take().len();
        assert!(small < 60, "{small} of 100");
        assert!(large.abs_diff(small) <= 2, "{large} of 10,000 against {small} of 100");
    }
}

#[test]
fn a_conversation_stands_at_its_end_and_follows_new_rows() {
    let mut stage = stage(200, true);
    let seen = stage.play.seen.clone().unwrap();
    assert!(seen.at_end && !seen.near_start && seen.range.1 == 1199, "{seen:?}");
    let last = stage.node("event:1199").bounds;
    assert!((last.y + last.height - 600.0).abs() < 2.0, "{last:?}");
    stage.play.rows.push(1200);
    stage.redraw();
    assert_eq!(stage.play.seen.clone().unwrap().range.1, 1200);
    let last = stage.node("event:1200").bounds;
    assert!((last.y + last.height - 600.0).abs() < 2.0, "{last:?}");
}

#[test]
fn few_rows_stand_at_the_bottom_of_a_conversation_and_at_the_top_of_a_list() {
    let talk = stage(2, true);
    let last = talk.node("event:1001").bounds;
    assert!((last.y + last.height - 600.0).abs() < 2.0, "{last:?}");
    assert!(top(&stage(2, false), 1000).abs() < 2.0);
    assert_eq!(stage(0, true).oracle.faults(), Vec::<String>::new());
}

#[test]
fn older_rows_in_front_move_nothing_that_is_read() {
    let mut stage = stage(200, true);
    stage.wheel(MIDDLE, 40.0);
    let seen = stage.play.seen.clone().unwrap();
    assert!(!seen.at_end);
    let (key, before) = (seen.range.0, top(&stage, seen.range.0));
    stage.play.rows.splice(0..0, 500..800);
    stage.redraw();
    assert!(
        (top(&stage, key) - before).abs() < 1.0,
        "{} was {before}",
        top(&stage, key)
    );
    // And new ones at the end neither.
    stage.play.rows.push(5000);
    stage.redraw();
    assert!((top(&stage, key) - before).abs() < 1.0);
    // Nor one that grows above, out of sight.
    stage.play.tall = Some(key - 2);
    stage.redraw();
    let anchor = stage.play.seen.clone().unwrap().range.0 + 1;
    assert!(top(&stage, anchor) < 600.0);
}

#[test]
fn scrolling_up_comes_near_the_start_and_stops_there() {
    let mut stage = stage(60, true);
    for _ in 0..40 {
        stage.wheel(MIDDLE, 5.0);
    }
    let seen = stage.play.seen.clone().unwrap();
    assert!(seen.near_start && seen.range.0 == 1000, "{seen:?}");
    assert!(top(&stage, 1000).abs() < 1.0);
    for _ in 0..60 {
        stage.wheel(MIDDLE, -5.0);
    }
    assert!(stage.play.seen.clone().unwrap().at_end);
}

#[test]
fn the_screen_moves_it_to_a_row_to_the_end_and_by_pages() {
    let mut stage = stage(10_000, true);
    stage.play.state.scroll_to(3000);
    stage.redraw();
    let seen = stage.play.seen.clone().unwrap();
    assert!(seen.range.0 < 3000 && seen.range.1 > 3000, "{seen:?}");
    let before = seen.range.0;
    stage.play.state.scroll_by_page(-1.0);
    stage.redraw();
    assert!(stage.play.seen.clone().unwrap().range.1.abs_diff(before) < 3);
    stage.play.state.scroll_to_end();
    stage.redraw();
    assert!(stage.play.state.at_end());
    stage.play.state.scroll_to_start();
    stage.redraw();
    assert_eq!(stage.play.state.seen().unwrap().range.0, 1000);
    // A wish is carried out once.
    stage.wheel(MIDDLE, -10.0);
    assert_ne!(stage.play.state.seen().unwrap().range.0, 1000);
}

#[test]
fn a_row_that_goes_is_stood_for_by_its_neighbour() {
    let mut stage = stage(200, true);
    stage.wheel(MIDDLE, 40.0);
    let key = stage.play.seen.clone().unwrap().range.0;
    stage.play.rows.retain(|row| *row != key && *row != key + 1);
    stage.redraw();
    let now = stage.play.seen.clone().unwrap().range.0;
    assert!(now.abs_diff(key) <= 3, "{now} was {key}");
}

#[test]
fn another_conversation_starts_at_its_own_end() {
    let mut stage = stage(200, true);
    stage.wheel(MIDDLE, 40.0);
    stage.play.name = "other talk";
    stage.redraw();
    assert!(stage.play.seen.clone().unwrap().at_end);
}

#[test]
fn the_keyboard_walks_the_rows_and_jumps_to_the_ends() {
    let mut stage = stage(10_000, true);
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "event:10999");
    for _ in 0..40 {
        stage.key(Named::ArrowUp);
    }
    assert_eq!(stage.focus(), "event:10959");
    let row = stage.node("event:10959").bounds;
    assert!(row.y >= 0.0 && row.y + row.height <= 600.0, "{row:?}");
    stage.key(Named::Home);
    assert_eq!(stage.focus(), "event:1000");
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, [1000]);
    stage.key(Named::End);
    assert_eq!(stage.focus(), "event:10999");
}

#[test]
fn assistive_technology_knows_the_size_and_the_place() {
    let mut stage = stage(10_000, true);
    let log = stage.oracle.find(Role::Log, "Messages").unwrap();
    assert_eq!(log.semantics.size, Some(10_000));
    let row = stage.node("event:10990");
    assert_eq!(row.semantics.position, Some((9991, 10_000)));
    stage
        .oracle
        .ask(stage.node("event:10980").id, Action::ScrollIntoView, None);
    stage.redraw();
    let row = stage.node("event:10980").bounds;
    assert!(row.y >= 0.0 && row.y + row.height <= 600.0, "{row:?}");
    assert_eq!(stage.oracle.faults(), Vec::<String>::new());
}

#[test]
fn the_focus_follows_when_its_row_is_scrolled_away() {
    let mut stage = stage(10_000, true);
    stage.key(Named::Tab);
    for _ in 0..40 {
        stage.wheel(MIDDLE, 10.0);
    }
    let seen = stage.play.seen.clone().unwrap();
    assert!(seen.range.1 < 10_900, "the mouse scrolls on: {seen:?}");
    stage.key(Named::ArrowUp);
    assert!(stage.focus().starts_with("event:10"), "{}", stage.focus());
    let row = stage.oracle.focus().unwrap().bounds;
    assert!(row.y >= 0.0 && row.y + row.height <= 600.0, "{row:?}");
}

#[test]
fn page_keys_scroll_it_and_build_no_more_than_they_show() {
    let mut stage = stage(10_000, true);
    stage.play.built.take();
    stage.key(Named::PageUp);
    assert!(!stage.play.state.at_end());
    stage.key(Named::Home);
    assert_eq!(stage.play.state.seen().unwrap().range.0, 1000);
    assert!(stage.play.built.take().len() < 200);
}
