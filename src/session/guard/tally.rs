//! Counts the messages that could not be read when they came, for `despatch doctor`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use std::{fmt, fs};

use matrix_sdk::Client;
use matrix_sdk_ui::unable_to_decrypt_hook::{UnableToDecryptHook, UnableToDecryptInfo, UtdHookManager};
use model::Figures;

use crate::convert::trust;

/// A key that comes within this time was late; one that does not is counted as never, as other clients count too.
const IN_TIME: Duration = Duration::from_secs(60);

/// What the SDK calls for each message once.
struct Tally {
    path: PathBuf,
    figures: Arc<Mutex<Figures>>,
}

/// Has the SDK count what the timelines show. It remembers which messages it has counted, and only it does.
pub(super) async fn tally(client: &Client, path: PathBuf) -> Arc<UtdHookManager> {
    // A damaged file loses numbers, and nothing else.
    let figures = fs::read(&path)
        .ok()
        .and_then(|bytes| Figures::of(&bytes))
        .unwrap_or_default();
    let figures = Arc::new(Mutex::new(figures));
    let tally = Arc::new(Tally { path, figures });
    let mut counting = UtdHookManager::new(tally, client.clone()).with_max_delay(IN_TIME);
    if counting.reload_from_store().await.is_err() {
        tracing::warn!("messages that were counted before are counted again");
    }
    Arc::new(counting)
}

impl UnableToDecryptHook for Tally {
    fn on_utd(&self, info: UnableToDecryptInfo) {
        let (path, figures) = (self.path.clone(), self.figures.clone());
        // Called under a lock of the SDK's: writing has no place there. One after the other, so that the last is the latest.
        tokio::task::spawn_blocking(move || {
            let mut figures = figures.lock().unwrap_or_else(PoisonError::into_inner);
            match info.time_to_decrypt {
                Some(after) => figures.count_late(after),
                None => figures.count_never(trust::undecryptable(info.cause)),
            }
            if keep(&path, &figures).is_err() {
                tracing::warn!("a figure was not kept");
            }
        });
    }
}

impl fmt::Debug for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tally").finish_non_exhaustive()
    }
}

/// Written whole or not at all.
fn keep(path: &Path, figures: &Figures) -> io::Result<()> {
    let draft = path.with_extension("new");
    fs::File::create(&draft)?.write_all(figures.to_json().to_string().as_bytes())?;
    fs::rename(&draft, path)
}
