//! Spoilt files of every format: read or refused, never a panic, never more memory than allowed.
//!
//! `KEDANG_FUZZ_ROUNDS` makes the run longer (one round is the default), `KEDANG_FUZZ_SEED` begins
//! it elsewhere. A file that does harm is written to the directory for temporary files of the
//! build and named; kept in `corpus/` it is read by every later run.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]
#![cfg(target_os = "linux")]

#[path = "make/files.rs"]
mod files;
#[path = "make/table.rs"]
mod table;

use std::{
    fs,
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use files::{at, brt, brt_cell, formula, ods, record, spreadsheet_ml, wide, xls, xlsb};
use kedang_exchange::{
    HeaderCatalogue, Limits, ParsedRow, ReadError, TableFormat, Workbook, join_contacts,
    parse_rows, understood, vcard,
};
use table::table;

/// What a spoilt file may cost, in KiB, under the limits below.
const ALLOWED_KIB: u64 = 256 << 10;

fn limits() -> Limits {
    Limits {
        max_unpacked: 16 << 20,
        max_held: 16 << 20,
        max_held_cells: 300_000,
        max_rows: 70_000,
        ..Limits::default()
    }
}

/// Reads everything there is to read.
fn read(bytes: &[u8]) -> Result<(), ReadError> {
    let _ = vcard::read(bytes, limits());
    let mut book = Workbook::from_bytes(bytes, limits())?;
    let catalogue = HeaderCatalogue::builtin();
    let survey = book.survey(&catalogue)?;
    for sheet in 0..survey.sheets.len() {
        let mapping = survey.mapping(sheet, &book, &catalogue).unwrap_or_default();
        let Ok(rows) = book.rows(sheet) else { continue };
        for row in parse_rows(rows, &mapping).take(3000) {
            let Ok(ParsedRow::Data { verdict, .. }) = row else { continue };
            assert_eq!(verdict.valid, verdict.errors.is_empty());
            assert_eq!(verdict.valid, verdict.reason.is_none());
            let _ = understood(&verdict.record);
        }
    }
    if let Some(pair) = survey.pair(&catalogue) {
        let rows = &survey.sheets[pair.customers].rows;
        let contacts = &survey.sheets[pair.contacts].rows;
        let mapping = survey.mapping(pair.customers, &book, &catalogue).unwrap_or_default();
        let _ = join_contacts(&pair, rows, &mapping, contacts, &mapping);
    }
    Ok(())
}

/// A figure of this process, in KiB.
fn figure(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap();
        usize::try_from(self.next() % bound).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }
}

struct Seed {
    name: String,
    bytes: Vec<u8>,
    /// The parts of an archive, so that what is inside can be spoilt and packed again.
    parts: Vec<(String, Vec<u8>)>,
}

impl Seed {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let mut parts = Vec::new();
        if bytes.starts_with(b"PK")
            && let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes.as_slice()))
        {
            for place in 0..archive.len() {
                let mut part = archive.by_index(place).unwrap();
                let mut content = Vec::new();
                part.read_to_end(&mut content).unwrap();
                parts.push((part.name().unwrap().into_owned(), content));
            }
        }
        Self { name: name.to_owned(), bytes, parts }
    }
}

fn small_old_workbook() -> Vec<u8> {
    let blank = [3, 0, 0, 0, 0, 0, 0xff, 0xff];
    let announced = [0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 6, 0, 0, 0];
    let sheet = [
        record(0x0200, &announced),
        at(0x00fd, (0, 0), 0, &0_u32.to_le_bytes()),
        at(0x00fd, (0, 1), 0, &1_u32.to_le_bytes()),
        at(0x00fd, (1, 0), 0, &2_u32.to_le_bytes()),
        at(0x0203, (1, 1), 1, &41_543_f64.to_le_bytes()),
        at(0x0204, (2, 0), 0, &wide("乙公司")),
        record(0x00bd, &[2, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 2, 0]),
        formula((3, 0), blank, 0),
        formula((3, 1), [0, 0, 0, 0, 0, 0, 0xff, 0xff], 0),
        record(0x0207, &wide("值")),
        at(0x0205, (4, 0), 0, &[0x2a, 1]),
        record(0x00e5, &[1, 0, 1, 0, 2, 0, 0, 0, 0, 0]),
    ]
    .concat();
    let hidden = at(0x00fd, (0, 0), 0, &2_u32.to_le_bytes());
    xls(false, &["客户名称", "成立日期", "华北泵业"], &[("客户", 0, sheet), ("旧", 1, hidden)])
}

