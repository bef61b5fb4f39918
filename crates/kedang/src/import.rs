//! `kedang import`

use crate::acting::{context, failed};
use crate::console;
use crate::failure::Failure;
use crate::install::{Install, command_line};
use clap::{Args, ValueEnum};
use kedang_api::messages::{Language, cell_texts, text};
use kedang_app::import::{self, Correction, Counts, Import as Done, ImportChange, WAITING};
use kedang_app::{App, AppError, Context};
use kedang_domain::id::ImportId;
use kedang_exchange::{
    FileFormat, HeaderCatalogue, Limits, ParsedRow, ReadError, ReadOptions, Summary, Workbook,
    parse_rows, understood, understood_card, vcard,
};
use serde_json::{Map, json};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Imports a customer table under somebody's rights, or only says what would come of it.
#[derive(Args)]
pub(crate) struct Import {
    #[command(flatten)]
    install: Install,
    /// The workbook or table
    #[arg(value_name = "FILE", required_unless_present_any = ["undo", "write"])]
    file: Option<PathBuf>,
    /// Login of the person under whose rights and name it is imported
    #[arg(long = "as", value_name = "LOGIN", required_unless_present = "dry_run")]
    login: Option<String>,
    /// What is done with customers on file
    #[arg(long, value_name = "MODE", requires = "login", conflicts_with = "dry_run")]
    mode: Option<Mode>,
    /// By what they are found
    #[arg(long, value_name = "KEY", requires = "mode")]
    key: Option<Key>,
    /// Empty cells empty the fields of customers on file
    #[arg(long, requires = "mode")]
    overwrite_empty: bool,
    /// Encoding of a text file: utf-8, gb18030, big5, utf-16le, utf-16be …
    #[arg(long, value_name = "LABEL")]
    encoding: Option<String>,
    /// The character between the cells of delimited text; \t is a tab
    #[arg(long, value_name = "CHARACTER", value_parser = separator)]
    separator: Option<char>,
    /// Undo the import of this id instead
    #[arg(long, value_name = "ID", conflicts_with_all = ["file", "dry_run", "mode", "rows"])]
    undo: Option<ImportId>,
    /// Write the import of this id instead, which has waited for an approval
    #[arg(long, value_name = "ID", conflicts_with_all = ["file", "dry_run", "mode", "rows", "undo"])]
    write: Option<ImportId>,
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
        let login = self.login.as_deref().filter(|_| !self.dry_run);
        if let (Some(id), Some(login)) = (self.undo, login) {
            return self.take_back(id, login).await;
        }
        if let (Some(id), Some(login)) = (self.write, login) {
            let written = self.write_waiting(id, login).await?;
            if self.json {
                let mut report = json!({});
                add_written(&mut report, &written);
                console::line(report);
            } else {
                self.tell_written(&written);
            }
            return Ok(());
        }
        let Some(file) = &self.file else { return Err(Failure::plain("no file is given")) };
        let (summary, reasons) = judge(file, &self.options(), self.rows.as_deref())?;
        let written = match login {
            Some(login) => Some(self.write(file, login).await?),
            None => None,
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
                add_written(&mut report, &written);
            }
            console::line(report);
            return Ok(());
        }
        console::line(format_args!(
            "{data_rows} rows: {valid_rows} valid, {invalid_rows} invalid, {skipped_rows} skipped"
        ));
        for (row, words) in invalid.iter().zip(reasons) {
            console::line(format_args!("row {}: {} ({words})", row.row, row.reason));
        }
        if let Some(written) = written {
            self.tell_written(&written);
        }
        Ok(())
    }

    /// Says what came of an import.
    fn tell_written(&self, import: &Done) {
        let Counts { written, updated, unchanged, create, update, .. } = import.counts;
        let id = import.id;
        if import.status == WAITING {
            let rows = create + update;
            console::line(format_args!("import {id} waits for an approval of its {rows} rows"));
            console::line(format_args!("once it has one: kedang import --as LOGIN --write {id}"));
            return;
        }
        console::line(format_args!("{} customers registered", written - updated));
        if self.mode.is_some() || updated > 0 {
            console::line(format_args!("{updated} customers changed, {unchanged} unchanged"));
        }
        console::line(format_args!("import {id}"));
    }

    /// Writes an import that waited for an approval.
    async fn write_waiting(&self, id: ImportId, login: &str) -> Result<Done, Failure> {
        let app = self.install.app().await?;
        let ctx = context(&app, login).await?;
        let result = match begin(&app, &ctx, id).await {
            Ok(done) => stopped(done),
            Err(error) => Err(failed(&app, &ctx, "the import", error).await),
        };
        app.db().close().await;
        result
    }

    /// Imports the file.
    async fn write(&self, file: &Path, login: &str) -> Result<Done, Failure> {
        let app = self.install.app().await?;
        let ctx = context(&app, login).await?;
        let result = match self.register(&app, &ctx, file).await {
            Ok(done) => stopped(done),
            Err(error) => Err(failed(&app, &ctx, "the file", error).await),
        };
        app.db().close().await;
        result
    }

    async fn register(&self, app: &App, ctx: &Context, file: &Path) -> Result<Done, AppError> {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let mut import = app.start_import(ctx, file.to_owned(), &name).await?;
        if self.encoding.is_some() || self.separator.is_some() {
            let correction = Correction {
                encoding: self.encoding.clone().map(Some),
                separator: self.separator.map(Some),
            };
            let change = ImportChange { correction, ..ImportChange::default() };
            import = app.change_import(ctx, import.id, import.version, &change).await?;
        }
        if let Some(mode) = self.mode {
            let change = ImportChange {
                mode: Some(mode.into()),
                key: self.key.map(Into::into),
                overwrite_empty: Some(self.overwrite_empty),
                ..ImportChange::default()
            };
            import = app.change_import(ctx, import.id, import.version, &change).await?;
        }
        begin(app, ctx, import.id).await
    }

    fn options(&self) -> ReadOptions {
        let encoding = self.encoding.clone();
        ReadOptions { encoding, delimiter: self.separator, ..ReadOptions::default() }
    }

    /// Undoes an import.
    async fn take_back(&self, id: ImportId, login: &str) -> Result<(), Failure> {
        let app = self.install.app().await?;
        let ctx = context(&app, login).await?;
        let result = match undo(&app, &ctx, id).await {
            Ok(done) => stopped(done),
            Err(error) => Err(failed(&app, &ctx, "the import", error).await),
        };
        app.db().close().await;
        let Counts { undone, restored, kept, .. } = result?.counts;
        if self.json {
            console::line(json!({
                "undone_rows": undone, "restored_rows": restored, "kept_rows": kept,
            }));
        } else {
            console::line(format_args!(
                "{} customers removed, {restored} as before, {kept} kept",
                undone - restored
            ));
        }
        Ok(())
    }
}

