//! Linux: a file in the folder that the Desktop Application Autostart Specification names.

use std::fs;
use std::io;

use directories::BaseDirs;

const FILE: &str = "despatch.desktop";

pub(super) fn set(program: &str, on: bool) -> io::Result<()> {
    let folders = BaseDirs::new().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    let folder = folders.config_dir().join("autostart");
    let file = folder.join(FILE);
    if !on {
        return match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    }
    let entry = entry(program);
    if fs::read(&file).is_ok_and(|there| there == entry.as_bytes()) {
        return Ok(());
    }
    fs::create_dir_all(&folder)?;
    // Whole or not at all.
    let unfinished = folder.join(".despatch.desktop.new");
    fs::write(&unfinished, entry)?;
    fs::rename(unfinished, file)
}

fn entry(program: &str) -> String {
    format!(
        "[Desktop Entry]\nType=Application\nName=Despatch\nExec={}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n",
        quoted(program)
    )
}

/// As the Desktop Entry Specification quotes an argument: for the command line, and once more for the file.
fn quoted(program: &str) -> String {
    let mut quoted = String::from("\"");
    for character in program.chars() {
        match character {
            '"' | '`' | '$' => quoted.push_str("\\\\"),
            '\\' => quoted.push_str("\\\\\\"),
            '%' => quoted.push('%'),
            _ => {}
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}
