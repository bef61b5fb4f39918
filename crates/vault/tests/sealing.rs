//! What must open opens; everything else is refused.

use kedang_vault::{DataKey, KEY, KeyId, Locked, MasterKeys, Place, Suite, VaultError, Wrapped};
use proptest::prelude::*;

const ID: KeyId = KeyId([7; 16]);
const PLACE: Place<'_> = Place { table: "contact", column: "name", row: "r1" };

fn key(byte: u8) -> DataKey {
    DataKey::new([byte; KEY])
}

fn suites() -> impl Strategy<Value = Suite> {
    prop_oneof![Just(Suite::Aes256Gcm), Just(Suite::Sm4Gcm)]
}

proptest! {
    #[test]
    fn what_was_sealed_opens(suite in suites(), plain: Vec<u8>, nonce: [u8; 12], secret: [u8; 32]) {
        let key = DataKey::new(secret);
        let sealed = key.seal(suite, ID, PLACE, nonce, &plain).unwrap();
        prop_assert_eq!(KeyId::of(&sealed), Ok(ID));
        prop_assert_eq!(&**key.open(PLACE, &sealed).unwrap(), &plain[..]);
    }

    #[test]
    fn a_changed_bit_is_refused(suite in suites(), plain: Vec<u8>, at: prop::sample::Index, bit in 0..8u8) {
        let mut sealed = key(1).seal(suite, ID, PLACE, [3; 12], &plain).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= 1 << bit;
        prop_assert!(key(1).open(PLACE, &sealed).is_err());
    }

    #[test]
    fn a_shortened_value_is_refused(suite in suites(), plain: Vec<u8>, at: prop::sample::Index) {
        let sealed = key(1).seal(suite, ID, PLACE, [3; 12], &plain).unwrap();
        prop_assert!(key(1).open(PLACE, &sealed[..at.index(sealed.len())]).is_err());
    }

    #[test]
    fn another_place_is_refused(suite in suites(), table: String, column: String, row: String) {
        let sealed = key(1).seal(suite, ID, PLACE, [3; 12], b"x").unwrap();
        let other = Place { table: &table, column: &column, row: &row };
        prop_assume!(other != PLACE);
        prop_assert_eq!(key(1).open(other, &sealed).unwrap_err(), VaultError::DoesNotOpen);
    }

    #[test]
    fn rubbish_is_refused(bytes: Vec<u8>) {
        prop_assert!(key(1).open(PLACE, &bytes).is_err());
    }

    #[test]
    fn rubbish_is_no_text_of_keys(text: String) {
        let _ = MasterKeys::read(&text, None);
    }
}

#[test]
fn the_borders_between_the_parts_of_a_place_count() {
    let sealed = key(1).seal(Suite::Aes256Gcm, ID, PLACE, [3; 12], b"x").unwrap();
    let shifted = Place { table: "contactn", column: "ame", row: "r1" };
    assert_eq!(key(1).open(shifted, &sealed).unwrap_err(), VaultError::DoesNotOpen);
}

#[test]
fn another_key_is_refused() {
    let sealed = key(1).seal(Suite::Aes256Gcm, ID, PLACE, [3; 12], b"x").unwrap();
    assert_eq!(key(2).open(PLACE, &sealed).unwrap_err(), VaultError::DoesNotOpen);
}

#[test]
fn tokens_are_equal_for_equal_words_under_one_key() {
    assert_eq!(key(1).token("p138"), key(1).token("p138"));
    assert_ne!(key(1).token("p138"), key(1).token("p139"));
    assert_ne!(key(1).token("p138"), key(2).token("p138"));
}

#[test]
fn older_versions_still_open_and_the_newest_wraps() {
    let mut masters = MasterKeys::first([1; KEY]);
    let old = masters.wrap(Suite::Aes256Gcm, ID, &key(9), [5; 12]).unwrap();
    assert_eq!(masters.add([2; KEY]), 2);
    let new = masters.wrap(Suite::Sm4Gcm, ID, &key(9), [6; 12]).unwrap();
    assert_eq!((old.master, new.master), (1, 2));
    for wrapped in [&old, &new] {
        assert_eq!(masters.unwrap(ID, wrapped).unwrap().token("x"), key(9).token("x"));
    }
    // Not under the name of the other version, not for another id, not without the key.
    let renamed = Wrapped { master: 2, bytes: old.bytes.clone() };
    assert_eq!(masters.unwrap(ID, &renamed).unwrap_err(), VaultError::DoesNotOpen);
    assert_eq!(masters.unwrap(KeyId([8; 16]), &old).unwrap_err(), VaultError::DoesNotOpen);
    let first = MasterKeys::first([1; KEY]);
    assert_eq!(first.unwrap(ID, &new).unwrap_err(), VaultError::MasterMissing(2));
    let other = MasterKeys::first([3; KEY]);
    assert_eq!(other.unwrap(ID, &old).unwrap_err(), VaultError::DoesNotOpen);
}

#[test]
fn keys_are_read_as_they_were_written() {
    let mut masters = MasterKeys::first([1; KEY]);
    masters.add([2; KEY]);
    let text = masters.to_text();
    let wrapped = masters.wrap(Suite::Aes256Gcm, ID, &key(9), [5; 12]).unwrap();
    let remarked = format!("# the keys\n\n{}", &*text);
    let in_line = text.trim().replace('\n', ", ");
    for text in [text.as_str(), &remarked, &in_line] {
        let read = MasterKeys::read(text, None).unwrap();
        assert_eq!(read.versions().collect::<Vec<_>>(), [1, 2]);
        assert!(read.unwrap(ID, &wrapped).is_ok());
    }
    let one = text.lines().next().unwrap();
    for (wrong, line) in [
        ("", 0),
        ("# nothing", 0),
        ("x", 1),
        ("0:AAAA", 1),
        ("\n1:AAAA", 2),
        (&format!("{one}\n{one}"), 2),
        (&one.replace("1:", "-1:"), 1),
    ] {
        assert_eq!(MasterKeys::read(wrong, None).unwrap_err(), VaultError::Text(line), "{wrong}");
    }
}

#[test]
fn a_passphrase_locks_the_keys() {
    let masters = MasterKeys::first([1; KEY]);
    let locked = Locked::new(&masters, "correct horse", [4; 16], [5; 12]).unwrap().to_text();
    assert!(!locked.contains(masters.to_text().trim()));
    let opened = MasterKeys::read(&locked, Some("correct horse")).unwrap();
    assert_eq!(*opened.to_text(), *masters.to_text());
    for wrong in [None, Some("incorrect horse"), Some("")] {
        assert_eq!(MasterKeys::read(&locked, wrong).unwrap_err(), VaultError::Passphrase);
    }
    let cut = &locked[..locked.len() / 2];
    assert!(MasterKeys::read(cut, Some("correct horse")).is_err());
}

#[test]
fn nothing_secret_is_written_by_debug() {
    let masters = MasterKeys::first([65; KEY]);
    let text = format!("{:?} {:?}", masters, key(65));
    assert!(!text.contains("65") && !text.contains("AAAA"), "{text}");
}
