//! What is open to somebody, taking it away, and the copies that leave by it.

use super::wire::{DisclosureGround, Grant};
use crate::auth::Signed;
use crate::code::{DisclosureGroundCode, RequestKindCode};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::request::{Copied, IssuedCopy as Stored, OpenGrant};
use kedang_domain::id::{GrantId, IssuedCopyId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

fn shown(ctx: &kedang_app::Context, open: OpenGrant) -> Grant {
    Grant::of(ctx, open.grant, open.customer.as_ref())
}

/// What is or was open to the caller by requests.
#[utoipa::path(
    get,
    path = "/grants",
    tag = "request",
    responses((status = 200, description = "The newest first", body = Page<Grant>))
)]
pub(super) async fn list(
    State(server): State<Server>,
    signed: Signed,
) -> Result<Json<Page<Grant>>> {
    let found = server.app.grants(&signed).await?;
    let items = found.into_iter().map(|one| shown(&signed, one)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Why a grant is taken away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRevocation {
    /// Why.
    pub reason: String,
}

/// Take a grant away at once, or give it back: whoever approved it, the head of the customer's
/// department, the custodian, its holder.
#[utoipa::path(
    post,
    path = "/grants/{id}/revocation",
    tag = "request",
    params(("id" = Uuid, Path)),
    request_body = GrantRevocation,
    responses(
        (status = 200, description = "Over", body = Grant),
        (status = 404, description = "No such grant, or not for the caller"),
        (status = 409, description = "It is over already"),
        (status = 422, description = "No reason"),
    )
)]
pub(super) async fn revoke(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<GrantId>,
    Json(input): Json<GrantRevocation>,
) -> Result<Json<Grant>> {
    let open = server.app.revoke_grant(&signed, id, &input.reason).await?;
    Ok(Json(shown(&signed, open)))
}

/// A copy or a disclosure as it left.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedCopy {
    /// Which.
    pub id: Uuid,
    /// Its number in the register.
    #[schema(example = "FZ000001")]
    pub register: String,
    /// Copy or disclosure.
    pub kind: RequestKindCode,
    /// By which request.
    pub request_id: Uuid,
    /// To whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// On what a disclosure rests.
    pub ground: Option<DisclosureGround>,
    /// Keys of the facts that left.
    pub fields: Vec<String>,
    /// SHA-256 of what left, in hexadecimal digits.
    pub hash: String,
    /// Who took it out.
    pub made_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub made_at: String,
    /// Until when it may be kept.
    #[schema(format = DateTime)]
    pub until: String,
}

impl From<Stored> for IssuedCopy {
    fn from(one: Stored) -> Self {
        let ground = one.ground;
        Self {
            id: one.id.uuid(),
            register: one.register,
            kind: RequestKindCode(one.kind),
            request_id: one.request.uuid(),
            recipient: one.recipient,
            purpose: one.purpose,
            ground: ground
                .map(|g| DisclosureGround { kind: DisclosureGroundCode(g.kind), text: g.text }),
            fields: one.fields,
            hash: one.hash,
            made_by: Named::new(one.made_by.0.uuid(), one.made_by.1),
            made_at: instant(one.made_at),
            until: instant(one.until),
        }
    }
}

/// A fact of a copy.
#[derive(Debug, Serialize, ToSchema)]
pub struct CopiedFact {
    /// Key of the field.
    pub field: String,
    /// What it is called, in Chinese.
    pub label_zh: String,
    /// What it is called, in English.
    pub label_en: String,
    /// What it is.
    pub value: Value,
}

/// A copy with what is in it, to be printed.
#[derive(Debug, Serialize, ToSchema)]
pub struct CopySheet {
    /// Its entry in the register.
    pub copy: IssuedCopy,
    /// The company that gives it.
    pub company: String,
    /// The customer's file code.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// The clause by which it was approved.
    pub clause: Option<String>,
    /// The facts.
    pub facts: Vec<CopiedFact>,
}

impl From<Copied> for CopySheet {
    fn from(copied: Copied) -> Self {
        let facts = copied.facts.into_iter().map(|fact| CopiedFact {
            field: fact.field,
            label_zh: fact.label.0,
            label_en: fact.label.1,
            value: fact.value,
        });
        Self {
            copy: copied.copy.into(),
            company: copied.company,
            code: copied.customer.0,
            name: copied.customer.1,
            clause: copied.clause,
            facts: facts.collect(),
        }
    }
}

/// Make a copy, an excerpt or a disclosure by a grant of one's own, under a running number.
#[utoipa::path(
    post,
    path = "/grants/{id}/copies",
    tag = "request",
    params(("id" = Uuid, Path)),
    responses(
        (status = 201, description = "Made and on record", body = CopySheet),
        (status = 404, description = "No such grant of the caller's"),
        (status = 409, description = "It is over, or the customer is gone"),
    )
)]
pub(super) async fn issue(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<GrantId>,
) -> Result<(StatusCode, Json<CopySheet>)> {
    let copied = server.app.issue_copy(&signed, id).await?;
    Ok((StatusCode::CREATED, Json(copied.into())))
}

/// Which copies.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichCopies {
    /// Only copies, or only disclosures.
    #[param(inline)]
    kind: Option<RequestKindCode>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The register of copies and disclosures: the caller's own; all for those who see every customer
/// and the readers of the log.
#[utoipa::path(
    get,
    path = "/issued-copies",
    tag = "request",
    params(WhichCopies),
    responses((status = 200, description = "The newest first", body = Page<IssuedCopy>))
)]
pub(super) async fn register(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<WhichCopies>,
) -> Result<Json<Page<IssuedCopy>>> {
    let limit = limit(which.limit, 50, 200)?;
    let after = place(which.cursor.as_deref())?.map(|(at, id)| (at, IssuedCopyId::new(id)));
    let kind = which.kind.map(|kind| kind.0);
    let found = server.app.issued_copies(&signed, kind, after, limit + 1).await?;
    let cursor = |last: &Stored| format!("{}.{}", last.made_at, last.id);
    Ok(page(found, limit, cursor, IssuedCopy::from))
}