fn small_binary_workbook() -> Vec<u8> {
    let rows = [
        (0, [brt_cell(7, 0, 0, &[0; 4]), brt_cell(7, 1, 0, &[1, 0, 0, 0])].concat()),
        (
            1,
            [
                brt_cell(6, 0, 0, &[2, 0, 0, 0, 0x4e, 0x75, 0x4e, 0x75]),
                brt_cell(5, 1, 1, &41_543_f64.to_le_bytes()),
                brt_cell(0x000b, 2, 0, &[0x17, 0, 0, 0, 0, 0, 0]),
                brt_cell(2, 3, 0, &[6, 0, 0, 0]),
            ]
            .concat(),
        ),
    ];
    let area: Vec<u8> = [0_u32, 3, 0, 0].iter().flat_map(|n| n.to_le_bytes()).collect();
    xlsb(false, false, &["客户名称", "成立日期"], &rows, &brt(0x00b0, &area))
}

/// Small files of every format, then those of the test data.
fn seeds() -> (Vec<Seed>, Vec<Seed>) {
    let html = "<html><meta charset=utf-8><table><caption>客户</caption><tr><th rowspan=2>客户名称<th colspan=2>联系方式</tr><tr><td>联系人<td>手机</tr><tr><td>甲&amp;乙<td x:num=\"138\">1</td><td><table><tr><td>内</table></table>";
    let xml = r#"<Worksheet ss:Name="客户"><Table><Row ss:Index="2"><Cell ss:MergeDown="1"><Data ss:Type="String">客户名称</Data></Cell><Cell ss:Index="3" ss:Formula="=1"><Data ss:Type="DateTime">2013-09-26T00:00:00</Data></Cell></Row><Row><Cell ss:Index="3"><Data ss:Type="Number">1E5</Data></Cell></Row></Table></Worksheet>"#;
    let open = r#"<table:table table:name="客户" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>客户名称<text:s text:c="2"/></text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2013-09-26"/></table:table-row><table:table-row table:number-rows-repeated="3"><table:covered-table-cell/><table:table-cell table:formula="of:=1" table:number-columns-repeated="2"/></table:table-row></table:table>"#;
    let card = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=CD=F5;=C3=\r\n=F4\r\nTEL;CELL:13812345678\r\nPHOTO;BASE64:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\nBEGIN:VCARD\nVERSION:4.0\nFN:李\\,娜\nitem1.TEL;VALUE=uri;TYPE=\"cell,voice\":tel:+86-138;ext=2\nADR:;;a;b\n ;c\nBDAY:--0412\nEND:VCARD\n";
    let csv = table(TableFormat::Csv, 12);
    let gb = encoding_rs::GB18030.encode(std::str::from_utf8(&csv).unwrap()).0.into_owned();
    let small = [
        ("xlsx", table(TableFormat::Xlsx, 12)),
        ("csv", csv),
        ("gb18030", gb),
        ("xls", small_old_workbook()),
        ("xlsb", small_binary_workbook()),
        ("ods", ods(open)),
        ("html", html.as_bytes().to_vec()),
        ("xml", spreadsheet_ml(xml)),
        ("vcf", card.as_bytes().to_vec()),
    ];
    let small = small.into_iter().map(|(name, bytes)| Seed::new(name, bytes)).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/messy");
    let mut large = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.contains(".expected.") || name.contains(".rows.") {
            continue;
        }
        let mut bytes = fs::read(&path).unwrap();
        if name.ends_with(".gz") {
            let mut unpacked = Vec::new();
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
            bytes = unpacked;
        }
        large.push(Seed::new(&name, bytes));
    }
    large.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(large.len(), 7);
    (small, large)
}

const NUMBERS: [&[u8]; 9] = [
    &[0],
    &[0xff],
    &[0xff, 0xff],
    &[0, 0x80],
    &[0xff, 0xff, 0xff, 0x7f],
    &[0xff, 0xff, 0xff, 0xff],
    &[0xfe, 0xff, 0xff, 0xff],
    &[0, 0, 0, 0],
    &[1, 0, 0, 0],
];

/// Spoils some bytes.
fn spoil(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return;
        }
        let place = dice.below(bytes.len());
        let length = dice.below(200).min(bytes.len() - place);
        match dice.below(7) {
            0 => bytes[place] ^= 1 << dice.below(8),
            1 => bytes[place] = dice.byte(),
            2 => {
                let number = NUMBERS[dice.below(NUMBERS.len())];
                let end = (place + number.len()).min(bytes.len());
                bytes[place..end].copy_from_slice(&number[..end - place]);
            }
            3 => drop(bytes.drain(place..place + length)),
            4 => {
                let piece = bytes[place..place + length].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            5 => {
                let from = dice.below(other.len());
                let length = dice.below(400).min(other.len() - from);
                let replaced = length.min(bytes.len() - place);
                bytes.splice(place..place + replaced, other[from..from + length].iter().copied());
            }
            // A digit: numbers of repetitions, spans and places in markup.
            _ => {
                if let Some(digit) = bytes[place..].iter().position(u8::is_ascii_digit) {
                    bytes[place + digit] = b'0' + dice.byte() % 10;
                    let more = dice.below(6);
                    bytes.splice(place + digit..place + digit, vec![b'9'; more]);
                }
            }
        }
    }
}

