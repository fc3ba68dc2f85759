//! The mark itself: a bubble of speech, with a dot where something is unread. Drawn here, so that no theme has to have it.

/// How wide and high it is.
const SIDE: i32 = 32;
const BUBBLE: [u8; 4] = [0xff, 0x1d, 0x5f, 0xa8];
const DOT: [u8; 4] = [0xff, 0xd4, 0x35, 0x1c];
const EDGE: [u8; 4] = [0xff, 0xff, 0xff, 0xff];

/// Width, height, and a byte each of alpha, red, green and blue for each place, as the tray has them.
pub(super) type Pixels = (i32, i32, Vec<u8>);

pub(super) fn face(unread: bool) -> Pixels {
    let mut bytes = Vec::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            bytes.extend(color(x, y, unread));
        }
    }
    (SIDE, SIDE, bytes)
}

fn color(x: i32, y: i32, unread: bool) -> [u8; 4] {
    let from = |to_x: i32, to_y: i32| (x - to_x).pow(2) + (y - to_y).pow(2);
    if unread && from(24, 8) <= 49 {
        return if from(24, 8) <= 36 { DOT } else { EDGE };
    }
    // A box with round corners, and the corner by which it hangs on whoever speaks.
    let (near_x, near_y) = (x.clamp(8, 23), y.clamp(9, 19));
    let inside = from(near_x, near_y) <= 36;
    let tail = (8..=15).contains(&x) && (20..=30).contains(&y) && y - 20 <= 15 - x + 3;
    match inside || tail {
        true if lines(x, y) => EDGE,
        true => BUBBLE,
        false => [0; 4],
    }
}

/// What is said.
fn lines(x: i32, y: i32) -> bool {
    ((8..=23).contains(&x) && (10..=12).contains(&y)) || ((8..=18).contains(&x) && (16..=18).contains(&y))
}
