//! Tests at the door of `cli`.
