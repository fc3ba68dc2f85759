//! Fetches the files of messages that are on record, and puts them beside it.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::media::{MediaFormat, MediaRequestParameters};
use matrix_sdk::ruma::OwnedMxcUri;
use matrix_sdk::ruma::events::room::{EncryptedFile, MediaSource};
use model::Failure;
use records::entry::{FileNote, KeptFile, Kind};
use serde::Deserialize;

use super::super::account::Account;
use super::batch::{FILE, file_note};
use crate::convert::failure;
use crate::record::{Record, entry};

/// How long to wait before a file that could not be fetched is tried again.
const AGAIN: Duration = Duration::from_secs(60);
/// The largest file fetched: it is decrypted in memory. 1 GiB.
const MOST_BYTES: u64 = 1 << 30;

/// What is noted of a file.
#[derive(Deserialize)]
struct Noted {
    room: String,
    content: Content,
}

/// What a message says of its file (specification 11.2, `m.file` and its like).
#[derive(Deserialize)]
struct Content {
    #[serde(default)]
    body: String,
    filename: Option<String>,
    file: Option<Box<EncryptedFile>>,
    url: Option<OwnedMxcUri>,
    #[serde(default)]
    info: Info,
}

#[derive(Default, Deserialize)]
struct Info {
    #[serde(default)]
    mimetype: String,
    size: Option<u64>,
}

/// Why a file is not beside the record.
enum Missing {
    /// It never will be.
    Never(&'static str),
    /// Not yet.
    Yet,
}

impl Account {
    /// Fetches the files of what is on record, for ever.
    pub(crate) async fn fetch_files(self: Arc<Self>) {
        let Ok(record) = self.recorder.record() else {
            return;
        };
        loop {
            let mut open = false;
            for (note, text) in record.intake().journal().notes(FILE) {
                if !self.is_online() {
                    break;
                }
                open |= !self.fetch(record, &note[FILE.len()..], &text).await;
            }
            tokio::select! {
                () = self.recorder.files.notified() => {}
                () = tokio::time::sleep(AGAIN), if open => {}
            }
        }
    }

    /// Whether nothing is left to do for this file.
    async fn fetch(&self, record: &Record, event_id: &str, noted: &str) -> bool {
        let (room, fetched) = match serde_json::from_str::<Noted>(noted) {
            Ok(noted) => (noted.room, self.content_of(record, noted.content).await),
            Err(_) => (String::new(), Err(Missing::Never("malformed"))),
        };
        let (kept, not_fetched) = match fetched {
            Ok(kept) => (Some(kept), None),
            Err(Missing::Never(why)) => (None, Some(why.to_owned())),
            Err(Missing::Yet) => return false,
        };
        let file = FileNote {
            room,
            event_id: event_id.to_owned(),
            kept,
            not_fetched,
        };
        let entry = entry(Kind::File(file), self.record_clock());
        record.append(entry, &file_note(event_id)).await;
        true
    }

    async fn content_of(&self, record: &Record, content: Content) -> Result<KeptFile, Missing> {
        let source = match (content.file, content.url) {
            (Some(file), _) => MediaSource::Encrypted(file),
            (None, Some(url)) => MediaSource::Plain(url),
            (None, None) => return Err(Missing::Never("malformed")),
        };
        if content.info.size.is_some_and(|size| size > MOST_BYTES) {
            return Err(Missing::Never("too large"));
        }
        let format = MediaFormat::File;
        let request = MediaRequestParameters { source, format };
        let fetched = self.client.media().get_media_content(&request, true).await;
        let bytes = fetched.map_err(|error| match failure::media_failure(&error) {
            failure @ (Failure::Forbidden | Failure::NotFound | Failure::Tampered | Failure::Malformed) => {
                Missing::Never(failure.code())
            }
            _ => Missing::Yet,
        })?;
        let name = content.filename.unwrap_or(content.body);
        let (intake, media_type) = (record.intake().clone(), content.info.mimetype);
        let keeping = move || intake.journal().keep_file(&name, &media_type, &mut Cursor::new(bytes));
        match tokio::task::spawn_blocking(keeping).await {
            Ok(Ok(kept)) => Ok(kept),
            Ok(Err(error)) => {
                tracing::error!(%error, "a file waits to go on record");
                Err(Missing::Yet)
            }
            Err(_) => Err(Missing::Yet),
        }
    }
}
