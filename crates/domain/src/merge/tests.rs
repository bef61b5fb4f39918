use super::*;
use proptest::prelude::*;
use serde_json::json;

fn held(value: &Value) -> Held<'_> {
    Held { value: Some(value), ..Held::default() }
}

#[test]
fn the_first_merit_that_differs_decides() {
    let plain = Weight { created_at: 10, ..Weight::default() };
    let cases = [
        (Weight { credit_code: true, ..plain }, Merit::CreditCode),
        (Weight { verified: 1, ..plain }, Merit::Verified),
        (Weight { history: 1, ..plain }, Merit::History),
        (Weight { completeness: 1, ..plain }, Merit::Complete),
        (Weight { owner_active: true, ..plain }, Merit::OwnerActive),
        (Weight { created_at: 9, ..plain }, Merit::Older),
    ];
    for (better, merit) in cases {
        let because = vec![merit];
        let kept = Suggestion { side: Side::Survivor, because: because.clone() };
        assert_eq!(suggest(&better, &plain), kept);
        assert_eq!(suggest(&plain, &better), Suggestion { side: Side::Other, because });
    }
    let doubted = Weight { doubts: 1, ..plain };
    assert_eq!(suggest(&doubted, &plain).because, [Merit::Verified]);
    // A credit code outweighs everything; what speaks for the other is not named.
    let coded = Weight { credit_code: true, completeness: 5, ..plain };
    let busy = Weight { history: 40, completeness: 3, ..plain };
    assert_eq!(suggest(&coded, &busy).because, [Merit::CreditCode, Merit::Complete]);
    assert_eq!(suggest(&plain, &plain), Suggestion { side: Side::Survivor, because: vec![] });
}

#[test]
fn a_fact_is_suggested_with_its_reason() {
    let (a, b) = (json!("北京路1号"), json!("上海路2号"));
    let none = Held::default();
    assert_eq!(choose(&held(&a), &none), (Choice::Survivor, Because::OnlyOne));
    assert_eq!(choose(&none, &held(&a)), (Choice::Other, Because::OnlyOne));
    assert_eq!(choose(&none, &none), (Choice::Survivor, Because::Same));
    assert_eq!(choose(&held(&a), &held(&a)), (Choice::Survivor, Because::Same));
    assert_eq!(choose(&held(&a), &held(&b)), (Choice::Survivor, Because::Kept));
    let verified = Held { verified_at: Some(5), ..held(&b) };
    let newer = Held { changed_at: 9, ..held(&a) };
    assert_eq!(choose(&newer, &verified), (Choice::Other, Because::Verified));
    let doubted = Held { doubted: true, changed_at: 9, ..held(&a) };
    assert_eq!(choose(&doubted, &held(&b)), (Choice::Other, Because::Undoubted));
    assert_eq!(choose(&held(&b), &newer), (Choice::Other, Because::Newer));
    let long = json!("北京路1号 3 楼");
    assert_eq!(choose(&held(&a), &held(&long)), (Choice::Other, Because::Complete));
    assert_eq!(choose(&held(&long), &newer), (Choice::Survivor, Because::Complete));
    // What was verified once and is doubted now counts as doubted.
    let shaken = Held { doubted: true, verified_at: Some(1), ..held(&a) };
    assert_eq!(choose(&shaken, &held(&b)), (Choice::Other, Because::Undoubted));
}

#[test]
fn of_two_lists_nothing_gets_lost() {
    let (a, b, ab) = (json!(["x"]), json!(["y"]), json!(["x", "y"]));
    assert_eq!(choose(&held(&a), &held(&b)), (Choice::Both, Because::Complete));
    assert_eq!(choose(&held(&a), &held(&ab)), (Choice::Other, Because::Complete));
    assert_eq!(chosen(Choice::Both, Some(&a), Some(&b)), Some(ab.clone()));
    assert_eq!(chosen(Choice::Both, Some(&ab), Some(&b)), Some(ab));
    assert_eq!(chosen(Choice::Both, None, Some(&b)), Some(b));
    assert_eq!(chosen(Choice::Other, Some(&a), None), None);
}

#[test]
fn one_person_has_one_name_and_one_number() {
    let facts = |key: &str, value: &str| Values::from([(key.to_owned(), json!(value))]);
    let mobile = facts("mobile", "13800000001");
    assert!(same_person(("李强", &mobile), (" 李强", &mobile)));
    assert!(same_person(("李强", &mobile), ("李强", &facts("office_phone", "13800000001"))));
    assert!(!same_person(("李强", &mobile), ("李强", &facts("mobile", "13800000002"))));
    assert!(!same_person(("李强", &mobile), ("李刚", &mobile)));
    assert!(!same_person(("李强", &Values::new()), ("李强", &Values::new())));
    let both = filled(
        &mobile,
        &Values::from([("mobile".to_owned(), json!("2")), ("post".to_owned(), json!("经理"))]),
    );
    assert_eq!(
        both,
        Values::from([
            ("mobile".to_owned(), json!("13800000001")),
            ("post".to_owned(), json!("经理"))
        ])
    );
}

#[test]
fn what_was_changed_since_stays() {
    let facts = |pairs: &[(&str, i64)]| -> Values {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect()
    };
    let before = facts(&[("a", 1), ("b", 1), ("c", 1)]);
    let after = facts(&[("a", 2), ("b", 2), ("c", 1), ("d", 2)]);
    let now = facts(&[("a", 2), ("b", 3), ("c", 4), ("d", 2), ("e", 5)]);
    let found = returned(&before, &after, &now);
    assert_eq!(found.values, facts(&[("a", 1), ("b", 3), ("c", 4), ("e", 5)]));
    assert_eq!(
        (found.back, found.stay),
        (vec!["a".to_owned(), "d".to_owned()], vec!["b".to_owned()])
    );
}

fn weights() -> impl Strategy<Value = Weight> {
    (any::<bool>(), 0..3_i64, 0..3_i64, 0..3_i64, 0..3_i64, any::<bool>(), 0..3_i64).prop_map(
        |(credit_code, verified, doubts, history, completeness, owner_active, created_at)| Weight {
            credit_code,
            verified,
            doubts,
            history,
            completeness,
            owner_active,
            created_at,
        },
    )
}

fn values() -> impl Strategy<Value = Values> {
    proptest::collection::btree_map("[a-d]", (0..3_i64).prop_map(Value::from), 0..4)
}

proptest! {
    #[test]
    fn the_suggestion_does_not_hang_on_the_order(a in weights(), b in weights()) {
        let (there, back) = (suggest(&a, &b), suggest(&b, &a));
        prop_assert_eq!(&there.because, &back.because);
        prop_assert_eq!(there.because.is_empty(), there.side == back.side);
        prop_assert!(there.because.is_sorted());
    }

    #[test]
    fn un_merging_at_once_gives_back_what_was(before in values(), after in values()) {
        let found = returned(&before, &after, &after);
        prop_assert_eq!(found.values, before);
        prop_assert!(found.stay.is_empty());
    }

    #[test]
    fn un_merging_never_touches_what_was_changed_since(
        before in values(), after in values(), now in values(),
    ) {
        let found = returned(&before, &after, &now);
        for (key, value) in &now {
            if after.get(key) != Some(value) {
                prop_assert_eq!(found.values.get(key), Some(value));
            }
        }
        prop_assert!(found.stay.iter().all(|key| !found.back.contains(key)));
    }
}
