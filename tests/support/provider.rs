//! Who knows who people are: an OpenID provider that takes anybody for whom they say they are, and a browser to go there with.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use url::Url;

use crate::{Agent, Reply, World, children::Children, tools::provider_venv};

const START_WITHIN: Duration = Duration::from_secs(60);
/// More than any sign-in takes.
const STEPS: usize = 20;

/// A running provider, on loopback. It ends when this is dropped.
pub struct Provider {
    port: u16,
    _child: Children,
}

impl Provider {
    /// Starts one.
    pub fn start() -> Result<Provider> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let child = Command::new(provider_venv()?)
            .args(["-m", "oidc_provider_mock", "--port", &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut children = Children::default();
        children.keep(child);
        let deadline = Instant::now() + START_WITHIN;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if Instant::now() > deadline {
                bail!("the provider does not answer");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Provider { port, _child: children })
    }

    /// Where it is.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// A browser without a screen: it goes where it is led and keeps what it is given to keep.
pub struct Browser {
    agent: Agent,
    /// By host.
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

impl Browser {
    /// One that has been nowhere.
    pub fn new(world: &World) -> Browser {
        Browser {
            agent: world.agent().clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// Opens a page of the homeserver's, signs in at the provider as somebody, and gives the address that the homeserver
    /// then offers to go on to. It is not gone to.
    pub fn signs_in(&mut self, url: &str, localpart: &str) -> Result<String> {
        let (_, page) = self.shows(url, localpart)?;
        let link = links(&page).into_iter().find(|link| link.contains("loginToken="));
        link.with_context(|| format!("no way back on the page: {page}"))
    }

    /// Opens the page on which the homeserver asks who somebody is, and shows it.
    pub fn proves(&mut self, url: &str, localpart: &str) -> Result<String> {
        let (at, page) = self.opens(url)?;
        let link = links(&page).into_iter().find(|link| link.starts_with("http"));
        let link = link.with_context(|| format!("no way on from {at}: {page}"))?;
        Ok(self.shows(&link, localpart)?.1)
    }

    /// Goes to an address, as a link is followed: what stands there in the end.
    pub fn opens(&mut self, url: &str) -> Result<(Url, String)> {
        self.goes("GET", Url::parse(url)?, Vec::new())
    }

    fn shows(&mut self, url: &str, localpart: &str) -> Result<(Url, String)> {
        let (at, page) = self.opens(url)?;
        if !at.path().ends_with("/oauth2/authorize") {
            bail!("not the provider, but {at}: {page}");
        }
        self.goes("POST", at, format!("sub={localpart}").into_bytes())
    }

    fn goes(&mut self, method: &str, mut at: Url, mut body: Vec<u8>) -> Result<(Url, String)> {
        let mut method = method.to_owned();
        for _ in 0..STEPS {
            let reply = self.asks(&method, &at, std::mem::take(&mut body))?;
            method = "GET".to_owned();
            let location = reply.headers.iter().find(|(name, _)| name == "location");
            match location {
                Some((_, location)) if (300..400).contains(&reply.status) => at = at.join(location)?,
                _ => return Ok((at, String::from_utf8_lossy(&reply.body).into_owned())),
            }
        }
        bail!("led in circles, last to {at}")
    }

    fn asks(&mut self, method: &str, at: &Url, body: Vec<u8>) -> Result<Reply> {
        let host = at.host_str().unwrap_or_default().to_owned();
        let kept = self.cookies.entry(host).or_default();
        let mut headers = Vec::new();
        if !kept.is_empty() {
            let pairs: Vec<String> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.push(("cookie".to_owned(), pairs.join("; ")));
        }
        if !body.is_empty() {
            let form = "application/x-www-form-urlencoded";
            headers.push(("content-type".to_owned(), form.to_owned()));
        }
        let reply = self.agent.send(method, at.as_str(), &headers, body)?;
        for (name, value) in &reply.headers {
            // Whatever else it says of the cookie: this browser lives for one sign-in.
            let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
            if let ("set-cookie", Some((name, value))) = (name.as_str(), pair) {
                kept.insert(name.trim().to_owned(), value.to_owned());
            }
        }
        Ok(reply)
    }
}

/// Where a page leads, in the order of its links.
fn links(page: &str) -> Vec<String> {
    let parts = page.split("href=\"").skip(1);
    let links = parts.filter_map(|part| Some(part.split_once('"')?.0));
    links
        .map(|link| link.replace("&amp;", "&").replace("&#61;", "="))
        .collect()
}
