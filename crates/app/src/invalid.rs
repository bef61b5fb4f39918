//! The work list of invalid entries (S 9.4): files of which nobody can make use, for those who
//! clean the customer file. One is completed, marked as fine, or withdrawn ([`withdraw`]). Nothing is
//! destroyed here: that follows the regulation.

pub mod withdraw;

use crate::customer::check_reason;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, FieldError, FieldIssue};
use kedang_domain::id::{CustomerId, DepartmentId};
use kedang_domain::invalid::{Entry, UNTOUCHED_DAYS, faults, wanted};
use kedang_domain::permission::{CleanCustomers, EditCustomer};
use kedang_storage::customer::{
    self, Column, ColumnTest, Condition, Count, Cursor, Listed, Query, Seen, Sort, SortKey, Wanted,
};
use kedang_storage::{contact, organisation};
use kedang_storage::{invalid, twin};
use std::collections::{BTreeSet, HashMap};

pub use kedang_domain::invalid::Flaw;
pub use kedang_storage::invalid::Fine;

/// Entries on one page, at most.
pub const PAGE: usize = 50;
/// Customers that one request looks at, at most.
pub const LOOKED_AT: usize = 5_000;
/// Customers read at once.
const PART: usize = 500;
/// Pairs and entries that are counted, at most.
pub const COUNTED: usize = 500;
/// What was left alone for longest comes first.
pub const SORT: Sort = Sort { key: SortKey::UpdatedAt, descending: false };
const DAY: i64 = 86_400_000;

/// What of the work list is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Those of which somebody said that they are fine, in the place of the others.
    pub fine: bool,
    /// Of a department, with those below it.
    pub department: Option<DepartmentId>,
    /// Suspected for this.
    pub fault: Option<Flaw>,
    /// After this customer.
    pub after: Option<Cursor>,
}

/// A customer that looks like an invalid entry.
#[derive(Debug)]
pub struct Suspect {
    /// Which.
    pub customer: Listed,
    /// Why.
    pub faults: BTreeSet<Flaw>,
    /// Somebody said that it is fine, as it is.
    pub fine: Option<Fine>,
}

/// What waits for those who clean the customer file.
#[derive(Clone, Copy, Debug)]
pub struct CleaningCounts {
    /// Pairs that look like one customer.
    pub twins: Count,
    /// Customers that look like invalid entries.
    pub invalid: Count,
}

/// One page of the work list.
#[derive(Debug, Default)]
pub struct Suspects {
    /// What was left alone for longest comes first.
    pub items: Vec<Suspect>,
    /// Where to go on; there may be no more behind it.
    pub next: Option<Cursor>,
}

impl App {
    /// Customers of those that this person sees which look like invalid entries. At most
    /// [`LOOKED_AT`] are looked at, so that a page may be short, or empty, and still have a next.
    ///
    /// # Errors
    /// Refusals.
    pub async fn invalid_entries(&self, ctx: &Context, wish: &Wish) -> Result<Suspects> {
        ctx.ask::<CleanCustomers>(&())?;
        let mut conn = self.db().read().await?;
        self.suspected(&mut conn, ctx, wish, PAGE).await
    }

    /// How many pairs of twins and how many invalid entries wait for this person. Of the latter at
    /// most [`COUNTED`] are counted, among [`LOOKED_AT`] customers.
    ///
    /// # Errors
    /// Refusals.
    pub async fn cleaning_counts(&self, ctx: &Context) -> Result<CleaningCounts> {
        ctx.ask::<CleanCustomers>(&())?;
        let mut conn = self.db().read().await?;
        let most = i64::try_from(COUNTED).unwrap_or(i64::MAX);
        let twins = twin::count(&mut conn, &ctx.scope(), most + 1).await?;
        let found = self.suspected(&mut conn, ctx, &Wish::default(), COUNTED).await?;
        let invalid = i64::try_from(found.items.len()).unwrap_or(i64::MAX);
        Ok(CleaningCounts {
            twins: Count { count: twins.min(most), capped: twins > most },
            invalid: Count { count: invalid, capped: found.next.is_some() },
        })
    }

    /// So many entries that answer a wish.
    async fn suspected(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        wish: &Wish,
        most: usize,
    ) -> Result<Suspects> {
        let catalogue = self.catalogue(conn).await?;
        let mut query = query(conn, &catalogue, wish).await?;
        let mut page = Suspects::default();
        for _ in 0..LOOKED_AT / PART {
            let part = customer::list(conn, &ctx.scope(), &query, &self.inner.estimates).await?;
            let last = part.len() < PART;
            let end = part.last().map(|one| one.cursor(SORT));
            for suspect in suspects(conn, &catalogue, part, ctx.now).await? {
                if !answers(&suspect, wish) {
                    continue;
                }
                if page.items.len() == most {
                    page.next = page.items.last().map(|one| one.customer.cursor(SORT));
                    return Ok(page);
                }
                page.items.push(suspect);
            }
            if last {
                return Ok(page);
            }
            query.after = end;
        }
        page.next = query.after;
        Ok(page)
    }

