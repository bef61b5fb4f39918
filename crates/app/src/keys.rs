//! The keys of an installation, kept outside the database: whoever has only the database cannot
//! forge a checkpoint, nor guess values from their commitments.

use kedang_evidence::{CommitmentKey, VerifyingKey};
use kedang_vault::{MasterKeys, Suite};
use std::fmt;
use std::sync::Arc;

/// 32 secret bytes each.
#[derive(Clone)]
pub struct Keys {
    /// Signs the checkpoints of the evidence log.
    pub signing: [u8; 32],
    /// Keys the commitments to values in the log.
    pub commitment: CommitmentKey,
    /// Seals what must be read back, such as the seeds of one-time passwords.
    pub sealing: [u8; 32],
    /// The name under which checkpoints are signed, e.g. `kedang.example/log`.
    pub origin: String,
    /// Keys that signed before the present one and are still believed.
    pub retired: Vec<VerifyingKey>,
    /// The keys of the vault.
    pub vault: VaultKeys,
}

/// The keys of the vault, in which customers of a high level of secrecy lie.
#[derive(Clone)]
pub struct VaultKeys {
    /// Wrap the keys of the customers.
    pub masters: MasterKeys,
    /// With what new values are sealed.
    pub suite: Suite,
    /// Reads the master keys anew, for when another process has added one; `None` when it cannot.
    pub again: Arc<dyn Fn() -> Option<MasterKeys> + Send + Sync>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("origin", &self.origin).finish_non_exhaustive()
    }
}
