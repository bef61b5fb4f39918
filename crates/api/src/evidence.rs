//! The log: searching it, proving it, verifying it, and who saw a customer.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query};
use crate::messages::{Language, text};
use crate::problem::{ApiError, Problem};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_app::evidence::{self as log, Bad, Detail, Found, FoundPage, LoggedActor, Names, PAGE};
use kedang_app::evidence::{Verified, Warning, hash_to_hex};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::{CustomerId, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(search))
        .routes(routes!(status))
        .routes(routes!(verify))
        .routes(routes!(open))
        .routes(routes!(of_customer))
}

/// What was acted upon.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceSubject {
    /// What it is.
    #[schema(example = "customer")]
    pub kind: String,
    /// Which.
    pub id: String,
    /// What it is called now, where it has a name that readers of the log may know.
    pub label: Option<String>,
}

/// A customer as the readers of the log may know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceCustomer {
    /// Which.
    pub id: String,
    /// The uniform file code; null when it is no longer on file.
    pub code: Option<String>,
    /// What it is called now.
    pub name: Option<String>,
}

/// An entry of the log, from the bytes that are signed. What it does not say is null.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct EvidenceItem {
    /// Its place in the log, from 0.
    pub index: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: Option<String>,
    /// Who, when it was a person.
    pub person: Option<Named>,
    /// What ran, when it was the system itself.
    pub system: Option<String>,
    /// `web`, `api`, `cli` or `job`.
    pub channel: Option<&'static str>,
    /// The network address from which it came.
    pub address: Option<String>,
    /// What was done or tried.
    #[schema(example = "customer.open")]
    pub action: Option<String>,
    /// Upon what.
    pub subject: Option<EvidenceSubject>,
    /// The customer concerned.
    pub customer: Option<EvidenceCustomer>,
    /// `done` or `refused`.
    pub outcome: Option<&'static str>,
    /// Why, as a word.
    pub reason: Option<String>,
    /// The clause that decided.
    pub clause: Option<String>,
    /// Keys of the fields that changed.
    pub changes: Vec<String>,
    /// Further ids, words and counts.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub details: Map<String, Value>,
    /// What the ids in the details are called now.
    pub names: BTreeMap<String, String>,
    /// Code of what is wrong with the entry: then the log was tampered with.
    pub fault: Option<String>,
    /// The fault in words.
    pub fault_text: Option<String>,
}

impl EvidenceItem {
    fn new(found: Found, names: &Names, language: Language) -> Self {
        let fault_text = found.fault.map(|code| {
            let params = Map::from_iter([("index".to_owned(), found.index.into())]);
            text(language, code, &params)
        });
        let mut item = Self {
            index: found.index,
            fault: found.fault.map(str::to_owned),
            fault_text,
            ..Self::default()
        };
        let Some(said) = found.said else { return item };
        match said.actor {
            LoggedActor::Person(id) => {
                let name = names.house.get(&id).cloned().unwrap_or_default();
                item.person = id.parse().ok().map(|id: PersonId| Named::new(id.uuid(), name));
            }
            LoggedActor::System(what) => item.system = Some(what),
            LoggedActor::Anonymous => {}
        }
        let called = |id: &str| {
            let customer = || names.customers.get(id).map(|(_, name)| name);
            names.house.get(id).or_else(customer).cloned()
        };
        item.at = Some(instant(said.at));
        item.channel = Some(said.channel.as_str());
        item.address = said.address;
        item.action = Some(said.action);
        item.outcome = Some(said.outcome.as_str());
        item.reason = said.reason;
        item.clause = said.clause;
        item.changes = said.changes.into_iter().map(|change| change.field).collect();
        item.subject = said.subject.map(|subject| EvidenceSubject {
            label: called(&subject.id),
            kind: subject.kind,
            id: subject.id,
        });
        item.customer = said.customer.map(|id| {
            let (code, name) = names.customers.get(&id).cloned().unzip();
            EvidenceCustomer { id, code, name }
        });
        for (key, detail) in said.details {
            let value = match detail {
                Detail::Text(text) => Value::from(text),
                Detail::Int(number) => number.into(),
                Detail::List(texts) => texts.into(),
            };
            let ids = match &value {
                Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
                Value::String(id) => vec![id.as_str()],
                _ => Vec::new(),
            };
            item.names.extend(ids.into_iter().filter_map(|id| Some((id.to_owned(), called(id)?))));
            item.details.insert(key, value);
        }
        item
    }
}

