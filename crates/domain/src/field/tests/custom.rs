use super::*;

fn text() -> Field {
    Field::custom("x_tax", Subject::Customer, FieldType::Text, Label::new("税务机关", "Tax office"))
}

fn choice(keys: &[&str]) -> Field {
    let mut field =
        Field::custom("x_kind", Subject::Customer, FieldType::Choice, Label::new("类型", "Kind"));
    field.options = keys
        .iter()
        .map(|k| Choice { key: (*k).to_owned(), label: Label::new(k, k), retired: false })
        .collect();
    field
}

fn codes(field: &Field, catalogue: &Catalogue) -> Vec<(String, &'static str)> {
    check_custom(field, catalogue).into_iter().map(|i| (i.pointer, i.error.code)).collect()
}

#[test]
fn a_sound_definition_passes() {
    for field in [text(), choice(&["a", "b"])] {
        assert_eq!(codes(&field, Catalogue::builtin()), []);
        // Also when the catalogue already holds it.
        let with = Catalogue::with_custom(vec![field.clone()]).unwrap();
        assert_eq!(codes(&field, &with), []);
    }
}

#[test]
fn an_unsound_definition_is_refused_where_it_is_wrong() {
    type Change = fn(&mut Field);
    let cases: [(Change, &str, &str); 21] = [
        (|f| f.key = "tax".to_owned(), "/key", "custom_key"),
        (|f| f.key = "x_".to_owned(), "/key", "custom_key"),
        (|f| f.key = "x_Tax".to_owned(), "/key", "custom_key"),
        (|f| f.key = format!("x_{}", "a".repeat(41)), "/key", "custom_key"),
        (|f| f.builtin = true, "/key", "custom_key"),
        (|f| f.label.zh = " ".to_owned(), "/label/zh", "label_empty"),
        (|f| f.label.zh = "长".repeat(41), "/label/zh", "too_long"),
        (|f| f.label.en = "l".repeat(41), "/label/en", "too_long"),
        (|f| f.label.zh = "备注".to_owned(), "/label/zh", "label_taken"),
        (|f| f.help = Some(Label::new(&"长".repeat(201), "")), "/help/zh", "too_long"),
        (|f| f.group = "nowhere".to_owned(), "/group", "group_unknown"),
        (|f| f.group = "card".to_owned(), "/group", "group_unknown"),
        (|f| f.options = choice(&["a"]).options, "/options", "options_unexpected"),
        (|f| f.max_len = 0, "/max_len", "out_of_range"),
        (|f| f.max_len = 501, "/max_len", "out_of_range"),
        (|f| f.decimals = 7, "/decimals", "out_of_range"),
        (|f| f.min = Some("1".to_owned()), "/min", "bounds"),
        (
            |f| {
                f.field_type = FieldType::Number;
                f.min = Some("much".to_owned());
            },
            "/min",
            "number_format",
        ),
        (
            |f| {
                f.field_type = FieldType::Money;
                (f.min, f.max) = (Some("2".to_owned()), Some("1".to_owned()));
            },
            "/max",
            "bounds",
        ),
        (
            |f| {
                f.field_type = FieldType::LongText;
                f.filterable = true;
            },
            "/filterable",
            "not_filterable",
        ),
        (
            |f| {
                f.sensitive = true;
                f.filterable = true;
            },
            "/filterable",
            "not_filterable",
        ),
    ];
    for (change, pointer, code) in cases {
        let mut field = text();
        change(&mut field);
        assert_eq!(codes(&field, Catalogue::builtin()), [(pointer.to_owned(), code)]);
    }
}

