use super::sample::{Log, ORIGIN, at, draft, key, note};
use super::*;
use crate::checkpoint::{Checkpoint, KeptRoot, Trust};
use crate::entry::{EntryError, Rule};
use crate::frontier::Node;
use crate::hash::empty_root;
use crate::note::NoteError;

fn log() -> Log {
    Log::sample(600, &[100, 300, 500])
}

/// The place and reason of the first bad entry.
fn bad(report: Report) -> (u64, u64, Why) {
    assert!(!report.ok);
    let bad = report.first_bad.unwrap();
    (bad.index, bad.until, bad.why)
}

#[test]
fn an_untouched_log_is_good() {
    let log = log();
    let report = log.verify();
    assert_eq!(report.first_bad, None);
    assert!(report.ok);
    assert_eq!(report.size, 600);
    assert_eq!(report.root, log.frontier(600).root());
    assert_eq!((report.checkpoints, report.kept, report.proven), (3, 0, 500));
    assert_eq!(report.warnings, [Warning::Unsigned { from: 500 }]);
    let kept = KeptRoot { size: 600, root: report.root };
    let report = log.verify_against(kept);
    assert!(report.ok);
    assert_eq!((report.kept, report.proven, report.warning_count), (1, 600, 0));
}

#[test]
fn an_empty_log_is_good_with_a_head_only() {
    let log = Log::sample(0, &[]);
    let report = log.verify();
    assert!(report.ok);
    assert_eq!((report.size, report.root, report.warning_count), (0, empty_root(), 0));
    let expected = log.expected();
    let headless = Verifier::new(&expected).finish(None);
    assert_eq!(bad(headless), (0, 0, Why::HeadMissing));
    let signed = note(&Frontier::new(), None);
    let log = Log { notes: vec![signed], ..log };
    assert_eq!(log.verify().checkpoints, 1);
}

#[test]
fn a_changed_entry_is_named() {
    let mut log = log();
    log.entries[350].1 = draft(350).detail("x", 1).seal(350).unwrap().encode();
    let report = log.verify();
    assert_eq!((report.size, report.proven, report.checkpoints), (350, 300, 2));
    assert_eq!(bad(report), (350, 351, Why::LeafHash));
}

#[test]
fn a_changed_entry_with_its_leaf_hash_is_in_the_block_of_a_node_or_checkpoint() {
    let mut log = log();
    log.entries[350].1 = draft(350).detail("x", 1).seal(350).unwrap().encode();
    log.entries[350].2 = leaf_hash(&log.entries[350].1);
    assert_eq!(bad(log.verify()), (300, 500, Why::Checkpoint { size: 500 }));
    // Where no checkpoint comes before it, the node.
    log.notes.truncate(2);
    assert_eq!(bad(log.verify()), (300, 512, Why::Node { level: 8, index: 1 }));
    // And where the nodes are made to agree, but not the head.
    let head = log.head.clone();
    log.rehash();
    log.head = head;
    assert_eq!(bad(log.verify()), (300, 600, Why::Head));
}

/// The forger rewrites everything but the signatures.
#[test]
fn a_log_rewritten_before_a_checkpoint_is_refused() {
    for victim in [0, 99, 100, 255, 256, 299, 300, 499] {
        let mut log = log();
        log.entries[victim].1 = draft(7).detail("x", 1).seal(victim as u64).unwrap().encode();
        log.rehash();
        let (index, until, why) = bad(log.verify());
        assert!((index..until).contains(&(victim as u64)), "{victim}: {index}..{until}");
        assert_eq!(why, Why::Checkpoint { size: until });
    }
}

/// What no signature shows, a kept root does.
#[test]
fn a_log_rewritten_after_the_last_checkpoint_needs_a_kept_root() {
    let mut log = log();
    let kept = KeptRoot { size: 600, root: log.frontier(600).root() };
    log.entries[550].1 = draft(7).seal(550).unwrap().encode();
    log.rehash();
    let report = log.verify();
    assert!(report.ok);
    assert_eq!(
        report.warnings[..],
        [Warning::TimeBack { index: 550 }, Warning::Unsigned { from: 500 }]
    );
    assert_eq!(bad(log.verify_against(kept)), (500, 600, Why::Kept { size: 600 }));
}

#[test]
fn swapped_entries_are_refused() {
    let mut rows = log();
    rows.entries.swap(40, 41);
    assert_eq!(bad(rows.verify()), (40, 41, Why::Missing));
    rows.entries.swap(40, 41);
    let (first, second) = rows.entries.split_at_mut(41);
    core::mem::swap(&mut first[40].1, &mut second[0].1);
    assert_eq!(bad(rows.verify()), (40, 41, Why::LeafHash));
    let (first, second) = rows.entries.split_at_mut(41);
    core::mem::swap(&mut first[40].2, &mut second[0].2);
    assert_eq!(bad(rows.verify()), (40, 41, Why::WrongIndex { written: 41 }));
    rows.rehash();
    assert_eq!(bad(rows.verify()), (40, 41, Why::WrongIndex { written: 41 }));
    // Swapped, and numbered anew.
    let mut facts = log();
    facts.entries[40].1 = draft(41).seal(40).unwrap().encode();
    facts.entries[41].1 = draft(40).seal(41).unwrap().encode();
    facts.rehash();
    assert_eq!(bad(facts.verify()), (0, 100, Why::Checkpoint { size: 100 }));
}

