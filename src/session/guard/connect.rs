//! Signing in and taking a session up again, to the pinned homeserver alone.

use std::sync::Arc;

use matrix_sdk::Client;
use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::ruma::api::client::uiaa::{EmailUserIdentifier, MatrixUserIdentifier, UserIdentifier};
use matrix_sdk::store::RoomLoadSettings;
use model::{Failure, ProviderId, Secret, Why};
use policy::{Pinned, Policy, Reason};

use super::account::{Account, now};
use super::client::{Built, build};
use super::egress::{Redirected, Roots};
use super::reception::{Admission, Reception};
use crate::Key;
use crate::convert::failure;
use crate::vault::{Kept, Record, Shown, Stores, Vault, VaultError};
use crate::verifier::Verifier;
use crate::walls::Walls;

/// How this program names itself in a person's list of devices.
pub(super) const DEVICE_NAME: &str = "Despatch";

/// What every way in needs.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) policy: Arc<Policy>,
    pub(crate) roots: Roots,
    pub(crate) vault: Vault,
    pub(crate) key: Key,
    pub(crate) walls: Walls,
}

/// What a person typed.
pub(crate) struct Credentials {
    pub(crate) user: String,
    pub(crate) password: Secret,
}

/// Why nobody was signed in.
#[derive(Debug)]
pub(crate) enum SignInError {
    Refused(Reason),
    Failed(Failure),
    /// The stores do not open with this key, or are damaged.
    Stores,
}

/// Signs somebody in for the first time on this computer, on stores just prepared.
pub(crate) async fn sign_in(
    door: Door,
    stores: Stores,
    pinned: Pinned,
    credentials: Credentials,
) -> Result<Account, SignInError> {
    log_in(door, stores, pinned, credentials, None).await
}

/// Signs somebody in for the first time on this computer, by what they brought from the browser.
pub(crate) async fn sign_in_by(
    door: Door,
    stores: Stores,
    reception: &Reception,
    token: &Secret,
    provider: Option<&ProviderId>,
) -> Result<Account, SignInError> {
    let pinned = reception.pinned().clone();
    let admission = reception.admit(token, None).await?;
    let user = admission.0.meta.user_id.as_str();
    if let Err(reason) = door.policy.judge_account(&pinned, user) {
        reception.give_back(&admission).await;
        return Err(SignInError::Refused(reason));
    }
    admitted(door, stores, reception, admission, provider).await
}

/// What must be known to sign the same person in again.
pub(crate) struct Again {
    pub(crate) reception: Reception,
    /// Where they showed last who they are.
    pub(crate) provider: Option<ProviderId>,
}

/// The server of the session that is kept here, judged anew.
pub(crate) fn again(door: &Door) -> Result<Again, SignInError> {
    let record: Record<MatrixSession> = open(door)?;
    let pinned = judge(door, &record.kept, &record.session)?;
    Ok(Again {
        reception: Reception::open(door.policy.clone(), pinned, &door.roots)?,
        provider: record.kept.shown.provider(),
    })
}

/// Signs the same person in again as the same device, by what they brought from the browser. Somebody else is sent back, before
/// anything of theirs comes near the stores.
pub(crate) async fn sign_in_again_by(door: Door, again: &Again, token: &Secret) -> Result<Account, SignInError> {
    let record: Record<MatrixSession> = open(&door)?;
    judge(&door, &record.kept, &record.session)?;
    let meta = record.session.meta;
    let admission = again.reception.admit(token, Some(meta.device_id.as_str())).await?;
    if admission.0.meta.user_id != meta.user_id || admission.0.meta.device_id != meta.device_id {
        again.reception.give_back(&admission).await;
        return Err(SignInError::Failed(Failure::SomebodyElse));
    }
    let provider = again.provider.as_ref();
    admitted(door, record.kept.stores, &again.reception, admission, provider).await
}

/// Takes up a session that the browser led to.
async fn admitted(
    door: Door,
    stores: Stores,
    reception: &Reception,
    admission: Admission,
    provider: Option<&ProviderId>,
) -> Result<Account, SignInError> {
    let pinned = reception.pinned().clone();
    let built = build(&door, &stores, &pinned).await?;
    let auth = built.client.matrix_auth();
    let restored = auth.restore_session(admission.0, RoomLoadSettings::default()).await;
    restored.map_err(|_| SignInError::Stores)?;
    let shown = Shown::Browser {
        provider: provider.map(ToString::to_string),
    };
    finish(built, door, stores, pinned, (shown, None)).await
}

/// Signs the same person in again on the stores that are there, as the same device.
pub(crate) async fn sign_in_again(door: Door, password: Secret) -> Result<Account, SignInError> {
    let record: Record<MatrixSession> = open(&door)?;
    let pinned = judge(&door, &record.kept, &record.session)?;
    let meta = record.session.meta;
    let credentials = Credentials {
        user: meta.user_id.to_string(),
        password,
    };
    log_in(
        door,
        record.kept.stores,
        pinned,
        credentials,
        Some(meta.device_id.as_str()),
    )
    .await
}

/// A session taken up again.
pub(crate) struct Restored {
    pub(crate) account: Account,
    signed_in_at: i64,
}

impl Restored {
    /// Whether policy wants the password again.
    pub(crate) fn is_due(&self, policy: &Policy) -> bool {
        policy.session_ends(self.signed_in_at).is_some_and(|end| now() >= end)
    }
}

