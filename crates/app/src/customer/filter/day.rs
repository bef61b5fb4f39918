//! Days in filters: of instants, where the company is, and of dates.

use super::{Asker, LAST, bad, wrong_op};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_domain::field::{FieldError, FilterOp};
use kedang_domain::value::Period;
use kedang_storage::customer::{ColumnTest, ValueTest};

/// A day is all of itself, and so is a month: until it is until its end, after it is from its end
/// on.
pub(super) fn time_test(
    asker: &Asker<'_>,
    op: FilterOp,
    text: &str,
) -> Result<ColumnTest, FieldError> {
    let span =
        || moments(&asker.zone, asker.today, text).ok_or_else(|| bad("instant_format", text));
    Ok(match op {
        FilterOp::Eq => {
            let (from, to) = span()?;
            ColumnTest::Between(from.into(), to.into())
        }
        FilterOp::Lt => ColumnTest::Lt(span()?.0.into()),
        FilterOp::Lte => ColumnTest::Lt(span()?.1.into()),
        FilterOp::Gt => ColumnTest::Gte(span()?.1.into()),
        FilterOp::Gte => ColumnTest::Gte(span()?.0.into()),
        // "Never contacted" is a zero.
        FilterOp::Empty => ColumnTest::In(vec![0_i64.into()]),
        FilterOp::Present => ColumnTest::Gt(0_i64.into()),
        FilterOp::Ne | FilterOp::In | FilterOp::Under | FilterOp::Contains => {
            return Err(wrong_op(op, &["eq", "lt", "lte", "gt", "gte", "empty", "present"]));
        }
    })
}

/// What a date must be to lie in a period, before or after it; `None` when the text names no period
/// longer than a day, or the operator compares with none.
pub(super) fn date_test(today: Date, op: FilterOp, text: &str) -> Option<ValueTest> {
    let period: Period = text.parse().ok().filter(|p| !matches!(p, Period::Day(_)))?;
    let (from, to) = period.days(today)?;
    let (from, to) = (from.to_string(), to.to_string());
    Some(match op {
        FilterOp::Eq => ValueTest::Between(from, to),
        FilterOp::Lt => ValueTest::Between(String::new(), from),
        FilterOp::Lte => ValueTest::Between(String::new(), to),
        FilterOp::Gt => ValueTest::Between(to, LAST.to_owned()),
        FilterOp::Gte => ValueTest::Between(from, LAST.to_owned()),
        _ => return None,
    })
}

/// From when until when, in ms UTC: the millisecond of an instant in RFC 3339, or whole days where
/// the company is.
fn moments(zone: &TimeZone, today: Date, text: &str) -> Option<(i64, i64)> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        let from = instant.as_millisecond();
        return Some((from, from + 1));
    }
    let period = text.parse().or_else(|_| text.parse().map(Period::Day)).ok()?;
    let (from, to) = period.days(today)?;
    let begins = |day: Date| Some(day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond());
    Some((begins(from)?, begins(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kedang_domain::field::Catalogue;
    use kedang_domain::id::{PersonId, new_uuid};

    const TODAY: Date = date(2026, 11, 22);

    fn asker(zone: TimeZone) -> Asker<'static> {
        Asker {
            catalogue: Catalogue::builtin(),
            me: PersonId::new(new_uuid(1, [1; 10])),
            zone,
            today: TODAY,
            departments: Vec::new(),
        }
    }

    #[test]
    fn a_day_is_the_companys_and_whole() {
        const HOUR: i64 = 3_600_000;
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let (from, to) = moments(&zone, TODAY, "2026-11-01").unwrap();
        assert_eq!(to - from, 24 * HOUR);
        assert_eq!(moments(&zone, TODAY, "2026-10-31T16:00:00Z"), Some((from, from + 1)));
        assert_eq!(moments(&zone, TODAY, "2026-11-01T08:00:00+08:00").unwrap().0, from + 8 * HOUR);
        // The clocks go back that night: the day has an hour more.
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let (from, to) = moments(&berlin, TODAY, "2026-10-25").unwrap();
        assert_eq!(to - from, 25 * HOUR);
        let text = |test| format!("{test:?}");
        let asker = asker(zone.clone());
        let at = |op, text| time_test(&asker, op, text).unwrap();
        let (from, to) = moments(&zone, TODAY, "2026-11-01").unwrap();
        for (op, wanted) in [
            (FilterOp::Lt, ColumnTest::Lt(from.into())),
            (FilterOp::Lte, ColumnTest::Lt(to.into())),
            (FilterOp::Gt, ColumnTest::Gte(to.into())),
            (FilterOp::Gte, ColumnTest::Gte(from.into())),
            (FilterOp::Eq, ColumnTest::Between(from.into(), to.into())),
        ] {
            assert_eq!(text(at(op, "2026-11-01")), text(wanted));
        }
    }

    #[test]
    fn a_month_is_whole_too() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let month = moments(&zone, TODAY, "this_month").unwrap();
        assert_eq!(moments(&zone, TODAY, "2026-11"), Some(month));
        assert_eq!(month.0, moments(&zone, TODAY, "2026-11-01").unwrap().0);
        assert_eq!(month.1, moments(&zone, TODAY, "2026-11-30").unwrap().1);
        let text = |test| format!("{test:?}");
        let year = ValueTest::Between("2026-01-01".to_owned(), "2027-01-01".to_owned());
        assert_eq!(text(date_test(TODAY, FilterOp::Eq, "this_year")), text(Some(year)));
        assert!(date_test(TODAY, FilterOp::Eq, "2026-11-01").is_none());
        assert!(date_test(TODAY, FilterOp::Under, "2026").is_none());
    }
}
