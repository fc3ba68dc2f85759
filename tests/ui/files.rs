//! Files that are sent: what is asked first, and one after another.

use std::path::PathBuf;

use iced::Size;
use model::{Command, Event, Failure, Gone, Patch, Reason, SendState, Sendable, Ticket, Why};
use platform::{NoChooser, Pasted};
use ui::screen::desk::{Key, Message as Desk};

use crate::fixtures;
use crate::hands::{done, fill, has, on, press, refused, report, says};
use crate::stage::Stage;
use crate::stand::Stand;

/// These files were dropped on the window.
fn dropped(paths: &[&str]) -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    for path in paths {
        stage.play.desk(Desk::Dropped(path.into()));
    }
    stage.redraw();
    stage
}

fn known(path: &str, file: Sendable) -> Event {
    Event::Sendable {
        path: path.into(),
        file,
    }
}

fn fine(size: u64) -> Sendable {
    Sendable {
        size: Some(size),
        picture: None,
        unclean: false,
        refused: None,
    }
}

fn too_large() -> Why {
    Why::Policy(Reason::FileTooLarge { megabytes: 5 })
}

/// What was wished, as far as it is about files: the path, and what is said of it where it is sent.
fn wished(stage: &mut Stage<Stand>) -> Vec<(PathBuf, Option<(Ticket, String)>)> {
    let wished = stage.play.wished().into_iter();
    let files = wished.filter_map(|command| match command {
        Command::LookAtFile { path, .. } => Some((path, None)),
        Command::SendFile {
            ticket, path, caption, ..
        } => Some((path, Some((ticket, caption)))),
        _ => None,
    });
    files.collect()
}

/// The one file that was sent.
fn sent(stage: &mut Stage<Stand>) -> (String, Ticket, String) {
    let mut wished = wished(stage);
    assert_eq!(wished.len(), 1, "{wished:?}");
    let (path, sent) = wished.remove(0);
    let (ticket, caption) = sent.expect("it was sent");
    (path.display().to_string(), ticket, caption)
}

#[test]
fn something_can_be_said_with_a_file() {
    let mut stage = dropped(&["/tmp/office.jpg"]);
    assert_eq!(
        wished(&mut stage),
        [("/tmp/office.jpg".into(), None)],
        "it is looked at"
    );
    assert!(says(&stage, "Send office.jpg?"));
    fill(&mut stage, "dialog:first", "Our new office");
    press(&mut stage, "dialog:confirm");
    let (path, ticket, caption) = sent(&mut stage);
    assert_eq!((&*path, &*caption), ("/tmp/office.jpg", "Our new office"));
    // What was typed stays where it is refused.
    report(&mut stage, vec![refused(ticket, Failure::PictureUnclean)]);
    assert!(says(&stage, "Save it as JPEG or PNG"));
    assert!(says(&stage, "Our new office"));
}

#[test]
fn a_picture_is_seen_before_it_is_sent() {
    let mut stage = dropped(&["/tmp/office.jpg"]);
    let file = Sendable {
        picture: Some(fixtures::red((320, 240))),
        ..fine(280_000)
    };
    report(&mut stage, vec![known("/tmp/office.jpg", file)]);
    let picture = stage.node("file:0:picture");
    assert_eq!(picture.name(), "Picture: office.jpg");
    assert!(picture.bounds.height > 100.0);
    assert!(says(&stage, "office.jpg, 280 kB"));
}

#[test]
fn what_would_be_refused_is_said_before_it_is_sent() {
    let mut stage = dropped(&["/tmp/film.mp4"]);
    let file = Sendable {
        refused: Some(too_large()),
        ..fine(80_000_000)
    };
    report(&mut stage, vec![known("/tmp/film.mp4", file)]);
    assert!(says(&stage, "5 MB"));
    assert!(has(&stage, "rule:file:0"));
    assert!(stage.node("dialog:confirm").semantics.disabled);
    wished(&mut stage);
    press(&mut stage, "dialog:confirm");
    stage
        .play
        .desk(Desk::Dialog(ui::screen::desk::dialog::Message::Confirm));
    assert!(wished(&mut stage).is_empty(), "nor by Enter");
}

