//! Comparing with another device, one's own or somebody else's, by emoji (Matrix specification, "Short Authentication
//! String") or by code.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use matrix_sdk::encryption::verification::{
    CancelInfo, SasState, SasVerification, Verification, VerificationRequest, VerificationRequestState,
};
use matrix_sdk::event_handler::EventHandlerDropGuard;
use matrix_sdk::ruma::events::key::verification::cancel::CancelCode;
use matrix_sdk::ruma::events::key::verification::request::ToDeviceKeyVerificationRequestEvent;
use matrix_sdk::ruma::events::room::message::{MessageType, OriginalSyncRoomMessageEvent};
use matrix_sdk::ruma::{OwnedUserId, UserId};
use matrix_sdk::{Client, Room};
use matrix_sdk_base::crypto::DeviceData;
use model::{ConfirmAnswer, ConfirmEnd, ConfirmStep, Confirmation, DeviceId, Failure, FlowId, Means, Whom, Why};
use tokio::sync::{Notify, mpsc};

use super::account::Account;
use super::codes::{self, Requested};
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
    /// What was found in it.
    code: Mutex<Code>,
    sas: Mutex<Option<SasVerification>>,
    device: Mutex<Option<(DeviceId, Arc<str>)>>,
}

/// What came of the last picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Code {
    /// A code of this confirmation, or none was looked at yet.
    #[default]
    Fine,
    /// So many pictures had no code of this confirmation in them.
    Unread(u32),
    /// A code with another key than the other side's.
    Forged,
}

