//! A file that may be sent.

use crate::{Pixels, Why};

/// What is known of a file before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sendable {
    /// Its bytes, where it can be read.
    pub size: Option<u64>,
    /// What it looks like, small, where it is a picture.
    pub picture: Option<Pixels>,
    /// Why it would be refused.
    pub refused: Option<Why>,
}
