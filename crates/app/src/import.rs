//! Imports (I4): a file becomes rows with a verdict each; bad cells are mended; the good rows are
//! written, each one on record; the bad ones are given back with their reasons.
//!
//! The file itself is not kept: all its rows are, so that another sheet or header row can be
//! chosen, until the import is written or cancelled.

mod draft;
mod read;
mod write;

pub use kedang_exchange::{CellError, Target};
pub use kedang_storage::import::Counts;
pub(crate) use write::{ImportPart, outcome};

use crate::customer::issue;
use crate::{App, AppError, Context, Result};
use kedang_domain::field::{Catalogue, FieldError, FieldType, Subject};
use kedang_domain::id::{ImportId, PersonId};
use kedang_domain::permission::RunImport;
use kedang_exchange::{Alias, Cell, FileInfo, HeaderCatalogue, Mapping, RawRow, ValueKind};
use kedang_storage::import::{self, Batch, Line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Largest file, in bytes.
pub const FILE_MAX: u64 = 200 * 1024 * 1024;
/// Rows judged in one transaction.
const JUDGED: i64 = 500;
/// Rows of one page, at most.
pub const PAGE: i64 = 500;

/// What is known about a file and what its columns mean.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Layout {
    /// Encoding and the like.
    pub info: FileInfo,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The chosen one.
    pub sheet: usize,
    /// What its columns mean.
    pub mapping: Mapping,
}

/// A sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// Its place, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// The workbook hides it.
    pub hidden: bool,
    /// Rows with anything in them.
    pub rows: i64,
    /// Header row, 0 when none was found.
    pub header_row: u32,
}

/// An import, as its maker sees it.
pub type Import = Batch<Layout>;

/// A row of an import.
pub type ImportLine = Line<Vec<Cell>, Vec<CellError>>;

/// What is to be changed about an import; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct ImportChange {
    /// Another sheet.
    pub sheet: Option<usize>,
    /// Another header row.
    pub header_row: Option<u32>,
    /// Other meanings of columns; `None` is "not imported".
    pub columns: BTreeMap<usize, Option<String>>,
    /// Who will own the customers.
    pub owner: Option<PersonId>,
    /// Code of the card template.
    pub template: Option<String>,
}

/// A mend for many cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Take off blanks, also inside.
    Blanks,
    /// Keep digits only.
    Digits,
    /// Empty the cell.
    Clear,
}

/// The verdicts that a list of rows can be cut down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdicts {
    /// Every row behind the header that is a customer.
    All,
    /// Good rows, written or not.
    Valid,
    /// Rows that cannot be written.
    Invalid,
    /// Rows that were written.
    Written,
    /// Rows that are no customers.
    Skipped,
}

impl Verdicts {
    fn codes(self) -> &'static [&'static str] {
        match self {
            Self::All => &["valid", "invalid", "written", "refused"],
            Self::Valid => &["valid", "written"],
            Self::Invalid => &["invalid", "refused"],
            Self::Written => &["written"],
            Self::Skipped => &["skipped"],
        }
    }
}

/// The names of columns: those that come with the product, and the company's own fields.
pub(crate) fn headers(catalogue: &Catalogue) -> HeaderCatalogue {
    let mut headers = HeaderCatalogue::builtin();
    for field in catalogue.fields().filter(|f| f.active) {
        let target = match field.subject {
            Subject::Customer => Target::Field(field.key.clone()),
            Subject::Contact => Target::Contact(field.key.clone()),
        };
        headers.add(Alias {
            kind: read_as(field.field_type, field.mobile),
            unit: kedang_domain::value::MoneyUnit::default(),
            aliases: vec![field.label.zh.clone(), field.label.en.clone(), field.key.clone()],
            target,
        });
    }
    headers
}

/// How cells of a field are read.
fn read_as(field_type: FieldType, mobile: bool) -> ValueKind {
    match field_type {
        FieldType::LongText => ValueKind::Paragraphs,
        FieldType::Number => ValueKind::Number,
        FieldType::Money => ValueKind::Money,
        FieldType::Date => ValueKind::Date,
        FieldType::Phone if mobile => ValueKind::Mobile,
        FieldType::Phone => ValueKind::Phone,
        FieldType::Email => ValueKind::Email,
        FieldType::Url => ValueKind::Url,
        FieldType::CreditCode => ValueKind::CreditCode,
        FieldType::IdNumber => ValueKind::IdNumber,
        FieldType::Postcode => ValueKind::Postcode,
        _ => ValueKind::Text,
    }
}

