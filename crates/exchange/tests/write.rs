//! What is written is read back, and never as a formula.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use kedang_exchange::{
    Cell, Cover, Limits, OutCell, RawRow, RowWriter, TableFormat, Workbook, defused, reject_cells,
};
use proptest::prelude::*;

fn written(format: TableFormat, rows: &[Vec<OutCell<'_>>]) -> Vec<u8> {
    let mut writer =
        RowWriter::new(format, Vec::new(), "客户[1]", &["客户名称", "备注"], None).unwrap();
    for row in rows {
        writer.write(row).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: Vec<u8>) -> Vec<RawRow> {
    let mut workbook = Workbook::from_bytes(bytes, Limits::default()).unwrap();
    workbook.rows(0).unwrap().map(Result::unwrap).collect()
}

const DANGEROUS: [&str; 7] =
    ["=1+1", "+8613812345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\",\"y\")"];

#[test]
fn no_cell_becomes_a_formula() {
    for text in DANGEROUS {
        let csv = written(TableFormat::Csv, &[vec![OutCell::from(text), OutCell::Number(-2.0)]]);
        assert!(csv.starts_with(b"\xef\xbb\xbf"));
        let [_, row] = read(csv).try_into().unwrap();
        assert_eq!(row.cells, [Cell::Text(format!("'{text}")), Cell::Text("-2".into())]);
        let [_, row] =
            read(written(TableFormat::Xlsx, &[vec![OutCell::from(text)]])).try_into().unwrap();
        assert_eq!(row.cells, [Cell::Text(text.into())], "a text, not a formula");
    }
    assert_eq!(defused("华北=1"), "华北=1");
}

#[test]
fn what_was_exported_is_imported() {
    use kedang_exchange::{HeaderCatalogue, Mapping, judge};
    let catalogue = HeaderCatalogue::builtin();
    let row = vec![OutCell::from("华北泵业有限公司"), OutCell::from("=1+1\n\"二\",三")];
    for format in [TableFormat::Csv, TableFormat::Xlsx] {
        let rows = read(written(format, std::slice::from_ref(&row)));
        let header = kedang_exchange::Header::find(&rows, &catalogue).unwrap();
        let mapping = Mapping::guess(&header, &catalogue, false);
        let verdict = judge(2, &rows[1].cells, &mapping);
        assert_eq!(verdict.record.values["remark"], "=1+1\n\"二\",三", "{format:?}");
    }
}

#[test]
fn refused_rows_come_with_their_number_and_reasons() {
    let row = RawRow { number: 20, cells: vec![Cell::Empty, Cell::Number("138".into())] };
    let cells = reject_cells(&row, 3, "名称不能为空");
    assert_eq!(
        cells,
        [
            OutCell::Number(20.0),
            OutCell::Empty,
            OutCell::from("138"),
            OutCell::Empty,
            OutCell::from("名称不能为空")
        ]
    );
    let [_, back] = read(written(TableFormat::Xlsx, &[cells])).try_into().unwrap();
    assert_eq!(back.cells[0], Cell::Number("20".into()));
}

#[test]
fn an_endless_text_is_cut_for_a_workbook_and_kept_in_text() {
    let long = "长".repeat(40_000);
    let [_, row] =
        read(written(TableFormat::Xlsx, &[vec![OutCell::from(long.as_str())]])).try_into().unwrap();
    assert_eq!(row.cells[0].text().chars().count(), 32_767);
    assert!(row.cells[0].text().ends_with('…'));
    let csv = written(TableFormat::Csv, &[vec![OutCell::from(long.as_str())]]);
    assert!(csv.len() > 120_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_text_survives_a_workbook(texts in proptest::collection::vec("[^\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{fffe}\u{ffff}]{0,20}", 1..6)) {
        let row: Vec<OutCell<'_>> = texts.iter().map(|t| OutCell::from(t.as_str())).collect();
        let rows = read(written(TableFormat::Xlsx, &[row]));
        let empty = RawRow::default();
        let back = rows.get(1).unwrap_or(&empty);
        for (column, text) in texts.iter().enumerate() {
            let found = back.cells.get(column).map_or("", Cell::text);
            prop_assert_eq!(found, text);
        }
    }

    #[test]
    fn any_text_survives_delimited_text(texts in proptest::collection::vec("\\PC{0,20}", 2..6)) {
        let row: Vec<OutCell<'_>> = texts.iter().map(|t| OutCell::from(t.as_str())).collect();
        let rows = read(written(TableFormat::Csv, &[row]));
        for (column, text) in texts.iter().enumerate() {
            let found = rows[1].cells.get(column).map_or("", Cell::text);
            let wanted = defused(text);
            prop_assert_eq!(found, wanted.as_ref());
        }
    }
}

fn covered(format: TableFormat) -> Vec<u8> {
    let cover = Cover {
        sheet: "封面".to_owned(),
        title: "客户资料导出".to_owned(),
        lines: vec![
            ("用途".to_owned(), "=1+1, \"回访\"\n二".to_owned()),
            ("客户数".to_owned(), "2".to_owned()),
        ],
        notice: "用完即删。".to_owned(),
        mark: "内部 & 机密".to_owned(),
        foot: "DC20261122-001".to_owned(),
    };
    let mut writer =
        RowWriter::with_cover(format, Vec::new(), "客户", &["客户名称"], None, Some(cover))
            .unwrap();
    writer.write(&[OutCell::from("华北泵业有限公司")]).unwrap();
    writer.flush().unwrap();
    writer.amend_cover(1, "1".to_owned());
    writer.amend_cover(9, "no such line".to_owned());
    writer.finish().unwrap()
}

#[test]
fn a_workbook_begins_with_its_cover() {
    let mut book = Workbook::from_bytes(covered(TableFormat::Xlsx), Limits::default()).unwrap();
    let names: Vec<_> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    assert_eq!(names, ["封面", "客户"]);
    let cover: Vec<RawRow> = book.rows(0).unwrap().map(Result::unwrap).collect();
    let texts: Vec<&str> =
        cover.iter().flat_map(|row| &row.cells).map(Cell::text).filter(|t| !t.is_empty()).collect();
    let said = ["客户资料导出", "用途", "=1+1, \"回访\"\n二", "客户数", "1", "用完即删。"];
    assert_eq!(texts, said, "as it was amended, and no formula");
    let rows: Vec<RawRow> = book.rows(1).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows[1].cells, [Cell::Text("华北泵业有限公司".into())]);
}

#[test]
fn a_table_of_text_has_its_cover_in_lines_of_one_cell() {
    let text = String::from_utf8(covered(TableFormat::Csv)).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "# 客户资料导出",
            "# 用途：=1+1， ＂回访＂ 二",
            "# 客户数：2",
            "# 用完即删。",
            "客户名称",
            "华北泵业有限公司",
        ]
    );
    // The table behind it is still found.
    let rows = read(covered(TableFormat::Csv));
    let catalogue = kedang_exchange::HeaderCatalogue::builtin();
    let header = kedang_exchange::Header::find(&rows, &catalogue).unwrap();
    assert_eq!(kedang_exchange::Mapping::guess(&header, &catalogue, false).header(0), "客户名称");
}