#[test]
fn files_dropped_together_are_asked_for_together_and_sent_one_by_one() {
    let mut stage = dropped(&["/tmp/a.pdf", "/tmp/film.mp4", "/tmp/b.pdf", "/tmp/a.pdf"]);
    assert_eq!(wished(&mut stage).len(), 3, "each is looked at once");
    assert!(says(&stage, "Send 3 files?"));
    let film = Sendable {
        refused: Some(too_large()),
        ..fine(80_000_000)
    };
    let known = vec![
        known("/tmp/a.pdf", fine(1_000)),
        known("/tmp/film.mp4", film),
        known("/tmp/b.pdf", fine(2_000)),
    ];
    report(&mut stage, known);
    assert!(stage.node("dialog:confirm").semantics.disabled);
    assert!(says(&stage, "Leave out what can't be sent"));
    press(&mut stage, "file:1:out");
    assert!(says(&stage, "Send 2 files?") && !says(&stage, "film.mp4"));
    fill(&mut stage, "dialog:first", "Both papers");
    press(&mut stage, "dialog:confirm");
    let (path, ticket, caption) = sent(&mut stage);
    assert_eq!((&*path, &*caption), ("/tmp/a.pdf", "Both papers"));
    report(&mut stage, vec![done(ticket)]);
    let (path, ticket, caption) = sent(&mut stage);
    assert_eq!((&*path, &*caption), ("/tmp/b.pdf", ""), "said once");
    assert!(says(&stage, "Send b.pdf?"));
    report(&mut stage, vec![done(ticket)]);
    assert!(!has(&stage, "dialog"));
    assert!(wished(&mut stage).is_empty());
}

#[test]
fn one_that_is_refused_stops_the_others_until_it_is_left_out() {
    let mut stage = dropped(&["/tmp/a.heic", "/tmp/b.pdf"]);
    wished(&mut stage);
    press(&mut stage, "dialog:confirm");
    let (_, ticket, _) = sent(&mut stage);
    report(&mut stage, vec![refused(ticket, Failure::PictureUnclean)]);
    assert!(wished(&mut stage).is_empty());
    assert!(says(&stage, "a.heic wasn't sent"));
    press(&mut stage, "file:0:out");
    press(&mut stage, "dialog:confirm");
    let (path, ..) = sent(&mut stage);
    assert_eq!(path, "/tmp/b.pdf");
}

#[test]
fn a_refusal_is_heard_of_after_its_question_is_closed() {
    let mut stage = dropped(&["/tmp/a.heic", "/tmp/b.pdf"]);
    wished(&mut stage);
    press(&mut stage, "dialog:confirm");
    let (_, ticket, _) = sent(&mut stage);
    press(&mut stage, "dialog:cancel");
    report(&mut stage, vec![refused(ticket, Failure::PictureUnclean)]);
    assert!(says(&stage, "The file wasn't sent"));
    assert!(wished(&mut stage).is_empty(), "the other one stays here");
}

#[test]
fn a_question_under_way_is_not_given_up_for_a_file() {
    let mut stage = on(Stand::talking());
    stage.play.desk(Desk::Key(Key::NewMessage));
    stage.redraw();
    fill(&mut stage, "dialog:first", "@nia");
    stage.play.desk(Desk::Dropped("/tmp/a.pdf".into()));
    stage.redraw();
    assert!(says(&stage, "@nia"));
    assert!(wished(&mut stage).is_empty());
}

#[test]
fn there_is_an_end_to_how_many_are_asked_for() {
    let many: Vec<String> = (0..60).map(|number| format!("/tmp/{number}.pdf")).collect();
    let paths: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut stage = dropped(&paths);
    assert_eq!(wished(&mut stage).len(), 50);
    assert!(says(&stage, "Send 50 files?") && says(&stage, "You can send 50 files at once"));
    // All of it is in reach of somebody with a small window.
    stage.size = Size::new(240.0, 390.0);
    stage.redraw();
    let faults = stage.oracle.faults();
    assert!(faults.is_empty(), "{faults:?}");
}

/// The system's window was closed with this.
fn chosen(stage: &mut Stage<Stand>, chosen: Result<Vec<PathBuf>, NoChooser>) {
    stage.play.desk(Desk::Chosen(chosen));
    stage.redraw();
}

