//! The operating system's own trust in certificate authorities.

use crate::trusted::read_trusted;

/// Where distributions keep the bundle: Debian, Fedora and RHEL, SUSE, Alpine and Arch.
const BUNDLES: [&str; 4] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// The system's certificate authorities, as PEM; empty where none are found, and then no server is trusted.
///
/// Read from fixed paths under the rules for policy files: `SSL_CERT_FILE` and `SSL_CERT_DIR`, which the usual crates
/// obey, would let a person add an authority of their own (facts: case 5).
pub fn system_roots() -> Vec<u8> {
    for bundle in BUNDLES {
        match read_trusted(bundle) {
            Ok(pem) => return pem,
            Err(fault) => tracing::debug!(%fault, "not the system's certificate authorities"),
        }
    }
    tracing::warn!("no certificate authorities found on this system");
    Vec::new()
}
