//! Files of keys: an archive of everything that was said, for whoever has the passphrase.

use crate::{Policy, Reason};

impl Policy {
    /// Whether keys may be written into a file.
    pub fn judge_key_export(&self) -> Result<(), Reason> {
        self.not_expired()?;
        if self.encryption().export_keys {
            Ok(())
        } else {
            Err(Reason::KeyExportForbidden)
        }
    }

    /// Whether keys may be taken out of a file.
    pub fn judge_key_import(&self) -> Result<(), Reason> {
        self.not_expired()?;
        if self.encryption().import_keys {
            Ok(())
        } else {
            Err(Reason::KeyImportForbidden)
        }
    }

    /// Whether a file of keys may have a passphrase of so many characters.
    pub fn judge_key_passphrase(&self, characters: usize) -> Result<(), Reason> {
        let least = self.encryption().key_passphrase_length;
        if usize::try_from(least).is_ok_and(|least| characters >= least) {
            Ok(())
        } else {
            Err(Reason::KeyPassphraseShort { characters: least })
        }
    }
}
