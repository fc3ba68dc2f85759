//! Comparing with another device, one's own or somebody else's, by emoji (Matrix specification, "Short Authentication
//! String") or by code.

use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use matrix_sdk::encryption::verification::{
    CancelInfo, SasState, SasVerification, Verification, VerificationRequest, VerificationRequestState,
};
use matrix_sdk::event_handler::EventHandlerDropGuard;
use matrix_sdk::ruma::UserId;
use matrix_sdk::ruma::events::key::verification::cancel::CancelCode;
use matrix_sdk::ruma::events::key::verification::request::ToDeviceKeyVerificationRequestEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent};
use matrix_sdk::ruma::events::{AnyMessageLikeEvent, MessageLikeEvent};
use matrix_sdk::{Client, Room};
use matrix_sdk_base::crypto::DeviceData;
use model::{
    ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, DeviceId, Failure, FlowId, Means, Person, Whom, Why,
};
use tokio::sync::{Notify, mpsc};

use super::account::Account;
use super::codes::{self, Requested};
use super::feed::Feeder;
use super::late::LateSteps;
use super::rooms::Depth;
use crate::convert::{failure, names};

/// How long nothing may happen before a confirmation is given up (Matrix specification, "Key verification framework").
pub(super) const PATIENCE: Duration = Duration::from_secs(10 * 60);
/// How long the side that asked has to begin before the other does.
const BEGIN: Duration = Duration::from_secs(5);
/// How long a conversation just made may take to count as one.
const SETTLE: Duration = Duration::from_secs(10);
/// The pauses between looks at what the other device sends after the end: its secrets.
const SECRETS: [Duration; 4] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
];

/// One comparison, from the request to its end.
pub(crate) struct Comparison {
    pub(super) account: Arc<Account>,
    pub(super) request: VerificationRequest,
    /// Called when a picture was looked at for a code.
    pub(super) looked: Notify,
    /// So many had no code of this confirmation in them, since the last that did.
    unread: AtomicU32,
    by: Mutex<Means>,
    /// How it ends, where this side gave it up and the person did not.
    fate: Mutex<Option<ConfirmEnd>>,
    with: Person,
    sas: Mutex<Option<SasVerification>>,
    device: Mutex<Option<(DeviceId, Arc<str>)>>,
}

/// What comes from elsewhere.
pub(crate) struct Requests {
    account: Arc<Account>,
    incoming: mpsc::UnboundedReceiver<VerificationRequest>,
    _handlers: [EventHandlerDropGuard; 2],
    _late: Feeder,
}

impl Account {
    /// The requests that come from now on.
    pub(crate) fn requests(self: &Arc<Self>) -> Requests {
        let (sender, incoming) = mpsc::unbounded_channel();
        let to_device = {
            let sender = sender.clone();
            move |event: ToDeviceKeyVerificationRequestEvent, client: Client| {
                let sender = sender.clone();
                async move {
                    let flow = event.content.transaction_id.as_str();
                    pass_on(&client, &event.sender, flow, &sender).await;
                }
            }
        };
        let late = LateSteps::new(self.client.clone(), self.base.clone());
        let in_room = {
            let (sender, late) = (sender.clone(), late.clone());
            move |event: OriginalSyncRoomMessageEvent, room: Room, client: Client| {
                let (sender, late) = (sender.clone(), late.clone());
                async move {
                    if !matches!(event.content.msgtype, MessageType::VerificationRequest(_)) {
                        return;
                    }
                    let (user, flow) = (event.sender.clone(), event.event_id.clone());
                    if !pass_on(&client, &user, flow.as_str(), &sender).await {
                        let request = MessageLikeEvent::Original(event.into_full_event(room.room_id().to_owned()));
                        late.hand_over(&AnyMessageLikeEvent::RoomMessage(request)).await;
                        pass_on(&client, &user, flow.as_str(), &sender).await;
                    }
                }
            }
        };
        let client = self.client.clone();
        let late = Feeder::new(late.run(async move |event: &AnyMessageLikeEvent| {
            pass_on(&client, event.sender(), event.event_id().as_str(), &sender).await;
        }));
        let guard = |handle| self.client.event_handler_drop_guard(handle);
        Requests {
            account: self.clone(),
            incoming,
            _handlers: [
                guard(self.client.add_event_handler(to_device)),
                guard(self.client.add_event_handler(in_room)),
            ],
            _late: late,
        }
    }

