//! Commands, emoji, quoting, forwarding, and going to a day.

use model::{Command, Event, Failure, RoomChange, Rules};
use ui::screen::desk::conversation::Message as Talk;
use ui::screen::desk::{Key, Message as Desk};
use ui::{Language, Words};

use crate::fixtures::{NOW, RHYS};
use crate::hands::{done, fill, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

fn write(stage: &mut Stage<Stand>, text: &str) {
    fill(stage, "composer", text);
    stage.play.wished();
}

fn text(stage: &Stage<Stand>) -> String {
    stage.play.composer().text().trim_end().to_owned()
}

/// The message sent since the last look.
fn sent(stage: &mut Stage<Stand>) -> Option<model::Draft> {
    stage.play.wished().into_iter().find_map(|command| match command {
        Command::Send { draft, .. } => Some(draft),
        _ => None,
    })
}

#[test]
fn commands_are_offered_and_do_what_they_say() {
    let mut stage = on(Stand::talking());
    write(&mut stage, "/");
    for name in ["/me", "/plain", "/date", "/invite", "/topic", "/leave"] {
        assert!(has(&stage, &format!("completion:{name}")), "{name}");
    }
    write(&mut stage, "/t");
    assert!(!has(&stage, "completion:/me"));
    press(&mut stage, "completion:/topic");
    assert_eq!(text(&stage), "/topic");
    write(&mut stage, "/topic The harbour");
    stage.play.send();
    stage.redraw();
    assert_eq!(text(&stage), "", "nothing is sent");
    press(&mut stage, "dialog:confirm");
    let commands = stage.play.wished();
    let topic = commands.iter().find_map(|command| match command {
        Command::Change {
            ticket,
            change: RoomChange::Topic(topic),
            ..
        } => Some((*ticket, topic.clone())),
        _ => None,
    });
    let (ticket, topic) = topic.unwrap_or_else(|| panic!("{commands:?}"));
    assert_eq!(topic, "The harbour");
    report(&mut stage, vec![refused(ticket, Failure::Forbidden)]);
    assert_eq!(
        stage.node("dialog:first").text.unwrap().text,
        "The harbour",
        "it is not lost"
    );
}

#[test]
fn a_text_that_is_no_command_is_sent_only_when_that_is_meant() {
    let mut stage = on(Stand::talking());
    write(&mut stage, "/shrug well");
    stage.play.send();
    stage.redraw();
    assert!(sent(&mut stage).is_none());
    assert!(says(&stage, "There is no command /shrug"));
    press(&mut stage, "composer:as-is");
    let draft = sent(&mut stage).expect("sent");
    assert_eq!((&*draft.text, draft.plain), ("/shrug well", false));

    for (typed, text, plain) in [
        ("/me waves", "/me waves", false),
        ("/plain *stars*", "*stars*", true),
        ("//me is a command", "/me is a command", true),
        ("/etc/hosts is a file", "/etc/hosts is a file", false),
        ("/", "/", false),
        ("and /or", "and /or", false),
    ] {
        let mut stage = on(Stand::talking());
        write(&mut stage, typed);
        stage.play.send();
        let draft = sent(&mut stage).unwrap_or_else(|| panic!("{typed}"));
        assert_eq!((&*draft.text, draft.plain), (text, plain), "{typed}");
    }
}

#[test]
fn emoji_are_found_by_their_names_while_one_writes() {
    let mut stage = on(Stand::talking());
    for typed in ["10:30", "see: th", ":)", "https://a.example:80", ":t"] {
        write(&mut stage, typed);
        assert!(!has(&stage, "composer:completions"), "{typed}");
    }
    write(&mut stage, "well :thumbs");
    press(&mut stage, "completion:👍");
    assert_eq!(text(&stage), "well 👍");
    write(&mut stage, "done :tada:");
    assert_eq!(text(&stage), "done 🎉");
}

/// The list has what a newer Unicode knows and the typeface doesn't: nobody chooses what is a gap.
#[test]
fn each_emoji_offered_can_be_drawn() {
    use iced_test::renderer::graphics::text::{cosmic_text, font_system};
    use ui::screen::desk::dialog::emoji::Picking;
    kit::load_emoji();
    let mut system = font_system().write().unwrap();
    let system = system.raw();
    let metrics = cosmic_text::Metrics::new(16.0, 20.0);
    let family = cosmic_text::Attrs::new().family(cosmic_text::Family::Name("Noto Color Emoji"));
    let mut gaps = Vec::new();
    for group in 0..9 {
        let picking = Picking {
            group,
            ..Picking::default()
        };
        for emoji in picking.shown() {
            let mut line = cosmic_text::Buffer::new(system, metrics);
            line.set_text(system, emoji.as_str(), &family, cosmic_text::Shaping::Advanced, None);
            line.shape_until_scroll(system, false);
            if line
                .layout_runs()
                .any(|run| run.glyphs.iter().any(|glyph| glyph.glyph_id == 0))
            {
                gaps.push(emoji.as_str());
            }
        }
    }
    assert!(gaps.is_empty(), "{gaps:?}");
}

#[test]
fn an_emoji_is_chosen_by_name_or_group_and_remembered() {
    let mut stage = on(Stand::talking());
    write(&mut stage, "Well done ");
    press(&mut stage, "composer:emoji");
    fill(&mut stage, "emoji:search", "red heart");
    // Keys are written without what can't be seen.
    press(&mut stage, "emoji:grid:❤\\u{fe0f}");
    assert_eq!(text(&stage), "Well done ❤️");
    assert!(stage.play.desk_state().question().is_none());
    press(&mut stage, "composer:emoji");
    assert!(has(&stage, "emoji:recent:❤\\u{fe0f}"));
    assert!(has(&stage, "emoji:grid:😀"), "the first group");
    assert_eq!(stage.play.app.preferences().recent_emoji, ["❤️"]);
    fill(&mut stage, "emoji:search", "nothing is called so");
    assert!(says(&stage, "Nothing found") || says(&stage, "No "), "it says so");
}

#[test]
fn a_reaction_may_be_any_emoji() {
    let mut stage = on(Stand::talking());
    stage.play.talk(Talk::ChooseReaction("m1".into()));
    stage.redraw();
    stage.play.wished();
    assert!(has(&stage, "emoji:0"), "a few are at hand");
    fill(&mut stage, "emoji:search", "ferry");
    press(&mut stage, "emoji:grid:⛴\\u{fe0f}");
    let Command::React { key, .. } = wish(&mut stage) else {
        panic!("a reaction")
    };
    assert_eq!(key, "⛴️");
}

#[test]
fn what_somebody_said_is_quoted_in_an_answer_to_it() {
    let mut stage = on(Stand::talking());
    let row = first_text(&stage);
    stage.play.talk(Talk::Quote(row));
    stage.redraw();
    assert!(text(&stage).starts_with("> "), "{}", text(&stage));
    assert!(has(&stage, "composer:cancel"), "it is an answer");
}

/// The first message of somebody else that has words.
fn first_text(stage: &Stage<Stand>) -> model::RowKey {
    let rows = stage.play.conversation().rows();
    let row = rows.iter().find(|row| match &row.kind {
        model::RowKind::Message(said) => {
            !said.own && said.event.is_some() && matches!(said.body, model::Body::Text { .. })
        }
        _ => false,
    });
    row.expect("a message").key.clone()
}

#[test]
fn a_message_is_forwarded_once_it_is_known_where_it_goes() {
    let mut stage = on(Stand::talking());
    let row = first_text(&stage);
    let origin = "Rhys Morgan (House of Commons), Monday 2 November 2026, 15:04";
    stage.play.talk(Talk::Forward(row, origin.into()));
    stage.redraw();
    stage.play.wished();
    assert!(says(&stage, origin));
    assert!(!has(&stage, &format!("forward:{RHYS}")), "not where it is from");
    let target = stage
        .oracle
        .nodes()
        .iter()
        .find_map(|node| node.key.strip_prefix("forward:!").map(|room| format!("!{room}")))
        .expect("a room");
    press(&mut stage, &format!("forward:{target}"));
    assert!(stage.play.wished().is_empty(), "asked first");
    press(&mut stage, "dialog:confirm");
    let Command::Forward {
        ticket,
        to,
        origin: with,
        ..
    } = wish(&mut stage)
    else {
        panic!("a forward")
    };
    assert_eq!((to.as_str(), &*with), (&*target, origin));
    report(&mut stage, vec![refused(ticket, Failure::Unreachable)]);
    assert!(has(&stage, "forward:refused"));
    press(&mut stage, "dialog:confirm");
    let Command::Forward { ticket, .. } = wish(&mut stage) else {
        panic!("again")
    };
    let room = Some(target.as_str().into());
    report(
        &mut stage,
        vec![Event::Done {
            ticket,
            room,
            file: None,
        }],
    );
    assert_eq!(stage.play.conversation().room().as_str(), target, "it leads there");
}

#[test]
fn what_is_over_is_no_longer_to_be_forwarded() {
    let mut stage = on(Stand::talking());
    let row = first_text(&stage);
    let event = stage.play.conversation().said(&row).unwrap().event.clone().unwrap();
    stage.play.talk(Talk::Forward(row, "Rhys Morgan".into()));
    assert!(stage.play.desk_state().question().is_some());
    let over = Event::Expired {
        room: RHYS.into(),
        events: [event].into(),
    };
    report(&mut stage, vec![over]);
    assert!(stage.play.desk_state().question().is_none());
}

#[test]
fn what_may_not_be_copied_is_neither_quoted_nor_forwarded() {
    let mut rules = Rules::default();
    rules.window.copy = model::Capability::Refused(model::Reason::CopyingForbidden);
    let mut stage = on(Stand::talking_under(rules));
    let nodes = stage.oracle.nodes();
    let more = nodes.iter().find(|node| node.key.starts_with("more:"));
    press(&mut stage, &more.expect("a message").key.clone());
    for node in stage.oracle.nodes() {
        if ["Forward", "Quote"].contains(&node.name()) {
            assert!(node.semantics.locked, "{}", node.name());
        }
    }
}

#[test]
fn a_day_is_written_as_people_write_days() {
    let words = Words::new(Language::English).at(NOW);
    let day = |typed: &str| words.read_day(typed).map(|at| words.whole_day(at));
    for (typed, read) in [
        ("2/11/2026", "Monday 2 November 2026"),
        ("2026-10-31", "Saturday 31 October 2026"),
        ("31.10.26", "Saturday 31 October 2026"),
        (" 31/10 ", "Saturday 31 October 2026"),
        ("3/11", "Monday 3 November 2025"),
        ("29/2", "Thursday 29 February 2024"),
        ("1", "Sunday 1 November 2026"),
        ("31", "Saturday 31 October 2026"),
    ] {
        assert_eq!(day(typed).as_deref(), Some(read), "{typed}");
    }
    for none in [
        "",
        "3/11/2026",
        "32",
        "0",
        "30/2",
        "1/2/3/4",
        "x",
        "99999",
        "1/1/99999",
        "２",
    ] {
        assert_eq!(day(none), None, "{none}");
    }
    assert_eq!(
        words.days_ago(0).map(|at| words.whole_day(at)).as_deref(),
        Some("Monday 2 November 2026")
    );
}

#[test]
fn a_day_leads_to_its_first_message() {
    let mut stage = on(Stand::talking());
    stage.play.desk(Desk::Key(Key::Date));
    stage.redraw();
    stage.play.wished();
    fill(&mut stage, "dialog:first", "3/11/2026");
    assert!(says(&stage, "That is no day up to today."));
    fill(&mut stage, "dialog:first", "1/11");
    assert!(says(&stage, "Sunday 1 November 2026"));
    press(&mut stage, "dialog:confirm");
    let Command::FindDate { ticket, at, .. } = wish(&mut stage) else {
        panic!("a day")
    };
    assert_eq!(at % (24 * 60 * 60 * 1000), 0, "its beginning");
    report(&mut stage, vec![refused(ticket, Failure::NotFound)]);
    assert!(stage.play.desk_state().question().is_some());
    press(&mut stage, "date:7");
    let Command::FindDate { ticket, .. } = wish(&mut stage) else {
        panic!("a week ago")
    };
    let row = first_text(&stage);
    let event = stage.play.conversation().said(&row).unwrap().event.clone().unwrap();
    let dated = Event::Dated {
        room: RHYS.into(),
        event,
    };
    report(&mut stage, vec![dated, done(ticket)]);
    assert!(stage.play.desk_state().question().is_none());
    let row = stage.node(&format!("row:{row}"));
    assert_eq!(row.semantics.selected, Some(true), "it is the one");
}
