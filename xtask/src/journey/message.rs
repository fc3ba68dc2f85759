//! A conversation of two departments.

use anyhow::Result;

use super::{Stage, report::Report};

/// From the invitation to a deleted message.
pub fn play(_stage: &mut Stage, _report: &mut Report) -> Result<()> {
    Ok(())
}
