use super::*;
use crate::combine::Why;
use crate::company::{Base, DropClause, HoldMatter, SetValue};
use crate::fault::{FaultKind, Place};
use crate::pack::Rule;
use crate::value::{Term, Unit};
use proptest::prelude::*;

fn words(text: &str) -> Words {
    Words { zh: text.to_owned(), en: text.to_owned() }
}

/// A company's pack upon shipped packs, changing nothing.
fn upon(codes: &[&str]) -> CompanyPack {
    let mut company = CompanyPack::upon(&[]);
    company.base = codes
        .iter()
        .map(|code| Base {
            code: (*code).to_owned(),
            version: "1".to_owned(),
            place: Place::default(),
        })
        .collect();
    company
}

fn set(pack: &str, key: &str, value: &str) -> SetValue {
    SetValue {
        pack: pack.to_owned(),
        key: key.to_owned(),
        value: value.to_owned(),
        reason: words("因为"),
        place: Place { line: 2, column: 1 },
        value_place: Place { line: 3, column: 9 },
    }
}

fn drop(clause: &str) -> DropClause {
    let clause = ClauseRef::parse(clause).unwrap();
    DropClause { clause, reason: words("因为"), place: Place { line: 4, column: 1 } }
}

fn hold(matter: &str, pack: &str) -> HoldMatter {
    let (matter, pack) = (matter.to_owned(), pack.to_owned());
    HoldMatter { matter, pack, reason: None, place: Place { line: 5, column: 1 } }
}

