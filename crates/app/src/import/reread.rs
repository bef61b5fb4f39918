//! Reading a text file anew, when a person knows its encoding or separator better than was found
//! out.

use super::approve::withdraw;
use super::read::{Read, chosen, reading, refusal};
use super::{Import, READ_JOB, apply_remembered, headers, own, ready, to_its_end};
use crate::{App, AppError, Context, Result};
use kedang_domain::id::ImportId;
use kedang_domain::permission::RunImport;
use kedang_exchange::{FileInfo, Limits, ReadOptions, Workbook};
use kedang_storage::import::{self, Counts, file};

/// Longest file that is kept to be read anew, in bytes.
pub(super) const KEPT_MAX: u64 = 32 * 1024 * 1024;

/// What a person says of a file; the first `None` is "as before", the second "find it out".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Encoding, by a label of the Encoding Standard.
    pub encoding: Option<Option<String>>,
    /// The character between cells.
    pub separator: Option<Option<char>>,
}

impl Correction {
    /// Whether nothing is corrected.
    #[must_use]
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// What a separator is called; one that has no name here is shown as it is.
#[must_use]
pub fn separator_name(separator: char) -> String {
    match separator {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "bar".to_owned(),
        other => other.to_string(),
    }
}

/// Whether a file can be read in another way. A byte order mark settles the encoding.
#[must_use]
pub fn is_correctable(info: &FileInfo) -> bool {
    info.encoding.is_some() && info.size <= KEPT_MAX
}

impl App {
    /// Reads the file of an import anew. What its columns mean is guessed anew.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Stale`], an import or file with which this cannot be
    /// done, an encoding that is none.
    pub(super) async fn reread_import(
        &self,
        ctx: &Context,
        id: ImportId,
        version: i64,
        correction: &Correction,
    ) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        let mut batch: Import = own(import::get(&mut conn, id).await?, ctx)?;
        AppError::unless_current(batch.version, version)?;
        ready(&batch)?;
        let content = file::content(&mut conn, id).await?;
        if content.is_empty() {
            return Err(AppError::conflict("import_not_correctable"));
        }
        let catalogue = self.catalogue(&mut conn).await?;
        let remembered = import::remembered(&mut conn, batch.person).await?;
        drop(conn);
        let known = &batch.layout.options;
        let options = ReadOptions {
            encoding: correction.encoding.clone().unwrap_or_else(|| known.encoding.clone()),
            delimiter: correction.separator.unwrap_or(known.delimiter),
            ..ReadOptions::default()
        };
        let headers = headers(&catalogue);
        let work = move || {
            let book = Workbook::from_bytes_with(content, Limits::default(), options);
            (book.and_then(|book| reading(book, &headers)), headers)
        };
        let (read, headers) =
            tokio::task::spawn_blocking(work).await.map_err(AppError::internal)?;
        let Read { mut layout, mut sheets } = read.map_err(|e| refusal("encoding", &e))?;
        apply_remembered(&mut layout.mapping, &remembered, &headers, &catalogue);
        layout.plan = batch.layout.plan;
        if layout.plan.check(&layout.mapping).is_err() {
            layout.plan = super::Plan::default();
        }
        batch.layout = layout;
        let mut conn = self.db().read().await?;
        let judge = self.judge(&mut conn, ctx, &batch).await?;
        drop(conn);
        batch.counts = Counts::default();
        if let Some(lines) = chosen(&mut sheets, batch.layout.sheet) {
            let all = std::mem::take(lines);
            *lines = self.judge_new(id, &judge, all, &mut batch.counts).await?;
        }
        // From here on the rows are others: whoever finds the work interrupted has to send the
        // file again.
        "reading".clone_into(&mut batch.status);
        (batch.kept, batch.updated_at) = (false, self.now());
        let mut work = self.begin(ctx).await?;
        withdraw(&mut work, &mut batch).await?;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        batch.version += 1;
        self.enqueue(&mut work, READ_JOB, &id.to_string()).await?;
        let info = &batch.layout.info;
        work.record(
            ctx.draft("import.change")
                .subject("import", id.to_string())
                .detail("encoding", info.encoding.as_deref().unwrap_or_default())
                .detail("separator", info.delimiter.map(separator_name).unwrap_or_default()),
        );
        work.commit().await?;
        let app = self.clone();
        to_its_end(async move {
            app.forget_import(id, import::Forgotten::All).await?;
            app.keep_rows(batch, sheets).await
        })
        .await
    }
}
