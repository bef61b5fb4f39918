//! Entries of the log that stand alone, and figures for whoever watches the machine.

use crate::{App, Context, Refused, Result};
use kedang_domain::permission::Decision;
use kedang_storage::figures::{self, Figures};

impl App {
    /// Writes that the permission rule refused something.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub async fn record_refusal(&self, ctx: &Context, refused: &Refused) -> Result<()> {
        let mut draft = ctx.draft(refused.act);
        if let Some(customer) = refused.customer {
            draft = draft.subject("customer", customer.to_string()).customer(customer.to_string());
        }
        draft = match &refused.decision {
            Decision::Deny(refusal) => {
                let reason = serde_json::to_value(refusal.reason).unwrap_or_default();
                draft.refused(reason.as_str().unwrap_or_default(), refused.clause)
            }
            Decision::Needs { .. } => draft.refused("needs_request", refused.clause),
            Decision::Allow => return Ok(()),
        };
        self.recorder().record(draft).await
    }

    /// How much there is of what.
    ///
    /// # Errors
    /// When the database cannot be reached: then this process is not ready.
    pub async fn figures(&self) -> Result<Figures> {
        let mut conn = self.db().read().await?;
        Ok(figures::figures(&mut conn, self.now()).await?)
    }
}
