//! Decimal numbers, kept as text so that nothing is lost.

use super::{ValueError, error::shown, narrow};
use serde::{Deserialize, Serialize};

/// A decimal number in its shortest form (`12.5`, `-3`, `0`): at most 18 digits, 6 of them after
/// the point.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(String);

impl Decimal {
    /// Reads a number; thousands may be separated by commas.
    ///
    /// # Errors
    /// [`ValueError::NumberFormat`], [`ValueError::NumberRange`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let narrowed = narrow(text);
        let plain = Plain::read(narrowed.trim())
            .ok_or_else(|| ValueError::NumberFormat { value: shown(text) })?;
        if plain.whole.len() + plain.decimals.len() > 18 || plain.decimals.len() > 6 {
            return Err(ValueError::NumberRange { value: shown(text) });
        }
        Ok(Self(plain.to_text()))
    }
}

super::text_value!(Decimal);

/// Sign, digits before and digits after the point; no needless zeros.
pub(super) struct Plain {
    pub(super) negative: bool,
    pub(super) whole: String,
    pub(super) decimals: String,
}

impl Plain {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let whole = without_separators(whole)?;
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && decimals.is_empty()) || !digits(&whole) || !digits(decimals) {
            return None;
        }
        let whole = whole.trim_start_matches('0').to_owned();
        let decimals = decimals.trim_end_matches('0').to_owned();
        let negative = negative && !(whole.is_empty() && decimals.is_empty());
        Some(Self { negative, whole, decimals })
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        if self.negative {
            text.push('-');
        }
        text.push_str(if self.whole.is_empty() { "0" } else { &self.whole });
        if !self.decimals.is_empty() {
            text.push('.');
            text.push_str(&self.decimals);
        }
        text
    }
}

/// Takes separators off: groups of three (1,000,000) or of four (1,0000), never mixed.
fn without_separators(whole: &str) -> Option<String> {
    if !whole.contains([',', ' ', '\'']) {
        return Some(whole.to_owned());
    }
    let groups: Vec<&str> = whole.split([',', ' ', '\'']).collect();
    let (first, rest) = groups.split_first()?;
    let size = rest.first()?.len();
    let fits = matches!(size, 3 | 4)
        && (1..=size).contains(&first.len())
        && rest.iter().all(|group| group.len() == size);
    fits.then(|| groups.concat())
}
