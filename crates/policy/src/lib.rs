//! Policy packs: a company's regulation as data.
//!
//! A pack is a file that a person can read: clauses, each with what the software does about it,
//! and rules, the values that a company may change. This crate reads packs and says precisely what
//! is wrong with one ([`Pack::read`]). A company's own pack ([`CompanyPack`]) changes one or several
//! of them; together they are compiled to the regulation in force ([`Regulation`]), which every
//! decision asks. This crate also prints the regulation ([`print::book`]) and tells clause by
//! clause how it is met ([`coverage::coverage`]). It has no I/O, no clock and no database.

pub mod capability;
pub mod chain;
pub mod combine;
pub mod company;
pub mod coverage;
pub mod difference;
pub mod duty;
mod fault;
pub mod matter;
mod number;
mod pack;
pub mod print;
pub mod regulation;
mod shipped;
pub mod value;
pub mod watch;

/// The JSON schema of packs and of companies' packs, for editors: form alone, not what must agree
/// between the parts.
pub const SCHEMA: &str = include_str!("../../../docs/schema/policy-pack.schema.json");

pub use chain::{Asked, Chain, ChainInForce, Chains};
pub use company::CompanyPack;
pub use difference::{Difference, difference};
pub use duty::{Duties, Duty, DutyInForce};
pub use fault::{ChainFault, DutyFault, Fault, FaultKind, Place, WatchFault};
pub use number::{ClauseNumber, ClauseRef};
pub use pack::{Chapter, Clause, Met, Pack, Rule, Words};
pub use regulation::{Regulation, RuleInForce};
pub use shipped::{SHIPPED, Shipped, shipped, shipped_packs};
pub use watch::{Watch, WatchInForce, Watches};

#[cfg(test)]
mod tests {
    use super::SCHEMA;
    use crate::value::Kind;
    use kedang_domain::obligation::About;
    use kedang_domain::org::DepartmentKind;
    use serde_json::Value;

    /// `scripts/policy-schema.py` holds the schema against the reader member by member.
    #[test]
    fn the_schema_names_what_the_reader_knows() {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let named = |name: &str| -> Vec<String> {
            let words = schema["$defs"][name]["enum"].as_array().unwrap();
            words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(named("type"), Kind::ALL.map(Kind::as_str));
        assert_eq!(named("about"), About::ALL.iter().map(|known| known.code()).collect::<Vec<_>>());
        let kinds: Vec<_> = DepartmentKind::ALL.iter().map(|known| known.code()).collect();
        assert_eq!(named("department"), kinds);
    }
}
