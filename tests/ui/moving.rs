//! What moves and sounds in a conversation, and what is spoken.

use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use model::{Command, Event, Failure, Frame, Patch, Play, Reason, Rules, Ticket, Why};
use ui::screen::desk::conversation::voice;
use ui::screen::desk::playing::{Beat, Message as Playing};
use ui::screen::desk::{Message as Desk, State};

use crate::fixtures::{self, RHYS};
use crate::hands::{change, has, on, press, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

fn showing() -> Stage<Stand> {
    showing_under(Rules::default())
}

fn showing_under(rules: Rules) -> Stage<Stand> {
    let mut stand = Stand::talking_under(rules);
    stand.report(vec![fixtures::shown(fixtures::moving())]);
    let mut stage = on(stand);
    stage.redraw();
    stage.play.wished();
    stage
}

fn desk(stage: &Stage<Stand>) -> &State {
    match stage.play.app.screen() {
        ui::Screen::Desk(desk) => desk,
        _ => panic!("nobody is signed in"),
    }
}

fn beat(stage: &mut Stage<Stand>, now: Instant) {
    stage.play.desk(Desk::Play(Playing::Beat(now)));
    stage.redraw();
}

/// The wishes to see, hear or speak something since the last look.
fn played(stage: &mut Stage<Stand>) -> Vec<Play> {
    let wished = stage.play.wished().into_iter();
    let plays = wished.filter_map(|command| match command {
        Command::Play(wish) => Some(wish),
        _ => None,
    });
    plays.collect()
}

fn film(row: &str, large: bool, film: Result<model::Film, Why>) -> Vec<Event> {
    vec![Event::Film {
        room: RHYS.into(),
        row: row.into(),
        large,
        film,
    }]
}

fn sound(row: &str, track: Result<model::Track, Why>) -> Vec<Event> {
    vec![Event::Sound {
        room: RHYS.into(),
        row: row.into(),
        track,
    }]
}

#[test]
fn a_picture_stands_still_until_it_is_played_and_ends_by_itself() {
    let mut stage = showing();
    assert_eq!(desk(&stage).beats(), None, "nothing moves by itself");
    assert_eq!(stage.node("film:wave").name(), "Play wave.gif");
    press(&mut stage, "film:wave");
    assert!(matches!(&*played(&mut stage), [Play::Picture { row, large: false, .. }] if row.as_str() == "wave"));
    assert_eq!(stage.node("film:wave").name(), "Pause wave.gif");
    report(&mut stage, film("wave", false, Ok(fixtures::film(2, 100))));
    assert_eq!(desk(&stage).beats(), Some(Beat::Frames));
    let begun = Instant::now();
    beat(&mut stage, begun);
    beat(&mut stage, begun + Duration::from_millis(50));
    press(&mut stage, "film:wave");
    assert_eq!(stage.node("film:wave").name(), "Play wave.gif");
    assert_eq!(desk(&stage).beats(), None, "it waits");
    press(&mut stage, "film:wave");
    assert!(played(&mut stage).is_empty(), "and goes on where it was");
    beat(&mut stage, begun + Duration::from_millis(200));
    beat(&mut stage, begun + Duration::from_millis(250));
    assert!(
        desk(&stage).beats().is_some(),
        "its last frame stands as long as it is to"
    );
    beat(&mut stage, begun + Duration::from_millis(350));
    assert_eq!(desk(&stage).beats(), None);
    assert_eq!(stage.node("film:wave").name(), "Play wave.gif");
}

#[test]
fn each_frame_stands_as_long_as_it_is_to() {
    let (sender, flow) = model::Flow::new(3);
    for colour in [10, 20, 30] {
        let mut pixels = fixtures::red((8, 6));
        pixels.rgba = [colour, colour, colour, 255].repeat(48).into();
        let hold = Duration::from_millis(100);
        sender.send(Frame { pixels, hold }).unwrap();
    }
    drop(sender);
    let mut stage = showing();
    press(&mut stage, "film:wave");
    report(&mut stage, film("wave", false, Ok(flow.clone())));
    let begun = Instant::now();
    // Twice as often as they come: of five beats, three frames.
    for half in 0..5 {
        beat(&mut stage, begun + Duration::from_millis(half * 50));
    }
    assert_eq!(flow.next(), model::Next::Over, "all were taken");
}

#[test]
fn a_picture_that_stands_still_or_is_gone_plays_no_more() {
    let mut stage = showing();
    press(&mut stage, "film:wave");
    report(
        &mut stage,
        film("wave", false, Err(Why::Failed(Failure::PictureUndrawn))),
    );
    assert!(!has(&stage, "film:wave"), "there is nothing to play");
    assert!(!has(&stage, "notice"), "which is no fault");

    let mut stage = showing();
    press(&mut stage, "film:wave");
    report(&mut stage, film("wave", false, Err(Why::Failed(Failure::Unreachable))));
    assert!(says(&stage, "The picture can't be played"));

    let mut stage = showing();
    press(&mut stage, "film:wave");
    report(&mut stage, film("wave", false, Ok(fixtures::film(9, 100))));
    let deleted = fixtures::row(
        "wave",
        fixtures::said(fixtures::rhys(), fixtures::NOW, model::Body::Redacted),
    );
    change(&mut stage, Patch::Set(0, deleted));
    assert_eq!(desk(&stage).beats(), None);
}

#[test]
fn the_large_picture_plays_too() {
    let mut stage = showing();
    press(&mut stage, "picture:wave");
    report(&mut stage, vec![fixtures::viewed("wave", Ok((640, 480)))]);
    played(&mut stage);
    press(&mut stage, "viewer:play");
    assert!(matches!(&*played(&mut stage), [Play::Picture { large: true, .. }]));
    report(&mut stage, film("wave", true, Ok(fixtures::film(3, 100))));
    assert_eq!(desk(&stage).beats(), Some(Beat::Frames));
    beat(&mut stage, Instant::now());
    assert_eq!(stage.node("viewer:play").name(), "Pause wave.gif");
    press(&mut stage, "viewer:play");
    assert_eq!(desk(&stage).beats(), None);
    stage.key(Named::Escape);
    assert!(!has(&stage, "viewer"));
}

#[test]
fn a_video_opens_in_another_program_where_files_may_be_saved() {
    let mut stage = showing();
    assert!(says(&stage, "1:05, 18.4 MB, video/mp4"));
    press(&mut stage, "open:film");
    let ticket = stage.play.ticket(|command| match command {
        Command::LayOut { ticket, row, .. } if row.as_str() == "film" => Some(*ticket),
        _ => None,
    });
    let place = Event::Done {
        ticket,
        room: Some(RHYS.into()),
        file: Some("/tmp/harbour.mp4".to_owned()),
    };
    report(&mut stage, vec![place]);
    stage
        .play
        .desk(Desk::Play(Playing::Opened(Some("harbour.mp4".to_owned()))));
    stage.redraw();
    assert!(says(&stage, "Opened in your video player") && says(&stage, "harbour.mp4"));
    stage.play.desk(Desk::Play(Playing::Opened(None)));
    stage.redraw();
    assert!(says(&stage, "The video wasn't opened"));

    let stage = showing_under(fixtures::locked());
    assert!(stage.node("open:film").semantics.locked);
    assert!(has(&stage, "rule:save:film"));
}

#[test]
fn a_voice_plays_from_anywhere_and_faster() {
    let mut stage = showing();
    assert_eq!(stage.node("play:voice").name(), "Play Voice message");
    assert!(!has(&stage, "save:voice"), "a voice is no file to whoever hears it");
    assert!(has(&stage, "save:music"));
    press(&mut stage, "play:voice");
    let wish = played(&mut stage);
    assert!(
        matches!(&*wish, [Play::Sound { row, from: Duration::ZERO, speed: 100, .. }] if row.as_str() == "voice"),
        "{wish:?}"
    );
    assert_eq!(stage.node("play:voice").name(), "Pause Voice message");
    assert_eq!(stage.node("seek:voice").semantics.value.as_deref(), Some("1:23"));

    stage.run(iced::widget::operation::focus::<()>("seek:voice"));
    stage.key(Named::ArrowRight);
    let wish = played(&mut stage);
    let five = |from: &Duration| (4_900..5_100).contains(&from.as_millis());
    assert!(matches!(&*wish, [Play::Sound { from, .. }] if five(from)), "{wish:?}");
    assert_eq!(
        stage.node("seek:voice").semantics.value.as_deref(),
        Some("0:05 of 1:23")
    );
    press(&mut stage, "speed:voice");
    let wish = played(&mut stage);
    assert!(
        matches!(&*wish, [Play::Sound { from, speed: 150, .. }] if five(from)),
        "{wish:?}"
    );
    // Another begins where the first stops.
    press(&mut stage, "play:music");
    let wish = played(&mut stage);
    assert!(
        matches!(&*wish, [Play::Sound { row, speed: 100, .. }] if row.as_str() == "music"),
        "{wish:?}"
    );
    assert_eq!(stage.node("play:voice").name(), "Play Voice message");
    assert!(!has(&stage, "speed:music"));
}

#[test]
fn why_a_sound_is_not_heard_is_said_where_it_stands() {
    let mut stage = showing();
    press(&mut stage, "play:voice");
    report(&mut stage, sound("voice", Err(Why::Failed(Failure::SoundUnplayed))));
    assert!(says(&stage, "This sound can't be played."));
    assert_eq!(desk(&stage).beats(), None);
    press(&mut stage, "play:voice");
    assert_eq!(played(&mut stage).len(), 2, "it can be tried again");
    // No computer of a test has a loudspeaker.
    report(&mut stage, sound("voice", Ok(fixtures::track(2, Duration::ZERO, 100))));
    while desk(&stage).beats().is_some() {
        beat(&mut stage, Instant::now());
    }
    assert!(says(&stage, "There is no loudspeaker"));
}

/// Speaks, and gives the number of what is spoken.
fn speaks(stage: &mut Stage<Stand>) -> u64 {
    press(stage, "composer:voice");
    match &*played(stage) {
        [Play::Take { number, .. }] => *number,
        other => panic!("{other:?}"),
    }
}

fn sent(stage: &mut Stage<Stand>) -> Option<(Ticket, String)> {
    stage.play.wished().into_iter().find_map(|command| match command {
        Command::SendSpoken { ticket, name, .. } => Some((ticket, name)),
        _ => None,
    })
}

#[test]
fn a_message_is_spoken_listened_to_and_sent() {
    let mut stage = showing();
    let number = speaks(&mut stage);
    assert_eq!(desk(&stage).beats(), Some(Beat::Seconds));
    assert!(says(&stage, "Recording"));
    assert!(stage.node("composer:voice").semantics.disabled, "one at a time");
    press(&mut stage, voice::STOP);
    assert!(says(&stage, "Preparing your voice message"));
    let spoken = |number, seconds| Event::Spoken {
        number,
        spoken: Ok(fixtures::spoken(seconds)),
    };
    report(&mut stage, vec![spoken(number + 1_000, 9)]);
    assert!(!has(&stage, voice::SEND), "that was another");
    report(&mut stage, vec![spoken(number, 12)]);
    assert!(says(&stage, "Voice message of 0:12, not sent yet"));
    press(&mut stage, "voice:listen");
    assert!(matches!(
        &*played(&mut stage),
        [Play::Spoken {
            from: Duration::ZERO,
            ..
        }]
    ));
    press(&mut stage, voice::SEND);
    let (ticket, name) = sent(&mut stage).unwrap();
    assert_eq!(name, "Voice message");
    assert!(stage.node(voice::SEND).semantics.disabled, "once");
    let why = Why::Policy(Reason::FileTooLarge { megabytes: 1 });
    report(&mut stage, vec![Event::Refused { ticket, why }]);
    assert!(says(&stage, "Your voice message wasn't sent"));
    assert!(has(&stage, "rule:voice:refused"));
    press(&mut stage, voice::SEND);
    let (ticket, _) = sent(&mut stage).unwrap();
    let done = Event::Done {
        ticket,
        room: None,
        file: None,
    };
    report(&mut stage, vec![done]);
    assert!(!has(&stage, voice::SEND) && !stage.node("composer:voice").semantics.disabled);
}

#[test]
fn what_was_spoken_waits_in_its_room_and_can_be_given_up() {
    let mut stage = showing();
    let number = speaks(&mut stage);
    stage.play.open("!bill:cabinet.example");
    stage.redraw();
    assert!(!has(&stage, voice::STOP), "nobody is heard in a room that is left");
    let spoken = Event::Spoken {
        number,
        spoken: Ok(fixtures::spoken(3)),
    };
    report(&mut stage, vec![spoken]);
    assert!(!has(&stage, voice::SEND));
    stage.play.open(RHYS);
    stage.play.report(fixtures::opened(RHYS, "Rhys Morgan"));
    stage.redraw();
    assert!(says(&stage, "Voice message of 0:03, not sent yet"));
    press(&mut stage, "voice:discard");
    assert!(!has(&stage, voice::SEND));
    assert!(sent(&mut stage).is_none());
}

#[test]
fn where_there_is_no_microphone_that_is_said_with_a_way_on() {
    let mut stage = showing();
    speaks(&mut stage);
    while desk(&stage).beats().is_some() {
        beat(&mut stage, Instant::now());
    }
    assert!(says(&stage, "There is no microphone"));
    assert!(has(&stage, "voice:again"));
    press(&mut stage, "voice:discard");
    assert!(!says(&stage, "There is no microphone"));
}

#[test]
fn a_rule_against_voices_is_shown_and_the_key_does_nothing() {
    let mut stage = showing_under(fixtures::locked());
    assert!(stage.node("composer:voice").semantics.description.contains("audio/ogg"));
    press(&mut stage, "composer:voice");
    assert!(says(&stage, "You can't record voice messages"));
    assert!(has(&stage, "rule:notice"));
    stage.play.say(ui::Message::Speak);
    stage.redraw();
    assert!(played(&mut stage).is_empty());
    let mut stage = showing();
    stage.play.say(ui::Message::Speak);
    stage.redraw();
    assert!(matches!(&*played(&mut stage), [Play::Take { .. }]));
    stage.play.say(ui::Message::Speak);
    stage.redraw();
    assert!(says(&stage, "Preparing your voice message"));
}

#[test]
fn a_locked_window_neither_plays_nor_hears() {
    let rules = Rules {
        window: model::WindowRules {
            lock_after_idle_minutes: Some(5),
            ..model::WindowRules::default()
        },
        ..Rules::default()
    };
    let mut stage = showing_under(rules);
    press(&mut stage, "film:wave");
    report(&mut stage, film("wave", false, Ok(fixtures::film(9, 100))));
    played(&mut stage);
    speaks(&mut stage);
    assert!(desk(&stage).beats().is_some());
    stage.play.say(ui::Message::Lock);
    stage.redraw();
    assert_eq!(desk(&stage).beats(), None);
}
