//! A unit of work: one transaction that holds a change and the evidence of it.

use crate::{App, AppError, Context, Notice, Result};
use kedang_db::Tx;
use kedang_evidence::{Change, Commitment, Draft, Nonce};
use kedang_storage::idempotency::{self, Made};

/// A transaction that ends with evidence, or leaves nothing.
pub struct Work<'a> {
    app: &'a App,
    ctx: &'a Context,
    tx: Tx,
    drafts: Vec<Draft>,
    pub(crate) notices: Vec<Notice>,
}

impl App {
    /// A fresh nonce for [`App::change`], to be kept beside the value.
    #[must_use]
    pub fn nonce(&self) -> Nonce {
        Nonce::from_bytes(self.random())
    }

    /// What the log keeps of a changed field: that it changed, and from what to what for whoever
    /// still has the values and the nonce, but for nobody else.
    #[must_use]
    pub fn change(
        &self,
        nonce: &Nonce,
        field: &str,
        before: Option<&serde_json::Value>,
        after: Option<&serde_json::Value>,
    ) -> Change {
        let commit = |value: Option<&serde_json::Value>| {
            value.map(|v| {
                let bytes = v.to_string().into_bytes();
                Commitment::new(&self.keys().commitment, nonce, field, &bytes)
            })
        };
        Change { field: field.to_owned(), before: commit(before), after: commit(after) }
    }
}

impl<'a> Work<'a> {
    pub(crate) fn new(app: &'a App, ctx: &'a Context, tx: Tx) -> Self {
        Self { app, ctx, tx, drafts: Vec::new(), notices: Vec::new() }
    }

    /// The transaction.
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// The application.
    pub(crate) fn app(&self) -> &'a App {
        self.app
    }

    /// Who asked for it.
    #[must_use]
    pub fn context(&self) -> &'a Context {
        self.ctx
    }

    /// Begins an entry of the log about what this person does, see [`Work::record`].
    #[must_use]
    pub fn draft(&self, action: &str) -> Draft {
        self.ctx.draft(action)
    }

    /// Adds an entry of the log. Entries are appended in this order when the work is committed.
    pub fn record(&mut self, draft: Draft) {
        self.drafts.push(draft);
    }

    /// As [`App::nonce`].
    #[must_use]
    pub fn nonce(&self) -> Nonce {
        self.app.nonce()
    }

    /// As [`App::change`].
    #[must_use]
    pub fn change(
        &self,
        nonce: &Nonce,
        field: &str,
        before: Option<&serde_json::Value>,
        after: Option<&serde_json::Value>,
    ) -> Change {
        self.app.change(nonce, field, before, after)
    }

    /// The id of what the same Idempotency-Key made before, to be given back instead of a second.
    ///
    /// # Errors
    /// When the key was used for another request.
    pub async fn made_before(&mut self, kind: &str) -> Result<Option<String>> {
        let Some(once) = &self.ctx.once else { return Ok(None) };
        let made = idempotency::made(&mut self.tx, self.ctx.actor.person, &once.key).await?;
        match made {
            None => Ok(None),
            Some(made) if made.kind == kind && made.request_hash == once.request_hash => {
                Ok(Some(made.subject_id))
            }
            Some(_) => Err(AppError::conflict("idempotency_mismatch")),
        }
    }

    /// Keeps what was made under the Idempotency-Key, if there is one.
    ///
    /// # Errors
    /// The database's.
    pub async fn remember_made(&mut self, kind: &str, subject_id: &str) -> Result<()> {
        let Some(once) = &self.ctx.once else { return Ok(()) };
        let made = Made {
            request_hash: once.request_hash.clone(),
            kind: kind.to_owned(),
            subject_id: subject_id.to_owned(),
        };
        let (person, now) = (self.ctx.actor.person, self.ctx.now);
        Ok(idempotency::keep(&mut self.tx, person, &once.key, &made, now).await?)
    }

    /// Appends the evidence, opens and fulfils what it opens and fulfils by the duties of the
    /// regulation, tells who is to be told, and returns when all is on disk.
    ///
    /// # Errors
    /// When nothing was recorded: a change without evidence is a fault of the program and is not
    /// written. Otherwise the database's.
    pub async fn commit(mut self) -> Result<()> {
        if self.drafts.is_empty() {
            return Err(AppError::internal("a change without evidence"));
        }
        let mut drafts = std::mem::take(&mut self.drafts);
        let app = self.app;
        drafts.extend(app.follow_relation(&mut self, &drafts).await?);
        let regulation = self.ctx.regulation.regulation();
        let consequences = self.app.consequences(&mut self.tx, regulation, &mut drafts).await?;
        let first = kedang_storage::evidence::append(&mut self.tx, drafts).await?;
        consequences.write(&mut self.tx, first).await?;
        let notices = std::mem::take(&mut self.notices);
        self.app.write_notices(&mut self.tx, self.ctx.now, &notices).await?;
        self.tx.commit().await?;
        if !notices.is_empty() {
            self.app.wake_inboxes();
        }
        Ok(())
    }
}
