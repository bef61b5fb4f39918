//! Taking a file in.

use super::{FILE_MAX, Import, ImportLine, Layout, Sheet, apply_remembered, counts_add, headers};
use crate::customer::{hex, issue};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::ImportId;
use kedang_domain::permission::{CreateCustomer, RunImport};
use kedang_exchange::{FileFormat, HeaderCatalogue, Limits, Mapping, ReadError, Workbook};
use kedang_storage::import::{self, Batch, Counts};
use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Rows kept in one transaction.
const CHUNK: usize = 2_000;
/// Longest name of a file that is kept, in characters.
const NAME: usize = 200;

/// A file, read.
struct Read {
    layout: Layout,
    sheets: Vec<(usize, Vec<ImportLine>)>,
}

fn refusal(error: &ReadError) -> AppError {
    let mut refusal = FieldError::new(error.code());
    for (name, value) in error.params() {
        refusal = refusal.with(name, value);
    }
    AppError::invalid(issue("/file", "file", refusal))
}

/// Reads all rows of all sheets; hidden ones too, for somebody may want them.
fn read(path: &Path, headers: &HeaderCatalogue) -> Result<Read, ReadError> {
    let limits = Limits { max_file: FILE_MAX, ..Limits::default() };
    let mut book = Workbook::from_path(path, limits)?;
    let survey = book.survey(headers)?;
    let chosen = survey.chosen.unwrap_or(0);
    let mut mapping = survey.mapping(chosen, &book, headers).unwrap_or_default();
    mapping.from_1904 = book.counts_from_1904();
    let mut sheets = Vec::new();
    let mut lines = Vec::new();
    for sheet in &survey.sheets {
        let index = sheet.info.index;
        let mut kept: Vec<ImportLine> = Vec::new();
        for row in book.rows(index)? {
            let row = row?;
            if index != chosen && row.cells.iter().all(kedang_exchange::Cell::is_blank) {
                continue;
            }
            kept.push(ImportLine {
                row: row.number.into(),
                cells: row.cells,
                verdict: "head".to_owned(),
                reasons: Vec::new(),
                customer: None,
            });
        }
        sheets.push(Sheet {
            index,
            name: sheet.info.name.clone(),
            hidden: sheet.info.hidden,
            rows: i64::try_from(kept.len()).unwrap_or(i64::MAX),
            header_row: sheet.header.as_ref().map_or(0, |h| h.row),
        });
        lines.push((index, kept));
    }
    let layout = Layout { info: book.info().clone(), sheets, sheet: chosen, mapping };
    Ok(Read { layout, sheets: lines })
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
        let (headers, remembered) = {
            let mut conn = self.db().read().await?;
            self.placement(&mut conn, ctx, None).await?;
            let catalogue = self.catalogue(&mut conn).await?;
            let remembered = import::remembered(&mut conn, ctx.actor.person).await?;
            (headers(&catalogue), remembered)
        };
        let (read, hash, headers) = tokio::task::spawn_blocking(move || {
            let read = read(&path, &headers);
            (read, hash_of(&path), headers)
        })
        .await
        .map_err(AppError::internal)?;
        let mut read = read.map_err(|error| refusal(&error))?;
        apply_remembered(&mut read.layout.mapping, &remembered, &headers);
        let mut batch = Batch {
            id: ImportId::new(self.fresh()),
            person: ctx.actor.person,
            owner: ctx.actor.person,
            template: "company".to_owned(),
            status: "reading".to_owned(),
            file_name: short_name(file_name),
            file_size: i64::try_from(read.layout.info.size).unwrap_or(i64::MAX),
            file_hash: hash.map_err(AppError::internal)?,
            format: match read.layout.info.format {
                FileFormat::Xlsx => "xlsx",
                FileFormat::Csv => "csv",
            }
            .to_owned(),
            layout: read.layout,
            counts: Counts::default(),
            failure: None,
            created_at: ctx.now,
            updated_at: ctx.now,
            version: 1,
        };
        let judge = {
            let mut conn = self.db().read().await?;
            self.judge(&mut conn, ctx, &batch).await?
        };
        let chosen = batch.layout.sheet;
        let sheets = read.sheets;
        let (sheets, counts) = tokio::task::spawn_blocking(move || {
            let mut sheets = sheets;
            let mut counts = Counts::default();
            for (_, lines) in sheets.iter_mut().filter(|(index, _)| *index == chosen) {
                for line in lines {
                    let (verdict, reasons) = judge.verdict(line);
                    verdict.clone_into(&mut line.verdict);
                    line.reasons = reasons;
                    counts_add(&mut counts, verdict);
                }
            }
            (sheets, counts)
        })
        .await
        .map_err(AppError::internal)?;
        batch.counts = counts;
        self.keep_file(ctx, batch, sheets).await
    }

    /// Keeps a file's rows a part at a time, so that nobody waits long for the writer. Only the
    /// last part makes the import ready.
    async fn keep_file(
        &self,
        ctx: &Context,
        mut batch: Import,
        sheets: Vec<(usize, Vec<ImportLine>)>,
    ) -> Result<Import> {
        let mut work = self.begin(ctx).await?;
        import::insert(work.tx(), &batch).await?;
        work.record(
            ctx.draft("import.read")
                .subject("import", batch.id.to_string())
                .detail("sha256", batch.file_hash.as_str())
                .detail("bytes", batch.file_size)
                .detail("rows", batch.counts.data)
                .detail("valid", batch.counts.valid)
                .detail("invalid", batch.counts.invalid),
        );
        work.commit().await?;
        for (index, lines) in sheets {
            let sheet = i64::try_from(index).unwrap_or(i64::MAX);
            for chunk in lines.chunks(CHUNK) {
                // Rows of a file are no customers yet: the entry above stands for all of them.
                let mut tx = self.db().begin().await?;
                import::insert_lines(&mut tx, batch.id, sheet, chunk).await?;
                tx.commit().await?;
            }
        }
        "ready".clone_into(&mut batch.status);
        let mut tx = self.db().begin().await?;
        if !import::update(&mut tx, &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        tx.commit().await?;
        batch.version += 1;
        Ok(batch)
    }
}

/// The last part of a path, as far as it fits.
fn short_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(NAME).collect();
    if clean.is_empty() { "file".to_owned() } else { clean }
}

impl Layout {
    /// Whether rows can be judged at all.
    #[must_use]
    pub fn understood(&self) -> bool {
        self.mapping != Mapping::default() && self.mapping.has_name()
    }
}
