//! Looking at imports and their rows.

use super::{CellError, Import, ImportLine, PAGE, sheet};
use crate::timeline::{ToldChange, Words};
use crate::{App, Context, Result};
use kedang_domain::field::Subject;
use kedang_domain::id::{ContactId, CustomerId, ImportId};
use kedang_domain::permission::{Act, Decision, EditCustomer, RunImport};
use kedang_storage::customer::{self, Seen};
use kedang_storage::import::{self, ContactChange, Twin, Which};
use std::collections::HashMap;

/// Rows of a preview.
const PREVIEW: i64 = 30;

/// A row as somebody may see it.
#[derive(Debug)]
pub struct ShownLine {
    /// The row.
    pub line: ImportLine,
    /// Id, file code and name of the customer on file that it is about.
    pub target: Option<(CustomerId, String, String)>,
    /// What is different about that customer, in words.
    pub changes: Vec<ToldChange>,
    /// What is different about its contacts, in words.
    pub contacts: Vec<ShownContact>,
    /// What it may be the same as; customers out of sight by now are left out.
    pub twins: Vec<ShownTwin>,
}

/// What a row makes of a contact, in words.
#[derive(Debug)]
pub struct ShownContact {
    /// The contact on file; one that is to be added has none yet.
    pub id: Option<ContactId>,
    /// Its name; before the change where it is on file.
    pub name: String,
    /// It is added by the row.
    pub added: bool,
    /// What is different about it.
    pub changes: Vec<ToldChange>,
}

/// What a row may be the same as.
#[derive(Debug)]
pub struct ShownTwin {
    /// The other row.
    pub row: Option<i64>,
    /// The customer on file.
    pub customer: Option<TwinCustomer>,
    /// It is the same; otherwise somebody must look.
    pub same: bool,
    /// Names of the fields in which both agree.
    pub agrees: Vec<String>,
}

/// A customer on file, as who sees it is shown it beside a row.
#[derive(Clone, Debug)]
pub struct TwinCustomer {
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name of its owner.
    pub owner: String,
    /// Whether the person may change it.
    pub editable: bool,
}

/// The verdicts that a list of rows can be cut down to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdicts {
    /// Every row behind the header that is a customer.
    All,
    /// Good rows, written or not.
    Valid,
    /// Good rows of which not every cell was understood.
    Warned,
    /// Rows that cannot be written.
    Invalid,
    /// Rows that were written.
    Written,
    /// Good rows that become customers, or did.
    Create,
    /// Good rows that change a customer on file, or did.
    Update,
    /// Good rows that say of a customer on file what is on file.
    Unchanged,
    /// Rows that may be on file already, or stand twice in the table.
    Twins,
    /// Rows that are no customers.
    Skipped,
    /// Rows that were taken back.
    Undone,
    /// Rows whose customers stayed when the import was undone.
    Kept,
}

impl Verdicts {
    fn codes(self) -> &'static [&'static str] {
        match self {
            Self::All | Self::Twins => {
                &["valid", "invalid", "written", "unchanged", "refused", "undone", "kept"]
            }
            Self::Valid | Self::Warned | Self::Create | Self::Update | Self::Unchanged => {
                &["valid", "written", "unchanged", "undone", "kept"]
            }
            Self::Invalid => &["invalid", "refused"],
            Self::Written => &["written"],
            Self::Skipped => &["skipped"],
            Self::Undone => &["undone"],
            Self::Kept => &["kept"],
        }
    }

    fn action(self) -> Option<&'static str> {
        match self {
            Self::Create => Some("create"),
            Self::Update => Some("update"),
            Self::Unchanged => Some("none"),
            _ => None,
        }
    }
}

impl App {
    /// An import of one's own, or one on which one decides or has decided.
    ///
    /// # Errors
    /// [`AppError::NotFound`](crate::AppError::NotFound), also for anybody else's.
    pub async fn import(&self, ctx: &Context, id: ImportId) -> Result<Import> {
        self.seen_import(&mut self.db().read().await?, ctx, id).await
    }

