//! The form in which the index table holds a value, and what a filter compares with.
//!
//! The table compares text by bytes on every engine. Numbers, money and dates are therefore
//! written with a fixed width so that the order of bytes is the order of values.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::validate::{MICROS, micros};
use super::{Field, FieldError, FieldType};
use crate::reference::{Divisions, Industries};
use crate::value::narrow;

/// Longest key of a text, in characters: enough to tell names apart, short enough for an index.
pub const INDEX_TEXT_MAX: usize = 120;

/// The keys under which a validated value stands in the index table. Several for a multiple
/// choice, one for every other type, none for a value that is not valid.
///
/// | type | key |
/// |---|---|
/// | text, phone, e-mail, … | narrow, lower case, at most 120 characters |
/// | number | 25 digits after a sign, in millionths |
/// | money | 19 digits after a sign, in fen |
/// | date | `YYYY-MM-DD` |
/// | yes_no | `0`, `1` |
/// | choices | the keys of the options |
/// | region | the code |
/// | industry | the code behind the letter of its section (`C1311`, `C`) |
#[must_use]
pub fn index_key(field: &Field, value: &Value) -> Vec<String> {
    match field.field_type {
        FieldType::Money => value.as_i64().map(money_key).into_iter().collect(),
        FieldType::YesNo => value.as_bool().map(|b| u8::from(b).to_string()).into_iter().collect(),
        FieldType::MultiChoice => value
            .as_array()
            .map(|a| a.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect())
            .unwrap_or_default(),
        _ => value.as_str().and_then(|text| textual_key(field, text)).into_iter().collect(),
    }
}

fn textual_key(field: &Field, text: &str) -> Option<String> {
    match field.field_type {
        FieldType::Number => micros(text).and_then(number_key),
        FieldType::Industry => Industries::builtin().by_code(text).map(|i| i.path_code()),
        FieldType::Text
        | FieldType::LongText
        | FieldType::Phone
        | FieldType::Email
        | FieldType::Url
        | FieldType::CreditCode
        | FieldType::IdNumber => Some(text_key(text)),
        FieldType::Date
        | FieldType::Choice
        | FieldType::Person
        | FieldType::Region
        | FieldType::Postcode => Some(text.to_owned()),
        FieldType::Money | FieldType::YesNo | FieldType::MultiChoice => None,
    }
}

/// The key of a text: width and case levelled, cut at [`INDEX_TEXT_MAX`] characters.
#[must_use]
pub fn text_key(text: &str) -> String {
    narrow(text).to_lowercase().trim().chars().take(INDEX_TEXT_MAX).collect()
}

/// Integer fen with a fixed width; every `i64` has its place.
fn money_key(fen: i64) -> String {
    // Adding 2^63 moves the least i64 to zero.
    let shifted = i128::from(fen) + (1_i128 << 63);
    let sign = if fen < 0 { '0' } else { '1' };
    let digits = if fen < 0 { shifted } else { i128::from(fen) };
    format!("{sign}{digits:019}")
}

/// Millionths with a fixed width: 18 digits before the point and 6 after it find room.
fn number_key(micros: i128) -> Option<String> {
    const LIMIT: i128 = 1_000_000_000_000_000_000 * MICROS;
    if micros.abs() >= LIMIT {
        return None;
    }
    Some(if micros < 0 { format!("0{:024}", LIMIT + micros) } else { format!("1{micros:024}") })
}

/// What a filter asks of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilterOp {
    /// Has the value.
    Eq,
    /// Lacks the value; what is unknown also lacks it.
    Ne,
    /// Has one of the values.
    In,
    /// Less.
    Lt,
    /// Less or equal.
    Lte,
    /// Greater.
    Gt,
    /// Greater or equal.
    Gte,
    /// Is the region or industry, or lies inside it.
    Under,
    /// The text contains the words.
    Contains,
    /// Is unknown.
    Empty,
    /// Is known.
    Present,
}

impl FilterOp {
    /// Every operator.
    pub const ALL: [Self; 11] = [
        Self::Eq,
        Self::Ne,
        Self::In,
        Self::Lt,
        Self::Lte,
        Self::Gt,
        Self::Gte,
        Self::Under,
        Self::Contains,
        Self::Empty,
        Self::Present,
    ];

