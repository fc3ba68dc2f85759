//! Starting with the person's session on this computer.

#[cfg_attr(target_os = "linux", path = "autostart/desktop.rs")]
#[cfg_attr(target_os = "windows", path = "autostart/run_key.rs")]
#[cfg_attr(target_os = "macos", path = "autostart/launch_agent.rs")]
mod service;

use std::io;

/// Has this program start when the person signs in to the computer, or start no more. Blocks: not for the thread that draws.
///
/// # Errors
///
/// When the system has no place for it, or doesn't let it be written.
pub fn autostart(on: bool) -> io::Result<()> {
    let program = std::env::current_exe()?;
    let program = program.to_str().filter(|path| !path.chars().any(char::is_control));
    let program = program.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidFilename))?;
    service::set(program, on)
}
