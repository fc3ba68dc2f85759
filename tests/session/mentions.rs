//! Calling somebody by name, between two homeservers.

use model::{Block, Body, Capability, Command, Draft, Mention, Mentioned, Message, Person as Shown};
use serde_json::{Value, json};
use support::{Account, unique};

use crate::basics::{Pair, pair};
use crate::interop::{Talk, talk};
use crate::person::Person;

fn call(account: &Account, name: &str) -> Mention {
    let whom = Mentioned::Person(Shown {
        id: account.user_id.as_str().into(),
        name: name.into(),
        department: None,
    });
    Mention {
        words: whom.words(),
        whom,
    }
}

fn everybody() -> Mention {
    Mention {
        words: Mentioned::EVERYBODY.to_owned(),
        whom: Mentioned::Everybody,
    }
}

fn calling(text: &str, mentions: &[Mention]) -> Draft {
    Draft {
        text: text.to_owned(),
        mentions: mentions.to_vec(),
        ..Draft::default()
    }
}

/// Whom a message calls, by what the window is told.
fn called(message: &Message) -> Vec<(String, Mentioned)> {
    let Body::Text { blocks, .. } = &message.body else {
        panic!("{message:?}")
    };
    let spans = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => spans.clone(),
        other => panic!("{other:?}"),
    });
    spans.filter_map(|span| Some((span.text, span.mention?))).collect()
}

#[test]
fn who_is_called_is_told_and_sees_their_name() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let bryn_lewis = call(&accounts.1, "Bryn Lewis");
    bryn.send(Command::CloseRoom);
    let plain = unique("nobody in particular, not even Bryn Lewis");
    amina.say(&room, &plain).unwrap();
    let said = unique("@Bryn Lewis, please look");
    amina.write(&room, calling(&said, &[bryn_lewis])).unwrap();
    let summary = bryn.summary(&room, "a mention", |summary| summary.mentions > 0);
    assert_eq!((summary.mentions, summary.unread), (1, 2));

    bryn.open(&room);
    let read = bryn.sees(&said);
    assert!(read.mentions_me);
    assert!(!bryn.sees(&plain).mentions_me);
    let [(words, Mentioned::Person(whom))] = &called(&read)[..] else {
        panic!("{read:?}")
    };
    assert_eq!((&**words, whom.id.as_str()), ("@Bryn Lewis", &*accounts.1.user_id));
    assert_eq!(
        (&*whom.name, whom.department.as_deref()),
        ("Bryn Lewis", Some("Parliament"))
    );
}

#[test]
fn everybody_is_called_by_those_alone_whom_the_room_lets() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let allowed =
        |person: &mut Person| person.until("the header", |v| Some(v.header.as_ref()?.allows.call_all.clone()));
    assert_eq!(allowed(&mut amina), Capability::Allowed);
    assert_eq!(allowed(&mut bryn), Capability::Absent);
    let (loud, quiet) = (
        unique("@room the doors close at six"),
        unique("@room I have lost my keys"),
    );
    amina.write(&room, calling(&loud, &[everybody()])).unwrap();
    let read = bryn.sees(&loud);
    assert!(read.mentions_me);
    assert_eq!(called(&read), [("@room".to_owned(), Mentioned::Everybody)]);
    bryn.write(&room, calling(&quiet, &[everybody()])).unwrap();
    let read = amina.sees(&quiet);
    assert!(!read.mentions_me);
    assert_eq!(called(&read), []);
}

#[test]
fn a_name_cannot_be_put_over_somebody_elses_id() {
    let Talk {
        mut amina,
        bryn,
        room,
        accounts,
        ..
    } = talk();
    let about = unique("has approved it");
    let html = format!(
        "<a href=\"https://matrix.to/#/{}\">Permanent <b>Secretary</b></a> {about}",
        bryn.user_id()
    );
    let content = json!({
        "msgtype": "m.text",
        "body": format!("Permanent Secretary {about}"),
        "format": "org.matrix.custom.html",
        "formatted_body": html,
    });
    bryn.send(room.as_str(), "m.room.message", content).unwrap();
    let read = amina.sees(&format!("@Bryn Lewis {about}"));
    let [(_, Mentioned::Person(whom))] = &called(&read)[..] else {
        panic!("{read:?}")
    };
    assert_eq!(whom.id.as_str(), accounts.1.user_id);
}

