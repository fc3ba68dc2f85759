//! What nobody uses goes back to the system: what is freed, also where something that stays lies behind it, and code.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

const PIECE: usize = 4 * 1024;
const PIECES: usize = 20_000;

/// What this process has for itself, in KiB.
fn own() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn what_was_freed_between_things_that_stay_goes_back() {
    let mut pieces: Vec<Option<Vec<u8>>> = (0..PIECES).map(|_| Some(vec![1; PIECE])).collect();
    // Each hundredth stays: nothing goes back by itself.
    for (number, piece) in pieces.iter_mut().enumerate() {
        if number % 100 != 99 {
            *piece = None;
        }
    }
    let before = own();
    platform::give_back_memory();
    let after = own();
    let whole = (PIECE * PIECES / 1024) as u64;
    assert!(after + whole * 3 / 4 < before, "{before} KiB before, {after} after");
    assert_eq!(pieces.iter().flatten().count(), PIECES / 100, "what stays is there");
}

/// Where this program's own code lies, and how much of it is in memory, in KiB.
fn code() -> (Range<u64>, u64) {
    let program = std::env::current_exe().unwrap();
    let program = program.to_str().unwrap();
    let maps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut lines = maps.lines();
    let line = lines
        .find(|line| line.contains(" r-xp ") && line.ends_with(program))
        .expect("code");
    let (start, end) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
    let address = |digits| u64::from_str_radix(digits, 16).unwrap();
    let held = lines.find_map(|line| line.strip_prefix("Rss:")).unwrap();
    let held = held.trim().trim_end_matches(" kB").parse().unwrap();
    (address(start)..address(end), held)
}

#[test]
fn code_that_nobody_calls_goes() {
    // All of it comes into memory, as most does when a window opens.
    let (lies, _) = code();
    let mut memory = fs::File::open("/proc/self/mem").unwrap();
    memory.seek(SeekFrom::Start(lies.start)).unwrap();
    let length = lies.end - lies.start;
    assert_eq!(io::copy(&mut memory.take(length), &mut io::sink()).unwrap(), length);
    let (_, before) = code();
    platform::let_go_of_code();
    let (_, after) = code();
    assert!(after < before / 2, "{before} KiB before, {after} after");
}
