//! Taking a file in.

use super::decide::{self, Taken};
use super::draft::Judge;
use super::joined::join;
use super::plan::{Plan, without_foreign_codes};
use super::reread::is_correctable;
use super::template;
use super::twins::{self, Compared};
use super::{
    FILE_MAX, Import, ImportLine, Layout, READ_JOB, Sheet, apply_remembered, count, headers,
    to_its_end,
};
use crate::customer::{hex, issue};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::ImportId;
use kedang_domain::permission::{CreateCustomer, RunImport};
use kedang_exchange::{
    Beside, Cell, FileInfo, HeaderCatalogue, Limits, Mapping, ReadError, SheetSurvey, Workbook,
};
use kedang_storage::import::{self, Batch, Counts, file};
use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows kept in one transaction.
const CHUNK: usize = 1_000;
/// Longest name of a file that is kept, in characters.
const NAME: usize = 200;

/// The rows of all sheets.
pub(super) type Sheets = Vec<(usize, Vec<ImportLine>)>;

/// A file, read.
pub(super) struct Read {
    pub(super) layout: Layout,
    pub(super) sheets: Sheets,
}

/// The rows of a sheet.
pub(super) fn chosen(sheets: &mut Sheets, index: usize) -> Option<&mut Vec<ImportLine>> {
    sheets.iter_mut().find(|(at, _)| *at == index).map(|(_, lines)| lines)
}

/// What is wrong with a file as a whole, or with what was said of it in `member`.
pub(super) fn refusal(member: &'static str, error: &ReadError) -> AppError {
    let mut refusal = FieldError::new(error.code());
    for (name, value) in error.params() {
        refusal = refusal.with(name, value);
    }
    AppError::invalid(issue(format!("/{member}"), member, refusal))
}

fn read(path: &Path, headers: &HeaderCatalogue) -> Result<Read, ReadError> {
    let limits = Limits { max_file: FILE_MAX, ..Limits::default() };
    reading(Workbook::from_path(path, limits)?, headers)
}

/// Reads all rows of all sheets; hidden ones too, for somebody may want them.
pub(super) fn reading(mut book: Workbook, headers: &HeaderCatalogue) -> Result<Read, ReadError> {
    let survey = book.survey(headers)?;
    let chosen = survey.chosen.unwrap_or(0);
    let mut mapping = survey.mapping(chosen, &book, headers).unwrap_or_default();
    mapping.from_1904 = book.counts_from_1904();
    let mut sheets = Vec::new();
    let mut lines = Vec::new();
    for sheet in &survey.sheets {
        let index = sheet.info.index;
        let kept = match rows(&mut book, index, index == chosen) {
            Ok(kept) => kept,
            // One damaged sheet among several keeps nobody from the others.
            Err(_) if index != chosen => Vec::new(),
            Err(error) => return Err(error),
        };
        let full = |line: &&ImportLine| !line.cells.iter().all(Cell::is_blank);
        sheets.push(Sheet {
            index,
            name: sheet.info.name.clone(),
            hidden: sheet.info.hidden,
            rows: count(kept.iter().filter(full).count()),
            header_row: sheet.header.as_ref().map_or(0, |h| h.row),
            beside: None,
        });
        lines.push((index, kept));
    }
    for sheet in &survey.sheets {
        divide(sheet, &mut sheets, &mut lines);
    }
    let of_chosen = lines.iter().filter(|(index, _)| *index == chosen).flat_map(|(_, kept)| kept);
    without_foreign_codes(&mut mapping, of_chosen.map(|line| (line.row, line.cells.as_slice())));
    let related = survey.pair(headers).filter(|pair| pair.customers == chosen).and_then(|pair| {
        let header = survey.sheets.get(pair.contacts)?.header.as_ref()?;
        let contacts = Mapping::of_contacts(header, headers, book.counts_from_1904());
        Some(join(&mut lines, pair, &mapping, &contacts))
    });
    let (info, options) = (book.info().clone(), book.options().clone());
    let plan = Plan::default();
    let (sheet, applied) = (chosen, None);
    let layout = Layout { info, sheets, sheet, mapping, plan, options, related, applied };
    Ok(Read { layout, sheets: lines })
}

