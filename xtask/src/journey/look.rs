//! Languages, themes and sizes of text.

use anyhow::Result;

use super::{Stage, report::Report};

/// Welsh, dark, high contrast and 200 % text.
pub fn play(_stage: &mut Stage, _report: &mut Report) -> Result<()> {
    Ok(())
}
