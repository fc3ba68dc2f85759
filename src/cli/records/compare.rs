//! `despatch records compare DIR DIR...`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use records::comparison::{self, Missing};
use records::export::{Purpose, Selection};
use records::usage::Use;

use super::progress::Progress;
use super::{Kept, identities, say_bad, say_unopened};
use crate::{CLEAN, PROBLEMS, UNREADABLE};

pub(crate) fn compare(
    dirs: &[PathBuf],
    identity: &Path,
    log: &Path,
    purpose: &Purpose,
    kept: &Kept,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<u8> {
    let Some(identities) = identities(identity, err)? else {
        return Ok(UNREADABLE);
    };
    let journals = match kept.journals(dirs) {
        Ok(journals) => journals,
        Err(error) => return say_bad(&error, err),
    };
    if !(2..=comparison::MOST).contains(&journals.len()) {
        writeln!(err, "compare takes 2 to {} journals", comparison::MOST)?;
        return Ok(UNREADABLE);
    }
    let used = Use {
        what: "compare",
        journals: journals
            .iter()
            .map(|(folder, _)| folder.display().to_string())
            .collect(),
        out: None,
    };
    if let Err(error) = used.log(log, purpose, &Selection::default()) {
        writeln!(err, "not opened: {} can't be written: {error}", log.display())?;
        return Ok(UNREADABLE);
    }
    let progress = Progress::over(&journals);
    let compared = comparison::compare(&journals, &identities, &mut |bytes| progress.add(bytes));
    progress.done();
    let compared = match compared {
        Ok(compared) => compared,
        Err(error) => return say_unopened(&error, err),
    };
    for (number, origin) in compared.journals.iter().enumerate() {
        writeln!(out, "{number}: {origin}")?;
    }
    let mut say = |what: &str, found: &[Missing]| {
        found.iter().try_for_each(|found| {
            let places: Vec<_> = found.absent.iter().map(usize::to_string).collect();
            writeln!(
                out,
                "{what} {}: {} in {}",
                places.join(", "),
                found.event_id,
                found.room
            )
        })
    };
    say("missing from", &compared.missing)?;
    say("different in", &compared.different)?;
    let (missing, different) = (compared.missing.len(), compared.different.len());
    writeln!(
        out,
        "{} events, {missing} missing somewhere, {different} different",
        compared.events
    )?;
    Ok(if missing + different == 0 { CLEAN } else { PROBLEMS })
}
