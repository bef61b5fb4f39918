//! The long parts of a workbook, its rows and its shared texts, cut into tags and text.
//!
//! [`Xml`](super::Xml) gives every tag memory of its own, which is well for the short parts; here,
//! where tags come by the million, they stay where they were unpacked to. Both keep the same
//! bounds: bytes in all, bytes of one piece, depth; both refuse document types, and a text that
//! ends before its elements do.

use std::{borrow::Cow, io::Read, ops::Range};

use crate::ReadError;

/// Most bytes of one tag or one run of text: the longest cell, every character in four bytes
/// and some of them escaped, fits.
const MAX_PIECE: usize = 1 << 20;
/// Deeper than any sheet, shallow enough for nothing to pile up.
const MAX_DEPTH: usize = 64;
/// Room for what is unpacked at once.
const ROOM: usize = 128 << 10;

/// A part as a run of tokens.
pub(super) struct Scan<R> {
    inner: R,
    buffer: Vec<u8>,
    /// What is unpacked and not yet used.
    from: usize,
    to: usize,
    at_end: bool,
    /// Bytes that may still be unpacked.
    left: u64,
    max: u64,
    depth: usize,
    /// An element without content ends where it begins.
    ends: Option<Range<usize>>,
    part: String,
}

/// A piece; where its text stands in the buffer, until the next is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// The start of an element: its local name, its attributes.
    Start { name: Range<usize>, attributes: Range<usize> },
    /// The end of an element: its local name.
    End { name: Range<usize> },
    /// Text, its references still in it.
    Text(Range<usize>),
    /// Text without references.
    Raw(Range<usize>),
    /// The end of the part.
    Eof,
}

impl<R: Read> Scan<R> {
    pub(super) fn new(inner: R, part: &str, max: u64) -> Self {
        Self {
            inner,
            buffer: vec![0; ROOM],
            from: 0,
            to: 0,
            at_end: false,
            left: max,
            max,
            depth: 0,
            ends: None,
            part: part.to_owned(),
        }
    }

    pub(super) fn damaged(&self) -> ReadError {
        ReadError::Damaged { part: self.part.clone() }
    }

    /// The bytes of a piece of the last token.
    pub(super) fn bytes(&self, range: &Range<usize>) -> &[u8] {
        self.buffer.get(range.clone()).unwrap_or_default()
    }

    /// The text of a piece, its references resolved.
    pub(super) fn text(&self, token: &Token) -> Result<Cow<'_, str>, ReadError> {
        let (range, references) = match token {
            Token::Text(range) => (range, true),
            Token::Raw(range) => (range, false),
            _ => return Ok(Cow::Borrowed("")),
        };
        let text = std::str::from_utf8(self.bytes(range)).map_err(|_| self.damaged())?;
        let mut text = Cow::Borrowed(text);
        // Every kind of line end counts as one (XML 1.0, 2.11).
        if memchr::memchr(b'\r', text.as_bytes()).is_some() {
            text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        if references && memchr::memchr(b'&', text.as_bytes()).is_some() {
            text = Cow::Owned(resolved(&text).ok_or_else(|| self.damaged())?);
        }
        Ok(text)
    }

    /// The next piece; comments, declarations and instructions are passed over.
    pub(super) fn next(&mut self) -> Result<Token, ReadError> {
        if let Some(name) = self.ends.take() {
            return Ok(Token::End { name });
        }
        loop {
            let Some(first) = self.byte(0)? else {
                return if self.depth > 0 { Err(self.damaged()) } else { Ok(Token::Eof) };
            };
            if first != b'<' {
                let end = match self.find(0, |rest| memchr::memchr(b'<', rest))? {
                    Some(end) => end,
                    None => self.to - self.from,
                };
                return Ok(Token::Text(self.take(end)));
            }
            match self.byte(1)? {
                Some(b'/') => return self.end(),
                Some(b'?') => self.pass(b"?>")?,
                Some(b'!') => {
                    self.at_least(9)?;
                    let rest = self.buffer.get(self.from..self.to).unwrap_or_default();
                    if rest.starts_with(b"<!--") {
                        self.pass(b"-->")?;
                    } else if rest.starts_with(b"<![CDATA[") {
                        let text = self.until(9, b"]]>")?;
                        return Ok(Token::Raw(text));
                    } else {
                        // A document type could define entities; none is ever expanded.
                        return Err(self.damaged());
                    }
                }
                _ => return self.start(),
            }
        }
    }

