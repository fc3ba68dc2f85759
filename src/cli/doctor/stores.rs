//! The person's folders, what is stored in them, and the room that is left. Nothing in them is opened, and no file named.

use std::io;
use std::path::Path;

use platform::{FolderState, Home};

use super::Line;
use crate::Computer;

const AREA: &str = "Stores";
const MIB: u64 = 1 << 20;
/// Below this a first sync or a few films fill the disk.
const LITTLE: u64 = 1024 * MIB;
/// Below this SQLite may not be able to end what it began.
const TOO_LITTLE: u64 = 100 * MIB;

pub(super) fn lines(computer: &dyn Computer, home: Option<&Home>) -> Vec<Line> {
    let Some(home) = home else {
        return vec![Line::fail(
            AREA,
            "",
            "no-home",
            "This account has no home folder, so nothing can be stored.",
            "Ask whoever looks after this computer to give the account a home folder.",
        )];
    };
    let folders = [("data", &home.data), ("cache", &home.cache), ("settings", &home.config)];
    let mut lines: Vec<Line> = folders.iter().map(|(name, path)| folder(name, path)).collect();
    lines.push(session(home));
    for (name, path) in &folders[..2] {
        lines.push(space(name, computer.free_bytes(path)));
    }
    lines
}

/// The folders of a further account.
pub(super) fn of_account(home: &Home) -> Vec<Line> {
    vec![folder("data", &home.data), folder("cache", &home.cache), session(home)]
}

/// Whether somebody is signed in here; none when it can't be told.
pub(super) fn signed_in(home: &Home) -> Option<bool> {
    // By its entry: the file is sealed, and not for this program to open.
    home.data.join("account").join("session.sealed").try_exists().ok()
}

fn folder(name: &str, path: &Path) -> Line {
    const HELPDESK: &str = "Ask whoever looks after this computer to give the folder to this account.";
    let shown = path.display();
    match platform::folder_state(path) {
        FolderState::Own => match platform::used_bytes(path) {
            Ok(used) => Line::ok(AREA, name, "folder", format!("{shown} holds {}.", size(used))),
            Err(_) => Line::warn(
                AREA,
                name,
                "size-unknown",
                format!("{shown} holds something that cannot be looked at."),
                "Check that everything in the folder belongs to this account.",
            ),
        },
        FolderState::Missing => Line::ok(
            AREA,
            name,
            "folder-not-yet",
            format!("{shown} is not there yet. The first start makes it."),
        ),
        FolderState::Open => Line::warn(
            AREA,
            name,
            "folder-open",
            format!("{shown} is open to other accounts of this computer."),
            "Start Despatch, which closes it. Find out what opened it.",
        ),
        FolderState::Foreign => Line::fail(
            AREA,
            name,
            "folder-foreign",
            format!("{shown} belongs to another account."),
            HELPDESK,
        ),
        FolderState::NotAFolder => Line::fail(
            AREA,
            name,
            "not-a-folder",
            format!("{shown} is not a folder."),
            "Move what has its name out of the way.",
        ),
        FolderState::Unreadable => Line::fail(
            AREA,
            name,
            "folder-unreadable",
            format!("{shown} cannot be opened."),
            HELPDESK,
        ),
    }
}

fn session(home: &Home) -> Line {
    match signed_in(home) {
        Some(true) => Line::ok(AREA, "", "signed-in", "Somebody is signed in on this account."),
        Some(false) => Line::ok(AREA, "", "signed-out", "Nobody is signed in on this account."),
        None => Line::warn(
            AREA,
            "",
            "session-unknown",
            "Whether somebody is signed in cannot be seen.",
            "Put the data folder right, then run `despatch doctor` again.",
        ),
    }
}

fn space(name: &str, free: io::Result<u64>) -> Line {
    const ROOM: &str = "Remove what is not needed from this disk.";
    match free {
        Ok(free) if free < TOO_LITTLE => Line::fail(
            AREA,
            name,
            "disk-full",
            format!("There is room for {} only: messages may be lost.", size(free)),
            ROOM,
        ),
        Ok(free) if free < LITTLE => Line::warn(
            AREA,
            name,
            "disk-nearly-full",
            format!("There is room for {} only.", size(free)),
            ROOM,
        ),
        Ok(free) => Line::ok(AREA, name, "room", format!("There is room for {} more.", size(free))),
        Err(_) => Line::warn(
            AREA,
            name,
            "room-unknown",
            "How much room is left was not found out.",
            "Look at the free space of this disk yourself: Despatch needs 1 GiB.",
        ),
    }
}

/// In the largest unit of which there is one; of GiB with one decimal.
fn size(bytes: u64) -> String {
    match bytes {
        0 => "nothing".to_owned(),
        _ if bytes >= 1024 * MIB => format!(
            "{}.{} GiB",
            bytes / (1024 * MIB),
            bytes % (1024 * MIB) * 10 / (1024 * MIB)
        ),
        _ if bytes >= MIB => format!("{} MiB", bytes / MIB),
        _ => format!("{} KiB", bytes.div_ceil(1024)),
    }
}
