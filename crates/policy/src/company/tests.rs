use super::*;

const GOOD: &str = r#"
[pack]
code = "own"
version = "3"
title = { zh = "客户数据制度", en = "Customer data" }
base = ["M@1", "L@1"]

[[set]]
pack = "M"
key = "loan.important_term"
value = "2 days"
reason = { zh = "分公司\n在外地", en = "Branches are \"out of town\"" }

[[drop]]
clause = "M 5.2.3.4"
reason = { zh = "没有纸质档案", en = "There are no files on paper" }

[[hold]]
matter = "loan.term"
pack = "L"

[[chapter]]
from = "1.1"
title = { zh = "补充规定", en = "Additions" }

[[clause]]
number = "1.1"
zh = "样品须在{sample.term}内归还。"
en = "Samples are returned within {sample.term}."
met = "not_yet"
will = "tracked"
by = ["loan"]

[[rule]]
key = "sample.term"
matter = "sample.loan"
clause = "1.1"
type = "duration"
value = "5 days"
label = { zh = "样品归还期限", en = "Term of samples" }

[[duty]]
key = "sample"
clause = "1.1"
title = { zh = "归还样品", en = "Return the sample" }
on = ["sample.lend", "sample.renew"]
when = { kind = "costly", place = ["", "store"] }
about = "customer"
due = "sample.term"
at_once = "2 hours"
who = "role:archivist"
closed_by = "sample.return"
closed_when = { whole = "yes" }
closed_changed = ["sample"]
once = true
singly = true
remind = "1 day"
escalate = ["head", "custodian"]
penalty = "sample.term"

[[duty]]
key = "sample.count"
clause = "1.1"
title = { zh = "盘点样品", en = "Count the samples" }
every = "1 month"
ahead = "3 days"
departments = ["sales", "service"]
about = "department"
who = "head"
closed_by = "sample.count"
"#;

fn faults(text: &str) -> Vec<(usize, usize, &'static str)> {
    let faults = CompanyPack::read(text).expect_err("the pack is wrong");
    let told = |fault: &Fault| (fault.place.line, fault.place.column, fault.kind.code());
    faults.iter().map(told).collect()
}

#[test]
fn what_a_company_changes_is_read() {
    let pack = CompanyPack::read(GOOD).unwrap();
    let bases: Vec<_> = pack.base.iter().map(ToString::to_string).collect();
    assert_eq!(bases, ["M@1", "L@1"]);
    assert_eq!((pack.set[0].key.as_str(), pack.set[0].place.line), ("loan.important_term", 10));
    assert_eq!(pack.drop[0].clause.to_string(), "M 5.2.3.4");
    assert_eq!((pack.hold[0].matter.as_str(), pack.hold[0].pack.as_str()), ("loan.term", "L"));
    assert_eq!((pack.own.clauses.len(), pack.own.rules.len()), (1, 1));
    assert_eq!(pack.own.duties.len(), 2);
}

#[test]
fn it_is_told_from_a_regulation_by_its_bases() {
    assert!(CompanyPack::is_meant(GOOD));
    assert!(!CompanyPack::is_meant(&GOOD.replace("base =", "basis =")));
    assert!(!CompanyPack::is_meant("no TOML at all"));
}

#[test]
fn each_fault_is_told_with_its_place() {
    let two = "[[hold]]\nmatter = \"loan.term\"\npack = \"M\"\n\n[[hold]]";
    for (old, new, expected) in [
        ("\"M@1\"", "\"M\"", (6, 9, "base")),
        ("\"M@1\"", "\"M@\"", (6, 9, "base")),
        ("\"L@1\"", "\"M@1\"", (6, 16, "base_twice")),
        ("\"L@1\"", "\"own@1\"", (6, 16, "base_twice")),
        ("code = \"own\"", "code = \"我们\"", (3, 8, "code")),
        ("key = \"loan.important_term\"\n", "", (8, 1, "form")),
        ("value = \"2 days\"", "value = 2", (11, 9, "form")),
        ("pack = \"L\"", "pack = \"L\"\nwhen = \"now\"", (21, 1, "form")),
        ("没有纸质档案", " ", (16, 10, "empty")),
        ("\"M 5.2.3.4\"", "\"5.2.3.4\"", (15, 10, "form")),
        ("[[hold]]", two, (23, 10, "hold_twice")),
        ("value = \"5 days\"", "value = \"soon\"", (39, 9, "value")),
    ] {
        let text = GOOD.replacen(old, new, 1);
        assert_ne!(text, GOOD, "{old}");
        let found = faults(&text);
        assert!(found.contains(&expected), "{new}: {found:?}");
    }
}

#[test]
fn the_same_change_twice_is_a_fault() {
    for (table, code) in [("[[set]]", "set_twice"), ("[[drop]]", "drop_twice")] {
        let from = GOOD.find(table).unwrap();
        let to = from + GOOD[from..].find("\n\n").unwrap();
        let text = format!("{GOOD}\n{}\n", &GOOD[from..to]);
        assert!(faults(&text).iter().any(|fault| fault.2 == code), "{table}");
    }
}

#[test]
fn a_regulation_of_nothing_is_refused() {
    let head = GOOD.split("[[set]]").next().unwrap();
    assert!(CompanyPack::read(head).is_ok());
    let nothing = head.replace("\"M@1\", \"L@1\"", "");
    assert_eq!(faults(&nothing), [(6, 8, "empty")]);
}

#[test]
fn what_is_written_is_read_alike_and_written_alike() {
    let pack = CompanyPack::read(GOOD).unwrap();
    let text = pack.to_toml();
    let again = CompanyPack::read(&text).unwrap();
    assert_eq!(again.to_toml(), text);
    assert_eq!(again.own, pack.own);
    assert_eq!(again.set[0].reason, pack.set[0].reason);
    // The text above is written as the program writes, but for the blank line at its start.
    assert_eq!(text, GOOD[1..]);
}

proptest::proptest! {
    #[test]
    fn any_text_survives_being_written(value in "\\PC{0,30}|[\\x00-\\x7f]{0,30}") {
        let mut pack = CompanyPack::read(GOOD).unwrap();
        pack.set[0].value.clone_from(&value);
        let again = CompanyPack::read(&pack.to_toml()).unwrap();
        proptest::prop_assert_eq!(&again.set[0].value, &value);
    }

    #[test]
    fn no_text_makes_reading_panic(text in proptest::prelude::any::<String>(), at in 0..900_usize) {
        let _ = CompanyPack::read(&text);
        let at = (at..GOOD.len()).find(|at| GOOD.is_char_boundary(*at)).unwrap_or(0);
        let _ = CompanyPack::read(&format!("{}{text}{}", &GOOD[..at], &GOOD[at..]));
    }
}
