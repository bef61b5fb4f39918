//! Business cards as phones and mail programs write them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;

use kedang_exchange::{
    Cell, FileFormat, HeaderCatalogue, Limits, ReadOptions, Workbook, parse_rows,
    vcard::{self, Address, Birthday, Card, CardError, Labelled, Name, Version},
};
use proptest::prelude::*;

fn all(bytes: &[u8]) -> Vec<Result<Card, CardError>> {
    vcard::read(bytes, Limits::default()).unwrap()
}

fn one(text: &str) -> Card {
    let cards = all(text.as_bytes());
    let [card] = cards.as_slice() else { panic!("{cards:?}") };
    card.clone().unwrap()
}

fn labelled(value: &str, types: &[&str]) -> Labelled {
    Labelled { value: value.into(), types: types.iter().map(|t| (*t).to_owned()).collect() }
}

#[test]
fn an_old_phone_in_gbk_and_quoted_printable() {
    let quoted = |text: &str| -> String {
        encoding_rs::GBK.encode(text).0.iter().map(|byte| format!("={byte:02X}")).collect()
    };
    let long = quoted("河北省唐山市玉田县");
    let (start, end) = long.split_at(30);
    let text = format!(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GB2312;ENCODING=QUOTED-PRINTABLE:{};{};;;\r\nORG;CHARSET=GBK;QUOTED-PRINTABLE:{};{}\r\nADR;WORK;CHARSET=GB18030;ENCODING=quoted-printable:;;{start}=\r\n{end};;;064100;\r\nTEL;CELL;PREF:138 1234 5678\r\nTEL;WORK;FAX:010-67665051\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRgABAQ==\r\n\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:{}=0D=0A{}\r\nX-CLASS:PUBLIC\r\nEND:VCARD\r\n",
        quoted("王"),
        quoted("敏"),
        quoted("华北泵业"),
        quoted("销售部"),
        quoted("一"),
        quoted("二;三"),
    );
    let card = one(&text);
    assert_eq!(card.version, Version::V2_1);
    assert_eq!((card.name.family.as_str(), card.name.given.as_str()), ("王", "敏"));
    assert_eq!(card.formatted_name, "王敏");
    assert_eq!(card.organization, ["华北泵业", "销售部"]);
    assert_eq!(
        (card.addresses[0].street.as_str(), card.addresses[0].postcode.as_str()),
        ("河北省唐山市玉田县", "064100")
    );
    assert_eq!(
        card.phones,
        [labelled("138 1234 5678", &["cell", "pref"]), labelled("010-67665051", &["fax", "work"])]
    );
    assert_eq!(card.note, "一\n二;三");
    // A phone that encodes the dividers as well.
    let all_encoded = format!(
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:{}=3B{}\nEND:VCARD\n",
        quoted("王"),
        quoted("敏")
    );
    assert_eq!(one(&all_encoded).name.family, "王");
}

#[test]
fn raw_gbk_without_a_word_about_it() {
    let text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:王敏\r\nORG:华北泵业有限公司\r\nEND:VCARD\r\n";
    let card = all(&encoding_rs::GBK.encode(text).0)[0].clone().unwrap();
    assert_eq!(card.organization, ["华北泵业有限公司"]);
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(all(&wide)[0].clone().unwrap(), card);
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    assert_eq!(all(&marked)[0].clone().unwrap(), card);
}

