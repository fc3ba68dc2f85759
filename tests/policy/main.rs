//! Tests at the door of `policy`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod addresses;
mod changing;
mod documents;
mod files;
mod governing;
mod identities;
mod keeping;
mod keys;
mod lasting;
mod laws;
mod links;
mod lookalikes;
mod lures;
mod merging;
mod precedence;
mod rooms;
mod words;

use policy::{Day, Input, Level, Lifetime, Policy, Problem, RoomFacts, RoomKind, Source};
use serde_json::{Value, json};

/// Two departments, a place for records, and nothing else said.
fn two_departments() -> Value {
    json!({
        "homeservers": [
            {
                "server_name": "works.gov.example",
                "base_url": "https://matrix.works.gov.example",
                "display_name": "Department of Works",
                "email_domains": ["works.gov.example"]
            },
            {
                "server_name": "parliament.example:8448",
                "base_url": "https://chat.parliament.example:8443/",
                "display_name": "Parliament",
                "email_domains": ["mp.parliament.example", "parliament.example"],
                "ca_file": "/etc/despatch/parliament.pem"
            }
        ],
        // Where rooms go on record, there has to be a key and a place.
        "records": {
            "recipients": ["age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"],
            "sink": "file:///srv/records"
        }
    })
}

/// Two departments, with a group set.
fn with(group: &str, value: Value) -> Value {
    let mut document = two_departments();
    document[group] = value;
    document
}

fn managed(path: &str, document: &Value) -> Source {
    Source::file(path, Level::Managed, serde_json::to_vec_pretty(document).unwrap())
}

fn recommended(path: &str, document: &Value) -> Source {
    Source {
        level: Level::Recommended,
        ..managed(path, document)
    }
}

fn text(path: &str, text: impl AsRef<[u8]>) -> Source {
    Source::file(path, Level::Managed, text.as_ref().to_vec())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Judges sources on a day like any other, with nothing chosen and nothing remembered.
fn resolve(sources: &[Source]) -> Result<Policy, Vec<Problem>> {
    Policy::resolve(&Input {
        sources,
        choices: None,
        memory: None,
        today: day("2026-11-24"),
    })
}

fn policy(document: &Value) -> Policy {
    resolve(&[managed("a.json", document)]).unwrap()
}

fn refused(sources: &[Source]) -> Vec<Problem> {
    resolve(sources).unwrap_err()
}

fn codes(problems: &[Problem]) -> Vec<&'static str> {
    problems.iter().map(Problem::code).collect()
}

/// An encrypted room of the first department, with these servers' people in it.
fn room<'a>(servers: &'a [String]) -> RoomFacts<'a> {
    RoomFacts {
        room_id: "!room:works.gov.example",
        name: Some("Bridges"),
        kind: RoomKind::Room,
        encrypted: Some(true),
        members_known: true,
        servers,
        lifetime: Lifetime::default(),
    }
}

fn servers(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
