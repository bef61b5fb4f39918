//! Whole tables: candidates from sorted keys, judged on several threads.

use std::thread;

use super::{
    compare::{Verdict, judge},
    frequencies::Frequencies,
    key::Key,
    profile::Profile,
};

/// Keys are sorted in this many parts, each small enough for the cache.
const PARTS: usize = 64;
const PART_BITS: u32 = 6;

/// Largest block of which every pair is compared; above it another field must agree as well.
const LARGEST: usize = 24;

/// How many neighbours a record is compared with where even a divided block is too large.
const NEIGHBOURS: usize = 6;

/// Candidates of one part are freed of repeated ones from this number on.
const COMPACT_FROM: usize = 1 << 16;

/// Largest block of which every pair is compared without looking at it.
const SMALL: usize = 3;

/// Keys that more records share are counted for [`Frequencies`].
const COUNT_FROM: usize = 9;

/// Two records that were compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Place of the one record in the batch.
    pub a: u32,
    /// Place of the other, greater than `a`.
    pub b: u32,
    /// Probability that they are one company.
    pub probability: f32,
    /// The verdict.
    pub verdict: Verdict,
}

/// What a batch gave.
#[derive(Debug, Default)]
pub struct Pairs {
    /// Pairs that are not certainly different, ordered by `a` and `b`.
    pub pairs: Vec<Pair>,
    /// How many pairs were compared.
    pub compared: u64,
    /// How common values are in this batch.
    pub frequencies: Frequencies,
}

/// Builds the profiles of `count` records on `threads` threads; `make` builds the one at a place.
pub fn profiles(
    count: usize,
    threads: usize,
    make: impl Fn(usize) -> Profile + Sync,
) -> Vec<Profile> {
    let share = count.div_ceil(threads.max(1)).max(1);
    let make = &make;
    let parts = thread::scope(|scope| {
        let workers: Vec<_> = (0..count)
            .step_by(share)
            .map(|from| {
                scope.spawn(move || {
                    (from..count.min(from + share)).map(make).collect::<Vec<Profile>>()
                })
            })
            .collect();
        workers.into_iter().map(joined).collect::<Vec<_>>()
    });
    let mut all = Vec::with_capacity(count);
    all.extend(parts.into_iter().flatten());
    all
}

fn joined<T>(worker: thread::ScopedJoinHandle<'_, T>) -> T {
    match worker.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Finds and judges all pairs of records with a blocking key in common.
///
/// The time is nearly proportional to the number of records: blocks above a bound are divided
/// by another field. Only the first 2³² records are looked at.
#[must_use]
pub fn pairs(profiles: &[Profile], threads: usize) -> Pairs {
    let threads = threads.clamp(1, PARTS);
    let places = u32::try_from(profiles.len()).unwrap_or(u32::MAX);
    let place_bits = (u32::BITS - places.leading_zeros()).max(1);
    let keys = collect_keys(profiles, threads, place_bits);
    let (candidates, frequencies) = find_candidates(profiles, keys, threads, place_bits);
    let judged: Vec<(Vec<Pair>, u64)> = thread::scope(|scope| {
        let frequencies = &frequencies;
        let workers: Vec<_> = deal(candidates, threads)
            .into_iter()
            .map(|parts| scope.spawn(move || judge_parts(profiles, parts, frequencies)))
            .collect();
        workers.into_iter().map(joined).collect()
    });
    let mut found = Pairs { frequencies, ..Pairs::default() };
    for (pairs, compared) in judged {
        found.pairs.extend(pairs);
        found.compared += compared;
    }
    found.pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    found
}

/// All pairs that [`pairs`] would judge, for fitting weights.
#[doc(hidden)]
#[must_use]
pub fn candidates(profiles: &[Profile], threads: usize) -> Vec<(u32, u32)> {
    let threads = threads.clamp(1, PARTS);
    let places = u32::try_from(profiles.len()).unwrap_or(u32::MAX);
    let place_bits = (u32::BITS - places.leading_zeros()).max(1);
    let keys = collect_keys(profiles, threads, place_bits);
    let (parts, _) = find_candidates(profiles, keys, threads, place_bits);
    let mut all: Vec<u64> = parts.into_iter().flatten().flatten().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|packed| ((packed >> 32) as u32, (packed & 0xffff_ffff) as u32)).collect()
}

/// What one thread found: candidates in parts, and keys with their counts.
type Found = (Vec<Vec<u64>>, Vec<(Key, u32)>);

/// For each part the packed keys of all threads: hash above, place of the record below.
type Parts = Vec<Vec<Vec<u64>>>;

fn deal<T>(items: Vec<T>, threads: usize) -> Vec<Vec<T>> {
    let mut hands: Vec<Vec<T>> = (0..threads).map(|_| Vec::new()).collect();
    for (at, item) in items.into_iter().enumerate() {
        if let Some(hand) = hands.get_mut(at % threads) {
            hand.push(item);
        }
    }
    hands
}

