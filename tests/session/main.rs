//! Tests at the door of `session`.
