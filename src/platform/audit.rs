//! What changed in the policy while this person used the program: a line for each change, kept in their home.
//!
//! It is the person's own file: it shows a helpdesk what happened, and proves nothing against the person.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::Home;

/// The most a file of it holds: 1 MiB, some thousand changes. Then it becomes the older one, of which there is one.
const MOST: u64 = 1024 * 1024;

/// The record of policy changes, open for adding to it.
#[derive(Debug)]
pub struct Audit {
    file: File,
    path: PathBuf,
}

impl Audit {
    /// Opens the record in this home, for its owner alone. What a crash left of a last line stays, on a line of its own.
    pub fn open(home: &Home) -> io::Result<Self> {
        let path = home.data.join("policy-audit.jsonl");
        let mut file = open(&path)?;
        let length = file.metadata()?.len();
        if length > 0 {
            let mut last = [0];
            file.seek(SeekFrom::Start(length - 1))?;
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                file.write_all(b"\n")?;
            }
        }
        Ok(Self { file, path })
    }

    /// Adds a line: the time (UTC) and the change, which the caller keeps free of secrets. On disk when this returns.
    pub fn append(&mut self, change: &Value) -> io::Result<()> {
        let mut line = json!({ "time": Timestamp::now().to_string(), "change": change }).to_string();
        line.push('\n');
        if self.file.metadata()?.len() + line.len() as u64 > MOST {
            fs::rename(&self.path, self.path.with_extension("old.jsonl"))?;
            self.file = open(&self.path)?;
        }
        // At once: with O_APPEND no other writer's line gets into the middle of it.
        self.file.write_all(line.as_bytes())?;
        self.file.sync_data()
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true).read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(file)
}
