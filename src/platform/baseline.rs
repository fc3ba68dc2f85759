//! The policy that an organisation builds into its own Despatch: `assets/policy/baseline.json`, if there is one when the
//! program is built. It lies in the program and not on the computer, so nobody takes it out there.

include!(concat!(env!("OUT_DIR"), "/baseline.rs"));

/// The policy built into this program: JSON, as a policy file has it. The usual build has none.
pub fn baseline() -> Option<&'static [u8]> {
    BASELINE
}
