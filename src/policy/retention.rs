//! What is kept, and for how long: hold, then policy's floor, then expiry.

use crate::document::{Hold, HoldScope, Match, Retention, Rule};
use crate::{Policy, Reason, RoomFacts};

/// What policy says of a room's messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// They go on record.
    pub record: bool,
    /// They are kept at least so many days; none when there is no minimum.
    pub min_days: Option<u32>,
    /// They are deleted from this device after so many days, never before `min_days`; none when never.
    pub max_days: Option<u32>,
    /// The reference of the hold that stands over them: nothing is deleted, whatever else is said here.
    /// This room has no clock, so a hold stands until the policy drops it.
    pub hold: Option<String>,
    /// The policy keys that decided, such as `retention.default`.
    pub decided_by: String,
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
        Verdict {
            record: rule.record.unwrap_or(false),
            min_days: rule.min_days,
            max_days: rule.max_days.map(|max| max.max(rule.min_days.unwrap_or(0))),
            hold,
            decided_by: decided.join(", "),
        }
    }

    /// Whether a message may be deleted.
    pub fn may_redact(&self, room: &RoomFacts<'_>) -> Result<(), Reason> {
        self.not_expired()?;
        if self.document.retention.forbid_redaction || self.hold(room).is_some() {
            return Err(Reason::RedactionForbidden);
        }
        Ok(())
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
    let shorter = match (one.max_days, other.max_days) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Rule {
        record: one.record.max(other.record),
        min_days: one.min_days.max(other.min_days),
        max_days: shorter,
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
