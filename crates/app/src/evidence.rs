//! Reading the log: what happened, who saw a customer, and what proves it.
//!
//! What is shown of an entry comes from its bytes, which are what is hashed and signed; the columns
//! beside them only find it. Ids become names at the moment of reading. Whoever reads the log is in
//! the log.

mod checkpoint;
mod verification;

pub use checkpoint::Signed;
pub use kedang_evidence::{
    Actor as LoggedActor, Detail, Draft as Said, Hash, InclusionProof, KeptRoot, Warning,
    hash_to_hex,
};
pub use kedang_storage::evidence::{Bad, Names, Verified};
pub use verification::{LastVerification, Status};

pub(crate) use checkpoint::LastSigned;
pub(crate) use verification::Turn;

use crate::regulation::VISIBILITY;
use crate::{App, AppError, Context, Result};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::{Act as _, ReadCustomerEvidence, ReadEvidence};
use kedang_domain::role::Permission;
use kedang_evidence::{Actor, Entry, leaf_hash};
use kedang_storage::StorageError;
use kedang_storage::evidence::{self, Filed, Filter, Stored};
use kedang_storage::{absent, customer};
use std::collections::BTreeSet;

/// Entries on one page, at most.
pub const PAGE: i64 = 200;

/// What somebody looks for in the log. `None` means anything.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Who did it.
    pub person: Option<PersonId>,
    /// Which customer it concerns: an id or a file code.
    pub customer: Option<String>,
    /// Action, or the beginning of one up to a dot.
    pub action: Option<String>,
    /// Not before, ms UTC.
    pub from: Option<i64>,
    /// Before, ms UTC.
    pub to: Option<i64>,
    /// Older than the entry at this index.
    pub before: Option<i64>,
    /// At most so many, up to [`PAGE`].
    pub limit: i64,
    /// The clause that it names.
    pub clause: Option<String>,
}

/// An entry that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its place in the log, from 0.
    pub index: i64,
    /// What it says; `None` when its bytes are no entry.
    pub said: Option<Said>,
    /// Code of what is wrong with it, if anything is: then the log was tampered with.
    pub fault: Option<&'static str>,
}

/// One page of entries, newest first.
#[derive(Debug)]
pub struct FoundPage {
    /// The entries.
    pub items: Vec<Found>,
    /// What the ids in them are called.
    pub names: Names,
    /// Where the next page begins: [`Wanted::before`].
    pub next: Option<i64>,
}

/// An entry with everything that is needed to verify it elsewhere.
#[derive(Debug)]
pub struct OpenedEntry {
    /// What it says.
    pub found: Found,
    /// What the ids in it are called.
    pub names: Names,
    /// The exact text that is hashed; `None` when it is no text, which is a fault.
    pub text: Option<String>,
    /// The leaf hash as it is stored.
    pub leaf: Vec<u8>,
    /// That the entry stands in the log with the root beside it; `None` when that cannot be
    /// proved, which is a fault.
    pub proof: Option<(InclusionProof, Hash)>,
    /// The checkpoint that signs this root; `None` when none could be signed.
    pub checkpoint: Option<Signed>,
    /// The key that verifies the checkpoint.
    pub verifying_key: String,
}

impl App {
    /// Searches the log. The search is in the log before its result is shown.
    ///
    /// # Errors
    /// Refused without the permission; an action that is none.
    pub async fn search_evidence(&self, ctx: &Context, wanted: &Wanted) -> Result<FoundPage> {
        ctx.ask::<ReadEvidence>(&())?;
        if let Some(action) = &wanted.action
            && !is_action(action)
        {
            return Err(AppError::invalid(FieldIssue {
                pointer: "/action".to_owned(),
                field: "action".to_owned(),
                error: FieldError::new("evidence_action"),
            }));
        }
        let mut conn = self.db().read().await?;
        let customer = match &wanted.customer {
            None => None,
            Some(text) => Some(match text.parse::<CustomerId>() {
                Ok(id) => id.to_string(),
                // A code that nobody has finds nothing.
                Err(_) => {
                    evidence::customer_of_code(&mut conn, text).await?.unwrap_or("-".to_owned())
                }
            }),
        };
        let filter = Filter {
            person: wanted.person.map(|id| id.to_string()),
            customer,
            action: wanted.action.clone(),
            clause: wanted.clause.clone(),
            from: wanted.from,
            to: wanted.to,
            ..Filter::default()
        };
        let page = page(&mut conn, &filter, wanted.before, wanted.limit).await?;
        drop(conn);
        let count = i64::try_from(page.items.len()).unwrap_or(i64::MAX);
        let mut draft = ctx.draft("evidence.search").detail("found", count);
        if let Some(customer) = filter.customer.filter(|id| id.len() > 1) {
            draft = draft.subject("customer", customer.clone()).customer(customer);
        }
        let words = [("person", filter.person), ("action", filter.action)];
        for (key, value) in words.into_iter().filter_map(|(k, v)| Some((k, v?))) {
            draft = draft.detail(key, value);
        }
        let numbers = [("from", filter.from), ("to", filter.to), ("before", wanted.before)];
        for (key, value) in numbers.into_iter().filter_map(|(k, v)| Some((k, v?))) {
            draft = draft.detail(key, value);
        }
        self.recorder().record(draft).await?;
        Ok(page)
    }