#[test]
fn groups_types_escapes_and_uris() {
    let card = one(concat!(
        "BEGIN:vCard\nVERSION:4.0\nKIND:individual\nUID:urn:uuid:1\n",
        "item1.TEL;VALUE=uri;PREF=1;TYPE=\"cell,voice\":tel:+86-138-1234-5678\nitem1.X-ABLabel:手机\n",
        "TEL;TYPE=work;TYPE=voice;VALUE=uri:tel:+86-10-67665051;ext=801\n",
        "TEL;X-NOTE=\"a:b;c\":95588\nEMAIL:mailto:a@example.com\nEMAIL;TYPE=home: b@example.org \n",
        "N:Stevenson;John;Philip\\,Paul;Dr.;Jr.\nFN:张\\, 三\\; \\\\ 四\\n五\n",
        "ORG:A\\;B;C\\, D;\nURL:http://example.com/a\\,b\nBDAY:--0412\nTITLE:经\n 理\nROLE:\n",
        "NOTE:一\nNOTE:二\nEND:VCARD\n"
    ));
    assert_eq!(
        card.phones,
        [
            labelled("+86-138-1234-5678", &["cell", "pref", "voice"]),
            labelled("+86-10-67665051-801", &["voice", "work"]),
            labelled("95588", &[]),
        ]
    );
    assert_eq!(card.emails, [labelled("a@example.com", &[]), labelled("b@example.org", &["home"])]);
    assert_eq!(card.name.additional, "Philip,Paul");
    assert_eq!(card.formatted_name, "张, 三; \\ 四\n五");
    assert_eq!(card.organization, ["A;B", "C, D"]);
    assert_eq!(card.urls, ["http://example.com/a,b"]);
    assert_eq!(card.birthday, Some(Birthday { year: None, month: Some(4), day: Some(12) }));
    assert_eq!((card.title.as_str(), card.note.as_str()), ("经理", "一\n二"));
}

#[test]
fn broken_files_lose_nobody() {
    // No end, an end too much, lone line ends, a card inside a card, rubbish between.
    let cards = all(b"rubbish\rBEGIN:VCARD\rVERSION:2.1\rFN:A\rBEGIN:VCARD\rVERSION:2.1\rFN:B\rAGENT:\rBEGIN:VCARD\rFN:inner\rEND:VCARD\rTEL:95588\rEND:VCARD\rEND:VCARD\rno colon\rBEGIN:VCARD\rEND:VCARD\rBEGIN:VCARD\rN:C;;;;\r");
    let names: Vec<Result<&str, &str>> = cards
        .iter()
        .map(|c| c.as_ref().map(|c| c.formatted_name.as_str()).map_err(CardError::code))
        .collect();
    assert_eq!(names, [Ok("A"), Ok("B"), Err("card_empty"), Ok("C")]);
    assert_eq!(cards[1].as_ref().unwrap().phones, [labelled("95588", &[])]);
    // A quotation mark that nothing closes.
    assert_eq!(one("BEGIN:VCARD\nTEL;TYPE=\"cell:138\nFN:A\nEND:VCARD").phones[0].value, "138");
    let long =
        format!("BEGIN:VCARD\nFN:A\nNOTE:{}\nEND:VCARD\nBEGIN:VCARD\nFN:B", "长".repeat(40_000));
    let cards = all(long.as_bytes());
    assert_eq!(cards[0].as_ref().unwrap_err().code(), "card_value_too_long");
    assert_eq!(cards[1].as_ref().unwrap().formatted_name, "B");
    let lines = format!("BEGIN:VCARD\n{}END:VCARD", "TEL:1\n".repeat(3000));
    assert_eq!(all(lines.as_bytes())[0].as_ref().unwrap_err().code(), "card_too_many_lines");
    assert_eq!(vcard::read(b"nothing", Limits::default()).unwrap_err().code(), "file_empty");
    let few = Limits { max_held: 10, ..Limits::default() };
    assert_eq!(vcard::read(b"BEGIN:VCARD", few).unwrap_err().code(), "file_too_large");
    let few = Limits { max_held_cells: 1000, ..Limits::default() };
    let many = format!("BEGIN:VCARD\n{}", "ADR:a\n".repeat(200));
    assert_eq!(vcard::read(many.as_bytes(), few).unwrap_err().code(), "file_too_many_cells");
    let few = Limits { max_rows: 1, ..Limits::default() };
    let two = b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\n";
    assert_eq!(vcard::read(two, few).unwrap_err().code(), "file_too_many_rows");
}

