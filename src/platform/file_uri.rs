//! Files as other programs name them (RFC 8089): `file:///home/amina/a%20note.txt`.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// The path of a file on this computer; none where it is anything else.
pub(crate) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    // What is no part of a path is written with a percent sign.
    if !rest.starts_with('/') || rest.contains(['?', '#']) {
        return None;
    }
    let path = decoded(rest)?;
    (!path.contains(&0)).then(|| OsString::from_vec(path).into())
}

fn decoded(written: &str) -> Option<Vec<u8>> {
    let mut bytes = written.bytes();
    let mut decoded = Vec::with_capacity(written.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let (high, low) = (digit(bytes.next()?)?, digit(bytes.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    Some(decoded)
}
