//! Every single flipped bit is found.
//!
//! A reading depends only on what it has seen, so the reading of a log with one flipped bit goes
//! on from a copy of the good reading made just before the bit ([`Prefixes`]): the same verifier,
//! without reading the same good entries millions of times.

use super::sample::Log;
use super::*;

/// The good reading, at every size from 0 to the whole.
struct Prefixes<'a>(Vec<Verifier<'a>>);

impl<'a> Prefixes<'a> {
    fn of(log: &Log, expected: &'a Expected) -> Self {
        let mut verifier = Verifier::new(expected);
        let mut prefixes = vec![verifier.clone()];
        for (index, bytes, leaf) in &log.entries {
            assert!(verifier.entry(*index, bytes, leaf));
            prefixes.push(verifier.clone());
        }
        let report = verifier.finish(Some((log.head.0, &log.head.1)));
        assert!(report.ok, "{report:?}");
        Self(prefixes)
    }

    /// The reading of `size` entries, to go on with other checkpoints or nodes. They must be the
    /// same up to this size.
    fn with<'b>(&self, size: u64, expected: &'b Expected) -> Verifier<'b> {
        let good = self.0[size as usize].clone();
        Verifier { expected, ..good }
    }
}

fn flip(bytes: &mut [u8], bit: usize) {
    bytes[bit / 8] ^= 1 << (bit % 8);
}

/// Flips every bit in turn, looks, and flips it back.
fn each_bit(bytes: &mut [u8], mut look: impl FnMut(&[u8], usize)) {
    for bit in 0..bytes.len() * 8 {
        flip(bytes, bit);
        look(bytes, bit);
        flip(bytes, bit);
    }
}

/// Every bit of every entry and leaf hash.
fn flip_entries(log: &Log, prefixes: &Prefixes<'_>) -> usize {
    let mut flips = 0;
    for (index, bytes, leaf) in &log.entries {
        let good = &prefixes.0[*index as usize];
        let mut look = |bytes: &[u8], leaf: &[u8]| {
            let mut verifier = good.clone();
            assert!(!verifier.entry(*index, bytes, leaf));
            let bad = verifier.first_bad().unwrap();
            assert_eq!((bad.index, bad.until), (*index, *index + 1));
            flips += 1;
        };
        each_bit(&mut bytes.clone(), |bytes, _| look(bytes, leaf));
        each_bit(&mut leaf.clone(), |leaf, _| look(bytes, leaf));
    }
    flips
}

/// Every bit of every stored node.
fn flip_nodes(log: &Log, prefixes: &Prefixes<'_>) -> usize {
    let mut flips = 0;
    for (position, node) in log.nodes.iter().enumerate() {
        let end = (node.index + 1) << node.level;
        each_bit(&mut node.hash.clone(), |hash, bit| {
            let mut expected = prefixes.0[0].expected.clone();
            expected.node(node.level, node.index, hash);
            let report = log.resume(prefixes.with(end - 1, &expected));
            let bad = report.first_bad.unwrap();
            let why = Why::Node { level: node.level, index: node.index };
            assert_eq!((bad.until, bad.why), (end, why), "node {position} bit {bit}");
            flips += 1;
        });
    }
    flips
}

/// Every bit of every checkpoint. A refused one is reported where the one before it stands.
fn flip_notes(log: &Log, prefixes: &Prefixes<'_>) -> usize {
    let mut flips = 0;
    let mut before = Log { notes: Vec::new(), ..log.clone() }.expected();
    for (position, note) in log.notes.iter().enumerate() {
        let place = before.anchors().last().map_or(0, |(size, _)| *size);
        each_bit(&mut note.clone(), |note, bit| {
            // What comes after it is not reached.
            let mut expected = before.clone();
            expected.checkpoint(note);
            let report = match place {
                0 => log.resume(Verifier::new(&expected)),
                _ => log.resume(prefixes.with(place - 1, &expected)),
            };
            let bad = report.first_bad.unwrap();
            assert_eq!((bad.index, bad.until), (place, place), "note {position} bit {bit}");
            assert!(matches!(bad.why, Why::CheckpointRefused { .. }), "{bad:?}");
            flips += 1;
        });
        before.checkpoint(note);
    }
    flips
}

/// Every bit of the head, size and frontier.
fn flip_head(log: &Log, prefixes: &Prefixes<'_>) -> usize {
    let mut flips = 0;
    let whole = prefixes.0.last().unwrap();
    each_bit(&mut log.head.0.to_be_bytes(), |size, bit| {
        let size = u64::from_be_bytes(size.try_into().unwrap());
        let report = whole.clone().finish(Some((size, &log.head.1)));
        assert!(!report.ok, "size bit {bit}");
        flips += 1;
    });
    each_bit(&mut log.head.1.clone(), |frontier, bit| {
        let report = whole.clone().finish(Some((log.head.0, frontier)));
        assert!(!report.ok, "frontier bit {bit}");
        flips += 1;
    });
    flips
}

#[test]
fn every_bit_of_60_entries() {
    let log = Log::sample(60, &[20, 45, 60]);
    let expected = log.expected();
    let prefixes = Prefixes::of(&log, &expected);
    assert!(flip_entries(&log, &prefixes) > 60 * 8 * (100 + 32));
    assert!(flip_notes(&log, &prefixes) > 3 * 8 * 150);
    assert_eq!(flip_head(&log, &prefixes), 64 + (8 + 4 * 32) * 8);
}

#[test]
fn every_bit_of_1000_entries() {
    let log = Log::sample(1000, &[100, 512, 700, 1000]);
    let expected = log.expected();
    let prefixes = Prefixes::of(&log, &expected);
    assert!(flip_entries(&log, &prefixes) > 1000 * 8 * (100 + 32));
    assert_eq!(flip_nodes(&log, &prefixes), 3 * 256);
    assert!(flip_notes(&log, &prefixes) > 4 * 8 * 150);
    assert_eq!(flip_head(&log, &prefixes), 64 + (8 + 6 * 32) * 8);
}

/// The whole reading from the beginning, without the copies, for flips here and there.
#[test]
fn flips_here_and_there_with_the_whole_reading() {
    let log = Log::sample(300, &[100, 256, 300]);
    let mut seed = 20_261_122_u64;
    let mut random = |below: usize| {
        // Steele and Vigna's SplitMix64: the same flips in every run.
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = seed;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % below as u64) as usize
    };
    for round in 0..1_000 {
        let mut log = log.clone();
        let victim = match round % 5 {
            0 => &mut log.entries[random(300)].1[..],
            1 => &mut log.entries[random(300)].2[..],
            2 => &mut log.nodes[0].hash[..],
            3 => &mut log.notes[random(3)][..],
            _ => &mut log.head.1[..],
        };
        let bit = random(victim.len() * 8);
        flip(victim, bit);
        assert!(!log.verify().ok, "round {round}");
    }
}
