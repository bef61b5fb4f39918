//! Signed notes (C2SP signed-note): a text, an empty line, signature lines.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::key::{SigningKey, VerifyingKey, is_name};

/// The greatest length of a note, bytes: room for many witnesses.
pub const MAX_NOTE_BYTES: usize = 1 << 17;

/// Why a note or checkpoint is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoteError {
    /// More than [`MAX_NOTE_BYTES`].
    #[error("the note is too large")]
    TooLarge,
    /// Not UTF-8, a control character, no signature block, no final newline, a malformed
    /// signature line, a signature line twice.
    #[error("the note is malformed")]
    Malformed,
    /// None of the signature lines is by a trusted key.
    #[error("the note is not signed by a trusted key")]
    Unsigned,
    /// A signature line names a trusted key, and the signature does not hold.
    #[error("the signature does not hold")]
    Signature,
    /// The text is that of another log.
    #[error("the checkpoint is of another log")]
    Origin,
    /// The text is signed, but is not a checkpoint in its one spelling.
    #[error("the text is not a checkpoint")]
    Checkpoint,
}

impl NoteError {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "evidence_note_too_large",
            Self::Malformed => "evidence_note_malformed",
            Self::Unsigned => "evidence_note_unsigned",
            Self::Signature => "evidence_note_signature",
            Self::Origin => "evidence_note_origin",
            Self::Checkpoint => "evidence_note_checkpoint",
        }
    }
}

/// Signs a text, which ends with a newline and has no control characters but newlines.
pub(crate) fn sign(text: &str, key: &SigningKey) -> String {
    let public = key.verifying_key();
    let mut bytes = public.id().to_vec();
    bytes.extend(key.sign(text.as_bytes()));
    format!("{text}\n\u{2014} {} {}\n", public.name(), STANDARD.encode(bytes))
}

/// Opens a note: its text, if at least one trusted key signed it and no line of a trusted key is
/// wrong. Lines of unknown keys (witnesses, retired keys) must be well formed and are otherwise
/// ignored.
pub(crate) fn open<'a>(note: &'a [u8], keys: &[VerifyingKey]) -> Result<&'a str, NoteError> {
    if note.len() > MAX_NOTE_BYTES {
        return Err(NoteError::TooLarge);
    }
    let note = core::str::from_utf8(note).map_err(|_| NoteError::Malformed)?;
    if note.contains(|c: char| c.is_control() && c != '\n') {
        return Err(NoteError::Malformed);
    }
    // The text keeps its final newline; the last empty line of the note ends it.
    let blank = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, block) = (&note[..=blank], &note[blank + 2..]);
    let block = block.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    let lines = block.split('\n').map(line).collect::<Option<Vec<_>>>();
    let lines = lines.ok_or(NoteError::Malformed)?;
    let mut signed = false;
    for (position, (name, bytes)) in lines.iter().enumerate() {
        if lines[..position].contains(&(name, bytes.clone())) {
            return Err(NoteError::Malformed);
        }
        let Some((id, signature)) = bytes.split_first_chunk::<4>() else {
            return Err(NoteError::Malformed);
        };
        let Some(key) = keys.iter().find(|key| key.name() == *name && key.id() == *id) else {
            continue;
        };
        let signature = signature.try_into().map_err(|_| NoteError::Signature)?;
        if !key.verify(text.as_bytes(), signature) {
            return Err(NoteError::Signature);
        }
        signed = true;
    }
    if signed { Ok(text) } else { Err(NoteError::Unsigned) }
}

/// The name and the bytes of a signature line, if it is well formed: more than the four bytes of
/// the key id. The decoder takes one spelling only: padded, and no stray bits at the end.
fn line(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, base64) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let bytes = STANDARD.decode(base64).ok()?;
    (is_name(name) && bytes.len() > 4).then_some((name, bytes))
}

#[cfg(test)]
mod tests;
