//! Entries of the log about the house itself: departments, posts, roles, the company. Their names
//! and codes are no personal data and stand in the entry as they are.

use kedang_evidence::{Detail, Draft};

/// An entry about a change, and whether anything changed at all.
pub(crate) struct Changes {
    draft: Draft,
    any: bool,
}

impl Changes {
    pub(crate) fn new(draft: Draft) -> Self {
        Self { draft, any: false }
    }

    /// A fact that fits the log: an id, a code, a short name.
    pub(crate) fn fact<T: PartialEq>(
        mut self,
        field: &str,
        before: &T,
        after: &T,
        text: impl Fn(&T) -> Option<String>,
    ) -> Self {
        if before == after {
            return self;
        }
        self.any = true;
        for (side, value) in [("before", before), ("after", after)] {
            if let Some(text) = text(value).filter(|t| !t.is_empty()) {
                self.draft = self.draft.detail(format!("{field}.{side}"), text);
            }
        }
        self
    }

    /// A list of ids or codes.
    pub(crate) fn list(mut self, field: &str, before: Vec<String>, after: Vec<String>) -> Self {
        if before == after {
            return self;
        }
        self.any = true;
        for (side, value) in [("before", before), ("after", after)] {
            self.draft = self.draft.detail(format!("{field}.{side}"), Detail::List(value));
        }
        self
    }

    /// A fact that is too long for the log: only that it changed.
    pub(crate) fn noted<T: PartialEq>(mut self, field: &str, before: &T, after: &T) -> Self {
        if before != after {
            self.any = true;
            self.draft = self.draft.detail(field, "changed");
        }
        self
    }

    /// A change of a personal value, made by [`crate::Work::change`].
    pub(crate) fn secret(mut self, change: Option<kedang_evidence::Change>) -> Self {
        if let Some(change) = change {
            self.any = true;
            self.draft.changes.push(change);
        }
        self
    }

    /// The entry; `None` when nothing changed.
    pub(crate) fn entry(self) -> Option<Draft> {
        self.any.then_some(self.draft)
    }
}

/// A text as it is.
pub(crate) fn plain<T: ToString>(text: &T) -> Option<String> {
    Some(clipped(&text.to_string()))
}

/// A name cut to what an entry takes, 256 bytes: rare characters have four bytes each.
pub(crate) fn clipped(text: &str) -> String {
    text.get(..text.floor_char_boundary(256)).unwrap_or_default().to_owned()
}

/// Yes or no.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "one of many forms taken by reference")]
pub(crate) fn yes_no(value: &bool) -> Option<String> {
    Some(if *value { "yes" } else { "no" }.to_owned())
}

/// An id that may be absent.
pub(crate) fn id<T: ToString>(value: &Option<T>) -> Option<String> {
    value.as_ref().map(ToString::to_string)
}
