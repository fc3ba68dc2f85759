//! `despatch records verify DIR`

use std::io::{self, Write};
use std::path::PathBuf;

use super::progress::Progress;
use super::{Kept, say_bad};
use crate::{CLEAN, PROBLEMS};

pub(crate) fn verify(dirs: &[PathBuf], kept: &Kept, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let journals = match kept.journals(dirs) {
        Ok(journals) => journals,
        Err(error) => return say_bad(&error, err),
    };
    let progress = Progress::over(&journals);
    let mut code = CLEAN;
    for (folder, against) in &journals {
        match records::verify(folder, against, &mut &progress) {
            Ok(whole) => {
                writeln!(
                    out,
                    "{}: intact: {} entries, {} files; {} heads kept apart agree",
                    whole.log.origin(),
                    whole.size,
                    whole.files,
                    whole.heads
                )?;
                writeln!(out, "key: {}", whole.log.key())?;
                write!(out, "{}", whole.head.unwrap_or_default())?;
            }
            Err(error) => {
                write!(err, "{}: ", folder.display())?;
                let bad = say_bad(&error, err)?;
                // That one was tampered with is worse than that another can't be read.
                code = if code == PROBLEMS { code } else { bad };
            }
        }
    }
    progress.done();
    Ok(code)
}
