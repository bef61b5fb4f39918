use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    company::is_stop_pair,
    normal::{fold, is_han, key},
    pinyin::readings,
};

fn pumps() -> SearchDoc {
    SearchDoc {
        name: "华北泵业（集团）有限公司".to_owned(),
        code: "KH0000123".to_owned(),
        credit_code: Some("91350100M000100Y43".to_owned()),
        phones: vec!["13812345678".to_owned(), "0431-8888777-801".to_owned()],
        emails: vec!["wangmin@huabei.example.com".to_owned()],
        contacts: vec!["王敏".to_owned()],
    }
}

/// Whether the index would offer the customer for the query.
fn offered(query: &str, doc: &SearchDoc) -> bool {
    let tokens: BTreeSet<String> = index_tokens(doc).into_iter().map(String::from).collect();
    let plan = query_plan(query);
    !plan.is_empty() && plan.terms.iter().all(|term| holds(term, &tokens))
}

fn holds(lookup: &Lookup, tokens: &BTreeSet<String>) -> bool {
    match lookup {
        Lookup::Equal(token) => tokens.contains(token.as_str()),
        Lookup::Prefix(token) => tokens.iter().any(|t| t.starts_with(token.as_str())),
        Lookup::All(all) => all.iter().all(|one| holds(one, tokens)),
        Lookup::Any(any) => any.iter().any(|one| holds(one, tokens)),
    }
}

/// Whether no part of a lookup is empty.
fn complete(lookup: &Lookup) -> bool {
    match lookup {
        Lookup::Equal(token) | Lookup::Prefix(token) => token.as_str().len() > 1,
        Lookup::All(all) | Lookup::Any(all) => !all.is_empty() && all.iter().all(complete),
    }
}

fn found(query: &str, doc: &SearchDoc) -> Option<Matched> {
    offered(query, doc).then(|| Judge::new(query).judge(doc)).flatten()
}

