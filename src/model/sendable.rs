//! A file that may be sent.

use std::fmt;
use std::sync::Arc;

use crate::{Pixels, Why};

/// What is known of a file before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sendable {
    /// Its bytes, where it can be read.
    pub size: Option<u64>,
    /// What it looks like, small, where it is a picture.
    pub picture: Option<Pixels>,
    /// It is a film or a sound of a kind of which what it says beside that can't be taken out.
    pub unclean: bool,
    /// Why it would be refused.
    pub refused: Option<Why>,
}

/// A picture from another program, as its file. Nobody has looked into it yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded(pub Arc<[u8]>);

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encoded({} bytes)", self.0.len())
    }
}