/// Makes the further tables on a sheet ones that can be chosen as a sheet can. In the first no row
/// is left that is only of these.
fn divide(of: &SheetSurvey, sheets: &mut Vec<Sheet>, lines: &mut Sheets) {
    let Some(first) = of.beside.first() else { return };
    let is_full = |cells: &[Cell]| !cells.iter().all(Cell::is_blank);
    let Some(kept) = chosen(lines, of.info.index) else { return };
    let part = |table: &Beside| -> Vec<ImportLine> {
        let parts = kept.iter().map(|line| (line.row, table.part(&line.cells)));
        let full = parts.filter(|(_, cells)| is_full(cells));
        full.map(|(row, cells)| ImportLine::new(row, cells)).collect()
    };
    let parts: Vec<_> = of.beside.iter().map(part).collect();
    let mut left = 0;
    for line in kept {
        match is_full(line.cells.get(..first.columns.start).unwrap_or(&line.cells)) {
            true => left += 1,
            false => line.cells.fill(Cell::Empty),
        }
    }
    for sheet in sheets.iter_mut().filter(|sheet| sheet.index == of.info.index) {
        sheet.rows = left;
    }
    for (table, part) in of.beside.iter().zip(parts) {
        let index = sheets.len();
        sheets.push(Sheet {
            index,
            name: of.info.name.clone(),
            hidden: of.info.hidden,
            rows: count(part.len()),
            header_row: table.header_row,
            beside: Some(super::Beside { sheet: of.info.index, column: table.columns.start }),
        });
        lines.push((index, part));
    }
}

/// The rows of a sheet. Blank ones count among those that were passed over, on the chosen sheet.
fn rows(book: &mut Workbook, sheet: usize, chosen: bool) -> Result<Vec<ImportLine>, ReadError> {
    let mut kept = Vec::new();
    for row in book.rows(sheet)? {
        let row = row?;
        if !chosen && row.cells.iter().all(Cell::is_blank) {
            continue;
        }
        kept.push(ImportLine::new(row.number.into(), row.cells));
    }
    Ok(kept)
}

fn hash_of(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            n => hasher.update(&buffer[..n]),
        }
    }
}

