//! What is typed is never lost.

use iced::widget::operation;
use model::{Capability, Command, Event, Failure, Reason, RowKey, Ticket, Why};
use ui::screen::desk::conversation::composer::Mode;
use ui::screen::desk::conversation::{Message as Talk, composer};

use crate::fixtures::{self, RHYS, outside_reason};
use crate::hands::{on, press, refused, report, says, wish, writing};
use crate::stand::Stand;

fn sent(command: &Command) -> Option<Ticket> {
    match command {
        Command::Send { ticket, .. } => Some(*ticket),
        _ => None,
    }
}

fn drafts(wished: &[Command]) -> Vec<(&str, &str)> {
    fn draft(command: &Command) -> Option<(&str, &str)> {
        match command {
            Command::SaveDraft { room, text, .. } => Some((room.as_str(), text.as_str())),
            _ => None,
        }
    }
    wished.iter().filter_map(draft).collect()
}

#[test]
fn text_stays_until_the_session_has_it() {
    let mut stand = Stand::talking();
    stand.write("Good morning");
    stand.send();
    assert_eq!(stand.composer().text(), "Good morning");
    let ticket = stand.ticket(sent);
    stand.report(vec![Event::Done {
        ticket,
        room: None,
        file: None,
    }]);
    assert_eq!(stand.composer().text(), "");
    assert_eq!(drafts(&stand.wished()), [(RHYS, "")]);
}

#[test]
fn refusal_gives_the_text_back_with_the_reason() {
    let mut stand = Stand::talking();
    stand.write("Good morning");
    stand.send();
    let ticket = stand.ticket(sent);
    let why = Why::Policy(outside_reason());
    stand.report(vec![Event::Refused {
        ticket,
        why: why.clone(),
    }]);
    assert_eq!(stand.composer().text(), "Good morning");
    assert_eq!(stand.composer().why(), Some(&why));
    stand.write("Good morning all");
    assert_eq!(stand.composer().why(), None);
}

#[test]
fn words_typed_while_sending_stay() {
    let mut stand = Stand::talking();
    stand.write("One");
    stand.send();
    let ticket = stand.ticket(sent);
    stand.write("One and two");
    stand.report(vec![Event::Done {
        ticket,
        room: None,
        file: None,
    }]);
    assert_eq!(stand.composer().text(), "and two");
}

#[test]
fn one_message_is_sent_once() {
    let mut stand = Stand::talking();
    stand.write("Once");
    stand.send();
    stand.send();
    let sends = stand.wished().iter().filter(|command| sent(command).is_some()).count();
    assert_eq!(sends, 1);
}

#[test]
fn nothing_is_sent_of_nothing() {
    let mut stand = Stand::talking();
    stand.write("  \n ");
    stand.send();
    assert!(stand.wished().iter().all(|command| sent(command).is_none()));
}

#[test]
fn a_draft_is_kept_when_the_room_is_left_and_comes_back() {
    let mut stand = Stand::talking();
    stand.write("Half a thought");
    stand.open("!bill:cabinet.example");
    let wished = stand.wished();
    assert_eq!(drafts(&wished), [(RHYS, "Half a thought")]);
    stand.open(RHYS);
    stand.report(vec![Event::Draft {
        room: RHYS.into(),
        text: "Half a thought".to_owned(),
        mentions: Vec::new(),
    }]);
    assert_eq!(stand.composer().text(), "Half a thought");
}

#[test]
fn a_draft_never_overwrites_what_was_typed_since() {
    let mut stand = Stand::talking();
    stand.write("Newer");
    stand.report(vec![Event::Draft {
        room: RHYS.into(),
        text: "Older".to_owned(),
        mentions: Vec::new(),
    }]);
    assert_eq!(stand.composer().text(), "Newer");
}

#[test]
fn a_draft_is_kept_after_a_rest_and_only_the_last() {
    let mut stand = Stand::talking();
    stand.write("A");
    stand.write("AB");
    stand.talk(Talk::Composer(composer::Message::Rested(1)));
    assert_eq!(drafts(&stand.wished()), []);
    stand.talk(Talk::Composer(composer::Message::Rested(2)));
    assert_eq!(drafts(&stand.wished()), [(RHYS, "AB")]);
}

#[test]
fn a_message_refused_in_a_room_since_left_is_kept_as_its_draft() {
    let mut stand = Stand::talking();
    stand.write("Late");
    stand.send();
    stand.open("!bill:cabinet.example");
    let wished = stand.wished();
    assert_eq!(drafts(&wished), [(RHYS, "Late")]);
    let ticket = wished.iter().find_map(sent).expect("it was sent");
    stand.report(vec![Event::Refused {
        ticket,
        why: Why::Failed(Failure::Forbidden),
    }]);
    assert!(stand.desk_state().notice().is_some(), "the person is told");
    assert_eq!(drafts(&stand.wished()), [], "the draft stays");
}

