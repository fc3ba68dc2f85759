//! Servers that go and come back.

use anyhow::Result;

use super::{Stage, report::Report};

/// The other side's server stops, a message waits, the server returns, the message arrives once.
pub fn server(_stage: &mut Stage, _report: &mut Report) -> Result<()> {
    Ok(())
}

/// The program starts again while its server is down.
pub fn restart(_stage: &mut Stage, _report: &mut Report) -> Result<()> {
    Ok(())
}
