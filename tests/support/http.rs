//! A blocking HTTPS client that trusts one authority and nothing else.

use std::{fs, path::Path, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use ureq::{
    http,
    tls::{Certificate, RootCerts, TlsConfig, TlsProvider},
};

/// A client for the servers of one world. Redirects are handed back, proxies are not used.
#[derive(Clone)]
pub struct Agent(ureq::Agent);

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body, decoded from its transfer encoding.
    pub body: Vec<u8>,
}

impl Agent {
    /// A client that trusts the certificate in `ca_file`.
    pub fn trusting(ca_file: &Path) -> Result<Agent> {
        let pem = fs::read(ca_file).with_context(|| format!("cannot read {}", ca_file.display()))?;
        let roots = RootCerts::from(vec![Certificate::from_pem(&pem)?]);
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(roots)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(180)))
            // Synapse closes idle connections, and a server of the world may have been started again since.
            .max_idle_age(Duration::from_secs(5))
            .build();
        Ok(Agent(config.new_agent()))
    }

    /// Sends one request as it is given.
    pub fn send(&self, method: &str, url: &str, headers: &[(String, String)], body: Vec<u8>) -> Result<Reply> {
        let mut builder = http::Request::builder().method(method).uri(url);
        for (name, value) in headers {
            builder = builder.header(name, value);
        }
        let sent = match body.is_empty() {
            true => self.0.run(builder.body(())?),
            false => self.0.run(builder.body(body)?),
        };
        let mut response = sent.with_context(|| format!("{method} {url}"))?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let status = response.status().as_u16();
        let body = response
            .body_mut()
            .with_config()
            .limit(256 * 1024 * 1024)
            .read_to_vec()?;
        Ok(Reply { status, headers, body })
    }

    /// One JSON request with an access token where there is one; the answer whatever its status.
    pub fn json(&self, method: &str, url: &str, token: Option<&str>, body: Option<&Value>) -> Result<(u16, Value)> {
        let mut headers = Vec::new();
        if let Some(token) = token {
            headers.push(("authorization".to_owned(), format!("Bearer {token}")));
        }
        let mut bytes = Vec::new();
        if let Some(body) = body {
            headers.push(("content-type".to_owned(), "application/json".to_owned()));
            bytes = serde_json::to_vec(body)?;
        }
        let reply = self.send(method, url, &headers, bytes)?;
        let value = match reply.body.is_empty() {
            true => Value::Null,
            false => serde_json::from_slice(&reply.body).unwrap_or(Value::Null),
        };
        Ok((reply.status, value))
    }

    /// As [`Agent::json`], where anything but a success is an error.
    pub fn call(&self, method: &str, url: &str, token: Option<&str>, body: Option<&Value>) -> Result<Value> {
        match self.json(method, url, token, body)? {
            (status, value) if (200..300).contains(&status) => Ok(value),
            (status, value) => bail!("{method} {url} answered {status}: {value}"),
        }
    }
}
