//! The duties of the regulation in force.

use crate::{App, Result};
use kedang_db::Conn;
use kedang_evidence::Draft;
use kedang_policy::{Duties, Regulation};
use kedang_storage::company;
use std::sync::{Arc, PoisonError, RwLock};

/// Actions after which other duties may hold.
const CHANGING: [&str; 3] = ["setup.complete", "company.change", "policy.activate"];

/// The duties as they were last read.
#[derive(Default)]
pub(crate) struct KnownDuties(RwLock<Option<Arc<Duties>>>);

impl App {
    /// The duties of the company's regulation; none before there is a company.
    ///
    /// # Errors
    /// The database's.
    pub async fn duties(&self, conn: &mut Conn) -> Result<Arc<Duties>> {
        let known = &self.inner.duties.0;
        if let Some(duties) = known.read().unwrap_or_else(PoisonError::into_inner).as_ref() {
            return Ok(Arc::clone(duties));
        }
        let Some(company) = company::get(conn).await? else { return Ok(Arc::default()) };
        let regulation = Regulation::of_shipped(company.regulation.code());
        let duties = Arc::new(regulation.map(|r| r.duties().clone()).unwrap_or_default());
        *known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&duties));
        Ok(duties)
    }

    /// Lets the duties be read anew.
    pub(crate) fn forget_duties(&self) {
        *self.inner.duties.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Whether other duties may hold after these entries.
pub(crate) fn may_change_duties(drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| CHANGING.contains(&draft.action.as_str()))
}
