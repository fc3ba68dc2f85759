//! What could not be read, counted.

use std::collections::BTreeSet;
use std::time::Duration;

use model::{Figures, Lateness, Undecryptable};
use proptest::prelude::*;

fn late(figures: &Figures) -> Vec<u64> {
    figures.late().map(|(_, count)| count).collect()
}

#[test]
fn how_late_is_told_coarsely() {
    let mut figures = Figures::default();
    for (after, counted) in [
        (0, [1, 0, 0]),
        (4_999, [2, 0, 0]),
        (5_000, [2, 1, 0]),
        (19_999, [2, 2, 0]),
        (20_000, [2, 2, 1]),
        (59_999, [2, 2, 2]),
    ] {
        figures.count_late(Duration::from_millis(after));
        assert_eq!(late(&figures), counted, "{after} ms");
    }
}

#[test]
fn each_cause_is_counted_for_itself() {
    for cause in Undecryptable::ALL {
        let mut figures = Figures::default();
        figures.count_never(cause);
        let counted: Vec<Undecryptable> = figures
            .never()
            .filter(|(_, count)| *count == 1)
            .map(|(cause, _)| cause)
            .collect();
        assert_eq!(counted, [cause]);
        assert_eq!(late(&figures), [0, 0, 0]);
    }
}

#[test]
fn codes_are_all_different() {
    let causes: BTreeSet<&str> = Undecryptable::ALL.iter().map(|cause| cause.code()).collect();
    assert_eq!(causes.len(), Undecryptable::ALL.len());
    let times: BTreeSet<&str> = Lateness::ALL.iter().map(|late| late.code()).collect();
    assert_eq!(times.len(), Lateness::ALL.len());
}

#[test]
fn a_counter_that_is_full_stays_full() {
    let full = format!(r#"{{"late": {{}}, "never": {{"waiting": {}}}}}"#, u64::MAX);
    let mut figures = Figures::of(full.as_bytes()).unwrap();
    figures.count_never(Undecryptable::Waiting);
    assert_eq!(figures.never().next(), Some((Undecryptable::Waiting, u64::MAX)));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        after in prop::collection::vec(0_u64..60_000, 0..20),
        causes in prop::collection::vec(0..Undecryptable::ALL.len(), 0..20),
    ) {
        let mut figures = Figures::default();
        after.iter().for_each(|after| figures.count_late(Duration::from_millis(*after)));
        causes.iter().for_each(|cause| figures.count_never(Undecryptable::ALL[*cause]));
        let bytes = figures.to_json().to_string().into_bytes();
        prop_assert_eq!(Figures::of(&bytes), Some(figures));
    }

    #[test]
    fn no_bytes_make_anything_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _figures = Figures::of(&bytes);
    }
}