impl App {
    /// Takes a file in and judges its rows; nothing of it is a customer yet.
    ///
    /// # Errors
    /// Refusals, and what is wrong with the file as a whole.
    pub async fn start_import(
        &self,
        ctx: &Context,
        path: PathBuf,
        file_name: &str,
    ) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        ctx.ask::<CreateCustomer>(&())?;
        let (catalogue, remembered) = {
            let mut conn = self.db().read().await?;
            self.placement(&mut conn, ctx, None).await?;
            let catalogue = self.catalogue(&mut conn).await?;
            (catalogue, import::remembered(&mut conn, ctx.actor.person).await?)
        };
        let headers = headers(&catalogue);
        let (read, hash, headers) = tokio::task::spawn_blocking(move || {
            let read = read(&path, &headers).map_err(|error| refusal("file", &error));
            let read = read.and_then(|read| Ok((kept_bytes(&path, &read.layout.info)?, read)));
            (read, hash_of(&path), headers)
        })
        .await
        .map_err(AppError::internal)?;
        let (bytes, mut read) = read?;
        apply_remembered(&mut read.layout.mapping, &remembered, &headers, &catalogue);
        let mut batch = Batch {
            id: ImportId::new(self.fresh()),
            person: ctx.actor.person,
            owner: ctx.actor.person,
            template: "company".to_owned(),
            status: "reading".to_owned(),
            file_name: short_name(file_name),
            file_size: i64::try_from(read.layout.info.size).unwrap_or(i64::MAX),
            file_hash: hash.map_err(AppError::internal)?,
            format: read.layout.info.format.name().to_owned(),
            layout: read.layout,
            counts: Counts::default(),
            kept: false,
            failure: None,
            created_at: ctx.now,
            updated_at: ctx.now,
            ended_at: None,
            undo_at: None,
            version: 1,
            approval: None,
        };
        let judge = {
            let mut conn = self.db().read().await?;
            let mapping = &batch.layout.mapping;
            if let Some(template) = self.fitting_template(&mut conn, ctx, mapping).await? {
                template::apply(&mut batch, &template, true, (&headers, &*catalogue));
            }
            self.judge(&mut conn, ctx, &batch).await?
        };
        let mut sheets = read.sheets;
        if let Some(lines) = chosen(&mut sheets, batch.layout.sheet) {
            let all = std::mem::take(lines);
            *lines = self.judge_new(batch.id, &judge, all, &mut batch.counts).await?;
        }
        let (app, ctx) = (self.clone(), ctx.clone());
        to_its_end(async move { app.keep_file(&ctx, batch, &bytes, sheets).await }).await
    }

    /// Judges the rows of a file that was just read, and counts them.
    pub(super) async fn judge_new(
        &self,
        import: ImportId,
        judge: &Arc<Judge>,
        lines: Vec<ImportLine>,
        counts: &mut Counts,
    ) -> Result<Vec<ImportLine>> {
        let (taken, mut compared) = (&mut Taken::default(), Compared::default());
        let mut judged = Vec::with_capacity(lines.len());
        let mut lines = lines.into_iter().peekable();
        while lines.peek().is_some() {
            let part = lines.by_ref().take(CHUNK).collect();
            let mut conn = self.db().read().await?;
            let mut decided = self.decide(&mut conn, judge, part, taken).await?;
            self.compare(&mut conn, judge, &mut decided, &mut compared).await?;
            drop(conn);
            judged.extend(decide::rows(decided));
        }
        self.record_hidden(&judge.ctx, import, &mut compared).await?;
        decide::counted(counts, &judged);
        twins::give(&mut judged, compared.finish().await?, counts);
        Ok(judged)
    }

    /// Keeps a file's rows a part at a time, so that nobody waits long for the writer. Only the
    /// last part makes the import ready.
    async fn keep_file(
        &self,
        ctx: &Context,
        batch: Import,
        bytes: &[u8],
        sheets: Sheets,
    ) -> Result<Import> {
        let id = batch.id;
        let mut work = self.begin(ctx).await?;
        import::insert(work.tx(), &batch).await?;
        self.enqueue(&mut work, READ_JOB, &id.to_string()).await?;
        let mut draft = ctx
            .draft("import.read")
            .subject("import", id.to_string())
            .detail("sha256", batch.file_hash.as_str())
            .detail("bytes", batch.file_size)
            .detail("rows", batch.counts.data)
            .detail("valid", batch.counts.valid)
            .detail("invalid", batch.counts.invalid);
        if let Some(applied) = &batch.layout.applied {
            draft = draft.detail("import_template", applied.id.to_string());
        }
        work.record(draft);
        work.commit().await?;
        for (part, content) in (0..).zip(bytes.chunks(file::PART)) {
            let mut tx = self.db().begin().await?;
            if !import::beat(&mut tx, id, batch.version, self.now()).await? {
                return Err(self.unwanted(tx, &batch).await?);
            }
            file::insert_part(&mut tx, id, part, content).await?;
            tx.commit().await?;
        }
        self.keep_rows(batch, sheets).await
    }

    /// Keeps the rows of a file that is being read, and makes the import ready.
    pub(super) async fn keep_rows(&self, mut batch: Import, sheets: Sheets) -> Result<Import> {
        let id = batch.id;
        for (index, lines) in sheets {
            let sheet = count(index);
            for chunk in lines.chunks(CHUNK) {
                // Rows of a file are no customers yet: the entry above stands for all of them.
                let mut tx = self.db().begin().await?;
                if !import::beat(&mut tx, id, batch.version, self.now()).await? {
                    return Err(self.unwanted(tx, &batch).await?);
                }
                import::insert_lines(&mut tx, id, sheet, chunk).await?;
                tx.commit().await?;
            }
        }
        "ready".clone_into(&mut batch.status);
        (batch.kept, batch.updated_at) = (true, self.now());
        let mut tx = self.db().begin().await?;
        if !import::update(&mut tx, &batch).await? {
            return Err(self.unwanted(tx, &batch).await?);
        }
        tx.commit().await?;
        batch.version += 1;
        Ok(batch)
    }

    /// Somebody gave the import up while its file was being kept.
    async fn unwanted(&self, tx: kedang_db::Tx, batch: &Import) -> Result<AppError> {
        drop(tx);
        self.forget_import(batch.id, import::Forgotten::All).await?;
        self.forget_file(batch.id).await?;
        Ok(AppError::Stale { current: batch.version + 1 })
    }
}

/// The bytes of a file that may have to be read anew; none of another.
fn kept_bytes(path: &Path, info: &FileInfo) -> Result<Vec<u8>> {
    match is_correctable(info) {
        true => std::fs::read(path).map_err(AppError::internal),
        false => Ok(Vec::new()),
    }
}

/// The last part of a path, as far as it fits.
fn short_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    if clean.is_empty() { "file".to_owned() } else { clean }
}
