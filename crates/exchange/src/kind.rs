//! What kind of file the first bytes tell of.

use crate::delimited::without_mark;

/// A kind, as far as the beginning tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An archive: a workbook, perhaps.
    Archive,
    /// A compound file: an old workbook, perhaps.
    Compound,
    /// HTML or XML.
    Markup,
    /// Business cards.
    Vcard,
    /// Text, delimited or not.
    Text,
    /// Anything else.
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
pub(crate) fn kind(head: &[u8]) -> Kind {
    const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if head.starts_with(b"PK\x03\x04") {
        return Kind::Archive;
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| head.starts_with(start)) {
        return Kind::Other(kind);
    }
    if head.starts_with(COMPOUND) {
        return Kind::Compound;
    }
    if is_worksheet_stream(head) {
        return Kind::Other("biff");
    }
    let start = beginning(head);
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if ["<!doctype", "<html", "<table", "<?xml", "<head", "<meta", "<body", "<style", "<!--"]
        .iter()
        .any(|mark| start.starts_with(mark))
    {
        Kind::Markup
    } else if start.starts_with("begin:vcard") {
        Kind::Vcard
    } else if start.starts_with("mime-version:") {
        Kind::Other("mht")
    } else if !wide && head.contains(&0) && without_mark(head).is_none() {
        Kind::Other("binary")
    } else {
        Kind::Text
    }
}

/// A worksheet of the oldest spreadsheets, not yet in a compound file.
fn is_worksheet_stream(head: &[u8]) -> bool {
    matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, 4..=16, 0x00, ..])
}

/// The first characters in lower case, without mark and blanks; of wide text too.
fn beginning(head: &[u8]) -> String {
    let head = head.get(..1024).unwrap_or(head);
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    text.trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase()
}
