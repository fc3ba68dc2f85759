//! Places that records are delivered to: a server that speaks S3, and one that speaks WebDAV.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{IpAddr, Ipv4Addr},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{Authority, children::Children, tools::sinks_venv};

/// What a server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// S3, with a bucket `records`, for whoever has any credentials.
    S3,
    /// WebDAV, for everybody.
    WebDav,
}

/// A running server, with a certificate of an authority made for it. It ends when this is dropped.
pub struct Server {
    port: u16,
    authority: Authority,
    _child: Children,
}

impl Server {
    /// Starts one that keeps what it needs in a folder.
    pub fn start(speech: Speech, folder: &Path) -> Result<Server> {
        let authority = Authority::create(folder)?;
        let (certificate, key) = authority.certify(&[], &[IpAddr::V4(Ipv4Addr::LOCALHOST)])?;
        let (certificate_file, key_file) = (folder.join("server.pem"), folder.join("server.key"));
        fs::write(&certificate_file, certificate)?;
        fs::write(&key_file, key)?;
        let kept = folder.join("kept");
        fs::create_dir_all(&kept)?;
        let word = match speech {
            Speech::S3 => "s3",
            Speech::WebDav => "webdav",
        };
        let mut child = Command::new(sinks_venv()?)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("sinks.py"))
            .arg(word)
            .args([&certificate_file, &key_file, &kept])
            .stdout(Stdio::piped())
            .stderr(fs::File::create(folder.join("server.log"))?)
            .spawn()?;
        let out = child.stdout.take().context("no output")?;
        let mut children = Children::default();
        children.keep(child);
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.strip_prefix("ready ")?.parse().ok());
        let said = || fs::read_to_string(folder.join("server.log")).unwrap_or_default();
        Ok(Server {
            port: port.with_context(said)?,
            authority,
            _child: children,
        })
    }

    /// Where it is: `https://127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// The certificate of its authority (PEM).
    pub fn authority(&self) -> &Path {
        self.authority.file()
    }
}
