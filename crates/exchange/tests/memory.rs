//! A long workbook is read as it comes, not as a whole.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![cfg(target_os = "linux")]

use kedang_exchange::{
    HeaderCatalogue, Limits, OutCell, ParsedRow, RowWriter, TableFormat, Workbook, parse_rows,
};
use std::fs::{self, File};

const ROWS: u32 = 50_000;
/// What reading may take on top of what there was before, in KiB. The unpacked sheet alone is
/// more than twice as long.
const ALLOWED_KIB: u64 = 8 * 1024;

/// A figure of this process, in KiB.
fn figure(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn rows_come_one_by_one() {
    let path = std::env::temp_dir().join(format!("kedang-exchange-{}.xlsx", std::process::id()));
    let header = ["客户名称", "联系人", "手机", "地址", "备注"];
    let file = File::create(&path).unwrap();
    let mut writer = RowWriter::new(TableFormat::Xlsx, file, "客户", &header, None).unwrap();
    for n in 0..ROWS {
        let row = [
            OutCell::from(format!("华北泵业{n:06}有限公司")),
            OutCell::from("王敏"),
            OutCell::Number(13_812_300_000.0 + f64::from(n)),
            OutCell::from(format!("江苏省南京市玄武区中山路{n}号")),
            OutCell::from(format!("第{n}行，没有两行相同的备注，所以共享也省不下内存")),
        ];
        writer.write(&row).unwrap();
    }
    writer.finish().unwrap();

    // From here on the highest figure is the reader's.
    fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = figure("VmRSS:");
    let catalogue = HeaderCatalogue::builtin();
    let mut book = Workbook::from_path(&path, Limits::default()).unwrap();
    let survey = book.survey(&catalogue).unwrap();
    let mapping = survey.mapping(0, &book, &catalogue).unwrap();
    let mut valid = 0;
    for row in parse_rows(book.rows(0).unwrap(), &mapping) {
        if let ParsedRow::Data { verdict, .. } = row.unwrap() {
            assert!(verdict.valid, "{verdict:?}");
            valid += 1;
        }
    }
    fs::remove_file(&path).unwrap();
    assert_eq!(valid, ROWS);
    let taken = figure("VmHWM:").saturating_sub(before);
    assert!(taken < ALLOWED_KIB, "{taken} KiB");
}
