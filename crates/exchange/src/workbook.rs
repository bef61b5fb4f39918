//! A file of customer rows, opened by its content and never by its name.

use std::{
    fs::File,
    io::{BufReader, Cursor},
    path::Path,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    Limits, RawRow, ReadError,
    delimited::{Delimited, TextRows},
    source::Source,
    xlsx::{SheetRows, Xlsx},
};

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// A workbook of Office Open XML.
    Xlsx,
    /// Delimited text.
    Csv,
}

/// What was found out about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its kind.
    pub format: FileFormat,
    /// Its length in bytes.
    pub size: u64,
    /// Encoding of delimited text: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`, `big5`, …
    pub encoding: Option<String>,
    /// Whether a byte order mark stood at its beginning.
    pub bom: bool,
    /// The character between the cells of delimited text.
    pub delimiter: Option<char>,
    /// Whether some bytes fit no character of the encoding; they read as U+FFFD.
    pub lossy: bool,
}

/// A sheet of a workbook; delimited text is one sheet without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    /// Its place, from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// An opened file.
pub struct Workbook {
    info: FileInfo,
    sheets: Vec<SheetInfo>,
    content: Content,
}

enum Content {
    Xlsx(Box<Xlsx>),
    Text(Box<Delimited>),
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("info", &self.info).finish_non_exhaustive()
    }
}

impl Workbook {
    /// Opens a file held in memory.
    ///
    /// # Errors
    /// [`ReadError`]; a broken, hostile or unsupported file is refused, never a panic.
    pub fn from_bytes(bytes: impl Into<Arc<[u8]>>, limits: Limits) -> Result<Self, ReadError> {
        Self::open(Source::Bytes(Cursor::new(bytes.into())), limits)
    }

    /// Opens a file on disk; it is read in pieces, never as a whole.
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn from_path(path: &Path, limits: Limits) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(ReadError::Io)?;
        Self::open(Source::File(BufReader::with_capacity(64 << 10, file)), limits)
    }

    fn open(mut source: Source, limits: Limits) -> Result<Self, ReadError> {
        let size = source.length().map_err(ReadError::Io)?;
        if size == 0 {
            return Err(ReadError::Empty);
        }
        if size > limits.max_file {
            return Err(ReadError::TooLarge { max: limits.max_file });
        }
        let head = source.head(8 << 10).map_err(ReadError::Io)?;
        match kind(&head) {
            Kind::Archive => {
                let content = Xlsx::open(source, size, limits)?;
                Ok(Self {
                    info: FileInfo {
                        format: FileFormat::Xlsx,
                        size,
                        encoding: None,
                        bom: false,
                        delimiter: None,
                        lossy: false,
                    },
                    sheets: content.sheets(),
                    content: Content::Xlsx(Box::new(content)),
                })
            }
            Kind::Text => {
                let content = Delimited::open(source, limits)?;
                Ok(Self {
                    info: content.info(size),
                    sheets: vec![SheetInfo { index: 0, name: String::new(), hidden: false }],
                    content: Content::Text(Box::new(content)),
                })
            }
            Kind::Encrypted => Err(ReadError::Encrypted),
            Kind::Other(kind) => Err(ReadError::Unsupported { kind }),
        }
    }

    /// What was found out about the file.
    #[must_use]
    pub fn info(&self) -> &FileInfo {
        &self.info
    }

    /// The sheets in the order of the workbook.
    #[must_use]
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Whether days are counted from 1904.
    #[must_use]
    pub fn counts_from_1904(&self) -> bool {
        matches!(&self.content, Content::Xlsx(xlsx) if xlsx.counts_from_1904())
    }

    /// The rows of a sheet, read as they are asked for. Rows without any cell may be left out;
    /// the numbers tell.
    ///
    /// # Errors
    /// [`ReadError::NoSuchSheet`], or what is wrong with the file. After an error there are no
    /// more rows.
    pub fn rows(&mut self, sheet: usize) -> Result<Rows<'_>, ReadError> {
        if sheet >= self.sheets.len() {
            return Err(ReadError::NoSuchSheet { index: sheet });
        }
        Ok(Rows(match &mut self.content {
            Content::Xlsx(xlsx) => RowsOf::Xlsx(Box::new(xlsx.rows(sheet)?)),
            Content::Text(text) => RowsOf::Text(Box::new(text.rows()?)),
        }))
    }
}

/// The rows of one sheet.
pub struct Rows<'a>(RowsOf<'a>);

enum RowsOf<'a> {
    Xlsx(Box<SheetRows<'a>>),
    Text(Box<TextRows<'a>>),
}

impl Iterator for Rows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            RowsOf::Xlsx(rows) => rows.next(),
            RowsOf::Text(rows) => rows.next(),
        }
    }
}

enum Kind {
    Archive,
    Text,
    Encrypted,
    Other(&'static str),
}

/// How files begin that are often taken for tables, and that may begin like a text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"{\\rtf", "rtf"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
];

/// Tells the kind of a file by its first bytes.
fn kind(head: &[u8]) -> Kind {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    // "EncryptedPackage" in UTF-16, a stream of an encrypted workbook.
    let encrypted: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
    if head.starts_with(b"PK\x03\x04") {
        Kind::Archive
    } else if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| head.starts_with(start)) {
        Kind::Other(kind)
    } else if head.starts_with(COMPOUND) {
        if head.windows(encrypted.len()).any(|window| window == encrypted) {
            Kind::Encrypted
        } else {
            Kind::Other("xls")
        }
    } else if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        Kind::Text
    } else if head.contains(&0) {
        Kind::Other("binary")
    } else if is_markup(head) {
        Kind::Other("html")
    } else {
        Kind::Text
    }
}

/// Many systems export an HTML or XML table under the name of a spreadsheet.
fn is_markup(head: &[u8]) -> bool {
    let start: String = String::from_utf8_lossy(head.get(..512).unwrap_or(head))
        .trim_start_matches('\u{feff}')
        .trim_start()
        .to_ascii_lowercase();
    ["<!doctype", "<html", "<table", "<?xml", "<head", "<meta"].iter().any(|m| start.starts_with(m))
}
