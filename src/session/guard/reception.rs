//! What a homeserver is asked before anybody is signed in, or beside who is: how it lets people in, and who it is that the
//! browser vouched for (`m.login.sso` and `m.login.token`, client-server API, "Login").
//!
//! The SDK's client isn't asked: it would open the stores for whoever the answer names, before it is known who that is.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::authentication::matrix::MatrixSession;
use matrix_sdk::reqwest::{self, Response, header};
use matrix_sdk::ruma::{OwnedDeviceId, OwnedUserId};
use matrix_sdk::{SessionMeta, SessionTokens};
use model::{Failure, Provider, ProviderId, Secret, Ways};
use policy::{Pinned, Policy, Reason, SignInMethod};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::connect::{DEVICE_NAME, SignInError};
use super::egress::{self, Redirected, Roots};
use crate::convert::{failure, names};

/// How long each answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer.
const ANSWER_BYTES: usize = 256 * 1024;
/// So many pages to sign in at are offered; where there are more, the server lets people choose.
const PROVIDERS: usize = 6;

/// A pinned homeserver's front desk.
#[derive(Clone)]
pub(crate) struct Reception {
    http: reqwest::Client,
    policy: Arc<Policy>,
    pinned: Pinned,
}

/// What a token was worth: somebody's session that nothing was done with yet.
pub(crate) struct Admission(pub(super) MatrixSession);

impl Reception {
    /// Over the same way out as a session's.
    pub(crate) fn open(policy: Arc<Policy>, pinned: Pinned, roots: &Roots) -> Result<Self, SignInError> {
        let http = egress::client(&policy, &pinned, roots).map_err(|error| {
            tracing::error!(%error, "no way out");
            SignInError::Failed(Failure::Certificate)
        })?;
        Ok(Self { http, policy, pinned })
    }

    /// Over a session's own.
    pub(super) fn beside(http: reqwest::Client, policy: Arc<Policy>, pinned: Pinned) -> Self {
        Self { http, policy, pinned }
    }

    /// The server.
    pub(super) fn pinned(&self) -> &Pinned {
        &self.pinned
    }

    /// How it lets people in, as far as policy allows it.
    pub(crate) async fn ways(&self) -> Result<Ways, SignInError> {
        let answer = self.http.get(self.address("_matrix/client/v3/login")?);
        let (status, body) = asked(answer).await?;
        if status != 200 {
            return Err(SignInError::Failed(failure::answer(status, None)));
        }
        let body: Value = serde_json::from_slice(&body).map_err(|_| malformed())?;
        Ok(ways(&body, &self.policy))
    }

    /// The page to open in the browser, which leads back to this address.
    pub(crate) fn page(&self, provider: Option<&ProviderId>, back: &str) -> Result<Url, SignInError> {
        let path = "_matrix/client/v3/login/sso/redirect";
        let mut page = match provider {
            Some(provider) => self.address(&format!("{path}/{provider}"))?,
            None => self.address(path)?,
        };
        page.query_pairs_mut().append_pair("redirectUrl", back);
        Ok(page)
    }

    /// Hands in what the browser brought, for this device or a new one.
    pub(super) async fn admit(&self, token: &Secret, device: Option<&str>) -> Result<Admission, SignInError> {
        let mut wish = json!({
            "type": "m.login.token",
            "token": token.reveal(),
            "initial_device_display_name": DEVICE_NAME,
            "refresh_token": true,
        });
        if let Some(device) = device {
            wish["device_id"] = device.into();
        }
        let wish = zeroize::Zeroizing::new(serde_json::to_vec(&wish).map_err(|_| malformed())?);
        let asking = self
            .http
            .post(self.address("_matrix/client/v3/login")?)
            .header(header::CONTENT_TYPE, "application/json")
            .body(wish.to_vec());
        let (status, body) = asked(asking).await?;
        let body = zeroize::Zeroizing::new(body);
        if status != 200 {
            return Err(SignInError::Failed(refused(status, &body)));
        }
        let granted: Granted = serde_json::from_slice(&body).map_err(|_| malformed())?;
        Ok(Admission(MatrixSession {
            meta: SessionMeta {
                user_id: granted.user_id,
                device_id: granted.device_id,
            },
            tokens: SessionTokens {
                access_token: granted.access_token,
                refresh_token: granted.refresh_token,
            },
        }))
    }

