//! The field catalogue: every fact kept on a customer or a contact is a [`Field`].
//!
//! A field is *builtin* (from the embedded catalogue) or *custom* (made by a company, key `x_…`).
//! One mechanism validates, indexes, lists, filters, imports and exports all of them, so that a
//! custom field is worth exactly as much as a builtin one (M 5.1.1: departments adapt the card).
//!
//! | question | answer |
//! |---|---|
//! | which fields are there? | [`Catalogue`] |
//! | is this value right, and how is it written? | [`Field::validate`], [`validate_values`], [`validate_patch`] |
//! | what did somebody type in this cell? | [`Field::parse_text`] |
//! | how does the index table hold it? | [`index_key`] |
//! | what does this filter compare with? | [`parse_filter_value`] |
//! | may a company define this field, or change it so? | [`check_custom`], [`check_custom_change`] |

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::id::DepartmentId;

mod catalogue;
mod cell;
mod custom;
mod index;
mod validate;
mod values;

pub use catalogue::{Catalogue, CatalogueError, Group};
pub use custom::{
    CUSTOM_MAX, CustomChange, HELP_MAX, LABEL_MAX, OPTIONS_MAX, check_custom, check_custom_change,
    convert_value,
};
pub use index::{FILTER_IN_MAX, FilterOp, INDEX_TEXT_MAX, index_key, parse_filter_value, text_key};
pub use validate::wrong_type;
pub use values::{ValueRules, validate_patch, validate_values};

/// Values of the fields of one customer or contact, by field key. Absent means unknown.
pub type Values = BTreeMap<String, Value>;

/// An organisation or an individual (M 3.1: whoever has dealt with us, a unit or a person).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerKind {
    /// A unit: company, institution, association, sole trader.
    Organization,
    /// A natural person.
    Individual,
}

impl CustomerKind {
    /// The stable name used in JSON and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Individual => "individual",
        }
    }

    /// The kind of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "organization" => Some(Self::Organization),
            "individual" => Some(Self::Individual),
            _ => None,
        }
    }
}

impl fmt::Display for CustomerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which kinds of customer a field or a card template is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinds {
    /// Organisations and individuals.
    #[default]
    Both,
    /// Organisations only.
    Organization,
    /// Individuals only.
    Individual,
}

impl Kinds {
    /// Whether a customer of this kind is meant.
    #[must_use]
    pub fn includes(self, kind: CustomerKind) -> bool {
        match self {
            Self::Both => true,
            Self::Organization => kind == CustomerKind::Organization,
            Self::Individual => kind == CustomerKind::Individual,
        }
    }
}

/// Whose fact a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A fact on the customer.
    Customer,
    /// A fact on one of the customer's contacts.
    Contact,
}

impl Subject {
    /// The stable name used in JSON and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Contact => "contact",
        }
    }

    /// The subject of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "customer" => Some(Self::Customer),
            "contact" => Some(Self::Contact),
            _ => None,
        }
    }
}

/// What a field holds, and so how its value is written in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Text of several lines. Never filterable: the index keeps only the head of a text.
    LongText,
    /// An exact decimal as a string, at most 18 digits of which 6 after the point.
    Number,
    /// Integer fen as a JSON number, |v| < 2^53.
    Money,
    /// `YYYY-MM-DD`.
    Date,
    /// The key of one option.
    Choice,
    /// An array of option keys, in the order of the options, without repeats.
    MultiChoice,
    /// A boolean.
    YesNo,
    /// The id (UUID) of one of the company's people.
    Person,
    /// A GB/T 2260 code of six digits; retired codes are accepted, old papers carry them.
    Region,
    /// A GB/T 4754-2017 code: section letter or two to four digits.
    Industry,
    /// A telephone number, normalised.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A unified social credit code (GB 32100), 18 upper-case characters.
    CreditCode,
    /// A resident identity number (GB 11643), 18 characters.
    IdNumber,
    /// A postcode of six digits.
    Postcode,
}

impl FieldType {
    /// Every type, in the order in which pickers show them.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::LongText,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::Choice,
        Self::MultiChoice,
        Self::YesNo,
        Self::Person,
        Self::Region,
        Self::Industry,
        Self::Phone,
        Self::Email,
        Self::Url,
        Self::CreditCode,
        Self::IdNumber,
        Self::Postcode,
    ];

    /// The stable name used in JSON and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::MultiChoice => "multi_choice",
            Self::YesNo => "yes_no",
            Self::Person => "person",
            Self::Region => "region",
            Self::Industry => "industry",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Url => "url",
            Self::CreditCode => "credit_code",
            Self::IdNumber => "id_number",
            Self::Postcode => "postcode",
        }
    }

    /// The type of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.as_str() == text)
    }

    /// Whether the type offers options.
    #[must_use]
    pub fn has_options(self) -> bool {
        matches!(self, Self::Choice | Self::MultiChoice)
    }

    /// Whether *less* and *greater* mean something: numbers, money, dates.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Date)
    }

    /// Whether the value is free text, whose length the field limits.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::LongText)
    }
}

