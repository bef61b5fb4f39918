//! Passwords: hashing under a bound, secrets that people can copy by hand, the rules.

use crate::form::Form;
use crate::{App, AppError, Result};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;
use kedang_domain::field::FieldError;
use kedang_domain::password::{PASSWORD_MAX, check_password};
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// A password as somebody typed it. Never shown by `Debug`.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Cleartext(String);

impl Cleartext {
    /// Wraps what was typed.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// What was typed, to be hashed or shown once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Cleartext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cleartext(…)")
    }
}

/// How hard it is to try a password. More is slower for whoever stole the hashes, and for us.
#[derive(Clone, Copy, Debug)]
pub struct Hashing {
    /// Memory of one computation, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
    /// Computations at once: a flood of sign-ins waits in line instead of eating the machine.
    pub at_once: usize,
}

impl Default for Hashing {
    /// The least that OWASP recommends for Argon2id: 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1, at_once: 2 }
    }
}

/// Sign-ins that may wait for their turn; whoever comes later is told to come back.
const QUEUE: usize = 64;
/// Seconds after which they should.
const COME_BACK: u64 = 2;

pub(crate) struct Hasher {
    hashing: Hashing,
    turns: Arc<Semaphore>,
    queue: Semaphore,
    /// A hash that no password has, of the usual cost: an unknown login takes as long as a known.
    nobody: String,
}

/// What came of comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// It is the password.
    pub(crate) matches: bool,
    /// It is kept under another cost than today's.
    pub(crate) outdated: bool,
}

impl Hasher {
    /// `random` makes the hash that nobody has.
    pub(crate) fn new(hashing: Hashing, random: [u8; 48]) -> Self {
        let (salt, hash) = random.split_at(16);
        let nobody = format!(
            "$argon2id$v=19$m={},t={},p={}${}${}",
            hashing.memory_kib,
            hashing.passes,
            hashing.lanes,
            BASE64_STANDARD_NO_PAD.encode(salt),
            BASE64_STANDARD_NO_PAD.encode(hash),
        );
        Self {
            hashing,
            turns: Arc::new(Semaphore::new(hashing.at_once.max(1))),
            queue: Semaphore::new(QUEUE),
            nobody,
        }
    }

    /// Runs a computation when it is its turn, beside the threads that serve requests. The turn
    /// ends with the computation, also when the request behind it went away.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let _place = self
            .queue
            .try_acquire()
            .map_err(|_| AppError::RateLimited { retry_after: COME_BACK })?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(AppError::internal)?;
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(AppError::internal)?
    }

    fn argon2(&self) -> Result<Argon2<'static>> {
        let Hashing { memory_kib, passes, lanes, .. } = self.hashing;
        let params = Params::new(memory_kib, passes, lanes, None).map_err(AppError::internal)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    pub(crate) async fn hash(&self, password: &Cleartext, salt: [u8; 16]) -> Result<String> {
        let argon2 = self.argon2()?;
        let password = password.clone();
        self.run(move || {
            let hash: PasswordHash = argon2
                .hash_password_with_salt(password.reveal().as_bytes(), &salt)
                .map_err(AppError::internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Compares with a kept hash, or, in the same time, with nobody's.
    pub(crate) async fn verify(&self, password: &Cleartext, hash: Option<&str>) -> Result<Verdict> {
        let argon2 = self.argon2()?;
        let outdated = hash.is_some_and(|h| {
            let cost = |phc: &str| phc.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
            cost(h) != cost(&self.nobody)
        });
        let hash = hash.unwrap_or(&self.nobody).to_owned();
        // Nobody has a longer one; hashing it would only be work for us.
        let password = if password.reveal().chars().count() > PASSWORD_MAX {
            Cleartext::new("")
        } else {
            password.clone()
        };
        self.run(move || {
            let hash = PasswordHash::new(&hash).map_err(AppError::internal)?;
            let matches = argon2.verify_password(password.reveal().as_bytes(), &hash).is_ok();
            Ok(Verdict { matches, outdated })
        })
        .await
    }
}

/// Letters and digits that nobody takes for one another, 32 of them (Crockford's).
const READABLE: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A secret to be copied by hand: 5 bits a byte, in groups of four.
pub(crate) fn readable(random: &[u8]) -> String {
    let mut text = String::new();
    for (index, byte) in random.iter().enumerate() {
        if index > 0 && index % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(READABLE[usize::from(byte & 31)]));
    }
    text
}

/// What [`readable`] made, as somebody typed it: capitals, blanks, hyphens, and letters that look
/// like digits do not matter.
pub(crate) fn unreadable(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        })
        .collect()
}

impl App {
    /// A fresh password of 80 random bits, to be shown once.
    #[must_use]
    pub fn one_time_password(&self) -> Cleartext {
        Cleartext::new(readable(&self.random::<16>()))
    }

    pub(crate) async fn hash(&self, password: &Cleartext) -> Result<String> {
        self.inner.hasher.hash(password, self.random()).await
    }
}

/// Refuses a chosen password that breaks the rules, see [`check_password`].
pub(crate) fn judge(
    form: &mut Form,
    pointer: &str,
    password: &Cleartext,
    login: &str,
    company: &str,
) {
    if let Err(faults) = check_password(password.reveal(), login, &[company]) {
        for fault in faults {
            let error = FieldError::new(fault.code());
            let error = fault.params().into_iter().fold(error, |e, (k, v)| e.with(k, v));
            form.refuse(pointer, error);
        }
    }
}
