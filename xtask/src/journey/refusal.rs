//! What the foreign server is refused.

use anyhow::Result;

use super::{Stage, report::Report};

/// An invitation from outside, and a sign-in there.
pub fn play(_stage: &mut Stage, _report: &mut Report) -> Result<()> {
    Ok(())
}