#[test]
fn cards_are_rows() {
    let text = concat!(
        "BEGIN:VCARD\nVERSION:3.0\nFN:王敏\nORG:华北泵业有限公司;销售部;一组\nROLE:采购\n",
        "TEL;TYPE=HOME:13912345678\nTEL;TYPE=CELL,PREF:13812345678\nTEL;TYPE=WORK:010-67665051\nTEL;TYPE=FAX:010-67665052\n",
        "EMAIL:a@example.com\nEMAIL:b@example.com\nBDAY:1985-04-12\n",
        "ADR:;B 座;中山路1号;南京市;江苏省;210000;中国\nADR:;;Main St 1;Springfield;;;USA\nNOTE:老客户\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:3.0\nFN:李娜\nBDAY:--04-12\nEND:VCARD\n"
    );
    let mut book = Workbook::from_bytes(text.as_bytes(), Limits::default()).unwrap();
    assert_eq!(book.info().format, FileFormat::Vcard);
    let rows: Vec<_> = book.rows(0).unwrap().map(Result::unwrap).collect();
    let find = |row: usize, name: &str| {
        let column = rows[0].cells.iter().position(|c| c.text() == name).unwrap();
        rows[row].cell(column).text().to_owned()
    };
    let first13: Vec<&str> = rows[0].cells[..13].iter().map(Cell::text).collect();
    assert_eq!(
        first13,
        [
            "姓名",
            "单位",
            "职务",
            "联系人手机",
            "电话",
            "联系人邮箱",
            "省",
            "市",
            "地址",
            "邮编",
            "备注",
            "网址",
            "生日"
        ]
    );
    for (name, wanted) in [
        ("联系人手机", "13812345678"),
        ("联系人手机2", "13912345678"),
        ("电话", "010-67665051"),
        ("传真", "010-67665052"),
        ("职务", "采购"),
        ("所在部门", "销售部 一组"),
        ("联系人邮箱2", "b@example.com"),
        ("地址", "中山路1号 B 座"),
        ("地址2", "USA Main St 1"),
        ("生日", "1985-04-12"),
    ] {
        assert_eq!(find(1, name), wanted, "{name}");
    }
    assert_eq!(find(3, "生日（不全）"), "--04-12");

    let catalogue = HeaderCatalogue::builtin();
    let survey = book.survey(&catalogue).unwrap();
    let mapping = survey.mapping(0, &book, &catalogue).unwrap();
    assert_eq!(mapping.header_row, 0);
    let verdicts: Vec<_> = parse_rows(book.rows(0).unwrap(), &mapping)
        .map(|row| match row.unwrap() {
            kedang_exchange::ParsedRow::Data { verdict, .. } => *verdict,
            kedang_exchange::ParsedRow::Skipped { .. } => panic!("skipped"),
        })
        .collect();
    assert_eq!(verdicts.iter().map(|v| v.row).collect::<Vec<_>>(), [1, 2, 3]);
    assert!(verdicts[0].valid, "{verdicts:?}");
    assert_eq!(verdicts[0].record.name, "华北泵业有限公司");
    let contact = verdicts[0].record.contact.as_ref().unwrap();
    assert_eq!(contact.values["birthday"], "1985-04-12");
    // An empty card and one without organisation are told, not dropped.
    assert_eq!(verdicts[1].reason.as_deref(), Some("name_empty"));
    assert!(
        verdicts[1].errors.iter().any(|e| e.params.get("value").is_some_and(|v| v == "card_empty"))
    );
    assert_eq!(verdicts[2].reason.as_deref(), Some("name_empty"));

    let big5 = encoding_rs::BIG5.encode("BEGIN:VCARD\nFN:陳\nEND:VCARD\n").0.into_owned();
    let options = ReadOptions { encoding: Some("big5".into()), ..ReadOptions::default() };
    let mut book = Workbook::from_bytes_with(big5, Limits::default(), options).unwrap();
    assert_eq!(book.rows(0).unwrap().nth(1).unwrap().unwrap().cell(0).text(), "陳");
}

