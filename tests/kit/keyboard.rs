//! The keyboard alone: order, rings, lists, dialogs, menus, writing.

use accesskit::{Action, Role};
use iced::Point;
use iced::advanced::mouse::Button;
use iced::keyboard::{Modifiers, key::Named};
use iced::time::{Duration, Instant};
use iced::window::RedrawRequest;

use crate::gallery::Gallery;
use crate::stage::Stage;

fn stage() -> Stage<Gallery> {
    Stage::new(Gallery::new())
}

fn focus(stage: &mut Stage<Gallery>, key: &str) {
    stage.oracle.ask(stage.node(key).id, Action::Focus, None);
    stage.redraw();
    assert_eq!(stage.focus(), key);
}

#[test]
fn tab_goes_through_everything_in_reading_order_and_round() {
    let mut stage = stage();
    let mut seen = Vec::new();
    for _ in 0..60 {
        stage.key(Named::Tab);
        if seen.first() == Some(&stage.focus()) {
            break;
        }
        let link = stage
            .oracle
            .focus()
            .filter(|node| node.role() == Role::Link && node.key.starts_with("Id(Unique"));
        seen.push(link.map_or(stage.focus(), |link| link.name().to_owned()));
    }
    assert_eq!(
        seen,
        [
            "search",
            "room:Ministry of Works",
            "primary",
            "secondary",
            "quiet",
            "danger",
            "tool-search",
            "link",
            "name",
            "secret",
            "secret:shown",
            "tick",
            "theme:0",
            "department",
            "retry",
            "event:1",
            "https://works.gov.example",
            "react:up",
            "react:heart",
            "composer",
        ]
    );
    // The same way back.
    let mut back = Vec::new();
    for _ in 0..seen.len() {
        stage.chord(Named::Tab, Modifiers::SHIFT);
        back.push(stage.focus());
    }
    // Messages are left and entered by the row; only the row itself leads to its links.
    seen.retain(|key| !key.starts_with("https:"));
    seen.reverse();
    back.truncate(seen.len());
    assert_eq!(back, seen);
}

#[test]
fn a_list_is_one_stop_and_arrows_move_inside() {
    let mut stage = stage();
    focus(&mut stage, "room:Ministry of Works");
    stage.key(Named::ArrowDown);
    assert_eq!(stage.focus(), "room:Alice Okafor");
    stage.key(Named::End);
    assert_eq!(stage.focus(), "room:Dafydd ap Gwilym");
    stage.key(Named::ArrowDown);
    assert_eq!(stage.focus(), "room:Dafydd ap Gwilym");
    stage.key(Named::Home);
    assert_eq!(stage.focus(), "room:Ministry of Works");
    stage.key(Named::ArrowDown);
    stage.key(Named::Enter);
    assert_eq!(stage.play.room, 1);
    // Tab comes back to the chosen row.
    stage.key(Named::Tab);
    stage.chord(Named::Tab, Modifiers::SHIFT);
    assert_eq!(stage.focus(), "room:Alice Okafor");
}

#[test]
fn f6_moves_between_regions() {
    let mut stage = stage();
    stage.key(Named::F6);
    assert_eq!(stage.focus(), "search");
    stage.key(Named::F6);
    assert_eq!(stage.focus(), "primary");
    stage.key(Named::F6);
    assert_eq!(stage.focus(), "search");
    stage.chord(Named::F6, Modifiers::SHIFT);
    assert_eq!(stage.focus(), "primary");
}

#[test]
fn space_and_enter_press_what_they_should() {
    let mut stage = stage();
    focus(&mut stage, "primary");
    stage.key(Named::Enter);
    stage.key(Named::Space);
    assert_eq!(stage.play.pressed, ["primary", "primary"]);
    focus(&mut stage, "tick");
    stage.key(Named::Enter);
    assert!(!stage.play.ticked, "Enter submits forms, it ticks nothing");
    stage.key(Named::Space);
    assert!(stage.play.ticked);
    focus(&mut stage, "link");
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed.last().unwrap(), "link");
}