/// Spreads a key's bits evenly; without the class its neighbours would share a part.
fn spread(key: Key) -> u64 {
    let mixed = key.value().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

fn collect_keys(profiles: &[Profile], threads: usize, place_bits: u32) -> Parts {
    let share = profiles.len().div_ceil(threads).max(1);
    let of_threads: Vec<Vec<Vec<u64>>> = thread::scope(|scope| {
        let workers: Vec<_> = profiles
            .chunks(share)
            .enumerate()
            .map(|(chunk, profiles)| {
                scope.spawn(move || {
                    let room = profiles.len() * 10 / PARTS;
                    let mut parts: Vec<Vec<u64>> =
                        (0..PARTS).map(|_| Vec::with_capacity(room)).collect();
                    for (place, profile) in (chunk * share..).zip(profiles) {
                        let place = u64::try_from(place).unwrap_or_default();
                        for key in profile.batch_keys() {
                            let hash = spread(key);
                            let part = usize::try_from(hash >> (64 - PART_BITS)).unwrap_or(0);
                            let packed = hash << PART_BITS >> place_bits << place_bits | place;
                            if let Some(part) = parts.get_mut(part) {
                                part.push(packed);
                            }
                        }
                    }
                    parts
                })
            })
            .collect();
        workers.into_iter().map(joined).collect()
    });
    let mut parts: Parts = (0..PARTS).map(|_| Vec::new()).collect();
    for of_thread in of_threads {
        for (part, keys) in parts.iter_mut().zip(of_thread) {
            part.push(keys);
        }
    }
    parts
}

/// Candidate pairs, the smaller place in the upper half, in parts by the smaller place; and how
/// common keys are.
fn find_candidates(
    profiles: &[Profile],
    keys: Parts,
    threads: usize,
    place_bits: u32,
) -> (Vec<Vec<Vec<u64>>>, Frequencies) {
    let signatures = &signatures(profiles, threads);
    let found: Vec<Found> = thread::scope(|scope| {
        let workers: Vec<_> = deal(keys, threads)
            .into_iter()
            .map(|hand| {
                scope.spawn(move || {
                    let mut finder = Finder::new(profiles, signatures, place_bits);
                    for part in hand {
                        finder.search(part);
                    }
                    (finder.candidates, finder.common)
                })
            })
            .collect();
        workers.into_iter().map(joined).collect()
    });
    let mut candidates: Vec<Vec<Vec<u64>>> = (0..PARTS).map(|_| Vec::new()).collect();
    let mut common = Vec::new();
    for (of_thread, counts) in found {
        for (part, pairs) in candidates.iter_mut().zip(of_thread) {
            part.push(pairs);
        }
        common.extend(counts);
    }
    (candidates, Frequencies::new(common))
}

/// Short hashes of the fields that identify a company; the quickest thing to compare.
type Signature = [u16; 8];

fn signature(profile: &Profile) -> Signature {
    let mut phones = profile.phones.iter().filter(|phone| phone.0 != 0);
    let mobile = phones.clone().find(|phone| phone.is_mobile());
    let line = phones.find(|phone| !phone.is_mobile());
    let code = profile.code.own().iter().fold(0_u64, |sum, b| sum.wrapping_mul(37) ^ u64::from(*b));
    let domain = match profile.email_domain {
        0 => profile.website,
        domain => domain,
    };
    [
        u64::from(profile.body),
        u64::from(profile.street),
        u64::from(profile.legal.sound),
        u64::from(profile.founded),
        mobile.map_or(0, |phone| phone.local()),
        line.map_or(0, |phone| phone.local()),
        u64::from(domain),
        code,
    ]
    .map(|value| (value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as u16)
}

fn signatures(profiles: &[Profile], threads: usize) -> Vec<Signature> {
    let mut all = vec![Signature::default(); profiles.len()];
    let share = profiles.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        for (part, profiles) in all.chunks_mut(share).zip(profiles.chunks(share)) {
            scope.spawn(move || {
                for (place, profile) in part.iter_mut().zip(profiles) {
                    *place = signature(profile);
                }
            });
        }
    });
    all
}

/// Whether two of the fields agree.
fn agree_twice(a: &Signature, b: &Signature) -> bool {
    a.iter().zip(b).map(|(a, b)| u8::from(a == b && *a != 0)).sum::<u8>() >= 2
}

struct Finder<'a> {
    profiles: &'a [Profile],
    signatures: &'a [Signature],
    place_bits: u32,
    /// By the smaller place.
    candidates: Vec<Vec<u64>>,
    /// Lengths of them from which on they are freed of repeated ones.
    limits: [usize; PARTS],
    common: Vec<(Key, u32)>,
    block: Vec<(u64, u32)>,
}

impl<'a> Finder<'a> {
    fn new(profiles: &'a [Profile], signatures: &'a [Signature], place_bits: u32) -> Self {
        Self {
            profiles,
            signatures,
            place_bits,
            candidates: (0..PARTS).map(|_| Vec::new()).collect(),
            limits: [COMPACT_FROM; PARTS],
            common: Vec::new(),
            block: Vec::new(),
        }
    }

