//! XML under bounds: bytes in all, bytes of one piece, depth.

use std::io::{BufRead, BufReader, Error, Read, Result as IoResult};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use crate::ReadError;

/// Most bytes of one tag or one run of text: the longest cell, every character in four bytes
/// and some of them escaped, fits.
const MAX_PIECE: u64 = 1 << 20;
/// Deeper than any sheet, shallow enough for nothing to pile up.
const MAX_DEPTH: usize = 64;

/// Counts what is read and stops at the bounds.
struct Guard<R> {
    inner: R,
    left: u64,
    left_of_piece: u64,
    too_large: bool,
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> IoResult<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> IoResult<&[u8]> {
        let allowed = self.left.min(self.left_of_piece);
        let available = self.inner.fill_buf()?;
        if available.is_empty() || allowed > 0 {
            let count = usize::try_from(allowed).unwrap_or(usize::MAX).min(available.len());
            return Ok(available.get(..count).unwrap_or_default());
        }
        self.too_large = self.left == 0;
        Err(Error::other("bound reached"))
    }

    fn consume(&mut self, count: usize) {
        self.inner.consume(count);
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(count);
        self.left_of_piece = self.left_of_piece.saturating_sub(count);
    }
}

/// A part of the archive as a stream of events; `<a/>` comes as start and end.
pub(crate) struct Xml<R> {
    reader: Reader<Guard<BufReader<R>>>,
    buffer: Vec<u8>,
    part: String,
    max: u64,
    depth: usize,
}

/// What the readers of the parts need to see.
pub(crate) enum Piece {
    Start(BytesStart<'static>),
    End(String),
    Text(String),
    Eof,
}

impl<R: Read> Xml<R> {
    pub(crate) fn new(inner: R, part: &str, max: u64) -> Self {
        let guard = Guard {
            inner: BufReader::with_capacity(32 << 10, inner),
            left: max,
            left_of_piece: MAX_PIECE,
            too_large: false,
        };
        let mut reader = Reader::from_reader(guard);
        reader.config_mut().expand_empty_elements = true;
        // Depth is bounded here; names need not be remembered.
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new(), part: part.to_owned(), max, depth: 0 }
    }

    /// Wants every element ended by its own name.
    pub(crate) fn nested(mut self) -> Self {
        self.reader.config_mut().check_end_names = true;
        self
    }

    pub(crate) fn damaged(&self) -> ReadError {
        ReadError::Damaged { part: self.part.clone() }
    }

    /// The next piece; comments, declarations and instructions are passed over.
    pub(crate) fn next(&mut self) -> Result<Piece, ReadError> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().left_of_piece = MAX_PIECE;
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(_) if self.reader.get_ref().too_large => {
                    return Err(ReadError::TooLarge { max: self.max });
                }
                Err(_) => return Err(ReadError::Damaged { part: self.part.clone() }),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(ReadError::Damaged { part: self.part.clone() });
                    }
                    return Ok(Piece::Start(start.into_owned()));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::End(end.local_name().as_ref().to_owned()));
                }
                Event::Text(text) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    return match resolved(&reference) {
                        Some(c) => Ok(Piece::Text(c.to_string())),
                        None => Err(ReadError::Damaged { part: self.part.clone() }),
                    };
                }
                Event::Eof if self.depth > 0 => {
                    return Err(ReadError::Damaged { part: self.part.clone() });
                }
                Event::Eof => return Ok(Piece::Eof),
                // An inner document type could define entities; none is ever expanded.
                Event::DocType(_) => return Err(ReadError::Damaged { part: self.part.clone() }),
                _ => {}
            }
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute by its local name.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // Looking for doubled attributes costs the square of their number.
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
