//! Accessible widgets and themes: every control on every screen of Despatch comes from here.
