//! Contacts of a customer.

mod list;

use crate::auth::Signed;
use crate::customer::ContactInput;
use crate::endpoint::{MakingOn, Seen, made, now, whole};
use crate::extract::{Json, Page, Path};
use crate::wire::{FactChanges, Facts, instant, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::contact::{Contact as Stored, ContactChange};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list::list))
        .routes(routes!(list, create))
        .routes(routes!(update, remove))
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
        (status = 404, description = "No such customer, or not for the caller"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Json<Page<Contact>>> {
    Ok(whole(server.app.contacts(&signed, id).await?))
}

/// Add a contact. The first one becomes the primary one.
#[utoipa::path(
    post,
    path = "/customers/{id}/contacts",
    tag = "contact",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ContactInput,
    responses(
        (status = 201, description = "Added", body = Contact),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    MakingOn { signed, id, input }: MakingOn<CustomerId, ContactInput>,
) -> Result<Response> {
    let contact = server.app.create_contact(&signed, id, input.into()).await?;
    Ok(made("contacts", contact.id, contact.version, Contact::from(contact)))
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
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ContactChangeInput,
    responses(
        (status = 200, description = "As it is now", body = Contact),
        (status = 404, description = "No such contact, or not for the caller"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ContactId>,
    Json(input): Json<ContactChangeInput>,
) -> Result<Response> {
    let change = ContactChange { name: input.name, values: input.values, primary: input.primary };
    let contact = server.app.change_contact(&signed, id, version, change).await?;
    Ok(now(contact.version, Contact::from(contact)))
}

/// Take a contact off. It stays for the record; the oldest of the others becomes the primary one
/// when it was that.
#[utoipa::path(
    delete,
    path = "/contacts/{id}",
    tag = "contact",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Taken off"),
        (status = 404, description = "No such contact, or not for the caller"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn remove(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ContactId>,
) -> Result<StatusCode> {
    server.app.remove_contact(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
