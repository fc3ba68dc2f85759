//! Threads in the window: at their first messages, by themselves beside the conversation, and listed.

use iced::Size;
use model::{Command, Event, Failure, Notice, Paging, RoomSummary, ThreadWish};
use ui::News;
use ui::screen::desk::conversation::{Message as Talk, composer};
use ui::screen::desk::{Key, Message as Desk};

use crate::fixtures::threads::{excerpt, in_room, lines, listed, opened, root, within};
use crate::fixtures::{self, RHYS, rhys};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

/// The conversation with Rhys, in which a thread begins.
fn talking() -> Stage<Stand> {
    let mut stage = on(Stand::talking());
    report(&mut stage, in_room());
    stage.play.wished();
    stage
}

/// With that thread open.
fn threaded() -> Stage<Stand> {
    let mut stage = talking();
    press(&mut stage, "thread:question");
    report(&mut stage, opened());
    stage.play.wished();
    stage
}

fn in_thread(stage: &mut Stage<Stand>, message: Talk) {
    stage.play.desk(Desk::Thread(message));
    stage.redraw();
}

fn wished_within(stage: &mut Stage<Stand>) -> Command {
    within(wish(stage))
}

#[test]
fn a_message_says_what_its_thread_comes_to_and_leads_there() {
    let mut stage = talking();
    let said = stage.node("row:question").name().to_owned();
    for words in [
        "3 replies in thread",
        "2 unread messages",
        "The second clause, then the annex.",
    ] {
        assert!(said.contains(words), "{said}");
    }
    press(&mut stage, "thread:question");
    let asked = wish(&mut stage);
    let Command::Thread(ThreadWish::Open { room, root: of }) = asked else {
        panic!("{asked:?}")
    };
    assert_eq!((room.as_str(), of), (RHYS, root()));
    assert!(has(&stage, "thread") && has(&stage, "conversation"), "both are there");
    report(&mut stage, opened());
    assert!(says(&stage, "The Whips would rather see the second."));
    assert!(has(&stage, "thread:composer"));
    assert!(
        !has(&stage, "thread:first"),
        "what stands below is not counted above it"
    );
    assert_eq!(stage.play.conversation().rows().len(), fixtures::rows().len() + 1);

    stage.play.wished();
    press(&mut stage, "thread:close");
    assert!(matches!(
        stage.play.wished().last(),
        Some(Command::Thread(ThreadWish::Close))
    ));
    assert!(!has(&stage, "thread") && has(&stage, "conversation"));
}

#[test]
fn one_answers_in_a_thread_from_the_menu_and_writes_there() {
    let mut stage = talking();
    press(&mut stage, "more:question");
    assert!(says(&stage, "Reply in thread"));
    stage.key(iced::keyboard::key::Named::Escape);
    stage.play.talk(Talk::OpenThread(root(), true));
    report(&mut stage, opened());
    stage.play.wished();
    // In a thread, none begins.
    press(&mut stage, "more:a2");
    assert!(says(&stage, "Reply") && !says(&stage, "Reply in thread"));
    stage.key(iced::keyboard::key::Named::Escape);

    fill(&mut stage, "thread:composer", "Then the second it is.");
    let typing = wished_within(&mut stage);
    assert!(matches!(typing, Command::Typing { active: true, .. }));
    press(&mut stage, "thread:composer:send");
    let sent = stage.play.wished().into_iter().map(within);
    let sent = sent.filter_map(|command| match command {
        Command::Send { ticket, room, draft } => Some((ticket, room, draft.text)),
        _ => None,
    });
    let [(ticket, room, text)] = sent.collect::<Vec<_>>().try_into().unwrap();
    assert_eq!((room.as_str(), &*text), (RHYS, "Then the second it is."));
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    assert!(has(&stage, "thread:composer:refused") && !has(&stage, "composer:refused"));
    assert!(stage.play.composer().is_blank(), "nothing was written in the room");
    press(&mut stage, "thread:composer:send");
    let again = stage.play.ticket(|command| match command {
        Command::Thread(ThreadWish::Within { wish, .. }) => match **wish {
            Command::Send { ticket, .. } => Some(ticket),
            _ => None,
        },
        _ => None,
    });
    report(&mut stage, vec![done(again)]);
    let thread = stage.play.desk_state().thread_open().unwrap();
    assert!(thread.composer.is_blank());
}

