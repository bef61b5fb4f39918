//! Precision, recall and where the errors come from.

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
};

use kedang_text::matching::{Frequencies, Profile, batch::Pair, compare};

/// What is known of one record.
#[derive(Clone)]
pub struct Known {
    pub id: String,
    /// Number of the company.
    pub entity: u32,
    /// Whether the company belongs to the part that weights are fitted to.
    pub tune: bool,
    pub sibling: bool,
    pub ops: String,
}

pub struct Truth {
    rows: HashMap<String, (String, String, String)>,
}

impl Truth {
    pub fn read(path: &str) -> Result<Self, Box<dyn Error>> {
        let mut reader = csv::Reader::from_path(path)?;
        let headers = reader.headers()?.clone();
        let column =
            |name: &str| headers.iter().position(|header| header.trim_matches('\u{feff}') == name);
        let (id, entity) = (column("record_id"), column("true_id"));
        let (Some(id), Some(entity)) = (id, entity) else {
            return Err("the truth needs the columns record_id and true_id".into());
        };
        let (kind, ops) = (column("kind"), column("ops"));
        let mut rows = HashMap::new();
        for row in reader.records() {
            let row = row?;
            let text =
                |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().to_owned();
            rows.insert(text(Some(id)), (text(Some(entity)), text(kind), text(ops)));
        }
        Ok(Self { rows })
    }

    /// The company of each record.
    pub fn by_id(&self) -> HashMap<String, String> {
        self.rows.iter().map(|(id, (entity, ..))| (id.clone(), entity.clone())).collect()
    }

    /// The truth in the order of the records, which are told by row and repetition.
    pub fn of(&self, ids: &[(String, usize)]) -> Vec<Known> {
        let mut numbers: HashMap<(&str, usize), u32> = HashMap::new();
        ids.iter()
            .map(|(id, round)| {
                let (entity, kind, ops) =
                    self.rows.get(id).map_or((id.as_str(), "", ""), |(e, k, o)| (e, k, o));
                let next = numbers.len() as u32;
                // 60 % of the companies, by a hash that has nothing to do with the matching.
                let hash = entity.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| {
                    (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
                });
                Known {
                    id: id.clone(),
                    entity: *numbers.entry((entity, *round)).or_insert(next),
                    tune: (hash >> 20) % 10 < 6,
                    sibling: kind.starts_with("sibling"),
                    ops: ops.to_owned(),
                }
            })
            .collect()
    }
}

#[derive(Default)]
struct Counts {
    right: u64,
    wrong: u64,
    missed: u64,
}

impl Counts {
    fn print(&self, label: &str) {
        let precision = self.right as f64 / (self.right + self.wrong).max(1) as f64;
        let recall = self.right as f64 / (self.right + self.missed).max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(1e-9);
        println!(
            "{label:9} precision {precision:.5}  recall {recall:.5}  F1 {f1:.5}  (right {}, wrong {}, missed {})",
            self.right, self.wrong, self.missed
        );
    }
}

/// Prints how many of the pairs of each probability are one company, held-out part only.
pub fn calibration(truth: &[Known], pairs: &[Pair]) {
    const BOUNDS: [f32; 7] = [0.0, 0.02, 0.1, 0.5, 0.9, 0.99, 1.01];
    for bounds in BOUNDS.windows(2) {
        let (mut count, mut same, mut sum) = (0_u32, 0_u32, 0.0_f64);
        for pair in pairs.iter().filter(|p| (bounds[0]..bounds[1]).contains(&p.probability)) {
            let (a, b) = (&truth[pair.a as usize], &truth[pair.b as usize]);
            if !a.tune && !b.tune {
                count += 1;
                same += u32::from(a.entity == b.entity);
                sum += f64::from(pair.probability);
            }
        }
        if count > 0 {
            println!(
                "probability {:.2}-{:.2}: {count:7} pairs, expected {:.3}, one company {:.3}",
                bounds[0],
                bounds[1].min(1.0),
                sum / f64::from(count),
                f64::from(same) / f64::from(count)
            );
        }
    }
}

/// Prints the figures of the clusters against the truth.
pub fn report(
    truth: &[Known],
    clusters: &[u32],
    profiles: &[Profile],
    frequencies: &Frequencies,
    errors: usize,
) {
    let mut by_entity: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut by_cluster: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, (known, cluster)) in truth.iter().zip(clusters).enumerate() {
        by_entity.entry(known.entity).or_default().push(at);
        by_cluster.entry(*cluster).or_default().push(at);
    }
    let (mut all, mut tune, mut held) = (Counts::default(), Counts::default(), Counts::default());
    let mut ops: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let mut shown = Vec::new();
    let mut siblings = 0;
    for members in by_entity.values() {
        for (a, b) in pairs(members) {
            let split = if truth[a].tune { &mut tune } else { &mut held };
            let met = clusters[a] == clusters[b];
            for counts in [split, &mut all] {
                if met { counts.right += 1 } else { counts.missed += 1 }
            }
            for op in truth[a].ops.split(';').chain(truth[b].ops.split(';')) {
                let entry = ops.entry(op).or_default();
                entry.0 += 1;
                entry.1 += u64::from(!met);
            }
            if !met {
                shown.push(("missed", a, b));
            }
        }
    }
    for members in by_cluster.values() {
        for (a, b) in pairs(members) {
            if truth[a].entity != truth[b].entity {
                all.wrong += 1;
                if truth[a].tune || truth[b].tune {
                    tune.wrong += 1;
                }
                if !truth[a].tune || !truth[b].tune {
                    held.wrong += 1;
                }
                siblings += u64::from(truth[a].sibling || truth[b].sibling);
                shown.push(("wrong", a, b));
            }
        }
    }
    all.print("all");
    tune.print("tuned on");
    held.print("held out");
    println!("wrong pairs with a sibling: {siblings}");
    let mut ops: Vec<_> = ops.into_iter().filter(|(_, (_, missed))| *missed > 0).collect();
    ops.sort_by_key(|(_, (_, missed))| std::cmp::Reverse(*missed));
    for (op, (pairs, missed)) in ops.iter().take(20) {
        println!("  missed {missed:4} of {pairs:6}  {op}");
    }
    shown.sort_unstable();
    let step = (shown.len() / errors.max(1)).max(1);
    for (what, a, b) in shown.iter().step_by(step).take(errors) {
        let found = compare(&profiles[*a], &profiles[*b], frequencies);
        println!(
            "{what} {} {} p={:.3} {:?} | {} | {}",
            truth[*a].id,
            truth[*b].id,
            found.probability,
            found.verdict,
            truth[*a].ops,
            truth[*b].ops
        );
        for evidence in found.evidence() {
            print!(" {:?}:{:?}:{}", evidence.field, evidence.agreement, evidence.weight);
        }
        println!();
    }
}

fn pairs(members: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    members.iter().enumerate().flat_map(|(at, a)| members.iter().skip(at + 1).map(|b| (*a, *b)))
}
