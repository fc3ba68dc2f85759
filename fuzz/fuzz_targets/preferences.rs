//! Property lists of macOS, fed with bytes. Whatever they say becomes JSON that policy judges.
#![no_main]

use std::sync::LazyLock;

use despatch_fuzz::{judge, platform::documents::from_plist};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

static SCHEMA: LazyLock<Value> = LazyLock::new(policy::schema);

fuzz_target!(|bytes: &[u8]| {
    // Which keys are forced is the system's to say; here it is the first letter's.
    if let Ok(documents) = from_plist(bytes, &SCHEMA, |name| name < "m") {
        judge(documents);
    }
});
