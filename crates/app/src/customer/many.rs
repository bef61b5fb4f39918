//! Registering many customers in one transaction: for imports and samples.

use super::create::Registration;
use super::draft::Draft;
use super::prepare::Prepared;
use crate::import::{ImportPart, outcome};
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::FieldIssue;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::CreateCustomer;
use kedang_storage::{contact, customer, event, import};
use std::collections::HashSet;

/// Customers in one transaction, at most: longer ones would keep everybody else waiting.
pub const CHUNK: usize = 200;

impl App {
    /// Registers those of these customers that are right, all in one transaction, and says for
    /// each what became of it. Each one registered is an entry of the log.
    ///
    /// # Errors
    /// As [`App::prepare_customers`]; then none is registered.
    pub async fn register_customers(
        &self,
        ctx: &Context,
        drafts: Vec<Draft>,
    ) -> Result<Vec<Result<CustomerId>>> {
        let prepared = self.prepare_customers(ctx, drafts).await?;
        self.register_prepared(ctx, prepared).await
    }

    /// As [`App::register_customers`], with what [`App::prepare_customers`] gave.
    ///
    /// # Errors
    /// Refusals, or the database's: then none is registered.
    pub async fn register_prepared(
        &self,
        ctx: &Context,
        prepared: Prepared,
    ) -> Result<Vec<Result<CustomerId>>> {
        self.register_part(ctx, prepared, None).await
    }

    /// As [`App::register_prepared`], and notes on the rows of an import what became of them.
    pub(crate) async fn register_part(
        &self,
        ctx: &Context,
        prepared: Prepared,
        part: Option<ImportPart>,
    ) -> Result<Vec<Result<CustomerId>>> {
        let permit = ctx.ask::<CreateCustomer>(&())?;
        let mut work = self.begin(ctx).await?;
        customer::hold_codes(work.tx()).await?;
        let prepared = self.confirm(work.tx(), ctx, prepared).await?;
        let rows = self.without_clashes(work.tx(), ctx, prepared.rows).await?;
        let good = rows.iter().filter(|row| row.is_ok()).count();
        let first = customer::numbers(work.tx(), count(good)).await?;
        let mut numbers = first..;
        let (mut new, mut contacts, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let mut results = Vec::with_capacity(rows.len());
        for row in rows {
            let made = row.map(|mut made| {
                made.number(numbers.next().unwrap_or(i64::MAX));
                let id = made.new.id;
                new.push(made.new);
                contacts.extend(made.contacts);
                events.push(made.event);
                work.record(made.evidence);
                id
            });
            results.push(made);
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

    /// Refuses those whose credit code is on file, or stands on a row before.
    async fn without_clashes(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        rows: Vec<Result<Registration, Vec<FieldIssue>>>,
    ) -> Result<Vec<Result<Registration>>> {
        let codes: Vec<&str> = rows.iter().flatten().filter_map(Registration::code).collect();
        let on_file = customer::credit_codes_on_file(conn, &codes).await?;
        let mut taken: HashSet<String> = on_file.into_iter().collect();
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            judged.push(match row {
                Err(issues) => Err(AppError::Invalid(issues)),
                Ok(made) => match made.code() {
                    Some(code) if !taken.insert(code.to_owned()) => {
                        let twice =
                            || AppError::conflict("customer_twice").with("credit_code", code);
                        Err(self.clash(conn, ctx, code).await?.unwrap_or_else(twice))
                    }
                    _ => Ok(made),
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
