//! What is freed goes back to the system, also where something that stays lies behind it.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::fs;

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
