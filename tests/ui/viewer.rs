//! A picture of the conversation over the page, large.

use iced::keyboard::key::Named;
use iced::{Point, Size, mouse};
use model::{Command, Event, Failure, Patch, Reason, RowKey, Why};
use ui::screen::desk::conversation;

use crate::fixtures::{self, RHYS};
use crate::hands::{done, has, press, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

/// A conversation with two pictures and a message between them, the first of them open.
fn viewing() -> Stage<Stand> {
    let mut stage = Stage::sized(with_pictures(), Size::new(1280.0, 900.0));
    stage.play.wished();
    press(&mut stage, "picture:first");
    assert_eq!(viewed(&mut stage), Some("first".into()));
    stage
}

fn with_pictures() -> Stand {
    let mut stand = Stand::talking();
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(fixtures::pictures())],
    }]);
    stand
}

/// The last row that was asked for, to be looked at.
fn viewed(stage: &mut Stage<Stand>) -> Option<RowKey> {
    let wished = stage.play.wished();
    let rows = wished.into_iter().filter_map(|command| match command {
        Command::ViewPicture { row, .. } => Some(row),
        _ => None,
    });
    rows.last().expect("a picture was asked for, or no more")
}

fn drawn(stage: &mut Stage<Stand>, row: &str, sides: (u32, u32)) {
    report(stage, vec![fixtures::viewed(row, Ok(sides))]);
}

/// How red the stage is, as parts of a thousand: the picture is, and nothing else.
fn redness(stage: &mut Stage<Stand>) -> usize {
    let (width, height, rgba) = stage.pixels(kit::Theme::Light, 1.0);
    let red = rgba.chunks(4).filter(|it| it[..3] == [200, 30, 30]).count();
    red * 1000 / (width * height) as usize
}

#[test]
fn a_picture_opens_large_and_gives_the_focus_back() {
    let mut stage = viewing();
    let sheet = stage.node("viewer");
    assert_eq!(format!("{:?}", sheet.semantics.role), "Dialog");
    assert_eq!(sheet.name(), "Picture: office.jpg");
    assert!(says(&stage, "Rhys Morgan, "), "who sent it");
    assert!(says(&stage, "Fetching the picture (280 kB"));
    assert!(stage.focus().starts_with("viewer:"), "{}", stage.focus());
    drawn(&mut stage, "first", (1600, 1200));
    assert_eq!(stage.node("viewer:picture").name(), "Picture: office.jpg");
    let place = stage.node("viewer:picture").bounds;
    assert!(place.width > 1000.0 && place.height > 500.0, "{place:?}");
    assert!(redness(&mut stage) > 300, "it is drawn, and large");
    stage.key(Named::Escape);
    assert!(!has(&stage, "viewer"));
    assert_eq!(viewed(&mut stage), None, "nothing more is fetched for it");
    assert_eq!(stage.focus(), "picture:first");
}

#[test]
fn enter_opens_it_and_the_menu_does() {
    let mut stage = Stage::sized(with_pictures(), Size::new(1280.0, 900.0));
    stage.run(iced::widget::operation::focus::<()>("picture:second"));
    stage.key(Named::Enter);
    assert!(has(&stage, "viewer"));
    stage.key(Named::Escape);
    stage.play.talk(conversation::Message::View("second".into()));
    stage.redraw();
    assert!(says(&stage, "You, "));
}

#[test]
fn keys_and_buttons_make_it_larger_and_smaller() {
    let mut stage = viewing();
    drawn(&mut stage, "first", (2000, 1500));
    let fits = redness(&mut stage);
    assert!(stage.node("viewer:farther").semantics.disabled, "it all shows");
    stage.write("+");
    assert!(says(&stage, "125% of the size that fits"));
    assert!(redness(&mut stage) > fits);
    stage.write("-");
    assert_eq!(redness(&mut stage), fits);
    press(&mut stage, "viewer:actual");
    assert!(says(&stage, "100% of its actual size"));
    press(&mut stage, "viewer:farther");
    assert!(says(&stage, "80% of its actual size"));
    stage.write("1");
    assert!(says(&stage, "100% of its actual size"));
    stage.write("0");
    assert!(!says(&stage, "% of"));
    let middle = stage.node("viewer:picture").bounds.center();
    stage.wheel(Point::new(middle.x, middle.y), 1.0);
    assert!(says(&stage, "125% of the size that fits"));
    // However often.
    (0..60).for_each(|_| stage.write("+"));
    assert!(stage.node("viewer:closer").semantics.disabled);
    assert!(says(&stage, "1600% of the size that fits"));
}

#[test]
fn a_small_picture_is_not_blown_up_to_fit() {
    let mut stage = viewing();
    drawn(&mut stage, "first", (20, 20));
    assert_eq!(redness(&mut stage), 0, "400 pixels");
}

/// Left is light and right is dark: what shows says where one is.
#[test]
fn arrows_and_dragging_move_it() {
    let mut stage = viewing();
    report(&mut stage, vec![fixtures::viewed_halves("first")]);
    stage.write("1");
    let middle = redness(&mut stage);
    stage.key(Named::ArrowLeft);
    let left = redness(&mut stage);
    assert!(left > middle, "the red half came into sight: {left} > {middle}");
    stage.key(Named::ArrowRight);
    assert_eq!(redness(&mut stage), middle);
    assert!(viewed_nothing(&mut stage), "and the picture is the same");
    // Against its edge, and no further.
    (0..40).for_each(|_| stage.key(Named::ArrowLeft));
    let edge = redness(&mut stage);
    stage.key(Named::ArrowLeft);
    assert_eq!(redness(&mut stage), edge);
    stage.key(Named::ArrowRight);
    assert!(redness(&mut stage) < edge, "and back at once");
    let at = stage.node("viewer:picture").bounds.center();
    stage.write("0");
    stage.write("1");
    let by = |stage: &mut Stage<Stand>, event| stage.send(vec![iced::Event::Mouse(event)]);
    stage.mouse(Point::new(at.x, at.y), mouse::Button::Left);
    by(&mut stage, mouse::Event::ButtonPressed(mouse::Button::Left));
    stage.point(Point::new(at.x + 300.0, at.y));
    by(&mut stage, mouse::Event::ButtonReleased(mouse::Button::Left));
    assert!(redness(&mut stage) > middle, "the left came with the hand");
    let moved = redness(&mut stage);
    stage.point(Point::new(at.x, at.y));
    assert_eq!(redness(&mut stage), moved, "let go");
}

