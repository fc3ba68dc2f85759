//! Despatch, a desktop messenger for government departments.
fn main() {}
