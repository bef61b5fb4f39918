use super::*;
use proptest::prelude::*;

#[test]
fn values_are_read_and_said() {
    use Kind::*;
    for (kind, text, zh, en) in [
        (Duration, "24 hours", "24小时", "24 hours"),
        (Duration, "1 working day", "1个工作日", "1 working day"),
        (Duration, "at once", "立即", "at once"),
        (Duration, "same day", "当日", "same day"),
        (Cycle, "6 months", "6个月", "6 months"),
        (Number, "3", "3", "3"),
        (Percent, "20 %", "20%", "20%"),
        (Percent, "2.5 %", "2.5%", "2.5%"),
        (Money, "CNY 500000.00", "500,000元", "CNY 500,000"),
        (Money, "CNY 0.50", "0.50元", "CNY 0.50"),
        (MoneyRange, "CNY 2000.00 to 20000.00", "2,000元至20,000元", "CNY 2,000 to CNY 20,000"),
        (
            Chain,
            "department_head & marketing_director",
            "部门负责人和营销总监",
            "head of the department and marketing director",
        ),
        (
            Chain,
            "department_head > general_manager | deputy_general_manager",
            "部门负责人，再由总经理或主管副总经理",
            "head of the department, then general manager or deputy general manager",
        ),
        (List, "A, B, C", "A、B、C", "A, B, C"),
        (YesNo, "yes", "是", "yes"),
        (DayOfMonth, "5", "5日", "5"),
        (Text, "随便", "随便", "随便"),
        (Number, "", "______", "______"),
    ] {
        let value = Value::parse(kind, text).unwrap();
        assert_eq!(value.words(Language::Zh), zh);
        assert_eq!(value.words(Language::En), en);
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn what_is_no_value_is_refused_with_the_part_that_does_not_fit() {
    use Kind::*;
    for (kind, text, part) in [
        (Duration, "24 hour", "24 hour"),
        (Duration, "1 hours", "1 hours"),
        (Duration, "0 days", "0 days"),
        (Duration, "soon", "soon"),
        (Number, "-1", "-1"),
        (Number, "2000000000", "2000000000"),
        (Percent, "101 %", "101 %"),
        (Percent, "2.55 %", "2.55 %"),
        (Percent, "65535.9 %", "65535.9 %"),
        (Money, "500", "500"),
        (Money, "CNY 500", "CNY 500"),
        (Money, "CNY 99999999999999999999.00", "CNY 99999999999999999999.00"),
        (MoneyRange, "CNY 2.00 to 1.00", "CNY 2.00 to 1.00"),
        (Chain, "department_head > boss", "boss"),
        (Chain, "department_head & finance | office", "department_head & finance | office"),
        (Chain, "department_head >", ""),
        (List, "A,,B", "A,,B"),
        (YesNo, "是", "是"),
        (DayOfMonth, "32", "32"),
    ] {
        assert_eq!(Value::parse(kind, text).unwrap_err().text, part, "{text}");
    }
}

fn kinds() -> impl Strategy<Value = Kind> {
    use Kind::*;
    prop::sample::select(vec![
        Duration, Cycle, Number, Percent, Money, MoneyRange, Chain, List, YesNo, Text, DayOfMonth,
    ])
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_what_is_read_is_written_alike(
        kind in kinds(),
        text in "[ -~0-9%>&|A-Za-z_\\.]{0,40}|[0-9]{1,20} (hours|days|%)|CNY [0-9]{1,25}\\.[0-9]{2}",
    ) {
        if let Ok(value) = Value::parse(kind, &text) {
            prop_assert_eq!(Value::parse(kind, &value.to_string()), Ok(value));
        }
    }
}
