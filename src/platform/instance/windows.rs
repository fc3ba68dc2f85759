//! Where launches meet: a named pipe. Its name is made of the data folder's, so that two homes are two doors.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use interprocess::local_socket::{GenericNamespaced, Name, prelude::*};

/// The pipe's name.
#[derive(Debug)]
pub(super) struct Door(String);

impl Door {
    pub(super) fn open(data: &Path) -> io::Result<Self> {
        let mut hasher = DefaultHasher::new();
        data.hash(&mut hasher);
        Ok(Self(format!("org.despatch.{:016x}", hasher.finish())))
    }

    pub(super) fn name(&self) -> io::Result<Name<'_>> {
        self.0.as_str().to_ns_name::<GenericNamespaced>()
    }
}
