use super::*;
use proptest::prelude::*;
use serde_json::json;

const NOW: i64 = 1_000_000;

fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect()
}

fn found(entry: &Entry<'_>) -> Vec<Flaw> {
    faults(Catalogue::builtin(), entry, NOW).into_iter().collect()
}

#[test]
fn names_that_are_none() {
    for name in [
        "测试",
        "测试1",
        "测试客户",
        "测试公司2",
        "测 试 有限公司",
        "test",
        "TEST 01",
        "ｔｅｓｔ",
        "aaa",
        "AAAA",
        "xx",
        "未知",
        "无",
        "暂无",
        "N/A",
        "123",
        "１２３４",
        "王",
        "公司",
        "客户1",
        "-",
        "",
        "???",
    ] {
        assert!(is_placeholder_name(name), "{name}");
    }
    for name in [
        "华测检测技术股份有限公司",
        "北京测试仪器厂",
        "石家庄无极泵业有限公司",
        "丹丹",
        "王芳",
        "AB",
        "3M中国",
        "7天酒店",
        "Test Equity LLC",
        "无锡电机厂",
        "阿里",
    ] {
        assert!(!is_placeholder_name(name), "{name}");
    }
}

#[test]
fn numbers_that_nobody_has() {
    for phone in [
        "13800000000",
        "13812345678",
        "13888888888",
        "010-88888888",
        "0431-1111111",
        "12345678",
        "400-123-4567",
        "+14155555555",
        "0311-22222222-801",
        "67890123",
    ] {
        assert!(is_placeholder_phone(phone), "{phone}");
    }
    for phone in ["13812345679", "010-67665051", "110", "12345", "95588", "0431-8888889", "", "-"] {
        assert!(!is_placeholder_phone(phone), "{phone}");
    }
}

#[test]
fn each_reason_by_itself() {
    let nothing = Values::new();
    let reached = values(&[("address", "北京路1号")]);
    let number = values(&[("office_phone", "010-88888888"), ("credit_code", "x")]);
    let mobile = [("李强".to_owned(), values(&[("mobile", "13911112233")]))];
    let silent = [("李强".to_owned(), Values::new())];
    let base = Entry {
        kind: CustomerKind::Organization,
        name: "华北泵业有限公司",
        values: &reached,
        contacts: &[],
        updated_at: NOW,
        last_contact_at: 0,
    };
    assert_eq!(found(&base), []);
    assert_eq!(found(&Entry { name: "测试", ..base }), [Flaw::PlaceholderName]);
    assert_eq!(found(&Entry { values: &number, ..base }), [Flaw::PlaceholderPhone]);
    let bare = Entry { values: &nothing, ..base };
    assert_eq!(found(&bare), [Flaw::Unreachable, Flaw::Unidentified]);
    let individual = Entry { kind: CustomerKind::Individual, ..bare };
    assert_eq!(found(&individual), [Flaw::Unreachable]);
    assert_eq!(found(&Entry { contacts: &mobile, ..bare }), []);
    assert_eq!(found(&Entry { contacts: &silent, ..bare }), [Flaw::Unreachable]);
    let old = Entry { updated_at: NOW - 1, ..base };
    assert_eq!(found(&old), [Flaw::Untouched]);
    assert_eq!(found(&Entry { last_contact_at: NOW, ..old }), []);
}

#[test]
fn what_the_rules_rest_on() {
    let wanted = wanted(Catalogue::builtin());
    for key in ["credit_code", "address", "mobile", "office_phone", "email", "wechat"] {
        assert!(wanted.iter().any(|one| one == key), "{key}");
    }
    assert!(!wanted.iter().any(|one| one == "stage"));
}

proptest! {
    #[test]
    fn more_facts_never_make_a_file_less_reachable(
        keys in proptest::sample::subsequence(vec!["mobile", "email", "address", "wechat"], 0..=4),
        contacts in 0_usize..3,
    ) {
        let facts: Vec<_> = keys.iter().map(|key| (*key, "13911112233")).collect();
        let facts = values(&facts);
        let with = vec![("李强".to_owned(), values(&[("mobile", "13911112234")])); contacts];
        let entry = Entry {
            kind: CustomerKind::Organization,
            name: "华北泵业",
            values: &facts,
            contacts: &with,
            updated_at: NOW,
            last_contact_at: 0,
        };
        let unreachable = found(&entry).contains(&Flaw::Unreachable);
        prop_assert_eq!(unreachable, keys.is_empty() && contacts == 0);
    }

    #[test]
    fn any_text_is_judged(name in ".{0,40}", phone in ".{0,20}") {
        let _ = (is_placeholder_name(&name), is_placeholder_phone(&phone));
        let same: String = phone.chars().filter(|c| !c.is_ascii_digit()).collect();
        prop_assert!(!is_placeholder_phone(&same), "no digits, no number");
    }

    #[test]
    fn width_and_blanks_of_a_name_do_not_matter(name in "[a-z测试无泵业0-9]{1,8}") {
        let spaced: String = name.chars().flat_map(|c| [c, ' ']).collect();
        prop_assert_eq!(is_placeholder_name(&name), is_placeholder_name(&spaced));
        prop_assert_eq!(is_placeholder_name(&name), is_placeholder_name(&name.to_uppercase()));
    }
}
