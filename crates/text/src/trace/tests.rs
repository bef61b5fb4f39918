//! Sheets that leaked as sheets leak: sorted, cut, retyped, mixed.

use super::*;
use proptest::prelude::*;

const UNIVERSE: u32 = 2_000;
const HEADER: [&str; 5] = ["客户名称", "电话", "地区", "登记日期", "注册资本"];

/// A hash for tests (FNV-1a).
fn print(text: &str) -> Print {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.to_le_bytes()
}

fn han(mut number: u32, length: usize) -> String {
    const SIGNS: [char; 12] =
        ['澄', '禾', '锦', '岳', '桐', '泓', '砚', '苍', '澜', '峰', '黎', '曦'];
    (0..length)
        .map(|_| {
            let sign = SIGNS[number as usize % SIGNS.len()];
            number /= 12;
            sign
        })
        .collect()
}

/// A customer as it is exported; its telephone number changes with the time.
fn customer(no: u32, time: u32) -> Vec<String> {
    vec![
        format!("南京{}泵业有限公司", han(no, 4)),
        format!("138{:04}{:04}", no, 1_000 + time),
        ["江苏省", "浙江省", "安徽省"][no as usize % 3].to_owned(),
        format!("2013-{:02}-{:02}", no % 12 + 1, no % 28 + 1),
        format!("{}.00", (no % 40) * 10_000),
    ]
}

fn row_of(cells: &[String]) -> Vec<(u8, Print)> {
    let mut left = Vec::new();
    for (column, cell) in (0_u8..).zip(cells) {
        let exact = |form: &Form| column == 0 || form.exact;
        left.extend(forms(cell).iter().filter(|f| exact(f)).map(|f| (column, print(&f.text))));
    }
    left
}

/// An export: which customers, with how many columns, when, with a marker or without.
#[derive(Clone)]
struct Export {
    customers: Vec<u32>,
    columns: usize,
    time: u32,
    marker: Option<u32>,
}

fn export(customers: impl IntoIterator<Item = u32>) -> Export {
    Export { customers: customers.into_iter().collect(), columns: 5, time: 0, marker: None }
}

impl Export {
    fn row(&self, no: u32) -> Vec<String> {
        customer(no, self.time)[..self.columns].to_vec()
    }

    /// The file, without its header.
    fn file(&self) -> Vec<Vec<String>> {
        self.customers.iter().chain(&self.marker).map(|no| self.row(*no)).collect()
    }
}

fn compare(rows: &[Vec<String>], exports: &[Export]) -> Finding {
    let header = HEADER.map(str::to_owned).to_vec();
    let sheet = Sheet::new(std::iter::once(header).chain(rows.iter().cloned()), print);
    let mut comparison = Comparison::new(&sheet);
    for (at, export) in exports.iter().enumerate() {
        comparison.departure(Departure {
            size: export.customers.len() as u32,
            telling: vec![true, true, false, false, false],
            markers: u32::from(export.marker.is_some()),
            number: print(&forms(&format!("DC20261122-{at:03}"))[0].text),
        });
        export.customers.iter().for_each(|no| comparison.row(&row_of(&export.row(*no))));
        export.marker.iter().for_each(|no| comparison.marker(&row_of(&export.row(*no))));
    }
    comparison.finding(UNIVERSE)
}

fn first(finding: &Finding) -> &Candidate {
    finding.candidates.first().expect("a candidate")
}

/// Three exports that share customers, and one that shares none.
fn exports() -> Vec<Export> {
    vec![export(0..200), export(100..400), export((0..600).step_by(3)), export(900..1_000)]
}

#[test]
fn a_whole_sheet_leads_to_its_export() {
    for (at, export) in exports().iter().enumerate() {
        let finding = compare(&export.file(), &exports());
        let best = first(&finding);
        assert_eq!(best.departure, at, "{finding:?}");
        assert!(best.likelihood >= 700, "{finding:?}");
        assert_eq!((best.rows, best.stale, best.foreign), (finding.rows, 0, 0));
        assert_eq!(best.columns, [0, 1, 2, 3, 4]);
        assert!(finding.else_likelihood >= 40, "{finding:?}");
    }
}

