use super::*;
use crate::key::KeyError;

/// The key and note in the documentation of Go's `golang.org/x/mod/sumdb/note`.
const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SKEY: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\
    \n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

fn peter() -> SigningKey {
    let typed = STANDARD.decode(SKEY).unwrap();
    SigningKey::from_bytes("PeterNeumann", typed[1..].try_into().unwrap()).unwrap()
}

fn key(name: &str, secret: u8) -> SigningKey {
    SigningKey::from_bytes(name, &[secret; 32]).unwrap()
}

fn text() -> &'static str {
    NOTE.split_once("\n\n").unwrap().0
}

#[test]
fn the_known_note() {
    assert_eq!(peter().verifying_key().to_string(), VKEY);
    let keys = [VKEY.parse::<VerifyingKey>().unwrap()];
    assert_eq!(keys[0], *peter().verifying_key());
    let opened = open(NOTE.as_bytes(), &keys).unwrap();
    assert_eq!(opened, format!("{}\n", text()));
    assert_eq!(sign(opened, &peter()), NOTE);
}

#[test]
fn other_keys_are_refused() {
    let trusted = [peter().verifying_key().clone()];
    let opened = |note: &str| open(note.as_bytes(), &trusted).map(drop);
    let good = sign("a\n", &peter());
    assert_eq!(opened(&good), Ok(()));
    // Validly signed by another key, of the same name and of another name.
    assert_eq!(opened(&sign("a\n", &key("PeterNeumann", 1))), Err(NoteError::Unsigned));
    assert_eq!(opened(&sign("a\n", &key("EnochRoot", 1))), Err(NoteError::Unsigned));
    assert_eq!(open(good.as_bytes(), &[]), Err(NoteError::Unsigned));
    // The line of the trusted key, from another text.
    assert_eq!(opened(&good.replacen('a', "b", 1)), Err(NoteError::Signature));
    // Another key that pretends to the id of the trusted one.
    let mut line = trusted[0].id().to_vec();
    line.extend(key("PeterNeumann", 1).sign(b"a\n"));
    let forged = format!("a\n\n\u{2014} PeterNeumann {}\n", STANDARD.encode(&line));
    assert_eq!(opened(&forged), Err(NoteError::Signature));
    line.push(0);
    let long = format!("a\n\n\u{2014} PeterNeumann {}\n", STANDARD.encode(&line));
    assert_eq!(opened(&long), Err(NoteError::Signature));
}

#[test]
fn lines_of_unknown_keys_are_ignored_but_well_formed() {
    let trusted = [peter().verifying_key().clone()];
    let opened = |note: &str| open(note.as_bytes(), &trusted).map(drop);
    let ours = sign("a\n", &peter());
    let theirs = sign("a\n", &key("witness.example", 2));
    let line = theirs.strip_prefix("a\n\n").unwrap();
    assert_eq!(opened(&format!("{ours}{line}")), Ok(()));
    assert_eq!(opened(&ours.replacen("\n\n", &format!("\n\n{line}"), 1)), Ok(()));
    assert_eq!(opened(&format!("{ours}{line}{line}")), Err(NoteError::Malformed));
    assert_eq!(opened(&format!("{ours}\u{2014} x AAAAAA==\n")), Err(NoteError::Malformed));
    assert_eq!(opened(&format!("{ours}\u{2014} x AAAAAAA=\n")), Ok(()));
    assert_eq!(opened(&format!("{ours}\u{2014} x AAAAAAB=\n")), Err(NoteError::Malformed));
    assert_eq!(opened(&format!("{ours}\u{2014} x+y AAAAAAA=\n")), Err(NoteError::Malformed));
    assert_eq!(opened(&format!("{ours}\u{2014}  AAAAAAA=\n")), Err(NoteError::Malformed));
    assert_eq!(opened(&format!("{ours}- x AAAAAAA=\n")), Err(NoteError::Malformed));
    // Two trusted keys of which one did not sign this: the whole note is refused.
    let both = [trusted[0].clone(), key("witness.example", 2).verifying_key().clone()];
    let wrong = sign("b\n", &key("witness.example", 2));
    let mixed = format!("{ours}{}", wrong.strip_prefix("b\n\n").unwrap());
    assert_eq!(open(mixed.as_bytes(), &both), Err(NoteError::Signature));
    assert_eq!(opened(&mixed), Ok(()));
}

