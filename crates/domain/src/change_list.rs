//! The weekly change list (变更汇总, M 5.1.6a): the changes of a department's customers, gathered
//! and marked by the system, reviewed by the department's head, accepted by the custodian.

use crate::org::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How far the list of a department and a week is.
    ListState {
        /// The week goes on; changes are still added.
        Gathering = "gathering",
        /// The week is over and its changes are marked; the head has not reviewed them.
        Marked = "marked",
        /// The head reviewed it; the custodian has not accepted it.
        Reviewed = "reviewed",
        /// The custodian took it over.
        Accepted = "accepted",
    }
}

codes! {
    /// What the head says of a change.
    Verdict {
        /// Nothing yet.
        Open = "open",
        /// It is fine.
        Fine = "fine",
        /// It is to be looked at again by its author.
        Again = "again",
        /// Its author looked at it again, and says something to it.
        Answered = "answered",
    }
}

/// What is done to a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStep {
    /// The week is over.
    Mark,
    /// The head reviewed it; before the end of the week, what comes later is in the next list.
    Review,
    /// The custodian accepts it.
    Accept,
}

/// Why a list cannot go a step; the code names a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStep(
    /// The code.
    pub &'static str,
);

impl ListState {
    /// Where a step leads.
    ///
    /// # Errors
    /// [`NoStep`], when it is not the turn of that step.
    pub fn step(self, step: ListStep) -> Result<Self, NoStep> {
        match (self, step) {
            (Self::Gathering, ListStep::Mark) => Ok(Self::Marked),
            (Self::Gathering | Self::Marked, ListStep::Review) => Ok(Self::Reviewed),
            (Self::Reviewed, ListStep::Accept) => Ok(Self::Accepted),
            (Self::Gathering | Self::Marked, ListStep::Accept) => {
                Err(NoStep("change_list_not_reviewed"))
            }
            (Self::Accepted, ListStep::Accept) => Err(NoStep("change_list_accepted")),
            (_, ListStep::Review) => Err(NoStep("change_list_reviewed")),
            (_, ListStep::Mark) => Err(NoStep("change_list_marked")),
        }
    }

    /// Whether the head may still say something of its changes.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Gathering | Self::Marked)
    }
}

impl Verdict {
    /// What becomes of a change of which its author says something.
    #[must_use]
    pub fn answered(self) -> Option<Self> {
        matches!(self, Self::Again | Self::Answered).then_some(Self::Answered)
    }
}

/// Whether a list is late: not reviewed when it was due, whether it was later or not. `due` and
/// `reviewed` are ms UTC.
#[must_use]
pub fn is_late(due: i64, reviewed: Option<i64>, now: i64) -> bool {
    reviewed.unwrap_or(now) > due
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_goes_one_way() {
        use ListState as S;
        use ListStep as T;
        let table = [
            (S::Gathering, [Some(S::Marked), Some(S::Reviewed), None]),
            (S::Marked, [None, Some(S::Reviewed), None]),
            (S::Reviewed, [None, None, Some(S::Accepted)]),
            (S::Accepted, [None, None, None]),
        ];
        for (from, ends) in table {
            for (step, end) in [T::Mark, T::Review, T::Accept].into_iter().zip(ends) {
                assert_eq!(from.step(step).ok(), end, "{from:?} {step:?}");
            }
        }
    }

    #[test]
    fn only_what_went_back_is_answered() {
        assert_eq!(Verdict::Again.answered(), Some(Verdict::Answered));
        assert_eq!(Verdict::Answered.answered(), Some(Verdict::Answered));
        assert_eq!(Verdict::Fine.answered(), None);
        assert_eq!(Verdict::Open.answered(), None);
    }

    #[test]
    fn late_is_late_for_good() {
        assert!(!is_late(10, None, 10));
        assert!(is_late(10, None, 11));
        assert!(!is_late(10, Some(10), 99));
        assert!(is_late(10, Some(11), 11));
    }

    proptest! {
        /// Whatever is tried, a list never goes back, and ends accepted only after a review.
        #[test]
        fn no_order_of_steps_leads_back(steps in prop::collection::vec(0..3u8, 0..20)) {
            let mut state = ListState::Gathering;
            let mut reviewed = false;
            for step in steps {
                let step = [ListStep::Mark, ListStep::Review, ListStep::Accept][usize::from(step)];
                if let Ok(next) = state.step(step) {
                    prop_assert!(next > state);
                    reviewed |= next == ListState::Reviewed;
                    state = next;
                }
            }
            prop_assert!(state != ListState::Accepted || reviewed);
        }
    }
}
