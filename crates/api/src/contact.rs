//! Contacts of a customer.

use crate::auth::{IdempotencyKey, Signed};
use crate::customer::ContactInput;
use crate::extract::{IfMatch, Json, Page, Path, etag};
use crate::problem::Problem;
use crate::wire::{FactChanges, Facts, instant, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kedang_app::contact::{Contact as Stored, ContactChange};
use kedang_app::customer::NewContact;
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(update, remove))
}

/// A contact of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contact {
    /// Which.
    pub id: Uuid,
    /// Of which customer.
    pub customer_id: Uuid,
    /// Name.
    pub name: String,
    /// The one to turn to first.
    pub primary: bool,
    /// All other facts, by key of the field catalogue.
    #[schema(value_type = Facts)]
    pub values: Values,
    /// When it was added.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Latest change.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Stored> for Contact {
    fn from(contact: Stored) -> Self {
        Self {
            id: contact.id.uuid(),
            customer_id: contact.customer.uuid(),
            name: contact.name,
            primary: contact.primary,
            values: contact.values,
            created_at: instant(contact.created_at),
            updated_at: instant(contact.updated_at),
            version: contact.version,
        }
    }
}

/// The contacts of a customer. The reading is written into the log.
#[utoipa::path(
    get,
    path = "/customers/{id}/contacts",
    tag = "contact",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The primary one first, then the oldest", body = Page<Contact>),
        (status = 404, description = "No such customer, or not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Json<Page<Contact>>> {
    let contacts = server.app.contacts(&signed, id).await?;
    let items = contacts.into_iter().map(Contact::from).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Add a contact. The first one becomes the primary one.
#[utoipa::path(
    post,
    path = "/customers/{id}/contacts",
    tag = "contact",
    params(
        ("id" = Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat safe")
    ),
    request_body = ContactInput,
    responses(
        (status = 201, description = "Added", body = Contact),
        (status = 404, description = "No such customer, or not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    key: IdempotencyKey,
    Json(input): Json<ContactInput>,
) -> Result<impl IntoResponse> {
    // The key is tied to the customer as well: the same words for another one are another request.
    let signed = signed.once(key, &(id, &input))?;
    let new = NewContact { name: input.name, values: input.values, primary: input.primary };
    let contact = server.app.create_contact(&signed, id, new).await?;
    let location = format!("/api/v1/contacts/{}", contact.id);
    let version = contact.version;
    let body = Json(Contact::from(contact));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], etag(version), body))
}

/// A change of a contact; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactChangeInput {
    /// Name.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// Facts by key; null removes one.
    #[serde(default)]
    #[schema(value_type = FactChanges)]
    pub values: Values,
    /// True makes it the one to turn to first.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub primary: Option<bool>,
}

/// Change a contact.
#[utoipa::path(
    patch,
    path = "/contacts/{id}",
    tag = "contact",
    params(
        ("id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The version seen, quoted", example = "\"1\"")
    ),
    request_body = ContactChangeInput,
    responses(
        (status = 200, description = "As it is now", body = Contact),
        (status = 404, description = "No such contact, or not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else was faster", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn update(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ContactId>,
    IfMatch(version): IfMatch,
    Json(input): Json<ContactChangeInput>,
) -> Result<impl IntoResponse> {
    let change = ContactChange { name: input.name, values: input.values, primary: input.primary };
    let contact = server.app.change_contact(&signed, id, version, change).await?;
    Ok((etag(contact.version), Json(Contact::from(contact))))
}

/// Take a contact off. It stays for the record; the oldest of the others becomes the primary one
/// when it was that.
#[utoipa::path(
    delete,
    path = "/contacts/{id}",
    tag = "contact",
    params(
        ("id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The version seen, quoted", example = "\"1\"")
    ),
    responses(
        (status = 204, description = "Taken off"),
        (status = 404, description = "No such contact, or not for the caller", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else was faster", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn remove(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ContactId>,
    IfMatch(version): IfMatch,
) -> Result<StatusCode> {
    server.app.remove_contact(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
