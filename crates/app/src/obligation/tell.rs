//! Telling people of what is due and what is late.

use kedang_domain::id::PersonId;
use kedang_evidence::Draft;

/// Why somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    /// It will be due soon.
    Due,
    /// It is late.
    Late,
}

/// Tells people about an obligation. Until notices are there, the entry of the log keeps to whom
/// something was said.
pub(super) fn tell(entry: Draft, telling: Telling, to: &[PersonId]) -> Draft {
    let key = match telling {
        Telling::Due => "reminded",
        Telling::Late => "escalated",
    };
    entry.detail(key, to.iter().map(ToString::to_string).collect::<Vec<_>>())
}
