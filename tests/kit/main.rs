//! Tests at the door of `kit`.
