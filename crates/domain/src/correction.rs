//! Corrections 更正 (C4.4): an error in verified data is reported, checked by somebody else, and only
//! then put right.

use crate::org::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How far a correction is.
    CorrectionState {
        /// Somebody reported the error; nobody has checked it.
        Reported = "reported",
        /// It was found to be an error, and is to be put right.
        Checked = "checked",
        /// It was put right.
        Applied = "applied",
        /// It was found to be none.
        Refused = "refused",
        /// The customer went into another one before it was put right.
        Overtaken = "overtaken",
    }
}

impl CorrectionState {
    /// Whether something is still to be done about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Reported | Self::Checked)
    }
}
