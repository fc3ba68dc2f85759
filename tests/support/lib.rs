//! Real homeservers, canary listeners and the accessibility driver, for tests and the demo.
