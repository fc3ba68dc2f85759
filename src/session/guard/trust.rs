//! How this device and the person's own keys stand, and what brings them back in order.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::stream::BoxStream;
use futures_util::{StreamExt, stream};
use matrix_sdk::Room;
use matrix_sdk::encryption::VerificationState;
use matrix_sdk::encryption::identities::UserIdentity;
use matrix_sdk::encryption::recovery::{Recovery, RecoveryError, RecoveryState};
use matrix_sdk::encryption::secret_storage::SecretStorageError;
use matrix_sdk::ruma::api::client::to_device::send_event_to_device::v3 as to_device;
use matrix_sdk::ruma::events::GlobalAccountDataEventType;
use matrix_sdk::ruma::events::secret_storage::secret::SecretEventContent;
use matrix_sdk::ruma::to_device::DeviceIdOrAllDevices;
use matrix_sdk::ruma::{OwnedUserId, TransactionId};
use model::{Failure, KeyStorage, Loss, LostRoom, Secret, Trust, Why};

use super::account::Account;
use super::proof::{Proof, proof_failure};
use crate::convert::failure;

/// How often the server is asked whether key storage is still what this device takes it for: another program may have
/// removed it, and the SDK learns of that only when it next stores a key.
const LOOK: Duration = Duration::from_secs(10 * 60);

/// How long storing what this device has may hold somebody up who made a recovery key.
const STORE: Duration = Duration::from_secs(20);

/// What this program sends to itself for nothing but to be woken.
const WAKE: &str = "uk.gov.despatch.wake";