#[test]
fn one_goes_from_picture_to_picture() {
    let mut stage = viewing();
    assert!(stage.node("viewer:previous").semantics.disabled);
    drawn(&mut stage, "first", (1600, 1200));
    stage.key(Named::ArrowRight);
    assert_eq!(viewed(&mut stage), Some("second".into()));
    assert_eq!(stage.node("viewer").name(), "Picture: map.png");
    assert!(says(&stage, "You, "));
    // The one before comes late.
    drawn(&mut stage, "first", (1600, 1200));
    assert!(!has(&stage, "viewer:picture"));
    stage.key(Named::PageDown);
    assert!(viewed_nothing(&mut stage), "it is the last");
    stage.key(Named::PageUp);
    assert_eq!(viewed(&mut stage), Some("first".into()));
    press(&mut stage, "viewer:next");
    assert_eq!(viewed(&mut stage), Some("second".into()));
}

#[test]
fn what_cannot_be_shown_says_why_and_what_to_do() {
    for (failure, words, again) in [
        (Failure::Unreachable, "The server can't be reached", true),
        (Failure::Tampered, "isn't the one its sender sent", false),
        (Failure::PictureTooLarge, "too large to be shown here", false),
        (Failure::PictureUndrawn, "damaged, or of a kind", false),
    ] {
        let mut stage = viewing();
        report(&mut stage, vec![fixtures::viewed("first", Err(Why::Failed(failure)))]);
        assert!(says(&stage, words), "{failure:?}");
        assert_eq!(has(&stage, "viewer:again"), again, "{failure:?}");
        if again {
            press(&mut stage, "viewer:again");
            assert_eq!(viewed(&mut stage), Some("first".into()));
            assert!(says(&stage, "Fetching the picture"));
        }
    }
}

#[test]
fn it_is_saved_from_here_and_stays() {
    let mut stage = viewing();
    press(&mut stage, "viewer:save");
    assert!(
        has(&stage, "dialog") && !has(&stage, "viewer"),
        "one question at a time"
    );
    press(&mut stage, "dialog:confirm");
    let ticket = stage.play.ticket(|command| match command {
        Command::SaveFile { ticket, row, .. } => (*row == "first".into()).then_some(*ticket),
        _ => None,
    });
    assert!(has(&stage, "viewer"));
    let saved = Event::Done {
        ticket,
        room: None,
        file: Some("office (2).jpg".into()),
    };
    report(&mut stage, vec![saved]);
    assert!(says(&stage, "office (2).jpg"), "said here, not behind it");
    press(&mut stage, "notice:close");
    assert!(!says(&stage, "office (2).jpg"));
    report(&mut stage, vec![done(ticket)]);
    stage.key(Named::Escape);
    assert_eq!(stage.focus(), "picture:first", "and back to where it began");
}

#[test]
fn saving_is_locked_where_the_organisation_forbids_it() {
    let mut stand = Stand::talking_under(fixtures::locked());
    stand.report(vec![Event::Rows {
        room: RHYS.into(),
        patches: vec![Patch::Reset(fixtures::pictures())],
    }]);
    let mut stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    press(&mut stage, "picture:first");
    assert!(stage.node("viewer:save").semantics.locked);
    press(&mut stage, "viewer:save");
    assert!(!has(&stage, "dialog"));
    assert!(has(&stage, "rule:viewer:save"));
}

#[test]
fn it_goes_when_its_message_goes() {
    // Deleted for everybody, over its time, or shut with its room.
    let redacted = fixtures::row(
        "first",
        fixtures::said(fixtures::rhys(), fixtures::NOW, model::Body::Redacted),
    );
    let rows = |patches| Event::Rows {
        room: RHYS.into(),
        patches,
    };
    let expired = Event::Expired {
        room: RHYS.into(),
        events: vec![format!("$event{}", fixtures::NOW).into()].into(),
    };
    for gone in [rows(vec![Patch::Set(0, redacted)]), rows(vec![Patch::Clear]), expired] {
        let mut stage = viewing();
        drawn(&mut stage, "first", (1600, 1200));
        report(&mut stage, vec![gone]);
        assert!(!has(&stage, "viewer"));
        assert_eq!(viewed(&mut stage), None);
    }
    let mut stage = viewing();
    let reason = Reason::PersonFromOutside {
        server: "outside.example".into(),
    };
    report(&mut stage, vec![fixtures::viewed("first", Err(Why::Policy(reason)))]);
    assert!(says(&stage, "outside.example"));
    stage.play.open("!bill:cabinet.example");
    stage.redraw();
    assert!(!has(&stage, "viewer"), "nor does it stay when another room is opened");
}

fn viewed_nothing(stage: &mut Stage<Stand>) -> bool {
    let wished = stage.play.wished();
    wished
        .iter()
        .all(|command| !matches!(command, Command::ViewPicture { .. }))
}
