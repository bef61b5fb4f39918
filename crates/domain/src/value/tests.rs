use super::*;
use proptest::prelude::*;

#[test]
fn credit_codes_in_any_dress_become_one() {
    for text in [
        "91350100M000100Y43",
        " 91350100m000100y43\n",
        "９１３５０１００Ｍ０００１００Ｙ４３",
        "91350100-M000100Y4-3",
        "91 350100 M000100Y4 3\u{3000}",
        "\u{feff}91350100M000100Y43\u{200b}",
    ] {
        assert_eq!(CreditCode::parse(text).unwrap().as_str(), "91350100M000100Y43", "{text:?}");
    }
}

#[test]
fn a_wrong_check_character_names_the_right_one() {
    let error = CreditCode::parse("91350100M000100Y4Z").unwrap_err();
    assert_eq!(error.code(), "credit_code_checksum");
    assert_eq!(
        error.params(),
        [("value", "91350100M000100Y4Z".to_owned()), ("expected", "3".to_owned())]
    );
}

#[test]
fn credit_codes_of_wrong_shape_are_refused() {
    for text in
        ["", "9135010", "91350100M000100Y433", "91350100I000100Y43", "无", "9135010OM000100Y43"]
    {
        assert_eq!(CreditCode::parse(text).unwrap_err().code(), "credit_code_format", "{text:?}");
    }
}

