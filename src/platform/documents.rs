//! What a registry and a property list say, as the JSON that a policy file would say: pure, so that all of it is tested
//! on any system. What the values mean is `policy`'s; here a value only gets the kind that the policy's JSON Schema wants.
//!
//! Nothing found is left out: what cannot be said in JSON, or has the wrong kind, becomes a value that the schema does
//! not allow, and a name that comes twice comes twice, so that `policy` reports each at its place.

mod node;
mod plist;
mod registry;
mod shape;

pub use plist::{PlistError, from_plist};
pub use registry::{RegistryKey, RegistryValue, from_registry};

/// The two halves of one place, each JSON in the shape of a policy file; none where nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documents {
    /// What the person cannot change.
    pub managed: Option<Vec<u8>>,
    /// What the person may change.
    pub recommended: Option<Vec<u8>>,
}
