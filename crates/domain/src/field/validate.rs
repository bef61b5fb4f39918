//! One value of one field: is it right, and in which form is it kept?

use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use super::{Field, FieldError, FieldType};
use crate::reference::{Divisions, Industries};
use crate::value::{
    CreditCode, Decimal, Email, Fen, IdNumber, MonthDay, Phone, PhoneKind, Postcode, Url,
    ValueError, clean_line, clean_paragraphs, narrow, parse_date,
};

impl From<ValueError> for FieldError {
    fn from(error: ValueError) -> Self {
        error
            .params()
            .into_iter()
            .fold(Self::new(error.code()), |e, (name, value)| e.with(name, value))
    }
}

impl Field {
    /// Checks a value in its JSON form (see [`FieldType`]) and returns it as it is to be stored.
    /// What a validated value gives is valid again and unchanged.
    ///
    /// A text may come in any width and with stray blanks; it is never guessed at: what people
    /// type into cells goes through [`Field::parse_text`] first.
    ///
    /// # Errors
    /// `empty` for null, an empty text or an empty selection (absence is written by leaving the
    /// key out) · `wrong_type` · and by type: `too_long`, `number_format`, `number_range`,
    /// `number_decimals`, `too_small`, `too_great`, `money_range`, `date_impossible`,
    /// `date_too_early`, `date_too_late`,
    /// `choice_unknown`, `choice_retired`, `person_format`, `region_unknown`, `industry_unknown`,
    /// and the codes of [`ValueError`].
    pub fn validate(&self, value: &Value) -> Result<Value, FieldError> {
        if is_empty(value) {
            return Err(FieldError::new("empty"));
        }
        match self.field_type {
            FieldType::Money => self.money(value),
            FieldType::YesNo => {
                value.as_bool().map(Value::Bool).ok_or_else(|| wrong_type(value, "boolean"))
            }
            FieldType::MultiChoice => self.multi_choice(value),
            _ => {
                let text = value.as_str().ok_or_else(|| wrong_type(value, "string"))?;
                self.textual(text).map(Value::String)
            }
        }
    }

    fn textual(&self, text: &str) -> Result<String, FieldError> {
        match self.field_type {
            FieldType::LongText => self.within_length(clean_paragraphs(text)),
            FieldType::Number => self.number(text),
            FieldType::Date => self.date(text),
            FieldType::Choice => self.choice(text).map(str::to_owned),
            FieldType::Person => person(text),
            FieldType::Region => region(text),
            FieldType::Industry => industry(text),
            FieldType::Phone => self.phone(text).map(String::from),
            FieldType::Email => Ok(Email::parse(text)?.into()),
            FieldType::Url => Ok(Url::parse(text)?.into()),
            FieldType::CreditCode => Ok(CreditCode::parse(text)?.into()),
            FieldType::IdNumber => Ok(IdNumber::parse(text)?.into()),
            FieldType::Postcode => Ok(Postcode::parse(text)?.into()),
            FieldType::Text if self.month_day => Ok(MonthDay::parse(text)?.to_string()),
            // The remaining types are no strings and were taken care of by the caller.
            FieldType::Text | FieldType::Money | FieldType::YesNo | FieldType::MultiChoice => {
                self.within_length(clean_line(text))
            }
        }
    }

    fn within_length(&self, text: String) -> Result<String, FieldError> {
        let actual = text.chars().count();
        if text.is_empty() {
            return Err(FieldError::new("empty"));
        }
        if u32::try_from(actual).is_ok_and(|n| n <= self.max_len) {
            return Ok(text);
        }
        Err(FieldError::new("too_long").with("max", self.max_len).with("actual", actual))
    }

    pub(super) fn phone(&self, text: &str) -> Result<Phone, FieldError> {
        if !self.mobile {
            return Ok(Phone::parse(text)?);
        }
        // A number abroad does not tell mobile from fixed: written with its country code it counts.
        match (Phone::parse_mobile(text), Phone::parse(text)) {
            (Ok(mobile), _) => Ok(mobile),
            (Err(_), Ok(other)) if other.kind() == PhoneKind::Foreign => Ok(other),
            (Err(error), _) => Err(error.into()),
        }
    }

    fn number(&self, text: &str) -> Result<String, FieldError> {
        let number = String::from(Decimal::parse(text)?);
        let decimals = number.split_once('.').map_or(0, |(_, d)| d.len());
        if decimals > usize::from(self.decimals) {
            return Err(FieldError::new("number_decimals").with("max", self.decimals));
        }
        self.within_bounds(micros(&number))?;
        Ok(number)
    }