/// A file like this one, spoilt; of an archive mostly a part, packed again.
fn spoilt(seed: &Seed, other: &Seed, dice: &mut Dice) -> Vec<u8> {
    if seed.parts.is_empty() || dice.below(4) == 0 {
        let mut bytes = seed.bytes.clone();
        spoil(&mut bytes, &other.bytes, dice);
        return bytes;
    }
    let mut parts = seed.parts.clone();
    let which = dice.below(parts.len());
    let foreign = other.parts.get(dice.below(other.parts.len())).map_or(&other.bytes, |p| &p.1);
    if dice.below(4) == 0 {
        let end = dice.below(parts[which].1.len());
        parts[which].1.truncate(end);
    } else {
        spoil(&mut parts[which].1, foreign, dice);
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    files::archive(&parts)
}

struct Run {
    base: u64,
    count: u32,
    harm: Vec<PathBuf>,
    /// Written before it is read: what ends the process is then still there.
    cautious: bool,
}

impl Run {
    fn begin(rounds: u64) -> Self {
        // Panics of a library are caught where it is called; hundreds of traces say nothing.
        std::panic::set_hook(Box::new(|_| {}));
        Self { base: figure("VmRSS:"), count: 0, harm: Vec::new(), cautious: rounds > 1 }
    }

    fn read(&mut self, name: &str, bytes: &[u8]) {
        self.count += 1;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        if self.cautious {
            fs::write(folder.join("fuzz-current"), bytes).unwrap();
        }
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let outcome = catch_unwind(AssertUnwindSafe(|| read(bytes)));
        let taken = figure("VmHWM:").saturating_sub(self.base);
        if outcome.is_err() || taken > ALLOWED_KIB {
            let why = if outcome.is_err() { "panic" } else { "memory" };
            let path = folder.join(format!("fuzz-{why}-{}-{name}", self.count));
            fs::write(&path, bytes).unwrap();
            self.harm.push(path);
        }
    }

    fn end(self) {
        drop(std::panic::take_hook());
        assert!(self.harm.is_empty(), "{:?}", self.harm);
    }
}

fn from_environment(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// One test and not several: they share the panic hook and the figures of the process.
#[test]
fn spoilt_files_do_no_harm() {
    let rounds = from_environment("KEDANG_FUZZ_ROUNDS", 1);
    let mut dice = Dice(from_environment("KEDANG_FUZZ_SEED", 0x9e37_79b9_7f4a_7c15));
    let (small, large) = seeds();
    for seed in small.iter().chain(&large) {
        read(&seed.bytes).unwrap();
    }
    let mut run = Run::begin(rounds);
    // What did harm once.
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for file in fs::read_dir(corpus).unwrap() {
        let path = file.unwrap().path();
        run.read(path.file_name().unwrap().to_str().unwrap(), &fs::read(&path).unwrap());
    }
    for seed in &small {
        for end in 0..64 {
            run.read(&seed.name, &seed.bytes[..seed.bytes.len() * end / 64]);
        }
    }
    for round in 0..rounds {
        for seed in &small {
            for _ in 0..60 {
                let other = &small[dice.below(small.len())];
                run.read(&seed.name, &spoilt(seed, other, &mut dice));
            }
        }
        // Small files find more in the same time.
        let large = if round % 8 == 0 { large.as_slice() } else { &[] };
        for (place, seed) in large.iter().enumerate() {
            // Long files are slow to read: a short run cuts each in one place only.
            let cuts = if rounds > 1 { 0..64 } else { 8 * place + 7..8 * place + 8 };
            if round == 0 {
                for cut in cuts {
                    run.read(&seed.name, &seed.bytes[..seed.bytes.len() * cut / 64]);
                }
            }
            let other = &large[dice.below(large.len())];
            run.read(&seed.name, &spoilt(seed, other, &mut dice));
        }
        for magic in [
            &b"PK\x03\x04"[..],
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<table>",
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            b"BEGIN:VCARD\n",
            b"\xff\xfe",
            b"",
        ] {
            let length = dice.below(3000);
            let random: Vec<u8> = (0..length).map(|_| dice.byte()).collect();
            run.read("random", &[magic, &random].concat());
        }
    }
    run.end();
}
