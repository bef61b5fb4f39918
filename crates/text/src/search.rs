//! The words by which a customer is found.
//!
//! A customer has a set of tokens, each beginning with the letter of its [class](Class). A typed
//! text becomes a [`QueryPlan`]: a tree of [`Lookup`]s that must all hold. Tokens are short pieces, so
//! nearly every lookup is one of whole tokens, which an index answers however many customers there
//! are: a longer text is the conjunction of its pieces. Pieces can stand apart from each other, so
//! what the index offers is judged once more by [`Judge`].

mod index;
mod nearly;
mod plan;
mod verify;

pub use index::index_tokens;
pub use nearly::{judge_nearly, nearly_plan};
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
    /// Two neighbouring characters of the name or of a contact's name.
    Name,
    /// How such a name sounds from a syllable on: its first two, four and six letters.
    Sound,
    /// Two neighbouring initials of such a name.
    Initials,
    /// Four neighbouring characters of a telephone number, a credit code, the number of the file
    /// code or the local part of an e-mail address.
    Fragment,
    /// The domain of an e-mail address, or a local part that has no four characters.
    Email,
    /// The number of the file code without zeros.
    Code,
}

impl Class {
    /// The letter that begins the token.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Name => 'n',
            Self::Sound => 'p',
            Self::Initials => 'i',
            Self::Fragment => 'f',
            Self::Email => 'e',
            Self::Code => 'c',
        }
    }

    /// The token of a text in this class.
    #[must_use]
    pub fn token(self, text: &str) -> Token {
        let mut token = String::with_capacity(text.len() + 1);
        token.push(self.letter());
        token.push_str(text);
        Token(token)
    }
}

/// A word by which customers are found: class letter, then text.
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

/// What a customer's tokens are asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Lookup {
    /// This token is there.
    Equal(Token),
    /// A token that begins so is there. Costs as much as there are customers with one: only where
    /// few have.
    Prefix(Token),
    /// All of these hold; never none.
    All(Vec<Lookup>),
    /// One of these holds; never none.
    Any(Vec<Lookup>),
}

/// Lengths of the tokens of a sound, in letters.
const SOUND_LETTERS: [usize; 3] = [2, 4, 6];
/// Most letters of a syllable; a longer run of Latin letters is cut into pieces of this length.
const SYLLABLE_LETTERS: usize = 6;
/// Length of a fragment, in characters: the fewest by which numbers and codes are found.
const FRAGMENT: usize = 4;

fn cut(text: &str, letters: usize) -> &str {
    text.char_indices().nth(letters).map_or(text, |(end, _)| text.get(..end).unwrap_or(text))
}

/// Runs of this many neighbouring characters, by place.
fn runs(text: &str, length: usize) -> impl Iterator<Item = &str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(length);
    starts.zip(ends).filter_map(|(start, end)| text.get(start..end))
}

#[cfg(test)]
mod tests;
