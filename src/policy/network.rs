//! How a homeserver is reached.

use url::Url;

use crate::homeserver::covers;
use crate::{Pinned, Policy, ProxyMode};

impl Policy {
    /// The proxy through which a homeserver is reached; none where it is reached directly.
    pub fn proxy_for(&self, pinned: &Pinned) -> Option<Url> {
        let proxy = &self.network().proxy;
        let host = pinned.base_url().host_str().unwrap_or_default();
        let direct = proxy
            .no_proxy
            .iter()
            .any(|pattern| covers(&pattern.to_ascii_lowercase(), host));
        match proxy.mode {
            ProxyMode::Fixed if !direct => proxy.url.as_ref()?.parse().ok(),
            _ => None,
        }
    }
}
