//! The keys of an installation, in files beside the database and not in it.

use crate::failure::Failure;
use kedang_app::keys::{Keys, VaultKeys};
use kedang_app::world::{Entropy, SystemEntropy};
use kedang_evidence::{CommitmentKey, SigningKey, VerifyingKey};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

/// Reads the keys under `folder`, and those of the vault. Where there is no company yet, makes the
/// ones that are missing; later a missing key is a loss that must not be papered over with a new one.
pub(crate) fn load(
    folder: &Path,
    in_use: bool,
    vault: impl FnOnce() -> Result<VaultKeys, Failure>,
) -> Result<Keys, Failure> {
    if !in_use {
        make_private(folder).map_err(|e| broken(folder, e))?;
    }
    let file = |name: &str, fresh: &dyn Fn() -> Vec<u8>| {
        let path = folder.join(name);
        if in_use && !path.exists() {
            return Err(Failure::plain(format!(
                "{} is missing, but the database is in use: put the backup of the keys back",
                path.display()
            )));
        }
        read_or_make(&path, fresh).map_err(|e| broken(&path, e))
    };
    let key = |name: &str| -> Result<[u8; 32], Failure> {
        let fresh = || {
            let mut bytes = [0; 32];
            SystemEntropy.fill(&mut bytes);
            bytes.to_vec()
        };
        file(name, &fresh)?.try_into().map_err(|_| {
            Failure::plain(format!("{}: a key has 32 bytes", folder.join(name).display()))
        })
    };
    let origin = || {
        let mut bytes = [0; 8];
        SystemEntropy.fill(&mut bytes);
        let name: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        format!("kedang/{name}\n").into_bytes()
    };
    let origin = String::from_utf8(file("origin", &origin)?)
        .map_err(|e| broken(&folder.join("origin"), e))?;
    let keys = Keys {
        signing: key("signing")?,
        commitment: CommitmentKey::from_bytes(key("commitment")?),
        sealing: key("sealing")?,
        origin: origin.trim().to_owned(),
        retired: retired(&folder.join("retired"))?,
        vault: vault()?,
    };
    publish(folder, &keys)?;
    Ok(keys)
}

/// The file with the public keys that verify the log, the present one first: what an auditor is
/// given, and what `kedang audit` trusts.
pub(crate) const VERIFYING: &str = "evidence.vkey";

/// Writes the public keys beside the secret ones, when they are not there as they should be.
fn publish(folder: &Path, keys: &Keys) -> Result<(), Failure> {
    let path = folder.join(VERIFYING);
    let present = SigningKey::from_bytes(&keys.origin, &keys.signing)
        .map_err(|e| broken(&folder.join("origin"), e))?;
    let all = [present.verifying_key()].into_iter().chain(&keys.retired);
    let text: String = all.map(|key| format!("{key}\n")).collect();
    if fs::read_to_string(&path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path));
    written.map_err(|e| broken(&path, e))
}

/// Keys that signed before the present one, one in the form `name+hash+key` on each line; usually
/// there is no such file.
fn retired(path: &Path) -> Result<Vec<VerifyingKey>, Failure> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(|e| broken(path, e))?,
    };
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.trim().parse().map_err(|e: kedang_evidence::KeyError| broken(path, e)))
        .collect()
}

fn broken(path: &Path, error: impl Into<Box<dyn std::error::Error>>) -> Failure {
    Failure::new(format!("{} cannot be read or made", path.display()), error)
}

/// Makes a folder that only its owner may enter, with those above it.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Two processes that start together end up with the same key: the file gets its name only when it
/// is whole, and only once.
fn read_or_make(path: &Path, fresh: &dyn Fn() -> Vec<u8>) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        read => {
            if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
                tracing::warn!(path = %path.display(), "others than its owner can read this key");
            }
            return read;
        }
    }
    let draft = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(&fresh())?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => fs::read(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys as in use, with a vault that is nobody's.
    fn load(folder: &Path, in_use: bool) -> Result<Keys, Failure> {
        let vault = || {
            Ok(VaultKeys {
                masters: kedang_vault::MasterKeys::first([0; 32]),
                suite: kedang_vault::Suite::default(),
                again: std::sync::Arc::new(|| None),
            })
        };
        super::load(folder, in_use, vault)
    }

    fn folder(name: &str) -> std::path::PathBuf {
        let folder =
            std::env::temp_dir().join(format!("kedang-keys-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn keys_are_made_once_and_for_their_owner_alone() {
        let folder = folder("made");
        let first = load(&folder, false).unwrap();
        let second = load(&folder, true).unwrap();
        assert_eq!(first.signing, second.signing);
        assert_eq!(first.sealing, second.sealing);
        assert_eq!(first.origin, second.origin);
        assert_ne!(first.signing, first.sealing);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        for name in ["signing", "commitment", "sealing", "origin"] {
            assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 5);
        let public = fs::read_to_string(folder.join(VERIFYING)).unwrap();
        let key: VerifyingKey = public.trim_end().parse().unwrap();
        assert_eq!(key.name(), first.origin);
        // A key that signed before stays among those that are published.
        fs::write(folder.join("retired"), &public).unwrap();
        fs::write(folder.join("signing"), [7; 32]).unwrap();
        assert_eq!(load(&folder, true).unwrap().retired, [key]);
        let both = fs::read_to_string(folder.join(VERIFYING)).unwrap();
        assert!(both.lines().count() == 2 && both.ends_with(&public), "{both}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_lost_key_is_not_replaced() {
        let folder = folder("lost");
        load(&folder, false).unwrap();
        fs::remove_file(folder.join("sealing")).unwrap();
        let failure = load(&folder, true).unwrap_err().to_string();
        assert!(failure.contains("sealing is missing"), "{failure}");
        assert!(!folder.join("sealing").exists());
        fs::write(folder.join("sealing"), [1; 31]).unwrap();
        let failure = load(&folder, true).unwrap_err().to_string();
        assert!(failure.contains("32 bytes"), "{failure}");
        fs::remove_dir_all(folder).unwrap();
    }
}