/// Takes the session in the vault up again. Makes no request.
pub(crate) async fn restore(door: Door) -> Result<Restored, SignInError> {
    let Record { kept, session } = open(&door)?;
    let pinned = judge(&door, &kept, &session)?;
    let built = build(&door, &kept.stores, &pinned).await?;
    keep_tokens(&built.client, &door, &kept);
    built
        .client
        .matrix_auth()
        .restore_session(session, RoomLoadSettings::default())
        .await
        .map_err(|_| SignInError::Stores)?;
    let signed_in_at = kept.signed_in_at;
    let account = Account::new(built, door, pinned, kept).await;
    Ok(Restored { account, signed_in_at })
}

async fn log_in(
    door: Door,
    stores: Stores,
    pinned: Pinned,
    credentials: Credentials,
    device: Option<&str>,
) -> Result<Account, SignInError> {
    let built = build(&door, &stores, &pinned).await?;
    let mut last = SignInError::Failed(Failure::WrongPassword);
    for identifier in identifiers(&credentials.user) {
        let auth = built.client.matrix_auth();
        let mut attempt = auth
            .login_identifier(identifier, credentials.password.reveal())
            .initial_device_display_name(DEVICE_NAME)
            .request_refresh_token();
        if let Some(device) = device {
            attempt = attempt.device_id(device);
        }
        match attempt.send().await {
            Ok(_) => {
                let shown = (Shown::Password, Some(credentials.password));
                return finish(built, door, stores, pinned, shown).await;
            }
            Err(error) => last = refusal(&error),
        }
        if !matches!(last, SignInError::Failed(Failure::WrongPassword)) {
            break;
        }
    }
    Err(last)
}

/// Judges who was signed in before anything is kept.
async fn finish(
    built: Built,
    door: Door,
    stores: Stores,
    pinned: Pinned,
    (shown, password): (Shown, Option<Secret>),
) -> Result<Account, SignInError> {
    let client = &built.client;
    let user = client.user_id().map(ToString::to_string).unwrap_or_default();
    let judged = door.policy.judge_account(&pinned, &user).and_then(|()| {
        // The login answer may name another server; the SDK is told not to follow, and this makes sure.
        let (now, host) = (client.homeserver(), pinned.base_url());
        if now.origin() == host.origin() {
            Ok(())
        } else {
            Err(Reason::Redirected {
                host: now.host_str().unwrap_or_default().to_owned(),
            })
        }
    });
    if let Err(reason) = judged {
        client.matrix_auth().logout().await.ok();
        return Err(SignInError::Refused(reason));
    }
    let verifier = tokio::task::spawn_blocking(move || Verifier::new(&password?)).await;
    let kept = Kept {
        server_name: pinned.server_name().to_owned(),
        base_url: pinned.base_url().to_string(),
        stores,
        signed_in_at: now(),
        verifier: verifier.ok().flatten(),
        shown,
    };
    keep(client, &door, &kept).map_err(|_| SignInError::Failed(Failure::Disk))?;
    keep_tokens(client, &door, &kept);
    Ok(Account::new(built, door, pinned, kept).await)
}

fn open(door: &Door) -> Result<Record<MatrixSession>, SignInError> {
    door.vault.open(&door.key).map_err(|error| match error {
        VaultError::Disk(_) => SignInError::Failed(Failure::Disk),
        VaultError::Damaged => SignInError::Stores,
    })
}

fn judge(door: &Door, kept: &Kept, session: &MatrixSession) -> Result<Pinned, SignInError> {
    let pinned = door
        .policy
        .pin_session(&kept.server_name, &kept.base_url)
        .map_err(SignInError::Refused)?;
    door.policy
        .judge_account(&pinned, session.meta.user_id.as_str())
        .map_err(SignInError::Refused)?;
    Ok(pinned)
}

/// Writes rotated tokens down before they are used: a crash in between would sign the person out.
fn keep_tokens(client: &Client, door: &Door, kept: &Kept) {
    let (saving, reading) = ((door.clone(), kept.clone()), door.clone());
    let set = client.set_session_callbacks(
        Box::new(move |_| {
            let record: Record<MatrixSession> = reading.vault.open(&reading.key)?;
            Ok(record.session.tokens)
        }),
        Box::new(move |client| Ok(keep(&client, &saving.0, &saving.1)?)),
    );
    if set.is_err() {
        tracing::error!("tokens would not be kept: callbacks were set twice");
    }
}

fn keep(client: &Client, door: &Door, kept: &Kept) -> Result<(), VaultError> {
    let session = client.matrix_auth().session().ok_or(VaultError::Damaged)?;
    let kept = kept.clone();
    door.vault.seal(&door.key, &Record { kept, session })
}

/// The ways to read what was typed as a user name: a work email is tried as the account's email, then as its name.
fn identifiers(typed: &str) -> Vec<UserIdentifier> {
    let typed = typed.trim();
    let name = |name: &str| UserIdentifier::Matrix(MatrixUserIdentifier::new(name.to_owned()));
    match typed.split_once('@') {
        Some((local, _)) if !local.is_empty() => vec![
            UserIdentifier::Email(EmailUserIdentifier::new(typed.to_owned())),
            name(&local.to_lowercase()),
        ],
        _ => vec![name(typed)],
    }
}

/// Why nobody was signed in, as the window is told.
pub(crate) fn why(error: SignInError) -> Why {
    match error {
        SignInError::Refused(reason) => Why::Policy(reason),
        SignInError::Failed(failure) => Why::Failed(failure),
        SignInError::Stores => Why::Failed(Failure::Disk),
    }
}

fn refusal(error: &matrix_sdk::Error) -> SignInError {
    match Redirected::find(error) {
        Some(host) => SignInError::Refused(Reason::Redirected { host }),
        None => SignInError::Failed(failure::login_failure(error)),
    }
}
