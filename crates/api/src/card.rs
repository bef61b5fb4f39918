//! Business cards in and out.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query, bad};
use crate::wire::Facts;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kedang_app::card::{CardForm, Known, Maybe, ReadCard};
use kedang_domain::field::{FieldError, Values};
use kedang_domain::id::{ContactId, CustomerId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(of_contact))
        .routes(routes!(of_customer))
        .routes(routes!(read))
}

/// For what a card is taken out.
#[derive(Debug, Deserialize, IntoParams)]
pub struct CardQuery {
    /// file: for an address book; code: short, for a code that a camera reads.
    #[param(example = "file")]
    form: Option<String>,
}

fn vcard(name: &'static str, text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.vcf\"")),
    ];
    (headers, text).into_response()
}

/// Take out the card of a contact, as vCard 3.0. That it left is written into the log.
#[utoipa::path(
    get,
    path = "/contacts/{id}/card",
    tag = "contact",
    params(("id" = Uuid, Path), CardQuery),
    responses(
        (status = 200, description = "The card", body = String, content_type = "text/vcard"),
        (status = 404, description = "No such contact, or not for the caller"),
    )
)]
async fn of_contact(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ContactId>,
    Query(query): Query<CardQuery>,
) -> Result<Response> {
    let form = match query.form.as_deref() {
        None => CardForm::File,
        Some(text) => CardForm::parse(text).ok_or_else(|| {
            let shown: String = text.chars().take(64).collect();
            let error = FieldError::new("choice_unknown").with("value", shown);
            bad("form", error.with("options", vec!["file", "code"]))
        })?,
    };
    Ok(vcard("contact", server.app.contact_card(&signed, id, form).await?))
}

/// Take out the cards of a customer and all its contacts, as vCard 3.0. That they left is written
/// into the log.
#[utoipa::path(
    get,
    path = "/customers/{id}/card",
    tag = "customer",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The cards, the customer's first", body = String, content_type = "text/vcard"),
        (status = 404, description = "No such customer, or not for the caller"),
    )
)]
async fn of_customer(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Response> {
    Ok(vcard("customer", server.app.customer_card(&signed, id).await?))
}

/// Cards to be read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardText {
    /// vCard 2.1, 3.0 or 4.0, at most 500000 characters and 100 cards.
    #[schema(example = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:陈静\r\nEND:VCARD\r\n")]
    pub text: String,
}

/// A customer that may be the organisation of a card.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaybeCustomer {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// It is called just as on the card.
    pub exact: bool,
}

impl From<Maybe> for MaybeCustomer {
    fn from(maybe: Maybe) -> Self {
        Self { id: maybe.id.uuid(), code: maybe.code, name: maybe.name, exact: maybe.exact }
    }
}

/// Somebody on file who may be the one of a card.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownContact {
    /// The contact.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Its customer.
    pub customer: MaybeCustomer,
}

impl From<Known> for KnownContact {
    fn from(known: Known) -> Self {
        Self { id: known.id.uuid(), name: known.name, customer: known.customer.into() }
    }
}

/// What a card says.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CardRead {
    /// Why it could not be read; null when it could.
    pub error: Option<&'static str>,
    /// The person.
    pub name: String,
    /// Where they work; may be empty.
    pub organization: String,
    /// Facts of the contact, in the fields of the catalogue.
    #[schema(value_type = Facts)]
    pub contact: Values,
    /// Facts of the organisation, for a customer to be registered.
    #[schema(value_type = Facts)]
    pub customer: Values,
    /// Texts for which no field had room.
    pub left_out: Vec<String>,
    /// People on file who may be the same, of those the caller sees.
    pub same: Vec<KnownContact>,
    /// Customers that may be the organisation, of those the caller sees.
    pub customers: Vec<MaybeCustomer>,
}

impl From<std::result::Result<ReadCard, &'static str>> for CardRead {
    fn from(card: std::result::Result<ReadCard, &'static str>) -> Self {
        match card {
            Err(code) => Self { error: Some(code), ..Self::default() },
            Ok(card) => Self {
                error: None,
                name: card.name,
                organization: card.organization,
                contact: card.contact,
                customer: card.customer,
                left_out: card.left_out,
                same: card.same.into_iter().map(Into::into).collect(),
                customers: card.customers.into_iter().map(Into::into).collect(),
            },
        }
    }
}

/// Read business cards, and look for their people and organisations on file. Nothing is written.
#[utoipa::path(
    post,
    path = "/contacts/reading",
    tag = "contact",
    request_body = CardText,
    responses(
        (status = 200, description = "The cards, in their order", body = Page<CardRead>),
        (status = 422, description = "No card in it, or too many"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<CardText>,
) -> Result<Json<Page<CardRead>>> {
    let cards = server.app.read_cards(&signed, &input.text).await?;
    let items = cards.into_iter().map(CardRead::from).collect();
    Ok(Json(Page { items, next_cursor: None }))
}
