//! `kedang import`

use crate::console;
use crate::failure::Failure;
use crate::install::{Install, command_line};
use clap::Args;
use kedang_app::{App, AppError, Context};
use kedang_exchange::{
    HeaderCatalogue, Limits, ParsedRow, Summary, Workbook, parse_rows, understood,
};
use kedang_storage::person;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write as _};
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

fn failed(error: AppError) -> Failure {
    match error {
        AppError::Invalid(issues) => {
            let all: Vec<_> = issues
                .iter()
                .map(|issue| format!("{} {}", issue.pointer, issue.error.code))
                .collect();
            Failure::plain(format!("the file is refused: {}", all.join(", ")))
        }
        AppError::Refused(refused) => {
            Failure::plain(format!("{} is not allowed to this person", refused.act))
        }
        other => Failure::new("the file cannot be imported", other),
    }
}

async fn write(app: &App, file: &Path, login: &str) -> Result<i64, Failure> {
    let ctx = context(app, login).await?;
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let import = app.start_import(&ctx, file.to_owned(), &name).await.map_err(failed)?;
    app.begin_writing(&ctx, import.id).await.map_err(failed)?;
    app.write_import(import.id, command_line(app)).await.map_err(failed)?;
    let done = app.import(&ctx, import.id).await.map_err(failed)?;
    match done.failure {
        Some(why) => Err(Failure::plain(format!(
            "the import stopped after {} customers: {why}",
            done.counts.written
        ))),
        None => Ok(done.counts.written),
    }
}

async fn context(app: &App, login: &str) -> Result<Context, Failure> {
    let unreadable = |e: AppError| Failure::new("the database cannot be read", e);
    let mut conn = app.db().read().await.map_err(|e| unreadable(e.into()))?;
    let found = person::by_login(&mut conn, login).await.map_err(|e| unreadable(e.into()))?;
    let Some(found) = found else {
        return Err(Failure::plain(format!("nobody signs in as {login}")));
    };
    let bearer = person::bearer(&mut conn, found.id).await.map_err(|e| unreadable(e.into()))?;
    drop(conn);
    let Some(bearer) = bearer else {
        return Err(Failure::plain(format!("{login} is not active")));
    };
    app.context_of(&bearer, command_line(app)).await.map_err(unreadable)
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
        Some(path) => Some(BufWriter::new(File::create(path).map_err(unwritable)?)),
        None => None,
    };
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
                "values": understood(&verdict.record),
            });
            writeln!(out, "{line}").map_err(unwritable)?;
        }
    }
    if let Some(out) = &mut out {
        out.flush().map_err(unwritable)?;
    }
    Ok(summary)
}
