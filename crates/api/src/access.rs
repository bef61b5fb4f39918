//! From where and how people sign in.

use crate::auth::Signed;
use crate::code::OutsideCode;
use crate::endpoint::now;
use crate::extract::{IfMatch, Json};
use crate::wire::present;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::access::{Access, AccessChange};
use kedang_domain::access::AccessPolicy;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read, change))
}

/// How people get in and stay in. A number of 0 switches its part off.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessRules {
    /// The company's own networks; none: everywhere is inside.
    #[schema(example = json!(["10.0.0.0/8"]))]
    pub networks: Vec<String>,
    /// What becomes of a sign-in from elsewhere.
    pub outside: OutsideCode,
    /// A device that the person has not used before needs the second factor.
    pub device_proof: bool,
    /// For how long a second factor opens what is classified, in minutes; 0: it is not asked.
    pub step_up_minutes: i64,
    /// After how long a page that is left alone locks, in minutes.
    pub lock_minutes: i64,
    /// After how long a session that nobody uses ends, in minutes.
    pub idle_minutes: i64,
    /// How old a password may become, in days.
    pub password_days: i64,
    /// How many former passwords may not be chosen again.
    pub password_history: i64,
}

impl From<AccessPolicy> for AccessRules {
    fn from(policy: AccessPolicy) -> Self {
        Self {
            networks: policy.networks.iter().map(ToString::to_string).collect(),
            outside: OutsideCode(policy.outside),
            device_proof: policy.device_proof,
            step_up_minutes: policy.step_up_minutes,
            lock_minutes: policy.lock_minutes,
            idle_minutes: policy.idle_minutes,
            password_days: policy.password_days,
            password_history: policy.password_history,
        }
    }
}

/// How people sign in: what the company has set, and what holds under its regulation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessSettings {
    /// As set.
    pub set: AccessRules,
    /// As it holds: the stricter of setting and regulation.
    pub effective: AccessRules,
    /// The clause that asks for passwords to be changed; null: none.
    pub password_clause: Option<String>,
    /// The clause that asks for another proof from foreign networks and devices; null: none.
    pub proof_clause: Option<String>,
    /// The network address that the caller comes from.
    pub your_address: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl AccessSettings {
    fn of(access: Access, address: &str) -> Self {
        Self {
            set: access.set.into(),
            effective: access.effective.into(),
            password_clause: access.password_clause,
            proof_clause: access.proof_clause,
            your_address: address.to_owned(),
            version: access.version,
        }
    }
}

/// A change of how people sign in; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessUpdate {
    /// The company's own networks: `10.0.0.0/8`, `2001:db8::/32`, or one address.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<String>, required = false, max_items = 100)]
    pub networks: Option<Vec<String>>,
    /// What becomes of a sign-in from elsewhere.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = OutsideCode, required = false)]
    pub outside: Option<OutsideCode>,
    /// A device that the person has not used before needs the second factor.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub device_proof: Option<bool>,
    /// For how long a second factor opens what is classified, in minutes; 0: it is not asked.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 240)]
    pub step_up_minutes: Option<i64>,
    /// After how long a page that is left alone locks, in minutes; 0: never.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 240)]
    pub lock_minutes: Option<i64>,
    /// After how long a session that nobody uses ends, in minutes.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 5, maximum = 240)]
    pub idle_minutes: Option<i64>,
    /// How old a password may become, in days; 0: any age.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 3650)]
    pub password_days: Option<i64>,
    /// How many former passwords may not be chosen again.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 12)]
    pub password_history: Option<i64>,
}

/// How people sign in.
#[utoipa::path(
    get,
    path = "/company/access",
    tag = "organisation",
    responses(
        (status = 200, description = "What is set, and what holds", body = AccessSettings),
    )
)]
async fn read(State(server): State<Server>, signed: Signed) -> Result<Response> {
    let access = server.app.access(&signed).await?;
    Ok(now(access.version, AccessSettings::of(access, &signed.origin.address)))
}

/// Change how people sign in. Networks that would shut out the caller are refused.
#[utoipa::path(
    patch,
    path = "/company/access",
    tag = "organisation",
    params(("If-Match" = String, Header)),
    request_body = AccessUpdate,
    responses(
        (status = 200, description = "As it is now", body = AccessSettings),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    signed: Signed,
    IfMatch(version): IfMatch,
    Json(input): Json<AccessUpdate>,
) -> Result<Response> {
    let change = AccessChange {
        networks: input.networks,
        outside: input.outside.map(|code| code.0),
        device_proof: input.device_proof,
        step_up_minutes: input.step_up_minutes,
        lock_minutes: input.lock_minutes,
        idle_minutes: input.idle_minutes,
        password_days: input.password_days,
        password_history: input.password_history,
    };
    let access = server.app.change_access(&signed, version, &change).await?;
    Ok(now(access.version, AccessSettings::of(access, &signed.origin.address)))
}
