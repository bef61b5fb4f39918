//! Small files of every format, made byte by byte: no program here could write them.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        // Not compressed, so that changed bytes reach what is inside.
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        writer.start_file(*name, stored).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A compound file with one stream (MS-CFB, version 3).
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const FREE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    let mut stream = stream.to_vec();
    // Shorter ones would lie in the mini stream.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = u32::try_from(stream.len() / 512).unwrap();
    let tables = (sectors + 2).div_ceil(127);
    let mut fat: Vec<u32> = vec![0xffff_fffd; usize::try_from(tables).unwrap()];
    fat.push(END);
    fat.extend((1..sectors).map(|n| tables + 1 + n));
    fat.push(END);
    fat.resize(usize::try_from(tables).unwrap() * 128, FREE);

    let mut out = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    out.resize(24, 0);
    for number in [0x3e_u16, 3, 0xfffe, 9, 6] {
        out.extend(number.to_le_bytes());
    }
    out.resize(44, 0);
    for number in [tables, tables, 0, 4096, END, 0, END, 0] {
        out.extend(number.to_le_bytes());
    }
    out.extend((0..109).flat_map(|n| if n < tables { n } else { FREE }.to_le_bytes()));
    out.extend(fat.iter().flat_map(|id| id.to_le_bytes()));
    for (name, kind, start, length) in [
        ("Root Entry", 5_u8, END, 0),
        (name, 2, tables + 1, stream.len()),
        ("", 0, 0, 0),
        ("", 0, 0, 0),
    ] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let used = if name.is_empty() { 0 } else { u16::try_from(entry.len() + 2).unwrap() };
        entry.resize(64, 0);
        entry.extend(used.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend(
            [FREE, FREE, if kind == 5 { 1 } else { FREE }].iter().flat_map(|n| n.to_le_bytes()),
        );
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(u64::try_from(length).unwrap().to_le_bytes());
        out.extend(entry);
    }
    out.extend(stream);
    out
}

/// A record of an old workbook.
pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A record at a place: row and column from 0, format, content.
pub fn at(kind: u16, (row, column): (u16, u16), format: u16, data: &[u8]) -> Vec<u8> {
    let place: Vec<u8> = [row, column, format].iter().flat_map(|n| n.to_le_bytes()).collect();
    record(kind, &[&place, data].concat())
}

/// A text in wide characters, its length in front.
pub fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(units.len()).unwrap();
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    [&length.to_le_bytes()[..], &[1], &bytes].concat()
}

/// A formula with what it left.
pub fn formula(place: (u16, u16), value: [u8; 8], flags: u16) -> Vec<u8> {
    // The formula itself: 1.
    let code = [3_u8, 0, 0x1e, 1, 0];
    at(0x0006, place, 0, &[&value[..], &flags.to_le_bytes(), &[0; 4], &code].concat())
}

/// An old workbook: formats (0 general, 1 a day, 2 a day in Chinese), shared texts, sheets of
/// (name, state, records).
pub fn xls(from_1904: bool, texts: &[&str], sheets: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let begin = |kind: u16| {
        let numbers = [0x0600, kind, 0x0dbb, 0x07cc, 0, 0, 6, 0];
        record(0x0809, &numbers.iter().flat_map(|n: &u16| n.to_le_bytes()).collect::<Vec<_>>())
    };
    let mut globals = begin(5);
    globals.extend(record(0x0042, &1200_u16.to_le_bytes()));
    globals.extend(record(0x0022, &u16::from(from_1904).to_le_bytes()));
    let code = [&164_u16.to_le_bytes()[..], &wide("yyyy\"年\"m\"月\"d\"日\"")].concat();
    globals.extend(record(0x041e, &code));
    for format in [0_u16, 14, 164] {
        let mut data = vec![0; 20];
        data[2..4].copy_from_slice(&format.to_le_bytes());
        globals.extend(record(0x00e0, &data));
    }
    let mut shared = Vec::new();
    for _ in 0..2 {
        shared.extend(u32::try_from(texts.len()).unwrap().to_le_bytes());
    }
    shared.extend(texts.iter().flat_map(|text| wide(text)));
    let rest = [record(0x00fc, &shared), record(0x000a, &[])].concat();
    let names: Vec<Vec<u8>> = sheets.iter().map(|sheet| wide(sheet.0)[2..].to_vec()).collect();
    let length: usize = names.iter().map(|name| 4 + 7 + name.len()).sum();
    let mut start = globals.len() + length + rest.len();
    let mut bodies = Vec::new();
    for ((name, state, records), text) in sheets.iter().zip(&names) {
        let count = u8::try_from(name.encode_utf16().count()).unwrap();
        let place = u32::try_from(start).unwrap().to_le_bytes();
        globals.extend(record(0x0085, &[&place[..], &[*state, 0, count], text].concat()));
        let body = [begin(0x0010), records.clone(), record(0x000a, &[])].concat();
        start += body.len();
        bodies.extend(body);
    }
    compound("Workbook", &[globals, rest, bodies].concat())
}

