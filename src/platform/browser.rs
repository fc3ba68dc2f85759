//! Opening an address in the person's browser or mail program.

use std::io;

/// Why an address was not opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Not a plain https or mailto address: nothing was started.
    #[error("only https and mailto addresses are opened")]
    NotAllowed,
    /// No program took it.
    #[error("no program opened the address: {0}")]
    NoProgram(#[from] io::Error),
}

/// Hands an https or mailto address to the system. No shell is involved, and nothing else is ever opened: `file:`,
/// `javascript:` and the schemes that start other programs are how a link becomes a command.
pub fn open_url(url: &str) -> Result<(), OpenError> {
    if !is_plain(url) {
        return Err(OpenError::NotAllowed);
    }
    Ok(open::that_detached(url)?)
}

/// An absolute address in the form that leaves nothing to interpretation: printable ASCII (what an URL type prints), a
/// host, and no user name that would pass for one.
fn is_plain(url: &str) -> bool {
    const MOST: usize = 8 * 1024;
    if url.len() > MOST
        || !url
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
    {
        return false;
    }
    if let Some(rest) = after(url, "https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        return !host.is_empty() && !host.contains('@');
    }
    after(url, "mailto:").is_some_and(|address| !address.is_empty() && !address.starts_with('-'))
}

fn after<'a>(url: &'a str, start: &str) -> Option<&'a str> {
    let (head, rest) = url.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}
