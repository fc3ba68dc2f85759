//! What a records officer has: a key, a place where records arrive, and what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use records::comparison::compare;
use records::entry::{Kind, OwnSend, Placed, opened_hash};
use records::segment::SealedEntry;
use records::verify::Watcher;
use records::{Against, Identities, verify};
use serde_json::{Value, json};
use tempfile::TempDir;

/// The officer, and the folder that records are delivered to.
pub struct Archive {
    pub sink: TempDir,
    key: Identities,
    public: String,
}

/// One delivered record: entries in their order.
pub struct Kept {
    pub entries: Vec<Placed>,
}

impl Archive {
    pub fn new() -> Self {
        let (secret, public) = records::seal::new_identity();
        Self {
            sink: tempfile::tempdir().unwrap(),
            key: Identities::read(&secret).unwrap(),
            public,
        }
    }

    /// Puts everything on record that people under this policy say.
    pub fn keeps(&self, policy: &mut Value) {
        policy["records"] = json!({
            "recipients": [self.public],
            "sink": format!("file://{}", self.sink.path().display()),
        });
        policy["retention"]["default"] = json!({"record": true});
    }

    /// Nothing can be delivered until it comes back.
    pub fn goes_away(&self) {
        fs::rename(self.sink.path(), self.sink.path().with_extension("away")).unwrap();
    }

    pub fn comes_back(&self) {
        fs::rename(self.sink.path().with_extension("away"), self.sink.path()).unwrap();
    }

    /// What one person's devices delivered, verified against all heads that arrived.
    pub fn of(&self, user: &str) -> Kept {
        self.at(self.sink.path(), user)
    }

    /// The same, where records arrive in another folder.
    pub fn at(&self, sink: &Path, user: &str) -> Kept {
        let mut entries = Vec::new();
        for folder in fs::read_dir(sink).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(key) = fs::read_to_string(folder.join("key")) else {
                continue;
            };
            if key.contains(&format!("despatch/{user}/")) {
                entries.extend(self.read(sink, &folder));
            }
        }
        Kept { entries }
    }

    /// The events that one of the delivered records has and another has not, or has otherwise, as `compare` finds them.
    pub fn differences(&self) -> BTreeSet<String> {
        let folders = fs::read_dir(self.sink.path())
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let journals: Vec<_> = folders
            .filter(|folder| folder.join("key").exists())
            .map(|folder| (folder, Against::default()))
            .collect();
        let compared = compare(&journals, &self.key, &mut |_| ()).unwrap();
        assert!(compared.events > 0, "several have the room");
        let differences = compared.missing.into_iter().chain(compared.different);
        differences.map(|event| event.event_id).collect()
    }

    fn read(&self, sink: &Path, folder: &Path) -> Vec<Placed> {
        struct Opening<'a>(&'a Identities, Vec<Placed>);
        impl Watcher for Opening<'_> {
            fn entry(&mut self, entry: &SealedEntry<'_>, _: u64) {
                let canonical = self.0.open(entry.sealed).unwrap();
                assert_eq!(opened_hash(&canonical), entry.opened);
                self.1.push(Placed::read(&canonical).unwrap());
            }
        }
        let heads = sink.join("heads").join(folder.file_name().unwrap());
        let against = Against {
            log: None,
            heads: vec![heads],
        };
        let mut opening = Opening(&self.key, Vec::new());
        verify(folder, &against, &mut opening).unwrap();
        opening.1
    }
}

impl Kept {
    /// How often each text is on record as an event that came.
    pub fn texts(&self) -> BTreeMap<String, usize> {
        let mut texts = BTreeMap::new();
        for content in self.entries.iter().filter_map(|placed| match &placed.entry.kind {
            Kind::Event(event) => event.content.as_ref(),
            Kind::LateDecryption(late) => Some(&late.content),
            _ => None,
        }) {
            if let Some(body) = content["body"].as_str() {
                *texts.entry(body.to_owned()).or_default() += 1;
            }
        }
        texts
    }

    /// Whether a text is on record.
    pub fn says(&self, text: &str) -> bool {
        self.texts().contains_key(text)
    }

    /// The ids of what people said.
    pub fn messages(&self) -> BTreeSet<String> {
        let events = self.kinds().filter_map(|kind| match kind {
            Kind::Event(event) if event.state_key.is_none() => Some(event.event_id.clone()),
            _ => None,
        });
        events.collect()
    }

    /// What left this device.
    pub fn sends(&self) -> impl Iterator<Item = &OwnSend> {
        self.kinds().filter_map(|kind| match kind {
            Kind::OwnSend(send) => Some(send),
            _ => None,
        })
    }

    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.entries.iter().map(|placed| &placed.entry.kind)
    }

    /// Where something is among the entries.
    pub fn place(&self, what: &str, look: impl Fn(&Kind) -> bool) -> usize {
        let found = self.kinds().position(look);
        found.unwrap_or_else(|| {
            panic!(
                "no {what} among {:#?}",
                self.kinds().map(Kind::name).collect::<Vec<_>>()
            )
        })
    }
}
