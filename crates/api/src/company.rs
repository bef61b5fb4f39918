//! The company.

use crate::auth::Signed;
use crate::code::{ClashDefaultCode, RegulationCode};
use crate::endpoint::now;
use crate::extract::{IfMatch, Json};
use crate::wire::{maybe, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::Context;
use kedang_app::company::CompanyChange;
use kedang_domain::role::Permission;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read, change))
}

/// The company whose customers are on file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Company {
    /// Full name, as on the business licence.
    pub name: String,
    /// IANA name of the zone in which its days begin.
    #[schema(example = "Asia/Shanghai")]
    pub time_zone: String,
    /// The regulation that it started from.
    pub regulation: RegulationCode,
    /// Who keeps a customer that two people want.
    pub clash_default: ClashDefaultCode,
    /// Days within which an owner must have dealt with it to keep it; counts for `active_owner`.
    #[schema(minimum = 1, maximum = 3650)]
    pub clash_active_days: i64,
    /// Nobody takes customers out without saying what for.
    pub export_purpose_required: bool,
    /// More customers than so many leave only when somebody approved it; null: none ever wait.
    pub export_limit_rows: Option<i64>,
    /// Marker customers are put among the rows of exports, to trace leaks. They are no customers:
    /// nothing else in the system knows them. Null for whoever does not manage the company: who takes
    /// lists out is not told.
    pub export_markers: Option<bool>,
    /// Imports that write more rows than so many wait for somebody's approval; null: none ever do.
    pub import_approval_rows: Option<i64>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl Company {
    /// As this person sees it.
    fn of(ctx: &Context, company: kedang_app::company::Company) -> Self {
        Self {
            name: company.name,
            time_zone: company.time_zone,
            regulation: RegulationCode(company.regulation),
            clash_default: ClashDefaultCode(company.clash.default),
            clash_active_days: company.clash.active_days,
            export_purpose_required: company.export_purpose_required,
            export_limit_rows: company.export_limit_rows,
            export_markers: ctx
                .actor
                .has(Permission::CompanyManage)
                .then_some(company.export_markers),
            import_approval_rows: company.import_approval_rows,
            version: company.version,
        }
    }
}

/// A change of the company; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompanyUpdate {
    /// Full name.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// IANA name of a time zone.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, example = "Asia/Shanghai")]
    pub time_zone: Option<String>,
    /// Code of a regulation.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false, example = "M")]
    pub regulation: Option<String>,
    /// Who keeps a customer that two people want.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = ClashDefaultCode, required = false)]
    pub clash_default: Option<ClashDefaultCode>,
    /// Days within which an owner must have dealt with it to keep it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 1, maximum = 3650)]
    pub clash_active_days: Option<i64>,
    /// Nobody takes customers out without saying what for.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub export_purpose_required: Option<bool>,
    /// More customers than so many leave only when somebody approved it; null: none ever wait.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100_000_000)]
    pub export_limit_rows: Option<Option<i64>>,
    /// Marker customers are put among the rows of exports.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub export_markers: Option<bool>,
    /// Imports that write more rows than so many wait for somebody's approval; null: none ever do.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100_000_000)]
    pub import_approval_rows: Option<Option<i64>>,
}

/// The company.
#[utoipa::path(
    get,
    path = "/company",
    tag = "organisation",
    responses(
        (status = 200, description = "The company", body = Company),
    )
)]
async fn read(State(server): State<Server>, signed: Signed) -> Result<Response> {
    let company = server.app.company(&signed).await?;
    Ok(now(company.version, Company::of(&signed, company)))
}

/// Change the company.
#[utoipa::path(
    patch,
    path = "/company",
    tag = "organisation",
    params(("If-Match" = String, Header)),
    request_body = CompanyUpdate,
    responses(
        (status = 200, description = "As it is now", body = Company),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    signed: Signed,
    IfMatch(version): IfMatch,
    Json(input): Json<CompanyUpdate>,
) -> Result<Response> {
    let change = CompanyChange {
        name: input.name,
        time_zone: input.time_zone,
        regulation: input.regulation,
        clash_default: input.clash_default.map(|code| code.0),
        clash_active_days: input.clash_active_days,
        export_purpose_required: input.export_purpose_required,
        export_limit_rows: input.export_limit_rows,
        export_markers: input.export_markers,
        import_approval_rows: input.import_approval_rows,
    };
    let company = server.app.change_company(&signed, version, &change).await?;
    Ok(now(company.version, Company::of(&signed, company)))
}
