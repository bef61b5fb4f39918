//! Forms of imports.

mod approval;
mod plan;
mod row;
mod twin;

pub use approval::ImportApproval;
pub use plan::{ImportEncoding, ImportKey, ImportMode, ImportSeparator};
pub use row::{Cells, FixInput, Fixed, ImportRow, Mended, RowsQuery};
pub use twin::{ImportChoice, ImportTwin};

use crate::wire::{instant, maybe};
use kedang_app::import::{
    Applied, Correction, Import as Batch, ImportLine, Related, is_correctable, keys,
    separator_name, undo_until,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
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
    /// It is a further table beside the first on a sheet of the same name, and begins at this
    /// column, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_column: Option<usize>,
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
    /// reading, ready, awaiting_approval, writing, done, failed, cancelled, undoing or undone.
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
    /// The latest request for somebody's approval; null when there was none.
    pub approval: Option<ImportApproval>,
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
        let approval = ImportApproval::of(&batch);
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
                    from_column: s.beside.map(|beside| beside.column),
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
            approval,
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
