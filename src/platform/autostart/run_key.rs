//! Windows: a value below the key of what runs at the person's sign-in.

use std::io;

use windows_registry::CURRENT_USER;

const KEY: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
const NAME: &str = "Despatch";

pub(super) fn set(program: &str, on: bool) -> io::Result<()> {
    let key = CURRENT_USER.create(KEY).map_err(io::Error::other)?;
    if on {
        return key.set_string(NAME, format!("\"{program}\"")).map_err(io::Error::other);
    }
    match key.get_string(NAME) {
        Ok(_) => key.remove_value(NAME).map_err(io::Error::other),
        Err(_) => Ok(()),
    }
}
