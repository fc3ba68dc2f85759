//! The keyring, and whether the key of this home's stores is in it. The key itself is not read.

use platform::{Home, Keyring, KeyringError};

use super::{Line, stores};
use crate::Computer;

const AREA: &str = "Keyring";

pub(super) fn lines(computer: &dyn Computer, home: Option<&Home>) -> Vec<Line> {
    let profile = match home.map_or(Ok(None), Home::known_profile) {
        Ok(profile) => profile,
        Err(_) => {
            return vec![Line::fail(
                AREA,
                "",
                "no-profile",
                "The name of this home in the keyring cannot be read, so its key cannot be looked for.",
                "Restore the file `profile` in the data folder from a backup, or ask your helpdesk.",
            )];
        }
    };
    // Without a name nothing was ever kept; asking for none still says how the keyring is.
    let entry = Keyring::store_key(profile.as_deref().unwrap_or_default());
    let signed_in = home.and_then(stores::signed_in);
    vec![match computer.holds(&entry) {
        Ok(true) => Line::ok(AREA, "", "key", "It is open, and has the key of the stores."),
        Ok(false) if signed_in == Some(true) => Line::fail(
            AREA,
            "",
            "key-missing",
            "It is open, and does not have the key of the stores: what is stored on this computer cannot be opened.",
            "If the keyring was replaced, restore the old one. If it is lost, start Despatch, which says what can be done.",
        ),
        Ok(false) => Line::ok(
            AREA,
            "",
            "no-key-yet",
            "It is open. It has no key of the stores: that is made at the first sign-in.",
        ),
        Err(KeyringError::Locked) => Line::warn(
            AREA,
            "",
            "keyring-locked",
            "It is locked, so the key of the stores was not looked for.",
            "Unlock the keyring, then run `despatch doctor` again.",
        ),
        Err(KeyringError::Absent) => Line::fail(
            AREA,
            "",
            "keyring-absent",
            "There is no keyring, so nobody can sign in.",
            "Install and start GNOME Keyring, KWallet or KeePassXC, and run this in a desktop session.",
        ),
        Err(KeyringError::Silent) => Line::fail(
            AREA,
            "",
            "keyring-silent",
            "It did not answer in 15 seconds.",
            "Look for a question that the keyring asks on the screen. Sign out of the desktop and in again if there is none.",
        ),
        // What a keyring says of its own failure are not our words.
        Err(_) => Line::fail(
            AREA,
            "",
            "keyring-failed",
            "It answered with a failure.",
            "Open the keyring's own program and see whether it works there.",
        ),
    }]
}
