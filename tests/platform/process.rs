//! What the program asks of the system for itself.

use crate::child::{child, said};

#[test]
fn no_core_is_dumped_and_no_file_is_open_to_others() {
    assert_eq!(said(&child("is_hardened").output().unwrap()), ["0 0", "0077"]);
}
