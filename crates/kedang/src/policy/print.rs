//! `kedang policy print`

use super::Spoken;
use super::kept::Kept;
use super::source::Named;
use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_policy::print::{Approval, Book, Issue};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Print {
    /// File of a pack, or the code of one that comes with the program
    #[arg(value_name = "PACK", required_unless_present_any = ["data", "database_url"])]
    pack: Option<String>,
    #[command(flatten)]
    kept: Kept,
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
    pub(super) async fn run(self) -> Result<(), Failure> {
        let issued = self.kept.find().await?;
        let (company, from) = issued
            .as_ref()
            .map_or_else(Default::default, |kept| (kept.company.clone(), kept.from.clone()));
        let named = match (issued, &self.pack) {
            (_, Some(pack)) => Named::find(pack)?,
            (Some(kept), None) => kept.named,
            (None, None) => return Err(Failure::plain("name a pack, or a folder with --data")),
        };
        let regulation = named.regulation()?;
        let named = self.against.as_deref().map(Named::find).transpose()?;
        let previous = named.map(|named| named.regulation()).transpose()?;
        let approval = |by| Approval { by, on: String::new() };
        let approvals = self.approved.into_iter().map(approval).collect();
        let mut book = Book::of(&regulation, self.language.into()).issued(Issue {
            company: given(self.company, company),
            from: given(self.from, from),
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

/// What was said on the command line, or else what is known.
fn given(said: String, known: String) -> String {
    if said.is_empty() { known } else { said }
}
