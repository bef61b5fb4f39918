//! Delimited text: encoding, delimiter, records.

mod encoding;
mod record;
mod sniff;

use std::io::{Read, Seek};

use encoding::{Decoded, Encoded};
pub(crate) use encoding::{by_label, without_mark};
use encoding_rs::Encoding;
use record::{Overflow, Record, RecordReader};

use crate::{Cell, FileFormat, FileInfo, Limits, RawRow, ReadError, ReadOptions, source::Source};

/// How bytes become text: as somebody asked, as the text says of itself, or as found out.
pub(crate) struct Decoding {
    asked: Option<&'static Encoding>,
}

impl Decoding {
    pub(crate) fn new(options: &ReadOptions) -> Result<Self, ReadError> {
        let Some(label) = &options.encoding else { return Ok(Self { asked: None }) };
        match encoding::by_label(label) {
            Some(encoding) => Ok(Self { asked: Some(encoding) }),
            None => Err(ReadError::UnknownEncoding { name: label.clone() }),
        }
    }

    /// The whole text, without its mark, and the name of its encoding. What it `declares` counts
    /// when every byte fits.
    pub(crate) fn decode(
        &self,
        bytes: &[u8],
        declares: Option<&'static Encoding>,
    ) -> (String, String) {
        let found = self.encoding_of(bytes, declares);
        let (text, encoding, _) = found.decode(bytes);
        (text.into_owned(), encoding.name().to_lowercase())
    }

    /// The encoding of the text.
    pub(crate) fn encoding_of(
        &self,
        bytes: &[u8],
        declares: Option<&'static Encoding>,
    ) -> &'static Encoding {
        let declares = declares.and_then(|encoding| encoding::by_label(encoding.name()));
        if let Some(asked) = self.asked {
            return asked;
        }
        if let Some(declared) = declares
            && !declared.decode(bytes).2
        {
            return declared;
        }
        let mut source = Source::Bytes(std::io::Cursor::new(bytes.into()));
        // Memory can always be read.
        encoding::detect(&mut source, None).map_or(encoding_rs::UTF_8, |found| found.encoding)
    }
}

pub(crate) struct Delimited {
    source: Source,
    limits: Limits,
    encoded: Encoded,
    delimiter: char,
}

impl Delimited {
    pub(crate) fn open(
        mut source: Source,
        limits: Limits,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let asked = Decoding::new(options)?.asked;
        let encoded = encoding::detect(&mut source, asked).map_err(ReadError::Io)?;
        source.rewind().map_err(ReadError::Io)?;
        let mut start = String::new();
        let mut decoded = Decoded::new(&mut source, &encoded);
        while start.len() < sniff::SAMPLE {
            let Some(piece) = decoded.next_piece().map_err(ReadError::Io)? else { break };
            start.push_str(piece);
        }
        if start.trim_matches(kedang_domain::value::is_blank).is_empty() {
            return Err(ReadError::Empty);
        }
        if is_binary(&start) {
            return Err(ReadError::Unsupported { kind: "binary" });
        }
        let delimiter = options.delimiter.unwrap_or_else(|| sniff::delimiter(&start));
        Ok(Self { source, limits, encoded, delimiter })
    }

    pub(crate) fn info(&self, size: u64) -> FileInfo {
        FileInfo {
            format: FileFormat::Csv,
            size,
            encoding: Some(self.encoded.encoding.name().to_lowercase()),
            bom: self.encoded.bom > 0,
            delimiter: Some(self.delimiter),
            lossy: self.encoded.lossy,
        }
    }

    pub(crate) fn rows(&mut self) -> Result<TextRows<'_>, ReadError> {
        self.source.rewind().map_err(ReadError::Io)?;
        Ok(TextRows {
            decoded: Decoded::new(&mut self.source, &self.encoded),
            reader: RecordReader::new(self.delimiter, self.limits.max_cell),
            limits: self.limits,
            done: false,
        })
    }
}

/// The records of the text, one after the other.
pub(crate) struct TextRows<'a> {
    decoded: Decoded<'a>,
    reader: RecordReader,
    limits: Limits,
    done: bool,
}

impl TextRows<'_> {
    fn read(&mut self) -> Result<Option<RawRow>, ReadError> {
        loop {
            if let Some(record) = self.reader.next_record() {
                return self.row(record).map(Some);
            }
            self.check()?;
            match self.decoded.next_piece().map_err(ReadError::Io)? {
                // No text has it, whatever came before.
                Some(piece) if piece.contains('\0') => {
                    return Err(ReadError::Unsupported { kind: "binary" });
                }
                Some(piece) => self.reader.feed(piece),
                None => {
                    let last = self.reader.finish();
                    self.check()?;
                    return last.map(|record| self.row(record)).transpose();
                }
            }
            self.check()?;
        }
    }

    fn check(&self) -> Result<(), ReadError> {
        let row = self.reader.records().saturating_add(1);
        if row > self.limits.max_rows.saturating_add(1) {
            return Err(ReadError::TooManyRows { max: self.limits.max_rows });
        }
        match self.reader.overflow() {
            Some(Overflow::Cell(row)) => {
                Err(ReadError::CellTooLong { row, max: self.limits.max_cell })
            }
            Some(Overflow::Fields(row)) => {
                Err(ReadError::TooManyColumns { row, max: self.limits.max_columns })
            }
            None => Ok(()),
        }
    }

    fn row(&self, record: Record) -> Result<RawRow, ReadError> {
        if record.number > self.limits.max_rows {
            return Err(ReadError::TooManyRows { max: self.limits.max_rows });
        }
        let mut cells: Vec<Cell> = record
            .fields
            .into_iter()
            .map(|field| if field.is_empty() { Cell::Empty } else { Cell::Text(field) })
            .collect();
        while cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        if cells.len() > self.limits.max_columns {
            let max = self.limits.max_columns;
            return Err(ReadError::TooManyColumns { row: record.number, max });
        }
        Ok(RawRow { number: record.number, cells })
    }
}

impl Iterator for TextRows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.read().transpose();
        self.done = !matches!(row, Some(Ok(_)));
        row
    }
}

/// Whether a beginning is no text at all: one of fifty characters or more means nothing in a table.
fn is_binary(start: &str) -> bool {
    let strange = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
    // A program of old ends its text with one of these.
    let start = start.trim_end_matches('\u{1a}');
    start.contains('\0') || start.chars().filter(strange).count() * 50 > start.chars().count()
}

/// Reads as much as fits, so that decoding works on large pieces.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest)? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}
