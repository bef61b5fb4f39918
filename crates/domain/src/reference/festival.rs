//! Days on which the festivals of the Chinese calendar fall.

use std::sync::LazyLock;

use jiff::civil::Date;

/// A festival of the Chinese calendar, in the order of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Festival {
    /// 春节, the first day of the first month.
    Spring,
    /// 端午, the fifth day of the fifth month.
    DragonBoat,
    /// 中秋, the fifteenth day of the eighth month.
    MidAutumn,
}

/// The festivals of each year, ascending.
static BUILTIN: LazyLock<Vec<[Date; 3]>> = LazyLock::new(|| {
    let text = include_str!("../../../../data/reference/festivals_cn.csv");
    // No field of the table is quoted; a test holds the number of rows.
    text.lines().skip(1).filter_map(row).collect()
});

fn row(line: &str) -> Option<[Date; 3]> {
    let mut days = line.trim_end().split(',').skip(1).map(|day| day.parse().ok());
    Some([days.next()??, days.next()??, days.next()??])
}

impl Festival {
    /// Its day in a year; `None` outside the table, which goes from 2004 to 2050.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        let index = BUILTIN.binary_search_by_key(&year, |[first, ..]| first.year()).ok()?;
        let days = BUILTIN.get(index)?;
        Some(match self {
            Self::Spring => days[0],
            Self::DragonBoat => days[1],
            Self::MidAutumn => days[2],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::WorkCalendar;
    use jiff::civil::date;

    const ALL: [Festival; 3] = [Festival::Spring, Festival::DragonBoat, Festival::MidAutumn];

    #[test]
    fn the_table_is_whole_and_in_order() {
        assert_eq!(BUILTIN.len(), 47);
        for year in 2004..=2050 {
            let days = ALL.map(|festival| festival.in_year(year).unwrap());
            assert!(days.is_sorted() && days.iter().all(|day| day.year() == year), "{year}");
            // The first month begins between the 21st of January and the 21st of February.
            assert!(date(year, 1, 21) <= days[0] && days[0] <= date(year, 2, 21), "{year}");
        }
        assert_eq!(Festival::Spring.in_year(2003), None);
        assert_eq!(Festival::Spring.in_year(2051), None);
        assert_eq!(Festival::Spring.in_year(2027), Some(date(2027, 2, 6)));
    }

    #[test]
    fn the_state_council_gives_those_days_off() {
        let calendar = WorkCalendar::builtin();
        for year in 2008..=2026 {
            for festival in ALL {
                let day = festival.in_year(year).unwrap();
                assert!(!calendar.is_working_day(day), "{festival:?} {day}");
            }
        }
    }
}
