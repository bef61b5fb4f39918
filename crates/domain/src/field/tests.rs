use super::*;
use crate::value::MoneyUnit;
use serde_json::json;

mod custom;
mod index;
mod values;

fn customer(key: &str) -> &'static Field {
    Catalogue::builtin().customer(key).unwrap()
}

fn code(result: Result<Value, FieldError>) -> Result<Value, &'static str> {
    result.map_err(|e| e.code)
}

#[test]
fn each_type_keeps_one_form_and_refuses_the_rest() {
    for (key, given, expected) in [
        ("short_name", json!("  甲公司 "), Ok(json!("甲公司"))),
        ("short_name", json!("甲\n乙"), Ok(json!("甲乙"))),
        ("short_name", json!("\u{200b}"), Err("empty")),
        ("short_name", json!(" \u{3000}"), Err("empty")),
        ("short_name", json!("长".repeat(61)), Err("too_long")),
        ("short_name", json!(5), Err("wrong_type")),
        ("remark", json!("一\r\n二"), Ok(json!("一\n二"))),
        ("headcount", json!("120"), Ok(json!("120"))),
        ("headcount", json!("１２０"), Ok(json!("120"))),
        ("headcount", json!(120), Err("wrong_type")),
        ("headcount", json!("12.5"), Err("number_decimals")),
        ("headcount", json!("-1"), Err("too_small")),
        ("headcount", json!("10000001"), Err("too_great")),
        ("headcount", json!("多"), Err("number_format")),
        ("registered_capital", json!(150_000_000_i64), Ok(json!(150_000_000_i64))),
        ("registered_capital", json!(-1), Err("too_small")),
        ("registered_capital", json!(1.5), Err("money_range")),
        ("registered_capital", json!(9_007_199_254_740_992_i64), Err("money_range")),
        ("registered_capital", json!("100"), Err("wrong_type")),
        ("founding_date", json!("2013-06-22"), Ok(json!("2013-06-22"))),
        ("founding_date", json!("2013-02-30"), Err("date_impossible")),
        ("founding_date", json!(20130622), Err("wrong_type")),
        ("birth_date", json!("1849-12-31"), Err("date_too_early")),
        ("stage", json!("intent"), Ok(json!("intent"))),
        ("stage", json!("意向"), Err("choice_unknown")),
        ("relation", json!(["supplier", "dealer", "dealer"]), Ok(json!(["dealer", "supplier"]))),
        ("relation", json!("dealer"), Err("wrong_type")),
        ("relation", json!(["dealer", 1]), Err("wrong_type")),
        ("relation", json!(["nobody"]), Err("choice_unknown")),
        ("relation", json!([]), Err("empty")),
        ("scout", json!(true), Ok(json!(true))),
        ("scout", json!("true"), Err("wrong_type")),
        ("region", json!("320102"), Ok(json!("320102"))),
        ("region", json!("130223"), Ok(json!("130223"))),
        ("region", json!("999999"), Err("region_unknown")),
        ("region", json!("南京市"), Err("region_unknown")),
        ("industry", json!("c"), Ok(json!("C"))),
        ("industry", json!("0111"), Ok(json!("0111"))),
        ("industry", json!("9999"), Err("industry_unknown")),
        ("mobile", json!("+86 138-1234-5678"), Ok(json!("13812345678"))),
        ("mobile", json!("010-67665051"), Err("mobile_format")),
        ("mobile", json!("+14155552671"), Ok(json!("+14155552671"))),
        ("office_phone", json!("(010) 67665051"), Ok(json!("010-67665051"))),
        ("office_phone", json!("请来电"), Err("phone_format")),
        ("email", json!("Info@Example.COM"), Ok(json!("Info@example.com"))),
        ("email", json!("a@@b.com"), Err("email_format")),
        ("website", json!("www.example.com"), Ok(json!("http://www.example.com"))),
        ("website", json!("javascript:alert(1)"), Err("url_format")),
        ("credit_code", json!("9133 0305-majyk8jg5y"), Ok(json!("91330305MAJYK8JG5Y"))),
        ("credit_code", json!("91330305MAJYK8JG5X"), Err("credit_code_checksum")),
        ("id_number", json!("11010519491231002x"), Ok(json!("11010519491231002X"))),
        ("id_number", json!("110105194912310021"), Err("id_number_checksum")),
        ("postcode", json!("１０００８４"), Ok(json!("100084"))),
        ("postcode", json!("1000844"), Err("postcode_format")),
        ("source_note", Value::Null, Err("empty")),
        ("source_note", json!({}), Err("wrong_type")),
    ] {
        assert_eq!(code(customer(key).validate(&given)), expected.clone(), "{key} {given}");
        if let Ok(stored) = expected {
            assert_eq!(customer(key).validate(&stored), Ok(stored), "{key} is not stable");
        }
    }
}

#[test]
fn a_person_is_named_by_id() {
    let field =
        Field::custom("x_sales", Subject::Customer, FieldType::Person, Label::new("对接", "Sales"));
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    assert_eq!(field.validate(&json!(id.to_uppercase())), Ok(json!(id)));
    assert_eq!(code(field.validate(&json!("王敏"))), Err("person_format"));
}

