//! The package (BagIt 1.0, RFC 8493).

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::export::{Purpose, time};
use crate::key::hex;

/// Completes a bag whose payload is there.
pub(super) fn finish(bag: &Path, purpose: &Purpose) -> io::Result<()> {
    let mut payload = Vec::new();
    list(bag, "data", &mut payload)?;
    payload.sort();
    let (mut manifest, mut bytes) = (String::new(), 0);
    for name in &payload {
        let (hash, length) = hash_file(&bag.join(name))?;
        bytes += length;
        manifest += &format!("{hash}  {name}\n");
    }
    fs::write(
        bag.join("bagit.txt"),
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    )?;
    fs::write(bag.join("manifest-sha256.txt"), manifest)?;
    let made = time(purpose.at_ms);
    let info = [
        ("Bagging-Date", made.get(..10).unwrap_or_default()),
        ("Bag-Software-Agent", concat!("despatch ", env!("CARGO_PKG_VERSION"))),
        ("Contact-Name", &purpose.operator),
        ("External-Description", &purpose.reason),
        ("External-Identifier", purpose.case.as_deref().unwrap_or_default()),
        ("Payload-Oxum", &format!("{bytes}.{}", payload.len())),
    ];
    let info = info.iter().filter(|(_, what)| !what.is_empty());
    // A value is one line (RFC 8493, 2.2.2).
    let info: String = info
        .map(|(name, what)| format!("{name}: {}\n", what.replace(['\r', '\n'], " ")))
        .collect();
    fs::write(bag.join("bag-info.txt"), info)?;
    let mut tags = String::new();
    for name in ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"] {
        tags += &format!("{}  {name}\n", hash_file(&bag.join(name))?.0);
    }
    fs::write(bag.join("tagmanifest-sha256.txt"), tags)
}

/// The SHA-256 of a file in hexadecimal, and its length.
pub(crate) fn hash_file(path: &Path) -> io::Result<(String, u64)> {
    let (mut file, mut hash, mut length) = (File::open(path)?, Sha256::new(), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hex(&hash.finalize()), length));
        }
        hash.update(&buffer[..read]);
        length += read as u64;
    }
}

/// Every file below a folder of the bag, with `/` whatever the system.
fn list(bag: &Path, below: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(bag.join(below))? {
        let entry = entry?;
        let name = format!("{below}/{}", entry.file_name().to_string_lossy());
        match entry.file_type()?.is_dir() {
            true => list(bag, &name, found)?,
            false => found.push(name),
        }
    }
    Ok(())
}
