//! Values of a card's lines: decoded, unescaped, cut into parts.

use encoding_rs::Encoding;

use super::{Version, line::Line};
use crate::delimited::by_label;

pub(super) struct Value<'a> {
    pub(super) line: &'a Line<'a>,
    pub(super) version: Version,
    /// For values that name none.
    pub(super) encoding: &'static Encoding,
}

impl Value<'_> {
    fn decoded(&self, bytes: &[u8]) -> String {
        let named = self.line.parameter("CHARSET").and_then(by_label);
        let encoding = named.unwrap_or(self.encoding);
        let bytes = match self.line.is_quoted_printable() {
            true => std::borrow::Cow::Owned(unquoted(bytes)),
            false => std::borrow::Cow::Borrowed(bytes),
        };
        encoding.decode_without_bom_handling(&bytes).0.into_owned()
    }

    /// The whole value as one text.
    pub(super) fn text(&self) -> String {
        self.unescaped(&self.decoded(self.line.value))
    }

    /// The parts between semicolons.
    pub(super) fn list(&self) -> Vec<String> {
        // Inside quoted-printable text a semicolon that is meant as one is encoded; elsewhere bytes of
        // a character must not be taken for one.
        if self.line.is_quoted_printable() {
            let value = String::from_utf8_lossy(self.line.value);
            let parts: Vec<String> =
                split(&value).into_iter().map(|part| self.decoded(part.as_bytes())).collect();
            if let [single] = parts.as_slice() {
                // Some phones encode the dividers too.
                return split(single).into_iter().map(|part| self.unescaped(part)).collect();
            }
            return parts.iter().map(|part| self.unescaped(part)).collect();
        }
        let value = self.decoded(self.line.value);
        split(&value).into_iter().map(|part| self.unescaped(part)).collect()
    }

    /// As many parts as are wanted; missing ones are empty, further ones are left out.
    pub(super) fn parts<const N: usize>(&self) -> [String; N] {
        let mut parts = self.list().into_iter();
        std::array::from_fn(|_| parts.next().unwrap_or_default())
    }

    /// A telephone number, also as a `tel:` URI.
    pub(super) fn number(&self) -> String {
        let text = self.text();
        let text = text.trim();
        match text.get(..4) {
            Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => {
                let mut parts = text.get(4..).unwrap_or_default().split(';');
                let number = parts.next().unwrap_or_default();
                let extension = parts.find_map(|p| p.strip_prefix("ext="));
                match extension {
                    Some(extension) => format!("{number}-{extension}"),
                    None => number.to_owned(),
                }
            }
            _ => text.to_owned(),
        }
    }

    /// An e-mail address, also as a `mailto:` URI.
    pub(super) fn address(&self) -> String {
        let text = self.text();
        let text = text.trim();
        match text.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => {
                text.get(7..).unwrap_or_default().to_owned()
            }
            _ => text.to_owned(),
        }
    }

    fn unescaped(&self, text: &str) -> String {
        let text = if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        };
        if !text.contains('\\') {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match chars.next() {
                // 2.1 knows no such thing.
                Some('n' | 'N') if self.version != Version::V2_1 => out.push('\n'),
                Some(c @ (',' | ';' | ':' | '\\')) => out.push(c),
                Some(c) => out.extend(['\\', c]),
                None => out.push('\\'),
            }
        }
        out
    }
}

/// The parts between semicolons that are not escaped, still escaped themselves.
fn split(text: &str) -> Vec<&str> {
    let mut escaped = false;
    text.split(|c| {
        let divides = c == ';' && !escaped;
        escaped = c == '\\' && !escaped;
        divides
    })
    .take(100)
    .collect()
}

/// Quoted-printable text (RFC 2045) as bytes; what is no code stays as it is.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|b| char::from(*b).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match (byte, digit(behind.first()), digit(behind.get(1))) {
            (b'=', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = behind.get(2..).unwrap_or_default();
            }
            _ => out.push(*byte),
        }
    }
    out
}
