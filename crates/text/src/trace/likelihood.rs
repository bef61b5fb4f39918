//! How likely each departure is a source; the model is told in [`super`].

use super::{Candidate, Finding};
use std::collections::HashMap;

/// Departures that are tried in pairs, the best ones.
pub const MIXED: usize = 12;
/// What a row with values of another time counts.
pub const STALE: f64 = 0.05;
/// How likely a sheet was cut by a criterion that another list follows too.
pub const CUT: f64 = 0.2;
/// What is always left for somebody or something else, in thousandths.
pub const FLOOR: u32 = 20;

const PRIOR_ELSE: f64 = 0.5;
const PRIOR_ONE: f64 = 0.4;
const PRIOR_TWO: f64 = 0.1;
/// Steps of a share that is not known.
const STEPS: u32 = 20;
/// Each column that is not from a departure, and all of them together.
const FOREIGN: f64 = 0.1;
const FOREIGN_LEAST: f64 = 1.0 / 30.0;
/// Of a mixture each part explains one row in so many by itself.
const ADDS: u32 = 20;
const MARKER: f64 = 1e4;
const NUMBER: f64 = 1e3;
/// How likely somebody copied the same list from the screen.
const SCREEN: f64 = 0.05;

/// How well a row of the sheet fits a departure that has the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Fit {
    /// All that is known of it.
    Full,
    /// Some values are of another time.
    Stale,
}

impl Fit {
    fn weight(self) -> f64 {
        match self {
            Self::Full => 1.0,
            Self::Stale => STALE,
        }
    }
}

/// What was collected for a departure.
#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) size: u32,
    /// Markers that were put into it.
    pub(super) placed: u32,
    pub(super) rows: HashMap<u32, Fit>,
    pub(super) candidate: Candidate,
}

/// One of them, or two.
struct Hypothesis<'a> {
    of: [Option<usize>; 2],
    one: &'a Evidence,
    two: Option<&'a Evidence>,
}

/// How often rows fit the one and the other alike.
type Counts = HashMap<(Option<Fit>, Option<Fit>), u32>;

pub(super) fn finding(
    evidence: Vec<Evidence>,
    rows: u32,
    known: u32,
    universe: u32,
    compared: usize,
) -> Finding {
    let largest = evidence.iter().map(|one| one.size).max().unwrap_or(1);
    let model = Model { evidence: &evidence, rows, known, universe: universe.max(largest) };
    let (likelihoods, rest) = model.posterior(compared.max(1));
    let mut candidates: Vec<Candidate> = evidence
        .iter()
        .zip(likelihoods)
        .map(|(one, likelihood)| Candidate { likelihood, ..one.candidate.clone() })
        .collect();
    let strength = |one: &Candidate| (one.likelihood, one.markers, one.rows - one.stale, one.rows);
    candidates
        .sort_by(|a, b| strength(b).cmp(&strength(a)).then_with(|| a.departure.cmp(&b.departure)));
    Finding { rows, known, candidates, else_likelihood: rest }
}

struct Model<'a> {
    evidence: &'a [Evidence],
    rows: u32,
    known: u32,
    universe: u32,
}

