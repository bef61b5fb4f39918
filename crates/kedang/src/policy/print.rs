//! `kedang policy print`

use super::Spoken;
use super::source::Named;
use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_policy::print::{Approval, Book, Issue};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Print {
    /// File of a pack, or the code of one that comes with the program
    #[arg(value_name = "PACK")]
    pack: String,
    /// Write a document for Word to this file instead of HTML to standard output
    #[arg(long, value_name = "OUT")]
    docx: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    language: Spoken,
    /// The version before, for a table of changes
    #[arg(long, value_name = "PACK")]
    against: Option<String>,
    /// Name of the company, for the title page
    #[arg(long, default_value_t)]
    company: String,
    /// From when it holds, for the title page
    #[arg(long, value_name = "DAY", default_value_t)]
    from: String,
    /// Who approved it and when, for the title page; may be given several times
    #[arg(long, value_name = "NAME AND DAY")]
    approved: Vec<String>,
}

impl Print {
    pub(super) fn run(self) -> Result<(), Failure> {
        let regulation = Named::find(&self.pack)?.regulation()?;
        let named = self.against.as_deref().map(Named::find).transpose()?;
        let previous = named.map(|named| named.regulation()).transpose()?;
        let approval = |by| Approval { by, on: String::new() };
        let approvals = self.approved.into_iter().map(approval).collect();
        let mut book = Book::of(&regulation, self.language.into()).issued(Issue {
            company: self.company,
            from: self.from,
            approvals,
        });
        if let Some(previous) = &previous {
            book = book.against(previous);
        }
        let Some(file) = self.docx else {
            console::line(book.html().trim_end());
            return Ok(());
        };
        let failed = |error| Failure::new(format!("{} cannot be written", file.display()), error);
        book.docx().and_then(|document| std::fs::write(&file, document)).map_err(failed)
    }
}
