//! Registering many customers in one transaction: for imports and samples.

use super::write::{Draft, Placement, Rules};
use crate::import::{ImportLine, ImportPart, outcome};
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::CreateCustomer;
use kedang_domain::template::Template;
use kedang_storage::{contact, customer, event, import};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Customers in one transaction, at most: longer ones would keep everybody else waiting.
pub const CHUNK: usize = 200;

impl App {
    /// Registers those of these customers that are right, all in one transaction, and says for
    /// each what became of it. Each one registered is an entry of the log.
    ///
    /// # Errors
    /// Refusals, more than [`CHUNK`] customers, or the database's: then none is registered.
    pub async fn register_customers(
        &self,
        ctx: &Context,
        drafts: &[Draft],
    ) -> Result<Vec<Result<CustomerId>>> {
        self.register_part(ctx, drafts, None).await
    }

    /// As [`App::register_customers`], and notes on the rows of an import what became of them.
    pub(crate) async fn register_part(
        &self,
        ctx: &Context,
        drafts: &[Draft],
        rows_of: Option<(ImportPart<'_>, Vec<ImportLine>)>,
    ) -> Result<Vec<Result<CustomerId>>> {
        if drafts.len() > CHUNK {
            return Err(AppError::TooLarge { limit: CHUNK as u64, unit: "rows" });
        }
        let permit = ctx.ask::<CreateCustomer>(&())?;
        let from = rows_of.as_ref().map(|(part, _)| part.import);
        let mut work = self.begin(ctx).await?;
        let catalogue = self.catalogue(work.tx()).await?;
        let today = self.date_at(work.tx(), ctx.now).await?;
        let mut places: HashMap<Option<PersonId>, Placement> = HashMap::new();
        let mut templates: HashMap<(String, Placement), Template> = HashMap::new();
        let mut taken = self.codes_on_file(work.tx(), drafts).await?;
        let mut checked = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let place = match places.get(&draft.owner) {
                Some(place) => *place,
                None => {
                    let place = self.placement(work.tx(), ctx, draft.owner).await?;
                    *places.entry(draft.owner).or_insert(place)
                }
            };
            let key = (draft.template.clone(), place);
            if !templates.contains_key(&key) {
                let (_, template) =
                    self.card(work.tx(), &draft.template, Some(place.department)).await?;
                templates.insert(key.clone(), template);
            }
            let template = &templates[&key];
            let result = Rules { catalogue: &catalogue, template, today }.check(draft);
            checked.push(match result {
                Err(issues) => Err(AppError::Invalid(issues)),
                Ok(row) => match row.values.get("credit_code").and_then(Value::as_str) {
                    Some(code) if !taken.insert(code.to_owned()) => {
                        Err(self.clash(&mut work, ctx, code).await?)
                    }
                    _ => Ok((row, place)),
                },
            });
        }
        let good = checked.iter().filter(|c| c.is_ok()).count();
        let count = i64::try_from(good).map_err(AppError::internal)?;
        let first = customer::numbers(work.tx(), count).await?;
        let mut no = first;
        let (mut rows, mut contacts, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut results = Vec::with_capacity(checked.len());
        for (draft, checked) in drafts.iter().zip(checked) {
            let (row, place) = match checked {
                Ok(good) => good,
                Err(error) => {
                    results.push(Err(error));
                    continue;
                }
            };
            let template = &templates[&(draft.template.clone(), place)];
            let new = self.register(&work, ctx, draft, row, place, no, &catalogue, template, from);
            no += 1;
            results.push(Ok(new.new.id));
            rows.push(new.new);
            contacts.extend(new.contacts);
            events.push(new.event);
            work.record(new.evidence);
        }
        customer::insert(work.tx(), &permit, first, &rows).await?;
        contact::insert(work.tx(), &permit, &contacts).await?;
        event::insert(work.tx(), &events).await?;
        if let Some((part, spoiled)) = rows_of {
            self.mark_part(&mut work, ctx, part, &spoiled, &results).await?;
        } else if rows.is_empty() {
            return Ok(results);
        }
        work.commit().await?;
        Ok(results)
    }

    /// Notes on the rows of an import what became of them, in the same transaction.
    async fn mark_part(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        part: ImportPart<'_>,
        spoiled: &[ImportLine],
        results: &[Result<CustomerId>],
    ) -> Result<()> {
        for (line, result) in part.lines.iter_mut().zip(results) {
            outcome(line, result);
        }
        for line in part.lines.iter().chain(spoiled) {
            import::set_line(work.tx(), part.import, part.sheet, line).await?;
        }
        let written = results.iter().filter(|r| r.is_ok()).count();
        let refused = results.len() - written + spoiled.len();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        // Only while it is being written: a cancelled import writes nothing more.
        if !import::count_written(work.tx(), part.import, count(written), count(refused), ctx.now)
            .await?
        {
            return Err(AppError::Stale { current: 0 });
        }
        work.record(
            ctx.draft("import.part")
                .subject("import", part.import.to_string())
                .detail("written", count(written))
                .detail("refused", count(refused)),
        );
        Ok(())
    }

    /// Which of the credit codes of these drafts are on file.
    async fn codes_on_file(
        &self,
        conn: &mut kedang_db::Conn,
        drafts: &[Draft],
    ) -> Result<HashSet<String>> {
        let codes: Vec<&str> = drafts
            .iter()
            .filter_map(|d| d.values.get("credit_code").and_then(Value::as_str))
            .collect();
        Ok(customer::credit_codes_on_file(conn, &codes).await?.into_iter().collect())
    }
}