fn compiled(company: &CompanyPack) -> Regulation {
    Regulation::of_company(company).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn codes(company: &CompanyPack) -> Vec<(usize, &'static str)> {
    let faults = Regulation::of_company(company).unwrap_err();
    faults.iter().map(|fault| (fault.place.line, fault.kind.code())).collect()
}

#[test]
fn a_shipped_pack_holds_as_it_is() {
    for pack in shipped_packs() {
        let regulation = Regulation::of_shipped(&pack.code.to_lowercase()).unwrap();
        assert_eq!(regulation.version(), "1");
        assert_eq!(regulation.clauses().len(), pack.clauses.len());
        assert_eq!(regulation.rules().len(), pack.rules.len());
        for (ours, theirs) in regulation.clauses().iter().zip(&pack.clauses) {
            let said = regulation.sentence(ours, Language::Zh);
            assert_eq!(said, pack.sentence(theirs, Language::Zh));
        }
        for rule in &pack.rules {
            let held = regulation.rule(&rule.key).unwrap();
            assert_eq!((held.key.as_str(), held.changed), (rule.key.as_str(), false));
        }
    }
    assert_eq!(Regulation::of_shipped("X"), None);
}

#[test]
fn the_sources_contradict_each_other_where_they_are_known_to() {
    let regulation = compiled(&upon(&["M", "C", "H", "L", "S"]));
    let matters: Vec<_> = regulation.contradictions().iter().map(|c| c.matter.as_str()).collect();
    for matter in [
        "customer.definition",
        "custodian.department",
        "new_customer.due",
        "view.chain",
        "loan.term",
        "disclosure.chain",
        "leak.report_to",
        "destruction.chain",
        "grade.method",
    ] {
        assert!(matters.contains(&matter), "{matter} is not among {matters:?}");
    }
}

#[test]
fn a_key_is_about_one_matter_in_all_packs() {
    let mut known: HashMap<&str, &str> = HashMap::new();
    for rule in shipped_packs().iter().flat_map(|pack| &pack.rules) {
        let matter = *known.entry(&rule.key).or_insert(&rule.matter);
        assert_eq!(matter, rule.matter, "{}", rule.key);
    }
}

#[test]
fn what_is_named_first_holds_until_the_company_settles_it() {
    let first = |codes: &[&str]| {
        let regulation = compiled(&upon(codes));
        let held = regulation.duration("loan.term").unwrap();
        (held.value, held.clause.to_string())
    };
    assert_eq!(first(&["M", "L"]), (Term::SameDay, "M 5.2.3.3".to_owned()));
    assert_eq!(first(&["L", "M"]), (Term::Of(3, Unit::Day), "L1-19.5.2".to_owned()));

    let mut company = upon(&["M", "L"]);
    company.hold.push(HoldMatter { reason: Some(words("三天够用")), ..hold("loan.term", "L") });
    let settled = compiled(&company);
    assert_eq!(settled.duration("loan.term").unwrap().clause.to_string(), "L1-19.5.2");
    // M's own key is answered by the pack that holds on its matter …
    assert_eq!(settled.rule("loan.manager_term").unwrap().pack, "L");
    // … while M's clause still says what M says, and the rule that it does not hold.
    assert!(!settled.rule_of("M", "loan.manager_term").unwrap().holds);
    let told = settled.contradictions().iter().find(|c| c.matter == "loan.term").unwrap();
    assert_eq!(told.holds, "L");
    assert_eq!(told.position().unwrap().clause.to_string(), "L1-19.5.2");
    assert_eq!(
        told.words(Language::Zh),
        "M 5.2.3.3 销售经理归还时限：当日；M 5.2.3.7 重要资料归还时限：当日；\
         L1-19.5.2 借阅期限：3天。公司决定以L为准：三天够用。"
    );
    let english = told.words(Language::En);
    assert!(english.ends_with("3 days. The company decided that L holds: 三天够用."), "{english}");
}

#[test]
fn special_cases_of_one_pack_hold_each_by_its_key() {
    let regulation = Regulation::of_shipped("L").unwrap();
    let told = regulation.contradictions().iter().find(|c| c.matter == "leak.report_to").unwrap();
    assert_eq!(told.why, Why::Alone);
    assert!(told.positions.iter().all(|said| said.holds));
    let (usual, secret) = ("leak.report_to", "leak.report_to.secrets");
    assert_eq!(regulation.rule(usual).unwrap().key, usual);
    assert_eq!(regulation.rule(secret).unwrap().key, secret);
}

#[test]
fn a_blank_says_nothing() {
    // S leaves the deadline of changes open; H says a day.
    let regulation = compiled(&upon(&["S", "H"]));
    assert_eq!(regulation.rule("change.due").unwrap().pack, "H");
    let alone = Regulation::of_shipped("S").unwrap();
    assert_eq!(alone.rule("change.due").unwrap().value, Value::Blank);
    assert_eq!(alone.duration("change.due"), None);
}

#[test]
fn another_value_stands_in_the_sentence_and_is_told_with_its_reason() {
    let mut company = upon(&["S"]);
    company.set.push(set("S", "new_customer.due", "12 hours"));
    let regulation = compiled(&company);
    let rule = regulation.rule("new_customer.due").unwrap();
    assert!(rule.changed);
    assert_eq!(
        (rule.value.to_string(), rule.shipped.to_string()),
        ("12 hours".into(), "1 working day".into())
    );
    assert_eq!(rule.reason, Some(words("因为")));
    let clause = regulation.clause(&rule.clause).unwrap();
    assert!(regulation.sentence(clause, Language::Zh).contains("12小时"));
    assert_eq!(regulation.number("new_customer.due"), None, "it is no count");
}

#[test]
fn a_clause_that_is_dropped_takes_its_rules_along() {
    let mut company = upon(&["M", "L"]);
    company.drop.push(drop("L1-19.5.2"));
    let regulation = compiled(&company);
    assert_eq!(regulation.rule_of("L", "loan.term"), None);
    assert_eq!(regulation.rule("loan.term").unwrap().pack, "M");
    assert!(regulation.contradictions().iter().all(|c| c.matter != "loan.term"));
    assert!(regulation.dropped()[0].text.zh.contains("3天"));
}

#[test]
fn a_heading_goes_over_to_the_next_clause_that_holds() {
    let mut company = upon(&["M"]);
    company.drop.push(drop("M 2.1"));
    let regulation = compiled(&company);
    let next = regulation.clause(&ClauseRef::parse("M 2.2").unwrap()).unwrap();
    assert_eq!(next.heading.as_ref().unwrap().zh, "适用对象");
}

#[test]
fn the_companys_own_rule_holds_before_its_packs() {
    let text = r#"
[pack]
code = "own"
version = "2"
title = { zh = "制度", en = "Regulation" }
base = ["M@1"]
[[clause]]
number = "1"
zh = "资料借出{loan.term}。"
en = "Loans last {loan.term}."
met = "not_yet"
will = "tracked"
by = ["loan"]
[[rule]]
key = "loan.term"
clause = "1"
type = "duration"
value = "7 days"
label = { zh = "借阅期限", en = "Longest loan" }
"#;
    let regulation = compiled(&CompanyPack::read(text).unwrap());
    assert_eq!(regulation.duration("loan.manager_term").unwrap().clause.to_string(), "own 1");
    let told = regulation.contradictions().iter().find(|c| c.matter == "loan.term").unwrap();
    assert_eq!(told.why, Why::OwnRule);
    assert_eq!(regulation.packs().last().map(|pack| pack.own), Some(true));
    assert_eq!(regulation.clauses().last().unwrap().clause.to_string(), "own 1");
}

/// A pack of one clause with a value, and a duty that is due by it.
fn one_duty(code: &str, due: &str, closed_by: &str) -> Pack {
    let text = format!(
        "[pack]\ncode = \"{code}\"\nversion = \"1\"\ntitle = {{ zh = \"制度\", en = \"Regulation\" }}\n\
         [[clause]]\nnumber = \"1\"\nzh = \"新客户{{new_customer.due}}内补全。\"\n\
         en = \"New customers are completed within {{new_customer.due}}.\"\nmet = \"enforced\"\n\
         by = [\"regulation\"]\n\
         [[clause]]\nnumber = \"2\"\nzh = \"补全。\"\nen = \"Complete.\"\nmet = \"enforced\"\n\
         by = [\"regulation\"]\n\
         [[rule]]\nkey = \"new_customer.due\"\nclause = \"1\"\ntype = \"duration\"\nvalue = \"{due}\"\n\
         label = {{ zh = \"时限\", en = \"Due\" }}\n\
         [[duty]]\nkey = \"new_customer\"\nclause = \"2\"\n\
         title = {{ zh = \"补全\", en = \"Complete\" }}\non = \"customer.create\"\nabout = \"customer\"\n\
         due = \"new_customer.due\"\nwho = \"owner\"\nclosed_by = \"{closed_by}\"\n"
    );
    Pack::read(&text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn of_two_duties_alike_that_of_the_pack_that_holds_is_in_force() {
    let bases = [
        one_duty("A", "1 day", "customer.complete"),
        one_duty("B", "2 days", "customer.verify"),
        one_duty("N", "", "customer.update"),
    ];
    let held = |codes: &[usize], settled: Option<&str>| {
        let named: Vec<_> = codes.iter().map(|at| &bases[*at]).collect();
        let mut company = CompanyPack::upon(&named);
        company.hold.extend(settled.map(|pack| hold("new_customer.due", pack)));
        let regulation = Regulation::compile(&company, &bases).unwrap();
        let [duty] = regulation.duties().all() else { panic!("{:?}", regulation.duties()) };
        (duty.clause.clone(), duty.closing.actions[0].clone(), duty.within)
    };
    let (a, b) = (("A2", "customer.complete", 1), ("B2", "customer.verify", 2));
    let of = |(clause, action, days): (&str, &str, u16)| {
        (clause.to_owned(), action.to_owned(), kedang_domain::obligation::Within::Days(days))
    };
    assert_eq!(held(&[0, 1], None), of(a));
    assert_eq!(held(&[1, 0], None), of(b));
    assert_eq!(held(&[0, 1], Some("B")), of(b));
    assert_eq!(held(&[2, 1], None), of(b), "a blank holds nothing");
    let rests = Regulation::compile(&CompanyPack::upon(&[&bases[2]]), &bases).unwrap();
    assert_eq!(rests.duties().all(), []);
}

#[test]
fn a_duty_goes_with_its_clause_and_its_term_not_before_it() {
    let bases = [one_duty("A", "1 day", "customer.complete")];
    let mut company = CompanyPack::upon(&[&bases[0]]);
    company.drop.push(drop("A1"));
    let faults = Regulation::compile(&company, &bases).unwrap_err();
    let still = FaultKind::StillSaid("A2".to_owned(), "new_customer.due".to_owned());
    assert_eq!(faults.iter().map(|fault| &fault.kind).collect::<Vec<_>>(), [&still]);
    company.drop.push(drop("A2"));
    let without = Regulation::compile(&company, &bases).unwrap();
    assert_eq!(without.duties().all(), []);
}

#[test]
fn what_does_not_fit_the_bases_is_refused_at_its_place() {
    let refused = |change: &dyn Fn(&mut CompanyPack)| {
        let mut company = upon(&["M"]);
        change(&mut company);
        codes(&company)
    };
    assert_eq!(refused(&|c| c.base[0].version = "9".into()), [(0, "base_unknown")]);
    assert_eq!(refused(&|c| c.set.push(set("L", "loan.term", "1 day"))), [(2, "not_among_bases")]);
    assert_eq!(refused(&|c| c.set.push(set("M", "loan.term", "1 day"))), [(2, "set_unknown")]);
    assert_eq!(refused(&|c| c.set.push(set("M", "loan.chain", "boss"))), [(3, "value")]);
    assert_eq!(refused(&|c| c.drop.push(drop("S 5.2"))), [(4, "not_among_bases")]);
    assert_eq!(refused(&|c| c.drop.push(drop("M 99"))), [(4, "drop_unknown")]);
    assert_eq!(refused(&|c| c.hold.push(hold("loan.term", "L"))), [(5, "not_among_bases")]);
    assert_eq!(refused(&|c| c.hold.push(hold("grade.method", "M"))), [(5, "hold_unsaid")]);
    let both = refused(&|c| {
        c.drop.push(drop("M 5.2.3.7"));
        c.set.push(set("M", "loan.important_term", "1 day"));
    });
    assert_eq!(both, [(2, "set_unknown")], "the clause of the rule does not hold");
}

#[test]
fn a_clause_whose_value_others_name_is_not_dropped_alone() {
    let mut company = upon(&["L"]);
    let named = |rule: &&Rule| {
        let base = &shipped_packs()[3];
        base.clauses.iter().any(|clause| {
            clause.number != rule.clause && parts(&clause.text.zh).contains(&Part::Key(&rule.key))
        })
    };
    let rule = shipped_packs()[3].rules.iter().find(named).unwrap();
    company.drop.push(drop(&rule.clause.quoted("L")));
    assert!(codes(&company).contains(&(4, "still_said")));
}

/// Any of the five packs, in any order.
fn orders() -> impl Strategy<Value = Vec<&'static str>> {
    Just(vec!["M", "C", "H", "L", "S"])
        .prop_shuffle()
        .prop_flat_map(|codes| (1..=codes.len()).prop_map(move |n| codes[..n].to_vec()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_first_pack_that_says_something_holds(codes in orders()) {
        let regulation = compiled(&upon(&codes));
        for rule in regulation.rules() {
            let says = |code: &&&str| {
                regulation.rules().iter().any(|other| {
                    other.pack == ***code && other.matter == rule.matter && other.value != Value::Blank
                })
            };
            if let Some(first) = codes.iter().find(says) {
                prop_assert_eq!(&regulation.rule(&rule.key).unwrap().pack, first);
                prop_assert_eq!(rule.holds, rule.pack == **first);
            }
        }
    }

    #[test]
    fn setting_what_is_said_anyway_changes_nothing(codes in orders(), at in any::<prop::sample::Index>()) {
        let plain = upon(&codes);
        let before = compiled(&plain);
        let rule = &before.rules()[at.index(before.rules().len())];
        let mut company = plain.clone();
        company.set.push(set(&rule.pack, &rule.key, &rule.shipped.to_string()));
        prop_assert_eq!(compiled(&company), before.clone());
    }

    #[test]
    fn no_rule_of_a_dropped_clause_is_left(codes in orders(), at in any::<prop::sample::Index>()) {
        let before = compiled(&upon(&codes));
        let clause = &before.clauses()[at.index(before.clauses().len())].clause;
        let mut company = upon(&codes);
        company.drop.push(drop(&clause.to_string()));
        match Regulation::of_company(&company) {
            Ok(after) => {
                prop_assert!(after.rules().iter().all(|rule| rule.clause != *clause));
                let quoted = clause.to_string();
                prop_assert!(after.duties().all().iter().all(|duty| duty.clause != quoted));
                prop_assert_eq!(after.clauses().len() + 1, before.clauses().len());
                for known in after.clauses() {
                    let said = after.sentence(known, Language::Zh);
                    prop_assert!(said == before.sentence(known, Language::Zh), "{}", said);
                }
            }
            Err(faults) => {
                prop_assert!(faults.iter().all(|fault| fault.kind.code() == "still_said"));
            }
        }
    }

    #[test]
    fn what_is_written_compiles_alike(codes in orders()) {
        let company = upon(&codes);
        let again = CompanyPack::read(&company.to_toml()).unwrap();
        prop_assert_eq!(compiled(&again), compiled(&company));
    }
}
