//! The certificate authority of a world.

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, SanType, date_time_ymd,
};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, pem::PemObject},
};

/// A certificate authority made for one world; policy's `ca_file` names its certificate.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    file: PathBuf,
}

impl Authority {
    /// Makes an authority and writes its certificate to `folder/ca.pem`, its key to `folder/ca.key`.
    pub fn create(folder: &Path) -> Result<Authority> {
        let key = KeyPair::generate()?;
        fs::write(folder.join("ca.key"), key.serialize_pem())?;
        let authority = Authority::with_key(folder, key)?;
        fs::write(&authority.file, authority.issuer.pem())?;
        Ok(authority)
    }

    /// The authority made earlier in `folder`.
    pub fn open(folder: &Path) -> Result<Authority> {
        let pem = fs::read_to_string(folder.join("ca.key")).context("no authority here")?;
        Authority::with_key(folder, KeyPair::from_pem(&pem)?)
    }

    fn with_key(folder: &Path, key: KeyPair) -> Result<Authority> {
        let mut parameters = CertificateParams::default();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        parameters
            .distinguished_name
            .push(DnType::CommonName, "Despatch test authority");
        let issuer = CertifiedIssuer::self_signed(parameters, key)?;
        Ok(Authority {
            issuer,
            file: folder.join("ca.pem"),
        })
    }

    /// The authority's certificate as a file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// A certificate chain and key for these names and addresses, as PEM.
    pub fn certify(&self, names: &[&str], addresses: &[IpAddr]) -> Result<(String, String)> {
        self.certify_with(CertificateParams::default(), names, addresses)
    }

    fn certify_with(
        &self,
        mut parameters: CertificateParams,
        names: &[&str],
        addresses: &[IpAddr],
    ) -> Result<(String, String)> {
        let key = KeyPair::generate()?;
        parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        for name in names {
            parameters.subject_alt_names.push(SanType::DnsName((*name).try_into()?));
        }
        for address in addresses {
            parameters.subject_alt_names.push(SanType::IpAddress(*address));
        }
        if let Some(name) = names.first() {
            parameters.distinguished_name.push(DnType::CommonName, *name);
        }
        let certificate = parameters.signed_by(&key, &self.issuer)?;
        Ok((certificate.pem(), key.serialize_pem()))
    }

    /// What a TLS listener for these names and addresses needs.
    pub fn listener(&self, names: &[&str], addresses: &[IpAddr]) -> Result<Arc<ServerConfig>> {
        listener(self.certify(names, addresses)?)
    }

    /// The same, with a certificate that ended long ago.
    pub fn expired_listener(&self, names: &[&str], addresses: &[IpAddr]) -> Result<Arc<ServerConfig>> {
        let mut parameters = CertificateParams::default();
        parameters.not_before = date_time_ymd(2001, 1, 1);
        parameters.not_after = date_time_ymd(2002, 1, 1);
        listener(self.certify_with(parameters, names, addresses)?)
    }
}

/// What a TLS listener needs that vouches for itself and has nobody else to do so.
pub fn self_signed_listener(addresses: &[IpAddr]) -> Result<Arc<ServerConfig>> {
    let key = KeyPair::generate()?;
    let mut parameters = CertificateParams::default();
    for address in addresses {
        parameters.subject_alt_names.push(SanType::IpAddress(*address));
    }
    let certificate = parameters.self_signed(&key)?;
    listener((certificate.pem(), key.serialize_pem()))
}

fn listener((certificate, key): (String, String)) -> Result<Arc<ServerConfig>> {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from_pem_slice(key.as_bytes())?);
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes())?;
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    Ok(Arc::new(config))
}