#[test]
fn missing_and_repeated_entries_are_refused() {
    let mut log = log();
    let taken = log.entries.remove(123);
    assert_eq!(bad(log.verify()), (123, 124, Why::Missing));
    log.entries.insert(200, taken);
    assert_eq!(bad(log.verify()), (123, 124, Why::Missing));
    let mut log = self::log();
    log.entries.insert(124, log.entries[123].clone());
    assert_eq!(bad(log.verify()), (123, 124, Why::OutOfOrder));
}

/// Deleted, and everything numbered anew and hashed anew.
#[test]
fn a_deleted_entry_is_refused_however_well_it_is_hidden() {
    let drafts = || (0..600).filter(|n| *n != 123).map(draft);
    let mut log = Log { notes: log().notes, ..Log::of(drafts(), &[]) };
    assert_eq!(bad(log.verify()), (100, 300, Why::Checkpoint { size: 300 }));
    log.notes = log.notes.split_off(1);
    assert_eq!(bad(log.verify()), (0, 300, Why::Checkpoint { size: 300 }));
}

#[test]
fn a_tail_cut_off_with_a_rewritten_head_is_refused() {
    let full = log();
    let kept = KeptRoot { size: 600, root: full.frontier(600).root() };
    for size in [0, 99, 255, 300, 499] {
        let mut log = full.clone();
        log.entries.truncate(size);
        log.rehash();
        let (index, until, why) = bad(log.verify());
        assert_eq!(index, size as u64);
        assert_eq!(why, Why::CutTail { signed: until });
        assert!(until > index);
    }
    // After the last checkpoint, and with the later checkpoints deleted too, only what was kept
    // outside knows.
    let mut log = full.clone();
    log.entries.truncate(550);
    log.rehash();
    assert!(log.verify().ok);
    assert_eq!(bad(log.verify_against(kept)), (550, 600, Why::CutTail { signed: 600 }));
    log.entries.truncate(200);
    log.rehash();
    log.notes.truncate(1);
    assert!(log.verify().ok);
    assert_eq!(bad(log.verify_against(kept)), (200, 600, Why::CutTail { signed: 600 }));
}

#[test]
fn the_head_must_be_that_of_the_entries() {
    let full = log();
    let mut log = full.clone();
    log.entries.truncate(580);
    assert_eq!(bad(log.verify()), (580, 600, Why::Missing));
    let mut log = full.clone();
    log.head = (580, full.frontier(580).to_bytes());
    assert_eq!(bad(log.verify()), (580, 600, Why::BeyondHead));
    let mut log = full.clone();
    log.head.1 = full.frontier(580).to_bytes();
    assert_eq!(bad(log.verify()), (500, 600, Why::Head));
    log.head.1.clear();
    assert_eq!(bad(log.verify()), (500, 600, Why::Head));
}

#[test]
fn stored_nodes_must_be_those_of_the_entries() {
    let mut log = Log::sample(520, &[]);
    log.nodes[1].hash[31] ^= 1;
    assert_eq!(bad(log.verify()), (256, 512, Why::Node { level: 8, index: 1 }));
    let taken = log.nodes.pop().unwrap();
    assert_eq!(bad(log.verify()), (256, 512, Why::NodeMissing { level: 8, index: 1 }));
    for (level, index) in [(8, 2), (16, 0), (7, 0), (0, 0), (255, u64::MAX)] {
        let mut log = Log::sample(520, &[]);
        log.nodes.push(Node { level, index, ..taken });
        assert_eq!(bad(log.verify()), (520, 520, Why::NodeBeyond { level, index }));
    }
    let log = Log::sample(520, &[]);
    let mut expected = log.expected();
    expected.node(8, 0, &log.nodes[0].hash[..31]);
    assert_eq!(bad(log.verify_with(&expected)), (0, 256, Why::Node { level: 8, index: 0 }));
}

#[test]
fn checkpoints_by_another_key_are_refused() {
    let mut log = log();
    let made = Checkpoint::new(ORIGIN, 300, log.frontier(300).root(), Some(at(299))).unwrap();
    log.notes[1] = made.sign(&key(2)).into_bytes();
    let refused = |error| Why::CheckpointRefused { position: 1, error };
    assert_eq!(bad(log.verify()), (100, 100, refused(NoteError::Unsigned)));
    // The key was changed, and both are trusted.
    let keys = [1, 2].map(|secret| key(secret).verifying_key().clone());
    log.trust = Trust::new(ORIGIN, keys.to_vec());
    assert!(log.verify().ok);
    // The whole log written anew and signed with a key of the forger's own.
    let mut forged = Log::sample(600, &[]);
    let made = Checkpoint::new(ORIGIN, 600, forged.frontier(600).root(), None).unwrap();
    forged.notes.push(made.sign(&key(9)).into_bytes());
    let why = Why::CheckpointRefused { position: 0, error: NoteError::Unsigned };
    assert_eq!(bad(forged.verify()), (0, 0, why));
}

