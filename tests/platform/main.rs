//! Tests at the door of `platform`.
