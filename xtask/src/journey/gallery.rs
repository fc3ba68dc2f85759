//! Every state of trust in every dress. In the steps before, real windows showed most of them once; here each is drawn, without a
//! window and without a server, in each language, light and in high contrast.

use std::path::Path;

use anyhow::Result;

use super::{Stage, report::Report};

/// Draws them, and looks whether everybody could use each.
pub fn play(showcase: &Path, stage: &mut Stage, report: &mut Report) -> Result<()> {
    report.step(stage, "trust", |_, checks| checks.drawn(showcase))
}
