//! Closing a segment: what the device noted for itself goes, and what is left is what will be delivered.

use std::fs::File;
use std::io::{BufReader, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::journal::{Folder, JournalError};
use crate::key::LogKey;
use crate::note::Head;
use crate::segment::{Frame, Kind, MAGIC, SealedEntry, SegmentError, Span, put};
use crate::tree::{Frontier, Prover};

/// Makes the delivered form of an open segment, and the head for witnesses beside it. Gives the bytes that both take.
pub(super) fn close(folder: &Folder, key: &LogKey, first: u64, before: &Frontier) -> Result<u64, JournalError> {
    let mut input = BufReader::new(File::open(folder.open_segment(first))?);
    input.read_exact(&mut [0; MAGIC.len()])?;
    let (mut entries, mut buffer) = (Vec::new(), Vec::new());
    let mut tree = before.clone();
    let mut leaves = Vec::new();
    while let Some(frame) = Frame::read(&mut input, &mut buffer)? {
        if frame.kind == Kind::Entry {
            put(Kind::Entry, frame.body, &mut entries)?;
            let entry = SealedEntry::read(frame.body).ok_or(SegmentError::Piece)?;
            leaves.push(entry.leaf);
            tree.push(entry.leaf);
        }
    }
    let end = tree.size();
    let head = key.sign(&Head {
        size: end,
        root: tree.root(),
    });
    let span = Span {
        log: *key.log().id(),
        first,
        end,
    };
    let mut segment = MAGIC.to_vec();
    put(Kind::Span, &span.write(), &mut segment)?;
    segment.append(&mut entries);
    put(Kind::Head, head.as_bytes(), &mut segment)?;
    let mut prover = Prover::consistency(before, end).ok_or(SegmentError::Span)?;
    leaves.into_iter().for_each(|leaf| prover.push(leaf));
    let proof = prover.finish().ok_or(SegmentError::Span)?;
    // The form of a request to a witness (C2SP tlog-witness).
    let lines: String = proof.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
    let witnessed = format!("old {first}\n{lines}\n{head}");
    Ok(folder.place(&folder.head(end), witnessed.as_bytes())? + folder.place(&folder.segment(first), &segment)?)
}
