use super::*;
use proptest::prelude::*;

fn of(field_type: FieldType) -> Field {
    let mut field =
        Field::custom("x_f", Subject::Customer, field_type, Label::new("字段", "Field"));
    field.filterable = true;
    field
}

fn key(field: &Field, value: Value) -> String {
    let mut keys = index_key(field, &value);
    assert_eq!(keys.len(), 1, "{value}");
    keys.remove(0)
}

#[test]
fn keys_by_type() {
    for (name, value, expected) in [
        ("short_name", json!("ＡＢＣ甲"), vec!["abc甲"]),
        ("registered_capital", json!(0), vec!["10000000000000000000"]),
        ("headcount", json!("12"), vec!["1000000000000000012000000"]),
        ("founding_date", json!("2013-06-22"), vec!["2013-06-22"]),
        ("scout", json!(true), vec!["1"]),
        ("scout", json!(false), vec!["0"]),
        ("stage", json!("lost"), vec!["lost"]),
        ("relation", json!(["dealer", "supplier"]), vec!["dealer", "supplier"]),
        ("region", json!("320102"), vec!["320102"]),
        ("industry", json!("1311"), vec!["C1311"]),
        ("industry", json!("C"), vec!["C"]),
        ("mobile", json!("13812345678"), vec!["13812345678"]),
        ("credit_code", json!("91330305MAJYK8JG5Y"), vec!["91330305majyk8jg5y"]),
        ("industry", json!("nothing"), vec![]),
        ("stage", json!(5), vec![]),
    ] {
        assert_eq!(index_key(customer(name), &value), expected, "{name} {value}");
    }
    assert_eq!(key(customer("remark"), json!("字".repeat(300))).chars().count(), INDEX_TEXT_MAX);
}

/// A valid decimal: sign, whole part, decimals; at most 18 digits together.
fn decimal() -> impl Strategy<Value = (i128, String)> {
    (any::<bool>(), 0_u64..1_000_000_000_000, 0_u32..1_000_000).prop_map(|(minus, whole, part)| {
        let micros = i128::from(whole) * 1_000_000 + i128::from(part);
        let text = format!("{}{whole}.{part:06}", if minus { "-" } else { "" });
        (if minus { -micros } else { micros }, text)
    })
}

proptest! {
    #[test]
    fn money_keeps_its_order(a: i64, b: i64, near in -1000_i64..1000) {
        let field = of(FieldType::Money);
        for (a, b) in [(a, b), (near, b), (a, a.saturating_add(1)), (near, -near)] {
            prop_assert_eq!(key(&field, json!(a)).cmp(&key(&field, json!(b))), a.cmp(&b));
            prop_assert_eq!(key(&field, json!(a)).len(), 20);
        }
    }

    #[test]
    fn numbers_keep_their_order(a in decimal(), b in decimal(), whole in -999_999_999_999_999_999_i64..=999_999_999_999_999_999) {
        let field = of(FieldType::Number);
        let stored = |text: &str| field.validate(&json!(text)).unwrap();
        let (ka, kb) = (key(&field, stored(&a.1)), key(&field, stored(&b.1)));
        prop_assert_eq!(ka.cmp(&kb), a.0.cmp(&b.0));
        let kw = key(&field, stored(&whole.to_string()));
        prop_assert_eq!(ka.cmp(&kw), a.0.cmp(&(i128::from(whole) * 1_000_000)));
        prop_assert_eq!((ka.len(), kw.len()), (25, 25));
    }

    #[test]
    fn text_keys_are_stable_and_bounded(text in ".{0,200}") {
        let once = text_key(&text);
        prop_assert!(once.chars().count() <= INDEX_TEXT_MAX);
        prop_assert_eq!(index_key(&of(FieldType::Text), &json!(text)), vec![once]);
    }

    #[test]
    fn no_value_makes_validation_or_indexing_fail(text in ".{0,60}", n: i64) {
        for field_type in FieldType::ALL {
            let mut field = of(field_type);
            field.options = customer("stage").options.clone();
            for value in [json!(text), json!(n), json!([text]), json!(n % 2 == 0), json!({"a": n})] {
                if let Ok(stored) = field.validate(&value) {
                    prop_assert_eq!(field.validate(&stored), Ok(stored.clone()));
                    prop_assert!(!index_key(&field, &stored).is_empty());
                }
            }
            if let Ok(stored) = field.parse_text(&text, MoneyUnit::Yuan) {
                prop_assert_eq!(field.validate(&stored), Ok(stored));
            }
            for op in FilterOp::ALL {
                let _ = parse_filter_value(&field, op, &text);
            }
        }
    }
}

