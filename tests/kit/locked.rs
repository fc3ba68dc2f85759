//! What somebody else has decided, rows there are only to read, and a menu inside a row that has one too.

use accesskit::{Action, Role};
use iced::keyboard::key::Named;
use iced::widget::{Space, column, scrollable};
use iced::{Size, window};
use kit::menu::item;
use kit::{Element, Icon};

use crate::play::Play;
use crate::stage::Stage;

const WHY: &str = "Your organisation decided this.";

#[derive(Default)]
struct Page {
    pressed: Vec<&'static str>,
}

impl Play for Page {
    type Message = &'static str;

    fn view(&self, window: window::Id) -> Element<'_, &'static str> {
        let rule = kit::button("rule", "Which rule is this?").on_press("rule").into();
        // A message after `locked` changes nothing: the lock holds wherever it stands in the chain.
        let leave = kit::button("leave", "Leave").locked(WHY).on_press("leave");
        let items = |said| {
            move || {
                vec![
                    item("Copy", Some(said)),
                    item::<&'static str>("Delete", None).locked(WHY),
                ]
            }
        };
        let more: Element<'_, _> = kit::menu_button("more", Icon::MoreVertical, "More", items("inner"));
        let message = kit::message("message", "Alice, 14:01", more).menu("Actions", items("outer"));
        let rows = (0..20).map(|place| {
            let row = kit::list_row(format!("row:{place}"), format!("Row {place}"), Space::new().height(60));
            row.position(place + 1, 20).reads().into()
        });
        let themes = ["Light", "Dark"].map(str::to_owned);
        let content = column![
            kit::fixed(leave, WHY, Some(rule)),
            kit::fixed(kit::choices_locked("theme", "Theme", themes, Some(1), WHY), WHY, None),
            kit::list("messages", "Messages", [message.into()]),
            kit::list("rows", "Rows", rows),
        ];
        kit::root(window, "Locked", scrollable(content)).into()
    }

    fn update(&mut self, message: &'static str) {
        self.pressed.push(message);
    }
}

fn stage() -> Stage<Page> {
    Stage::sized(Page::default(), Size::new(600.0, 500.0))
}

#[test]
fn a_lock_is_reached_and_read_and_never_pressed() {
    let mut stage = stage();
    assert!(stage.oracle.faults().is_empty(), "{:?}", stage.oracle.faults());
    stage.key(Named::Tab);
    assert_eq!(stage.focus(), "leave");
    let node = stage.node("leave");
    assert!(node.semantics.disabled && node.semantics.locked);
    assert_eq!(node.semantics.description, WHY);
    stage.key(Named::Enter);
    stage.key(Named::Space);
    stage.oracle.click(node.id);
    stage.redraw();
    stage.mouse(node.bounds.center(), iced::advanced::mouse::Button::Left);
    assert_eq!(stage.play.pressed, [""; 0]);
    stage.oracle.ask(stage.node("rule").id, Action::Focus, None);
    stage.redraw();
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, ["rule"]);
}

#[test]
fn a_locked_set_is_read_option_by_option() {
    let mut stage = stage();
    stage.oracle.ask(stage.node("theme:1").id, Action::Focus, None);
    stage.redraw();
    assert_eq!(stage.focus(), "theme:1");
    stage.key(Named::ArrowUp);
    assert_eq!(stage.focus(), "theme:0");
    stage.key(Named::Space);
    assert_eq!(stage.play.pressed, [""; 0]);
    assert_eq!(stage.node("theme:1").semantics.checked, Some(true));
    assert_eq!(stage.node("theme:0").semantics.description, WHY);
}

#[test]
fn a_menu_inside_a_row_is_that_of_its_button() {
    let mut stage = stage();
    stage.oracle.click(stage.node("more").id);
    stage.redraw();
    stage.redraw();
    let delete = stage.oracle.find(Role::MenuItem, "Delete").expect("the menu is open");
    assert!(delete.semantics.locked && delete.focusable, "{delete:#?}");
    stage.key(Named::End);
    assert_eq!(
        stage.oracle.focus().map(|node| node.name().to_owned()).as_deref(),
        Some("Delete")
    );
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, [""; 0]);
    stage.key(Named::Home);
    stage.key(Named::Enter);
    assert_eq!(stage.play.pressed, ["inner"]);
    assert!(stage.oracle.find(Role::Menu, "More").is_none(), "it has closed");
}

#[test]
fn a_row_to_read_is_no_button() {
    let stage = stage();
    let row = stage.node("row:3");
    assert!(
        row.focusable && !row.semantics.clickable && !row.semantics.disabled,
        "{row:#?}"
    );
}

#[test]
fn what_is_shown_has_the_focus_and_is_in_sight() {
    let mut stage = stage();
    assert!(stage.node("row:15").bounds.y > 500.0);
    stage.run::<()>(kit::show("row:15"));
    let row = stage.node("row:15");
    assert!(row.focused, "{row:#?}");
    assert!(
        row.bounds.y >= 0.0 && row.bounds.y + row.bounds.height <= 500.0,
        "{row:#?}"
    );
}