#[test]
fn what_is_done_to_an_answer_is_wished_of_its_thread() {
    let mut stage = threaded();
    in_thread(&mut stage, Talk::React("a2".into(), "👍".into()));
    assert!(matches!(wished_within(&mut stage), Command::React { .. }));
    in_thread(&mut stage, Talk::Delete("a1".into()));
    press(&mut stage, "dialog:confirm");
    assert!(matches!(wished_within(&mut stage), Command::Redact { row, .. } if row.as_str() == "a1"));
    in_thread(&mut stage, Talk::Decide("first".into(), true));
    fill(&mut stage, "dialog:first", "The second clause first");
    press(&mut stage, "dialog:confirm");
    assert!(matches!(
        wished_within(&mut stage),
        Command::MarkDecision { thread: true, .. }
    ));
    stage.key(iced::keyboard::key::Named::Escape);
    in_thread(
        &mut stage,
        Talk::Composer(composer::Message::Field(kit::composer::Event::Replace("on".into()))),
    );
    stage.play.wished();
    // Another room: what was begun here is kept here.
    stage.play.open("!minister:cabinet.example");
    let kept = stage.play.wished();
    let draft = kept.iter().find_map(|command| match command {
        Command::Thread(ThreadWish::Within { wish, .. }) => match &**wish {
            Command::SaveDraft { text, .. } => Some(text.clone()),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(draft.as_deref(), Some("on"));
    assert!(stage.play.desk_state().thread_open().is_none());
}

#[test]
fn the_threads_of_a_room_are_listed_and_lead_there() {
    let mut stage = talking();
    press(&mut stage, "conversation:threads");
    assert!(matches!(wish(&mut stage), Command::Thread(ThreadWish::List(room)) if room.as_str() == RHYS));
    report(&mut stage, vec![listed(Vec::new(), Paging::Loading)]);
    assert!(says(&stage, "Loading threads"));
    report(&mut stage, vec![listed(Vec::new(), Paging::Failed)]);
    assert!(says(&stage, "Threads couldn't be loaded."));
    press(&mut stage, "threads:more");
    assert!(matches!(wish(&mut stage), Command::Thread(ThreadWish::ListFurther)));
    report(&mut stage, vec![listed(Vec::new(), Paging::Complete)]);
    assert!(says(&stage, "No threads here yet") && !has(&stage, "threads:read"));
    report(&mut stage, vec![listed(lines(), Paging::Idle)]);
    let line = stage.node("threads:$question").name().to_owned();
    for words in ["Which clause do we take first?", "3 replies", "2 unread messages"] {
        assert!(line.contains(words), "{line}");
    }
    assert!(stage.node("threads:$lunch").name().contains("Draft"));
    assert!(
        stage
            .node("threads:$gone")
            .name()
            .contains("The first message can't be shown")
    );

    press(&mut stage, "threads:read");
    let ticket = stage.play.ticket(|command| match command {
        Command::Thread(ThreadWish::MarkRead { ticket, .. }) => Some(*ticket),
        _ => None,
    });
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(says(&stage, "The threads weren't marked as read"));
    press(&mut stage, "notice:close");

    press(&mut stage, "threads:$question");
    report(&mut stage, opened());
    assert!(has(&stage, "thread") && !has(&stage, "threads:list"));
    press(&mut stage, "thread:close");
    assert!(has(&stage, "threads:list"), "back to where one came from");
    stage.play.desk(Desk::Key(Key::Escape));
    stage.redraw();
    assert!(!has(&stage, "threads:list"));
    assert!(matches!(
        stage.play.wished().last(),
        Some(Command::Thread(ThreadWish::Unlist))
    ));
}

#[test]
fn in_one_column_a_thread_stands_in_place_of_its_room() {
    let mut stage = Stage::sized(Stand::talking(), Size::new(480.0, 800.0));
    report(&mut stage, in_room());
    stage.play.talk(Talk::OpenThread(root(), true));
    report(&mut stage, opened());
    assert!(has(&stage, "thread") && !has(&stage, "conversation"));
    assert_eq!(stage.node("thread:close").name(), "Close thread");
    press(&mut stage, "thread:close");
    assert!(!has(&stage, "thread") && has(&stage, "conversation"));
}

#[test]
fn what_is_unread_in_threads_is_at_their_button() {
    let mut stage = talking();
    assert_eq!(stage.node("conversation:threads").name(), "Threads");
    let line = RoomSummary {
        unread: 2,
        in_threads: 2,
        ..fixtures::summary(RHYS, "Rhys Morgan")
    };
    report(
        &mut stage,
        vec![Event::Rooms(vec![model::Patch::Reset(vec![line.into()])])],
    );
    assert_eq!(stage.node("conversation:threads").name(), "Threads, 2 unread messages");
    let line = stage.node(&format!("room:{RHYS}")).name().to_owned();
    assert!(line.contains("2 unread messages, 2 of them in threads"), "{line}");
}

#[test]
fn a_message_found_in_a_thread_is_shown_there() {
    let mut stage = talking();
    stage.play.talk(Talk::Show("$event-in-thread".into()));
    let Command::Reveal { ticket, event, .. } = wish(&mut stage) else {
        panic!("another wish")
    };
    let led = Event::LeadsToThread {
        room: RHYS.into(),
        root: root(),
        event,
    };
    report(&mut stage, vec![led, done(ticket)]);
    let wished = stage.play.wished();
    assert!(
        matches!(wished[0], Command::Thread(ThreadWish::Open { .. })),
        "{wished:?}"
    );
    let sought = wished.into_iter().nth(1).map(within);
    assert!(matches!(sought, Some(Command::Reveal { event, .. }) if event.as_str() == "$event-in-thread"));
}

#[test]
fn an_announcement_of_an_answer_leads_into_its_thread() {
    let mut stage = on(Stand::signed_in());
    report(
        &mut stage,
        vec![Event::Notice(Notice {
            room: RHYS.into(),
            thread: Some(root()),
            name: "Rhys Morgan".into(),
            direct: true,
            sender: Some(rhys()),
            text: None,
            count: 1,
            calls: false,
            sound: false,
        })],
    );
    stage.play.news(News::Clicked(RHYS.to_owned()));
    let opened = stage.play.wished();
    assert!(
        opened
            .iter()
            .any(|command| matches!(command, Command::Thread(ThreadWish::Open { root: of, .. }) if *of == root())),
        "{opened:?}"
    );
}

#[test]
fn what_was_deleted_goes_from_the_thread_and_from_the_list() {
    let mut stage = talking();
    press(&mut stage, "conversation:threads");
    report(&mut stage, vec![listed(lines(), Paging::Complete)]);
    let said = excerpt(rhys(), 2, "").line;
    assert!(said.is_empty());
    assert!(says(&stage, "The second clause, then the annex."));
    stage.play.wished();
    let events = vec![root()].into();
    report(
        &mut stage,
        vec![Event::Expired {
            room: RHYS.into(),
            events,
        }],
    );
    let line = stage.node("threads:$question").name().to_owned();
    assert!(!line.contains("clause"), "{line}");
    assert!(matches!(wish(&mut stage), Command::Thread(ThreadWish::List(_))));
}
