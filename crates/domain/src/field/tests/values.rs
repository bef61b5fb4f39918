use super::*;
use crate::template::{Overlay, Template, effective};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

fn rules(kind: CustomerKind, template: Option<&Template>) -> ValueRules<'_> {
    ValueRules {
        catalogue: Catalogue::builtin(),
        subject: Subject::Customer,
        kind,
        template,
        today: TODAY,
    }
}

fn values(json: Value) -> Values {
    serde_json::from_value(json).unwrap()
}

fn issues(result: Result<Values, Vec<FieldIssue>>) -> Vec<(String, &'static str)> {
    result.unwrap_err().into_iter().map(|i| (i.pointer, i.error.code)).collect()
}

fn pointers(list: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    list.iter().map(|(p, c)| ((*p).to_owned(), *c)).collect()
}

#[test]
fn good_values_come_back_as_they_are_stored() {
    let checked = validate_values(
        &rules(CustomerKind::Organization, Template::builtin("company")),
        &values(json!({
            "credit_code": "91330305 majyk8jg5y", "region": "320102", "stage": "potential",
            "fax": "", "email": null, "relation": [], "registered_capital": 100,
        })),
    );
    assert_eq!(
        checked.unwrap(),
        values(json!({
            "credit_code": "91330305MAJYK8JG5Y", "region": "320102", "stage": "potential",
            "registered_capital": 100,
        }))
    );
}

#[test]
fn every_issue_is_told_at_once() {
    let result = validate_values(
        &rules(CustomerKind::Organization, None),
        &values(json!({
            "credit_code": "91330305MAJYK8JG5X", "mobile": "123", "birth_date": "2000-01-01",
            "founding_date": "2026-11-23", "a/b~c": 1, "name": null, "stage": "intent",
        })),
    );
    assert_eq!(
        issues(result),
        pointers(&[
            ("/values/a~1b~0c", "field_unknown"),
            ("/values/birth_date", "field_kind"),
            ("/values/credit_code", "credit_code_checksum"),
            ("/values/founding_date", "date_in_future"),
            ("/values/mobile", "mobile_format"),
            ("/values/name", "field_unknown"),
        ])
    );
}

#[test]
fn today_is_not_the_future() {
    let organization = rules(CustomerKind::Organization, None);
    assert!(
        validate_values(&organization, &values(json!({"founding_date": "2026-11-22"}))).is_ok()
    );
    let person = rules(CustomerKind::Individual, None);
    assert!(validate_values(&person, &values(json!({"next_appointment": "2027-01-01"}))).is_ok());
}

#[test]
fn the_birth_date_must_agree_with_the_identity_number() {
    let person = rules(CustomerKind::Individual, None);
    let both =
        |birth: &str| values(json!({"id_number": "11010519491231002X", "birth_date": birth}));
    assert!(validate_values(&person, &both("1949-12-31")).is_ok());
    let refused = validate_values(&person, &both("1949-12-30"));
    assert_eq!(issues(refused), pointers(&[("/values/birth_date", "birth_date_id_number")]));

    let stored = values(json!({"id_number": "11010519491231002X"}));
    let patch = values(json!({"birth_date": "1950-01-01"}));
    assert!(validate_patch(&person, &stored, &patch).is_err());
    // An old contradiction does not stand in the way of an unrelated change.
    let unrelated = values(json!({"mobile": "13812345678"}));
    assert!(validate_patch(&person, &both("1949-12-30"), &unrelated).is_ok());
}

#[test]
fn a_required_field_must_be_filled() {
    let showroom = Template::builtin("showroom");
    let person = rules(CustomerKind::Individual, showroom);
    for (given, expected) in [
        (json!({}), vec![("/values/mobile", "required")]),
        (json!({"mobile": " "}), vec![("/values/mobile", "required")]),
        (json!({"mobile": "1"}), vec![("/values/mobile", "mobile_format")]),
    ] {
        assert_eq!(issues(validate_values(&person, &values(given))), pointers(&expected));
    }
    assert!(validate_values(&person, &values(json!({"mobile": "13812345678"}))).is_ok());
}

