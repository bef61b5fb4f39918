//! Whatever the bytes, reading ends in rows or in an error.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "make/table.rs"]
mod table;

use std::sync::LazyLock;

use kedang_exchange::{HeaderCatalogue, Limits, TableFormat, Workbook, parse_rows, understood};
use proptest::prelude::*;
use table::table;

/// Reads everything there is to read.
fn read(bytes: Vec<u8>) {
    let limits = Limits { max_unpacked: 8 << 20, max_rows: 5000, ..Limits::default() };
    let Ok(mut workbook) = Workbook::from_bytes(bytes, limits) else { return };
    let catalogue = HeaderCatalogue::builtin();
    let Ok(survey) = workbook.survey(&catalogue) else { return };
    for sheet in 0..survey.sheets.len() {
        let Some(mapping) = survey.mapping(sheet, &workbook, &catalogue) else { continue };
        let Ok(rows) = workbook.rows(sheet) else { continue };
        for row in parse_rows(rows, &mapping) {
            let Ok(kedang_exchange::ParsedRow::Data { verdict, .. }) = row else { continue };
            assert_eq!(verdict.valid, verdict.errors.is_empty());
            assert_eq!(verdict.valid, verdict.reason.is_none());
            let _ = understood(&verdict.record);
        }
    }
}

static XLSX: LazyLock<Vec<u8>> = LazyLock::new(|| table(TableFormat::Xlsx, 20));
static CSV: LazyLock<Vec<u8>> = LazyLock::new(|| table(TableFormat::Csv, 20));

/// Parts of a workbook without compression, so that changed bytes reach the XML.
static STORED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    use std::io::{Cursor, Write};
    let mut old = zip::ZipArchive::new(Cursor::new(XLSX.as_slice())).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for place in 0..old.len() {
        let mut part = old.by_index(place).unwrap();
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        new.start_file(name, stored).unwrap();
        new.write_all(&content).unwrap();
    }
    new.finish().unwrap().into_inner()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn cut_off(which in 0_usize..3, share in 0.0_f64..1.0) {
        let whole = [&XLSX, &CSV, &STORED][which];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a share of the length")]
        let end = (whole.len() as f64 * share) as usize;
        read(whole[..end].to_vec());
    }

    #[test]
    fn changed(which in 0_usize..3, changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = [&XLSX, &CSV, &STORED][which].to_vec();
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        read(bytes);
    }

    #[test]
    fn random(start in prop_oneof![Just(&b"PK\x03\x04"[..]), Just(&b""[..]), Just(&b"\xff\xfe"[..]), Just(&b"\xef\xbb\xbf"[..]), Just("客户名称,手机\n".as_bytes())], rest in proptest::collection::vec(any::<u8>(), 0..2000)) {
        read([start, &rest].concat());
    }

    #[test]
    fn any_text_as_rows(text in "(客户名称,手机,地址\n)?([ -~\u{3000}-\u{30ff}\u{4e00}-\u{4fff}\"\n,;\t']{0,40}){0,8}") {
        read(text.into_bytes());
    }
}

#[test]
fn the_tables_are_sound_before_they_are_spoilt() {
    for bytes in [&XLSX, &CSV, &STORED] {
        let mut workbook = Workbook::from_bytes(bytes.as_slice(), Limits::default()).unwrap();
        let catalogue = HeaderCatalogue::builtin();
        let survey = workbook.survey(&catalogue).unwrap();
        let mapping = survey.mapping(0, &workbook, &catalogue).unwrap();
        let rows: Vec<_> = parse_rows(workbook.rows(0).unwrap(), &mapping).collect();
        assert_eq!(rows.len(), 20);
        for row in rows {
            let kedang_exchange::ParsedRow::Data { verdict, .. } = row.unwrap() else {
                panic!("skipped")
            };
            assert!(verdict.valid, "{verdict:?}");
        }
    }
}
