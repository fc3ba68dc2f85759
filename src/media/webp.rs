//! Animations as WebP (RFC 9649): their frames as they are, without what else is in the file.

use crate::Unclean;

/// What there may be in the file: frames and what they need.
const KEPT: [&[u8; 4]; 7] = [b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];
/// Flags of the first part that say of Exif and XMP (section 2.7.1).
const SAYS: u8 = 0b0000_1100;
/// What stands in a frame before its own parts: where and how long.
const FRAME: usize = 16;

/// The file without its metadata; none where it is broken.
pub fn stripped(webp: &[u8]) -> Option<Vec<u8>> {
    let parts = webp
        .get(12..)
        .filter(|_| webp.starts_with(b"RIFF") && webp[8..].starts_with(b"WEBP"))?;
    let length = u32::from_le_bytes(webp[4..8].try_into().ok()?);
    let length = usize::try_from(length).ok()?.checked_sub(4)?;
    let mut kept = kept(parts.get(..length)?, 0).ok()?;
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(kept.len() + 4).ok()?.to_le_bytes());
    file.extend(b"WEBP");
    file.append(&mut kept);
    Some(file)
}

fn kept(mut parts: &[u8], depth: u8) -> Result<Vec<u8>, Unclean> {
    let mut kept = Vec::with_capacity(parts.len());
    while !parts.is_empty() {
        let (name, rest) = parts.split_first_chunk::<4>().ok_or(Unclean)?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(Unclean)?;
        let length = u32::from_le_bytes(*length) as usize;
        let content = rest.get(..length).ok_or(Unclean)?;
        // A part of an odd length is filled up; the last may not be.
        parts = rest.get(length + length % 2..).unwrap_or_default();
        if !KEPT.contains(&name) {
            continue;
        }
        let content = match (name, depth) {
            (b"VP8X", 0) => {
                let (flags, rest) = content.split_first().ok_or(Unclean)?;
                [&[flags & !SAYS], rest].concat()
            }
            (b"ANMF", 0) => {
                let head = content.get(..FRAME).ok_or(Unclean)?;
                let frame = self::kept(&content[FRAME..], 1)?;
                [head, &frame].concat()
            }
            (b"VP8X" | b"ANMF", _) => continue,
            _ => content.to_vec(),
        };
        kept.extend(name);
        kept.extend(u32::try_from(content.len()).map_err(|_| Unclean)?.to_le_bytes());
        kept.extend(&content);
        if content.len() % 2 == 1 {
            kept.push(0);
        }
    }
    Ok(kept)
}
