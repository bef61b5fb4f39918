//! The check at month end (月末核对, H-3): whoever owns customers walks through them and says group
//! by group whether the facts are still true; what is not is proposed as a change, approved by the
//! head of the department and applied by the system.

use crate::org::codes;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

codes! {
    /// How far the check of a person's customers in a month is.
    CheckState {
        /// It is being walked.
        Open = "open",
        /// All were walked; the head has not decided.
        Submitted = "submitted",
        /// The head decided; what was approved is being applied.
        Approved = "approved",
        /// What was approved is applied, or it is on record why not.
        Applied = "applied",
    }
}

codes! {
    /// How far a proposed change is.
    ProposalState {
        /// Nobody has decided.
        Proposed = "proposed",
        /// Approved, and not yet applied.
        Approved = "approved",
        /// The head refused it.
        Refused = "refused",
        /// It is on file.
        Applied = "applied",
        /// The fact had changed meanwhile; nothing was overwritten.
        Overtaken = "overtaken",
        /// It could not be applied.
        Failed = "failed",
    }
}

codes! {
    /// What somebody of another department adds.
    NoteKind {
        /// Customer service: what was served.
        Service = "service",
        /// Finance: the state of payment.
        Payment = "payment",
    }
}

codes! {
    /// The state of payment of a customer.
    PaymentState {
        /// Everything that was due was paid.
        Paid = "paid",
        /// A part of it was paid.
        Partly = "partly",
        /// Something is overdue.
        Overdue = "overdue",
        /// Nothing was due.
        NothingDue = "nothing_due",
    }
}

/// The group under which the contacts of a customer are walked.
pub const CONTACTS: &str = "contacts";
/// Groups of one customer, at most: each has a key from 1 to 9.
pub const GROUPS_MAX: usize = 9;

/// A month of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { first: day.first_of_month() }
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day, until whose end the check is due.
    #[must_use]
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// The day on which its check begins by itself: so many days are left, the last one included;
    /// at most all of them.
    #[must_use]
    pub fn opens(self, days: u16) -> Date {
        let back = (i64::from(days.max(1)) - 1).days();
        self.last().checked_sub(back).unwrap_or(self.first).max(self.first)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        let next = self.last().checked_add(1.day()).unwrap_or(self.first);
        Self::of(next)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

/// A text that is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month")]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;
    /// Reads `2026-11`, and nothing else.
    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let whole = format!("{text}-01");
        let first: Date = whole.parse().map_err(|_| NoMonth)?;
        let month = Self { first };
        if month.to_string() == text { Ok(month) } else { Err(NoMonth) }
    }
}

/// What is done to a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckStep {
    /// Something is said of a customer, or proposed.
    Walk,
    /// All were walked.
    Submit,
    /// The head decides.
    Approve,
    /// What was approved is applied.
    Apply,
}

/// Why a check cannot go a step; the code names a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStep(
    /// The code.
    pub &'static str,
);

impl CheckState {
    /// Where a step leads.
    ///
    /// # Errors
    /// [`NoStep`], when it is not the turn of that step.
    pub fn step(self, step: CheckStep) -> Result<Self, NoStep> {
        match (self, step) {
            (Self::Open, CheckStep::Walk) => Ok(Self::Open),
            (Self::Open, CheckStep::Submit) => Ok(Self::Submitted),
            (Self::Submitted, CheckStep::Approve) => Ok(Self::Approved),
            (Self::Approved, CheckStep::Apply) => Ok(Self::Applied),
            (Self::Open, CheckStep::Approve) => Err(NoStep("month_check_not_submitted")),
            (_, CheckStep::Walk | CheckStep::Submit) => Err(NoStep("month_check_submitted")),
            (_, CheckStep::Approve) => Err(NoStep("month_check_approved")),
            (_, CheckStep::Apply) => Err(NoStep("month_check_not_approved")),
        }
    }
}

/// What happens to an approved change when it is to be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is written.
    Write,
    /// It is so already.
    Already,
    /// The fact is no longer what the proposal was made against.
    Overtaken,
}

/// Compares what a proposal was made against with what is on file now.
#[must_use]
pub fn fate(now: Option<&Value>, before: Option<&Value>, after: Option<&Value>) -> Fate {
    if now == after {
        Fate::Already
    } else if now == before {
        Fate::Write
    } else {
        Fate::Overtaken
    }
}

/// What still stands between a walk and its submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// Customers of the person.
    pub total: i64,
    /// Those of whom something was said.
    pub walked: i64,
    /// Those with a marked group, and no change proposed.
    pub unproposed: i64,
}

impl Walked {
    /// Whether it may be submitted.
    ///
    /// # Errors
    /// [`NoStep`] with what is missing.
    pub fn complete(self) -> Result<(), NoStep> {
        if self.walked < self.total {
            Err(NoStep("month_check_not_walked"))
        } else if self.unproposed > 0 {
            Err(NoStep("month_check_unproposed"))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