    /// One's imports, newest first.
    ///
    /// # Errors
    /// Refusals.
    pub async fn imports(
        &self,
        ctx: &Context,
        before: Option<(i64, ImportId)>,
        limit: i64,
    ) -> Result<Vec<Import>> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        Ok(import::of_person(&mut conn, ctx.actor.person, before, limit.min(PAGE)).await?)
    }

    /// Rows of the chosen sheet.
    ///
    /// # Errors
    /// [`AppError::NotFound`](crate::AppError::NotFound).
    pub async fn import_lines(
        &self,
        ctx: &Context,
        id: ImportId,
        verdicts: Verdicts,
        after: i64,
        limit: i64,
    ) -> Result<(Import, Vec<ImportLine>)> {
        let batch = self.import(ctx, id).await?;
        let which = Which {
            verdicts: verdicts.codes(),
            action: verdicts.action(),
            warned: verdicts == Verdicts::Warned,
            twins: verdicts == Verdicts::Twins,
            after,
            limit: limit.min(PAGE + 1),
        };
        let mut conn = self.db().read().await?;
        let lines = import::lines(&mut conn, id, sheet(&batch), which).await?;
        Ok((batch, lines))
    }

    /// Rows as their maker may see them now: what was going to be different about a customer that
    /// is out of sight by now is told no more.
    ///
    /// # Errors
    /// The database's.
    pub async fn shown_lines(
        &self,
        ctx: &Context,
        lines: Vec<ImportLine>,
    ) -> Result<Vec<ShownLine>> {
        let of_twins = lines.iter().flat_map(|line| &line.twins).filter_map(|twin| twin.customer);
        let of_reasons = lines.iter().flat_map(|line| &line.reasons).filter_map(named);
        let targets = lines.iter().filter_map(|line| line.target);
        let ids: Vec<CustomerId> = targets.chain(of_twins).chain(of_reasons).collect();
        let mut conn = self.db().read().await?;
        let seen = customer::visible_many(&mut conn, &ctx.actor, ctx.now, &ids).await?;
        let seen: HashMap<_, _> = seen.into_iter().map(|one| (one.id, one)).collect();
        let twin_customer = |seen: &Seen| TwinCustomer {
            id: seen.id,
            code: seen.code(),
            name: seen.name.clone(),
            owner: seen.owner_name.clone(),
            editable: EditCustomer::decide(&ctx.actor, &seen.standing) == Decision::Allow,
        };
        let shown_twin = |twin: Twin| {
            let customer = twin.customer.map(|id| seen.get(&id).map(twin_customer));
            // Out of sight by now: nothing of it is told.
            (customer.as_ref().is_none_or(Option::is_some)).then(|| ShownTwin {
                row: twin.row,
                customer: customer.flatten(),
                same: twin.same,
                agrees: twin.agrees,
            })
        };
        let words = match ids.is_empty() {
            true => None,
            false => Some(self.words(&mut conn, ctx).await?),
        };
        let shown = lines.into_iter().map(|mut line| {
            let target = line.target.and_then(|id| seen.get(&id));
            let changes = std::mem::take(&mut line.changes);
            let contacts = std::mem::take(&mut line.contacts);
            let (mut told, mut of_contacts) = (Vec::new(), Vec::new());
            if let (Some(words), Some(_)) = (&words, target) {
                let change = |change| words.change(Subject::Customer, change);
                told.extend(changes.into_iter().map(change));
                of_contacts.extend(contacts.into_iter().map(|one| shown_contact(words, one)));
            }
            line.reasons.iter_mut().for_each(|reason| hide(reason, &seen));
            ShownLine {
                changes: told,
                contacts: of_contacts,
                twins: std::mem::take(&mut line.twins).into_iter().filter_map(shown_twin).collect(),
                target: target.map(|seen| (seen.id, seen.code(), seen.name.clone())),
                line,
            }
        });
        Ok(shown.collect())
    }

    /// The first rows of the chosen sheet, titles and header among them.
    ///
    /// # Errors
    /// [`AppError::NotFound`](crate::AppError::NotFound).
    pub async fn import_preview(&self, ctx: &Context, id: ImportId) -> Result<Vec<ImportLine>> {
        let batch = self.import(ctx, id).await?;
        let which = Which { limit: PREVIEW, ..Which::default() };
        let mut conn = self.db().read().await?;
        Ok(import::lines(&mut conn, id, sheet(&batch), which).await?)
    }
}

fn shown_contact(words: &Words<'_>, change: ContactChange) -> ShownContact {
    let told = |one| words.change(Subject::Contact, one);
    ShownContact {
        id: change.contact,
        name: change.name,
        added: change.added,
        changes: change.changes.into_iter().map(told).collect(),
    }
}

/// The customer on file that a reason names, which whoever imports saw then.
fn named(reason: &CellError) -> Option<CustomerId> {
    let id = reason.params.get("id").filter(|_| reason.code == "customer_on_file")?;
    id.parse().ok()
}

/// Who does not see the customer that a reason names is told what they would be told at entry.
fn hide(reason: &mut CellError, seen: &HashMap<CustomerId, Seen>) {
    if named(reason).is_some_and(|id| !seen.contains_key(&id)) {
        "customer_on_file_elsewhere".clone_into(&mut reason.code);
        reason.params.retain(|name, _| !matches!(name.as_str(), "id" | "code" | "name"));
    }
}
