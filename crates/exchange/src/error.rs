//! Why a file could not be read or written.

/// A refusal of a whole file. [`code`](Self::code) names the message in the catalogues.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file has no content.
    #[error("empty file")]
    Empty,
    /// A kind of file that is not read: `zip`, `odf`, `doc`, `ole`, `html` and `xml` without a
    /// table, `mht`, `pdf`, `jpeg`, …, `binary` when nothing more can be told.
    #[error("unsupported kind of file: {kind}")]
    Unsupported {
        /// The kind, as far as it could be told.
        kind: &'static str,
    },
    /// The workbook is protected by a password.
    #[error("encrypted workbook")]
    Encrypted,
    /// The file is cut off or broken in this part.
    #[error("damaged in {part}")]
    Damaged {
        /// The part of the archive, or `file`.
        part: String,
    },
    /// More bytes than allowed, packed or unpacked.
    #[error("larger than {max} bytes")]
    TooLarge {
        /// The bound in bytes.
        max: u64,
    },
    /// More rows than allowed.
    #[error("more than {max} rows")]
    TooManyRows {
        /// The bound.
        max: u32,
    },
    /// More cells than allowed in a file that is read as a whole.
    #[error("more than {max} cells")]
    TooManyCells {
        /// The bound.
        max: usize,
    },
    /// No such encoding is known.
    #[error("unknown encoding {name}")]
    UnknownEncoding {
        /// What was asked for.
        name: String,
    },
    /// Content beyond the last allowed column.
    #[error("row {row} has more than {max} columns")]
    TooManyColumns {
        /// The row.
        row: u32,
        /// The bound.
        max: usize,
    },
    /// A cell longer than allowed; in delimited text usually a quotation mark never closed.
    #[error("a cell of row {row} has more than {max} characters")]
    CellTooLong {
        /// The row.
        row: u32,
        /// The bound.
        max: usize,
    },
    /// There is no such sheet.
    #[error("no sheet {index}")]
    NoSuchSheet {
        /// The place asked for, from 0.
        index: usize,
    },
    /// The file could not be read from the disk.
    #[error("reading failed")]
    Io(#[source] std::io::Error),
}

impl ReadError {
    /// The stable code, the name of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::Unsupported { .. } => "file_unsupported",
            Self::Encrypted => "file_encrypted",
            Self::Damaged { .. } => "file_damaged",
            Self::TooLarge { .. } => "file_too_large",
            Self::TooManyRows { .. } => "file_too_many_rows",
            Self::TooManyCells { .. } => "file_too_many_cells",
            Self::UnknownEncoding { .. } => "encoding_unknown",
            Self::TooManyColumns { .. } => "file_too_many_columns",
            Self::CellTooLong { .. } => "file_cell_too_long",
            Self::NoSuchSheet { .. } => "sheet_missing",
            Self::Io(_) => "file_io",
        }
    }

    /// What the message needs, by name.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Empty | Self::Encrypted | Self::Io(_) => Vec::new(),
            Self::Unsupported { kind } => vec![("kind", (*kind).to_owned())],
            Self::Damaged { part } => vec![("part", part.clone())],
            Self::TooLarge { max } => vec![("max", max.to_string())],
            Self::TooManyRows { max } => vec![("max", max.to_string())],
            Self::TooManyCells { max } => vec![("max", max.to_string())],
            Self::UnknownEncoding { name } => vec![("name", name.clone())],
            Self::TooManyColumns { row, max } | Self::CellTooLong { row, max } => {
                vec![("row", row.to_string()), ("max", max.to_string())]
            }
            Self::NoSuchSheet { index } => vec![("index", index.to_string())],
        }
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The bytes could not be written.
    #[error("writing failed")]
    Io(#[from] std::io::Error),
    /// The workbook could not be made, for instance because a text is too long for a cell.
    #[error("making the workbook failed")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}
