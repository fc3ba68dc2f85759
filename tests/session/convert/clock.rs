//! What the clock of this computer is worth, for each way in which clocks may disagree.

use std::time::Duration;

use policy::Clock;
use proptest::prelude::*;
use session::clock::{Reading, Timekeeper};

/// 24 November 2026, in milliseconds.
const NOW: i64 = 1_795_478_400_000;
const MINUTE: i64 = 60_000;

/// The clocks so many minutes after the start, where the wall says so many.
fn reading(wall: i64, ran: u64) -> Reading {
    Reading {
        wall: NOW + wall * MINUTE,
        running: Duration::from_secs(ran * 60),
    }
}

/// When the latest time believed was so many minutes from now.
fn believed(seen: i64) -> Timekeeper {
    Timekeeper::new(Some(NOW + seen * MINUTE))
}

/// The server says so many minutes from now, at the start.
fn told(mut keeper: Timekeeper, server: i64) -> Timekeeper {
    keeper.hear(NOW + server * MINUTE, reading(0, 0));
    keeper
}

#[test]
fn a_clock_that_nothing_was_compared_with_is_unknown() {
    assert_eq!(Timekeeper::default().judge(reading(0, 0)), Clock::Unknown);
    assert_eq!(believed(-5).judge(reading(0, 0)), Clock::Unknown);
}

#[test]
fn a_clock_that_agrees_with_the_servers_is_trusted() {
    for server in [-10, -1, 0, 1, 10] {
        assert_eq!(told(believed(-60), server).judge(reading(0, 0)), Clock::Trusted);
        assert_eq!(
            told(Timekeeper::default(), server).judge(reading(90, 90)),
            Clock::Trusted
        );
    }
}

#[test]
fn a_clock_more_than_ten_minutes_from_the_servers_is_not() {
    for server in [-11, 11, -1_000_000, 1_000_000] {
        let keeper = told(Timekeeper::default(), server);
        assert_eq!(keeper.judge(reading(0, 0)), Clock::Untrusted, "{server}");
        assert_eq!(keeper.judge(reading(5, 5)), Clock::Untrusted, "{server}");
    }
}

#[test]
fn a_clock_that_went_back_since_an_earlier_run_is_not_even_where_the_server_agrees() {
    assert_eq!(told(believed(10), 0).judge(reading(0, 0)), Clock::Trusted);
    assert_eq!(told(believed(11), 0).judge(reading(0, 0)), Clock::Untrusted);
    assert_eq!(believed(11).judge(reading(0, 0)), Clock::Untrusted);
}

#[test]
fn a_clock_that_is_set_while_the_program_runs_has_to_be_compared_anew() {
    let mut keeper = told(Timekeeper::default(), 0);
    for (wall, ran) in [(11, 0), (120, 30), (-11, 0), (0, 11)] {
        assert_eq!(keeper.judge(reading(wall, ran)), Clock::Unknown, "{wall} {ran}");
    }
    // Set ahead by two hours, and the server says so.
    keeper.hear(NOW + 30 * MINUTE, reading(150, 30));
    assert_eq!(keeper.judge(reading(150, 30)), Clock::Untrusted);
    // Asleep for two hours, and the server agrees.
    keeper.hear(NOW + 150 * MINUTE, reading(150, 30));
    assert_eq!(keeper.judge(reading(150, 30)), Clock::Trusted);
}

#[test]
fn only_a_trusted_time_is_believed_and_none_is_forgotten() {
    let mut keeper = told(believed(-60), 0);
    assert_eq!(keeper.believe(reading(0, 0)), Some(NOW));
    assert_eq!(keeper.believe(reading(5, 5)), Some(NOW + 5 * MINUTE));
    // A little back is no disagreement, and moves nothing back.
    assert_eq!(keeper.believe(reading(2, 6)), Some(NOW + 5 * MINUTE));
    assert_eq!(keeper.believe(reading(500, 7)), Some(NOW + 5 * MINUTE));
    assert_eq!(Timekeeper::default().believe(reading(0, 0)), None);
    assert_eq!(told(Timekeeper::default(), 60).believe(reading(0, 0)), None);
}

proptest! {
    /// No clocks whatever end the program, and none that disagree by more than ten minutes are trusted.
    #[test]
    fn clocks_that_disagree_are_never_trusted(
        seen: Option<i64>, server: i64, heard: i64, wall: i64, then: u64, ran: u64,
    ) {
        let mut keeper = Timekeeper::new(seen);
        keeper.hear(server, Reading { wall: heard, running: Duration::from_millis(then) });
        let now = Reading { wall, running: Duration::from_millis(ran) };
        let far = |one: i64, other: i64| (i128::from(one) - i128::from(other)).abs() > i128::from(10 * MINUTE);
        if far(server, heard) || seen.is_some_and(|seen| wall < seen && far(wall, seen)) {
            prop_assert_ne!(keeper.judge(now), Clock::Trusted);
        }
        keeper.believe(now);
    }
}
