//! Tables of customers that come in (H-2): from how many rows on somebody else agrees first.

use super::{Act, Actor, Decision, RequestKind, Requested};

const BASIS: &str = "import";

/// How much an import is going to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportPlan {
    /// Rows that become customers or change some.
    pub rows: i64,
    /// More than so many need an approval; `None`: none ever do.
    pub limit: Option<i64>,
    /// How many an approval was given for, if there is one.
    pub approved: Option<i64>,
}

/// Write an import. Nothing of it can change after an approval, so that covers no more rows than
/// were looked at. Who may run imports at all is asked before.
#[derive(Debug)]
pub enum WriteImport {}
impl Act for WriteImport {
    type On = ImportPlan;
    const NAME: &'static str = "import.write";
    fn decide(_: &Actor, plan: &ImportPlan) -> Decision {
        let covers = |rows: Option<i64>| rows.is_some_and(|rows| plan.rows <= rows);
        if plan.limit.is_none() || covers(plan.limit) || covers(plan.approved) {
            Decision::Allow
        } else {
            Decision::Needs { request: RequestKind::Import, basis: BASIS }
        }
    }
}

/// Approve or refuse an import: the head of the importer's department or of the custodian, never
/// the importer.
#[derive(Debug)]
pub enum DecideImport {}
impl Act for DecideImport {
    type On = Requested;
    const NAME: &'static str = "import.decide";
    fn decide(actor: &Actor, import: &Requested) -> Decision {
        import.decide(actor, BASIS)
    }
}

/// Whether somebody else's import that waits, or has been decided on, is there for this person:
/// those who answer for it. Its rows tell of customers, so whoever sees none of those sees nothing.
#[must_use]
pub fn sees_import(actor: &Actor, import: &Requested) -> bool {
    actor.reads() && import.answers(actor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DepartmentId, PersonId, new_uuid};
    use crate::permission::{Reason, ask, deny};
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
        let importer = actor("salesperson", &[]);
        let needs = Decision::Needs { request: RequestKind::Import, basis: BASIS };
        for (rows, limit, approved, may) in [
            (i64::MAX, None, None, true),
            (500, Some(500), None, true),
            (501, Some(500), None, false),
            (501, Some(500), Some(501), true),
            (502, Some(500), Some(501), false),
            (1, Some(0), None, false),
        ] {
            let plan = ImportPlan { rows, limit, approved };
            let answer = ask::<WriteImport>(&importer, &plan).map(drop);
            assert_eq!(answer, if may { Ok(()) } else { Err(needs) }, "{plan:?}");
        }
    }

    #[test]
    fn nobody_decides_on_their_own_import() {
        for (actor, applicant, refused) in [
            (actor("department_head", &[5]), 2, None),
            (actor("service_manager", &[9]), 2, None),
            (actor("department_head", &[5]), 1, Some(Reason::OwnRequest)),
            (actor("department_head", &[6]), 2, Some(Reason::NotTheApprover)),
            (actor("general_manager", &[]), 2, Some(Reason::NotTheApprover)),
        ] {
            let answer = ask::<DecideImport>(&actor, &asked(applicant)).map(drop);
            let expected = refused.map_or(Ok(()), |reason| Err(deny(reason, BASIS)));
            assert_eq!(answer, expected, "{actor:?} {applicant}");
        }
    }

    #[test]
    fn it_is_there_for_those_who_answer() {
        for (actor, sees) in [
            (actor("department_head", &[5]), true),
            (actor("information_specialist", &[9]), true),
            (actor("department_head", &[6]), false),
            (actor("auditor", &[]), false),
            (actor("system_administrator", &[5]), false),
        ] {
            assert_eq!(sees_import(&actor, &asked(2)), sees, "{actor:?}");
        }
    }
}
