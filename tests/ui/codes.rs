//! Comparing by codes: one side shows one, the other reads it.

use std::path::PathBuf;

use iced::Size;
use kit::Theme;
use model::{Command, ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, Event, Identity, Means, Whom};
use ui::screen::desk::{Message as Desk, conversation, details};
use ui::screen::settings::Message as Settings;
use ui::screen::trust::confirmation;
use ui::{Language, Message, Words};

use crate::fixtures::{self, CODE, codes, comparison, shows};
use crate::hands::{fill, has, on, press, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

fn step(stage: &mut Stage<Stand>, own: bool, step: ConfirmStep) {
    report(stage, vec![Event::Confirmation(comparison(own, step))]);
}

/// A window that asked for a comparison, and is at this step of it.
fn at(own: bool, now: ConfirmStep) -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    step(&mut stage, own, ConfirmStep::Waiting);
    step(&mut stage, own, now);
    stage
}

fn answers(stage: &mut Stage<Stand>) -> Vec<ConfirmAnswer> {
    let answers = stage.play.wished().into_iter().filter_map(|command| match command {
        Command::AnswerConfirmation { answer, .. } => Some(answer),
        _ => None,
    });
    answers.collect()
}

/// With whom a comparison was asked for, and by what.
fn asked(stage: &mut Stage<Stand>) -> Vec<(Whom, Means)> {
    let asked = stage.play.wished().into_iter().filter_map(|command| match command {
        Command::Confirm { whom, by, .. } => Some((whom, by)),
        _ => None,
    });
    asked.collect()
}

/// What a camera before the window would read.
fn scanned(stage: &mut Stage<Stand>, theme: Theme, scale: f32) -> Vec<Vec<u8>> {
    let (width, height, rgba) = stage.pixels(theme, scale);
    let grey = |x: usize, y: usize| {
        let at = (y * width as usize + x) * 4;
        let sum: u16 = rgba[at..at + 3].iter().map(|part| u16::from(*part)).sum();
        (sum / 3) as u8
    };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width as usize, height as usize, grey);
    let grids = picture.detect_grids().into_iter();
    let read = grids.filter_map(|grid| {
        let mut bytes = Vec::new();
        grid.decode_to(&mut bytes).ok().map(|_| bytes)
    });
    read.collect()
}

#[test]
fn a_camera_reads_what_is_shown_in_every_dress() {
    for theme in Theme::ALL {
        for (size, percent) in [
            (Size::new(1180.0, 780.0), 100),
            (Size::new(480.0, 780.0), 100),
            // Half as many of the larger pixels: 480 across on the screen.
            (Size::new(240.0, 900.0), 200),
            (Size::new(640.0, 620.0), 125),
        ] {
            let mut stand = Stand::talking();
            stand.say(Message::SettingsPage(Settings::Scale(percent)));
            stand.report(vec![Event::Confirmation(comparison(true, shows(true, false)))]);
            let mut stage = Stage::sized(stand, size);
            let scale = f32::from(percent) / 100.0;
            let read = scanned(&mut stage, theme, scale);
            assert_eq!(read, [CODE.to_vec()], "{theme:?} {size:?} {percent} %");
            let across = stage.node("confirmation:code").bounds.width * scale;
            assert!(across >= 220.0, "{across} pixels at {percent} %");
        }
    }
}

#[test]
fn a_code_stands_on_white_as_wide_as_four_of_its_squares() {
    let mut stage = at(true, shows(true, false));
    let bounds = stage.node("confirmation:code").bounds;
    let (width, _, rgba) = stage.pixels(Theme::Dark, 1.0);
    let white = |x: f32, y: f32| rgba[(y as usize * width as usize + x as usize) * 4..][..3] == [255, 255, 255];
    let (left, top) = (bounds.x.ceil(), bounds.y.ceil());
    let quiet = (0..19).all(|step| {
        let inside = 1.0 + step as f32 * 0.99;
        white(left + inside, bounds.center_y()) && white(bounds.center_x(), top + inside)
    });
    assert!(quiet, "iced draws two, and ISO/IEC 18004 asks for four");
}