    /// An instant as callers write it, in ms UTC: RFC 3339, or a day where the company is, which
    /// stands for its beginning, or as an `end` for the beginning of the next. `None` when it is
    /// neither.
    ///
    /// # Errors
    /// The database's.
    pub async fn instant(&self, text: &str, end: bool) -> Result<Option<i64>> {
        if let Ok(instant) = text.parse::<jiff::Timestamp>() {
            return Ok(Some(instant.as_millisecond()));
        }
        let Ok(day) = text.parse::<jiff::civil::Date>() else { return Ok(None) };
        let Ok(day) = (if end { day.tomorrow() } else { Ok(day) }) else { return Ok(None) };
        let mut conn = self.db().read().await?;
        let zone = self.time_zone(&mut conn).await?;
        Ok(day.to_zoned(zone).ok().map(|start| start.timestamp().as_millisecond()))
    }

    /// Who saw and changed a customer, and those that went into it, newest first. Addresses and further facts are for the
    /// readers of the log only: a colleague's address is nobody's business, and facts may name
    /// customers that this person does not see.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person; refused when they do not
    /// answer for it.
    pub async fn customer_evidence(
        &self,
        ctx: &Context,
        id: CustomerId,
        before: Option<i64>,
        limit: i64,
    ) -> Result<FoundPage> {
        let draft = || {
            ctx.draft(ReadCustomerEvidence::NAME)
                .subject("customer", id.to_string())
                .customer(id.to_string())
        };
        let mut conn = self.db().read().await?;
        let Some(seen) = customer::visible(&mut conn, &ctx.actor, ctx.now, id).await? else {
            if customer::exists(&mut conn, id).await? {
                drop(conn);
                let attempt = draft().refused("not_visible", ctx.clause(VISIBILITY));
                self.recorder().record(attempt).await?;
            }
            return Err(AppError::NotFound);
        };
        ctx.ask_on::<ReadCustomerEvidence>(&seen.standing, id)?;
        let former = absent::former(&mut conn, id).await?;
        let former = former.into_iter().map(|one| one.id.to_string()).collect();
        let filter = Filter { customer: Some(id.to_string()), former, ..Filter::default() };
        let mut page = page(&mut conn, &filter, before, limit).await?;
        drop(conn);
        if !ctx.actor.has(Permission::EvidenceRead) {
            for said in page.items.iter_mut().filter_map(|found| found.said.as_mut()) {
                said.address = None;
                said.details.clear();
            }
        }
        self.recorder().record(draft()).await?;
        Ok(page)
    }

