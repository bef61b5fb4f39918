//! The machine, walked at random: no path completes without every step, nobody decides on their own.

use super::*;
use crate::id::new_uuid;
use proptest::collection::vec;
use proptest::prelude::*;

fn person(n: u8) -> PersonId {
    PersonId::new(new_uuid(1, [n; 10]))
}

fn step(mode: Mode, seats: &[&str]) -> Step {
    Step { mode, seats: seats.iter().map(|seat| (*seat).to_owned()).collect() }
}

#[test]
fn steps_come_one_after_another() {
    let steps = [
        step(Mode::All, &["department_head", "marketing_director"]),
        step(Mode::Any, &["general_manager", "deputy_general_manager"]),
    ];
    let mut given = Vec::new();
    let sits = |names: &'static [&'static str]| move |seat: &str| names.contains(&seat);
    let seat = |given: &[Given], by, names| {
        Course { applicant: person(0), steps: &steps, given }.seat(person(by), sits(names))
    };
    // Whose turn it is not yet, whose wish it is, and who has nothing to do with it.
    assert_eq!(seat(&given, 9, &["general_manager"]), Err(Barred::NotTheApprover));
    assert_eq!(seat(&given, 0, &["department_head"]), Err(Barred::OwnRequest));
    assert_eq!(seat(&given, 4, &[]), Err(Barred::NotTheApprover));
    assert_eq!(seat(&given, 1, &["department_head", "marketing_director"]), Ok((0, 0)));
    given.push(Given { step: 0, seat: 0, by: person(1) });
    // Who holds both posts signs once.
    let both = seat(&given, 1, &["department_head", "marketing_director"]);
    assert_eq!(both, Err(Barred::DecidedAlready));
    assert_eq!(seat(&given, 2, &["marketing_director"]), Ok((0, 1)));
    given.push(Given { step: 0, seat: 1, by: person(2) });
    assert_eq!(seat(&given, 3, &["deputy_general_manager"]), Ok((1, 1)));
    given.push(Given { step: 1, seat: 1, by: person(3) });
    let course = Course { applicant: person(0), steps: &steps, given: &given };
    assert_eq!(course.current(), None);
    assert_eq!(seat(&given, 5, &["general_manager"]), Err(Barred::NotTheApprover));
}

fn chains() -> impl Strategy<Value = Vec<Step>> {
    let mode = prop_oneof![Just(Mode::Any), Just(Mode::All)];
    let step = (mode, 1..4_usize).prop_map(|(mode, count)| Step {
        mode,
        seats: (0..count).map(|seat| format!("seat_{seat}")).collect(),
    });
    vec(step, 1..5)
}

/// Somebody tries to decide: who, for which seats they can sit, and whether it goes back instead.
fn tries() -> impl Strategy<Value = Vec<(u8, u8, Option<usize>)>> {
    vec((0..12_u8, any::<u8>(), prop::option::weighted(0.1, 0..4_usize)), 0..60)
}

proptest! {
    #[test]
    fn no_path_completes_without_every_step(steps in chains(), tries in tries()) {
        let applicant = person(0);
        let mut given: Vec<Given> = Vec::new();
        for (who, sits, back) in tries {
            let course = Course { applicant, steps: &steps, given: &given };
            let can = |name: &str| {
                let seat: u32 = name.trim_start_matches("seat_").parse().unwrap();
                sits & (1 << seat) != 0
            };
            let Ok((step, seat)) = course.seat(person(who), can) else { continue };
            prop_assert_eq!(Some(step), course.current());
            match back {
                Some(to) if to < step => given.retain(|one| one.step < to),
                _ => given.push(Given { step, seat, by: person(who) }),
            }
        }
        let course = Course { applicant, steps: &steps, given: &given };
        let people: BTreeSet<_> = given.iter().map(|one| one.by).collect();
        prop_assert!(!people.contains(&applicant));
        prop_assert_eq!(people.len(), given.len(), "somebody decided twice");
        if course.current().is_none() {
            for (at, step) in steps.iter().enumerate() {
                let agreed = given.iter().filter(|one| one.step == at).count();
                let needed = if step.mode == Mode::All { step.seats.len() } else { 1 };
                prop_assert!(agreed >= needed);
            }
        } else {
            prop_assert!(!course.open_seats().is_empty());
        }
    }
}
