//! Customer tables in and out: workbooks, delimited text and business cards, no database.
//!
//! The way in: [`Workbook`] opens a file by its content and streams [`RawRow`]s of [`Cell`]s:
//! `.xlsx` and delimited text piece by piece, `.xls`, `.xlsb`, `.ods`, HTML, SpreadsheetML and
//! vCard as a whole under bounds of their own;
//! [`HeaderCatalogue`] finds the header row and says what each column means (a [`Mapping`]);
//! [`judge`] turns one row into a [`RowVerdict`]. [`parse_rows`] does this for a whole sheet and
//! tells which rows are no data at all. `judge` is pure: a row mended on the page is judged by
//! the same call. A sheet of contacts beside a sheet of customers is recognised by
//! [`Survey::pair`] and joined by [`join_contacts`].
//!
//! The way out: [`vcard::write`] writes a card, [`RowWriter`] writes rows to `.csv` or `.xlsx` as they come, with cells that a
//! spreadsheet would take for a formula defused.
//!
//! Nothing is dropped without a trace: every row of the file is either data with a verdict or
//! skipped with a reason, and every cell that could not be understood is named.

mod beside;
mod catalogue;
mod cell;
mod compound;
mod delimited;
mod detect;
mod error;
mod foreign;
mod held;
mod judge;
mod kind;
mod limits;
mod mapping;
mod markup;
mod merge;
mod number;
mod ods;
mod options;
mod relate;
mod rows;
mod source;
mod survey;
mod understood;
pub mod vcard;
mod workbook;
mod write;
mod xls;
mod xlsb;
mod xlsx;

pub use beside::Beside;
pub use catalogue::{Alias, CatalogueError, HeaderCatalogue};
pub use cell::{Cell, RawRow};
pub use detect::{Header, HeaderColumn};
pub use error::{ReadError, WriteError};
pub use judge::{CellError, ImportContact, ImportRecord, RegionText, RowVerdict, judge};
pub use limits::Limits;
pub use mapping::{Column, Mapping, Target, ValueKind};
pub use options::ReadOptions;
pub use relate::{JoinedContact, Link, LinkBy, SheetPair, join_contacts};
pub use rows::{Classifier, ParsedRow, SkipReason, parse_rows, skip_reason};
pub use survey::{SheetSurvey, Survey};
pub use understood::{InvalidRow, Summary, understood, understood_card};
pub use workbook::{FileFormat, FileInfo, Rows, SheetInfo, Workbook};
pub use write::{Cover, OutCell, RowWriter, TableFormat, defused, reject_cells};
