//! Despatch without a window: the policy subcommands, the doctor, and the tools of records officers.
//!
//! Nothing here takes the place of a policy: no flag names another folder, and `check` judges files without using them.

mod computer;
mod doctor;
mod policy_check;
mod policy_diff;
mod policy_explain;
mod policy_show;
mod records;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use model::Finding;
use platform::PolicyFile;
use policy::{Place, Policy, Source};

pub use computer::Computer;

/// All is well.
const CLEAN: u8 = 0;
/// Something is wrong with a policy.
const PROBLEMS: u8 = 1;
/// Something can't be read, be it a file or the command line.
const UNREADABLE: u8 = 2;

/// Does what the command line asks for; none when it asks for the window. The way to the homeservers is not this room's:
/// `examine` looks at them, or says that it can't.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    examine: impl Fn(&Policy) -> Option<Vec<Finding>>,
) -> Option<ExitCode> {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    run_with(args, &computer::This { examine }, &mut out, &mut err).map(ExitCode::from)
}

/// The same, with what it looks at and where it writes given by the caller.
pub fn run_with(
    args: impl IntoIterator<Item = OsString>,
    computer: &dyn Computer,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Option<u8> {
    let today = computer.today();
    let done = match Line::try_parse_from(args) {
        Ok(Line { command: None }) => return None,
        Ok(Line {
            command: Some(Command::Doctor { json }),
        }) => doctor::examine(computer, json, out),
        Ok(Line {
            command: Some(Command::Policy { task }),
        }) => match task {
            Task::Check { files } => policy_check::check(&files, today, out, err),
            Task::Show { json } => policy_show::show(computer.policy_files(), json, today, out, err),
            Task::Explain { key } => policy_explain::explain(&key, computer.policy_files(), today, out, err),
            Task::Diff { old, new } => policy_diff::diff(&old, &new, today, out, err),
            Task::Schema => writeln!(out, "{:#}", policy::schema()).map(|()| CLEAN),
        },
        Ok(Line {
            command: Some(Command::Records { task }),
        }) => records::run(*task, computer, out, err),
        Err(error) if error.use_stderr() => write!(err, "{}", error.render()).map(|()| UNREADABLE),
        Err(help) => write!(out, "{}", help.render()).map(|()| CLEAN),
    };
    // Whoever read the output went away (`despatch policy schema | head`): there is nobody left to tell.
    Some(done.unwrap_or(UNREADABLE))
}

/// What policy is made of on this computer: the files, and before them the policy built into the program, if one is.
pub fn sources(files: Vec<PolicyFile>) -> Vec<Source> {
    let baseline = platform::baseline().map(|bytes| Source::baseline(bytes.to_vec()));
    baseline.into_iter().chain(files.into_iter().map(source)).collect()
}

/// A policy file of this computer, for `policy` to judge. The rooms `platform` and `policy` don't know each other.
fn source(file: PolicyFile) -> Source {
    Source {
        level: match file.level {
            platform::Level::Managed => policy::Level::Managed,
            platform::Level::Recommended => policy::Level::Recommended,
        },
        scope: match file.scope {
            platform::Scope::Machine => policy::Scope::Machine,
            platform::Scope::User => policy::Scope::User,
        },
        place: place(file.path),
        bytes: file.bytes,
    }
}

/// Hives and property lists have no lines that somebody wrote.
fn place(path: String) -> Place {
    if path.starts_with(r"HKLM\") || path.starts_with(r"HKCU\") {
        Place::Registry(path)
    } else if path.ends_with(".plist") {
        Place::Preferences(path)
    } else {
        Place::File(path)
    }
}

/// A messenger for government departments. Without a command it opens its window.
#[derive(Parser)]
#[command(name = "despatch", version)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Look at everything that Despatch needs on this computer, and say what to do where something is wrong
    ///
    /// Changes nothing, and prints no secret. Ends with 0 when nothing fails (there may be warnings), with 1 when
    /// something does.
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Look at what the organisation decides
    Policy {
        #[command(subcommand)]
        task: Task,
    },
    /// Verify, open and compare the record of official messages
    Records {
        #[command(subcommand)]
        task: Box<records::Task>,
    },
}

#[derive(Subcommand)]
enum Task {
    /// Judge policy files as if they were all of a computer's managed ones, in this order
    ///
    /// Prints each problem as `file:line:column: error: ...`. Ends with 0 when there is none, with 1 when there is
    /// one, with 2 when a file can't be read.
    Check {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the policy in force on this computer, and where each setting comes from
    ///
    /// Ends with 0 when there is one, with 1 when its files have problems, with 2 when they can't be trusted or read.
    Show {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of a policy file
    Schema,
    /// Print what a key does, its values, and where the value in force on this computer comes from
    ///
    /// Ends with 0, and with 2 when there is no such key.
    Explain {
        /// The key's name, such as federation.on_foreign
        key: String,
    },
    /// Print what becomes stricter or looser from one policy file to another, a line each
    ///
    /// Ends with 0 when nothing becomes looser or is neither, with 1 when something does, with 2 when one of the files
    /// can't be read or is no policy by itself.
    Diff {
        /// The policy as it was
        old: PathBuf,
        /// The policy as it is to be
        new: PathBuf,
    },
}