#[test]
fn a_refusal_says_what_the_message_needs() {
    let long = customer("short_name").validate(&json!("长".repeat(61))).unwrap_err();
    assert_eq!(
        serde_json::to_value(&long).unwrap(),
        json!({"code": "too_long", "params": {"max": 60, "actual": 61}})
    );
    let wrong = customer("credit_code").validate(&json!("91330305MAJYK8JG5X")).unwrap_err();
    assert_eq!(wrong.params["expected"], json!("Y"));
    let stage = customer("stage").validate(&json!("gone")).unwrap_err();
    assert_eq!(stage.params["options"], json!(["potential", "intent", "cooperating", "lost"]));
}

#[test]
fn a_retired_option_is_not_offered_any_more() {
    let mut field = customer("stage").clone();
    field.options[1].retired = true;
    assert_eq!(code(field.validate(&json!("intent"))), Err("choice_retired"));
    let unknown = field.validate(&json!("x")).unwrap_err();
    assert_eq!(unknown.params["options"], json!(["potential", "cooperating", "lost"]));
}

#[test]
fn cells_are_read_as_people_write_them() {
    for (key, text, expected) in [
        ("registered_capital", "1,500万元", Ok(json!(1_500_000_000_i64))),
        ("registered_capital", "1500", Ok(json!(1_500_000_000_i64))),
        ("registered_capital", "很多", Err("money_format")),
        ("founding_date", "2013年6月22日", Ok(json!("2013-06-22"))),
        ("stage", "合作", Ok(json!("cooperating"))),
        ("stage", " Lost ", Ok(json!("lost"))),
        ("stage", "lost", Ok(json!("lost"))),
        ("stage", "快要", Err("choice_unknown")),
        ("source", "报刊黄页等媒介", Ok(json!("media"))),
        ("relation", "供应商、经销商", Ok(json!(["dealer", "supplier"]))),
        ("relation", "经销商;路人", Err("choice_unknown")),
        ("scout", "是", Ok(json!(true))),
        ("scout", "No", Ok(json!(false))),
        ("scout", "也许", Err("yes_no_format")),
        ("region", "江苏省南京市玄武区", Ok(json!("320102"))),
        ("region", "江苏 南京", Ok(json!("320100"))),
        ("region", "320102", Ok(json!("320102"))),
        ("region", "江苏省南京市玄武区珠江路1号", Err("region_unknown")),
        ("industry", "稻谷种植", Ok(json!("0111"))),
        ("industry", "C13 农副食品加工业", Ok(json!("13"))),
        ("industry", "时光机制造", Err("industry_unknown")),
        ("headcount", "1,200", Ok(json!("1200"))),
        ("mobile", "138 1234 5678", Ok(json!("13812345678"))),
        ("remark", "  ", Err("empty")),
    ] {
        let read = customer(key).parse_text(text, MoneyUnit::Wan);
        assert_eq!(code(read), expected, "{key} {text}");
    }
    let role = Catalogue::builtin().contact("decision_role").unwrap();
    for (text, expected) in [
        ("前台、秘书", json!(["gatekeeper"])),
        ("决策人/采购", json!(["decision_maker", "purchaser"])),
    ] {
        assert_eq!(role.parse_text(text, MoneyUnit::Yuan), Ok(expected), "{text}");
    }
}

#[test]
fn every_option_reads_back_by_its_names() {
    for field in Catalogue::builtin().fields().filter(|f| f.field_type.has_options()) {
        for option in &field.options {
            for name in [&option.key, &option.label.zh, &option.label.en] {
                let read = field.parse_text(name, MoneyUnit::Yuan).unwrap();
                let key = read.as_str().or_else(|| read[0].as_str());
                assert_eq!(key, Some(option.key.as_str()), "{}.{name}", field.key);
            }
        }
    }
}

#[test]
fn names_round_trip() {
    for t in FieldType::ALL {
        assert_eq!(FieldType::parse(t.as_str()), Some(t));
        assert_eq!(serde_json::to_value(t).unwrap(), json!(t.as_str()));
    }
    for op in FilterOp::ALL {
        assert_eq!(FilterOp::parse(op.as_str()), Some(op));
        assert_eq!(serde_json::to_value(op).unwrap(), json!(op.as_str()));
    }
    for kind in [CustomerKind::Organization, CustomerKind::Individual] {
        assert_eq!(CustomerKind::parse(kind.as_str()), Some(kind));
    }
    for subject in [Subject::Customer, Subject::Contact] {
        assert_eq!(Subject::parse(subject.as_str()), Some(subject));
    }
    assert_eq!(FieldType::parse("x"), None);
    assert_eq!(FilterOp::parse("like"), None);
}

#[test]
fn a_field_survives_json() {
    for field in Catalogue::builtin().fields() {
        let text = serde_json::to_string(field).unwrap();
        assert_eq!(&serde_json::from_str::<Field>(&text).unwrap(), field);
    }
    let label = Label::new("客户", "");
    assert_eq!((label.in_locale("en-GB"), label.in_locale("zh")), ("客户", "客户"));
}
