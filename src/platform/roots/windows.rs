//! The machine's certificate store, which only administrators and their group policy fill. The person's own store, which
//! Windows would add to it, is not read. Nothing has compiled or run it yet.

use std::io;

use schannel::cert_context::{CertContext, ValidUses};
use schannel::cert_store::CertStore;

/// id-kp-serverAuth, RFC 5280 section 4.2.1.12.
const SERVERS: &str = "1.3.6.1.5.5.7.3.1";

pub(super) fn roots() -> Vec<u8> {
    let store = match CertStore::open_local_machine("ROOT") {
        Ok(store) => store,
        Err(error) => {
            tracing::warn!(%error, "the machine's certificate store cannot be read");
            return Vec::new();
        }
    };
    let mut pem = String::new();
    for certificate in store.certs() {
        match for_servers(&certificate) {
            Ok(Some(text)) => pem.push_str(&text),
            Ok(None) => {}
            Err(error) => tracing::debug!(%error, "not one of the machine's certificate authorities"),
        }
    }
    pem.into_bytes()
}

/// The certificate as PEM, if the machine trusts it for servers, and now.
fn for_servers(certificate: &CertContext) -> io::Result<Option<String>> {
    let used = match certificate.valid_uses()? {
        ValidUses::All => true,
        ValidUses::Oids(uses) => uses.iter().any(|used| used == SERVERS),
    };
    if used && certificate.is_time_valid()? {
        certificate.to_pem().map(Some)
    } else {
        Ok(None)
    }
}