    /// Asks somebody, or one's own devices, to compare.
    pub(crate) async fn compare(self: &Arc<Self>, whom: &Whom, by: Means) -> Result<Comparison, Why> {
        let encryption = self.client.encryption();
        let methods = codes::methods(by);
        let own = self.client.user_id().ok_or(Why::Failed(Failure::SignedOut))?;
        let request = match whom {
            Whom::OwnDevices => {
                let own = self.identity(&own.as_str().into()).await?;
                own.request_verification_with_methods(methods).await
            }
            Whom::Device(device) => {
                let device = encryption.get_device(own, device.as_str().into()).await;
                let device = device.ok().flatten().ok_or(Why::Failed(Failure::NotFound))?;
                let asked = device.request_verification_with_methods(methods).await;
                let request = asked.map_err(|error| Why::Failed(failure::failure(&error)))?;
                self.wake().await;
                return Ok(Comparison::new(self.clone(), request, by).await);
            }
            Whom::Person(person) => {
                let identity = self.identity(person).await?;
                self.ready_to_ask(person).await?;
                identity.request_verification_with_methods(methods).await
            }
        };
        let request = request.map_err(|error| {
            tracing::warn!("a confirmation could not be asked for");
            Why::Failed(failure::request_failure(&error))
        })?;
        self.wake().await;
        Ok(Comparison::new(self.clone(), request, by).await)
    }

    /// A request to somebody goes through the conversation with them. Policy judges it like any message, and the SDK must
    /// find it: it would make a room of its own kind.
    async fn ready_to_ask(&self, person: &model::UserId) -> Result<(), Why> {
        let whom = self.policy.person(person.as_str()).map_err(Why::Policy)?;
        let id = self.start_direct(&whom).await?;
        let user = UserId::parse(person.as_str()).map_err(|_| Why::Failed(Failure::Malformed))?;
        let room = self.room(id.as_str()).map_err(Why::Failed)?;
        let mut changes = room.subscribe_info();
        let counted = async { while self.client.get_dm_room(&user).is_none() && changes.next().await.is_some() {} };
        if tokio::time::timeout(SETTLE, counted).await.is_err() {
            return Err(Why::Failed(Failure::NotReady));
        }
        let facts = self.facts_of(&room, Depth::All).await;
        self.policy.clear(&facts.borrow(), ()).map(drop).map_err(Why::Policy)
    }
}

/// Whether the SDK knows of it.
async fn pass_on(client: &Client, user: &UserId, flow: &str, to: &mpsc::UnboundedSender<VerificationRequest>) -> bool {
    // The SDK leaves out what is older than ten minutes or comes from the future.
    let Some(request) = client.encryption().get_verification_request(user, flow).await else {
        return false;
    };
    // One's own requests come back through the room.
    if !request.we_started() {
        // Nobody listens any more at the end of a session.
        to.send(request).ok();
    }
    true
}

impl Requests {
    /// The next one.
    pub(crate) async fn next(&mut self) -> Option<Comparison> {
        let request = self.incoming.recv().await?;
        Some(Comparison::new(self.account.clone(), request, Means::Emoji).await)
    }
}

impl Comparison {
    async fn new(account: Arc<Account>, request: VerificationRequest, by: Means) -> Self {
        let other = request.other_user_id();
        let with = if request.is_self_verification() {
            account.me().await.person
        } else {
            account.person(other.as_str(), account.name_of(other).await.as_deref(), false)
        };
        Self {
            with,
            account,
            request,
            looked: Notify::new(),
            unread: AtomicU32::default(),
            by: Mutex::new(by),
            fate: Mutex::default(),
            sas: Mutex::default(),
            device: Mutex::default(),
        }
    }

    /// What names it.
    pub(crate) fn flow(&self) -> FlowId {
        self.request.flow_id().into()
    }

    /// Reports each step, and does what needs nobody to decide, until the end.
    pub(crate) async fn follow(&self, report: impl Fn(Confirmation)) {
        let mut last = None;
        let own = self.request.is_self_verification();
        self.account.secrets_due.fetch_or(own, Ordering::Relaxed);
        let end = self.steps(|step| {
            if last.as_ref() != Some(&step) {
                last = Some(step.clone());
                report(self.at(step));
            }
        });
        let end = end.await;
        report(self.at(end.clone()));
        if end == ConfirmStep::Done {
            self.concluded().await;
        }
        if own {
            self.account.secrets_due.store(false, Ordering::Relaxed);
            self.account.look_again.notify_one();
        }
    }

