//! Why a value was refused.

/// A refusal of a written value.
///
/// [`code`](Self::code) is stable and names the message in the catalogues; [`params`](Self::params)
/// holds what the message needs. The text that was refused is only carried where it is no
/// personal secret (an identity number is not repeated).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
#[non_exhaustive]
pub enum ValueError {
    /// A name that is empty once blanks are taken away.
    NameEmpty,
    /// Longer than the field takes, in characters.
    TooLong {
        /// Most characters allowed.
        max: usize,
        /// Characters given.
        actual: usize,
    },
    /// Not 18 characters of the alphabet of GB 32100.
    CreditCodeFormat {
        /// The text after removing blanks and hyphens.
        value: String,
    },
    /// 18 characters whose last is not the check character of GB 32100.
    CreditCodeChecksum {
        /// The text after removing blanks and hyphens.
        value: String,
        /// The check character that the first 17 ask for.
        expected: char,
    },
    /// Not 17 digits and a check character of GB 11643.
    IdNumberFormat,
    /// The check character of GB 11643 does not fit.
    IdNumberChecksum,
    /// The birth date inside the identity number does not exist.
    IdNumberDate,
    /// Not a mobile number of mainland China (11 digits beginning with 13 to 19).
    MobileFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a telephone number.
    PhoneFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not an e-mail address with one `@` and a dotted domain.
    EmailFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a web address.
    UrlFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a post code of six digits.
    PostcodeFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a day of the calendar, written year first.
    DateImpossible {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a day of the year, month first.
    MonthDayFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not an amount in yuan.
    MoneyFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// An amount in another currency than the yuan.
    MoneyCurrency {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// An amount finer than a fen, or of 2^53 fen and more.
    MoneyRange {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// Not a decimal number.
    NumberFormat {
        /// The text as given, without blanks around it.
        value: String,
    },
    /// A number of more than 18 digits or 6 decimals.
    NumberRange {
        /// The text as given, without blanks around it.
        value: String,
    },
}

impl ValueError {
    /// The stable code, the name of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameEmpty => "name_empty",
            Self::TooLong { .. } => "too_long",
            Self::CreditCodeFormat { .. } => "credit_code_format",
            Self::CreditCodeChecksum { .. } => "credit_code_checksum",
            Self::IdNumberFormat => "id_number_format",
            Self::IdNumberChecksum => "id_number_checksum",
            Self::IdNumberDate => "id_number_date",
            Self::MobileFormat { .. } => "mobile_format",
            Self::PhoneFormat { .. } => "phone_format",
            Self::EmailFormat { .. } => "email_format",
            Self::UrlFormat { .. } => "url_format",
            Self::PostcodeFormat { .. } => "postcode_format",
            Self::DateImpossible { .. } => "date_impossible",
            Self::MonthDayFormat { .. } => "month_day_format",
            Self::MoneyFormat { .. } => "money_format",
            Self::MoneyCurrency { .. } => "money_currency",
            Self::MoneyRange { .. } => "money_range",
            Self::NumberFormat { .. } => "number_format",
            Self::NumberRange { .. } => "number_range",
        }
    }

    /// What the message needs, by name, in a fixed order.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameEmpty
            | Self::IdNumberFormat
            | Self::IdNumberChecksum
            | Self::IdNumberDate => Vec::new(),
            Self::TooLong { max, actual } => {
                vec![("max", max.to_string()), ("actual", actual.to_string())]
            }
            Self::CreditCodeChecksum { value, expected } => {
                vec![("value", value.clone()), ("expected", expected.to_string())]
            }
            Self::CreditCodeFormat { value }
            | Self::MobileFormat { value }
            | Self::PhoneFormat { value }
            | Self::EmailFormat { value }
            | Self::UrlFormat { value }
            | Self::PostcodeFormat { value }
            | Self::DateImpossible { value }
            | Self::MonthDayFormat { value }
            | Self::MoneyFormat { value }
            | Self::MoneyCurrency { value }
            | Self::MoneyRange { value }
            | Self::NumberFormat { value }
            | Self::NumberRange { value } => vec![("value", value.clone())],
        }
    }
}

/// The refused text as it is repeated to the person: trimmed and never longer than a line.
pub(super) fn shown(text: &str) -> String {
    text.trim_matches(super::is_blank).chars().take(64).collect()
}
