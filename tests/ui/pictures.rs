//! Pictures in a conversation.

use model::{Command, Event, Patch, Pixels, RowKey};

use crate::fixtures::{self, RHYS};
use crate::hands::{change, has, on, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

/// A conversation with a picture of these sides in it.
fn with_picture(sides: (u32, u32)) -> Stage<Stand> {
    let picture = fixtures::picture("office.jpg", sides);
    let row = fixtures::row("photo", fixtures::said(fixtures::rhys(), fixtures::NOW, picture));
    let mut stage = on(Stand::talking());
    change(&mut stage, Patch::Reset(vec![row]));
    stage
}

fn drawn(picture: Option<Pixels>) -> Vec<Event> {
    vec![Event::Picture {
        room: RHYS.into(),
        row: "photo".into(),
        picture,
    }]
}

fn asked(stage: &mut Stage<Stand>) -> Vec<RowKey> {
    let wished = stage.play.wished();
    let rows = wished.into_iter().filter_map(|command| match command {
        Command::ShowPictures { rows, .. } => Some(rows),
        _ => None,
    });
    rows.flatten().collect()
}

#[test]
fn a_picture_is_asked_for_once_and_shown_in_the_room_kept_for_it() {
    let mut stage = with_picture((1600, 1200));
    assert_eq!(asked(&mut stage), [RowKey::from("photo")]);
    let before = stage.node("picture:photo");
    assert_eq!(format!("{:?}", before.semantics.role), "Button");
    assert_eq!(before.name(), "Open picture: office.jpg");
    let pixels = Pixels {
        width: 4,
        height: 3,
        rgba: [200, 30, 30, 255].repeat(12).into(),
    };
    report(&mut stage, drawn(Some(pixels)));
    assert_eq!(stage.node("picture:photo").bounds, before.bounds, "nothing moves");
    assert!(says(&stage, "Our new office"));
    assert!(asked(&mut stage).is_empty());
}

#[test]
fn a_picture_that_cannot_be_had_leaves_its_file() {
    let mut stage = with_picture((1600, 1200));
    assert_eq!(asked(&mut stage).len(), 1);
    report(&mut stage, drawn(None));
    assert!(!has(&stage, "picture:photo"));
    assert!(has(&stage, "save:photo"));
    assert!(asked(&mut stage).is_empty(), "and is not asked for again and again");
}

/// Whatever its sender says.
#[test]
fn no_picture_takes_more_than_its_room_or_next_to_none() {
    for sides in [(1, 1), (u32::MAX, 1), (1, u32::MAX), (u32::MAX, u32::MAX)] {
        let stage = with_picture(sides);
        let bounds = stage.node("picture:photo").bounds;
        assert!(bounds.width >= 40.0 && bounds.width <= 400.0, "{sides:?}: {bounds:?}");
        assert!(bounds.height >= 40.0 && bounds.height <= 300.0, "{sides:?}: {bounds:?}");
    }
}
