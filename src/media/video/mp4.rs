//! MPEG-4 and QuickTime. What is taken out is overwritten where it lies: the file says of its samples where they are, counted from
//! its beginning.

use std::ops::Range;
use std::time::Duration;

use super::Facts;
use super::boxes::{Part, number, parts};
use super::samples;
use crate::Unclean;

/// Boxes that hold nothing but what is said beside: user data (`©xyz` and `loci`, where it was taken, are in there), metadata,
/// and what others came up with (XMP is a `uuid`).
const SAYS: [&[u8; 4]; 3] = [b"udta", b"meta", b"uuid"];
/// Boxes that hold boxes which may say something.
const HOLDS: [&[u8; 4]; 7] = [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"];
/// How many boxes stand in each other at most.
const DEPTH: u8 = 8;

/// What the file says of itself.
pub fn facts(file: &[u8]) -> Facts {
    read(file).unwrap_or_default()
}

fn read(file: &[u8]) -> Result<Facts, Unclean> {
    let top = parts(file, 0..file.len())?;
    let movie = find(&top, b"moov").ok_or(Unclean)?;
    let inside = parts(file, movie.content.clone())?;
    let mut facts = Facts::default();
    if let Some(head) = find(&inside, b"mvhd") {
        let at = head.content.start;
        let (at, width) = match number(file, at, 1)? {
            0 => (at + 12, 4),
            _ => (at + 20, 8),
        };
        let (scale, length) = (number(file, at, 4)?, number(file, at + 4, width)?);
        // Of a file in pieces nobody knew its length when it was begun.
        if scale > 0 && length > 0 && length < u64::from(u32::MAX) * scale {
            facts.length = Some(Duration::from_millis(length.saturating_mul(1000) / scale));
        }
    }
    for track in inside.iter().filter(|part| part.name == *b"trak") {
        let inside = parts(file, track.content.clone())?;
        if let (b"vide", Some(head)) = (&handler(file, &inside)?, find(&inside, b"tkhd")) {
            let at = head.content.start
                + if number(file, head.content.start, 1)? == 0 {
                    40
                } else {
                    52
                };
            // A matrix of nine; then the sides, in parts of 65,536.
            let turned = number(file, at, 4)? == 0 && number(file, at + 4, 4)? != 0;
            let side = |at| Ok::<_, Unclean>(u32::try_from(number(file, at, 4)? >> 16).unwrap_or_default());
            let (width, height) = (side(at + 36)?, side(at + 40)?);
            facts.sides = (width > 0 && height > 0).then_some(if turned { (height, width) } else { (width, height) });
            break;
        }
    }
    Ok(facts)
}

/// Overwrites what is said beside pictures and sound.
pub fn clean(file: &mut [u8]) -> Result<(), Unclean> {
    let top = parts(file, 0..file.len())?;
    let movie = find(&top, b"moov").ok_or(Unclean)?;
    let in_pieces = find(&top, b"moof").is_some();
    let media: Vec<_> = top
        .iter()
        .filter(|part| part.name == *b"mdat")
        .map(|part| part.content.clone())
        .collect();
    let mut wiped = Vec::new();
    for track in parts(file, movie.content.clone())?
        .into_iter()
        .filter(|part| part.name == *b"trak")
    {
        let inside = parts(file, track.content.clone())?;
        if matches!(&handler(file, &inside)?, b"vide" | b"soun" | b"tmcd") {
            continue;
        }
        // A track that is none of both: where the camera was, second by second, is written as one, or as subtitles.
        if in_pieces {
            return Err(Unclean);
        }
        let table = within(file, &inside, &[b"mdia", b"minf", b"stbl"])?;
        for place in samples::places(file, table)? {
            if !place.is_empty()
                && !media
                    .iter()
                    .any(|part| part.start <= place.start && place.end <= part.end)
            {
                return Err(Unclean);
            }
            wiped.push(place);
        }
        wiped.push(track.content.clone());
        rename(file, &track);
    }
    for range in wiped {
        file[range].fill(0);
    }
    said(file, 0..file.len(), 0)
}

/// Overwrites boxes that say something, and what some of the others say: when it was made, and by what.
fn said(file: &mut [u8], range: Range<usize>, depth: u8) -> Result<(), Unclean> {
    if depth > DEPTH {
        return Err(Unclean);
    }
    for part in parts(file, range)? {
        let name = &part.name;
        if SAYS.contains(&name) {
            rename(file, &part);
            file[part.content.clone()].fill(0);
        } else if matches!(name, b"free" | b"skip" | b"wide") {
            // What an earlier cleaning left may still be in there.
            file[part.content.clone()].fill(0);
        } else if HOLDS.contains(&name) {
            said(file, part.content.clone(), depth + 1)?;
        } else if matches!(name, b"mvhd" | b"tkhd" | b"mdhd") {
            // When it was made, and when it was changed.
            let wide = if number(file, part.content.start, 1)? == 0 {
                8
            } else {
                16
            };
            let times = part.content.start + 4..part.content.start + 4 + wide;
            file.get_mut(times).ok_or(Unclean)?.fill(0);
        } else if name == b"hdlr" {
            // The name of what wrote it.
            if let Some(name) = file.get_mut(part.content.start + 24..part.content.end) {
                name.fill(0);
            }
        }
    }
    Ok(())
}

/// A box of nothing, as long as this one.
fn rename(file: &mut [u8], part: &Part) {
    file[part.start + 4..part.start + 8].copy_from_slice(b"free");
}

fn find<'a>(parts: &'a [Part], name: &[u8; 4]) -> Option<&'a Part> {
    parts.iter().find(|part| part.name == *name)
}

/// What a track is of, by the boxes in it.
fn handler(file: &[u8], track: &[Part]) -> Result<[u8; 4], Unclean> {
    let media = find(track, b"mdia").ok_or(Unclean)?;
    let inside = parts(file, media.content.clone())?;
    let at = find(&inside, b"hdlr").ok_or(Unclean)?.content.start + 8;
    let kind = u32::try_from(number(file, at, 4)?).map_err(|_| Unclean)?;
    Ok(kind.to_be_bytes())
}

fn within(file: &[u8], parts: &[Part], way: &[&[u8; 4]]) -> Result<Range<usize>, Unclean> {
    let (name, rest) = way.split_first().ok_or(Unclean)?;
    let found = find(parts, name).ok_or(Unclean)?.content.clone();
    match rest {
        [] => Ok(found),
        rest => within(file, &self::parts(file, found)?, rest),
    }
}
