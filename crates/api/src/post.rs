//! Posts 岗位.

use crate::auth::{IdempotencyKey, Signed};
use crate::extract::{IfMatch, Json, Page, Path, etag};
use crate::problem::Problem;
use crate::wire::{maybe, present, yes};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kedang_app::post::{PostChange, PostDraft};
use kedang_domain::id::PostId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change))
}

/// A post.
#[derive(Debug, Serialize, ToSchema)]
pub struct Post {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// What somebody must be able to prove to hold it.
    pub qualification: Option<String>,
    /// Whether it can be given to people.
    pub active: bool,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<kedang_app::post::Post> for Post {
    fn from(post: kedang_app::post::Post) -> Self {
        Self {
            id: post.id.uuid(),
            name: post.name,
            qualification: post.qualification,
            active: post.active,
            version: post.version,
        }
    }
}

/// A post as somebody wants to make it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostInput {
    /// What it is called.
    pub name: String,
    /// What somebody must be able to prove to hold it.
    pub qualification: Option<String>,
    /// Whether it can be given to people.
    #[serde(default = "yes")]
    pub active: bool,
}

/// A change of a post; what is absent stays, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PostUpdate {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// What somebody must be able to prove to hold it.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>, required = false)]
    pub qualification: Option<Option<String>>,
    /// Whether it can be given to people.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}

/// Every post.
#[utoipa::path(
    get,
    path = "/posts",
    tag = "organisation",
    responses(
        (status = 200, description = "All of them, in the order in which they were made", body = Page<Post>),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Post>>> {
    let items = server.app.posts(&signed).await?.into_iter().map(Post::from).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Make a post.
#[utoipa::path(
    post,
    path = "/posts",
    tag = "organisation",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat safe")),
    request_body = PostInput,
    responses(
        (status = 201, description = "Made", body = Post),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(server): State<Server>,
    signed: Signed,
    key: IdempotencyKey,
    Json(input): Json<PostInput>,
) -> Result<impl IntoResponse> {
    let signed = signed.once(key, &input)?;
    let draft =
        PostDraft { name: input.name, qualification: input.qualification, active: input.active };
    let post = server.app.create_post(&signed, &draft).await?;
    let location = format!("/api/v1/posts/{}", post.id);
    let version = post.version;
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], etag(version), Json(Post::from(post))))
}

/// Change a post.
#[utoipa::path(
    patch,
    path = "/posts/{id}",
    tag = "organisation",
    params(
        ("id" = Uuid, Path),
        ("If-Match" = String, Header, description = "The version seen, quoted", example = "\"1\"")
    ),
    request_body = PostUpdate,
    responses(
        (status = 200, description = "As it is now", body = Post),
        (status = 404, description = "No such post", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else was faster", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn change(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PostId>,
    IfMatch(version): IfMatch,
    Json(input): Json<PostUpdate>,
) -> Result<impl IntoResponse> {
    let change =
        PostChange { name: input.name, qualification: input.qualification, active: input.active };
    let post = server.app.change_post(&signed, id, version, &change).await?;
    Ok((etag(post.version), Json(Post::from(post))))
}
