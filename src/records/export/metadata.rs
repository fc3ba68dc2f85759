//! The table of files, with the columns that The National Archives ask for on transfer.

use crate::entry::{KeptFile, Placed};
use crate::export::selection::moment;
use crate::export::time;

/// The columns; those that nobody but the officer can fill stay empty.
const COLUMNS: &[&str] = &[
    "file_path",
    "file_name",
    "file_size",
    "checksum_sha256",
    "date_last_modified",
    "description",
    "media_type",
    "sender",
    "event_id",
    "closure_type",
    "closure_start_date",
    "closure_period",
    "foi_exemption_code",
    "foi_exemption_asserted",
    "title_closed",
    "title_alternate",
    "language",
    "held_by",
    "rights_copyright",
];

/// Longest name of a file; some places to transfer to take no more.
const LONGEST: usize = 120;

#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn add(&mut self, name: &str, file: &KeptFile, placed: &Placed) {
        let kind = &placed.entry.kind;
        let mut row = vec![
            format!("data/files/{name}"),
            file.name.clone(),
            file.size.to_string(),
            file.sha256.clone(),
            time(moment(&placed.entry)),
            format!("Sent in {}", kind.room().unwrap_or_default()),
            file.media_type.clone(),
            kind.person().unwrap_or_default().to_owned(),
            kind.event_id().unwrap_or_default().to_owned(),
        ];
        row.resize(COLUMNS.len(), String::new());
        self.rows.push(row);
    }

    /// As CSV (RFC 4180).
    pub(super) fn csv(&self) -> String {
        let line = |cells: Vec<String>| cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n";
        let head = line(COLUMNS.iter().map(|column| (*column).to_owned()).collect());
        self.rows.iter().fold(head, |csv, row| csv + &line(row.clone()))
    }
}

/// A cell that no program takes for a formula: a name that begins with one of these signs gets a quote before it.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = cell.replace('"', "\"\"");
    format!("\"{}{cell}\"", if formula { "'" } else { "" })
}

/// A name that every file system takes: the hash, then what is plain of the name its sender gave it. No name that Windows
/// keeps for itself begins with a hash.
pub(super) fn file_name(sha256: &str, name: &str) -> String {
    let plain = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' => c,
        _ => '_',
    };
    let name: String = name.chars().map(plain).collect();
    let whole = format!("{}-{name}", &sha256[..sha256.len().min(64)]);
    let (stem, ending) = match whole.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 8 => (stem, format!(".{ending}")),
        _ => (whole.as_str(), String::new()),
    };
    let stem: String = stem.chars().take(LONGEST - ending.len()).collect();
    format!("{}{ending}", stem.trim_end_matches('.'))
}
