//! Reading what a form holds: every value is looked at, and all refusals are told at once.

use crate::{AppError, Result};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::value::{Email, Phone, ValueError, clean_line, clean_paragraphs};

/// Most characters of the name of a department, post or role: fits a log entry whole.
pub(crate) const MAX_TITLE: usize = 60;
/// Most characters of a person's name.
pub(crate) const MAX_PERSON: usize = 60;
/// Most characters of the company's name.
pub(crate) const MAX_COMPANY: usize = 80;

/// Refusals, gathered.
#[derive(Debug, Default)]
pub(crate) struct Form {
    issues: Vec<FieldIssue>,
}

impl Form {
    /// Refuses the value at a JSON pointer.
    pub(crate) fn refuse(&mut self, pointer: &str, error: FieldError) {
        let field = pointer.rsplit('/').next().unwrap_or_default().to_owned();
        self.issues.push(FieldIssue { pointer: pointer.to_owned(), field, error });
    }

    /// One line that must be there.
    pub(crate) fn line(&mut self, pointer: &str, text: &str, max: usize) -> String {
        let line = clean_line(text);
        let actual = line.chars().count();
        if actual == 0 {
            self.refuse(pointer, ValueError::NameEmpty.into());
        } else if actual > max {
            self.refuse(pointer, ValueError::TooLong { max, actual }.into());
        }
        line
    }

    /// Lines that may be absent; nothing but blanks is absent.
    pub(crate) fn lines(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        max: usize,
    ) -> Option<String> {
        let lines = clean_paragraphs(text?);
        let actual = lines.chars().count();
        if actual > max {
            self.refuse(pointer, ValueError::TooLong { max, actual }.into());
        }
        (actual > 0).then_some(lines)
    }

    /// A telephone number that may be absent.
    pub(crate) fn phone(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        self.value(pointer, text, |t| Phone::parse(t).map(String::from))
    }

    /// An e-mail address that may be absent.
    pub(crate) fn email(&mut self, pointer: &str, text: Option<&str>) -> Option<String> {
        self.value(pointer, text, |t| Email::parse(t).map(String::from))
    }

    fn value(
        &mut self,
        pointer: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<String, ValueError>,
    ) -> Option<String> {
        let text = clean_line(text?);
        if text.is_empty() {
            return None;
        }
        match parse(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(pointer, error.into());
                None
            }
        }
    }

    /// All well, or all refusals.
    pub(crate) fn done(self) -> Result<()> {
        if self.issues.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.issues)) }
    }
}
