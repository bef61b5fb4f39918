//! People and the keeping of their accounts.

mod account;

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::role::RoleRef;
use crate::wire::{Named, instant, maybe, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::person::{Filter, PAGE, PersonChange, PersonDraft, Profile};
use kedang_domain::field::FieldError;
use kedang_domain::id::{DepartmentId, PersonId, PostId, RoleId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(read, change))
        .routes(routes!(account::deactivate, account::reactivate))
        .routes(routes!(account::reset_password))
        .routes(routes!(account::unlock))
        .routes(routes!(account::remove_totp))
}

/// A person of the company.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Which.
    pub id: Uuid,
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Telephone at work.
    pub phone: Option<String>,
    /// E-mail at work.
    pub email: Option<String>,
    /// Where they work.
    pub department: Option<Named>,
    /// The post they hold.
    pub post: Option<Named>,
    /// Their roles.
    pub roles: Vec<RoleRef>,
    /// Whoever left stays on file, inactive.
    pub active: bool,
    /// Until when the next try to sign in must wait somewhere; only for who manages people.
    #[schema(format = DateTime)]
    pub locked_until: Option<String>,
    /// A second factor is asked for at sign-in; null for who does not manage people.
    pub totp_enabled: Option<bool>,
    /// They have a one-time password; null for who does not manage people.
    pub must_change_password: Option<bool>,
    /// Last request, to the minute; only for who manages people.
    #[schema(format = DateTime)]
    pub last_seen_at: Option<String>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Profile> for Person {
    fn from(profile: Profile) -> Self {
        let (person, account) = (profile.person, profile.account);
        Self {
            id: person.id.uuid(),
            login: person.login,
            name: person.name,
            phone: person.phone,
            email: person.email,
            department: profile.department.map(|(id, name)| Named::new(id.uuid(), name)),
            post: profile.post.map(|(id, name)| Named::new(id.uuid(), name)),
            roles: profile.roles.into_iter().map(RoleRef::from).collect(),
            active: person.active,
            locked_until: account.and_then(|a| a.locked_until).map(instant),
            totp_enabled: account.map(|a| a.totp_enabled),
            must_change_password: account.map(|a| a.must_change_password),
            last_seen_at: account.and_then(|a| a.last_seen_at).map(instant),
            version: person.version,
        }
    }
}

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// Part of the name, its pinyin or initials, or the login.
    pub q: Option<String>,
    /// Where they work.
    pub department: Option<Uuid>,
    /// Active or not; both when absent.
    pub active: Option<bool>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// Somebody as they are to be taken on file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    /// What they will sign in with: 2 to 64 letters, digits and `. _ - @`.
    #[schema(example = "wang.min")]
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Telephone at work.
    pub phone: Option<String>,
    /// E-mail at work.
    pub email: Option<String>,
    /// Where they work.
    pub department_id: Option<Uuid>,
    /// The post they hold.
    pub post_id: Option<Uuid>,
    /// Their roles.
    pub role_ids: Vec<Uuid>,
}

impl From<PersonInput> for PersonDraft {
    fn from(input: PersonInput) -> Self {
        Self {
            login: input.login,
            name: input.name,
            phone: input.phone,
            email: input.email,
            department: input.department_id.map(DepartmentId::new),
            post: input.post_id.map(PostId::new),
            roles: input.role_ids.into_iter().map(RoleId::new).collect(),
        }
    }
}

/// Somebody who was just taken on file.
#[derive(Serialize, ToSchema)]
pub struct NewPerson {
    /// Who.
    pub person: Person,
    /// A one-time password, shown this once and good for seven days; null when an Idempotency-Key
    /// gives back who was made before.
    pub password: Option<String>,
}

/// A change of a person; what is absent stays, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonUpdate {
    /// What they sign in with.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub login: Option<String>,
    /// What they are called.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// Telephone at work.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>, required = false)]
    pub phone: Option<Option<String>>,
    /// E-mail at work.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>, required = false)]
    pub email: Option<Option<String>>,
    /// Where they work.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub department_id: Option<Option<Uuid>>,
    /// The post they hold.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub post_id: Option<Option<Uuid>>,
    /// Their roles, all of them.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<Uuid>, required = false)]
    pub role_ids: Option<Vec<Uuid>>,
}

impl From<PersonUpdate> for PersonChange {
    fn from(input: PersonUpdate) -> Self {
        Self {
            login: input.login,
            name: input.name,
            phone: input.phone,
            email: input.email,
            department: input.department_id.map(|id| id.map(DepartmentId::new)),
            post: input.post_id.map(|id| id.map(PostId::new)),
            roles: input.role_ids.map(|ids| ids.into_iter().map(RoleId::new).collect()),
        }
    }
}

/// People in the order of a telephone book.
#[utoipa::path(
    get,
    path = "/people",
    tag = "organisation",
    params(PeopleQuery),
    responses(
        (status = 200, description = "A page of them", body = Page<Person>),
        (status = 422, description = "Parameters refused"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<PeopleQuery>,
) -> Result<Json<Page<Person>>> {
    let limit = limit(query.limit, 50, PAGE)?;
    let after = match query.cursor.as_deref().filter(|c| !c.is_empty()) {
        Some(cursor) => {
            let id = cursor.parse::<PersonId>();
            Some(id.map_err(|_| bad("cursor", FieldError::new("cursor_format")))?)
        }
        None => None,
    };
    let filter = Filter {
        text: query.q.filter(|q| !q.trim().is_empty()),
        department: query.department.map(DepartmentId::new),
        active: query.active,
    };
    let (profiles, more) = server.app.people(&signed, &filter, after, limit).await?;
    let items: Vec<_> = profiles.into_iter().map(Person::from).collect();
    let next_cursor = items.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Json(Page { items, next_cursor }))
}

/// Take somebody on file.
#[utoipa::path(
    post,
    path = "/people",
    tag = "organisation",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = PersonInput,
    responses(
        (status = 201, description = "On file", body = NewPerson),
        (status = 409, description = "The login is in use"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<PersonInput>,
) -> Result<Response> {
    let (profile, password) = server.app.create_person(&signed, &input.into()).await?;
    let (id, version) = (profile.person.id, profile.person.version);
    let password = password.map(|p| p.reveal().to_owned());
    Ok(made("people", id, version, NewPerson { person: profile.into(), password }))
}

/// One person.
#[utoipa::path(
    get,
    path = "/people/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The person", body = Person),
        (status = 404, description = "Nobody"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
) -> Result<Response> {
    let profile = server.app.person(&signed, id).await?;
    Ok(now(profile.person.version, Person::from(profile)))
}

/// Change a person.
#[utoipa::path(
    patch,
    path = "/people/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PersonUpdate,
    responses(
        (status = 200, description = "As they are now", body = Person),
        (status = 404, description = "Nobody"),
        (status = 409, description = "The login is in use, or the last administrator would be lost"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PersonId>,
    Json(input): Json<PersonUpdate>,
) -> Result<Response> {
    let profile = server.app.change_person(&signed, id, version, &input.into()).await?;
    Ok(now(profile.person.version, Person::from(profile)))
}