    /// The stable name used in addresses and saved views.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::In => "in",
            Self::Lt => "lt",
            Self::Lte => "lte",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Under => "under",
            Self::Contains => "contains",
            Self::Empty => "empty",
            Self::Present => "present",
        }
    }

    /// The operator of that name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.as_str() == text)
    }

    /// Whether the operator makes sense for a type.
    #[must_use]
    pub fn applies_to(self, field_type: FieldType) -> bool {
        match self {
            Self::Empty | Self::Present => true,
            Self::Eq | Self::Ne => field_type != FieldType::LongText,
            Self::In => !matches!(field_type, FieldType::LongText | FieldType::YesNo),
            Self::Lt | Self::Lte | Self::Gt | Self::Gte => field_type.is_ordered(),
            Self::Under => matches!(field_type, FieldType::Region | FieldType::Industry),
            Self::Contains => matches!(
                field_type,
                FieldType::Text
                    | FieldType::Phone
                    | FieldType::Email
                    | FieldType::Url
                    | FieldType::CreditCode
                    | FieldType::IdNumber
                    | FieldType::Postcode
            ),
        }
    }
}

/// Most values that one `in` filter may list.
pub const FILTER_IN_MAX: usize = 100;

/// Turns the text of a filter into the index keys to compare with: one for most operators, one
/// per listed value for `in` (separated by commas), the head of all keys meant for `under`, a
/// fragment for `contains`, none for `empty` and `present`.
///
/// Values are written as in JSON (money in fen, options by key); of a text any width and case
/// will do. An option that was put away can still be asked for.
///
/// # Errors
/// `filter_not_filterable`, `filter_op` (with the operators that apply), `filter_too_many`,
/// `empty`, and what [`Field::validate`] says of the value.
pub fn parse_filter_value(
    field: &Field,
    op: FilterOp,
    text: &str,
) -> Result<Vec<String>, FieldError> {
    if !field.filterable {
        return Err(FieldError::new("filter_not_filterable").with("field", field.key.as_str()));
    }
    if !op.applies_to(field.field_type) {
        let allowed: Vec<&str> = FilterOp::ALL
            .into_iter()
            .filter(|op| op.applies_to(field.field_type))
            .map(FilterOp::as_str)
            .collect();
        return Err(FieldError::new("filter_op").with("op", op.as_str()).with("allowed", allowed));
    }
    match op {
        FilterOp::Empty | FilterOp::Present => Ok(Vec::new()),
        FilterOp::Contains => {
            let fragment = text_key(text);
            if fragment.is_empty() { Err(FieldError::new("empty")) } else { Ok(vec![fragment]) }
        }
        FilterOp::Under => {
            let key = filter_key(field, text)?;
            let head = if field.field_type == FieldType::Region {
                Divisions::builtin().by_code(&key).map_or(key.clone(), |d| d.prefix().to_owned())
            } else {
                key
            };
            Ok(vec![head])
        }
        FilterOp::In => {
            let values: Vec<&str> = text.split(',').filter(|v| !v.trim().is_empty()).collect();
            if values.is_empty() {
                return Err(FieldError::new("empty"));
            }
            if values.len() > FILTER_IN_MAX {
                return Err(FieldError::new("filter_too_many").with("max", FILTER_IN_MAX));
            }
            values.into_iter().map(|v| filter_key(field, v)).collect()
        }
        _ => filter_key(field, text).map(|key| vec![key]),
    }
}

/// The key of one value in a filter.
fn filter_key(field: &Field, text: &str) -> Result<String, FieldError> {
    let text = text.trim();
    let value = match field.field_type {
        FieldType::Money => match text.parse::<i64>() {
            Ok(fen) => Value::from(fen),
            Err(_) => return Err(FieldError::new("money_format").with("value", text)),
        },
        FieldType::YesNo => match text {
            "true" | "1" => Value::Bool(true),
            "false" | "0" => Value::Bool(false),
            _ => return Err(FieldError::new("yes_no_format").with("value", text)),
        },
        FieldType::Choice | FieldType::MultiChoice => {
            // Old values keep an option that is no longer offered, so filters must reach it.
            return match field.option(text) {
                Some(option) => Ok(option.key.clone()),
                None => Err(field.choice_unknown(text)),
            };
        }
        _ => Value::from(text),
    };
    // Bounds do not bind a filter: "more than a trillion people" is a question with an answer.
    let mut unbound = field.clone();
    (unbound.min, unbound.max) = (None, None);
    (unbound.decimals, unbound.max_len) = (super::MAX_DECIMALS, u32::MAX);
    let value = unbound.validate(&value)?;
    index_key(field, &value).pop().ok_or_else(|| FieldError::new("empty"))
}
