use super::*;
use crate::id::new_uuid;
use proptest::prelude::*;
use std::collections::HashSet;

const MINUTE: i64 = 60_000;

fn customer(n: u8) -> CustomerId {
    CustomerId::new(new_uuid(1, [n; 10]))
}

/// The file `n`, opened in this minute of a working day.
fn opening(n: u8, minute: u16) -> Opening {
    Opening {
        seq: i64::from(minute),
        at: i64::from(minute) * MINUTE,
        minute,
        worked: true,
        of_day: true,
        customer: customer(n),
        outside: false,
        leaving: false,
    }
}

fn files(limit: Limit, openings: &[Opening]) -> Option<u32> {
    judge(limit, openings).map(|found| found.files)
}

#[test]
fn many_files_within_a_span() {
    let limit = Limit::Many { files: 3, minutes: 60 };
    let at = |minutes: &[(u8, u16)]| {
        let openings: Vec<_> = minutes.iter().map(|(n, minute)| opening(*n, *minute)).collect();
        files(limit, &openings)
    };
    for (openings, found) in [
        (&[(1, 600), (2, 610)][..], None),
        (&[(1, 600), (2, 610), (3, 659)], Some(3)),
        // An hour later the first is out of the span.
        (&[(1, 600), (2, 610), (3, 660)], None),
        // The same file again is no other file.
        (&[(1, 600), (2, 610), (1, 620), (2, 630)], None),
        // Not even when its first opening leaves the span.
        (&[(1, 600), (2, 610), (1, 640), (3, 665)], Some(3)),
        // The busiest span counts.
        (&[(1, 60), (2, 61), (3, 62), (4, 600), (5, 601), (6, 602), (7, 603)], Some(4)),
    ] {
        assert_eq!(at(openings), found, "{openings:?}");
    }
}

#[test]
fn midnight_divides_no_hour() {
    let before = |n, minute: i64| Opening {
        at: -minute * MINUTE,
        seq: -minute,
        of_day: false,
        ..opening(n, 1_400)
    };
    let limit = Limit::Many { files: 3, minutes: 60 };
    let evening = [before(1, 30), before(2, 20), before(3, 10)];
    assert_eq!(files(limit, &evening), None, "the day before judged it");
    let night: Vec<_> = evening.into_iter().chain([opening(4, 5)]).collect();
    assert_eq!(files(limit, &night), Some(4));
    assert_eq!(files(Limit::Leaving { files: 1 }, &evening), None);
}

#[test]
fn reading_outside_office_hours_and_on_days_off() {
    let limit = Limit::Night { files: 2, from: 8 * 60, to: 20 * 60 };
    let day_off = |n, minute| Opening { worked: false, ..opening(n, minute) };
    for (openings, found) in [
        (vec![opening(1, 479), opening(2, 1_200)], Some(2)),
        (vec![opening(1, 480), opening(2, 1_199)], None),
        (vec![opening(1, 479), opening(2, 600)], None),
        (vec![day_off(1, 600), day_off(2, 601)], Some(2)),
        (vec![day_off(1, 600), day_off(1, 601)], None),
    ] {
        assert_eq!(files(limit, &openings), found, "{openings:?}");
    }
}

#[test]
fn reading_outside_ones_own() {
    let limit = Limit::Outside { files: 2, share: 500 };
    let foreign = |n| Opening { outside: true, ..opening(n, 600) };
    assert_eq!(files(limit, &[foreign(1), opening(2, 600)]), None, "too few");
    let half = [foreign(1), foreign(2), opening(3, 600), opening(4, 600)];
    assert_eq!(files(limit, &half), Some(2));
    assert_eq!(judge(limit, &half).map(|found| found.of), Some(4));
    let less: Vec<_> = half.into_iter().chain([opening(5, 600)]).collect();
    assert_eq!(files(limit, &less), None, "a smaller share");
}

#[test]
fn reading_before_leaving() {
    let limit = Limit::Leaving { files: 2 };
    let leaving = |n, minute| Opening { leaving: true, ..opening(n, minute) };
    let openings = [opening(1, 500), leaving(2, 600), leaving(3, 660)];
    let found = judge(limit, &openings);
    let expected = Figures { files: 2, of: 3, from: 600 * MINUTE, until: 660 * MINUTE, seq: 660 };
    assert_eq!(found, Some(expected));
    assert_eq!(judge(limit, &openings[..2]), None);
}

#[test]
fn nothing_is_found_in_nothing() {
    for limit in limits(0, 0) {
        assert_eq!(judge(limit, &[]), None);
    }
}

fn limits(files: u32, share: u16) -> [Limit; 5] {
    [
        Limit::Many { files, minutes: 30 },
        Limit::Night { files, from: 480, to: 1_200 },
        Limit::Outside { files, share },
        Limit::Leaving { files },
        Limit::Honey,
    ]
}

fn any_opening() -> impl Strategy<Value = Opening> {
    (0_u8..20, 0_u16..1_440, any::<[bool; 4]>()).prop_map(|(n, minute, told)| {
        let [worked, of_day, outside, leaving] = told;
        Opening { worked, of_day, outside, leaving, ..opening(n, minute) }
    })
}

proptest! {
    #[test]
    fn the_order_does_not_matter(
        (openings, shuffled) in proptest::collection::vec(any_opening(), 0..40)
            .prop_map(|mut all| {
                // No two entries of the log have the same place.
                let mut places = HashSet::new();
                all.retain(|one| places.insert(one.seq));
                all
            })
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        least in 0_u32..6,
    ) {
        for limit in limits(least, 300) {
            prop_assert_eq!(files(limit, &openings), files(limit, &shuffled));
        }
    }

    #[test]
    fn what_is_found_reaches_its_limit(
        openings in proptest::collection::vec(any_opening(), 0..40),
        least in 0_u32..6,
    ) {
        for limit in limits(least, 300) {
            let Some(found) = judge(limit, &openings) else { continue };
            prop_assert!(found.files >= least && found.files > 0 && found.files <= found.of);
            prop_assert!(found.from <= found.until);
            prop_assert!(openings.iter().any(|one| one.seq == found.seq));
            if let Limit::Many { minutes, .. } = limit {
                prop_assert!(found.until - found.from < i64::from(minutes) * MINUTE);
            }
        }
    }

    #[test]
    fn reading_more_hides_nothing(
        openings in proptest::collection::vec(any_opening(), 0..40),
        more in any_opening(),
        least in 0_u32..6,
    ) {
        let all: Vec<_> = openings.iter().copied().chain([more]).collect();
        // A share may become smaller, the others may not.
        for limit in limits(least, 0) {
            prop_assert!(files(limit, &openings) <= files(limit, &all));
        }
    }
}