#[test]
fn a_customer_is_found_by_everything_people_type() {
    let doc = pumps();
    for (query, field) in [
        ("华北", MatchField::Name),
        ("泵业", MatchField::Name),
        ("华", MatchField::Name),
        ("華北泵業", MatchField::Name),
        ("华北泵业（集团）有限公司", MatchField::Name),
        ("泵业集团有限公司", MatchField::Name),
        ("华北 集团", MatchField::Name),
        ("huabei", MatchField::Pinyin),
        ("HUABEI", MatchField::Pinyin),
        ("hua bei", MatchField::Pinyin),
        ("bengye", MatchField::Pinyin),
        ("huabeibengyejituanyouxiangongsi", MatchField::Pinyin),
        ("hbby", MatchField::Initials),
        ("by", MatchField::Initials),
        ("华北bengye", MatchField::Pinyin),
        ("5678", MatchField::Phone),
        ("13812345678", MatchField::Phone),
        ("138 1234 5678", MatchField::Phone),
        ("+86 138-1234-5678", MatchField::Phone),
        ("2345", MatchField::Phone),
        ("8888777", MatchField::Phone),
        ("0431-8888777", MatchField::Phone),
        ("91350100M000100Y43", MatchField::CreditCode),
        ("91350100m0", MatchField::CreditCode),
        ("9135 0100", MatchField::CreditCode),
        ("100Y43", MatchField::CreditCode),
        ("00100y43", MatchField::CreditCode),
        ("王敏", MatchField::Contact),
        ("wangmin", MatchField::Contact),
        ("wm", MatchField::Contact),
        ("wangmin@huabei.example.com", MatchField::Email),
        ("KH0000123", MatchField::Code),
        ("kh00001", MatchField::Code),
        ("123", MatchField::Code),
        ("华北 王敏", MatchField::Name),
        ("huabei 5678", MatchField::Pinyin),
    ] {
        let matched = found(query, &doc).unwrap_or_else(|| panic!("{query} finds nothing"));
        assert_eq!(matched.field, field, "{query}: {matched:?}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    let doc = pumps();
    for query in [
        "华南",
        "北华",
        "华业",
        "泵业华北",
        "huanan",
        "ngye",
        "7654321",
        "9999",
        "801",
        "138",
        "王明",
        "王敏华",
        "zhang@huabei.example.com",
        "华北 华南",
        "KH0000124",
        "124",
        "",
        "  ",
        "！",
        "uabei",
    ] {
        assert_eq!(found(query, &doc), None, "{query}");
    }
}

#[test]
fn pairs_that_stand_apart_are_rejected_by_the_judge() {
    let doc = SearchDoc { name: "华北市北泵厂".to_owned(), ..SearchDoc::default() };
    assert!(offered("华北泵", &doc));
    assert_eq!(found("华北泵", &doc), None);
}

#[test]
fn a_query_of_legal_forms_says_so() {
    for query in ["有限公司", "公司", "有限责任公司", "股份有限公司"] {
        let plan = query_plan(query);
        assert!(plan.too_common && plan.is_empty(), "{query}");
    }
    assert!(!query_plan("华北有限公司").too_common);
    let nothing = query_plan("");
    assert!(nothing.is_empty() && !nothing.too_common);
}

#[test]
fn better_matches_score_higher() {
    let named = |name: &str| SearchDoc { name: name.to_owned(), ..SearchDoc::default() };
    let contact = SearchDoc {
        name: "东方公司".to_owned(),
        contacts: vec!["华北".to_owned()],
        ..SearchDoc::default()
    };
    let order: Vec<u32> = [named("华北"), named("华北泵业"), named("新华北泵业"), contact]
        .iter()
        .map(|doc| found("华北", doc).unwrap().score)
        .collect();
    assert!(order.is_sorted_by(|a, b| a > b), "{order:?}");
    let exact = found("huabei", &named("华北")).unwrap().score;
    let initials = found("hb", &named("华北")).unwrap().score;
    assert!(exact > initials);
}

#[test]
fn a_usual_company_has_few_tokens() {
    let doc = SearchDoc {
        name: "嘉兴市野狮建材集团有限公司".to_owned(),
        code: "KH0001234".to_owned(),
        credit_code: Some("91330483MAYE17RM8P".to_owned()),
        phones: vec!["13355726239".to_owned()],
        emails: vec!["liqiandu@jiaxingshiyeshijia.example.com".to_owned()],
        contacts: vec!["李钱度".to_owned()],
    };
    let tokens = index_tokens(&doc);
    assert!(tokens.len() <= 95, "{}: {tokens:?}", tokens.len());
}

#[test]
fn latin_names_are_found_by_their_words() {
    let doc = SearchDoc { name: "3M中国 ACME Pumps".to_owned(), ..SearchDoc::default() };
    for query in ["3M", "3m中国", "m中国", "中国", "acme", "pumps", "acme pumps", "ACME 中国", "um"]
    {
        assert!(found(query, &doc).is_some(), "{query}");
    }
}

fn nearly(query: &str, doc: &SearchDoc) -> Option<MatchField> {
    let tokens: BTreeSet<String> = index_tokens(doc).into_iter().map(String::from).collect();
    let plan = nearly_plan(query);
    let offered = !plan.is_empty() && plan.terms.iter().all(|term| holds(term, &tokens));
    judge_nearly(query, doc).filter(|_| offered).map(|matched| matched.field)
}

#[test]
fn one_wrong_character_still_finds() {
    let doc = pumps();
    for (query, field) in [
        ("华北棒业", MatchField::Name),
        ("华北业", MatchField::Name),
        ("华东北泵业", MatchField::Name),
        ("北华泵业", MatchField::Name),
        ("化北泵业", MatchField::Name),
        ("华北泵液", MatchField::Name),
        ("华北泵业集困有限公司", MatchField::Name),
        ("huabeibemgye", MatchField::Pinyin),
        ("huabebengye", MatchField::Pinyin),
        ("hubaeibengye", MatchField::Pinyin),
        ("bengue", MatchField::Pinyin),
        ("13812345679", MatchField::Phone),
        ("1381234578", MatchField::Phone),
        ("13821345678", MatchField::Phone),
        ("91350100M000100Y42", MatchField::CreditCode),
        ("9135010OM000100Y43", MatchField::CreditCode),
    ] {
        assert_eq!(nearly(query, &doc), Some(field), "{query}");
    }
    for query in [
        "华南泵厂",
        "华泵",
        "北京泵",
        "13899945678",
        "hunanbengye",
        "1381",
        "huab",
        "",
        "华北 棒业",
    ] {
        assert_eq!(nearly(query, &doc), None, "{query}");
    }
}

fn names() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        8 => proptest::sample::select(
            "华北泵业嘉兴市野狮建材重庆长江厦门成都朝阳曾单解查乐行王敏李娜上海科技集团贸易發業龍（）　"
                .chars()
                .collect::<Vec<_>>()
        ),
        1 => proptest::char::range('\u{4e00}', '\u{9fff}'),
        1 => proptest::char::range('a', 'z'),
        1 => proptest::char::range('0', '9'),
    ];
    (
        proptest::collection::vec(character, 2..14),
        proptest::sample::select(vec!["", "有限公司", "（集团）股份有限公司", "厂"]),
    )
        .prop_map(|(name, form)| name.into_iter().collect::<String>() + form)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_pair_of_the_name_finds_it(name in names()) {
        let doc = SearchDoc { name: name.clone(), ..SearchDoc::default() };
        let name_key: Vec<char> = key(&name).chars().collect();
        for pair in name_key.windows(2) {
            let query: String = pair.iter().collect();
            if !is_stop_pair(&query) {
                prop_assert!(found(&query, &doc).is_some(), "{} in {}", query, name);
            }
        }
        for length in 3..=name_key.len().min(8) {
            for part in name_key.windows(length) {
                let query: String = part.iter().collect();
                if !query_plan(&query).too_common {
                    prop_assert!(found(&query, &doc).is_some(), "{} in {}", query, name);
                }
            }
        }
    }

    #[test]
    fn sounds_and_numbers_find_it(name in names(), mobile in "1[3-9][0-9]{9}") {
        let doc = SearchDoc { name: name.clone(), phones: vec![mobile.clone()], ..SearchDoc::default() };
        if key(&name).chars().any(is_han) {
            // A character that no table can read is not typed in pinyin.
            for reading in readings(&fold(&name)).iter().filter(|r| r.full().is_ascii()) {
                prop_assert!(found(&reading.full(), &doc).is_some(), "{} of {}", reading.full(), name);
                prop_assert!(found(&reading.initials(), &doc).is_some(), "{} of {}", reading.initials(), name);
            }
        }
        prop_assert!(found(&mobile[7..], &doc).is_some());
        prop_assert!(found(&mobile[3..9], &doc).is_some());
    }

    #[test]
    fn any_one_error_in_a_name_is_forgiven(
        name in "[华北泵业嘉兴野狮建材长江]{4,9}",
        place in any::<proptest::sample::Index>(),
        kind in 0..4_usize,
    ) {
        let doc = SearchDoc { name: name.clone(), ..SearchDoc::default() };
        let mut typed: Vec<char> = name.chars().collect();
        let at = place.index(typed.len() - 1);
        match kind {
            0 => typed[at] = '某',
            1 => typed.insert(at, '某'),
            2 => typed.swap(at, at + 1),
            _ => drop(typed.remove(at)),
        }
        let typed: String = typed.into_iter().collect();
        // Of four characters, two swapped in the middle leave no pair.
        if name.chars().count() > 4 || kind < 2 {
            prop_assert!(nearly(&typed, &doc).is_some(), "{} for {}", typed, name);
        }
    }

    #[test]
    fn any_text_can_be_typed_and_kept(query in any::<String>(), name in any::<String>(), other in any::<String>()) {
        let doc = SearchDoc {
            name,
            code: other.clone(),
            credit_code: Some(other.clone()),
            phones: vec![other.clone()],
            emails: vec![other.clone()],
            contacts: vec![other],
        };
        let _ = found(&query, &doc);
        let _ = nearly(&query, &doc);
        prop_assert!(nearly_plan(&query).terms.iter().all(complete));
        prop_assert!(query_plan(&query).terms.iter().all(complete));
    }
}
