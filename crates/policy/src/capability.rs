//! What the software can do about a clause, and what it cannot do yet.
//!
//! Packs name capabilities; this list is where a name means something. A capability that is there
//! names the page on which a person finds it, and a test looks for that page: a pack cannot claim
//! what does not exist.

use crate::pack::Words;
use serde::Deserialize;
use std::sync::LazyLock;

/// Something that the software does, or will do.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capability {
    /// Its name in packs.
    pub key: String,
    /// What it is called.
    pub title: Words,
    /// Where a person finds it, as a route of the page; what has none is not there yet.
    pub page: Option<String>,
}

impl Capability {
    /// Whether it is there.
    #[must_use]
    pub fn there(&self) -> bool {
        self.page.is_some()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    capability: Vec<Capability>,
}

static ALL: LazyLock<Vec<Capability>> = LazyLock::new(|| {
    // Shipped with the program; a test reads it.
    let file: Result<File, _> =
        toml::from_str(include_str!("../../../data/policy/capabilities.toml"));
    file.map(|file| file.capability).unwrap_or_default()
});

/// All there are, in the order of the list.
#[must_use]
pub fn capabilities() -> &'static [Capability] {
    &ALL
}

/// The capability of a key.
#[must_use]
pub fn capability(key: &str) -> Option<&'static Capability> {
    ALL.iter().find(|known| known.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_and_each_stands_once() {
        let text = include_str!("../../../data/policy/capabilities.toml");
        let file: File = toml::from_str(text).unwrap();
        assert_eq!(file.capability.len(), capabilities().len());
        let mut keys: Vec<_> = capabilities().iter().map(|known| &known.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), capabilities().len());
        for known in capabilities() {
            assert!(!known.title.zh.is_empty() && !known.title.en.is_empty(), "{}", known.key);
        }
    }
}
