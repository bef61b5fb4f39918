//! Numbers of clauses, as the sources count.

use serde::{Serialize, Serializer};
use std::fmt;

/// The number of a clause within its pack: `5.1.6a`, `1-18.4`, `2.2.4`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClauseNumber(String);

impl ClauseNumber {
    /// Reads a number: digits and letters, parted by points and hyphens; at most 20 characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'.' || b == b'-';
        let parted = text
            .split(['.', '-'])
            .all(|part| part.bytes().next().is_some_and(|b| b.is_ascii_digit()));
        (parted && text.len() <= 20 && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// In place of one that could not be read.
    pub(crate) fn unread() -> Self {
        Self("0".to_owned())
    }

    /// As the sources write it within a pack.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With its pack, as everybody quotes it: `M 5.1.6a`, `S7.4`, `L1-18.4`, `own 1.1`.
    #[must_use]
    pub fn quoted(&self, pack: &str) -> String {
        // M numbers its clauses like a standard; the others count articles within themselves.
        let gap = if pack == "M" || pack.len() > 1 { " " } else { "" };
        format!("{pack}{gap}{}", self.0)
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A clause of a regulation that is made of several packs: which pack, and which clause of it.
///
/// Written as everybody quotes it ([`ClauseNumber::quoted`]).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClauseRef {
    /// Code of the pack.
    pub pack: String,
    /// The number within it.
    pub number: ClauseNumber,
}

impl ClauseRef {
    /// The clause of a number within a pack.
    #[must_use]
    pub fn new(pack: &str, number: &ClauseNumber) -> Self {
        Self { pack: pack.to_owned(), number: number.clone() }
    }

    /// Reads a quoted clause, with or without the space between code and number: `S7.4`, `S 7.4`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (pack, number) = text.split_at(text.find(|c: char| !c.is_ascii_alphabetic())?);
        let number = ClauseNumber::parse(number.strip_prefix(' ').unwrap_or(number))?;
        (!pack.is_empty()).then(|| Self { pack: pack.to_owned(), number })
    }
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number.quoted(&self.pack))
    }
}

impl Serialize for ClauseRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_sources() {
        for good in ["1", "5.1.6a", "1-18.4", "6.2.4", "13.2"] {
            assert_eq!(ClauseNumber::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", ".", "5.", "5..1", "a", "5.a", "五", "5 1", "1234567890.1234567890"] {
            assert_eq!(ClauseNumber::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn they_are_quoted_as_everybody_does() {
        let number = |text| ClauseNumber::parse(text).unwrap();
        assert_eq!(number("5.1.6a").quoted("M"), "M 5.1.6a");
        assert_eq!(number("7.4").quoted("S"), "S7.4");
        assert_eq!(number("1-18.4").quoted("L"), "L1-18.4");
        assert_eq!(number("1.1").quoted("own"), "own 1.1");
    }

    #[test]
    fn a_quoted_clause_is_read_with_and_without_the_space() {
        for (text, quoted) in [
            ("M 5.1.6a", "M 5.1.6a"),
            ("M5.1.6a", "M 5.1.6a"),
            ("S 7.4", "S7.4"),
            ("L1-18.4", "L1-18.4"),
            ("own 1.1", "own 1.1"),
        ] {
            assert_eq!(ClauseRef::parse(text).unwrap().to_string(), quoted);
        }
        for bad in ["", "M", "5.1", "M  5", "M 5.", "条 5"] {
            assert_eq!(ClauseRef::parse(bad), None, "{bad}");
        }
    }
}
