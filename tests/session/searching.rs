//! Searching what is on this computer, in encrypted rooms.

mod cost;

use std::sync::Arc;
use std::time::Duration;

use model::{Command, Hit, Query, Results, RoomId, RowKind, Sort};
use serde_json::json;
use support::{World, unique};

use crate::basics::{Pair, pair, people};
use crate::person::Person;
use crate::polls::{ask, open, sees_poll};
use crate::remains::files;
use crate::versions::change;

/// The type of state by which a room has its messages go.
const LIFETIME: &str = "org.matrix.msc1763.retention";

fn query(words: &str) -> Query {
    Query {
        words: words.to_owned(),
        most: 50,
        ..Query::default()
    }
}

/// Looks for this, and waits until all rooms were looked through.
fn finds(person: &mut Person, query: Query) -> Arc<Results> {
    let query = Arc::new(query);
    person.send(Command::Search(query.clone()));
    person.until("a search of all rooms", |v| {
        let (found, results) = v.found.as_ref()?;
        let whole = results.coverage.searched == results.coverage.rooms;
        (*found == query && whole).then(|| results.clone())
    })
}

/// Waits until what is looked for comes to this many messages.
fn comes_to(person: &mut Person, count: usize) -> Arc<Results> {
    person.until(&format!("{count} messages"), |v| {
        let (_, results) = v.found.as_ref()?;
        (results.total == count && !results.coverage.fetching).then(|| results.clone())
    })
}

fn words(results: &Results) -> Vec<&str> {
    results.hits.iter().map(|hit| &*hit.words).collect()
}

/// What of a message is marked.
fn marked(hit: &Hit) -> Vec<&str> {
    hit.marked.iter().map(|mark| &hit.words[mark.clone()]).collect()
}

fn says(person: &mut Person, room: &RoomId, text: &str) {
    person.open(room);
    person.say(room, text).unwrap();
    person.event_of(text);
}

#[test]
fn a_word_is_found_by_its_beginning_without_case_and_accents() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let name = unique("cyfarfod");
    let said = [
        format!("{name}: the Treasury’s café is closed."),
        format!("{name}: Llŷn at noon"),
        format!("{name}: no café in Llyn"),
    ];
    for text in &said {
        bryn.say(&room, text).unwrap();
        bryn.event_of(text);
    }
    amina.event_of(&said[2]);

    let found = finds(&mut amina, query(&name.to_uppercase()));
    assert_eq!(words(&found), [&*said[2], &*said[1], &*said[0]], "the newest first");
    assert_eq!(
        words(&finds(&mut amina, query(&format!("{name} CAFE close")))),
        [&*said[0]]
    );
    let hit = finds(&mut amina, query(&format!("{name} llŷn in")));
    assert_eq!(words(&hit), [&*said[2]]);
    assert_eq!(marked(&hit.hits[0]), [name.as_str(), "in", "Llyn"]);
    assert_eq!(
        words(&finds(&mut amina, query(&format!("{name} lyn")))),
        [""; 0],
        "no beginning"
    );
    assert_eq!(
        words(&finds(&mut amina, query(&format!("{name} \"no cafe\"")))),
        [&*said[2]],
        "in this order"
    );
    assert_eq!(
        words(&finds(&mut amina, query(&format!("{name} \"cafe no\"")))),
        [""; 0]
    );
}

#[test]
fn what_is_changed_deleted_or_over_is_found_as_it_is_now() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let texts = ["first", "second", "third"].map(unique);
    let name = unique("all");
    let said = texts.each_ref().map(|text| format!("{name} {text}"));
    for text in &said[..2] {
        bryn.say(&room, text).unwrap();
        bryn.event_of(text);
    }
    amina.event_of(&said[1]);
    assert_eq!(finds(&mut amina, query(&name)).total, 2);

    bryn.say(&room, &said[2]).unwrap();
    comes_to(&mut amina, 3);
    change(&mut bryn, &room, &said[0], &format!("{name} corrected"));
    amina.until("the change", |v| {
        let (_, results) = v.found.as_ref()?;
        results
            .hits
            .iter()
            .any(|hit| hit.words.ends_with("corrected"))
            .then_some(())
    });
    assert_eq!(finds(&mut amina, query(&texts[0])).total, 0, "what it said before");
    assert_eq!(finds(&mut amina, query(&name)).total, 3);
    let raw = accounts.1.sign_in().unwrap();
    raw.redact(room.as_str(), bryn.event_of(&said[1]).as_str()).unwrap();
    let left = comes_to(&mut amina, 2);
    assert_eq!(words(&left), [said[2].clone(), format!("{name} corrected")]);

    let raw = accounts.0.sign_in().unwrap();
    raw.set_state(room.as_str(), LIFETIME, "", json!({ "max_lifetime": 1 }))
        .unwrap();
    comes_to(&mut amina, 0);
}

