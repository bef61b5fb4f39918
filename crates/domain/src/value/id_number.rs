//! Citizen identity number, GB 11643-1999.

use super::{ValueError, credit_code::is_hyphen, narrow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// Check characters by the weighted sum modulo 11.
const CHECKS: &[u8; 11] = b"10X98765432";

/// An identity number of 18 characters: division, birth date, order, check character.
///
/// `Debug` and `Display` of errors never repeat it; `Debug` of the value hides the middle.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber(String);

impl std::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdNumber({}…)", self.0.get(..4).unwrap_or_default())
    }
}

impl IdNumber {
    /// Reads a number in any width, with blanks and hyphens anywhere; a final `x` becomes `X`.
    ///
    /// # Errors
    /// [`ValueError::IdNumberFormat`], [`ValueError::IdNumberDate`] (the birth date does not
    /// exist or lies before 1850), [`ValueError::IdNumberChecksum`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let value: String = narrow(text)
            .chars()
            .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = value.as_bytes();
        let (Some(body), Some(last), 18) = (bytes.get(..17), bytes.last(), bytes.len()) else {
            return Err(ValueError::IdNumberFormat);
        };
        let last_fits = last.is_ascii_digit() || *last == b'X';
        if !body.iter().all(u8::is_ascii_digit) || !last_fits || value.starts_with('0') {
            return Err(ValueError::IdNumberFormat);
        }
        let found = Self(value.clone());
        if found.birth_date().is_none() {
            return Err(ValueError::IdNumberDate);
        }
        let sum: u32 = body.iter().zip(WEIGHTS).map(|(d, w)| u32::from(d - b'0') * w).sum();
        let check = usize::try_from(sum % 11).ok().and_then(|place| CHECKS.get(place));
        if check != Some(last) {
            return Err(ValueError::IdNumberChecksum);
        }
        Ok(found)
    }

    /// The birth date inside the number; always there in a parsed number.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        let part = |range: std::ops::Range<usize>| self.0.get(range)?.parse::<i16>().ok();
        let year = part(6..10)?;
        let month = i8::try_from(part(10..12)?).ok()?;
        let day = i8::try_from(part(12..14)?).ok()?;
        (year >= 1850).then(|| Date::new(year, month, day).ok()).flatten()
    }
}

super::text_value!(IdNumber);
