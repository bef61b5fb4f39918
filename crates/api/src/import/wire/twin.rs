//! Rows that may be on file already.

use kedang_app::import::ShownTwin;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is done with a row that may be on file already.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportChoice {
    /// Nothing was said: it is written, with the warning.
    Undecided,
    /// It is not written.
    Skip,
    /// It is a customer of its own.
    Write,
    /// It changes a customer on file.
    Update,
}

/// What a row may be the same as: another row, or a customer on file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportTwin {
    /// Number of the other row.
    pub row: Option<i64>,
    /// The customer on file.
    pub customer: Option<ImportTwinCustomer>,
    /// It is the same; otherwise somebody must look.
    pub same: bool,
    /// Names of the fields in which both agree.
    pub agrees: Vec<String>,
}

/// A customer on file, beside a row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportTwinCustomer {
    /// Which.
    pub id: Uuid,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Name of its owner.
    pub owner: String,
    /// The caller may change it.
    pub editable: bool,
}

impl ImportTwin {
    pub(super) fn new(twin: ShownTwin) -> Self {
        Self {
            row: twin.row,
            customer: twin.customer.map(|one| ImportTwinCustomer {
                id: one.id.uuid(),
                code: one.code,
                name: one.name,
                owner: one.owner,
                editable: one.editable,
            }),
            same: twin.same,
            agrees: twin.agrees,
        }
    }
}
