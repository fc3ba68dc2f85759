//! Where in the file the samples of a track lie (ISO/IEC 14496-12, sections 8.7.3 to 8.7.5).

use std::ops::Range;

use super::boxes::{Part, number, parts};
use crate::Unclean;

/// Nothing real has more: a day and night at fifty a second.
const MOST: u64 = 5_000_000;

/// Of a table of samples.
pub fn places(file: &[u8], table: Range<usize>) -> Result<Vec<Range<usize>>, Unclean> {
    let parts = parts(file, table)?;
    let find = |name: &[u8; 4]| parts.iter().find(|part| part.name == *name);
    let sizes = sizes(file, find(b"stsz"), find(b"stz2"))?;
    let (chunks, width) = match (find(b"stco"), find(b"co64")) {
        (Some(chunks), _) => (chunks, 4),
        (None, Some(chunks)) => (chunks, 8),
        (None, None) => return Err(Unclean),
    };
    let runs = find(b"stsc").ok_or(Unclean)?.content.start;
    let (at, count) = (chunks.content.start, counted(file, chunks, 4, width)?);
    let run_count = counted(file, find(b"stsc").ok_or(Unclean)?, 4, 12)?;
    let mut sizes = sizes.into_iter();
    let mut found = Vec::new();
    let mut run = 0;
    for chunk in 0..count {
        // Each run says from which chunk on (counted from one) so many samples lie in each.
        while run + 1 < run_count && number(file, runs + 8 + (run as usize + 1) * 12, 4)? <= chunk + 1 {
            run += 1;
        }
        let many = match run_count {
            0 => 0,
            _ => number(file, runs + 8 + run as usize * 12 + 4, 4)?,
        };
        let start = number(file, at + 8 + chunk as usize * width, width)?;
        let length: u64 = sizes.by_ref().take(usize::try_from(many).map_err(|_| Unclean)?).sum();
        let start = usize::try_from(start).map_err(|_| Unclean)?;
        let end = usize::try_from(length)
            .ok()
            .and_then(|length| start.checked_add(length));
        found.push(start..end.filter(|end| *end <= file.len()).ok_or(Unclean)?);
    }
    match sizes.next() {
        // What the table doesn't say the place of can't be taken out.
        Some(_) => Err(Unclean),
        None => Ok(found),
    }
}

fn sizes(file: &[u8], stsz: Option<&Part>, stz2: Option<&Part>) -> Result<Vec<u64>, Unclean> {
    let stsz = match (stsz, stz2) {
        (Some(stsz), _) => stsz,
        // Sizes of half a byte: nothing that writes them is known.
        _ => return Err(Unclean),
    };
    let at = stsz.content.start;
    let each = number(file, at + 4, 4)?;
    if each > 0 {
        let count = number(file, at + 8, 4)?;
        if count > MOST {
            return Err(Unclean);
        }
        return Ok(vec![each; count as usize]);
    }
    let count = counted(file, stsz, 8, 4)?;
    (0..count as usize)
        .map(|index| number(file, at + 12 + index * 4, 4))
        .collect()
}

/// How many entries of this width stand in a table, by what it says so many bytes into it.
fn counted(file: &[u8], part: &Part, at: usize, width: usize) -> Result<u64, Unclean> {
    let count = number(file, part.content.start + at, 4)?;
    let room = part.content.len().saturating_sub(at + 4) / width;
    match count <= MOST && count <= room as u64 {
        true => Ok(count),
        false => Err(Unclean),
    }
}
