//! Proofs of inclusion and of consistency (RFC 6962, 2.1.1 and 2.1.2), gathered as leaves go by and checked as RFC 9162,
//! 2.1.3.2 and 2.1.4.2, says.

use std::ops::Range;

use thiserror::Error;

use super::{Frontier, Hash, node};

/// Gathers a proof from leaves that go by once, so that no tree has to be in memory.
///
/// Every hash of a proof is the root of a run of leaves; each run grows as its leaves pass.
#[derive(Clone, Debug)]
pub struct Prover {
    runs: Vec<(Range<u64>, Frontier)>,
    next: u64,
    size: u64,
}

impl Prover {
    /// That a leaf is in a tree of this size; none when it can't be. Wants every leaf, from the first.
    pub fn inclusion(index: u64, size: u64) -> Option<Self> {
        let mut ranges = Vec::new();
        (index < size).then(|| around(index, 0..size, &mut ranges))?;
        let runs = ranges.into_iter().map(|range| (range, Frontier::default())).collect();
        Some(Self { runs, next: 0, size })
    }

    /// That a tree of this size begins with an earlier one; none when it is smaller. Wants the leaves that came since.
    pub fn consistency(old: &Frontier, size: u64) -> Option<Self> {
        let mut ranges = Vec::new();
        match old.size() {
            earlier if earlier > size => return None,
            0 => {}
            earlier => since(earlier, 0..size, true, &mut ranges),
        }
        let runs = ranges
            .into_iter()
            .map(|range| (range.clone(), begun(old, &range)))
            .collect();
        let next = old.size();
        Some(Self { runs, next, size })
    }

    /// The next leaf, given its hash.
    pub fn push(&mut self, leaf: Hash) {
        for (range, run) in &mut self.runs {
            if range.contains(&self.next) {
                run.push(leaf);
            }
        }
        self.next += 1;
    }

    /// The proof, once all leaves went by.
    pub fn finish(self) -> Option<Vec<Hash>> {
        (self.next == self.size).then(|| self.runs.iter().map(|(_, run)| run.root()).collect())
    }
}

/// Why a proof proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ProofError {
    /// The sizes or the index can't be, or the proof has too few hashes or too many for them.
    #[error("the proof does not fit the sizes it is for")]
    Shape,
    /// What it leads to is not the root.
    #[error("the proof leads to another root")]
    Root,
}

/// Whether a leaf is at this place of the tree with this size and root.
pub fn included(leaf: &Hash, index: u64, size: u64, root: &Hash, proof: &[Hash]) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Shape);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for step in proof {
        if last == 0 {
            return Err(ProofError::Shape);
        }
        if at & 1 == 1 || at == last {
            hash = node(step, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    match (last, hash == *root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Root),
        _ => Err(ProofError::Shape),
    }
}

/// Whether the newer tree begins with the older one. Each is a size and a root.
pub fn consistent(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> Result<(), ProofError> {
    let ((old_size, old_root), (new_size, new_root)) = (old, new);
    if old_size > new_size {
        return Err(ProofError::Shape);
    }
    if old_size == new_size || old_size == 0 {
        let same = old_size == 0 || old_root == new_root;
        return match (proof.is_empty(), same) {
            (true, true) => Ok(()),
            (true, false) => Err(ProofError::Root),
            (false, _) => Err(ProofError::Shape),
        };
    }
    let mut steps = proof.iter();
    let first = match old_size.is_power_of_two() {
        true => old_root,
        false => steps.next().ok_or(ProofError::Shape)?,
    };
    let (mut at, mut last) = (old_size - 1, new_size - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut older, mut newer) = (*first, *first);
    for step in steps {
        if last == 0 {
            return Err(ProofError::Shape);
        }
        if at & 1 == 1 || at == last {
            older = node(step, &older);
            newer = node(step, &newer);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            newer = node(&newer, step);
        }
        at >>= 1;
        last >>= 1;
    }
    match (last, older == *old_root && newer == *new_root) {
        (0, true) => Ok(()),
        (0, false) => Err(ProofError::Root),
        _ => Err(ProofError::Shape),
    }
}

/// The largest power of two below a length of at least 2.
fn split(length: u64) -> u64 {
    length.next_power_of_two() / 2
}

/// The runs beside the way from a leaf up to the root, the deepest first.
fn around(index: u64, whole: Range<u64>, found: &mut Vec<Range<u64>>) {
    let length = whole.end - whole.start;
    if length < 2 {
        return;
    }
    let middle = whole.start + split(length);
    if index < middle {
        around(index, whole.start..middle, found);
        found.push(middle..whole.end);
    } else {
        around(index, middle..whole.end, found);
        found.push(whole.start..middle);
    }
}

/// SUBPROOF of RFC 6962: the runs that join the first leaves, as many as the old tree has of this part, with the rest.
fn since(old: u64, whole: Range<u64>, known: bool, found: &mut Vec<Range<u64>>) {
    let length = whole.end - whole.start;
    if old == length {
        if !known {
            found.push(whole);
        }
        return;
    }
    let (half, middle) = (split(length), whole.start + split(length));
    if old <= half {
        since(old, whole.start..middle, known, found);
        found.push(middle..whole.end);
    } else {
        since(old - half, middle..whole.end, false, found);
        found.push(whole.start..middle);
    }
}

/// What is known of a run already: those that lie in the old tree are its whole subtrees.
fn begun(old: &Frontier, range: &Range<u64>) -> Frontier {
    let mut start = 0;
    for peak in old.peaks() {
        let length = 1 << (63 - (old.size() - start).leading_zeros());
        if start == range.start && length == range.end - range.start {
            return Frontier {
                size: length,
                peaks: vec![*peak],
            };
        }
        start += length;
    }
    Frontier::default()
}
