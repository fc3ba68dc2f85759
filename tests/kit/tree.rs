//! The accessibility tree of every control: names, roles, ids, states, and requests that come back.

use accesskit::{Action, ActionData, Role, TextPosition, TextSelection};
use std::collections::HashMap;

use crate::gallery::Gallery;
use crate::stage::Stage;

fn stage() -> Stage<Gallery> {
    Stage::new(Gallery::new())
}

#[test]
fn every_control_has_a_role_a_name_a_key_and_a_keyboard_way() {
    let mut stage = stage();
    assert_eq!(stage.oracle.faults(), Vec::<String>::new());
    stage.play.dialog = true;
    stage.play.error = true;
    stage.redraw();
    assert_eq!(stage.oracle.faults(), Vec::<String>::new());
    stage.play.dialog = false;
    stage.redraw();
    stage.oracle.click(stage.node("tool-more").id);
    stage.redraw();
    assert!(
        stage.oracle.find(Role::Menu, "More actions").is_some(),
        "{:#?}",
        stage.oracle.nodes()
    );
    assert_eq!(stage.oracle.faults(), Vec::<String>::new());
}

#[test]
fn what_the_eye_sees_is_in_the_tree() {
    let stage = stage();
    for (role, name) in [
        (Role::Region, "Rooms"),
        (Role::List, "Rooms"),
        (Role::ListItem, "Alice Okafor. See you at ten then"),
        (Role::Heading, "Gallery"),
        (Role::Button, "Sign in"),
        (Role::Button, "Search here"),
        (Role::Toolbar, "Conversation"),
        (Role::Link, "Read the policy"),
        (Role::TextInput, "Work email"),
        (Role::PasswordInput, "Password"),
        (Role::CheckBox, "Keep me signed in"),
        (Role::RadioGroup, "Appearance"),
        (Role::RadioButton, "High contrast"),
        (Role::ComboBox, "Department"),
        (Role::Status, "3 messages wait for the connection"),
        (Role::Status, "New message from Alice"),
        (Role::ProgressIndicator, "Uploading minutes.pdf"),
        (Role::Image, "End-to-end encrypted"),
        (Role::Article, "You, 14:02, Nearly."),
        (Role::MultilineTextInput, "Message to Alice"),
    ] {
        assert!(stage.oracle.find(role, name).is_some(), "{role:?} {name}");
    }
    let alert = stage
        .oracle
        .nodes()
        .into_iter()
        .find(|node| node.role() == Role::Alert)
        .unwrap();
    assert!(
        alert
            .name()
            .starts_with("You can't send messages here. This room includes")
    );
    let heading = stage.oracle.find(Role::Heading, "Messages").unwrap();
    assert_eq!(heading.semantics.level, Some(2));
    let icons = stage
        .oracle
        .nodes()
        .into_iter()
        .filter(|node| node.name().chars().any(|c| ('\u{e000}'..'\u{f900}').contains(&c)));
    assert_eq!(icons.count(), 0, "icons say nothing");
}

#[test]
fn ids_stay_when_rows_come_in_front() {
    let mut stage = stage();
    let ids = |stage: &Stage<Gallery>| -> HashMap<String, u64> {
        let keyed = stage.oracle.nodes().into_iter().filter(|node| !node.key.is_empty());
        keyed.map(|node| (node.key, node.id.0)).collect()
    };
    let before = ids(&stage);
    stage.play.rooms.insert(0, "Newcomer".to_owned());
    stage.redraw();
    let after = ids(&stage);
    assert!(before.len() > 30);
    for (key, id) in before {
        assert_eq!(after.get(&key), Some(&id), "{key}");
    }
}

