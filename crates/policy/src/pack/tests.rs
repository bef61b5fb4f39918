use super::*;

const GOOD: &str = r#"
[pack]
code = "T"
version = "1"
title = { zh = "测试制度", en = "Regulation for tests" }

[[chapter]]
from = "1"
title = { zh = "总则", en = "General" }

[[clause]]
number = "1"
zh = "资料借出不超过{loan.term}。"
en = "Files are lent for {loan.term} at most."
met = "not_yet"
will = "enforced"
by = ["loan"]

[[clause]]
number = "2.1"
zh = "每人只能查看自己的客户。"
en = "Everybody sees their own customers only."
met = "enforced"
by = ["customer.visibility"]

[[rule]]
key = "loan.term"
clause = "1"
type = "duration"
value = "3 days"
label = { zh = "借阅期限", en = "Term of a loan" }
"#;

fn faults(text: &str) -> Vec<(usize, &'static str)> {
    let faults = Pack::read(text).expect_err("the pack is wrong");
    faults.iter().map(|fault| (fault.place.line, fault.kind.code())).collect()
}

#[test]
fn a_pack_is_read_and_its_sentences_hold_the_values() {
    let pack = Pack::read(GOOD).unwrap();
    assert_eq!(pack.clauses.len(), 2);
    assert_eq!(pack.sentence(&pack.clauses[0], Language::Zh), "资料借出不超过3天。");
    assert_eq!(pack.sentence(&pack.clauses[0], Language::En), "Files are lent for 3 days at most.");
    assert_eq!(pack.complete("1\n2.1\n"), Ok(()));
    let unlike = pack.complete("1\n2.2\n").unwrap_err();
    let expected =
        [FaultKind::ClauseMissing("2.2".to_owned()), FaultKind::ClauseUnknown("2.1".to_owned())];
    assert_eq!(unlike, expected);
}

#[test]
fn each_fault_is_told_with_its_line() {
    for (old, new, expected) in [
        ("version = \"1\"", "version = \" \"", (4, "empty")),
        ("version = \"1\"", "edition = \"1\"", (4, "form")),
        ("version = \"1\"", "version = \"1", (4, "form")),
        ("from = \"1\"", "from = \"9\"", (8, "chapter")),
        ("number = \"2.1\"", "number = \"1\"", (20, "number_twice")),
        ("number = \"2.1\"", "number = \"二\"", (20, "form")),
        ("en = \"Everybody sees their own customers only.\"", "en = \"\"", (22, "empty")),
        ("自己的客户", "{own.count}个客户", (21, "placeholder_unknown")),
        ("by = [\"loan\"]", "by = [\"magic\"]", (12, "nothing_missing")),
        ("by = [\"loan\"]", "by = [\"customer.visibility\"]", (12, "nothing_missing")),
        ("by = [\"customer.visibility\"]", "by = []", (20, "nothing_meets")),
        ("by = [\"customer.visibility\"]", "by = [\"loan\"]", (24, "cannot_yet")),
        ("will = \"enforced\"\n", "", (12, "will")),
        ("will = \"enforced\"", "will = \"not_yet\"", (12, "will")),
        ("met = \"enforced\"", "met = \"enforced\"\nwill = \"tracked\"", (20, "will")),
        ("met = \"enforced\"", "met = \"hoped\"", (23, "form")),
        ("key = \"loan.term\"", "key = \"LoanTerm\"", (13, "placeholder_unknown")),
        ("clause = \"1\"", "clause = \"7\"", (28, "rule_without_clause")),
        ("clause = \"1\"", "clause = \"2.1\"", (27, "rule_unsaid")),
        ("value = \"3 days\"", "value = \"3 moons\"", (30, "value")),
        ("type = \"duration\"", "type = \"tide\"", (29, "form")),
    ] {
        let text = GOOD.replacen(old, new, 1);
        assert_ne!(text, GOOD, "{old}");
        let found = faults(&text);
        assert!(found.contains(&expected), "{new}: {found:?}");
    }
}

#[test]
fn the_same_key_twice_is_a_fault() {
    let (_, rule) = GOOD.split_at(GOOD.find("[[rule]]").unwrap());
    assert!(faults(&format!("{GOOD}{rule}")).iter().any(|fault| fault.1 == "key_twice"));
}

#[test]
fn a_place_counts_characters() {
    let text = GOOD.replace("\"customer.visibility\"", "\"贵\", \"客户.看\"");
    let faults = Pack::read(&text).unwrap_err();
    let place = faults.iter().find(|f| f.kind.code() == "capability_unknown").unwrap().place;
    assert_eq!((place.line, place.column), (24, 7));
    assert_eq!(faults.iter().filter(|f| f.kind.code() == "capability_unknown").count(), 2);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in proptest::prelude::any::<String>(), at in 0..900_usize) {
        let _ = Pack::read(&text);
        let at = (at..GOOD.len()).find(|at| GOOD.is_char_boundary(*at)).unwrap_or(0);
        let _ = Pack::read(&format!("{}{text}{}", &GOOD[..at], &GOOD[at..]));
    }
}