    async fn steps(&self, mut report: impl FnMut(ConfirmStep)) -> ConfirmStep {
        let mut states: Requested = Box::pin(self.request.changes());
        let mut state = self.request.state();
        let mut begun = self.request.we_started();
        loop {
            match state {
                VerificationRequestState::Created { .. } => report(ConfirmStep::Waiting),
                VerificationRequestState::Requested { other_device_data, .. } => {
                    self.learn(&other_device_data);
                    report(ConfirmStep::Asked);
                }
                VerificationRequestState::Ready {
                    other_device_data,
                    our_methods,
                    their_methods,
                } if codes::by_code(&our_methods, &their_methods) => {
                    self.learn(&other_device_data);
                    match self.code_steps(&mut states, &mut report).await {
                        Ok(end) => return end,
                        Err(next) => state = next,
                    }
                    continue;
                }
                VerificationRequestState::Ready { other_device_data, .. } => {
                    self.learn(&other_device_data);
                    report(ConfirmStep::Starting);
                    if begun {
                        begun = false;
                        self.begin().await;
                    } else if let Ok(next) = tokio::time::timeout(BEGIN, states.next()).await {
                        match next {
                            Some(next) => state = next,
                            None => return ConfirmStep::Ended(ConfirmEnd::Failed),
                        }
                        continue;
                    } else {
                        self.begin().await;
                    }
                }
                VerificationRequestState::Transitioned {
                    verification: Verification::SasV1(sas),
                } => return self.sas_steps(sas, report).await,
                // Nothing else was offered.
                VerificationRequestState::Transitioned { .. } => {}
                VerificationRequestState::Done => return ConfirmStep::Done,
                VerificationRequestState::Cancelled(why) => return self.ended(&why),
            }
            self.account.wake().await;
            state = match tokio::time::timeout(PATIENCE, states.next()).await {
                Ok(Some(next)) => next,
                Ok(None) => return ConfirmStep::Ended(ConfirmEnd::Failed),
                Err(_) => {
                    self.give_up(ConfirmEnd::TimedOut).await;
                    return ConfirmStep::Ended(ConfirmEnd::TimedOut);
                }
            };
        }
    }

    async fn begin(&self) {
        if self.request.start_sas().await.is_err() {
            tracing::warn!("emoji could not be asked for");
            self.give_up(ConfirmEnd::Failed).await;
        }
    }

    async fn sas_steps(&self, sas: SasVerification, mut report: impl FnMut(ConfirmStep)) -> ConfirmStep {
        self.learn(sas.other_device());
        *locked(&self.sas) = Some(sas.clone());
        let mut states: Pin<Box<dyn Stream<Item = SasState> + Send>> = Box::pin(sas.changes());
        let mut state = sas.state();
        loop {
            match state {
                SasState::Started { .. } => {
                    report(ConfirmStep::Starting);
                    if sas.accept().await.is_err() {
                        tracing::warn!("emoji could not be agreed to");
                        self.give_up(ConfirmEnd::Failed).await;
                    }
                }
                SasState::KeysExchanged { emojis, decimals } => report(ConfirmStep::Compare {
                    emoji: emojis.map(|emoji| emoji.indices),
                    decimals,
                }),
                SasState::Confirmed => report(ConfirmStep::Matched),
                SasState::Done { .. } => return ConfirmStep::Done,
                SasState::Cancelled(why) => return self.ended(&why),
                _ => report(ConfirmStep::Starting),
            }
            self.account.wake().await;
            state = match tokio::time::timeout(PATIENCE, states.next()).await {
                Ok(Some(next)) => next,
                Ok(None) => return ConfirmStep::Ended(ConfirmEnd::Failed),
                Err(_) => {
                    self.give_up(ConfirmEnd::TimedOut).await;
                    return ConfirmStep::Ended(ConfirmEnd::TimedOut);
                }
            };
        }
    }

