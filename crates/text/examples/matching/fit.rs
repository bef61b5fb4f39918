//! Weights of evidence by logistic regression on the candidates of the tuning part.
//!
//! Agreement may not speak against one company, nor difference for it. Two things are added to
//! the examples of the table, for it is smaller and tidier than what will be matched:
//!
//! - examples are seen again with fields left out at random, as people type in less;
//! - pairs of strangers that agree in one field by chance, or in person, telephone and address,
//!   as the companies of one owner do: the larger a table, the more of them are candidates.

use std::collections::HashMap;

use kedang_text::matching::{Agreement, FEATURES, Profile, batch, feature, features};

use crate::report::Known;

const ROUNDS: usize = 3000;
/// How strongly the weights are held at what is expected of them.
const RIDGE: f64 = 8.0;
/// What is expected without any table, in nats: ln(m/u) as far as one can know it of a field of
/// companies' files. The examples move it where they say something else.
const EXPECTED: [f64; 55] = [
    // Name
    4.5, 3.5, 3.5, 2.5, 1.0, 1.0, -1.0, -2.0, -4.5, //
    // Branch, group, legal form
    1.0, -6.0, -4.0, -6.0, -1.0, //
    // Credit code
    12.0, 8.0, 4.0, -2.0, -9.0, //
    // Mobile, telephone
    3.5, 2.0, -0.3, 3.5, 1.5, -1.0, //
    // Legal representative, contact
    2.5, 1.5, -1.5, 1.5, 0.3, -0.3, //
    // E-mail, web site
    4.0, 2.5, -0.8, 3.0, -1.0, //
    // Region, address, postcode
    0.5, 0.0, -2.0, 3.5, 2.5, 1.0, -1.5, 0.3, -0.8, //
    // Founded, capital, industry
    4.0, 2.0, 0.5, -3.0, 1.0, -1.2, 1.5, 0.8, -1.2, //
    // What any two records begin with: of a hundred and fifty candidates one. It is not fitted,
    // for it depends on the table: a tidy one has hardly any candidates that are not copies.
    -5.0,
];
/// How often an example is seen again with fields left out, and what each time counts.
const AGAIN: u64 = 4;
const AGAIN_WEIGHT: f64 = 0.15;
/// What each invented pair of strangers counts.
const STRANGER_WEIGHT: f64 = 1.0;
/// What strangers agree in by chance.
const CHANCES: [&[&str]; 9] = [
    &["NameSame"],
    &["NameOnePlace"],
    &["MobileSame"],
    &["PhoneSame"],
    &["LegalSame", "RegionSame"],
    &["EmailDomain"],
    &["WebsiteSame"],
    &["AddressSame", "RegionSame", "PostcodeSame"],
    &["FoundedSame", "RegionCity"],
];
/// What companies of one owner agree in.
const OWNER: [&str; 9] = [
    "MobileSame",
    "PhoneSame",
    "LegalSame",
    "ContactSame",
    "EmailDomain",
    "WebsiteSame",
    "RegionSame",
    "AddressSame",
    "PostcodeSame",
];

