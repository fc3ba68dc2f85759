//! Taking a journal up again: up to the last whole batch, and not a byte further.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use crate::journal::folder::segment_name;
use crate::journal::own::{Noted, Own, note};
use crate::journal::{Folder, JournalError, State, head_of};
use crate::key::{Log, LogKey};
use crate::segment::{Frame, Kind, MAGIC, SealedEntry, Span, put};
use crate::tree::{Frontier, Hash};

/// What becomes of a journal in which something that was acknowledged is broken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Damage {
    IsAnError,
    /// It goes on behind the last whole batch, and the file as it was stays.
    IsSetAside,
}

/// The journal of a folder as it stands.
pub(super) fn recover(folder: &Folder, key: &LogKey, own: &Own, damage: Damage) -> Result<State, JournalError> {
    let open = folder.open_segments()?;
    let Some(first) = open.last().copied() else {
        // To begin anew beside closed segments would be to say two things of the same places.
        if let Some(closed) = folder.segments()?.last() {
            let file = format!("what follows {}", segment_name(*closed));
            return Err(JournalError::Damaged { file, offset: 0 });
        }
        return begin(folder, key, own, &Frontier::default(), &Noted::default());
    };
    // The older one was closed before the newer one was made.
    for older in &open[..open.len() - 1] {
        fs::remove_file(folder.open_segment(*older))?;
    }
    // One that begins where the open one does was not closed to its end.
    match fs::remove_file(folder.segment(first)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let path = folder.open_segment(first);
    let mut file = OpenOptions::new().read(true).write(true).open(&path)?;
    let damaged = |offset| JournalError::Damaged {
        file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        offset,
    };
    let mut scan = Scan::begin(&file, key.log(), own, first)?.ok_or_else(|| damaged(0))?;
    while scan.batch(key.log(), own)? {}
    let Scan { end, files, .. } = scan;
    if acknowledged_beyond(&mut file, end, key.log())? {
        match damage {
            Damage::IsAnError => return Err(damaged(end)),
            Damage::IsSetAside => folder.set_aside(&path)?,
        }
    }
    file.set_len(end)?;
    file.sync_all()?;
    if folder.segments()?.is_empty() {
        folder.forget_files_but(&files)?;
    }
    Ok(State {
        file,
        first,
        before: scan.before,
        end,
        tree: scan.tree,
        noted: scan.noted,
        closed: folder.waiting()?,
        failed: false,
    })
}

/// An open segment that begins where the tree ends, and nothing before it open any more.
pub(super) fn begin(
    folder: &Folder,
    key: &LogKey,
    own: &Own,
    tree: &Frontier,
    noted: &Noted,
) -> Result<State, JournalError> {
    let first = tree.size();
    let span = Span {
        log: *key.log().id(),
        first,
        end: u64::MAX,
    };
    let mut bytes = MAGIC.to_vec();
    put(Kind::Span, &span.write(), &mut bytes)?;
    put(Kind::Own, &own.shut_beginning(tree, noted)?, &mut bytes)?;
    let path = folder.open_segment(first);
    let end = folder.place(&path, &bytes)?;
    for older in folder.open_segments()?.into_iter().filter(|older| *older < first) {
        fs::remove_file(folder.open_segment(older))?;
    }
    Ok(State {
        file: OpenOptions::new().read(true).write(true).open(&path)?,
        first,
        before: tree.clone(),
        end,
        tree: tree.clone(),
        noted: noted.clone(),
        closed: 0,
        failed: false,
    })
}

/// Reads an open segment batch by batch.
pub(super) struct Scan {
    input: Counting<BufReader<File>>,
    buffer: Vec<u8>,
    before: Frontier,
    tree: Frontier,
    noted: Noted,
    /// The sealed files that its entries name.
    files: BTreeSet<Hash>,
    /// Behind the last whole batch.
    end: u64,
}

impl Scan {
    /// None when it does not begin as one.
    fn begin(file: &File, log: &Log, own: &Own, first: u64) -> Result<Option<Self>, JournalError> {
        let mut input = Counting {
            below: BufReader::new(file.try_clone()?),
            count: 0,
        };
        input.below.seek(SeekFrom::Start(0))?;
        let mut buffer = Vec::new();
        let mut magic = [0; 8];
        let whole = input.read_exact(&mut magic).is_ok() && magic == *MAGIC;
        let span = Frame::read(&mut input, &mut buffer).ok().flatten();
        let span = span.filter(|frame| frame.kind == Kind::Span);
        let span = span.and_then(|frame| Span::read(frame.body));
        let ours = span.is_some_and(|span| span.log == *log.id() && span.first == first);
        let own_frame = Frame::read(&mut input, &mut buffer).ok().flatten();
        let own_frame = own_frame.filter(|frame| whole && ours && frame.kind == Kind::Own);
        let Some((tree, noted)) = own_frame.and_then(|frame| own.beginning(first, frame.body)) else {
            return Ok(None);
        };
        Ok(Some(Self {
            end: input.count,
            input,
            buffer,
            before: tree.clone(),
            tree,
            noted,
            files: BTreeSet::new(),
        }))
    }

    /// Takes the next whole batch; false when there is none.
    fn batch(&mut self, log: &Log, own: &Own) -> Result<bool, JournalError> {
        let mut tree = self.tree.clone();
        let mut notes = Vec::new();
        let mut files = BTreeSet::new();
        loop {
            let frame = match Frame::read(&mut self.input, &mut self.buffer) {
                Ok(Some(frame)) => frame,
                Ok(None) => return Ok(false),
                Err(crate::segment::FrameError::Io(error)) => return Err(error.into()),
                Err(_) => return Ok(false),
            };
            match frame.kind {
                Kind::Span => return Ok(false),
                Kind::Entry => {
                    let entry = SealedEntry::read(frame.body);
                    let entry = entry.filter(|entry| entry.index == tree.size() && entry.leaf == entry.leaf_in(log));
                    let Some(entry) = entry else { return Ok(false) };
                    files.extend(entry.file_hashes());
                    tree.push(entry.leaf);
                }
                Kind::Own => match own.notes(tree.size(), frame.body) {
                    Some(found) => notes = found,
                    None => return Ok(false),
                },
                Kind::Head => {
                    let note = std::str::from_utf8(frame.body).unwrap_or_default();
                    if log.head(note) != Ok(head_of(&tree)) {
                        return Ok(false);
                    }
                    break;
                }
            }
        }
        self.tree = tree;
        note(&mut self.noted, &notes);
        self.files.append(&mut files);
        self.end = self.input.count;
        Ok(true)
    }
}

/// Whether a batch behind this place was acknowledged once: only then was another one begun behind it. A torn write leaves
/// at most the head of its own batch, at the very end.
fn acknowledged_beyond(file: &mut File, end: u64, log: &Log) -> Result<bool, JournalError> {
    let mut rest = Vec::new();
    file.seek(SeekFrom::Start(end))?;
    file.read_to_end(&mut rest)?;
    let begins = format!("{}\n", log.origin()).into_bytes();
    let places = rest
        .windows(begins.len())
        .enumerate()
        .filter(|(_, window)| *window == begins);
    for (at, _) in places {
        // Origin, size, root, nothing, signature.
        let lines = rest[at..].split_inclusive(|byte| *byte == b'\n').take(5);
        let length = lines.map(<[u8]>::len).sum::<usize>();
        let note = std::str::from_utf8(&rest[at..at + length]).unwrap_or_default();
        if at + length < rest.len() && log.head(note).is_ok() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Counts what is read.
struct Counting<R> {
    below: R,
    count: u64,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.below.read(bytes)?;
        self.count += read as u64;
        Ok(read)
    }
}
