//! Reports of trust: this device, the person's other devices, and whoever's page is on show.

use std::time::Duration;

use futures_util::StreamExt;
use model::{Event, KeyStorage, Trust, UserId, Why};
use tokio::sync::watch;
use tokio::time::sleep;

use super::Desk;

/// How soon the server is asked again, where it did not say what it keeps.
const AGAIN: Duration = Duration::from_secs(30);

/// How this device and the person's keys stand, whenever that changes.
pub(super) async fn own(desk: Desk) {
    let mut changes = desk.account.trust_changes().await;
    let mut online = desk.online.clone();
    let mut last: Option<Trust> = None;
    let mut unknown = false;
    loop {
        // What was known when the line was cut stands until it is there again.
        let is_online = *online.borrow_and_update();
        if is_online || last.is_none() {
            let mut trust = desk.account.trust().await;
            unknown = is_online && trust.storage == KeyStorage::Unknown;
            if let (KeyStorage::Unknown, Some(known)) = (trust.storage, last)
                && known.confirmed == trust.confirmed
            {
                trust.storage = known.storage;
            }
            if last != Some(trust) {
                last = Some(trust);
                desk.outlet.put(Event::Trust(trust));
            }
        }
        tokio::select! {
            Some(()) = changes.next() => {}
            Ok(()) = online.changed() => {}
            () = sleep(AGAIN), if unknown => {}
            else => return,
        }
    }
}

/// Devices that sign in.
pub(super) async fn sign_ins(desk: Desk) {
    let mut devices = desk.account.new_devices().await;
    while let Some(device) = devices.next().await {
        desk.outlet.put(Event::NewDevice(device));
    }
}

/// The person's devices, once they were asked for, whenever something about them changes.
pub(super) async fn devices(desk: Desk, mut asked: watch::Receiver<bool>) {
    let mut changes = desk.account.device_changes().await;
    if asked.wait_for(|asked| *asked).await.is_err() {
        return;
    }
    while let Some(()) = changes.next().await {
        desk.list_devices().await;
    }
}

/// The page on show, as it was asked for and whenever it changes.
pub(super) async fn page(desk: Desk, mut shown: watch::Receiver<Option<UserId>>) {
    let mut changes = desk.account.identity_changes().await;
    loop {
        let person = shown.borrow_and_update().clone();
        if let Some(person) = &person {
            match desk.account.profile(person).await {
                Ok(profile) => desk.outlet.put(Event::Profile(profile)),
                Err(failure) => desk.outlet.put(Event::NoProfile {
                    person: person.clone(),
                    why: Why::Failed(failure),
                }),
            }
        }
        loop {
            tokio::select! {
                changed = shown.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                Some(people) = changes.next() => {
                    let concerned = |user: &UserId| people.iter().any(|other| other.as_str() == user.as_str());
                    if person.as_ref().is_some_and(concerned) {
                        break;
                    }
                }
            }
        }
    }
}
