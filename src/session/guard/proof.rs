//! What the server does only for somebody who shows again who they are (client-server API, "User-interactive
//! authentication"): with the password, or in the browser.

use std::time::Duration;

use matrix_sdk::HttpError;
use matrix_sdk::encryption::CrossSigningResetAuthType;
use matrix_sdk::encryption::recovery::{IdentityResetHandle, RecoveryError};
use matrix_sdk::ruma::OwnedDeviceId;
use matrix_sdk::ruma::api::client::uiaa::{
    AuthData, AuthType, MatrixUserIdentifier, Password, UiaaInfo, UserIdentifier,
};
use model::{Failure, ProvenBy, Secret, Why};
use tokio::time::{Instant, sleep, timeout_at};

use super::account::Account;
use super::connect::{self, Again};
use super::reception::Reception;
use super::trust::recovery_failed;
use crate::convert::failure;
use crate::vault::Shown;
use crate::visit::{PATIENCE, Visit};

/// How often the server is asked whether it has seen somebody in the browser: nobody tells.
const ASK_AGAIN: Duration = Duration::from_secs(2);

/// How somebody shows who they are, where the server asks.
pub(crate) enum Proof {
    /// With this password.
    Password(Secret),
    /// In the browser.
    Browser(Visit),
}

impl Account {
    /// How the person shows who they are.
    pub(super) fn proven_by(&self) -> ProvenBy {
        match self.shown() {
            Shown::Password => ProvenBy::Password,
            Shown::Browser { .. } => ProvenBy::Browser,
        }
    }

    /// Has the person show in the browser that they are who is signed in. Nothing of the session changes: what the browser
    /// vouched for is looked at and given back.
    pub(crate) async fn recognise(&self, visit: &Visit) -> Result<(), Why> {
        self.judge_browser()?;
        let http = self.client.http_client().clone();
        let reception = Reception::beside(http, self.policy(), self.pinned().clone());
        let token = visit.token(&reception, self.shown().provider().as_ref()).await?;
        let own = self.client.user_id().map(ToOwned::to_owned);
        // To its end, whatever becomes of the wish: or a device that nobody has would stay in the person's list.
        let looking = tokio::spawn(async move {
            let admission = reception.admit(&token, None).await.map_err(connect::why)?;
            reception.give_back(&admission).await;
            if Some(&admission.0.meta.user_id) == own.as_ref() {
                Ok(())
            } else {
                Err(Why::Failed(Failure::SomebodyElse))
            }
        });
        looking.await.unwrap_or(Err(Why::Failed(Failure::Internal)))
    }

    /// Ends the sessions of devices, once the server has seen who this is. With none it only looks.
    pub(super) async fn delete_devices(&self, devices: &[OwnedDeviceId], proof: &Proof) -> Result<(), Why> {
        let asked = match self.client.delete_devices(devices, None).await {
            Ok(_) => return Ok(()),
            Err(error) => error,
        };
        let Some(asked) = asked.as_uiaa_response() else {
            return Err(Why::Failed(failure::http_failure(&asked)));
        };
        match proof {
            Proof::Password(password) => {
                let proof = self.password(password, asked.session.clone());
                let answer = self.client.delete_devices(devices, proof).await;
                answer.map(drop).map_err(|error| Why::Failed(proof_failure(&error)))
            }
            Proof::Browser(visit) => {
                let session = self.show_page(asked, visit)?;
                let until = Instant::now() + PATIENCE;
                loop {
                    sleep(ASK_AGAIN).await;
                    let shown = Some(AuthData::fallback_acknowledgement(session.clone()));
                    match self.client.delete_devices(devices, shown).await {
                        Ok(_) => return Ok(()),
                        Err(error) => still_awaited(&error, until)?,
                    }
                }
            }
        }
    }

    /// Puts new keys in the place of the old ones, once the server has seen who this is.
    pub(super) async fn replace_keys(&self, keys: &IdentityResetHandle, proof: &Proof) -> Result<(), Why> {
        let CrossSigningResetAuthType::Uiaa(asked) = keys.auth_type() else {
            return Err(Why::Failed(Failure::Forbidden));
        };
        match proof {
            Proof::Password(password) => {
                let proof = self.password(password, asked.session.clone());
                keys.reset(proof).await.map_err(recovery_failed)
            }
            Proof::Browser(visit) => {
                let session = self.show_page(asked, visit)?;
                let until = Instant::now() + PATIENCE;
                loop {
                    // It asks the server again and again by itself, for two minutes.
                    let shown = AuthData::fallback_acknowledgement(session.clone());
                    match timeout_at(until, keys.reset(Some(shown))).await {
                        Err(_) => return Err(Why::Failed(Failure::BrowserLate)),
                        Ok(Err(RecoveryError::Sdk(matrix_sdk::Error::Timeout))) => {}
                        Ok(answer) => return answer.map_err(recovery_failed),
                    }
                }
            }
        }
    }

    /// Has the browser opened at the server's page for this. Gives what the proof goes by.
    fn show_page(&self, asked: &UiaaInfo, visit: &Visit) -> Result<String, Why> {
        self.judge_browser()?;
        let alone = |stages: &[AuthType]| stages == [AuthType::Sso];
        let offered = asked.flows.iter().any(|flow| alone(&flow.stages));
        let session = asked.session.clone().filter(|_| offered);
        let session = session.ok_or(Why::Failed(Failure::BrowserAbsent))?;
        let path = "_matrix/client/v3/auth/m.login.sso/fallback/web";
        let page = self.pinned().base_url().join(path);
        let mut page = page.map_err(|_| Why::Failed(Failure::Internal))?;
        page.query_pairs_mut().append_pair("session", &session);
        visit.show(page.as_str());
        Ok(session)
    }

    fn judge_browser(&self) -> Result<(), Why> {
        let judged = self.policy().judge_method(policy::SignInMethod::Sso);
        judged.map_err(Why::Policy)
    }

    fn password(&self, password: &Secret, session: Option<String>) -> Option<AuthData> {
        let user = self.client.user_id()?.to_string();
        let user = UserIdentifier::Matrix(MatrixUserIdentifier::new(user));
        let mut proof = Password::new(user, password.reveal().to_owned());
        proof.session = session;
        Some(AuthData::Password(proof))
    }
}

impl Again {
    /// Waits for what the person brings from the browser.
    pub(crate) async fn token(&self, visit: &Visit) -> Result<Secret, Why> {
        visit.token(&self.reception, self.provider.as_ref()).await
    }
}

/// Whether it may still come: a server that wants proof waits for the browser, and a line may be gone for a moment.
fn still_awaited(error: &HttpError, until: Instant) -> Result<(), Why> {
    if Instant::now() >= until {
        return Err(Why::Failed(Failure::BrowserLate));
    }
    if error.as_uiaa_response().is_some() {
        return Ok(());
    }
    match failure::http_failure(error) {
        Failure::Unreachable | Failure::RateLimited | Failure::ServerFailed => Ok(()),
        failure => Err(Why::Failed(failure)),
    }
}

/// A proof of who this is that was not taken is a wrong password.
pub(super) fn proof_failure(error: &HttpError) -> Failure {
    match failure::http_failure(error) {
        Failure::Forbidden => Failure::WrongPassword,
        failure => failure,
    }
}
