//! The statement of what is complete and what is not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use crate::entry::{Change, Gap, Kind, Placed};
use crate::export::selection::moment;
use crate::export::{Purpose, Selection};

/// What was asked for, what is there, and what is not.
#[derive(Clone, Debug, Serialize)]
pub struct Statement {
    operator: String,
    reason: String,
    case: Option<String>,
    made: String,
    software: String,
    asked: Asked,
    journals: Vec<Journal>,
    /// The first and the last of what was selected.
    first: Option<Found>,
    last: Option<Found>,
    /// How many of what, by kind and type.
    counts: BTreeMap<String, u64>,
    redactions: u64,
    edits: u64,
    files: u64,
    /// Files that could not be fetched, with the reason.
    files_not_fetched: Vec<NotFetched>,
    /// Events that nobody here could decrypt, by cause, those decrypted later not counted.
    undecryptable: BTreeMap<String, u64>,
    decrypted_later: u64,
    gaps: Vec<Gap>,
    /// Entries that are sealed to other keys than those given.
    sealed_to_others: u64,
    /// Entries of kinds that this version does not know: they are among the records, and in no other count.
    not_understood: u64,
    /// Entries with a clock that was not trusted.
    clock_not_trusted: u64,
    /// Policy, program, clock and keys, each time they changed.
    changes: Vec<Changed>,
    #[serde(skip)]
    unread: BTreeMap<String, String>,
    #[serde(skip)]
    read_later: BTreeSet<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Asked {
    room: Option<String>,
    from: Option<String>,
    to: Option<String>,
    person: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize)]
