//! Card templates: which facts a card asks for, as the company and each department arrange it.

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query};
use crate::field::{FieldKinds, Label};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::AppError;
use kedang_app::card_template::{Card, CardChange, NewCard, Placed, PlacedGroup};
use kedang_domain::id::DepartmentId;
use kedang_domain::template::TemplateGroup;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, update))
}

/// The level of the company, in place of a department.
const COMPANY: &str = "company";

/// A card template in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardTemplateSummary {
    /// Its code: builtin ones by name, own ones `x_…`.
    #[schema(example = "company")]
    pub code: String,
    /// Its name in the caller's language.
    pub name: String,
    /// Its name in both languages.
    pub label: Label,
    /// For which customers.
    pub kind: FieldKinds,
    /// The builtin template that an own one started from.
    pub base: Option<String>,
    /// Whose it is; null: the company's.
    pub department_id: Option<Uuid>,
    /// Shipped with the product.
    pub builtin: bool,
    /// False when it was put away.
    pub active: bool,
    /// Grows with every change of the card at this level or above; send it back in If-Match.
    pub version: i64,
}

/// A field on a card.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardField {
    /// Key in the field catalogue.
    pub key: String,
    /// The card is not saved without it.
    pub required: bool,
    /// The card is not complete without it.
    pub expected: bool,
    /// Left out here; its value stays.
    pub hidden: bool,
    /// Nobody can hide it.
    pub locked: bool,
}

/// A heading of a card and its fields.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardGroup {
    /// Its key.
    pub key: String,
    /// Heading.
    pub label: Label,
    /// In order.
    pub fields: Vec<CardField>,
}

/// A card template as it holds for a department.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardTemplate {
    /// What it is.
    #[serde(flatten)]
    pub summary: CardTemplateSummary,
    /// The department for which it is given; null: as the company has it.
    pub level_id: Option<Uuid>,
    /// Where the regulations ask for such a card.
    pub clause: Option<String>,
    /// The customer's facts, in order.
    pub groups: Vec<CardGroup>,
    /// The facts on each contact; empty where the customer is the person.
    pub contact: Vec<CardGroup>,
}

fn summary(card: &Card, locale: &str) -> CardTemplateSummary {
    let template = &card.template;
    CardTemplateSummary {
        code: template.code.clone(),
        name: template.label.in_locale(locale).to_owned(),
        label: template.label.clone().into(),
        kind: template.kind.into(),
        base: card.base.clone(),
        department_id: card.department.map(DepartmentId::uuid),
        builtin: card.builtin,
        active: card.active,
        version: card.version,
    }
}

fn groups(groups: Vec<TemplateGroup>) -> Vec<CardGroup> {
    groups
        .into_iter()
        .map(|group| CardGroup {
            key: group.key,
            label: group.label.into(),
            fields: group
                .fields
                .into_iter()
                .map(|f| CardField {
                    key: f.key,
                    required: f.required,
                    expected: f.expected,
                    hidden: f.hidden,
                    locked: f.locked,
                })
                .collect(),
        })
        .collect()
}

fn whole(card: Card, locale: &str) -> CardTemplate {
    CardTemplate {
        summary: summary(&card, locale),
        level_id: card.level.map(DepartmentId::uuid),
        clause: card.template.clause,
        groups: groups(card.template.groups),
        contact: groups(card.template.contact),
    }
}