#[test]
fn a_code_has_a_name_and_no_bytes_of_it_are_written_anywhere() {
    let stage = at(true, codes(0));
    let code = stage.node("confirmation:code");
    assert_eq!(format!("{:?}", code.semantics.role), "Image");
    assert_eq!(code.name(), "QR code for the camera of the other device");
    let code = kit::Code::new(&CODE).unwrap();
    assert_eq!(format!("{code:?}"), "Code");
    assert!(kit::Code::new(&[0; 4000]).is_none(), "more than any code holds");
}

#[test]
fn there_is_a_code_only_where_the_other_side_can_read_one() {
    let stage = at(true, shows(true, false));
    assert!(has(&stage, "confirmation:code") && !has(&stage, "confirmation:picture"));
    assert!(says(&stage, "point its camera at this code"));
    let stage = at(false, shows(false, true));
    assert!(!has(&stage, "confirmation:code") && has(&stage, "confirmation:picture"));
    assert!(!says(&stage, "point"), "there is nothing to point at");
    assert!(says(&stage, "the code of Rhys Morgan"));
}

#[test]
fn another_code_takes_the_place_of_the_first() {
    let mut stage = at(true, shows(true, false));
    let other = ConfirmStep::Codes {
        show: Some([7; 120].into()),
        read: false,
        unread: 0,
    };
    step(&mut stage, true, other);
    assert_eq!(scanned(&mut stage, Theme::Light, 1.0), [vec![7; 120]]);
}

#[test]
fn a_picture_is_read_once_and_said_where_it_was_in_vain() {
    let mut stage = at(true, codes(0));
    press(&mut stage, "confirmation:read");
    assert!(answers(&mut stage).is_empty(), "no picture is named");
    fill(&mut stage, "confirmation:picture", "\"/home/alice/My code.png\" ");
    press(&mut stage, "confirmation:read");
    press(&mut stage, "confirmation:read");
    stage.run(iced::widget::operation::focus::<()>("confirmation:picture"));
    stage.key(iced::keyboard::key::Named::Enter);
    let picture = || ConfirmAnswer::Picture(PathBuf::from("/home/alice/My code.png"));
    assert_eq!(answers(&mut stage), [picture()]);
    for unread in 1..3 {
        step(&mut stage, true, codes(unread));
        let alert = format!("confirmation:unread:{unread}");
        assert!(stage.node(&alert).name().starts_with("No code of this confirmation"));
        press(&mut stage, "confirmation:read");
        assert!(!has(&stage, &alert), "it is being looked at");
        assert_eq!(answers(&mut stage), [picture()]);
    }
}

#[test]
fn a_picture_dropped_on_a_comparison_goes_to_no_room() {
    let mut stage = at(true, codes(0));
    stage.play.desk(Desk::Dropped("/tmp/code.png".into()));
    stage.redraw();
    assert_eq!(answers(&mut stage), [ConfirmAnswer::Picture("/tmp/code.png".into())]);
    assert!(says(&stage, "/tmp/code.png"), "and the field says which");
    for now in [shows(true, false), ConfirmStep::Read, ConfirmStep::Starting] {
        let mut stage = at(true, now);
        stage.play.desk(Desk::Dropped("/tmp/code.png".into()));
        assert!(answers(&mut stage).is_empty());
        press(&mut stage, confirmation::CLOSE);
        assert!(stage.play.desk_state().question().is_none());
    }
}

#[test]
fn emoji_are_always_a_way() {
    for now in [codes(0), codes(2), shows(true, false), shows(false, true)] {
        let mut stage = at(false, now);
        stage.run(iced::widget::operation::focus::<()>("confirmation:emoji"));
        press(&mut stage, "confirmation:emoji");
        assert_eq!(answers(&mut stage), [ConfirmAnswer::Emoji]);
        assert!(!has(&stage, "confirmation:emoji"), "asked once");
        assert!(says(&stage, "Both sides agreed"));
    }
}

#[test]
fn the_person_says_whether_the_other_device_says_so() {
    for own in [true, false] {
        let mut stage = at(own, codes(0));
        step(&mut stage, own, ConfirmStep::Read);
        assert!(says(&stage, "Does the other device say that it worked?"));
        let (yes, no) = (stage.node("confirmation:match"), stage.node("confirmation:differ"));
        assert_eq!(yes.bounds.size(), no.bounds.size());
        press(&mut stage, "confirmation:match");
        assert_eq!(answers(&mut stage), [ConfirmAnswer::Match]);
        step(&mut stage, own, ConfirmStep::Done);
        assert!(has(&stage, "confirmation:done"));
    }
}

