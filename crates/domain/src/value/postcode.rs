//! Post codes of China.

use super::{ValueError, error::shown, narrow};
use serde::{Deserialize, Serialize};

/// Six digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode(String);

impl Postcode {
    /// Reads a code; a leading zero lost in a spreadsheet is put back (five digits: codes begin
    /// with 01 to 86, so no more than one zero can have been lost).
    ///
    /// # Errors
    /// [`ValueError::PostcodeFormat`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let narrowed = narrow(text);
        let value = narrowed.trim();
        let value = value.strip_suffix(".0").unwrap_or(value);
        let digits: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        match digits.len() {
            6 if plain => Ok(Self(digits)),
            5 if plain && !digits.starts_with('0') => Ok(Self(format!("0{digits}"))),
            _ => Err(ValueError::PostcodeFormat { value: shown(text) }),
        }
    }
}

super::text_value!(Postcode);
