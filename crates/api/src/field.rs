//! The field catalogue: builtin fields, and those that the company adds.

use crate::auth::{IdempotencyKey, Signed};
use crate::extract::{IfMatch, Json, Path, Query, etag};
use crate::problem::Problem;
use crate::wire::maybe;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kedang_app::field::{FieldChange, FieldDraft, OptionDraft, Versioned};
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

macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident of $inner:path {
        $($(#[$vdoc:meta])* $variant:ident,)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl From<$inner> for $name {
            fn from(inner: $inner) -> Self {
                use $inner as Inner;
                match inner { $(Inner::$variant => Self::$variant),* }
            }
        }

        impl From<$name> for $inner {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

mirrored! {
    /// Whose fact a field is.
    FieldSubject of domain::Subject {
        /// The customer's.
        Customer,
        /// A contact's.
        Contact,
    }
}

mirrored! {
    /// Which kinds of customer something is for.
    FieldKinds of domain::Kinds {
        /// Organisations and individuals.
        Both,
        /// Organisations only.
        Organization,
        /// Individuals only.
        Individual,
    }
}

mirrored! {
    /// What a field holds, and so how its value is written in JSON.
    FieldType of domain::FieldType {
        /// One line of text.
        Text,
        /// Text of several lines.
        LongText,
        /// An exact decimal as a string: at most 18 digits, 6 of them after the point.
        Number,
        /// Fen, as an integer.
        Money,
        /// YYYY-MM-DD.
        Date,
        /// The key of an option.
        Choice,
        /// An array of keys of options.
        MultiChoice,
        /// A boolean.
        YesNo,
        /// The id of a person of the company.
        Person,
        /// A code of GB/T 2260.
        Region,
        /// A code of GB/T 4754-2017.
        Industry,
        /// A telephone number.
        Phone,
        /// An e-mail address.
        Email,
        /// A web address.
        Url,
        /// A unified social credit code (GB 32100).
        CreditCode,
        /// A resident identity number (GB 11643).
        IdNumber,
        /// A postcode.
        Postcode,
    }
}

/// A text in both languages of the page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Chinese.
    #[schema(example = "主管税务机关")]
    pub zh: String,
    /// English; the Chinese is shown where it is empty.
    #[serde(default)]
    #[schema(example = "Tax office")]
    pub en: String,
}

impl From<domain::Label> for Label {
    fn from(domain::Label { zh, en }: domain::Label) -> Self {
        Self { zh, en }
    }
}

impl From<Label> for domain::Label {
    fn from(Label { zh, en }: Label) -> Self {
        Self { zh, en }
    }
}

/// One option of a choice.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldOption {
    /// What is stored.
    pub key: String,
    /// What people read.
    pub label: Label,
    /// No longer offered; values stored earlier keep it.
    pub retired: bool,
}

/// A field.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Field {
    /// Its key: builtin ones by name, custom ones `x_…`.
    pub key: String,
    /// Whose fact it is.
    pub subject: FieldSubject,
    /// For which customers it makes sense.
    pub kinds: FieldKinds,
    /// Key of its group.
    pub group: String,
    /// What it holds.
    pub field_type: FieldType,
    /// Its name on the page.
    pub label: Label,
    /// Options of a choice, in order.
    pub options: Vec<FieldOption>,
    /// Unit shown after a number.
    pub unit: Option<Label>,
    /// A hint for whoever fills it in.
    pub help: Option<Label>,
    /// Lists filter by it.
    pub filterable: bool,
    /// Sensitive personal information.
    pub sensitive: bool,
    /// Shipped with the product: nobody changes it.
    pub builtin: bool,
    /// False when it was put away: no new values, the old ones stay.
    pub active: bool,
    /// Longest text, in characters.
    pub max_len: u32,
    /// Least number or amount (fen), earliest date.
    pub min: Option<String>,
    /// Greatest number or amount (fen), latest date.
    pub max: Option<String>,
    /// Digits behind the point of a number.
    pub decimals: u8,
    /// A phone that must be a mobile.
    pub mobile: bool,
    /// A date that cannot lie ahead.
    pub past: bool,
    /// Where the regulations ask for it.
    pub clause: Option<String>,
    /// The department on whose cards it stands; null: on everybody's.
    pub department_id: Option<Uuid>,
    /// Counts the changes of a custom field; send it back in If-Match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl From<Versioned> for Field {
    fn from(Versioned { field, version }: Versioned) -> Self {
        Self {
            key: field.key,
            subject: field.subject.into(),
            kinds: field.kinds.into(),
            group: field.group,
            field_type: field.field_type.into(),
            label: field.label.into(),
            options: field
                .options
                .into_iter()
                .map(|o| FieldOption { key: o.key, label: o.label.into(), retired: o.retired })
                .collect(),
            unit: field.unit.map(Into::into),
            help: field.help.map(Into::into),
            filterable: field.filterable,
            sensitive: field.sensitive,
            builtin: field.builtin,
            active: field.active,
            max_len: field.max_len,
            min: field.min,
            max: field.max,
            decimals: field.decimals,
            mobile: field.mobile,
            past: field.past,
            clause: field.clause,
            department_id: field.department_id.map(DepartmentId::uuid),
            version,
        }
    }
}

/// A heading under which fields stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldGroup {
    /// Its key.
    pub key: String,
    /// Whose fields it holds.
    pub subject: FieldSubject,
    /// Heading.
    pub label: Label,
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
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
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
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a repeat safe")),
    request_body = FieldInput,
    responses(
        (status = 201, description = "Defined", body = Field),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn create(
    State(server): State<Server>,
    signed: Signed,
    key: IdempotencyKey,
    Json(input): Json<FieldInput>,
) -> Result<impl IntoResponse> {
    let signed = signed.once(key, &input)?;
    let made = server.app.create_field(&signed, input.into()).await?;
    let location = format!("/api/v1/fields/{}", made.field.key);
    let version = made.version.unwrap_or_default();
    let body = Json(Field::from(made));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], etag(version), body))
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
    params(
        ("key" = String, Path),
        ("If-Match" = String, Header, description = "The version seen, quoted", example = "\"1\"")
    ),
    request_body = FieldChangeInput,
    responses(
        (status = 200, description = "As it is now", body = Field),
        (status = 409, description = "A builtin field", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "Somebody else was faster", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Values refused", body = Problem, content_type = "application/problem+json"),
        (status = "default", description = "Refused", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn update(
    State(server): State<Server>,
    signed: Signed,
    Path(key): Path<String>,
    IfMatch(version): IfMatch,
    Json(input): Json<FieldChangeInput>,
) -> Result<impl IntoResponse> {
    let changed = server.app.change_field(&signed, &key, version, input.into()).await?;
    Ok((etag(changed.version.unwrap_or_default()), Json(Field::from(changed))))
}