impl Account {
    /// How things stand, now and whenever that changes.
    pub(crate) async fn trust_changes(&self) -> BoxStream<'static, ()> {
        let encryption = self.client.encryption();
        let own = self.client.user_id().map(ToOwned::to_owned);
        let devices = match encryption.devices_stream().await {
            Ok(devices) => devices
                .filter(move |changes| {
                    let ours = own
                        .as_ref()
                        .is_some_and(|own| changes.new.contains_key(own) || changes.changed.contains_key(own));
                    std::future::ready(ours)
                })
                .map(drop)
                .boxed(),
            Err(_) => stream::pending().boxed(),
        };
        let look_again = self.look_again.clone();
        let clock = stream::unfold(look_again, |look_again| async {
            tokio::time::timeout(LOOK, look_again.notified()).await.ok();
            Some(((), look_again))
        });
        stream::select_all([
            stream::once(std::future::ready(())).boxed(),
            encryption.verification_state().map(drop).boxed(),
            encryption.recovery().state_stream().map(drop).boxed(),
            encryption.backups().state_stream().map(drop).boxed(),
            devices,
            clock.boxed(),
        ])
        .boxed()
    }

    /// How things stand. Without a line to the server nothing is known of what it keeps.
    ///
    /// The SDK has a word of its own for key storage. It is written by each of several looks that run side by side, and a look
    /// that began before the secrets were here may write last. It also looks at this device alone: whoever comes to the next
    /// device with the key would stand before nothing when another program emptied the storage.
    pub(crate) async fn trust(&self) -> Trust {
        // The server is asked first: what this device knows by itself is then from after the answer.
        let kept = self.kept().await;
        let encryption = self.client.encryption();
        let confirmed = match encryption.verification_state().get() {
            VerificationState::Unknown => None,
            VerificationState::Verified => Some(true),
            VerificationState::Unverified => Some(false),
        };
        let held = self.holds_secrets().await;
        let due = confirmed == Some(true) && self.secrets_due.load(Ordering::Relaxed);
        Trust {
            confirmed,
            storage: match kept {
                None => KeyStorage::Unknown,
                Some((_, None)) => KeyStorage::Off,
                Some((true, Some(true))) if held && encryption.backups().are_enabled().await => KeyStorage::On,
                Some((true, Some(true))) if due => KeyStorage::Unknown,
                Some(_) => KeyStorage::Incomplete,
            },
            secrets: held || due,
            others: encryption.has_devices_to_verify_against().await.unwrap_or_default(),
        }
    }

    /// What the server keeps: a backup of keys, and each secret under the recovery key.
    async fn kept(&self) -> Option<(bool, Option<bool>)> {
        let encryption = self.client.encryption();
        if encryption.recovery().state() == RecoveryState::Unknown || !self.is_online() {
            return None;
        }
        let backup = encryption.backups().fetch_exists_on_server().await;
        match (backup, self.kept_secrets().await) {
            (Ok(backup), Ok(secrets)) => Some((backup, secrets)),
            (Err(error), _) | (_, Err(error)) => {
                tracing::warn!(code = failure::failure(&error).code(), "key storage was not looked at");
                None
            }
        }
    }

    /// Whether each secret is kept under the recovery key in force, if there is one.
    async fn kept_secrets(&self) -> matrix_sdk::Result<Option<bool>> {
        let key = self.client.encryption().secret_storage().fetch_default_key_id().await?;
        let Some(key) = key.and_then(|key| key.deserialize().ok()) else {
            return Ok(None);
        };
        for secret in Recovery::KNOWN_SECRETS {
            let kind = GlobalAccountDataEventType::from(secret.clone());
            let stored = self.client.account().fetch_account_data(kind).await?;
            let stored = stored.and_then(|stored| stored.deserialize_as_unchecked::<SecretEventContent>().ok());
            if !stored.is_some_and(|stored| stored.encrypted.contains_key(&key.key_id)) {
                return Ok(Some(false));
            }
        }
        Ok(Some(true))
    }

    /// Makes a recovery key, in place of any earlier one. Keys that only an unreachable storage held are given up: this
    /// device stores those that it has anew.
    pub(crate) async fn make_recovery_key(&self) -> Result<Secret, Why> {
        let encryption = self.client.encryption();
        if !self.is_confirmed() {
            // What is known may be of a moment ago, when a new identity began.
            self.ask_own_identity().await?;
        }
        if !self.is_confirmed() || !self.holds_secrets().await {
            return Err(Why::Failed(Failure::DeviceUnconfirmed));
        }
        let (recovery, backups) = (encryption.recovery(), encryption.backups());
        let exists = backups.fetch_exists_on_server().await.map_err(failed)?;
        if exists != backups.are_enabled().await {
            backups.disable_and_delete().await.map_err(failed)?;
        }
        let key = recovery.enable().await.map_err(recovery_failed)?;
        self.stored().await;
        self.look_again.notify_one();
        Ok(Secret::new(key))
    }

    /// Confirms this device with the recovery key, and takes key storage into use.
    pub(crate) async fn use_recovery_key(&self, key: &Secret) -> Result<(), Why> {
        let encryption = self.client.encryption();
        let (recovery, backups) = (encryption.recovery(), encryption.backups());
        let key = key.reveal().trim();
        let taken = recovery.recover_and_fix_backup(key).await;
        if !self.is_confirmed() || !self.holds_secrets().await {
            taken.map_err(recovery_failed)?;
        }
        // Another program may have removed the keys or the secrets. This device has them, and the key that was typed opens
        // the place where they belong.
        let store = encryption.secret_storage().open_secret_store(key).await;
        let store = store.map_err(|error| recovery_failed(error.into()))?;
        let exists = backups.fetch_exists_on_server().await.map_err(failed)?;
        if exists != backups.are_enabled().await {
            backups.disable_and_delete().await.map_err(failed)?;
            recovery.enable_backup().await.map_err(recovery_failed)?;
        }
        store
            .export_secrets()
            .await
            .map_err(|error| recovery_failed(error.into()))?;
        self.stored().await;
        self.look_again.notify_one();
        self.wake().await;
        Ok(())
    }

    /// Waits until the keys that this device has are stored, but not for ever: whoever goes to the next device with the key at
    /// once asks for each key once.
    async fn stored(&self) {
        let backups = self.client.encryption().backups();
        if tokio::time::timeout(STORE, backups.wait_for_steady_state())
            .await
            .is_err()
        {
            tracing::warn!("keys are still being stored");
        }
    }

    /// Begins a new digital identity.
    pub(crate) async fn reset_identity(&self, proof: &Proof) -> Result<(), Why> {
        self.policy.judge_identity_reset().map_err(Why::Policy)?;
        // The SDK empties key storage before it asks who this is. So that is asked first: a password mistyped costs nothing.
        self.delete_devices(&[], proof).await?;
        let known = self.known_identities().await;
        let same = known.iter().filter(|identity| !identity.has_verification_violation());
        *self.known_before() = same
            .filter_map(|one| Some((one.user_id().to_owned(), master_key(one)?)))
            .collect();
        let recovery = self.client.encryption().recovery();
        if let Some(handle) = recovery.reset_identity().await.map_err(recovery_failed)? {
            self.replace_keys(&handle, proof).await?;
        }
        // An answer of the server that was on its way meanwhile tells of the old identity. The new one stands all the same.
        if self.ask_own_identity().await.is_err() {
            tracing::warn!("the new identity was not looked at");
        }
        // The new identity has verified nobody. The SDK would take everybody whom the old one had for somebody who changed.
        for identity in self.known_identities().await {
            self.withdraw_if_same(&identity).await;
        }
        self.wake().await;
        Ok(())
    }

    /// Keeps whom an earlier identity had verified from counting as somebody who changed: answers of the server that were on
    /// their way when a new one began may tell of verifications only now.
    pub(crate) async fn keep_withdrawn(&self) {
        let Ok(changes) = self.client.encryption().user_identities_stream().await else {
            return;
        };
        let mut changes = std::pin::pin!(changes);
        while let Some(update) = changes.next().await {
            for identity in update.new.into_values().chain(update.changed.into_values()) {
                self.withdraw_if_same(&identity).await;
            }
        }
    }

    /// No longer holds somebody for verified whose identity is what it was before the own one began.
    async fn withdraw_if_same(&self, identity: &UserIdentity) {
        let changed = self.known_before().get(identity.user_id()) != master_key(identity).as_ref();
        if changed || !identity.has_verification_violation() {
            return;
        }
        match identity.withdraw_verification().await {
            Ok(()) => self.release_rooms_with(identity.user_id()).await,
            Err(_) => tracing::warn!("somebody still counts as changed"),
        }
    }

    fn known_before(&self) -> MutexGuard<'_, HashMap<OwnedUserId, String>> {
        self.known_before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the server for the person's own identity and devices.
    pub(super) async fn ask_own_identity(&self) -> Result<(), Why> {
        if let Some(own) = self.client.user_id() {
            let asked = self.client.encryption().request_user_identity(own).await;
            asked.map_err(failed)?;
        }
        Ok(())
    }

    fn is_confirmed(&self) -> bool {
        self.client.encryption().verification_state().get() == VerificationState::Verified
    }

    /// Whether this device holds every secret of the identity.
    pub(super) async fn holds_secrets(&self) -> bool {
        let held = self.client.encryption().cross_signing_status().await;
        held.is_some_and(|held| held.is_complete())
    }

    /// The identities of all others that this device knows.
    async fn known_identities(&self) -> Vec<UserIdentity> {
        let encryption = self.client.encryption();
        let own = self.client.user_id();
        let mut known = Vec::new();
        for user in encryption.tracked_users().await.unwrap_or_default() {
            let identity = encryption.get_user_identity(&user).await.ok().flatten();
            known.extend(identity.filter(|identity| Some(identity.user_id()) != own));
        }
        known
    }

    /// What this device cannot read, of what is on this computer.
    pub(crate) async fn loss(&self) -> Loss {
        let mut rooms = Vec::new();
        for room in self.client.joined_rooms() {
            let unreadable = unreadable(&room).await;
            if unreadable > 0 {
                rooms.push(LostRoom {
                    id: room.room_id().as_str().into(),
                    name: self.room_name(&room),
                    unreadable,
                });
            }
        }
        rooms.sort_by(|a, b| b.unreadable.cmp(&a.unreadable).then_with(|| a.name.cmp(&b.name)));
        Loss { rooms }
    }

    /// Sends this device a message without content. What the SDK has to send for a confirmation leaves with the next round of
    /// its sync, and that may hang on the server for half a minute with nothing to report
    /// (matrix-rust-sdk pull request 6753).
    pub(super) async fn wake(&self) {
        let (Some(user), Some(device)) = (self.client.user_id(), self.client.device_id()) else {
            return;
        };
        let content = matrix_sdk::ruma::serde::Raw::new(&serde_json::json!({}));
        let Ok(content) = content else { return };
        let to = DeviceIdOrAllDevices::DeviceId(device.to_owned());
        let messages = [(user.to_owned(), [(to, content.cast_unchecked())].into())].into();
        let request = to_device::Request::new_raw(WAKE.into(), TransactionId::new(), messages);
        if self.client.send(request).await.is_err() {
            tracing::debug!("nobody to be woken by");
        }
    }
}

