//! Customers that leave the system (L1-23.1): who may take them out, how many without being asked,
//! and who decides on more.

use super::{Act, Actor, Decision, Reason, RequestKind, Requested, deny, role};
use crate::id::PersonId;
use crate::role::Permission;

/// For so many hours an export can be fetched, from when it was approved, or asked for where
/// nobody has to approve it.
pub const EXPORT_HOURS: i64 = 24;

/// What refusals here rest on.
const BASIS: &str = "export";

/// How much somebody wants to take out.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportPlan {
    /// Customers.
    pub rows: i64,
    /// More than so many need an approval; `None`: none ever do.
    pub limit: Option<i64>,
    /// How many an approval was given for, if there is one.
    pub approved: Option<i64>,
}

/// Take customers out. An approval covers a tenth more than were counted when it was asked for:
/// work goes on meanwhile.
#[derive(Debug)]
pub enum ExportCustomers {}
impl Act for ExportCustomers {
    type On = ExportPlan;
    const NAME: &'static str = "customer.export";
    fn decide(actor: &Actor, plan: &ExportPlan) -> Decision {
        let within = plan.limit.is_none_or(|limit| plan.rows <= limit)
            || plan.approved.is_some_and(|approved| plan.rows <= approved + approved / 10);
        match role(actor, Permission::CustomerExport, BASIS) {
            Decision::Allow if !within => {
                Decision::Needs { request: RequestKind::Export, basis: BASIS }
            }
            decision => decision,
        }
    }
}

/// Approve or refuse an export: the head of the applicant's department or of the custodian, never
/// the applicant.
#[derive(Debug)]
pub enum DecideExport {}
impl Act for DecideExport {
    type On = Requested;
    const NAME: &'static str = "export.decide";
    fn decide(actor: &Actor, export: &Requested) -> Decision {
        export.decide(actor, BASIS)
    }
}

/// Fetch an export that was asked for; `On` is who asked.
#[derive(Debug)]
pub enum FetchExport {}
impl Act for FetchExport {
    type On = PersonId;
    const NAME: &'static str = "export.fetch";
    fn decide(actor: &Actor, applicant: &PersonId) -> Decision {
        if *applicant == actor.person {
            role(actor, Permission::CustomerExport, BASIS)
        } else {
            deny(Reason::NotTheApplicant, BASIS)
        }
    }
}

/// Whether the export stands in the register for this person: their own, those of people they
/// answer for, all for the custodian and the readers of the log. Otherwise it does not exist. What
/// is in it tells of customers: whoever sees none of those, and does not read the log, sees nothing.
#[must_use]
pub fn sees_export(actor: &Actor, export: &Requested) -> bool {
    let involved = export.applicant == actor.person || export.answers(actor);
    (actor.reads() && involved) || actor.has(Permission::EvidenceRead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DepartmentId, new_uuid};
    use crate::permission::ask;
    use crate::role::BUILTIN_ROLES;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn department(n: u8) -> DepartmentId {
        DepartmentId::new(new_uuid(2, [n; 10]))
    }

    fn actor(code: &str, headed: &[u8]) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == code).unwrap();
        Actor {
            person: person(1),
            department: Some(department(1)),
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().map(|n| department(*n)).collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    fn asked(applicant: u8) -> Requested {
        Requested {
            applicant: person(applicant),
            department: Some(department(5)),
            custodians: [department(9)].into(),
        }
    }

    #[test]
    fn above_the_limit_somebody_has_to_agree() {
        let director = actor("sales_director", &[]);
        let plan = |rows, limit, approved| ExportPlan { rows, limit, approved };
        let needs = Decision::Needs { request: RequestKind::Export, basis: BASIS };
        let table = [
            (plan(5_000, Some(5_000), None), true),
            (plan(5_001, Some(5_000), None), false),
            (plan(5_001, Some(5_000), Some(5_001)), true),
            (plan(5_501, Some(5_000), Some(5_001)), true),
            (plan(5_502, Some(5_000), Some(5_001)), false),
            (plan(1, Some(0), None), false),
            (plan(i64::MAX, None, None), true),
        ];
        for (plan, may) in table {
            let answer = ask::<ExportCustomers>(&director, &plan).map(drop);
            assert_eq!(answer, if may { Ok(()) } else { Err(needs) }, "{plan:?}");
            let refused = ask::<ExportCustomers>(&actor("salesperson", &[]), &plan).unwrap_err();
            assert_eq!(refused, deny(Reason::NotPermitted, BASIS), "{plan:?}");
        }
    }

    #[test]
    fn nobody_decides_on_their_own_wish() {
        let table = [
            (actor("department_head", &[5]), 2, None),
            (actor("service_manager", &[9]), 2, None),
            (actor("department_head", &[5]), 1, Some(Reason::OwnRequest)),
            (actor("service_manager", &[9]), 1, Some(Reason::OwnRequest)),
            (actor("department_head", &[6]), 2, Some(Reason::NotTheApprover)),
            (actor("general_manager", &[]), 2, Some(Reason::NotTheApprover)),
        ];
        for (actor, applicant, refused) in table {
            let answer = ask::<DecideExport>(&actor, &asked(applicant)).map(drop);
            let expected = refused.map_or(Ok(()), |reason| Err(deny(reason, BASIS)));
            assert_eq!(answer, expected, "{actor:?} {applicant}");
        }
    }

    #[test]
    fn only_the_applicant_fetches() {
        let director = actor("sales_director", &[]);
        assert!(ask::<FetchExport>(&director, &person(1)).is_ok());
        let refused = ask::<FetchExport>(&director, &person(2)).unwrap_err();
        assert_eq!(refused, deny(Reason::NotTheApplicant, BASIS));
        // Whoever lost the right meanwhile takes nothing out.
        assert!(ask::<FetchExport>(&actor("salesperson", &[]), &person(1)).is_err());
    }

    #[test]
    fn the_register_is_for_those_who_answer() {
        let table = [
            (actor("salesperson", &[]), 1, true),
            (actor("salesperson", &[]), 2, false),
            (actor("department_head", &[5]), 2, true),
            (actor("department_head", &[6]), 2, false),
            (actor("information_specialist", &[9]), 2, true),
            (actor("auditor", &[]), 2, true),
            (actor("system_administrator", &[]), 2, false),
            (actor("system_administrator", &[5]), 1, false),
        ];
        for (actor, applicant, sees) in table {
            assert_eq!(sees_export(&actor, &asked(applicant)), sees, "{actor:?} {applicant}");
        }
    }
}
