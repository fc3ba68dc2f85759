//! Wishes about what the person hears of, and when.

use model::Command;

use super::{Desk, Tasks};

/// What reports about it.
pub(super) fn spawn(desk: &Desk, tasks: &mut Tasks) {
    let (account, outlet) = (desk.account.clone(), desk.outlet.clone());
    tasks.spawn(account.clone().announce(outlet.clone(), desk.online.clone()));
    tasks.spawn(async move { account.report_hearing(outlet).await });
}

impl Desk {
    /// Works on such a wish; hands back any other.
    pub(super) fn habit(&self, wish: Command, tasks: &mut Tasks) -> Option<Command> {
        let desk = self.clone();
        match wish {
            Command::SetHearing { ticket, change } => {
                self.fulfil(tasks, ticket, async move { desk.account.set_hearing(&change).await });
            }
            Command::SetQuiet { ticket, change } => {
                self.fulfil(tasks, ticket, async move { desk.account.set_quiet(&change).await });
            }
            other => return Some(other),
        }
        None
    }
}
