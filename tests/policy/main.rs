//! Tests at the door of `policy`.
