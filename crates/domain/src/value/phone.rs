//! Telephone numbers as they are written in China.

use super::{ValueError, credit_code::is_hyphen, error::shown, narrow};
use serde::{Deserialize, Serialize};

/// A telephone number in one form: `13812345678`, `010-67665051`, `0431-8888888-801`,
/// `400-812-3456`, `88886666` (no area code given), `95588`, `+14155552671`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// What kind of line a number belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    /// Mobile number of mainland China.
    Mobile,
    /// Fixed line, with or without area code.
    Landline,
    /// 400 and 800 numbers and short service numbers.
    Service,
    /// A number outside mainland China, with its country code.
    Foreign,
}

impl Phone {
    /// Reads any number: mobile, fixed line with area code and extension, 400/800, short service
    /// numbers, and numbers abroad written with `+` or `00`.
    ///
    /// # Errors
    /// [`ValueError::PhoneFormat`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        read(text)
            .map(|(phone, _)| phone)
            .ok_or_else(|| ValueError::PhoneFormat { value: shown(text) })
    }

    /// Reads a mobile number of mainland China; blanks, hyphens, brackets, a trailing `.0` and
    /// the prefix +86, 86 or 0086 are taken off.
    ///
    /// # Errors
    /// [`ValueError::MobileFormat`].
    pub fn parse_mobile(text: &str) -> Result<Self, ValueError> {
        match read(text) {
            Some((phone, PhoneKind::Mobile)) => Ok(phone),
            _ => Err(ValueError::MobileFormat { value: shown(text) }),
        }
    }

    /// The kind of the line.
    #[must_use]
    pub fn kind(&self) -> PhoneKind {
        if self.0.starts_with('+') {
            PhoneKind::Foreign
        } else if is_mobile(&self.0) {
            PhoneKind::Mobile
        } else if self.0.starts_with("400-") || self.0.starts_with("800-") || self.0.len() < 7 {
            PhoneKind::Service
        } else {
            PhoneKind::Landline
        }
    }

    /// The digits alone.
    #[must_use]
    pub fn digits(&self) -> String {
        self.0.chars().filter(char::is_ascii_digit).collect()
    }
}

super::text_value!(Phone);

fn is_mobile(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes.first() == Some(&b'1')
        && bytes.get(1).is_some_and(|second| *second >= b'3')
}

/// Groups of digits, whether a `+` stood before them, and an extension that was named as such.
struct Written {
    plus: bool,
    groups: Vec<String>,
    extension: Option<String>,
}

fn read(text: &str) -> Option<(Phone, PhoneKind)> {
    let mut written = split(text)?;
    let joined = written.groups.concat();
    if !written.plus && joined.starts_with("00") {
        strip_front(&mut written.groups, 2);
        written.plus = true;
    }
    if written.plus {
        let all = written.groups.concat();
        if !all.starts_with("86") {
            return foreign(&all, written.extension.as_deref());
        }
        strip_front(&mut written.groups, 2);
        let national = written.groups.concat();
        // Abroad the area code is written without its 0.
        if !is_mobile(&national)
            && !national.starts_with('0')
            && !national.starts_with("400")
            && !national.starts_with("800")
            && let Some(first) = written.groups.first_mut()
        {
            first.insert(0, '0');
        }
    }
    domestic(&written.groups, written.extension.as_deref())
}

fn split(text: &str) -> Option<Written> {
    if text.len() > 256 {
        return None;
    }
    let text = narrow(text).to_lowercase();
    let mut text = text.trim();
    // A number that went through a spreadsheet as a decimal.
    if let Some((whole, zeros)) = text.rsplit_once('.')
        && !zeros.is_empty()
        && zeros.bytes().all(|b| b == b'0')
        && whole.chars().filter(char::is_ascii_digit).count() >= 5
    {
        text = whole;
    }
    let (main, extension) = match find_extension(text) {
        Some((main, rest)) => {
            let digits: String =
                rest.chars().filter(|c| !matches!(c, ' ' | '.' | ':' | '(' | ')')).collect();
            let fits =
                (1..=6).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            if !fits {
                return None;
            }
            (main, Some(digits))
        }
        None => (text, None),
    };
    let mut plus = false;
    let mut groups = vec![String::new()];
    for c in main.chars() {
        match c {
            '0'..='9' => groups.last_mut()?.push(c),
            '+' if !plus && groups.iter().all(String::is_empty) => plus = true,
            c if matches!(c, '(' | ')') || c.is_whitespace() || is_hyphen(c) => {
                groups.push(String::new());
            }
            _ => return None,
        }
    }
    groups.retain(|group| !group.is_empty());
    (!groups.is_empty()).then_some(Written { plus, groups, extension })
}