#[test]
fn files_are_chosen_in_the_systems_own_window() {
    let mut stage = on(Stand::talking());
    assert_eq!(stage.node("composer:attach").name(), "Attach files");
    press(&mut stage, "composer:attach");
    assert!(
        !has(&stage, "dialog"),
        "nothing is asked here before something is chosen"
    );
    chosen(&mut stage, Ok(vec!["/tmp/a.pdf".into(), "/tmp/b.pdf".into()]));
    assert!(says(&stage, "Send 2 files?"));
    assert_eq!(wished(&mut stage).len(), 2);
    press(&mut stage, "dialog:cancel");
    // By its key, too; and who changes their mind is asked nothing.
    stage.play.desk(Desk::Key(Key::Attach));
    chosen(&mut stage, Ok(Vec::new()));
    assert!(!has(&stage, "dialog"));
    // Nobody has asked.
    chosen(&mut stage, Ok(vec!["/tmp/a.pdf".into()]));
    assert!(!has(&stage, "dialog"));
}

#[test]
fn what_was_chosen_for_one_room_goes_to_no_other() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "composer:attach");
    stage.play.open("!bill:cabinet.example");
    chosen(&mut stage, Ok(vec!["/tmp/a.pdf".into()]));
    assert!(!has(&stage, "dialog"));
    assert!(wished(&mut stage).is_empty());
}

#[test]
fn where_the_system_has_no_such_window_the_path_is_typed() {
    let mut stage = on(Stand::talking());
    press(&mut stage, "composer:attach");
    chosen(&mut stage, Err(NoChooser));
    assert!(says(&stage, "Where the file is"));
    fill(&mut stage, "dialog:first", "a.pdf");
    assert!(stage.node("dialog:confirm").semantics.disabled, "from the root on");
    fill(&mut stage, "dialog:first", " /tmp/a.pdf ");
    press(&mut stage, "dialog:confirm");
    assert!(says(&stage, "Send a.pdf?"));
    assert_eq!(wished(&mut stage), [("/tmp/a.pdf".into(), None)]);
}

#[test]
fn nothing_is_chosen_where_nothing_may_be_sent() {
    let mut stage = on(crate::gallery::room_locked());
    assert!(!has(&stage, "composer:attach"));
    stage.play.desk(Desk::Key(Key::Attach));
    chosen(&mut stage, Err(NoChooser));
    assert!(!has(&stage, "dialog"));
}

#[test]
fn there_is_room_to_write_beside_the_buttons() {
    for (width, least, button) in [
        (1280.0, 400.0, "composer:attach"),
        (480.0, 200.0, "composer:add"),
        (240.0, 100.0, "composer:add"),
    ] {
        let stage = Stage::sized(Stand::talking(), Size::new(width, 600.0));
        let [field, send, attach] = ["composer", "composer:send", button].map(|key| stage.node(key));
        assert!(field.bounds.width >= least, "{width}: {:?}", field.bounds);
        assert!(
            attach.bounds.x >= 0.0 && send.bounds.x + send.bounds.width <= width,
            "{width}"
        );
        assert_eq!(send.name(), "Send");
    }
}

#[test]
fn a_file_on_its_way_shows_how_much_has_gone_and_can_be_given_up() {
    let with = |state| {
        let mut said = fixtures::said(
            fixtures::me().person,
            fixtures::NOW,
            fixtures::picture("a.jpg", (800, 600)),
        );
        said.state = state;
        vec![Event::Rows {
            room: fixtures::RHYS.into(),
            patches: vec![Patch::Reset(vec![fixtures::row("sent", said)])],
        }]
    };
    let mut stage = on(Stand::talking());
    let gone = |sent| SendState::Sending(Some(Gone { sent, total: 4_000_000 }));
    report(&mut stage, with(gone(1_000_000)));
    let bar = stage.node("upload:sent");
    assert_eq!(format!("{:?}", bar.semantics.role), "ProgressIndicator");
    assert_eq!(bar.semantics.fraction, Some(0.25));
    assert_eq!(bar.semantics.value.as_deref(), Some("1.0 MB of 4.0 MB"));
    stage.play.wished();
    press(&mut stage, "cancel:sent");
    let wished = stage.play.wished();
    let cancelled = |it: &Command| matches!(it, Command::CancelSend { row, .. } if *row == "sent".into());
    assert!(wished.iter().any(cancelled), "{wished:?}");
    // Before anything has gone, and without a connection.
    for state in [SendState::Sending(None), SendState::Waiting] {
        report(&mut stage, with(state));
        assert!(!has(&stage, "upload:sent") && has(&stage, "cancel:sent"));
    }
    report(&mut stage, with(SendState::Sent));
    assert!(!has(&stage, "upload:sent") && !has(&stage, "cancel:sent"));
}

