//! The elements that a Matroska file is made of (RFC 8794).

use std::ops::Range;

use crate::Unclean;

/// An element: what it is, where it begins, and where what it holds lies.
#[derive(Clone, Debug)]
pub struct Element {
    pub id: u32,
    pub start: usize,
    pub content: Range<usize>,
    /// Nobody knew how long it would be when it was begun: it goes on to the end of what it lies in, or to what can't be in it.
    pub open: bool,
}

/// The element that begins here.
pub fn element(file: &[u8], at: usize, end: usize) -> Result<Element, Unclean> {
    let first = *file.get(at).ok_or(Unclean)?;
    let id_length = first.leading_zeros() as usize + 1;
    if id_length > 4 {
        return Err(Unclean);
    }
    let id = file.get(at..at + id_length).ok_or(Unclean)?;
    let id = id.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
    let from = at + id_length;
    let first = *file.get(from).ok_or(Unclean)?;
    let width = first.leading_zeros() as usize + 1;
    if width > 8 {
        return Err(Unclean);
    }
    let digits = file.get(from..from + width).ok_or(Unclean)?;
    let whole = digits.iter().fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
    let most = (1_u64 << (7 * width)) - 1;
    let length = whole & most;
    let content = from + width;
    let open = length == most;
    let stop = match open {
        true => Some(end),
        false => usize::try_from(length)
            .ok()
            .and_then(|length| content.checked_add(length)),
    };
    let stop = stop.filter(|stop| *stop <= end && *stop >= content).ok_or(Unclean)?;
    Ok(Element {
        id,
        start: at,
        content: content..stop,
        open,
    })
}

/// Makes an element one of nothing, as long as it is.
pub fn wipe(file: &mut [u8], element: &Element) -> Result<(), Unclean> {
    let all = file.get_mut(element.start..element.content.end).ok_or(Unclean)?;
    let length = all.len();
    // How long it is says the narrowest number that leaves room for itself.
    let fits = |width: &usize| length > *width && ((length - 1 - width) as u64) < (1 << (7 * width)) - 1;
    let width = (1..=8).find(fits).ok_or(Unclean)?;
    let rest = (length - 1 - width) as u64;
    all.fill(0);
    // Void (RFC 8794, section 11.3.2).
    all[0] = 0xec;
    let marked = rest | 1 << (7 * width);
    all[1..=width].copy_from_slice(&marked.to_be_bytes()[8 - width..]);
    Ok(())
}
