//! Being signed in: one line for each wish, and the tasks that report.
//!
//! What goes out into rooms is done one after another, so that messages keep the order in which they were written;
//! everything else runs side by side, and nothing waits for the network before the next wish is read.

mod confirmations;
mod directory;
mod exploring;
mod files;
mod governing;
mod habits;
mod open_room;
mod outbox;
mod promise;
mod proving;
mod threads;
mod trust;

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use model::{Command, Connection, Event, EventId, Failure, Mention, Query, RoomId, Secret, Stage, Ticket, UserId, Why};
use policy::Policy;
use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};

use crate::guard::{Account, Proof, SessionEnd};
use crate::outlet::Outlet;
use crate::worker::changed;
use confirmations::Confirmations;
use exploring::Exploring;
use open_room::OpenRoom;
use promise::{Granted, Promise};
use threads::Threads;

/// Whoever types on within this doesn't want an answer to what they have typed.
const TYPING: Duration = Duration::from_millis(200);

/// How long each part of a session may take to end.
const ENDING: Duration = Duration::from_secs(3);

/// How a signed-in stage was left.
pub(crate) enum Left {
    /// The window is gone.
    Window,
    /// Policy became stricter.
    Outruled,
    /// The server is no longer the pinned one.
    Unpinned,
    /// The person signed out.
    SignedOut(Ticket),
    /// The server ended the session.
    Ended(SessionEnd),
}

/// What the tasks share.
#[derive(Clone)]
struct Desk {
    account: Arc<Account>,
    policy: Arc<Policy>,
    outlet: Outlet,
    online: watch::Receiver<bool>,
    /// Rooms that came into view in the list.
    looks: mpsc::UnboundedSender<Vec<RoomId>>,
    confirmations: Confirmations,
    /// Whose page is on show.
    person: watch::Sender<Option<UserId>>,
    /// The person's devices were asked for.
    devices: watch::Sender<bool>,
    /// What people are looked for by.
    people: watch::Sender<Arc<str>>,
    /// What is looked for.
    search: watch::Sender<Option<Arc<Query>>>,
    /// More is to be fetched for it.
    further: mpsc::UnboundedSender<()>,
    /// What is looked through of rooms that the person isn't in.
    exploring: Exploring,
    threads: Threads,
    /// The thread that what is done is done in.
    thread: Option<EventId>,
}

