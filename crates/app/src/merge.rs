//! Merging two files of one customer, and splitting them again (E7, S 9.4).
//!
//! What is suggested is worked out by the rules of [`kedang_domain::merge`], and shown before
//! anything is done; what is done is noted row by row, so that it can be undone at any time.

mod carry;
mod undo;

pub use carry::Order;
pub use kedang_storage::absent::Former;
pub use kedang_storage::merge::{Counts, Merge, Returning};
pub use undo::{Split, SplitField};

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, Subject};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::merge::{
    Because, Choice, Held, Suggestion, Weight, choose, same_person, suggest,
};
use kedang_domain::permission::{Act as _, Decision, MergeCustomers, MergePlan, MergeSide};
use kedang_storage::contact::Contact;
use kedang_storage::customer::Seen;
use kedang_storage::merge::Dated;
use kedang_storage::uncertain::Mark;
use kedang_storage::{absent, contact, customer, merge, organisation, uncertain};
use serde_json::Value;

/// What is no field of the catalogue and is chosen all the same, in the order of a page.
const COLUMNS: [&str; 3] = ["name", "template", "owner"];

/// One of two files, with all that is weighed.
#[derive(Debug)]
pub struct File {
    /// The customer.
    pub customer: Seen,
    /// Its contacts.
    pub contacts: Vec<Contact>,
    /// What is linked to it.
    pub counts: Counts,
    marks: Vec<Mark>,
    dated: Dated,
    owner_active: bool,
}

/// A fact of which one has to be chosen, or of which both files say the same.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Key of the field; `name`, `template`, `owner` for what is not in the catalogue.
    pub field: String,
    /// As the file has it that stays.
    pub survivor: Option<Value>,
    /// As the other file has it.
    pub other: Option<Value>,
    /// Which is suggested.
    pub choice: Choice,
    /// Why.
    pub because: Because,
}

/// What is suggested for two files that are to become one.
#[derive(Debug)]
pub struct Proposal {
    /// The file that would stay.
    pub survivor: File,
    /// The file that would go into it.
    pub other: File,
    /// Which of them should stay.
    pub suggestion: Suggestion,
    /// The facts of both, in the order of a page.
    pub facts: Vec<Fact>,
    /// Contacts of the other file that are one person with a contact of the one that stays.
    pub folds: Vec<(ContactId, ContactId)>,
    /// Whether this person may merge them.
    pub decision: Decision,
}

impl File {
    async fn load(conn: &mut Conn, seen: Seen) -> Result<Self> {
        let id = seen.id;
        let owner = organisation::place(conn, seen.owner).await?;
        Ok(Self {
            contacts: contact::of_customer(conn, id).await?,
            counts: merge::counts(conn, id).await?,
            marks: uncertain::open_marks(conn, id).await?,
            dated: merge::dated(conn, id).await?,
            owner_active: owner.is_some_and(|place| place.active),
            customer: seen,
        })
    }

    fn weight(&self) -> Weight {
        Weight {
            credit_code: self.customer.values.contains_key("credit_code"),
            verified: self.counts.verified,
            doubts: self.counts.doubts,
            history: self.counts.interactions,
            completeness: self.customer.completeness,
            owner_active: self.owner_active,
            created_at: self.customer.created_at,
        }
    }

    fn held<'a>(&self, field: &str, value: Option<&'a Value>) -> Held<'a> {
        let doubted = |mark: &Mark| mark.field == field && mark.contact.is_none();
        let changed = self.dated.changed.get(field).copied();
        Held {
            value,
            doubted: self.marks.iter().any(doubted),
            verified_at: self.dated.verified.get(field).copied(),
            changed_at: changed.unwrap_or(self.customer.created_at),
        }
    }

    /// A fact in the form in which it is chosen.
    fn fact(&self, field: &str) -> Option<Value> {
        Some(match field {
            "name" => self.customer.name.as_str().into(),
            "template" => self.customer.template.as_str().into(),
            "owner" => self.customer.owner.to_string().into(),
            _ => return self.customer.values.get(field).cloned(),
        })
    }

    fn side(&self) -> MergeSide {
        let Seen { standing, owner, department, .. } = self.customer;
        MergeSide { standing: Some(standing), owner, department }
    }
}

/// The keys of every fact that one of the files has, in the order of a page.
fn keys(catalogue: &Catalogue, survivor: &File, other: &File) -> Vec<String> {
    let held = |key: &str| {
        survivor.customer.values.contains_key(key) || other.customer.values.contains_key(key)
    };
    let known = catalogue.of(Subject::Customer).map(|field| field.key.as_str());
    COLUMNS.into_iter().chain(known.filter(|key| held(key))).map(str::to_owned).collect()
}

