//! Messages that can't be read: each cause has its sentence and one button, and the room says how many there are.

use std::sync::Arc;

use model::{Body, Command, Event, Failure, KeyStorage, Patch, Row, Trust, Undecryptable};
use ui::screen::desk::conversation::composer::Mode;
use ui::screen::trust::{Message as OfTrust, Place, setup};
use ui::{Language, Message, Page, Words};

use crate::fixtures::{self, RHYS, confirmed, shut, unconfirmed};
use crate::hands::{change, has, on, press, refused, report, says, wish};
use crate::stage::Stage;
use crate::stand::Stand;

/// The conversation with all of them.
fn room(trust: Trust) -> Stage<Stand> {
    let mut stand = Stand::talking();
    stand.report(vec![Event::Trust(trust)]);
    stand.say(Message::Trust(OfTrust::Setup(setup::Message::Back)));
    stand.report(fixtures::unreadable());
    on(stand)
}

/// With this one alone, so that it is on show.
fn alone(cause: Undecryptable, trust: Trust, own: bool) -> Stage<Stand> {
    let mut stage = room(trust);
    let sender = if own { fixtures::me().person } else { fixtures::rhys() };
    rows(
        &mut stage,
        vec![shut(cause, fixtures::said(sender, fixtures::NOW, Body::Redacted))],
    );
    // That it was read, and that there may be older ones.
    stage.play.wished();
    stage
}

fn rows(stage: &mut Stage<Stand>, rows: Vec<Arc<Row>>) {
    change(stage, Patch::Reset(rows));
}

fn help(cause: Undecryptable) -> String {
    format!("help:{}", cause.code())
}

/// What the button of a message is called.
fn label(stage: &Stage<Stand>, cause: Undecryptable) -> String {
    stage.node(&help(cause)).name().to_owned()
}

fn event(cause: Undecryptable) -> model::EventId {
    let said = fixtures::said(fixtures::rhys(), fixtures::NOW, Body::Undecryptable(cause));
    said.event.unwrap()
}

const WELL: Trust = Trust {
    confirmed: Some(true),
    secrets: true,
    storage: KeyStorage::On,
    others: true,
};

#[test]
fn each_cause_has_its_sentence_and_one_button() {
    let words = Words::new(Language::English);
    for cause in Undecryptable::ALL {
        let stage = alone(cause, unconfirmed(), false);
        assert!(
            says(&stage, &ui::screen::desk::conversation::undecryptable(cause, &words)),
            "{cause:?}"
        );
        let nodes = stage.oracle.nodes();
        let buttons = nodes.iter().filter(|node| node.key.starts_with("help:")).count();
        assert_eq!(buttons, 1, "{cause:?}");
        assert!(
            stage.oracle.faults().is_empty(),
            "{cause:?}: {:?}",
            stage.oracle.faults()
        );
    }
}

#[test]
fn a_message_that_waits_is_looked_for_again() {
    let mut stage = alone(Undecryptable::Waiting, WELL, false);
    assert_eq!(label(&stage, Undecryptable::Waiting), "Look again");
    press(&mut stage, &help(Undecryptable::Waiting));
    let Command::LookAgain { ticket, room, row } = wish(&mut stage) else {
        panic!("another wish")
    };
    assert_eq!((room.as_str(), row.as_str()), (RHYS, "waiting"));
    report(&mut stage, vec![refused(ticket, Failure::KeyMissing)]);
    assert!(says(&stage, "The message still can't be read"));
    assert!(says(&stage, "it isn't in your key storage"));
}

#[test]
fn what_this_device_lacks_leads_to_the_page_that_mends_it() {
    for (cause, trust, name) in [
        (Undecryptable::Locked, unconfirmed(), "Confirm this device"),
        (Undecryptable::WithheldUnconfirmed, unconfirmed(), "Confirm this device"),
        (
            Undecryptable::NotStored,
            confirmed(KeyStorage::Off),
            "Go to key storage",
        ),
        (
            Undecryptable::NotStored,
            confirmed(KeyStorage::Incomplete),
            "Go to key storage",
        ),
    ] {
        let mut stage = alone(cause, trust, false);
        assert_eq!(label(&stage, cause), name, "{cause:?}");
        press(&mut stage, &help(cause));
        let page = Page::Trust {
            place: Place::Setup,
            from_settings: false,
        };
        assert_eq!(stage.play.app.page(), Some(page), "{cause:?}");
        assert!(stage.play.wished().is_empty(), "nothing is sent by itself");
    }
}

