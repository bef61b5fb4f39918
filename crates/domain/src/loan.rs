//! Loans 借阅 of original files (L1-19, L1-20, L3-28, M 5.2.3, C 8.3): approved, handed out, checked
//! by whoever takes it, taken back, checked again.
//!
//! What lies on paper can be in one place only, so a loan that is *out* keeps its item; many may be
//! approved beside it and wait. Both sides look at every handing over: the keeper says how the item
//! is, the borrower says so too.

use crate::org::codes;
use serde::{Deserialize, Serialize};

/// Longest title, place or note of an item, and longest condition or reason, in characters.
pub const TEXT_MAX: usize = 200;
/// Most pages or copies of an item.
pub const COUNT_MAX: i64 = 100_000;

codes! {
    /// How far a loan is.
    LoanState {
        /// It may be handed out.
        Approved = "approved",
        /// The keeper has handed it out; the borrower has not yet said that it is as described.
        HandedOut = "handed_out",
        /// The borrower has it, and both have checked it.
        Held = "held",
        /// The keeper has it back; the borrower has not yet said that it is as described.
        Returned = "returned",
        /// It is back, and both have checked it.
        Closed = "closed",
        /// It cannot be found.
        Lost = "lost",
    }
}

codes! {
    /// What happens to a loan.
    LoanStep {
        /// The keeper gives the item to the borrower.
        HandOut = "hand_out",
        /// The borrower says that it is as the keeper described it.
        Confirm = "confirm",
        /// The keeper has the item back.
        TakeBack = "take_back",
        /// The keeper gives more time.
        Extend = "extend",
        /// It was damaged.
        ReportDamage = "report_damage",
        /// It cannot be found.
        ReportLoss = "report_loss",
    }
}

impl LoanState {
    /// Whether the item is not where it belongs.
    #[must_use]
    pub fn is_out(self) -> bool {
        matches!(self, Self::HandedOut | Self::Held | Self::Lost)
    }

    /// What it is after a step; `None` where the step makes no sense.
    #[must_use]
    pub fn after(self, step: LoanStep) -> Option<Self> {
        use LoanStep::{Confirm, Extend, HandOut, ReportDamage, ReportLoss, TakeBack};
        match (self, step) {
            (Self::Approved, HandOut) => Some(Self::HandedOut),
            (Self::HandedOut, Confirm) => Some(Self::Held),
            // What was lost may be found.
            (Self::HandedOut | Self::Held | Self::Lost, TakeBack) => Some(Self::Returned),
            (Self::Returned, Confirm) => Some(Self::Closed),
            (Self::HandedOut | Self::Held, ReportLoss) => Some(Self::Lost),
            (Self::HandedOut | Self::Held, Extend) => Some(self),
            (Self::HandedOut | Self::Held | Self::Returned, ReportDamage) => Some(self),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_step_in_every_state() {
        use LoanState::{Approved, Closed, HandedOut, Held, Lost, Returned};
        // Hand out, confirm, take back, extend, report damage, report loss.
        let table = [
            (Approved, [Some(HandedOut), None, None, None, None, None]),
            (
                HandedOut,
                [None, Some(Held), Some(Returned), Some(HandedOut), Some(HandedOut), Some(Lost)],
            ),
            (Held, [None, None, Some(Returned), Some(Held), Some(Held), Some(Lost)]),
            (Returned, [None, Some(Closed), None, None, Some(Returned), None]),
            (Closed, [None; 6]),
            (Lost, [None, None, Some(Returned), None, None, None]),
        ];
        for (state, expected) in table {
            let got: Vec<_> = LoanStep::ALL.iter().map(|step| state.after(*step)).collect();
            assert_eq!(got, expected, "{state:?}");
        }
    }

    proptest! {
        /// However people act: an item goes out once, and nothing is closed that did not come back
        /// and was not confirmed after that.
        #[test]
        fn what_is_closed_went_out_once_and_came_back(
            steps in prop::collection::vec(prop::sample::select(LoanStep::ALL), 0..20),
        ) {
            let mut state = LoanState::Approved;
            let mut done = Vec::new();
            for step in steps {
                if let Some(next) = state.after(step) {
                    done.push(step);
                    state = next;
                }
            }
            let count = |wanted| done.iter().filter(|step| **step == wanted).count();
            prop_assert!(count(LoanStep::HandOut) <= 1 && count(LoanStep::TakeBack) <= 1);
            let back = count(LoanStep::TakeBack) == 1;
            prop_assert_eq!(state.is_out(), count(LoanStep::HandOut) == 1 && !back);
            if state == LoanState::Closed {
                prop_assert!(back);
                prop_assert_eq!(done.last(), Some(&LoanStep::Confirm));
            }
        }
    }
}
