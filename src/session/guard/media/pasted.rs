//! Pictures that were pasted: files of the session's own until they are sent or given up.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use media::picture;
use model::{Encoded, Failure, Why};

use crate::guard::account::Account;

/// Their folder, in the account's own.
const FOLDER: &str = "pasted";
/// What each is called where it is sent.
const NAME: &str = "Pasted picture.png";

impl Account {
    /// Draws a picture within limits, and makes a file of it.
    pub(crate) async fn keep_picture(&self, picture: Encoded) -> Result<PathBuf, Why> {
        let folder = self.pasted();
        let kept = self.draw(move || keep(&folder, &picture.0)).await;
        kept.unwrap_or(Err(Failure::Internal)).map_err(Why::Failed)
    }

    /// Deletes such a file; any other is left alone.
    pub(crate) async fn let_go_of_file(&self, path: &Path) {
        let own = path.parent().filter(|place| place.parent() == Some(&*self.pasted()));
        if let Some(place) = own
            && tokio::fs::remove_dir_all(place).await.is_err()
        {
            tracing::warn!("a pasted picture could not be deleted");
        }
    }

    /// Deletes what an end of the program left.
    pub(in crate::guard) fn let_go_of_pasted(&self) {
        fs::remove_dir_all(self.pasted()).ok();
    }

    fn pasted(&self) -> Arc<Path> {
        self.folders[1].join(FOLDER).into()
    }
}

fn keep(folder: &Path, picture: &[u8]) -> Result<PathBuf, Failure> {
    let bytes = picture::redrawn(picture).ok_or(Failure::PictureUndrawn)?;
    // A place for each, so that all have the same name where they are sent.
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|_| Failure::Internal)?;
    let path = folder.join(format!("{:016x}", u64::from_ne_bytes(number))).join(NAME);
    write(&path, &bytes).map_err(|_| Failure::Disk)?;
    Ok(path)
}

/// Below the account's folder, which nobody else on this computer may enter.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(place) = path.parent() {
        fs::create_dir_all(place)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}
