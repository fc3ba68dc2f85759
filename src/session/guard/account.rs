//! A signed-in account: who it is, its line to the homeserver, and its end.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId};
use matrix_sdk::{Client, SessionChange};
use matrix_sdk_base::BaseClient;
use matrix_sdk_ui::room_list_service::State as ListState;
use matrix_sdk_ui::sync_service::{State as SyncState, SyncService};
use matrix_sdk_ui::unable_to_decrypt_hook::UtdHookManager;
use model::{Connection, Failure, Me, Secret};
use policy::{Pinned, Policy};
use tokio::sync::{Notify, OnceCell, Semaphore, broadcast, watch};

use super::client::Built;
use super::connect::Door;
use super::copies::Copies;
use super::expelled;
use super::expiry::Expiry;
use super::faces::Faces;
use super::ignoring::Ignored;
use super::lifetimes::Lifetimes;
use super::place::Place;
use super::recorder::Recorder;
use super::search::Shelves;
use super::tally::tally;
use super::threads::Threads;
use super::wall::Wall;
use crate::convert::{failure, names};
use crate::quiet::Schedule;
use crate::vault::{Kept, Shown};

/// Where the person's own name is kept for starts without a network.
const NAME_KEY: &[u8] = b"despatch.own_name";
/// How often the clock is looked at while the password's time runs.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(10 * 60);
/// How long to wait before a sync that failed is tried again.
const SYNC_AGAIN: Duration = Duration::from_secs(5);
/// How long the end of following the server may go unheard before it is said again.
const STOP_AGAIN: Duration = Duration::from_millis(50);
/// How many pictures are drawn at a time.
const DRAWING: usize = 2;
/// How many films, sounds and takes are decoded or encoded at a time.
const PLAYING: usize = 4;
/// How long signing out may take on the server before the computer is cleared anyway.
const LOG_OUT: Duration = Duration::from_secs(10);

/// A signed-in account. All of it goes through the client, and the client stays in here.
pub(crate) struct Account {
    pub(super) client: Client,
    /// What stands behind the client, which has no other way to it.
    pub(super) base: BaseClient,
    pub(super) expiry: Arc<Expiry>,
    /// The words of rooms that are searched.
    pub(super) shelves: Arc<Shelves>,
    /// What is unread in threads.
    pub(super) threads: Arc<Threads>,
    pub(super) lifetimes: Arc<Lifetimes>,
    pub(super) policy: Arc<Policy>,
    pinned: Pinned,
    kept: Kept,
    /// Where the stores are.
    pub(super) folders: [PathBuf; 2],
    sync: OnceCell<Arc<SyncService>>,
    /// The room that is open: the server sends everything of it.
    pub(super) followed: watch::Sender<Option<OwnedRoomId>>,
    pub(super) place: Arc<Place>,
    pub(super) recorder: Recorder,
    /// Counts what could not be read.
    pub(super) unread: Arc<UtdHookManager>,
    /// What the server shows twice.
    pub(super) copies: Copies,
    /// Whether the server lists a room, as far as it was asked.
    pub(super) listed: Mutex<HashMap<OwnedRoomId, bool>>,
    /// Small pictures of who and what came into view.
    pub(super) faces: Faces,
    /// Whom the person ignores.
    pub(super) ignored: Arc<Ignored>,
    pub(super) ready: OnceCell<()>,
    online: Arc<AtomicBool>,
    /// What this device did may have changed how trust stands, and the SDK does not say so.
    pub(super) look_again: Arc<Notify>,
    /// Another of the person's devices may be handing its secrets over: the two are being compared, or just were.
    pub(super) secrets_due: AtomicBool,
    /// Rooms whose queues are held back for a reason that passes.
    pub(super) held: Mutex<BTreeSet<OwnedRoomId>>,
    /// Called when there is another.
    pub(super) holds: Notify,
    /// Called when the person decided about somebody's identity.
    pub(super) decided: watch::Sender<()>,
    /// Whom this device knew when it began a new identity, and by which master key.
    pub(super) known_before: Mutex<HashMap<OwnedUserId, String>>,
    /// Direct rooms made here whose `m.direct` entry has not come back from the server yet.
    pub(super) new_directs: Mutex<HashMap<OwnedUserId, OwnedRoomId>>,
    /// So many pictures are drawn at once: each takes memory of its own.
    pub(super) drawing: Arc<Semaphore>,
    /// So many things are played at once.
    pub(super) playing: Arc<Semaphore>,
    /// Who was in a room when the person was last shown it.
    pub(super) shown_members: Mutex<HashMap<OwnedRoomId, BTreeSet<OwnedUserId>>>,
    /// Between this account and the others of the same person.
    pub(super) wall: Arc<Wall>,
    /// When nothing is announced.
    pub(super) quiet: watch::Sender<Schedule>,
}

/// How a session ended on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionEnd {
    /// The password is asked for again; device and stores live on (`soft_logout`, specification 5.7.1.3).
    Soft,
    /// The device is gone from the server.
    Hard,
}