    /// What follows from a comparison that went well: the signature leaves, and keys given out so far are not used on.
    async fn concluded(&self) {
        self.account.wake().await;
        if self.request.is_self_verification() {
            // The other device hands its secrets over, in rounds of the sync of either.
            for pause in SECRETS {
                tokio::time::sleep(pause).await;
                self.account.wake().await;
            }
        } else {
            self.account.release_rooms_with(self.request.other_user_id()).await;
        }
    }

    /// Does what the person says.
    pub(crate) async fn answer(&self, answer: ConfirmAnswer) {
        let ends = matches!(answer, ConfirmAnswer::Cancel | ConfirmAnswer::Mismatch);
        let sas = self.sas();
        let done = match (answer, sas) {
            (ConfirmAnswer::Accept, _) => self.request.accept_with_methods(codes::methods(Means::Code)).await,
            (ConfirmAnswer::Emoji, _) => {
                self.goes_by(Means::Emoji);
                self.request.start_sas().await.map(drop)
            }
            (ConfirmAnswer::Picture(picture), _) => {
                self.read_picture(&picture).await;
                Ok(())
            }
            (ConfirmAnswer::Match, Some(sas)) => sas.confirm().await,
            (ConfirmAnswer::Mismatch, Some(sas)) => sas.mismatch().await,
            (ConfirmAnswer::Cancel, Some(sas)) => sas.cancel().await,
            (ConfirmAnswer::Cancel, None) => self.request.cancel().await,
            (ConfirmAnswer::Match, None) => self.confirm_reading().await,
            (ConfirmAnswer::Mismatch, None) => self.request.cancel().await,
        };
        if let Err(error) = done {
            tracing::warn!(
                code = failure::failure(&error).code(),
                "an answer to a confirmation did not go out"
            );
            // The other side has not heard it and would wait for it. What ends it here has ended it, heard or not.
            if !ends {
                self.give_up(ConfirmEnd::Failed).await;
            }
        }
        self.account.wake().await;
    }

    /// Notes whether a picture had a code of this confirmation in it.
    pub(super) fn look(&self, found: bool) {
        let next = |unread: u32| if found { 0 } else { unread.saturating_add(1) };
        self.unread
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |unread| Some(next(unread)))
            .ok();
        self.looked.notify_one();
    }

    pub(super) fn unread(&self) -> u32 {
        self.unread.load(Ordering::Relaxed)
    }

    /// Ends it from here, though the person did not say so.
    pub(super) async fn give_up(&self, why: ConfirmEnd) {
        *locked(&self.fate) = Some(why);
        let told = match self.sas() {
            Some(sas) => sas.cancel().await,
            None => self.request.cancel().await,
        };
        if told.is_err() {
            tracing::debug!("the other side was not told of an end");
        }
    }

    pub(super) fn ended(&self, why: &CancelInfo) -> ConfirmStep {
        ConfirmStep::Ended(locked(&self.fate).unwrap_or_else(|| ended(why)))
    }

    fn goes_by(&self, means: Means) {
        *locked(&self.by) = means;
    }

    fn sas(&self) -> Option<SasVerification> {
        locked(&self.sas).clone()
    }

    fn learn(&self, device: &DeviceData) {
        let id = device.device_id().as_str();
        let name = names::shown_name(device.display_name(), id, false);
        *locked(&self.device) = Some((id.into(), name));
    }

    fn at(&self, step: ConfirmStep) -> Confirmation {
        match step {
            ConfirmStep::Codes { .. } => self.goes_by(Means::Code),
            ConfirmStep::Compare { .. } => self.goes_by(Means::Emoji),
            _ => {}
        }
        Confirmation {
            flow: self.flow(),
            with: self.with.clone(),
            device: locked(&self.device).clone(),
            by: *locked(&self.by),
            own: self.request.is_self_verification(),
            step,
        }
    }
}

fn locked<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

fn ended(why: &CancelInfo) -> ConfirmEnd {
    match why.cancel_code() {
        CancelCode::MismatchedSas | CancelCode::MismatchedCommitment | CancelCode::KeyMismatch => ConfirmEnd::Mismatch,
        CancelCode::Timeout => ConfirmEnd::TimedOut,
        CancelCode::Accepted => ConfirmEnd::Elsewhere,
        CancelCode::User if why.cancelled_by_us() => ConfirmEnd::Here,
        CancelCode::User => ConfirmEnd::There,
        _ => ConfirmEnd::Failed,
    }
}