/// A text in both languages of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// Both languages at once.
    #[must_use]
    pub fn new(zh: &str, en: &str) -> Self {
        Self { zh: zh.to_owned(), en: en.to_owned() }
    }

    /// The text in English for `en…`, otherwise and where there is no English in Chinese.
    #[must_use]
    pub fn in_locale(&self, locale: &str) -> &str {
        if locale.starts_with("en") && !self.en.is_empty() { &self.en } else { &self.zh }
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Stable key, what is stored.
    pub key: String,
    /// What people read.
    pub label: Label,
    /// No longer offered; values stored earlier keep it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retired: bool,
}

/// One field of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Builtin: snake_case. Custom: `x_` and a slug. Unique per subject.
    pub key: String,
    /// Whose fact it is.
    pub subject: Subject,
    /// For which customers it makes sense.
    #[serde(default)]
    pub kinds: Kinds,
    /// Key of its [`Group`].
    pub group: String,
    /// What it holds.
    pub field_type: FieldType,
    /// Its name on the page.
    pub label: Label,
    /// Options of a choice, in order; empty for every other type.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Unit shown after a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Label>,
    /// A hint for whoever fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Label>,
    /// Kept in the index table: lists filter by it.
    #[serde(default)]
    pub filterable: bool,
    /// Sensitive personal information (Personal Information Protection Law, art. 28).
    #[serde(default)]
    pub sensitive: bool,
    /// Shipped with the product.
    #[serde(default)]
    pub builtin: bool,
    /// False for a custom field that was put away: no new values, old ones stay.
    #[serde(default = "yes")]
    pub active: bool,
    /// Longest text in characters (Unicode scalar values); only for text.
    #[serde(default = "default_max_len")]
    pub max_len: u32,
    /// Least number (its own unit) or money (fen) as an exact decimal; earliest date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// Greatest number (its own unit) or money (fen) as an exact decimal; latest date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// Digits allowed after the point of a number, 0 to 6.
    #[serde(default = "default_decimals")]
    pub decimals: u8,
    /// A phone that must be a mobile number of mainland China, or a number abroad.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mobile: bool,
    /// A mark: its absence says "no", so that no card is emptier without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mark: bool,
    /// A text that is a day of the year without the year, `04-12`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub month_day: bool,
    /// A date that cannot lie after today.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
    /// Where the regulations ask for it, e.g. `M 5.1.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The department a custom field belongs to; `None` for the whole company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_id: Option<DepartmentId>,
}

/// Longest one-line text where a field says nothing, in characters.
pub const TEXT_MAX: u32 = 200;
/// Longest text of several lines, in characters.
pub const LONG_TEXT_MAX: u32 = 4000;
/// Digits after the point that a number can carry.
pub const MAX_DECIMALS: u8 = 6;

fn yes() -> bool {
    true
}

fn default_max_len() -> u32 {
    TEXT_MAX
}

fn default_decimals() -> u8 {
    MAX_DECIMALS
}

impl Field {
    /// A custom field of the company with the defaults of its type: active, not filterable, in the
    /// group of custom fields. Check it with [`check_custom`] before it is stored.
    #[must_use]
    pub fn custom(key: &str, subject: Subject, field_type: FieldType, label: Label) -> Self {
        let max_len = if field_type == FieldType::LongText { LONG_TEXT_MAX } else { TEXT_MAX };
        let group = match subject {
            Subject::Customer => "custom",
            Subject::Contact => "contact_custom",
        };
        Self {
            key: key.to_owned(),
            subject,
            kinds: Kinds::Both,
            group: group.to_owned(),
            field_type,
            label,
            options: Vec::new(),
            unit: None,
            help: None,
            filterable: false,
            sensitive: false,
            builtin: false,
            active: true,
            max_len,
            min: None,
            max: None,
            decimals: MAX_DECIMALS,
            mobile: false,
            mark: false,
            month_day: false,
            past: false,
            clause: None,
            department_id: None,
        }
    }

    /// The option of that key, retired ones too.
    #[must_use]
    pub fn option(&self, key: &str) -> Option<&Choice> {
        self.options.iter().find(|o| o.key == key)
    }
}

/// Why a value was refused: a stable code and its parameters; the words live in the catalogues of
/// messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}")]
pub struct FieldError {
    /// Stable code, e.g. `too_long`.
    pub code: &'static str,
    /// Parameters of the message.
    pub params: BTreeMap<String, Value>,
}

impl FieldError {
    /// An error without parameters.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, params: BTreeMap::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.params.insert(name.to_owned(), value.into());
        self
    }
}

/// One refused value among many, with the JSON pointer (RFC 6901) to where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldIssue {
    /// e.g. `/values/credit_code`.
    pub pointer: String,
    /// Key of the field.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub error: FieldError,
}

impl FieldIssue {
    /// An issue with a value of the `values` object.
    #[must_use]
    pub fn in_values(key: &str, error: FieldError) -> Self {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        Self { pointer: format!("/values/{escaped}"), field: key.to_owned(), error }
    }

    /// The same issue one level deeper: `/contacts/0` and `/values/mobile` give
    /// `/contacts/0/values/mobile`.
    #[must_use]
    pub fn under(mut self, parent: &str) -> Self {
        self.pointer.insert_str(0, parent);
        self
    }
}

#[cfg(test)]
mod tests;
