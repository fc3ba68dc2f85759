//! What may leave the window for the rest of the computer.

use crate::{Policy, Reason};

impl Policy {
    /// Whether the words of a message may be copied.
    pub fn judge_copying(&self) -> Result<(), Reason> {
        if self.device().copy {
            Ok(())
        } else {
            Err(Reason::CopyingForbidden)
        }
    }

    /// Whether a file from a message may be kept on this computer.
    pub fn judge_saving(&self) -> Result<(), Reason> {
        if self.device().save_files {
            Ok(())
        } else {
            Err(Reason::SavingForbidden)
        }
    }
}
