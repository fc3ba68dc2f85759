//! The approved homeservers. The proof that one of them is meant is [`Pinned`].

use url::Url;

use crate::document::{Department, SignInMethod};
use crate::name::{canonical, is_canonical, split_port};
use crate::{Policy, Reason};

/// An approved homeserver, with its names in their one spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Homeserver {
    /// Its name, as in user ids after the colon.
    pub server_name: String,
    /// Where it is reached: https, host and port.
    pub base_url: Url,
    /// The department's name.
    pub display_name: String,
    /// Email domains of its people.
    pub email_domains: Vec<String>,
    /// A PEM file with the only roots that may vouch for it.
    pub ca_file: Option<String>,
}

/// A proof that policy approves the homeserver a person means.
///
/// Only policy makes one:
/// ```
/// fn sign_in(policy: &policy::Policy) -> Option<policy::Pinned> {
///     policy.pin("works.gov.example").ok()
/// }
/// ```
/// ```compile_fail,E0451
/// fn sign_in(policy: &policy::Policy) -> Option<policy::Pinned> {
///     policy.homeservers().first().map(|known| policy::Pinned { homeserver: known.clone() })
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    homeserver: Homeserver,
}

impl Pinned {
    /// The server's name, as in user ids after the colon.
    pub fn server_name(&self) -> &str {
        &self.homeserver.server_name
    }

    /// The only address to connect to.
    pub fn base_url(&self) -> &Url {
        &self.homeserver.base_url
    }

    /// The department's name.
    pub fn display_name(&self) -> &str {
        &self.homeserver.display_name
    }

    /// A PEM file with the only roots that may vouch for the server; the computer's own roots when none.
    pub fn ca_file(&self) -> Option<&str> {
        self.homeserver.ca_file.as_deref()
    }
}

impl Policy {
    /// The homeserver that a person typed, by its name or its https address.
    pub fn pin(&self, typed: &str) -> Result<Pinned, Reason> {
        let (found, server) = match strip_scheme(typed) {
            Some(rest) => {
                let url = origin(typed).ok_or_else(|| not_an_address(typed))?;
                (
                    self.find(|known| known.base_url == url),
                    rest.trim_end_matches('/').to_ascii_lowercase(),
                )
            }
            None => {
                let name = canonical(typed).ok_or_else(|| not_an_address(typed))?;
                (self.find(|known| known.server_name == name), name)
            }
        };
        found.ok_or(Reason::ServerNotApproved { server })
    }

    /// The homeserver of a work email address.
    pub fn pin_email(&self, address: &str) -> Result<Pinned, Reason> {
        let (_, domain) = split_email(address).ok_or_else(|| not_an_address(address))?;
        self.find(|known| known.email_domains.contains(&domain))
            .ok_or(Reason::EmailDomainUnknown { domain })
    }

    /// The homeserver of a session that was stored: name and address must be those of one approved server.
    pub fn pin_session(&self, server_name: &str, base_url: &str) -> Result<Pinned, Reason> {
        let pinned = self
            .find(|known| known.server_name == server_name)
            .ok_or_else(|| Reason::ServerNotApproved {
                server: shorten(server_name),
            })?;
        if origin(base_url).as_ref() == Some(pinned.base_url()) {
            Ok(pinned)
        } else {
            Err(Reason::Redirected {
                host: shorten(base_url),
            })
        }
    }

    /// Whether an account is on the server one signed in to, and policy approves that server as it did when the pin was
    /// made. What it is called, and whose email addresses lead there, makes no difference.
    pub fn judge_account(&self, pinned: &Pinned, user_id: &str) -> Result<(), Reason> {
        let server = server_of(user_id);
        let trusted_alike = |known: &&Homeserver| {
            let pinned = &pinned.homeserver;
            known.server_name == pinned.server_name
                && known.base_url == pinned.base_url
                && known.ca_file == pinned.ca_file
        };
        if server == pinned.server_name() && self.find(trusted_alike).is_some() {
            Ok(())
        } else {
            Err(Reason::AccountElsewhere {
                server: shorten(server),
            })
        }
    }

