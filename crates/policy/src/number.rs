//! Numbers of clauses, as the sources count.

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

    /// With its pack, as everybody quotes it: `M 5.1.6a`, `S7.4`, `L1-18.4`.
    #[must_use]
    pub fn quoted(&self, pack: &str) -> String {
        // M numbers its clauses like a standard; the others count articles within themselves.
        let gap = if pack == "M" { " " } else { "" };
        format!("{pack}{gap}{}", self.0)
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    }
}
