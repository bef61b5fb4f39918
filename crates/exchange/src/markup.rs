//! Tables of HTML and of SpreadsheetML 2003, which many systems hand out under the name of a
//! spreadsheet.

mod html;
mod spreadsheet;
mod token;

use crate::{Limits, ReadError, delimited::Decoding, held::Held};

/// Reads all tables of a text of markup.
pub(crate) fn read(
    bytes: &[u8],
    decoding: &Decoding,
    limits: Limits,
) -> Result<(Held, Flavour, String), ReadError> {
    let (text, encoding) = decoding.decode(bytes, declared(bytes));
    let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
    if let Some(held) = spreadsheet::read(&text, limits)? {
        return Ok((held, Flavour::SpreadsheetMl, encoding));
    }
    match html::read(&text, limits)? {
        Some(held) => Ok((held, Flavour::Html, encoding)),
        None => Err(ReadError::Unsupported { kind: if is_xml { "xml" } else { "html" } }),
    }
}

/// A kind of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    Html,
    SpreadsheetMl,
}

/// The encoding that the beginning names, `encoding="…"` or `charset=…`.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    ["charset=", "encoding="].into_iter().find_map(|mark| {
        let value = head.split_once(mark)?.1.trim_start_matches(['"', '\'', ' ']);
        let label = value.split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).next();
        encoding_rs::Encoding::for_label(label?.as_bytes())
    })
}
