//! The one way out: an HTTP client that can reach the pinned homeserver and nothing else.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use matrix_sdk::reqwest;
use matrix_sdk::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use policy::{MinTls, Pinned, Policy};

/// Whom certificates must come from: the files that policy names, or else the operating system's own list.
///
/// Read by the caller, from fixed places: reqwest and rustls would follow `SSL_CERT_FILE`, which the person at the
/// keyboard controls.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    /// The operating system's list, PEM.
    pub system: Vec<u8>,
    /// Policy's `ca_file`s by path, PEM.
    pub by_file: BTreeMap<String, Vec<u8>>,
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EgressError {
    /// Policy names a file that was not handed over, or that holds no certificate.
    #[error("no usable root certificates")]
    Roots,
    /// The TLS library refused.
    #[error("no HTTP client")]
    Client(#[from] reqwest::Error),
}

/// The HTTP client for one homeserver: https only, no redirects (a 307 would replay the password elsewhere), no proxy
/// but policy's, no other name resolved, policy's roots alone.
pub(super) fn client(policy: &Policy, pinned: &Pinned, roots: &Roots) -> Result<reqwest::Client, EgressError> {
    let network = policy.network();
    let pem = match pinned.ca_file().or(network.ca_file.as_deref()) {
        Some(path) => roots.by_file.get(path).ok_or(EgressError::Roots)?,
        None => &roots.system,
    };
    let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(|_| EgressError::Roots)?;
    if certificates.is_empty() {
        return Err(EgressError::Roots);
    }
    // With a proxy between, the homeserver's name is the proxy's to resolve.
    let proxy = policy.proxy_for(pinned);
    let host = proxy
        .as_ref()
        .unwrap_or(pinned.base_url())
        .host_str()
        .unwrap_or_default();
    let client = reqwest::Client::builder()
        .https_only(true)
        // Neither the environment's nor the system's.
        .no_proxy()
        .redirect(reqwest::redirect::Policy::custom(|attempt| {
            let host = attempt.url().host_str().unwrap_or_default().to_owned();
            attempt.error(Redirected(host))
        }))
        .referer(false)
        .tls_version_min(match network.min_tls {
            MinTls::Tls12 => reqwest::tls::Version::TLS_1_2,
            MinTls::Tls13 => reqwest::tls::Version::TLS_1_3,
        })
        .tls_certs_only(certificates)
        .dns_resolver(Arc::new(OneHost(host.to_owned())))
        .connect_timeout(Duration::from_secs(10))
        // A long poll answers within 30 s; a server silent for three times that is gone.
        .read_timeout(Duration::from_secs(90))
        .user_agent(concat!("Despatch/", env!("CARGO_PKG_VERSION")));
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place, and the proxy is policy's"
    )]
    let client = match &proxy {
        Some(url) => client.proxy(reqwest::Proxy::https(url.as_str())?),
        None => client,
    };
    Ok(client.build()?)
}

/// The homeserver, or something before it, wanted to send the program to another address. It never goes.
#[derive(Debug, thiserror::Error)]
#[error("redirected")]
pub(super) struct Redirected(pub(super) String);

impl Redirected {
    /// Where a failed request was to be sent, if that is why it failed.
    pub(super) fn find(error: &(dyn std::error::Error + 'static)) -> Option<String> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(Self(host)) = error.downcast_ref() {
                return Some(host.clone());
            }
            cause = error.source();
        }
        None
    }
}

/// Resolves one name, the pinned host's or its proxy's, and no other.
struct OneHost(String);

impl Resolve for OneHost {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = name.as_str().eq_ignore_ascii_case(&self.0);
        Box::pin(async move {
            if !allowed {
                return Err("not the host that policy names".into());
            }
            let addresses: Vec<_> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(addresses.into_iter()) as Addrs)
        })
    }
}