#[test]
fn a_dialog_keeps_the_focus_and_gives_it_back() {
    let mut stage = stage();
    focus(&mut stage, "danger");
    stage.key(Named::Enter);
    assert_eq!(stage.focus(), "leave-no");
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "leave-yes");
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "leave-no");
    stage.key(Named::F6);
    assert!(stage.focus().starts_with("leave-"), "{}", stage.focus());
    stage.key(Named::Escape);
    assert!(!stage.play.dialog);
    assert_eq!(stage.focus(), "danger");
}

#[test]
fn a_menu_opens_moves_presses_and_closes() {
    let mut stage = stage();
    focus(&mut stage, "tool-more");
    stage.key(Named::Enter);
    assert!(stage.oracle.find(Role::Menu, "More actions").is_some());
    assert_eq!(stage.oracle.focus().unwrap().name(), "Mute");
    stage.key(Named::ArrowDown);
    assert_eq!(
        stage.oracle.focus().unwrap().name(),
        "Leave",
        "what is disabled is passed over"
    );
    stage.key(Named::Escape);
    assert!(stage.oracle.find(Role::Menu, "More actions").is_none());
    assert_eq!(stage.focus(), "tool-more");
    stage.key(Named::Space);
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, ["mute"]);
    assert_eq!(stage.focus(), "tool-more");
    // A menu may lead to a dialog; closing that comes back to where it all began.
    stage.key(Named::Enter);
    stage.key(Named::ArrowDown);
    stage.key(Named::Enter);
    assert_eq!(stage.focus(), "leave-no");
    stage.key(Named::Escape);
    assert_eq!(stage.focus(), "tool-more");
}

#[test]
fn a_message_has_its_menu_by_enter_by_menu_key_and_by_right_button() {
    let mut stage = stage();
    focus(&mut stage, "event:1");
    stage.key(Named::ArrowDown);
    assert_eq!(stage.focus(), "event:2");
    for open in [Named::Enter, Named::ContextMenu] {
        stage.key(open);
        assert_eq!(stage.oracle.focus().unwrap().name(), "Reply");
        stage.key(Named::Escape);
        assert_eq!(stage.focus(), "event:2");
    }
    let bounds = stage.node("event:1").bounds;
    stage.mouse(Point::new(bounds.center_x() + 80.0, bounds.center_y()), Button::Right);
    assert!(stage.oracle.find(Role::Menu, "Actions for Alice's message").is_some());
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, ["reply"]);
}

#[test]
fn a_choice_opens_on_the_chosen_option() {
    let mut stage = stage();
    stage.play.picked = 1;
    stage.redraw();
    assert_eq!(
        stage.node("department").semantics.value.as_deref(),
        Some("Office of A. Member")
    );
    focus(&mut stage, "department");
    stage.key(Named::ArrowDown);
    assert_eq!(stage.oracle.focus().unwrap().name(), "Office of A. Member");
    stage.key(Named::ArrowDown);
    stage.key(Named::Enter);
    assert_eq!(stage.play.picked, 2);
    assert_eq!(stage.focus(), "department");
}

#[test]
fn the_screen_looks_for_what_there_is_to_paste() {
    let mut stage = stage();
    stage.command('v');
    assert!(stage.play.pressed.is_empty(), "nobody writes");
    focus(&mut stage, "composer");
    stage.command('v');
    assert_eq!(stage.play.pressed, ["paste"]);
    assert_eq!(stage.play.draft.text().trim(), "", "and no letter is written");
}

#[test]
fn the_composer_sends_breaks_lines_and_steps_back() {
    let mut stage = stage();
    focus(&mut stage, "composer");
    stage.key(Named::ArrowUp);
    assert_eq!(stage.play.pressed, ["edit last"]);
    stage.write("one");
    stage.chord(Named::Enter, Modifiers::SHIFT);
    stage.write("two");
    assert_eq!(stage.play.draft.text(), "one\ntwo");
    stage.play.update_undo();
    assert_eq!(stage.play.draft.text(), "one\ntw");
    stage.key(Named::Enter);
    assert_eq!(stage.play.sent, ["one\ntw"]);
    assert_eq!(stage.focus(), "composer", "writing goes on");
    stage.key(Named::Escape);
    assert_eq!(stage.play.pressed.last().unwrap(), "escape");
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "search", "Tab is the way out");
}