/// A record of a binary workbook in an archive.
pub fn brt(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    if kind < 128 {
        out.push(u8::try_from(kind).unwrap());
    } else {
        out.push(u8::try_from(kind & 0x7f).unwrap() | 0x80);
        out.push(u8::try_from(kind >> 7).unwrap());
    }
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap();
        length >>= 7;
        if length == 0 {
            out.push(low);
            break;
        }
        out.push(low | 0x80);
    }
    out.extend(data);
    out
}

/// A cell of such a workbook.
pub fn brt_cell(kind: u16, column: u32, format: u8, data: &[u8]) -> Vec<u8> {
    brt(kind, &[&column.to_le_bytes()[..], &[format, 0, 0, 0], data].concat())
}

fn long_wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    [&u32::try_from(units.len()).unwrap().to_le_bytes()[..], &bytes].concat()
}

/// A binary workbook of one sheet; formats: 0 general, 1 a day.
pub fn xlsb(
    from_1904: bool,
    hidden: bool,
    texts: &[&str],
    rows: &[(u32, Vec<u8>)],
    behind: &[u8],
) -> Vec<u8> {
    let relations = |items: &str| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>"#
        )
    };
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = relations(&format!(
        r#"<Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.bin"/>"#
    ));
    let book_relations = relations(&format!(
        r#"<Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.bin"/>"#
    ));
    let state = u32::from(hidden).to_le_bytes();
    let bundle =
        [&state[..], &1_u32.to_le_bytes(), &long_wide("rId1"), &long_wide("客户")].concat();
    let book = [
        brt(0x0083, &[]),
        brt(0x0099, &[u8::from(from_1904), 0, 0, 0, 0, 0, 0, 0]),
        brt(0x008f, &[]),
        brt(0x009c, &bundle),
        brt(0x0090, &[]),
        brt(0x009d, &[0; 26]),
        brt(0x0084, &[]),
    ]
    .concat();
    let mut formats = vec![0_u8; 16];
    let mut styles = brt(0x0269, &2_u32.to_le_bytes());
    styles.extend(brt(0x002f, &formats));
    formats[2] = 14;
    styles.extend(brt(0x002f, &formats));
    let count = u32::try_from(texts.len()).unwrap().to_le_bytes();
    let mut shared = brt(0x009f, &[count, count].concat());
    for text in texts {
        shared.extend(brt(0x0013, &[&[0][..], &long_wide(text)].concat()));
    }
    let mut sheet = [brt(0x0081, &[]), brt(0x0094, &[0; 16]), brt(0x0091, &[])].concat();
    for (row, cells) in rows {
        sheet.extend(brt(0x0000, &[&row.to_le_bytes()[..], &[0; 13]].concat()));
        sheet.extend(cells);
    }
    sheet.extend(brt(0x0092, &[]));
    sheet.extend(behind);
    sheet.extend(brt(0x0082, &[]));
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", book_relations.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/sharedStrings.bin", &shared),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}

/// A spreadsheet of OpenDocument with these tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s" xmlns:calcext="urn:c"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    ods_with(content.as_bytes(), b"<manifest:manifest xmlns:manifest=\"urn:m\"/>")
}

pub fn ods_with(content: &[u8], manifest: &[u8]) -> Vec<u8> {
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ])
}

/// SpreadsheetML 2003 with these worksheets.
pub fn spreadsheet_ml(worksheets: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{worksheets}</Workbook>"#
    )
    .into_bytes()
}
