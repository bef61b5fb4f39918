//! How fast workbooks are read and written, beside the bare libraries on the same content.
//!
//! `cargo run --release -p kedang-exchange --example speed [rows]` writes a table of 100,000 rows
//! and 20 columns, with texts in their cells and with shared texts as spreadsheets keep them, and
//! reads each. Runs alternate, so that whatever else the machine does meets both; the best of
//! three counts.
#![expect(clippy::print_stdout, reason = "figures are for the eye")]
#![expect(clippy::disallowed_methods, reason = "measuring is what the clock is for here")]

use std::{error::Error, fs::File, io::BufWriter, path::Path, time::Instant};

use calamine::{Data, Reader, Xlsx};
use kedang_exchange::{Cell, Limits, OutCell, RowWriter, TableFormat, Workbook};

type Outcome<T> = Result<T, Box<dyn Error>>;

const COLUMNS: u16 = 20;
const RUNS: usize = 3;

/// A cell of the table: a quarter numbers, the rest texts of common length, some the same often.
enum Value {
    Text(String),
    Number(f64),
}

fn value(row: u32, column: u16) -> Value {
    match column % 8 {
        0 => Value::Text(format!("华北泵业{row:06}有限责任公司")),
        1 => Value::Number(13_800_000_000.0 + f64::from(row)),
        2 => Value::Text(["北京市", "江苏省", "广东省", "浙江省"][row as usize % 4].to_owned()),
        3 => Value::Text(format!("中山路{}号国际大厦{}座{}室", row % 997, column, row % 31)),
        4 => Value::Text(format!("li{row}@example.com")),
        5 => Value::Number(f64::from(row % 5000) / 4.0),
        6 => Value::Text("发货前电话确认".to_owned()),
        _ => Value::Text(format!("0{}-{:08}", 10 + row % 89, row)),
    }
}

fn header() -> Vec<String> {
    (0..COLUMNS).map(|column| format!("列{column}")).collect()
}

fn write_ours(path: &Path, rows: u32) -> Outcome<()> {
    let header = header();
    let names: Vec<&str> = header.iter().map(String::as_str).collect();
    let file = BufWriter::new(File::create(path)?);
    let mut writer = RowWriter::new(TableFormat::Xlsx, file, "表", &names, None)?;
    for row in 0..rows {
        let cells: Vec<OutCell<'_>> = (0..COLUMNS)
            .map(|column| match value(row, column) {
                Value::Text(text) => OutCell::from(text),
                Value::Number(number) => OutCell::Number(number),
            })
            .collect();
        writer.write(&cells)?;
    }
    writer.finish()?;
    Ok(())
}

fn write_bare(path: &Path, rows: u32, constant_memory: bool) -> Outcome<()> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = match constant_memory {
        true => workbook.add_worksheet_with_constant_memory()?,
        false => workbook.add_worksheet(),
    };
    for (column, name) in (0..).zip(header()) {
        sheet.write_string(0, column, name)?;
    }
    for row in 0..rows {
        for column in 0..COLUMNS {
            match value(row, column) {
                Value::Text(text) => sheet.write_string(row + 1, column, text)?,
                Value::Number(number) => sheet.write_number(row + 1, column, number)?,
            };
        }
    }
    workbook.save_to_writer(BufWriter::new(File::create(path)?))?;
    Ok(())
}

/// Cells with content.
fn read_ours(path: &Path) -> Outcome<usize> {
    let mut book = Workbook::from_path(path, Limits::default())?;
    let mut count = 0;
    for row in book.rows(0)? {
        count += row?.cells.iter().filter(|cell| **cell != Cell::Empty).count();
    }
    Ok(count)
}

fn read_bare(path: &Path) -> Outcome<usize> {
    let mut book: Xlsx<_> = calamine::open_workbook(path)?;
    let range = book.worksheet_range_at(0).ok_or("no sheet")??;
    Ok(range.rows().flatten().filter(|cell| **cell != Data::Empty).count())
}

/// The best of three runs of each, in seconds.
fn measure(
    mut ours: impl FnMut() -> Outcome<()>,
    mut bare: impl FnMut() -> Outcome<()>,
) -> Outcome<(f64, f64)> {
    let (mut best_ours, mut best_bare) = (f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        let start = Instant::now();
        ours()?;
        best_ours = best_ours.min(start.elapsed().as_secs_f64());
        let start = Instant::now();
        bare()?;
        best_bare = best_bare.min(start.elapsed().as_secs_f64());
    }
    Ok((best_ours, best_bare))
}

fn tell(what: &str, rows: u32, (ours, bare): (f64, f64)) {
    let rate = |seconds: f64| f64::from(rows) / seconds;
    println!(
        "{what}: ours {:.0} rows/s, bare {:.0} rows/s, ratio {:.2}",
        rate(ours),
        rate(bare),
        bare / ours
    );
}

fn main() -> Outcome<()> {
    let rows: u32 = match std::env::args().nth(1) {
        Some(rows) => rows.parse()?,
        None => 100_000,
    };
    let folder = std::env::temp_dir();
    let name = |what: &str| folder.join(format!("kedang-speed-{}-{what}.xlsx", std::process::id()));
    let (inline, other, shared) = (name("inline"), name("other"), name("shared"));

    let written = measure(|| write_ours(&inline, rows), || write_bare(&other, rows, true))?;
    tell("writing", rows, written);
    write_bare(&shared, rows, false)?;
    for (what, path) in [("reading, texts in cells", &inline), ("reading, shared texts", &shared)] {
        let cells = (rows as usize + 1) * usize::from(COLUMNS);
        let check = |found: usize| if found == cells { Ok(()) } else { Err("cells lost".into()) };
        let read = measure(|| check(read_ours(path)?), || check(read_bare(path)?))?;
        tell(what, rows, read);
    }
    for path in [inline, other, shared] {
        std::fs::remove_file(path)?;
    }
    Ok(())
}
