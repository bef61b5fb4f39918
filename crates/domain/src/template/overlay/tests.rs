use super::*;
use crate::field::{Field, FieldType, Kinds, Label};

fn own() -> Field {
    Field::custom("x_bus_line", Subject::Customer, FieldType::Text, Label::new("公交", "Bus line"))
}

fn catalogue() -> Catalogue {
    let mut person = own();
    person.key = "x_zodiac".to_owned();
    person.kinds = Kinds::Individual;
    let mut gone = own();
    gone.key = "x_gone".to_owned();
    gone.active = false;
    Catalogue::with_custom(vec![own(), person, gone]).unwrap()
}

fn company() -> &'static Template {
    Template::builtin("company").unwrap()
}

fn keys(list: &[&str]) -> Vec<String> {
    list.iter().map(|k| (*k).to_owned()).collect()
}

fn codes(overlay: &Overlay) -> Vec<(String, &'static str)> {
    let issues = check_overlay(company(), overlay, &catalogue());
    issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
}

#[test]
fn an_empty_overlay_changes_nothing() {
    assert_eq!(&effective(company(), &[Overlay::default()], &catalogue()), company());
}

#[test]
fn fields_are_hidden_required_added_and_moved() {
    let overlay = Overlay {
        hide: keys(&["fax", "contact.fax"]),
        require: keys(&["email", "x_bus_line"]),
        add: keys(&["x_bus_line"]),
        moves: vec![
            Placement {
                key: "email".to_owned(),
                group: "identity".to_owned(),
                after: Some("credit_code".to_owned()),
            },
            Placement { key: "website".to_owned(), group: "identity".to_owned(), after: None },
        ],
    };
    assert_eq!(codes(&overlay), []);
    let card = effective(company(), &[overlay], &catalogue());
    assert!(card.field(Subject::Customer, "fax").unwrap().hidden);
    assert!(card.field(Subject::Contact, "fax").unwrap().hidden);
    assert!(card.field(Subject::Customer, "email").unwrap().required);
    let identity: Vec<_> = card.groups[0].fields.iter().map(|f| f.key.as_str()).collect();
    assert_eq!(identity[..3], ["website", "credit_code", "email"]);
    let last = card.groups.last().unwrap();
    assert_eq!((last.key.as_str(), last.fields[0].key.as_str()), ("custom", "x_bus_line"));
    assert!(last.fields[0].required);
}

#[test]
fn a_locked_field_cannot_be_hidden() {
    let overlay = Overlay { hide: keys(&["credit_code"]), ..Overlay::default() };
    assert_eq!(codes(&overlay), [("/hide/0".to_owned(), "field_locked")]);
    let card = effective(company(), &[overlay], &catalogue());
    assert!(!card.field(Subject::Customer, "credit_code").unwrap().hidden);
}

#[test]
fn slips_are_told_before_an_overlay_is_stored() {
    for (overlay, expected) in [
        (Overlay { hide: keys(&["looks"]), ..Overlay::default() }, ("/hide/0", "not_on_card")),
        (Overlay { add: keys(&["nothing"]), ..Overlay::default() }, ("/add/0", "field_unknown")),
        (Overlay { add: keys(&["x_gone"]), ..Overlay::default() }, ("/add/0", "field_inactive")),
        (Overlay { add: keys(&["x_zodiac"]), ..Overlay::default() }, ("/add/0", "field_kind")),
        (
            Overlay { add: keys(&["x_bus_line", "x_bus_line"]), ..Overlay::default() },
            ("/add/1", "field_twice"),
        ),
        (
            Overlay { require: keys(&["x_bus_line"]), ..Overlay::default() },
            ("/require/0", "not_on_card"),
        ),
        (
            Overlay { hide: keys(&["fax"]), require: keys(&["fax"]), ..Overlay::default() },
            ("/hide/0", "field_hidden"),
        ),
        (
            Overlay {
                moves: vec![Placement {
                    key: "fax".to_owned(),
                    group: "contact_post".to_owned(),
                    after: None,
                }],
                ..Overlay::default()
            },
            ("/move/0", "group_unknown"),
        ),
    ] {
        assert_eq!(codes(&overlay), [(expected.0.to_owned(), expected.1)]);
    }
}

#[test]
fn an_overlay_that_outlived_its_fields_still_gives_a_card() {
    let overlay = Overlay {
        add: keys(&["x_gone", "x_never", "x_zodiac"]),
        require: keys(&["x_gone"]),
        hide: keys(&["x_never"]),
        moves: vec![Placement {
            key: "x_gone".to_owned(),
            group: "nowhere".to_owned(),
            after: None,
        }],
    };
    assert_eq!(&effective(company(), &[overlay], &catalogue()), company());
}

#[test]
fn a_later_overlay_can_show_again_and_hidden_is_never_required() {
    let of_company = Overlay { hide: keys(&["fax"]), ..Overlay::default() };
    let of_department = Overlay { add: keys(&["fax"]), ..Overlay::default() };
    let card = effective(company(), &[of_company, of_department], &catalogue());
    assert!(!card.field(Subject::Customer, "fax").unwrap().hidden);

    let require = Overlay { require: keys(&["fax"]), ..Overlay::default() };
    let hide = Overlay { hide: keys(&["fax"]), ..Overlay::default() };
    let card = effective(company(), &[require, hide], &catalogue());
    let fax = card.field(Subject::Customer, "fax").unwrap();
    assert!(fax.hidden && !fax.required);
}

#[test]
fn what_somebody_arranged_becomes_the_smallest_overlay() {
    let catalogue = catalogue();
    let mut wanted = company().clone();
    wanted.groups[2].fields.retain(|f| f.key != "fax");
    wanted.groups[1].fields[1].required = true;
    let dragged = wanted.groups[0].fields.remove(3);
    wanted.groups[0].fields.insert(1, dragged);
    wanted.groups[0].fields.push(TemplateField::new("x_bus_line"));

    let overlay = overlay_between(company(), &wanted, &catalogue);
    assert_eq!(overlay.hide, ["fax"]);
    assert_eq!(overlay.require, ["address"]);
    assert_eq!(overlay.add, ["x_bus_line"]);
    let moved: Vec<_> = overlay.moves.iter().map(|m| m.key.as_str()).collect();
    assert_eq!(moved, ["enterprise_nature", "x_bus_line"]);

    let card = effective(company(), &[overlay], &catalogue);
    let visible = |t: &Template| {
        t.fields(Subject::Customer)
            .filter(|f| !f.hidden)
            .map(|f| (f.key.clone(), f.required))
            .collect::<Vec<_>>()
    };
    assert_eq!(visible(&card), visible(&wanted));
    assert_eq!(overlay_between(company(), company(), &catalogue), Overlay::default());
}

#[test]
fn an_overlay_is_plain_json() {
    let overlay = Overlay {
        moves: vec![Placement { key: "a".to_owned(), group: "b".to_owned(), after: None }],
        ..Overlay::default()
    };
    let text = serde_json::to_string(&overlay).unwrap();
    assert_eq!(text, r#"{"hide":[],"require":[],"add":[],"move":[{"key":"a","group":"b"}]}"#);
    assert_eq!(serde_json::from_str::<Overlay>(&text).unwrap(), overlay);
    assert!(serde_json::from_str::<Overlay>(r#"{"hde":[]}"#).is_err());
}
