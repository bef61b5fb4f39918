//! Loans of original files 借阅 (F5). What was asked for and approved as a request is handed out by a
//! keeper, checked and confirmed by the borrower, due by the regulation, taken back, and confirmed
//! again. A loan is its borrower's: there is no way to pass an item on.

mod act;
mod item;

pub use act::Checked;
pub use item::{ItemDraft, OpenItem};
pub use kedang_storage::loan::{Handing, Item, Loan, Which};

use crate::request::Request;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, DepartmentId, ItemId, LoanId, Uuid};
use kedang_domain::permission::{
    Act, ConfirmLoan, DecideRequest, Decision, HandleLoan, KeepItem, Kept, LoanSides, Permit,
    ReportLoan,
};
use kedang_evidence::Draft;
use kedang_storage::customer::{self, Seen};
use kedang_storage::{export, loan};
use std::collections::{BTreeSet, HashMap};

/// Where the regulation speaks of loans, in `data/policy/matters.toml`.
const BASIS: &str = "loan";
/// For how long the regulation lends.
const TERM: &str = "loan.term";

/// A loan as somebody sees it.
#[derive(Clone, Debug)]
pub struct OpenLoan {
    /// The loan.
    pub loan: Loan,
    /// The customer's name, when this person sees the customer.
    pub customer: Option<String>,
    /// Whether it is out beyond its time.
    pub late: bool,
    /// Hand it out, take it back, give more time.
    pub handle: Decision,
    /// Confirm that it is as described.
    pub confirm: Decision,
    /// Report damage or loss.
    pub report: Decision,
}

/// Whether somebody may put originals of a customer on the register.
pub(crate) async fn may_keep(conn: &mut Conn, ctx: &Context, seen: &Seen) -> Result<Decision> {
    let custodians = export::custodians(conn).await?;
    Ok(KeepItem::decide(&ctx.actor, &kept(seen, &custodians)))
}

/// What is kept of a customer that somebody sees.
fn kept(seen: &Seen, custodians: &BTreeSet<DepartmentId>) -> Kept {
    Kept {
        standing: seen.standing,
        department: seen.department,
        level: seen.secrecy.level,
        custodians: custodians.clone(),
    }
}

fn open(
    ctx: &Context,
    loan: Loan,
    seen: Option<&Seen>,
    custodians: &BTreeSet<DepartmentId>,
) -> OpenLoan {
    let sides =
        LoanSides { borrower: loan.borrower.0, kept: seen.map(|seen| kept(seen, custodians)) };
    OpenLoan {
        customer: seen.map(|seen| seen.name.clone()),
        late: loan.is_late(ctx.now),
        handle: HandleLoan::decide(&ctx.actor, &sides),
        confirm: ConfirmLoan::decide(&ctx.actor, &sides),
        report: ReportLoan::decide(&ctx.actor, &sides),
        loan,
    }
}

/// The entry of the log about a loan.
fn entry(work: &Work<'_>, action: &str, loan: &Loan) -> Draft {
    let mut draft = work
        .draft(action)
        .subject("loan", loan.id.to_string())
        .customer(loan.item.customer.to_string())
        .detail("number", loan.item.number.as_str())
        .detail("person", loan.borrower.0.to_string());
    draft.clause = work.context().clause(BASIS).map(str::to_owned);
    draft
}

fn page(id: LoanId) -> String {
    format!("/loans?id={id}")
}

impl App {
    /// The loans that exist for this person, the newest first: their own, and those of customers
    /// that are open to them.
    ///
    /// # Errors
    /// The database's.
    pub async fn loans(
        &self,
        ctx: &Context,
        which: Which,
        item: Option<ItemId>,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> Result<Vec<OpenLoan>> {
        let mut conn = self.db().read().await?;
        let reader = (ctx.actor.person, &ctx.scope(), ctx.now);
        let found = loan::list(&mut conn, reader, which, item, after, limit).await?;
        open_all(&mut conn, ctx, found).await
    }

    /// A loan.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when it is not for this person.
    pub async fn loan(&self, ctx: &Context, id: LoanId) -> Result<OpenLoan> {
        let mut conn = self.db().read().await?;
        let found = loan::get(&mut conn, ctx.actor.person, &ctx.scope(), id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        open_all(&mut conn, ctx, vec![found]).await?.pop().ok_or(AppError::NotFound)
    }

    /// What the last word on a request for a loan does: the item can be handed out.
    pub(crate) async fn approve_loan(
        &self,
        work: &mut Work<'_>,
        permit: &Permit<DecideRequest>,
        request: &Request,
        until: i64,
    ) -> Result<()> {
        let item = request.details.item;
        let item = item.ok_or_else(|| AppError::internal("a request for no item"))?;
        let id = LoanId::new(self.fresh());
        let approved = loan::Approved {
            id,
            item,
            borrower: request.applicant.0,
            request: request.id,
            purpose: &request.purpose,
            until,
        };
        let now = work.context().now;
        loan::insert(work.tx(), permit, approved, now).await?;
        let mut draft = work
            .draft("loan.approve")
            .subject("loan", id.to_string())
            .detail("person", request.applicant.0.to_string())
            .detail("request", request.id.to_string());
        draft.clause.clone_from(&request.clause);
        if let Some(customer) = request.customer {
            draft = draft.customer(customer.to_string());
        }
        work.record(draft);
        Ok(())
    }
}

async fn open_all(conn: &mut Conn, ctx: &Context, found: Vec<Loan>) -> Result<Vec<OpenLoan>> {
    let ids: Vec<CustomerId> = found.iter().map(|loan| loan.item.customer).collect();
    let seen = seen_by_id(conn, ctx, &ids).await?;
    let custodians = export::custodians(conn).await?;
    let opened = found.into_iter().map(|loan| {
        let customer = seen.get(&loan.item.customer);
        open(ctx, loan, customer, &custodians)
    });
    Ok(opened.collect())
}

async fn seen_by_id(
    conn: &mut Conn,
    ctx: &Context,
    ids: &[CustomerId],
) -> Result<HashMap<CustomerId, Seen>> {
    let seen = customer::visible_many(conn, &ctx.actor, ctx.now, ids).await?;
    Ok(seen.into_iter().map(|seen| (seen.id, seen)).collect())
}
