//! The SDK's client, set up as this product promises.
//!
//! matrix-sdk's defaults are not those (its builder follows `.well-known`, redirects and proxies, shares keys with every
//! device and shows messages of any): each setting here has a test that fails without it.

use std::sync::Arc;
use std::time::Duration;

use futures_util::try_join;
use matrix_sdk::config::RequestConfig;
use matrix_sdk::cross_process_lock::CrossProcessLockConfig;
use matrix_sdk::encryption::{BackupDownloadStrategy, EncryptionSettings};
use matrix_sdk::{
    Client, SqliteCryptoStore, SqliteEventCacheStore, SqliteMediaStore, SqliteStateStore, SqliteStoreConfig,
};
use matrix_sdk_base::crypto::{CollectStrategy, DecryptionSettings, TrustRequirement};
use matrix_sdk_base::store::StoreConfig;
use matrix_sdk_base::{BaseClient, DmRoomDefinition, ThreadingSupport};
use model::Failure;
use policy::{AcceptFrom, Pinned, SendTo};

use super::connect::{Door, SignInError};
use super::egress;
use super::expiry::{Expiry, ForgetfulStore};
use super::search::Shelves;
use super::threads::Threads;
use crate::vault::Stores;

/// A client, and what stands behind it.
pub(super) struct Built {
    pub(super) client: Client,
    /// The client itself gives no way to its machine, which [`super::late`] needs.
    pub(super) base: BaseClient,
    pub(super) expiry: Arc<Expiry>,
    pub(super) shelves: Arc<Shelves>,
    pub(super) threads: Arc<Threads>,
}

/// Opens the stores and sets the client up, to the pinned homeserver alone. Makes no request.
pub(super) async fn build(door: &Door, stores: &Stores, pinned: &Pinned) -> Result<Built, SignInError> {
    let http = egress::client(&door.policy, pinned, &door.roots).map_err(|error| {
        tracing::error!(%error, "no way out");
        SignInError::Failed(Failure::Certificate)
    })?;
    let expiry = Arc::new(Expiry::new());
    let shelves = Arc::<Shelves>::default();
    let threads = Arc::<Threads>::default();
    let base = base(door, stores, &expiry, &shelves, &threads).await?;
    let client = Client::builder()
        // Never `server_name`: that asks `.well-known` and goes wherever it points.
        .homeserver_url(pinned.base_url().as_str())
        .respect_login_well_known(false)
        .disable_well_known_lookup(true)
        .http_client(http)
        .request_config(RequestConfig::new().timeout(Duration::from_secs(30)))
        .base_client(base.clone())
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .handle_refresh_tokens()
        .with_encryption_settings(EncryptionSettings {
            auto_enable_cross_signing: true,
            backup_download_strategy: BackupDownloadStrategy::AfterDecryptionFailure,
            auto_enable_backups: false,
        })
        .with_enable_share_history_on_invite(door.policy.federation().history_sharing_on_invite)
        .build()
        .await
        .map_err(|_| SignInError::Failed(Failure::Internal))?;
    Ok(Built {
        client,
        base,
        expiry,
        shelves,
        threads,
    })
}

async fn base(
    door: &Door,
    stores: &Stores,
    expiry: &Arc<Expiry>,
    shelves: &Arc<Shelves>,
    threads: &Arc<Threads>,
) -> Result<BaseClient, SignInError> {
    // A raw key: a passphrase would cost 200,000 rounds of PBKDF2 for each of four stores.
    let (data, cache) = door.vault.folders(stores);
    let data = SqliteStoreConfig::with_low_memory_config(data).key(Some(door.key.as_slice()));
    let cache = data.clone().path(cache);
    let (state, crypto, events, media) = try_join!(
        SqliteStateStore::open_with_config(&data),
        SqliteCryptoStore::open_with_config(&data),
        SqliteEventCacheStore::open_with_config(&cache),
        SqliteMediaStore::open_with_config(&cache),
    )
    // What an error says may hold paths.
    .map_err(|_| {
        tracing::error!("the stores do not open");
        SignInError::Stores
    })?;
    let stores = StoreConfig::new(CrossProcessLockConfig::SingleProcess)
        .state_store(state)
        .crypto_store(crypto)
        .event_cache_store(ForgetfulStore::new(
            events,
            expiry.clone(),
            shelves.clone(),
            threads.clone(),
        ))
        .media_store(media);
    // What is unread in threads is counted apart. Whom the server tells of them stays the push rules' to say (no MSC4306).
    let threading = ThreadingSupport::Enabled {
        with_subscriptions: false,
    };
    let mut base = BaseClient::new(stores, threading, DmRoomDefinition::MatrixSpec);
    let encryption = door.policy.encryption();
    base.room_key_recipient_strategy = match encryption.send_to {
        SendTo::VerifiedDevices => CollectStrategy::OnlyTrustedDevices,
        SendTo::CrossSigned => CollectStrategy::IdentityBasedStrategy,
        SendTo::All => CollectStrategy::AllDevices,
    };
    base.decryption_settings = DecryptionSettings {
        sender_device_trust_requirement: match encryption.accept_from {
            AcceptFrom::CrossSigned => TrustRequirement::CrossSigned,
            // Plain CrossSigned would hide all history that a recovery key brings back.
            AcceptFrom::Legacy => TrustRequirement::CrossSignedOrLegacy,
            AcceptFrom::All => TrustRequirement::Untrusted,
        },
    };
    Ok(base)
}
