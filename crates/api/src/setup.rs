//! The first start.

use crate::auth::From as CameFrom;
use crate::code::RegulationCode;
use crate::extract::Json;
use crate::me::{Me, me};
use crate::messages::{Language, text};
use crate::session::set_cookies;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use kedang_app::password::Cleartext;
use kedang_app::setup::Setup;
use kedang_domain::org::Regulation;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read, complete))
}

/// A name in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct BothNames {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// A regulation to start from.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegulationName {
    /// Its code.
    pub code: RegulationCode,
    /// What it is called.
    pub name: BothNames,
}

/// Whether the server waits to be set up.
#[derive(Debug, Serialize, ToSchema)]
pub struct SetupState {
    /// There is no company yet.
    pub needed: bool,
    /// What a company can start from.
    pub regulations: Vec<RegulationName>,
}

/// What is asked for at the first start.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupInput {
    /// The code that the server shows on its console.
    #[schema(example = "7K2M-9QXR-4TBD")]
    pub code: String,
    /// Full name of the company.
    pub company: String,
    /// IANA name of its time zone.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// Code of the regulation that it starts from.
    #[schema(example = "M")]
    pub regulation: String,
    /// The first administrator.
    pub admin: AdministratorInput,
    /// Whether to add the people of the sample company.
    #[serde(default)]
    pub sample: bool,
}

/// The first administrator.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdministratorInput {
    /// What they will sign in with.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Their password, 10 to 128 characters.
    #[schema(value_type = String, format = Password)]
    pub password: Cleartext,
}

/// Whether the server waits to be set up.
#[utoipa::path(
    get,
    path = "/setup",
    tag = "setup",
    responses(
        (status = 200, description = "Whether it does", body = SetupState),
    )
)]
async fn read(State(server): State<Server>) -> Result<Json<SetupState>> {
    let needed = server.app.setup_needed().await?;
    let regulations = Regulation::ALL
        .iter()
        .map(|regulation| {
            let key = format!("regulation_{}", regulation.code().to_ascii_lowercase());
            let name = |language| text(language, &key, &Map::new());
            RegulationName {
                code: RegulationCode(*regulation),
                name: BothNames { zh: name(Language::Zh), en: name(Language::En) },
            }
        })
        .collect();
    Ok(Json(SetupState { needed, regulations }))
}

/// Set the company up, and sign its first administrator in.
#[utoipa::path(
    post,
    path = "/setup",
    tag = "setup",
    request_body = SetupInput,
    responses(
        (status = 201, description = "Set up; the session's cookie is in the reply", body = Me),
        (status = 409, description = "There is a company already"),
        (status = 422, description = "Wrong code, or values refused"),
        (status = 429, description = "Too many wrong codes"),
    )
)]
async fn complete(
    State(server): State<Server>,
    CameFrom(origin): CameFrom,
    headers: HeaderMap,
    Json(input): Json<SetupInput>,
) -> Result<impl IntoResponse> {
    let setup = Setup {
        code: input.code,
        company: input.company,
        time_zone: input.time_zone,
        regulation: input.regulation,
        login: input.admin.login,
        name: input.admin.name,
        password: input.admin.password,
        sample: input.sample,
    };
    let signed_in = server.app.set_up(&setup, origin).await?;
    let cookies = set_cookies(&server, &headers, &signed_in);
    Ok((StatusCode::CREATED, cookies, Json(me(&server, &signed_in.context).await?)))
}