impl Account {
    pub(super) async fn new(built: Built, door: Door, pinned: Pinned, kept: Kept) -> Self {
        let Built {
            client,
            base,
            expiry,
            shelves,
            threads,
        } = built;
        let (data, cache) = door.vault.folders(&kept.stores);
        // No room's queue runs until its members have been judged: see `release`.
        client.send_queue().set_enabled(false).await;
        client.send_queue().enable_upload_progress(true);
        expelled::heed(&client, &base);
        let account = Self {
            wall: Wall::new(&door, &client, [data.clone(), cache.clone()]),
            place: Arc::new(Place::new(&client)),
            recorder: Recorder::open(&door, &client).await,
            lifetimes: Lifetimes::new(&client).await,
            unread: tally(&client, door.vault.figures()).await,
            copies: Copies::load(&client).await,
            ignored: Ignored::load(&client).await,
            client,
            base,
            expiry,
            shelves,
            threads,
            policy: door.policy,
            pinned,
            kept,
            folders: [data, cache],
            sync: OnceCell::new(),
            followed: watch::Sender::default(),
            ready: OnceCell::new(),
            online: Arc::default(),
            look_again: Arc::default(),
            secrets_due: AtomicBool::default(),
            held: Mutex::default(),
            holds: Notify::new(),
            decided: watch::Sender::default(),
            known_before: Mutex::default(),
            new_directs: Mutex::default(),
            drawing: Arc::new(Semaphore::new(DRAWING)),
            playing: Arc::new(Semaphore::new(PLAYING)),
            shown_members: Mutex::default(),
            faces: Faces::default(),
            listed: Mutex::default(),
            quiet: watch::Sender::default(),
        };
        account.load_quiet().await;
        account.threads.load(&account.client).await;
        if let Ok(record) = account.recorder.record() {
            account.expiry.after(record.intake());
        }
        account.let_go_of_pasted();
        account.let_go_of_laid_out();
        account.begin_expiry().await;
        account
    }

    /// The policy it was opened under.
    pub(crate) fn policy(&self) -> Arc<Policy> {
        self.policy.clone()
    }

    /// Who is signed in, from this computer alone.
    pub(crate) async fn me(&self) -> Me {
        let kept = self
            .client
            .state_store()
            .get_custom_value(NAME_KEY)
            .await
            .ok()
            .flatten();
        self.me_named(kept.and_then(|bytes| String::from_utf8(bytes).ok()).as_deref())
    }

    /// Asks the server for the person's own name, and keeps it.
    pub(crate) async fn fetch_me(&self) -> Result<Me, Failure> {
        let name = self
            .client
            .account()
            .get_display_name()
            .await
            .map_err(|error| failure::failure(&error))?;
        if let Some(name) = &name {
            self.client
                .state_store()
                .set_custom_value_no_read(NAME_KEY, name.clone().into_bytes())
                .await
                .ok();
        }
        if let Ok(picture) = self.client.account().get_avatar_url().await {
            self.look_at_own(picture.as_deref());
        }
        Ok(self.me_named(name.as_deref()))
    }

    fn me_named(&self, name: Option<&str>) -> Me {
        let user = self.client.user_id().map(ToString::to_string).unwrap_or_default();
        let device = self.client.device_id().map(ToString::to_string).unwrap_or_default();
        Me {
            person: self.person(&user, name, false),
            device: device.into(),
            proven_by: self.proven_by(),
        }
    }

    /// Somebody as shown: cleaned name, and the department that vouches for them.
    pub(super) fn person(&self, user: &str, name: Option<&str>, ambiguous: bool) -> model::Person {
        let id = model::UserId::from(user);
        let department = self.policy.department(id.server()).map(Into::into);
        model::Person {
            name: names::shown_name(name, user, ambiguous),
            id,
            department,
        }
    }

    /// Whether the server still is the one policy pinned; asked after every reconnection.
    pub(crate) fn still_pinned(&self) -> bool {
        self.client.homeserver().origin() == self.pinned.base_url().origin()
    }

    /// The server that policy approved.
    pub(super) fn pinned(&self) -> &Pinned {
        &self.pinned
    }

    /// How the person last showed who they are.
    pub(super) fn shown(&self) -> &Shown {
        &self.kept.shown
    }

    /// Whether there is a line to the homeserver.
    pub(super) fn is_online(&self) -> bool {
        self.online.load(Ordering::Relaxed)
    }

    pub(super) async fn sync_service(&self) -> Result<&Arc<SyncService>, Failure> {
        self.sync
            .get_or_try_init(|| async {
                SyncService::builder(self.client.clone())
                    .with_offline_mode()
                    // Then a start costs what changed, and not the whole list.
                    .with_share_pos(self.place.take_up(&self.client).await)
                    .build()
                    .await
                    .map(Arc::new)
                    .map_err(|error| {
                        tracing::error!(kind = error_kind(&error), "sync cannot be set up");
                        Failure::Internal
                    })
            })
            .await
    }

