//! `kedang match`

use crate::console;
use crate::failure::Failure;
use clap::Args;
use kedang_app::AppError;
use kedang_app::matching::{TableTwins, twins_in_table};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// Finds the rows of a customer table that are one and the same customer. Reads the table and
/// nothing else: no database, nobody's rights, nothing kept.
#[derive(Args)]
pub(crate) struct Match {
    /// The table: a workbook or delimited text
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where to write record_id_a,record_id_b,probability; a record's id is its row below the
    /// header, from 1
    #[arg(long, value_name = "OUT.csv")]
    pairs: PathBuf,
}

impl Match {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let found = twins_in_table(&self.file, threads).map_err(|error| self.unreadable(error))?;
        self.write(&found).map_err(|error| {
            Failure::new(format!("{} cannot be written", self.pairs.display()), error)
        })?;
        let (records, pairs) = (found.records, found.pairs.len());
        console::line(format_args!("{records} records, {pairs} pairs"));
        Ok(())
    }

    fn unreadable(&self, error: AppError) -> Failure {
        let file = self.file.display();
        match error {
            AppError::Invalid(issues) => {
                let codes: Vec<_> = issues.iter().map(|issue| issue.error.code).collect();
                Failure::plain(format!("{file} cannot be read: {}", codes.join(", ")))
            }
            other => Failure::new(format!("{file} cannot be read"), other),
        }
    }

    fn write(&self, found: &TableTwins) -> std::io::Result<()> {
        let mut out = BufWriter::new(File::create(&self.pairs)?);
        writeln!(out, "record_id_a,record_id_b,probability")?;
        for pair in &found.pairs {
            writeln!(out, "{},{},{:.4}", pair.a, pair.b, pair.probability)?;
        }
        out.flush()
    }
}