/// Ctrl+V in the field where one writes.
fn pastes(stage: &mut Stage<Stand>) {
    stage.run(iced::widget::operation::focus::<()>("composer"));
    stage.command('v');
}

/// There is this on the clipboard.
fn pasted(stage: &mut Stage<Stand>, pasted: Option<Pasted>) {
    stage.play.desk(Desk::Pasted(pasted));
    stage.redraw();
}

#[test]
fn files_that_are_pasted_are_asked_for_as_those_dropped() {
    let mut stage = on(Stand::talking());
    // Nobody has asked.
    pasted(&mut stage, Some(Pasted::Files(vec!["/tmp/a.pdf".into()])));
    assert!(!has(&stage, "dialog"));
    pastes(&mut stage);
    pasted(&mut stage, Some(Pasted::Files(vec!["/tmp/a.pdf".into()])));
    assert!(says(&stage, "Send a.pdf?"));
    press(&mut stage, "dialog:cancel");
    pastes(&mut stage);
    stage.play.open("!bill:cabinet.example");
    pasted(&mut stage, Some(Pasted::Files(vec!["/tmp/a.pdf".into()])));
    assert!(!has(&stage, "dialog"), "what was pasted in one room goes to no other");
}

/// Files that are let go of.
fn let_go(stage: &mut Stage<Stand>) -> Vec<PathBuf> {
    let wished = stage.play.wished().into_iter();
    let gone = wished.filter_map(|command| match command {
        Command::LetGoOfFile(path) => Some(path),
        _ => None,
    });
    gone.collect()
}

#[test]
fn a_picture_that_is_pasted_becomes_a_file_and_is_asked_for() {
    const FILE: &str = "/tmp/1/Pasted picture.png";
    let kept = |room: &str, file| Event::Kept {
        room: room.into(),
        file,
    };
    let mut stage = on(Stand::talking());
    let paste = |stage: &mut Stage<Stand>| {
        pastes(stage);
        stage.play.wished();
        pasted(stage, Some(Pasted::Picture(vec![1, 2, 3])));
        let wished = stage.play.wished();
        let keeps = |it: &Command| matches!(it, Command::KeepPicture { picture, .. } if *picture.0 == [1, 2, 3]);
        assert!(wished.iter().any(keeps), "{wished:?}");
    };
    paste(&mut stage);
    report(&mut stage, vec![kept(fixtures::RHYS, Ok(FILE.into()))]);
    assert!(says(&stage, "Send Pasted picture.png?"));
    press(&mut stage, "dialog:cancel");
    assert_eq!(let_go(&mut stage), [PathBuf::from(FILE)], "given up");
    paste(&mut stage);
    report(&mut stage, vec![kept(fixtures::RHYS, Ok(FILE.into()))]);
    stage.play.wished();
    press(&mut stage, "dialog:confirm");
    let (path, ticket, _) = sent(&mut stage);
    assert_eq!(path, FILE);
    report(&mut stage, vec![done(ticket)]);
    assert_eq!(let_go(&mut stage), [PathBuf::from(FILE)], "sent");
    // Too late, for a room that is left.
    paste(&mut stage);
    report(&mut stage, vec![kept("!bill:cabinet.example", Ok(FILE.into()))]);
    assert!(!has(&stage, "dialog"));
    assert_eq!(let_go(&mut stage), [PathBuf::from(FILE)]);
    paste(&mut stage);
    let why = Why::Failed(Failure::PictureUndrawn);
    report(&mut stage, vec![kept(fixtures::RHYS, Err(why))]);
    assert!(says(&stage, "The picture wasn't pasted"));
}

#[test]
fn text_is_pasted_where_one_writes() {
    use iced::futures::StreamExt;
    use iced_test::runtime::{Action, clipboard::Action as Clip, task::into_stream};
    let mut stage = on(Stand::talking());
    pastes(&mut stage);
    let task = stage.play.app.update(ui::Message::Desk(Desk::Pasted(None)));
    let mut actions = into_stream(task).expect("the clipboard is read");
    while let Some(action) = iced::futures::executor::block_on(actions.next()) {
        match action {
            Action::Clipboard(Clip::Read { channel, .. }) => drop(channel.send(Some("two\nlines".to_owned()))),
            Action::Output(message) => stage.play.say(message),
            _ => {}
        }
    }
    assert_eq!(stage.play.composer().text().trim_end(), "two\nlines");
}