    /// Gives back what is not wanted.
    pub(super) async fn give_back(&self, admission: &Admission) {
        let ended = async {
            let asking = self
                .http
                .post(self.address("_matrix/client/v3/logout")?)
                .bearer_auth(&admission.0.tokens.access_token)
                .header(header::CONTENT_TYPE, "application/json")
                .body("{}");
            asked(asking).await
        };
        if !matches!(ended.await, Ok((200, _))) {
            tracing::warn!("a session that nobody wants stays on the server");
        }
    }

    fn address(&self, path: &str) -> Result<Url, SignInError> {
        let address = self.pinned.base_url().join(path);
        address.map_err(|_| SignInError::Failed(Failure::Internal))
    }
}

/// The answer to `m.login.token`; what else it says, another server's address among it, isn't read.
#[derive(Deserialize)]
struct Granted {
    user_id: OwnedUserId,
    device_id: OwnedDeviceId,
    access_token: String,
    refresh_token: Option<String>,
}

/// How a server lets people in by its own words, as far as policy allows it.
pub(super) fn ways(login: &Value, policy: &Policy) -> Ways {
    let flows = || login["flows"].as_array().into_iter().flatten();
    let offers = |kind: &str| flows().any(|flow| flow["type"] == kind);
    let browser = offers("m.login.sso") && policy.judge_method(SignInMethod::Sso).is_ok();
    let sso = flows().filter(|flow| flow["type"] == "m.login.sso");
    let named = sso.flat_map(|flow| flow["identity_providers"].as_array().into_iter().flatten());
    let mut providers: Vec<Provider> = named.filter_map(provider).collect();
    if providers.len() > PROVIDERS {
        // Some of them would be some that nobody can choose.
        providers.clear();
    }
    Ways {
        password: offers("m.login.password") && policy.judge_method(SignInMethod::Password).is_ok(),
        browser: browser.then(|| providers.into()),
    }
}

fn provider(written: &Value) -> Option<Provider> {
    let id = ProviderId::new(written["id"].as_str()?)?;
    let name = names::shown_title(written["name"].as_str().unwrap_or_default());
    let name = if name.is_empty() { id.as_str().into() } else { name };
    Some(Provider { id, name })
}

/// Status and body of an answer, as much of it as may be.
async fn asked(asking: reqwest::RequestBuilder) -> Result<(u16, Vec<u8>), SignInError> {
    let mut answer: Response = asking.timeout(PATIENCE).send().await.map_err(unanswered)?;
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(unanswered)? {
        if body.len() + piece.len() > ANSWER_BYTES {
            return Err(malformed());
        }
        body.extend_from_slice(&piece);
    }
    Ok((answer.status().as_u16(), body))
}

fn unanswered(error: reqwest::Error) -> SignInError {
    match Redirected::find(&error as &(dyn Error + 'static)) {
        Some(host) => SignInError::Refused(Reason::Redirected { host }),
        None => SignInError::Failed(failure::connection_failure(&error)),
    }
}

fn refused(status: u16, body: &[u8]) -> Failure {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    match (body["errcode"].as_str(), failure::answer(status, None)) {
        (Some("M_USER_DEACTIVATED" | "M_USER_LOCKED" | "M_USER_SUSPENDED"), _) => Failure::AccountClosed,
        // It is taken once, and soon after it was given.
        (_, Failure::Forbidden | Failure::NotFound | Failure::Malformed) => Failure::BrowserRefused,
        (_, failure) => failure,
    }
}

fn malformed() -> SignInError {
    SignInError::Failed(Failure::Malformed)
}
