//! Screens: each owns what it shows, what may happen on it, and what it asks of the program.

pub mod blocked;
pub mod browser;
pub mod desk;
pub mod ended;
pub mod faces;
pub mod idle;
pub mod ignored;
pub mod notifications;
pub mod obstacle;
pub mod password;
pub mod profile;
pub mod rulebook;
pub mod settings;
pub mod sign_in;
pub mod sign_in_again;
pub mod starting;
pub mod trust;

mod asking;
mod page;
mod rule;
mod validity;

use model::{Organisation, Person, ProvenBy, Quiet, RecordState, Rules, Trust, UserId};

use crate::words::Words;

/// What every screen may look at while it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Words of the language chosen.
    pub words: &'a Words,
    /// Who manages this program.
    pub organisation: &'a Organisation,
    /// What the organisation decided.
    pub rules: &'a Rules,
    /// How the person signed in, and so how they show again who they are.
    pub proven_by: ProvenBy,
    /// How this device and the person's keys stand, once known.
    pub trust: Option<Trust>,
    /// How the record stands.
    pub record: RecordState,
    /// Whom the person ignores.
    pub ignored: &'a [Person],
    /// Small pictures of people and rooms.
    pub faces: &'a faces::Faces,
    /// When nothing is announced.
    pub quiet: &'a Quiet,
}

impl Scene<'_> {
    /// Whether the person ignores somebody.
    pub fn ignores(&self, person: &UserId) -> bool {
        self.ignored.iter().any(|ignored| ignored.id == *person)
    }
}
