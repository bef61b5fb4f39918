//! What is wrong with a limit of unusual reading.

use std::fmt;

/// What can be wrong with a limit of unusual reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchFault {
    /// The signal stands twice.
    Twice(&'static str),
    /// The signal asks for this member.
    Missing {
        /// The signal.
        signal: &'static str,
        /// The member.
        member: &'static str,
    },
    /// The signal knows no such member.
    Member {
        /// The signal.
        signal: &'static str,
        /// The member.
        member: &'static str,
    },
    /// The value is none of the member.
    Value {
        /// The member.
        member: &'static str,
        /// What stands there.
        value: String,
    },
    /// No role of the product has this code.
    Role(String),
}

impl WatchFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Twice(_) => "watch_twice",
            Self::Missing { .. } => "watch_missing",
            Self::Member { .. } => "watch_member",
            Self::Value { .. } => "watch_value",
            Self::Role(_) => "watch_role",
        }
    }

    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Twice(signal) => vec![("signal", (*signal).to_owned())],
            Self::Missing { signal, member } | Self::Member { signal, member } => {
                vec![("signal", (*signal).to_owned()), ("member", (*member).to_owned())]
            }
            Self::Value { member, value } => {
                vec![("member", (*member).to_owned()), ("value", value.clone())]
            }
            Self::Role(role) => vec![("role", role.clone())],
        }
    }
}

impl fmt::Display for WatchFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(signal) => write!(f, "signal {signal} stands twice"),
            Self::Missing { signal, member } => write!(f, "signal {signal} needs {member}"),
            Self::Member { signal, member } => write!(f, "signal {signal} knows no {member}"),
            Self::Value { member, value } => write!(f, "{value:?} is no value of {member}"),
            Self::Role(role) => write!(f, "{role:?} is no role of the product"),
        }
    }
}