impl App {
    /// An import of one's own.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for somebody else's.
    pub async fn import(&self, ctx: &Context, id: ImportId) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        own(import::get(&mut conn, id).await?, ctx)
    }

    /// One's imports, newest first.
    ///
    /// # Errors
    /// Refusals.
    pub async fn imports(
        &self,
        ctx: &Context,
        before: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<Import>> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        Ok(import::of_person(&mut conn, ctx.actor.person, before, limit.min(PAGE)).await?)
    }

    /// Rows of the chosen sheet.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn import_lines(
        &self,
        ctx: &Context,
        id: ImportId,
        verdicts: Verdicts,
        after: i64,
        limit: i64,
    ) -> Result<(Import, Vec<ImportLine>)> {
        let batch = self.import(ctx, id).await?;
        let mut conn = self.db().read().await?;
        let codes = verdicts.codes();
        let lines =
            import::lines(&mut conn, id, sheet(&batch), codes, after, limit.min(PAGE)).await?;
        Ok((batch, lines))
    }

    /// The first rows of the chosen sheet, titles and header among them.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn import_preview(&self, ctx: &Context, id: ImportId) -> Result<Vec<ImportLine>> {
        let batch = self.import(ctx, id).await?;
        let mut conn = self.db().read().await?;
        Ok(import::lines(&mut conn, id, sheet(&batch), &[], 0, 30).await?)
    }

    /// Chooses another sheet, header row, meaning of columns, owner or template, and judges all
    /// rows anew.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Stale`], what cannot be chosen.
    pub async fn change_import(
        &self,
        ctx: &Context,
        id: ImportId,
        version: i64,
        change: &ImportChange,
    ) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        if batch.version != version {
            return Err(AppError::Stale { current: batch.version });
        }
        ready(&batch)?;
        if let Some(owner) = change.owner {
            self.placement(work.tx(), ctx, Some(owner)).await?;
            batch.owner = owner;
        }
        let catalogue = self.catalogue(work.tx()).await?;
        let headers = headers(&catalogue);
        let old = batch.layout.sheet;
        if let Some(index) = change.sheet {
            if !batch.layout.sheets.iter().any(|s| s.index == index) {
                return Err(AppError::invalid(issue(
                    "/sheet",
                    "sheet",
                    FieldError::new("sheet_unknown").with("value", index),
                )));
            }
            batch.layout.sheet = index;
        }
        if let Some(template) = &change.template {
            batch.template.clone_from(template);
        }
        if change.sheet.is_some_and(|s| s != old) || change.header_row.is_some() {
            self.choose_header(&mut work, &mut batch, change.header_row, &headers).await?;
        }
        for (column, target) in &change.columns {
            let target = match target {
                None => None,
                Some(text) => Some(known_target(text, *column, &catalogue)?),
            };
            let header = batch.layout.mapping.header(*column).to_owned();
            if !header.is_empty() {
                let field = target.as_ref().map(ToString::to_string).unwrap_or_default();
                import::remember(work.tx(), ctx.actor.person, &header, &field, ctx.now).await?;
            }
            batch.layout.mapping.assign(*column, target, &headers);
        }
        self.judge_all(&mut work, ctx, &mut batch).await?;
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        work.record(
            ctx.draft("import.change")
                .subject("import", id.to_string())
                .detail("valid", batch.counts.valid)
                .detail("invalid", batch.counts.invalid),
        );
        work.commit().await?;
        self.import(ctx, id).await
    }

    /// Puts the header where it is said to be, or where it is found.
    async fn choose_header(
        &self,
        work: &mut crate::Work<'_>,
        batch: &mut Import,
        header_row: Option<u32>,
        headers: &HeaderCatalogue,
    ) -> Result<()> {
        let first: Vec<ImportLine> =
            import::lines(work.tx(), batch.id, sheet(batch), &[], 0, JUDGED).await?;
        let rows: Vec<RawRow> = first
            .into_iter()
            .map(|l| RawRow { number: u32::try_from(l.row).unwrap_or(0), cells: l.cells })
            .collect();
        let header = match header_row {
            Some(row) => kedang_exchange::Header::at(&rows, row, headers).ok_or_else(|| {
                let error = FieldError::new("header_row_unknown").with("value", row);
                AppError::invalid(issue("/header_row", "header_row", error))
            })?,
            None => match kedang_exchange::Header::find(&rows, headers) {
                Some(header) => header,
                None => {
                    batch.layout.mapping = Mapping::default();
                    return Ok(());
                }
            },
        };
        let from_1904 = batch.layout.mapping.from_1904;
        batch.layout.mapping = Mapping::guess(&header, headers, from_1904);
        let person = batch.person;
        let remembered = import::remembered(work.tx(), person).await?;
        apply_remembered(&mut batch.layout.mapping, &remembered, headers);
        let (chosen, row) = (batch.layout.sheet, header.row);
        if let Some(sheet) = batch.layout.sheets.iter_mut().find(|s| s.index == chosen) {
            sheet.header_row = row;
        }
        Ok(())
    }

    /// Judges every row of the chosen sheet and counts the verdicts.
    async fn judge_all(
        &self,
        work: &mut crate::Work<'_>,
        ctx: &Context,
        batch: &mut Import,
    ) -> Result<()> {
        let judge = self.judge(work.tx(), ctx, batch).await?;
        let (id, sheet) = (batch.id, sheet(batch));
        let mut counts = Counts::default();
        let mut after = 0;
        loop {
            let lines: Vec<ImportLine> =
                import::lines(work.tx(), id, sheet, &[], after, JUDGED).await?;
            let Some(last) = lines.last() else { break };
            after = last.row;
            for line in &lines {
                let (verdict, reasons) = judge.verdict(line);
                counts_add(&mut counts, verdict);
                if verdict != line.verdict || reasons != line.reasons {
                    import::set_verdict(work.tx(), id, sheet, line.row, verdict, &reasons).await?;
                }
            }
        }
        batch.counts = counts;
        Ok(())
    }

    /// Replaces cells of a row and judges it anew.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn mend_import(
        &self,
        ctx: &Context,
        id: ImportId,
        row: i64,
        cells: &BTreeMap<usize, String>,
    ) -> Result<(Import, ImportLine)> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        ready(&batch)?;
        let mut line: ImportLine =
            import::one_line(work.tx(), id, sheet(&batch), row).await?.ok_or(AppError::NotFound)?;
        let judge = self.judge(work.tx(), ctx, &batch).await?;
        let columns = batch.layout.mapping.headers.iter().map(|h| h.index).max().unwrap_or(0);
        for (column, text) in cells {
            if *column > columns {
                let error = FieldError::new("column_unknown").with("value", *column);
                return Err(AppError::invalid(issue(format!("/cells/{column}"), "cells", error)));
            }
            if line.cells.len() <= *column {
                line.cells.resize(*column + 1, Cell::Empty);
            }
            line.cells[*column] = Cell::from_input(text);
        }
        self.rejudge(&mut work, &judge, &mut batch, &mut line).await?;
        self.finish_mending(work, ctx, batch, vec![row]).await.map(|batch| (batch, line))
    }

    /// Mends every bad cell of a column in the same way and says how many changed.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn fix_import(
        &self,
        ctx: &Context,
        id: ImportId,
        column: usize,
        fix: Fix,
    ) -> Result<(Import, i64)> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        ready(&batch)?;
        let judge = self.judge(work.tx(), ctx, &batch).await?;
        let (mut after, mut mended) = (0, Vec::new());
        loop {
            let lines: Vec<ImportLine> =
                import::lines(work.tx(), id, sheet(&batch), &["invalid"], after, JUDGED).await?;
            let Some(last) = lines.last() else { break };
            after = last.row;
            for mut line in lines {
                let bad = line.reasons.iter().any(|r| r.column == Some(column));
                let Some(cell) = line.cells.get(column).filter(|_| bad) else { continue };
                let text = fixed(cell.text(), fix);
                if text == cell.text() {
                    continue;
                }
                line.cells[column] = Cell::from_input(&text);
                self.rejudge(&mut work, &judge, &mut batch, &mut line).await?;
                mended.push(line.row);
            }
        }
        let changed = i64::try_from(mended.len()).unwrap_or(i64::MAX);
        if mended.is_empty() {
            return Ok((batch, 0));
        }
        Ok((self.finish_mending(work, ctx, batch, mended).await?, changed))
    }

    async fn rejudge(
        &self,
        work: &mut crate::Work<'_>,
        judge: &draft::Judge,
        batch: &mut Import,
        line: &mut ImportLine,
    ) -> Result<()> {
        let before = line.verdict.clone();
        let (verdict, reasons) = judge.verdict(line);
        verdict.clone_into(&mut line.verdict);
        line.reasons = reasons;
        counts_take(&mut batch.counts, &before);
        counts_add(&mut batch.counts, &line.verdict);
        Ok(import::set_line(work.tx(), batch.id, sheet(batch), line).await?)
    }

    async fn finish_mending(
        &self,
        mut work: crate::Work<'_>,
        ctx: &Context,
        mut batch: Import,
        rows: Vec<i64>,
    ) -> Result<Import> {
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        let mut draft = ctx
            .draft("import.mend")
            .subject("import", batch.id.to_string())
            .detail("rows", i64::try_from(rows.len()).unwrap_or(i64::MAX));
        if let [row] = rows[..] {
            draft = draft.detail("row", row);
        }
        work.record(draft);
        work.commit().await?;
        batch.version += 1;
        Ok(batch)
    }

    /// Gives an import up. What was written stays; what was not is forgotten.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn cancel_import(&self, ctx: &Context, id: ImportId) -> Result<()> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        if !matches!(batch.status.as_str(), "ready" | "writing" | "failed") {
            return Err(AppError::conflict("import_finished"));
        }
        "cancelled".clone_into(&mut batch.status);
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        import::forget_lines(work.tx(), id).await?;
        work.record(
            ctx.draft("import.cancel")
                .subject("import", id.to_string())
                .detail("written", batch.counts.written),
        );
        work.commit().await
    }

    /// The judge of an import's rows.
    async fn judge(
        &self,
        conn: &mut kedang_db::Conn,
        ctx: &Context,
        batch: &Import,
    ) -> Result<draft::Judge> {
        let place = self.placement(conn, ctx, Some(batch.owner)).await?;
        let (catalogue, template) =
            self.card(conn, &batch.template, Some(place.department)).await?;
        Ok(draft::Judge {
            catalogue,
            template,
            today: self.date_at(conn, ctx.now).await?,
            mapping: batch.layout.mapping.clone(),
            owner: batch.owner,
        })
    }
}

