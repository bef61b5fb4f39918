//! Customers on file that are like one to be registered.

use super::CustomerInput;
use crate::auth::Signed;
use crate::extract::Json;
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::clash::{self, Known};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a customer on file is like the one to be registered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Likeness {
    /// It is the same.
    Same,
    /// It may be: somebody must look.
    Unsure,
    /// It belongs to it: branch and parent, members of a group.
    Related,
}

impl From<clash::Likeness> for Likeness {
    fn from(likeness: clash::Likeness) -> Self {
        match likeness {
            clash::Likeness::Same => Self::Same,
            clash::Likeness::Unsure => Self::Unsure,
            clash::Likeness::Related => Self::Related,
        }
    }
}

/// A customer on file, named to who sees it.
#[derive(Debug, Serialize, ToSchema)]
struct KnownCustomer {
    /// Which.
    id: Uuid,
    /// File code.
    #[schema(example = "KH0000001")]
    code: String,
    /// Full name.
    name: String,
    /// Name of its owner.
    owner: String,
    /// That is the caller.
    own: bool,
}

impl From<Known> for KnownCustomer {
    fn from(known: Known) -> Self {
        let Known { id, code, name, owner, own } = known;
        Self { id: id.uuid(), code, name, owner, own }
    }
}

/// A customer on file that is like the one to be registered.
#[derive(Debug, Serialize, ToSchema)]
struct Clash {
    /// The customer; absent when the caller may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<KnownCustomer>,
    /// Name of the department that it belongs to.
    department: String,
    /// How like.
    likeness: Likeness,
    /// In what both agree: `name`, `credit_code`, `mobile`, `phone`, `id_number` and, where the caller
    /// sees the customer, others.
    agrees: Vec<&'static str>,
    /// Names it when the caller asks for a share or a ruling, sending the same draft again.
    reference: String,
}

impl From<clash::Clash> for Clash {
    fn from(clash: clash::Clash) -> Self {
        Self {
            customer: clash.known.map(KnownCustomer::from),
            department: clash.department,
            likeness: clash.likeness.into(),
            agrees: clash.agrees,
            reference: clash.reference,
        }
    }
}

/// Customers on file like one to be registered, the likest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Clashes {
    /// At most five that the caller sees, and three that they do not.
    items: Vec<Clash>,
}

/// Look for customers on file like one to be registered. That the caller was told of one that they
/// may not see is written into the log.
#[utoipa::path(
    post,
    path = "/customers/clashes",
    tag = "customer",
    request_body = CustomerInput,
    responses(
        (status = 200, description = "What is like it, the likest first", body = Clashes),
        (status = 429, description = "Told of too many customers out of sight within a day"),
    )
)]
pub(super) async fn clashes(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<CustomerInput>,
) -> Result<Json<Clashes>> {
    let found = server.app.clashes(&signed, &input.into()).await?;
    Ok(Json(Clashes { items: found.into_iter().map(Clash::from).collect() }))
}
