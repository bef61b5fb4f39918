//! Exports: customers that leave the system, as a governed act.
//!
//! Every export stands in a register with a number, a purpose and what is taken out. Within the
//! company's limit it can be fetched at once; above it somebody else has to approve it first. It is
//! fetched once, within [`EXPORT_HOURS`], by whoever asked for it, and holds what they may see *then*.
//!
//! What is in it: when the fetching begins, one look at the database fixes which customers are meant
//! and in what order. Then they are read in parts, as the reader takes them. A customer that is
//! changed meanwhile leaves as it is when its part is read; one that is removed, or that this person
//! no longer sees, does not leave; one that is registered meanwhile is not among them. No
//! transaction stays open for as long as a slow reader takes.
//!
//! What proves it: the beginning is in the log before the first byte leaves; the running numbers of
//! a part's customers are on disk before that part leaves; the end is in the log with their number
//! and the hash of their list, also when it broke off.

mod cards;
mod cover;
mod decide;
mod leave;
mod ledger;
mod maintenance;
mod marker;
mod plan;
mod table;
mod wish;
mod words;

pub use kedang_domain::export::{Definition, ExportFormat, ExportState, Only};
pub use kedang_domain::permission::EXPORT_HOURS;
pub use kedang_exchange::TableFormat;
pub use kedang_storage::export::{Export, Waiting};
pub use leave::ExportFile;
pub(crate) use ledger::of_field;
pub use wish::Wish;

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::{DepartmentId, ExportId, PersonId};
use kedang_domain::permission::{
    Act as _, DecideExport, Decision, FetchExport, Requested, sees_export,
};
use kedang_domain::role::Permission;
use kedang_storage::export::{self, Register};
use kedang_storage::organisation;
use std::collections::BTreeSet;

/// Exports on one page of the register, at most.
pub const PAGE: i64 = 200;

/// An export as this person sees it, with what they may do.
#[derive(Debug)]
pub struct OpenedExport {
    /// The export; its state says `Expired` when its time is over.
    pub export: Export,
    /// Approve or refuse it.
    pub decide: Decision,
    /// Fetch it.
    pub fetch: Decision,
    /// Whether the customers kept here as those that left are those of which the log has the hash:
    /// otherwise somebody changed the register behind the program's back. `None` while it has not
    /// ended, and in lists.
    pub agrees: Option<bool>,
}

/// The page of an export.
fn page(id: ExportId) -> String {
    format!("/exports?open={id}")
}

/// Who may decide on an export of this department: whoever heads or deputises it, a department
/// above it, or the one that keeps the customer data.
pub(crate) async fn deciders(
    conn: &mut Conn,
    department: Option<DepartmentId>,
) -> Result<Vec<PersonId>> {
    let custodians = export::custodians(conn).await?;
    let tree = organisation::tree(conn).await?;
    let people = tree.iter().flat_map(|node| [node.head, node.deputy]).flatten();
    let mut found: Vec<PersonId> = people
        .filter(|person| {
            let headed = organisation::headed(&tree, *person);
            department.is_some_and(|id| headed.contains(&id)) || !custodians.is_disjoint(&headed)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// As the permission rule sees it.
fn requested(export: &Export, custodians: &BTreeSet<DepartmentId>) -> Requested {
    Requested {
        applicant: export.person.0,
        department: export.department.as_ref().map(|(id, _)| *id),
        custodians: custodians.clone(),
    }
}

impl OpenedExport {
    fn new(ctx: &Context, mut export: Export, custodians: &BTreeSet<DepartmentId>) -> Self {
        if export.state == ExportState::Ready && export.until.is_some_and(|at| at <= ctx.now) {
            export.state = ExportState::Expired;
        }
        Self {
            decide: DecideExport::decide(&ctx.actor, &requested(&export, custodians)),
            fetch: FetchExport::decide(&ctx.actor, &export.person.0),
            agrees: None,
            export,
        }
    }
}

impl App {
    /// The register, newest first: one's own exports, those of people one answers for, all for the
    /// custodian and the readers of the log.
    ///
    /// # Errors
    /// The database's.
    pub async fn exports(
        &self,
        ctx: &Context,
        state: Option<ExportState>,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<OpenedExport>> {
        let mut conn = self.db().read().await?;
        let custodians = export::custodians(&mut conn).await?;
        let keeps = ctx.actor.reads() && !custodians.is_disjoint(&ctx.actor.headed);
        let everything = keeps || ctx.actor.has(Permission::EvidenceRead);
        let register = if everything {
            Register::All
        } else if ctx.actor.reads() {
            Register::Of(ctx.actor.person, ctx.actor.headed.clone())
        } else {
            return Ok(Vec::new());
        };
        let found = export::list(&mut conn, &register, state, before, limit.min(PAGE + 1)).await?;
        Ok(found.into_iter().map(|one| OpenedExport::new(ctx, one, &custodians)).collect())
    }

    /// One export of the register.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also when it does not stand in this person's register.
    pub async fn export(&self, ctx: &Context, id: ExportId) -> Result<OpenedExport> {
        let mut conn = self.db().read().await?;
        let mut opened = self.registered(&mut conn, ctx, id).await?;
        if matches!(opened.export.state, ExportState::Done | ExportState::Aborted) {
            opened.agrees = Some(leave::agrees_with_log(&mut conn, &opened.export).await?);
        }
        Ok(opened)
    }

    /// How many exports wait for this person.
    pub(crate) async fn waiting_exports(&self, conn: &mut Conn, ctx: &Context) -> Result<Waiting> {
        if !ctx.actor.reads() {
            return Ok(Waiting::default());
        }
        let custodians = export::custodians(conn).await?;
        let decides = if custodians.is_disjoint(&ctx.actor.headed) {
            Register::Of(ctx.actor.person, ctx.actor.headed.clone())
        } else {
            Register::All
        };
        Ok(export::waiting(conn, ctx.actor.person, &decides, ctx.now).await?)
    }

    async fn registered(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: ExportId,
    ) -> Result<OpenedExport> {
        let found = export::get(conn, id).await?.ok_or(AppError::NotFound)?;
        let custodians = export::custodians(conn).await?;
        if sees_export(&ctx.actor, &requested(&found, &custodians)) {
            Ok(OpenedExport::new(ctx, found, &custodians))
        } else {
            Err(AppError::NotFound)
        }
    }
}
