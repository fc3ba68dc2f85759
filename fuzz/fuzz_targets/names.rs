//! Names of people, rooms and files.
#![no_main]

use despatch_fuzz::calm;
use libfuzzer_sys::fuzz_target;
use session::convert::names;

fuzz_target!(|claimed: &str| {
    let id = "@anna:cabinet.example";
    for name in [
        names::shown_name(Some(claimed), id, false),
        names::shown_title(claimed),
        names::shown_topic(claimed),
        names::preview(claimed),
    ] {
        calm(&name);
    }
    let name = names::shown_name(Some(claimed), id, true);
    assert!(name.ends_with(id) || name.ends_with(&format!("({id})")), "{name:?}");
    let file = names::file_name(claimed);
    assert!(!file.is_empty() && file.len() <= 255, "{file:?}");
    assert!(!file.contains(['/', '\\', '\0', ':']) && file.trim() == &*file, "{file:?}");
    assert!(&*file != "." && &*file != "..", "{file:?}");
    calm(&file);
});