#[test]
fn what_takes_the_focus_scrolls_into_sight() {
    let mut stage = Stage::sized(Gallery::new(), iced::Size::new(900.0, 500.0));
    focus(&mut stage, "composer");
    stage.redraw();
    let bounds = stage.node("composer").bounds;
    assert!(bounds.y > 0.0 && bounds.y + bounds.height < 500.0, "{bounds:?}");
    focus(&mut stage, "primary");
    stage.redraw();
    assert!(stage.node("primary").bounds.y > 0.0);
}

#[test]
fn the_mouse_presses_and_takes_the_focus() {
    let mut stage = stage();
    let middle = stage.node("secondary").bounds.center();
    stage.mouse(middle, Button::Left);
    assert_eq!(stage.play.pressed, ["secondary"]);
    assert_eq!(stage.focus(), "secondary");
    let field = stage.node("name").bounds.center();
    stage.mouse(field, Button::Left);
    assert_eq!(stage.focus(), "name", "one thing has the focus");
}

#[test]
fn what_is_disabled_under_the_focus_keeps_it() {
    let mut stage = stage();
    focus(&mut stage, "primary");
    stage.play.disabled = true;
    stage.redraw();
    assert_eq!(stage.focus(), "primary");
    stage.key(Named::Enter);
    assert!(stage.play.pressed.is_empty());
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "danger", "the way goes on from there");
    stage.chord(Named::Tab, Modifiers::SHIFT);
    assert_ne!(stage.focus(), "primary", "and does not come back to it");
}

#[test]
fn a_row_that_goes_hands_the_focus_to_its_neighbour() {
    let mut stage = stage();
    focus(&mut stage, "room:Alice Okafor");
    stage.play.rooms.remove(1);
    stage.redraw();
    assert_eq!(stage.focus(), "room:Planning team");
    stage.play.rooms.truncate(1);
    stage.redraw();
    assert_eq!(stage.focus(), "room:Ministry of Works");
}

#[test]
fn page_keys_scroll_what_has_no_focus_inside() {
    let mut stage = Stage::sized(Gallery::new(), iced::Size::new(900.0, 500.0));
    let top = |stage: &Stage<Gallery>| stage.node("heading:Gallery").bounds.y;
    let before = top(&stage);
    stage.key(Named::PageDown);
    assert!(top(&stage) < before - 300.0);
    stage.key(Named::Home);
    assert_eq!(top(&stage), before);
    stage.key(Named::End);
    let composer = stage.node("composer").bounds;
    assert!(composer.y + composer.height <= 500.0, "{composer:?}");
    // In the composer they belong to the conversation.
    focus(&mut stage, "composer");
    let here = top(&stage);
    stage.key(Named::PageUp);
    assert!(top(&stage) > here + 300.0);
}

#[test]
fn a_caret_blinks_for_whoever_writes_and_then_stands() {
    for field in ["name", "composer"] {
        let mut stage = stage();
        focus(&mut stage, field);
        stage.write("two words");
        stage.key(Named::ArrowLeft);
        let caret = stage.node(field).text.map(|text| text.caret);
        let written = Instant::now();
        stage.draw_at(written);
        assert!(
            matches!(stage.next, RedrawRequest::At(_)),
            "{field} blinks: {:?}",
            stage.next
        );
        // Whatever else has the window drawn, hours later: nothing more is asked for.
        for hours in 1..4 {
            stage.draw_at(written + Duration::from_secs(hours * 3600));
            assert_eq!(stage.next, RedrawRequest::Wait, "{field} after {hours} hours");
        }
        assert_eq!(stage.node(field).text.map(|text| text.caret), caret, "{field}");
        assert_eq!(stage.focus(), field);
        stage.write("s");
        stage.draw_at(Instant::now());
        assert!(
            matches!(stage.next, RedrawRequest::At(_)),
            "{field} blinks again: {:?}",
            stage.next
        );
    }
}