/// What is suggested for two files.
fn propose(catalogue: &Catalogue, ctx: &Context, survivor: File, other: File) -> Proposal {
    let facts = keys(catalogue, &survivor, &other)
        .into_iter()
        .map(|field| {
            let (ours, theirs) = (survivor.fact(&field), other.fact(&field));
            let (mine, its) =
                (survivor.held(&field, ours.as_ref()), other.held(&field, theirs.as_ref()));
            let (choice, because) = match field.as_str() {
                // No card and no owner is the truer one: the file that stays keeps its own, unless
                // its owner has left.
                "owner" if ours != theirs && !survivor.owner_active && other.owner_active => {
                    (Choice::Other, Because::OwnerActive)
                }
                "owner" | "template" if ours != theirs => (Choice::Survivor, Because::Kept),
                _ => choose(&mine, &its),
            };
            Fact { field, survivor: ours, other: theirs, choice, because }
        })
        .collect();
    let mut folds: Vec<(ContactId, ContactId)> = Vec::new();
    for theirs in &other.contacts {
        let same = |ours: &&Contact| {
            same_person((&ours.name, &ours.values), (&theirs.name, &theirs.values))
                && !folds.iter().any(|(_, kept)| *kept == ours.id)
        };
        if let Some(ours) = survivor.contacts.iter().find(same) {
            folds.push((theirs.id, ours.id));
        }
    }
    let plan = MergePlan { survivor: survivor.side(), other: other.side() };
    Proposal {
        suggestion: suggest(&survivor.weight(), &other.weight()),
        facts,
        folds,
        decision: MergeCustomers::decide(&ctx.actor, &plan),
        survivor,
        other,
    }
}

impl App {
    /// What would become of two customers if the other went into the survivor. Nothing is written
    /// but that both were read.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when one is not for this person; one that is merged already; twice
    /// the same; two of different kinds.
    pub async fn propose_merge(
        &self,
        ctx: &Context,
        survivor: CustomerId,
        other: CustomerId,
    ) -> Result<Proposal> {
        self.refuse_merged(ctx, survivor).await?;
        self.refuse_merged(ctx, other).await?;
        let survivor = self.read_part(ctx, survivor, "merge").await?;
        let other = self.read_part(ctx, other, "merge").await?;
        unlike(&survivor, &other)?;
        let mut conn = self.db().read().await?;
        let survivor = File::load(&mut conn, survivor).await?;
        let other = File::load(&mut conn, other).await?;
        let catalogue = self.catalogue(&mut conn).await?;
        Ok(propose(&catalogue, ctx, survivor, other))
    }

    /// Where a customer is that went into another one, if this person sees it there.
    ///
    /// # Errors
    /// The database's.
    pub async fn merged_into(&self, ctx: &Context, id: CustomerId) -> Result<Option<Seen>> {
        let mut conn = self.db().read().await?;
        merged_into(&mut conn, ctx, id).await
    }

    async fn refuse_merged(&self, ctx: &Context, id: CustomerId) -> Result<()> {
        match self.merged_into(ctx, id).await? {
            Some(survivor) => Err(merged_already(&survivor)),
            None => Ok(()),
        }
    }
}

/// Where a customer is that went into another one, if this person sees it there.
async fn merged_into(conn: &mut Conn, ctx: &Context, id: CustomerId) -> Result<Option<Seen>> {
    match absent::survivor(conn, id).await? {
        Some(survivor) => Ok(customer::visible(conn, &ctx.actor, ctx.now, survivor).await?),
        None => Ok(None),
    }
}

/// The refusal of what went into another customer before.
fn merged_already(survivor: &Seen) -> AppError {
    AppError::conflict("merged_already")
        .with("id", survivor.id.to_string())
        .with("code", survivor.code())
        .with("name", survivor.name.as_str())
}

/// Refuses a customer with itself, an organisation with an individual, and one that is sealed with
/// one that is not.
fn unlike(survivor: &Seen, other: &Seen) -> Result<()> {
    if survivor.id == other.id {
        return Err(AppError::conflict("merge_with_itself"));
    }
    if survivor.kind != other.kind {
        return Err(AppError::conflict("merge_kinds"));
    }
    // What is kept of one would come to lie under the rule of the other.
    if survivor.sealing != other.sealing {
        return Err(AppError::conflict("merge_secrecy"));
    }
    Ok(())
}
