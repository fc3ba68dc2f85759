//! The record of this account on this device: its journal, how it is delivered, and what policy says of both.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, future, stream};
use hkdf::Hkdf;
use model::{Failure, Me, RecordState};
use policy::{OnSinkDown, Policy, ProxyMode};
use records::delivery::{Health, Network, Sending, WhenSinkDown, sending};
use records::entry::{Change, Clock, Entry, Gap, Kind, Subject};
use records::{Courier, DeliveryError, Intake, JournalError, Limits, LogKey, Recipients, Sink};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sha2::Sha256;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::guard::{Door, now};

/// Binds the key to its purpose, so that the key of the stores is never used twice for different things.
const PURPOSE: &[u8] = b"despatch record v1";
/// The longest that something waits before it is tried to be delivered.
const DELIVER_EVERY: Duration = Duration::from_secs(60);
/// How long an account that ends may hold its record.
const LET_GO: Duration = Duration::from_secs(10);
/// What is noted of the last start, to see what is another since.
const PROGRAM: &str = concat!("despatch ", env!("CARGO_PKG_VERSION"));

/// The record of one account on one device.
pub(crate) struct Record {
    intake: Arc<Intake>,
    courier: Courier,
    health: watch::Receiver<Health>,
    /// Why the last try to put something on record failed, where it did.
    trouble: watch::Sender<Option<RecordState>>,
    limit: u64,
    when_down: WhenSinkDown,
    /// When it began, in milliseconds since 1970 began.
    pub(crate) began: u64,
}

impl Record {
    /// Opens the record of this device. None where policy keeps none.
    pub(crate) async fn open(door: Door, user: String, device: String) -> Result<Option<Self>, Failure> {
        let until = Instant::now() + LET_GO;
        loop {
            let (door, user, device) = (door.clone(), user.clone(), device.clone());
            let opening = tokio::task::spawn_blocking(move || Self::taken_up(&door, &user, &device));
            match opening.await.map_err(|_| Failure::Internal)? {
                Ok(record) => return Ok(record),
                // The one before, under another policy, may be ending still.
                Err(JournalError::Held) if Instant::now() < until => tokio::time::sleep(LET_GO / 100).await,
                Err(error) => {
                    tracing::error!(%error, "there is no record");
                    return Err(Failure::RecordBroken);
                }
            }
        }
    }

    fn taken_up(door: &Door, user: &str, device: &str) -> Result<Option<Self>, JournalError> {
        let policy = door.policy.records();
        // Rules that still count may be those of an earlier policy: a key is what it takes.
        if policy.recipients.is_empty() || !door.policy.keeps_records() {
            return Ok(None);
        }
        let recipients = Recipients::new(&policy.recipients)?;
        let key = log_key(door, user, device)?;
        let folder = door.vault.records().join(key.log().folder());
        std::fs::create_dir_all(&folder)?;
        let limits = Limits {
            waiting: u64::from(policy.spool_max_mb) << 20,
            ..Limits::default()
        };
        let opened = Intake::open(&folder, key.clone(), recipients.clone(), limits);
        let (intake, damage) = match opened {
            Err(error @ JournalError::Damaged { .. }) => {
                tracing::error!(%error, "the record was damaged");
                (Intake::mend(&folder, key, recipients, limits)?, Some(error.to_string()))
            }
            opened => (opened?, None),
        };
        let intake = Arc::new(intake);
        let began = begin(&intake, &door.policy, damage)?;
        let (told, health) = watch::channel(Health::default());
        let courier = Courier::start(
            intake.journal().clone(),
            Some(door.vault.records().to_owned()),
            sink(door),
            DELIVER_EVERY,
            move |health| drop(told.send_replace(health)),
        );
        Ok(Some(Self {
            intake,
            courier,
            health,
            trouble: watch::Sender::new(None),
            limit: limits.waiting,
            when_down: match policy.on_sink_down {
                OnSinkDown::KeepWorking => WhenSinkDown::KeepWorking,
                OnSinkDown::StopSending => WhenSinkDown::StopSending,
            },
            began,
        }))
    }

    /// What is on record.
    pub(crate) fn intake(&self) -> &Arc<Intake> {
        &self.intake
    }

