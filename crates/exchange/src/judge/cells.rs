//! What spreadsheets do to values, undone.

use kedang_domain::value::{
    CreditCode, Fen, IdNumber, MoneyUnit, Phone, PhoneKind, ValueError, clean_line,
    date_from_serial, is_blank, narrow, parse_date,
};

use super::Refusal;
use crate::{Cell, ValueKind};

/// Refuses cells that hold no value at all.
pub(super) fn check(cell: &Cell, kind: ValueKind) -> Result<(), Refusal> {
    let refuse = |code, params| Err(Refusal { code, params });
    match cell {
        Cell::FormulaWithoutValue => refuse("formula_without_value", Vec::new()),
        Cell::Error(text) => refuse("cell_error", vec![("value", clean_line(text))]),
        Cell::Text(text) | Cell::Merged(text) if text.contains('\u{fffd}') => {
            refuse("encoding_broken", vec![("value", clean_line(text))])
        }
        Cell::Number(text) if is_rounded(text, kind) || is_shortened(text, kind) => {
            refuse("digits_lost", vec![("value", text.clone())])
        }
        Cell::Text(text) | Cell::Merged(text) if is_shortened(text.trim(), kind) => {
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

/// The number that a program wrote as a decimal with exponent, `1.3812345678E10`: unlike the
/// `1.38E+10` that a spreadsheet shows, it has all its digits. With a plus, as spreadsheets write
/// it, every digit has to be there to be seen.
pub(super) fn plain(cell: &Cell, kind: ValueKind) -> Option<Cell> {
    let Cell::Text(text) = cell else { return None };
    if is_words(kind) {
        return None;
    }
    let text = text.trim_matches(is_blank);
    let (digits, power) = text.split_once(['E', 'e'])?;
    let (whole, decimals) = digits.split_once('.')?;
    let shown = power.strip_prefix('+');
    let power = shown.unwrap_or(power);
    let exact = is_digits(whole) && whole.len() == 1 && is_digits(decimals) && is_digits(power);
    let power: usize = power.parse().ok().filter(|power| exact && *power <= 20)?;
    // Codes with an E in them have letters elsewhere too, or no point.
    let decimals = if decimals == "0" { "" } else { decimals };
    let whole_number = match shown {
        Some(_) => decimals.len() == power,
        None => decimals.len() <= power,
    };
    whole_number.then(|| Cell::Number(format!("{whole}{decimals:0<power$}")))
}

/// What stands between two numbers in one cell.
const BETWEEN: [char; 12] = ['/', '、', '，', ',', ';', '；', '\n', '|', '或', '及', '和', '／'];

/// The number of a cell, and the others when it holds several. A column of mobiles takes the first
/// mobile among them.
pub(super) fn phones(text: &str, kind: ValueKind) -> Result<(Phone, Vec<Phone>), ValueError> {
    let one = |text: &str| match kind {
        ValueKind::Mobile => Phone::parse_mobile(text),
        _ => Phone::parse(text),
    };
    let refusal = match one(text) {
        Ok(phone) => return Ok((phone, Vec::new())),
        Err(refusal) => refusal,
    };
    if text.len() > 256 {
        return Err(refusal);
    }
    let several = |parts: Vec<&str>| -> Option<Vec<Phone>> {
        let parts = parts.into_iter().map(|part| part.trim_matches(is_blank));
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let long = |part: &&str| part.chars().filter(char::is_ascii_digit).count() >= 5;
        if parts.len() < 2 || !parts.iter().all(long) {
            return None;
        }
        parts.into_iter().map(|part| Phone::parse(part).ok()).collect()
    };
    let narrowed = narrow(text);
    let found = several(narrowed.split(BETWEEN).collect())
        .or_else(|| several(narrowed.split(char::is_whitespace).collect()));
    let Some(mut found) = found else { return Err(refusal) };
    let first = match kind {
        ValueKind::Mobile => found.iter().position(|phone| phone.kind() == PhoneKind::Mobile),
        _ => Some(0),
    };
    let Some(first) = first else { return Err(refusal) };
    let phone = found.remove(first);
    found.retain(|other| *other != phone);
    Ok((phone, found))
}

/// A day: shown as one, counted as a spreadsheet does, or written; and whether its year was
/// written with two digits.
pub(super) fn date(cell: &Cell, from_1904: bool) -> Result<(String, bool), ValueError> {
    let number = match cell {
        Cell::Number(number) => Some(number.as_str()),
        // Numbers kept as text.
        Cell::Text(text) => Some(text.trim_matches(is_blank).trim_start_matches('\'')),
        _ => None,
    };
    if let Some(number) = number
        && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && let Ok(serial) = number.parse::<f64>()
        // Later than 1927 and earlier than 2201, so that a bare year is not taken for a day.
        && (10_000.0..110_000.0).contains(&serial)
        && let Some(day) = date_from_serial(serial, from_1904)
    {
        return Ok((day.to_string(), false));
    }
    let text = match cell {
        Cell::Date { text, .. } => text.clone(),
        cell => bare(cell, ValueKind::Date),
    };
    match parse_date(&text) {
        Ok(day) => Ok((day.to_string(), false)),
        Err(refusal) => match with_century(&text).map(|text| parse_date(&text)) {
            Some(Ok(day)) => Ok((day.to_string(), true)),
            _ => Err(refusal),
        },
    }
}

/// `23/3/5` with its century. The year stands first, as everywhere in China; which century is a
/// guess, so it is told.
fn with_century(text: &str) -> Option<String> {
    let text = narrow(text);
    let text = text.trim();
    let (year, rest) = text.split_once(['/', '-', '.', '年'])?;
    let year = year.trim();
    let parts =
        rest.split(['/', '-', '.', '月', '日', '号']).filter(|part| !part.trim().is_empty());
    if year.len() != 2 || !is_digits(year) || parts.count() != 2 {
        return None;
    }
    let century = if year < "50" { "20" } else { "19" };
    Some(format!("{century}{text}"))
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

/// A number as it is read: without the noise of binary fractions, a percentage as the share that a
/// spreadsheet keeps, a number of thousands as their sum, without a word for what is counted.
pub(super) fn counted(cell: &Cell, text: &str) -> String {
    if let (Cell::Number(_), Ok(number)) = (cell, text.parse::<f64>()) {
        return if text.contains('.') { format!("{number:.6}") } else { text.to_owned() };
    }
    let narrowed = narrow(text);
    let bare = narrowed.trim_matches(is_blank);
    if let Some(percent) = bare.strip_suffix('%') {
        return shifted(percent.trim_end(), -2).unwrap_or_else(|| text.to_owned());
    }
    let counted =
        bare.strip_suffix(['人', '名', '个', '家', '台', '户']).unwrap_or(bare).trim_end();
    for (unit, places) in [('千', 3), ('万', 4), ('亿', 8)] {
        if let Some(number) = counted.strip_suffix(unit) {
            return shifted(number.trim_end(), places).unwrap_or_else(|| text.to_owned());
        }
    }
    counted.to_owned()
}

/// A decimal with its point moved to the right by so many places, or to the left, exactly.
fn shifted(number: &str, places: isize) -> Option<String> {
    let plain: String = number.chars().filter(|c| *c != ',').collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) {
        return None;
    }
    let (left, right) = (places.min(0).unsigned_abs(), places.max(0).unsigned_abs());
    let all = format!("{}{whole}{decimals}{}", "0".repeat(left), "0".repeat(right));
    let (whole, decimals) = all.split_at_checked(whole.len() + right)?;
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{decimals}"))
}
