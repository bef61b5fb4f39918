//! What people sign in with.

use crate::value::narrow;
use serde::Serialize;
use std::fmt;

/// Fewest characters of a login.
pub const MIN_LOGIN: usize = 2;
/// Most characters of a login.
pub const MAX_LOGIN: usize = 64;

/// A login in its one form: half-width, lower-case letters of any script, digits, and `. _ - @`;
/// 2 to 64 characters, a letter or digit first and last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Login(String);

/// Text that cannot be a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a login")]
pub struct BadLogin;

impl Login {
    /// Reads what somebody typed: width, capitals and blanks around it do not matter.
    ///
    /// # Errors
    /// [`BadLogin`].
    pub fn parse(text: &str) -> Result<Self, BadLogin> {
        let login = narrow(text).trim().to_lowercase();
        let length = login.chars().count();
        let whole =
            login.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@'));
        let ends =
            login.starts_with(char::is_alphanumeric) && login.ends_with(char::is_alphanumeric);
        if (MIN_LOGIN..=MAX_LOGIN).contains(&length) && whole && ends {
            Ok(Self(login))
        } else {
            Err(BadLogin)
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dress_of_a_login_has_one_form() {
        for text in ["wang.min", " Wang.Min ", "ＷＡＮＧ．ＭＩＮ", "wang.min\u{200b}"] {
            assert_eq!(Login::parse(text).unwrap().as_str(), "wang.min", "{text}");
        }
        assert_eq!(Login::parse("王敏").unwrap().as_str(), "王敏");
        assert_eq!(Login::parse("min@kedang.example").unwrap().as_str(), "min@kedang.example");
    }

    #[test]
    fn what_cannot_be_typed_or_told_apart_is_no_login() {
        let long = "x".repeat(MAX_LOGIN + 1);
        for text in ["", "x", " ", "wang min", ".wang", "wang-", "wang/min", "wang\nmin", &long] {
            assert_eq!(Login::parse(text), Err(BadLogin), "{text:?}");
        }
    }

    #[test]
    fn the_form_reads_back_as_itself() {
        let login = Login::parse("ＭＩＮ＠Kedang").unwrap();
        assert_eq!(Login::parse(login.as_str()), Ok(login));
    }
}
