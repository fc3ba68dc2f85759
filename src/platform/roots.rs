//! The operating system's own trust in certificate authorities.

#[cfg_attr(unix, path = "roots/unix.rs")]
#[cfg_attr(windows, path = "roots/windows.rs")]
mod system;

/// The system's certificate authorities, as PEM; empty where none are found, and then no server is trusted.
///
/// The administrator's alone, wherever the system tells them apart from a person's own: neither `SSL_CERT_FILE` and
/// `SSL_CERT_DIR`, which the usual crates obey, nor a store that people may write adds one (facts: case 5).
pub fn system_roots() -> Vec<u8> {
    let pem = system::roots();
    if pem.is_empty() {
        tracing::warn!("no certificate authorities found on this system");
    }
    pem
}