#[test]
fn a_message_taken_over_in_a_room_since_left_leaves_no_draft() {
    let mut stand = Stand::talking();
    stand.write("Late");
    stand.send();
    stand.open("!bill:cabinet.example");
    let ticket = stand.ticket(sent);
    stand.report(vec![Event::Done {
        ticket,
        room: None,
        file: None,
    }]);
    assert_eq!(drafts(&stand.wished()), [(RHYS, "")]);
}

#[test]
fn up_changes_the_last_message_of_ones_own() {
    let mut stand = Stand::talking();
    stand.talk(Talk::Composer(composer::Message::Field(kit::composer::Event::EditLast)));
    let last = RowKey::from("m13");
    assert!(matches!(stand.composer().mode(), Mode::Edit { row, .. } if *row == last));
    assert_eq!(
        stand.composer().text(),
        "I'm on the train, so this may take a while to reach you."
    );
    stand.write("I'm on the bus.");
    stand.send();
    let wished = stand.wished();
    let draft = wished.iter().find_map(|command| match command {
        Command::Send { draft, .. } => Some(draft.clone()),
        _ => None,
    });
    assert_eq!(draft.expect("it was sent").edit, Some(last));
}

#[test]
fn escape_ends_a_change_and_gives_back_what_was_begun() {
    let mut stand = Stand::talking();
    stand.write("Begun");
    stand.talk(Talk::Edit("m7".into()));
    assert_eq!(stand.composer().text(), "The Minister can take the 16:00 slot.");
    stand.talk(Talk::Composer(composer::Message::Field(kit::composer::Event::Escape)));
    assert_eq!(*stand.composer().mode(), Mode::New);
    assert_eq!(stand.composer().text(), "Begun");
}

#[test]
fn a_reply_names_what_it_answers() {
    let mut stand = Stand::talking();
    stand.talk(Talk::Reply("m1".into()));
    assert!(matches!(stand.composer().mode(), Mode::Reply { whose, .. } if whose == "Rhys Morgan"));
    stand.write("Yes");
    stand.send();
    let expected = fixtures::rows().iter().find_map(|row| match &row.kind {
        model::RowKind::Message(said) if row.key.as_str() == "m1" => said.event.clone(),
        _ => None,
    });
    let answered = stand.wished().into_iter().find_map(|command| match command {
        Command::Send { draft, .. } => draft.reply_to,
        _ => None,
    });
    assert_eq!(answered, expected);
}

#[test]
fn what_looks_like_a_code_goes_out_when_somebody_means_it() {
    let refused = || {
        let mut stand = Stand::talking();
        stand.write("482913");
        stand.send();
        let ticket = stand.ticket(sent);
        stand.report(vec![refused(ticket, Failure::HoldsCode)]);
        on(stand)
    };
    let mut stage = refused();
    assert!(says(&stage, "Nobody honest will ever ask you for one"));
    // Enter again is a habit, and no answer.
    stage.play.send();
    assert!(matches!(wish(&mut stage), Command::Send { draft, .. } if !draft.anyway));
    let mut stage = refused();
    press(&mut stage, "composer:anyway");
    assert!(matches!(wish(&mut stage), Command::Send { draft, .. } if draft.anyway && draft.text == "482913"));
}

#[test]
fn what_asks_for_a_code_has_a_word_of_care_below_it() {
    let stage = on(Stand::talking());
    assert!(says(&stage, "Be careful: nobody honest asks for a code"));
}

fn allows(send: Capability) -> Event {
    let mut header = fixtures::header(RHYS, "Rhys Morgan");
    header.allows.send = send;
    Event::Header(header.into())
}

#[test]
fn who_writes_goes_on_writing_while_it_is_found_out_who_is_here() {
    let mut stage = writing();
    report(&mut stage, vec![allows(Capability::Refused(Reason::MembersUnknown))]);
    assert_eq!(stage.focus(), composer::ID);
    assert!(says(&stage, "Finding out who is in this room"));
    assert!(!says(&stage, "Will be read by"));
    stage.write("Good");
    report(&mut stage, vec![allows(Capability::Allowed)]);
    assert!(!says(&stage, "Finding out who is in this room"));
    stage.write(" morning");
    assert_eq!(stage.play.composer().text(), "Good morning");
}

#[test]
fn who_wrote_what_is_refused_goes_on_writing() {
    let mut stage = writing();
    stage.write("Good morning");
    press(&mut stage, "composer:send");
    stage.run(operation::focus::<()>(composer::ID));
    let ticket = stage.play.ticket(sent);
    report(&mut stage, vec![refused(ticket, Failure::Disk)]);
    assert!(says(&stage, "Your message wasn't sent"));
    assert_eq!(stage.focus(), composer::ID);
    stage.write(" all");
    assert_eq!(stage.play.composer().text(), "Good morning all");
}
