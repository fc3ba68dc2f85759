//! Files, out and in: encrypted before they leave, checked before a byte of them is written.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use matrix_sdk::media::{MediaFormat, MediaRequestParameters};
use matrix_sdk_ui::timeline::{AttachmentConfig, AttachmentSource};
use model::{Failure, RowKey, Why};

use super::conversation::{Conversation, failed};
use crate::convert::{self, failure};

/// The largest file sent, whatever policy says: it is read and encrypted in memory. 1 GiB.
const SEND_BYTES: u64 = 1024 * 1024 * 1024;
/// Names tried before giving up when files of the same name are there already.
const NAMES: u32 = 1_000;

impl Conversation {
    pub(super) async fn send_file(&self, path: PathBuf) -> Result<(), Why> {
        let disk = |_| Why::Failed(Failure::Disk);
        let policy = &self.account.policy;
        let mime = mime_guess::from_path(&path).first_or_octet_stream();
        let facts = tokio::fs::metadata(&path).await.map_err(disk)?;
        // By size and name first: what may not be sent is not read.
        policy
            .judge_file(facts.len(), &[mime.essence_str()])
            .map_err(Why::Policy)?;
        if !facts.is_file() || facts.len() > SEND_BYTES {
            return Err(Why::Failed(Failure::Malformed));
        }
        let bytes = tokio::fs::read(&path).await.map_err(disk)?;
        // A program may call itself anything.
        let told = infer::get(&bytes).map(|kind| kind.mime_type());
        let kinds: Vec<&str> = told.into_iter().chain([mime.essence_str()]).collect();
        policy.judge_file(bytes.len() as u64, &kinds).map_err(Why::Policy)?;
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let source = AttachmentSource::Data {
            bytes,
            filename: convert::names::file_name(&name).to_string(),
        };
        self.timeline
            .send_attachment(source, mime, AttachmentConfig::default())
            .use_send_queue()
            .await
            .map_err(failed)
    }

    /// Fetches a file, checks it against the hash its sender vouched for, and saves it under a free name.
    /// Returns that name.
    pub(crate) async fn save_file(&self, row: &RowKey, folder: &Path) -> Result<String, Why> {
        self.account.policy.judge_saving().map_err(Why::Policy)?;
        let item = self.event(row)?;
        let (source, name) = convert::attachment(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        let request = MediaRequestParameters {
            source,
            format: MediaFormat::File,
        };
        let bytes = self
            .account
            .client
            .media()
            .get_media_content(&request, true)
            .await
            .map_err(|error| Why::Failed(failure::media_failure(&error)))?;
        let folder = folder.to_owned();
        tokio::task::spawn_blocking(move || save(&folder, &name, &bytes))
            .await
            .map_err(|_| Why::Failed(Failure::Internal))?
            .map_err(|_| Why::Failed(Failure::Disk))
    }
}

/// Writes a file whole under the first free name, readable by its owner alone: `note.pdf`, `note (2).pdf`, ...
fn save(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<String> {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    for number in 1..=NAMES {
        let name = if number == 1 {
            name.to_owned()
        } else {
            format!("{stem} ({number}){extension}")
        };
        let path = folder.join(&name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
                    // Half a file under its real name would pass for a whole one.
                    std::fs::remove_file(&path).ok();
                    return Err(error);
                }
                return Ok(name);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}
