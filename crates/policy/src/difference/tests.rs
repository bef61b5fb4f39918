use super::*;
use crate::CompanyPack;

/// A company's pack upon M and L, with these changes.
fn regulation(changes: &str) -> Regulation {
    let text = format!(
        "[pack]\ncode = \"own\"\nversion = \"2\"\ntitle = {{ zh = \"制度\", en = \"Regulation\" }}\n\
         base = [\"M@1\", \"L@1\"]\n{changes}"
    );
    let company = CompanyPack::read(&text).unwrap_or_else(|faults| panic!("{faults:?}"));
    Regulation::of_company(&company).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn told(old: &str, new: &str) -> Vec<(&'static str, Line)> {
    let found = difference(&regulation(old), &regulation(new));
    found.iter().map(|known| (known.code(), known.line(Language::Zh))).collect()
}

const LONGER: &str = "[[set]]\npack = \"M\"\nkey = \"loan.important_term\"\nvalue = \"2 days\"\n\
                      reason = { zh = \"分公司在外地\", en = \"Branches are out of town\" }\n";

#[test]
fn a_regulation_is_not_different_from_itself() {
    assert_eq!(told(LONGER, LONGER), []);
}

#[test]
fn another_value_is_told_with_what_it_was_and_why() {
    let found = told("", LONGER);
    assert_eq!(found.len(), 1);
    let (code, line) = &found[0];
    assert_eq!(*code, "rule_changed");
    assert_eq!((line.clause.as_str(), line.what), ("M 5.2.3.7", "数值变更"));
    assert_eq!(line.before, "重要资料归还时限：当日");
    assert_eq!(line.after, "重要资料归还时限：2天");
    assert_eq!(line.reason, "分公司在外地");
    assert_eq!(told(LONGER, "")[0].1.after, "重要资料归还时限：当日");
}

#[test]
fn another_chain_is_told_as_such() {
    let chain = "[[set]]\npack = \"M\"\nkey = \"loan.chain\"\nvalue = \"custodian > general_manager\"\n\
                 reason = { zh = \"因为\", en = \"because\" }\n";
    let found = told("", chain);
    assert_eq!((found.len(), found[0].0), (1, "chain_changed"));
}

#[test]
fn clauses_that_come_and_go_are_told() {
    let dropped = "[[drop]]\nclause = \"M 5.2.3.4\"\n\
                   reason = { zh = \"没有纸质档案\", en = \"There are no files on paper\" }\n";
    let gone = told("", dropped);
    assert_eq!((gone.len(), gone[0].0), (1, "clause_dropped"));
    assert!(gone[0].1.before.contains("办公室") && gone[0].1.after.is_empty());
    assert_eq!(gone[0].1.reason, "没有纸质档案");
    let back = told(dropped, "");
    assert_eq!((back.len(), back[0].0), (1, "clause_added"));
}

#[test]
fn a_clause_of_its_own_that_is_rewritten_is_told() {
    let own = |zh: &str| {
        format!(
            "[[clause]]\nnumber = \"1\"\nzh = \"{zh}\"\nen = \"Text\"\nmet = \"enforced\"\n\
             by = [\"regulation\"]\n"
        )
    };
    let found = told(&own("甲"), &own("乙"));
    assert_eq!((found.len(), found[0].0), (1, "clause_changed"));
    let line = &found[0].1;
    assert_eq!((line.before.as_str(), line.after.as_str()), ("甲", "乙"));
}

#[test]
fn duties_that_come_go_or_change_are_told() {
    let own = |who: &str, due: &str| {
        format!(
            "[[clause]]\nnumber = \"1\"\nzh = \"样品须归还。\"\nen = \"Samples are returned.\"\n\
             met = \"enforced\"\nby = [\"regulation\"]\n\
             [[duty]]\nkey = \"sample\"\nclause = \"1\"\n\
             title = {{ zh = \"归还样品\", en = \"Return the sample\" }}\n\
             on = \"sample.lend\"\nabout = \"customer\"\ndue = \"{due}\"\nwho = \"{who}\"\n\
             closed_by = \"sample.return\"\n"
        )
    };
    let codes =
        |old: &str, new: &str| told(old, new).iter().map(|known| known.0).collect::<Vec<_>>();
    let day = own("owner", "1 day");
    assert_eq!(codes("", &day), ["clause_added", "duty_added"]);
    assert_eq!(codes(&day, ""), ["clause_dropped", "duty_dropped"]);
    assert_eq!(codes(&day, &day.replace("归还样品", "交回样品")), Vec::<&str>::new());
    let later = told(&day, &own("head", "2 working days"));
    assert_eq!((later.len(), later[0].0), (1, "duty_changed"));
    let line = &later[0].1;
    assert_eq!(line.clause, "own 1");
    assert_eq!(line.before, "归还样品（客户负责人，1天内）");
    assert_eq!(line.after, "归还样品（部门负责人，2个工作日内）");
}

#[test]
fn another_holder_is_told_once_for_the_matter() {
    let found = told("", "[[hold]]\nmatter = \"loan.term\"\npack = \"L\"\n");
    assert_eq!((found.len(), found[0].0), (1, "holder_changed"));
    let line = &found[0].1;
    assert_eq!(line.clause, "L1-19.5.2");
    assert!(line.before.starts_with("M 5.2.3.3 "), "{}", line.before);
    assert_eq!(line.after, "L1-19.5.2 借阅期限：3天");
}