    fn start(&mut self) -> Result<Token, ReadError> {
        let mut at = 1;
        let mut quote = 0;
        // The end of the tag: `>` outside of quotation marks.
        let end = loop {
            let found = match quote {
                0 => self.find(at, |rest| memchr::memchr3(b'>', b'"', b'\'', rest))?,
                mark => self.find(at, |rest| memchr::memchr(mark, rest))?,
            };
            let place = found.ok_or_else(|| self.damaged())?;
            match (quote, self.byte(place)?) {
                (0, Some(b'>')) => break place,
                (0, mark) => quote = mark.unwrap_or_default(),
                _ => quote = 0,
            }
            at = place + 1;
        };
        let tag = self.take(end + 1);
        let mut inside = tag.start + 1..tag.end - 1;
        let empty = inside.end > inside.start && self.buffer.get(inside.end - 1) == Some(&b'/');
        if empty {
            inside.end -= 1;
        }
        let bytes = self.bytes(&inside);
        let length = bytes.iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len());
        let name = self.local(inside.start..inside.start + length)?;
        if empty {
            self.ends = Some(name.clone());
        } else {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err(self.damaged());
            }
        }
        Ok(Token::Start { name, attributes: inside.start + length..inside.end })
    }

    fn end(&mut self) -> Result<Token, ReadError> {
        let end = self.find(0, |rest| memchr::memchr(b'>', rest))?.ok_or_else(|| self.damaged())?;
        let tag = self.take(end + 1);
        let inside = tag.start + 2..tag.end - 1;
        let length = self.bytes(&inside).trim_ascii_end().len();
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.damaged())?;
        Ok(Token::End { name: self.local(inside.start..inside.start + length)? })
    }

    /// A name without its prefix.
    fn local(&self, name: Range<usize>) -> Result<Range<usize>, ReadError> {
        let prefix = memchr::memchr(b':', self.bytes(&name)).map_or(0, |colon| colon + 1);
        let local = name.start + prefix..name.end;
        if local.is_empty() { Err(self.damaged()) } else { Ok(local) }
    }

    /// Passes over everything up to the end of a mark.
    fn pass(&mut self, mark: &[u8]) -> Result<(), ReadError> {
        self.until(0, mark).map(|_| ())
    }

    /// What stands between a place and a mark.
    fn until(&mut self, start: usize, mark: &[u8]) -> Result<Range<usize>, ReadError> {
        let found = self.find(start, |rest| memchr::memmem::find(rest, mark))?;
        let end = found.ok_or_else(|| self.damaged())?;
        let all = self.take(end + mark.len());
        Ok(all.start + start..all.start + end)
    }

    /// Uses some bytes.
    fn take(&mut self, count: usize) -> Range<usize> {
        let range = self.from..self.from + count;
        self.from += count;
        range
    }

    /// The byte at a place behind those that were used.
    fn byte(&mut self, place: usize) -> Result<Option<u8>, ReadError> {
        self.at_least(place + 1)?;
        let here = self.from + place;
        Ok(if here < self.to { self.buffer.get(here).copied() } else { None })
    }

    fn at_least(&mut self, count: usize) -> Result<(), ReadError> {
        while self.to - self.from < count && !self.at_end {
            self.more()?;
        }
        Ok(())
    }

    /// Finds something behind a place, unpacking as much as that takes.
    fn find(
        &mut self,
        start: usize,
        finder: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Option<usize>, ReadError> {
        let mut searched = start;
        loop {
            let rest = self.buffer.get(self.from + searched..self.to).unwrap_or_default();
            if let Some(found) = finder(rest) {
                return Ok(Some(searched + found));
            }
            if self.at_end {
                return Ok(None);
            }
            // A mark of several bytes can lie across what comes next.
            searched = (self.to - self.from).saturating_sub(8).max(start);
            self.more()?;
        }
    }

    /// Unpacks more behind what is there.
    fn more(&mut self) -> Result<(), ReadError> {
        if self.from > 0 {
            self.buffer.copy_within(self.from..self.to, 0);
            self.to -= self.from;
            self.from = 0;
        }
        if self.to == self.buffer.len() {
            if self.to >= MAX_PIECE {
                return Err(self.damaged());
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = self.buffer.get_mut(self.to..).unwrap_or_default();
        let count =
            self.inner.read(room).map_err(|_| ReadError::Damaged { part: self.part.clone() })?;
        self.at_end = count == 0;
        self.to += count;
        let read = u64::try_from(count).unwrap_or(u64::MAX);
        match self.left.checked_sub(read) {
            Some(left) => self.left = left,
            None => return Err(ReadError::TooLarge { max: self.max }),
        }
        Ok(())
    }

    /// The attributes of a start, local name and value as they are written; what is malformed
    /// ends them.
    pub(super) fn attributes(&self, attributes: &Range<usize>) -> Attributes<'_> {
        Attributes(self.bytes(attributes))
    }
}

pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let (name, rest) = rest.split_at_checked(memchr::memchr(b'=', rest)?)?;
        let name = name.trim_ascii_end();
        let name = name.get(memchr::memchr(b':', name).map_or(0, |colon| colon + 1)..)?;
        let (quote, rest) = rest.get(1..)?.trim_ascii_start().split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let (value, rest) = rest.split_at_checked(memchr::memchr(*quote, rest)?)?;
        self.0 = rest.get(1..)?;
        Some((name, value))
    }
}

