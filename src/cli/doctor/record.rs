//! How much of the record waits on this computer, and since when. Sizes and times: what waits is sealed.

use std::fs;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use platform::Home;

use super::{Line, counted};
use crate::Computer;

const AREA: &str = "Record";
/// What waits longer has to be looked into, in milliseconds: a day.
const LONG_MS: u64 = 24 * 60 * 60 * 1000;

/// What waits, of all accounts that were ever on this computer.
#[derive(Default)]
struct Waiting {
    bytes: u64,
    /// When the oldest of it was closed, in milliseconds since 1970 began.
    since: Option<u64>,
}

pub(super) fn lines(computer: &dyn Computer, home: Option<&Home>) -> Vec<Line> {
    let Some(home) = home else {
        return Vec::new();
    };
    let records = home.data.join("record");
    if !records.exists() {
        return vec![Line::ok(AREA, "", "no-record", "No record is kept on this computer.")];
    }
    let Ok(waiting) = look(&records) else {
        let next = "Give the folder back to this account, then look again.";
        return vec![Line::fail(
            AREA,
            "",
            "record-unreadable",
            "The record can't be looked at.",
            next,
        )];
    };
    let Some(since) = waiting.since else {
        return vec![Line::ok(AREA, "", "delivered", "Nothing of it waits on this computer.")];
    };
    let size = counted(
        usize::try_from(waiting.bytes.div_ceil(1024)).unwrap_or(usize::MAX),
        "KiB waits",
        "KiB wait",
    );
    let age = computer.now_ms().saturating_sub(since);
    let line = match age < LONG_MS {
        true => Line::ok(AREA, "", "waits", format!("{size} to be delivered.")),
        false => Line::warn(
            AREA,
            "",
            "waits-long",
            format!("{size} to be delivered, the oldest of it for {}.", days(age)),
            "Check `records.sink` of the policy, and whether this computer reaches it.",
        ),
    };
    vec![Line {
        count: Some(waiting.bytes),
        ..line
    }]
}

fn days(milliseconds: u64) -> String {
    counted(
        usize::try_from(milliseconds / LONG_MS).unwrap_or(usize::MAX),
        "day",
        "days",
    )
}

fn look(records: &Path) -> io::Result<Waiting> {
    let mut waiting = Waiting::default();
    for log in fs::read_dir(records)? {
        let log = log?.path();
        for part in ["segments", "heads", "files"] {
            let part = log.join(part);
            if !part.exists() {
                continue;
            }
            for file in fs::read_dir(&part)? {
                let facts = file?.metadata()?;
                waiting.bytes += facts.len();
                let closed = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
                let closed = u64::try_from(closed.as_millis()).unwrap_or(u64::MAX);
                waiting.since = Some(waiting.since.map_or(closed, |since| since.min(closed)));
            }
        }
    }
    Ok(waiting)
}
