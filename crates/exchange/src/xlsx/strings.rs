//! The table of texts that cells share.

use super::{
    package::Package,
    xml::{Piece, Xml},
};
use crate::ReadError;

/// All texts in one piece of memory, with their ends.
#[derive(Default)]
pub(crate) struct SharedStrings {
    text: String,
    ends: Vec<usize>,
}

impl SharedStrings {
    pub(super) fn read(package: &mut Package, part: &str) -> Result<Self, ReadError> {
        let max_cell = package.limits().max_cell;
        let mut xml = package.part(part)?;
        let mut found = Self::default();
        loop {
            match xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "si" => {
                    let text = rich_text(&mut xml, "si", max_cell)?;
                    found.text.push_str(&text);
                    found.ends.push(found.text.len());
                }
                Piece::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }
}

/// The text of an element with runs of formats in it, without phonetic guides; the start of the
/// element has been read.
pub(super) fn rich_text<R: std::io::Read>(
    xml: &mut Xml<R>,
    element: &str,
    max_cell: usize,
) -> Result<String, ReadError> {
    let mut text = String::new();
    let (mut in_text, mut in_guide) = (false, false);
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_guide = true,
                _ => {}
            },
            Piece::End(name) if name == element => break,
            Piece::End(name) => match name.as_str() {
                "t" => in_text = false,
                "rPh" => in_guide = false,
                _ => {}
            },
            Piece::Text(piece) if in_text && !in_guide => {
                text.push_str(&piece);
                // Longer texts are refused where a row holds them; here they only must not grow.
                if text.len() > max_cell.saturating_mul(8) {
                    return Err(xml.damaged());
                }
            }
            Piece::Text(_) => {}
            Piece::Eof => return Err(xml.damaged()),
        }
    }
    Ok(unescaped(text))
}

/// Control characters stand as `_x000D_` in texts of a workbook.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let code = tail
            .get(2..6)
            .filter(|_| tail.get(6..7) == Some("_"))
            .and_then(|hex| u32::from_str_radix(hex, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = tail.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn escaped_control_characters_return() {
        assert_eq!(unescaped("a_x000D__x000A_b".to_owned()), "a\r\nb");
        assert_eq!(unescaped("_x005F_x000D_".to_owned()), "_x000D_");
        assert_eq!(unescaped("_x_xZZZZ_ _x12".to_owned()), "_x_xZZZZ_ _x12");
    }
}
