//! The customer file.

mod bulk;
mod clash;
mod list;
mod search;

use crate::auth::Signed;
use crate::clearance::Secrecy;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Path};
use crate::wire::{Answer, FactChanges, Facts, Named, instant, instant_or_never};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_app::Context;
use kedang_app::customer::{Change, Draft, NewContact, Opened};
use kedang_app::merge::Former;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::Standing;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create))
        .routes(routes!(list::count))
        .routes(routes!(check))
        .routes(routes!(clash::clashes))
        .routes(routes!(bulk::bulk))
        .routes(routes!(read, update))
        .routes(routes!(assign))
        .routes(routes!(search::search))
}

/// Organisation or individual.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 单位
    Organization,
    /// 个人
    Individual,
}

impl From<Kind> for CustomerKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Organization => Self::Organization,
            Kind::Individual => Self::Individual,
        }
    }
}

impl From<CustomerKind> for Kind {
    fn from(kind: CustomerKind) -> Self {
        match kind {
            CustomerKind::Organization => Self::Organization,
            CustomerKind::Individual => Self::Individual,
        }
    }
}

/// A mark of uncertainty that nobody has cleared up yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct UncertainMark {
    /// Key of the field.
    pub field: String,
    /// The contact whose field it is; absent for the customer's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<Uuid>,
    /// What is doubted.
    pub note: String,
    /// Who marked it.
    pub marked_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub marked_at: String,
}

/// A customer that went into another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormerCustomer {
    /// Which.
    pub id: Uuid,
    /// Its file code.
    #[schema(example = "KH0000002")]
    pub code: String,
    /// Its name.
    pub name: String,
}

impl From<Former> for FormerCustomer {
    fn from(former: Former) -> Self {
        Self { id: former.id.uuid(), code: former.code, name: former.name }
    }
}

/// A customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Customer {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name, for an organisation as on its licence.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
    /// All other facts, by key of the field catalogue.
    #[schema(value_type = Facts)]
    pub values: Values,
    /// What somebody was not sure of.
    pub uncertain: Vec<UncertainMark>,
    /// The customers that went into this one; their codes and addresses lead here.
    pub former: Vec<FormerCustomer>,
    /// How secret it is.
    pub secrecy: Secrecy,
    /// Its protected facts are locked for the caller; `actions.facts` says what opens them.
    pub locked: bool,
    /// How full the card is, 0 to 100.
    pub completeness: i64,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
    /// When it was registered.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Who registered it.
    pub created_by: Named,
    /// Latest change.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Latest contact with it.
    #[schema(format = DateTime)]
    pub last_contact_at: Option<String>,
    /// What the caller may do: facts (read what is protected), set_level, edit, verify, assign, share, record, evidence, merge.
    pub actions: BTreeMap<&'static str, Answer>,
}

impl Customer {
    /// As this person sees it.
    fn new(ctx: &Context, opened: Opened) -> Self {
        let actions = opened.actions.into_iter();
        let seen = opened.customer;
        Self {
            id: seen.id.uuid(),
            code: seen.code(),
            kind: seen.kind.into(),
            name: seen.name,
            template: seen.template,
            owner: Named::new(seen.owner.uuid(), seen.owner_name),
            department: Named::new(seen.department.uuid(), seen.department_name),
            values: seen.values,
            secrecy: Secrecy::new(ctx, seen.secrecy),
            locked: seen.standing == Standing::Named,
            former: opened.former.into_iter().map(FormerCustomer::from).collect(),
            uncertain: opened.marks.into_iter().map(UncertainMark::from).collect(),
            completeness: seen.completeness,
            version: seen.version,
            created_at: instant(seen.created_at),
            created_by: Named::new(seen.created_by.uuid(), seen.created_by_name),
            updated_at: instant(seen.updated_at),
            last_contact_at: instant_or_never(seen.last_contact_at),
            actions: actions.map(|(name, decision)| (name, Answer::of(ctx, decision))).collect(),
        }
    }
}

/// A contact given with a new customer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    /// Name.
    pub name: String,
    /// All other facts, by key of the field catalogue.
    #[serde(default)]
    #[schema(value_type = FactChanges)]
    pub values: Values,
    /// The one to turn to first.
    #[serde(default)]
    pub primary: bool,
}

impl From<ContactInput> for NewContact {
    fn from(input: ContactInput) -> Self {
        Self { name: input.name, values: input.values, primary: input.primary }
    }
}

