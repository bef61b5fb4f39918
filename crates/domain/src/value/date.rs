//! Days of the calendar as people write them.

use super::{ValueError, credit_code::is_hyphen, error::shown, narrow, numeral};
use jiff::civil::Date;

/// Reads a day written year first: `2004/1/27`, `2013.11.28`, `2003年5月24日`, `20180104`,
/// `2013-9-26`, `二〇〇三年五月二十四日`; a time of day after it is dropped.
///
/// A two-digit year, a day before the month or a missing day is refused rather than guessed.
///
/// # Errors
/// [`ValueError::DateImpossible`] when it is not written so or no such day exists. Years run
/// from 1000 to 9999.
pub fn parse_date(text: &str) -> Result<Date, ValueError> {
    read(text).ok_or_else(|| ValueError::DateImpossible { value: shown(text) })
}

/// The day that a spreadsheet keeps as a number: days since 1899-12-30, with the day
/// 1900-02-29 that never was; or days since 1904-01-01. Part of a day is dropped.
///
/// `None` below 1, beyond the year 9999, and for that day 60 that never was.
#[must_use]
pub fn date_from_serial(serial: f64, from_1904: bool) -> Option<Date> {
    if !serial.is_finite() || !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked above")]
    let days = serial.trunc() as i64;
    let (start, days) = if from_1904 {
        (Date::new(1904, 1, 1).ok()?, days)
    } else {
        match days {
            60 => return None,
            ..60 => (Date::new(1899, 12, 31).ok()?, days),
            _ => (Date::new(1899, 12, 30).ok()?, days),
        }
    };
    start.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn read(text: &str) -> Option<Date> {
    if text.len() > 256 {
        return None;
    }
    let text = narrow(text);
    let text = text.trim();
    if text.contains('年') {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let (day, rest) = rest.split_once(['日', '号']).unwrap_or((rest, ""));
        if !is_time(rest) {
            return None;
        }
        return date(component(year)?, component(month)?, component(day)?);
    }
    let digits = text.strip_suffix(".0").unwrap_or(text);
    if digits.len() == 8 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return date(
            digits.get(..4)?.parse().ok()?,
            digits.get(4..6)?.parse().ok()?,
            digits.get(6..)?.parse().ok()?,
        );
    }
    let mut parts = text.splitn(3, |c| matches!(c, '/' | '.' | '。' | '\\') || is_hyphen(c));
    let (year, month, rest) = (parts.next()?.trim(), parts.next()?.trim(), parts.next()?.trim());
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, rest) = rest.split_at(end);
    if year.len() != 4 || !is_time(rest) {
        return None;
    }
    date(component(year)?, component(month)?, component(day)?)
}

/// A year, month or day in Arabic or Chinese numerals.
fn component(text: &str) -> Option<u64> {
    let text = text.trim();
    if !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    numeral::read(text)
}

fn date(year: u64, month: u64, day: u64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Nothing, or something that reads like a time of day.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim();
    let rest = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    rest.is_empty()
        || (rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.contains([':', '时', '点'])
            && rest.chars().all(|c| c.is_ascii_digit() || ":.+-Zz 时点分秒AMPMampm".contains(c)))
}
