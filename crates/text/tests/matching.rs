//! Pairs that are easily taken for one another, and drafts of which hardly anything is known.

use kedang_text::matching::{
    Agreement, Comparison, Field, Frequencies, Key, Profile, Record, Verdict, compare,
};
use proptest::prelude::*;

const CODE_A: &str = "913603225424451199";
const CODE_B: &str = "91320115668471144W";

fn judge(a: &Record<'_>, b: &Record<'_>) -> Comparison {
    let (a, b) = (Profile::new(a), Profile::new(b));
    let frequencies = Frequencies::default();
    let found = compare(&a, &b, &frequencies);
    let turned = compare(&b, &a, &frequencies);
    assert_eq!(found.verdict, turned.verdict, "the order must not matter");
    assert_eq!(found.weight, turned.weight, "the order must not matter");
    found
}

/// A record of name, credit code, legal representative, telephones, address, day of founding.
fn record(texts: [&'static str; 6]) -> Record<'static> {
    let [name, credit_code, legal_representative, phones, address, founded] = texts;
    Record {
        name,
        credit_code,
        legal_representative,
        phones,
        address,
        founded,
        ..Record::default()
    }
}

type Case = ([&'static str; 6], [&'static str; 6], Verdict, &'static str);

const CASES: &[Case] = &[
    (
        ["华北泵业（集团）有限公司", "", "李明", "010-46853087", "", ""],
        ["華北泵業(集團)有限公司", "", "李明", "（010）46853087", "", ""],
        Verdict::Same,
        "traditional characters and brackets are dress",
    ),
    (
        ["深圳市蓝海创新科技有限公司", "", "", "13812345678", "", "2010-11-10"],
        ["蓝海创新科技（深圳）有限公司", "", "", "+86 138-1234-5678", "", "2010/11/10"],
        Verdict::Same,
        "the place may stand in brackets behind the name",
    ),
    (
        ["上海市禹通网络科技有限公司", "", "郑式已", "", "上海市嘉定区文化路118号", ""],
        ["伤海市禹通网络科技有限责任公司", "", "郑式已", "", "嘉定区文化路118号", ""],
        Verdict::Same,
        "a homophone in the place and another legal form of the same kind",
    ),
    (
        ["徐州市富邦科技有限公司", "", "陈向", "0516-87416670", "", ""],
        ["【重点】徐州富邦科技有限公司(老客户)", "", "", "87416670", "", "2003-05-13"],
        Verdict::Same,
        "remarks are no part of the name; a name and its number are enough",
    ),
    (
        ["徐州市富邦科技有限公司", "", "陈向", "0516-87416670", "", ""],
        ["*徐州富邦科技有限公司-陈向", "", "陈向", "87416670", "", ""],
        Verdict::Same,
        "neither is the salesperson's contact behind a dash",
    ),
    (
        ["常德玖隆软件有限责任公司", CODE_A, "", "", "", ""],
        ["常德玖隆软件", "９１３６０３２２５４２４４５１１９９", "", "", "", ""],
        Verdict::Same,
        "a full-width code is the same code",
    ),
    (
        ["常德玖隆软件有限责任公司", CODE_A, "", "", "", ""],
        ["常德玖隆软件有限公司", "913603225424415199", "", "", "", ""],
        Verdict::Same,
        "two characters of the code swapped: the check character tells that it is an error",
    ),
    (
        ["常德玖隆软件有限责任公司", CODE_A, "", "", "", ""],
        ["", "542445119", "", "", "", ""],
        Verdict::Same,
        "the organisation code is a part of the credit code",
    ),
    (
        ["常德玖隆软件有限公司", CODE_A, "程世良", "0736-3207956", "", ""],
        ["常德玖隆软件有限公司", CODE_B, "程世良", "0736-3207956", "", ""],
        Verdict::Related,
        "two valid codes are two companies, whatever else agrees",
    ),
    (
        ["益阳迪亚兹能源有限公司", "", "吴志昱", "14537336509", "", "2012-04-11"],
        ["益阳迪亚兹能源有限公司六安分公司", "", "吴志昱", "14537336509", "", "2017-08-26"],
        Verdict::Related,
        "a branch is not its parent",
    ),
    (
        ["益阳迪亚兹能源有限公司宜春分公司", "", "吴志昱", "14537336509", "", ""],
        ["益阳迪亚兹能源有限公司六安分公司", "", "吴志昱", "14537336509", "", ""],
        Verdict::Related,
        "two branches of one parent",
    ),
    (
        ["益阳迪亚兹能源有限公司宜春分公司", "", "吴志昱", "14537336509", "", "2017-08-26"],
        ["益阳迪亚兹能源有限公司宜春芬公司", "", "吴志昱", "14537336509", "", "2017.8.26"],
        Verdict::Same,
        "a homophone in the word for branch",
    ),
    (
        ["四川灵木医药集团有限公司", "", "孙有伦", "", "西充县银杏路881号", "2002-11-18"],
        ["四川灵木医药有限公司", "", "孙有伦", "", "西充县中兴路591号", "2008-12-01"],
        Verdict::Related,
        "the group is not its member",
    ),
    (
        ["江苏添智安防贸易有限公司", "", "蒋希周", "18652414286", "", ""],
        ["江苏添智安防科技有限公司", "", "孙逢吉", "18652414286", "", ""],
        Verdict::Related,
        "another trade: a sister of the same house",
    ),
    (
        ["济南北升电器有限责任公司", "", "朱国弼", "13295387571", "", "2012-12-07"],
        ["南京北升电器有限责任公司", "", "朱国弼", "17005149142", "", "2009-05-27"],
        Verdict::Related,
        "one name in two places",
    ),
    (
        ["济南北升电器有限公司", "", "", "", "", ""],
        ["济南北升电器有限公司", "", "", "", "", ""],
        Verdict::Unsure,
        "a name alone proves nothing",
    ),
    (
        ["济南北升电器有限公司", "", "朱国弼", "0531-78683461", "槐荫区黄河路413号", ""],
        ["济南明德家具有限公司", "", "朱国弼", "0531-78683461", "槐荫区黄河路413号", ""],
        Verdict::Unsure,
        "an owner's two companies behind one door",
    ),
    (
        ["四川灵木医药有限公司", "", "孙有伦", "", "西充县中兴路591号", "2008-12-01"],
        ["四川灵石医药有限公司", "", "魏进", "", "南充市人民路2号", "2011-03-02"],
        Verdict::Different,
        "names one character apart, and nothing else agrees",
    ),
    (
        ["济南北升电器有限公司", "", "", "0531-78683461", "", ""],
        ["", "", "", "78683461", "", ""],
        Verdict::Unsure,
        "a telephone number alone",
    ),
    (
        ["贵州甲乙机械有限公司", "", "", "", "", ""],
        ["福建丙丁纸业有限公司", "", "", "", "", ""],
        Verdict::Different,
        "two names",
    ),
];

#[test]
fn tricky_pairs_are_judged_as_a_person_would() {
    let mut wrong = Vec::new();
    for (a, b, wanted, reason) in CASES {
        let found = judge(&record(*a), &record(*b));
        if found.verdict != *wanted {
            wrong.push(format!(
                "{reason}: {:?} instead of {wanted:?}, {} {:?}",
                found.verdict,
                found.probability,
                found.evidence()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_draft_of_one_field_still_finds_candidates_and_is_left_to_a_person() {
    let known = Record {
        name: "江西联永家具有限公司",
        credit_code: CODE_A,
        mobiles: "15070593651",
        emails: "han@lianyong.com.cn",
        ..Record::default()
    };
    let stored: Vec<Key> = Profile::new(&known).keys().collect();
    for (draft, field) in [
        (Record { name: "江西联勇家俱有限公司", ..Record::default() }, Field::Name),
        (Record { name: "联永家具", ..Record::default() }, Field::Name),
        (Record { name: "江西联永家有限公司", ..Record::default() }, Field::Name),
        (Record { name: "江西永联家具有限公司", ..Record::default() }, Field::Name),
        (Record { mobiles: "150-7059-3651", ..Record::default() }, Field::Mobile),
        (Record { website: "www.lianyong.com.cn", ..Record::default() }, Field::Email),
        (Record { emails: "HAN@lianyong.com.cn", ..Record::default() }, Field::Email),
    ] {
        let profile = Profile::new(&draft);
        assert!(profile.keys().any(|key| stored.contains(&key)), "{draft:?}");
        let found = judge(&known, &draft);
        assert_eq!(found.verdict, Verdict::Unsure, "{draft:?} {found:?}");
        assert!(matches!(found.agreement(field), Agreement::Same | Agreement::Close), "{found:?}");
        assert_eq!(found.agreement(Field::Founded), Agreement::Missing);
    }
    let draft = Record { credit_code: "91360322542445119-9", ..Record::default() };
    assert!(Profile::new(&draft).keys().any(|key| stored.contains(&key)));
    assert_eq!(judge(&known, &draft).verdict, Verdict::Same);
}

#[test]
fn keys_are_short_words_that_never_change() {
    let record =
        Record {
            name: "江西联永家具有限公司", mobiles: "15070593651", ..Record::default()
        };
    let tokens: Vec<String> = Profile::new(&record).keys().map(Key::token).collect();
    assert!(tokens.iter().all(|token| token.len() == 13), "{tokens:?}");
    // Stored keys must still be found by the next version.
    assert_eq!(tokens.first().map(String::as_str), Some("bv1mc1mtifp32"));
    assert_eq!(tokens.get(1).map(String::as_str), Some("dglguqje6skqk"));
}

#[test]
fn common_values_count_for_less() {
    let a = Profile::new(&record(["红太阳有限公司", "", "", "13812345678", "", ""]));
    let b = Profile::new(&record(["红太阳有限公司", "", "", "13812345678", "", ""]));
    let rare = compare(&a, &b, &Frequencies::default());
    let common = Frequencies::new(a.keys().map(|key| (key, 400)));
    let common = compare(&a, &b, &common);
    assert!(common.probability < rare.probability, "{common:?} {rare:?}");
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[()（）【】\\-*0-9０-９a-zA-Z 万亿元转分公司厂有限责任集团北京市上海重庆,.@/:#]{0,60}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_makes_it_fail(texts in prop::collection::vec(any_text(), 16)) {
        let text = |at: usize| texts.get(at).map_or("", String::as_str);
        let record = Record {
            name: text(0), credit_code: text(1), legal_representative: text(2), contacts: text(3),
            mobiles: text(4), phones: text(5), emails: text(6), website: text(7),
            province: text(8), city: text(9), county: text(10), address: text(11),
            postcode: text(12), founded: text(13), capital: text(14), industry: text(15),
        };
        let profile = Profile::new(&record);
        prop_assert!(profile.keys().count() <= 40);
        let itself = compare(&profile, &profile, &Frequencies::default());
        prop_assert!((0.0..=1.0).contains(&itself.probability));
        prop_assert!(itself.evidence().iter().all(|e| e.agreement != Agreement::Different), "{itself:?}");
        let turned = Record { name: text(5), mobiles: text(0), founded: text(4), ..record };
        let other = compare(&profile, &Profile::new(&turned), &Frequencies::default());
        prop_assert!((0.0..=1.0).contains(&other.probability));
    }
}
