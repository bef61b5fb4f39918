//! Workbooks as other programs write them, and as an attacker would.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::io::{Cursor, Write};

use kedang_exchange::{Cell, HeaderCatalogue, Limits, RawRow, ReadError, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// An archive with a workbook of these sheets (name, state, rows as XML).
fn workbook(properties: &str, sheets: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::from(
        r#"<Relationships><Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="c" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>"#,
    );
    list.push_str(r#"<sheet name="图" r:id="c"/>"#);
    let mut parts: Vec<(String, String)> = Vec::new();
    for (place, (name, state, rows)) in sheets.iter().enumerate() {
        list.push_str(&format!(r#"<sheet name="{name}" state="{state}" r:id="w{place}"/>"#));
        relations.push_str(&format!(
            r#"<Relationship Id="w{place}" Type="x/worksheet" Target="worksheets/s{place}.xml"/>"#
        ));
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/s{place}.xml"), sheet));
    }
    relations.push_str("</Relationships>");
    let main = format!("<workbook><workbookPr {properties}/><sheets>{list}</sheets></workbook>");
    parts.push(("xl/workbook.xml".into(), main));
    parts.push(("xl/_rels/workbook.xml.rels".into(), relations));
    parts.push(("_rels/.rels".into(), RELATIONS.into()));
    parts.push(("[Content_Types].xml".into(), CONTENT_TYPES.into()));
    for (name, content) in more {
        parts.push(((*name).into(), (*content).into()));
    }
    archive(&parts)
}

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn open(bytes: Vec<u8>) -> Result<Workbook, ReadError> {
    Workbook::from_bytes(bytes, Limits::default())
}

fn rows_of(bytes: Vec<u8>) -> Result<Vec<RawRow>, ReadError> {
    open(bytes)?.rows(0)?.collect()
}

fn refused(bytes: Vec<u8>) -> &'static str {
    rows_of(bytes).unwrap_err().code()
}

fn text(content: &str) -> Cell {
    Cell::Text(content.into())
}

#[test]
fn every_kind_of_cell() {
    let strings = r#"<sst><si><t>华北</t></si><si><r><t xml:space="preserve"> 泵 </t></r><rPh><t>beng</t></rPh><r><t>&amp;业</t></r></si></sst>"#;
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;
    let rows = r#"
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>内</t></is></c></row>
        <row r="5"><c><v>13812345678</v></c><c><v>1.3812345678E10</v></c><c s="1"><v>41543</v></c><c s="2"><v>41543.25</v></c></row>
        <row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>值</v></c><c t="str"><f>""</f><v></v></c><c><f>1+1</f></c><c><f t="shared" si="0"/><v/></c><c><f>1+1</f><v>2</v></c></row>
        <row r="9"><c r="A9" s="1"/><c r="XFD9" s="1"/></row>
        <x:row xmlns:x="y" r="10"><x:c r="A10" t="str"><x:v>a_x000D_b</x:v></x:c></x:row>"#;
    let bytes = workbook(
        "",
        &[("表", "visible", rows)],
        &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)],
    );
    let number = |n: &str| Cell::Number(n.into());
    let date = |serial: &str, text: &str| Cell::Date { serial: serial.into(), text: text.into() };
    assert_eq!(
        rows_of(bytes).unwrap(),
        [
            RawRow {
                number: 1,
                cells: vec![text("华北"), text(" 泵 &业"), Cell::Empty, text("内")]
            },
            RawRow {
                number: 5,
                cells: vec![
                    number("13812345678"),
                    number("13812345678"),
                    date("41543", "2013-09-26"),
                    date("41543.25", "2013-09-26 06:00:00")
                ]
            },
            RawRow {
                number: 6,
                cells: vec![
                    Cell::Bool(true),
                    Cell::Error("#N/A".into()),
                    text("值"),
                    Cell::Empty,
                    Cell::FormulaWithoutValue,
                    Cell::FormulaWithoutValue,
                    number("2")
                ]
            },
            RawRow { number: 9, cells: vec![] },
            RawRow { number: 10, cells: vec![text("a\rb")] },
        ]
    );
}

#[test]
fn the_visible_sheet_with_a_header_is_chosen() {
    let inline = |texts: &[&str]| -> String {
        let cells: String =
            texts.iter().map(|t| format!(r#"<c t="inlineStr"><is><t>{t}</t></is></c>"#)).collect();
        format!("<row>{cells}</row>")
    };
    let header = inline(&["客户名称", "联系人", "手机"]);
    let bytes = workbook(
        r#"date1904="1""#,
        &[
            ("填表说明", "visible", &inline(&["请勿修改表头", "客户名称为必填"])),
            ("旧数据", "hidden", &inline(&["客户名称", "联系人", "手机", "地址"])),
            ("更旧", "veryHidden", &header),
            ("客户", "visible", &(inline(&["客户资料"]) + &header)),
        ],
        &[],
    );
    let mut workbook = open(bytes).unwrap();
    assert!(workbook.counts_from_1904());
    let survey = workbook.survey(&HeaderCatalogue::builtin()).unwrap();
    assert_eq!(survey.chosen, Some(3));
    assert_eq!(survey.sheets[3].header.as_ref().unwrap().row, 2);
    assert!(survey.sheets[1].info.hidden && survey.sheets[2].info.hidden);
    let nothing = self::workbook("", &[("空", "visible", "")], &[]);
    assert_eq!(open(nothing).unwrap().survey(&HeaderCatalogue::builtin()).unwrap().chosen, None);
}

#[test]
fn content_and_not_the_name_tells_the_kind() {
    for (bytes, code, kind) in [
        (b"".to_vec(), "file_empty", None),
        (b"\xef\xbb\xbf \r\n".to_vec(), "file_empty", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec(), "file_unsupported", Some("ole")),
        (b"%PDF-1.7".to_vec(), "file_unsupported", Some("pdf")),
        (b"<html><p>no table</p></html>".to_vec(), "file_unsupported", Some("html")),
        (b"<html><table><tr><td>".to_vec(), "file_unsupported", Some("html")),
        (b"<?xml version=\"1.0\"?><x/>".to_vec(), "file_unsupported", Some("xml")),
        (b"MIME-Version: 1.0\r\n".to_vec(), "file_unsupported", Some("mht")),
        (b"\x09\x08\x10\x00\x00\x06".to_vec(), "file_unsupported", Some("biff")),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "file_unsupported", Some("png")),
        (b"\xff\xd8\xff\xe1 no NUL, name,mobile\n".to_vec(), "file_unsupported", Some("jpeg")),
        (b"GIF89a,b\n".to_vec(), "file_unsupported", Some("gif")),
        (b"{\\rtf1\\ansi a,b\n}".to_vec(), "file_unsupported", Some("rtf")),
        (b"\x1f\x8b\x08\x08abc".to_vec(), "file_unsupported", Some("gzip")),
        (b"PK\x05\x06 no part at all".to_vec(), "file_unsupported", Some("zip")),
        (b"name,mobile\n\0,1\n".to_vec(), "file_unsupported", Some("binary")),
        (b"\xff\xfea\0,\0\0\0\n\0".to_vec(), "file_unsupported", Some("binary")),
        (b"\x01\x02\x03a,b\x04\x05\x06\n".to_vec(), "file_unsupported", Some("binary")),
        (b"PK\x03\x04 cut off".to_vec(), "file_damaged", None),
        (archive(&[("a.txt".into(), "x".into())]), "file_unsupported", Some("zip")),
        (archive(&[("content.xml".into(), "x".into())]), "file_unsupported", Some("odf")),
        (archive(&[("xl/workbook.bin".into(), "x".into())]), "file_damaged", None),
    ] {
        let error = open(bytes).unwrap_err();
        assert_eq!(error.code(), code);
        if let Some(kind) = kind {
            assert_eq!(error.params(), [("kind", kind.to_owned())]);
        }
    }
}

#[test]
fn what_turns_out_to_be_no_text_is_refused_where_it_does() {
    // Long after the beginning, by which the kind is told.
    let mut bytes = "客户名称,手机\n".repeat(20_000).into_bytes();
    bytes.extend(b"\0\0\0");
    let mut workbook = open(bytes).unwrap();
    let rows: Result<Vec<_>, _> = workbook.rows(0).unwrap().collect();
    let error = rows.unwrap_err();
    assert_eq!(
        (error.code(), error.params()),
        ("file_unsupported", vec![("kind", "binary".into())])
    );
    // An old program's mark at the end, and a stray control character, are still text.
    for text in [
        "客户名称,手机\n甲公司,13812345678\n\u{1a}",
        "客户名称,备注\n甲公司,一\u{7}二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n",
    ] {
        assert_eq!(rows_of(text.as_bytes().to_vec()).unwrap()[1].cells[0], self::text("甲公司"));
    }
}

/// Every name in an archive is only looked up in it: nothing is ever written where one points.
#[test]
fn names_that_point_elsewhere_are_only_names() {
    let rows = r#"<row><c t="inlineStr"><is><t>客户名称</t></is></c></row>"#;
    let aside = std::env::temp_dir().join(format!("kedang-exchange-aside-{}", std::process::id()));
    let (up, whole) = (format!("../../../..{}", aside.display()), aside.display().to_string());
    let bytes =
        workbook("", &[("表", "visible", rows)], &[(&up, "x"), (&whole, "x"), ("..\\..\\x", "x")]);
    assert_eq!(rows_of(bytes).unwrap()[0].cells, [text("客户名称")]);
    assert!(!aside.exists());
    // A relation that points out of the archive finds nothing there either.
    let relations = r#"<Relationships><Relationship Id="w0" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>"#;
    let parts = [("xl/_rels/workbook.xml.rels".to_owned(), relations.to_owned())];
    let bytes = replaced(&workbook("", &[("表", "visible", rows)], &[]), &parts);
    assert_eq!(refused(bytes), "file_damaged");
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused_by_its_directory() {
    let blanks = " ".repeat(80 << 20);
    let bytes = workbook("", &[("表", "visible", &blanks)], &[]);
    assert!(bytes.len() < 200_000);
    assert_eq!(open(bytes).unwrap_err().code(), "file_too_large");
}

#[test]
fn an_archive_that_lies_of_its_size_is_stopped_while_unpacking() {
    let blanks = " ".repeat(80 << 20);
    let mut bytes = workbook("", &[("表", "visible", &blanks)], &[]);
    // The uncompressed size stands in the local and in the central header.
    let real = u32::try_from(blanks.len() + "<worksheet><sheetData></sheetData></worksheet>".len())
        .unwrap()
        .to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == real).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(matches!(refused(bytes), "file_too_large" | "file_damaged"));
}

#[test]
fn hostile_sheets_are_refused() {
    let sheet = |rows: &str| workbook("", &[("表", "visible", rows)], &[]);
    let entities = r#"<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>"#;
    let parts = [("xl/worksheets/s0.xml".to_owned(), entities.to_owned())];
    assert_eq!(refused(replaced(&sheet(""), &parts)), "file_damaged");
    for (rows, code) in [
        ("<row><c t=\"s\"><v>7</v></c></row>".to_owned(), "file_damaged"),
        ("<row><c t=\"str\"><v>&unknown;</v></c></row>".to_owned(), "file_damaged"),
        ("<row r=\"2\"/><row r=\"1\"/>".to_owned(), "file_damaged"),
        ("<row r=\"2000000\"/>".to_owned(), "file_too_many_rows"),
        ("<row><c r=\"ZZ1\"><v>1</v></c></row>".to_owned(), "file_too_many_columns"),
        ("<row><c r=\"ZZZZ1\"><v>1</v></c></row>".to_owned(), "file_damaged"),
        ("<a>".repeat(100_000), "file_damaged"),
        (
            format!("<row><c t=\"str\"><v>{}</v></c></row>", "长".repeat(32_768)),
            "file_cell_too_long",
        ),
        (format!("<row><c t=\"str\"><v>{}</v></c></row>", "x".repeat(2 << 20)), "file_damaged"),
        (format!("<row {}/>", "a='' ".repeat(300_000)), "file_damaged"),
        ("<row><c><v>1</v>".to_owned(), "file_damaged"),
    ] {
        assert_eq!(refused(sheet(&rows)), code, "{}", rows.chars().take(60).collect::<String>());
    }
}

/// The archive with some parts replaced.
fn replaced(bytes: &[u8], parts: &[(String, String)]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for place in 0..old.len() {
        let mut part = old.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = String::new();
        std::io::Read::read_to_string(&mut part, &mut content).unwrap();
        let content = parts.iter().find(|(n, _)| *n == name).map_or(content, |(_, c)| c.clone());
        all.push((name, content));
    }
    archive(&all)
}

#[test]
fn hostile_text_is_refused() {
    let unclosed = format!("名称,备注\n甲,\"{}", "x".repeat(40_000));
    let error = rows_of(unclosed.into_bytes()).unwrap_err();
    assert_eq!((error.code(), error.params()[0].1.as_str()), ("file_cell_too_long", "2"));
    assert_eq!(refused(",".repeat(20_000).into_bytes()), "file_too_many_columns");
    let wide = "x,".repeat(600);
    assert_eq!(refused(wide.into_bytes()), "file_too_many_columns");
    let limits = Limits { max_rows: 3, ..Limits::default() };
    let mut workbook = Workbook::from_bytes(b"a\nb\nc\nd\n".to_vec(), limits).unwrap();
    let rows: Result<Vec<_>, _> = workbook.rows(0).unwrap().collect();
    assert_eq!(rows.unwrap_err().code(), "file_too_many_rows");
    let limits = Limits { max_file: 3, ..Limits::default() };
    assert_eq!(
        Workbook::from_bytes(b"abcd".to_vec(), limits).unwrap_err().code(),
        "file_too_large"
    );
}

#[test]
fn a_file_on_disk_reads_as_one_in_memory() {
    let path = std::env::temp_dir().join(format!("kedang-exchange-{}.csv", std::process::id()));
    std::fs::write(&path, "客户名称,手机\n甲公司,13812345678\n").unwrap();
    let mut workbook = Workbook::from_path(&path, Limits::default()).unwrap();
    for _ in 0..2 {
        let rows: Vec<RawRow> = workbook.rows(0).unwrap().map(Result::unwrap).collect();
        assert_eq!(rows[1].cells, [text("甲公司"), text("13812345678")]);
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(Workbook::from_path(&path, Limits::default()).unwrap_err().code(), "file_io");
}

#[test]
fn merged_areas_are_found_wherever_they_stand() {
    // They stand behind the rows, whose end may lie across two pieces of what is unpacked.
    let row = |number: u32, text: &str| {
        format!(r#"<row r="{number}"><c r="A{number}" t="str"><v>{text}</v></c></row>"#)
    };
    let more = r#"<row r="3"><c r="B3"><v>1</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>"#;
    let merged = Cell::Merged("北".into());
    for blanks in (256 << 10) - 260..(256 << 10) - 130 {
        let rows = format!(
            "{}{}{}{more}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells><sheetData>",
            row(1, "<![CDATA[</x>]]>"),
            " ".repeat(blanks),
            row(2, "北"),
        );
        let bytes = workbook("", &[("表", "visible", &rows)], &[]);
        let found = rows_of(bytes).unwrap();
        let cells: Vec<&Cell> = found.iter().map(|row| row.cell(0)).collect();
        assert_eq!(cells, [&text("</x>"), &text("北"), &merged, &Cell::Empty], "{blanks}");
    }
}

#[test]
fn parts_are_found_whatever_the_case_and_the_slash() {
    let strings = r#"<sst><si><t>华北</t></si></sst>"#;
    let rows = r#"<row><c t="s"><v>0</v></c></row>"#;
    let bytes = workbook("", &[("表", "visible", rows)], &[("xl/sharedStrings.xml", strings)]);
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for place in 0..old.len() {
        let mut part = old.by_index(place).unwrap();
        let name = part.name().unwrap().replace("xl/", "XL\\").replace("shared", "Shared");
        let mut content = String::new();
        std::io::Read::read_to_string(&mut part, &mut content).unwrap();
        parts.push((name, content));
    }
    assert_eq!(rows_of(archive(&parts)).unwrap()[0].cells, [text("华北")]);
}