    /// Puts one entry on record, and takes a note away with it.
    pub(crate) async fn append(&self, entry: Entry, done: &str) {
        self.write(vec![entry], done, "").await;
    }

    /// Notes something; an empty text takes the note away.
    pub(crate) async fn note(&self, name: &str, text: &str) {
        self.write(Vec::new(), name, text).await;
    }

    async fn write(&self, entries: Vec<Entry>, name: &str, text: &str) {
        let (name, text) = (name.to_owned(), text.to_owned());
        let written = self.put(move |intake| intake.journal().append(entries, &[(&name, &text)]));
        // What was not noted as done is done again.
        if let Err(error) = written.await {
            tracing::error!(%error, "a note of the record was not kept");
        }
    }

    /// Puts something on record, on a thread that may wait for the disk.
    pub(crate) async fn put<T: Send + 'static>(
        &self,
        put: impl FnOnce(&Intake) -> Result<T, JournalError> + Send + 'static,
    ) -> Result<T, JournalError> {
        let intake = self.intake.clone();
        let done = tokio::task::spawn_blocking(move || put(&intake)).await;
        let done = done.unwrap_or_else(|error| Err(std::io::Error::other(error).into()));
        let trouble = match &done {
            Ok(_) => None,
            Err(JournalError::Limit) => {
                // Whatever the courier waits for, this does not wait.
                self.courier.nudge();
                Some(RecordState::Full)
            }
            Err(_) => Some(RecordState::Broken),
        };
        self.trouble
            .send_if_modified(|was| std::mem::replace(was, trouble) != trouble);
        done
    }

    /// Whether rooms on record may send.
    pub(crate) fn may_send(&self) -> Result<(), Failure> {
        match sending(self.when_down, &self.health.borrow(), self.limit) {
            _ if *self.trouble.borrow() == Some(RecordState::Full) => Err(Failure::RecordFull),
            _ if self.trouble.borrow().is_some() => Err(Failure::RecordBroken),
            Sending::Allowed => Ok(()),
            Sending::SinkDown => Err(Failure::RecordUndelivered),
            Sending::Full => Err(Failure::RecordFull),
        }
    }

    /// How it stands.
    fn state(&self) -> RecordState {
        if let Some(trouble) = *self.trouble.borrow() {
            return trouble;
        }
        let health = self.health.borrow();
        match health {
            _ if health.stuck => RecordState::Stuck,
            _ if health.failures > 0 => RecordState::Waiting,
            _ => RecordState::Kept,
        }
    }

    /// How it stands, now and whenever it stands otherwise.
    pub(crate) fn states(&self) -> BoxStream<'_, RecordState> {
        let heard = (self.health.clone(), self.trouble.subscribe());
        let changes = stream::unfold(heard, |(mut health, mut trouble)| async move {
            tokio::select! {
                Ok(()) = health.changed() => {}
                Ok(()) = trouble.changed() => {}
                else => return None,
            }
            Some(((), (health, trouble)))
        });
        let now = stream::once(future::ready(()));
        now.chain(changes).map(|()| self.state()).boxed()
    }

    /// Whether all of it is delivered; tries for as long as this.
    pub(crate) async fn deliver(&self, within: Duration) -> bool {
        let delivering = async {
            let mut health = self.health.clone();
            loop {
                health.mark_unchanged();
                if self.is_delivered() {
                    return;
                }
                self.courier.nudge();
                if health.changed().await.is_err() {
                    std::future::pending().await
                }
            }
        };
        tokio::time::timeout(within, delivering).await.is_ok()
    }

    /// Closes it for good. What is not delivered by then goes with the next account's.
    fn leave(self) {
        drop(self.courier);
        let Some(journal) = Arc::into_inner(self.intake).and_then(Intake::into_journal) else {
            tracing::error!("the record is written to still");
            return;
        };
        if let Err(error) = journal.leave() {
            tracing::error!(%error, "the record could not be closed");
        }
    }

    fn is_delivered(&self) -> bool {
        let journal = self.intake.journal();
        journal.undelivered_from().is_ok_and(|from| from == journal.size())
    }
}