struct Journal {
    origin: String,
    key: String,
    entries: u64,
    head: String,
    first_received: Option<String>,
    last_received: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Found {
    index: u64,
    at: String,
    event_id: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct NotFetched {
    room: String,
    event_id: String,
    cause: String,
}

#[derive(Clone, Debug, Serialize)]
struct Changed {
    received: String,
    #[serde(flatten)]
    change: Change,
}

impl Statement {
    pub(super) fn new(selection: &Selection, purpose: &Purpose) -> Self {
        Self {
            operator: purpose.operator.clone(),
            reason: purpose.reason.clone(),
            case: purpose.case.clone(),
            made: time(purpose.at_ms),
            software: concat!("despatch ", env!("CARGO_PKG_VERSION")).to_owned(),
            asked: Asked {
                room: selection.room.clone(),
                from: selection.from_ms.map(time),
                to: selection.to_ms.map(time),
                person: selection.person.clone(),
            },
            journals: vec![Journal::default()],
            first: None,
            last: None,
            counts: BTreeMap::new(),
            redactions: 0,
            edits: 0,
            files: 0,
            files_not_fetched: Vec::new(),
            undecryptable: BTreeMap::new(),
            decrypted_later: 0,
            gaps: Vec::new(),
            sealed_to_others: 0,
            not_understood: 0,
            clock_not_trusted: 0,
            changes: Vec::new(),
            unread: BTreeMap::new(),
            read_later: BTreeSet::new(),
        }
    }

    /// An entry that is there, selected or not.
    pub(super) fn seen(&mut self, placed: &Placed) {
        if let Some(journal) = self.journals.last_mut() {
            let received = time(placed.entry.received_ms);
            journal.first_received.get_or_insert_with(|| received.clone());
            journal.last_received = Some(received);
        }
    }

    /// An entry that was selected.
    pub(super) fn entry(&mut self, placed: &Placed) {
        let kind = &placed.entry.kind;
        let name = match kind {
            Kind::Event(event) => format!("event {}", event.event_type),
            Kind::OwnSend(send) => format!("own_send {}", send.event_type),
            other => other.name().to_owned(),
        };
        *self.counts.entry(name).or_default() += 1;
        self.files += kind.files().len() as u64;
        self.clock_not_trusted += u64::from(placed.entry.clock != crate::entry::Clock::Trusted);
        if !matches!(kind, Kind::Change(_)) {
            let found = Found {
                index: placed.index,
                at: time(moment(&placed.entry)),
                event_id: kind.event_id().map(str::to_owned),
            };
            self.first.get_or_insert_with(|| found.clone());
            self.last = Some(found);
        }
        match kind {
            Kind::Event(event) => {
                self.edits += u64::from(event.relation.as_ref().is_some_and(|to| to.rel_type == "m.replace"));
                if let Some(cause) = event.undecryptable {
                    self.unread.insert(event.event_id.clone(), cause.name().to_owned());
                }
            }
            Kind::LateDecryption(late) => {
                self.read_later.insert(late.event_id.clone());
            }
            Kind::Redaction(_) => self.redactions += 1,
            Kind::File(note) => self
                .files_not_fetched
                .extend(note.not_fetched.clone().map(|cause| NotFetched {
                    room: note.room.clone(),
                    event_id: note.event_id.clone(),
                    cause,
                })),
            Kind::Gap(gap) => self.gaps.push(gap.clone()),
            Kind::Change(change) => self.changes.push(Changed {
                received: time(placed.entry.received_ms),
                change: change.clone(),
            }),
            Kind::Decision(_) | Kind::OwnSend(_) => {}
        }
    }

    pub(super) fn sealed_to_others(&mut self) {
        self.sealed_to_others += 1;
    }

    pub(super) fn not_understood(&mut self) {
        self.not_understood += 1;
    }

    pub(super) fn add_journal(&mut self, origin: &str, key: &str, entries: u64, head: &str) {
        if let Some(journal) = self.journals.last_mut() {
            journal.origin = origin.to_owned();
            journal.key = key.to_owned();
            journal.entries = entries;
            journal.head = head.to_owned();
        }
        self.journals.push(Journal::default());
    }

    /// How many entries were selected.
    pub fn selected(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many entries are sealed to other keys than those given.
    pub fn not_opened(&self) -> u64 {
        self.sealed_to_others
    }

    /// As JSON.
    pub fn json(&self) -> String {
        let mut done = self.clone();
        // The last one is waiting for a journal that did not come.
        done.journals.pop();
        serde_json::to_string_pretty(&done).unwrap_or_default() + "\n"
    }

    /// As lines of a name and what there is to say, for people.
    pub(super) fn lines(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        let mut say = |name: &str, what: String| lines.push((name.to_owned(), what));
        let any = |asked: &Option<String>| asked.clone().unwrap_or_else(|| "any".to_owned());
        say("Opened by", self.operator.clone());
        say("Reason", self.reason.clone());
        say("Case", self.case.clone().unwrap_or_else(|| "none given".to_owned()));
        say("Opened at", self.made.clone());
        say(
            "Asked for",
            format!(
                "room: {}; from: {}; to: {}; person: {}",
                any(&self.asked.room),
                any(&self.asked.from),
                any(&self.asked.to),
                any(&self.asked.person)
            ),
        );
        let last = self.journals.len().saturating_sub(1);
        for journal in &self.journals[..last] {
            let range = |at: &Option<String>| at.clone().unwrap_or_else(|| "nothing".to_owned());
            say(
                "Journal",
                format!(
                    "{}: {} entries, received from {} to {}",
                    journal.origin,
                    journal.entries,
                    range(&journal.first_received),
                    range(&journal.last_received)
                ),
            );
        }
        let found = |found: &Option<Found>| found.as_ref().map_or("none".to_owned(), |found| found.at.clone());
        say(
            "First and last selected",
            format!("{}; {}", found(&self.first), found(&self.last)),
        );
        for (kind, count) in &self.counts {
            say("Count", format!("{kind}: {count}"));
        }
        say("Taken back", self.redactions.to_string());
        say("Edits", self.edits.to_string());
        say("Gaps", self.gaps.len().to_string());
        for gap in &self.gaps {
            say("Gap", format!("{}: {}", gap.room, gap.cause));
        }
        let unread: u64 = self.undecryptable.values().sum();
        say("Could not be decrypted", unread.to_string());
        for (cause, count) in &self.undecryptable {
            say("Could not be decrypted", format!("{cause}: {count}"));
        }
        say("Decrypted later", self.decrypted_later.to_string());
        say("Files", self.files.to_string());
        for file in &self.files_not_fetched {
            say(
                "File not fetched",
                format!("{} in {}: {}", file.event_id, file.room, file.cause),
            );
        }
        say("Sealed to other keys", self.sealed_to_others.to_string());
        say("Of a kind not known here", self.not_understood.to_string());
        say("Clock not trusted", self.clock_not_trusted.to_string());
        for changed in &self.changes {
            let change = &changed.change;
            let before = change.before.as_deref().unwrap_or("nothing");
            say(
                "Change",
                format!(
                    "{}: {}: {before} -> {}",
                    changed.received,
                    change.subject.name(),
                    change.after
                ),
            );
        }
        say("Made with", self.software.clone());
        lines
    }

    /// Counts what is still not decrypted.
    pub(super) fn settle(&mut self) {
        self.undecryptable.clear();
        self.decrypted_later = 0;
        for (event, cause) in &self.unread {
            match self.read_later.contains(event) {
                true => self.decrypted_later += 1,
                false => *self.undecryptable.entry(cause.clone()).or_default() += 1,
            }
        }
    }
}

/// A moment for people and programs (RFC 3339, UTC).
pub(super) fn time(ms: u64) -> String {
    let at = i64::try_from(ms)
        .ok()
        .and_then(|ms| Timestamp::from_millisecond(ms).ok());
    at.map_or_else(|| format!("{ms} ms after 1970"), |at| at.to_string())
}
