//! What is kept, and for how long: hold, then policy's floor, then expiry.

mod fate;

use std::time::Duration;

use crate::document::{Hold, HoldScope, Match, Retention, Rule};
use crate::{Policy, Reason, RoomFacts};

pub use fate::{Clock, Fate};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What policy says of a room's messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// They go on record.
    pub record: bool,
    /// They are kept at least so long; none when there is no minimum.
    pub min: Option<Duration>,
    /// They are deleted from this device after so long, never before `min`; none when never.
    pub max: Option<Duration>,
    /// A maximum was below a minimum: the minimum counts for both.
    pub conflict: bool,
    /// The reference of the hold that stands over them: nothing is deleted, whatever else is said here.
    /// This room has no clock, so a hold stands until the policy drops it.
    pub hold: Option<String>,
    /// What decided: policy keys such as `retention.default`, `m.room.retention` for the room itself.
    pub decided_by: String,
}

/// How long messages of a room live, as the room itself says (`m.room.retention`, MSC1763).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetime {
    /// At least; none where it doesn't say.
    pub min: Option<Duration>,
    /// At most; none where it doesn't say.
    pub max: Option<Duration>,
}

impl Policy {
    /// What is kept of a room.
    pub fn verdict(&self, room: &RoomFacts<'_>) -> Verdict {
        let (mut rule, mut decided) = rule_for(&self.document.retention, room);
        // Of a policy that waits for the next start, what keeps more counts already.
        for retention in &self.also {
            let (also, more) = rule_for(retention, room);
            rule = stricter(rule, also);
            decided.extend(more);
        }
        decided.dedup();
        let hold = self.hold(room).map(|(index, hold)| {
            decided.insert(0, format!("retention.hold[{index}]"));
            hold.reference.clone()
        });
        let days = |days: u32| DAY * days;
        let policy = Lifetime {
            min: rule.min_days.map(days),
            max: rule.max_days.map(days),
        };
        // Whoever runs a room may ask for more to be kept, and for less where policy asks for nothing.
        let both = policy.and(room.lifetime);
        if both != policy {
            decided.push("m.room.retention".to_owned());
        }
        let least = both.min.unwrap_or_default();
        Verdict {
            record: rule.record.unwrap_or(false),
            min: both.min,
            max: both.max.map(|max| max.max(least)),
            conflict: both.max.is_some_and(|max| max < least),
            hold,
            decided_by: decided.join(", "),
        }
    }

    /// Whether any room goes on record.
    pub fn keeps_records(&self) -> bool {
        let all = self.also.iter().chain([&self.document.retention]);
        all.into_iter().any(Retention::keeps_records)
    }

    /// Whether a message may be deleted. Its age is told by clocks that people set, so a minimum counts as not over.
    pub fn may_redact(&self, room: &RoomFacts<'_>) -> Result<(), Reason> {
        self.not_expired()?;
        if self.document.retention.forbid_redaction || self.hold(room).is_some() {
            return Err(Reason::RedactionForbidden);
        }
        match self.verdict(room) {
            verdict if verdict.fate(Duration::MAX, Clock::Unknown) == Fate::Kept => Err(Reason::RedactionTooEarly {
                days: verdict.min_days(),
            }),
            _ => Ok(()),
        }
    }

    /// Whether a message sent so many minutes ago may be changed.
    pub fn may_edit(&self, _room: &RoomFacts<'_>, age_minutes: u64) -> Result<(), Reason> {
        self.not_expired()?;
        match self.document.retention.forbid_edit_after_minutes {
            Some(0) => Err(Reason::EditTooLate { minutes: 0 }),
            Some(minutes) if age_minutes > u64::from(minutes) => Err(Reason::EditTooLate { minutes }),
            _ => Ok(()),
        }
    }

    /// Whether a room may be left.
    pub fn may_leave(&self, room: &RoomFacts<'_>) -> Result<(), Reason> {
        match self.hold(room) {
            Some((_, hold)) if self.document.retention.forbid_leave_on_hold => Err(Reason::LeaveOnHold {
                reference: hold.reference.clone(),
            }),
            _ => Ok(()),
        }
    }

    fn hold(&self, room: &RoomFacts<'_>) -> Option<(usize, &Hold)> {
        self.document
            .retention
            .hold
            .iter()
            .enumerate()
            .find(|(_, hold)| match &hold.scope {
                HoldScope::All => true,
                HoldScope::Room(id) => id == room.room_id,
            })
    }
}

impl Verdict {
    /// Days of the minimum, begun ones counted whole; 0 where there is none.
    pub fn min_days(&self) -> u64 {
        let seconds = self.min.unwrap_or_default().as_secs();
        seconds.div_ceil(DAY.as_secs())
    }
}

impl Lifetime {
    /// The longer minimum and the shorter maximum.
    pub fn and(self, other: Self) -> Self {
        Self {
            min: self.min.max(other.min),
            max: shorter(self.max, other.max),
        }
    }
}

/// What one policy says of a room, and the keys that say it.
fn rule_for(retention: &Retention, room: &RoomFacts<'_>) -> (Rule, Vec<String>) {
    let mut rule = retention.default.clone();
    let mut decided = Vec::new();
    let matching = retention
        .rooms
        .iter()
        .enumerate()
        .filter(|(_, rule)| matches(&rule.rooms, room));
    // The members of a room choose its name, and its type: a rule found by those may add, never take away.
    let (by_id, by_trait): (Vec<_>, Vec<_>) = matching.partition(|(_, rule)| matches!(rule.rooms, Match::Room(_)));
    if let Some(own) = by_id.iter().map(|(_, found)| found.rule()).reduce(stricter) {
        rule = Rule {
            record: own.record.or(rule.record),
            min_days: own.min_days.or(rule.min_days),
            max_days: own.max_days.or(rule.max_days),
        };
    } else {
        decided.push("retention.default".to_owned());
    }
    for (index, found) in by_id.iter().chain(&by_trait) {
        rule = stricter(rule, found.rule());
        decided.push(format!("retention.rooms[{index}]"));
    }
    (rule, decided)
}

/// Both rules at once: on record if either says so, the longer minimum, the shorter maximum.
fn stricter(one: Rule, other: Rule) -> Rule {
    Rule {
        record: one.record.max(other.record),
        min_days: one.min_days.max(other.min_days),
        max_days: shorter(one.max_days, other.max_days),
    }
}

fn shorter<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn matches(rooms: &Match, room: &RoomFacts<'_>) -> bool {
    match rooms {
        Match::Room(id) => id == room.room_id,
        Match::Type(kind) => *kind == room.kind,
        Match::Name(pattern) => room
            .name
            .is_some_and(|name| fits(&pattern.to_lowercase(), &name.to_lowercase())),
    }
}

/// Whether a name fits a pattern in which `*` stands for any run of characters. Linear but for the stars.
fn fits(pattern: &str, name: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let (middle, last) = tail.rsplit_once('*').unwrap_or(("", tail));
    let Some(mut rest) = name.strip_prefix(head).and_then(|rest| rest.strip_suffix(last)) else {
        return false;
    };
    for piece in middle.split('*') {
        let Some(found) = rest.find(piece) else { return false };
        rest = &rest[found + piece.len()..];
    }
    true
}