/// A customer to be registered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerInput {
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name, for an organisation as on its licence.
    pub name: String,
    /// Code of the card template; `company` or `individual` by kind when absent.
    pub template: Option<String>,
    /// Its owner; the caller when absent.
    pub owner_id: Option<Uuid>,
    /// All other facts, by key of the field catalogue.
    #[serde(default)]
    #[schema(value_type = FactChanges)]
    pub values: Values,
    /// Its contacts.
    #[serde(default)]
    pub contacts: Vec<ContactInput>,
}

impl From<CustomerInput> for Draft {
    fn from(input: CustomerInput) -> Self {
        Self {
            kind: input.kind.into(),
            name: input.name,
            template: input.template.unwrap_or_else(|| {
                match input.kind {
                    Kind::Organization => "company",
                    Kind::Individual => "individual",
                }
                .to_owned()
            }),
            owner: input.owner_id.map(PersonId::new),
            values: input.values,
            contacts: input.contacts.into_iter().map(NewContact::from).collect(),
        }
    }
}

/// Register a customer.
#[utoipa::path(
    post,
    path = "/customers",
    tag = "customer",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CustomerInput,
    responses(
        (status = 201, description = "Registered", body = Customer),
        (status = 409, description = "The credit code is on file"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<CustomerInput>,
) -> Result<Response> {
    let opened = server.app.create_customer(&signed, &input.into()).await?;
    let (id, version) = (opened.customer.id, opened.customer.version);
    Ok(made("customers", id, version, Customer::new(&signed, opened)))
}

/// Check a customer without registering it.
#[utoipa::path(
    post,
    path = "/customers/check",
    tag = "customer",
    request_body = CustomerInput,
    responses(
        (status = 204, description = "It could be registered as it is"),
        (status = 422, description = "Values refused"),
    )
)]
async fn check(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<CustomerInput>,
) -> Result<StatusCode> {
    server.app.check_customer(&signed, &input.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Open a customer's file. The opening is written into the log.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "customer",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The customer", body = Customer),
        (status = 308, description = "It went into another one; Location leads there"),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 410, description = "Somebody withdrew it, as those learn who would see it"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Response> {
    match server.app.open_customer(&signed, id).await {
        Ok(opened) => Ok(now(opened.customer.version, Customer::new(&signed, opened))),
        Err(AppError::NotFound) => match server.app.merged_into(&signed, id).await? {
            Some(survivor) => Ok(moved(survivor.id)),
            None => Err(gone(&server, &signed, id).await?.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// What to say of a customer that is not there: to those who would see it, that somebody withdrew it.
async fn gone(server: &Server, signed: &Signed, id: CustomerId) -> Result<AppError> {
    let Some(withdrawn) = server.app.told_withdrawn(signed, id).await? else {
        return Ok(AppError::NotFound);
    };
    Ok(AppError::conflict("customer_withdrawn")
        .with("code", withdrawn.code)
        .with("name", withdrawn.name)
        .with("person", withdrawn.withdrawal.by.1)
        .with("reason", withdrawn.withdrawal.reason))
}

/// Leads from a customer that went into another one to that one. For good, but a merging can be
/// undone: nobody may remember this (`no-store`, as for every reply of the API).
fn moved(to: CustomerId) -> Response {
    let location = [(header::LOCATION, format!("/api/v1/customers/{to}"))];
    (StatusCode::PERMANENT_REDIRECT, location).into_response()
}

/// A change of a customer; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerChange {
    /// Full name.
    pub name: Option<String>,
    /// Code of the card template.
    pub template: Option<String>,
    /// Facts by key; null removes one.
    #[serde(default)]
    #[schema(value_type = FactChanges)]
    pub values: Values,
    /// Why, for the timeline.
    pub reason: Option<String>,
}

/// Change a customer.
#[utoipa::path(
    patch,
    path = "/customers/{id}",
    tag = "customer",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = CustomerChange,
    responses(
        (status = 200, description = "As it is now", body = Customer),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CustomerId>,
    Json(input): Json<CustomerChange>,
) -> Result<Response> {
    let change = Change {
        name: input.name,
        template: input.template,
        values: input.values,
        reason: input.reason,
    };
    let opened = server.app.update_customer(&signed, id, version, &change).await?;
    Ok(now(opened.customer.version, Customer::new(&signed, opened)))
}

/// Another owner for a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Who owns it from now on.
    pub owner_id: Uuid,
    /// Why.
    pub reason: String,
}

/// Give a customer another owner.
#[utoipa::path(
    put,
    path = "/customers/{id}/owner",
    tag = "customer",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = Assignment,
    responses(
        (status = 204, description = "Given"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn assign(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CustomerId>,
    Json(input): Json<Assignment>,
) -> Result<StatusCode> {
    let owner = PersonId::new(input.owner_id);
    server.app.assign_customer(&signed, id, version, owner, &input.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}
