//! Tests at the door of `model`.
