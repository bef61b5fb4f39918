//! The tables in `testdata/messy` give exactly what their makers say they hold.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

use std::{fs, io::Read, path::PathBuf};

use kedang_exchange::{
    FileFormat, HeaderCatalogue, InvalidRow, Limits, ParsedRow, Summary, Workbook, parse_rows,
    understood,
    vcard::{self, Card, Version},
};
use serde_json::{Map, Value};

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/messy");
    let packed = path.join(format!("{name}.gz"));
    if !packed.exists() {
        return fs::read(path.join(name)).unwrap();
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(packed).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

fn number(expected: &Value, key: &str) -> u32 {
    u32::try_from(expected[key].as_u64().unwrap()).unwrap()
}

fn check(name: &str) {
    let expected: Value = serde_json::from_slice(&file(&format!("{name}.expected.json"))).unwrap();
    let catalogue = HeaderCatalogue::builtin();
    let mut workbook = Workbook::from_bytes(file(name), Limits::default()).unwrap();
    let survey = workbook.survey(&catalogue).unwrap();
    let sheet = survey.chosen.unwrap();
    if let Some(sheet_name) = expected["sheet"].as_str() {
        assert_eq!(survey.sheets[sheet].info.name, sheet_name);
    }
    if let Some(encoding) = expected["encoding"].as_str() {
        assert_eq!(workbook.info().encoding.as_deref(), Some(encoding));
        assert_eq!(Some(workbook.info().bom), expected["bom"].as_bool());
        let delimiter = workbook.info().delimiter.map(String::from);
        assert_eq!(delimiter.as_deref(), expected["delimiter"].as_str());
        assert!(!workbook.info().lossy);
    }
    let mapping = survey.mapping(sheet, &workbook, &catalogue).unwrap();
    assert_eq!(mapping.header_row, number(&expected, "header_row"));
    let columns = expected["columns"].as_object().unwrap();
    assert_eq!(mapping.columns.len(), columns.len(), "{:?}", mapping.columns);
    for (index, header) in columns {
        let found = mapping.header(index.parse().unwrap());
        assert_eq!(found, header.as_str().unwrap().trim());
    }

    let parsed: Vec<ParsedRow> =
        parse_rows(workbook.rows(sheet).unwrap(), &mapping).map(Result::unwrap).collect();
    let mut summary = Summary::default();
    parsed.iter().for_each(|row| summary.add(row));
    assert_eq!(summary.data_rows, number(&expected, "data_rows"));
    assert_eq!(summary.valid_rows, number(&expected, "valid_rows"));
    assert_eq!(summary.invalid_rows, number(&expected, "invalid_rows"));
    let invalid: Vec<InvalidRow> = serde_json::from_value(expected["invalid"].clone()).unwrap();
    assert_eq!(summary.invalid, invalid);

    let rows = String::from_utf8(file(&format!("{name}.rows.ndjson"))).unwrap();
    let mut verdicts = parsed.iter().filter_map(|row| match row {
        ParsedRow::Data { verdict, .. } => Some(verdict),
        ParsedRow::Skipped { .. } => None,
    });
    for line in rows.lines() {
        let wanted: Value = serde_json::from_str(line).unwrap();
        let verdict = verdicts.next().unwrap();
        assert_eq!(verdict.row, number(&wanted, "row"));
        assert_eq!(Some(verdict.valid), wanted["valid"].as_bool(), "row {}", verdict.row);
        if verdict.valid {
            let wanted: Map<String, Value> = wanted["expected"].as_object().unwrap().clone();
            assert_eq!(understood(&verdict.record), wanted, "row {}", verdict.row);
            assert_eq!(verdict.warnings, [], "row {}", verdict.row);
        }
    }
    assert!(verdicts.next().is_none());
}

#[test]
fn workbook_with_titles_and_a_hidden_sheet() {
    check("customers_merged_title.xlsx");
}

#[test]
fn text_in_gb18030() {
    check("customers_gb18030.csv");
}

#[test]
fn text_in_utf8_with_mark_and_guards() {
    check("customers_utf8_bom.csv");
}

#[test]
fn old_binary_workbook() {
    check("customers_biff8.xls");
}

/// The cards of a file, by themselves and as rows of a table.
fn check_cards(name: &str, version: Version) {
    let expected: Value = serde_json::from_slice(&file(&format!("{name}.expected.json"))).unwrap();
    let bytes = file(name);
    let cards: Vec<Card> = vcard::read(&bytes, Limits::default())
        .unwrap()
        .into_iter()
        .map(|card| card.unwrap())
        .collect();
    assert_eq!(cards.len(), number(&expected, "cards") as usize);
    assert_eq!(number(&expected, "valid_rows"), number(&expected, "data_rows"));

    let catalogue = HeaderCatalogue::builtin();
    let mut workbook = Workbook::from_bytes(bytes, Limits::default()).unwrap();
    assert_eq!(workbook.info().format, FileFormat::Vcard);
    let survey = workbook.survey(&catalogue).unwrap();
    let mapping = survey.mapping(survey.chosen.unwrap(), &workbook, &catalogue).unwrap();
    let rows: Vec<ParsedRow> =
        parse_rows(workbook.rows(0).unwrap(), &mapping).map(Result::unwrap).collect();
    assert_eq!(rows.len(), cards.len());

    let wanted = String::from_utf8(file(&format!("{name}.rows.ndjson"))).unwrap();
    assert_eq!(wanted.lines().count(), cards.len());
    for ((line, card), row) in wanted.lines().zip(&cards).zip(&rows) {
        let wanted: Value = serde_json::from_str(line).unwrap();
        let place = number(&wanted, "row");
        let wanted = &wanted["expected"];
        let text = |key: &str| wanted[key].as_str().unwrap();
        assert_eq!(card.version, version);
        assert_eq!(card.formatted_name, text("fn"), "card {place}");
        assert_eq!(card.name.family, text("family"), "card {place}");
        assert_eq!(card.name.given, text("given"), "card {place}");
        assert_eq!(card.organization[0], text("org"), "card {place}");
        assert_eq!(card.title, text("title"), "card {place}");
        assert_eq!(card.note, text("note"), "card {place}");
        let address = &card.addresses[0];
        assert_eq!(address.street, text("street"), "card {place}");

        let ParsedRow::Data { verdict, .. } = row else { panic!("card {place} is no data") };
        assert_eq!(verdict.row, place);
        assert!(verdict.valid && verdict.warnings.is_empty(), "card {place}: {verdict:?}");
        let found = understood(&verdict.record);
        for (key, wanted) in [
            ("name", text("org")),
            ("contact", text("fn")),
            ("mobile", text("mobile")),
            ("tel", text("tel")),
            ("email", text("email")),
            ("province", text("province")),
            ("city", text("city")),
            ("address", text("street")),
            ("postcode", text("postcode")),
            ("remark", text("note")),
        ] {
            assert_eq!(found[key], Value::from(wanted), "card {place}, {key}");
        }
        let contact = verdict.record.contact.as_ref().unwrap();
        assert_eq!(contact.values["post"], text("title"), "card {place}");
    }
}

#[test]
fn cards_of_version_2_1() {
    check_cards("contacts_v21.vcf", Version::V2_1);
}

#[test]
fn cards_of_version_3_0() {
    check_cards("contacts_v30.vcf", Version::V3_0);
}

#[test]
fn cards_of_version_4_0() {
    check_cards("contacts_v40.vcf", Version::V4_0);
}
