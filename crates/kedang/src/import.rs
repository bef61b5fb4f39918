//! `kedang import`

use crate::acting::{context, failed};
use crate::console;
use crate::failure::Failure;
use crate::install::{Install, command_line};
use clap::Args;
use kedang_app::import::Import as Done;
use kedang_app::{App, AppError, Context};
use kedang_exchange::{
    FileFormat, HeaderCatalogue, Limits, ParsedRow, ReadError, Summary, Workbook, parse_rows,
    understood, understood_card, vcard,
};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Imports a customer table under somebody's rights, or only says what would come of it.
#[derive(Args)]
pub(crate) struct Import {
    #[command(flatten)]
    install: Install,
    /// The .xlsx or .csv file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Login of the person under whose rights and name it is imported
    #[arg(long = "as", value_name = "LOGIN", required_unless_present = "dry_run")]
    login: Option<String>,
    /// Only judge the rows; needs no database
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write every row as it was understood to this file, one JSON object a line
    #[arg(long, value_name = "OUT.ndjson")]
    rows: Option<PathBuf>,
}

impl Import {
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let summary = judge(&self.file, self.rows.as_deref())?;
        let written = match (&self.login, self.dry_run) {
            (Some(login), false) => Some(self.write(login).await?),
            _ => None,
        };
        let Summary { data_rows, valid_rows, invalid_rows, skipped_rows, invalid } = &summary;
        if self.json {
            let mut report = json!({
                "data_rows": data_rows,
                "valid_rows": valid_rows,
                "invalid_rows": invalid_rows,
                "skipped_rows": skipped_rows,
                "invalid": invalid,
            });
            if let Some(written) = written {
                report["written_rows"] = written.into();
            }
            console::line(report);
            return Ok(());
        }
        console::line(format_args!(
            "{data_rows} rows: {valid_rows} valid, {invalid_rows} invalid, {skipped_rows} skipped"
        ));
        for row in invalid {
            console::line(format_args!("row {}: {}", row.row, row.reason));
        }
        if let Some(written) = written {
            console::line(format_args!("{written} customers registered"));
        }
        Ok(())
    }

    /// Imports the file and gives the number of customers registered.
    async fn write(&self, login: &str) -> Result<i64, Failure> {
        let app = self.install.app().await?;
        let result = write(&app, &self.file, login).await;
        app.db().close().await;
        result
    }
}

async fn write(app: &App, file: &Path, login: &str) -> Result<i64, Failure> {
    let ctx = context(app, login).await?;
    let done = match register(app, &ctx, file).await {
        Ok(done) => done,
        Err(error) => return Err(failed(app, &ctx, "the file", error).await),
    };
    match done.failure {
        Some(why) => Err(Failure::plain(format!(
            "the import stopped after {} customers: {why}",
            done.counts.written
        ))),
        None => Ok(done.counts.written),
    }
}

async fn register(app: &App, ctx: &Context, file: &Path) -> Result<Done, AppError> {
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let import = app.start_import(ctx, file.to_owned(), &name).await?;
    app.begin_writing(ctx, import.id).await?;
    app.write_import(import.id, command_line(app)).await?;
    app.import(ctx, import.id).await
}

/// A file of customers is for its owner's eyes only.
fn private(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Judges every row of the file; no database is needed for that.
fn judge(file: &Path, rows: Option<&Path>) -> Result<Summary, Failure> {
    let unreadable = |e: kedang_exchange::ReadError| {
        Failure::new(format!("{} ({})", file.display(), e.code()), e)
    };
    let headers = HeaderCatalogue::builtin();
    let mut book = Workbook::from_path(file, Limits::default()).map_err(unreadable)?;
    let survey = book.survey(&headers).map_err(unreadable)?;
    let mapping = survey
        .chosen
        .and_then(|sheet| survey.mapping(sheet, &book, &headers).map(|mapping| (sheet, mapping)));
    let Some((sheet, mapping)) = mapping else {
        return Err(Failure::plain(format!("{}: no header row was found", file.display())));
    };
    let unwritable = |e: std::io::Error| Failure::new("the rows cannot be written", e);
    let mut out = match rows {
        Some(path) => Some(BufWriter::new(private(path).map_err(unwritable)?)),
        None => None,
    };
    // A card has more than the row that is made of it.
    let cards = match book.info().format {
        FileFormat::Vcard => {
            let bytes = std::fs::read(file).map_err(|e| unreadable(ReadError::Io(e)))?;
            vcard::read(&bytes, Limits::default()).map_err(unreadable)?
        }
        _ => Vec::new(),
    };
    let card = |row: u32| cards.get(usize::try_from(row).ok()?.checked_sub(1)?)?.as_ref().ok();
    let mut summary = Summary::default();
    let rows = book.rows(sheet).map_err(unreadable)?;
    for row in parse_rows(rows, &mapping) {
        let row = row.map_err(unreadable)?;
        summary.add(&row);
        if let (Some(out), ParsedRow::Data { verdict, .. }) = (&mut out, &row) {
            let line = json!({
                "row": verdict.row,
                "valid": verdict.valid,
                "reason": verdict.reason,
                "values": card(verdict.row).map_or_else(
                    || understood(&verdict.record),
                    |card| understood_card(card, &verdict.record),
                ),
            });
            writeln!(out, "{line}").map_err(unwritable)?;
        }
    }
    if let Some(out) = &mut out {
        out.flush().map_err(unwritable)?;
    }
    Ok(summary)
}
