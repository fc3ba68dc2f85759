//! `despatch records keygen --out FILE`

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use records::seal::new_identity;

use crate::{CLEAN, UNREADABLE};

pub(crate) fn keygen(file: &Path, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let (secret, public) = new_identity();
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(file)
        .and_then(|mut file| {
            writeln!(file, "# public key: {public}\n{}", secret.as_str())?;
            file.sync_all()
        });
    if let Err(error) = written {
        writeln!(err, "{}: {error}", file.display())?;
        return Ok(UNREADABLE);
    }
    writeln!(out, "{public}")?;
    writeln!(
        out,
        "\nThe line above goes into the policy, under records.recipients.\n\
         {} opens every record that is sealed to it. Whoever has the file can read them all; without it nobody can.\n\
         Keep it off this computer, on two media in two places, each under lock. Make a new pair each year and leave\n\
         the old ones where they are: what was sealed to them stays so. Try once a year that the key still opens.",
        file.display()
    )?;
    Ok(CLEAN)
}
