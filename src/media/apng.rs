//! Animations as PNG (PNG specification, third edition): their frames as they are, without what else is in the file.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What there may be in the file: pixels, their colours, and when each frame is shown.
const KEPT: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"cICP", b"acTL", b"fcTL", b"fdAT",
];

/// The file without its metadata; none where it is broken.
pub fn stripped(png: &[u8]) -> Option<Vec<u8>> {
    let mut kept = SIGNATURE.to_vec();
    let mut parts = png.strip_prefix(SIGNATURE)?;
    loop {
        let length = u32::from_be_bytes(parts.get(..4)?.try_into().ok()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let (part, rest) = parts.split_at_checked(whole)?;
        let name = &part[4..8];
        if KEPT.iter().any(|known| *known == name) {
            kept.extend(part);
        }
        // What stands behind the end is no part of it.
        if name == b"IEND" {
            return Some(kept);
        }
        parts = rest;
    }
}
