//! How many messages could not be read when they came. Numbers that the program counted itself, of no room and no person.

use std::fs::File;
use std::io::Read;

use model::{Figures, Lateness, Undecryptable};
use platform::Home;

use super::{Line, counted};

const AREA: &str = "Messages";
/// The largest file of figures that is read: it has a dozen numbers.
const BYTES: u64 = 64 * 1024;

pub(super) fn lines(home: Option<&Home>) -> Vec<Line> {
    let Some(home) = home else {
        return Vec::new();
    };
    let mut bytes = Vec::new();
    let file = File::open(home.data.join("account").join(Figures::FILE));
    if file.and_then(|file| file.take(BYTES).read_to_end(&mut bytes)).is_err() {
        return vec![none("Nothing has been counted: no figures.")];
    }
    let Some(figures) = Figures::of(&bytes) else {
        return vec![none(
            "What was counted cannot be read: no figures. Despatch begins new ones.",
        )];
    };
    let late = figures
        .late()
        .map(|(late, count)| line("late", late.code(), count, when(late)));
    let never = figures
        .never()
        .map(|(cause, count)| line("unread", cause.code(), count, why(cause)));
    let lines: Vec<Line> = late.chain(never).filter(|line| line.count != Some(0)).collect();
    match lines.is_empty() {
        true => vec![none("Every message could be read when it came.")],
        false => lines,
    }
}

fn none(message: &str) -> Line {
    Line::ok(AREA, "", "no-figures", message)
}

fn line(code: &'static str, subject: &str, count: u64, what: &str) -> Line {
    let number = counted(usize::try_from(count).unwrap_or(usize::MAX), "message", "messages");
    Line {
        count: Some(count),
        ..Line::ok(AREA, subject, code, format!("{number} {what}"))
    }
}

fn when(late: Lateness) -> &'static str {
    match late {
        Lateness::Moment => "could be read within 5 seconds.",
        Lateness::Short => "could be read within 20 seconds.",
        Lateness::Long => "could be read within a minute.",
    }
}

fn why(cause: Undecryptable) -> &'static str {
    match cause {
        Undecryptable::Waiting => "got no key within a minute.",
        Undecryptable::BeforeJoin => "from before the person joined.",
        Undecryptable::IdentityChanged => "of somebody whose verified identity has changed.",
        Undecryptable::UnconfirmedDevice => "from a device that its owner has not confirmed.",
        Undecryptable::UnknownDevice => "from a device that cannot be told for certain.",
        Undecryptable::NotStored => "older than this device, with no key storage.",
        Undecryptable::Locked => "older than this device, which was not confirmed.",
        Undecryptable::WithheldUnconfirmed => "kept from this device, as it was not confirmed.",
        Undecryptable::Withheld => "whose key the sender did not share.",
    }
}
