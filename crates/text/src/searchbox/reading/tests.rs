use super::*;
use crate::searchbox::{House, Named};
use jiff::civil::date;
use kedang_domain::field::{Catalogue, Choice, Field, FieldType, FilterOp, Label, Subject};
use proptest::prelude::*;

const WANG: &str = "00000000-0000-7000-8000-000000000001";
const ZHAO: &str = "00000000-0000-7000-8000-000000000002";
const SALES: &str = "00000000-0000-7000-8000-000000000003";

fn custom() -> Vec<Field> {
    let field = |key, kind, zh, en| Field::custom(key, Subject::Customer, kind, Label::new(zh, en));
    let mut warehouse = field("x_warehouse", FieldType::Choice, "仓储方式", "Warehouse");
    let option =
        |key: &str, zh| Choice { key: key.to_owned(), label: Label::new(zh, ""), retired: false };
    warehouse.options = vec![option("cold", "冷链"), option("dry", "常温 干仓")];
    vec![
        warehouse,
        field("x_engineer", FieldType::Person, "对口工程师", "Engineer"),
        field("x_cold", FieldType::YesNo, "要冷链", "Needs cold"),
    ]
}

fn lexicon() -> Lexicon {
    let named = |id: &str, name| Named::plain(id.to_owned(), name);
    let house = House {
        people: vec![named(WANG, "王敏"), named(ZHAO, "赵敏")],
        departments: vec![named(SALES, "销售一组")],
        templates: vec![Named::plain("dealer".to_owned(), "经销商")],
    };
    let fields = Catalogue::builtin().fields();
    let filterable = fields.filter(|f| f.filterable && f.subject == Subject::Customer);
    Lexicon::new(&house, filterable.chain(&custom()))
}

const ASKER: Asker<'static> = Asker { me: WANG, today: date(2026, 11, 22), locale: "zh" };

fn understood(text: &str) -> Reading {
    read(text, &lexicon(), ASKER)
}

#[test]
fn fields_become_filters() {
    for (text, filters) in [
        ("行业:物流", "industry:under:G"),
        ("industry:logistics", "industry:under:G"),
        ("行业:物流,化工", "industry:under:G,26"),
        ("负责人:我", "owner:eq:me"),
        ("owner:me", "owner:eq:me"),
        ("负责人:王敏", &*format!("owner:eq:{WANG}")),
        ("负责人:wangmin", &*format!("owner:eq:{WANG}")),
        ("负责人:敏", &*format!("owner:in:{WANG},{ZHAO}")),
        ("-负责人:我", "-owner:eq:me"),
        ("对口工程师:我", &*format!("x_engineer:eq:{WANG}")),
        ("阶段:意向", "stage:eq:intent"),
        ("stage:intent", "stage:eq:intent"),
        ("阶段:yx", "stage:eq:intent"),
        ("阶段:意向,潜在", "stage:in:intent,potential"),
        ("-阶段:意向，潜在", "-stage:in:intent,potential"),
        ("阶段:空", "stage:empty"),
        ("-阶段:空", "-stage:empty"),
        ("stage:any", "stage:present"),
        ("地区:江苏", "region:under:320000"),
        ("地区：jiangsu", "region:under:320000"),
        ("-地区:江苏", "-region:under:320000"),
        ("部门:销售一组", &*format!("department:under:{SALES}")),
        ("编号:KH000", "code:under:KH000"),
        ("编号:kh0000012", "code:under:KH0000012"),
        ("创建:本月", "created_at:eq:this_month"),
        ("创建:2026-11", "created_at:eq:2026-11"),
        ("创建:>2026-01-01", "created_at:gt:2026-01-01"),
        ("创建≥2026-01-01", "created_at:gte:2026-01-01"),
        ("创建:2026-01..2026-03", "created_at:gte:2026-01 created_at:lte:2026-03"),
        ("最近联系:空", "last_contact_at:empty"),
        ("最近联系<今年", "last_contact_at:lt:this_year"),
        ("成立日期<2000", "founding_date:lt:2000"),
        ("联系人:王", "contact:contains:王"),
        ("电话:138", "phone:contains:138"),
        ("注册资本>100万", "registered_capital:gt:100000000"),
        (
            "注册资本:100万..1亿",
            "registered_capital:gte:100000000 registered_capital:lte:10000000000",
        ),
        ("员工人数>=50", "headcount:gte:50"),
        ("完整度<60%", "completeness:lt:60"),
        ("类型:个人", "kind:eq:individual"),
        ("资料卡:经销商", "template:eq:dealer"),
        ("简称:华泵", "short_name:contains:华泵"),
        ("简称:\"华泵\"", "short_name:eq:华泵"),
        ("仓储方式:冷链", "x_warehouse:eq:cold"),
        ("仓储方式:\"常温 干仓\"", "x_warehouse:eq:dry"),
        ("x_warehouse:lenglian", "x_warehouse:eq:cold"),
        ("要冷链:是", "x_cold:eq:true"),
        ("要冷链:no", "x_cold:eq:false"),
        ("-泵业", "-name:contains:泵业"),
    ] {
        let reading = understood(text);
        assert_eq!(reading.troubles, [], "{text}");
        let found: Vec<_> = reading.filters().cloned().collect();
        assert_eq!(found.join(" "), filters, "{text}");
        assert_eq!(reading.words, "", "{text}");
    }
}