    fn date(&self, text: &str) -> Result<String, FieldError> {
        let date = parse_date(text)?;
        let bound = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<Date>().ok());
        match (bound(&self.min), bound(&self.max)) {
            (Some(min), _) if date < min => {
                Err(FieldError::new("date_too_early").with("min", min.to_string()))
            }
            (_, Some(max)) if date > max => {
                Err(FieldError::new("date_too_late").with("max", max.to_string()))
            }
            _ => Ok(date.to_string()),
        }
    }

    fn money(&self, value: &Value) -> Result<Value, FieldError> {
        let fen = value.as_i64().ok_or_else(|| {
            // A fraction of a fen, or a number no i64 holds, is a number all the same.
            if value.is_number() {
                FieldError::new("money_range").with("value", value.to_string())
            } else {
                wrong_type(value, "integer")
            }
        })?;
        let fen = Fen::new(fen)
            .ok_or_else(|| FieldError::new("money_range").with("value", fen.to_string()))?
            .get();
        self.within_bounds(Some(i128::from(fen) * MICROS))?;
        Ok(Value::from(fen))
    }

    /// Compares with the bounds of the field, in millionths of its unit.
    fn within_bounds(&self, value: Option<i128>) -> Result<(), FieldError> {
        let bound = |text: &Option<String>| text.as_deref().and_then(micros);
        if let (Some(v), Some(min)) = (value, bound(&self.min))
            && v < min
        {
            return Err(FieldError::new("too_small").with("min", self.min.clone()));
        }
        if let (Some(v), Some(max)) = (value, bound(&self.max))
            && v > max
        {
            return Err(FieldError::new("too_great").with("max", self.max.clone()));
        }
        Ok(())
    }

    fn choice<'a>(&'a self, key: &str) -> Result<&'a str, FieldError> {
        match self.option(key) {
            Some(option) if option.retired => {
                Err(FieldError::new("choice_retired").with("value", key))
            }
            Some(option) => Ok(&option.key),
            None => Err(self.choice_unknown(key)),
        }
    }

    /// The refusal of an option that does not exist, with those that do.
    pub(super) fn choice_unknown(&self, given: &str) -> FieldError {
        let offered: Vec<&str> =
            self.options.iter().filter(|o| !o.retired).map(|o| o.key.as_str()).collect();
        let shown: String = given.chars().take(64).collect();
        FieldError::new("choice_unknown").with("value", shown).with("options", offered)
    }

    fn multi_choice(&self, value: &Value) -> Result<Value, FieldError> {
        let items = value.as_array().ok_or_else(|| wrong_type(value, "array"))?;
        let mut chosen = Vec::with_capacity(items.len());
        for item in items {
            let key = item.as_str().ok_or_else(|| wrong_type(item, "string"))?;
            chosen.push(self.choice(key)?);
        }
        // In the order of the options, so that equal selections are equal values.
        let ordered = self.options.iter().map(|o| o.key.as_str()).filter(|k| chosen.contains(k));
        Ok(ordered.collect())
    }
}

/// Millionths in one: numbers carry six decimals.
pub(super) const MICROS: i128 = 1_000_000;

/// A decimal in its shortest form as millionths; `None` when it is none.
pub(super) fn micros(decimal: &str) -> Option<i128> {
    let (negative, digits) = match decimal.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, decimal),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if part.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i128 = format!("{part:0<6}").parse().ok()?;
    let value = whole.checked_mul(MICROS)?.checked_add(part)?;
    Some(if negative { -value } else { value })
}

/// Null, blank text, an empty list: nothing is said.
pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => narrow(text).trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// A value of another JSON type than a fact has there.
#[must_use]
pub fn wrong_type(value: &Value, expected: &str) -> FieldError {
    let actual = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    FieldError::new("wrong_type").with("expected", expected).with("actual", actual)
}

fn person(text: &str) -> Result<String, FieldError> {
    match Uuid::try_parse(text) {
        Ok(id) => Ok(id.hyphenated().to_string()),
        Err(_) => Err(FieldError::new("person_format")),
    }
}

fn region(text: &str) -> Result<String, FieldError> {
    let code = narrow(text);
    let code = code.trim();
    match Divisions::builtin().by_code(code) {
        Some(division) => Ok(division.code.to_owned()),
        None => Err(FieldError::new("region_unknown").with("value", shown(code))),
    }
}

fn industry(text: &str) -> Result<String, FieldError> {
    let code = narrow(text).trim().to_ascii_uppercase();
    match Industries::builtin().by_code(&code) {
        Some(industry) => Ok(industry.code.to_owned()),
        None => Err(FieldError::new("industry_unknown").with("value", shown(&code))),
    }
}

/// A refused text as it is repeated to the person.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(64).collect()
}
