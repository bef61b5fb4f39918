//! One entry with everything that is needed to verify it elsewhere.

use super::{EvidenceCheckpoint, EvidenceItem};
use crate::auth::Signed;
use crate::extract::{Json, Path};
use crate::messages::Language;
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::evidence::hash_to_hex;
use serde::Serialize;
use utoipa::ToSchema;

/// That an entry stands in the log (RFC 9162, 2.1.3).
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceProof {
    /// The place of the entry.
    pub index: u64,
    /// The size of the log.
    pub size: u64,
    /// The sisters on the way from the leaf to the root, hexadecimal.
    pub path: Vec<String>,
    /// The root to which the way leads, hexadecimal.
    pub root: String,
}

/// An entry with everything that is needed to verify it elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceEntry {
    /// What it says.
    pub item: EvidenceItem,
    /// The exact text that is hashed: SHA-256(0x00 ‖ text) is the leaf. Null when it is no text.
    pub entry: Option<String>,
    /// The leaf hash, hexadecimal.
    pub leaf: String,
    /// That the entry stands in the log; null when it cannot be proved.
    pub proof: Option<EvidenceProof>,
    /// The checkpoint that signs the root of the proof; null when none could be signed.
    pub checkpoint: Option<EvidenceCheckpoint>,
    /// The key that verifies the checkpoint.
    pub verifying_key: String,
}

/// An entry with everything that is needed to verify it elsewhere. The reading itself is written
/// into the log.
#[utoipa::path(
    get,
    path = "/evidence/{index}",
    tag = "evidence",
    params(("index" = i64, Path, description = "Its place in the log, from 0")),
    responses(
        (status = 200, description = "The entry and its proof", body = EvidenceEntry),
        (status = 404, description = "The log is not so long"),
    )
)]
pub(super) async fn open(
    State(server): State<Server>,
    signed: Signed,
    Path(index): Path<i64>,
) -> Result<Json<EvidenceEntry>> {
    let opened = server.app.open_evidence(&signed, index).await?;
    let item = EvidenceItem::new(opened.found, &opened.names, Language::of(&signed.locale));
    Ok(Json(EvidenceEntry {
        item,
        entry: opened.text,
        leaf: opened.leaf.iter().map(|byte| format!("{byte:02x}")).collect(),
        proof: opened.proof.map(|(proof, root)| EvidenceProof {
            index: proof.index,
            size: proof.size,
            path: proof.path.iter().map(hash_to_hex).collect(),
            root: hash_to_hex(&root),
        }),
        checkpoint: opened.checkpoint.map(EvidenceCheckpoint::new),
        verifying_key: opened.verifying_key,
    }))
}
