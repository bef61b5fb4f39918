//! The request for an approval of an import.

use crate::wire::{Named, instant};
use kedang_app::import::{ApprovalState, Import as Batch};
use serde::Serialize;
use utoipa::ToSchema;

/// How far a request for an approval has come.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportApprovalState {
    /// It waits.
    Asked,
    /// The import may be written as it is.
    Approved,
    /// It may not.
    Refused,
    /// It was taken back, or something of the import was changed.
    Withdrawn,
}

/// The latest request for an approval of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportApproval {
    /// How far it has come.
    pub state: ImportApprovalState,
    /// Who imports.
    pub applicant: Named,
    /// Rows that were going to be written.
    pub rows: i64,
    /// When it was asked for.
    #[schema(format = DateTime)]
    pub asked_at: String,
    /// Who approved or refused it.
    pub decided_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub decided_at: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
}

impl ImportApproval {
    pub(super) fn of(batch: &Batch) -> Option<Self> {
        let approval = batch.approval.as_ref()?;
        let decided_by = approval.decided_by.as_ref();
        Some(Self {
            state: match approval.state {
                ApprovalState::Asked => ImportApprovalState::Asked,
                ApprovalState::Approved => ImportApprovalState::Approved,
                ApprovalState::Refused => ImportApprovalState::Refused,
                ApprovalState::Withdrawn => ImportApprovalState::Withdrawn,
            },
            applicant: Named::new(batch.person.uuid(), approval.applicant.as_str()),
            rows: approval.rows,
            asked_at: instant(approval.asked_at),
            decided_by: decided_by.map(|(id, name)| Named::new(id.uuid(), name.as_str())),
            decided_at: approval.decided_at.map(instant),
            reason: approval.reason.clone(),
        })
    }
}
