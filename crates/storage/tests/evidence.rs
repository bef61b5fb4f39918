//! The log in the database, and everything that somebody with full access to it may try.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, Sql, Tx};
use kedang_evidence::{
    Actor, Channel, Checkpoint, Draft, Entry, Frontier, Hash, KeptRoot, SigningKey, Trust,
    leaf_hash,
};
use kedang_storage::evidence::{self, Bad};
use kedang_testkit::on_both_engines;

const ORIGIN: &str = "kedang.test/log";
const AT: i64 = 1_795_395_600_000;

fn key(secret: u8) -> SigningKey {
    SigningKey::from_bytes(ORIGIN, &[secret; 32]).unwrap()
}

fn trust() -> Trust {
    Trust::new(ORIGIN, vec![key(1).verifying_key().clone()])
}

fn draft(n: i64) -> Draft {
    let person = Actor::Person(format!("person-{}", n % 7));
    let customer = format!("customer-{}", n % 5);
    Draft::new(AT + n, person, Channel::Web, "customer.open")
        .subject("customer", customer.clone())
        .customer(customer)
}

async fn append(db: &Db, from: i64, to: i64) {
    let mut tx = db.begin().await.unwrap();
    let first = evidence::append(&mut tx, (from..to).map(draft).collect()).await.unwrap();
    assert_eq!(first, from);
    tx.commit().await.unwrap();
}

async fn sign(db: &Db, secret: u8) -> KeptRoot {
    let mut tx = db.begin().await.unwrap();
    let head = evidence::frontier(&mut tx).await.unwrap().unwrap();
    let at = AT + i64::try_from(head.size()).unwrap();
    let checkpoint = Checkpoint::new(ORIGIN, head.size(), head.root(), Some(at)).unwrap();
    let note = checkpoint.sign(&key(secret));
    let size = i64::try_from(head.size()).unwrap();
    evidence::keep_checkpoint(&mut tx, &evidence::Checkpoint { size, at, note }).await.unwrap();
    tx.commit().await.unwrap();
    KeptRoot::from(&checkpoint)
}

/// 700 entries, signed at 100, 400 and 650.
async fn log(db: &Db) -> KeptRoot {
    let mut kept = None;
    for (from, to) in [(0, 100), (100, 400), (400, 650)] {
        append(db, from, to).await;
        kept = Some(sign(db, 1).await);
    }
    append(db, 650, 700).await;
    kept.unwrap()
}

async fn first_bad(tx: &mut Tx, kept: &[KeptRoot]) -> Option<Bad> {
    let verified = evidence::verify(tx, trust(), kept).await.unwrap();
    assert_eq!(verified.ok(), verified.first_bad().is_none());
    verified.first_bad()
}

async fn leaves(tx: &mut Tx) -> Vec<Hash> {
    evidence::leaves(tx, 0, i64::MAX).await.unwrap()
}

fn frontier(leaves: &[Hash]) -> Vec<u8> {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append(*leaf);
    }
    frontier.to_bytes()
}

/// Writes head and nodes anew so that they agree with the entries as they stand.
async fn cover_up(tx: &mut Tx) {
    let leaves = leaves(tx).await;
    tx.run(Sql::new("DELETE FROM evidence_node")).await.unwrap();
    let mut frontier = Frontier::new();
    for node in leaves.iter().flat_map(|leaf| frontier.append(*leaf)) {
        let sql = Sql::new("INSERT INTO evidence_node (level, position, hash) VALUES ($1, $2, $3)");
        let position = i64::try_from(node.index).unwrap();
        tx.run(sql.bind(i64::from(node.level)).bind(position).bind(node.hash)).await.unwrap();
    }
    let sql = Sql::new("UPDATE evidence_head SET size = $1, frontier = $2");
    let size = i64::try_from(leaves.len()).unwrap();
    tx.run(sql.bind(size).bind(frontier.to_bytes())).await.unwrap();
}

/// Puts another entry at a place, with its right leaf hash.
async fn replace(tx: &mut Tx, seq: i64, bytes: Vec<u8>) {
    let leaf = leaf_hash(&bytes);
    let sql = Sql::new("UPDATE evidence SET entry = $1, leaf = $2 WHERE seq = $3");
    tx.run_exactly(1, sql.bind(bytes).bind(leaf).bind(seq)).await.unwrap();
}

