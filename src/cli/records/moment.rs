//! A day or a moment on the command line.

use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A day or a moment, as a stretch of time: milliseconds since 1970 began, UTC.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub begins_ms: u64,
    /// The first millisecond behind it.
    pub ends_ms: u64,
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let wrong = || format!("{written} is neither a day (2026-11-01) nor a moment (2026-11-01T09:30:00Z)");
        let ms = |at: Timestamp| u64::try_from(at.as_millisecond()).map_err(|_| wrong());
        if let Ok(at) = written.parse::<Timestamp>() {
            return Ok(Self {
                begins_ms: ms(at)?,
                ends_ms: ms(at)?,
            });
        }
        let day = written.parse::<Date>().map_err(|_| wrong())?;
        let begins = |day: Date| {
            day.to_zoned(TimeZone::UTC)
                .map_err(|_| wrong())
                .map(|at| at.timestamp())
        };
        let next = day.checked_add(1.day()).map_err(|_| wrong())?;
        Ok(Self {
            begins_ms: ms(begins(day)?)?,
            ends_ms: ms(begins(next)?)?,
        })
    }
}
