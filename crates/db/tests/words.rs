//! The index of words against a plain look at every row, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, Sought, Words};
use kedang_testkit::on_both_engines;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// Made with the schema, and empty in a new company.
const INDEX: Words = Words::named("search_token");
/// Some that one engine could take for something else.
const POOL: [&str; 10] =
    ["n华北", "n北泵", "phuabei", "pbeng", "o01a2-77", "and", "OR", "e@x.com", "f0000", "NEAR"];

type Rows = Vec<Vec<&'static str>>;

fn rows() -> impl Strategy<Value = Rows> {
    let words = proptest::sample::subsequence(POOL.to_vec(), 0..6);
    proptest::collection::vec(words, 1..30)
}

fn sought() -> impl Strategy<Value = Sought> {
    let leaf = prop_oneof![
        4 => proptest::sample::select(POOL.to_vec()).prop_map(|w| Sought::Word(w.to_owned())),
        1 => proptest::sample::select(vec!["n华", "p", "f00", "z"])
            .prop_map(|w| Sought::Beginning(w.to_owned())),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Sought::All),
            proptest::collection::vec(inner, 0..3).prop_map(Sought::Any),
        ]
    })
}

fn holds(sought: &Sought, words: &[&str]) -> bool {
    match sought {
        Sought::Word(word) => words.contains(&word.as_str()),
        Sought::Beginning(word) => words.iter().any(|w| w.starts_with(word)),
        Sought::All(parts) => !parts.is_empty() && parts.iter().all(|p| holds(p, words)),
        Sought::Any(parts) => parts.iter().any(|p| holds(p, words)),
    }
}

async fn compare(db: &Db, rows: &Rows, other: &Rows, questions: &[Vec<Sought>]) {
    let mut tx = db.begin().await.unwrap();
    let all: Vec<_> = (1..).zip(other.iter().cloned()).collect();
    INDEX.add(&mut tx, &all).await.unwrap();
    // What stood there before finds nothing any more.
    for (no, _) in &all {
        let words = rows.get(usize::try_from(*no).unwrap() - 1).cloned().unwrap_or_default();
        INDEX.replace(&mut tx, *no, words).await.unwrap();
    }
    let more: Vec<_> = (1..).zip(rows.iter().cloned()).skip(all.len()).collect();
    INDEX.add(&mut tx, &more).await.unwrap();
    for question in questions {
        let mut expected: Vec<i64> = (1..)
            .zip(rows)
            .filter(|(_, words)| !question.is_empty() && question.iter().all(|s| holds(s, words)))
            .map(|(no, _)| no)
            .collect();
        expected.reverse();
        let found = INDEX.highest(&mut tx, question, 100).await.unwrap();
        assert_eq!(found, expected, "{question:?} in {rows:?}");
        expected.truncate(2);
        assert_eq!(INDEX.highest(&mut tx, question, 2).await.unwrap(), expected);
    }
    // What is taken out is found by nothing, and leaves the others alone.
    INDEX.remove(&mut tx, 1).await.unwrap();
    for question in questions {
        let expected: Vec<i64> = (1..)
            .zip(rows)
            .skip(1)
            .filter(|(_, words)| !question.is_empty() && question.iter().all(|s| holds(s, words)))
            .map(|(no, _)| no)
            .collect();
        let mut found = INDEX.highest(&mut tx, question, 100).await.unwrap();
        found.reverse();
        assert_eq!(found, expected, "{question:?} in {rows:?} without the first");
    }
    // Dropped, the transaction leaves nothing for the next case.
}

on_both_engines! {
    async fn words_find_the_rows_that_have_them(world: World) {
        let db = world.app.db().clone();
        tokio::task::block_in_place(|| {
            let handle = tokio::runtime::Handle::current();
            let config = ProptestConfig { cases: 60, failure_persistence: None, ..Default::default() };
            let questions = proptest::collection::vec(proptest::collection::vec(sought(), 0..4), 8);
            TestRunner::new(config)
                .run(&(rows(), rows(), questions), |(rows, other, questions)| {
                    handle.block_on(compare(&db, &rows, &other, &questions));
                    Ok(())
                })
                .unwrap();
        });
    }

    async fn the_highest_rows_of_common_words_are_all_found(world: World) {
        let mut tx = world.app.db().begin().await.unwrap();
        // Commoner than what is walked at first; "h" stands only in the oldest, "k" in few.
        let words = |no: i64| {
            let mut words = vec!["c", if no % 2 == 0 { "d" } else { "e" }];
            words.extend((no % 3 == 0).then_some("f"));
            words.extend((no <= 900).then_some("h"));
            words.extend((no % 1_000 == 0).then_some("k"));
            words
        };
        let rows: Vec<_> = (1..=6_000).map(|no| (no, words(no))).collect();
        INDEX.add(&mut tx, &rows).await.unwrap();
        let word = |text: &str| Sought::Word(text.to_owned());
        let any = |all: &[&str]| Sought::Any(all.iter().map(|w| word(w)).collect());
        let questions = [
            vec![word("c")],
            vec![any(&["d", "k"])],
            vec![any(&["d", "e"]), word("f")],
            vec![any(&["c", "x"]), any(&["f", "k"]), any(&["e", "y"])],
            vec![word("c"), word("h"), word("d")],
            vec![word("f"), word("k")],
            vec![Sought::Any(vec![Sought::All(vec![word("d"), word("f")]), word("k")]), word("c")],
            vec![Sought::Beginning("k".to_owned()), word("c")],
            vec![word("d"), word("e")],
        ];
        for question in questions {
            for limit in [5, 120, 3_000] {
                let all = rows.iter().rev().filter(|(_, words)| question.iter().all(|s| holds(s, words)));
                let expected: Vec<i64> = all.map(|(no, _)| *no).take(limit as usize).collect();
                let found = INDEX.highest(&mut tx, &question, limit).await.unwrap();
                assert_eq!(found, expected, "{question:?} {limit}");
            }
        }
    }
}
