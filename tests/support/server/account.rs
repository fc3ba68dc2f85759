//! People of a server.

use std::fs;

use anyhow::{Context, Result};
use aws_lc_rs::hmac;
use serde_json::json;

use crate::{
    caller::{Caller, encode, text},
    http::Agent,
    server::{Server, config::REGISTRATION_SECRET},
};

/// An account that nobody need have signed in to.
#[derive(Clone)]
pub struct Account {
    /// Whole user id.
    pub user_id: String,
    /// The part before the colon, without the `@`.
    pub localpart: String,
    /// The password.
    pub password: String,
    /// The name shown.
    pub display_name: String,
    agent: Agent,
    pub(crate) base: String,
    administrator: String,
}

impl Account {
    /// Signs in a raw client, which has no keys. Each call makes another device.
    pub fn sign_in(&self) -> Result<Caller> {
        login(&self.agent, &self.base, &self.localpart, &self.password)
    }

    /// A raw client that acts as this person by the administrator's right: no device of theirs appears.
    pub fn puppet(&self) -> Result<Caller> {
        let url = format!("{}/_synapse/admin/v1/users/{}/login", self.base, encode(&self.user_id));
        let answer = self
            .agent
            .call("POST", &url, Some(&self.administrator), Some(&json!({})))?;
        Ok(Caller {
            user_id: self.user_id.clone(),
            access_token: text(&answer, "access_token")?,
            device_id: String::new(),
            agent: self.agent.clone(),
            base: self.base.clone(),
        })
    }

    /// The work email that policy's email domains lead to this server.
    pub fn email(&self) -> String {
        let domain = self.user_id.split_once(':').map_or("", |(_, server)| server);
        format!("{}@{domain}", self.localpart)
    }
}

pub(super) fn register(server: &Server, localpart: &str, password: &str, display_name: &str) -> Result<Account> {
    let user_id = server.user_id(localpart);
    let path = format!("/_synapse/admin/v2/users/{}", encode(&user_id));
    let email = json!({ "medium": "email", "address": format!("{localpart}@{}", server.name()) });
    let body = json!({
        "password": password, "displayname": display_name, "admin": false, "threepids": [email],
        // Somebody registered by an earlier run stays signed in.
        "logout_devices": false,
    });
    server.admin()?.request("PUT", &path, Some(body))?;
    Ok(Account {
        user_id,
        localpart: localpart.to_owned(),
        password: password.to_owned(),
        display_name: display_name.to_owned(),
        agent: server.agent().clone(),
        base: server.harness_url(),
        administrator: server.admin()?.access_token.clone(),
    })
}

pub(super) fn login(agent: &Agent, base: &str, localpart: &str, password: &str) -> Result<Caller> {
    let body = json!({
        "type": "m.login.password",
        "identifier": { "type": "m.id.user", "user": localpart },
        "password": password,
        "initial_device_display_name": "Harness",
    });
    let answer = agent.call("POST", &format!("{base}/_matrix/client/v3/login"), None, Some(&body))?;
    Ok(Caller {
        user_id: text(&answer, "user_id")?,
        access_token: text(&answer, "access_token")?,
        device_id: text(&answer, "device_id")?,
        agent: agent.clone(),
        base: base.to_owned(),
    })
}

/// The server's administrator, made at the first call and kept beside the databases.
pub(super) fn administrator(server: &Server) -> Result<Caller> {
    const NAME: &str = "administrator";
    const PASSWORD: &str = "the harness looks after this server";
    let base = server.harness_url();
    let marker = server.folder().join("administrator");
    if !marker.exists() {
        let url = format!("{base}/_synapse/admin/v1/register");
        let nonce = text(&server.agent().call("GET", &url, None, None)?, "nonce")?;
        let signed = format!("{nonce}\0{NAME}\0{PASSWORD}\0admin");
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, REGISTRATION_SECRET.as_bytes());
        let mac: String = hmac::sign(&key, signed.as_bytes())
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let body = json!({ "nonce": nonce, "username": NAME, "password": PASSWORD, "admin": true, "mac": mac });
        let (status, answer) = server.agent().json("POST", &url, None, Some(&body))?;
        // Another process may have made it in the meantime: signing in tells.
        if status != 200 && answer["errcode"] != "M_USER_IN_USE" {
            anyhow::bail!("registering the administrator answered {status}: {answer}");
        }
        fs::write(marker, "")?;
    }
    login(server.agent(), &base, NAME, PASSWORD).context("cannot sign in as the administrator")
}
