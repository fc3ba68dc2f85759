//! What is left of words on a computer: read as somebody would who has the key of the stores, and byte by byte.

use std::fs;
use std::path::{Path, PathBuf};

use matrix_sdk_store_encryption::StoreCipher;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::person::Person;

/// A value of a database that holds the words once it is decrypted, as it lies in the file.
type Remain = Vec<u8>;

/// Every value that the stores give out, in which these words are.
pub fn remains(person: &Person, words: &[u8]) -> Vec<Remain> {
    let key = person.ring.key.lock().unwrap().clone().unwrap();
    let databases = files(person.home.path());
    let databases = databases
        .iter()
        .filter(|file| file.extension().is_some_and(|it| it == "sqlite3"));
    databases.flat_map(|file| read(file, key.as_slice(), words)).collect()
}

/// The files that hold a stretch of one of these values, freed pages and write-ahead logs among them.
pub fn traces(person: &Person, of: &[Remain]) -> Vec<PathBuf> {
    let mut found = files(person.home.path());
    found.retain(|file| {
        let bytes = fs::read(file).unwrap_or_default();
        of.iter()
            .any(|remain| stretches(remain).any(|stretch| holds(&bytes, stretch)))
    });
    found
}

fn read(file: &Path, key: &[u8], words: &[u8]) -> Vec<Remain> {
    let database = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let cipher: Vec<u8> = database
        .query_row("SELECT value FROM kv WHERE key = 'cipher'", (), |row| row.get(0))
        .unwrap();
    let cipher = StoreCipher::import_with_key(key, &cipher).unwrap();
    let mut tables = database
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
        .unwrap();
    let tables: Vec<String> = tables.query_map((), |row| row.get(0)).unwrap().flatten().collect();
    let mut found = Vec::new();
    for table in tables {
        let mut rows = database.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query(()).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for index in 0..columns {
                let (ValueRef::Blob(bytes) | ValueRef::Text(bytes)) = row.get_ref(index).unwrap() else {
                    continue;
                };
                let sealed = rmp_serde::from_slice(bytes).ok();
                let opened = sealed.and_then(|sealed| cipher.decrypt_value_data(sealed).ok());
                if holds(bytes, words) || opened.is_some_and(|opened| holds(&opened, words)) {
                    found.push(bytes.to_vec());
                }
            }
        }
    }
    found
}

/// A long value lies in pieces on several pages, so it is looked for by pieces.
fn stretches(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunks_exact(32).skip(1)
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        let next = from + at + 1;
        if bytes[next..].starts_with(rest) {
            return true;
        }
        from = next;
    }
    false
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