#[test]
fn checkpoints_come_in_order_and_agree_with_one_another() {
    let mut log = log();
    log.notes.swap(0, 1);
    let why = Why::CheckpointOutOfOrder { position: 1 };
    assert_eq!(bad(log.verify()), (300, 300, why));
    // Signed with the right key, for another tree of the same size.
    let mut split = self::log();
    let other = Log::of((1..601).map(draft), &[]);
    split.notes.insert(2, note(&other.frontier(300), Some(at(299))));
    assert_eq!(bad(split.verify()), (300, 300, Why::Checkpoint { size: 300 }));
    // The same head twice is in order.
    let mut twice = self::log();
    twice.notes.insert(2, twice.notes[1].clone());
    assert_eq!(twice.verify().checkpoints, 4);
    assert!(twice.verify().ok);
    // A kept root of another tree is refused before and after the checkpoints.
    let kept = KeptRoot { size: 250, root: other.frontier(250).root() };
    assert_eq!(bad(self::log().verify_against(kept)), (100, 250, Why::Kept { size: 250 }));
}

#[test]
fn bytes_that_are_not_an_entry_are_refused_even_when_hashed_and_signed() {
    let damage = |bytes: Vec<u8>| {
        let mut log = Log::sample(20, &[]);
        log.entries[10].1 = bytes;
        log.rehash();
        log.notes.push(note(&log.frontier(20), None));
        bad(log.verify())
    };
    let good = String::from_utf8(draft(10).seal(10).unwrap().encode()).unwrap();
    let at = |error| (10, 11, Why::Entry(error));
    assert_eq!(damage(b"hello".to_vec()), at(EntryError::NotJson));
    let spaced = good.replace("\":", "\": ").into_bytes();
    assert_eq!(damage(spaced), at(EntryError::NotCanonical));
    let extra = good.replace("\"v\":1", "\"v\":1,\"w\":1").into_bytes();
    let field = EntryError::Field { field: "w".to_owned(), rule: Rule::Unknown };
    assert_eq!(damage(extra), at(field));
    let moved = draft(10).seal(11).unwrap().encode();
    assert_eq!(damage(moved), (10, 11, Why::WrongIndex { written: 11 }));
}

#[test]
fn time_going_backwards_is_a_warning() {
    let mut drafts: Vec<_> = (0..400).map(draft).collect();
    drafts[100].at = at(50);
    let mut log = Log::of(drafts, &[]);
    log.notes.push(note(&log.frontier(200), Some(at(150))));
    log.notes.push(note(&log.frontier(400), Some(at(399))));
    let report = log.verify();
    assert!(report.ok);
    let warnings = [Warning::TimeBack { index: 100 }, Warning::CheckpointTimeBack { size: 200 }];
    assert_eq!(report.warnings, warnings);
    // A checkpoint that is older than the one before, though not than its entries.
    let mut log = Log::sample(10, &[]);
    log.notes.push(note(&log.frontier(5), Some(at(90))));
    log.notes.push(note(&log.frontier(10), Some(at(80))));
    assert_eq!(log.verify().warnings, [Warning::CheckpointTimeBack { size: 10 }]);
    // A clock that jumps for ever fills the count, not the memory.
    let report = Log::of((0..400).map(|n| draft(n % 2)), &[]).verify();
    assert!(report.ok);
    assert_eq!((report.warnings.len(), report.warning_count), (100, 200));
}

#[test]
fn after_the_first_bad_entry_nothing_is_looked_at() {
    let log = log();
    let expected = log.expected();
    let mut verifier = Verifier::new(&expected);
    assert!(verifier.entry(0, &log.entries[0].1, &log.entries[0].2));
    assert_eq!(verifier.first_bad(), None);
    assert!(!verifier.entry(2, &log.entries[2].1, &log.entries[2].2));
    assert!(!verifier.entry(1, &log.entries[1].1, &log.entries[1].2));
    let report = verifier.finish(None);
    assert_eq!(report.size, 1);
    assert_eq!(bad(report), (1, 2, Why::Missing));
}

/// Codes are part of the page and of other people's scripts.
#[test]
fn codes_are_stable() {
    assert_eq!(Why::CutTail { signed: 1 }.code(), "evidence_cut_tail");
    assert_eq!(Why::LeafHash.code(), "evidence_leaf_hash");
    assert_eq!(Warning::TimeBack { index: 1 }.code(), "evidence_time_back");
    assert_eq!(NoteError::Unsigned.code(), "evidence_note_unsigned");
}