/// Writes an import to its end, unless it has to wait for an approval.
async fn begin(app: &App, ctx: &Context, id: ImportId) -> Result<Done, AppError> {
    let begun = app.begin_writing(ctx, id).await?;
    if begun.status == WAITING {
        return Ok(begun);
    }
    app.write_import(id, command_line(app)).await?;
    app.import(ctx, id).await
}

fn add_written(report: &mut serde_json::Value, import: &Done) {
    report["import"] = import.id.to_string().into();
    report["status"] = import.status.as_str().into();
    report["written_rows"] = import.counts.written.into();
    report["updated_rows"] = import.counts.updated.into();
    report["unchanged_rows"] = import.counts.unchanged.into();
}

async fn undo(app: &App, ctx: &Context, id: ImportId) -> Result<Done, AppError> {
    app.begin_undo(ctx, id).await?;
    app.undo_import(id, command_line(app)).await?;
    app.import(ctx, id).await
}

/// An import that came to its end.
fn stopped(done: Done) -> Result<Done, Failure> {
    match &done.failure {
        Some(why) => {
            let rows = done.counts.written;
            let why = text(Language::En, why, &Map::new());
            Err(Failure::plain(format!("the import stopped after {rows} customers: {why}")))
        }
        None => Ok(done),
    }
}

/// A separator as it is typed.
fn separator(text: &str) -> Result<char, &'static str> {
    let mut all = match text {
        "\\t" => "\t",
        other => other,
    }
    .chars();
    all.next().filter(|_| all.next().is_none()).ok_or("one character")
}

/// What is done with customers on file.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Mode {
    /// Every row is a new customer
    Create,
    /// Every row changes the customer that has its key
    Update,
    /// As update; a row whose key nobody has is a new customer
    CreateOrUpdate,
}

impl From<Mode> for import::Mode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Create => Self::Create,
            Mode::Update => Self::Update,
            Mode::CreateOrUpdate => Self::CreateOrUpdate,
        }
    }
}

/// By what a customer on file is found.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Key {
    /// File code, KH…
    Code,
    /// Unified social credit code
    CreditCode,
    /// Full name
    Name,
    /// Its own mobile number
    Mobile,
}

impl From<Key> for import::Key {
    fn from(key: Key) -> Self {
        match key {
            Key::Code => Self::Code,
            Key::CreditCode => Self::CreditCode,
            Key::Name => Self::Name,
            Key::Mobile => Self::Mobile,
        }
    }
}

/// A file of customers is for its owner's eyes only.
fn private(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// The language of whoever reads the terminal; English unless it is set to Chinese.
fn language() -> Language {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    match ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set) {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

/// Judges every row of the file, with the reasons against the bad ones in words; no database is
/// needed for that.
fn judge(
    file: &Path,
    options: &ReadOptions,
    rows: Option<&Path>,
) -> Result<(Summary, Vec<String>), Failure> {
    let unreadable = |e: kedang_exchange::ReadError| {
        Failure::new(format!("{} ({})", file.display(), e.code()), e)
    };
    let headers = HeaderCatalogue::builtin();
    let mut book =
        Workbook::from_path_with(file, Limits::default(), options.clone()).map_err(unreadable)?;
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
    let (mut summary, mut reasons) = (Summary::default(), Vec::new());
    let language = language();
    let rows = book.rows(sheet).map_err(unreadable)?;
    for row in parse_rows(rows, &mapping) {
        let row = row.map_err(unreadable)?;
        summary.add(&row);
        if let ParsedRow::Data { verdict, .. } = &row
            && !verdict.valid
        {
            reasons.push(cell_texts(language, &verdict.errors, &mapping));
        }
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
    Ok((summary, reasons))
}
