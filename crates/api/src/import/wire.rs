//! Forms of imports.

mod plan;
mod twin;

pub use plan::{ImportEncoding, ImportKey, ImportMode, ImportSeparator};
pub use twin::{ImportChoice, ImportTwin};

use crate::messages::{Language, text};
use crate::timeline::{TimelineChange, change};
use crate::wire::{instant, maybe};
use kedang_app::AppError;
use kedang_app::import::{
    Applied, CellError, Choice, Correction, Fix, Import as Batch, ImportLine, Related, ShownLine,
    Verdicts, is_correctable, keys, separator_name, undo_until,
};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::CustomerId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Samples of a column.
const SAMPLES: usize = 3;

/// A file that is imported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub size: i64,
    /// xlsx or csv.
    pub format: String,
    /// Encoding of text.
    pub encoding: Option<String>,
    /// What stands between the cells of delimited text: comma, semicolon, tab, bar, or another
    /// character itself.
    pub separator: Option<String>,
    /// A byte order mark settles the encoding.
    pub marked: bool,
    /// It can be read anew in another encoding or with another separator.
    pub correctable: bool,
    /// Some bytes fit no character of the encoding.
    pub lossy: bool,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// A sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportSheet {
    /// Its place, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// The workbook hides it.
    pub hidden: bool,
    /// Rows with anything in them.
    pub rows: i64,
    /// Header row, null when none was found.
    pub header_row: Option<u32>,
}

/// A column of the chosen sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportColumn {
    /// Its place, from 0.
    pub index: usize,
    /// Its header.
    pub header: String,
    /// Where it goes: `name`, `code` (the file code of a customer on file), the key of a field, `contact.name`, `contact.` and a key,
    /// `region.province`, `region.city`, `region.county`, `phone`, `contact.phone`; null when it
    /// is not imported.
    pub field: Option<String>,
    /// Some of its cells.
    pub sample: Vec<String>,
}

/// Rows by verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportCounts {
    /// Rows of customers.
    pub data_rows: i64,
    /// Those that can be written.
    pub valid_rows: i64,
    /// Those that can, but of which not every cell was understood.
    pub warned_rows: i64,
    /// Those that cannot.
    pub invalid_rows: i64,
    /// Rows that are no customers: blank, titles, sums, repeated headers.
    pub skipped_rows: i64,
    /// Those that may be on file already, or stand twice in the table.
    pub twin_rows: i64,
    /// Those that can be written and become customers.
    pub create_rows: i64,
    /// Those that can be written and change a customer on file.
    pub update_rows: i64,
    /// Those that say of a customer on file what is on file.
    pub unchanged_rows: i64,
    /// Those that have been written, whatever became of them later.
    pub written_rows: i64,
    /// Those of them that changed a customer on file.
    pub updated_rows: i64,
    /// Those that were taken back when the import was undone: their customers were removed, or are
    /// as before.
    pub undone_rows: i64,
    /// Those of them whose customers are as before.
    pub restored_rows: i64,
    /// Those whose customers stayed when the import was undone: somebody has worked with them.
    pub kept_rows: i64,
}

/// A sheet of contacts that belong to the customers of the chosen one.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportContacts {
    /// Name of the sheet.
    pub sheet: String,
    /// Header of the column that tells whose contact it is.
    pub header: String,
    /// They are taken along.
    pub joined: bool,
    /// Contacts that found their customer.
    pub contacts: i64,
    /// Contacts that did not, or have no name; they are not written.
    pub left: i64,
    /// Rows of the first of these.
    pub left_rows: Vec<u32>,
}

impl ImportContacts {
    fn new(batch: &Batch, related: &Related) -> Self {
        let sheets = &batch.layout.sheets;
        let sheet = sheets.iter().find(|sheet| sheet.index == related.pair.contacts);
        Self {
            sheet: sheet.map(|sheet| sheet.name.clone()).unwrap_or_default(),
            header: related.header.clone(),
            joined: related.joined,
            contacts: related.contacts,
            left: related.left,
            left_rows: related.named.iter().map(|left| left.row).collect(),
        }
    }
}

