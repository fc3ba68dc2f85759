//! Links in messages: what opens, what is asked first, and which host only looks like one of ours.
//!
//! A link is where a person is led out of the house, so a host that can be mistaken for an approved one is called out
//! even where links open freely.

mod lookalike;

use url::{Host, Url};

use crate::name::split_port;
use crate::{OpenLinks, Policy, Reason};

/// What policy says of opening a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// It opens at once.
    Open,
    /// The person looks at the host first.
    Ask {
        /// The host it really leads to, in ASCII, with its port if that isn't 443; for mail, the address.
        host: String,
        /// The host in its own letters, where ASCII doesn't show them.
        letters: Option<String>,
        /// The approved name it can be taken for, and isn't.
        lookalike_of: Option<String>,
    },
    /// It isn't opened.
    Refused(Reason),
}

impl Policy {
    /// Whether a link opens. Only `https` and `mailto` are links at all; a user name before the host is a host to the eye
    /// and nothing to the browser, so there must be none.
    pub fn link(&self, url: &str) -> Link {
        let Some(target) = Target::of(url) else {
            return Link::Refused(Reason::NotAnAddress {
                typed: crate::homeserver::shorten(url),
            });
        };
        let ours = self.names();
        let approved = (target.standard_port && ours.contains(&target.domain)) || self.serves(&target.shown);
        let addresses = self.homeservers().iter().filter_map(|known| known.base_url.host_str());
        let known: Vec<&str> = ours.iter().map(String::as_str).chain(addresses).collect();
        let lookalike_of = known
            .iter()
            // What lies below a name of ours belongs to us, whatever else it resembles.
            .filter(|_| !known.iter().any(|name| lookalike::is_below(&target.domain, name)))
            .find(|name| lookalike::is_taken_for(&target.domain, name))
            .map(|name| (*name).to_owned());
        match self.content().open_links {
            OpenLinks::AllowList if approved => Link::Open,
            OpenLinks::AllowList => Link::Refused(Reason::LinkElsewhere { host: target.shown }),
            OpenLinks::Allow if lookalike_of.is_none() => Link::Open,
            OpenLinks::Allow | OpenLinks::Confirm => Link::Ask {
                letters: letters(&target.domain),
                host: target.shown,
                lookalike_of,
            },
        }
    }

    /// Whether this is a homeserver's own address, which may have a port of its own.
    fn serves(&self, shown: &str) -> bool {
        let address = |url: &Url| match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (host, _) => host.unwrap_or_default().to_owned(),
        };
        self.homeservers().iter().any(|known| address(&known.base_url) == shown)
    }

    /// Every name that policy approves: servers, email domains, other approved servers. Ports are not a matter of names.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for known in self.homeservers() {
            names.extend(host_of(&known.server_name));
            names.extend(known.email_domains.iter().cloned());
        }
        // What `*.` leaves open is no name.
        let exact = self.allowed.iter().filter(|pattern| !pattern.starts_with("*."));
        names.extend(exact.filter_map(|name| host_of(name)));
        names.sort();
        names.dedup();
        names
    }
}

/// Where a link leads.
struct Target {
    /// To show.
    shown: String,
    /// To compare: the host, or what stands after the @.
    domain: String,
    standard_port: bool,
}

impl Target {
    fn of(url: &str) -> Option<Self> {
        let url = Url::parse(url.trim()).ok()?;
        match url.scheme() {
            "https" if url.username().is_empty() && url.password().is_none() => {
                let domain = match url.host()? {
                    // To DNS a dot at the end changes nothing; to a list it makes another name.
                    Host::Domain(name) if name.is_empty() || name.ends_with('.') => return None,
                    host => host.to_string(),
                };
                let shown = match url.port() {
                    Some(port) => format!("{domain}:{port}"),
                    None => domain.clone(),
                };
                Some(Self {
                    shown,
                    domain,
                    standard_port: url.port().is_none(),
                })
            }
            "mailto" => {
                let (local, domain) = url.path().rsplit_once('@')?;
                // An encoded @ or comma would make it more than one address.
                let plain = !local.is_empty() && !url.path().contains(['%', ',', ';']);
                let domain = idna::domain_to_ascii_strict(domain).ok().filter(|_| plain)?;
                Some(Self {
                    shown: format!("{local}@{domain}"),
                    domain,
                    standard_port: true,
                })
            }
            _ => None,
        }
    }
}

fn host_of(server_name: &str) -> Option<String> {
    split_port(server_name).map(|(host, _)| host.to_owned())
}

/// A name in its own letters, where ASCII spells them out.
fn letters(domain: &str) -> Option<String> {
    let (letters, valid) = idna::domain_to_unicode(domain);
    (valid.is_ok() && letters != domain).then_some(letters)
}
