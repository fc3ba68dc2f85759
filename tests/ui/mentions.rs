//! Calling somebody by name: `@` and letters, a list, and what is sent.

use iced::keyboard::key::Named;
use model::{
    Block, Body, Capability, Command, Draft, Event, Member, MemberAllows, Membership, Mention, Mentioned, Person, Role,
    Span,
};
use ui::screen::desk::conversation::Message as Talk;
use ui::screen::trust::Place;
use ui::{Language, Page};

use crate::fixtures::{self, RHYS, person};
use crate::hands::{done, has, on, press, report, room, says, writing};
use crate::stage::Stage;
use crate::stand::Stand;

fn members() -> Event {
    let member = |person: Person, membership| Member {
        person,
        membership,
        role: Role::Member,
        reason: None,
        allows: MemberAllows::default(),
        verified: false,
    };
    let commons = Some("House of Commons");
    Event::Members {
        room: RHYS.into(),
        people: [
            member(fixtures::me().person, Membership::Joined),
            member(person("Nia Evans", commons), Membership::Joined),
            member(person("Rhiannon Ó Súilleabháin", commons), Membership::Joined),
            member(fixtures::rhys(), Membership::Joined),
            member(person("Rhona Outside", None), Membership::Invited),
            member(person("Rhonwen Knocking", commons), Membership::Knocking),
        ]
        .into(),
    }
}

/// The same, where these letters were typed and the session has said who is here.
fn typed(letters: &str) -> Stage<Stand> {
    let mut stage = writing();
    stage.write(letters);
    report(&mut stage, vec![members()]);
    stage
}

fn offered(stage: &Stage<Stand>) -> Vec<String> {
    let nodes = stage.oracle.nodes();
    let lines = nodes.iter().filter(|node| node.key.starts_with("mention:"));
    lines.map(|node| node.name().to_owned()).collect()
}

fn sent(stage: &mut Stage<Stand>) -> Draft {
    let wished = stage.play.wished();
    let sent = wished.into_iter().find_map(|command| match command {
        Command::Send { draft, .. } => Some(draft),
        _ => None,
    });
    sent.expect("it was sent")
}

fn rhys() -> Mention {
    Mention {
        words: "@Rhys Morgan".into(),
        whom: Mentioned::Person(fixtures::rhys()),
    }
}

#[test]
fn who_is_here_is_asked_once_and_only_while_a_name_is_written() {
    let asks = |stage: &mut Stage<Stand>| {
        let wished = stage.play.wished();
        let asks = wished.iter().filter(|it| matches!(it, Command::ListMembers(_)));
        asks.count()
    };
    let mut stage = writing();
    stage.write("Write to clerk@parliament today");
    assert_eq!(asks(&mut stage), 0, "that is an address");
    stage.write(" @");
    assert_eq!(asks(&mut stage), 1);
    stage.write("rhy");
    assert_eq!(asks(&mut stage), 0, "the answer stands");
    report(&mut stage, vec![members()]);
    assert_eq!(offered(&stage), ["Rhys Morgan, House of Commons"]);
}

#[test]
fn those_who_wrote_last_come_first_and_accents_need_not_be_typed() {
    let stage = typed("@");
    assert_eq!(
        offered(&stage),
        [
            "Rhys Morgan, House of Commons",
            "Nia Evans, House of Commons",
            "Rhiannon Ó Súilleabháin, House of Commons",
            "Rhona Outside, From outside: outside.example",
            "Everybody here"
        ],
        "without oneself, and without who is not in the room"
    );
    for letters in ["@o sui", "@Ó SÚI", "@SUILLE", "@rhian"] {
        let found = offered(&typed(letters));
        assert_eq!(found, ["Rhiannon Ó Súilleabháin, House of Commons"], "{letters}");
    }
    assert_eq!(
        offered(&typed("@organ")),
        [] as [&str; 0],
        "a name begins so, or nobody is meant"
    );
}

#[test]
fn the_keyboard_chooses_and_the_message_calls() {
    let mut stage = typed("Ask @rh");
    let list = stage.node("composer:mentions");
    assert_eq!(list.name(), "Who do you mean?");
    assert!(says(&stage, "Rhys Morgan, House of Commons, 1 of 3"));
    stage.key(Named::ArrowDown);
    assert!(
        says(&stage, "Rhiannon Ó Súilleabháin, House of Commons, 2 of 3"),
        "it is heard"
    );
    stage.key(Named::ArrowUp);
    stage.key(Named::ArrowUp);
    assert!(says(&stage, "3 of 3"), "after the first comes the last");
    stage.key(Named::ArrowDown);
    stage.key(Named::Enter);
    assert_eq!(stage.play.composer().text(), "Ask @Rhys Morgan ");
    assert!(!has(&stage, "composer:mentions"));
    assert_eq!(stage.focus(), "composer");
    stage.key(Named::Backspace);
    assert!(!has(&stage, "composer:mentions"), "nor does it open again");
    stage.write(" please");
    assert!(!has(&stage, "composer:mentions"), "that name is at its end");
    stage.key(Named::Enter);
    let draft = sent(&mut stage);
    assert_eq!(draft.text, "Ask @Rhys Morgan please");
    assert_eq!(draft.mentions, [rhys()]);
}

#[test]
fn the_line_chosen_stays_while_the_name_grows_and_only_if_somebody_went_there() {
    let mut stage = typed("@r");
    stage.key(Named::ArrowDown);
    stage.write("h");
    assert!(says(&stage, "Rhiannon Ó Súilleabháin, House of Commons, 2 of 3"));
    let mut stage = typed("@room");
    for _ in 0..3 {
        stage.key(Named::Backspace);
    }
    assert!(
        says(&stage, "Rhys Morgan, House of Commons, 1 of"),
        "not everybody, who was alone before"
    );
}

