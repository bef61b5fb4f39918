//! Chains as packs write them, and which holds when.

use super::*;
use crate::value::Language;
use crate::{CompanyPack, Pack, Regulation};

const PACK: &str = r#"
[pack]
code = "T"
version = "1"
title = { zh = "制度", en = "Regulation" }

[[clause]]
number = "1"
zh = "查阅由{view.chain}批准，外单位人员另由{view.outsider}批准。"
en = "Viewing needs the {view.chain}, outsiders the {view.outsider} too."
met = "enforced"
by = ["request.view"]

[[rule]]
key = "view.chain"
clause = "1"
type = "chain"
value = "department_head > custodian"
label = { zh = "查阅", en = "Viewing" }

[[rule]]
key = "view.outsider"
clause = "1"
type = "chain"
value = "service_manager"
label = { zh = "外单位查阅", en = "Outsiders" }
"#;

const CHAINS: &str = r#"
[[chain]]
key = "view"
clause = "1"
for = "view"
steps = "view.chain"
due = "2 working days"
remind = "4 hours"

[[chain]]
key = "view.outsider"
clause = "1"
for = "view"
when = { outsider = true }
steps = ["view.chain", "view.outsider"]

[[chain]]
key = "view.secret"
clause = "1"
for = "view"
when = { level = "confidential" }
steps = "general_manager | deputy_general_manager"
"#;

fn seats(regulation: &Regulation, kind: RequestKind, asked: Asked) -> Vec<Vec<String>> {
    let chain = regulation.chains().of(kind, asked);
    chain.map_or_else(Vec::new, |chain| chain.steps.iter().map(|s| s.seats.clone()).collect())
}

fn asked(level: Level, outsider: bool) -> Asked {
    Asked { level, outsider, other_department: false }
}

#[test]
fn the_chain_that_says_most_about_the_case_holds() {
    let pack = Pack::read(&format!("{PACK}{CHAINS}")).unwrap();
    let regulation = Regulation::compile(&CompanyPack::upon(&[&pack]), &[pack]).unwrap();
    let of = |level, outsider| seats(&regulation, RequestKind::View, asked(level, outsider));
    assert_eq!(of(Level::Internal, false), [["department_head"], ["custodian"]]);
    assert_eq!(of(Level::Secret, true), [["department_head"], ["custodian"], ["service_manager"]]);
    assert_eq!(of(Level::TopSecret, true), [["general_manager", "deputy_general_manager"]]);
    let none = seats(&regulation, RequestKind::Loan, asked(Level::Internal, false));
    assert!(none.is_empty());
    let first = &regulation.chains().all()[0];
    assert_eq!(first.due_words(Language::Zh), "2个工作日内");
    assert_eq!(regulation.chains().all()[1].case_words(Language::Zh), "查阅（外单位人员）");
}

#[test]
fn a_company_sets_or_replaces_a_chain() {
    let pack = Pack::read(&format!("{PACK}{CHAINS}")).unwrap();
    let own = r#"
[pack]
code = "own"
version = "2"
title = { zh = "制度", en = "Regulation" }
base = ["T@1"]

[[set]]
pack = "T"
key = "view.chain"
value = "sales_director"
reason = { zh = "人少", en = "Few people" }

[[clause]]
number = "1"
zh = "机密客户由办公室批准。"
en = "The office decides on confidential customers."
met = "enforced"
by = ["request.view"]

[[chain]]
key = "view.secret"
clause = "1"
for = "view"
when = { level = "confidential" }
steps = "office & general_manager"
"#;
    let company = CompanyPack::read(own).unwrap();
    assert_eq!(CompanyPack::read(&company.to_toml()).unwrap().own.chains, company.own.chains);
    let regulation = Regulation::compile(&company, &[pack]).unwrap();
    let of = |level| seats(&regulation, RequestKind::View, asked(level, false));
    assert_eq!(of(Level::Internal), [["sales_director"]]);
    assert_eq!(of(Level::Confidential), [["office", "general_manager"]]);
    let case = asked(Level::Confidential, false);
    let chain = regulation.chains().of(RequestKind::View, case).unwrap();
    assert_eq!(chain.clause, "own 1");
}

#[test]
fn everything_wrong_is_told_with_its_place() {
    let faults = |chain: &str| {
        let text = format!("{PACK}\n[[chain]]\n{chain}\n");
        let first = PACK.lines().count() + 3;
        let faults = Pack::read(&text).unwrap_err();
        faults.into_iter().map(move |f| (f.place.line - first, f.kind.code())).collect::<Vec<_>>()
    };
    let with = |key: &str, clause: &str, kind: &str, steps: &str, more: &str| {
        faults(&format!(
            "key = {key:?}\nclause = {clause:?}\nfor = {kind:?}\nsteps = {steps}\n{more}"
        ))
    };
    let good = r#""view.chain""#;
    let table = [
        (with("View", "1", "view", good, ""), vec![(0, "chain_key")]),
        (with("view", "2", "view", good, ""), vec![(1, "rule_without_clause")]),
        (with("view", "1", "export", good, ""), vec![(2, "chain_kind")]),
        (with("view", "1", "sight", good, ""), vec![(2, "form")]),
        (with("view", "1", "view", r#""nobody""#, ""), vec![(3, "chain_steps")]),
        (with("view", "1", "view", r#"["view.chain", "x"]"#, ""), vec![(3, "chain_steps")]),
        (with("view", "1", "view", good, r#"due = "soon""#), vec![(4, "value")]),
        (with("view", "1", "view", good, r#"when = { level = "deep" }"#), vec![(4, "form")]),
    ];
    for (found, expected) in table {
        assert_eq!(found, expected);
    }
    let twice = Pack::read(&format!("{PACK}{CHAINS}{CHAINS}")).unwrap_err();
    assert_eq!(twice.iter().map(|f| f.kind.code()).collect::<Vec<_>>(), ["chain_twice"; 3]);
}