/// A text with its references resolved; `None` when one is unknown.
fn resolved(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let (name, behind) = behind.split_once(';')?;
        out.push(match name {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            name => {
                let number = name.strip_prefix('#')?;
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code).filter(|c| *c != '\0')?
            }
        });
        rest = behind;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time: pieces may end anywhere.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = buffer.len().min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    fn all(text: &str, max: u64) -> Result<Vec<String>, ReadError> {
        let mut scan = Scan::new(Slow(text.as_bytes()), "x", max);
        let mut out = Vec::new();
        loop {
            let token = scan.next()?;
            let shown =
                |range: &Range<usize>| String::from_utf8(scan.bytes(range).to_vec()).unwrap();
            out.push(match &token {
                Token::Start { name, attributes } => {
                    let pairs = scan.attributes(attributes).map(|(name, value)| {
                        format!(
                            " {}={}",
                            str::from_utf8(name).unwrap(),
                            str::from_utf8(value).unwrap()
                        )
                    });
                    format!("<{}{}", shown(name), pairs.collect::<String>())
                }
                Token::End { name } => format!("/{}", shown(name)),
                Token::Text(_) | Token::Raw(_) => scan.text(&token)?.into_owned(),
                Token::Eof => return Ok(out),
            });
        }
    }

    #[test]
    fn tags_and_texts() {
        let text = "\u{feff}<?xml version='1.0'?><!-- <no> --><x:a b = \"1>2\" y:c='\"'>t&amp;&#x5f20;\r\n<d/><![CDATA[<&>]]></x:a >";
        let wanted = ["\u{feff}", "<a b=1>2 c=\"", "t&张\n", "<d", "/d", "<&>", "/a"];
        assert_eq!(all(text, 1000).unwrap(), wanted);
        assert_eq!(all("", 10).unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_broken_or_too_much_is_refused() {
        let deep = "<a>".repeat(100);
        let long = format!("<a>{}</a>", "x".repeat(2 << 20));
        for text in [
            "<a>",
            "<a",
            "</a>",
            "<a b='",
            "<!DOCTYPE a []><a/>",
            "<a>&b;</a>",
            "<a>&#0;</a>",
            "<a>& b</a>",
            "<>",
            "<!-- ",
            "<![CDATA[",
            "<?",
            &deep,
            &long,
        ] {
            let text_start: String = text.chars().take(20).collect();
            assert_eq!(all(text, 8 << 20).unwrap_err().code(), "file_damaged", "{text_start}");
        }
        assert_eq!(all("<a>12345</a>", 8).unwrap_err().code(), "file_too_large");
    }
}
