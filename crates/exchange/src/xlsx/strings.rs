//! The table of texts that cells share.

use super::{
    package::Package,
    scan::{Scan, Token},
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
        let mut scan = package.scan(part)?;
        let mut found = Self::default();
        loop {
            match scan.next()? {
                Token::Start { name, .. } if scan.bytes(&name) == b"si" => {
                    rich_text(&mut scan, b"si", max_cell, &mut found.text)?;
                    found.ends.push(found.text.len());
                }
                Token::Eof => return Ok(found),
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

/// Adds the text of an element with runs of formats in it, without phonetic guides; the start of
/// the element has been read.
pub(super) fn rich_text<R: std::io::Read>(
    scan: &mut Scan<R>,
    element: &[u8],
    max_cell: usize,
    out: &mut String,
) -> Result<(), ReadError> {
    let begin = out.len();
    let (mut in_text, mut in_guide) = (false, false);
    loop {
        match scan.next()? {
            Token::Start { name, .. } => match scan.bytes(&name) {
                b"t" => in_text = true,
                b"rPh" => in_guide = true,
                _ => {}
            },
            Token::End { name } => match scan.bytes(&name) {
                name if name == element => break,
                b"t" => in_text = false,
                b"rPh" => in_guide = false,
                _ => {}
            },
            token @ (Token::Text(_) | Token::Raw(_)) if in_text && !in_guide => {
                out.push_str(&scan.text(&token)?);
                // Longer texts are refused where a row holds them; here they only must not grow.
                if out.len() - begin > max_cell.saturating_mul(8) {
                    return Err(scan.damaged());
                }
            }
            Token::Text(_) | Token::Raw(_) => {}
            Token::Eof => return Err(scan.damaged()),
        }
    }
    if out.get(begin..).is_some_and(|text| text.contains("_x")) {
        let text = unescaped(out.split_off(begin));
        out.push_str(&text);
    }
    Ok(())
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
