//! A recent search: a text of the search box that somebody went on with.

use crate::field::FieldError;
use crate::value::clean_line;

/// Searches kept of one person.
pub const KEPT: i64 = 20;
/// Longest text that is kept, in characters.
pub const TEXT_MAX: usize = 200;

/// The text as it is to be kept.
///
/// # Errors
/// `empty`, `too_long`.
pub fn check(text: &str) -> Result<String, FieldError> {
    let text = clean_line(text);
    match text.chars().count() {
        0 => Err(FieldError::new("empty")),
        actual if actual > TEXT_MAX => {
            Err(FieldError::new("too_long").with("max", TEXT_MAX).with("actual", actual))
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_one_line() {
        assert_eq!(check(" 行业:物流\t泵业 ").as_deref(), Ok("行业:物流 泵业"));
        assert_eq!(check(" \n").unwrap_err().code, "empty");
        assert_eq!(check(&"泵".repeat(TEXT_MAX + 1)).unwrap_err().code, "too_long");
        assert!(check(&"泵".repeat(TEXT_MAX)).is_ok());
    }
}