    fn search(&mut self, of_threads: Vec<Vec<u64>>) {
        let mut keys = of_threads.concat();
        drop(of_threads);
        keys.sort_unstable();
        let mask = (1_u64 << self.place_bits) - 1;
        let mut places: Vec<u32> = Vec::new();
        for block in keys.chunk_by(|a, b| a & !mask == b & !mask) {
            if block.len() < 2 {
                continue;
            }
            places.clear();
            places.extend(block.iter().filter_map(|key| u32::try_from(key & mask).ok()));
            if places.len() >= COUNT_FROM {
                self.count(block.first().copied().unwrap_or_default() & !mask, &places);
            }
            if places.len() <= SMALL {
                self.add_all(&places);
            } else if places.len() <= LARGEST {
                self.add_agreeing(&places);
            } else {
                self.divide(&places);
            }
        }
    }

    /// Keeps the whole key of a large block: only a part of it was sorted by.
    fn count(&mut self, wanted: u64, places: &[u32]) {
        let Some(profile) = places.first().and_then(|place| self.profiles.get(*place as usize))
        else {
            return;
        };
        let size = u32::try_from(places.len()).unwrap_or(u32::MAX);
        let bits = self.place_bits;
        let key =
            profile.batch_keys().find(|key| spread(*key) << PART_BITS >> bits << bits == wanted);
        self.common.extend(key.map(|key| (key, size)));
    }

    fn add_all(&mut self, places: &[u32]) {
        for (at, a) in places.iter().enumerate() {
            for b in places.get(at + 1..).unwrap_or_default() {
                self.add(*a, *b);
            }
        }
    }

    /// Members of a larger block must agree in something else than what made the block.
    fn add_agreeing(&mut self, places: &[u32]) {
        let signatures: Vec<Signature> = places
            .iter()
            .map(|place| self.signatures.get(*place as usize).copied().unwrap_or_default())
            .collect();
        for (at, (a, of_a)) in places.iter().zip(&signatures).enumerate() {
            for (b, of_b) in places.iter().zip(&signatures).skip(at + 1) {
                if agree_twice(of_a, of_b) {
                    self.add(*a, *b);
                }
            }
        }
    }

    fn add(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        if a == b {
            return;
        }
        // Neighbouring records go to one part, so that judging them stays in the cache.
        let part = ((u64::from(a) * PARTS as u64) >> self.place_bits) as usize;
        if let (Some(pairs), Some(limit)) =
            (self.candidates.get_mut(part), self.limits.get_mut(part))
        {
            pairs.push(u64::from(a) << 32 | u64::from(b));
            // Copies share all their keys: without this the same pairs would fill the memory.
            if pairs.len() >= *limit {
                pairs.sort_unstable();
                pairs.dedup();
                *limit = (pairs.len() * 2).max(COMPACT_FROM);
            }
        }
    }

    /// Compares within a large block only those that agree in one more field.
    fn divide(&mut self, places: &[u32]) {
        for divider in 0..4 {
            let mut block = std::mem::take(&mut self.block);
            block.clear();
            block.extend(places.iter().filter_map(|place| {
                let value = self.profiles.get(*place as usize)?.dividers()[divider];
                (value != 0).then_some((value, *place))
            }));
            block.sort_unstable();
            for same in block.chunk_by(|a, b| a.0 == b.0) {
                // What is still too large is compared with its neighbours alone: of copies each
                // then meets the next ones, which is enough to join them all.
                let window = if same.len() <= LARGEST { LARGEST } else { NEIGHBOURS };
                for (at, (_, a)) in same.iter().enumerate() {
                    for (_, b) in same.iter().skip(at + 1).take(window) {
                        let of = |place: u32| self.signatures.get(place as usize);
                        if let (Some(of_a), Some(of_b)) = (of(*a), of(*b))
                            && agree_twice(of_a, of_b)
                        {
                            self.add(*a, *b);
                        }
                    }
                }
            }
            self.block = block;
        }
    }
}

fn judge_parts(
    profiles: &[Profile],
    parts: Vec<Vec<Vec<u64>>>,
    frequencies: &Frequencies,
) -> (Vec<Pair>, u64) {
    let mut found = Vec::new();
    let mut compared = 0;
    for part in parts {
        let mut candidates = part.concat();
        drop(part);
        candidates.sort_unstable();
        candidates.dedup();
        compared += candidates.len() as u64;
        for packed in candidates {
            let (a, b) = ((packed >> 32) as u32, (packed & 0xffff_ffff) as u32);
            let (Some(x), Some(y)) = (profiles.get(a as usize), profiles.get(b as usize)) else {
                continue;
            };
            let (probability, verdict) = judge(x, y, frequencies);
            if verdict != Verdict::Different {
                found.push(Pair { a, b, probability, verdict });
            }
        }
    }
    (found, compared)
}
