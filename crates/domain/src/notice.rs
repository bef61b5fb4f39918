//! Notices: what people are told, in which words, and by which channel when.

mod plan;
mod text;

pub use plan::{Preference, Quiet, Timing, Way, usual};
pub use text::{Told, title};

use crate::field::Label;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Longest parameter of a notice, in characters.
pub const PARAM_MAX: usize = 200;
/// Longest link of a notice, in characters.
pub const LINK_MAX: usize = 300;

/// What a person chooses the channel by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Duties that are due or late.
    Obligation,
    /// Urgent news.
    UrgentNews,
    /// Clashes.
    Clash,
    /// Exports.
    Export,
    /// Requests on which others decide.
    Request,
    /// Imports.
    Import,
    /// Customers given or shared.
    Customer,
    /// Upkeep of the data: corrections, lists of changes, checks.
    Data,
    /// The regulation.
    Policy,
    /// The system itself.
    System,
}

impl Group {
    /// Every group, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Obligation,
        Self::UrgentNews,
        Self::Customer,
        Self::Clash,
        Self::Request,
        Self::Export,
        Self::Import,
        Self::Data,
        Self::Policy,
        Self::System,
    ];

    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Obligation => "obligation",
            Self::UrgentNews => "urgent_news",
            Self::Clash => "clash",
            Self::Request => "request",
            Self::Export => "export",
            Self::Import => "import",
            Self::Customer => "customer",
            Self::Data => "data",
            Self::Policy => "policy",
            Self::System => "system",
        }
    }

    /// The group of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}

/// One kind of notice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// The stable name, e.g. `clash.asked`.
    pub code: String,
    /// What a person chooses the channel by.
    pub group: Group,
    /// Breaks through quiet hours.
    #[serde(default)]
    pub urgent: bool,
    /// The words, with slots for what is put in.
    #[serde(flatten)]
    pub words: Label,
}

/// What stands around notices in a letter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// Who it comes from.
    pub sender: Label,
    /// What it is about, when it holds several; `{count}` is put in.
    pub many: Label,
    /// Its end.
    pub footer: Label,
}

#[derive(Default, Deserialize)]
struct Book {
    kind: Vec<Kind>,
    letter: LetterWords,
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/notices.toml")).unwrap_or_default()
});

/// Every kind of notice.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    &BOOK.kind
}

/// What stands around notices in a letter.
#[must_use]
pub fn letter_words() -> &'static LetterWords {
    &BOOK.letter
}

/// The kind of this name.
#[must_use]
pub fn kind(code: &str) -> Option<&'static Kind> {
    kinds().iter().find(|kind| kind.code == code)
}

/// Whether a link of a notice leads to a page of ours: a path, never another site.
#[must_use]
pub fn is_page(link: &str) -> bool {
    link.starts_with('/')
        && !link.starts_with("//")
        && link.chars().count() <= LINK_MAX
        && link.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_read_and_named() {
        assert!(!kinds().is_empty(), "data/notices.toml cannot be read");
        assert!(letter_words().many.zh.contains("{count}"));
        let mut codes: Vec<_> = kinds().iter().map(|kind| kind.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), kinds().len(), "a kind stands there twice");
        for kind in kinds() {
            let slots = |text: &str| {
                let mut found: Vec<_> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|part| part.split_once('}').map(|(slot, _)| slot.to_owned()))
                    .collect();
                found.sort();
                found
            };
            assert_eq!(slots(&kind.words.zh), slots(&kind.words.en), "{}", kind.code);
        }
        for group in Group::ALL {
            assert_eq!(Group::from_code(group.code()), Some(group));
        }
    }

    #[test]
    fn only_a_path_is_a_page() {
        for good in ["/", "/customers/1?tab=file", "/clashes"] {
            assert!(is_page(good), "{good}");
        }
        for bad in ["", "clashes", "//evil.example", "https://evil.example", "/a b", "/a\n", "/\\x"]
        {
            assert!(!is_page(bad), "{bad}");
        }
    }
}
