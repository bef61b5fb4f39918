//! What the log was signed for, and holding it against that.

use crate::auth::Signed;
use crate::extract::{Json, bad};
use crate::messages::{Language, text};
use crate::problem::ApiError;
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_app::evidence::{self as log, Bad, Verified, Warning, hash_to_hex};
use kedang_domain::field::FieldError;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use utoipa::ToSchema;

/// A signed statement of how long the log was and what its root was.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceCheckpoint {
    /// The signed note (C2SP tlog-checkpoint).
    pub note: String,
    /// How many entries it covers.
    pub size: u64,
    /// The root of these entries, 64 hexadecimal digits.
    pub root: String,
    /// When it was signed.
    #[schema(format = DateTime)]
    pub at: Option<String>,
    /// Size and root in the form to be printed and kept outside.
    pub printed: String,
}

impl EvidenceCheckpoint {
    pub(super) fn new(signed: log::Signed) -> Self {
        Self {
            size: signed.size(),
            root: hash_to_hex(signed.root()),
            at: signed.at().map(instant),
            printed: signed.kept().to_string(),
            note: signed.note,
        }
    }
}

/// What the last verification of the log found.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceVerification {
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// By whom.
    pub person: Option<Named>,
    /// Whether everything agreed.
    pub ok: bool,
    /// How many entries were good.
    pub size: i64,
    /// How many a checkpoint or a kept root covered.
    pub proven: i64,
    /// The root of the good entries.
    pub root: String,
    /// Code of the first thing that did not agree.
    pub why: Option<String>,
}

/// How the log stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceStatus {
    /// How many entries it has.
    pub size: i64,
    /// The newest checkpoint; null before the first.
    pub checkpoint: Option<EvidenceCheckpoint>,
    /// Code of why the newest checkpoint is not believed: then the log was tampered with.
    pub fault: Option<&'static str>,
    /// The key that verifies checkpoints: `name+hash+key` (C2SP signed-note).
    pub verifying_key: String,
    /// What the last verification found; null before the first.
    pub verification: Option<EvidenceVerification>,
}

/// How the log stands. With `Accept: text/plain` the newest checkpoint alone, as signed.
#[utoipa::path(
    get,
    path = "/evidence/checkpoint",
    tag = "evidence",
    responses(
        (status = 200, description = "Length, newest checkpoint, key, last verification",
            content((EvidenceStatus = "application/json"), (String = "text/plain"))),
        (status = 404, description = "As text: there is no checkpoint yet"),
    )
)]
pub(super) async fn status(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
) -> Result<Response> {
    let status = server.app.evidence_status(&signed).await?;
    let plain = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.trim_start().starts_with("text/plain"));
    if plain {
        let checkpoint = status.checkpoint.ok_or(AppError::NotFound)?;
        let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        return Ok((kind, checkpoint.note).into_response());
    }
    let verification = status.last.map(|last| EvidenceVerification {
        at: instant(last.at),
        person: last.person.map(|(id, name)| Named::new(id.uuid(), name)),
        ok: last.ok,
        size: last.size,
        proven: last.proven,
        root: last.root,
        why: last.why,
    });
    let status = EvidenceStatus {
        size: status.size,
        checkpoint: status.checkpoint.map(EvidenceCheckpoint::new),
        fault: status.fault,
        verifying_key: status.verifying_key.to_string(),
        verification,
    };
    Ok(Json(status).into_response())
}

/// What the log is to be held against besides its own checkpoints.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationInput {
    /// Sizes and roots that somebody kept outside, as printed.
    #[serde(default)]
    pub kept: Vec<String>,
}

/// Where the log does not agree.
#[derive(Debug, Serialize, ToSchema)]
pub struct FirstBad {
    /// The first bad entry, or the first of the block that holds it.
    pub index: u64,
    /// The end of the block, not included.
    pub until: u64,
    /// Stable code.
    pub why: &'static str,
    /// In words.
    pub message: String,
}

