//! `despatch policy diff OLD NEW`

use std::io::{self, Write};
use std::path::Path;

use policy::{Day, Direction, Input, Policy};

use crate::policy_check::read;
use crate::{CLEAN, PROBLEMS, UNREADABLE};

pub(crate) fn diff(old: &Path, new: &Path, today: Day, out: &mut dyn Write, err: &mut dyn Write) -> io::Result<u8> {
    let (old, new) = (policy(old, today, err)?, policy(new, today, err)?);
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(UNREADABLE);
    };
    let changes = old.change_to(&new);
    for change in &changes {
        let direction = match change.direction {
            Direction::Stricter => "stricter",
            Direction::Looser => "looser",
            Direction::Different => "different",
        };
        writeln!(
            out,
            "{direction}: {}: {} -> {}",
            change.key, change.before, change.after
        )?;
    }
    let stricter = changes.iter().all(|change| change.direction == Direction::Stricter);
    Ok(if stricter { CLEAN } else { PROBLEMS })
}

/// The policy that a file makes by itself; none when it makes none, which is said.
fn policy(file: &Path, today: Day, err: &mut dyn Write) -> io::Result<Option<Policy>> {
    let Some(source) = read(file, err)? else {
        return Ok(None);
    };
    let input = Input {
        sources: &[source],
        choices: None,
        memory: None,
        today,
    };
    match Policy::resolve(&input) {
        Ok(policy) => Ok(Some(policy)),
        Err(problems) => {
            for problem in problems {
                writeln!(err, "{problem}")?;
            }
            Ok(None)
        }
    }
}
