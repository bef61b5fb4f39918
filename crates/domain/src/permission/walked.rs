//! Campaigns of verification: who opens and leads them, who goes through a customer.

use super::{Act, Actor, Decision, Permit, Reason, Standing, VerifyCustomer, deny, role};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;
use std::marker::PhantomData;

const BASIS: &str = "M 5.1.6b";

/// What of a campaign somebody leads.
#[derive(Clone, Copy, Debug)]
pub enum CampaignPart {
    /// All of it: opening and closing.
    Whole,
    /// The part of one department: reminding, giving work to somebody else.
    Department(DepartmentId),
}

/// Whether campaigns are for somebody at all; each sees their own part.
#[must_use]
pub fn sees_campaigns(actor: &Actor) -> bool {
    actor.reads()
}

/// Lead a campaign: whoever verifies and sees all customers leads the whole, a head their part.
#[derive(Debug)]
pub enum ManageCampaign {}
impl Act for ManageCampaign {
    type On = CampaignPart;
    const NAME: &'static str = "campaign.manage";
    fn decide(actor: &Actor, part: &CampaignPart) -> Decision {
        let heads = match part {
            CampaignPart::Whole => false,
            CampaignPart::Department(department) => actor.headed.contains(department),
        };
        match role(actor, Permission::CustomerVerify, BASIS) {
            Decision::Allow if heads || actor.has(Permission::CustomerViewAll) => Decision::Allow,
            Decision::Allow => deny(Reason::NotTheCustodian, BASIS),
            decision => decision,
        }
    }
}

/// A customer in a campaign.
#[derive(Clone, Copy, Debug)]
pub struct WalkPlan {
    /// Who is to go through it.
    pub walker: PersonId,
    /// How the person stands to it.
    pub standing: Standing,
}

/// Go through a customer: whoever is to, its owner, or whoever answers for it.
#[derive(Debug)]
pub enum WalkCustomer {}
impl Act for WalkCustomer {
    type On = WalkPlan;
    const NAME: &'static str = "campaign.verify";
    fn decide(actor: &Actor, plan: &WalkPlan) -> Decision {
        let theirs = matches!(plan.standing, Standing::Owner | Standing::Head);
        if theirs || plan.walker == actor.person {
            VerifyCustomer::decide(actor, &plan.standing)
        } else {
            deny(Reason::NotTheWalker, BASIS)
        }
    }
}

impl Permit<WalkCustomer> {
    /// Going through a customer is verifying its facts.
    #[must_use]
    pub fn to_verify(&self) -> Permit<VerifyCustomer> {
        Permit { person: self.person, act: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::role::BUILTIN_ROLES;

    fn actor(role: &str, headed: &[DepartmentId]) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == role).unwrap();
        Actor {
            person: PersonId::new(new_uuid(1, [1; 10])),
            department: None,
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().copied().collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    #[test]
    fn the_custodian_leads_the_whole_and_a_head_their_part() {
        let team = DepartmentId::new(new_uuid(2, [1; 10]));
        let leads = |role, headed: &[DepartmentId], part| {
            ManageCampaign::decide(&actor(role, headed), &part) == Decision::Allow
        };
        let part = CampaignPart::Department(team);
        for role in ["service_manager", "information_specialist"] {
            assert!(leads(role, &[], CampaignPart::Whole) && leads(role, &[], part), "{role}");
        }
        assert!(!leads("department_head", &[team], CampaignPart::Whole));
        assert!(leads("department_head", &[team], part) && !leads("department_head", &[], part));
        for role in ["salesperson", "general_manager", "system_administrator", "auditor"] {
            assert!(!leads(role, &[], CampaignPart::Whole), "{role}");
        }
    }

    #[test]
    fn a_customer_is_gone_through_by_whose_it_is() {
        let other = PersonId::new(new_uuid(1, [2; 10]));
        let seller = actor("salesperson", &[]);
        let goes = |actor: &Actor, walker, standing| {
            WalkCustomer::decide(actor, &WalkPlan { walker, standing })
        };
        assert_eq!(goes(&seller, other, Standing::Owner), Decision::Allow);
        assert_eq!(goes(&seller, seller.person, Standing::All), Decision::Allow);
        let shared = goes(&seller, seller.person, Standing::Shared);
        assert_eq!(shared, deny(Reason::SharedIsReadOnly, "sharing"));
        let keeper = actor("information_specialist", &[]);
        assert_eq!(goes(&keeper, other, Standing::All), deny(Reason::NotTheWalker, BASIS));
    }
}