/// Has the record of an account that is not open any more delivered, and tries for as long as this. Whether all of it was.
pub(crate) async fn hand_over(door: Door, me: &Me, within: Duration) -> Result<(), Failure> {
    let Some(record) = open(door, me).await? else {
        return Ok(());
    };
    match record.deliver(within).await {
        true => Ok(()),
        false => Err(Failure::RecordUndelivered),
    }
}

/// Closes the record of an account that goes. Its key goes with it, and nothing of what it sealed.
pub(crate) async fn leave(door: Door, me: &Me) {
    match open(door, me).await {
        Ok(Some(record)) => drop(tokio::task::spawn_blocking(move || record.leave()).await),
        Ok(None) => {}
        Err(failure) => tracing::error!(code = failure.code(), "the record stays open"),
    }
}

async fn open(door: Door, me: &Me) -> Result<Option<Record>, Failure> {
    Record::open(door, me.person.id.to_string(), me.device.to_string()).await
}

/// Something that happened just now, by a clock that is worth this.
pub(crate) fn entry(kind: Kind, clock: Clock) -> Entry {
    Entry {
        received_ms: u64::try_from(now()).unwrap_or_default(),
        clock,
        kind,
    }
}

/// Notes what the record stands on, and puts on record what of it is another since the last start. Gives when it began.
fn begin(intake: &Intake, policy: &Policy, damage: Option<String>) -> Result<u64, JournalError> {
    let journal = intake.journal();
    let version = policy.document().version.to_string();
    let recipients = policy.records().recipients.join(" ");
    let stands = [
        (Subject::Program, PROGRAM),
        (Subject::Policy, version.as_str()),
        (Subject::Recipients, recipients.as_str()),
    ];
    let mut changes = Vec::new();
    let mut notes = Vec::new();
    for (subject, after) in stands {
        let before = journal.noted(subject.name());
        if before.as_deref() != Some(after) {
            let change = Kind::Change(Change {
                subject,
                before,
                after: after.to_owned(),
            });
            changes.push(entry(change, Clock::Unknown));
            notes.push((subject.name(), after));
        }
    }
    changes.extend(damage.map(|cause| {
        let gap = Kind::Gap(Gap {
            room: String::new(),
            after: None,
            before: None,
            cause,
        });
        entry(gap, Clock::Unknown)
    }));
    let known = journal.noted("began");
    let began = known.clone().unwrap_or_else(|| now().to_string());
    if known.is_none() {
        notes.push(("began", &began));
    }
    if !changes.is_empty() || !notes.is_empty() {
        journal.append(changes, &notes)?;
    }
    Ok(began.parse().unwrap_or_default())
}

/// The key of this device's log. It goes with the key of the stores, and with the keyring's entry.
fn log_key(door: &Door, user: &str, device: &str) -> Result<LogKey, JournalError> {
    let mut seed = Zeroizing::new([0; 32]);
    // Fails for lengths beyond 255 hashes alone (RFC 5869, 2.3).
    let _ = Hkdf::<Sha256>::new(None, door.key.as_slice()).expand(PURPOSE, seed.as_mut());
    Ok(LogKey::new(user, device, &seed)?)
}

/// How the sink of the policy is found: each time anew, since it may be a drive that comes and goes.
fn sink(door: &Door) -> impl Fn() -> Result<Sink, DeliveryError> + Send + 'static {
    let network = network(door);
    let records = door.policy.records().clone();
    move || {
        let url = records.sink.as_deref().unwrap_or_default();
        let options: Vec<_> = records.sink_options().collect();
        Ok(Sink::open(url, &options, network.clone())?)
    }
}

fn network(door: &Door) -> Network {
    let network = door.policy.network();
    let pem = match &network.ca_file {
        Some(path) => door.roots.by_file.get(path),
        None => Some(&door.roots.system),
    };
    let roots = CertificateDer::pem_slice_iter(pem.map_or(&[][..], Vec::as_slice));
    let fixed = network.proxy.mode == ProxyMode::Fixed;
    Network {
        roots: roots.flatten().map(|root| root.to_vec()).collect(),
        proxy: network.proxy.url.clone().filter(|_| fixed),
        no_proxy: network.proxy.no_proxy.clone(),
    }
}