impl Model<'_> {
    /// The likelihood of each departure and of anything else, in thousandths. All weights are
    /// logarithms of ratios to the plain "from anywhere".
    fn posterior(&self, compared: usize) -> (Vec<u32>, u32) {
        if self.evidence.is_empty() {
            return (Vec::new(), 1_000);
        }
        let one_prior = (PRIOR_ONE / number(compared)).ln();
        let mut tried: Vec<(Hypothesis<'_>, f64)> = Vec::new();
        for (at, one) in self.evidence.iter().enumerate() {
            tried.push((Hypothesis { of: [Some(at), None], one, two: None }, one_prior));
        }
        let mut best: Vec<(usize, f64)> = tried
            .iter()
            .enumerate()
            .map(|(at, (one, _))| (at, self.weight(one) + special(one, self.kept(one.one))))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        best.truncate(MIXED);
        let pairs = best.len() * best.len().saturating_sub(1) / 2;
        for (place, (a, _)) in best.iter().enumerate() {
            for (b, _) in best.iter().skip(place + 1) {
                let (Some(one), Some(two)) = (self.evidence.get(*a), self.evidence.get(*b)) else {
                    continue;
                };
                if self.adds(one, two) && self.adds(two, one) {
                    let pair = Hypothesis { of: [Some(*a), Some(*b)], one, two: Some(two) };
                    tried.push((pair, (PRIOR_TWO / number(pairs)).ln()));
                }
            }
        }
        self.settle(&tried)
    }

    /// Whether one explains rows that the other explains worse: otherwise the two are no mixture,
    /// and whoever merely shares the rows of the source would be named beside it.
    fn adds(&self, one: &Evidence, other: &Evidence) -> bool {
        let better =
            |(row, fit): &(&u32, &Fit)| other.rows.get(row).is_none_or(|known| fit < &known);
        let count = one.rows.iter().filter(better).count();
        let enough = usize::try_from(self.known.div_ceil(ADDS)).unwrap_or(usize::MAX);
        count >= enough.max(1)
    }

    fn settle(&self, tried: &[(Hypothesis<'_>, f64)]) -> (Vec<u32>, u32) {
        let plain: Vec<f64> = tried.iter().map(|(one, prior)| prior + self.weight(one)).collect();
        let screen = SCREEN.max(1.0 / (f64::from(self.known) + 1.0));
        let anything = PRIOR_ELSE.ln()
            + sum_of_logs(&[
                (1.0 - screen).ln(),
                screen.ln() + sum_of_logs(&plain) - (PRIOR_ONE + PRIOR_TWO).ln(),
            ]);
        let mut weights: Vec<f64> = tried
            .iter()
            .zip(&plain)
            .map(|((one, _), weight)| weight + special(one, self.kept(one.one)))
            .collect();
        weights.push(anything);
        let all = sum_of_logs(&weights);
        let rest = (anything - all).exp();
        let floor = f64::from(FLOOR) / 1_000.0;
        let scale = if rest < floor { (1.0 - floor) / (1.0 - rest) } else { 1.0 };
        let mut found = vec![0.0; self.evidence.len()];
        for ((hypothesis, _), weight) in tried.iter().zip(&weights) {
            for at in hypothesis.of.into_iter().flatten() {
                if let Some(sum) = found.get_mut(at) {
                    *sum += (weight - all).exp() * scale;
                }
            }
        }
        (found.into_iter().map(thousandths).collect(), thousandths(rest).max(FLOOR))
    }

    /// The weight of the rows and columns under a hypothesis.
    fn weight(&self, of: &Hypothesis<'_>) -> f64 {
        let mut counts = Counts::new();
        for (row, fit) in &of.one.rows {
            let other = of.two.and_then(|two| two.rows.get(row));
            *counts.entry((Some(*fit), other.copied())).or_default() += 1;
        }
        for (row, fit) in of.two.iter().flat_map(|two| &two.rows) {
            if !of.one.rows.contains_key(row) {
                *counts.entry((None, Some(*fit))).or_default() += 1;
            }
        }
        let explained: u32 = counts.values().sum();
        counts.insert((None, None), self.rows.saturating_sub(explained));
        let sizes = |cut: bool| {
            let size = |one: &Evidence| if cut { self.cut_size(one) } else { one.size };
            (size(of.one), of.two.map(size))
        };
        let rows = sum_of_logs(&[
            (1.0 - CUT).ln() + self.draws(&counts, sizes(false)),
            CUT.ln() + self.draws(&counts, sizes(true)),
        ]);
        let missing = |one: &Evidence| one.candidate.foreign;
        let foreign = of.two.map_or(u32::MAX, missing).min(missing(of.one));
        rows + FOREIGN.powf(f64::from(foreign)).max(FOREIGN_LEAST).ln()
    }

    /// The shortest list that has nearly all rows that this one explains.
    fn cut_size(&self, of: &Evidence) -> u32 {
        let covers = |other: &&Evidence| {
            let both = of.rows.keys().filter(|row| other.rows.contains_key(row)).count();
            both * 20 >= of.rows.len() * 19
        };
        let sizes = self.evidence.iter().filter(covers).map(|other| other.size);
        sizes.min().unwrap_or(of.size).max(of.candidate.rows.max(1)).min(of.size)
    }

    /// The rows as draws from lists of these sizes and from anywhere, averaged over the shares.
    fn draws(&self, counts: &Counts, sizes: (u32, Option<u32>)) -> f64 {
        let likelier = |size: u32| f64::from(self.universe) / f64::from(size.max(1));
        let (one, two) = (likelier(sizes.0), sizes.1.map(likelier));
        let mut logs = Vec::new();
        for first in 0..STEPS {
            let share = (f64::from(first) + 0.5) / f64::from(STEPS);
            let Some(two) = two else {
                logs.push(draw(counts, (share, one), (0.0, 0.0)));
                continue;
            };
            for second in 0..STEPS - first {
                let other = (f64::from(second) + 0.5) / f64::from(STEPS);
                let scale = 1.0 / (share + other).max(1.0);
                logs.push(draw(counts, (share * scale, one), (other * scale, two)));
            }
        }
        sum_of_logs(&logs) - number(logs.len()).ln()
    }

    /// Which part of a departure is in the sheet.
    fn kept(&self, one: &Evidence) -> f64 {
        (f64::from(one.candidate.rows) / f64::from(one.size)).min(1.0)
    }
}

/// The logarithm of all draws at these shares.
fn draw(counts: &Counts, one: (f64, f64), two: (f64, f64)) -> f64 {
    // What is left for elsewhere, never wholly nothing: one row can always be somebody's own.
    let elsewhere = (1.0 - one.0 - two.0).max(1e-3);
    let from = |fit: Option<Fit>, (share, likelier): (f64, f64)| {
        fit.map_or(0.0, |fit| fit.weight() * share * likelier)
    };
    counts
        .iter()
        .map(|((a, b), count)| f64::from(*count) * (from(*a, one) + from(*b, two) + elsewhere).ln())
        .sum()
}

/// The weight of markers and of the number in the register.
fn special(of: &Hypothesis<'_>, kept: f64) -> f64 {
    let of_one = |one: &Evidence| {
        let found = if one.candidate.markers > 0 {
            MARKER.ln()
        } else if one.placed > 0 {
            // Whoever cuts half of the rows loses half of the markers; some look for them.
            f64::from(one.placed.min(3)) * (1.0 - 0.8 * kept).ln()
        } else {
            0.0
        };
        found + if one.candidate.numbered { NUMBER.ln() } else { 0.0 }
    };
    of_one(of.one) + of.two.map_or(0.0, of_one)
}

fn sum_of_logs(logs: &[f64]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most.is_infinite() {
        return most;
    }
    most + logs.iter().map(|one| (one - most).exp()).sum::<f64>().ln()
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)).max(1.0)
}

fn thousandths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 1_000.0).round() as u32
}
