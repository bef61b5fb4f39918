//! The whole way from raw cells to clusters, on a sample that the weights have never seen.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails the test")]

use std::{collections::HashMap, fs::File, io::Read, path::Path};

use flate2::read::GzDecoder;
use kedang_text::matching::{Profile, Record, Verdict, batch, cluster};

fn read(name: &str) -> csv::Reader<std::io::Cursor<Vec<u8>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/dedupe").join(name);
    let mut text = Vec::new();
    GzDecoder::new(File::open(path).unwrap()).read_to_end(&mut text).unwrap();
    csv::Reader::from_reader(std::io::Cursor::new(text))
}

fn profiles() -> Vec<Profile> {
    read("customers.csv.gz")
        .records()
        .map(|row| {
            let row = row.unwrap();
            let [
                _,
                name,
                credit_code,
                legal_representative,
                contacts,
                mobiles,
                phones,
                emails,
                website,
                province,
                city,
                county,
                address,
                postcode,
                industry,
                capital,
                founded,
            ] = std::array::from_fn(|at| row.get(at).unwrap());
            Profile::new(&Record {
                name,
                credit_code,
                legal_representative,
                contacts,
                mobiles,
                phones,
                emails,
                website,
                province,
                city,
                county,
                address,
                postcode,
                founded,
                capital,
                industry,
            })
        })
        .collect()
}

fn companies() -> Vec<(String, String)> {
    read("truth.csv.gz")
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row.get(1).unwrap().to_owned(), row.get(2).unwrap().to_owned())
        })
        .collect()
}

#[test]
fn hardly_a_pair_is_wrong_or_missed() {
    let (profiles, truth) = (profiles(), companies());
    assert_eq!(profiles.len(), truth.len());
    let found = batch::pairs(&profiles, 2);
    let clusters = cluster(&profiles, &found.pairs);

    // Far fewer than the eighteen million that comparing all with all would be.
    assert!(found.compared < 10 * profiles.len() as u64, "{}", found.compared);

    let mut sizes: HashMap<&str, u64> = HashMap::new();
    let mut cluster_sizes: HashMap<u32, u64> = HashMap::new();
    let mut both: HashMap<(&str, u32), u64> = HashMap::new();
    for ((company, _), cluster) in truth.iter().zip(&clusters) {
        *sizes.entry(company).or_default() += 1;
        *cluster_sizes.entry(*cluster).or_default() += 1;
        *both.entry((company, *cluster)).or_default() += 1;
    }
    let pairs =
        |sizes: &mut dyn Iterator<Item = &u64>| sizes.map(|n| n * (n - 1) / 2).sum::<u64>() as f64;
    let right = pairs(&mut both.values());
    let precision = right / pairs(&mut cluster_sizes.values());
    let recall = right / pairs(&mut sizes.values());
    let f1 = 2.0 * precision * recall / (precision + recall);
    assert!(precision >= 0.995, "precision {precision}");
    assert!(f1 >= 0.985, "F1 {f1}");
}

#[test]
fn relatives_are_told_from_copies() {
    let (profiles, truth) = (profiles(), companies());
    let found = batch::pairs(&profiles, 1);
    let (mut related, mut all) = (0, 0);
    for pair in &found.pairs {
        let (x, y) = (&truth[pair.a as usize], &truth[pair.b as usize]);
        let relatives = x.1.strip_prefix("sibling_of:") == Some(&y.0)
            || y.1.strip_prefix("sibling_of:") == Some(&x.0);
        if relatives {
            all += 1;
            related += u32::from(pair.verdict == Verdict::Related);
        }
    }
    assert!(all > 100, "{all}");
    assert!(related * 10 >= all * 9, "{related} of {all}");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let profiles = profiles();
    let (one, three) = (batch::pairs(&profiles, 1), batch::pairs(&profiles, 3));
    assert_eq!(one.pairs, three.pairs);
    assert_eq!(cluster(&profiles, &one.pairs), cluster(&profiles, &three.pairs));
}

#[test]
fn a_block_of_everything_does_not_explode() {
    let count = 3000_usize;
    let names: Vec<[String; 3]> = (0..count)
        .map(|at| {
            let copy = at / 2;
            [
                format!("139{copy:08}"),
                format!("{}-{:02}-11", 1990 + copy % 30, copy / 30 % 12 + 1),
                copy.to_string(),
            ]
        })
        .collect();
    let profiles: Vec<Profile> = names
        .iter()
        .map(|[mobiles, founded, number]| {
            Profile::new(&Record {
                name: "北京红太阳科技有限公司",
                mobiles,
                founded,
                address: &format!("北京市海淀区中关村大街1号{number}室"),
                legal_representative: "李明",
                ..Record::default()
            })
        })
        .collect();
    let found = batch::pairs(&profiles, 2);
    assert!(found.compared < 120 * count as u64, "{}", found.compared);
    let pairs = |a: u32, b: u32| found.pairs.iter().any(|pair| (pair.a, pair.b) == (a, b));
    assert!((0..1500).all(|copy| pairs(copy * 2, copy * 2 + 1)));
}
