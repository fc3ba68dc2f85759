//! Times and days in words.

use std::time::Duration;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::{Words, fl};

impl Words {
    /// The hour and minute: "14:02".
    pub fn time(&self, at: i64) -> String {
        let at = self.zoned(at);
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// The day, as it stands between messages: "Today", "Yesterday", "Monday 3 March", "Monday 3 March 2025".
    pub fn day(&self, at: i64) -> String {
        let (day, today) = (self.zoned(at).date(), self.now().date());
        match days_between(day, today) {
            0 => fl!(self, "day-today"),
            1 => fl!(self, "day-yesterday"),
            _ if day.year() == today.year() => {
                fl!(
                    self,
                    "day-date",
                    weekday = self.weekday(day),
                    day = i64::from(day.day()),
                    month = self.month(day)
                )
            }
            _ => fl!(
                self,
                "day-date-year",
                weekday = self.weekday(day),
                day = i64::from(day.day()),
                month = self.month(day),
                year = day.year().to_string()
            ),
        }
    }

    /// When, as short as a list wants it: "14:02", "Yesterday", "Monday", "3 March", "03/03/2025".
    pub fn short(&self, at: i64) -> String {
        let (day, today) = (self.zoned(at).date(), self.now().date());
        match days_between(day, today) {
            0 => self.time(at),
            1 => fl!(self, "day-yesterday"),
            2..7 => self.weekday(day),
            _ if day.year() == today.year() => {
                fl!(self, "day-short", day = i64::from(day.day()), month = self.month(day))
            }
            _ => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        }
    }

    /// A day written as YYYY-MM-DD: "31 March 2027"; as it is where it is no day.
    pub fn date(&self, day: &str) -> String {
        match day.parse::<Date>() {
            Ok(day) => fl!(
                self,
                "date",
                day = i64::from(day.day()),
                month = self.month(day),
                year = day.year().to_string()
            ),
            Err(_) => day.to_owned(),
        }
    }

    /// Day and time, for a screen reader and for details: "Yesterday, 14:02".
    pub fn moment(&self, at: i64) -> String {
        fl!(self, "day-and-time", day = self.day(at), time = self.time(at))
    }

    /// How long something is: "0:05", "12:40", "1:02:03".
    pub fn length(&self, length: Duration) -> String {
        let seconds = length.as_secs();
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        match hours {
            0 => format!("{minutes}:{seconds:02}"),
            _ => format!("{hours}:{minutes:02}:{seconds:02}"),
        }
    }

    pub(super) fn now(&self) -> Zoned {
        self.now
            .map_or_else(|| Timestamp::now().to_zoned(self.zone.clone()), |now| self.zoned(now))
    }

    /// A time outside what a calendar can say becomes 1970: a server may claim any number.
    pub(super) fn zoned(&self, at: i64) -> Zoned {
        Timestamp::from_millisecond(at)
            .unwrap_or_default()
            .to_zoned(self.zone.clone())
    }

    pub(super) fn weekday(&self, day: Date) -> String {
        fl!(
            self,
            "weekday",
            number = i64::from(day.weekday().to_monday_one_offset())
        )
    }

    pub(super) fn month(&self, day: Date) -> String {
        fl!(self, "month", number = i64::from(day.month()))
    }
}

fn days_between(day: Date, today: Date) -> i64 {
    day.until(today).map_or(i64::MAX, |span| i64::from(span.get_days()))
}