/// Somebody else's import does not exist.
fn own(batch: Option<Import>, ctx: &Context) -> Result<Import> {
    batch.filter(|b| b.person == ctx.actor.person).ok_or(AppError::NotFound)
}

fn ready(batch: &Import) -> Result<()> {
    if batch.status == "ready" { Ok(()) } else { Err(AppError::conflict("import_not_ready")) }
}

fn sheet(batch: &Import) -> i64 {
    i64::try_from(batch.layout.sheet).unwrap_or(i64::MAX)
}

fn counts_add(counts: &mut Counts, verdict: &str) {
    counts_shift(counts, verdict, 1);
}

fn counts_take(counts: &mut Counts, verdict: &str) {
    counts_shift(counts, verdict, -1);
}

fn counts_shift(counts: &mut Counts, verdict: &str, by: i64) {
    match verdict {
        "valid" => (counts.data, counts.valid) = (counts.data + by, counts.valid + by),
        "invalid" => (counts.data, counts.invalid) = (counts.data + by, counts.invalid + by),
        "skipped" => counts.skipped += by,
        _ => {}
    }
}

fn fixed(text: &str, fix: Fix) -> String {
    match fix {
        Fix::Blanks => text.chars().filter(|c| !c.is_whitespace()).collect(),
        Fix::Digits => {
            kedang_domain::value::narrow(text).chars().filter(char::is_ascii_digit).collect()
        }
        Fix::Clear => String::new(),
    }
}

/// A target that exists.
fn known_target(text: &str, column: usize, catalogue: &Catalogue) -> Result<Target> {
    let target: Option<Target> = text.parse().ok();
    let known = target.filter(|target| match target {
        Target::Field(key) => catalogue.customer(key).is_some_and(|f| f.active),
        Target::Contact(key) => catalogue.contact(key).is_some_and(|f| f.active),
        _ => true,
    });
    known.ok_or_else(|| {
        let error = FieldError::new("field_unknown").with("field", text);
        AppError::invalid(issue(format!("/columns/{column}"), "columns", error))
    })
}

/// Headers that this person gave a meaning before have it again.
fn apply_remembered(
    mapping: &mut Mapping,
    remembered: &[(String, String)],
    headers: &HeaderCatalogue,
) {
    for header in mapping.headers.clone() {
        if let Some((_, field)) = remembered.iter().find(|(text, _)| *text == header.text) {
            mapping.assign(header.index, field.parse().ok(), headers);
        }
    }
}
