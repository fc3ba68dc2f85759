//! The boxes that an MP4 file is made of (ISO/IEC 14496-12, section 4.2).

use std::ops::Range;

use crate::Unclean;

/// Nothing real has more.
const MOST: usize = 100_000;

/// A box: its kind, where it begins, and where what it holds lies.
#[derive(Clone, Debug)]
pub struct Part {
    pub name: [u8; 4],
    pub start: usize,
    pub content: Range<usize>,
}

/// The boxes that lie in this range, one after another.
pub fn parts(file: &[u8], range: Range<usize>) -> Result<Vec<Part>, Unclean> {
    let mut parts = Vec::new();
    let mut at = range.start;
    // QuickTime ends some lists with a nothing of four bytes.
    while at + 8 <= range.end {
        let head = file.get(at..at + 8).ok_or(Unclean)?;
        let name = [head[4], head[5], head[6], head[7]];
        let (head, length) = match number(file, at, 4)? {
            0 => (8, (range.end - at) as u64),
            1 => (16, number(file, at + 8, 8)?),
            length => (8, length),
        };
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length));
        let end = end
            .filter(|end| *end >= at + head && *end <= range.end)
            .ok_or(Unclean)?;
        parts.push(Part {
            name,
            start: at,
            content: at + head..end,
        });
        if parts.len() > MOST {
            return Err(Unclean);
        }
        at = end;
    }
    Ok(parts)
}

/// The number of so many bytes that stands here.
pub fn number(file: &[u8], at: usize, bytes: usize) -> Result<u64, Unclean> {
    let end = at.checked_add(bytes).ok_or(Unclean)?;
    let digits = file.get(at..end).ok_or(Unclean)?;
    Ok(digits.iter().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}
