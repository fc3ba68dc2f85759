//! Wishes that concern how rooms are run.

use model::{Command, Event, Stage};

use super::{Desk, Tasks};

impl Desk {
    /// Takes up a wish of this kind; hands back any other.
    pub(super) fn govern(&self, wish: Command, tasks: &mut Tasks) -> Option<Command> {
        let desk = self.clone();
        match wish {
            Command::Change { ticket, room, change } => {
                self.fulfil(tasks, ticket, async move { desk.account.change(&room, change).await });
            }
            Command::Ignore {
                ticket,
                person,
                ignored,
            } => {
                self.fulfil(
                    tasks,
                    ticket,
                    async move { desk.account.ignore(&person, ignored).await },
                );
            }
            Command::Report { ticket, what, reason } => {
                self.fulfil(tasks, ticket, async move { desk.account.report(&what, reason).await });
            }
            Command::SetOwn { ticket, change } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.set_own(change).await?;
                    // It is done, whether or not the server says so again.
                    if let Ok(me) = desk.account.fetch_me().await {
                        desk.outlet.put(Event::Stage(Stage::SignedIn(me)));
                    }
                    Ok(())
                });
            }
            Command::Explore(wish) => self.explore(wish, tasks),
            other => return Some(other),
        }
        None
    }
}