#[test]
fn tab_and_the_mouse_choose_too_and_the_caret_stays_where_it_was() {
    let mut stage = typed("@nia");
    stage.key(Named::Tab);
    assert_eq!(stage.play.composer().text(), "@Nia Evans ");
    assert_eq!(stage.focus(), "composer");
    stage.write("and @rhy");
    press(&mut stage, "mention:@rhys.morgan:parliament.example");
    assert_eq!(stage.play.composer().text(), "@Nia Evans and @Rhys Morgan ");

    let mut stage = writing();
    stage.write("for you");
    stage.key(Named::Home);
    stage.write("@rhy");
    report(&mut stage, vec![members()]);
    stage.key(Named::Enter);
    stage.write("this is ");
    assert_eq!(stage.play.composer().text(), "@Rhys Morgan this is for you");
}

#[test]
fn escape_closes_the_list_and_nothing_else() {
    let mut stage = typed("@rhy");
    stage.key(Named::Escape);
    assert!(!has(&stage, "composer:mentions"));
    stage.write("s");
    assert!(!has(&stage, "composer:mentions"), "it stays closed for this name");
    stage.key(Named::Enter);
    let draft = sent(&mut stage);
    assert_eq!((&*draft.text, &*draft.mentions), ("@rhys", &[][..]));
    let mut stage = typed("@rhy");
    stage.key(Named::Escape);
    stage.write(" or @n");
    assert_eq!(offered(&stage), ["Nia Evans, House of Commons"], "another name");
}

#[test]
fn what_is_sent_closes_the_list() {
    let mut stage = typed("@rhy");
    stage.play.send();
    let ticket = stage.play.ticket(|command| match command {
        Command::Send { ticket, .. } => Some(*ticket),
        _ => None,
    });
    report(&mut stage, vec![done(ticket)]);
    assert!(!has(&stage, "composer:mentions"));
}

#[test]
fn who_is_no_longer_named_is_not_called() {
    let mut stage = typed("@rhy");
    stage.key(Named::Enter);
    stage.play.write("On second thoughts, nobody");
    stage.play.send();
    assert_eq!(sent(&mut stage).mentions, []);
}

#[test]
fn everybody_is_offered_where_the_room_lets_one_call_them() {
    let mut stage = typed("@roo");
    assert_eq!(offered(&stage), ["Everybody here"]);
    stage.key(Named::Enter);
    stage.play.send();
    let draft = sent(&mut stage);
    assert_eq!(draft.text, "@room");
    assert_eq!(draft.mentions[0].whom, Mentioned::Everybody);

    let mut stage = typed("");
    let mut header = fixtures::header(RHYS, "Rhys Morgan");
    header.allows.call_all = Capability::Absent;
    report(&mut stage, vec![Event::Header(header.into())]);
    stage.write("@roo");
    assert_eq!(offered(&stage), [] as [&str; 0]);
}

#[test]
fn it_speaks_welsh() {
    let mut stand = Stand::in_language(Language::Welsh);
    stand.report(fixtures::signed_in());
    stand.open(RHYS);
    stand.report(fixtures::opened(RHYS, "Rhys Morgan"));
    let mut stage = on(stand);
    stage.play.write("@");
    report(&mut stage, vec![members()]);
    assert_eq!(stage.node("composer:mentions").name(), "Pwy sydd gennych mewn golwg?");
    assert!(says(&stage, "Rhys Morgan, House of Commons, 1 o 5"));
    assert_eq!(offered(&stage).last().map(String::as_str), Some("Pawb yma"));
}

#[test]
fn a_text_begun_keeps_whom_it_calls() {
    let mut stage = typed("@rhy");
    stage.key(Named::Enter);
    stage.play.wished();
    stage.play.open("!bill:cabinet.example");
    let kept = stage.play.wished().into_iter().find_map(|command| match command {
        Command::SaveDraft { text, mentions, .. } => Some((text, mentions)),
        _ => None,
    });
    let (text, mentions) = kept.expect("it was kept");
    assert_eq!((&*text, &*mentions), ("@Rhys Morgan ", &[rhys()][..]));
    stage.play.open(RHYS);
    stage.play.report(fixtures::opened(RHYS, "Rhys Morgan"));
    let room = RHYS.into();
    stage.play.report(vec![Event::Draft { room, text, mentions }]);
    stage.play.send();
    assert_eq!(sent(&mut stage).mentions, [rhys()]);
}

#[test]
fn a_name_in_a_message_leads_to_the_persons_page_and_a_change_keeps_the_call() {
    let mut rows = fixtures::rows();
    let call = Span {
        text: "@Rhys Morgan".into(),
        mention: Some(rhys().whom),
        ..Span::default()
    };
    let body = Body::Text {
        blocks: [Block::Paragraph(vec![call, fixtures::span(" please look")])].into(),
        plain: "@Rhys Morgan please look".into(),
        emote: false,
    };
    let said = fixtures::said(fixtures::me().person, fixtures::NOW, body);
    rows.push(fixtures::row("called", said));
    let mut stage = room(rows);
    let link = stage
        .oracle
        .nodes()
        .into_iter()
        .find(|node| node.name() == "@Rhys Morgan");
    let link = link.expect("the name is a link");
    stage.oracle.click(link.id);
    stage.redraw();
    let place = Place::Person;
    let from_settings = false;
    assert_eq!(stage.play.app.page(), Some(Page::Trust { place, from_settings }));

    stage.play.talk(Talk::Edit("called".into()));
    stage.play.write("@Rhys Morgan please look again");
    stage.play.send();
    let draft = sent(&mut stage);
    assert_eq!(draft.mentions, [rhys()]);
    assert!(draft.edit.is_some());
}
