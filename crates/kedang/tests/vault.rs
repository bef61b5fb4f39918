//! `kedang vault`: what its operator sees, and what the server says when a key is missing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, Location, Sql};
use kedang_domain::id::CustomerId;
use kedang_storage::vault::{self, Sealing, Vault};
use kedang_vault::{KEY, MasterKeys, Suite};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU8, Ordering};

/// Output and error of a command, and whether it succeeded.
fn kedang(data: &Path, arguments: &[&str], set: &[(&str, &str)]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kedang"));
    for name in [
        "KEDANG_DATABASE_URL",
        "KEDANG_LISTEN",
        "KEDANG_VAULT_KEYS",
        "KEDANG_VAULT_PASSPHRASE",
        "KEDANG_VAULT_CIPHER",
    ] {
        command.env_remove(name);
    }
    let command = command.env("KEDANG_DATA", data).env("KEDANG_LOG", "warn").args(arguments);
    let output = command.envs(set.iter().copied()).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

/// Seals a customer of the sample company with the keys of the folder.
fn seal(data: &Path) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let db = Db::open(&Location::File(data.join("kedang.db"))).await.unwrap();
        let text = fs::read_to_string(data.join("keys/vault")).unwrap();
        let masters = MasterKeys::read(&text, None).unwrap();
        let drawn = AtomicU8::new(0);
        let random = move |bytes: &mut [u8]| bytes.fill(drawn.fetch_add(1, Ordering::Relaxed));
        let held = Vault::new(masters, Suite::default(), Box::new(random), Box::new(|| None));
        vault::attach(&db, held);
        let mut tx = db.begin().await.unwrap();
        let mut row = tx.one(Sql::new("SELECT min(id) FROM customer")).await.unwrap();
        let id: CustomerId = row.take::<String>().unwrap().parse().unwrap();
        vault::settle(&mut tx, id, Sealing::Facts, "", 1).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
}

#[test]
fn keys_are_told_rotated_locked_and_missed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (made, text) = kedang(&data, &["demo"], &[]);
    assert!(made, "{text}");
    let file = data.join("keys/vault");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    seal(&data);

    let status = |set: &[(&str, &str)]| kedang(&data, &["vault", "status"], set);
    let (ok, text) = status(&[]);
    assert!(ok && text.contains("master keys        1\n"), "{text}");
    assert!(text.contains("sealed customers   4\n") && text.contains("aes-256-gcm"), "{text}");
    // The keys of three customers of the sample, of one more, and that of the words.
    assert!(text.contains("wrapped by key 1   5 data keys\n"), "{text}");

    let first = fs::read_to_string(&file).unwrap();
    let (ok, text) = kedang(&data, &["vault", "rotate"], &[]);
    assert!(ok && text.contains("Master key 2 is there"), "{text}");
    assert!(text.contains("wrapped by key 2   5 data keys\n"), "{text}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

    // The keys of before open nothing any more, and no key opens nothing.
    let second = fs::read_to_string(&file).unwrap();
    fs::write(&file, &first).unwrap();
    let (ok, text) = kedang(&data, &["serve", "--listen", "127.0.0.1:0"], &[]);
    assert!(!ok && text.contains("master key 2 of the vault is lost"), "{text}");
    fs::remove_file(&file).unwrap();
    let (ok, text) = kedang(&data, &["serve", "--listen", "127.0.0.1:0"], &[]);
    assert!(!ok && text.contains("keys/vault is missing, but customers lie sealed"), "{text}");
    assert!(!file.exists(), "no other key takes its place");

    // From the environment.
    let keys: Vec<_> = second.lines().filter(|line| !line.starts_with('#')).collect();
    let keys = keys.join(",");
    let (ok, text) = status(&[("KEDANG_VAULT_KEYS", &keys), ("KEDANG_VAULT_CIPHER", "sm4-gcm")]);
    assert!(ok && text.contains("sm4-gcm"), "{text}");
    let (ok, text) = kedang(&data, &["vault", "rotate"], &[("KEDANG_VAULT_KEYS", &keys)]);
    assert!(!ok && text.contains("given in KEDANG_VAULT_KEYS"), "{text}");
    let other = MasterKeys::first([9; KEY]).to_text();
    let (ok, text) = status(&[("KEDANG_VAULT_KEYS", other.trim())]);
    assert!(!ok && text.contains("lost or another one"), "{text}");
    let (ok, text) = status(&[("KEDANG_VAULT_KEYS", &keys), ("KEDANG_VAULT_CIPHER", "des")]);
    assert!(!ok && text.contains("there is no cipher des"), "{text}");

    // Locked by a passphrase with the next rotation.
    fs::write(&file, &second).unwrap();
    let passphrase = ("KEDANG_VAULT_PASSPHRASE", "红木箱子里有三把钥匙");
    let (ok, text) = kedang(&data, &["vault", "rotate"], &[passphrase]);
    assert!(ok && text.contains("wrapped by key 3   5 data keys\n"), "{text}");
    assert!(fs::read_to_string(&file).unwrap().contains("locked:"));
    let (ok, text) = status(&[]);
    assert!(!ok && text.contains("is locked"), "{text}");
    assert!(status(&[passphrase]).0);
}