    /// One entry with everything that is needed to verify it elsewhere.
    ///
    /// # Errors
    /// Refused without the permission; [`AppError::NotFound`] when the log is not so long.
    pub async fn open_evidence(&self, ctx: &Context, index: i64) -> Result<OpenedEntry> {
        ctx.ask::<ReadEvidence>(&())?;
        let mut conn = self.db().read().await?;
        let stored = evidence::get(&mut conn, index).await?.ok_or(AppError::NotFound)?;
        let mut checkpoint = self.latest_signed(&mut conn).await.unwrap_or(None);
        if checkpoint.as_ref().is_none_or(|c| c.size() <= index.unsigned_abs()) {
            checkpoint = match self.checkpoint().await {
                Ok(signed) => signed,
                Err(error) => {
                    tracing::error!(%error, "no checkpoint could be signed");
                    None
                }
            };
        }
        let mut found = found(&stored);
        let proof = match &checkpoint {
            Some(signed) => {
                let root = *signed.root();
                prove(&mut conn, &stored, signed.size(), root).await?.map(|proof| (proof, root))
            }
            None => match evidence::frontier(&mut conn).await? {
                Some(head) => {
                    let root = head.root();
                    prove(&mut conn, &stored, head.size(), root).await?.map(|proof| (proof, root))
                }
                None => None,
            },
        };
        if proof.is_none() {
            found.fault = found.fault.or(Some("evidence_unproved"));
        }
        let mut page = FoundPage { items: vec![found], names: Names::default(), next: None };
        page.names = evidence::names(&mut conn, &ids(&page.items)).await?;
        drop(conn);
        let draft = ctx.draft("evidence.open").subject("evidence", index.to_string());
        self.recorder().record(draft).await?;
        let Some(found) = page.items.pop() else { return Err(AppError::NotFound) };
        Ok(OpenedEntry {
            found,
            names: page.names,
            text: String::from_utf8(stored.entry).ok(),
            leaf: stored.leaf,
            proof,
            checkpoint,
            verifying_key: self.verifying_key()?.to_string(),
        })
    }
}

/// Reads a root that was kept outside: size and root as they are printed, with any white space or
/// a colon between them.
#[must_use]
pub fn kept_root(text: &str) -> Option<KeptRoot> {
    text.replacen(':', " ", 1).parse().ok()
}

/// A dotted word, as actions are.
fn is_action(text: &str) -> bool {
    let inner = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.');
    text.len() <= 90
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(inner)
}

async fn page(
    conn: &mut kedang_db::Conn,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<FoundPage> {
    let limit = limit.clamp(1, PAGE);
    // One more than asked for tells whether there is a next page.
    let mut rows = evidence::search(conn, filter, before, limit + 1).await?;
    let full = usize::try_from(limit).is_ok_and(|limit| rows.len() > limit);
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| full).map(|last| last.seq);
    let items: Vec<_> = rows.iter().map(found).collect();
    let names = evidence::names(conn, &ids(&items)).await?;
    Ok(FoundPage { items, names, next })
}

/// What a row says, judged by itself: whether it stands rightly in the log is for the verification.
fn found(stored: &Stored) -> Found {
    let entry = Entry::decode(&stored.entry);
    let fault = match &entry {
        Err(error) => Some(error.code()),
        Ok(_) if stored.leaf != leaf_hash(&stored.entry) => Some("evidence_leaf_hash"),
        Ok(entry) if i64::try_from(entry.index()) != Ok(stored.seq) => Some("evidence_wrong_index"),
        Ok(entry) if Filed::of(entry.draft()) != stored.filed => Some("evidence_misfiled"),
        Ok(_) => None,
    };
    Found { index: stored.seq, said: entry.ok().map(|e| e.draft().clone()), fault }
}

/// Every id that the entries speak of.
fn ids(items: &[Found]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for said in items.iter().filter_map(|found| found.said.as_ref()) {
        if let Actor::Person(id) = &said.actor {
            ids.insert(id.clone());
        }
        ids.extend(said.customer.clone());
        ids.extend(said.subject.as_ref().map(|s| s.id.clone()));
        for detail in said.details.values() {
            match detail {
                Detail::Text(text) => ids.extend([text.clone()]),
                Detail::List(texts) => ids.extend(texts.iter().cloned()),
                Detail::Int(_) => {}
            }
        }
    }
    // Other facts are words and codes; only ids have names.
    ids.retain(|id| id.parse::<PersonId>().is_ok());
    ids
}

/// The proof that the entry stands in the log of this size and root, if there is one that holds.
async fn prove(
    conn: &mut kedang_db::Conn,
    stored: &Stored,
    size: u64,
    root: Hash,
) -> Result<Option<InclusionProof>> {
    let (Ok(index), Ok(leaf)) = (u64::try_from(stored.seq), stored.leaf.as_slice().try_into())
    else {
        return Ok(None);
    };
    match evidence::prove_inclusion(conn, index, size).await {
        Ok(proof) => Ok(proof.verify(&leaf, &root).is_ok().then_some(proof)),
        Err(StorageError::Corrupt { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
