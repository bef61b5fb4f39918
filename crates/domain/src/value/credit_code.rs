//! Unified social credit code, GB 32100-2015.

use super::{ValueError, error::shown, narrow};
use serde::{Deserialize, Serialize};

/// The alphabet of GB 32100: no I, O, S, V, Z, which look like digits. The place is the value.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Weights of the first 17 characters: powers of 3 modulo 31.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A credit code of 18 upper-case characters whose check character fits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads a code in any width and case, with blanks and hyphens anywhere.
    ///
    /// # Errors
    /// [`ValueError::CreditCodeFormat`] when it is not 18 characters or one of the first 17 is
    /// outside the alphabet, [`ValueError::CreditCodeChecksum`] when only the last is wrong.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let value: String = narrow(text)
            .chars()
            .filter(|c| !c.is_whitespace() && !is_hyphen(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let given: Vec<char> = value.chars().collect();
        let (Some(body), 18) = (given.get(..17), given.len()) else {
            return Err(ValueError::CreditCodeFormat { value: shown(&value) });
        };
        let Some(expected) = check_character(body) else {
            return Err(ValueError::CreditCodeFormat { value: shown(&value) });
        };
        if given.last() != Some(&expected) {
            return Err(ValueError::CreditCodeChecksum { value, expected });
        }
        Ok(Self(value))
    }

    /// The code whose first 17 characters are these; `None` when they are not, or not of its
    /// alphabet.
    #[must_use]
    pub fn complete(body: &str) -> Option<Self> {
        let given: Vec<char> = body.chars().collect();
        let check = check_character(&given).filter(|_| given.len() == 17)?;
        Some(Self(format!("{body}{check}")))
    }
}

super::text_value!(CreditCode);

/// The check character for the first 17, `None` when one of them is outside the alphabet.
fn check_character(body: &[char]) -> Option<char> {
    let mut sum = 0;
    for (c, weight) in body.iter().zip(WEIGHTS) {
        let place = ALPHABET.iter().position(|a| char::from(*a) == *c)?;
        sum += u32::try_from(place).ok()? * weight;
    }
    let place = (31 - sum % 31) % 31;
    ALPHABET.get(usize::try_from(place).ok()?).map(|a| char::from(*a))
}

/// Hyphens and dashes of every width that people put between groups.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' | '_'
    )
}