    /// Starts to follow the server, and reports how the line is whenever that changes, for ever.
    pub(crate) async fn connection(&self) -> Result<BoxStream<'static, Connection>, Failure> {
        let service = self.sync_service().await?.clone();
        let sync = service.state();
        let list = service.room_list_service().state();
        let first = (sync.get(), list.get());
        service.start().await;
        let (client, online, place) = (self.client.clone(), self.online.clone(), self.place.clone());
        let followed = self.followed.subscribe();
        let changes = stream::select(sync.map(Change::Sync), list.map(Change::List));
        let states = changes.scan(first, move |(sync, list), change| {
            match change {
                Change::Sync(state) => *sync = state,
                Change::List(state) => *list = state,
            }
            let connection = line(sync, list);
            online.store(connection == Connection::Online, Ordering::Relaxed);
            if connection == Connection::Online {
                place.moved();
            }
            let queue = (connection != Connection::Online).then(|| client.send_queue());
            // A session that the server let lapse begins anew without it, and may be back before anybody saw it gone.
            let room = followed.borrow().clone().filter(|_| queue.is_none());
            let service = service.clone();
            async move {
                if let Some(room) = room {
                    service.room_list_service().set_room_subscriptions(&[&room]).await;
                }
                if let Some(queue) = queue {
                    // A queue left on would send at the first chance, before anybody looked who is in the room by then.
                    queue.set_enabled(false).await;
                }
                Some(connection)
            }
        });
        // The SDK says after each answer of the server how it stands, changed or not.
        let mut last = None;
        let news = states.filter(move |line| future::ready(last.replace(*line) != Some(*line)));
        Ok(news.boxed())
    }

    /// Follows the server again after anything but a lost connection, which offline mode handles by itself.
    pub(crate) async fn keep_following(&self) {
        let Ok(service) = self.sync_service().await else {
            return;
        };
        let mut states = service.state();
        while let Some(state) = states.next().await {
            if matches!(state, SyncState::Error(_)) {
                tokio::time::sleep(SYNC_AGAIN).await;
                service.start().await;
            }
        }
    }

    /// Tries the server now, where it was given up for the moment.
    pub(crate) async fn reconnect(&self) {
        if let Some(service) = self.sync.get() {
            service.start().await;
        }
    }

    /// Waits until the server ends the session.
    pub(crate) fn ended(&self) -> impl Future<Output = SessionEnd> + Send + 'static {
        let mut changes = self.client.subscribe_to_session_changes();
        async move {
            loop {
                match changes.recv().await {
                    Ok(SessionChange::UnknownToken(data)) if data.soft_logout => return SessionEnd::Soft,
                    Ok(SessionChange::UnknownToken(_)) => return SessionEnd::Hard,
                    Ok(SessionChange::TokensRefreshed) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                    // The client is gone, and with it whoever waits here.
                    Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                }
            }
        }
    }

    /// Whether this is the password the person signed in with; none where that cannot be told here.
    pub(crate) async fn knows(&self, password: Secret) -> Option<bool> {
        let verifier = self.kept.verifier.clone()?;
        tokio::task::spawn_blocking(move || verifier.fits(&password)).await.ok()
    }

    /// Waits until policy wants the password again; for ever where it never does.
    pub(crate) async fn due(&self) {
        let Some(end) = self.policy.session_ends(self.kept.signed_in_at) else {
            return std::future::pending().await;
        };
        // By the clock on the wall, which goes on while the computer sleeps.
        while let Some(left) = u64::try_from(end - now()).ok().filter(|left| *left > 0) {
            tokio::time::sleep(Duration::from_millis(left).min(LOOK_AT_CLOCK)).await;
        }
    }

    /// Stops following the server, and sending.
    pub(crate) async fn stop(&self) {
        // Whoever takes the session up next judges each room before anything goes.
        self.client.send_queue().set_enabled(false).await;
        let Some(service) = self.sync.get() else {
            return;
        };
        // The SDK listens for its end from the first poll of its task on: an end that comes before, right after a start
        // or a reconnection, is missed, and the task would run for ever. So it is said until it is heard.
        let insisting = async {
            loop {
                tokio::time::sleep(STOP_AGAIN).await;
                service.room_list_service().stop_sync().ok();
            }
        };
        tokio::select! {
            () = service.stop() => {}
            () = insisting => {}
        }
        self.place.leave(&self.client).await;
        self.let_go_of_laid_out();
    }

    /// Ends the session on the server, where it can be reached. What is on this computer is the caller's to clear.
    pub(crate) async fn log_out(&self) {
        self.stop().await;
        let _ended_or_too_late = tokio::time::timeout(LOG_OUT, self.client.matrix_auth().logout()).await;
    }
}

/// Milliseconds since the Unix epoch.
pub(crate) fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

enum Change {
    Sync(SyncState),
    List(ListState),
}

fn line(sync: &SyncState, list: &ListState) -> Connection {
    match (sync, list) {
        (SyncState::Running, ListState::SettingUp | ListState::Recovering | ListState::Running) => Connection::Online,
        (SyncState::Offline | SyncState::Error(_), _) => Connection::Offline,
        _ => Connection::Connecting,
    }
}

fn error_kind(error: &matrix_sdk_ui::sync_service::Error) -> &'static str {
    match error {
        matrix_sdk_ui::sync_service::Error::RoomList(_) => "list",
        _ => "other",
    }
}
