//! Forms of the rows of an import, and of mends to them.

use super::{Import, ImportChoice, ImportTwin};
use crate::messages::{Language, cell_text};
use crate::timeline::{TimelineChange, change};
use kedang_app::AppError;
use kedang_app::import::{CellError, Choice, Fix, ShownLine, Verdicts};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::CustomerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A cell that was not understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportCellError {
    /// Its column; null when the sheet has no such column.
    pub column: Option<usize>,
    /// Where the column goes.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// Parameters of the message.
    pub params: BTreeMap<String, String>,
    /// The rule and the remedy, in words.
    pub message: String,
}

impl ImportCellError {
    fn new(error: CellError, language: Language) -> Self {
        Self {
            message: cell_text(language, &error),
            column: error.column,
            field: error.field,
            code: error.code,
            params: error.params,
        }
    }
}

/// A customer on file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportTarget {
    /// Which.
    pub id: Uuid,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
}

/// What a row makes of a contact of the customer that it is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportContactChange {
    /// The contact; null while it is to be added.
    pub id: Option<Uuid>,
    /// Its name; before the change where it is on file.
    pub name: String,
    /// The row adds it, or did.
    pub added: bool,
    /// What is different about it, before and after.
    pub changes: Vec<TimelineChange>,
}

/// A row of the file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// Its number in the sheet, from 1.
    pub row: i64,
    /// Its cells by column.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub cells: BTreeMap<usize, String>,
    /// head, skipped, valid, invalid, written, unchanged, refused, undone or kept.
    pub verdict: String,
    /// What is done with it, or was: create, update, or none when it says what is on file; null
    /// where it cannot be written.
    pub action: Option<String>,
    /// The customer on file that it is about, when it is in sight.
    pub target: Option<ImportTarget>,
    /// What is different about that customer, before and after; no longer told once it was taken
    /// back.
    pub changes: Vec<TimelineChange>,
    /// What is different about that customer's contacts; told as long.
    pub contacts: Vec<ImportContactChange>,
    /// It can be written, or was.
    pub valid: bool,
    /// What it may be the same as.
    pub twins: Vec<ImportTwin>,
    /// What somebody wants of a row with twins; undecided, it is written.
    pub choice: ImportChoice,
    /// The customer that is to be changed, where that is the choice.
    pub choice_customer_id: Option<Uuid>,
    /// Cells that must be mended; of a row that was kept, why.
    pub errors: Vec<ImportCellError>,
    /// Cells that were not understood but stop nobody; their text goes to the remark.
    pub warnings: Vec<ImportCellError>,
    /// What was made of it; null when that was removed again.
    pub customer_id: Option<Uuid>,
}

impl ImportRow {
    pub(in crate::import) fn new(shown: ShownLine, language: Language) -> Self {
        let ShownLine { line, target, changes, contacts, twins } = shown;
        let (choice, choice_customer_id) = match Choice::of(&line.choice) {
            Choice::Undecided => (ImportChoice::Undecided, None),
            Choice::Skip => (ImportChoice::Skip, None),
            Choice::Write => (ImportChoice::Write, None),
            Choice::Update(id) => (ImportChoice::Update, Some(id.uuid())),
        };
        Self {
            twins: twins.into_iter().map(ImportTwin::new).collect(),
            choice,
            choice_customer_id,
            target: target.map(|(id, code, name)| ImportTarget { id: id.uuid(), code, name }),
            changes: changes.into_iter().map(|told| change(told, language)).collect(),
            contacts: contacts
                .into_iter()
                .map(|one| ImportContactChange {
                    id: one.id.map(kedang_domain::id::ContactId::uuid),
                    name: one.name,
                    added: one.added,
                    changes: one.changes.into_iter().map(|told| change(told, language)).collect(),
                })
                .collect(),
            action: Some(line.action).filter(|action| !action.is_empty()),
            row: line.row,
            cells: line
                .cells
                .iter()
                .enumerate()
                .filter(|(_, cell)| !cell.is_blank())
                .map(|(column, cell)| (column, cell.text().to_owned()))
                .collect(),
            valid: matches!(
                line.verdict.as_str(),
                "valid" | "written" | "unchanged" | "undone" | "kept"
            ),
            verdict: line.verdict,
            errors: line.reasons.into_iter().map(|e| ImportCellError::new(e, language)).collect(),
            warnings: line
                .warnings
                .into_iter()
                .map(|e| ImportCellError::new(e, language))
                .collect(),
            customer_id: line.customer.map(kedang_domain::id::CustomerId::uuid),
        }
    }
}

/// Which rows.
#[derive(Debug, Deserialize, IntoParams)]
pub struct RowsQuery {
    /// all (the default), valid, warned, invalid, written, create, update, unchanged, twins,
    /// skipped, undone or kept.
    #[param(inline)]
    pub verdict: Option<Verdict>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Rows at most, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<i64>,
}

/// A kind of rows.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every row of a customer.
    #[default]
    All,
    /// Good rows.
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

impl From<Verdict> for Verdicts {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::All => Self::All,
            Verdict::Valid => Self::Valid,
            Verdict::Warned => Self::Warned,
            Verdict::Invalid => Self::Invalid,
            Verdict::Written => Self::Written,
            Verdict::Create => Self::Create,
            Verdict::Update => Self::Update,
            Verdict::Unchanged => Self::Unchanged,
            Verdict::Twins => Self::Twins,
            Verdict::Skipped => Self::Skipped,
            Verdict::Undone => Self::Undone,
            Verdict::Kept => Self::Kept,
        }
    }
}

/// Mended cells, by column.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cells {
    /// What stands there now.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, String>, required = false)]
    pub cells: BTreeMap<usize, String>,
    /// What is done with a row that may be on file already.
    pub choice: Option<ImportChoice>,
    /// The customer that is changed, where that is the choice; one of the row's twins.
    pub customer_id: Option<Uuid>,
}

impl Cells {
    /// What is to be done with the row, if anything was said of it.
    pub(in crate::import) fn chosen(&self) -> Result<Option<Choice>, AppError> {
        let Some(choice) = self.choice else { return Ok(None) };
        Ok(Some(match (choice, self.customer_id) {
            (ImportChoice::Undecided, _) => Choice::Undecided,
            (ImportChoice::Skip, _) => Choice::Skip,
            (ImportChoice::Write, _) => Choice::Write,
            (ImportChoice::Update, Some(id)) => Choice::Update(CustomerId::new(id)),
            (ImportChoice::Update, None) => {
                return Err(AppError::invalid(FieldIssue {
                    pointer: "/customer_id".to_owned(),
                    field: "customer_id".to_owned(),
                    error: FieldError::new("required"),
                }));
            }
        }))
    }
}

/// A mended row, and the import's new counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mended {
    /// The import.
    pub import: Import,
    /// The row.
    pub row: ImportRow,
}

/// A mend for many cells.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FixInput {
    /// Which column.
    pub column: usize,
    /// How.
    pub fix: FixKind,
}

/// How cells are mended.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FixKind {
    /// Take off blanks, also inside.
    Trim,
    /// Keep digits only.
    Digits,
    /// Empty the cells.
    Clear,
}

impl From<FixKind> for Fix {
    fn from(kind: FixKind) -> Self {
        match kind {
            FixKind::Trim => Self::Blanks,
            FixKind::Digits => Self::Digits,
            FixKind::Clear => Self::Clear,
        }
    }
}

/// What a mend did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fixed {
    /// The import.
    pub import: Import,
    /// Cells that changed.
    pub changed: i64,
}
