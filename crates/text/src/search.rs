//! The words by which a customer is found.
//!
//! The search table holds pairs of token and customer, ordered by the bytes of the token. A token
//! begins with the letter of its [class](Class), so that one table answers both equality and
//! prefix ranges: `huabei` is the range from `p:huabei` up to, but without, `p:huabej`.
//!
//! A typed text becomes a [`QueryPlan`]: terms that must *all* be met, each met by *any* of its
//! lookups. Pairs of characters can stand in a name apart from each other, so a candidate of the
//! table is judged once more by [`Judge`].

mod index;
mod plan;
mod verify;

pub use index::index_tokens;
pub use plan::{QueryPlan, query_plan};
pub use verify::{Judge, MatchField, Matched};

use serde::{Deserialize, Serialize};

/// What of a customer can be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchDoc {
    /// Name of the customer.
    pub name: String,
    /// File code, such as `KH0000001`.
    pub code: String,
    /// Unified social credit code, 18 characters.
    pub credit_code: Option<String>,
    /// Telephone numbers of the customer and its contacts, normalised.
    pub phones: Vec<String>,
    /// E-mail addresses of the customer and its contacts.
    pub emails: Vec<String>,
    /// Names of the contacts.
    pub contacts: Vec<String>,
}

/// The class of a token, its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Two neighbouring characters of the name.
    Name,
    /// Pinyin of the name from a syllable on.
    Pinyin,
    /// Initials of the name from a syllable on.
    Initials,
    /// Digits of a telephone number to its end.
    Phone,
    /// The whole credit code.
    CreditCode,
    /// The last characters of the credit code.
    CreditCodeTail,
    /// Two neighbouring characters of a contact's name.
    Contact,
    /// Pinyin of a contact's name from a syllable on.
    ContactPinyin,
    /// Initials of a contact's name.
    ContactInitials,
    /// An e-mail address, or its domain.
    Email,
    /// The file code, or its number without zeros.
    Code,
}

impl Class {
    /// The letter that begins the token.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Pinyin => 'p',
            Self::Initials => 'i',
            Self::Phone => 'd',
            Self::CreditCode => 'u',
            Self::CreditCodeTail => 'v',
            Self::Contact => 'k',
            Self::ContactPinyin => 'q',
            Self::ContactInitials => 'j',
            Self::Email => 'e',
            Self::Code => 'c',
        }
    }

    /// The token of a text in this class.
    #[must_use]
    pub fn token(self, text: &str) -> Token {
        Token(format!("{}:{text}", self.letter()))
    }
}

/// A word of the search table: class letter, colon, text; at most 64 bytes but for e-mail
/// addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Token(String);

impl Token {
    /// The token as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.0
    }
}

/// How a token is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lookup {
    /// `token = …`
    Equal(Token),
    /// `token >= … AND token < …`, see [`Lookup::range`].
    Prefix(Token),
}

impl Lookup {
    /// The token looked for.
    #[must_use]
    pub fn token(&self) -> &Token {
        match self {
            Self::Equal(token) | Self::Prefix(token) => token,
        }
    }

    /// Lower bound (included) and upper bound (excluded) in the order of bytes. An equality is
    /// the range up to the token followed by the lowest character.
    #[must_use]
    pub fn range(&self) -> (String, String) {
        match self {
            Self::Equal(token) => (token.0.clone(), format!("{}\u{1}", token.0)),
            Self::Prefix(token) => (token.0.clone(), after(&token.0)),
        }
    }
}

/// One word of a query, met when any of its lookups finds the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// The possibilities; never empty.
    pub any: Vec<Lookup>,
}

/// The first text behind all that begin with this one. UTF-8 orders as code points do.
fn after(prefix: &str) -> String {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        let next = (u32::from(last) + 1..=u32::from(char::MAX)).find_map(char::from_u32);
        if let Some(next) = next {
            chars.push(next);
            break;
        }
    }
    chars.into_iter().collect()
}

/// Most letters of a pinyin token.
const PINYIN_LETTERS: usize = 16;
/// Most letters of an initials token.
const INITIAL_LETTERS: usize = 12;
/// Fewest digits by which a telephone number is found.
const PHONE_DIGITS: usize = 4;
/// Fewest characters by which a credit code is found.
const CREDIT_CODE_CHARACTERS: usize = 4;

fn cut(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

#[cfg(test)]
mod tests;
