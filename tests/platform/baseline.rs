//! The policy built into the program is the one that lies in the sources, or none.

use std::path::Path;

#[test]
fn the_baseline_is_the_file_it_was_built_with() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/policy/baseline.json");
    assert_eq!(platform::baseline(), std::fs::read(file).ok().as_deref());
}