#[test]
fn written_lines_are_folded_between_characters() {
    let card = Card {
        formatted_name: "王敏".into(),
        note: "一二三四五六七八九十".repeat(20),
        organization: vec!["a,b;c".into(), "d\\e".into()],
        birthday: Some(Birthday { year: Some(1985), month: Some(4), day: Some(12) }),
        ..Card::default()
    };
    for (version, birthday) in
        [(Version::V3_0, "BDAY:1985-04-12"), (Version::V4_0, "BDAY:19850412")]
    {
        let text = vcard::write(&card, version);
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert!(text.contains("ORG:a\\,b\\;c;d\\\\e\r\n") && text.contains(birthday));
        assert!(text.contains("\r\nN:;;;;\r\n") && text.ends_with("\r\nEND:VCARD\r\n"));
    }
}

/// Any text with what has a meaning in cards.
fn text() -> BoxedStrategy<String> {
    "([ -~]|[一-龥]|[\u{1f600}-\u{1f610}]|[,;:\\\\\"=\n\t]|é){0,60}".boxed()
}

/// A text on which nothing is taken off.
fn word() -> BoxedStrategy<String> {
    "[a-z0-9一-龥][a-z0-9+,;\\\\@.=一-龥-]{0,30}[a-z0-9一-龥]".boxed()
}

fn types() -> impl Strategy<Value = BTreeSet<String>> {
    proptest::collection::btree_set("cell|work|home|fax|voice|pref|x-[a-z]{1,5}", 0..4)
}

fn labels() -> impl Strategy<Value = Vec<Labelled>> {
    let one = (word(), types()).prop_map(|(value, types)| Labelled { value, types });
    proptest::collection::vec(one, 0..4)
}

fn card() -> impl Strategy<Value = Card> {
    let name = [text(), text(), text(), text(), text()];
    let name = name.prop_map(|[family, given, additional, prefix, suffix]| Name {
        family,
        given,
        additional,
        prefix,
        suffix,
    });
    let address = ([word(), text(), text(), text(), text(), text(), text()], types()).prop_map(
        |([po_box, extended, street, city, province, postcode, country], types)| Address {
            po_box,
            extended,
            street,
            city,
            province,
            postcode,
            country,
            types,
        },
    );
    let day = (proptest::option::of(1..=9999_u16), 1..=12_u8, 1..=31_u8)
        .prop_map(|(year, month, day)| Birthday { year, month: Some(month), day: Some(day) });
    let texts = (text(), text(), text(), word(), text());
    let organization = (proptest::collection::vec(text(), 0..3), word());
    (
        texts,
        name,
        organization,
        (labels(), labels()),
        proptest::collection::vec(address, 0..3),
        proptest::collection::vec(word(), 0..3),
        proptest::option::of(day),
    )
        .prop_map(|(texts, name, organization, labels, addresses, urls, birthday)| {
            let (uid, title, role, formatted_name, note) = texts;
            let (mut units, last) = organization;
            units.push(last);
            Card {
                version: Version::V4_0,
                uid,
                formatted_name,
                name,
                organization: units,
                title,
                role,
                phones: labels.0,
                emails: labels.1,
                addresses,
                urls,
                note,
                birthday,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_written_is_read(card in card(), old in any::<bool>()) {
        let version = if old { Version::V3_0 } else { Version::V4_0 };
        let text = vcard::write(&card, version);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "{}", text);
        let read = all(text.as_bytes());
        prop_assert_eq!(read, vec![Ok(Card { version, ..card })]);
    }

    #[test]
    fn any_bytes_are_read_or_refused(start in "BEGIN:VCARD\r?\nVERSION:(2.1|3.0|4.0)\r?\n", rest in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'='), Just(b'\n'), Just(b':'), Just(b';'), Just(b'"'), Just(b' ')], 0..400)) {
        let _ = vcard::read(&[start.as_bytes(), &rest].concat(), Limits::default());
    }
}
