//! Imports (I4): a file becomes rows with a verdict each; bad cells are mended; the good rows are
//! written, each one on record; the bad ones are given back with their reasons. What was written
//! can be undone as a whole.
//!
//! The file itself is not kept: all its rows are, so that another sheet or header row can be
//! chosen, until some time after the import is over (see `clear`).
//!
//! Long work goes on in parts, and each part leaves the writer to others. What a part has done
//! stands; a process that ends between two parts is succeeded by whoever looks next, see
//! [`App::take_up_imports`].

mod approve;
mod change;
mod clear;
mod contact;
mod decide;
mod draft;
mod joined;
mod judging;
mod look;
mod mend;
mod neighbours;
mod plan;
mod read;
mod rejects;
mod reread;
mod template;
mod twins;
mod undo;
mod write;

pub use approve::WAITING;
pub use joined::{Left, Related};
pub use judging::Reading;
pub use kedang_exchange::{CellError, Mapping, Target};
pub use kedang_storage::import::{Approval, ApprovalState, Counts};
pub use look::{ShownContact, ShownLine, ShownTwin, TwinCustomer, Verdicts};
pub use plan::{Key, Mode, Plan, keys};
pub use reread::{Correction, is_correctable, separator_name};
pub use template::{Applied, ImportTemplate, NewTemplate, TemplateChange};
pub use twins::Choice;
pub use undo::undo_until;
pub use write::Progress;
pub(crate) use write::{ImportPart, outcome};

use crate::{App, AppError, Context, Result};
use kedang_domain::field::{Catalogue, FieldType, Subject};
use kedang_domain::id::{ImportTemplateId, PersonId};
use kedang_exchange::{Alias, Cell, FileInfo, HeaderCatalogue, ReadOptions, ValueKind};
use kedang_storage::import::{Batch, Line};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Largest file, in bytes.
pub const FILE_MAX: u64 = 200 * 1024 * 1024;
/// Rows of one page, at most.
pub const PAGE: i64 = 500;

/// Kind of the job that writes an import.
pub const WRITE_JOB: &str = "import.write";
/// Kind of the job that sees to an import whose reading or judging was interrupted.
pub const READ_JOB: &str = "import.read";

/// Kind of the job that undoes an import.
pub const UNDO_JOB: &str = "import.undo";

/// What is known about a file and what its columns mean.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Layout {
    /// Encoding and the like.
    pub info: FileInfo,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The chosen one.
    pub sheet: usize,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What is done with customers on file.
    #[serde(default)]
    pub plan: Plan,
    /// What a person said of how the file is to be read.
    #[serde(default)]
    pub options: ReadOptions,
    /// A sheet of contacts beside the sheet of customers.
    #[serde(default)]
    pub related: Option<Related>,
    /// The template that it follows.
    #[serde(default)]
    pub applied: Option<Applied>,
}

impl Layout {
    /// The column at which a further table begins on the chosen sheet.
    fn until(&self) -> Option<usize> {
        let beside = self.sheets.iter().filter_map(|sheet| sheet.beside);
        beside.filter(|beside| beside.sheet == self.sheet).map(|beside| beside.column).min()
    }

    /// The sheet of contacts, where it belongs to the chosen sheet.
    #[must_use]
    pub fn contacts(&self) -> Option<&Related> {
        self.related.as_ref().filter(|related| related.pair.customers == self.sheet)
    }
}

/// A sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sheet {
    /// Its place, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// The workbook hides it.
    pub hidden: bool,
    /// Rows with anything in them.
    pub rows: i64,
    /// Header row, 0 when none was found.
    pub header_row: u32,
    /// It is a further table on a sheet: of which, and from which column on.
    #[serde(default)]
    pub beside: Option<Beside>,
}

/// Where a further table stands on a sheet.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Beside {
    /// Place of the sheet, from 0.
    pub sheet: usize,
    /// Its first column, from 0.
    pub column: usize,
}

/// An import, as its maker sees it.
pub type Import = Batch<Layout>;

/// A row of an import.
pub type ImportLine = Line<Vec<Cell>, Vec<CellError>>;

/// What is to be changed about an import; absent parts stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportChange {
    /// Another sheet.
    pub sheet: Option<usize>,
    /// Another header row.
    pub header_row: Option<u32>,
    /// Other meanings of columns; `None` is "not imported".
    pub columns: BTreeMap<usize, Option<String>>,
    /// Who will own the customers.
    pub owner: Option<PersonId>,
    /// Code of the card template.
    pub template: Option<String>,
    /// What is done with customers on file.
    pub mode: Option<Mode>,
    /// By what they are found.
    pub key: Option<Key>,
    /// Whether empty cells empty fields.
    pub overwrite_empty: Option<bool>,
    /// Another template of imports; its inside `None` takes back the one that was applied.
    pub import_template: Option<Option<ImportTemplateId>>,
    /// Whether the sheet of contacts is joined.
    pub contacts: Option<bool>,
    /// How the file is to be read.
    pub correction: Correction,
}

/// A mend for many cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Take off blanks, also inside.
    Blanks,
    /// Keep digits only.
    Digits,
    /// Empty the cell.
    Clear,
}

/// Headers of columns in which file codes may stand; the first two are those of our own lists.
const FILE_CODES: [&str; 5] = ["客户编号", "File code", "客户档案编号", "档案编号", "档案号"];

