//! Films that the system's player opens: in files of the session's own, which go when the session ends, or when a message goes.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::{Failure, RowKey, Why};

use super::{LARGEST, save};
use crate::convert;
use crate::guard::account::Account;
use crate::guard::conversation::Conversation;

/// Their folder, in the account's own.
const FOLDER: &str = "opened";

impl Conversation {
    /// Lays a film out, where policy lets files be saved. Its name ends as what it is, whatever its sender calls it: a program that is
    /// called a film is not handed to whatever runs programs.
    pub(crate) async fn lay_out(&self, row: &RowKey) -> Result<PathBuf, Why> {
        self.account.policy.judge_saving().map_err(Why::Policy)?;
        let item = self.event(row)?;
        let (source, name, told) = convert::attachment::film(item.content()).ok_or(Why::Failed(Failure::NotFound))?;
        if told.unwrap_or_default() > LARGEST {
            return Err(Why::Failed(Failure::PlayTooLarge));
        }
        let bytes = self.account.download(source, LARGEST, Failure::PlayTooLarge).await?;
        let ending = media::video::ending(&bytes).ok_or(Why::Failed(Failure::FilmUnknown))?;
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        let name = convert::names::file_name(&format!("{stem}.{ending}")).to_string();
        let folder = self.account.laid_out();
        let laying = tokio::task::spawn_blocking(move || lay(&folder, &name, &bytes));
        laying
            .await
            .map_err(|_| Why::Failed(Failure::Internal))?
            .map_err(Why::Failed)
    }
}

impl Account {
    /// Deletes them all: one that a player still has open plays on.
    pub(in crate::guard) fn let_go_of_laid_out(&self) {
        fs::remove_dir_all(self.laid_out()).ok();
    }

    fn laid_out(&self) -> Arc<Path> {
        self.folders[1].join(FOLDER).into()
    }
}

fn lay(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    // A place for each, which nobody can guess.
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|_| Failure::Internal)?;
    let place = folder.join(format!("{:016x}", u64::from_ne_bytes(number)));
    fs::create_dir_all(&place).map_err(|_| Failure::Disk)?;
    let name = save(&place, name, bytes).map_err(|_| Failure::Disk)?;
    Ok(place.join(name))
}
