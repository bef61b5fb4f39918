use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn days(from: Date, to: Date) -> Window {
    Window { from, to }
}

#[test]
fn birthdays_come_every_year_however_they_are_known() {
    let year = days(date(2027, 1, 1), date(2027, 12, 31));
    let on = |whose, values| due(whose, &values, year);
    let birthday = |month, day| vec![(Occasion::Birthday, date(2027, month, day))];
    assert_eq!(on(Whose::Contact, values([("birthday", json!("1980-04-12"))])), birthday(4, 12));
    assert_eq!(on(Whose::Contact, values([("birth_month_day", json!("04-12"))])), birthday(4, 12));
    assert_eq!(
        on(Whose::Individual, values([("birth_date", json!("1980-02-29"))])),
        birthday(2, 28)
    );
    assert_eq!(on(Whose::Individual, values([("birthday", json!("1980-02-29"))])), vec![]);
    assert_eq!(on(Whose::Contact, values([])), vec![]);
    // The whole birthday counts where both are known.
    let both = values([("birthday", json!("1980-04-12")), ("birth_month_day", json!("05-01"))]);
    assert_eq!(on(Whose::Contact, both), birthday(4, 12));
    let leap = days(date(2028, 2, 28), date(2028, 2, 29));
    let born = values([("birthday", json!("1980-02-29"))]);
    assert_eq!(due(Whose::Contact, &born, leap), [(Occasion::Birthday, date(2028, 2, 29))]);
}

#[test]
fn holidays_come_for_those_who_are_marked() {
    let all: Vec<&str> = Occasion::ALL.iter().skip(1).map(|o| o.code()).collect();
    let marked = values([("greet_on", json!(all))]);
    let year = days(date(2027, 1, 1), date(2027, 12, 31));
    let found = due(Whose::Contact, &marked, year);
    assert_eq!(
        found,
        [
            (Occasion::NewYear, date(2027, 1, 1)),
            (Occasion::SpringFestival, date(2027, 2, 6)),
            (Occasion::LabourDay, date(2027, 5, 1)),
            (Occasion::DragonBoat, date(2027, 6, 9)),
            (Occasion::MidAutumn, date(2027, 9, 15)),
            (Occasion::NationalDay, date(2027, 10, 1)),
        ]
    );
    // 中秋 on the day of 国庆: both are greeted.
    let one = due(Whose::Contact, &marked, days(date(2031, 10, 1), date(2031, 10, 1)));
    assert_eq!(one.len(), 2);
    // Beyond the table only those whose day is fixed are known.
    let later = due(Whose::Contact, &marked, days(date(2060, 1, 1), date(2060, 12, 31)));
    assert_eq!(later.len(), 3);
}

#[test]
fn a_window_may_reach_over_the_new_year() {
    let marked = values([("greet_on", json!(["new_year"])), ("birthday", json!("1980-12-31"))]);
    let window = Window::of(date(2026, 12, 28), None, 7);
    let found = due(Whose::Contact, &marked, window);
    assert_eq!(
        found,
        [(Occasion::Birthday, date(2026, 12, 31)), (Occasion::NewYear, date(2027, 1, 1))]
    );
}

#[test]
fn what_was_missed_is_taken_up_unless_it_is_too_late() {
    let today = date(2026, 11, 23);
    for (ran_on, from) in [
        (None, 23),
        (Some(date(2026, 11, 23)), 23),
        (Some(date(2026, 11, 22)), 23),
        (Some(date(2026, 11, 20)), 21),
        (Some(date(2026, 1, 1)), 16),
        // A clock that was set back.
        (Some(date(2027, 1, 1)), 23),
    ] {
        let window = Window::of(today, ran_on, 7);
        assert_eq!(window, days(date(2026, 11, from), date(2026, 11, 30)), "{ran_on:?}");
    }
    assert_eq!(Window::of(today, None, 400).to, date(2026, 12, 23));
}

#[test]
fn a_greeting_ends_with_what_it_was_for() {
    let born = values([("birthday", json!("1980-11-25")), ("greet_on", json!(["new_year"]))]);
    let still = |occasion, day, today| still_due(Whose::Contact, &born, (occasion, day), today);
    let day = date(2026, 11, 25);
    assert!(still(Occasion::Birthday, day, date(2026, 11, 20)));
    assert!(still(Occasion::Birthday, day, date(2026, 12, 2)), "a week late");
    assert!(!still(Occasion::Birthday, day, date(2026, 12, 3)));
    assert!(!still(Occasion::Birthday, date(2026, 11, 24), date(2026, 11, 20)), "it was moved");
    assert!(still(Occasion::NewYear, date(2027, 1, 1), date(2026, 12, 30)));
    assert!(!still(Occasion::MidAutumn, date(2026, 9, 25), date(2026, 9, 20)), "no longer marked");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Years of runs on some days and not on others: everybody is greeted once on each birthday,
    /// never too early or too late, whatever was missed less than a week.
    #[test]
    fn everybody_is_greeted_once_each_year(
        ahead in 0_i64..=AHEAD_MAX,
        born in prop::collection::vec((1_i8..=12, 1_i8..=31), 1..12),
        rests in prop::collection::vec(1_i64..=7, 40..80),
        repeats in prop::collection::vec(1_usize..=3, 80),
    ) {
        let people: Vec<Values> = born
            .into_iter()
            .filter_map(|(month, day)| MonthDay::new(month, day))
            .map(|day| values([("birth_month_day", json!(day.to_string())), ("greet_on", json!(["mid_autumn"]))]))
            .collect();
        let begin = date(2027, 1, 15);
        let mut opened: BTreeMap<(usize, Occasion, Date), Date> = BTreeMap::new();
        let (mut today, mut ran_on) = (begin, None);
        // Long enough for the rests to meet every part of a year, several times over.
        let mut rest = rests.iter().cycle();
        let mut repeat = repeats.iter().cycle();
        while today < date(2030, 1, 15) {
            for _ in 0..*repeat.next().unwrap() {
                let window = Window::of(today, ran_on, ahead);
                for (who, facts) in people.iter().enumerate() {
                    for (occasion, day) in due(Whose::Contact, facts, window) {
                        // The unique key of the table.
                        opened.entry((who, occasion, day)).or_insert(today);
                    }
                }
                ran_on = Some(today);
            }
            today = today.saturating_add(rest.next().unwrap().days());
        }
        let last = ran_on.unwrap();
        for (who, facts) in people.iter().enumerate() {
            let wanted: BTreeSet<_> =
                due(Whose::Contact, facts, days(begin, last.saturating_add(ahead.days()))).into_iter().collect();
            let got: BTreeSet<_> =
                opened.keys().filter(|(w, ..)| *w == who).map(|(_, o, d)| (*o, *d)).collect();
            prop_assert_eq!(got, wanted);
        }
        for ((_, _, day), on) in opened {
            prop_assert!(on >= day.saturating_sub(ahead.days()), "{on} for {day}");
            prop_assert!(on <= day.saturating_add(LATE_DAYS.days()), "{on} for {day}");
        }
    }
}