#[test]
fn disabled_buttons_say_so_and_keep_their_action() {
    let mut stage = stage();
    let off = stage.node("off");
    assert!(off.semantics.disabled && off.semantics.clickable && !off.focusable);
    assert_eq!(off.semantics.description, "You are offline");
    stage.oracle.click(off.id);
    stage.play.disabled = true;
    stage.redraw();
    stage.oracle.click(stage.node("primary").id);
    stage.redraw();
    assert!(stage.play.pressed.is_empty(), "{:?}", stage.play.pressed);
    stage.play.disabled = false;
    stage.redraw();
    stage.oracle.click(stage.node("primary").id);
    stage.redraw();
    assert_eq!(stage.play.pressed, ["primary"]);
}

#[test]
fn assistive_technology_presses_ticks_and_chooses() {
    let mut stage = stage();
    stage.oracle.click(stage.node("tick").id);
    stage.oracle.click(stage.node("theme:2").id);
    stage.oracle.click(stage.node("room:Planning team").id);
    stage.oracle.click(stage.node("link").id);
    stage.redraw();
    assert!(stage.play.ticked);
    assert_eq!((stage.play.chosen, stage.play.room), (2, 2));
    assert_eq!(stage.play.pressed, ["link"]);
    assert_eq!(stage.node("tick").semantics.checked, Some(true));
    assert_eq!(stage.node("theme:2").semantics.checked, Some(true));
    assert_eq!(stage.node("room:Planning team").semantics.selected, Some(true));
    assert_eq!(stage.node("room:Planning team").semantics.position, Some((3, 4)));
}

#[test]
fn assistive_technology_writes_and_reads_a_line() {
    let mut stage = stage();
    let name = stage.node("name");
    stage.oracle.set_value(name.id, "siân@works.gov.example");
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.name, "siân@works.gov.example");
    let text = stage.node("name").text.unwrap();
    assert_eq!(
        (text.text.as_str(), text.caret),
        ("siân@works.gov.example", text.text.len())
    );

    stage.oracle.ask(name.id, Action::Focus, None);
    stage.redraw();
    assert_eq!(stage.focus(), "name");
    // Select "siân" (four letters, five bytes) in the run of the line, then write in its place.
    let run = kit::oracle::run_id(name.id, 0);
    let at = |character_index| TextPosition {
        node: run,
        character_index,
    };
    let selection = TextSelection {
        anchor: at(0),
        focus: at(4),
    };
    stage.oracle.ask(
        name.id,
        Action::SetTextSelection,
        Some(ActionData::SetTextSelection(selection)),
    );
    stage.redraw();
    let text = stage.node("name").text.unwrap();
    assert_eq!((text.anchor, text.caret), (0, 5));
    stage.oracle.ask(
        name.id,
        Action::ReplaceSelectedText,
        Some(ActionData::Value("mair".into())),
    );
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.name, "mair@works.gov.example");
    assert_eq!(stage.node("name").text.unwrap().caret, 4);
}

#[test]
fn a_long_line_has_its_caret_where_it_was_put() {
    let mut stage = stage();
    let name = stage.node("name");
    stage.oracle.set_value(name.id, &"ab ".repeat(200));
    stage.redraw();
    stage.redraw();
    // Runs hold 200 letters: letter 450 is the 50th of the third.
    let at = TextPosition {
        node: kit::oracle::run_id(name.id, 2),
        character_index: 50,
    };
    let selection = TextSelection { anchor: at, focus: at };
    stage.oracle.ask(
        name.id,
        Action::SetTextSelection,
        Some(ActionData::SetTextSelection(selection)),
    );
    stage.redraw();
    assert_eq!(stage.node("name").text.unwrap().caret, 450);
}

#[test]
fn a_secret_is_never_read_out() {
    let mut stage = stage();
    stage.oracle.set_value(stage.node("secret").id, "hunter2");
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.secret, "hunter2");
    assert_eq!(stage.node("secret").text.unwrap().text, "•••••••");
    stage.oracle.click(stage.node("secret:shown").id);
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.node("secret").text.unwrap().text, "hunter2");
}

