//! What is wrong with a chain.

use std::fmt;

/// What can be wrong with a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// Two chains have this key.
    Twice(String),
    /// A key is not made of lower-case words.
    Key(String),
    /// Requests of this kind walk no chain: they have a register of their own.
    Kind(String),
    /// Neither names of who decides nor a rule of the pack that says so.
    Steps(String),
}

impl ChainFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Twice(_) => "chain_twice",
            Self::Key(_) => "chain_key",
            Self::Kind(_) => "chain_kind",
            Self::Steps(_) => "chain_steps",
        }
    }

    /// The name that is wrong, or that of the chain.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Twice(key) | Self::Key(key) => vec![("chain", key.clone())],
            Self::Kind(kind) => vec![("kind", kind.clone())],
            Self::Steps(steps) => vec![("steps", steps.clone())],
        }
    }
}

impl fmt::Display for ChainFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(key) => write!(f, "chain {key} stands twice"),
            Self::Key(key) => write!(f, "{key:?} is no key of a chain: lower-case words"),
            Self::Kind(kind) => write!(f, "requests of kind {kind} walk no chain"),
            Self::Steps(steps) => {
                write!(
                    f,
                    "{steps:?} is neither a chain of approval nor a rule of this pack for one"
                )
            }
        }
    }
}
