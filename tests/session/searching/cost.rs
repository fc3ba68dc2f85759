//! What a search costs in a long history: `cargo xtask bench` runs it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::linked_chunk::{ChunkIdentifier, LinkedChunkId, Position, Update};
use matrix_sdk::ruma::serde::Raw;
use matrix_sdk::{SqliteEventCacheStore, SqliteStoreConfig};
use matrix_sdk_base::event_cache::store::EventCacheStore;
use model::Command;
use serde_json::json;
use serde_json::value::to_raw_value;
use support::unique;

use super::{comes_to, finds, query};
use crate::basics::{Pair, pair};
use crate::person::Person;
use crate::remains::files;

const MESSAGES: u64 = 100_000;
/// As many as a page from the server has.
const CHUNK: u64 = 100;
/// For a search once the words are in memory.
const TARGET: Duration = Duration::from_millis(100);

/// Puts messages into somebody's store of events, as if they had come.
fn stores(person: &Person, room: &str, sender: &str, rare: &str) {
    let database = files(person.home.path());
    let database = database
        .iter()
        .find(|file| file.ends_with("matrix-sdk-event-cache.sqlite3"));
    let folder = database.unwrap().parent().unwrap().to_owned();
    let key = person.ring.key.lock().unwrap().clone().unwrap();
    let room = matrix_sdk::ruma::RoomId::parse(room).unwrap();
    let id = LinkedChunkId::Room(&room);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let config = SqliteStoreConfig::new(folder).key(Some(key.as_slice()));
        let store = SqliteEventCacheStore::open_with_config(&config).await.unwrap();
        let (last, _) = store.load_last_chunk(id).await.unwrap();
        let mut last = last.unwrap().identifier;
        let chunks = store.load_all_chunks_metadata(id).await.unwrap();
        let free = chunks.iter().map(|chunk| chunk.identifier.index()).max().unwrap() + 1;
        for chunk in 0..MESSAGES / CHUNK {
            let new = ChunkIdentifier::new(free + chunk);
            let items = (0..CHUNK).map(|item| {
                let number = chunk * CHUNK + item;
                let word = if number == MESSAGES / 2 { rare } else { "nothing" };
                let event = json!({
                    "type": "m.room.message",
                    "event_id": format!("$made-{number}"),
                    "sender": sender,
                    "origin_server_ts": 1_700_000_000_000_u64 + number * 1000,
                    "content": {
                        "msgtype": "m.text",
                        "body": format!("Message {number} of many, as long as people write them, with {word} to be found in it."),
                    },
                });
                TimelineEvent::from_plaintext(Raw::from_json(to_raw_value(&event).unwrap()))
            });
            let updates = vec![
                Update::NewItemsChunk {
                    previous: Some(last),
                    new,
                    next: None,
                },
                Update::PushItems {
                    at: Position::new(new, 0),
                    items: items.collect(),
                },
            ];
            store.handle_linked_chunk_updates(id, updates).await.unwrap();
            last = new;
        }
        EventCacheStore::close(&store).await.unwrap();
    });
}

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    let kib: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kib / 1024
}

#[test]
#[ignore = "`cargo xtask bench` runs it"]
fn searching_a_long_history() {
    let Pair {
        mut amina,
        mut bryn,
        room,
        accounts,
        ..
    } = pair();
    let text = unique("before");
    bryn.say(&room, &text).unwrap();
    amina.event_of(&text);
    amina.stop();
    let rare = unique("needle");
    stores(&amina, room.as_str(), &accounts.1.user_id, &rare);
    amina.start();
    amina.until("the rooms", |v| (!v.rooms.is_empty()).then_some(()));
    let before = memory();
    let began = Instant::now();
    assert_eq!(finds(&mut amina, query(&rare)).total, 1);
    println!(
        "{MESSAGES} messages, first search: {:.2} s, {} MiB more",
        began.elapsed().as_secs_f64(),
        memory() - before
    );
    let mut slowest = Duration::ZERO;
    for word in ["nothing", "found mess", "\"as long as\"", "absent", &rare] {
        let began = Instant::now();
        let found = finds(&mut amina, query(word));
        let took = began.elapsed();
        println!(
            "{word:32} {:>7} found, {:>6.1} ms",
            found.total,
            took.as_secs_f64() * 1000.0
        );
        slowest = slowest.max(took);
    }
    amina.send(Command::Search(Arc::new(query(&rare))));
    comes_to(&mut amina, 1);
    assert!(slowest < TARGET, "{slowest:?}");
}
