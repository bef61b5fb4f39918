//! Registering many customers in one transaction: for imports and samples.

use super::create::Placement;
use super::draft::{Draft, Ready, Rules};
use crate::catalogue::Cards;
use crate::import::{ImportPart, outcome};
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::FieldIssue;
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::CreateCustomer;
use kedang_domain::template::Template;
use kedang_storage::{contact, customer, event, import};
use serde_json::Value;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Customers in one transaction, at most: longer ones would keep everybody else waiting.
pub const CHUNK: usize = 200;

/// Drafts that were checked, and against what.
pub(super) struct Prepared {
    cards: Arc<Cards>,
    places: HashMap<Option<PersonId>, Placement>,
    pub(super) rows: Vec<Result<(Ready, Placement), Vec<FieldIssue>>>,
}

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
        part: Option<ImportPart>,
    ) -> Result<Vec<Result<CustomerId>>> {
        if drafts.len() > CHUNK {
            return Err(AppError::TooLarge { limit: CHUNK as u64, unit: "rows" });
        }
        let permit = ctx.ask::<CreateCustomer>(&())?;
        // Most of the work needs no writer; nobody waits for it.
        let mut prepared = {
            let mut conn = self.db().read().await?;
            self.prepare(&mut conn, ctx, drafts).await?
        };
        let mut work = self.begin(ctx).await?;
        customer::hold_codes(work.tx()).await?;
        if !self.still_holds(work.tx(), ctx, &prepared).await? {
            prepared = self.prepare(work.tx(), ctx, drafts).await?;
        }
        let rows = self.without_clashes(work.tx(), ctx, prepared.rows).await?;
        let good = rows.iter().filter(|row| row.is_ok()).count();
        let first = customer::numbers(work.tx(), count(good)).await?;
        let from = part.as_ref().map(|part| part.import);
        let mut numbers = first..;
        let (mut new, mut contacts, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut results = Vec::with_capacity(rows.len());
        for (draft, row) in drafts.iter().zip(rows) {
            let (ready, place) = match row {
                Ok(good) => good,
                Err(error) => {
                    results.push(Err(error));
                    continue;
                }
            };
            let no = numbers.next().unwrap_or(i64::MAX);
            let made = self.register(&work, draft, ready, place, no, from);
            results.push(Ok(made.new.id));
            new.push(made.new);
            contacts.extend(made.contacts);
            events.push(made.event);
            work.record(made.evidence);
        }
        customer::insert(work.tx(), &permit, first, &new).await?;
        contact::insert(work.tx(), &permit, &contacts).await?;
        event::insert(work.tx(), &events).await?;
        if let Some(part) = part {
            mark_part(&mut work, part, &results).await?;
        } else if new.is_empty() {
            return Ok(results);
        }
        work.commit().await?;
        Ok(results)
    }

    /// Checks drafts against cards and owners as they are now.
    pub(super) async fn prepare(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        drafts: &[Draft],
    ) -> Result<Prepared> {
        let cards = self.cards(conn).await?;
        let today = self.date_at(conn, ctx.now).await?;
        let mut places: HashMap<Option<PersonId>, Placement> = HashMap::new();
        let mut templates: HashMap<(&str, Placement), Template> = HashMap::new();
        let mut rows = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let place = match places.get(&draft.owner) {
                Some(place) => *place,
                None => {
                    let place = self.placement(conn, ctx, draft.owner).await?;
                    *places.entry(draft.owner).or_insert(place)
                }
            };
            let template = match templates.entry((draft.template.as_str(), place)) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let department = Some(place.department);
                    let (_, template) = self.card(conn, &draft.template, department).await?;
                    new.insert(template)
                }
            };
            let rules = Rules { catalogue: &cards.catalogue, template, today };
            rows.push(rules.prepare(draft).map(|ready| (ready, place)));
        }
        Ok(Prepared { cards, places, rows })
    }

    /// Whether drafts would be checked in the same way again.
    pub(super) async fn still_holds(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        prepared: &Prepared,
    ) -> Result<bool> {
        for (owner, place) in &prepared.places {
            if self.placement(conn, ctx, *owner).await? != *place {
                return Ok(false);
            }
        }
        Ok(Arc::ptr_eq(&self.cards(conn).await?, &prepared.cards))
    }

    /// Refuses those whose credit code is on file, or stands on a row before.
    async fn without_clashes(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        rows: Vec<Result<(Ready, Placement), Vec<FieldIssue>>>,
    ) -> Result<Vec<Result<(Ready, Placement)>>> {
        fn code(ready: &Ready) -> Option<&str> {
            ready.checked.values.get("credit_code").and_then(Value::as_str)
        }
        let codes: Vec<&str> = rows.iter().flatten().filter_map(|(row, _)| code(row)).collect();
        let on_file = customer::credit_codes_on_file(conn, &codes).await?;
        let mut taken: HashSet<String> = on_file.into_iter().collect();
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            judged.push(match row {
                Err(issues) => Err(AppError::Invalid(issues)),
                Ok((ready, place)) => match code(&ready) {
                    Some(code) if !taken.insert(code.to_owned()) => {
                        let twice =
                            || AppError::conflict("customer_twice").with("credit_code", code);
                        Err(self.clash(conn, ctx, code).await?.unwrap_or_else(twice))
                    }
                    _ => Ok((ready, place)),
                },
            });
        }
        Ok(judged)
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Notes on the rows of an import what became of them, in the same transaction.
async fn mark_part(
    work: &mut Work<'_>,
    part: ImportPart,
    results: &[Result<CustomerId>],
) -> Result<()> {
    let ImportPart { import, sheet, mapping, mut lines, spoiled } = part;
    for (line, result) in lines.iter_mut().zip(results) {
        outcome(line, result, &mapping);
    }
    let written = results.iter().filter(|r| r.is_ok()).count();
    let refused = count(results.len() - written + spoiled.len());
    lines.extend(spoiled);
    let ctx = work.context();
    // Only while it is being written: a cancelled import writes nothing more. And each row once,
    // whoever else is writing.
    let ours = import::count_written(work.tx(), import, count(written), 0, refused, ctx.now)
        .await?
        && import::set_outcomes(work.tx(), import, sheet, &lines).await?;
    if !ours {
        return Err(AppError::Stale { current: 0 });
    }
    work.record(
        ctx.draft("import.part")
            .subject("import", import.to_string())
            .detail("written", count(written))
            .detail("refused", refused),
    );
    Ok(())
}
