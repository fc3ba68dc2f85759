//! One batch for the record: what of it is new, and what has to be noted with it.

use std::sync::Arc;

use matrix_sdk::deserialized_responses::TimelineEvent;
use matrix_sdk::ruma::RoomId;
use records::entry::{Clock, Event, Kind};
use records::intake::Named;
use records::{Intake, JournalError};
use serde_json::{Value, json};

use super::super::account::Account;
use super::RecordError;
use super::apart::Apart;
use crate::convert::record::{self, Recorded};
use crate::record::{Record, entry};

/// Bytes of events after which what there is is written.
const PIECE_BYTES: usize = 128 * 1024;
/// The messages that have a file.
const WITH_FILES: [&str; 4] = ["m.file", "m.image", "m.audio", "m.video"];

/// Events of a room, oldest first, that may go on record.
pub(super) struct Batch {
    pub(super) room: String,
    pub(super) events: Vec<Recorded>,
    /// The newest event there is of the room.
    pub(super) newest: Option<String>,
    /// Something may be missing before the first of them, back to this event; empty where nothing was on record yet.
    pub(super) behind_gap: Option<String>,
    /// What is on record by itself.
    pub(super) apart: Arc<Apart>,
    /// What is older than this, in milliseconds since 1970 began, was not missed.
    pub(super) began: u64,
    /// What this device's clock is worth.
    pub(super) clock: Clock,
}

/// What a batch left to do.
#[derive(Default)]
pub(super) struct Left {
    pub(super) files: bool,
    pub(super) gap: bool,
}

impl Account {
    pub(super) async fn batch(&self, room: &RoomId, record: &Record, events: &[TimelineEvent]) -> Batch {
        let since = self.here_since().await;
        let mut recorded: Vec<Recorded> = events
            .iter()
            .filter_map(|event| record::recorded(room.as_str(), event, since))
            .collect();
        for Recorded { event_id, kind, .. } in &mut recorded {
            if let Kind::Event(event) = kind {
                let sent = self.recorder.transaction_of(event_id);
                event.transaction = event.transaction.take().or(sent);
            }
        }
        Batch {
            room: room.to_string(),
            events: recorded,
            newest: None,
            behind_gap: None,
            apart: self.recorder.apart.clone(),
            began: record.began,
            clock: self.record_clock(),
        }
    }

    /// Puts a batch on record, and has done what it leaves to do.
    pub(super) async fn take(&self, record: &Record, batch: Batch) -> Result<(), RecordError> {
        let taken = record.put(move |intake| batch.take(intake)).await;
        // A part of it may be on record though the rest is not, and have left something to do.
        let left = taken.as_ref().map_or(&Left { files: true, gap: true }, |left| left);
        if left.files {
            self.recorder.files.notify_one();
        }
        if left.gap {
            self.recorder.gaps.notify_one();
        }
        taken.map(drop).map_err(RecordError::from)
    }
}

impl Batch {
    /// Blocks.
    fn take(self, intake: &Intake) -> Result<Left, JournalError> {
        let mut left = Left::default();
        let mut piece = Piece::new(self.clock);
        if let Some(anchor) = self.gap(intake)? {
            piece.notes.push((gap_note(&self.room), anchor));
            left.gap = true;
        }
        for recorded in self.events {
            let [read, shut] = names_of(&recorded.event_id);
            if piece.bytes > PIECE_BYTES {
                std::mem::replace(&mut piece, Piece::new(self.clock)).write(intake)?;
            }
            if intake.has(&read)? {
                continue;
            }
            if !recorded.readable {
                piece.add(shut, recorded.kind);
                continue;
            }
            if let Kind::Event(Event {
                content: Some(content), ..
            }) = &recorded.kind
                && has_file(content)
            {
                let note = json!({"room": self.room, "content": content});
                piece.notes.push((file_note(&recorded.event_id), note.to_string()));
                left.files = true;
            }
            let kind = match recorded.kind {
                Kind::Event(event) if intake.has(&shut)? => record::late(event),
                kind => kind,
            };
            piece.add(read, kind);
        }
        let note = anchor_note(&self.room);
        if let Some(newest) = self.newest
            && intake.journal().noted(&note).as_ref() != Some(&newest)
        {
            piece.notes.push((note, newest));
        }
        piece.write(intake)?;
        Ok(left)
    }

    /// Back to which event something may be missing before the first event, where that is not known yet.
    fn gap(&self, intake: &Intake) -> Result<Option<String>, JournalError> {
        let (Some(anchor), Some(oldest)) = (&self.behind_gap, self.events.first()) else {
            return Ok(None);
        };
        let [read, shut] = names_of(&oldest.event_id);
        let on_record = (intake.has(&read)? || intake.has(&shut)?) && !self.apart.holds(&oldest.event_id);
        let known = intake.journal().noted(&gap_note(&self.room)).is_some();
        let (first, sent) = match &oldest.kind {
            Kind::Event(event) => (event.event_type == "m.room.create", event.origin_ms),
            Kind::Redaction(redaction) => (false, redaction.origin_ms),
            _ => (false, u64::MAX),
        };
        let missed = !anchor.is_empty() || sent >= self.began;
        Ok((missed && !on_record && !known && !first).then(|| anchor.clone()))
    }
}

/// What is written at once: so little that it finds room where any is left.
struct Piece {
    batch: Vec<Named>,
    notes: Vec<(String, String)>,
    bytes: usize,
    clock: Clock,
}

impl Piece {
    fn new(clock: Clock) -> Self {
        Self {
            batch: Vec::new(),
            notes: Vec::new(),
            bytes: 0,
            clock,
        }
    }

    fn add(&mut self, name: String, kind: Kind) {
        if let Kind::Event(event) = &kind {
            self.bytes += event.raw.len();
        }
        self.batch.push((name, entry(kind, self.clock)));
    }

    fn write(self, intake: &Intake) -> Result<(), JournalError> {
        let notes = self.notes.iter();
        let notes: Vec<_> = notes.map(|(name, text)| (name.as_str(), text.as_str())).collect();
        intake.take(self.batch, &notes).map(drop)
    }
}

/// The names under which an event goes on record: when it could be read, and when it could not.
pub(in crate::guard) fn names_of(event_id: &str) -> [String; 2] {
    [format!("read:{event_id}"), format!("shut:{event_id}")]
}

/// The note that something may be missing in a room, back to the event that the note names.
pub(in crate::guard) fn gap_note(room: &str) -> String {
    format!("{GAP}{room}")
}

/// The note of the newest event of a room when one last looked.
pub(super) fn anchor_note(room: &str) -> String {
    format!("last:{room}")
}

/// The note of a file that is to be fetched.
pub(super) fn file_note(event_id: &str) -> String {
    format!("{FILE}{event_id}")
}

/// How the notes of gaps begin.
pub(super) const GAP: &str = "gap:";
/// How the notes of files begin.
pub(super) const FILE: &str = "file:";

fn has_file(content: &Value) -> bool {
    let kind = content.get("msgtype").and_then(Value::as_str);
    let fetched = content.get("file").or_else(|| content.get("url")).is_some();
    fetched && kind.is_none_or(|kind| WITH_FILES.contains(&kind))
}
