use super::cycle::{Cycle, CycleDue, Period};
use super::due::{Within, date_of, start_of};
use super::{ObligationState, Trigger, Who};
use crate::reference::WorkCalendar;
use jiff::civil::{Date, DateTime, Weekday, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn ms(text: &str) -> i64 {
    let at: DateTime = text.parse().unwrap();
    at.to_zoned(zone()).unwrap().timestamp().as_millisecond()
}

#[test]
fn hours_run_round_the_clock_and_days_end_with_the_day() {
    let calendar = WorkCalendar::builtin();
    for (from, within, due) in [
        ("2026-11-20T17:30", Within::Minutes(24 * 60), "2026-11-21T17:30"),
        ("2026-11-20T17:30", Within::Minutes(12 * 60), "2026-11-21T05:30"),
        ("2026-11-20T17:30", Within::EndOfDay, "2026-11-20T23:59:59.999"),
        ("2026-11-20T17:30", Within::WorkingDays(1), "2026-11-23T23:59:59.999"),
        ("2026-11-21T09:00", Within::WorkingDays(1), "2026-11-23T23:59:59.999"),
        // 1 to 7 October are holidays, Saturday the 10th is worked.
        ("2026-09-30T09:00", Within::WorkingDays(2), "2026-10-09T23:59:59.999"),
        ("2026-09-30T09:00", Within::WorkingDays(3), "2026-10-10T23:59:59.999"),
        ("2026-11-20T17:30", Within::Days(3), "2026-11-23T23:59:59.999"),
        ("2026-08-31T10:00", Within::Months(6), "2027-02-28T23:59:59.999"),
    ] {
        let found = within.after(ms(from), calendar, &zone());
        assert_eq!(found.at, ms(due), "{from} {within:?}");
        assert!(found.certain, "{from} {within:?}");
    }
}

#[test]
fn beyond_the_table_a_day_is_uncertain() {
    let calendar = WorkCalendar::builtin();
    let due = Within::WorkingDays(2).after(ms("2026-12-31T09:00"), calendar, &zone());
    assert!(!due.certain);
    let hours = Within::Minutes(24 * 60).after(ms("2026-12-31T09:00"), calendar, &zone());
    assert!(hours.certain);
}

#[test]
fn reminders_come_before() {
    let calendar = WorkCalendar::builtin();
    let due = ms("2026-11-23T23:59:59.999");
    assert_eq!(Within::Minutes(120).before(due, calendar, &zone()), ms("2026-11-23T21:59:59.999"));
    let day_before = Within::WorkingDays(1).before(due, calendar, &zone());
    assert_eq!(day_before, ms("2026-11-20T00:00"));
}

#[test]
fn fulfilling_on_the_last_instant_is_in_time() {
    assert_eq!(ObligationState::fulfilled(10, 10), ObligationState::Kept);
    assert_eq!(ObligationState::fulfilled(11, 10), ObligationState::LateKept);
}

#[test]
fn periods_lie_on_the_calendar() {
    for (cycle, day, start, end) in [
        (Cycle::Weeks(1), date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
        (Cycle::Weeks(1), date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 29)),
        (Cycle::Weeks(1), date(1999, 12, 31), date(1999, 12, 27), date(2000, 1, 2)),
        (Cycle::Months(1), date(2028, 2, 10), date(2028, 2, 1), date(2028, 2, 29)),
        (Cycle::Months(2), date(2026, 11, 22), date(2026, 11, 1), date(2026, 12, 31)),
        (Cycle::Months(6), date(2026, 11, 22), date(2026, 7, 1), date(2026, 12, 31)),
        (Cycle::Months(12), date(2026, 11, 22), date(2026, 1, 1), date(2026, 12, 31)),
    ] {
        assert_eq!(cycle.period_of(day), Period { start, end }, "{cycle:?} {day}");
    }
}

#[test]
fn the_work_of_a_period_is_due_when_the_regulation_says() {
    let calendar = WorkCalendar::builtin();
    let january = Cycle::Months(1).period_of(date(2026, 1, 15));
    for (due, at) in [
        (CycleDue::End, "2026-01-31T23:59:59.999"),
        (CycleDue::After(Within::WorkingDays(1)), "2026-02-02T23:59:59.999"),
        (CycleDue::DayOfNextMonth(5), "2026-02-05T23:59:59.999"),
        (CycleDue::DayOfNextMonth(31), "2026-02-28T23:59:59.999"),
    ] {
        assert_eq!(january.due(due, calendar, &zone()).at, ms(at), "{due:?}");
    }
    let ahead = Some(Within::Days(5));
    assert_eq!(january.opens_on(ahead, calendar), date(2026, 1, 26));
    assert_eq!(january.opens_on(Some(Within::Days(90)), calendar), january.start);
}

#[test]
fn what_was_missed_is_opened_and_the_current_period_always() {
    let calendar = WorkCalendar::builtin();
    let weekly = |to: Option<Date>, today| {
        let found = Cycle::Weeks(1).openings(None, to, today, calendar);
        found.into_iter().map(|p| p.start).collect::<Vec<_>>()
    };
    let today = date(2026, 11, 25);
    assert_eq!(weekly(None, today), [date(2026, 11, 23)]);
    assert_eq!(weekly(Some(today), today), [date(2026, 11, 23)]);
    // The clock had been ahead.
    assert_eq!(weekly(Some(date(2027, 3, 1)), today), [date(2026, 11, 23)]);
    let missed = weekly(Some(date(2026, 11, 10)), today);
    assert_eq!(missed, [date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23)]);
    // Years of silence do not open years of work.
    assert!(weekly(Some(date(2006, 1, 1)), today).len() < 60);
    let ahead = Some(Within::Days(3));
    let early = Cycle::Months(1).openings(ahead, Some(date(2026, 11, 20)), today, calendar);
    assert_eq!(early, []);
    let late = Cycle::Months(1).openings(ahead, Some(today), date(2026, 12, 2), calendar);
    assert_eq!(late, [Cycle::Months(1).period_of(today)]);
}

