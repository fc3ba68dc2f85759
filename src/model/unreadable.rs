//! Messages that cannot be read: why, and how many there have been.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// How many messages could not be read when they came, counted on this computer alone. Numbers: of no room, no person, no message
/// and no day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    late: [u64; Lateness::ALL.len()],
    never: [u64; Undecryptable::ALL.len()],
}

impl Figures {
    /// The name of their file, in the account's folder.
    pub const FILE: &str = "unreadable.json";

    /// A message opened so long after it came.
    pub fn count_late(&mut self, after: Duration) {
        add(&mut self.late, Lateness::of(after) as usize);
    }

    /// A message did not open in time.
    pub fn count_never(&mut self, cause: Undecryptable) {
        add(&mut self.never, cause as usize);
    }

    /// How many opened late, by how late.
    pub fn late(&self) -> impl Iterator<Item = (Lateness, u64)> {
        Lateness::ALL.into_iter().zip(self.late)
    }

    /// How many did not open in time, by cause.
    pub fn never(&self) -> impl Iterator<Item = (Undecryptable, u64)> {
        Undecryptable::ALL.into_iter().zip(self.never)
    }

    /// As the file has them.
    pub fn to_json(&self) -> Value {
        let late: Map<String, Value> = self
            .late()
            .map(|(late, count)| (late.code().to_owned(), count.into()))
            .collect();
        let never: Map<String, Value> = self
            .never()
            .map(|(cause, count)| (cause.code().to_owned(), count.into()))
            .collect();
        json!({ "late": late, "never": never })
    }

    /// Out of the file's bytes; none where they make no sense. What a later version counts besides is left out.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let (late, never) = (value.get("late")?.as_object()?, value.get("never")?.as_object()?);
        let count = |from: &Map<String, Value>, code: &str| from.get(code).map_or(Some(0), Value::as_u64);
        let mut figures = Self::default();
        for (place, kind) in figures.late.iter_mut().zip(Lateness::ALL) {
            *place = count(late, kind.code())?;
        }
        for (place, kind) in figures.never.iter_mut().zip(Undecryptable::ALL) {
            *place = count(never, kind.code())?;
        }
        Some(figures)
    }
}

/// Why a message cannot be read: one for each cause that matrix-sdk tells apart. Each has its own sentence and a way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecryptable {
    /// Its key should be here, and has not arrived yet.
    Waiting,
    /// It was sent before the person joined.
    BeforeJoin,
    /// Its sender's verified identity has changed.
    IdentityChanged,
    /// Its sender has not confirmed the device it came from.
    UnconfirmedDevice,
    /// The device it came from is not among its sender's, as far as is known here.
    UnknownDevice,
    /// It is older than this device, and there is no key storage to fetch its key from.
    NotStored,
    /// It is older than this device, which has to be confirmed to fetch its key from key storage.
    Locked,
    /// Its sender gave the key to no device that is not confirmed, and this one was not.
    WithheldUnconfirmed,
    /// Its sender could not or would not give the key to this device.
    Withheld,
}

impl Undecryptable {
    /// Every cause.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::BeforeJoin,
        Self::IdentityChanged,
        Self::UnconfirmedDevice,
        Self::UnknownDevice,
        Self::NotStored,
        Self::Locked,
        Self::WithheldUnconfirmed,
        Self::Withheld,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::BeforeJoin => "before-join",
            Self::IdentityChanged => "identity-changed",
            Self::UnconfirmedDevice => "unconfirmed-device",
            Self::UnknownDevice => "unknown-device",
            Self::NotStored => "not-stored",
            Self::Locked => "locked",
            Self::WithheldUnconfirmed => "withheld-unconfirmed",
            Self::Withheld => "withheld",
        }
    }
}

/// How long after a message its key came, coarsely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// Less than five seconds: hardly seen.
    Moment,
    /// Less than twenty seconds.
    Short,
    /// Longer, and still in time.
    Long,
}

impl Lateness {
    /// From the shortest to the longest.
    pub const ALL: [Self; 3] = [Self::Moment, Self::Short, Self::Long];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Moment => "under-5-seconds",
            Self::Short => "under-20-seconds",
            Self::Long => "under-60-seconds",
        }
    }

    fn of(after: Duration) -> Self {
        match after.as_secs() {
            0..5 => Self::Moment,
            5..20 => Self::Short,
            _ => Self::Long,
        }
    }
}

/// One more. What a full counter lacks is nothing to fail over.
fn add(counters: &mut [u64], place: usize) {
    if let Some(counter) = counters.get_mut(place) {
        *counter = counter.saturating_add(1);
    }
}
