use super::*;
use crate::id::new_uuid;
use crate::role::BUILTIN_ROLES;

fn person(n: u8) -> PersonId {
    PersonId::new(new_uuid(1, [n; 10]))
}

fn department(n: u8) -> DepartmentId {
    DepartmentId::new(new_uuid(2, [n; 10]))
}

fn actor(role: &str) -> Actor {
    let role = BUILTIN_ROLES.iter().find(|r| r.code == role).unwrap();
    Actor {
        person: person(1),
        department: Some(department(1)),
        permissions: role.permissions.iter().copied().collect(),
        headed: BTreeSet::new(),
        clearance: crate::secrecy::Level::Secret,
        keeps: None,
    }
}

fn held(owner: u8, home: u8, shared: bool) -> Held {
    Held { shared, ..Held::unclassified(person(owner), department(home)) }
}

#[test]
fn standing_is_the_strongest_that_applies() {
    let mut head = actor("department_head");
    assert_eq!(head.standing(&held(1, 9, false)), Some(Standing::Owner));
    assert_eq!(head.standing(&held(2, 1, false)), None, "same department is not head");
    head.headed.insert(department(1));
    assert_eq!(head.standing(&held(2, 1, true)), Some(Standing::Head));
    assert_eq!(head.standing(&held(2, 2, true)), Some(Standing::Shared));
    assert_eq!(head.standing(&held(2, 2, false)), None);
    let custodian = actor("service_manager");
    assert_eq!(custodian.standing(&held(2, 2, true)), Some(Standing::All));
    let administrator = actor("system_administrator");
    assert_eq!(administrator.standing(&held(2, 1, false)), None);
}

#[test]
fn the_rule_of_each_act_by_role_and_standing() {
    use Standing::{All, Head, Owner, Shared};
    // role, standing, may edit, may assign, may record an interaction
    let table = [
        ("salesperson", Owner, true, false, true),
        ("salesperson", Shared, false, false, true),
        ("department_head", Head, true, true, true),
        ("department_head", Owner, true, false, true),
        ("department_head", Shared, false, false, true),
        ("service_manager", All, true, true, true),
        ("service_manager", Owner, true, true, true),
        ("information_specialist", All, true, false, true),
        ("general_manager", All, false, true, true),
        ("finance", Shared, false, false, true),
        ("finance", Owner, false, false, true),
        ("auditor", Shared, false, false, false),
        ("system_administrator", Owner, false, false, false),
    ];
    for (role, standing, edit, assign, record) in table {
        let actor = actor(role);
        assert_eq!(ask::<EditCustomer>(&actor, &standing).is_ok(), edit, "{role} {standing:?}");
        assert_eq!(ask::<AssignCustomer>(&actor, &standing).is_ok(), assign, "{role} {standing:?}");
        assert_eq!(ask::<RecordInteraction>(&actor, &standing).is_ok(), record, "{role}");
    }
}

#[test]
fn who_saw_a_customer_is_shown_to_those_who_answer_for_it() {
    use Standing::{All, Head, Owner, Shared};
    let table = [
        ("salesperson", Owner, true),
        ("salesperson", Head, true),
        ("salesperson", Shared, false),
        ("department_head", Head, true),
        ("department_head", Shared, false),
        ("service_manager", All, true),
        ("service_manager", Shared, true),
        ("information_specialist", All, true),
        ("information_specialist", Shared, false),
        ("general_manager", All, true),
        ("marketing_director", All, false),
        ("finance", Owner, false),
        ("finance", Head, true),
        ("auditor", Shared, true),
        ("system_administrator", Owner, false),
    ];
    for (role, standing, may) in table {
        let answer = ask::<ReadCustomerEvidence>(&actor(role), &standing);
        assert_eq!(answer.is_ok(), may, "{role} {standing:?}");
        if let Err(refused) = answer {
            assert_eq!(refused, deny(Reason::NotInCharge, "evidence.customer"));
        }
    }
}

#[test]
fn sharing_across_departments_is_for_those_who_answer_for_both() {
    let plan = |standing, receiver| SharePlan { standing, receiver: Some(department(receiver)) };
    let seller = actor("salesperson");
    assert!(ask::<ShareCustomer>(&seller, &plan(Standing::Owner, 1)).is_ok());
    let refused = ask::<ShareCustomer>(&seller, &plan(Standing::Owner, 2)).unwrap_err();
    assert_eq!(refused, deny(Reason::NotPermitted, "sharing"));
    let mut head = actor("department_head");
    head.headed.insert(department(1));
    assert!(ask::<ShareCustomer>(&head, &plan(Standing::Head, 1)).is_ok());
    let refused = ask::<ShareCustomer>(&head, &plan(Standing::Head, 2)).unwrap_err();
    assert_eq!(refused, deny(Reason::OtherDepartment, "sharing.departments"));
    assert!(ask::<ShareCustomer>(&actor("service_manager"), &plan(Standing::All, 2)).is_ok());
    assert!(ask::<ShareCustomer>(&actor("service_manager"), &plan(Standing::Shared, 1)).is_err());
}

#[test]
fn a_department_changes_its_own_templates_only() {
    let head = actor("department_head");
    assert!(ask::<ManageTemplates>(&head, &TemplateOwner(Some(department(1)))).is_ok());
    assert!(ask::<ManageTemplates>(&head, &TemplateOwner(Some(department(2)))).is_err());
    assert!(ask::<ManageTemplates>(&head, &TemplateOwner(None)).is_err());
    assert!(ask::<ManageTemplates>(&actor("service_manager"), &TemplateOwner(None)).is_ok());
    assert!(
        ask::<ManageTemplates>(&actor("salesperson"), &TemplateOwner(Some(department(1)))).is_err()
    );
}

#[test]
fn a_refusal_says_what_it_rests_on() {
    let json = serde_json::to_value(EditCustomer::decide(&actor("salesperson"), &Standing::Shared))
        .unwrap();
    assert_eq!(
        json,
        serde_json::json!({"answer": "deny", "reason": "shared_is_read_only", "basis": "sharing"})
    );
}

#[test]
fn managing_people_is_not_managing_everything() {
    let administrator = actor("system_administrator");
    let mut clerk = actor("salesperson");
    clerk.permissions = [Permission::PersonManage].into();
    let plan = |housekeeper, own_roles| PersonPlan { housekeeper, own_roles };
    // plan, clerk of the personnel office may, administrator may
    let table = [
        (plan(false, false), true, true),
        (plan(true, false), false, true),
        (plan(false, true), false, true),
        (plan(true, true), false, true),
    ];
    for (plan, by_clerk, by_administrator) in table {
        assert_eq!(ask::<ManagePeople>(&clerk, &plan).is_ok(), by_clerk, "{plan:?}");
        assert_eq!(
            ask::<ManagePeople>(&administrator, &plan).is_ok(),
            by_administrator,
            "{plan:?}"
        );
        assert!(ask::<ManagePeople>(&actor("general_manager"), &plan).is_err(), "{plan:?}");
    }
}