#[test]
fn a_search_is_narrowed_by_room_sender_time_and_kind() {
    let world = World::shared().unwrap();
    let accounts = people(&world);
    let mut amina = Person::signed_in(&world, &accounts.0);
    let mut bryn = Person::signed_in(&world, &accounts.1);
    let room = amina.start_direct(&accounts.1);
    bryn.accept(&room);
    let (named, invite) = (unique("Other"), vec![accounts.0.user_id.clone()]);
    let made = bryn.wish(|ticket| Command::CreateRoom {
        ticket,
        name: named,
        invite,
    });
    let other = made.unwrap().0.unwrap();
    amina.accept(&other);
    let name = unique("narrow");
    says(&mut amina, &room, &format!("{name} one"));
    says(&mut bryn, &room, &format!("{name} two https://gov.example/{name}"));
    says(&mut bryn, &other, &format!("{name} three"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{name}.csv"));
    std::fs::write(&file, "a,b\n").unwrap();
    bryn.send_file(&other, &file, "the figures").unwrap();
    amina.send(Command::Search(Arc::new(query(&name))));
    assert_eq!(comes_to(&mut amina, 4).coverage.rooms, 2);

    let narrowed = |query: Query| Query {
        words: name.clone(),
        most: 50,
        ..query
    };
    let here = Query {
        room: Some(room.clone()),
        ..Query::default()
    };
    assert_eq!(finds(&mut amina, narrowed(here)).total, 2);
    let by = |sender: &str| Query {
        sender: sender.to_owned(),
        ..Query::default()
    };
    assert_eq!(finds(&mut amina, narrowed(by("rahm"))).total, 1);
    assert_eq!(finds(&mut amina, narrowed(by("lewis BRYN"))).total, 3);
    assert_eq!(finds(&mut amina, narrowed(by("parliament.example"))).total, 3);
    let sort = |sort| Query {
        sort: Some(sort),
        ..Query::default()
    };
    let files = finds(&mut amina, narrowed(sort(Sort::File)));
    assert_eq!(files.hits[0].file.as_deref(), Some(format!("{name}.csv").as_str()));
    assert_eq!(words(&files), ["the figures"]);
    assert_eq!(finds(&mut amina, narrowed(sort(Sort::Link))).total, 1);
    assert_eq!(finds(&mut amina, narrowed(sort(Sort::Picture))).total, 0);
    let within = |within| Query {
        within: Some(within),
        ..Query::default()
    };
    assert_eq!(finds(&mut amina, narrowed(within(Duration::from_secs(3600)))).total, 4);
    assert_eq!(finds(&mut amina, narrowed(within(Duration::ZERO))).total, 0);
    let few = Query {
        most: 1,
        ..query(&name)
    };
    let few = finds(&mut amina, few);
    assert_eq!((few.hits.len(), few.total), (1, 4));
}

#[test]
fn a_poll_is_found_by_what_it_asks_and_by_its_answers() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let question = unique("Which Tuesday");
    ask(&mut bryn, &room, &open(&question));
    sees_poll(&mut amina, &question);
    let found = finds(&mut amina, query(&question.to_lowercase()));
    assert_eq!(words(&found), [format!("{question} 1. Yes 2. No")]);
    assert_eq!(finds(&mut amina, query(&format!("{question} yes"))).total, 1);
    assert_eq!(finds(&mut amina, query(&format!("{question} perhaps"))).total, 0);
}

/// What came while somebody was away is on the server, until it is fetched for a search; and what was found far back is shown.
#[test]
fn a_search_goes_further_back_and_leads_to_what_it_found() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    amina.stop();
    let oldest = unique("oldest");
    bryn.say(&room, &oldest).unwrap();
    for number in 0..120 {
        bryn.say(&room, &format!("{number} {}", unique("filling"))).unwrap();
    }
    let last = unique("last");
    bryn.say(&room, &last).unwrap();
    bryn.event_of(&last);
    amina.start();
    amina.online();
    amina.send(Command::Search(Arc::new(query(&last))));
    comes_to(&mut amina, 1);
    let found = finds(&mut amina, query(&oldest));
    assert_eq!((found.total, found.coverage.partial), (0, 1));
    let event = loop {
        amina.send(Command::SearchFurther);
        let found = amina.until("more was looked through", |v| {
            let (_, results) = v.found.as_ref()?;
            (results.total == 1 || results.coverage.fetching).then(|| results.clone())
        });
        if let Some(hit) = found.hits.first() {
            break hit.event.clone();
        }
        amina.until("all of it is here", |v| {
            let (_, results) = v.found.as_ref()?;
            (!results.coverage.fetching).then_some(())
        });
    };
    amina.open(&room);
    let shown = event.clone();
    let to = room.clone();
    amina
        .wish(|ticket| Command::Reveal {
            ticket,
            room: to,
            event: shown,
        })
        .unwrap();
    amina.until("the message far back", |v| {
        let is_it = |row: &RowKind| matches!(row, RowKind::Message(said) if said.event.as_ref() == Some(&event));
        v.rows.iter().any(|row| is_it(&row.kind)).then_some(())
    });
}

#[test]
fn a_search_leaves_no_words_on_disk() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        ..
    } = pair();
    let text = unique("confidential");
    bryn.say(&room, &text).unwrap();
    amina.event_of(&text);
    assert_eq!(finds(&mut amina, query(&text)).total, 1);
    amina.send(Command::EndSearch);
    assert_eq!(finds(&mut amina, query(&text)).total, 1);
    amina.stop();
    let files = files(amina.home.path());
    assert!(!files.is_empty());
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for words in [&*text, "confidential"] {
            let is_there = bytes
                .windows(words.len())
                .any(|stretch| stretch.eq_ignore_ascii_case(words.as_bytes()));
            assert!(!is_there, "{words} in {}", file.display());
        }
    }
}

#[test]
fn a_room_that_policy_shuts_is_not_searched() {
    let Pair {
        world,
        mut amina,
        mut bryn,
        room,
        accounts,
    } = pair();
    let text = unique("before");
    bryn.say(&room, &text).unwrap();
    amina.event_of(&text);
    let found = finds(&mut amina, query(&text));
    assert_eq!((found.total, found.coverage.rooms), (1, 1));
    let outsider = world.outside();
    let mallory = outsider.register(&unique("mallory"), "secret", "Mallory").unwrap();
    let raw = accounts.1.sign_in().unwrap();
    raw.invite(room.as_str(), &mallory.user_id).unwrap();
    let found = amina.until("it is shut", |v| {
        let (_, results) = v.found.as_ref()?;
        (results.coverage.rooms == 0).then(|| results.clone())
    });
    assert_eq!(found.total, 0);
}
