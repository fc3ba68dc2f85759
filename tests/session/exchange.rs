//! Despatch and another program (matrix-js-sdk, which is what Element Web runs): what each sends, the other reads.

use std::path::Path;

use image::{Rgb, RgbImage};
use model::{Body, Command, Draft, FileFacts, Message, RowKey};
use serde_json::{Value, json};
use support::peer;
use support::unique;

use crate::interop::{Talk, talk};
use crate::person::Person;

/// The file of this name in the open room.
fn file_of(person: &mut Person, name: &str) -> (RowKey, FileFacts) {
    person.until("the file", |v| {
        v.messages().find_map(|(row, message)| match &message.body {
            Body::File(facts) if &*facts.name == name => Some((row.key.clone(), facts.clone())),
            _ => None,
        })
    })
}

/// The message that shows this text, once it is as wanted.
fn until_it_is(person: &mut Person, text: &str, what: &str, wanted: impl Fn(&Message) -> bool) {
    person.until(what, |v| v.row(text).filter(|(_, m)| wanted(m)).map(drop));
}

fn picture(path: &Path) {
    // Not one that is smaller as a whole than when it is made small.
    RgbImage::from_fn(1000, 800, |x, y| {
        Rgb([(x * y) as u8, (x * 7) as u8 ^ (y * 13) as u8, 90])
    })
    .save(path)
    .unwrap();
}

#[test]
fn files_and_pictures_go_both_ways() {
    let Talk {
        mut amina, bryn, room, ..
    } = talk();
    let folder = tempfile::tempdir().unwrap();
    let (minutes, office) = (folder.path().join("minutes.txt"), folder.path().join("office.png"));
    std::fs::write(&minutes, "The minutes are agreed.").unwrap();
    picture(&office);

    // Ours, there.
    for (path, kind, caption) in [(&minutes, "m.file", ""), (&office, "m.image", "our office")] {
        amina.send_file(&room, path, caption).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let named = |content: &Value| content["filename"] == name || content["body"] == name;
        let received = bryn
            .wait_for_message(name, |message| message.content.as_ref().is_some_and(named))
            .unwrap();
        assert!(received.encrypted);
        let content = received.content.unwrap();
        assert_eq!(content["msgtype"], kind);
        if !caption.is_empty() {
            assert_eq!(content["body"], caption);
        }
        let fetched = bryn.file(&content).unwrap();
        match kind {
            "m.file" => assert_eq!(fetched, std::fs::read(path).unwrap()),
            // Written anew, so that it says nothing but what it shows.
            _ => {
                assert_eq!(
                    (&content["info"]["w"], &content["info"]["h"]),
                    (&json!(1000), &json!(800))
                );
                let there = image::load_from_memory(&fetched).unwrap();
                assert_eq!(there.to_rgb8(), image::open(path).unwrap().to_rgb8());
                let small = bryn
                    .file(&json!({ "file": content["info"]["thumbnail_file"] }))
                    .unwrap();
                assert!(image::load_from_memory(&small).unwrap().width() <= 800);
            }
        }
    }

    // Theirs, here.
    let about = json!({ "msgtype": "m.file", "body": "from Element.txt" });
    let bytes = std::fs::read(&minutes).unwrap();
    bryn.attach(room.as_str(), about, &bytes, "text/plain").unwrap();
    let about = json!({
        "msgtype": "m.image", "body": "seen from outside", "filename": "outside.png", "info": { "w": 1000, "h": 800 },
    });
    let bytes = std::fs::read(&office).unwrap();
    bryn.attach(room.as_str(), about, &bytes, "image/png").unwrap();
    for (name, sent) in [("from Element.txt", &minutes), ("outside.png", &office)] {
        let (row, _) = file_of(&mut amina, name);
        let (to, into) = (room.clone(), folder.path().to_owned());
        amina
            .wish(|ticket| Command::SaveFile {
                ticket,
                room: to,
                row,
                folder: into,
            })
            .unwrap();
        let saved = std::fs::read(folder.path().join(name)).unwrap();
        assert_eq!(saved, std::fs::read(sent).unwrap(), "{name}");
    }
    let (row, facts) = file_of(&mut amina, "outside.png");
    assert_eq!(facts.picture, Some((1000, 800)));
    assert_eq!(&*facts.caption.unwrap().plain, "seen from outside");
    amina.send(Command::ShowPictures {
        room,
        rows: vec![row.clone()],
    });
    let drawn = amina.until("the picture", |v| v.pictures.get(&row).cloned());
    assert!(drawn.is_some());
}