#[test]
fn another_program_reads_whom_messages_answers_and_changes_call() {
    let Talk {
        mut amina,
        bryn,
        room,
        accounts,
        texts,
        ..
    } = talk();
    let (user, own) = (&accounts.1.user_id, &accounts.0.user_id);
    let about = unique("figures");
    let calls = [call(&accounts.1, "Bryn Lewis"), call(&accounts.0, "Amina Rahman")];
    let content = |text: &str| -> Value { bryn.wait_for_text(text).unwrap().content.unwrap() };

    let said = format!("@Bryn Lewis the `@Bryn Lewis` {about}");
    amina.write(&room, calling(&said, &calls)).unwrap();
    let first = content(&format!("Bryn Lewis the `Bryn Lewis` {about}"));
    assert_eq!(first["m.mentions"], json!({ "user_ids": [user] }));
    let link = format!("https://matrix.to/#/{user}");
    let html = format!("<a href=\"{link}\">Bryn Lewis</a> the <code>@Bryn Lewis</code> {about}");
    assert_eq!(first["formatted_body"], html);

    let nobody = unique("no names");
    amina.say(&room, &nobody).unwrap();
    assert_eq!(content(&nobody)["m.mentions"], json!({}), "and nobody by accident");

    // Whoever is answered is called, and stays so when the answer changes; only whom a change adds is called by it anew.
    let (answer, changed) = (unique("so it is"), unique("so it was"));
    let reply_to = Some(amina.event_of(&texts.1));
    let draft = Draft {
        reply_to,
        ..calling(&answer, &[])
    };
    amina.write(&room, draft).unwrap();
    assert_eq!(content(&answer)["m.mentions"], json!({ "user_ids": [user] }));
    amina.sees(&answer);
    let row = amina.view.row(&answer).map(|(row, _)| row.key.clone());
    let text = format!("{changed} @Amina Rahman");
    let draft = Draft {
        edit: row,
        ..calling(&text, &calls)
    };
    amina.write(&room, draft).unwrap();
    let change = bryn
        .wait_for_message("the change", |message| {
            let content = message.content.as_ref();
            content.is_some_and(|content| content["m.new_content"]["body"].to_string().contains(&changed))
        })
        .unwrap();
    let change = change.content.unwrap();
    assert_eq!(change["m.mentions"], json!({}));
    assert_eq!(
        change["m.new_content"]["m.mentions"],
        json!({ "user_ids": [user] }),
        "not {own}"
    );
}

#[test]
fn a_link_to_a_message_names_room_message_and_servers_to_ask() {
    let Pair {
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let text = unique("this one");
    amina.say(&room, &text).unwrap();
    let event = amina.event_of(&text);
    let (to, of) = (room.clone(), event.clone());
    amina
        .wish(|ticket| Command::LinkTo {
            ticket,
            room: to,
            event: of,
        })
        .unwrap();
    let link = amina.view.link.clone().unwrap();
    let (place, via) = link.split_once('?').unwrap();
    assert_eq!(place, format!("https://matrix.to/#/{room}/{event}"));
    for account in [&accounts.0, &accounts.1] {
        let server = account.user_id.split_once(':').unwrap().1;
        assert!(via.contains(&format!("via={server}")), "{link}");
    }
}

#[test]
fn a_text_begun_keeps_whom_it_calls_through_a_restart() {
    let Pair {
        mut amina,
        room,
        accounts,
        ..
    } = pair();
    let calls = vec![call(&accounts.1, "Bryn Lewis"), everybody()];
    let text = unique("@Bryn Lewis and @room, when you");
    amina.send(Command::SaveDraft {
        room: room.clone(),
        text: text.clone(),
        mentions: calls.clone(),
    });
    amina.summary(&room, "a draft", |summary| summary.draft);
    amina.restart();
    amina.open(&room);
    amina.until("the draft", |v| (v.draft == text).then_some(()));
    let words = |calls: &[Mention]| calls.iter().map(|call| call.words.clone()).collect::<Vec<_>>();
    assert_eq!(words(&amina.view.draft_calls), words(&calls));
    let Mentioned::Person(whom) = &amina.view.draft_calls[0].whom else {
        panic!("{:?}", amina.view.draft_calls)
    };
    assert_eq!(whom.id.as_str(), accounts.1.user_id);
}
