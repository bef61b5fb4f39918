use super::*;
use crate::hash::{empty_root, leaf_hash};

const ORIGIN: &str = "log.example/evidence";

fn key() -> SigningKey {
    SigningKey::from_bytes(ORIGIN, &[3; 32]).unwrap()
}

fn trust() -> Trust {
    Trust::new(ORIGIN, vec![key().verifying_key().clone()])
}

fn open(text: &str) -> Result<Checkpoint, NoteError> {
    Checkpoint::open(note::sign(text, &key()).as_bytes(), &trust())
}

#[test]
fn the_text_is_that_of_the_specification() {
    let root = STANDARD.decode("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=").unwrap();
    let root = root.try_into().unwrap();
    let plain = Checkpoint::new("example.com/behind-the-sofa", 20_852_163, root, None).unwrap();
    let expected = concat!(
        "example.com/behind-the-sofa\n",
        "20852163\n",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    );
    assert_eq!(plain.text(), expected);
    let at = Some(1_795_322_685_123);
    let timed = Checkpoint::new("example.com/behind-the-sofa", 20_852_163, root, at).unwrap();
    assert_eq!(timed.text(), format!("{expected}at 1795322685123\n"));
}

#[test]
fn what_is_signed_opens() {
    for at in [None, Some(0), Some(1_795_322_685_123)] {
        for size in [0, 1, MAX_SIZE] {
            let checkpoint = Checkpoint::new(ORIGIN, size, leaf_hash(b"x"), at).unwrap();
            let note = checkpoint.sign(&key());
            assert_eq!(Checkpoint::open(note.as_bytes(), &trust()), Ok(checkpoint));
        }
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    let checkpoint = Checkpoint::new(ORIGIN, 1000, leaf_hash(b"x"), Some(1)).unwrap();
    let mut note = checkpoint.sign(&key()).into_bytes();
    for bit in 0..note.len() * 8 {
        note[bit / 8] ^= 1 << (bit % 8);
        assert!(Checkpoint::open(&note, &trust()).is_err(), "bit {bit}");
        note[bit / 8] ^= 1 << (bit % 8);
    }
    assert_eq!(Checkpoint::open(&note, &trust()), Ok(checkpoint));
}

/// All of these are signed with the right key.
#[test]
fn other_spellings_are_refused_even_when_signed() {
    let root = STANDARD.encode(empty_root());
    let good = format!("{ORIGIN}\n7\n{root}\nat 5\n");
    assert!(open(&good).is_ok());
    let refused = [
        good.replace("\n7\n", "\n07\n"),
        good.replace("\n7\n", "\n+7\n"),
        good.replace("\n7\n", "\n7 \n"),
        good.replace("\n7\n", "\n-7\n"),
        good.replace("\n7\n", "\n18446744073709551616\n"),
        good.replace("\n7\n", "\n9007199254740992\n"),
        good.replace("at 5", "at 05"),
        good.replace("at 5", "at -5"),
        good.replace("at 5", "at 253402300800000"),
        good.replace("at 5", "At 5"),
        good.replace("at 5\n", "at 5\nat 6\n"),
        good.replace("at 5\n", "\n"),
        good.replace(&root, &root[4..]),
        good.replace(&root, &format!("AAAA{root}")),
        good.replace(&root, root.trim_end_matches('=')),
        format!("\n{good}"),
        format!("{ORIGIN}\n7\n"),
        "\n".to_owned(),
    ];
    for text in refused {
        let error = open(&text).unwrap_err();
        assert!(matches!(error, NoteError::Checkpoint | NoteError::Origin), "{text:?}: {error}");
    }
}

#[test]
fn another_log_is_refused() {
    let other = Checkpoint::new("log.example/other", 7, empty_root(), None).unwrap();
    let refused = Checkpoint::open(other.sign(&key()).as_bytes(), &trust());
    assert_eq!(refused, Err(NoteError::Origin));
    for origin in ["", "a b", "a\nb", "a+b"] {
        let made = Checkpoint::new(origin, 7, empty_root(), None);
        assert_eq!(made, Err(NoteError::Origin));
    }
    let too_large = Checkpoint::new(ORIGIN, MAX_SIZE + 1, empty_root(), None);
    assert_eq!(too_large, Err(NoteError::Checkpoint));
}

#[test]
fn kept_roots_can_be_printed_and_typed_in() {
    let kept = KeptRoot { size: 1000, root: empty_root() };
    let printed = kept.to_string();
    assert_eq!(
        printed,
        "1000 e3b0 c442 98fc 1c14 9afb f4c8 996f b924 27ae 41e4 649b 934c a495 991b 7852 b855"
    );
    assert_eq!(printed.parse(), Ok(kept));
    let typed = printed.to_uppercase().replace(' ', "\n ");
    assert_eq!(typed.parse(), Ok(kept));
    for wrong in ["", "1000", "x e3b0", &printed[..80], &format!("{printed} 0000")] {
        assert_eq!(wrong.parse::<KeptRoot>(), Err(NoteError::Malformed), "{wrong}");
    }
}
