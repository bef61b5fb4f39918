//! The five packs that come with the program.

use crate::{Fault, Pack};
use std::sync::LazyLock;

/// A pack as it is shipped: its text, and the numbers of all clauses of its source.
#[derive(Clone, Copy, Debug)]
pub struct Shipped {
    /// Its code.
    pub code: &'static str,
    /// The text of the pack.
    pub text: &'static str,
    /// One number a line.
    pub numbers: &'static str,
}

macro_rules! shipped {
    ($code:literal, $name:literal) => {
        Shipped {
            code: $code,
            text: include_str!(concat!("../../../data/policy/", $name, ".toml")),
            numbers: include_str!(concat!("../../../data/policy/numbers/", $name, ".txt")),
        }
    };
}

/// In the order in which the sources are named.
pub const SHIPPED: [Shipped; 5] = [
    shipped!("M", "m"),
    shipped!("C", "c"),
    shipped!("H", "h"),
    shipped!("L", "l"),
    shipped!("S", "s"),
];

static READ: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    // A test holds that nothing is wrong with any.
    SHIPPED.iter().filter_map(|pack| Pack::read(pack.text).ok()).collect()
});

/// All packs that come with the program, read once.
#[must_use]
pub fn shipped_packs() -> &'static [Pack] {
    &READ
}

/// Reads the pack of a code; `None` when no such pack is shipped.
///
/// # Errors
/// What is wrong with it; a test holds that nothing is.
#[must_use]
pub fn shipped(code: &str) -> Option<Result<Pack, Vec<Fault>>> {
    let found = SHIPPED.iter().find(|pack| pack.code.eq_ignore_ascii_case(code))?;
    Some(Pack::read(found.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_wrong_with_the_packs_and_no_clause_of_a_source_is_missing() {
        for shipped in SHIPPED {
            let told = |faults: Vec<Fault>| {
                let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
                panic!("{}: {}", shipped.code, lines.join("\n"))
            };
            let pack = Pack::read(shipped.text).unwrap_or_else(told);
            assert_eq!(pack.code, shipped.code);
            assert_eq!(pack.complete(shipped.numbers), Ok(()), "{}", pack.code);
        }
        assert_eq!(shipped_packs().len(), SHIPPED.len());
    }

    /// A clause that is tracked by a deadline has a duty, or gives one its time: nothing else would
    /// notice that it is broken.
    #[test]
    fn what_is_tracked_by_a_deadline_is_owed() {
        for pack in shipped_packs() {
            let owed = |clause: &crate::Clause| {
                let timed = |duty: &crate::Duty| {
                    let rules = pack.rules.iter().filter(|rule| rule.clause == clause.number);
                    duty.clause == clause.number
                        || rules.into_iter().any(|rule| duty.terms().any(|key| key == rule.key))
                };
                pack.duties.iter().any(timed)
            };
            let by_deadline = |clause: &&crate::Clause| {
                clause.met == crate::Met::Tracked
                    && clause.by.iter().any(|known| known.key == "deadline.entry")
            };
            for clause in pack.clauses.iter().filter(by_deadline) {
                assert!(owed(clause), "{}", clause.number.quoted(&pack.code));
            }
        }
    }
}
