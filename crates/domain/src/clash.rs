//! Clash rulings (撞单, M 5.2.7): two people want to work the same customer, and somebody says who
//! does. The company's policy proposes the ruling; who rules may differ, with a reason.

use crate::org::codes;
use crate::value::CreditCode;
use serde::{Deserialize, Serialize};

codes! {
    /// What somebody asks for who meets a customer of another owner.
    Wish {
        /// To see it and work with it beside its owner.
        Share = "share",
        /// That it be said who keeps it.
        Ruling = "ruling",
    }
}

codes! {
    /// How a clash is ruled.
    Ruling {
        /// The owner keeps it; the applicant is refused.
        Keep = "keep",
        /// The owner keeps it; the applicant may see it until a day.
        Share = "share",
        /// The applicant becomes its owner.
        Transfer = "transfer",
        /// They are two customers: the applicant may register theirs.
        Distinct = "distinct",
    }
}

codes! {
    /// How far a clash is.
    ClashState {
        /// Nobody has decided.
        Open = "open",
        /// The owner shared it by themself.
        Settled = "settled",
        /// It was ruled.
        Ruled = "ruled",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// Who keeps a customer when two want it, unless it is ruled otherwise.
    ClashDefault {
        /// Whoever had it on file first.
        FirstRegistrant = "first_registrant",
        /// Its owner, as long as they deal with it; else the applicant.
        ActiveOwner = "active_owner",
        /// Nothing is proposed: the head of both sides decides, or the custodian where there is none.
        HeadDecides = "head_decides",
    }
}

/// Days within which an owner must have dealt with a customer to keep it: least and most.
pub const ACTIVE_DAYS: std::ops::RangeInclusive<i64> = 1..=3_650;
const DAY_MS: i64 = 24 * 3_600_000;

/// The company's policy on clashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClashPolicy {
    /// Who keeps the customer.
    pub default: ClashDefault,
    /// Days, see [`ACTIVE_DAYS`]; counts for [`ClashDefault::ActiveOwner`].
    pub active_days: i64,
}

impl ClashPolicy {
    /// As a company starts.
    pub const AT_FIRST: Self = Self { default: ClashDefault::FirstRegistrant, active_days: 90 };
}

/// On what a proposal rests. Instants are ms UTC.
#[derive(Clone, Debug)]
pub struct ClashFacts<'a> {
    /// What is asked for.
    pub wish: Wish,
    /// The credit code that the applicant typed.
    pub typed_code: Option<&'a str>,
    /// The credit code on file.
    pub filed_code: Option<&'a str>,
    /// When the customer was registered.
    pub registered_at: i64,
    /// When its owner last dealt with it.
    pub owner_contact_at: Option<i64>,
    /// Now.
    pub now: i64,
}

codes! {
    /// Why a ruling is proposed, or none.
    Ground {
        /// Two credit codes are two companies.
        CodesDiffer = "codes_differ",
        /// Only a share is asked for; the owner stays.
        ShareIsEnough = "share_is_enough",
        /// It was on file first.
        FirstRegistrant = "first_registrant",
        /// Its owner deals with it.
        OwnerActive = "owner_active",
        /// It was registered so lately that its owner has had no time.
        OwnerNew = "owner_new",
        /// Its owner has long not dealt with it.
        OwnerSilent = "owner_silent",
        /// The policy leaves it to the head.
        HeadDecides = "head_decides",
    }
}

/// What the policy proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The ruling; `None` when the policy leaves it open.
    pub ruling: Option<Ruling>,
    /// Why.
    pub ground: Ground,
    /// The instant that the ground speaks of, ms UTC: of the registration or the last contact.
    pub at: Option<i64>,
}

/// A credit code in its one form; what is none counts as absent.
fn code(text: Option<&str>) -> Option<CreditCode> {
    text.and_then(|text| CreditCode::parse(text).ok())
}

/// Whether what was typed and what is on file are one company by law: one code is one company
/// (GB 32100), and no ruling makes it two.
#[must_use]
pub fn one_by_law(typed_code: Option<&str>, filed_code: Option<&str>) -> bool {
    matches!((code(typed_code), code(filed_code)), (Some(typed), Some(filed)) if typed == filed)
}

