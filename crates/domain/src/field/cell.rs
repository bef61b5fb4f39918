//! What people type into a cell of a table, or paste, or say to a command: from text to value.

use serde_json::Value;

use super::validate::shown;
use super::{Choice, Field, FieldError, FieldType};
use crate::reference::{Divisions, Industries};
use crate::value::{Fen, MoneyUnit, is_blank, narrow};

impl Field {
    /// Reads a value from text as people write it: dates and amounts in any usual form, options by
    /// their Chinese or English name, several options separated by 、 , ; or /, yes and no in
    /// words, a region by its name, an industry by name or code. The result is validated.
    ///
    /// `unit` is the unit of an amount that names none. A person cannot be read from text without
    /// knowing the people: such a text must be the id.
    ///
    /// # Errors
    /// `empty` for blank text; otherwise as [`Field::validate`], and `yes_no_format`.
    pub fn parse_text(&self, text: &str, unit: MoneyUnit) -> Result<Value, FieldError> {
        let text = text.trim_matches(is_blank);
        if text.is_empty() {
            return Err(FieldError::new("empty"));
        }
        let value = match self.field_type {
            FieldType::Money => Value::from(Fen::parse(text, unit)?.get()),
            FieldType::YesNo => Value::Bool(yes_no(text)?),
            FieldType::Choice => Value::from(self.option_named(text)?.key.as_str()),
            FieldType::MultiChoice => self.options_named(text)?,
            FieldType::Region => Value::from(region(text)?),
            FieldType::Industry => Value::from(industry(text)?),
            _ => Value::from(text),
        };
        self.validate(&value)
    }

    /// The option of that key or name, whatever its width and case.
    fn option_named(&self, text: &str) -> Result<&Choice, FieldError> {
        let wanted = plain(text);
        let named = |o: &&Choice| {
            [&o.key, &o.label.zh, &o.label.en].into_iter().any(|name| plain(name) == wanted)
        };
        self.options.iter().find(named).ok_or_else(|| self.choice_unknown(text))
    }

    fn options_named(&self, text: &str) -> Result<Value, FieldError> {
        // A name may itself contain a separator (前台、秘书): try the whole first.
        if let Ok(option) = self.option_named(text) {
            return Ok(Value::from(vec![option.key.as_str()]));
        }
        let parts = text.split(['、', ',', '，', ';', '；', '/', '|', '\n']);
        parts
            .map(|part| part.trim_matches(is_blank))
            .filter(|part| !part.is_empty())
            .map(|part| self.option_named(part).map(|o| Value::from(o.key.as_str())))
            .collect()
    }
}

/// A name for comparing: narrow, lower case, without blanks and punctuation.
fn plain(text: &str) -> String {
    narrow(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn yes_no(text: &str) -> Result<bool, FieldError> {
    const YES: [&str; 11] = ["是", "有", "对", "yes", "y", "true", "t", "1", "√", "✓", "☑"];
    const NO: [&str; 10] = ["否", "无", "不是", "没有", "no", "n", "false", "f", "0", "×"];
    let word = narrow(text).to_lowercase();
    let word = word.trim();
    if YES.contains(&word) {
        Ok(true)
    } else if NO.contains(&word) {
        Ok(false)
    } else {
        Err(FieldError::new("yes_no_format").with("value", shown(text)))
    }
}

fn region(text: &str) -> Result<&'static str, FieldError> {
    let divisions = Divisions::builtin();
    let narrowed = narrow(text);
    if let Some(division) = divisions.by_code(narrowed.trim()) {
        return Ok(division.code);
    }
    match divisions.resolve_text(text) {
        // A street after it means that this is an address, not a region; a region that is only
        // half understood would silently lose its county.
        Some(found) if found.rest.is_empty() => Ok(found.division.code),
        _ => Err(FieldError::new("region_unknown").with("value", shown(text))),
    }
}

fn industry(text: &str) -> Result<&'static str, FieldError> {
    Industries::builtin()
        .resolve(text)
        .map(|i| i.code)
        .ok_or_else(|| FieldError::new("industry_unknown").with("value", shown(text)))
}
