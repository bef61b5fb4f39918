//! The field catalogue: builtin fields, and those that the company adds.

mod wire;

pub use wire::{Field, FieldGroup, FieldKinds, FieldSubject, FieldType, Label};

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Query};
use crate::wire::maybe;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::field::{FieldChange, FieldDraft, OptionDraft};
use kedang_domain::field as domain;
use kedang_domain::id::DepartmentId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(update))
}

/// The fields of the catalogue, and their headings.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldList {
    /// In page order.
    pub items: Vec<Field>,
    /// In page order, also those that hold nothing yet.
    pub groups: Vec<FieldGroup>,
    /// Always null: the catalogue comes whole.
    pub next_cursor: Option<String>,
}

/// Which fields.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Of one subject only.
    subject: Option<FieldSubject>,
    /// Also those that were put away.
    #[serde(default)]
    #[param(required = false)]
    inactive: bool,
}

/// The fields there are.
#[utoipa::path(
    get,
    path = "/fields",
    tag = "field",
    params(Which),
    responses(
        (status = 200, description = "In page order", body = FieldList),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<FieldList>> {
    let subject = which.subject.map(Into::into);
    let fields = server.app.fields(&signed, subject, which.inactive).await?;
    let groups = [domain::Subject::Customer, domain::Subject::Contact]
        .into_iter()
        .filter(|s| subject.is_none_or(|wanted| wanted == *s))
        .flat_map(|s| domain::Catalogue::builtin().groups(s))
        .map(|(group, _)| FieldGroup {
            key: group.key.clone(),
            subject: group.subject.into(),
            label: group.label.clone().into(),
        });
    Ok(Json(FieldList {
        items: fields.into_iter().map(Field::from).collect(),
        groups: groups.collect(),
        next_cursor: None,
    }))
}

/// One option as somebody gives it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldOptionInput {
    /// 1 to 40 of a-z, 0-9, _; made from the label when absent.
    pub key: Option<String>,
    /// What people read.
    pub label: Label,
    /// No longer offered.
    #[serde(default)]
    pub retired: bool,
}

/// A field to be defined.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldInput {
    /// `x_` and 1 to 40 of a-z, 0-9, _; made from the label when absent.
    pub key: Option<String>,
    /// Whose fact it is; the customer's when absent.
    pub subject: Option<FieldSubject>,
    /// What it holds.
    pub field_type: FieldType,
    /// Its name on the page.
    pub label: Label,
    /// Options of a choice, in order.
    pub options: Option<Vec<FieldOptionInput>>,
    /// Key of its group; that of custom fields when absent.
    pub group: Option<String>,
    /// For which customers it makes sense.
    pub kinds: Option<FieldKinds>,
    /// Unit shown after a number.
    pub unit: Option<Label>,
    /// A hint for whoever fills it in.
    pub help: Option<Label>,
    /// Lists filter by it.
    #[serde(default)]
    pub filterable: bool,
    /// Sensitive personal information.
    #[serde(default)]
    pub sensitive: bool,
    /// Longest text, in characters.
    pub max_len: Option<u32>,
    /// Least number or amount (fen), earliest date.
    pub min: Option<String>,
    /// Greatest number or amount (fen), latest date.
    pub max: Option<String>,
    /// Digits behind the point of a number.
    pub decimals: Option<u8>,
    /// The department on whose cards it stands; null: on everybody's.
    pub department_id: Option<Uuid>,
}

fn options(inputs: Vec<FieldOptionInput>) -> Vec<OptionDraft> {
    inputs
        .into_iter()
        .map(|o| OptionDraft { key: o.key, label: o.label.into(), retired: o.retired })
        .collect()
}

impl From<FieldInput> for FieldDraft {
    fn from(input: FieldInput) -> Self {
        Self {
            key: input.key,
            subject: input.subject.unwrap_or(FieldSubject::Customer).into(),
            field_type: input.field_type.into(),
            change: FieldChange {
                label: Some(input.label.into()),
                field_type: None,
                options: input.options.map(options),
                group: input.group,
                kinds: input.kinds.map(Into::into),
                unit: Some(input.unit.map(Into::into)),
                help: Some(input.help.map(Into::into)),
                filterable: Some(input.filterable),
                sensitive: Some(input.sensitive),
                max_len: input.max_len,
                min: Some(input.min),
                max: Some(input.max),
                decimals: input.decimals,
                department: Some(input.department_id.map(DepartmentId::new)),
                active: None,
            },
        }
    }
}

/// Define a field.
#[utoipa::path(
    post,
    path = "/fields",
    tag = "field",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = FieldInput,
    responses(
        (status = 201, description = "Defined", body = Field),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<FieldInput>,
) -> Result<Response> {
    let field = server.app.create_field(&signed, input.into()).await?;
    let (key, version) = (field.field.key.clone(), field.version.unwrap_or_default());
    Ok(made("fields", key, version, Field::from(field)))
}

/// A change of a custom field; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldChangeInput {
    /// Its name on the page.
    pub label: Option<Label>,
    /// Another type, where every stored value still reads.
    pub field_type: Option<FieldType>,
    /// Options of a choice, all of them, in order; one that values may name is retired, not left
    /// out.
    pub options: Option<Vec<FieldOptionInput>>,
    /// Key of its group.
    pub group: Option<String>,
    /// For which customers it makes sense.
    pub kinds: Option<FieldKinds>,
    /// Unit shown after a number.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Label>)]
    pub unit: Option<Option<Label>>,
    /// A hint for whoever fills it in.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Label>)]
    pub help: Option<Option<Label>>,
    /// Lists filter by it.
    pub filterable: Option<bool>,
    /// Sensitive personal information.
    pub sensitive: Option<bool>,
    /// Longest text, in characters.
    pub max_len: Option<u32>,
    /// Least number or amount (fen), earliest date.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>)]
    pub min: Option<Option<String>>,
    /// Greatest number or amount (fen), latest date.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>)]
    pub max: Option<Option<String>>,
    /// Digits behind the point of a number.
    pub decimals: Option<u8>,
    /// The department on whose cards it stands; null: on everybody's.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>)]
    pub department_id: Option<Option<Uuid>>,
    /// False puts it away: no new values, the old ones stay.
    pub active: Option<bool>,
}

impl From<FieldChangeInput> for FieldChange {
    fn from(input: FieldChangeInput) -> Self {
        Self {
            label: input.label.map(Into::into),
            field_type: input.field_type.map(Into::into),
            options: input.options.map(options),
            group: input.group,
            kinds: input.kinds.map(Into::into),
            unit: input.unit.map(|u| u.map(Into::into)),
            help: input.help.map(|h| h.map(Into::into)),
            filterable: input.filterable,
            sensitive: input.sensitive,
            max_len: input.max_len,
            min: input.min,
            max: input.max,
            decimals: input.decimals,
            department: input.department_id.map(|d| d.map(DepartmentId::new)),
            active: input.active,
        }
    }
}

/// Change a custom field, or put it away.
#[utoipa::path(
    patch,
    path = "/fields/{key}",
    tag = "field",
    params(("key" = String, Path), ("If-Match" = String, Header)),
    request_body = FieldChangeInput,
    responses(
        (status = 200, description = "As it is now", body = Field),
        (status = 409, description = "A builtin field"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<String>,
    Json(input): Json<FieldChangeInput>,
) -> Result<Response> {
    let changed = server.app.change_field(&signed, &id, version, input.into()).await?;
    Ok(now(changed.version.unwrap_or_default(), Field::from(changed)))
}
