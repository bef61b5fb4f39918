//! Levels of secrecy 密级 and what they lock (L4-5, L4-6, L1-22).
//!
//! Who sees what of a classified customer is decided by [`crate::permission::Actor::standing`];
//! here stands only what the words mean.

use crate::field::Values;
use crate::org::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How secret a customer's file is, the least secret first. What each is called a policy pack
    /// says.
    Level {
        /// 内部: for the house, no trade secret.
        Internal = "internal",
        /// 秘密: a leak would harm the company (L4-5.1).
        Secret = "secret",
        /// 机密: a leak would harm it gravely (L4-5.2). Its protected facts are locked.
        Confidential = "confidential",
        /// 绝密: a leak would harm it most gravely (L4-5.3). It exists only for those let in.
        TopSecret = "top_secret",
    }
}

impl Level {
    /// Whether it is one of the two that are stored apart and kept by somebody named (L1-22).
    #[must_use]
    pub fn is_classified(self) -> bool {
        self >= Self::Confidential
    }
}

codes! {
    /// Why a customer has its level.
    Source {
        /// The regulation gives it to customers of this relation; it follows the facts.
        Policy = "policy",
        /// It was proposed and approved; it stays until its term ends or another is approved.
        Decision = "decision",
        /// Its term ended (L4-7): it stays declassified until another is approved.
        Term = "term",
    }
}

/// What a customer is known by: these facts stay readable where the others are locked.
const BASICS: [&str; 4] =
    ["credit_code", "enterprise_nature", "legal_representative", "short_name"];

/// Whether a fact is locked on a confidential customer for whoever is not let in.
#[must_use]
pub fn is_protected(field: &str) -> bool {
    !BASICS.contains(&field)
}

/// Takes the protected facts away.
pub fn lock(values: &mut Values) {
    values.retain(|field, _| !is_protected(field));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_lead_back_and_levels_rise() {
        for level in Level::ALL {
            assert_eq!(Level::from_code(level.code()), Some(*level));
            assert_eq!(serde_json::to_value(level).unwrap(), level.code());
        }
        assert_eq!(Level::from_code("secretive"), None);
        assert!(Level::ALL.is_sorted());
        let classified = Level::ALL.iter().map(|level| level.is_classified());
        assert!(classified.eq([false, false, true, true]));
    }

    #[test]
    fn only_what_names_a_customer_stays_readable() {
        let mut values: Values = serde_json::from_value(serde_json::json!({
            "credit_code": "x", "annual_revenue": 5, "mobile": "1", "short_name": "y", "x_own": "z",
        }))
        .unwrap();
        lock(&mut values);
        assert_eq!(values.into_keys().collect::<Vec<_>>(), ["credit_code", "short_name"]);
    }
}
