//! Wishes about what the person hears of, and when, and what they mark rooms with.

use model::Command;

use super::open_room::OpenRoom;
use super::{Desk, Tasks};

/// What reports about it.
pub(super) fn spawn(desk: &Desk, tasks: &mut Tasks) {
    let (account, outlet) = (desk.account.clone(), desk.outlet.clone());
    tasks.spawn(account.clone().announce(outlet.clone(), desk.online.clone()));
    tasks.spawn(async move { account.report_hearing(outlet).await });
}

impl Desk {
    /// Works on such a wish; hands back any other.
    pub(super) fn habit(&self, wish: Command, tasks: &mut Tasks, open: &OpenRoom) -> Option<Command> {
        let desk = self.clone();
        match wish {
            Command::MarkUnread { ticket, room } => {
                self.fulfil(tasks, ticket, async move { desk.account.mark_unread(&room).await });
            }
            Command::SetAttention {
                ticket,
                room,
                attention,
            } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.set_attention(&room, attention).await
                });
            }
            Command::SetImportance {
                ticket,
                room,
                importance,
            } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.set_importance(&room, importance).await
                });
            }
            Command::SetHearing { ticket, change } => {
                self.fulfil(tasks, ticket, async move { desk.account.set_hearing(&change).await });
            }
            Command::SetQuiet { ticket, change } => {
                self.fulfil(tasks, ticket, async move { desk.account.set_quiet(&change).await });
            }
            Command::FindDate { ticket, room, at } => {
                let open = open.clone();
                self.fulfil(tasks, ticket, async move { open.find_date(&desk, room, at).await });
            }
            other => return Some(other),
        }
        None
    }
}