#[test]
fn what_is_required_follows_department_and_kind() {
    let overlay = Overlay {
        require: vec!["credit_code".to_owned(), "contact.post".to_owned()],
        ..Overlay::default()
    };
    let base = Template::builtin("tele_sales").unwrap();
    let card = effective(base, &[overlay], Catalogue::builtin());
    let nothing = Values::new();
    let company = validate_values(&rules(CustomerKind::Organization, Some(&card)), &nothing);
    assert_eq!(issues(company), pointers(&[("/values/credit_code", "required")]));
    // An individual has no credit code to ask for.
    assert!(validate_values(&rules(CustomerKind::Individual, Some(&card)), &nothing).is_ok());

    let contact =
        ValueRules { subject: Subject::Contact, ..rules(CustomerKind::Organization, Some(&card)) };
    assert_eq!(
        issues(validate_values(&contact, &nothing)),
        pointers(&[("/values/post", "required")])
    );
    let issue = validate_values(&contact, &nothing).unwrap_err().remove(0).under("/contacts/0");
    assert_eq!(issue.pointer, "/contacts/0/values/post");
}

#[test]
fn a_change_is_merged_into_what_is_stored() {
    let person = rules(CustomerKind::Individual, Template::builtin("showroom"));
    let stored = values(json!({"mobile": "13812345678", "looks": "高个", "brief_visit": true}));
    for (patch, expected) in [
        (json!({}), json!({"mobile": "13812345678", "looks": "高个", "brief_visit": true})),
        (
            json!({"looks": null, "character": "爽朗"}),
            json!({"mobile": "13812345678", "character": "爽朗", "brief_visit": true}),
        ),
        (
            json!({"mobile": "139 1234 5678", "focus": ""}),
            json!({"mobile": "13912345678", "looks": "高个", "brief_visit": true}),
        ),
    ] {
        let merged = validate_patch(&person, &stored, &values(patch.clone()));
        assert_eq!(merged, Ok(values(expected)), "{patch}");
    }
    for (patch, expected) in [
        (json!({"mobile": null}), ("/values/mobile", "required")),
        (json!({"nothing": null}), ("/values/nothing", "field_unknown")),
        (json!({"showroom_level": "e"}), ("/values/showroom_level", "choice_unknown")),
        (json!({"first_visit_date": "2030-01-01"}), ("/values/first_visit_date", "date_in_future")),
    ] {
        let refused = validate_patch(&person, &stored, &values(patch));
        assert_eq!(issues(refused), pointers(&[expected]));
    }
}

#[test]
fn stored_values_outlive_stricter_rules() {
    let mut old = Field::custom(
        "x_grade",
        Subject::Customer,
        FieldType::Choice,
        Label::new("内部等级", "Inner grade"),
    );
    old.options = customer("showroom_level").options.clone();
    old.options[0].retired = true;
    let mut away = old.clone();
    away.key = "x_away".to_owned();
    away.active = false;
    let catalogue = Catalogue::with_custom(vec![old, away]).unwrap();
    let rules = ValueRules { catalogue: &catalogue, ..rules(CustomerKind::Organization, None) };
    // Sent back unchanged, as a page does that saves a whole card.
    let stored = values(json!({"x_grade": "a", "x_away": "b", "fax": "not a number"}));
    let patch = values(json!({"x_grade": "a", "x_away": "b", "short_name": "甲"}));
    let merged = validate_patch(&rules, &stored, &patch).unwrap();
    assert_eq!((merged.len(), &merged["x_grade"]), (4, &json!("a")));
    // A new value is another matter.
    let refused = validate_patch(&rules, &Values::new(), &patch);
    assert_eq!(
        issues(refused),
        pointers(&[("/values/x_away", "field_inactive"), ("/values/x_grade", "choice_retired")])
    );
    // It can always be taken away.
    let cleared = validate_patch(&rules, &stored, &values(json!({"x_away": null}))).unwrap();
    assert!(!cleared.contains_key("x_away"));
}
