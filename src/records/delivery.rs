//! Delivery: what is closed goes to the sink that policy names, in order, and leaves this device when it is there.
//!
//! Nothing at a sink is ever written twice with different bytes, so that it may be one that lets nobody change or remove
//! what is there; and whatever was interrupted is simply done again.

mod backoff;
mod courier;
mod network;
mod sink;

use std::fs;
use std::path::Path;

use thiserror::Error;

use crate::journal::folder::contents;
use crate::journal::{Folder, Journal, JournalError, head_name, segment_name};
use crate::key::{Log, hex};

pub use backoff::Backoff;
pub use courier::{Courier, Health, Sending, WhenSinkDown, sending};
pub use network::Network;
pub use sink::{Sink, SinkError};

/// What one delivery brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Segments.
    pub segments: u64,
    /// Sealed files.
    pub files: u64,
    /// Everything before this entry is at the sink.
    pub size: u64,
}

impl Journal {
    /// Closes the open segment and delivers all that waits. Blocks until it is there or failed; not for a thread that runs
    /// futures. May be called again at any time: what is at the sink already is compared and not sent.
    pub fn deliver(&self, sink: &Sink) -> Result<Delivered, DeliveryError> {
        let _alone = self.delivering();
        self.close_segment()?;
        let mut delivered = deliver(self.folder(), self.log(), sink, |first| self.delivered(first))?;
        delivered.size = self.undelivered_from()?;
        Ok(delivered)
    }
}

/// Delivers what accounts left behind that are gone from this device: closed segments need no key. A folder of which all
/// is delivered is removed. Those of accounts that are there, or did not leave in order, stay as they are.
pub fn deliver_left(records: &Path, sink: &Sink) -> Result<Delivered, DeliveryError> {
    let mut all = Delivered::default();
    for entry in fs::read_dir(records).map_err(JournalError::from)? {
        let path = entry.map_err(JournalError::from)?.path();
        let Some((folder, log, _lock)) = Folder::left(&path)? else {
            continue;
        };
        let delivered = deliver(&folder, &log, sink, |first| folder.remove_segment(first).map(drop))?;
        all.segments += delivered.segments;
        all.files += delivered.files;
        fs::remove_dir_all(&path).map_err(JournalError::from)?;
    }
    Ok(all)
}

fn deliver(
    from: &Folder,
    log: &Log,
    sink: &Sink,
    done: impl Fn(u64) -> Result<(), JournalError>,
) -> Result<Delivered, DeliveryError> {
    let mut delivered = Delivered::default();
    let folder = log.folder();
    let at = |part: &str| format!("{folder}/{part}");
    let waiting = from.segments()?;
    if !waiting.is_empty() {
        sink.put(&at("key"), &from.key())?;
    }
    for first in waiting {
        let segment = from.segment(first);
        let (end, files) = contents(&segment)?;
        for hash in &files {
            let (name, file) = (at(&format!("files/{}", hex(hash))), from.file(hash));
            // It may have gone with an earlier segment that brings it too.
            match file.exists() {
                true => sink.put(&name, &file)?,
                false => sink
                    .has(&name)?
                    .then_some(())
                    .ok_or(DeliveryError::FileLost(hex(hash)))?,
            }
        }
        sink.put(&at(&format!("segments/{}", segment_name(first))), &segment)?;
        // Apart from the journal: whoever looks after the sink may give this folder other rights.
        sink.put(&format!("heads/{folder}/{}", head_name(end)), &from.head(end))?;
        done(first)?;
        delivered.segments += 1;
        delivered.files += files.len() as u64;
    }
    Ok(delivered)
}

/// Why something is not at the sink. It waits, and nothing of it is lost.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeliveryError {
    /// The journal can't be read or closed.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The sink can't be reached, or refuses.
    #[error(transparent)]
    Sink(#[from] SinkError),
    /// A sealed file is neither here nor at the sink.
    #[error("the sealed file {0} is neither here nor where the record goes")]
    FileLost(String),
}

/// Reads a file that is delivered.
fn read(path: &Path) -> Result<Vec<u8>, SinkError> {
    fs::read(path).map_err(SinkError::Here)
}
