//! A file of customer rows, opened by its content and never by its name.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    path::Path,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    Limits, RawRow, ReadError, ReadOptions,
    delimited::{Decoding, Delimited, TextRows},
    held::{Held, HeldRows},
    kind::{Kind, kind},
    markup, ods,
    source::Source,
    vcard, xls, xlsb,
    xlsx::{Flavour, Package, SheetRows, Xlsx},
};

/// The kind of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// A workbook of Office Open XML.
    Xlsx,
    /// Delimited text.
    Csv,
    /// An old binary workbook.
    Xls,
    /// A binary workbook in an archive.
    Xlsb,
    /// A spreadsheet of OpenDocument.
    Ods,
    /// Tables of HTML.
    Html,
    /// SpreadsheetML 2003.
    Xml,
    /// Business cards.
    Vcard,
}

impl FileFormat {
    /// Its name, as it is serialised.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Vcard => "vcard",
        }
    }
}

/// What was found out about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInfo {
    /// Its kind.
    pub format: FileFormat,
    /// Its length in bytes.
    pub size: u64,
    /// Encoding of delimited text, HTML, XML and vCards: `utf-8`, `gb18030`, `utf-16le`, `utf-16be`, `big5`, …
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
    options: ReadOptions,
}

enum Content {
    Xlsx(Box<Xlsx>),
    Text(Box<Delimited>),
    Held(Held),
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
        Self::from_bytes_with(bytes, limits, ReadOptions::default())
    }

    /// As [`Self::from_bytes`], with corrections.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and [`ReadError::UnknownEncoding`].
    pub fn from_bytes_with(
        bytes: impl Into<Arc<[u8]>>,
        limits: Limits,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        Self::open(Source::Bytes(Cursor::new(bytes.into())), limits, options)
    }

    /// Opens a file on disk. Workbooks of Office Open XML and delimited text are read in pieces,
    /// whatever their size; the other kinds as a whole, up to [`Limits::max_held`].
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn from_path(path: &Path, limits: Limits) -> Result<Self, ReadError> {
        Self::from_path_with(path, limits, ReadOptions::default())
    }

    /// As [`Self::from_path`], with corrections.
    ///
    /// # Errors
    /// As [`Self::from_bytes_with`].
    pub fn from_path_with(
        path: &Path,
        limits: Limits,
        options: ReadOptions,
    ) -> Result<Self, ReadError> {
        let file = File::open(path).map_err(ReadError::Io)?;
        Self::open(Source::File(BufReader::with_capacity(64 << 10, file)), limits, options)
    }

    fn open(mut source: Source, limits: Limits, options: ReadOptions) -> Result<Self, ReadError> {
        let decoding = Decoding::new(&options)?;
        let size = source.length().map_err(ReadError::Io)?;
        if size == 0 {
            return Err(ReadError::Empty);
        }
        if size > limits.max_file {
            return Err(ReadError::TooLarge { max: limits.max_file });
        }
        let mut info = FileInfo {
            format: FileFormat::Xlsx,
            size,
            encoding: None,
            bom: false,
            delimiter: None,
            lossy: false,
        };
        let head = source.head(8 << 10).map_err(ReadError::Io)?;
        let content = match kind(&head) {
            Kind::Archive => {
                let mut package = Package::open(source, size, limits)?;
                match package.flavour()? {
                    Flavour::Xlsx => Content::Xlsx(Box::new(Xlsx::open(package)?)),
                    Flavour::Xlsb => {
                        info.format = FileFormat::Xlsb;
                        Content::Held(xlsb::read(package)?)
                    }
                    Flavour::Ods => {
                        info.format = FileFormat::Ods;
                        Content::Held(ods::read(package)?)
                    }
                }
            }
            Kind::Compound => {
                info.format = FileFormat::Xls;
                Content::Held(xls::read(&whole(&mut source, size, limits)?, limits)?)
            }
            Kind::Markup => {
                let bytes = whole(&mut source, size, limits)?;
                let (held, flavour, encoding) = markup::read(&bytes, &decoding, limits)?;
                info.format = match flavour {
                    markup::Flavour::Html => FileFormat::Html,
                    markup::Flavour::SpreadsheetMl => FileFormat::Xml,
                };
                info.encoding = Some(encoding);
                info.bom = encoding_rs::Encoding::for_bom(&bytes).is_some();
                Content::Held(held)
            }
            Kind::Vcard => {
                let bytes = whole(&mut source, size, limits)?;
                let (held, encoding) = vcard::table(&bytes, &decoding, limits)?;
                info.format = FileFormat::Vcard;
                info.encoding = Some(encoding);
                info.bom = encoding_rs::Encoding::for_bom(&bytes).is_some();
                Content::Held(held)
            }
            Kind::Text => {
                let content = Delimited::open(source, limits, &options)?;
                info = content.info(size);
                Content::Text(Box::new(content))
            }
            Kind::Other(kind) => return Err(ReadError::Unsupported { kind }),
        };
        let sheets = match &content {
            Content::Xlsx(xlsx) => xlsx.sheets(),
            Content::Text(_) => vec![SheetInfo { index: 0, name: String::new(), hidden: false }],
            Content::Held(held) => held.infos(),
        };
        Ok(Self { info, sheets, content, options })
    }

    /// The corrections it was opened with.
    #[must_use]
    pub fn options(&self) -> &ReadOptions {
        &self.options
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
        match &self.content {
            Content::Xlsx(xlsx) => xlsx.counts_from_1904(),
            Content::Held(held) => held.from_1904,
            Content::Text(_) => false,
        }
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
            Content::Held(held) => RowsOf::Held(held.rows(sheet)?),
        }))
    }
}

/// The rows of one sheet.
pub struct Rows<'a>(RowsOf<'a>);

enum RowsOf<'a> {
    Xlsx(Box<SheetRows<'a>>),
    Text(Box<TextRows<'a>>),
    Held(HeldRows<'a>),
}

impl Iterator for Rows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            RowsOf::Xlsx(rows) => rows.next(),
            RowsOf::Text(rows) => rows.next(),
            RowsOf::Held(rows) => rows.next(),
        }
    }
}

/// The bytes of a file that can only be read as a whole.
fn whole(source: &mut Source, size: u64, limits: Limits) -> Result<Vec<u8>, ReadError> {
    if size > limits.max_held {
        return Err(ReadError::TooLarge { max: limits.max_held });
    }
    let mut bytes = Vec::new();
    source.take(limits.max_held).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    Ok(bytes)
}
