//! What may leave the window for the rest of the computer.

use crate::name::canonical;
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

    /// Whether a person may open another account beside so many.
    pub fn judge_another_account(&self, open: usize) -> Result<(), Reason> {
        let most = self.sign_in().max_accounts;
        if usize::try_from(most).is_ok_and(|most| open < most) {
            Ok(())
        } else {
            Err(Reason::AccountsFull { most })
        }
    }

    /// Whether what was copied or saved in an account on one server may be pasted or sent in another account on the other:
    /// both departments have to be named. One of them alone is one too few, and a name that is none opens nothing.
    pub fn judge_exchange(&self, from: &str, to: &str) -> Result<(), Reason> {
        let named = |server: &str| {
            let listed = |written: &String| canonical(written).is_some_and(|name| canonical(server) == Some(name));
            self.device().exchange_between_accounts.iter().any(listed)
        };
        if named(from) && named(to) {
            Ok(())
        } else {
            Err(Reason::BetweenAccounts)
        }
    }
}