/// A button that leads to a page on which all is well would be none.
#[test]
fn once_that_is_mended_the_button_is_another() {
    assert_eq!(
        label(&alone(Undecryptable::Locked, WELL, false), Undecryptable::Locked),
        "Look again"
    );
    let stage = alone(Undecryptable::NotStored, WELL, false);
    assert_eq!(label(&stage, Undecryptable::NotStored), "Look again");
    let withheld = Undecryptable::WithheldUnconfirmed;
    assert_eq!(
        label(&alone(withheld, WELL, false), withheld),
        "Ask them to send it again"
    );
}

#[test]
fn what_only_the_sender_can_mend_is_asked_for_and_not_sent() {
    for cause in [
        Undecryptable::BeforeJoin,
        Undecryptable::UnconfirmedDevice,
        Undecryptable::UnknownDevice,
        Undecryptable::Withheld,
    ] {
        let mut stage = alone(cause, WELL, false);
        assert_eq!(label(&stage, cause), "Ask them to send it again");
        press(&mut stage, &help(cause));
        assert!(stage.play.wished().is_empty(), "{cause:?}: it is the person's to send");
        let composer = stage.play.composer();
        assert!(composer.text().contains("Could you send it again?"), "{cause:?}");
        assert!(matches!(composer.mode(), Mode::Reply { event: to, .. } if *to == event(cause)));
        stage.play.send();
        let Command::Send { draft, .. } = wish(&mut stage) else {
            panic!("another wish")
        };
        assert_eq!(draft.reply_to, Some(event(cause)));
    }
}

#[test]
fn a_text_begun_is_never_overwritten() {
    let mut stage = alone(Undecryptable::Withheld, WELL, false);
    stage.play.write("Half a thought");
    stage.play.wished();
    press(&mut stage, &help(Undecryptable::Withheld));
    let composer = stage.play.composer();
    assert_eq!(composer.text(), "Half a thought");
    assert!(matches!(composer.mode(), Mode::Reply { .. }));
}

#[test]
fn words_put_in_are_kept_when_the_room_is_left() {
    let mut stage = alone(Undecryptable::Withheld, WELL, false);
    press(&mut stage, &help(Undecryptable::Withheld));
    stage.play.open("!bill:cabinet.example");
    let kept = stage.play.wished().into_iter().find_map(|wish| match wish {
        Command::SaveDraft { text, .. } => Some(text),
        _ => None,
    });
    assert!(kept.is_some_and(|text| text.contains("Could you send it again?")));
}

#[test]
fn a_changed_identity_leads_to_its_persons_page() {
    let mut stage = alone(Undecryptable::IdentityChanged, WELL, false);
    assert_eq!(label(&stage, Undecryptable::IdentityChanged), "Look at Rhys Morgan");
    press(&mut stage, &help(Undecryptable::IdentityChanged));
    assert!(matches!(wish(&mut stage), Command::ShowPerson(id) if id == fixtures::rhys().id));
}

#[test]
fn nobody_is_asked_for_a_message_of_ones_own() {
    for cause in Undecryptable::ALL {
        let mut stage = alone(cause, WELL, true);
        let of_a_device = matches!(
            cause,
            Undecryptable::UnconfirmedDevice | Undecryptable::UnknownDevice | Undecryptable::IdentityChanged
        );
        if !of_a_device {
            assert_eq!(label(&stage, cause), "Look again", "{cause:?}");
            continue;
        }
        press(&mut stage, &help(cause));
        let page = Page::Trust {
            place: Place::Devices,
            from_settings: false,
        };
        assert_eq!(stage.play.app.page(), Some(page), "{cause:?}");
    }
}

#[test]
fn the_room_says_how_many_messages_cannot_be_read() {
    let mut stage = room(WELL);
    assert!(says(&stage, "9 messages here can't be read"));
    let waiting = || {
        shut(
            Undecryptable::Waiting,
            fixtures::said(fixtures::rhys(), fixtures::NOW, Body::Redacted),
        )
    };
    rows(&mut stage, vec![waiting()]);
    assert!(says(&stage, "1 message here can't be read"));
    // Its key comes.
    let read = fixtures::row(
        "waiting",
        fixtures::said(fixtures::rhys(), fixtures::NOW, fixtures::text("Late")),
    );
    change(&mut stage, Patch::Set(0, read));
    assert!(!says(&stage, "can't be read"), "nothing is said of none");
    assert!(!has(&stage, &help(Undecryptable::Waiting)));
}