#[test]
fn other_forms_are_refused() {
    let trusted = [peter().verifying_key().clone()];
    let opened = |note: &[u8]| open(note, &trusted).map(drop);
    let good = sign("a\nb\n", &peter());
    let malformed = [
        good.trim_end().to_owned(),
        format!("{good}\n"),
        format!("{good} "),
        format!("{good}x\n"),
        good.replace('\n', "\r\n"),
        good.replacen("\n\n", "\n", 1),
        good.replacen("PeterNeumann ", "PeterNeumann  ", 1),
        good.replacen(" PeterNeumann", "  PeterNeumann", 1),
        good.replacen("=\n", " =\n", 1),
        good.replacen("=\n", "\n", 1),
        good.replacen("=\n", "==\n", 1),
        good.replacen('a', "\t", 1),
        good.replacen('a', "\u{0}", 1),
        good.replacen('a', "\u{9f}", 1),
        String::new(),
        "\n\n".to_owned(),
    ];
    for note in malformed {
        assert_eq!(opened(note.as_bytes()), Err(NoteError::Malformed), "{note:?}");
    }
    assert_eq!(opened(b"\xff\n\n"), Err(NoteError::Malformed));
    assert_eq!(opened(good.replacen("a\nb", "a\nb\n", 1).as_bytes()), Err(NoteError::Signature));
    let large = sign(&format!("{}\n", "a".repeat(MAX_NOTE_BYTES)), &peter());
    assert_eq!(opened(large.as_bytes()), Err(NoteError::TooLarge));
}

#[test]
fn verifying_keys_have_one_spelling() {
    let parse = |text: &str| text.parse::<VerifyingKey>().map(drop);
    assert_eq!(parse(VKEY), Ok(()));
    assert_eq!(parse("PeterNeumann"), Err(KeyError::Format));
    assert_eq!(parse(&VKEY.replace("Peter", "Dieter")), Err(KeyError::Hash));
    assert_eq!(parse(&VKEY.replace("c74f20a3", "C74F20A3")), Err(KeyError::Hash));
    assert_eq!(parse(&VKEY.replace("c74f20a3", "c74f20a4")), Err(KeyError::Hash));
    let other = key("PeterNeumann", 1).verifying_key().to_string();
    let mixed = format!("PeterNeumann+c74f20a3+{}", other.rsplit('+').next().unwrap());
    assert_eq!(parse(&mixed), Err(KeyError::Hash));
    assert_eq!(parse(&VKEY.replace("+AR", "+BR")), Err(KeyError::Format));
    assert_eq!(parse(&format!("{VKEY}=")), Err(KeyError::Format));
    assert_eq!(parse(&format!(" {VKEY}")), Err(KeyError::Name));
    // The point of order one: under it, signatures hold for any text.
    let mut weak = [0; 33];
    (weak[0], weak[1]) = (ED25519_TYPE, 1);
    let weak = format!("PeterNeumann+00000000+{}", STANDARD.encode(weak));
    assert_eq!(parse(&weak), Err(KeyError::Point));
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\n"] {
        assert_eq!(SigningKey::from_bytes(name, &[1; 32]).map(drop), Err(KeyError::Name));
    }
}

const ED25519_TYPE: u8 = 1;

#[test]
fn signing_keys_are_not_shown() {
    let shown = format!("{:?}", key("log.example", 0x5a));
    assert_eq!(shown, "SigningKey(log.example, redacted)");
}
