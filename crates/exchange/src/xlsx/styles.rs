//! Which cell formats show a number as a day or a time.

use std::collections::HashMap;

use super::{
    package::Package,
    xml::{Piece, attribute},
};
use crate::ReadError;

/// For each cell format whether it shows a day or a time.
#[derive(Default)]
pub(crate) struct Styles {
    dates: Vec<bool>,
}

/// No program makes more formats than this.
const MAX_FORMATS: usize = 100_000;

impl Styles {
    pub(super) fn read(package: &mut Package, part: &str) -> Result<Self, ReadError> {
        let mut own: HashMap<u32, bool> = HashMap::new();
        let mut found = Self::default();
        let mut in_cell_formats = false;
        let mut xml = package.part(part)?;
        loop {
            match xml.next()? {
                Piece::Start(start) => match start.local_name().as_ref() {
                    "numFmt" if own.len() < MAX_FORMATS => {
                        let id = attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                        if let (Some(id), Some(code)) = (id, attribute(&start, "formatCode")) {
                            own.insert(id, shows_date(&code));
                        }
                    }
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats && found.dates.len() < MAX_FORMATS => {
                        let id: u32 = attribute(&start, "numFmtId")
                            .and_then(|id| id.parse().ok())
                            .unwrap_or_default();
                        found.dates.push(own.get(&id).copied().unwrap_or(is_builtin_date(id)));
                    }
                    _ => {}
                },
                Piece::End(name) if name == "cellXfs" => in_cell_formats = false,
                Piece::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    pub(super) fn is_date(&self, style: usize) -> bool {
        self.dates.get(style).copied().unwrap_or(false)
    }
}

/// Built-in formats of days and times, those of Chinese editions (27 to 36, 50 to 58) among them.
fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code has a letter of a day or a time outside quoted text and brackets.
fn shows_date(code: &str) -> bool {
    // Only the first section counts: the others are for negative numbers, zero and text.
    let mut chars = code.chars();
    let mut general = String::new();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // [h] is a length of time; [红色] and [$-804] are none.
                if !inside.is_empty() && inside.chars().all(|c| "hHmMsS".contains(c)) {
                    return true;
                }
            }
            c => general.push(c.to_ascii_lowercase()),
        }
    }
    !general.contains("general")
        && !general.contains("通用")
        && general.contains(['y', 'd', 'h', 's', 'm', '年', '月', '日'])
}

#[cfg(test)]
mod tests {
    use super::shows_date;

    #[test]
    fn formats_of_days_are_told_from_formats_of_numbers() {
        for code in [
            "yyyy/m/d",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy-mm-dd;@",
            "h:mm",
            "[h]:mm",
            "m\"月\"d\"日\"",
            "[$-F800]dddd\\,\\ mmmm",
        ] {
            assert!(shows_date(code), "{code}");
        }
        for code in [
            "General",
            "G/通用格式",
            "0.00",
            "#,##0\"元\"",
            "[红色]0.0",
            "\\d0",
            "_ * #,##0_ ",
            "@",
            "0;yyyy",
            "[$¥-804]#,##0",
        ] {
            assert!(!shows_date(code), "{code}");
        }
    }
}
