//! Bundles at fixed paths, read under the rules for policy files.

use crate::trusted::read_trusted;

/// Where systems keep the bundle: Debian, Fedora and RHEL, SUSE, Alpine and Arch, macOS.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    // Where /etc, a link on macOS, leads: links are not followed. What is in the keychain is not in it.
    "/private/etc/ssl/cert.pem",
];

pub(super) fn roots() -> Vec<u8> {
    for bundle in BUNDLES {
        match read_trusted(bundle) {
            Ok(pem) => return pem,
            Err(fault) => tracing::debug!(%fault, "not the system's certificate authorities"),
        }
    }
    Vec::new()
}
