//! Sealing with age (X25519): to every key in the policy, and to no key of this device.

use std::io::{self, Read, Write};
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use thiserror::Error;
use zeroize::Zeroizing;

/// Those who will be able to open what is sealed. There is at least one.
#[derive(Clone, Debug)]
pub struct Recipients(Vec<Recipient>);

impl Recipients {
    /// The keys as the policy writes them (`age1...`).
    pub fn new(keys: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Self, SealError> {
        let mut recipients = Vec::new();
        for key in keys {
            let key = key.as_ref();
            recipients.push(Recipient::from_str(key).map_err(|_| SealError::Recipient(key.to_owned()))?);
        }
        (!recipients.is_empty())
            .then_some(Self(recipients))
            .ok_or(SealError::Nobody)
    }

    /// Whoever writes to it seals into what is below; `finish` ends it.
    pub(crate) fn sealing<W: Write>(&self, below: W) -> Result<age::stream::StreamWriter<W>, SealError> {
        let recipients = self.0.iter().map(|recipient| recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| SealError::Nobody)?;
        Ok(encryptor.wrap_output(below)?)
    }

    /// These bytes, sealed.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut sealing = self.sealing(Vec::with_capacity(plain.len() + 512))?;
        sealing.write_all(plain)?;
        Ok(sealing.finish()?)
    }
}

/// The secret keys of a records officer.
#[derive(Clone)]
pub struct Identities(Vec<Identity>);

impl Identities {
    /// Those of a key file as age-keygen writes it: a key a line, and lines that begin with `#`.
    pub fn read(text: &str) -> Result<Self, SealError> {
        let lines = text.lines().map(str::trim);
        let keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Vec<_> = keys
            .map(|key| Identity::from_str(key).map_err(|_| SealError::Identity))
            .collect::<Result<_, _>>()?;
        (!keys.is_empty()).then_some(Self(keys)).ok_or(SealError::Identity)
    }

    /// What was sealed, opened as it is read.
    pub fn opening<'a, R: Read + 'a>(&self, sealed: R) -> Result<impl Read + use<'a, R>, SealError> {
        let decryptor = age::Decryptor::new(sealed).map_err(|_| SealError::Broken)?;
        let identities = self.0.iter().map(|identity| identity as &dyn age::Identity);
        decryptor.decrypt(identities).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => SealError::NotForUs,
            _ => SealError::Broken,
        })
    }

    /// What was sealed.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut plain = Vec::new();
        self.opening(sealed)?
            .read_to_end(&mut plain)
            .map_err(|_| SealError::Broken)?;
        Ok(plain)
    }
}

/// A new pair of keys for an officer: the secret one, and the one for the policy.
pub fn new_identity() -> (Zeroizing<String>, String) {
    let identity = Identity::generate();
    let secret = Zeroizing::new(identity.to_string().expose_secret().to_owned());
    (secret, identity.to_public().to_string())
}

/// Why nothing was sealed or opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SealError {
    /// There is nobody to seal to.
    #[error("there is no key to seal to")]
    Nobody,
    /// This is no public key of age's kind X25519.
    #[error("{0} is not a public key that begins with age1")]
    Recipient(String),
    /// There is no secret key of age's kind X25519 here, or something beside it.
    #[error("this is not a file of secret keys that begin with AGE-SECRET-KEY-1")]
    Identity,
    /// It was sealed to others.
    #[error("this was not sealed to this key")]
    NotForUs,
    /// It is not what was sealed.
    #[error("this is not what was sealed")]
    Broken,
    /// What is below failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}