#[test]
fn assistive_technology_writes_the_message() {
    let mut stage = stage();
    let composer = stage.node("composer");
    stage.oracle.set_value(composer.id, "Prynhawn da\nŵ 😀");
    stage.redraw();
    stage.redraw();
    let text = stage.node("composer").text.unwrap();
    assert_eq!(
        (text.text.as_str(), text.caret),
        ("Prynhawn da\nŵ 😀", "Prynhawn da\nŵ 😀".len())
    );
    // The second line's first letter.
    let at = |character_index| TextPosition {
        node: kit::oracle::run_id(composer.id, 1),
        character_index,
    };
    let selection = TextSelection {
        anchor: at(0),
        focus: at(1),
    };
    stage.oracle.ask(
        composer.id,
        Action::SetTextSelection,
        Some(ActionData::SetTextSelection(selection)),
    );
    stage.redraw();
    stage.redraw();
    let text = stage.node("composer").text.unwrap();
    assert_eq!((text.anchor, text.caret), (12, 14));
    stage.oracle.ask(
        composer.id,
        Action::ReplaceSelectedText,
        Some(ActionData::Value("Y".into())),
    );
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.draft.text(), "Prynhawn da\nY 😀");
}

#[test]
fn a_dialog_hides_the_page_but_not_what_is_spoken() {
    let mut stage = stage();
    stage.play.dialog = true;
    stage.redraw();
    let names: Vec<String> = stage.oracle.nodes().iter().map(|node| node.name().to_owned()).collect();
    assert!(names.iter().any(|name| name == "Leave this room?"));
    assert!(!names.iter().any(|name| name == "Sign in"), "{names:?}");
    assert!(
        names.iter().any(|name| name == "New message from Alice"),
        "a hidden live region speaks again when it is shown"
    );
    assert!(stage.node("leave").semantics.modal);
}

#[test]
fn what_is_wrong_with_a_field_is_in_the_tree() {
    let mut stage = stage();
    assert_eq!(stage.node("name").semantics.invalid, None);
    stage.play.error = true;
    stage.redraw();
    assert!(
        stage
            .node("name")
            .semantics
            .invalid
            .unwrap()
            .starts_with("Enter an email address")
    );
    assert_eq!(
        stage.node("name").semantics.description,
        "The address that your department gave you"
    );
}

#[test]
fn words_that_are_cut_for_the_eye_are_whole_for_the_ear() {
    use crate::play::Play;
    use iced::window;

    struct Narrow;
    const WORDS: &str = "The working group on procurement meets\nin the small room";
    impl Play for Narrow {
        type Message = ();

        fn view(&self, window: window::Id) -> kit::Element<'_, ()> {
            let line = iced::widget::container(kit::text::line(WORDS)).width(120);
            kit::root(window, "Narrow", line).into()
        }

        fn update(&mut self, (): ()) {}
    }

    let stage = Stage::new(Narrow);
    let line = stage
        .oracle
        .find(Role::Label, "The working group on procurement meets in the small room")
        .unwrap();
    assert!(
        line.bounds.width <= 120.0 && line.bounds.height < 30.0,
        "{:?}",
        line.bounds
    );
}

#[test]
fn assistive_technology_uses_menus_and_dialogs() {
    let mut stage = stage();
    stage.oracle.click(stage.node("tool-more").id);
    stage.redraw();
    let leave = stage.oracle.find(Role::MenuItem, "Leave").unwrap();
    stage.oracle.click(leave.id);
    stage.redraw();
    stage.redraw();
    assert!(stage.play.dialog && stage.oracle.find(Role::Menu, "More actions").is_none());
    stage.oracle.click(stage.node("leave-no").id);
    stage.redraw();
    stage.redraw();
    assert!(!stage.play.dialog);
    assert_eq!(
        stage.oracle.focus().unwrap().key,
        "tool-more",
        "the focus is back where it all began"
    );
    // A message's press opens its actions: AT-SPI offers no other way to a menu.
    stage.oracle.click(stage.node("event:1").id);
    stage.redraw();
    let reply = stage.oracle.find(Role::MenuItem, "Reply").unwrap();
    stage.oracle.click(reply.id);
    stage.redraw();
    stage.redraw();
    assert_eq!(stage.play.pressed, ["reply"]);
}
