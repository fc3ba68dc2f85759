//! Days as people write them.

use jiff::civil::Date;
use jiff::{ToSpan, Zoned};

use super::{Words, fl};

impl Words {
    /// When a day begins that somebody wrote: 24/11/2026, 24.11.26, 24/11, 24 or 2026-11-24. Without a year it is the last such
    /// day; one that is still to come is none.
    pub fn read_day(&self, typed: &str) -> Option<i64> {
        let today = self.today();
        let parts: Vec<&str> = typed
            .trim()
            .split(['/', '.', '-', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        let number = |part: &str| -> Option<i16> {
            let digits = part.len() <= 4 && part.bytes().all(|digit| digit.is_ascii_digit());
            digits.then(|| part.parse().ok())?
        };
        let short = |part: &str| {
            number(part)
                .filter(|_| part.len() <= 2)
                .and_then(|part| i8::try_from(part).ok())
        };
        let year = |part: &str| match part.len() {
            4 => number(part),
            2 => number(part).map(|year| 2000 + year),
            _ => None,
        };
        let date = match parts.as_slice() {
            [only] => {
                let day = short(only)?;
                last(today, |back| {
                    let month = today.first_of_month().checked_sub(back.months()).ok()?;
                    Date::new(month.year(), month.month(), day).ok()
                })
            }
            [day, month] => {
                let (day, month) = (short(day)?, short(month)?);
                last(today, |back| {
                    Date::new(today.year().checked_sub(i16::try_from(back).ok()?)?, month, day).ok()
                })
            }
            [first, month, last] if first.len() == 4 => Date::new(number(first)?, short(month)?, short(last)?).ok(),
            [day, month, of] => Date::new(year(of)?, short(month)?, short(day)?).ok(),
            _ => None,
        };
        self.begins(date.filter(|date| *date <= today)?)
    }

    /// When the day began that was so many days ago.
    pub fn days_ago(&self, days: i64) -> Option<i64> {
        self.begins(self.today().checked_sub(days.days()).ok()?)
    }

    /// A day with its year: "Tuesday 24 November 2026".
    pub fn whole_day(&self, at: i64) -> String {
        let day = self.zoned(at).date();
        fl!(
            self,
            "day-date-year",
            weekday = self.weekday(day),
            day = i64::from(day.day()),
            month = self.month(day),
            year = day.year().to_string()
        )
    }

    /// A day of the week, Monday being the first.
    pub fn weekday_at(&self, index: usize) -> String {
        fl!(self, "weekday", number = index + 1)
    }

    fn today(&self) -> Date {
        self.now().date()
    }

    fn begins(&self, day: Date) -> Option<i64> {
        let begin: Zoned = day.to_zoned(self.zone.clone()).ok()?;
        Some(begin.timestamp().as_millisecond())
    }
}

/// The last day that is not to come, going back by years or months: one of them has such a day within the next leap year.
fn last(today: Date, day: impl Fn(i32) -> Option<Date>) -> Option<Date> {
    (0..=8).filter_map(day).find(|day| *day <= today)
}