    /// Keeps that a customer is fine as it stands in this version and for what is suspected now,
    /// or takes that back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not for this person, or nothing is suspected; refusals;
    /// [`AppError::Stale`]; no reason why it is fine.
    pub async fn rule_on_invalid(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        fine: bool,
        reason: Option<&str>,
    ) -> Result<()> {
        let permit = ctx.ask::<CleanCustomers>(&())?;
        let (mut work, seen) = self.begin_on(ctx, "customer.clean", id).await?;
        ctx.ask_on::<EditCustomer>(&seen.standing, id)?;
        if seen.version != version {
            return Err(AppError::Stale { current: seen.version });
        }
        let mut issues = Vec::new();
        let reason = check_reason(reason, &mut issues);
        if reason.is_none() && fine && issues.is_empty() {
            let (pointer, field) = ("/reason".to_owned(), "reason".to_owned());
            issues.push(FieldIssue { pointer, field, error: FieldError::new("required") });
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let mut entry = ctx.draft("customer.clean").subject("customer", id.to_string());
        entry = entry.customer(id.to_string()).detail("ruling", if fine { "fine" } else { "open" });
        if fine {
            let catalogue = self.catalogue(work.tx()).await?;
            let faults = flaws(work.tx(), &catalogue, &seen, ctx.now).await?;
            if faults.is_empty() {
                return Err(AppError::NotFound);
            }
            let by = (ctx.actor.person, String::new());
            let reason = reason.unwrap_or_default();
            let fine = Fine { version, faults, by, at: ctx.now, reason };
            invalid::keep(work.tx(), &permit, id, &fine).await?;
        } else if !invalid::forget(work.tx(), &permit, id).await? {
            return Err(AppError::NotFound);
        }
        work.record(entry);
        work.commit().await
    }
}

/// Why a customer is suspected, if it is.
async fn flaws(
    conn: &mut Conn,
    catalogue: &Catalogue,
    seen: &Seen,
    now: i64,
) -> Result<BTreeSet<Flaw>> {
    let contacts = contact::of_customers(conn, &[seen.id]).await?;
    let entry = Entry {
        kind: seen.kind,
        name: &seen.name,
        values: &seen.values,
        contacts: contacts.get(&seen.id).map_or(&[], Vec::as_slice),
        updated_at: seen.updated_at,
        last_contact_at: seen.last_contact_at,
    };
    Ok(faults(catalogue, &entry, now - UNTOUCHED_DAYS * DAY))
}

async fn query(conn: &mut Conn, catalogue: &Catalogue, wish: &Wish) -> Result<Query> {
    let mut conditions = Vec::new();
    if let Some(department) = wish.department {
        let tree = organisation::tree(conn).await?;
        let ids = organisation::under(&tree, [department]);
        let ids = ids.iter().map(|id| id.to_string().into()).collect();
        conditions.push(Condition::Column(Column::Department, ColumnTest::In(ids)));
    }
    let (after, wanted) = (wish.after.clone(), Wanted::Only(wanted(catalogue)));
    let limit = i64::try_from(PART).unwrap_or(i64::MAX);
    Ok(Query { conditions, sort: SORT, after, limit, wanted })
}

/// Those of these customers that look like invalid entries, in their order.
async fn suspects(
    conn: &mut Conn,
    catalogue: &Catalogue,
    part: Vec<Listed>,
    now: i64,
) -> Result<Vec<Suspect>> {
    let ids: Vec<CustomerId> = part.iter().map(|one| one.id).collect();
    let contacts = contact::of_customers(conn, &ids).await?;
    let mut found = Vec::new();
    for customer in part {
        let entry = Entry {
            kind: customer.kind,
            name: &customer.name,
            values: &customer.values,
            contacts: contacts.get(&customer.id).map_or(&[], Vec::as_slice),
            updated_at: customer.updated_at,
            last_contact_at: customer.last_contact_at,
        };
        let faults = faults(catalogue, &entry, now - UNTOUCHED_DAYS * DAY);
        if !faults.is_empty() {
            found.push(Suspect { customer, faults, fine: None });
        }
    }
    let ids: Vec<CustomerId> = found.iter().map(|one| one.customer.id).collect();
    let mut fine: HashMap<CustomerId, Fine> = invalid::fine(conn, &ids).await?;
    for suspect in &mut found {
        let said = fine.remove(&suspect.customer.id);
        // It holds for the customer as it was, and not for what is suspected since.
        suspect.fine = said.filter(|said| {
            said.version == suspect.customer.version && said.faults.is_superset(&suspect.faults)
        });
    }
    Ok(found)
}

fn answers(suspect: &Suspect, wish: &Wish) -> bool {
    suspect.fine.is_some() == wish.fine
        && wish.fault.is_none_or(|fault| suspect.faults.contains(&fault))
}
