//! Matroska and WebM. What is taken out becomes an element of nothing, as long as it was: others say where things are.

use std::ops::Range;
use std::time::Duration;

use super::Facts;
use super::elements::{Element, element, wipe};
use crate::Unclean;

const HEAD: u32 = 0x1a45_dfa3;
const KIND: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TRACKS: u32 = 0x1654_ae6b;
const CLUSTER: u32 = 0x1f43_b675;
const TAGS: u32 = 0x1254_c367;
const ATTACHMENTS: u32 = 0x1941_a469;
const TRACK: u32 = 0xae;
const VIDEO: u32 = 0xe0;
const WIDTH: u32 = 0xb0;
const HEIGHT: u32 = 0xba;
const SCALE: u32 = 0x2a_d7b1;
const LENGTH: u32 = 0x4489;
const CHECK: u32 = 0xbf;
/// Of Info: when it was made, its title, its names as a file and of those before and after it.
const SAYS: [u32; 5] = [0x4461, 0x7ba9, 0x7384, 0x3c_83ab, 0x3e_83bb];
/// What wrote it. Has to be there, and may be empty words.
const WRITERS: [u32; 2] = [0x4d80, 0x5741];
/// Of a track: its name, and what made it.
const NAMES: [u32; 2] = [0x536e, 0x25_8688];
/// What may be in a cluster.
const IN_CLUSTER: [u32; 9] = [0xe7, 0xa3, 0xa0, 0xab, 0xa7, 0x5854, 0xaf, 0xec, 0xbf];
/// Nothing real has more elements in one.
const MOST: usize = 2_000_000;

/// How a file of this kind is called on a disk; none where it is another.
pub fn ending(file: &[u8]) -> Option<&'static str> {
    let head = element(file, 0, file.len()).ok().filter(|head| head.id == HEAD)?;
    let said = inside(file, head.content)
        .ok()?
        .into_iter()
        .find(|said| said.id == KIND)?;
    match file.get(said.content)?.trim_ascii_end() {
        b"webm" => Some("webm"),
        b"matroska" => Some("mkv"),
        _ => None,
    }
}

/// What the file says of itself.
pub fn facts(file: &[u8]) -> Facts {
    read(file).unwrap_or_default()
}

fn read(file: &[u8]) -> Result<Facts, Unclean> {
    let mut facts = Facts::default();
    let (mut scale, mut length) = (1_000_000.0, None);
    for part in segment(file)? {
        match part.id {
            INFO => {
                for said in inside(file, part.content)? {
                    match said.id {
                        SCALE => scale = number(file, &said)? as f64,
                        LENGTH => length = float(file, &said),
                        _ => {}
                    }
                }
            }
            TRACKS => {
                for track in inside(file, part.content)?.into_iter().filter(|part| part.id == TRACK) {
                    for video in inside(file, track.content)?.into_iter().filter(|part| part.id == VIDEO) {
                        let sides = inside(file, video.content)?;
                        let side = |id| sides.iter().find(|side| side.id == id).map(|side| number(file, side));
                        let side = |id| {
                            side(id)?
                                .ok()
                                .and_then(|side| u32::try_from(side).ok())
                                .filter(|side| *side > 0)
                        };
                        facts.sides = facts.sides.or(side(WIDTH).zip(side(HEIGHT)));
                    }
                }
            }
            _ => {}
        }
    }
    let seconds = length.map(|length| length * scale / 1e9);
    facts.length = seconds
        .filter(|seconds| (0.001..1e8).contains(seconds))
        .map(Duration::from_secs_f64);
    Ok(facts)
}

/// Overwrites what is said beside pictures and sound.
pub fn clean(file: &mut [u8]) -> Result<(), Unclean> {
    let mut wiped = Vec::new();
    let mut blanked = Vec::new();
    for part in segment(file)? {
        match part.id {
            // Subtitles are not among these: they are in clusters, as pictures are.
            TAGS | ATTACHMENTS => wiped.push(part),
            INFO => {
                for said in inside(file, part.content)? {
                    if SAYS.contains(&said.id) || said.id == CHECK {
                        wiped.push(said);
                    } else if WRITERS.contains(&said.id) {
                        blanked.push(said.content);
                    }
                }
            }
            TRACKS => {
                for track in inside(file, part.content)? {
                    if track.id == CHECK {
                        wiped.push(track);
                    } else if track.id == TRACK {
                        let said = inside(file, track.content)?.into_iter();
                        wiped.extend(said.filter(|said| NAMES.contains(&said.id) || said.id == CHECK));
                    }
                }
            }
            _ => {}
        }
    }
    for element in wiped {
        wipe(file, &element)?;
    }
    for range in blanked {
        file[range].fill(b' ');
    }
    Ok(())
}

/// What lies in the segment, clusters that go on and on included.
fn segment(file: &[u8]) -> Result<Vec<Element>, Unclean> {
    let mut at = 0;
    while at < file.len() {
        let part = element(file, at, file.len())?;
        if part.id == SEGMENT {
            return inside(file, part.content);
        }
        at = part.content.end;
    }
    Err(Unclean)
}

fn inside(file: &[u8], range: Range<usize>) -> Result<Vec<Element>, Unclean> {
    let mut parts = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut part = element(file, at, range.end)?;
        if part.open {
            if part.id != CLUSTER {
                return Err(Unclean);
            }
            part.content.end = end_of_cluster(file, part.content.clone())?;
        }
        at = part.content.end;
        parts.push(part);
        if parts.len() > MOST {
            return Err(Unclean);
        }
    }
    Ok(parts)
}

fn end_of_cluster(file: &[u8], range: Range<usize>) -> Result<usize, Unclean> {
    let mut at = range.start;
    while at < range.end {
        // What was being written when its writer ended is not whole.
        let Ok(part) = element(file, at, range.end) else {
            return Ok(range.end);
        };
        if !IN_CLUSTER.contains(&part.id) {
            break;
        }
        at = part.content.end;
    }
    Ok(at)
}

fn number(file: &[u8], element: &Element) -> Result<u64, Unclean> {
    let digits = file.get(element.content.clone()).filter(|digits| digits.len() <= 8);
    let digits = digits.ok_or(Unclean)?;
    Ok(digits.iter().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

fn float(file: &[u8], element: &Element) -> Option<f64> {
    let digits = file.get(element.content.clone())?;
    match digits.len() {
        4 => Some(f64::from(f32::from_be_bytes(digits.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(digits.try_into().ok()?)),
        _ => None,
    }
}