/// The ruling that a company's policy proposes for a clash (M 5.2.7).
#[must_use]
pub fn propose(policy: ClashPolicy, facts: &ClashFacts<'_>) -> Proposal {
    let proposal = |ruling, ground, at| Proposal { ruling: Some(ruling), ground, at };
    if let (Some(typed), Some(filed)) = (code(facts.typed_code), code(facts.filed_code))
        && typed != filed
    {
        return proposal(Ruling::Distinct, Ground::CodesDiffer, None);
    }
    if policy.default == ClashDefault::HeadDecides {
        return Proposal { ruling: None, ground: Ground::HeadDecides, at: None };
    }
    if facts.wish == Wish::Share {
        return proposal(Ruling::Share, Ground::ShareIsEnough, None);
    }
    let registered = Some(facts.registered_at);
    if policy.default == ClashDefault::FirstRegistrant {
        return proposal(Ruling::Keep, Ground::FirstRegistrant, registered);
    }
    let since = facts.now - policy.active_days.saturating_mul(DAY_MS);
    match facts.owner_contact_at {
        Some(at) if at >= since => proposal(Ruling::Keep, Ground::OwnerActive, Some(at)),
        _ if facts.registered_at >= since => proposal(Ruling::Keep, Ground::OwnerNew, registered),
        last => proposal(Ruling::Transfer, Ground::OwnerSilent, last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "91350100M000100Y43";
    const OTHER: &str = "91110000600037341L";
    const NOW: i64 = 1_000 * DAY_MS;

    fn facts() -> ClashFacts<'static> {
        ClashFacts {
            wish: Wish::Ruling,
            typed_code: None,
            filed_code: Some(CODE),
            registered_at: NOW - 400 * DAY_MS,
            owner_contact_at: None,
            now: NOW,
        }
    }

    fn by(default: ClashDefault, facts: &ClashFacts<'_>) -> (Option<Ruling>, Ground) {
        let proposal = propose(ClashPolicy { default, active_days: 90 }, facts);
        (proposal.ruling, proposal.ground)
    }

    #[test]
    fn the_first_on_file_keeps_it_however_silent() {
        let proposed = by(ClashDefault::FirstRegistrant, &facts());
        assert_eq!(proposed, (Some(Ruling::Keep), Ground::FirstRegistrant));
    }

    #[test]
    fn an_owner_keeps_what_they_deal_with() {
        let at = |days: i64, ms: i64| ClashFacts {
            owner_contact_at: Some(NOW - days * DAY_MS - ms),
            ..facts()
        };
        let by = |facts: &ClashFacts<'_>| by(ClashDefault::ActiveOwner, facts);
        assert_eq!(by(&at(90, 0)), (Some(Ruling::Keep), Ground::OwnerActive));
        assert_eq!(by(&at(90, 1)), (Some(Ruling::Transfer), Ground::OwnerSilent));
        assert_eq!(by(&facts()), (Some(Ruling::Transfer), Ground::OwnerSilent));
        // Who has only just registered it has had no time to deal with it.
        let new = ClashFacts { registered_at: NOW - 3 * DAY_MS, ..facts() };
        assert_eq!(by(&new), (Some(Ruling::Keep), Ground::OwnerNew));
    }

    #[test]
    fn a_head_is_told_nothing_but_that_two_codes_are_two_companies() {
        let proposed = by(ClashDefault::HeadDecides, &facts());
        assert_eq!(proposed, (None, Ground::HeadDecides));
        for default in ClashDefault::ALL {
            let two = ClashFacts { typed_code: Some(OTHER), ..facts() };
            let expected = (Some(Ruling::Distinct), Ground::CodesDiffer);
            assert_eq!(by(*default, &two), expected, "{default:?}");
        }
    }

    #[test]
    fn who_asks_for_a_share_is_not_offered_the_customer() {
        let share = ClashFacts { wish: Wish::Share, ..facts() };
        for default in [ClashDefault::FirstRegistrant, ClashDefault::ActiveOwner] {
            assert_eq!(by(default, &share), (Some(Ruling::Share), Ground::ShareIsEnough));
        }
    }

    #[test]
    fn one_code_is_one_company_however_it_is_written() {
        assert!(one_by_law(Some("91350100-m000100y43"), Some(CODE)));
        assert!(!one_by_law(Some(OTHER), Some(CODE)));
        assert!(!one_by_law(None, Some(CODE)));
        // Half a code proves nothing.
        assert!(!one_by_law(Some("91350100"), Some("91350100")));
    }
}