/// The entry at a place with another person in it, its columns too: a good forgery.
async fn forge(tx: &mut Tx, seq: i64) {
    let mut said = draft(seq);
    said.actor = Actor::Person("somebody-else".to_owned());
    replace(tx, seq, said.seal(seq.unsigned_abs()).unwrap().encode()).await;
    let sql = Sql::new("UPDATE evidence SET person_id = 'somebody-else' WHERE seq = $1");
    tx.run_exactly(1, sql.bind(seq)).await.unwrap();
}

fn bad(index: u64, until: u64, code: &'static str) -> Option<(u64, u64, &'static str)> {
    Some((index, until, code))
}

fn short(found: Option<Bad>) -> Option<(u64, u64, &'static str)> {
    found.map(|bad| (bad.index, bad.until, bad.code))
}

on_both_engines! {
    async fn an_untouched_log_agrees(world: World) {
        let db = world.app.db();
        let mut empty = db.snapshot().await.unwrap();
        let verified = evidence::verify(&mut empty, trust(), &[]).await.unwrap();
        // A log that was never begun has no head; the first entry makes it.
        assert_eq!((verified.ok(), verified.report.size), (true, 0));
        let kept = KeptRoot { size: 3, root: [1; 32] };
        let verified = evidence::verify(&mut empty, trust(), &[kept]).await.unwrap();
        assert_eq!(short(verified.first_bad()), bad(0, 3, "evidence_cut_tail"));
        drop(empty);
        let kept = log(db).await;
        let mut conn = db.snapshot().await.unwrap();
        let verified = evidence::verify(&mut conn, trust(), &[kept]).await.unwrap();
        assert!(verified.ok(), "{verified:?}");
        let report = verified.report;
        assert_eq!((report.size, report.proven, report.checkpoints, report.kept), (700, 650, 3, 1));
        // A reading stands on its snapshot while others append.
        append(db, 700, 710).await;
        let again = evidence::verify(&mut conn, trust(), &[]).await.unwrap();
        assert_eq!((again.ok(), again.report.size), (true, 700));
    }

    async fn every_forgery_is_named(world: World) {
        let db = world.app.db();
        let kept = log(db).await;

        // Bytes or leaf changed, one without the other.
        let mut tx = db.begin().await.unwrap();
        let sql = Sql::new("UPDATE evidence SET entry = $1 WHERE seq = 300");
        let other = draft(301).seal(300).unwrap().encode();
        tx.run_exactly(1, sql.bind(other)).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(300, 301, "evidence_leaf_hash"));
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        let sql = Sql::new("UPDATE evidence SET leaf = $1 WHERE seq = 17").bind([9; 32]);
        tx.run_exactly(1, sql).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(17, 18, "evidence_leaf_hash"));
        drop(tx);

        // Both changed: the stored node over them names the block.
        let mut tx = db.begin().await.unwrap();
        forge(&mut tx, 150).await;
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(100, 256, "evidence_node"));
        // Everything unsigned made to agree: the next checkpoint names the block.
        cover_up(&mut tx).await;
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(100, 400, "evidence_checkpoint"));
        drop(tx);

        // Not an entry at all, or in another spelling.
        let mut tx = db.begin().await.unwrap();
        replace(&mut tx, 20, b"{}".to_vec()).await;
        let found = first_bad(&mut tx, &[]).await.unwrap();
        assert_eq!((found.index, found.code), (20, "evidence_entry"));
        let mut spaced = draft(20).seal(20).unwrap().encode();
        spaced.insert(1, b' ');
        replace(&mut tx, 20, spaced).await;
        let found = first_bad(&mut tx, &[]).await.unwrap();
        assert_eq!((found.index, found.closer), (20, Some("evidence_entry_not_canonical")));
        drop(tx);

        // One deleted in the middle.
        let mut tx = db.begin().await.unwrap();
        tx.run_exactly(1, Sql::new("DELETE FROM evidence WHERE seq = 123")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(123, 124, "evidence_missing"));
        // And the others moved up.
        tx.run(Sql::new("UPDATE evidence SET seq = -seq WHERE seq > 123")).await.unwrap();
        tx.run(Sql::new("UPDATE evidence SET seq = -seq - 1 WHERE seq < 0")).await.unwrap();
        cover_up(&mut tx).await;
        let found = first_bad(&mut tx, &[]).await.unwrap();
        assert_eq!((found.index, found.code), (123, "evidence_wrong_index"));
        assert_eq!(found.params["written"], 124);
        drop(tx);

        // Two changed places.
        let mut tx = db.begin().await.unwrap();
        tx.run(Sql::new("UPDATE evidence SET seq = -1 WHERE seq = 41")).await.unwrap();
        tx.run(Sql::new("UPDATE evidence SET seq = 41 WHERE seq = 40")).await.unwrap();
        tx.run(Sql::new("UPDATE evidence SET seq = 40 WHERE seq = -1")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(40, 41, "evidence_wrong_index"));
        drop(tx);

        // The tail cut off, the head written anew.
        let mut tx = db.begin().await.unwrap();
        tx.run_exactly(100, Sql::new("DELETE FROM evidence WHERE seq >= 600")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(600, 650, "evidence_cut_tail"));
        cover_up(&mut tx).await;
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(600, 650, "evidence_cut_tail"));
        // The later checkpoint gone too: only what somebody kept outside shows it.
        tx.run_exactly(1, Sql::new("DELETE FROM evidence_checkpoint WHERE size > 600")).await.unwrap();
        assert_eq!(first_bad(&mut tx, &[]).await, None);
        assert_eq!(short(first_bad(&mut tx, &[kept]).await), bad(600, 650, "evidence_cut_tail"));
        drop(tx);

        // The unsigned end: nothing but the head and the leaf hashes hold it.
        let mut tx = db.begin().await.unwrap();
        tx.run_exactly(10, Sql::new("DELETE FROM evidence WHERE seq >= 690")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(690, 700, "evidence_missing"));
        drop(tx);

        // More entries than the head says, a head that is not theirs, no head.
        let mut tx = db.begin().await.unwrap();
        let sql = Sql::new("UPDATE evidence_head SET size = $1, frontier = $2");
        let shorter = leaves(&mut tx).await;
        tx.run(sql.bind(699_i64).bind(frontier(&shorter[..699]))).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(699, 700, "evidence_beyond_head"));
        let sql = Sql::new("UPDATE evidence_head SET size = 700, frontier = $1");
        tx.run(sql.bind(frontier(&[[1; 32]; 700]))).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(650, 700, "evidence_head"));
        tx.run(Sql::new("DELETE FROM evidence_head")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(650, 700, "evidence_head_missing"));
        drop(tx);

        // Nodes.
        let mut tx = db.begin().await.unwrap();
        tx.run_exactly(1, Sql::new("DELETE FROM evidence_node WHERE position = 1")).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(400, 512, "evidence_node_missing"));
        drop(tx);
        let mut tx = db.begin().await.unwrap();
        let sql = Sql::new("INSERT INTO evidence_node (level, position, hash) VALUES (8, 2, $1)");
        tx.run(sql.bind([0; 32])).await.unwrap();
        assert_eq!(short(first_bad(&mut tx, &[]).await), bad(700, 700, "evidence_node_beyond"));
    }

    async fn a_checkpoint_counts_only_with_our_signature(world: World) {
        let db = world.app.db();
        log(db).await;
        sign(db, 2).await;
        let mut tx = db.begin().await.unwrap();
        let found = first_bad(&mut tx, &[]).await.unwrap();
        assert_eq!(found.code, "evidence_checkpoint_refused");
        assert_eq!(found.closer, Some("evidence_note_unsigned"));
        assert_eq!((found.index, found.params["position"]), (650, 3));
        // Both keys known, as after a change of the key: all is well.
        let both = [key(1), key(2)].map(|key| key.verifying_key().clone());
        let trusted = Trust::new(ORIGIN, both.to_vec());
        let verified = evidence::verify(&mut tx, trusted, &[]).await.unwrap();
        assert!(verified.ok());
        assert_eq!(verified.report.proven, 700);

        // A bit of a signature, and a line of somebody we do not know.
        tx.run(Sql::new("DELETE FROM evidence_checkpoint WHERE size = 700")).await.unwrap();
        let newest = evidence::latest_checkpoint(&mut tx).await.unwrap().unwrap();
        let witness = "\u{2014} witness.example AAECAwQFBgc=\n";
        let sql = Sql::new("UPDATE evidence_checkpoint SET note = $1 WHERE size = 650");
        let with_witness = format!("{}{witness}", newest.note);
        tx.run_exactly(1, sql.clone().bind(with_witness)).await.unwrap();
        assert_eq!(first_bad(&mut tx, &[]).await, None);
        let (text, line) = newest.note.rsplit_once(' ').unwrap();
        let flipped = if line.as_bytes()[20] == b'A' { 'B' } else { 'A' };
        let forged = format!("{text} {}{flipped}{}", &line[..20], &line[21..]);
        tx.run_exactly(1, sql.bind(forged)).await.unwrap();
        let found = first_bad(&mut tx, &[]).await.unwrap();
        assert_eq!(found.closer, Some("evidence_note_signature"));
    }

    async fn an_entry_filed_under_something_else_is_named(world: World) {
        let db = world.app.db();
        log(db).await;
        for sql in [
            Sql::new("UPDATE evidence SET customer_id = '' WHERE seq = 42"),
            Sql::new("UPDATE evidence SET person_id = 'person-6' WHERE seq = 42"),
            Sql::new("UPDATE evidence SET at = at - 1 WHERE seq = 42"),
            Sql::new("UPDATE evidence SET action = 'customer.list' WHERE seq = 42"),
            Sql::new("UPDATE evidence SET subject_id = 'customer-1' WHERE seq = 42"),
        ] {
            let mut tx = db.begin().await.unwrap();
            tx.run_exactly(1, sql).await.unwrap();
            assert_eq!(short(first_bad(&mut tx, &[]).await), bad(42, 43, "evidence_misfiled"));
            // What comes first is named first.
            tx.run(Sql::new("DELETE FROM evidence WHERE seq = 90")).await.unwrap();
            assert_eq!(short(first_bad(&mut tx, &[]).await), bad(42, 43, "evidence_misfiled"));
            tx.run(Sql::new("DELETE FROM evidence WHERE seq = 30")).await.unwrap();
            assert_eq!(short(first_bad(&mut tx, &[]).await), bad(30, 31, "evidence_missing"));
        }
    }

    async fn proofs_hold_for_anybody(world: World) {
        let db = world.app.db();
        log(db).await;
        let mut conn = db.read().await.unwrap();
        let all = evidence::leaves(&mut conn, 0, 700).await.unwrap();
        let root = |size: usize| Frontier::from_bytes(&frontier(&all[..size])).unwrap().root();
        for size in [1, 2, 255, 256, 257, 511, 512, 650, 700_usize] {
            for index in [0, 1, 100, 255, 256, 400, 511, 512, 699_usize] {
                if index >= size {
                    assert!(evidence::prove_inclusion(&mut conn, index as u64, size as u64).await.is_err());
                    continue;
                }
                let proof =
                    evidence::prove_inclusion(&mut conn, index as u64, size as u64).await.unwrap();
                proof.verify(&all[index], &root(size)).unwrap();
                assert!(proof.verify(&[7; 32], &root(size)).is_err());
            }
            let proof =
                evidence::prove_consistency(&mut conn, size as u64, 700).await.unwrap();
            proof.verify(&root(size), &root(700)).unwrap();
            assert!(proof.verify(&[7; 32], &root(700)).is_err());
        }
    }

    async fn entries_are_read_in_order(world: World) {
        let db = world.app.db();
        log(db).await;
        let mut conn = db.read().await.unwrap();
        let part = evidence::range(&mut conn, 95, 10).await.unwrap();
        assert_eq!(part.iter().map(|s| s.seq).collect::<Vec<_>>(), (95..105).collect::<Vec<_>>());
        for stored in part {
            let entry = Entry::decode(&stored.entry).unwrap();
            assert_eq!(entry.draft(), &draft(stored.seq));
            let one = evidence::get(&mut conn, stored.seq).await.unwrap().unwrap();
            assert_eq!(one.entry, stored.entry);
        }
        assert!(evidence::get(&mut conn, 700).await.unwrap().is_none());
        assert_eq!(evidence::head(&mut conn).await.unwrap().unwrap().0, 700);
        assert_eq!(evidence::nodes(&mut conn).await.unwrap().len(), 2);
        let sizes: Vec<_> = evidence::checkpoints(&mut conn, 101, 10).await.unwrap();
        assert_eq!(sizes.iter().map(|c| c.size).collect::<Vec<_>>(), [400, 650]);
    }
}
