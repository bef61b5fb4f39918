use super::*;
use proptest::prelude::*;
use serde_json::json;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

#[test]
fn months_are_read_as_they_are_written() {
    for text in ["2026-11", "0001-01", "9999-12"] {
        assert_eq!(month(text).to_string(), text);
    }
    for text in ["", "2026", "2026-13", "2026-1", "2026-00", "2026-11-01", "26-11", " 2026-11"] {
        assert_eq!(text.parse::<Month>(), Err(NoMonth), "{text}");
    }
}

#[test]
fn a_check_begins_so_many_days_before_the_end() {
    for (text, days, opens) in [
        ("2026-11", 10, "2026-11-21"),
        ("2026-02", 1, "2026-02-28"),
        ("2028-02", 29, "2028-02-01"),
        ("2026-02", 60, "2026-02-01"),
        ("2026-12", 0, "2026-12-31"),
    ] {
        assert_eq!(month(text).opens(days).to_string(), opens);
    }
}

#[test]
fn a_check_goes_one_way() {
    use CheckState as S;
    let steps = [CheckStep::Walk, CheckStep::Submit, CheckStep::Approve, CheckStep::Apply];
    let table = [
        (S::Open, [Some(S::Open), Some(S::Submitted), None, None]),
        (S::Submitted, [None, None, Some(S::Approved), None]),
        (S::Approved, [None, None, None, Some(S::Applied)]),
        (S::Applied, [None, None, None, None]),
    ];
    for (from, ends) in table {
        for (step, end) in steps.into_iter().zip(ends) {
            assert_eq!(from.step(step).ok(), end, "{from:?} {step:?}");
        }
    }
}

#[test]
fn nothing_that_changed_meanwhile_is_overwritten() {
    let (a, b, c) = (json!("a"), json!("b"), json!("c"));
    for (now, before, after, expected) in [
        (Some(&a), Some(&a), Some(&b), Fate::Write),
        (None, None, Some(&b), Fate::Write),
        (Some(&a), Some(&a), None, Fate::Write),
        (Some(&b), Some(&a), Some(&b), Fate::Already),
        (None, Some(&a), None, Fate::Already),
        (Some(&c), Some(&a), Some(&b), Fate::Overtaken),
        (None, Some(&a), Some(&b), Fate::Overtaken),
        (Some(&c), None, Some(&b), Fate::Overtaken),
    ] {
        assert_eq!(fate(now, before, after), expected, "{now:?} {before:?} {after:?}");
    }
}

#[test]
fn what_is_missing_is_said() {
    let all = Walked { total: 3, walked: 3, unproposed: 0 };
    assert_eq!(all.complete(), Ok(()));
    assert_eq!(Walked::default().complete(), Ok(()), "who has no customer has nothing to walk");
    let missing = Walked { walked: 2, ..all };
    assert_eq!(missing.complete(), Err(NoStep("month_check_not_walked")));
    let marked = Walked { unproposed: 1, ..all };
    assert_eq!(marked.complete(), Err(NoStep("month_check_unproposed")));
}

proptest! {
    #[test]
    fn months_follow_each_other(year in 1..9998i16, number in 1..=12i8, days in 0..70u16) {
        let one = Month::of(jiff::civil::date(year, number, 1));
        prop_assert_eq!(one.to_string().parse::<Month>(), Ok(one));
        prop_assert!(one.next() > one);
        prop_assert_eq!(one.next().first(), one.last().tomorrow().unwrap());
        prop_assert!(one.first() <= one.opens(days) && one.opens(days) <= one.last());
    }

    /// Whatever values there are: written only over what the proposal was made against.
    #[test]
    fn writing_never_loses_what_another_wrote(
        now in prop::option::of(0..3i64),
        before in prop::option::of(0..3i64),
        after in prop::option::of(0..3i64),
    ) {
        let [now, before, after] = [now, before, after].map(|v| v.map(Value::from));
        let fate = fate(now.as_ref(), before.as_ref(), after.as_ref());
        prop_assert!(fate != Fate::Write || now == before);
        prop_assert!(fate != Fate::Already || now == after);
    }
}
