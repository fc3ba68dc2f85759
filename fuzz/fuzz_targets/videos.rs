//! Films, fed with bytes: what they say of themselves, and what is left of it. Nothing moves in a file that is cleaned, and cleaning
//! it again changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use media::video;

fuzz_target!(|bytes: &[u8]| {
    video::facts(bytes);
    let mut clean = bytes.to_vec();
    if let Ok(known) = video::clean(&mut clean) {
        assert_eq!(clean.len(), bytes.len());
        let mut again = clean.clone();
        assert_eq!(video::clean(&mut again), Ok(known));
        assert_eq!(again, clean);
    }
});