/// Something odd that is not wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceWarning {
    /// Stable code.
    pub code: &'static str,
    /// In words.
    pub message: String,
}

/// What a verification found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationResult {
    /// Whether everything agrees.
    pub ok: bool,
    /// How many entries are good.
    pub size: u64,
    /// How many of them a checkpoint or a kept root covers.
    pub proven: u64,
    /// The root of the good entries, 64 hexadecimal digits.
    pub root: String,
    /// How many checkpoints agree.
    pub checkpoints: u64,
    /// How many kept roots agree.
    pub kept: u64,
    /// The first thing that does not agree.
    pub first_bad: Option<FirstBad>,
    /// What is odd without being wrong; the first hundred.
    pub warnings: Vec<EvidenceWarning>,
    /// How many warnings there are in all.
    pub warning_count: u64,
}

/// Where and why in words.
fn bad_text(bad: &Bad, language: Language) -> String {
    let mut params: Map<_, _> =
        bad.params.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
    let closer = bad.closer.map(|code| text(language, code, &params)).unwrap_or_default();
    params.insert("closer".to_owned(), closer.into());
    let (first, last) = (bad.index, bad.until.saturating_sub(1));
    let range = if last > first { format!("{first}–{last}") } else { first.to_string() };
    params.insert("range".to_owned(), range.into());
    text(language, bad.code, &params)
}

/// A warning in words.
fn warning_text(warning: Warning, language: Language) -> String {
    let (key, value) = match warning {
        Warning::TimeBack { index } => ("index", index),
        Warning::CheckpointTimeBack { size } => ("size", size),
        Warning::Unsigned { from } => ("from", from),
    };
    text(language, warning.code(), &Map::from_iter([(key.to_owned(), value.into())]))
}

impl VerificationResult {
    /// The result in a language.
    #[must_use]
    pub fn new(verified: &Verified, language: Language) -> Self {
        let report = &verified.report;
        Self {
            ok: verified.ok(),
            size: report.size,
            proven: report.proven,
            root: hash_to_hex(&report.root),
            checkpoints: report.checkpoints,
            kept: report.kept,
            first_bad: verified.first_bad().map(|bad| FirstBad {
                index: bad.index,
                until: bad.until,
                why: bad.code,
                message: bad_text(&bad, language),
            }),
            warnings: report
                .warnings
                .iter()
                .map(|warning| EvidenceWarning {
                    code: warning.code(),
                    message: warning_text(*warning, language),
                })
                .collect(),
            warning_count: report.warning_count,
        }
    }
}

/// Read the whole log against its checkpoints, and against what somebody kept outside. The body may
/// be left out. The result is written into the log.
#[utoipa::path(
    post,
    path = "/evidence/verification",
    tag = "evidence",
    request_body = Option<VerificationInput>,
    responses(
        (status = 200, description = "What was found, good or bad", body = VerificationResult),
        (status = 409, description = "Another verification is running"),
        (status = 422, description = "A kept root that is none"),
    )
)]
pub(super) async fn verify(
    State(server): State<Server>,
    signed: Signed,
    body: std::result::Result<Bytes, BytesRejection>,
) -> Result<Json<VerificationResult>> {
    let body = body.map_err(|rejection| ApiError::Malformed(rejection.body_text()))?;
    let input = if body.trim_ascii().is_empty() {
        VerificationInput::default()
    } else {
        serde_json::from_slice(&body).map_err(|error| ApiError::Malformed(error.to_string()))?
    };
    let mut kept = Vec::with_capacity(input.kept.len());
    for (place, text) in input.kept.iter().enumerate() {
        kept.push(log::kept_root(text).ok_or_else(|| {
            bad(&format!("kept/{place}"), FieldError::new("evidence_kept_format"))
        })?);
    }
    let verified = server.app.verify_evidence(&signed, &kept).await?;
    Ok(Json(VerificationResult::new(&verified, Language::of(&signed.locale))))
}
