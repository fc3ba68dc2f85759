//! Despatch on its operating system: paths, policy files, keyring, single instance, accessibility adapter
