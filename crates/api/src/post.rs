//! Posts 岗位.

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page};
use crate::wire::{maybe, present, yes};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
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

impl From<PostInput> for PostDraft {
    fn from(input: PostInput) -> Self {
        Self { name: input.name, qualification: input.qualification, active: input.active }
    }
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

impl From<PostUpdate> for PostChange {
    fn from(input: PostUpdate) -> Self {
        Self { name: input.name, qualification: input.qualification, active: input.active }
    }
}

/// Every post.
#[utoipa::path(
    get,
    path = "/posts",
    tag = "organisation",
    responses(
        (status = 200, description = "All of them, in the order in which they were made", body = Page<Post>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Post>>> {
    Ok(whole(server.app.posts(&signed).await?))
}

/// Make a post.
#[utoipa::path(
    post,
    path = "/posts",
    tag = "organisation",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = PostInput,
    responses(
        (status = 201, description = "Made", body = Post),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<PostInput>,
) -> Result<Response> {
    let post = server.app.create_post(&signed, &input.into()).await?;
    Ok(made("posts", post.id, post.version, Post::from(post)))
}

/// Change a post.
#[utoipa::path(
    patch,
    path = "/posts/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PostUpdate,
    responses(
        (status = 200, description = "As it is now", body = Post),
        (status = 404, description = "No such post"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PostId>,
    Json(input): Json<PostUpdate>,
) -> Result<Response> {
    let post = server.app.change_post(&signed, id, version, &input.into()).await?;
    Ok(now(post.version, Post::from(post)))
}