#[test]
fn answers_changes_reactions_deletions_and_pins_go_both_ways() {
    let Talk {
        mut amina,
        bryn,
        room,
        texts,
        ..
    } = talk();
    let relates = |message: &peer::Message| message.content.as_ref().map(|content| content["m.relates_to"].clone());

    // Ours, there.
    let theirs = amina.event_of(&texts.1);
    let mine = amina.event_of(&texts.0);
    let answer = unique("an answer");
    let draft = Draft {
        text: answer.clone(),
        reply_to: Some(theirs.clone()),
        ..Draft::default()
    };
    amina.write(&room, draft).unwrap();
    let received = bryn
        .wait_for_message("the answer", |message| {
            message.text.as_deref().is_some_and(|text| text.ends_with(&answer))
        })
        .unwrap();
    assert_eq!(
        relates(&received).unwrap()["m.in_reply_to"]["event_id"],
        theirs.as_str()
    );
    let row = amina.until("the row", |v| v.row(&texts.0).map(|(row, _)| row.key.clone()));
    let changed = unique("changed");
    let draft = Draft {
        text: changed.clone(),
        edit: Some(row.clone()),
        ..Draft::default()
    };
    amina.write(&room, draft).unwrap();
    bryn.wait_for_message("the change", |message| {
        let content = message.content.as_ref();
        content.is_some_and(|content| {
            content["m.new_content"]["body"] == changed.as_str() && content["m.relates_to"]["event_id"] == mine.as_str()
        })
    })
    .unwrap();
    let to = room.clone();
    amina
        .wish(|ticket| Command::SetPinned {
            ticket,
            room: to,
            event: theirs.clone(),
            pinned: true,
        })
        .unwrap();
    let pinned = |events: Value| {
        bryn.until("the pins", || {
            let state = bryn.state(room.as_str(), "m.room.pinned_events")?;
            Ok(state.filter(|content| content["pinned"] == events).map(drop))
        })
        .unwrap();
    };
    pinned(json!([theirs.as_str()]));

    // Theirs, here.
    let answer = unique("their answer");
    let event = bryn
        .send(
            room.as_str(),
            "m.room.message",
            json!({
                "msgtype": "m.text", "body": answer,
                "m.relates_to": { "m.in_reply_to": { "event_id": mine.as_str() } },
            }),
        )
        .unwrap();
    until_it_is(&mut amina, &answer, "the answer", |m| {
        m.reply.as_ref().is_some_and(|quote| quote.event == mine)
    });
    let anew = unique("and changed there");
    bryn.change(room.as_str(), &event, &anew).unwrap();
    until_it_is(&mut amina, &anew, "the change", |m| m.edited);
    bryn.send(
        room.as_str(),
        "m.reaction",
        json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": mine.as_str(), "key": "👍" } }),
    )
    .unwrap();
    until_it_is(&mut amina, &changed, "the reaction", |m| {
        m.reactions.iter().any(|reaction| &*reaction.key == "👍")
    });
    bryn.redact(room.as_str(), &event).unwrap();
    amina.until("the deletion", |v| v.row(&anew).is_none().then_some(()));
}

#[test]
fn what_is_pinned_with_another_program_is_pinned_here() {
    let Talk {
        mut amina,
        bryn,
        accounts,
        ..
    } = talk();
    // Where he may pin.
    let room = bryn.create_dm(&accounts.0.user_id).unwrap();
    let here = model::RoomId::from(room.as_str());
    amina.accept(&here);
    bryn.wait_for_member(&room, &accounts.0.user_id, "join").unwrap();
    amina.open(&here);
    let text = unique("the rules of this room");
    let event = bryn.say(&room, &text).unwrap();
    amina.sees(&text);
    for pins in [json!([event]), json!([])] {
        bryn.send_state(&room, "m.room.pinned_events", json!({ "pinned": pins }))
            .unwrap();
        let pinned = pins != json!([]);
        amina.until("the pins", |v| {
            let header = v.header.as_ref()?;
            (header.pins.is_empty() != pinned && v.row(&text)?.1.pinned == pinned).then_some(())
        });
    }
}