    /// Whether this way of signing in is allowed.
    pub fn judge_method(&self, method: SignInMethod) -> Result<(), Reason> {
        if self.sign_in().methods.contains(&method) {
            Ok(())
        } else {
            Err(Reason::SignInMethod {
                method: method.name().to_owned(),
            })
        }
    }

    /// Whether people and rooms of a server may be reached. The name counts as it is written: another spelling is
    /// another server.
    pub fn approves(&self, server_name: &str) -> bool {
        is_canonical(server_name)
            && (self.homeservers.iter().any(|known| known.server_name == server_name)
                || self.allowed.iter().any(|pattern| covers(pattern, server_name)))
    }

    /// The department whose server this is.
    pub fn department(&self, server_name: &str) -> Option<&str> {
        let found = self
            .homeservers()
            .iter()
            .find(|known| known.server_name == server_name)?;
        Some(&found.display_name)
    }

    fn find(&self, meant: impl Fn(&&Homeserver) -> bool) -> Option<Pinned> {
        self.homeservers().iter().find(meant).map(|known| Pinned {
            homeserver: known.clone(),
        })
    }
}

impl SignInMethod {
    /// Its name in the policy file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Sso => "sso",
            Self::Oauth => "oauth",
        }
    }
}

impl Homeserver {
    /// What policy wrote, in the one spelling of everything; nothing where `rules` finds fault.
    pub(crate) fn parse(written: &Department) -> Option<Self> {
        let server_name = canonical(&written.server_name)?;
        let email_domains = written
            .email_domains
            .iter()
            .map(|domain| email_domain(domain))
            .collect::<Option<_>>();
        let display_name = if written.display_name.trim().is_empty() {
            &server_name
        } else {
            &written.display_name
        };
        Some(Self {
            display_name: display_name.clone(),
            base_url: origin(&written.base_url)?,
            email_domains: email_domains?,
            ca_file: written.ca_file.clone(),
            server_name,
        })
    }
}

/// An https address of nothing but host and port. It is judged as text before the URL parser may repair it.
pub(crate) fn origin(address: &str) -> Option<Url> {
    let rest = strip_scheme(address)?;
    let authority = canonical(rest.strip_suffix('/').unwrap_or(rest))?;
    let (host, _) = split_port(&authority)?;
    let url = Url::parse(&format!("https://{authority}/")).ok()?;
    // Two parsers have to agree on the host, or neither is believed.
    (url.host_str() == Some(host)).then_some(url)
}

/// Whether a pattern of `federation.allowed_servers` makes sense: a server name, or `*.` and one of two labels or more.
pub(crate) fn pattern(written: &str) -> Option<String> {
    match written.strip_prefix("*.") {
        Some(base) => canonical(base)
            .filter(|base| base.contains('.') && !base.contains('['))
            .map(|base| format!("*.{base}")),
        None => canonical(written),
    }
}

/// Local part and domain of an email address.
pub(crate) fn split_email(address: &str) -> Option<(&str, String)> {
    let (local, domain) = address.split_once('@')?;
    let plain = |character: char| !character.is_whitespace() && !character.is_control() && character != ':';
    (!local.is_empty() && local.chars().all(plain)).then_some(())?;
    Some((local, email_domain(domain)?))
}

/// What follows the first colon of an id; nothing when there is none.
pub(crate) fn server_of(id: &str) -> &str {
    id.split_once(':').map_or("", |(_, server)| server)
}

pub(crate) fn not_an_address(typed: &str) -> Reason {
    Reason::NotAnAddress { typed: shorten(typed) }
}

/// What a stranger wrote, short and without anything that could disturb the words around it.
pub(crate) fn shorten(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .take(60)
        .collect()
}

pub(crate) fn email_domain(written: &str) -> Option<String> {
    canonical(written).filter(|name| split_port(name).is_some_and(|(_, port)| port.is_none()))
}

fn strip_scheme(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_at_checked("https://".len())?;
    scheme.eq_ignore_ascii_case("https://").then_some(rest)
}

/// Whether a pattern covers a name in its one spelling, which has something before each dot.
pub(crate) fn covers(pattern: &str, server_name: &str) -> bool {
    match pattern.strip_prefix('*') {
        // Below the domain, never the domain itself.
        Some(suffix) => server_name.ends_with(suffix),
        None => pattern == server_name,
    }
}
