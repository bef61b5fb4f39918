use proptest::prelude::*;

use super::*;
use crate::frontier::MAX_SIZE;
use crate::hash::{hash_to_hex, leaf_hash};

const ID: &str = "01935c8e-7f3a-7bcd-8e21-5a0c9b7f4d11";

fn full() -> Draft {
    let commitment = |digit: &str| Commitment::from_hex(&digit.repeat(64));
    Draft::new(1_795_322_685_123, Actor::Person(ID.into()), Channel::Web, "customer.update")
        .address("192.0.2.7")
        .subject("customer", "01935c8e-0000-7000-8000-000000000001")
        .customer("01935c8e-0000-7000-8000-000000000001")
        .reason("owner_request")
        .clause("S 8")
        .request("01935c8e-0000-7000-8000-000000000002")
        .policy("S-3")
        .change("mobile", commitment("a"), commitment("b"))
        .change("postcode", None, commitment("c"))
        .detail("rows", 3)
        .detail("ids", vec!["k1".to_owned(), "k2".to_owned()])
        .detail("field", "x_\"引\\号\"")
}

/// The bytes are fixed for ever: they are what is hashed in every log.
#[test]
fn the_encoding_is_this_line() {
    let bytes = full().seal(41).unwrap().encode();
    let expected = format!(
        concat!(
            r#"{{"action":"customer.update","#,
            r#""actor":{{"id":"01935c8e-7f3a-7bcd-8e21-5a0c9b7f4d11","kind":"person"}},"#,
            r#""address":"192.0.2.7","at":1795322685123,"#,
            r#""changes":[{{"after":"{b}","before":"{a}","field":"mobile"}},"#,
            r#"{{"after":"{c}","field":"postcode"}}],"#,
            r#""channel":"web","clause":"S 8","#,
            r#""customer":"01935c8e-0000-7000-8000-000000000001","#,
            r#""details":{{"field":"x_\"引\\号\"","ids":["k1","k2"],"rows":3}},"#,
            r#""index":41,"outcome":"done","policy":"S-3","reason":"owner_request","#,
            r#""request":"01935c8e-0000-7000-8000-000000000002","#,
            r#""subject":{{"id":"01935c8e-0000-7000-8000-000000000001","kind":"customer"}},"v":1}}"#,
        ),
        a = "a".repeat(64),
        b = "b".repeat(64),
        c = "c".repeat(64),
    );
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
    assert_eq!(hash_to_hex(&leaf_hash(&bytes)), LEAF);
    assert_eq!(Entry::decode(&bytes).unwrap(), full().seal(41).unwrap());
}

/// `printf '\0'` and the line, through sha256sum.
const LEAF: &str = "787949b839e116bfbf0110ffd5c66da796963b8157066392a2102c22e40ac43c";

#[test]
fn what_is_absent_is_not_written() {
    let entry = Draft::new(0, Actor::Anonymous, Channel::Api, "session.create")
        .refused("wrong_password", None)
        .seal(0)
        .unwrap();
    let expected = concat!(
        r#"{"action":"session.create","actor":{"kind":"anonymous"},"at":0,"channel":"api","#,
        r#""index":0,"outcome":"refused","reason":"wrong_password","v":1}"#,
    );
    assert_eq!(entry.encode(), expected.as_bytes());
    assert_eq!(Entry::decode(expected.as_bytes()), Ok(entry));
}

#[test]
fn a_refusal_keeps_a_clause_already_there() {
    let draft = full().refused("not_permitted", None);
    assert_eq!((draft.outcome, draft.clause.as_deref()), (Outcome::Refused, Some("S 8")));
    let draft = full().refused("not_permitted", Some("S 9"));
    assert_eq!(draft.clause.as_deref(), Some("S 9"));
}