/// The names of columns: those that come with the product, and the company's own fields.
pub(crate) fn headers(catalogue: &Catalogue) -> HeaderCatalogue {
    let mut headers = HeaderCatalogue::builtin();
    for field in catalogue.fields().filter(|f| f.active) {
        let target = match field.subject {
            Subject::Customer => Target::Field(field.key.clone()),
            Subject::Contact => Target::Contact(field.key.clone()),
        };
        headers.add(Alias {
            kind: read_as(field.field_type, field.mobile),
            unit: kedang_domain::value::MoneyUnit::default(),
            aliases: vec![field.label.zh.clone(), field.label.en.clone(), field.key.clone()],
            target,
        });
    }
    headers.add(Alias {
        target: Target::Code,
        kind: ValueKind::Text,
        unit: kedang_domain::value::MoneyUnit::default(),
        aliases: FILE_CODES.map(str::to_owned).to_vec(),
    });
    headers
}

/// How cells of a field are read.
fn read_as(field_type: FieldType, mobile: bool) -> ValueKind {
    match field_type {
        FieldType::LongText => ValueKind::Paragraphs,
        FieldType::Number => ValueKind::Number,
        FieldType::Money => ValueKind::Money,
        FieldType::Date => ValueKind::Date,
        FieldType::Phone if mobile => ValueKind::Mobile,
        FieldType::Phone => ValueKind::Phone,
        FieldType::Email => ValueKind::Email,
        FieldType::Url => ValueKind::Url,
        FieldType::CreditCode => ValueKind::CreditCode,
        FieldType::IdNumber => ValueKind::IdNumber,
        FieldType::Postcode => ValueKind::Postcode,
        _ => ValueKind::Text,
    }
}

impl App {
    /// The judge of an import's rows.
    async fn judge(
        &self,
        conn: &mut kedang_db::Conn,
        ctx: &Context,
        batch: &Import,
    ) -> Result<Arc<draft::Judge>> {
        let place = self.placement(conn, ctx, Some(batch.owner)).await?;
        let (catalogue, template) =
            self.card(conn, &batch.template, Some(place.department)).await?;
        Ok(Arc::new(draft::Judge {
            catalogue,
            template,
            today: self.date_at(conn, ctx.now).await?,
            mapping: batch.layout.mapping.clone(),
            owner: batch.owner,
            plan: batch.layout.plan,
            joined: batch.layout.contacts().is_some_and(|related| related.joined),
            ctx: ctx.clone(),
        }))
    }
}

/// Does work to its end even when whoever asked for it goes away in the middle.
async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T>> + Send + 'static,
) -> Result<T> {
    tokio::spawn(work).await.map_err(AppError::internal)?
}

/// Somebody else's import does not exist.
fn own(batch: Option<Import>, ctx: &Context) -> Result<Import> {
    batch.filter(|b| b.person == ctx.actor.person).ok_or(AppError::NotFound)
}

fn ready(batch: &Import) -> Result<()> {
    match batch.status.as_str() {
        "ready" => Ok(()),
        "reading" => Err(AppError::conflict("import_busy")),
        WAITING => Err(AppError::conflict("import_awaiting_approval")),
        _ => Err(AppError::conflict("import_not_ready")),
    }
}

fn sheet(batch: &Import) -> i64 {
    i64::try_from(batch.layout.sheet).unwrap_or(i64::MAX)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Counts a row by its verdict, or takes it off again (`by` is -1).
fn tally(counts: &mut Counts, line: &ImportLine, by: i64) {
    if !line.twins.is_empty() {
        counts.twins += by;
    }
    match line.verdict.as_str() {
        "valid" => {
            (counts.data, counts.valid) = (counts.data + by, counts.valid + by);
            if !line.warnings.is_empty() {
                counts.warned += by;
            }
            match line.action.as_str() {
                "update" => counts.update += by,
                "none" => counts.unchanged += by,
                _ => counts.create += by,
            }
        }
        "invalid" => (counts.data, counts.invalid) = (counts.data + by, counts.invalid + by),
        "skipped" => counts.skipped += by,
        _ => {}
    }
}

/// A column as somebody remembers it, if it still means anything.
fn target(text: &str, catalogue: &Catalogue) -> Option<Target> {
    let target: Target = text.parse().ok()?;
    let known = match &target {
        Target::Field(key) => catalogue.customer(key).is_some_and(|f| f.active),
        Target::Contact(key) => catalogue.contact(key).is_some_and(|f| f.active),
        _ => true,
    };
    known.then_some(target)
}

/// Headers that this person gave a meaning before have it again.
fn apply_remembered(
    mapping: &mut Mapping,
    remembered: &[(String, String)],
    headers: &HeaderCatalogue,
    catalogue: &Catalogue,
) {
    for header in mapping.headers.clone() {
        match remembered.iter().find(|(text, _)| *text == header.text) {
            Some((_, field)) if field.is_empty() => mapping.assign(header.index, None, headers),
            // What a field that is gone was meant for is guessed anew.
            Some((_, field)) => {
                if let Some(target) = target(field, catalogue) {
                    mapping.assign(header.index, Some(target), headers);
                }
            }
            None => {}
        }
    }
}
