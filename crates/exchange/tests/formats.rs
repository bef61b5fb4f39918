//! Old and binary workbooks, OpenDocument, HTML and SpreadsheetML.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "make/files.rs"]
mod files;

use files::{
    at, brt, brt_cell, compound, formula, ods, ods_with, record, spreadsheet_ml, xls, xlsb,
};
use kedang_exchange::{
    Cell, FileFormat, HeaderCatalogue, Limits, RawRow, ReadError, ReadOptions, Workbook,
};

fn open(bytes: Vec<u8>) -> Result<Workbook, ReadError> {
    Workbook::from_bytes(bytes, Limits::default())
}

fn rows(book: &mut Workbook, sheet: usize) -> Vec<(u32, Vec<Cell>)> {
    book.rows(sheet)
        .unwrap()
        .map(Result::unwrap)
        .map(|RawRow { number, cells }| (number, cells))
        .collect()
}

fn code(bytes: Vec<u8>) -> &'static str {
    open(bytes).unwrap_err().code()
}

fn text(content: &str) -> Cell {
    Cell::Text(content.into())
}

fn number(content: &str) -> Cell {
    Cell::Number(content.into())
}

fn merged(content: &str) -> Cell {
    Cell::Merged(content.into())
}

fn date(serial: &str, text: &str) -> Cell {
    Cell::Date { serial: serial.into(), text: text.into() }
}

fn error(text: &str) -> Cell {
    Cell::Error(text.into())
}

const BLANK: [u8; 8] = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
const TEXT: [u8; 8] = [0, 0, 0, 0, 0, 0, 0xff, 0xff];