pub(crate) async fn run(
    account: Arc<Account>,
    mut policy: watch::Receiver<Arc<Policy>>,
    outlet: Outlet,
    wishes: &mut mpsc::Receiver<Command>,
) -> Left {
    let (online_now, online) = watch::channel(false);
    let (looks, looked) = mpsc::unbounded_channel();
    let (confirmations, begun) = Confirmations::new();
    let (person, shown) = watch::channel(None);
    let (devices, listed) = watch::channel(false);
    let (people, typed) = watch::channel(Arc::default());
    let (search, queries) = watch::channel(None);
    let (further, orders) = mpsc::unbounded_channel();
    let (exploring, explored) = Exploring::new();
    let (threads, listed_threads) = Threads::new();
    let desk = Desk {
        account: account.clone(),
        policy: account.policy(),
        outlet,
        online,
        looks,
        confirmations: confirmations.clone(),
        person,
        devices,
        people,
        search,
        further,
        exploring,
        threads: threads.clone(),
        thread: None,
    };
    desk.outlet.put(Event::Connection(Connection::Connecting));

    // Dropping the sets ends every task, and with the last of them the stores are closed.
    let mut tasks = Tasks::default();
    let (sender, outgoing) = mpsc::unbounded_channel();
    let open = OpenRoom::default();
    tasks.writing.spawn(outbox::run(desk.clone(), open.clone(), outgoing));
    tasks.spawn(list(desk.clone(), looked));
    tasks.spawn(confirmations.follow(desk.clone(), begun));
    tasks.spawn(trust::own(desk.clone()));
    tasks.spawn(trust::sign_ins(desk.clone()));
    tasks.spawn(trust::page(desk.clone(), shown));
    tasks.spawn(trust::devices(desk.clone(), listed));
    tasks.spawn({
        let account = account.clone();
        async move { account.keep_sending().await }
    });
    tasks.spawn(account.clone().keep_record());
    tasks.spawn(account.clone().fill_gaps());
    tasks.spawn(account.clone().fetch_files());
    tasks.spawn(record(desk.clone()));
    tasks.spawn(directory::find_people(desk.clone(), typed));
    tasks.spawn(exploring::run(desk.clone(), explored));
    tasks.spawn(threads::list(desk.clone(), listed_threads));
    tasks.spawn({
        let account = account.clone();
        async move { account.keep_threads().await }
    });
    tasks.spawn(account.clone().search(desk.outlet.clone(), queries, orders));
    habits::spawn(&desk, &mut tasks);
    tasks.spawn(account.clone().keep_ignored(desk.outlet.clone(), desk.online.clone()));
    tasks.spawn({
        let account = account.clone();
        async move { account.follow_attention().await }
    });
    tasks.spawn({
        let account = account.clone();
        async move { account.find_copies().await }
    });
    tasks.spawn({
        let account = account.clone();
        async move { account.keep_following().await }
    });
    tasks.spawn({
        let account = account.clone();
        async move { account.keep_withdrawn().await }
    });
    tasks.spawn({
        let account = account.clone();
        async move { account.encryption_ready().await }
    });
    tasks.spawn({
        let (account, online) = (account.clone(), desk.online.clone());
        async move { account.sweep(online).await }
    });

    let mut ended = std::pin::pin!(account.ended());
    let mut outruled = std::pin::pin!(outruled(&account, &mut policy));
    let mut lines = match account.connection().await {
        Ok(lines) => lines,
        Err(failure) => {
            tracing::error!(code = failure.code(), "the server cannot be followed");
            futures_util::stream::pending().boxed()
        }
    };
    let left = loop {
        tokio::select! {
            wish = wishes.recv() => match wish {
                None => break Left::Window,
                Some(Command::SignOut { ticket }) => match account.hand_over_record().await {
                    Ok(()) => {
                        account.log_out().await;
                        break Left::SignedOut(ticket);
                    }
                    Err(failure) => desk.promise(ticket).keep::<()>(Err(Why::Failed(failure))),
                },
                Some(wish) => desk.act(wish, &mut tasks, &open, &sender),
            },
            end = &mut ended => break Left::Ended(end),
            () = account.due() => break Left::Ended(SessionEnd::Soft),
            () = &mut outruled => break Left::Outruled,
            Some(line) = lines.next() => {
                if !account.still_pinned() {
                    break Left::Unpinned;
                }
                desk.outlet.put(Event::Connection(line));
                let is_online = line == Connection::Online;
                let turned = online_now.send_if_modified(|online| std::mem::replace(online, is_online) != is_online);
                if turned && is_online {
                    tasks.spawn(back_online(desk.clone()));
                }
            }
            // Ended tasks are taken out as they end.
            Some(_) = tasks.others.join_next() => {}
            Some(_) = tasks.writing.join_next() => {}
        }
    };
    // What was written just before the end is still taken down; the outbox ends when it is empty.
    drop(sender);
    in_time("writing", async { while tasks.writing.join_next().await.is_some() {} }).await;
    open.close();
    threads.close();
    in_time("tasks", tasks.shutdown()).await;
    in_time("following the server", account.stop()).await;
    in_time("keeping the record", account.end_record()).await;
    left
}

/// Waits until the policy that the account was opened under is no longer the one in force.
async fn outruled(account: &Account, policy: &mut watch::Receiver<Arc<Policy>>) {
    let under = account.policy();
    while Arc::ptr_eq(&under, &policy.borrow_and_update()) {
        changed(policy).await;
    }
}

/// What runs beside the wishes.
#[derive(Default)]
struct Tasks {
    /// What must be on disk before the end.
    writing: JoinSet<()>,
    /// What may be cut short.
    others: JoinSet<()>,
    /// The picture that is being fetched to be looked at, of those.
    viewing: Option<AbortHandle>,
    /// What is awaited from the browser, of those.
    browsing: Option<(Ticket, AbortHandle)>,
}