#[test]
fn whoever_read_the_code_says_so_for_the_other_side_to_hear() {
    for (own, said) in [
        (
            true,
            "Now say on “Laptop in the office” (ID\u{a0}OFFICELAPT) that it worked",
        ),
        (false, "Tell Rhys Morgan that it worked"),
    ] {
        let mut stage = at(own, codes(0));
        stage.play.desk(Desk::Dropped("/tmp/code.png".into()));
        step(&mut stage, own, ConfirmStep::Matched);
        assert!(says(&stage, "This device has read the code") && says(&stage, said));
        // In vain, and then the other side read this one's.
        let mut stage = at(own, codes(0));
        stage.play.desk(Desk::Dropped("/tmp/code.png".into()));
        step(&mut stage, own, codes(1));
        step(&mut stage, own, ConfirmStep::Read);
        press(&mut stage, "confirmation:match");
        assert!(!says(&stage, "has read the code"));
    }
}

#[test]
fn a_no_stays_on_show_when_the_other_side_has_been_told() {
    let mut stage = at(true, ConfirmStep::Read);
    press(&mut stage, "confirmation:differ");
    assert_eq!(answers(&mut stage), [ConfirmAnswer::Mismatch]);
    step(&mut stage, true, ConfirmStep::Ended(ConfirmEnd::Here));
    let said = Words::new(Language::English).confirm_end(ConfirmEnd::Mismatch, true);
    assert!(says(&stage, &said), "not that they stopped it and can begin again");
    assert!(!has(&stage, "confirmation:again"));
}

#[test]
fn what_comes_after_codes_is_not_answered_by_habit() {
    let emoji = ConfirmStep::Compare {
        emoji: None,
        decimals: (1234, 5678, 9012),
    };
    for next in [ConfirmStep::Read, emoji] {
        let mut stage = at(true, codes(0));
        stage.run(iced::widget::operation::focus::<()>("confirmation:read"));
        let event = Event::Confirmation(comparison(true, next));
        let task = stage.play.app.update(Message::Session(vec![event]));
        stage.run(task);
        assert_eq!(stage.focus(), confirmation::CLOSE);
    }
}

#[test]
fn codes_are_asked_for_beside_emoji() {
    let mut stand = Stand::signed_in();
    stand.report(vec![Event::Trust(fixtures::unconfirmed())]);
    let mut stage = on(stand);
    press(&mut stage, "setup:code");
    assert_eq!(asked(&mut stage), [(Whom::OwnDevices, Means::Code)]);

    let mut stand = Stand::signed_in();
    stand.say(Message::Trust(ui::screen::trust::Message::OpenDevices));
    stand.report(vec![Event::Devices(fixtures::devices())]);
    let mut stage = on(stand);
    press(&mut stage, "device:code:OFFICELAPT");
    press(&mut stage, "device:confirm:OFFICELAPT");
    let device = Whom::Device("OFFICELAPT".into());
    assert_eq!(asked(&mut stage), [(device, Means::Code)], "one at a time");

    for identity in [Identity::Unverified, Identity::Changed, Identity::VerifiedChanged] {
        let mut stand = Stand::talking();
        stand.desk(Desk::Conversation(conversation::Message::Details));
        stand.desk(Desk::Details(details::Message::Person(fixtures::rhys())));
        stand.report(vec![Event::Profile(fixtures::profile(identity))]);
        let mut stage = on(stand);
        press(&mut stage, "person:code");
        assert_eq!(
            asked(&mut stage),
            [(Whom::Person(fixtures::rhys().id), Means::Code)],
            "{identity:?}"
        );
    }
}

#[test]
fn trying_again_goes_by_the_same_means() {
    for by in [Means::Emoji, Means::Code] {
        let mut stage = on(Stand::talking());
        for now in [ConfirmStep::Waiting, ConfirmStep::Ended(ConfirmEnd::TimedOut)] {
            let now = comparison(true, now);
            report(&mut stage, vec![Event::Confirmation(Confirmation { by, ..now })]);
        }
        press(&mut stage, "confirmation:again");
        assert_eq!(asked(&mut stage)[0].1, by);
    }
}