/// The template of imports that an import follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportApplied {
    /// Which; it may be gone by now.
    pub id: Uuid,
    /// Its name when it was applied.
    pub name: String,
    /// It was applied by itself, for the headers are the same.
    pub by_itself: bool,
}

impl From<Applied> for ImportApplied {
    fn from(Applied { id, name, by_itself }: Applied) -> Self {
        Self { id: id.uuid(), name, by_itself }
    }
}

/// An import.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Which.
    pub id: Uuid,
    /// reading, ready, writing, done, failed, cancelled, undoing or undone.
    pub status: String,
    /// The file.
    pub file: ImportFile,
    /// Its sheets.
    pub sheets: Vec<ImportSheet>,
    /// The chosen one.
    pub sheet: usize,
    /// Header row of the chosen sheet, null when none was found.
    pub header_row: Option<u32>,
    /// Columns of the chosen sheet.
    pub columns: Vec<ImportColumn>,
    /// Rows by verdict.
    pub counts: ImportCounts,
    /// Who will own the customers.
    pub owner_id: Uuid,
    /// Code of the card template.
    pub template: String,
    /// What is done with customers on file.
    pub mode: ImportMode,
    /// By what they are found.
    pub key: Option<ImportKey>,
    /// The keys that columns of the sheet have, the surest first.
    pub keys: Vec<ImportKey>,
    /// An empty cell empties the field; otherwise it changes nothing.
    pub overwrite_empty: bool,
    /// The template of imports that it follows; null when there is none.
    pub applied: Option<ImportApplied>,
    /// A sheet of contacts beside the chosen one; null when there is none.
    pub contacts: Option<ImportContacts>,
    /// Why it failed.
    pub failure: Option<String>,
    /// Until when it can be undone; null when there is nothing to undo, or not yet.
    #[schema(format = DateTime)]
    pub undo_until: Option<String>,
    /// When the file was taken in.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Latest change.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl Import {
    pub(super) fn new(batch: Batch, sample: &[ImportLine]) -> Self {
        let undo_until = undo_until(&batch).map(instant);
        let keys = keys(&batch).into_iter().map(Into::into).collect();
        let plan = batch.layout.plan;
        let contacts = batch.layout.contacts().map(|related| ImportContacts::new(&batch, related));
        let mapping = &batch.layout.mapping;
        let row = |n: u32| (n > 0).then_some(n);
        let columns = mapping
            .headers
            .iter()
            .map(|header| ImportColumn {
                index: header.index,
                header: header.text.clone(),
                field: mapping.columns.get(&header.index).map(|c| c.target.to_string()),
                sample: sample
                    .iter()
                    .filter(|line| line.row > i64::from(mapping.header_row))
                    .filter_map(|line| line.cells.get(header.index))
                    .filter(|cell| !cell.is_blank())
                    .take(SAMPLES)
                    .map(|cell| cell.text().to_owned())
                    .collect(),
            })
            .collect();
        Self {
            id: batch.id.uuid(),
            file: ImportFile {
                name: batch.file_name,
                size: batch.file_size,
                format: batch.format,
                correctable: batch.status == "ready" && is_correctable(&batch.layout.info),
                marked: batch.layout.info.bom,
                separator: batch.layout.info.delimiter.map(separator_name),
                encoding: batch.layout.info.encoding,
                lossy: batch.layout.info.lossy,
                sha256: batch.file_hash,
            },
            sheets: batch
                .layout
                .sheets
                .into_iter()
                .map(|s| ImportSheet {
                    index: s.index,
                    name: s.name,
                    hidden: s.hidden,
                    rows: s.rows,
                    header_row: row(s.header_row),
                })
                .collect(),
            status: batch.status,
            sheet: batch.layout.sheet,
            header_row: row(batch.layout.mapping.header_row),
            columns,
            counts: ImportCounts {
                data_rows: batch.counts.data,
                valid_rows: batch.counts.valid,
                warned_rows: batch.counts.warned,
                invalid_rows: batch.counts.invalid,
                skipped_rows: batch.counts.skipped,
                twin_rows: batch.counts.twins,
                create_rows: batch.counts.create,
                update_rows: batch.counts.update,
                unchanged_rows: batch.counts.unchanged,
                written_rows: batch.counts.written,
                updated_rows: batch.counts.updated,
                undone_rows: batch.counts.undone,
                restored_rows: batch.counts.restored,
                kept_rows: batch.counts.kept,
            },
            owner_id: batch.owner.uuid(),
            template: batch.template,
            mode: plan.mode.into(),
            key: plan.key.map(Into::into),
            keys,
            overwrite_empty: plan.overwrite_empty,
            applied: batch.layout.applied.map(Into::into),
            contacts,
            failure: batch.failure,
            undo_until,
            created_at: instant(batch.created_at),
            updated_at: instant(batch.updated_at),
            version: batch.version,
        }
    }
}

