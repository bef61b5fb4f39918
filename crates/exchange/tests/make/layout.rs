//! Layouts in every format in which people keep them.

use super::files;
use kedang_exchange::{
    HeaderCatalogue, Limits, OutCell, ParsedRow, RowWriter, Survey, TableFormat, Workbook,
    parse_rows,
};

/// A layout: rows of texts; `^` is merged with the cell above, `<` with the one before.
pub type Layout<'a> = &'a [&'a [&'a str]];

fn span(rows: Layout<'_>, row: usize, column: usize) -> (usize, usize) {
    let at = |r: usize, c: usize| rows.get(r).and_then(|cells| cells.get(c)).copied();
    let right = (column + 1..).take_while(|c| at(row, *c) == Some("<")).count();
    let down = (row + 1..).take_while(|r| at(*r, column) == Some("^")).count();
    (right, down)
}

fn is_covered(cell: &str) -> bool {
    matches!(cell, "^" | "<")
}

fn as_html(rows: Layout<'_>) -> Vec<u8> {
    let mut out = String::from("<table>");
    for (r, cells) in rows.iter().enumerate() {
        out.push_str("<tr>");
        for (c, cell) in cells.iter().enumerate().filter(|(_, cell)| !is_covered(cell)) {
            let (right, down) = span(rows, r, c);
            let (columns, lines) = (right + 1, down + 1);
            out.push_str(&format!("<td colspan={columns} rowspan={lines}>{cell}</td>"));
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    out.into_bytes()
}

fn as_xml(rows: Layout<'_>) -> Vec<u8> {
    let mut out = String::from(r#"<Worksheet ss:Name="表"><Table>"#);
    for (r, cells) in rows.iter().enumerate() {
        out.push_str("<Row>");
        for (c, cell) in cells.iter().enumerate().filter(|(_, cell)| !is_covered(cell)) {
            let ((right, down), index) = (span(rows, r, c), c + 1);
            let data = format!(r#"<Data ss:Type="String">{cell}</Data>"#);
            out.push_str(&format!(
                r#"<Cell ss:Index="{index}" ss:MergeAcross="{right}" ss:MergeDown="{down}">{data}</Cell>"#
            ));
        }
        out.push_str("</Row>");
    }
    out.push_str("</Table></Worksheet>");
    files::spreadsheet_ml(&out)
}

fn as_ods(rows: Layout<'_>) -> Vec<u8> {
    let mut out = String::from(r#"<table:table table:name="表">"#);
    for (r, cells) in rows.iter().enumerate() {
        out.push_str("<table:table-row>");
        for (c, cell) in cells.iter().enumerate() {
            let (right, down) = span(rows, r, c);
            out.push_str(&if is_covered(cell) {
                "<table:covered-table-cell/>".to_owned()
            } else if cell.is_empty() {
                "<table:table-cell/>".to_owned()
            } else {
                format!(r#"<table:table-cell office:value-type="string" table:number-columns-spanned="{}" table:number-rows-spanned="{}"><text:p>{cell}</text:p></table:table-cell>"#, right + 1, down + 1)
            });
        }
        out.push_str("</table:table-row>");
    }
    out.push_str("</table:table>");
    files::ods(&out)
}

fn as_xls(rows: Layout<'_>) -> Vec<u8> {
    let texts: Vec<&str> = rows.iter().flat_map(|row| row.iter().copied()).collect();
    let (mut records, mut areas, mut count) = (Vec::new(), Vec::new(), 0_u16);
    let mut index = 0_u32;
    let small = |n: usize| u16::try_from(n).unwrap();
    for (r, cells) in rows.iter().enumerate() {
        for (c, cell) in cells.iter().enumerate() {
            if !is_covered(cell) && !cell.is_empty() {
                records.extend(files::at(0x00fd, (small(r), small(c)), 0, &index.to_le_bytes()));
                let (right, down) = span(rows, r, c);
                if right + down > 0 {
                    count += 1;
                    let area = [r, r + down, c, c + right];
                    areas.extend(area.into_iter().flat_map(|n| small(n).to_le_bytes()));
                }
            }
            index += 1;
        }
    }
    records.extend(files::record(0x00e5, &[&count.to_le_bytes()[..], &areas].concat()));
    files::xls(false, &texts, &[("表", 0, records)])
}

fn letters(column: usize) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}

fn as_xlsx(rows: Layout<'_>) -> Vec<u8> {
    let (mut data, mut areas) = (String::new(), String::new());
    for (r, cells) in rows.iter().enumerate() {
        data.push_str(&format!(r#"<row r="{}">"#, r + 1));
        for (c, cell) in cells.iter().enumerate() {
            if is_covered(cell) || cell.is_empty() {
                continue;
            }
            let place = format!("{}{}", letters(c), r + 1);
            data.push_str(&format!(r#"<c r="{place}" t="str"><v>{cell}</v></c>"#));
            let (right, down) = span(rows, r, c);
            if right + down > 0 {
                let end = format!("{}{}", letters(c + right), r + 1 + down);
                areas.push_str(&format!(r#"<mergeCell ref="{place}:{end}"/>"#));
            }
        }
        data.push_str("</row>");
    }
    let sheet = format!(
        "<worksheet><sheetData>{data}</sheetData><mergeCells>{areas}</mergeCells></worksheet>"
    );
    let relations = |target: &str, kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r" Type="x/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    files::archive(&[
        ("_rels/.rels", relations("xl/workbook.xml", "officeDocument").as_bytes()),
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="x" r:id="r"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", relations("s.xml", "worksheet").as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ])
}

/// Without merged cells there is nothing to tell what belongs together but the place.
fn as_csv(rows: Layout<'_>) -> Vec<u8> {
    let (header, rest) = rows.split_first().unwrap();
    let plain = |cell: &&str| if is_covered(cell) { String::new() } else { (*cell).to_owned() };
    let header: Vec<String> = header.iter().map(plain).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut writer = RowWriter::new(TableFormat::Csv, Vec::new(), "", &header, None).unwrap();
    for row in rest {
        let cells: Vec<OutCell<'_>> = row.iter().map(|cell| OutCell::from(plain(cell))).collect();
        writer.write(&cells).unwrap();
    }
    writer.finish().unwrap()
}

pub type Maker = fn(Layout<'_>) -> Vec<u8>;

pub const FORMATS: [(&str, Maker); 6] = [
    ("xlsx", as_xlsx),
    ("xls", as_xls),
    ("ods", as_ods),
    ("html", as_html),
    ("xml", as_xml),
    ("csv", as_csv),
];

pub fn read(bytes: Vec<u8>) -> (Survey, Vec<ParsedRow>) {
    let catalogue = HeaderCatalogue::builtin();
    let mut book = Workbook::from_bytes(bytes, Limits::default()).unwrap();
    let survey = book.survey(&catalogue).unwrap();
    let sheet = survey.chosen.unwrap();
    let mapping = survey.mapping(sheet, &book, &catalogue).unwrap();
    let rows = parse_rows(book.rows(sheet).unwrap(), &mapping).map(Result::unwrap).collect();
    (survey, rows)
}

/// One line for each row: its number, and its name, contact and values, or why it was skipped.
pub fn told(rows: &[ParsedRow]) -> Vec<String> {
    rows.iter()
        .map(|row| match row {
            ParsedRow::Skipped { row, why } => format!("{} {why:?}", row.number),
            ParsedRow::Data { verdict, .. } => {
                let record = &verdict.record;
                let contact = record.contact.clone().unwrap_or_default();
                let mut out = format!("{} {}", verdict.row, record.name);
                if !contact.name.is_empty() {
                    out.push_str(&format!(" ({})", contact.name));
                }
                for (key, value) in contact.values.iter().chain(&record.values) {
                    out.push_str(&format!(" {key}={value}"));
                }
                for note in &verdict.notes {
                    out.push_str(&format!(" +{}", note.code));
                }
                for error in &verdict.errors {
                    out.push_str(&format!(" !{}", error.code));
                }
                out
            }
        })
        .collect()
}

/// The headers of the first sheet, and their row.
pub fn headers(survey: &Survey) -> (u32, Vec<&str>) {
    let header = survey.sheets[0].header.as_ref().unwrap();
    (header.row, header.columns.iter().map(|c| c.text.as_str()).collect())
}
