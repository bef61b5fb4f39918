//! Checkpoints (C2SP tlog-checkpoint): the size and root of the log, signed.

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::entry::MAX_AT;
use crate::frontier::MAX_SIZE;
use crate::hash::Hash;
use crate::hex;
use crate::key::{SigningKey, VerifyingKey, is_name};
use crate::note::{self, NoteError};

/// The word before the instant in the extension line.
const AT: &str = "at ";

/// The head of a log at some size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    at: Option<i64>,
}

impl Checkpoint {
    /// The head of the log named `origin`, which had `size` entries with this root; `at` is when
    /// it was made, ms UTC.
    ///
    /// # Errors
    /// [`NoteError::Origin`] when the origin is empty or has a space, a plus sign or a control
    /// character; [`NoteError::Checkpoint`] when the size is above [`MAX_SIZE`] or the
    /// instant is before 1970 or after 9999.
    pub fn new(origin: &str, size: u64, root: Hash, at: Option<i64>) -> Result<Self, NoteError> {
        if !is_name(origin) {
            return Err(NoteError::Origin);
        }
        if size > MAX_SIZE || at.is_some_and(|at| !(0..=MAX_AT).contains(&at)) {
            return Err(NoteError::Checkpoint);
        }
        Ok(Self { origin: origin.to_owned(), size, root, at })
    }

    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries the log had.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of these entries.
    #[must_use]
    pub fn root(&self) -> &Hash {
        &self.root
    }

    /// When the checkpoint was made, ms UTC, by the clock of the signer.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        self.at
    }

    /// The text that is signed: origin, size, root, and `at` with the instant if there is one.
    #[must_use]
    pub fn text(&self) -> String {
        let root = STANDARD.encode(self.root);
        let at = self.at.map(|at| format!("{AT}{at}\n")).unwrap_or_default();
        format!("{}\n{}\n{root}\n{at}", self.origin, self.size)
    }

    /// The signed note.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        note::sign(&self.text(), key)
    }

    /// Opens a signed note.
    ///
    /// # Errors
    /// [`NoteError`]: not signed by a trusted key, of another log, or in any way not in the one
    /// spelling that [`Checkpoint::sign`] writes (further signature lines of unknown keys apart).
    pub fn open(note: &[u8], trust: &Trust) -> Result<Self, NoteError> {
        let text = note::open(note, &trust.keys)?;
        let this = Self::parse(text).ok_or(NoteError::Checkpoint)?;
        if this.origin != trust.origin {
            return Err(NoteError::Origin);
        }
        if this.text() == text { Ok(this) } else { Err(NoteError::Checkpoint) }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let origin = lines.next()?;
        let size = lines.next()?.parse().ok()?;
        let root = STANDARD.decode(lines.next()?).ok()?.try_into().ok()?;
        let at = match lines.next() {
            Some(line) => Some(line.strip_prefix(AT)?.parse().ok()?),
            None => None,
        };
        Self::new(origin, size, root, at).ok()
    }
}

/// Which log, and whose signatures under its checkpoints are believed.
#[derive(Clone, Debug)]
pub struct Trust {
    origin: String,
    keys: Vec<VerifyingKey>,
}

impl Trust {
    /// The log named `origin`, whose checkpoints are signed by one of the keys: the present one,
    /// and those before it if the key was ever changed.
    #[must_use]
    pub fn new(origin: &str, keys: Vec<VerifyingKey>) -> Self {
        Self { origin: origin.to_owned(), keys }
    }

    /// The name of the log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[VerifyingKey] {
        &self.keys
    }
}

/// A size and root that somebody outside kept: on paper, in a mail, in another system. Prints as
/// the size and the root in 16 groups of hexadecimal digits, and is read with any white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptRoot {
    /// How many entries the log had.
    pub size: u64,
    /// The root of these entries.
    pub root: Hash,
}

impl From<&Checkpoint> for KeptRoot {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self { size: checkpoint.size, root: checkpoint.root }
    }
}

impl fmt::Display for KeptRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.size)?;
        self.root.chunks(2).try_for_each(|pair| write!(f, " {}", hex::encode(pair)))
    }
}

impl FromStr for KeptRoot {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Self, NoteError> {
        let mut words = text.split_whitespace();
        let size = words.next().and_then(|word| word.parse().ok());
        // A person typing from paper may use capitals.
        let digits = words.collect::<String>().to_ascii_lowercase();
        match (size, hex::decode(&digits)) {
            (Some(size), Some(root)) if size <= MAX_SIZE => Ok(Self { size, root }),
            _ => Err(NoteError::Malformed),
        }
    }
}

#[cfg(test)]
mod tests;
