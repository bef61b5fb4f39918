//! Values that a person writes: read leniently, kept in one form, refused with a precise reason.
//!
//! Every parser here is pure, never panics on any text, and is *idempotent*: what it returns
//! reads back as itself. A refusal is a [`ValueError`] with a stable code and parameters; the
//! sentences shown to people are made from these in the message catalogues.

mod credit_code;
mod date;
mod email;
mod error;
mod id_number;
mod money;
mod month_day;
mod number;
mod numeral;
mod period;
mod phone;
mod postcode;
mod text;
mod url;

pub use credit_code::CreditCode;
pub use date::{date_from_serial, parse_date};
pub use email::Email;
pub use error::ValueError;
pub use id_number::IdNumber;
pub use money::{Fen, MoneyUnit};
pub use month_day::MonthDay;
pub use number::Decimal;
pub use period::{NoPeriod, Period};
pub use phone::{Phone, PhoneKind};
pub use postcode::Postcode;
pub use text::{
    MAX_LINE, MAX_NAME, MAX_PARAGRAPHS, clean_line, clean_name, clean_paragraphs, is_blank,
    is_invisible, narrow,
};
pub use url::Url;

/// What every kind of text value shares: borrowing, printing, reading, and JSON as a string.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The normalised text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::value::ValueError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}
use text_value;

#[cfg(test)]
mod tests;
