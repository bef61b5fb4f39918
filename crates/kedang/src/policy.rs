//! `kedang policy`: what a regulation says and how it is met. Of files and of packs that come with
//! the program without a database; of an installation the version in force, which is only read.

mod check;
mod coverage;
mod difference;
mod kept;
mod print;
mod source;

use crate::console;
use crate::failure::Failure;
use clap::{Args, Subcommand, ValueEnum};
use kedang_policy::value::Language;
use std::process::ExitCode;

/// Checks, prints and compares regulations.
#[derive(Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check packs, also a company's own: form, clauses, what meets them, what a company changes,
    /// and where packs contradict each other
    Check(check::Check),
    /// Print a regulation as a document: HTML, or a file for Word
    Print(print::Print),
    /// Tell clause by clause how a regulation is met
    Coverage(coverage::Coverage),
    /// Tell what another version of a regulation changes
    Difference(difference::Difference),
    /// Print the JSON schema of packs, for editors
    Schema,
}

/// Language of what is printed
#[derive(Clone, Copy, Default, ValueEnum)]
enum Spoken {
    #[default]
    Zh,
    En,
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Zh => Self::Zh,
            Spoken::En => Self::En,
        }
    }
}

impl Policy {
    pub(crate) async fn run(self) -> Result<ExitCode, Failure> {
        match self.what {
            What::Check(check) => return check.run().await,
            What::Print(print) => print.run().await?,
            What::Coverage(coverage) => coverage.run().await?,
            What::Difference(difference) => difference.run()?,
            What::Schema => console::line(kedang_policy::SCHEMA.trim_end()),
        }
        Ok(ExitCode::SUCCESS)
    }
}
