//! What is looked through of rooms that the person isn't in: those that servers list, and those that spaces hold.

use std::sync::Arc;

use model::{Browse, Explore, RoomId, Why};
use tokio::sync::{mpsc, watch};

use super::{Desk, Tasks, directory};

/// What is looked through, and whether more of it is wanted.
#[derive(Clone)]
pub(super) struct Exploring {
    browse: watch::Sender<Option<Arc<Browse>>>,
    browse_further: mpsc::UnboundedSender<()>,
    space: watch::Sender<Option<RoomId>>,
    space_further: mpsc::UnboundedSender<()>,
}

/// Where that is heard.
pub(super) struct Explored {
    browse: watch::Receiver<Option<Arc<Browse>>>,
    browse_further: mpsc::UnboundedReceiver<()>,
    space: watch::Receiver<Option<RoomId>>,
    space_further: mpsc::UnboundedReceiver<()>,
}

impl Exploring {
    pub(super) fn new() -> (Self, Explored) {
        let (browse, browsed) = watch::channel(None);
        let (browse_further, more) = mpsc::unbounded_channel();
        let (space, shown) = watch::channel(None);
        let (space_further, more_of_space) = mpsc::unbounded_channel();
        let exploring = Self {
            browse,
            browse_further,
            space,
            space_further,
        };
        let explored = Explored {
            browse: browsed,
            browse_further: more,
            space: shown,
            space_further: more_of_space,
        };
        (exploring, explored)
    }
}

impl Desk {
    /// Takes up a wish of this kind.
    pub(super) fn explore(&self, wish: Explore, tasks: &mut Tasks) {
        let desk = self.clone();
        match wish {
            // What follows them lives as long as this stage.
            Explore::Browse(wanted) => drop(desk.exploring.browse.send_replace(wanted)),
            Explore::BrowseFurther => drop(desk.exploring.browse_further.send(())),
            Explore::ShowSpace(space) => drop(desk.exploring.space.send_replace(space)),
            Explore::SpaceFurther => drop(desk.exploring.space_further.send(())),
            Explore::Knock {
                ticket,
                address,
                message,
            } => {
                self.fulfil(tasks, ticket, async move { desk.knock(&address, &message).await });
            }
            Explore::MakeSpace { ticket, name, within } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.make_space(&name, within.as_ref()).await
                });
            }
            Explore::Arrange {
                ticket,
                space,
                room,
                inside,
            } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.arrange(&space, &room, inside).await?;
                    // The server tells nobody that what a space holds is another now.
                    desk.exploring.space_further.send(()).ok();
                    Ok(())
                });
            }
        }
    }

    async fn knock(&self, address: &str, message: &str) -> Result<RoomId, Why> {
        let address = self.policy.address(address).map_err(Why::Policy)?;
        self.account.knock(&address, message).await
    }
}

/// Reports all of it, for ever.
pub(super) async fn run(desk: Desk, explored: Explored) {
    let Explored {
        browse,
        browse_further,
        space: shown,
        space_further,
    } = explored;
    tokio::join!(
        directory::browse(desk.clone(), browse, browse_further),
        space(desk.clone(), shown, space_further),
        desk.account.clone().follow_spaces(desk.outlet.clone()),
        desk.account.clone().show_faces(desk.outlet.clone()),
        desk.account.follow_knocks(),
    );
}

/// Reports what the space holds that is on show.
async fn space(desk: Desk, mut shown: watch::Receiver<Option<RoomId>>, mut further: mpsc::UnboundedReceiver<()>) {
    loop {
        let space = shown.borrow_and_update().clone();
        // What was wanted of another is wanted no more.
        while further.try_recv().is_ok() {}
        let showing = async {
            if let Some(space) = &space {
                desk.account.show_space(space, &desk.outlet, &mut further).await;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = showing => {}
            changed = shown.changed() => if changed.is_err() { return },
        }
    }
}