impl Tasks {
    fn spawn(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.others.spawn(task);
    }

    /// Fetches this picture, and no other any more.
    fn view(&mut self, task: Option<impl Future<Output = ()> + Send + 'static>) {
        if let Some(before) = self.viewing.take() {
            before.abort();
        }
        self.viewing = task.map(|task| self.others.spawn(task));
    }

    async fn shutdown(&mut self) {
        self.writing.shutdown().await;
        self.others.shutdown().await;
    }
}

/// Ends something, but not at the price of never ending: whoever closes the window wants it closed.
async fn in_time(what: &str, ending: impl Future<Output = ()>) {
    if tokio::time::timeout(ENDING, ending).await.is_err() {
        tracing::warn!(what, "did not end in time");
    }
}

impl Desk {
    /// One line for each wish.
    fn act(&self, wish: Command, tasks: &mut Tasks, open: &OpenRoom, outgoing: &mpsc::UnboundedSender<outbox::Wish>) {
        let Some(wish) = self.govern(wish, tasks) else { return };
        let Some(wish) = self.habit(wish, tasks, open) else {
            return;
        };
        let desk = self.clone();
        match wish {
            // The list lives as long as this stage.
            Command::LookAt(rooms) => drop(self.looks.send(rooms)),
            Command::OpenRoom(room) => open.show(desk, room),
            Command::CloseRoom => open.close(),
            Command::Thread(wish) => self.on_threads(wish, tasks, outgoing),
            Command::Reveal { ticket, room, event } => {
                let open = open.clone();
                self.fulfil(tasks, ticket, async move { open.reveal(&desk, room, &event).await });
            }
            Command::FindPeople(typed) => drop(self.people.send_replace(typed.into())),
            Command::Search(query) => drop(self.search.send_replace(Some(query))),
            Command::EndSearch => drop(self.search.send_replace(None)),
            Command::SearchFurther => drop(self.further.send(())),
            Command::LoadOlder(room) => tasks.spawn(open.clone().load_older(desk, room)),
            Command::MarkRead(room) => tasks.spawn(open.clone().mark_read(room)),
            Command::Typing { room, active } => tasks.spawn(open.clone().typing(room, active)),
            wish @ (Command::SaveFile { .. }
            | Command::ShowPictures { .. }
            | Command::KeepPicture { .. }
            | Command::LookAtFile { .. }
            | Command::ViewPicture { .. }
            | Command::LayOut { .. }
            | Command::Play(_)) => self.handle_file(wish, tasks, open),
            Command::MarkDecision {
                ticket,
                room,
                row,
                thread,
                what,
                reason,
            } => {
                let open = open.clone();
                self.fulfil(tasks, ticket, async move {
                    open.mark_decision(&room, &row, thread, what, reason).await
                });
            }
            Command::SetPinned {
                ticket,
                room,
                event,
                pinned,
            } => {
                let open = open.clone();
                self.fulfil(
                    tasks,
                    ticket,
                    async move { open.set_pinned(&room, &event, pinned).await },
                );
            }
            Command::ListVersions { room, event } => tasks.spawn(open.clone().list_versions(desk, room, event)),
            Command::ListPins(room) => tasks.spawn(open.clone().list_pins(desk, room)),
            Command::LinkTo { ticket, room, event } => {
                let open = open.clone();
                self.fulfil(
                    tasks,
                    ticket,
                    async move { open.link_to(&desk.outlet, &room, &event).await },
                );
            }
            Command::LookAgain { ticket, room, row } => {
                let open = open.clone();
                self.fulfil(tasks, ticket, async move { open.look_again(&room, &row).await });
            }
            Command::SaveDraft { room, text, mentions } => {
                tasks
                    .writing
                    .spawn(async move { desk.save_draft(room, text, mentions).await });
            }
            Command::StartDirect { ticket, person } => {
                self.fulfil(tasks, ticket, async move { desk.start_direct(&person).await });
            }
            Command::CreateRoom { ticket, name, invite } => {
                self.fulfil(tasks, ticket, async move { desk.create_room(&name, &invite).await });
            }
            Command::Invite { ticket, room, person } => {
                self.fulfil(tasks, ticket, async move { desk.invite(room, &person).await });
            }
            Command::Accept { ticket, room } => {
                self.fulfil(
                    tasks,
                    ticket,
                    async move { desk.account.accept(&room).await.map(|()| room) },
                );
            }
            Command::Join { ticket, address } => {
                self.fulfil(tasks, ticket, async move { desk.join(&address).await });
            }
            Command::Leave { ticket, room } => {
                self.fulfil(tasks, ticket, async move { desk.account.leave(&room).await });
            }
            Command::ListMembers(room) => tasks.spawn(async move { desk.list_members(room).await }),
            Command::MakeRecoveryKey { ticket } => {
                self.fulfil(tasks, ticket, async move {
                    let key = desk.account.make_recovery_key().await?;
                    desk.outlet.put(Event::RecoveryKey(key));
                    Ok(())
                });
            }
            Command::UseRecoveryKey { ticket, key } => {
                self.fulfil(tasks, ticket, async move { desk.account.use_recovery_key(&key).await });
            }
            Command::WriteKeyFile {
                ticket,
                path,
                passphrase,
            } => {
                self.fulfil(tasks, ticket, async move {
                    let written = desk.account.export_keys(path, &passphrase).await?;
                    desk.outlet.put(Event::KeyFile(written));
                    Ok(())
                });
            }
            Command::ReadKeyFile {
                ticket,
                path,
                passphrase,
            } => {
                self.fulfil(tasks, ticket, async move {
                    let read = desk.account.import_keys(path, &passphrase).await?;
                    desk.outlet.put(Event::KeyFile(read));
                    Ok(())
                });
            }
            Command::AskLoss => tasks.spawn(async move {
                let loss = desk.account.loss().await;
                desk.outlet.put(Event::Loss(loss));
            }),
            Command::ResetIdentity { ticket, password } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.reset_identity(&Proof::Password(password)).await
                });
            }
            Command::Confirm { ticket, whom, by } => {
                self.fulfil(tasks, ticket, async move {
                    desk.confirmations.begin(&desk, &whom, by).await
                });
            }
            Command::AnswerConfirmation { flow, answer } => {
                tasks.spawn(async move { desk.confirmations.answer(&flow, answer).await });
            }
            Command::ListDevices => {
                desk.devices.send_replace(true);
                tasks.spawn(async move { desk.list_devices().await });
            }
            Command::RenameDevice { ticket, device, name } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.rename_device(&device, &name).await?;
                    desk.list_devices().await;
                    Ok(())
                });
            }
            Command::SignOutDevices {
                ticket,
                devices,
                password,
            } => {
                self.fulfil(tasks, ticket, async move {
                    let proof = Proof::Password(password);
                    desk.account.sign_out_devices(&devices, &proof).await?;
                    desk.list_devices().await;
                    Ok(())
                });
            }
            // The page lives as long as this stage.
            Command::ShowPerson(person) => drop(self.person.send_replace(Some(person))),
            Command::AcceptIdentity { ticket, person } => {
                self.fulfil(
                    tasks,
                    ticket,
                    async move { desk.account.accept_identity(&person).await },
                );
            }
            Command::WithdrawVerification { ticket, person } => {
                self.fulfil(tasks, ticket, async move {
                    desk.account.withdraw_verification(&person).await
                });
            }
            Command::Retry => tasks.spawn(async move { desk.account.reconnect().await }),
            Command::Unlock { ticket, password } => {
                self.fulfil(tasks, ticket, async move { desk.unlock(password).await });
            }
            Command::Prove { ticket, purpose, page } => self.prove(tasks, ticket, purpose, page),
            Command::LeaveBrowser(ticket) => tasks.leave_browser(ticket),
            Command::SignIn { ticket, .. } | Command::SignInAgain { ticket, .. } => {
                self.promise(ticket).keep::<()>(Err(Why::Failed(Failure::NotReady)));
            }
            Command::StartAfresh | Command::SignOut { .. } | Command::AskWays(_) => {}
            going_out => {
                if let Some(wish) = outbox::Wish::new(going_out, self.thread.clone(), &self.outlet) {
                    // The outbox lives as long as this stage.
                    outgoing.send(wish).ok();
                }
            }
        }
    }

    /// Works on a wish beside the others, and answers it.
    fn fulfil<T: Into<Granted>>(
        &self,
        tasks: &mut Tasks,
        ticket: Ticket,
        work: impl Future<Output = Result<T, Why>> + Send + 'static,
    ) {
        let promise = self.promise(ticket);
        tasks.spawn(async move { promise.keep(work.await) });
    }

    fn promise(&self, ticket: Ticket) -> Promise {
        Promise::new(ticket, self.outlet.clone())
    }

    /// A locked window is opened again by the password, asked of nobody but this computer.
    async fn unlock(&self, password: Secret) -> Result<(), Why> {
        match self.account.knows(password).await {
            Some(true) => Ok(()),
            Some(false) => Err(Why::Failed(Failure::WrongPassword)),
            None => Err(Why::Failed(Failure::Internal)),
        }
    }

    async fn start_direct(&self, person: &str) -> Result<RoomId, Why> {
        let whom = self.policy.person(person).map_err(Why::Policy)?;
        self.account.start_direct(&whom).await
    }

    async fn create_room(&self, name: &str, invite: &[String]) -> Result<RoomId, Why> {
        let invite: Vec<_> = invite
            .iter()
            .map(|person| self.policy.person(person))
            .collect::<Result<_, _>>()
            .map_err(Why::Policy)?;
        self.account.create_room(name, &invite).await
    }

    async fn invite(&self, room: RoomId, person: &str) -> Result<RoomId, Why> {
        let whom = self.policy.person(person).map_err(Why::Policy)?;
        self.account.invite(&room, &whom).await.map(|()| room)
    }

    async fn join(&self, address: &str) -> Result<RoomId, Why> {
        let address = self.policy.address(address).map_err(Why::Policy)?;
        self.account.join(&address).await
    }

    async fn save_draft(&self, room: RoomId, text: String, mentions: Vec<Mention>) {
        if let Err(failure) = self
            .account
            .save_draft(&room, self.thread.as_ref(), text, &mentions)
            .await
        {
            tracing::warn!(code = failure.code(), "draft not kept");
        }
    }

    async fn list_devices(&self) {
        match self.account.devices().await {
            Ok(devices) => self.outlet.put(Event::Devices(devices)),
            Err(failure) => tracing::warn!(code = failure.code(), "devices not listed"),
        }
    }

    async fn list_members(&self, room: RoomId) {
        match self.account.members(&room).await {
            Ok(people) => self.outlet.put(Event::Members { room, people }),
            Err(failure) => tracing::warn!(code = failure.code(), "members not listed"),
        }
    }
}

async fn list(desk: Desk, looked: mpsc::UnboundedReceiver<Vec<RoomId>>) {
    match desk.account.rooms(looked).await {
        Ok(mut rooms) => {
            while let Some(patches) = rooms.next().await {
                desk.outlet.put(Event::Rooms(patches));
            }
        }
        Err(failure) => tracing::error!(code = failure.code(), "no room list"),
    }
}

/// Says how the record stands, now and whenever it stands otherwise.
async fn record(desk: Desk) {
    let (mut states, mut told) = (desk.account.record_states(), None);
    while let Some(state) = states.next().await {
        if told.replace(state) != Some(state) {
            desk.outlet.put(Event::Record(state));
        }
    }
}

async fn back_online(desk: Desk) {
    desk.account.record_back_online();
    desk.account.encryption_ready().await;
    desk.account.resume_sending().await;
    match desk.account.fetch_me().await {
        Ok(me) => desk.outlet.put(Event::Stage(Stage::SignedIn(me))),
        Err(failure) => tracing::debug!(code = failure.code(), "own name not fetched"),
    }
}
