//! Choosing another sheet, header row, meaning of columns, owner or template.

use super::approve::withdraw;
use super::plan::{Plan, without_foreign_codes};
use super::{
    Correction, Import, ImportChange, READ_JOB, apply_remembered, headers, own, ready, sheet,
    target, to_its_end,
};
use crate::customer::issue;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::{Catalogue, FieldError};
use kedang_domain::id::ImportId;
use kedang_domain::permission::RunImport;
use kedang_exchange::{Header, HeaderCatalogue, Mapping, RawRow};
use kedang_storage::import::{self, Which};

/// Rows among which a header is looked for.
const ROWS: i64 = 500;

impl App {
    /// Chooses another way of reading the file, sheet, header row, meaning of columns, plan, owner
    /// or template, and judges all rows anew. Meanwhile the import is being read, and nothing else can be done with it.
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
        if !change.correction.is_none() {
            let read = self.reread_import(ctx, id, version, &change.correction).await?;
            let rest = ImportChange { correction: Correction::default(), ..change.clone() };
            if rest == ImportChange::default() {
                return Ok(read);
            }
            return Box::pin(self.change_import(ctx, id, read.version, &rest)).await;
        }
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        if batch.version != version {
            return Err(AppError::Stale { current: batch.version });
        }
        ready(&batch)?;
        withdraw(&mut work, &mut batch).await?;
        let catalogue = self.catalogue(work.tx()).await?;
        let headers = headers(&catalogue);
        if let Some(owner) = change.owner {
            batch.owner = owner;
        }
        if let Some(template) = &change.template {
            batch.template.clone_from(template);
        }
        let old = batch.layout.sheet;
        if let Some(joined) = change.contacts {
            let related = batch.layout.related.as_mut().ok_or_else(|| {
                let error = FieldError::new("import_no_contacts_sheet");
                AppError::invalid(issue("/contacts", "contacts", error))
            })?;
            related.joined = joined;
        }
        if let Some(index) = change.sheet {
            if !batch.layout.sheets.iter().any(|s| s.index == index) {
                let error = FieldError::new("sheet_unknown").with("value", index);
                return Err(AppError::invalid(issue("/sheet", "sheet", error)));
            }
            batch.layout.sheet = index;
        }
        let known = (&headers, &*catalogue);
        let mut header_row = change.header_row;
        if change.import_template == Some(None) && batch.layout.applied.is_some() {
            // As if there had been no template: the columns are guessed anew.
            header_row = header_row.or(Some(batch.layout.mapping.header_row));
            batch.layout.plan = Plan::default();
        }
        if batch.layout.sheet != old || header_row.is_some() {
            self.choose_header(&mut work, &mut batch, header_row, known).await?;
            batch.layout.applied = None;
        }
        if let Some(Some(template)) = change.import_template {
            self.choose_template(&mut work, ctx, &mut batch, template, known).await?;
        }
        let plan = &mut batch.layout.plan;
        plan.mode = change.mode.unwrap_or(plan.mode);
        plan.key = change.key.or(plan.key);
        plan.overwrite_empty = change.overwrite_empty.unwrap_or(plan.overwrite_empty);
        self.choose_columns(&mut work, ctx, &mut batch, change, known).await?;
        let plan = batch.layout.plan;
        plan.check(&batch.layout.mapping)
            .map_err(|error| AppError::invalid(issue("/key", "key", error)))?;
        // Whether there can be a judge is known before anything is changed.
        let judge = self.judge(work.tx(), ctx, &batch).await?;
        "reading".clone_into(&mut batch.status);
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        self.enqueue(&mut work, READ_JOB, &id.to_string()).await?;
        let mut draft = ctx
            .draft("import.change")
            .subject("import", id.to_string())
            .detail("sheet", sheet(&batch))
            .detail("header_row", i64::from(batch.layout.mapping.header_row))
            .detail("template", batch.template.as_str())
            .detail("mode", plan.mode.name());
        if let Some(key) = plan.sought() {
            draft = draft.detail("key", key.name());
            if plan.overwrite_empty {
                draft = draft.detail("overwrite_empty", "yes");
            }
        }
        if let Some(applied) =
            batch.layout.applied.iter().find(|_| change.import_template.is_some())
        {
            draft = draft.detail("import_template", applied.id.to_string());
        }
        if batch.owner != ctx.actor.person {
            draft = draft.detail("owner", batch.owner.to_string());
        }
        work.record(draft);
        work.commit().await?;
        batch.version += 1;
        let app = self.clone();
        to_its_end(async move { app.judge_lines(batch, judge).await }).await
    }

    /// Gives columns another meaning, and remembers it for the next file of this person.
    async fn choose_columns(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        batch: &mut Import,
        change: &ImportChange,
        (headers, catalogue): (&HeaderCatalogue, &Catalogue),
    ) -> Result<()> {
        let mapping = &mut batch.layout.mapping;
        let mut issues = Vec::new();
        let mut chosen = Vec::new();
        for (column, text) in &change.columns {
            let refused = |error| issue(format!("/columns/{column}"), "columns", error);
            if !mapping.headers.iter().any(|h| h.index == *column) {
                issues.push(refused(FieldError::new("column_unknown").with("value", *column)));
                continue;
            }
            match text.as_deref().map(|text| (text, target(text, catalogue))) {
                None => chosen.push((*column, None)),
                Some((_, Some(target))) => chosen.push((*column, Some(target))),
                Some((text, None)) => {
                    let shown: String = text.chars().take(64).collect();
                    issues.push(refused(FieldError::new("field_unknown").with("field", shown)));
                }
            }
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        for (column, target) in chosen {
            let header = mapping.header(column).to_owned();
            if !header.is_empty() {
                let field = target.as_ref().map(ToString::to_string).unwrap_or_default();
                import::remember(work.tx(), ctx.actor.person, &header, &field, ctx.now).await?;
            }
            mapping.assign(column, target, headers);
        }
        Ok(())
    }

    /// Puts the header where it is said to be, or where it is found.
    async fn choose_header(
        &self,
        work: &mut Work<'_>,
        batch: &mut Import,
        header_row: Option<u32>,
        (headers, catalogue): (&HeaderCatalogue, &Catalogue),
    ) -> Result<()> {
        let which = Which { limit: ROWS, ..Which::default() };
        let first: Vec<super::ImportLine> =
            import::lines(work.tx(), batch.id, sheet(batch), which).await?;
        let rows: Vec<RawRow> = first
            .into_iter()
            .map(|l| RawRow { number: u32::try_from(l.row).unwrap_or(0), cells: l.cells })
            .collect();
        let from_1904 = batch.layout.mapping.from_1904;
        let header = match header_row {
            Some(row) => Some(Header::at(&rows, row, headers).ok_or_else(|| {
                let error = FieldError::new("header_row_unknown").with("value", row);
                AppError::invalid(issue("/header_row", "header_row", error))
            })?),
            None => Header::find(&rows, headers),
        };
        batch.layout.mapping = match &header {
            Some(header) => Mapping::guess_until(header, batch.layout.until(), headers, from_1904),
            None => Mapping { from_1904, ..Mapping::default() },
        };
        let below = rows.iter().map(|row| (row.number.into(), row.cells.as_slice()));
        without_foreign_codes(&mut batch.layout.mapping, below);
        let remembered = import::remembered(work.tx(), batch.person).await?;
        apply_remembered(&mut batch.layout.mapping, &remembered, headers, catalogue);
        let chosen = batch.layout.sheet;
        if let Some(sheet) = batch.layout.sheets.iter_mut().find(|s| s.index == chosen) {
            sheet.header_row = header.map_or(0, |header| header.row);
        }
        Ok(())
    }
}