#[test]
fn triggers_ask_for_action_details_and_fields() {
    let one = |text: &str| vec![text.to_owned()];
    let trigger = Trigger {
        actions: one("customer.create"),
        when: [("import".to_owned(), one("")), ("kind".to_owned(), one("complaint"))].into(),
        changed: one("address"),
    };
    let holds = |action: &str, kind: &'static str, import: Option<&'static str>, field: &str| {
        let detail = |key: &str| match key {
            "kind" => Some(kind),
            "import" => import,
            _ => None,
        };
        trigger.holds(action, detail, |changed| changed == field)
    };
    assert!(holds("customer.create", "complaint", None, "address"));
    assert!(!holds("customer.update", "complaint", None, "address"));
    assert!(!holds("customer.create", "visit", None, "address"));
    assert!(!holds("customer.create", "complaint", Some("7"), "address"));
    assert!(!holds("customer.create", "complaint", None, "fax"));
}

#[test]
fn whom_a_duty_binds_is_read_back() {
    for text in [
        "owner",
        "actor",
        "head",
        "custodian",
        "leader",
        "role:finance",
        "post:档案管理员",
        "each_salesperson",
    ] {
        assert_eq!(Who::parse(text).unwrap().to_string(), text);
    }
    for text in ["", "boss", "role:", "post: ", "each_"] {
        assert_eq!(Who::parse(text), None, "{text:?}");
    }
}

/// One turn of the job: the clock stands at a day, and was moved there somehow.
fn moves() -> impl Strategy<Value = Vec<i16>> {
    // Mostly the next days; sometimes weeks of downtime, sometimes back.
    let step = prop_oneof![8 => 0_i16..3, 1 => 3_i16..60, 1 => -40_i16..0];
    prop::collection::vec(step, 1..600)
}

fn cycles() -> impl Strategy<Value = Cycle> {
    prop_oneof![
        (1_u16..20).prop_map(Cycle::Days),
        (1_u16..6).prop_map(Cycle::Weeks),
        (1_u16..14).prop_map(Cycle::Months),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_period_is_opened_exactly_once_however_the_clock_goes(
        cycle in cycles(),
        ahead in prop::option::of(1_u16..10),
        moves in moves(),
    ) {
        let calendar = WorkCalendar::builtin();
        let ahead = ahead.map(Within::Days);
        let first = date(2024, 2, 27);
        let (mut today, mut opened_to) = (first, None);
        let mut opened: Vec<Period> = Vec::new();
        let mut last = first;
        for step in std::iter::once(0).chain(moves) {
            today = today.saturating_add(jiff::Span::new().days(step));
            // A jump back before the beginning opens what was current then: not asked here.
            today = today.max(first);
            for period in cycle.openings(ahead, opened_to, today, calendar) {
                // As the unique key in the database does.
                if !opened.iter().any(|known| known.start == period.start) {
                    opened.push(period);
                }
                prop_assert!(period.opens_on(ahead, calendar) <= today);
            }
            opened_to = Some(today);
            last = last.max(today);
        }
        let starts: BTreeSet<_> = opened.iter().map(|period| period.start).collect();
        prop_assert_eq!(starts.len(), opened.len());
        // Whatever opened while the program was on, or while it was down, is there.
        let mut period = cycle.period_of(first);
        while period.start <= last {
            let opens = period.opens_on(ahead, calendar);
            if opens > first && opens <= last {
                prop_assert!(starts.contains(&period.start), "{:?} was never opened", period);
            }
            period = cycle.period_of(period.end.tomorrow().unwrap());
        }
    }

    #[test]
    fn periods_follow_each_other_without_gap_or_overlap(cycle in cycles(), days in 0_i32..9000) {
        let day = date(2005, 1, 1).saturating_add(jiff::Span::new().days(days));
        let period = cycle.period_of(day);
        prop_assert!(period.start <= day && day <= period.end);
        prop_assert_eq!(cycle.period_of(period.start), period);
        prop_assert_eq!(cycle.period_of(period.end), period);
        prop_assert_eq!(cycle.period_of(period.end.tomorrow().unwrap()).start,
            period.end.tomorrow().unwrap());
        if let Cycle::Weeks(_) = cycle {
            prop_assert_eq!(period.start.weekday(), Weekday::Monday);
        }
    }

    #[test]
    fn what_is_due_in_days_is_due_with_the_end_of_one(
        hours in 0_i64..90_000, days in 0_u16..40,
        name in prop::sample::select(vec!["Asia/Shanghai", "America/New_York", "UTC", "Asia/Urumqi"]),
    ) {
        let zone = TimeZone::get(name).unwrap();
        let from = ms("2016-01-01T00:00") + hours * 3_600_000;
        let calendar = WorkCalendar::builtin();
        for within in [Within::WorkingDays(days), Within::Days(days), Within::EndOfDay] {
            let due = within.after(from, calendar, &zone).at;
            prop_assert!(due >= from);
            let next = date_of(due, &zone).tomorrow().unwrap();
            prop_assert_eq!(start_of(next, &zone), due + 1);
            if let Within::WorkingDays(1..) = within {
                prop_assert!(calendar.is_working_day(date_of(due, &zone)));
            }
        }
    }
}
