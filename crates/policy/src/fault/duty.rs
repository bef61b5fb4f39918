//! What is wrong with a duty.

use std::fmt;

/// What can be wrong with a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyFault {
    /// Two duties have this key.
    Twice(String),
    /// A key is not made of lower-case words.
    Key(String),
    /// It needs `on` or `every`, and not both.
    Opening(String),
    /// It has a member that belongs to the other kind: `when`, `changed` and `once` go with `on`,
    /// `ahead` and `departments` with `every`.
    Members(String),
    /// It is opened by an entry, and does not say in which time it must be done.
    NeverDue(String),
    /// The entry that opens it would fulfil it.
    ClosesItself(String),
    /// Whom it binds does not fit what it is about, or how it begins.
    WhoAndAbout(String),
    /// Nobody is called so.
    Who(String),
    /// Neither a length of time nor a rule of the pack that says one.
    Rule(String),
    /// Not the name of an action.
    Action(String),
}

impl DutyFault {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Twice(_) => "duty_twice",
            Self::Key(_) => "duty_key",
            Self::Opening(_) => "duty_opening",
            Self::Members(_) => "duty_members",
            Self::NeverDue(_) => "duty_never_due",
            Self::ClosesItself(_) => "duty_closes_itself",
            Self::WhoAndAbout(_) => "duty_who_and_about",
            Self::Who(_) => "duty_who",
            Self::Rule(_) => "duty_rule",
            Self::Action(_) => "duty_action",
        }
    }

    /// The name that is wrong, or that of the duty.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Twice(duty)
            | Self::Key(duty)
            | Self::Opening(duty)
            | Self::Members(duty)
            | Self::NeverDue(duty)
            | Self::ClosesItself(duty)
            | Self::WhoAndAbout(duty) => vec![("duty", duty.clone())],
            Self::Who(who) => vec![("who", who.clone())],
            Self::Rule(key) => vec![("key", key.clone())],
            Self::Action(action) => vec![("action", action.clone())],
        }
    }
}

impl fmt::Display for DutyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice(key) => write!(f, "duty {key} stands twice"),
            Self::Key(key) => write!(f, "{key:?} is no key of a duty: lower-case words"),
            Self::Opening(key) => write!(f, "duty {key} needs on or every, and not both"),
            Self::Members(key) => write!(
                f,
                "duty {key}: when, changed and once go with on, ahead and departments with every"
            ),
            Self::NeverDue(key) => write!(f, "duty {key} does not say by when it is due"),
            Self::ClosesItself(key) => {
                write!(f, "duty {key} would be fulfilled by what opens it: closed_when is missing")
            }
            Self::WhoAndAbout(key) => {
                write!(f, "duty {key}: who does not fit what it is about or how it begins")
            }
            Self::Who(name) => write!(f, "{name:?} names nobody whom a duty could bind"),
            Self::Rule(key) => {
                write!(f, "{key:?} is neither a length of time nor a rule of this pack for one")
            }
            Self::Action(action) => write!(f, "{action:?} is no action: subject.deed"),
        }
    }
}
