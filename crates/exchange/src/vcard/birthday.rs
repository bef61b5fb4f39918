//! Days of birth, whole or in part.

use serde::{Deserialize, Serialize};

/// A day of birth as far as it is told (RFC 6350, 4.3.1: `19850412`, `--0412`, `---12`, `1985`,
/// `1985-04`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Birthday {
    /// 1 to 9999.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl Birthday {
    /// Reads one; a time of day behind it is dropped. Some programs write a year that stands for
    /// none.
    pub(super) fn parse(text: &str, without_year: bool) -> Option<Self> {
        let text = text.trim();
        let text = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
        let text = text.replace(['/', '.'], "-");
        let number = |text: &str| {
            text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u16>().ok()).flatten()
        };
        let small = |text: &str| number(text).and_then(|n| u8::try_from(n).ok());
        let mut found = Self::default();
        if let Some(day) = text.strip_prefix("---") {
            found.day = Some(small(day)?);
        } else if let Some(rest) = text.strip_prefix("--") {
            let digits: String = rest.chars().filter(|c| *c != '-').collect();
            found.month = Some(small(digits.get(..2)?)?);
            found.day = match digits.get(2..)? {
                "" => None,
                day => Some(small(day)?),
            };
        } else if text.contains('-') {
            let mut parts = text.split('-');
            found.year = Some(number(parts.next()?)?);
            found.month = Some(small(parts.next()?)?);
            found.day = match parts.next() {
                None => None,
                Some(day) => Some(small(day)?),
            };
        } else {
            found.year = Some(number(text.get(..4)?)?);
            match text.get(4..)? {
                "" => {}
                rest => {
                    found.month = Some(small(rest.get(..2)?)?);
                    found.day = Some(small(rest.get(2..)?)?);
                }
            }
        }
        if without_year {
            found.year = None;
        }
        let fits = found.year.is_none_or(|y| (1..=9999).contains(&y))
            && found.month.is_none_or(|m| (1..=12).contains(&m))
            && found.day.is_none_or(|d| (1..=31).contains(&d));
        (fits && found != Self::default()).then_some(found)
    }

    /// `1985-04-12` when all of it is told.
    #[must_use]
    pub fn whole(self) -> Option<String> {
        Some(format!("{:04}-{:02}-{:02}", self.year?, self.month?, self.day?))
    }

    /// In the form of 4.0, with hyphens between when `extended` as 3.0 wants them.
    pub(super) fn written(self, extended: bool) -> String {
        let hyphen = if extended { "-" } else { "" };
        match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => format!("{y:04}{hyphen}{m:02}{hyphen}{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, _) => format!("{y:04}"),
            (None, Some(m), Some(d)) => format!("--{m:02}{hyphen}{d:02}"),
            (None, Some(m), None) => format!("--{m:02}"),
            (None, None, Some(d)) => format!("---{d:02}"),
            (None, None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_birth_in_any_form() {
        let day = |year, month, day| Some(Birthday { year, month, day });
        for (text, wanted) in [
            ("19850412", day(Some(1985), Some(4), Some(12))),
            ("1985-04-12", day(Some(1985), Some(4), Some(12))),
            ("1985/4/2", day(Some(1985), Some(4), Some(2))),
            ("1985-04-12T00:00:00Z", day(Some(1985), Some(4), Some(12))),
            ("--0412", day(None, Some(4), Some(12))),
            ("--04-12", day(None, Some(4), Some(12))),
            ("---12", day(None, None, Some(12))),
            ("--04", day(None, Some(4), None)),
            ("1985", day(Some(1985), None, None)),
            ("1985-04", day(Some(1985), Some(4), None)),
            ("circa 1800", None),
            ("19851340", None),
            ("", None),
            ("--", None),
        ] {
            assert_eq!(Birthday::parse(text, false), wanted, "{text}");
            if let Some(found) = wanted {
                assert_eq!(Birthday::parse(&found.written(false), false), wanted);
                assert_eq!(Birthday::parse(&found.written(true), false), wanted);
            }
        }
        assert_eq!(Birthday::parse("1604-05-17", true), day(None, Some(5), Some(17)));
    }
}
