//! Where links lead is shown as policy has judged it.

use iced::Size;
use model::{Link, LinkVerdict, Reason};
use ui::screen::desk::dialog::{self, Question};
use ui::screen::desk::{Action, Message as Desk, State, conversation};
use ui::{Page, Wishes};

use crate::fixtures;
use crate::stage::Stage;
use crate::stand::Stand;

fn link(host: &str, verdict: LinkVerdict) -> Link {
    Link {
        url: format!("https://{host}/a").into(),
        host: host.into(),
        verdict,
    }
}

fn refused() -> LinkVerdict {
    LinkVerdict::Refused(Reason::ServerNotApproved {
        server: "outside.example".into(),
    })
}

/// What the desk asks of the program when this link is pressed.
fn followed(link: Link) -> (State, Action) {
    let mut desk = State::new(fixtures::me());
    let mut wishes = Wishes::new(None);
    drop(desk.open(fixtures::RHYS.into(), &mut wishes));
    let message = Desk::Conversation(conversation::Message::Link(link));
    let action = desk.update(message, &mut wishes);
    (desk, action)
}

fn shown(link: Link) -> Stage<Stand> {
    let mut stand = Stand::talking();
    stand.talk(conversation::Message::Link(link));
    Stage::sized(stand, Size::new(1280.0, 900.0))
}

fn text(stage: &Stage<Stand>) -> String {
    let nodes = stage.oracle.nodes();
    nodes.iter().map(|node| node.name()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_link_opens_at_once_only_where_policy_says_so() {
    let (desk, action) = followed(link("cabinet.example", LinkVerdict::Open));
    assert!(matches!(action, Action::OpenLink(url) if &*url == "https://cabinet.example/a"));
    assert!(desk.question().is_none());
    for verdict in [fixtures::ask(None), fixtures::ask(Some("cabinet.example")), refused()] {
        let (desk, action) = followed(link("outside.example", verdict));
        assert!(!matches!(action, Action::OpenLink(_)));
        assert!(matches!(desk.question(), Some(Question::Link(_))));
    }
}

#[test]
fn the_question_shows_the_real_host_and_its_letters() {
    let verdict = LinkVerdict::Ask {
        letters: Some("cabinét.example".into()),
        lookalike_of: None,
    };
    let stage = shown(link("xn--cabint-dva.example", verdict));
    let said = text(&stage);
    assert!(
        said.contains("xn--cabint-dva.example") && said.contains("cabinét.example"),
        "{said}"
    );
    for button in ["Open in browser", "Copy", "Cancel"] {
        assert!(said.contains(button), "{button}: {said}");
    }
}

#[test]
fn a_lookalike_is_called_out_by_what_it_is_not() {
    let stage = shown(link(
        "cabinet.example.evil.example",
        fixtures::ask(Some("cabinet.example")),
    ));
    let alert = stage.node("link:lookalike");
    assert!(alert.name().contains("This is not cabinet.example"), "{alert:#?}");
    assert!(alert.name().contains("cabinet.example.evil.example"), "{alert:#?}");
}

#[test]
fn a_link_that_policy_refuses_cannot_be_opened_and_leads_to_the_rule() {
    let mut stage = shown(link("outside.example", refused()));
    let open = stage.node("dialog:confirm");
    assert!(open.semantics.locked && open.focusable, "{open:#?}");
    stage.play.desk(Desk::Dialog(dialog::Message::Confirm));
    assert!(
        stage.play.desk_state().question().is_some(),
        "Enter opens nothing either"
    );
    let way = stage.node("rule:dialog:confirm").id;
    stage.oracle.click(way);
    stage.redraw();
    assert_eq!(stage.play.app.page(), Some(Page::Rules { from_settings: false }));
    assert!(stage.play.desk_state().question().is_some(), "the question waits");
}

#[test]
fn an_address_is_not_copied_where_words_are_not() {
    let mut stand = Stand::talking_under(fixtures::locked());
    stand.talk(conversation::Message::Link(link(
        "outside.example",
        fixtures::ask(None),
    )));
    let stage = Stage::sized(stand, Size::new(1280.0, 900.0));
    let copy = stage.node("dialog:copy");
    assert!(copy.semantics.locked && copy.focusable, "{copy:#?}");
}

#[test]
fn an_address_can_be_copied_without_being_opened() {
    let (mut desk, _) = followed(link("outside.example", refused()));
    let action = desk.update(Desk::Dialog(dialog::Message::Copy), &mut Wishes::new(None));
    assert!(matches!(action, Action::Copy(url) if &*url == "https://outside.example/a"));
}

#[test]
fn a_link_to_a_message_is_copied_from_its_menu() {
    let mut stage = crate::hands::on(Stand::talking());
    crate::hands::press(&mut stage, "more:m11");
    assert!(text(&stage).contains("Copy link"));
    stage.key(iced::keyboard::key::Named::Escape);
    stage.play.talk(conversation::Message::CopyLink("$event".into()));
    let ticket = match crate::hands::wish(&mut stage) {
        model::Command::LinkTo { ticket, event, .. } => {
            assert_eq!(event.as_str(), "$event");
            ticket
        }
        other => panic!("{other:?}"),
    };
    crate::hands::report(
        &mut stage,
        vec![model::Event::Link("https://matrix.to/#/!a:b/$event".into())],
    );
    crate::hands::report(&mut stage, vec![crate::hands::done(ticket)]);
    assert!(text(&stage).contains("The link was copied"));
}
