//! Reading the whole log against what was signed.

use super::{Signed, Verified};
use crate::{App, AppError, Context, Result};
use kedang_domain::id::PersonId;
use kedang_domain::permission::{ReadEvidence, VerifyEvidence};
use kedang_evidence::{Actor, Detail, Draft, Entry, KeptRoot, VerifyingKey, hash_to_hex};
use kedang_storage::{evidence, person};
use tokio::sync::Semaphore;

/// The action under which the result is in the log.
const VERIFIED: &str = "evidence.verification";

/// One reading of the whole log at a time: it is long, and a second one finds nothing else.
pub(crate) struct Turn(Semaphore);

impl Default for Turn {
    fn default() -> Self {
        Self(Semaphore::new(1))
    }
}

/// What the last verification found, as it stands in the log.
#[derive(Clone, Debug)]
pub struct LastVerification {
    /// When, ms UTC.
    pub at: i64,
    /// By whom, with the name.
    pub person: Option<(PersonId, String)>,
    /// Whether everything agreed.
    pub ok: bool,
    /// How many entries were good.
    pub size: i64,
    /// How many a checkpoint or kept root covered.
    pub proven: i64,
    /// The root of the good entries, hexadecimal.
    pub root: String,
    /// Code of the first thing that did not agree.
    pub why: Option<String>,
}

/// How the log stands.
#[derive(Debug)]
pub struct Status {
    /// How many entries it has.
    pub size: i64,
    /// The newest checkpoint.
    pub checkpoint: Option<Signed>,
    /// Code of why the newest checkpoint is not believed.
    pub fault: Option<&'static str>,
    /// What the last verification found.
    pub last: Option<LastVerification>,
    /// The key that verifies checkpoints.
    pub verifying_key: VerifyingKey,
}

impl App {
    /// Reads the whole log, signing it first. What is found goes into the log.
    ///
    /// # Errors
    /// Refused without the permission; a conflict while another verification is running.
    pub async fn verify_evidence(&self, ctx: &Context, kept: &[KeptRoot]) -> Result<Verified> {
        ctx.ask::<VerifyEvidence>(&())?;
        let Ok(_turn) = self.inner.verifying.0.try_acquire() else {
            return Err(AppError::conflict("verification_running"));
        };
        if let Err(error) = self.checkpoint().await {
            // What is wrong is what the reading is about to say.
            tracing::error!(%error, "the log was not signed before its verification");
        }
        let mut conn = self.db().snapshot().await?;
        let verified = evidence::verify(&mut conn, self.trust()?, kept).await?;
        drop(conn);
        self.recorder().record(result(ctx.draft(VERIFIED), &verified)).await?;
        Ok(verified)
    }

    /// How the log stands: its length, the newest checkpoint, the last verification.
    ///
    /// # Errors
    /// Refused without the permission.
    pub async fn evidence_status(&self, ctx: &Context) -> Result<Status> {
        ctx.ask::<ReadEvidence>(&())?;
        let mut conn = self.db().read().await?;
        let (checkpoint, fault) = match self.newest(&mut conn).await? {
            None => (None, None),
            Some(Ok(signed)) => (Some(signed), None),
            Some(Err(error)) => (None, Some(error.code())),
        };
        let size = evidence::head(&mut conn).await?.map_or(0, |(size, _)| size);
        let stored = evidence::latest_of(&mut conn, VERIFIED).await?;
        let said = stored.and_then(|stored| Entry::decode(&stored.entry).ok());
        let mut last = said.map(|entry| last(entry.draft()));
        if let Some((id, name)) = last.as_mut().and_then(|last| last.person.as_mut()) {
            let mut names = person::names(&mut conn, [*id]).await?;
            *name = names.remove(id).unwrap_or_default();
        }
        Ok(Status { size, checkpoint, fault, last, verifying_key: self.verifying_key()? })
    }
}

fn result(draft: Draft, verified: &Verified) -> Draft {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let report = &verified.report;
    let mut draft = draft
        .detail("ok", i64::from(verified.ok()))
        .detail("size", count(report.size))
        .detail("proven", count(report.proven))
        .detail("root", hash_to_hex(&report.root));
    if let Some(bad) = verified.first_bad() {
        draft = draft.detail("first_bad", count(bad.index)).detail("why", bad.code);
    }
    draft
}

fn last(said: &Draft) -> LastVerification {
    let number = |key: &str| match said.details.get(key) {
        Some(Detail::Int(n)) => *n,
        _ => 0,
    };
    let text = |key: &str| match said.details.get(key) {
        Some(Detail::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let person = match &said.actor {
        Actor::Person(id) => id.parse().ok().map(|id| (id, String::new())),
        Actor::System(_) | Actor::Anonymous => None,
    };
    LastVerification {
        at: said.at,
        person,
        ok: number("ok") == 1,
        size: number("size"),
        proven: number("proven"),
        root: text("root").unwrap_or_default(),
        why: text("why"),
    }
}
