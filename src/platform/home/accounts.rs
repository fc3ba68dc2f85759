//! The homes of a person's further accounts: folders of their own inside the person's, by a number each.
//!
//! The first account has the person's home itself, as it always had. Each further one has a home in the folder `accounts` of
//! it, with a name of its own for the keyring, and nothing in common with another but the person's settings. The lock on the
//! person's home is the lock on all of them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Home, HomeError, prepare};

/// Where they are, in the folders of the person's home.
const FOLDER: &str = "accounts";
/// The person's own home.
const FIRST: u32 = 1;
/// Numbers have a colour and a key each: there are not many.
const LAST: u32 = 99;

impl Home {
    /// The numbers of the accounts that have a folder here, the first among them, in their order. Touches nothing.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn accounts(&self) -> Result<Vec<u32>, HomeError> {
        let folder = self.data.join(FOLDER);
        let unusable = |source| HomeError::Unusable {
            path: folder.clone(),
            source,
        };
        let mut numbers = vec![FIRST];
        match fs::read_dir(&folder) {
            Ok(entries) => {
                for entry in entries {
                    numbers.extend(number(&entry.map_err(unusable)?.file_name().to_string_lossy()));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(unusable(error)),
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// Where the folders of an account are, be they there or not. Touches nothing.
    pub fn of_account(&self, number: u32) -> Self {
        if number == FIRST {
            return self.clone();
        }
        let within = |folder: &Path| folder.join(FOLDER).join(number.to_string());
        Self {
            data: within(&self.data),
            cache: within(&self.cache),
            config: self.config.clone(),
        }
    }

    /// The home of an account, made where it is missing, and closed to others.
    ///
    /// # Errors
    ///
    /// As [`Home::open`].
    pub fn open_account(&self, number: u32) -> Result<Self, HomeError> {
        let home = self.of_account(number);
        if number != FIRST {
            for folder in [&home.data, &home.cache] {
                if let Some(above) = folder.parent() {
                    prepare(above)?;
                }
                prepare(folder)?;
            }
        }
        Ok(home)
    }

    /// Removes the home of an account that has ended. The first is the person's, and stays.
    ///
    /// # Errors
    ///
    /// When a folder cannot be removed.
    pub fn remove_account(&self, number: u32) -> Result<(), HomeError> {
        if number == FIRST {
            return Ok(());
        }
        let home = self.of_account(number);
        for path in [home.data, home.cache] {
            match fs::remove_dir_all(&path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => return Err(unusable(path, source)),
                _ => {}
            }
        }
        Ok(())
    }

    /// The number of the next account, beside those that are open. A folder that an ended account left is taken again: what
    /// waits in it to be delivered goes with the next account's.
    pub fn next_account(open: &[u32]) -> Option<u32> {
        (FIRST..=LAST).find(|number| !open.contains(number))
    }
}

fn unusable(path: PathBuf, source: io::Error) -> HomeError {
    HomeError::Unusable { path, source }
}

/// The number that is a folder's name, in the one way to write it.
fn number(name: &str) -> Option<u32> {
    let number: u32 = name.parse().ok()?;
    ((FIRST + 1..=LAST).contains(&number) && number.to_string() == name).then_some(number)
}