#[test]
fn old_workbooks() {
    let sheet = [
        record(0x0200, &[0; 14]),
        at(0x00fd, (0, 0), 0, &0_u32.to_le_bytes()),
        at(0x00fd, (0, 2), 0, &1_u32.to_le_bytes()),
        at(0x0203, (1, 0), 0, &13_812_345_678_f64.to_le_bytes()),
        at(0x0203, (1, 1), 1, &41_543.25_f64.to_le_bytes()),
        // A small whole number, one hundredth of another, several in a row.
        at(0x027e, (1, 2), 2, &((41_543_u32 << 2) | 2).to_le_bytes()),
        at(0x027e, (1, 3), 0, &((150_u32 << 2) | 3).to_le_bytes()),
        at(0x0205, (3, 0), 0, &[1, 0]),
        at(0x0205, (3, 1), 0, &[0x2a, 1]),
        formula((4, 0), 2_f64.to_le_bytes(), 0),
        formula((4, 1), TEXT, 0),
        record(0x0207, &files::wide("值")),
        // Yields an empty text; was never calculated; announces a text that is not there.
        formula((4, 2), BLANK, 0),
        formula((4, 3), BLANK, 2),
        formula((4, 4), [0; 8], 2),
        formula((4, 5), TEXT, 0),
        at(0x00fd, (5, 0), 0, &0_u32.to_le_bytes()),
        at(0x0203, (6, 1), 0, &1_f64.to_le_bytes()),
        record(
            0x00e5,
            &[1_u16, 5, 6, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<_>>(),
        ),
    ]
    .concat();
    let hidden = at(0x00fd, (0, 0), 0, &1_u32.to_le_bytes());
    let texts = ["华北泵业", "𠮷"];
    let bytes =
        xls(false, &texts, &[("客户", 0, sheet), ("旧", 1, hidden.clone()), ("更旧", 2, hidden)]);
    let mut book = open(bytes.clone()).unwrap();
    assert_eq!(book.info().format, FileFormat::Xls);
    let sheets: Vec<_> = book.sheets().iter().map(|s| (s.name.clone(), s.hidden)).collect();
    assert_eq!(sheets, [("客户".into(), false), ("旧".into(), true), ("更旧".into(), true)]);
    assert_eq!(
        rows(&mut book, 0),
        [
            (1, vec![text("华北泵业"), Cell::Empty, text("𠮷")]),
            (
                2,
                vec![
                    number("13812345678"),
                    date("41543.25", "2013-09-26 06:00:00"),
                    date("41543", "2013-09-26"),
                    number("1.5")
                ]
            ),
            (4, vec![Cell::Bool(true), error("#N/A")]),
            (
                5,
                vec![
                    number("2"),
                    text("值"),
                    Cell::Empty,
                    Cell::FormulaWithoutValue,
                    Cell::FormulaWithoutValue,
                    Cell::FormulaWithoutValue
                ]
            ),
            (6, vec![text("华北泵业")]),
            (7, vec![merged("华北泵业"), number("1")]),
        ]
    );
    // Read from the disk it is the same.
    let path = std::env::temp_dir().join(format!("kedang-exchange-{}.xls", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let mut from_disk = Workbook::from_path(&path, Limits::default()).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(rows(&mut from_disk, 0), rows(&mut book, 0));
}

#[test]
fn a_program_that_never_calculates_is_found_out() {
    let sheet = [formula((0, 0), BLANK, 0), formula((0, 1), BLANK, 0)].concat();
    let mut book = open(xls(true, &[], &[("表", 0, sheet)])).unwrap();
    assert!(book.counts_from_1904());
    let nothing = Cell::FormulaWithoutValue;
    assert_eq!(rows(&mut book, 0), [(1, vec![nothing.clone(), nothing])]);
}

#[test]
fn hostile_old_workbooks_are_refused() {
    let cell = |row, column| at(0x0203, (row, column), 0, &1_f64.to_le_bytes());
    let sheet = |records: Vec<u8>| xls(false, &["x"], &[("表", 0, records)]);
    // Two cells at opposite corners would make a grid of four thousand million.
    assert_eq!(code(sheet([cell(0, 0), cell(65_535, 65_535)].concat())), "file_too_many_cells");
    assert_eq!(code(sheet(cell(0, 600))), "file_too_many_columns");
    // Room for more than there can be.
    for size in [[0_u32, 0x7fff_ffff, 0x00ff_0000, 0], [9, 3, 0x0005_0000, 0]] {
        let data: Vec<u8> = size.iter().flat_map(|n| n.to_le_bytes()).take(14).collect();
        assert_eq!(code(sheet([record(0x0200, &data), cell(0, 0)].concat())), "file_damaged");
    }
    // One long text in very many cells.
    let long = "长".repeat(4000);
    let many: Vec<u8> =
        (0..40_000_u16).flat_map(|row| at(0x00fd, (row, 0), 0, &0_u32.to_le_bytes())).collect();
    assert_eq!(code(xls(false, &[&long], &[("表", 0, many)])), "file_too_large");
    // Sheets that all begin at the same place.
    let body: Vec<u8> = (0..4000_u16).flat_map(|row| cell(row, 0)).collect();
    let one = xls(false, &[], &[("表", 0, body)]);
    let place = one.windows(2).position(|w| w == [0x85, 0x00]).unwrap();
    assert!(open(one.clone()).is_ok());
    let mut beyond = one.clone();
    beyond[place + 4..place + 8].copy_from_slice(&0x00ff_ffff_u32.to_le_bytes());
    assert_eq!(code(beyond), "file_damaged");
    // A chain of sectors that comes back to itself.
    let mut endless = one.clone();
    let tables = u32::from_le_bytes(one[44..48].try_into().unwrap());
    let table = 512 + 4 * usize::try_from(tables).unwrap();
    endless[table..table + 4].copy_from_slice(&tables.to_le_bytes());
    assert_eq!(code(endless), "file_damaged");
    for (stream, wanted) in [
        ("EncryptedPackage", "file_encrypted"),
        ("WordDocument", "file_unsupported"),
        ("Workbook", "file_damaged"),
    ] {
        assert_eq!(code(compound(stream, b"?")), wanted, "{stream}");
    }
    let locked = [record(0x0809, &[0, 6, 5, 0]), record(0x002f, &[1, 0, 1, 0])].concat();
    assert_eq!(code(compound("Workbook", &locked)), "file_encrypted");
    let few = Limits { max_held: 4000, ..Limits::default() };
    assert_eq!(Workbook::from_bytes(one, few).unwrap_err().code(), "file_too_large");
}

#[test]
fn binary_workbooks_in_an_archive() {
    let rk = |number: u32| ((number << 2) | 2).to_le_bytes();
    let rows_in = [
        (
            0,
            [brt_cell(7, 0, 0, &0_u32.to_le_bytes()), brt_cell(7, 2, 0, &1_u32.to_le_bytes())]
                .concat(),
        ),
        (
            2,
            [
                brt_cell(5, 0, 0, &13_812_345_678_f64.to_le_bytes()),
                brt_cell(2, 1, 1, &rk(41_543)),
                brt_cell(4, 2, 0, &[1]),
                brt_cell(3, 3, 0, &[0x2a]),
                brt_cell(0x000b, 4, 0, &[0x17, 0, 0, 0, 0, 0, 0]),
                brt_cell(6, 5, 0, &[1, 0, 0, 0, 0x4e, 0x75]),
            ]
            .concat(),
        ),
        (3, brt_cell(0x000b, 1, 0, &[0x07, 0, 0, 0, 0, 0, 0])),
    ];
    let area: Vec<u8> = [0_u32, 2, 2, 2].iter().flat_map(|n| n.to_le_bytes()).collect();
    let bytes = xlsb(false, true, &["华北泵业", "列"], &rows_in, &brt(0x00b0, &area));
    let mut book = open(bytes).unwrap();
    assert_eq!(book.info().format, FileFormat::Xlsb);
    assert_eq!((book.sheets()[0].name.as_str(), book.sheets()[0].hidden), ("客户", true));
    assert_eq!(
        rows(&mut book, 0),
        [
            (1, vec![text("华北泵业"), Cell::Empty, text("列")]),
            (
                3,
                vec![
                    number("13812345678"),
                    date("41543", "2013-09-26"),
                    Cell::Bool(true),
                    error("#N/A"),
                    error("#REF!"),
                    text("\u{754e}")
                ]
            ),
            (4, vec![Cell::Empty, error("#DIV/0!")]),
        ]
    );
    assert!(
        open(xlsb(true, false, &[], &[(0, brt_cell(4, 0, 0, &[1]))], &[]))
            .unwrap()
            .counts_from_1904()
    );
    // A text that is not there, a row before another, a record that is longer than the part.
    let damaged = [
        xlsb(false, false, &[], &[(0, brt_cell(7, 0, 0, &9_u32.to_le_bytes()))], &[]),
        xlsb(false, false, &[], &[(5, brt_cell(4, 0, 0, &[1])), (1, brt_cell(4, 0, 0, &[1]))], &[]),
        xlsb(false, false, &[], &[], &[5, 0xff, 0xff, 0xff, 0x7f]),
    ];
    for bytes in damaged {
        assert_eq!(code(bytes), "file_damaged");
    }
    let wide = xlsb(false, false, &[], &[(0, brt_cell(4, 60_000, 0, &[1]))], &[]);
    assert_eq!(code(wide), "file_too_many_columns");
}

#[test]
fn open_document() {
    let tables = r#"<table:table table:name="客户" table:style-name="ta1">
        <table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>华北</text:p><text:p>泵<text:s text:c="2"/>业</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="13812345678"><text:p>138…</text:p></table:table-cell></table:table-row>
        <table:table-row><table:covered-table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
        <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell office:value-type="date" office:date-value="2013-09-26"/><table:table-cell office:value-type="percentage" office:value="0.125"/><table:table-cell office:value-type="string" table:formula="of:=&quot;&quot;"><text:p/></table:table-cell><table:table-cell table:formula="of:=1+1"/><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table><table:table table:name="旧" table:style-name="ta2"><table:table-row><table:table-cell table:formula="of:=1"/></table:table-row></table:table>"#;
    let tables = tables.replace(">\n        <", "><");
    let mut book = open(ods(&tables)).unwrap();
    assert_eq!(book.info().format, FileFormat::Ods);
    let sheets: Vec<_> = book.sheets().iter().map(|s| (s.name.clone(), s.hidden)).collect();
    assert_eq!(sheets, [("客户".into(), false), ("旧".into(), true)]);
    assert_eq!(
        rows(&mut book, 0),
        [
            (1, vec![text("华北\n泵  业"), Cell::Empty, number("13812345678")]),
            (2, vec![merged("华北\n泵  业"), Cell::Empty, Cell::Bool(true)]),
            (
                6,
                vec![
                    date("41543", "2013-09-26"),
                    number("0.125"),
                    Cell::Empty,
                    Cell::FormulaWithoutValue,
                    number("2")
                ]
            ),
        ]
    );
    assert_eq!(rows(&mut book, 1), [(1, vec![Cell::FormulaWithoutValue])]);
}

#[test]
fn hostile_open_documents_are_refused() {
    let row = |row: &str, cell: &str| {
        ods(&format!(
            r#"<table:table table:name="x"><table:table-row {row}><table:table-cell office:value-type="string" {cell}><text:p>长文本</text:p></table:table-cell></table:table-row></table:table>"#
        ))
    };
    assert!(open(row("", "")).is_ok());
    let many = r#"table:number-rows-repeated="1000000""#;
    let wide = r#"table:number-columns-repeated="16000""#;
    assert_eq!(code(row(many, wide)), "file_too_many_cells");
    assert_eq!(code(row("", wide)), "file_too_many_columns");
    let long = "长".repeat(300);
    let repeated = ods(&format!(
        r#"<table:table table:name="x"><table:table-row {many}><table:table-cell office:value-type="string"><text:p>{long}</text:p></table:table-cell></table:table-row></table:table>"#
    ));
    assert_eq!(code(repeated), "file_too_large");
    let blanks = ods(
        r#"<table:table table:name="x"><table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="99999999999"/></text:p></table:table-cell></table:table-row></table:table>"#,
    );
    assert_eq!(code(blanks), "file_too_large");
    // What never ends would be waited for.
    for content in [
        "<table:table table:name=\"x\"><table:table-row>",
        "<a><table:table table:name=\"x\"></b></a>",
        "<a><table:table table:name=\"x\"></x:table></a>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
        "<a/>",
    ] {
        assert_eq!(code(ods_with(content.as_bytes(), b"<m/>")), "file_damaged", "{content}");
    }
    let locked = b"<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    assert_eq!(code(ods_with(b"\x01\x02", locked)), "file_encrypted");
}

#[test]
fn tables_of_html() {
    let page = r#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=gb2312">
        <style>td { color: red } /* <table> */</style><script>if (a < b) document.write("<td>")</script></head><body>
        <table border=1><caption>客户表</caption><tr><th rowspan=2>公司名称<th colspan='2'>联系方式</tr>
        <tr><td>联系人<td>手机</tr>
        <!-- <tr><td>no</td></tr> -->
        <tr><td>A&amp;B&nbsp;公司 &lt;甲&gt;</td><td> 王
            敏<br>李娜</td><td x:num="13812345678">1.38E+10</td></tr>
        <tr><td></td></tr>
        <tr><TD>乙公司</TD><td><table><tr><td>内</td></tr></table></td><td>&#x5f20;&#24352;&unknown;</td></tr></table></body></html>"#;
    let (bytes, _, lossy) = encoding_rs::GBK.encode(page);
    assert!(!lossy);
    let mut book = open(bytes.into_owned()).unwrap();
    assert_eq!(book.info().format, FileFormat::Html);
    assert_eq!(book.info().encoding.as_deref(), Some("gb18030"));
    let names: Vec<&str> = book.sheets().iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["客户表", ""]);
    assert_eq!(
        rows(&mut book, 0),
        [
            (1, vec![text("公司名称"), text("联系方式")]),
            (2, vec![merged("公司名称"), text("联系人"), text("手机")]),
            (3, vec![text("A&B\u{a0}公司 <甲>"), text("王 敏\n李娜"), number("13812345678")]),
            (5, vec![text("乙公司"), Cell::Empty, text("张张&unknown;")]),
        ]
    );
    assert_eq!(rows(&mut book, 1), [(1, vec![text("内")])]);
    let survey = book.survey(&HeaderCatalogue::builtin()).unwrap();
    let header = survey.sheets[0].header.as_ref().unwrap();
    let headers: Vec<&str> = header.columns.iter().map(|c| c.text.as_str()).collect();
    assert_eq!((header.row, headers), (2, vec!["公司名称", "联系方式|联系人", "联系方式|手机"]));
    // What a program left open a browser closes.
    let mut open_ended = open(b"<TABLE><TR><TD>name<TD rowspan=0>a<TR><TD>b".to_vec()).unwrap();
    assert_eq!(
        rows(&mut open_ended, 0),
        [(1, vec![text("name"), text("a")]), (2, vec![text("b"), merged("a")])]
    );
    assert_eq!(code(b"<table><tr><td></td></tr></table>".to_vec()), "file_unsupported");
    let wide = format!("<table><tr>{}<td>x</table>", "<td colspan=1000>".repeat(3));
    assert_eq!(code(wide.into_bytes()), "file_too_many_columns");
    assert_eq!(code("<table>".repeat(2000).into_bytes()), "file_unsupported");
    assert_eq!(code("<table></table>".repeat(2000).into_bytes()), "file_damaged");
}

#[test]
fn spreadsheet_ml_2003() {
    let bytes = spreadsheet_ml(
        r#"<ss:Worksheet ss:Name="客户"><Table><Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="String">华北&#10;泵业</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">1.3812345678E10</Data></Cell></Row>
        <Row><Cell ss:Index="2"><Data ss:Type="DateTime">2013-09-26T00:00:00.000</Data></Cell><Cell ss:Formula="=1+1"/><Cell ss:Formula="=A1"><Data ss:Type="Number">2</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>体</ss:Data><Comment><Data>批注</Data></Comment></Cell></Row></Table></ss:Worksheet>
        <Worksheet ss:Name="旧"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"#,
    );
    let mut book = open(bytes).unwrap();
    assert_eq!(book.info().format, FileFormat::Xml);
    let hidden: Vec<bool> = book.sheets().iter().map(|s| s.hidden).collect();
    assert_eq!(hidden, [false, true]);
    assert_eq!(
        rows(&mut book, 0),
        [
            (2, vec![text("华北\n泵业"), Cell::Empty, number("13812345678")]),
            (
                3,
                vec![
                    merged("华北\n泵业"),
                    date("41543", "2013-09-26"),
                    Cell::FormulaWithoutValue,
                    number("2"),
                    Cell::Bool(true),
                    error("#N/A"),
                    text("粗体")
                ]
            ),
        ]
    );
    assert_eq!(code(spreadsheet_ml("<Worksheet><Table><Row>")), "file_damaged");
    let backwards =
        r#"<Worksheet><Table><Row ss:Index="5"/><Row ss:Index="2"/></Table></Worksheet>"#;
    assert_eq!(code(spreadsheet_ml(backwards)), "file_damaged");
}

#[test]
fn delimited_text_in_any_dress_and_corrected() {
    let table = "客户名称,联系人,地址\n华北泵业有限公司,王敏,某路1号\n江南电机厂,李娜,某路2号\n";
    for delimiter in [',', '\t', ';', '|'] {
        let text = table.replace(',', &delimiter.to_string());
        let wide = |marked: bool, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let mark = marked.then_some(0xfeff).into_iter();
            mark.chain(text.encode_utf16()).flat_map(order).collect()
        };
        let traditional =
            "客戶名稱,聯絡人,地址\n華北幫浦股份有限公司,王小明,某路\n臺灣電子工業,陳怡君,某路\n"
                .repeat(4)
                .replace(',', &delimiter.to_string());
        for (bytes, encoding) in [
            (text.clone().into_bytes(), "utf-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "utf-8"),
            (encoding_rs::GB18030.encode(&text).0.into_owned(), "gb18030"),
            (encoding_rs::BIG5.encode(&traditional).0.into_owned(), "big5"),
            (wide(true, u16::to_le_bytes), "utf-16le"),
            (wide(true, u16::to_be_bytes), "utf-16be"),
            (wide(false, u16::to_le_bytes), "utf-16le"),
        ] {
            let mut book = open(bytes).unwrap();
            assert_eq!(book.info().encoding.as_deref(), Some(encoding));
            assert_eq!(book.info().delimiter, Some(delimiter), "{encoding}");
            assert_eq!(rows(&mut book, 0)[0].1.len(), 3, "{encoding}");
        }
    }
    // What is taken wrongly is set right.
    let with = |bytes: &[u8], options: ReadOptions| {
        Workbook::from_bytes_with(bytes, Limits::default(), options)
    };
    let short = encoding_rs::BIG5.encode("陳").0.into_owned();
    let asked = ReadOptions { encoding: Some("Big5".into()), ..ReadOptions::default() };
    let mut book = with(&short, asked.clone()).unwrap();
    assert_eq!(rows(&mut book, 0), [(1, vec![text("陳")])]);
    assert_eq!(book.options(), &asked);
    let asked = ReadOptions { delimiter: Some('#'), ..ReadOptions::default() };
    let mut book = with("甲,乙#丙".as_bytes(), asked).unwrap();
    assert_eq!(rows(&mut book, 0), [(1, vec![text("甲,乙"), text("丙")])]);
    let asked = ReadOptions { encoding: Some("klingon".into()), ..ReadOptions::default() };
    assert_eq!(with(b"a", asked).unwrap_err().code(), "encoding_unknown");
    // A wrong encoding is seen.
    let asked = ReadOptions { encoding: Some("utf-8".into()), ..ReadOptions::default() };
    assert!(with(&short, asked).unwrap().info().lossy);
}

#[test]
fn sheet_and_header_row_as_asked() {
    let rows =
        |rows: &[&str]| -> String { rows.iter().map(|row| format!("<Row>{row}</Row>")).collect() };
    let cell = |text: &str| format!(r#"<Cell><Data ss:Type="String">{text}</Data></Cell>"#);
    let line = |texts: &[&str]| texts.iter().map(|t| cell(t)).collect::<String>();
    let first = rows(&[&line(&["客户名称", "手机"]), &line(&["甲公司", "13812345678"])]);
    let second = rows(&[&line(&["某某", "号"]), &line(&["客户名称", "手机", "地址"])]);
    let bytes = spreadsheet_ml(&format!(
        r#"<Worksheet ss:Name="1"><Table>{first}</Table></Worksheet><Worksheet ss:Name="2"><Table>{second}</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>"#
    ));
    let catalogue = HeaderCatalogue::builtin();
    let survey = |options: ReadOptions| {
        let mut book =
            Workbook::from_bytes_with(bytes.clone(), Limits::default(), options).unwrap();
        book.survey(&catalogue)
    };
    assert_eq!(survey(ReadOptions::default()).unwrap().chosen, Some(0));
    let asked = ReadOptions { sheet: Some(1), header_row: Some(1), ..ReadOptions::default() };
    let found = survey(asked).unwrap();
    assert_eq!(found.chosen, Some(1));
    let header = found.sheets[1].header.as_ref().unwrap();
    assert_eq!((header.row, header.columns[0].text.as_str()), (1, "某某"));
    let asked = ReadOptions { sheet: Some(2), ..ReadOptions::default() };
    assert_eq!(survey(asked).unwrap_err().code(), "sheet_missing");
    let asked = ReadOptions { header_row: Some(99), ..ReadOptions::default() };
    assert_eq!(survey(asked).unwrap().sheets[0].header, None);
}

#[test]
fn formats_have_one_name() {
    use FileFormat::{Csv, Html, Ods, Vcard, Xls, Xlsb, Xlsx, Xml};
    for format in [Xlsx, Csv, Xls, Xlsb, Ods, Html, Xml, Vcard] {
        assert_eq!(serde_json::to_value(format).unwrap(), format.name());
    }
}
