//! Despatch decisions: who may be reached, joined and written to. Pure: no files, no network.

mod reason;

pub use reason::Reason;