#[test]
fn words_stay_words() {
    for (text, words) in [
        ("华北  泵业", "华北  泵业"),
        ("138 1234 5678", "138 1234 5678"),
        ("华北 行业:物流 泵业", "华北 泵业"),
        ("\"行业:物流\"", "行业:物流"),
        ("http://a.cn 行业:物流", "http://a.cn"),
        ("行业:物流", ""),
    ] {
        assert_eq!(understood(text).words, words, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_named_with_its_place() {
    for (text, why, from, to, proposed) in [
        ("华北 行叶:物流", Why::KeyUnknown, 3, 5, &["所属行业"][..]),
        ("天气:晴", Why::KeyUnknown, 0, 2, &[]),
        ("indstry:x", Why::KeyUnknown, 0, 7, &["所属行业"]),
        ("行业:", Why::ValueMissing, 0, 3, &[]),
        ("阶段:意象", Why::ValueUnknown, 3, 5, &["潜在", "意向", "合作", "流失"]),
        ("阶段:意向,意象", Why::ValueUnknown, 6, 8, &["潜在", "意向", "合作", "流失"]),
        ("地区:火星", Why::ValueUnknown, 3, 5, &[]),
        ("负责人:王明", Why::ValueUnknown, 4, 6, &["王敏"]),
        ("创建:很久", Why::ValueUnknown, 3, 5, &[]),
        ("注册资本>许多", Why::ValueUnknown, 5, 7, &[]),
        ("编号:A1", Why::ValueUnknown, 3, 5, &[]),
        ("阶段>意向", Why::NotOrdered, 0, 5, &[]),
        ("创建:本月,上月", Why::OneValue, 6, 8, &[]),
        ("-创建:本月..今天", Why::RangeNegated, 0, 10, &[]),
    ] {
        let troubles = understood(text).troubles;
        let found = troubles.first().map(|t| (t.why, t.span.from, t.span.to, t.proposed.clone()));
        let proposed = proposed.iter().map(ToString::to_string).collect();
        assert_eq!(found, Some((why, from, to, proposed)), "{text}");
    }
}

#[test]
fn parts_are_shown_in_words() {
    for (text, locale, label, shown) in [
        ("行业:物流", "zh", "所属行业", "交通运输、仓储和邮政业"),
        ("创建:近30天", "zh", "创建", "近30天"),
        ("创建:近30天", "en", "Created", "last 30 days"),
        ("注册资本>100万", "zh", "注册资本", "> ¥1000000.00"),
        ("负责人:我", "en", "Owner", "me"),
        ("负责人:敏", "zh", "负责人", "王敏, 赵敏"),
    ] {
        let part = read(text, &lexicon(), Asker { locale, ..ASKER }).parts.remove(0);
        assert_eq!((&*part.label, &*part.shown), (label, shown), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_text_gets_an_answer(
        text in r#"((-|行业|阶段|负责人|创建|注册资本|编号|owner|:|>|<|,|"|\.\.|我|本月|2026| )|\PC){0,16}"#
    ) {
        let reading = understood(&text);
        let length = text.chars().count();
        for part in &reading.parts {
            prop_assert!(part.span.from < part.span.to && part.span.to <= length);
            for filter in &part.filters {
                let mut parts = filter.splitn(3, ':').skip(1);
                prop_assert!(parts.next().and_then(FilterOp::parse).is_some(), "{}", filter);
            }
        }
        for trouble in &reading.troubles {
            prop_assert!(trouble.span.from < trouble.span.to && trouble.span.to <= length);
        }
    }
}
