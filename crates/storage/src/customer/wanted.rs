//! Facts read from the document of a customer, all or only some.

use crate::vault::SEALED;
use crate::{Result, StorageError, from_json};
use kedang_domain::field::Values;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Which facts of each customer a list wants. Wanting few spares most of the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    All,
    /// Those of these fields.
    Only(Vec<String>),
}

impl Wanted {
    /// None of them.
    pub const NONE: Self = Self::Only(Vec::new());

    /// The column with the document; it stays unread when nothing of it is wanted.
    pub(super) fn column(&self) -> &'static str {
        if *self == Self::NONE { "''" } else { "c.data" }
    }

    /// Takes away what is not wanted.
    pub(crate) fn cut(&self, values: &mut Values) {
        if let Self::Only(keys) = self {
            values.retain(|key, _| keys.contains(key));
        }
    }

    /// What is wanted of a document; of a sealed one, what is sealed.
    pub(crate) fn read(&self, document: &str) -> Result<Values> {
        match self {
            Self::All => from_json("customer.data", document),
            Self::Only(keys) if keys.is_empty() => Ok(Values::new()),
            Self::Only(keys) => {
                let mut reader = serde_json::Deserializer::from_str(document);
                Picked(keys).deserialize(&mut reader).map_err(|e| StorageError::Corrupt {
                    what: "customer.data",
                    why: e.to_string(),
                })
            }
        }
    }
}

/// Reads the values of some keys and skips the others without building them.
struct Picked<'a>(&'a [String]);

impl<'de> DeserializeSeed<'de> for Picked<'_> {
    type Value = Values;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> std::result::Result<Values, D::Error> {
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Picked<'_> {
    type Value = Values;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document of facts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Values, A::Error> {
        let mut values = Values::new();
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == SEALED {
                values.insert(key.into_owned(), map.next_value()?);
                continue;
            }
            match self.0.iter().find(|wanted| **wanted == key) {
                Some(wanted) => {
                    values.insert(wanted.clone(), map.next_value()?);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str =
        r#"{"address":"中山路\n385号","relation":["end_customer"],"stage":"potential"}"#;

    fn wanted(keys: &[&str]) -> Vec<String> {
        let only = Wanted::Only(keys.iter().map(ToString::to_string).collect());
        only.read(DOCUMENT).unwrap().into_keys().collect()
    }

    #[test]
    fn only_what_is_wanted_is_read() {
        assert_eq!(wanted(&["stage", "address", "unknown"]), ["address", "stage"]);
        assert!(wanted(&[]).is_empty());
        assert_eq!(Wanted::All.read(DOCUMENT).unwrap().len(), 3);
    }

    #[test]
    fn a_document_that_is_none_is_refused() {
        assert!(Wanted::Only(vec!["stage".to_owned()]).read("[1]").is_err());
        assert!(Wanted::All.read("{").is_err());
    }
}
