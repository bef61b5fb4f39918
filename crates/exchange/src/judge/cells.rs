//! What spreadsheets do to values, undone.

use kedang_domain::value::{
    CreditCode, Fen, IdNumber, MoneyUnit, ValueError, clean_line, date_from_serial, is_blank,
    parse_date,
};

use super::Refusal;
use crate::{Cell, ValueKind};

/// Refuses cells that hold no value at all.
pub(super) fn check(cell: &Cell, kind: ValueKind) -> Result<(), Refusal> {
    let refuse = |code, params| Err(Refusal { code, params });
    match cell {
        Cell::FormulaWithoutValue => refuse("formula_without_value", Vec::new()),
        Cell::Error(text) => refuse("cell_error", vec![("value", clean_line(text))]),
        Cell::Text(text) if text.contains('\u{fffd}') => {
            refuse("encoding_broken", vec![("value", clean_line(text))])
        }
        Cell::Number(text) if is_rounded(text, kind) || is_shortened(text, kind) => {
            refuse("digits_lost", vec![("value", text.clone())])
        }
        Cell::Text(text) if is_shortened(text.trim(), kind) => {
            refuse("digits_lost", vec![("value", clean_line(text))])
        }
        _ => Ok(()),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A spreadsheet keeps 15 digits of a number; a code of 18 digits typed as a number has lost the
/// last three.
fn is_rounded(text: &str, kind: ValueKind) -> bool {
    let fits = match kind {
        ValueKind::CreditCode => CreditCode::parse(text).is_ok(),
        ValueKind::IdNumber => IdNumber::parse(text).is_ok(),
        _ => return false,
    };
    text.len() > 15 && is_digits(text) && !fits
}

/// What a spreadsheet shows of a long number and writes into delimited text: `9.13E+17`.
fn is_shortened(text: &str, kind: ValueKind) -> bool {
    use ValueKind::{AnyPhone, CreditCode, IdNumber, Mobile, Phone};
    matches!(kind, CreditCode | IdNumber | Mobile | AnyPhone | Phone)
        && text
            .split_once(['E', 'e'])
            .and_then(|(digits, power)| Some((digits.split_once('.')?, power.strip_prefix('+')?)))
            .is_some_and(|((whole, decimals), power)| {
                is_digits(whole) && is_digits(decimals) && is_digits(power)
            })
}

/// The text of a cell without the guards that keep a spreadsheet from reading it as a number or
/// a formula: `="138…"` and a leading apostrophe.
pub(super) fn bare(cell: &Cell, kind: ValueKind) -> String {
    let text = match cell {
        // A telephone number in a column of days is still a number.
        Cell::Date { serial, .. } if !is_words(kind) => serial,
        cell => cell.text(),
    };
    let trimmed = text.trim_matches(is_blank);
    let guarded = trimmed
        .strip_prefix('=')
        .and_then(|rest| rest.strip_prefix('"'))
        .and_then(|rest| rest.strip_suffix('"'));
    if let Some(inner) = guarded {
        return inner.replace("\"\"", "\"");
    }
    match trimmed.strip_prefix(['\'', '’', '‘']) {
        Some(rest) if !is_words(kind) => rest.to_owned(),
        Some(rest)
            if trimmed.starts_with('\'')
                && rest.starts_with(|c: char| "=+-@\t\r".contains(c) || c.is_ascii_digit()) =>
        {
            rest.to_owned()
        }
        _ => text.to_owned(),
    }
}

fn is_words(kind: ValueKind) -> bool {
    matches!(kind, ValueKind::Name | ValueKind::Text | ValueKind::Paragraphs)
}

/// A day: shown as one, counted as a spreadsheet does, or written.
pub(super) fn date(cell: &Cell, from_1904: bool) -> Result<String, ValueError> {
    if let Cell::Number(number) = cell
        && let Ok(serial) = number.parse::<f64>()
        // Later than 1927 and earlier than 2201, so that a bare year is not taken for a day.
        && (10_000.0..110_000.0).contains(&serial)
        && let Some(day) = date_from_serial(serial, from_1904)
    {
        return Ok(day.to_string());
    }
    let text = match cell {
        Cell::Date { text, .. } => text.clone(),
        cell => bare(cell, ValueKind::Date),
    };
    parse_date(&text).map(|day| day.to_string())
}

/// An amount in fen. Numbers of a spreadsheet are binary and end in noise; that is rounded.
pub(super) fn money(cell: &Cell, unit: MoneyUnit) -> Result<String, ValueError> {
    let text = bare(cell, ValueKind::Money);
    let text = match cell {
        Cell::Number(_) | Cell::Date { .. } => match text.parse::<f64>() {
            Ok(number) => {
                let decimals = unit.yuan().ilog10() as usize + 2;
                format!("{number:.decimals$}")
            }
            Err(_) => text,
        },
        _ => text,
    };
    Fen::parse(&text, unit).map(|fen| fen.get().to_string())
}

/// A number without the noise of binary fractions.
pub(super) fn rounded(cell: &Cell, text: &str) -> String {
    match (cell, text.parse::<f64>()) {
        (Cell::Number(_), Ok(number)) if text.contains('.') => format!("{number:.6}"),
        _ => text.to_owned(),
    }
}
