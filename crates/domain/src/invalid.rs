//! Invalid entries (S 9.4): files of which nobody can make use, each suspected for a reason.
//!
//! These are suspicions, not verdicts: a hotel may well have the number 88888888. Somebody looks at
//! the file, and may say that it is fine.

use crate::field::{Catalogue, CustomerKind, FieldType, Subject, Values};
use crate::value::narrow;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// After so many days without a change or a contact a file counts as untouched: three years.
pub const UNTOUCHED_DAYS: i64 = 3 * 365;
/// Shorter numbers are those of services, which may well be 110 or 12345.
const LINE_MIN: usize = 7;
/// Of a longer number only the end tells lines apart: 138 is on half of all mobiles.
const LINE_MAX: usize = 8;

/// Names that somebody types to get past a required field, folded.
const PLACEHOLDERS: [&str; 25] = [
    "测试",
    "试用",
    "示例",
    "样例",
    "未知",
    "无",
    "无名",
    "无名称",
    "暂无",
    "没有",
    "不详",
    "待定",
    "未命名",
    "test",
    "testing",
    "demo",
    "sample",
    "example",
    "unknown",
    "none",
    "null",
    "nil",
    "na",
    "asdf",
    "qwerty",
];
/// What is often written behind them.
const TAILS: [&str; 7] = ["有限责任公司", "有限公司", "公司", "客户", "单位", "数据", "名称"];
/// Text fields that lead to somebody, beside those of telephones and e-mail.
const REACHING: [&str; 3] = ["address", "home_address", "wechat"];

/// Why a file is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    /// The name is none: "测试", "aaa", digits alone, a single character.
    PlaceholderName,
    /// A telephone number of which all digits are equal or ascend.
    PlaceholderPhone,
    /// No telephone, e-mail or postal address, nor a contact with one.
    Unreachable,
    /// An organisation without credit code, address and contact: nothing says who it is.
    Unidentified,
    /// Neither changed nor in contact for [`UNTOUCHED_DAYS`].
    Untouched,
}

impl Flaw {
    /// Whether it speaks for an entry that is no customer at all. One that is only old is a customer
    /// whom nobody has looked after.
    #[must_use]
    pub fn is_junk(self) -> bool {
        self != Self::Untouched
    }
}

/// A file as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: &'a str,
    /// All other facts, at least those of [`wanted`].
    pub values: &'a Values,
    /// Names and facts of its contacts.
    pub contacts: &'a [(String, Values)],
    /// Latest change, ms UTC.
    pub updated_at: i64,
    /// Latest contact, ms UTC, 0 before the first.
    pub last_contact_at: i64,
}

/// The facts of a customer on which the rules rest.
#[must_use]
pub fn wanted(catalogue: &Catalogue) -> Vec<String> {
    let reaching = catalogue.of(Subject::Customer).filter(|field| {
        matches!(field.field_type, FieldType::Phone | FieldType::Email)
            || REACHING.contains(&field.key.as_str())
            || field.key == "credit_code"
    });
    reaching.map(|field| field.key.clone()).collect()
}

/// Why this file is suspected; nothing when it is not. `untouched_before`: [`UNTOUCHED_DAYS`] ago,
/// ms UTC.
#[must_use]
pub fn faults(catalogue: &Catalogue, entry: &Entry<'_>, untouched_before: i64) -> BTreeSet<Flaw> {
    let own = || phones(catalogue, Subject::Customer, entry.values);
    let theirs = entry.contacts.iter();
    let mut phones =
        own().chain(theirs.flat_map(|(_, values)| phones(catalogue, Subject::Contact, values)));
    let reached = reaches(catalogue, Subject::Customer, entry.values)
        || entry.contacts.iter().any(|(_, of)| reaches(catalogue, Subject::Contact, of));
    let unidentified = entry.kind == CustomerKind::Organization
        && !known(entry.values, "credit_code")
        && !known(entry.values, "address")
        && entry.contacts.is_empty();
    let untouched = entry.updated_at < untouched_before && entry.last_contact_at < untouched_before;
    [
        (Flaw::PlaceholderName, is_placeholder_name(entry.name)),
        (Flaw::PlaceholderPhone, phones.any(is_placeholder_phone)),
        (Flaw::Unreachable, !reached),
        (Flaw::Unidentified, unidentified),
        (Flaw::Untouched, untouched),
    ]
    .into_iter()
    .filter_map(|(fault, holds)| holds.then_some(fault))
    .collect()
}

fn known(values: &Values, key: &str) -> bool {
    values.get(key).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

fn phones<'a>(
    catalogue: &'a Catalogue,
    subject: Subject,
    values: &'a Values,
) -> impl Iterator<Item = &'a str> {
    let fields = catalogue.of(subject).filter(|field| field.field_type == FieldType::Phone);
    fields.filter_map(|field| values.get(&field.key)?.as_str())
}

fn reaches(catalogue: &Catalogue, subject: Subject, values: &Values) -> bool {
    catalogue.of(subject).any(|field| {
        (matches!(field.field_type, FieldType::Phone | FieldType::Email)
            || REACHING.contains(&field.key.as_str()))
            && known(values, &field.key)
    })
}

/// Whether a name stands for having none.
#[must_use]
pub fn is_placeholder_name(name: &str) -> bool {
    let folded: String =
        narrow(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    if folded.chars().nth(1).is_none() || folded.chars().all(char::is_numeric) {
        return true;
    }
    let core = folded.trim_end_matches(char::is_numeric);
    let tail = TAILS.iter().find_map(|tail| core.strip_suffix(tail));
    let core = tail.unwrap_or(core).trim_end_matches(char::is_numeric);
    // Letters only: somebody may be called 丹丹.
    let one_letter = core.len() > 1
        && core.is_ascii()
        && core.bytes().all(|letter| Some(&letter) == core.as_bytes().first());
    core.is_empty() || one_letter || PLACEHOLDERS.contains(&core)
}

/// Whether nobody has such a number: all digits of the line are equal, or each is one more than
/// that before it (after nine comes nought).
#[must_use]
pub fn is_placeholder_phone(phone: &str) -> bool {
    let line = line(phone);
    if line.len() < LINE_MIN {
        return false;
    }
    let steps = |step: u8| {
        line.iter().zip(line.iter().skip(1)).all(|(one, next)| (one + step) % 10 == *next)
    };
    steps(0) || steps(1)
}

/// The digits that tell a line from others of its place.
fn line(phone: &str) -> Vec<u8> {
    let digits = |text: &str| -> Vec<u8> {
        text.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
    };
    let service = phone.strip_prefix("400-").or_else(|| phone.strip_prefix("800-"));
    let line = match service {
        Some(rest) => digits(rest),
        None => phone.split('-').map(digits).max_by_key(Vec::len).unwrap_or_default(),
    };
    line.get(line.len().saturating_sub(LINE_MAX)..).unwrap_or_default().to_vec()
}

#[cfg(test)]
mod tests;