#[test]
fn the_extremes_of_money_and_numbers_have_a_place() {
    let money = of(FieldType::Money);
    let in_order = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX].map(|v| key(&money, json!(v)));
    assert!(in_order.is_sorted() && in_order.iter().all(|k| k.len() == 20), "{in_order:?}");
    let number = of(FieldType::Number);
    let in_order =
        ["-999999999999999999", "-1", "-0.000001", "0", "0.000001", "1", "999999999999999999"]
            .map(|v| key(&number, json!(v)));
    assert!(in_order.is_sorted() && in_order.iter().all(|k| k.len() == 25), "{in_order:?}");
}

#[test]
fn filters_become_keys_or_are_refused() {
    use FilterOp as Op;
    let ok = |keys: &[&str]| Ok(keys.iter().map(|k| (*k).to_owned()).collect::<Vec<_>>());
    for (name, op, text, expected) in [
        ("stage", Op::Eq, "lost", ok(&["lost"])),
        ("stage", Op::In, "lost,intent", ok(&["lost", "intent"])),
        ("stage", Op::In, " , ", Err("empty")),
        ("stage", Op::Eq, "流失", Err("choice_unknown")),
        ("stage", Op::Gt, "lost", Err("filter_op")),
        ("stage", Op::Empty, "", ok(&[])),
        ("relation", Op::Eq, "dealer", ok(&["dealer"])),
        ("region", Op::Under, "320000", ok(&["32"])),
        ("region", Op::Under, "320100", ok(&["3201"])),
        ("region", Op::Under, "32", Err("region_unknown")),
        ("industry", Op::Under, "C", ok(&["C"])),
        ("industry", Op::Under, "13", ok(&["C13"])),
        ("registered_capital", Op::Gte, "100", ok(&["10000000000000000100"])),
        ("registered_capital", Op::Lt, "-1", ok(&["09223372036854775807"])),
        ("registered_capital", Op::Gte, "1万", Err("money_format")),
        ("headcount", Op::Gt, "99999999", ok(&["1000000000099999999000000"])),
        ("headcount", Op::Gt, "many", Err("number_format")),
        ("founding_date", Op::Lte, "2020-01-01", ok(&["2020-01-01"])),
        ("founding_date", Op::Lte, "2020-13-01", Err("date_impossible")),
        ("scout", Op::Eq, "true", ok(&["1"])),
        ("scout", Op::Eq, "maybe", Err("yes_no_format")),
        ("short_name", Op::Contains, "ＡＢ", ok(&["ab"])),
        ("short_name", Op::Contains, " ", Err("empty")),
        ("mobile", Op::Contains, "1381", ok(&["1381"])),
        ("mobile", Op::Eq, "138-1234-5678", ok(&["13812345678"])),
        ("address", Op::Eq, "x", Err("filter_not_filterable")),
        ("id_number", Op::Present, "", Err("filter_not_filterable")),
    ] {
        let result = parse_filter_value(customer(name), op, text).map_err(|e| e.code);
        assert_eq!(result, expected, "{name}:{}:{text}", op.as_str());
    }
    let many = vec!["lost"; FILTER_IN_MAX + 1].join(",");
    let refused = parse_filter_value(customer("stage"), Op::In, &many).unwrap_err();
    assert_eq!(refused.code, "filter_too_many");
}

#[test]
fn a_filter_reaches_an_option_that_was_put_away() {
    let mut field = customer("stage").clone();
    field.options[3].retired = true;
    assert_eq!(parse_filter_value(&field, FilterOp::Eq, "lost"), Ok(vec!["lost".to_owned()]));
}

#[test]
fn what_lies_under_a_region_or_industry_begins_with_its_head() {
    for (name, inside, under, expected) in [
        ("region", "320102", "320000", true),
        ("region", "330102", "320000", false),
        ("region", "110105", "110000", true),
        ("industry", "1311", "C", true),
        ("industry", "1311", "13", true),
        ("industry", "0111", "C", false),
    ] {
        let field = customer(name);
        let head = parse_filter_value(field, FilterOp::Under, under).unwrap().remove(0);
        assert_eq!(key(field, json!(inside)).starts_with(&head), expected, "{inside} in {under}");
    }
}
