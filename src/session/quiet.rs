//! When nothing is announced: for now, and at hours of the day. By the clock on the wall, which is handed in.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use model::{Quiet, QuietChange, QuietHours, QuietNow};
use serde::{Deserialize, Serialize};

/// How long an hour is, in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;
/// When tomorrow begins for whoever wants to hear of nothing until then.
const MORNING: i8 = 8;

/// What the person chose, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    /// When they said so, and until when; none for until they say otherwise.
    now: Option<(i64, Option<i64>)>,
    hours: Option<Hours>,
    /// The hours that hold since before this moment were ended by the person.
    lifted: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Hours {
    on: bool,
    from: u16,
    to: u16,
    days: [bool; 7],
}

impl Schedule {
    /// As it was kept; nothing where that makes no sense.
    pub fn read(bytes: &[u8]) -> Self {
        let read: Self = serde_json::from_slice(bytes).unwrap_or_default();
        let fits = |hours: &Hours| hours.from < QuietHours::DAY && hours.to < QuietHours::DAY;
        Self {
            hours: read.hours.filter(fits),
            ..read
        }
    }

    /// To be kept.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Takes over what the person wants, at this moment. False where it makes no sense.
    pub fn change(&mut self, change: &QuietChange, at: i64, zone: &TimeZone) -> bool {
        match change {
            QuietChange::Hour => self.now = Some((at, Some(at.saturating_add(HOUR)))),
            QuietChange::Tomorrow => match morning(at, zone) {
                Some(morning) => self.now = Some((at, Some(morning))),
                None => return false,
            },
            QuietChange::Open => self.now = Some((at, None)),
            QuietChange::Off => {
                self.now = None;
                self.lifted = Some(at);
            }
            QuietChange::Hours(hours) => {
                if hours.from >= QuietHours::DAY || hours.to >= QuietHours::DAY {
                    return false;
                }
                let QuietHours { on, from, to, days } = *hours;
                self.hours = Some(Hours { on, from, to, days });
                // Whoever chooses hours that hold now means now, too.
                self.lifted = None;
            }
        }
        true
    }

    /// Whether nothing is announced at this moment.
    pub fn holds(&self, at: i64, zone: &TimeZone) -> bool {
        self.held_for_now(at) || self.held_by_hours(at, zone)
    }

    /// For the window, at this moment.
    pub fn quiet(&self, at: i64, zone: &TimeZone) -> Quiet {
        let now = self
            .now
            .filter(|_| self.held_for_now(at))
            .map(|(_, until)| match until {
                Some(until) => QuietNow::Until(until),
                None => QuietNow::Open,
            });
        let hours = self.hours.map_or_else(QuietHours::default, |hours| QuietHours {
            on: hours.on,
            from: hours.from,
            to: hours.to,
            days: hours.days,
        });
        Quiet {
            now,
            hours,
            holds: self.holds(at, zone),
        }
    }

    /// Not where the clock was put back to before the person said so: nobody knows then when it would end.
    fn held_for_now(&self, at: i64) -> bool {
        self.now
            .is_some_and(|(since, until)| until.is_none_or(|until| since <= at && at < until))
    }

    fn held_by_hours(&self, at: i64, zone: &TimeZone) -> bool {
        let Some(hours) = self.hours.filter(|hours| hours.on) else {
            return false;
        };
        let Some(today) = moment(at).map(|moment| moment.to_zoned(zone.clone()).date()) else {
            return false;
        };
        // Those that began yesterday may hold still.
        [Some(today), today.yesterday().ok()].into_iter().flatten().any(|day| {
            hours
                .on_day(day, zone)
                .is_some_and(|(from, to)| from <= at && at < to && self.lifted.is_none_or(|at| at < from))
        })
    }
}

impl Hours {
    /// From when until when they hold that begin on this day. Where the clocks change, that is less or more than it says.
    fn on_day(&self, day: Date, zone: &TimeZone) -> Option<(i64, i64)> {
        let index = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
        if !*self.days.get(index)? {
            return None;
        }
        let end = if self.to > self.from { day } else { day.tomorrow().ok()? };
        let at = |day: Date, minute: u16| {
            let time = Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
            instant(day.to_datetime(time), zone)
        };
        Some((at(day, self.from)?, at(end, self.to)?))
    }
}

/// The next morning that is not this one.
fn morning(at: i64, zone: &TimeZone) -> Option<i64> {
    let now = moment(at)?.to_zoned(zone.clone());
    let one: Span = 1.day();
    let day = now.date().checked_add(one).ok()?;
    instant(day.at(MORNING, 0, 0, 0), zone)
}

/// A time that the clocks pass twice is the first of the two, one that they leave out the same so much later.
fn instant(at: DateTime, zone: &TimeZone) -> Option<i64> {
    let zoned = zone.to_ambiguous_zoned(at).compatible().ok()?;
    Some(zoned.timestamp().as_millisecond())
}

fn moment(at: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(at).ok()
}
