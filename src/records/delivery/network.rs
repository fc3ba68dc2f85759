//! How a sink is reached: by the authorities and the proxy of policy, and by nothing that the environment says.

use object_store::ClientOptions;
use object_store::client::{HttpClient, HttpConnector};
use reqwest::{Certificate, NoProxy, Proxy, redirect};

/// What policy says of the way to a sink.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The certificate authorities (DER) that are believed, and no other.
    pub roots: Vec<Vec<u8>>,
    /// The proxy, where there is one.
    pub proxy: Option<String>,
    /// Hosts that are reached without it.
    pub no_proxy: Vec<String>,
}

impl HttpConnector for Network {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        self.client()
            .map(HttpClient::new)
            .map_err(|error| object_store::Error::Generic {
                store: "network",
                source: Box::new(error),
            })
    }
}

impl Network {
    fn client(&self) -> reqwest::Result<reqwest::Client> {
        let roots: Result<Vec<_>, _> = self.roots.iter().map(|root| Certificate::from_der(root)).collect();
        let mut builder = reqwest::Client::builder()
            .https_only(true)
            .redirect(redirect::Policy::none())
            // Not those of the environment (case 4 of the ways round).
            .no_proxy()
            .tls_certs_only(roots?);
        if let Some(proxy) = &self.proxy {
            builder = builder.proxy(Proxy::all(proxy)?.no_proxy(NoProxy::from_string(&self.no_proxy.join(","))));
        }
        builder.build()
    }
}