/// Splits at a word for "extension".
fn find_extension(text: &str) -> Option<(&str, &str)> {
    ["转分机", "分机号", "分机", "转", "extension", "ext", "#", "x"]
        .iter()
        .find_map(|mark| text.split_once(mark))
        .filter(|(main, _)| !main.trim().is_empty())
}

fn strip_front(groups: &mut Vec<String>, mut count: usize) {
    while count > 0 {
        let Some(first) = groups.first_mut() else { return };
        let taken = count.min(first.len());
        first.drain(..taken);
        count -= taken;
        if first.is_empty() {
            groups.remove(0);
        }
    }
}

/// E.164: at most 15 digits with the country code, no country code begins with 0.
fn foreign(digits: &str, extension: Option<&str>) -> Option<(Phone, PhoneKind)> {
    let fits = (7..=15).contains(&digits.len()) && !digits.starts_with('0');
    (fits && extension.is_none()).then(|| (Phone(format!("+{digits}")), PhoneKind::Foreign))
}

fn domestic(groups: &[String], extension: Option<&str>) -> Option<(Phone, PhoneKind)> {
    let joined = groups.concat();
    let bare = match joined.strip_prefix("86") {
        Some(rest) if is_mobile(rest) => rest,
        _ => match joined.strip_prefix('0') {
            Some(rest) if is_mobile(rest) => rest,
            _ => joined.as_str(),
        },
    };
    if is_mobile(bare) {
        return extension.is_none().then(|| (Phone(bare.to_owned()), PhoneKind::Mobile));
    }
    if extension.is_none()
        && let [head @ .., last] = groups
        && (1..=6).contains(&last.len())
        && split_as_extension(head)
        && let Some((number, kind)) = line(&head.concat())
    {
        return Some((Phone(format!("{number}-{last}")), kind));
    }
    let (number, kind) = line(&joined)?;
    Some(match extension {
        // A short number has no extensions; together they would read as a local number.
        Some(_) if number.len() < 7 => return None,
        Some(extension) => (Phone(format!("{number}-{extension}")), kind),
        None => (Phone(number), kind),
    })
}

/// Whether the groups before a last short group are already a whole number by themselves, so
/// that `0431-8888888-8` is not read as area code and eight digits.
fn split_as_extension(head: &[String]) -> bool {
    let joined = head.concat();
    match head {
        [] => false,
        [one] => one.len() >= 7,
        [area, rest @ ..] if area.starts_with('0') => {
            area.len() <= 4 && matches!(rest.concat().len(), 7 | 8) && line(&joined).is_some()
        }
        _ => line(&joined).is_some() && joined.len() >= 10,
    }
}

/// A number without extension, in its form.
fn line(digits: &str) -> Option<(String, PhoneKind)> {
    if digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800")) {
        let (head, tail) = digits.split_at(6);
        let (prefix, middle) = head.split_at(3);
        return Some((format!("{prefix}-{middle}-{tail}"), PhoneKind::Service));
    }
    if digits.starts_with('0') {
        // 010 and 02x have three digits, all others four.
        let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
        let (code, number) = digits.split_at_checked(area)?;
        let known = code == "010" || !(code.starts_with("00") || code.starts_with("01"));
        let fits = known && matches!(number.len(), 7 | 8) && !number.starts_with(['0', '1']);
        return fits.then(|| (format!("{code}-{number}"), PhoneKind::Landline));
    }
    match digits.len() {
        7 | 8 if !digits.starts_with('1') => Some((digits.to_owned(), PhoneKind::Landline)),
        5 | 6 if digits.starts_with(['1', '9']) => Some((digits.to_owned(), PhoneKind::Service)),
        _ => None,
    }
}
