//! What is looked for among the people and rooms that servers list.

use std::sync::Arc;

use model::{Browse, Event, ListedRoom, Listing, Why};
use policy::Browsable;
use tokio::sync::{mpsc, watch};

use super::{Desk, TYPING};
use crate::guard::Page;

/// Reports what is found for as long as somebody looks, and more of it when told to.
pub(super) async fn browse(
    desk: Desk,
    mut asked: watch::Receiver<Option<Arc<Browse>>>,
    mut further: mpsc::UnboundedReceiver<()>,
) {
    while asked.changed().await.is_ok() {
        loop {
            let Some(wanted) = asked.borrow_and_update().clone() else {
                break;
            };
            if !wanted.words.is_empty() {
                tokio::time::sleep(TYPING).await;
                if asked.has_changed().unwrap_or(false) {
                    continue;
                }
            }
            // What was wanted of something else is wanted no more.
            while further.try_recv().is_ok() {}
            tokio::select! {
                () = look(&desk, &wanted, &mut further) => {}
                changed = asked.changed() => match changed {
                    Ok(()) => continue,
                    Err(_) => return,
                },
            }
            break;
        }
    }
}

/// Goes through the rooms of one server, page by page. Ends when there can be no more.
async fn look(desk: &Desk, wanted: &Browse, further: &mut mpsc::UnboundedReceiver<()>) {
    let directories = desk.account.directories();
    let own = directories.first().map(|directory| directory.server.clone());
    let server = wanted.server.clone().or(own).unwrap_or_else(|| "".into());
    let report = |rooms: &[ListedRoom], more, loading, failed| {
        desk.outlet.put(Event::Listing(Arc::new(Listing {
            asked: wanted.clone(),
            directories: directories.clone(),
            rooms: rooms.into(),
            more,
            loading,
            failed,
        })));
    };
    let server = match desk.policy.browse(server.as_str()) {
        Ok(server) => server,
        Err(reason) => return report(&[], false, false, Some(Why::Policy(reason))),
    };
    let mut rooms: Vec<ListedRoom> = Vec::new();
    let mut from = None;
    loop {
        report(&rooms, false, true, None);
        match page(desk, &server, wanted, from.clone()).await {
            Ok(page) => {
                let new = page.rooms.into_iter();
                let new: Vec<_> = new
                    .filter(|room| rooms.iter().all(|known| known.id != room.id))
                    .collect();
                rooms.extend(new);
                from = page.next;
                report(&rooms, from.is_some(), false, None);
                if from.is_none() {
                    return;
                }
            }
            Err(why) => report(&rooms, true, false, Some(why)),
        }
        if further.recv().await.is_none() {
            return;
        }
    }
}

async fn page(desk: &Desk, server: &Browsable, wanted: &Browse, from: Option<String>) -> Result<Page, Why> {
    desk.account.listed_rooms(server, &wanted.words, from).await
}

/// Answers what was typed last of somebody.
pub(super) async fn find_people(desk: Desk, mut typed: watch::Receiver<Arc<str>>) {
    while typed.changed().await.is_ok() {
        tokio::time::sleep(TYPING).await;
        let typed = typed.borrow_and_update().clone();
        let people = desk.account.find_people(&typed).await;
        desk.outlet.put(Event::PeopleFound { typed, people });
    }
}