fn broken(draft: Draft) -> (String, Rule) {
    match draft.seal(0) {
        Err(EntryError::Field { field, rule }) => (field, rule),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_that_breaks_a_rule_is_not_sealed() {
    let is = |draft, field: &str, rule| assert_eq!(broken(draft), (field.to_owned(), rule));
    is(Draft { at: -1, ..full() }, "at", Rule::Range);
    is(Draft { at: 253_402_300_800_000, ..full() }, "at", Rule::Range);
    is(Draft { actor: Actor::Person(String::new()), ..full() }, "actor.id", Rule::Text);
    is(Draft { action: "Customer".to_owned(), ..full() }, "action", Rule::Word);
    is(Draft { action: String::new(), ..full() }, "action", Rule::Word);
    is(full().reason("because he asked"), "reason", Rule::Word);
    is(full().reason("a".repeat(97)), "reason", Rule::Word);
    is(full().subject("客户", ID), "subject.kind", Rule::Word);
    is(full().subject("customer", "a\u{0}"), "subject.id", Rule::Text);
    is(full().address("a\nb"), "address", Rule::Text);
    is(full().customer("a".repeat(257)), "customer", Rule::Text);
    is(full().clause("\u{85}"), "clause", Rule::Text);
    is(full().request(""), "request", Rule::Text);
    is(full().policy("\u{7f}"), "policy", Rule::Text);
    let commitment = Commitment::from_hex(&"d".repeat(64));
    is(full().change("mobile", None, commitment), "changes.mobile", Rule::Twice);
    is(full().change("email", None, None), "changes.email", Rule::Missing);
    is(full().change("电话", None, commitment), "changes.field", Rule::Word);
    is(full().detail("Ids", 1), "details", Rule::Word);
    is(full().detail("n", 1 << 53), "details.n", Rule::Range);
    is(full().detail("n", "a\tb"), "details.n", Rule::Text);
    is(full().detail("n", vec![String::new()]), "details.n", Rule::Text);
    let far = full().seal(MAX_SIZE).unwrap_err();
    assert_eq!(far, EntryError::Field { field: "index".to_owned(), rule: Rule::Range });
    assert_eq!(far.code(), "evidence_entry_field");
}

#[test]
fn an_entry_has_a_greatest_size() {
    let ids = |count| full().detail("ids", vec![ID.to_owned(); count]);
    assert!(ids(26_000).seal(0).is_ok());
    assert!(matches!(ids(27_000).seal(0), Err(EntryError::TooLarge(_))));
    assert!(matches!(Entry::decode(&vec![b' '; 1 << 21]), Err(EntryError::TooLarge(_))));
}

/// Every text here says the same facts, or nearly; none is the one encoding.
#[test]
fn other_spellings_are_refused() {
    let good = String::from_utf8(full().seal(41).unwrap().encode()).unwrap();
    let decode = |text: &str| Entry::decode(text.as_bytes());
    let not_canonical = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        let result = decode(&good.replacen(from, to, 1));
        assert_eq!(result, Err(EntryError::NotCanonical), "{from} as {to}");
    };
    not_canonical(":41,", ": 41,");
    not_canonical("{\"action\"", " {\"action\"");
    not_canonical("\"v\":1}", "\"v\":1}\n");
    not_canonical("S 8", "\\u0053 8");
    not_canonical("引", "\\u5f15");
    not_canonical("\"index\":41,\"outcome\":\"done\"", "\"outcome\":\"done\",\"index\":41");
    not_canonical("\"clause\":\"S 8\",", "\"clause\":\"S 9\",\"clause\":\"S 8\",");
    not_canonical("\"v\":1}", "\"v\":1,\"index\":41}");
    not_canonical("\"rows\":3", "\"rows\":3,\"rows\":3");

    let field = |from: &str, to: &str, name: &str, rule| {
        assert!(good.contains(from), "{from}");
        let expected = EntryError::Field { field: name.to_owned(), rule };
        assert_eq!(decode(&good.replacen(from, to, 1)), Err(expected), "{from} as {to}");
    };
    field(":41,", ":41.0,", "index", Rule::Type);
    field(":41,", ":4.1e1,", "index", Rule::Type);
    field(":41,", ":-41,", "index", Rule::Range);
    field(":41,", ":\"41\",", "index", Rule::Type);
    field("\"clause\":\"S 8\"", "\"clause\":null", "clause", Rule::Type);
    field("\"v\":1}", "\"v\":1,\"x\":1}", "x", Rule::Unknown);
    field("\"kind\":\"person\"", "\"kind\":\"person\",\"n\":1", "actor.n", Rule::Unknown);
    field("\"kind\":\"person\"", "\"kind\":\"robot\"", "actor.kind", Rule::Type);
    field("\"web\"", "\"fax\"", "channel", Rule::Type);
    field("\"done\"", "\"maybe\"", "outcome", Rule::Type);
    field("\"outcome\":\"done\",", "", "outcome", Rule::Missing);
    field("aaaa\"", "aaaA\"", "changes.before", Rule::Type);
    field("\"rows\":3", "\"rows\":3.5", "details.rows", Rule::Type);
    field("\"rows\":3", "\"rows\":null", "details.rows", Rule::Type);
    field("\"k1\"", "1", "details.ids", Rule::Type);

    // Written in the one way, and against the rules.
    field("S 8", "", "clause", Rule::Text);
    field("S 8", &"S".repeat(257), "clause", Rule::Text);
    field("customer.update", "Customer", "action", Rule::Word);
    field("1795322685123", "253402300800000", "at", Rule::Range);
    field(":41,", ":9007199254740991,", "index", Rule::Range);
    field("\"rows\":3", "\"rows\":9007199254740992", "details.rows", Rule::Range);
    field("postcode", "mobile", "changes.mobile", Rule::Twice);

    assert_eq!(decode(&good.replace("\"v\":1", "\"v\":2")), Err(EntryError::Version));
    for text in ["", "[]", "{", "null", "\u{feff}{}", &format!("{good}{good}")] {
        assert_eq!(decode(text), Err(EntryError::NotJson), "{text}");
    }
    let deep = "[".repeat(200_000);
    assert_eq!(decode(&deep), Err(EntryError::NotJson));
    let mut not_utf8 = good.into_bytes();
    not_utf8[12] = 0xff;
    assert_eq!(Entry::decode(&not_utf8), Err(EntryError::NotJson));
}

proptest! {
    #[test]
    fn what_is_sealed_comes_back(
        index in 0_u64..MAX_SIZE,
        at in 0_i64..253_402_300_799_999,
        id in "[^\\p{Cc}]{1,60}",
        clause in proptest::option::of("[^\\p{Cc}]{1,60}"),
        action in "[a-z][a-z0-9_.-]{0,95}",
        hashes in proptest::collection::vec(any::<Option<[u8; 32]>>(), 0..4),
        numbers in proptest::collection::btree_map("[a-z]{1,9}", -(1_i64 << 53) + 1..1 << 53, 0..4),
        words in proptest::collection::vec("[\"\\\\a客/]{1,9}", 0..5),
    ) {
        let mut draft = Draft::new(at, Actor::System(id.clone()), Channel::Job, action);
        draft.clause = clause;
        draft = draft.subject("kind", id).detail("words", words);
        for (key, number) in numbers {
            draft = draft.detail(format!("n.{key}"), number);
        }
        for (n, hash) in hashes.iter().enumerate() {
            let commitment = hash.and_then(|hash| Commitment::from_hex(&hash_to_hex(&hash)));
            let known = Commitment::from_hex(&"0".repeat(64));
            draft = draft.change(format!("f{n}"), commitment, known);
        }
        let entry = draft.seal(index).unwrap();
        let bytes = entry.encode();
        prop_assert_eq!(Entry::decode(&bytes), Ok(entry));
        // An independent reader agrees that this is JSON with sorted keys and no white space.
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(serde_json::to_vec(&value).unwrap(), bytes);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Entry::decode(&bytes).is_err());
    }
}
