//! Which customers leave, and in what order, fixed by one look at the database.

use super::table::{self, Column};
use crate::customer::Query;
use crate::{App, AppError, Context, Result};
use kedang_domain::export::{Definition, ExportFormat, Only};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::permission::Act as _;
use kedang_domain::permission::ExportCustomers;
use kedang_domain::secrecy::Level;
use kedang_storage::contact;
use kedang_storage::customer::{self, Sort, Wanted};

/// Customers looked up at a time. Only their numbers are kept: eight bytes each.
const BATCH: i64 = 2_000;

/// What is to leave.
pub(super) struct Plan {
    /// The running numbers of the customers, in order.
    pub(super) customers: Vec<i64>,
    /// The columns of a table, in order.
    pub(super) columns: Vec<Column>,
    /// The highest level of secrecy among them.
    pub(super) level: Level,
}

impl Plan {
    /// Works out what this person may see of what is asked for.
    ///
    /// # Errors
    /// Everything wrong with the definition; [`AppError::NotFound`] for a single customer or
    /// contact that is not for this person.
    pub(super) async fn make(app: &App, ctx: &Context, definition: &Definition) -> Result<Self> {
        let mut conn = app.db().snapshot().await?;
        let catalogue = app.catalogue(&mut conn).await?;
        let mut issues = Vec::new();
        let columns = table::columns(&catalogue, &definition.columns, &mut issues);
        let sort = Sort::parse(&definition.sort).unwrap_or_else(|| {
            let error = FieldError::new("sort_unknown").with("value", definition.sort.as_str());
            issues.push(FieldIssue {
                pointer: "/sort".to_owned(),
                field: "sort".to_owned(),
                error,
            });
            Sort { key: customer::SortKey::Code, descending: false }
        });
        let conditions = match app.conditions_on(&mut conn, ctx, &definition.filters).await {
            Ok(conditions) => conditions,
            Err(AppError::Invalid(found)) => {
                issues.extend(found);
                Vec::new()
            }
            Err(other) => return Err(other),
        };
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        if let Some(only) = definition.only {
            drop(conn);
            let (no, level) = app.single(ctx, only).await?;
            return Ok(Self { customers: vec![no], columns, level });
        }
        let mut query = Query { conditions, sort, after: None, limit: BATCH, wanted: Wanted::NONE };
        let (mut customers, mut level) = (Vec::new(), Level::Internal);
        loop {
            let rows =
                customer::list(&mut conn, &ctx.scope(), &query, &app.inner.estimates).await?;
            customers.extend(rows.iter().map(|row| row.no));
            level = rows.iter().map(|row| row.secrecy).fold(level, Level::max);
            query.after = match rows.last() {
                Some(last) if rows.len() == usize::try_from(BATCH).unwrap_or(usize::MAX) => {
                    Some(last.cursor(sort))
                }
                _ => return Ok(Self { customers, columns, level }),
            };
        }
    }

    /// How many customers.
    pub(super) fn count(&self) -> i64 {
        i64::try_from(self.customers.len()).unwrap_or(i64::MAX)
    }

    /// The facts that must be read of each customer.
    pub(super) fn wanted(&self, format: ExportFormat) -> Wanted {
        match format {
            ExportFormat::Vcf => Wanted::Only(super::cards::facts()),
            _ => Wanted::Only(table::facts(&self.columns)),
        }
    }
}

impl App {
    /// The running number of a single customer and its level, if it is for this person.
    async fn single(&self, ctx: &Context, only: Only) -> Result<(i64, Level)> {
        let mut conn = self.db().read().await?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, only.customer).await?;
        let Some(seen) = seen else {
            drop(conn);
            return Err(self.out_of_sight(ctx, ExportCustomers::NAME, only.customer).await?);
        };
        if let Some(id) = only.contact {
            let contact = contact::one(&mut conn, id).await?;
            if contact.is_none_or(|contact| contact.customer != only.customer) {
                return Err(AppError::NotFound);
            }
        }
        ctx.ask_to_read(&seen)?;
        Ok((seen.no, seen.secrecy.level))
    }
}