/// What is to be changed; absent parts stay.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportChange {
    /// Another sheet.
    pub sheet: Option<usize>,
    /// Another header row.
    #[schema(minimum = 1)]
    pub header_row: Option<u32>,
    /// Where columns go, by their place; null is "not imported".
    #[schema(value_type = Option<std::collections::HashMap<String, Option<String>>>)]
    pub columns: Option<BTreeMap<usize, Option<String>>>,
    /// Who will own the customers.
    pub owner_id: Option<Uuid>,
    /// Code of the card template.
    pub template: Option<String>,
    /// What is done with customers on file.
    pub mode: Option<ImportMode>,
    /// By what they are found; needed unless all rows are new customers. A column must have it.
    pub key: Option<ImportKey>,
    /// Whether an empty cell empties the field.
    pub overwrite_empty: Option<bool>,
    /// A template of imports that the columns follow; null takes back the one that was applied.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub template_id: Option<Option<Uuid>>,
    /// Whether the contacts of the other sheet are taken along; only where there is one.
    pub contacts: Option<bool>,
    /// In which encoding a text file is to be read; everything about its columns is found out anew.
    pub encoding: Option<ImportEncoding>,
    /// What stands between the cells of delimited text.
    pub separator: Option<ImportSeparator>,
}

impl ImportChange {
    pub(super) fn correction(&self) -> Correction {
        Correction {
            encoding: self.encoding.map(|encoding| encoding.label().map(str::to_owned)),
            separator: self.separator.map(ImportSeparator::character),
        }
    }
}

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
            message: message(&error, language),
            column: error.column,
            field: error.field,
            code: error.code,
            params: error.params,
        }
    }
}

fn message(error: &CellError, language: Language) -> String {
    let params: Map<String, Value> =
        error.params.iter().map(|(k, v)| (k.clone(), v.as_str().into())).collect();
    text(language, &error.code, &params)
}

/// All reasons of a row in one text.
pub(super) fn reasons_in_words(import: &Batch, errors: &[CellError], language: Language) -> String {
    let reasons: Vec<_> = errors
        .iter()
        .map(|error| {
            let header = error.column.map(|c| import.layout.mapping.header(c)).unwrap_or_default();
            let message = message(error, language);
            match (header.is_empty(), language) {
                (true, _) => message,
                (false, Language::Zh) => format!("{header}：{message}"),
                (false, Language::En) => format!("{header}: {message}"),
            }
        })
        .collect();
    reasons.join(if language == Language::Zh { "；" } else { "; " })
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
    pub(super) fn new(shown: ShownLine, language: Language) -> Self {
        let ShownLine { line, target, changes, twins } = shown;
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
    pub(super) fn chosen(&self) -> Result<Option<Choice>, AppError> {
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
