//! What a hostile member of a room might send: `tests/corpus/events.json` as it stands, then changed at random.
//!
//! In the corpus `{"$repeat": [text, n]}` is a text so many times, `{"$join": [...]}` are texts one after another,
//! `{"$nest": n}` is a list so many deep, and `"$keys": n` and `"$longkey": n` are so many keys, and one so long. The ids
//! `$first` and `$previous` are those of messages that were sent before; see [`Hostile::about`].

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::{Caller, Peer};

/// As much as an event may hold once it is encrypted: it grows by a third, and the whole may have 64 KiB.
const MOST: usize = 40_000;
/// What numbers of a message that a server takes may be (Matrix specification, "Canonical JSON").
const EDGE: i64 = 9_007_199_254_740_991;

/// One event.
#[derive(Clone)]
pub struct Hostile {
    /// What is wrong with it.
    pub why: String,
    /// Its type.
    pub kind: String,
    /// Its content.
    pub content: Value,
    /// How it is sent.
    pub way: Way,
}

/// How an event is sent.
#[derive(Clone, PartialEq)]
pub enum Way {
    /// As messages of an encrypted room are.
    Encrypted,
    /// Without encryption.
    Clear,
    /// As state of the room, under this key.
    State(String),
}

impl Hostile {
    /// The content, about messages that exist.
    pub fn about(&self, first: &str, previous: &str) -> Value {
        let mut content = self.content.clone();
        each(&mut content, &mut |value| match value.as_str() {
            Some("$first") => *value = first.into(),
            Some("$previous") => *value = previous.into(),
            _ => {}
        });
        content
    }
}

/// So many events: the whole corpus first, then changed ones, the same for the same seed.
pub fn hostile(count: usize, seed: u64) -> Vec<Hostile> {
    let corpus = corpus();
    let mut chance = Chance(seed);
    let mut events: Vec<Hostile> = corpus.iter().take(count).cloned().collect();
    while events.len() < count {
        let mut event = corpus[chance.below(corpus.len())].clone();
        for _ in 0..=chance.below(3) {
            chance.change(&mut event);
        }
        if event.content.is_object() && event.content.to_string().len() <= MOST {
            event.why = format!("changed: {}", event.why);
            events.push(event);
        }
    }
    events
}

/// Sends so many into an encrypted room, as a member with another program and every right there. What the server refuses is
/// left out; where that is much, the siege is none. Calls `between` after every hundredth. Gives how many
/// the server took.
pub fn besiege(
    peer: &Peer,
    caller: &Caller,
    room: &str,
    count: usize,
    mut between: impl FnMut(usize) -> Result<()>,
) -> Result<usize> {
    peer.say(room, "before everything else")?;
    // What later ones aim at: whoever sent it may change it.
    let first = peer.say(room, "aimed at")?;
    let mut previous = first.clone();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    for (number, event) in hostile(count, 1).into_iter().enumerate() {
        let content = event.about(&first, &previous);
        let sent = match &event.way {
            Way::Encrypted => peer.send(room, &event.kind, content),
            Way::Clear => caller.send(room, &event.kind, content),
            Way::State(key) => caller.set_state(room, &event.kind, key, content),
        };
        match sent {
            Ok(id) if event.way == Way::Encrypted => previous = id,
            Ok(_) => {}
            Err(error) => *refused.entry(format!("{}: {error:#}", event.why)).or_default() += 1,
        }
        if number % 100 == 99 {
            between(number + 1)?;
        }
    }
    let lost: usize = refused.values().sum();
    if lost * 5 > count {
        bail!("the server took too few: {refused:#?}");
    }
    peer.say(room, "after everything else").context("the last one")?;
    Ok(count - lost)
}

/// The corpus.
pub fn corpus() -> Vec<Hostile> {
    let read: Vec<Value> = serde_json::from_str(include_str!("../corpus/events.json")).unwrap_or_default();
    let events = read.into_iter().map(|event| {
        let text = |key: &str| event[key].as_str().map(str::to_owned);
        let state = event.get("state_key").map(|key| match expanded(key.clone()) {
            Value::String(key) => key,
            other => other.to_string(),
        });
        let clear = event["in_clear"].as_bool() == Some(true);
        Hostile {
            why: text("why").unwrap_or_default(),
            kind: text("type").unwrap_or_default(),
            content: expanded(event["content"].clone()),
            way: match state {
                Some(key) => Way::State(key),
                None if clear => Way::Clear,
                None => Way::Encrypted,
            },
        }
    });
    events.collect()
}

/// What the corpus only describes, written out.
fn expanded(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(expanded).collect(),
        Value::Object(map) => object(map),
        other => other,
    }
}

fn object(map: Map<String, Value>) -> Value {
    let number = |value: &Value| value.as_u64().unwrap_or_default() as usize;
    if let Some([text, times]) = map.get("$repeat").and_then(Value::as_array).map(Vec::as_slice) {
        return text.as_str().unwrap_or_default().repeat(number(times)).into();
    }
    if let Some(Value::Array(parts)) = map.get("$join") {
        let parts = parts.iter().cloned().map(expanded);
        let texts: Vec<String> = parts.filter_map(|part| part.as_str().map(str::to_owned)).collect();
        return texts.concat().into();
    }
    if let Some(depth) = map.get("$nest") {
        return (0..number(depth)).fold(json!([]), |inner, _| json!([inner]));
    }
    let mut made = Map::new();
    for (key, value) in map {
        match key.as_str() {
            "$keys" => made.extend((0..number(&value)).map(|key| (format!("key {key}"), json!(1)))),
            "$longkey" => drop(made.insert("k".repeat(number(&value)), json!(1))),
            _ => drop(made.insert(key, expanded(value))),
        }
    }
    made.into()
}

/// Every value within, the outermost last.
fn each(value: &mut Value, look: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, look)),
        Value::Object(map) => map.values_mut().for_each(|item| each(item, look)),
        _ => {}
    }
    look(value);
}

/// Chance that can be repeated (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Changes one value of an event, wherever it is.
    fn change(&mut self, event: &mut Hostile) {
        let mut count = 0;
        each(&mut event.content, &mut |_| count += 1);
        let chosen = self.below(count);
        let mut at = 0;
        each(&mut event.content, &mut |value| {
            if at == chosen {
                *value = self.instead(value);
            }
            at += 1;
        });
    }

    fn instead(&mut self, value: &Value) -> Value {
        const PIECES: [&str; 14] = [
            "\u{202e}",
            "\u{2066}",
            "<b>",
            "</i>",
            "<a href='https://a.example/\u{202e}'>",
            "&#x202e;",
            "\u{301}\u{489}",
            "👩\u{200d}",
            "@room",
            "\0",
            "\r\n",
            "مرحبا",
            "```",
            "https://аррӏе.com/",
        ];
        if let Value::String(text) = value
            && self.below(3) > 0
        {
            let mut text = text.clone();
            for _ in 0..=self.below(12) {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let at = places[self.below(places.len())];
                text.insert_str(at, PIECES[self.below(PIECES.len())]);
            }
            return text.into();
        }
        match self.below(10) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(EDGE),
            3 => json!(-EDGE),
            4 => json!(""),
            5 => json!([value]),
            6 => json!({ "": value }),
            7 => PIECES[self.below(PIECES.len())].repeat(1 + self.below(900)).into(),
            8 => json!([0, -1, "x", null, [], {}]),
            _ => json!("$previous"),
        }
    }
}