#[test]
fn a_sheet_that_nobody_exported_has_no_known_source() {
    let finding = compare(&export(1_200..1_300).file(), &exports());
    assert_eq!((finding.known, finding.candidates.len()), (0, 0));
    assert_eq!(finding.else_likelihood, 1_000);
    // A handful of firms that happen to be customers, among many that are not.
    let mut directory = export(1_200..1_300).file();
    directory.extend(export(900..903).file());
    let finding = compare(&directory, &exports());
    assert_eq!(first(&finding).rows, 3);
    assert!(first(&finding).likelihood < 150, "{finding:?}");
    assert_eq!(compare(&[], &exports()).else_likelihood, 1_000);
}

#[test]
fn half_the_rows_cut_in_any_order() {
    let exports = exports();
    let mut rows = exports[1].file();
    rows.sort_by(|a, b| b[1].cmp(&a[1]));
    let rows: Vec<_> = rows.into_iter().step_by(2).collect();
    let finding = compare(&rows, &exports);
    assert_eq!(first(&finding).departure, 1);
    assert!(first(&finding).likelihood >= 700, "{finding:?}");
}

#[test]
fn a_cut_that_follows_another_list_leaves_both_open() {
    let exports = vec![export(0..400), export(0..100)];
    let finding = compare(&export(0..50).file(), &exports);
    assert_eq!(first(&finding).departure, 1, "the shorter list explains it better");
    let other = &finding.candidates[1];
    assert!((60..=400).contains(&other.likelihood), "{finding:?}");
}

#[test]
fn two_sheets_mixed_name_both() {
    let exports = exports();
    let mut rows = exports[0].file();
    rows.truncate(80);
    rows.extend(exports[3].file());
    rows.sort();
    let finding = compare(&rows, &exports);
    let found: Vec<_> = finding
        .candidates
        .iter()
        .filter(|one| one.likelihood >= 500)
        .map(|c| c.departure)
        .collect();
    assert!(found.contains(&0) && found.contains(&3), "{finding:?}");
}

#[test]
fn retyped_in_other_widths_with_slips_of_the_ear() {
    let exports = exports();
    let wide = |text: &str| -> String {
        text.chars()
            .map(
                |c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c },
            )
            .collect()
    };
    let retyped: Vec<Vec<String>> = exports[3]
        .file()
        .into_iter()
        .enumerate()
        .map(|(at, row)| match at % 3 {
            // Without the legal form, the number in other widths and with blanks.
            0 => vec![row[0].replace("有限公司", ""), wide(&row[1])],
            // A character that sounds the same; no number.
            1 => vec![row[0].replace('澄', "成").replace('禾', "和"), String::new()],
            // All in one cell.
            _ => vec![format!("{} {}", row[0], row[1]), row[2].clone()],
        })
        .collect();
    let finding = compare(&retyped, &exports);
    assert_eq!(first(&finding).departure, 3);
    assert_eq!(first(&finding).rows, finding.rows, "{finding:?}");
    assert!(first(&finding).likelihood >= 700, "{finding:?}");
}

#[test]
fn values_that_changed_narrow_the_time() {
    let (before, after) = (export(0..100), Export { time: 1, ..export(0..100) });
    let finding = compare(&after.file(), &[before.clone(), after.clone()]);
    let (new, old) = (first(&finding), &finding.candidates[1]);
    assert_eq!((new.departure, new.stale, new.foreign), (1, 0, 0));
    assert!(new.likelihood > 5 * old.likelihood, "{finding:?}");
    // Only some have changed: rows tell, not the column.
    let some = |time: u32| Export { time, ..export(0..100) };
    let mut rows = some(0).file();
    rows.truncate(90);
    rows.extend(some(1).file().split_off(90));
    let finding = compare(&rows, &[before, after]);
    assert_eq!((first(&finding).departure, first(&finding).stale), (0, 10));
}

