//! Reading by a library that trusts its files.
//!
//! calamine knows the formats of old and of binary workbooks, but takes what a file says of itself
//! for true: a length makes it reserve memory, a chain of sectors that bites its tail never ends.
//! No panic handler helps against either. So a file is looked over before (how far its chains,
//! rows, columns and texts reach) by code that only counts, and what remains (an index out of
//! its range) is caught here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::Data;
use kedang_domain::value::parse_date;

use crate::{Cell, ReadError, number::number_cell};

/// Runs the library on a file that was looked over. It indexes slices by numbers from the file,
/// so a damaged one can make it panic; that is a damaged file and nothing worse, since whatever
/// it had built is dropped.
pub(crate) fn guarded<T, E>(
    part: &str,
    work: impl FnOnce() -> Result<T, E>,
) -> Result<Result<T, E>, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| ReadError::Damaged { part: part.to_owned() })
}

/// The cell of a value.
pub(crate) fn cell(data: Data, from_1904: bool) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => number_cell(number, false, from_1904),
        Data::Bool(truth) => Cell::Bool(truth),
        Data::DateTime(moment) => number_cell(moment.as_f64(), true, from_1904),
        Data::DateTimeIso(text) => iso_moment(&text),
        Data::DurationIso(text) => iso_duration(&text),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// `2013-09-26` and `2013-09-26T08:30:00` as a spreadsheet would show them.
pub(crate) fn iso_moment(text: &str) -> Cell {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let Ok(day) = parse_date(day) else { return Cell::Text(text.to_owned()) };
    let days = parse_date("1899-12-30").ok().and_then(|start| start.until(day).ok());
    let days = days.map_or(0, |span| span.get_days());
    // Fractions of a second are of no use in a customer's file.
    let time = time.split(['.', ',', 'Z', '+']).next().unwrap_or_default();
    let seconds = clock(time);
    match seconds.filter(|seconds| *seconds > 0) {
        Some(seconds) => Cell::Date {
            serial: (f64::from(days) + f64::from(seconds) / 86_400.0).to_string(),
            text: format!("{day} {}", shown(seconds)),
        },
        None => Cell::Date { serial: days.to_string(), text: day.to_string() },
    }
}

/// `PT08H30M00S` as the time of day that it is shown as.
fn iso_duration(text: &str) -> Cell {
    let parsed = || {
        let rest = text.strip_prefix("PT")?;
        let (hours, rest) = rest.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        let number = |text: &str| text.parse::<u32>().ok();
        let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
        hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)
    };
    match parsed() {
        Some(seconds) => {
            Cell::Date { serial: (f64::from(seconds) / 86_400.0).to_string(), text: shown(seconds) }
        }
        None => Cell::Text(text.to_owned()),
    }
}

fn clock(time: &str) -> Option<u32> {
    let mut parts = time.splitn(3, ':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    let fits = hours < 24 && minutes < 60 && seconds < 60;
    fits.then(|| hours * 3600 + minutes * 60 + seconds)
}

fn shown(seconds: u32) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_of_iso() {
        let date =
            |serial: &str, text: &str| Cell::Date { serial: serial.into(), text: text.into() };
        assert_eq!(iso_moment("2013-09-26"), date("41543", "2013-09-26"));
        assert_eq!(iso_moment("2013-09-26T00:00:00"), date("41543", "2013-09-26"));
        assert_eq!(iso_moment("2013-09-26T12:00:00.000Z"), date("41543.5", "2013-09-26 12:00:00"));
        assert_eq!(iso_moment("2013-09-26T9999980:00:00"), date("41543", "2013-09-26"));
        assert_eq!(iso_moment("bald"), Cell::Text("bald".into()));
        assert_eq!(iso_duration("PT06H00M00S"), date("0.25", "06:00:00"));
        assert_eq!(iso_duration("PT99999999999H00M00S"), Cell::Text("PT99999999999H00M00S".into()));
    }
}
