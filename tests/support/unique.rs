//! Names that no other test uses.

use std::{
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

/// `name` with a tail that no other test, process or earlier run has: user names, room names and marker texts.
///
/// Lower-case letters, digits and a hyphen only, so it is a legal local part of a user id.
pub fn unique(name: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis());
    format!("{name}-{:x}{:x}{count:x}", now & 0xff_ffff_ffff, process::id())
}
