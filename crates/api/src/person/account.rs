//! Keeping other people's accounts.

use super::Person;
use crate::auth::Signed;
use crate::endpoint::{Seen, now};
use crate::extract::Path;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_domain::id::PersonId;
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who was let go, and what others must take over.
#[derive(Debug, Serialize, ToSchema)]
pub struct Departure {
    /// Who.
    pub person: Person,
    /// What is still in their hands.
    pub holdings: Holdings,
}

/// What is in somebody's hands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holdings {
    /// Customers of which they are the owner.
    pub customers: i64,
    /// Departments that they head or deputise.
    pub departments: i64,
}

/// Let somebody go: they can no longer sign in, their sessions and access tokens end.
#[utoipa::path(
    post,
    path = "/people/{id}/deactivation",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "Let go", body = Departure),
        (status = 404, description = "Nobody"),
        (status = 409, description = "Oneself, or the last system administrator"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
pub(super) async fn deactivate(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PersonId>,
) -> Result<Response> {
    let departure = server.app.deactivate_person(&signed, id, version).await?;
    let reply = Departure {
        holdings: Holdings {
            customers: departure.holdings.customers,
            departments: departure.holdings.departments,
        },
        person: departure.profile.into(),
    };
    Ok(now(reply.person.version, reply))
}

/// Take somebody back, with the roles and the password that they had.
#[utoipa::path(
    delete,
    path = "/people/{id}/deactivation",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "Back", body = Person),
        (status = 404, description = "Nobody"),
        (status = 409, description = "Oneself, or their department was closed"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
pub(super) async fn reactivate(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PersonId>,
) -> Result<Response> {
    let profile = server.app.reactivate_person(&signed, id, version).await?;
    Ok(now(profile.person.version, Person::from(profile)))
}

/// A new one-time password.
#[derive(Serialize, ToSchema)]
pub struct NewPassword {
    /// Shown this once, good for seven days.
    pub password: String,
    /// The person's version now.
    pub version: i64,
}

/// Give somebody a new one-time password. Their sessions end.
#[utoipa::path(
    post,
    path = "/people/{id}/password-reset",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "The password", body = NewPassword),
        (status = 404, description = "Nobody"),
        (status = 409, description = "Oneself: use the account page"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
pub(super) async fn reset_password(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PersonId>,
) -> Result<Response> {
    let one_time = server.app.reset_password(&signed, id, version).await?;
    let version = one_time.profile.person.version;
    let reply = NewPassword { password: one_time.password.reveal().to_owned(), version };
    Ok(now(version, reply))
}

/// Lift the pause that failed sign-ins brought on somebody.
#[utoipa::path(
    delete,
    path = "/people/{id}/lockout",
    tag = "organisation",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Lifted"),
        (status = 404, description = "Nobody"),
    )
)]
pub(super) async fn unlock(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
) -> Result<StatusCode> {
    server.app.unlock_person(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take the second factor from somebody who lost it.
#[utoipa::path(
    delete,
    path = "/people/{id}/totp",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "As they are now", body = Person),
        (status = 404, description = "Nobody"),
        (status = 409, description = "Oneself: use the account page"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
pub(super) async fn remove_totp(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PersonId>,
) -> Result<Response> {
    let profile = server.app.remove_person_totp(&signed, id, version).await?;
    Ok(now(profile.person.version, Person::from(profile)))
}
