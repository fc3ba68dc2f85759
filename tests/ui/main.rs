//! Tests at the door of `ui`.
