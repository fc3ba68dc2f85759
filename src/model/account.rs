//! The accounts that one person has open side by side.

/// Names one of them for as long as it is here, and tells its colour and its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(pub u32);

impl AccountNumber {
    /// The first: the person's own home is its home.
    pub const FIRST: Self = Self(1);
}