#[test]
fn identity_numbers() {
    let id = IdNumber::parse(" 11010519491231002x").unwrap();
    assert_eq!(id.as_str(), "11010519491231002X");
    assert_eq!(id.birth_date().unwrap().to_string(), "1949-12-31");
    assert!(!format!("{id:?}").contains("1949"));
    for (text, code) in [
        ("110105194912310021", "id_number_checksum"),
        ("11010519490231002X", "id_number_date"),
        ("110105491231002", "id_number_format"),
        ("1101051949123100XX", "id_number_format"),
    ] {
        assert_eq!(IdNumber::parse(text).unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn mobiles_in_any_dress_become_eleven_digits() {
    for text in [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "8613812345678",
        "008613812345678",
        "１３８１２３４５６７８",
        "13812345678.0",
        "(+86)138-1234-5678",
        "013812345678",
        "13812345678\u{3000}",
    ] {
        assert_eq!(Phone::parse_mobile(text).unwrap().as_str(), "13812345678", "{text:?}");
        assert_eq!(Phone::parse(text).unwrap().kind(), PhoneKind::Mobile, "{text:?}");
    }
    for text in
        ["", "无", "1111111", "23812345678", "138123456789", "12812345678", "010-67665051", "138x1"]
    {
        assert_eq!(Phone::parse_mobile(text).unwrap_err().code(), "mobile_format", "{text:?}");
    }
}

#[test]
fn other_lines() {
    for (text, wanted, kind) in [
        ("010-67665051", "010-67665051", PhoneKind::Landline),
        ("(010)67665051", "010-67665051", PhoneKind::Landline),
        ("（０１０）６７６６５０５１", "010-67665051", PhoneKind::Landline),
        ("01067665051", "010-67665051", PhoneKind::Landline),
        ("010 6766 5051", "010-67665051", PhoneKind::Landline),
        ("+86 10 67665051", "010-67665051", PhoneKind::Landline),
        ("+86-0431-8888888", "0431-8888888", PhoneKind::Landline),
        ("0431-8888888-801", "0431-8888888-801", PhoneKind::Landline),
        ("0431-8888888-8", "0431-8888888-8", PhoneKind::Landline),
        ("0431-88888888", "0431-88888888", PhoneKind::Landline),
        ("0431-8888888转801", "0431-8888888-801", PhoneKind::Landline),
        ("0431-8888888 ext. 801", "0431-8888888-801", PhoneKind::Landline),
        ("043188888888", "0431-88888888", PhoneKind::Landline),
        ("88886666", "88886666", PhoneKind::Landline),
        ("88886666-12", "88886666-12", PhoneKind::Landline),
        ("4008123456", "400-812-3456", PhoneKind::Service),
        ("400-8123-456", "400-812-3456", PhoneKind::Service),
        ("400-812-3456-1", "400-812-3456-1", PhoneKind::Service),
        ("95588", "95588", PhoneKind::Service),
        ("+1 (415) 555-2671", "+14155552671", PhoneKind::Foreign),
        ("00852 2123 4567", "+85221234567", PhoneKind::Foreign),
    ] {
        let phone = Phone::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(phone.as_str(), wanted, "{text}");
        assert_eq!(phone.kind(), kind, "{text}");
    }
    for text in [
        "",
        "-",
        "转",
        "12",
        "010-1234",
        "abc",
        "0431-888888x8888888",
        "13812345678/13912345678",
        "95588转86",
    ] {
        assert_eq!(Phone::parse(text).unwrap_err().code(), "phone_format", "{text:?}");
    }
}

#[test]
fn email_addresses() {
    for (text, wanted) in [
        ("zhang@example.com", "zhang@example.com"),
        (" Zhang.San@Example.COM\n", "Zhang.San@example.com"),
        ("ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｏｍ", "zhang@example.com"),
        ("mailto:<a+b@mail.example.org>", "a+b@mail.example.org"),
        ("张三@例子.中国", "张三@例子.中国"),
    ] {
        assert_eq!(Email::parse(text).unwrap().as_str(), wanted, "{text:?}");
    }
    for text in [
        "",
        "无",
        "zhang.example.com",
        "a@@b.example.com",
        "li@localhost",
        "@example.com",
        "a b@example.com",
        "a@example..com",
        "a@b@c.com",
    ] {
        assert_eq!(Email::parse(text).unwrap_err().code(), "email_format", "{text:?}");
    }
}

#[test]
fn web_addresses() {
    for (text, wanted) in [
        ("www.Example.com", "http://www.example.com"),
        ("HTTPS://Example.com/A?b=C", "https://example.com/A?b=C"),
        ("http://例子.中国:8080/", "http://例子.中国:8080/"),
    ] {
        assert_eq!(Url::parse(text).unwrap().as_str(), wanted, "{text:?}");
    }
    for text in [
        "",
        "javascript:alert(1)",
        "ftp://example.com",
        "http://localhost",
        "http://a b.com",
        "http://user@example.com",
        "http://example.com/<x>",
        "example.com:99999",
    ] {
        assert_eq!(Url::parse(text).unwrap_err().code(), "url_format", "{text:?}");
    }
}

#[test]
fn post_codes_regain_their_zero() {
    for (text, wanted) in [
        ("054400", "054400"),
        ("54400", "054400"),
        ("54400.0", "054400"),
        (" １００ ０８４ ", "100084"),
    ] {
        assert_eq!(Postcode::parse(text).unwrap().as_str(), wanted, "{text:?}");
    }
    for text in ["", "1000", "1000000", "A10000", "无"] {
        assert_eq!(Postcode::parse(text).unwrap_err().code(), "postcode_format", "{text:?}");
    }
}

#[test]
fn dates_in_many_forms() {
    for (text, wanted) in [
        ("2004/1/27", "2004-01-27"),
        ("2013.11.28", "2013-11-28"),
        ("2003年5月24日", "2003-05-24"),
        ("2003 年 5 月 24 日", "2003-05-24"),
        ("２００３年０５月２４号", "2003-05-24"),
        ("20180104", "2018-01-04"),
        ("20180104.0", "2018-01-04"),
        ("2013-9-26", "2013-09-26"),
        ("2013-09-26 00:00:00", "2013-09-26"),
        ("2013-09-26T08:30:00.000Z", "2013-09-26"),
        ("2013年9月26日 8时30分", "2013-09-26"),
        ("二〇〇三年五月二十四日", "2003-05-24"),
        ("二零一九年十二月三十一日", "2019-12-31"),
        ("2024-02-29", "2024-02-29"),
    ] {
        assert_eq!(parse_date(text).unwrap().to_string(), wanted, "{text:?}");
    }
    for text in [
        "",
        "待查",
        "2015-02-30",
        "2011/13/05",
        "2009年6月31日",
        "2023-02-29",
        "03/5/24",
        "2003年5月",
        "24/05/2003",
        "2013-09-26x",
        "201801",
        "41543",
    ] {
        assert_eq!(parse_date(text).unwrap_err().code(), "date_impossible", "{text:?}");
    }
}

#[test]
fn spreadsheet_days() {
    for (serial, from_1904, wanted) in [
        (41543.0, false, "2013-09-26"),
        (41543.75, false, "2013-09-26"),
        (1.0, false, "1900-01-01"),
        (59.0, false, "1900-02-28"),
        (61.0, false, "1900-03-01"),
        (40081.0, true, "2013-09-26"),
        (2_958_465.0, false, "9999-12-31"),
    ] {
        assert_eq!(date_from_serial(serial, from_1904).unwrap().to_string(), wanted, "{serial}");
    }
    for serial in [0.0, -1.0, 60.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
        assert_eq!(date_from_serial(serial, false), None, "{serial}");
    }
}

#[test]
fn amounts_of_money() {
    use MoneyUnit::{Wan, Yuan};
    for (text, unit, yuan) in [
        ("1500万元", Yuan, 15_000_000),
        ("200.00万元", Yuan, 2_000_000),
        ("12800万", Wan, 128_000_000),
        ("50万元人民币", Wan, 500_000),
        ("人民币50万元", Wan, 500_000),
        ("100,000元", Wan, 100_000),
        ("100,000,000元", Wan, 100_000_000),
        ("１００，０００元", Wan, 100_000),
        ("1000", Wan, 10_000_000),
        ("1000", Yuan, 1000),
        ("￥3.5亿", Yuan, 350_000_000),
        ("1亿2000万", Yuan, 120_000_000),
        ("1亿2000万元整", Wan, 120_000_000),
        ("3千万", Yuan, 30_000_000),
        ("50w", Yuan, 500_000),
        ("壹佰万元整", Wan, 1_000_000),
        ("叁仟贰佰万", Wan, 32_000_000),
        ("一百", Wan, 1_000_000),
        ("-20元", Yuan, -20),
        ("0", Wan, 0),
    ] {
        let fen = Fen::parse(text, unit).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(fen.get(), yuan * 100, "{text}");
    }
    assert_eq!(Fen::parse("0.01", Yuan).unwrap().get(), 1);
    for (text, code) in [
        ("", "money_format"),
        ("面议", "money_format"),
        ("100-200万", "money_format"),
        ("1,00元", "money_format"),
        ("2000万1亿", "money_format"),
        ("1亿2000", "money_format"),
        ("万", "money_format"),
        ("--5", "money_format"),
        ("500万美元", "money_currency"),
        ("$100", "money_currency"),
        ("0.001元", "money_range"),
        ("999999亿", "money_range"),
    ] {
        assert_eq!(Fen::parse(text, Yuan).unwrap_err().code(), code, "{text:?}");
    }
}

#[test]
fn decimals_keep_every_digit() {
    for (text, wanted) in [
        ("12.50", "12.5"),
        ("0012", "12"),
        ("-0", "0"),
        (".5", "0.5"),
        ("1,234,567.891", "1234567.891"),
        ("１２", "12"),
        ("123456789012.345678", "123456789012.345678"),
    ] {
        assert_eq!(Decimal::parse(text).unwrap().as_str(), wanted, "{text:?}");
    }
    for (text, code) in [
        ("", "number_format"),
        (".", "number_format"),
        ("1.2.3", "number_format"),
        ("12,34", "number_format"),
        ("1e5", "number_format"),
        ("1.1234567", "number_range"),
        ("1234567890123456789", "number_range"),
    ] {
        assert_eq!(Decimal::parse(text).unwrap_err().code(), code, "{text:?}");
    }
}

#[test]
fn names_lose_blanks_and_breaks_but_keep_their_brackets() {
    for (text, wanted) in [
        (" 华北泵业有限公司\n", "华北泵业有限公司"),
        ("华北\n泵业\u{3000}", "华北泵业"),
        ("伊川县老基地中心（有限合伙）", "伊川县老基地中心（有限合伙）"),
        ("Acme\nPumps Ltd", "Acme Pumps Ltd"),
        ("华\u{200b}北", "华北"),
    ] {
        assert_eq!(clean_name(text).unwrap(), wanted, "{text:?}");
    }
    for text in ["", "  ", "\u{3000}", "\n\t", "\u{feff}"] {
        assert_eq!(clean_name(text).unwrap_err(), ValueError::NameEmpty, "{text:?}");
    }
    let long = "长".repeat(MAX_NAME + 1);
    assert_eq!(
        clean_name(&long).unwrap_err().params(),
        [("max", "200".to_owned()), ("actual", "201".to_owned())]
    );
    assert_eq!(clean_paragraphs("\r\n a \r\nb\u{3000}\r\r"), "a\nb");
}

#[test]
fn values_travel_as_plain_json() {
    assert_eq!(serde_json::to_string(&Phone::parse("95588").unwrap()).unwrap(), "\"95588\"");
    assert_eq!(serde_json::from_str::<Fen>("500").unwrap(), Fen::new(500).unwrap());
    assert!(serde_json::from_str::<Fen>("9007199254740992").is_err());
    assert!(serde_json::from_str::<CreditCode>("\"91350100M000100Y4Z\"").is_err());
}

/// Text that comes close to being a value more often than random text does.
fn written() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9０-９]{1,12}",
        "[-+./()（）:@#, \u{3000}\u{200b}\n]{1,3}",
        Just("86".to_owned()),
        Just("0086".to_owned()),
        Just("转".to_owned()),
        Just("万".to_owned()),
        Just("亿元".to_owned()),
        Just("年".to_owned()),
        Just("月".to_owned()),
        Just("壹佰".to_owned()),
        Just("http://".to_owned()),
        "[a-zA-Z]{1,6}",
        "\\PC{0,4}",
        any::<String>(),
    ];
    proptest::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn normalising_again_changes_nothing(text in written()) {
        macro_rules! idempotent {
            ($($parse:expr),*) => {$(
                if let Ok(value) = $parse(&text) {
                    prop_assert_eq!($parse(value.as_str()).map(String::from), Ok(String::from(value)));
                }
            )*};
        }
        idempotent!(
            CreditCode::parse, IdNumber::parse, Phone::parse, Phone::parse_mobile, Email::parse,
            Url::parse, Postcode::parse, Decimal::parse
        );
        if let Ok(date) = parse_date(&text) {
            prop_assert_eq!(parse_date(&date.to_string()), Ok(date));
        }
        for unit in [MoneyUnit::Yuan, MoneyUnit::Wan, MoneyUnit::Yi] {
            if let Ok(fen) = Fen::parse(&text, unit) {
                prop_assert_eq!(Fen::parse(&fen.to_yuan(), MoneyUnit::Yuan), Ok(fen));
            }
        }
        let narrowed = narrow(&text);
        prop_assert_eq!(narrow(&narrowed), narrowed);
        let line = clean_line(&text);
        prop_assert_eq!(clean_line(&line), line);
        let paragraphs = clean_paragraphs(&text);
        prop_assert_eq!(clean_paragraphs(&paragraphs), paragraphs);
    }

    #[test]
    fn one_changed_digit_never_passes_the_checksum(at in 0_usize..17, by in 1_usize..31) {
        let alphabet = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
        let mut code = b"91350100M000100Y43".to_vec();
        let place = alphabet.iter().position(|a| *a == code[at]).unwrap();
        code[at] = alphabet[(place + by) % 31];
        let error = CreditCode::parse(std::str::from_utf8(&code).unwrap()).unwrap_err();
        prop_assert_eq!(error.code(), "credit_code_checksum");
    }

    #[test]
    fn serials_never_panic(serial in any::<f64>(), from_1904 in any::<bool>()) {
        let _ = date_from_serial(serial, from_1904);
    }
}