async fn unreadable(room: &Room) -> u32 {
    let Ok((cache, _drop)) = room.event_cache().await else {
        return 0;
    };
    let events = cache.events().await.unwrap_or_default();
    let unreadable = events.iter().filter(|event| event.kind.is_utd()).count();
    u32::try_from(unreadable).unwrap_or(u32::MAX)
}

fn master_key(identity: &UserIdentity) -> Option<String> {
    Some(identity.master_key().get_first_key()?.to_base64())
}

fn failed(error: matrix_sdk::Error) -> Why {
    Why::Failed(failure::failure(&error))
}

pub(super) fn recovery_failed(error: RecoveryError) -> Why {
    Why::Failed(match error {
        RecoveryError::Sdk(matrix_sdk::Error::Http(error)) => proof_failure(&error),
        RecoveryError::Sdk(error) => failure::failure(&error),
        RecoveryError::BackupExistsOnServer => Failure::NotReady,
        RecoveryError::SecretStorage(error) => match error {
            SecretStorageError::Sdk(error) => failure::failure(&error),
            SecretStorageError::SecretStorageKey(_)
            | SecretStorageError::Decryption(_)
            | SecretStorageError::ImportError { .. } => Failure::WrongKey,
            SecretStorageError::MissingKeyInfo { .. } => Failure::NotFound,
            _ => Failure::Internal,
        },
    })
}