pub fn fit(profiles: &[Profile], truth: &[Known]) {
    let mut examples: HashMap<(u64, bool), f64> = HashMap::new();
    let mut met: HashMap<u32, u64> = HashMap::new();
    let candidates = batch::candidates(profiles, 2);
    println!("candidates {}", candidates.len());
    for (a, b) in &candidates {
        let (a, b) = (*a as usize, *b as usize);
        let same = truth[a].entity == truth[b].entity;
        if same {
            *met.entry(truth[a].entity).or_default() += 1;
        }
        if !truth[a].tune || !truth[b].tune {
            continue;
        }
        let bits = features(&profiles[a], &profiles[b]);
        *examples.entry((bits, same)).or_default() += 1.0;
        let mut seed = (a as u64) << 32 ^ b as u64 ^ 0x9e37_79b9_7f4a_7c15;
        for _ in 0..AGAIN {
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            let kept = bits & (seed ^ (seed >> 31));
            *examples.entry((kept, same)).or_default() += AGAIN_WEIGHT;
        }
    }
    strangers(profiles, truth, &mut examples);
    let mut sizes: HashMap<u32, u64> = HashMap::new();
    for known in truth {
        *sizes.entry(known.entity).or_default() += 1;
    }
    let pairs: u64 = sizes.values().map(|n| n * (n - 1) / 2).sum();
    println!("true pairs {pairs}, among the candidates {}", met.values().sum::<u64>());
    let examples: Vec<(u64, f64, f64)> = examples
        .into_iter()
        .map(|((bits, same), n)| (bits, f64::from(u8::from(same)), n))
        .collect();
    println!("distinct examples {}", examples.len());
    let width = FEATURES.len();
    let mut weights = EXPECTED.to_vec();
    let mut squares = vec![1e-3_f64; width];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0_f64; width];
        for (bits, same, count) in &examples {
            let mut sum = weights[width];
            each(*bits, |at| sum += weights[at]);
            let error = (1.0 / (1.0 + (-sum).exp()) - same) * count;
            each(*bits, |at| slope[at] += error);
        }
        for at in 0..width {
            let slope = slope[at] + RIDGE * (weights[at] - EXPECTED[at]);
            squares[at] += slope * slope;
            weights[at] -= 0.5 * slope / squares[at].sqrt();
            if at < width {
                match feature(at) {
                    Some((_, Agreement::Same)) => weights[at] = weights[at].max(0.0),
                    Some((_, Agreement::Different)) => weights[at] = weights[at].min(0.0),
                    _ => {}
                }
            }
        }
    }
    println!("pub(super) const BIAS: i32 = {:.0};", weights[width] * 100.0);
    println!("pub(super) const WEIGHTS: [i16; {width}] = [");
    for (name, weight) in FEATURES.iter().zip(&weights) {
        println!("    {:.0}, // {name}", weight * 100.0);
    }
    println!("];");
}

fn strangers(profiles: &[Profile], truth: &[Known], examples: &mut HashMap<(u64, bool), f64>) {
    let tune: Vec<usize> = (0..truth.len()).filter(|at| truth[*at].tune).collect();
    for (at, a) in tune.iter().enumerate() {
        let b = tune[(at * 7919 + 104_729) % tune.len()];
        if truth[*a].entity == truth[b].entity {
            continue;
        }
        let bits = features(&profiles[*a], &profiles[b]);
        let chance = CHANCES[at % CHANCES.len()];
        let by_chance = chance.iter().fold(bits, |bits, name| agreeing(bits, name));
        let seed = (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        let of_owner = OWNER
            .iter()
            .enumerate()
            .filter(|(at, _)| seed >> at & 1 == 1)
            .fold(bits, |bits, (_, name)| agreeing(bits, name));
        for bits in [bits, by_chance, of_owner] {
            *examples.entry((bits, false)).or_default() += STRANGER_WEIGHT;
            let kept = bits & (seed.wrapping_mul(0x5851_f42d_4c95_7f2d) | seed << 7);
            *examples.entry((kept, false)).or_default() += AGAIN_WEIGHT * STRANGER_WEIGHT;
        }
    }
}

/// The bits with one field agreeing as the named feature says.
fn agreeing(bits: u64, name: &str) -> u64 {
    let Some(at) = FEATURES.iter().position(|known| *known == name) else { return bits };
    let field = feature(at).map(|(field, _)| field);
    let of_field = (0..FEATURES.len())
        .filter(|other| feature(*other).map(|(field, _)| field) == field)
        .fold(0_u64, |mask, other| mask | 1 << other);
    bits & !of_field | 1 << at
}

fn each(bits: u64, mut act: impl FnMut(usize)) {
    let mut left = bits;
    while left != 0 {
        act(left.trailing_zeros() as usize);
        left &= left - 1;
    }
}
