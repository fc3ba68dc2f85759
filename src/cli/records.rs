//! `despatch records ...`: what a records officer does with delivered journals. No window and no network.

mod compare;
mod holds;
mod keygen;
mod moment;
mod open;
mod progress;
mod verify;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use records::export::{ExportError, Purpose};
use records::verify::{VerifyError, journals, log_of};
use records::{Against, Identities, Log};

use crate::{Computer, PROBLEMS, UNREADABLE};
use moment::Moment;

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Verify delivered journals: that nothing in them was changed, taken out, put in or moved
    ///
    /// Needs no key. Names the first bad entry, counted from 0. Ends with 0 when all is intact, with 1 when something was
    /// tampered with or is missing, with 2 when it can't be read. That a journal was cut off at its end shows against a
    /// later head alone: keep the heads this prints.
    Verify {
        /// A journal, or the folder with the journals of several devices
        dir: PathBuf,
        #[command(flatten)]
        against: Kept,
    },
    /// Open delivered journals, and pack what was asked for with a statement of what is complete and what is not
    ///
    /// Makes a folder (BagIt, RFC 8493) with the entries as JSON lines, a reading copy, the files and their table. Says so
    /// first in records-use.log beside it. Ends with 0, with 1 when a journal was tampered with, with 2 when something
    /// can't be read or written.
    Open {
        /// A journal, or the folder with the journals of several devices
        dir: PathBuf,
        /// The officer's secret key
        #[arg(long, value_name = "KEYFILE")]
        identity: PathBuf,
        /// The folder to make; it must not be there yet
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        #[command(flatten)]
        purpose: Why,
        /// Only what belongs to the room with this id
        #[arg(long)]
        room: Option<String>,
        /// Only what was sent from this day or moment on, such as 2026-11-01 or 2026-11-01T09:30:00Z; a day begins at
        /// midnight UTC
        #[arg(long)]
        from: Option<Moment>,
        /// Only what was sent to the end of this day, or before this moment
        #[arg(long)]
        to: Option<Moment>,
        /// Only what this user id sent
        #[arg(long)]
        person: Option<String>,
        #[command(flatten)]
        against: Kept,
    },
    /// Compare the journals of several devices: which event is missing from which
    ///
    /// Ends with 0 when they agree, with 1 when they don't or one was tampered with, with 2 when something can't be read.
    Compare {
        /// The journals, or folders with several
        #[arg(required = true, value_name = "DIR")]
        dirs: Vec<PathBuf>,
        /// The officer's secret key
        #[arg(long, value_name = "KEYFILE")]
        identity: PathBuf,
        /// The log in which this use is written down first
        #[arg(long, value_name = "FILE")]
        log: PathBuf,
        #[command(flatten)]
        purpose: Why,
        #[command(flatten)]
        against: Kept,
    },
    /// Print the holds that the policy on this computer has, a line each
    ///
    /// Ends with 0, and with 2 when there is no policy.
    Holds,
    /// Make an officer's pair of keys: a file with the secret one, and the public one for the policy
    Keygen {
        /// The file for the secret key; it must not be there yet
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// Why somebody opens a journal.
#[derive(Args)]
pub(crate) struct Why {
    /// Who does this
    #[arg(long, value_name = "NAME")]
    operator: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// The case it is for
    #[arg(long, value_name = "REF")]
    case: Option<String>,
}

impl Why {
    fn purpose(self, at_ms: u64) -> Purpose {
        Purpose {
            operator: self.operator,
            reason: self.reason,
            case: self.case,
            at_ms,
        }
    }
}

/// What somebody kept apart from the journals.
#[derive(Args)]
pub(crate) struct Kept {
    /// A head kept from an earlier time, or a folder with such files; may be given several times
    #[arg(long, value_name = "FILE")]
    head: Vec<PathBuf>,
    /// A file with the journals' keys, a line each, kept from an earlier time
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

impl Kept {
    /// The journals below some folders, each with what it is verified against.
    fn journals(&self, dirs: &[PathBuf]) -> Result<Vec<(PathBuf, Against)>, VerifyError> {
        let keys = self.keys()?;
        let mut found = Vec::new();
        for folder in dirs
            .iter()
            .map(|dir| journals(dir))
            .collect::<Result<Vec<_>, _>>()?
            .concat()
        {
            let log = log_of(&folder)?;
            let known = keys.as_ref().map(|keys| {
                let same = keys.iter().find(|key| key.origin() == log.origin());
                same.or(keys.first()).cloned()
            });
            // Heads are delivered beside the journals, or lie in the journal's own folder where it is still on its device.
            let beside = folder
                .parent()
                .unwrap_or(Path::new(""))
                .join("heads")
                .join(log.folder());
            let apart = [beside, folder.join("heads")]
                .into_iter()
                .filter(|heads| heads.is_dir());
            let heads = apart.chain(self.head.iter().cloned()).collect();
            found.push((
                folder,
                Against {
                    log: known.flatten(),
                    heads,
                },
            ));
        }
        Ok(found)
    }

    fn keys(&self) -> Result<Option<Vec<Log>>, VerifyError> {
        let Some(path) = &self.key else { return Ok(None) };
        let unreadable = |error| VerifyError::Unreadable {
            path: path.clone(),
            error,
        };
        let text = fs::read_to_string(path).map_err(unreadable)?;
        let keys: Result<Vec<Log>, _> = text.lines().map(str::parse).collect();
        let keys = keys.ok().filter(|keys| !keys.is_empty());
        let none = || unreadable(io::Error::new(io::ErrorKind::InvalidData, "it has no key of a journal"));
        Ok(Some(keys.ok_or_else(none)?))
    }
}

pub(crate) fn run(task: Task, computer: &dyn Computer, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    match task {
        Task::Verify { dir, against } => verify::verify(&[dir], &against, out, err),
        Task::Open {
            dir,
            identity,
            out: to,
            purpose,
            room,
            from,
            to: until,
            person,
            against,
        } => {
            let selection = records::export::Selection {
                room,
                from_ms: from.map(|from| from.begins_ms),
                to_ms: until.map(|until| until.ends_ms),
                person,
            };
            let asked = open::Asked {
                dirs: &[dir],
                identity: &identity,
                to: &to,
                selection,
                purpose: purpose.purpose(computer.now_ms()),
            };
            open::open(&asked, &against, out, err)
        }
        Task::Compare {
            dirs,
            identity,
            log,
            purpose,
            against,
        } => {
            let purpose = purpose.purpose(computer.now_ms());
            compare::compare(&dirs, &identity, &log, &purpose, &against, out, err)
        }
        Task::Holds => holds::holds(computer, out, err),
        Task::Keygen { out: file } => keygen::keygen(&file, out, err),
    }
}

/// The secret keys in a file; none when there are none, which is said.
fn identities(file: &Path, err: &mut dyn Write) -> io::Result<Option<Identities>> {
    let read = fs::read_to_string(file).map_err(|error| error.to_string());
    match read.and_then(|text| Identities::read(&text).map_err(|error| error.to_string())) {
        Ok(identities) => Ok(Some(identities)),
        Err(error) => {
            writeln!(err, "{}: {error}", file.display())?;
            Ok(None)
        }
    }
}

/// Says what is wrong with a journal, and gives what to end with.
fn say_bad(error: &VerifyError, err: &mut dyn Write) -> io::Result<u8> {
    match error {
        VerifyError::Tampered(tampered) => {
            writeln!(err, "tampered or missing: {tampered}")?;
            Ok(PROBLEMS)
        }
        other => {
            writeln!(err, "unreadable: {other}")?;
            Ok(UNREADABLE)
        }
    }
}

/// The same of one that could not be opened.
fn say_unopened(error: &ExportError, err: &mut dyn Write) -> io::Result<u8> {
    match error {
        ExportError::Verify(error) => say_bad(error, err),
        other => {
            writeln!(err, "not opened: {other}")?;
            Ok(UNREADABLE)
        }
    }
}