fn page(page: FoundPage, language: Language) -> Page<EvidenceItem> {
    let names = page.names;
    let items = page.items.into_iter().map(|found| EvidenceItem::new(found, &names, language));
    Page { items: items.collect(), next_cursor: page.next.map(|next| next.to_string()) }
}

fn bad(name: &str, error: FieldError) -> ApiError {
    AppError::invalid(FieldIssue { pointer: format!("/{name}"), field: name.to_owned(), error })
        .into()
}

fn limit(limit: Option<i64>) -> Result<i64> {
    let limit = limit.unwrap_or(50);
    if (1..=PAGE).contains(&limit) {
        Ok(limit)
    } else {
        Err(bad("limit", FieldError::new("limit_range").with("min", 1).with("max", PAGE)))
    }
}

fn before(cursor: Option<&str>) -> Result<Option<i64>> {
    match cursor.filter(|c| !c.is_empty()).map(str::parse) {
        None => Ok(None),
        Some(Ok(index)) => Ok(Some(index)),
        Some(Err(_)) => Err(bad("cursor", FieldError::new("cursor_format"))),
    }
}

/// What is looked for. What is absent may be anything.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EvidenceQuery {
    /// Who did it.
    person: Option<Uuid>,
    /// Which customer it concerns: id or file code.
    customer: Option<String>,
    /// What was done, or the beginning of it up to a dot: `customer` finds `customer.open`.
    action: Option<String>,
    /// Not before: an instant, or a day of the company.
    from: Option<String>,
    /// Before: an instant; or a day of the company, which is counted in.
    to: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Search the log, newest first. The search itself is written into the log.
#[utoipa::path(
    get,
    path = "/evidence",
    tag = "evidence",
    params(EvidenceQuery),
    responses(
        (status = 200, description = "A page of entries", body = Page<EvidenceItem>),
        (status = 422, description = "Parameters refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn search(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<EvidenceQuery>,
) -> Result<Json<Page<EvidenceItem>>> {
    let mut times = [None; 2];
    let asked = [("from", &query.from, false), ("to", &query.to, true)];
    for (time, (name, text, end)) in times.iter_mut().zip(asked) {
        let Some(text) = text.as_deref().filter(|t| !t.is_empty()) else { continue };
        *time = server.app.instant(text, end).await?;
        if time.is_none() {
            let shown: String = text.chars().take(64).collect();
            return Err(bad(name, FieldError::new("instant_format").with("value", shown)));
        }
    }
    let wanted = log::Wanted {
        person: query.person.map(PersonId::new),
        customer: query.customer.filter(|c| !c.is_empty()),
        action: query.action.filter(|a| !a.is_empty()),
        from: times[0],
        to: times[1],
        before: before(query.cursor.as_deref())?,
        limit: limit(query.limit)?,
    };
    let found = server.app.search_evidence(&signed, &wanted).await?;
    Ok(Json(page(found, Language::of(&signed.locale))))
}

/// A page of what happened to a customer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomerEvidenceQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Who saw and changed a customer, newest first: for those who may change it, its head, and the
/// readers of the log, who alone get addresses and details. The reading itself is written into the
/// log.
#[utoipa::path(
    get,
    path = "/customers/{id}/evidence",
    tag = "evidence",
    params(("id" = Uuid, Path), CustomerEvidenceQuery),
    responses(
        (status = 200, description = "A page of entries", body = Page<EvidenceItem>),
        (status = 403, description = "For those who answer for the customer only", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such customer, or not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Parameters refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn of_customer(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Query(query): Query<CustomerEvidenceQuery>,
) -> Result<Json<Page<EvidenceItem>>> {
    let (before, limit) = (before(query.cursor.as_deref())?, limit(query.limit)?);
    let found = server.app.customer_evidence(&signed, id, before, limit).await?;
    Ok(Json(page(found, Language::of(&signed.locale))))
}

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
    fn new(signed: log::Signed) -> Self {
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
        (status = 404, description = "As text: there is no checkpoint yet", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn status(
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
        (status = 409, description = "Another verification is running", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A kept root that is none", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn verify(
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
        (status = 404, description = "The log is not so long", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn open(
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
