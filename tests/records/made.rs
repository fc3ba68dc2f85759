//! Entries and keys that tests use.

use std::path::Path;

use records::entry::{Clock, Entry, Event, KeptFile, Kind, Placed, opened_hash};
use records::seal::new_identity;
use records::segment::SealedEntry;
use records::verify::Watcher;
use records::{Against, Identities, LogKey, Recipients, verify};
use serde_json::json;

/// The key of alice's log on one of her devices.
pub fn log_key(device: &str) -> LogKey {
    let mut secret = [7; 32];
    secret[..device.len()].copy_from_slice(device.as_bytes());
    LogKey::new("@alice:works.gov.example", device, &secret.into()).unwrap()
}

/// An officer's keys: what seals, and what opens.
pub fn officer() -> (Recipients, Identities) {
    let (secret, public) = new_identity();
    (Recipients::new([public]).unwrap(), Identities::read(&secret).unwrap())
}

/// A message that says this, the `number`th of its room.
pub fn message(number: u64, body: &str) -> Entry {
    with_files(number, body, Vec::new())
}

/// The same, with files.
pub fn with_files(number: u64, body: &str, files: Vec<KeptFile>) -> Entry {
    let event_id = format!("${number}:works.gov.example");
    let raw = json!({"event_id": event_id, "type": "m.room.encrypted", "content": {"ciphertext": "AwgA"}});
    Entry {
        received_ms: 1_764_000_000_500 + number * 1000,
        clock: Clock::Trusted,
        kind: Kind::Event(Event {
            room: "!plans:works.gov.example".to_owned(),
            event_id,
            sender: "@alice:works.gov.example".to_owned(),
            device: None,
            origin_ms: 1_764_000_000_000 + number * 1000,
            event_type: "m.room.message".to_owned(),
            state_key: None,
            content: Some(json!({"msgtype": "m.text", "body": body})),
            undecryptable: None,
            relation: None,
            transaction: None,
            files,
            raw: raw.to_string(),
        }),
    }
}

/// What the messages of a journal say, one behind another; it is verified on the way.
pub fn bodies(folder: &Path, identities: &Identities) -> Vec<String> {
    struct Opening<'a>(&'a Identities, Vec<String>);
    impl Watcher for Opening<'_> {
        fn entry(&mut self, entry: &SealedEntry<'_>, _: u64) {
            let canonical = self.0.open(entry.sealed).unwrap();
            assert_eq!(opened_hash(&canonical), entry.opened);
            let placed = Placed::read(&canonical).unwrap();
            assert_eq!(placed.index, entry.index);
            let Kind::Event(event) = placed.entry.kind else { return };
            self.1.push(event.content.unwrap()["body"].as_str().unwrap().to_owned());
        }
    }
    let mut opening = Opening(identities, Vec::new());
    verify(folder, &Against::default(), &mut opening).unwrap();
    opening.1
}

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One below this.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}