/// What comes from elsewhere.
pub(crate) struct Requests {
    account: Arc<Account>,
    incoming: mpsc::UnboundedReceiver<VerificationRequest>,
    _handlers: [EventHandlerDropGuard; 2],
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
        let in_room = move |event: OriginalSyncRoomMessageEvent, _room: Room, client: Client| {
            let sender = sender.clone();
            async move {
                if let MessageType::VerificationRequest(_) = &event.content.msgtype {
                    pass_on(&client, &event.sender, event.event_id.as_str(), &sender).await;
                }
            }
        };
        let guard = |handle| self.client.event_handler_drop_guard(handle);
        Requests {
            account: self.clone(),
            incoming,
            _handlers: [
                guard(self.client.add_event_handler(to_device)),
                guard(self.client.add_event_handler(in_room)),
            ],
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
                return Ok(Comparison::new(self.clone(), request));
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
        Ok(Comparison::new(self.clone(), request))
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

async fn pass_on(client: &Client, user: &UserId, flow: &str, to: &mpsc::UnboundedSender<VerificationRequest>) {
    // The SDK leaves out what is older than ten minutes or comes from the future.
    let request = client.encryption().get_verification_request(user, flow).await;
    // One's own requests come back through the room.
    if let Some(request) = request.filter(|request| !request.we_started()) {
        // Nobody listens any more at the end of a session.
        to.send(request).ok();
    }
}

impl Requests {
    /// The next one.
    pub(crate) async fn next(&mut self) -> Option<Comparison> {
        let request = self.incoming.recv().await?;
        Some(Comparison::new(self.account.clone(), request))
    }
}

impl Comparison {
    fn new(account: Arc<Account>, request: VerificationRequest) -> Self {
        Self {
            account,
            request,
            looked: Notify::new(),
            code: Mutex::default(),
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
                VerificationRequestState::Cancelled(why) => return ConfirmStep::Ended(ended(&why)),
            }
            self.account.wake().await;
            state = match tokio::time::timeout(PATIENCE, states.next()).await {
                Ok(Some(next)) => next,
                Ok(None) => return ConfirmStep::Ended(ConfirmEnd::Failed),
                Err(_) => {
                    self.request.cancel().await.ok();
                    return ConfirmStep::Ended(ConfirmEnd::TimedOut);
                }
            };
        }
    }

    async fn begin(&self) {
        if self.request.start_sas().await.is_err() {
            tracing::warn!("emoji could not be asked for");
        }
    }

    async fn sas_steps(&self, sas: SasVerification, mut report: impl FnMut(ConfirmStep)) -> ConfirmStep {
        self.learn(sas.other_device());
        if let Ok(mut slot) = self.sas.lock() {
            *slot = Some(sas.clone());
        }
        let mut states: Pin<Box<dyn Stream<Item = SasState> + Send>> = Box::pin(sas.changes());
        let mut state = sas.state();
        loop {
            match state {
                SasState::Started { .. } => {
                    report(ConfirmStep::Starting);
                    if sas.accept().await.is_err() {
                        tracing::warn!("emoji could not be agreed to");
                    }
                }
                SasState::KeysExchanged { emojis, decimals } => report(ConfirmStep::Compare {
                    emoji: emojis.map(|emoji| emoji.indices),
                    decimals,
                }),
                SasState::Confirmed => report(ConfirmStep::Matched),
                SasState::Done { .. } => return ConfirmStep::Done,
                SasState::Cancelled(why) => return ConfirmStep::Ended(ended(&why)),
                _ => report(ConfirmStep::Starting),
            }
            self.account.wake().await;
            state = match tokio::time::timeout(PATIENCE, states.next()).await {
                Ok(Some(next)) => next,
                Ok(None) => return ConfirmStep::Ended(ConfirmEnd::Failed),
                Err(_) => {
                    sas.cancel().await.ok();
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
        let sas = self.sas.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let done = match (answer, sas) {
            (ConfirmAnswer::Accept, _) => self.request.accept_with_methods(codes::methods(Means::Code)).await,
            (ConfirmAnswer::Emoji, _) => self.request.start_sas().await.map(drop),
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
        }
        self.account.wake().await;
    }

    /// Notes whether a picture had a code of this confirmation in it.
    pub(super) fn look(&self, found: bool) {
        if let Ok(mut code) = self.code.lock()
            && *code != Code::Forged
        {
            *code = match *code {
                _ if found => Code::Fine,
                Code::Unread(times) => Code::Unread(times.saturating_add(1)),
                _ => Code::Unread(1),
            };
        }
        self.looked.notify_one();
    }

    /// Notes that somebody put a key of their own into a code.
    pub(super) fn forge(&self) {
        if let Ok(mut code) = self.code.lock() {
            *code = Code::Forged;
        }
    }

    pub(super) fn unread(&self) -> u32 {
        match self.code.lock().as_deref() {
            Ok(Code::Unread(times)) => *times,
            _ => 0,
        }
    }

    pub(super) fn is_forged(&self) -> bool {
        self.code.lock().is_ok_and(|code| *code == Code::Forged)
    }

    fn learn(&self, device: &DeviceData) {
        let id = device.device_id().as_str();
        let name = names::shown_name(device.display_name(), id, false);
        if let Ok(mut slot) = self.device.lock() {
            *slot = Some((id.into(), name));
        }
    }

    fn at(&self, step: ConfirmStep) -> Confirmation {
        let other: OwnedUserId = self.request.other_user_id().to_owned();
        Confirmation {
            flow: self.flow(),
            with: self.account.person(other.as_str(), None, false),
            device: self.device.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            own: self.request.is_self_verification(),
            step,
        }
    }
}

pub(super) fn ended(why: &CancelInfo) -> ConfirmEnd {
    match why.cancel_code() {
        CancelCode::MismatchedSas | CancelCode::MismatchedCommitment | CancelCode::KeyMismatch => ConfirmEnd::Mismatch,
        CancelCode::Timeout => ConfirmEnd::TimedOut,
        CancelCode::Accepted => ConfirmEnd::Elsewhere,
        CancelCode::User if why.cancelled_by_us() => ConfirmEnd::Here,
        CancelCode::User => ConfirmEnd::There,
        _ => ConfirmEnd::Failed,
    }
}
