//! macOS: a property list among the person's launch agents.

use std::fs;
use std::io;

use directories::BaseDirs;
use plist::{Dictionary, Value};

const LABEL: &str = "org.despatch.Despatch";

pub(super) fn set(program: &str, on: bool) -> io::Result<()> {
    let folders = BaseDirs::new().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let folder = folders.home_dir().join("Library/LaunchAgents");
    let file = folder.join(format!("{LABEL}.plist"));
    if !on {
        return match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    fs::create_dir_all(&folder)?;
    let mut agent = Dictionary::new();
    agent.insert("Label".to_owned(), LABEL.into());
    agent.insert("ProgramArguments".to_owned(), Value::Array(vec![program.into()]));
    agent.insert("RunAtLoad".to_owned(), true.into());
    Value::Dictionary(agent).to_file_xml(file).map_err(io::Error::other)
}
