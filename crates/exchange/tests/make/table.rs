//! A small table of customers in a format that is written here too.

use kedang_exchange::{OutCell, RowWriter, TableFormat};

pub fn table(format: TableFormat, rows: u32) -> Vec<u8> {
    let header = ["客户名称", "税号", "联系人", "手机", "成立日期", "注册资本"];
    let mut writer = RowWriter::new(format, Vec::new(), "客户", &header, None).unwrap();
    for n in 0..rows {
        let row = [
            OutCell::from("华北泵业有限公司"),
            OutCell::from("91350100M000100Y43"),
            OutCell::from("王敏"),
            OutCell::Number(13_812_345_600.0 + f64::from(n)),
            OutCell::from("2013年9月26日"),
            OutCell::from("1500万元"),
        ];
        writer.write(&row).unwrap();
    }
    writer.finish().unwrap()
}