#[test]
fn columns_that_did_not_leave_speak_against_an_export() {
    let short = Export { columns: 2, ..export(0..100) };
    let finding = compare(&export(0..100).file(), &[short, export(0..100)]);
    assert_eq!(first(&finding).departure, 1);
    assert_eq!(finding.candidates[1].foreign, 3);
    assert!(first(&finding).likelihood > 5 * finding.candidates[1].likelihood, "{finding:?}");
}

#[test]
fn a_marker_tells_equal_exports_apart() {
    let marked = |no| Export { marker: Some(no), ..export(0..100) };
    let exports = [marked(1_800), marked(1_801), export(0..100)];
    let finding = compare(&exports[1].file(), &exports);
    assert_eq!((first(&finding).departure, first(&finding).markers), (1, 1));
    assert!(first(&finding).likelihood >= 900, "{finding:?}");
    assert!(finding.else_likelihood >= FLOOR);
    // Without it the three cannot be told apart, and nobody is named as likely.
    let finding = compare(&exports[2].file(), &exports);
    assert!(finding.candidates.iter().all(|one| one.likelihood < 700), "{finding:?}");
    assert_eq!(first(&finding).departure, 2, "it had no marker to miss");
}

#[test]
fn the_number_on_the_cover_counts() {
    let exports = vec![export(0..100), export(0..100)];
    let mut rows = vec![vec!["# 导出编号：DC20261122-001".to_owned()]];
    rows.extend(exports[1].file());
    let finding = compare(&rows, &exports);
    assert!(first(&finding).numbered && first(&finding).departure == 1, "{finding:?}");
    assert!(first(&finding).likelihood >= 900, "{finding:?}");
}

#[test]
fn one_customer_alone_never_comes_close_to_certain() {
    let finding = compare(&export(7..8).file(), &[export(7..8), export(0..200)]);
    assert!(finding.else_likelihood >= 150, "{finding:?}");
    assert!(first(&finding).likelihood < 850, "{finding:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The order of rows and columns says nothing.
    #[test]
    fn sorting_changes_nothing(
        keep in proptest::collection::vec(any::<bool>(), 300),
        order in Just((0..300_usize).collect::<Vec<_>>()).prop_shuffle(),
        columns in Just(vec![0_usize, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let exports = exports();
        let file = exports[1].file();
        let rows: Vec<_> =
            (0..300).filter(|at| keep[*at]).map(|at| file[at].clone()).collect();
        let other: Vec<Vec<String>> = order
            .into_iter()
            .filter(|at| keep[*at])
            .map(|at| columns.iter().map(|column| file[at][*column].clone()).collect())
            .collect();
        prop_assert_eq!(compare(&rows, &exports), compare(&other, &exports));
    }

    /// Whatever leaked, somebody else may be the source, and shares are shares.
    #[test]
    fn something_else_never_vanishes(
        picks in proptest::collection::vec(0..1_500_u32, 0..150),
        time in 0..2_u32,
        marker in proptest::option::of(1_800..1_803_u32),
    ) {
        let source = Export { time, marker, ..export(picks) };
        let mut exports = exports();
        exports.push(Export { marker: Some(1_800), ..export(0..50) });
        let finding = compare(&source.file(), &exports);
        prop_assert!((FLOOR..=1_000).contains(&finding.else_likelihood));
        for one in &finding.candidates {
            prop_assert!(one.likelihood + finding.else_likelihood <= 1_001, "{:?}", finding);
            prop_assert!(one.rows <= finding.rows && one.stale <= one.rows);
        }
        let order: Vec<_> = finding.candidates.iter().map(|one| one.likelihood).collect();
        prop_assert!(order.is_sorted_by(|a, b| a >= b));
    }
}