#[test]
fn options_are_sound_and_not_too_many() {
    for (field, pointer, code) in [
        (choice(&[]), "/options", "options_missing"),
        (choice(&["A"]), "/options/0/key", "option_key"),
    ] {
        assert_eq!(codes(&field, Catalogue::builtin()), [(pointer.to_owned(), code)]);
    }
    assert_eq!(
        codes(&choice(&["a", "a"]), Catalogue::builtin()),
        [
            ("/options/1/key".to_owned(), "option_twice"),
            ("/options/1/label/zh".to_owned(), "option_twice"),
        ]
    );
    let keys: Vec<String> = (0..=OPTIONS_MAX).map(|i| format!("k{i}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    assert_eq!(codes(&choice(&keys), Catalogue::builtin()), [("/options".to_owned(), "too_many")]);
    assert_eq!(codes(&choice(&keys[1..]), Catalogue::builtin()), []);
    let mut all_retired = choice(&["a"]);
    all_retired.options[0].retired = true;
    assert_eq!(
        codes(&all_retired, Catalogue::builtin()),
        [("/options".to_owned(), "options_missing")]
    );
}

#[test]
fn labels_clash_only_where_both_are_seen() {
    let department = |n: u128| Some(DepartmentId::new(uuid::Uuid::from_u128(n)));
    let mut theirs = text();
    theirs.key = "x_theirs".to_owned();
    theirs.department_id = department(1);
    let catalogue = Catalogue::with_custom(vec![theirs]).unwrap();
    for (whose, clashes) in [(department(1), true), (department(2), false), (None, true)] {
        let mut ours = text();
        ours.department_id = whose;
        assert_eq!(!codes(&ours, &catalogue).is_empty(), clashes, "{whose:?}");
    }
}

#[test]
fn a_key_belongs_to_one_subject() {
    let mut theirs = text();
    (theirs.subject, theirs.group) = (Subject::Contact, "contact_custom".to_owned());
    let catalogue = Catalogue::with_custom(vec![theirs]).unwrap();
    assert_eq!(codes(&text(), &catalogue), [("/key".to_owned(), "key_taken")]);
}

#[test]
fn there_is_an_end_to_custom_fields() {
    let many = (0..CUSTOM_MAX).map(|i| {
        let mut field = text();
        (field.key, field.label.zh) = (format!("x_f{i}"), format!("字段{i}"));
        field
    });
    let catalogue = Catalogue::with_custom(many.collect()).unwrap();
    assert_eq!(codes(&text(), &catalogue), [(String::new(), "too_many")]);
    assert_eq!(codes(catalogue.customer("x_f0").unwrap(), &catalogue), []);
}

#[test]
fn only_widening_changes_are_allowed() {
    use FieldType as T;
    for (from, to, allowed) in [
        (T::Text, T::Text, true),
        (T::Text, T::LongText, true),
        (T::LongText, T::Text, false),
        (T::Text, T::Number, false),
        (T::Number, T::Text, true),
        (T::Date, T::Text, true),
        (T::Money, T::Text, false),
        (T::Phone, T::Text, true),
        (T::IdNumber, T::Text, false),
        (T::Region, T::Text, false),
        (T::YesNo, T::Choice, false),
        (T::Choice, T::MultiChoice, true),
        (T::MultiChoice, T::Choice, false),
    ] {
        let (mut old, mut new) = (choice(&["a"]), choice(&["a"]));
        (old.field_type, new.field_type) = (from, to);
        let change = check_custom_change(&old, &new);
        assert_eq!(change.is_ok(), allowed, "{from:?} to {to:?}");
        assert_eq!(convert_value(from, to, &json!("a")).is_some(), allowed);
        if let Err(issues) = change {
            assert_eq!(issues[0].error.code, "type_change");
        }
    }
}

#[test]
fn what_a_change_means_for_stored_values() {
    let plain = choice(&["a", "b"]);
    let mut indexed = plain.clone();
    indexed.filterable = true;
    let mut several = indexed.clone();
    several.field_type = FieldType::MultiChoice;
    let mut relabelled = plain.clone();
    relabelled.label = Label::new("另名", "Other name");
    relabelled.options.reverse();
    relabelled.options[0].retired = true;
    for (old, new, convert, reindex) in [
        (&plain, &plain, false, false),
        (&plain, &relabelled, false, false),
        (&plain, &indexed, false, true),
        (&indexed, &plain, false, true),
        (&indexed, &several, true, true),
    ] {
        let expected = CustomChange { convert, reindex };
        assert_eq!(check_custom_change(old, new), Ok(expected), "{old:?} {new:?}");
    }
    let converted = convert_value(FieldType::Choice, FieldType::MultiChoice, &json!("a")).unwrap();
    assert_eq!(several.validate(&converted), Ok(json!(["a"])));
}

#[test]
fn options_in_use_and_the_key_cannot_go() {
    let old = choice(&["a", "b"]);
    let gone = check_custom_change(&old, &choice(&["a"])).unwrap_err();
    assert_eq!(gone[0].error, FieldError::new("option_removed").with("option", "b"));
    let mut renamed = old.clone();
    renamed.key = "x_other".to_owned();
    renamed.subject = Subject::Contact;
    let codes: Vec<_> = check_custom_change(&old, &renamed)
        .unwrap_err()
        .into_iter()
        .map(|i| (i.pointer, i.error.code))
        .collect();
    assert_eq!(codes, [("/key".to_owned(), "immutable"), ("/subject".to_owned(), "immutable")]);
}

#[test]
fn a_bound_that_is_none_is_shown() {
    for (field_type, bound, code) in
        [(FieldType::Number, "much", "number_format"), (FieldType::Date, "May", "date_impossible")]
    {
        let field = Field { field_type, min: Some(bound.to_owned()), ..text() };
        let issues = check_custom(&field, Catalogue::builtin());
        let error = &issues.iter().find(|issue| issue.pointer == "/min").unwrap().error;
        assert_eq!((error.code, &error.params["value"]), (code, &serde_json::Value::from(bound)));
    }
}
