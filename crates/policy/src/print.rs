//! The regulation in force as a book, for reading and for paper: HTML, or a document for Word.
//!
//! Title page, table of contents, the clauses with the values that hold, and appendices: what is
//! different from the version before, the values, the duties, where packs disagree, and which
//! clauses do not hold. A value that the company changed is underlined, and a note under its clause
//! says what it was and why.

mod document;
mod docx;
mod html;
mod tables;

#[cfg(test)]
mod tests;

use crate::regulation::Regulation;
use crate::value::Language;
use document::Document;
use std::io;

/// A regulation to be printed.
#[derive(Clone, Debug)]
pub struct Book<'a> {
    regulation: &'a Regulation,
    previous: Option<&'a Regulation>,
    issue: Issue,
    language: Language,
}

/// By whom and from when a regulation holds, as the title page says it. What is empty is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Name of the company.
    pub company: String,
    /// From which day it holds, as it is to be printed.
    pub from: String,
    /// Who approved it.
    pub approvals: Vec<Approval>,
}

/// That somebody approved a regulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approval {
    /// Name and post, as they are to be printed.
    pub by: String,
    /// When, as it is to be printed.
    pub on: String,
}

impl<'a> Book<'a> {
    /// The book of a regulation, by nobody issued yet.
    #[must_use]
    pub fn of(regulation: &'a Regulation, language: Language) -> Self {
        Self { regulation, previous: None, issue: Issue::default(), language }
    }

    /// With what the title page says of its issue.
    #[must_use]
    pub fn issued(self, issue: Issue) -> Self {
        Self { issue, ..self }
    }

    /// With a table of what is different from another version.
    #[must_use]
    pub fn against(self, previous: &'a Regulation) -> Self {
        Self { previous: Some(previous), ..self }
    }

    /// As one HTML document that prints well, without anything from elsewhere.
    #[must_use]
    pub fn html(&self) -> String {
        html::html(&Document::of(self))
    }

    /// As a document for Word (ECMA-376 WordprocessingML, `.docx`), A4, with styles for headings,
    /// a table of contents and numbers of pages. The same book gives the same bytes.
    ///
    /// # Errors
    /// When the archive cannot be put together.
    pub fn docx(&self) -> io::Result<Vec<u8>> {
        docx::docx(&Document::of(self))
    }
}

/// A whole regulation as one HTML document, without a word on its issue.
#[must_use]
pub fn book(regulation: &Regulation, language: Language) -> String {
    Book::of(regulation, language).html()
}