/// The card templates that are offered to the caller.
#[utoipa::path(
    get,
    path = "/card-templates",
    tag = "card template",
    responses(
        (status = 200, description = "Builtin ones first", body = Page<CardTemplateSummary>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
) -> Result<Json<Page<CardTemplateSummary>>> {
    let cards = server.app.card_templates(&signed).await?;
    let items = cards.iter().map(|card| summary(card, &signed.locale)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// For whom.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Level {
    /// Id of a department, or `company`; the caller's department when absent.
    department: Option<String>,
}

/// One card template as it holds for a department.
#[utoipa::path(
    get,
    path = "/card-templates/{code}",
    tag = "card template",
    params(("code" = String, Path), Level),
    responses(
        (status = 200, description = "With hidden fields, marked", body = CardTemplate),
        (status = 404, description = "No such template or department"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(code): Path<String>,
    Query(level): Query<Level>,
) -> Result<Response> {
    let level = match level.department.as_deref() {
        None => signed.actor.department,
        Some(COMPANY) => None,
        Some(id) => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let card = server.app.card_template(&signed, &code, level).await?;
    Ok(now(card.version, whole(card, &signed.locale)))
}

/// A field in the place where somebody put it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardFieldInput {
    /// Key in the field catalogue.
    pub key: String,
    /// The card is not saved without it.
    #[serde(default)]
    pub required: bool,
    /// Leave it out; its value stays.
    #[serde(default)]
    pub hidden: bool,
}

/// A heading and what somebody put under it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardGroupInput {
    /// Key of the group.
    pub key: String,
    /// In order.
    pub fields: Vec<CardFieldInput>,
}

fn placed(groups: Vec<CardGroupInput>) -> Vec<PlacedGroup> {
    groups
        .into_iter()
        .map(|group| {
            let fields = group.fields.into_iter().map(|f| Placed {
                key: f.key,
                required: f.required,
                hidden: f.hidden,
            });
            (group.key, fields.collect())
        })
        .collect()
}

/// A template of one's own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardTemplateInput {
    /// `x_` and 1 to 40 of a-z, 0-9, _; made from the label when absent.
    pub code: Option<String>,
    /// Its name.
    pub label: Label,
    /// Code of the builtin template to start from.
    #[schema(example = "company")]
    pub base: String,
    /// Whose it is; null: the company's.
    pub department_id: Option<Uuid>,
    /// The customer's facts as they are to stand; as on the base when absent.
    pub groups: Option<Vec<CardGroupInput>>,
    /// The facts on each contact.
    pub contact: Option<Vec<CardGroupInput>>,
}

/// Add a card template that starts from a builtin one.
#[utoipa::path(
    post,
    path = "/card-templates",
    tag = "card template",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CardTemplateInput,
    responses(
        (status = 201, description = "Added", body = CardTemplate),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<CardTemplateInput>,
) -> Result<Response> {
    let new = NewCard {
        code: input.code,
        label: input.label.into(),
        base: input.base,
        department: input.department_id.map(DepartmentId::new),
        groups: input.groups.map(placed),
        contact: input.contact.map(placed),
    };
    let card = server.app.create_card_template(&signed, new).await?;
    let (code, version) = (card.template.code.clone(), card.version);
    Ok(made("card-templates", code, version, whole(card, &signed.locale)))
}

/// A change of a card template at a level; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardTemplateChange {
    /// The department whose card is arranged; the company's (or, of an own template, everybody's)
    /// when absent or null.
    pub department_id: Option<Uuid>,
    /// Its name; of an own template only.
    pub label: Option<Label>,
    /// False puts it away; of an own template only.
    pub active: Option<bool>,
    /// The customer's facts as they are to stand: what is left out is hidden.
    pub groups: Option<Vec<CardGroupInput>>,
    /// The facts on each contact.
    pub contact: Option<Vec<CardGroupInput>>,
}

/// Arrange a card for a department or the company.
#[utoipa::path(
    patch,
    path = "/card-templates/{code}",
    tag = "card template",
    params(
        ("code" = String, Path),
        ("If-Match" = String, Header, description = "The version seen at this level, quoted", example = "\"1\"")
    ),
    request_body = CardTemplateChange,
    responses(
        (status = 200, description = "As it holds at this level now", body = CardTemplate),
        (status = 409, description = "A builtin template has its name"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<String>,
    Json(input): Json<CardTemplateChange>,
) -> Result<Response> {
    let level = input.department_id.map(DepartmentId::new);
    let change = CardChange {
        label: input.label.map(Into::into),
        active: input.active,
        groups: input.groups.map(placed),
        contact: input.contact.map(placed),
    };
    let card = server.app.change_card_template(&signed, &id, level, version, change).await?;
    Ok(now(card.version, whole(card, &signed.locale)))
}
