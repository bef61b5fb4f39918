//! The first page.

use crate::auth::Signed;
use crate::customer::Kind;
use crate::extract::Json;
use crate::wire::{Named, instant, instant_or_never};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::IntoResponse;
use kedang_app::workbench::{self as app, What};
use kedang_domain::id::ContactId;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read))
}

/// A count of what the caller sees.
#[derive(Debug, Serialize, ToSchema)]
pub struct Figure {
    /// How many, at most 10,000.
    pub count: i64,
    /// There are more.
    pub capped: bool,
    /// The filters of the list that shows what was counted.
    #[schema(example = json!(["owner:eq:me"]))]
    pub filter: Vec<String>,
}

/// A customer by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerName {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Full name.
    pub name: String,
}

impl From<app::Named> for CustomerName {
    fn from(named: app::Named) -> Self {
        Self { id: named.id.uuid(), code: named.code, name: named.name }
    }
}

/// A customer that the caller opened lately.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecentCustomer {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    pub code: String,
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name.
    pub name: String,
    /// Its owner.
    pub owner: Named,
    /// Open marks of uncertainty.
    pub uncertain_count: i64,
    /// Latest contact with it.
    #[schema(format = DateTime)]
    pub last_contact_at: Option<String>,
    /// When the caller last opened it.
    #[schema(format = DateTime)]
    pub opened_at: String,
}

/// A fact to be verified.
#[derive(Debug, Serialize, ToSchema)]
pub struct DoubtfulFact {
    /// Whose fact.
    pub customer: CustomerName,
    /// The contact whose field it is; null for the customer's own.
    pub contact: Option<Named>,
    /// Key of the field.
    pub field: String,
    /// What is doubted.
    pub note: String,
    /// Who marked it.
    pub marked_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub marked_at: String,
}

/// A birthday within the next seven days.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComingBirthday {
    /// The customer.
    pub customer: CustomerName,
    /// Whose birthday; null when it is the customer's own.
    pub contact: Option<Named>,
    /// On which day this year, where the company is.
    #[schema(format = Date)]
    pub on: String,
}

/// The latest thing that happened to a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    /// The customer.
    pub customer: CustomerName,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who.
    pub person: Named,
    /// "interaction", or the kind of the event: created, change, owner, share…
    pub kind: String,
    /// Keys of the fields that changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// By what way they dealt with each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<&'static str>,
    /// What came of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// Somebody under the caller, with what their customers come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonFigures {
    /// Who.
    pub person: Named,
    /// Where they work.
    pub department: Named,
    /// Their customers that the caller sees, at most 2,000.
    pub customers: i64,
    /// There are more; the other figures are of those counted.
    pub capped: bool,
    /// Never contacted.
    pub never_contacted: i64,
    /// Not contacted for 90 days.
    pub silent_90_days: i64,
}

/// Open clashes that the caller has a part in.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClashFigures {
    /// The caller may rule them.
    pub to_rule: i64,
    /// The caller asked.
    pub asked: i64,
    /// About customers of the caller's, or of departments that they head.
    pub about_mine: i64,
}

/// Exports that wait for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportFigures {
    /// Others asked for; the caller decides.
    pub to_decide: i64,
    /// The caller asked for; somebody else decides.
    pub asked: i64,
    /// The caller can fetch now.
    pub ready: i64,
}

/// What the house still lacks.
#[derive(Debug, Serialize, ToSchema)]
pub struct House {
    /// People who may sign in.
    pub people: i64,
    /// Of those: without a department.
    pub without_department: i64,
    /// Of those: still with the one-time password that they were given.
    pub not_arrived: i64,
    /// Open departments.
    pub departments: i64,
    /// Of those: without a head.
    pub without_head: i64,
    /// Some department keeps the company's customer data.
    pub custodian: bool,
}

/// How the evidence log stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct LogState {
    /// Entries.
    pub size: i64,
    /// Latest checkpoint.
    #[schema(format = DateTime)]
    pub checkpoint_at: Option<String>,
    /// When it was last verified.
    #[schema(format = DateTime)]
    pub verified_at: Option<String>,
    /// Whether everything agreed then.
    pub sound: Option<bool>,
}

/// The caller's first page.
#[derive(Debug, Serialize, ToSchema)]
pub struct Workbench {
    /// mine, visible, new_this_week, uncertain, never_contacted, silent_90_days.
    pub counts: BTreeMap<&'static str, Figure>,
    /// Opened lately, newest first.
    pub recent: Vec<RecentCustomer>,
    /// To be verified, oldest first.
    pub unverified: Vec<DoubtfulFact>,
    /// Among the caller's own customers, nearest first.
    pub birthdays: Vec<ComingBirthday>,
    /// Around what the caller sees, newest first.
    pub activity: Vec<Activity>,
    /// Under the caller, who heads a department.
    pub people: Vec<PersonFigures>,
    /// Open clashes.
    pub clashes: ClashFigures,
    /// Exports that wait for somebody.
    pub exports: ExportFigures,
    /// For those who keep the house; null otherwise.
    pub house: Option<House>,
    /// For those who read or verify the log; null otherwise.
    pub log: Option<LogState>,
}

fn contact(contact: Option<(ContactId, String)>) -> Option<Named> {
    contact.map(|(id, name)| Named::new(id.uuid(), name))
}

impl From<app::Workbench> for Workbench {
    fn from(page: app::Workbench) -> Self {
        let figure = |f: app::Figure| {
            (f.name, Figure { count: f.count.count, capped: f.count.capped, filter: f.filters })
        };
        Self {
            counts: page.figures.into_iter().map(figure).collect(),
            recent: page.recent.into_iter().map(RecentCustomer::from).collect(),
            unverified: page.doubts.into_iter().map(DoubtfulFact::from).collect(),
            birthdays: page
                .birthdays
                .into_iter()
                .map(|coming| ComingBirthday {
                    customer: coming.birthday.customer.into(),
                    contact: contact(coming.birthday.contact),
                    on: coming.on.to_string(),
                })
                .collect(),
            activity: page.activity.into_iter().map(Activity::from).collect(),
            people: page.people.into_iter().map(PersonFigures::from).collect(),
            clashes: ClashFigures {
                to_rule: page.clashes.to_rule,
                asked: page.clashes.asked,
                about_mine: page.clashes.about_mine,
            },
            exports: ExportFigures {
                to_decide: page.exports.to_decide,
                asked: page.exports.asked,
                ready: page.exports.ready,
            },
            house: page.house.map(House::from),
            log: page.log.map(|log| LogState {
                size: log.size,
                checkpoint_at: log.checkpoint_at.map(instant),
                verified_at: log.verified_at.map(instant),
                sound: log.sound,
            }),
        }
    }
}

impl From<app::Recent> for RecentCustomer {
    fn from(recent: app::Recent) -> Self {
        let seen = recent.customer;
        Self {
            id: seen.id.uuid(),
            code: seen.code(),
            kind: seen.kind.into(),
            name: seen.name,
            owner: Named::new(seen.owner.uuid(), seen.owner_name),
            uncertain_count: seen.uncertain,
            last_contact_at: instant_or_never(seen.last_contact_at),
            opened_at: instant(recent.opened_at),
        }
    }
}

impl From<app::Doubt> for DoubtfulFact {
    fn from(doubt: app::Doubt) -> Self {
        Self {
            customer: doubt.customer.into(),
            contact: contact(doubt.contact),
            field: doubt.field,
            note: doubt.note,
            marked_by: Named::new(doubt.marked_by.0.uuid(), doubt.marked_by.1),
            marked_at: instant(doubt.marked_at),
        }
    }
}

impl From<(app::Named, app::Activity)> for Activity {
    fn from((customer, activity): (app::Named, app::Activity)) -> Self {
        let (kind, fields, way, summary) = match activity.what {
            What::Event(kind, fields) => (kind, fields, None, None),
            What::Interaction(way, summary) => {
                ("interaction".to_owned(), Vec::new(), Some(way.code()), Some(summary))
            }
        };
        Self {
            customer: customer.into(),
            at: instant(activity.at),
            person: Named::new(activity.person.0.uuid(), activity.person.1),
            kind,
            fields,
            way,
            summary,
        }
    }
}

impl From<app::PersonFigures> for PersonFigures {
    fn from(figures: app::PersonFigures) -> Self {
        Self {
            person: Named::new(figures.person.0.uuid(), figures.person.1),
            department: Named::new(figures.department.0.uuid(), figures.department.1),
            customers: figures.customers,
            capped: figures.capped,
            never_contacted: figures.never_contacted,
            silent_90_days: figures.silent,
        }
    }
}

impl From<app::House> for House {
    fn from(house: app::House) -> Self {
        Self {
            people: house.people,
            without_department: house.without_department,
            not_arrived: house.not_arrived,
            departments: house.departments,
            without_head: house.without_head,
            custodian: house.custodian,
        }
    }
}

/// The caller's first page: figures, what they were at, what wants doing.
#[utoipa::path(
    get,
    path = "/workbench",
    tag = "workbench",
    responses(
        (status = 200, description = "The page", body = Workbench),
    )
)]
async fn read(State(server): State<Server>, signed: Signed) -> Result<impl IntoResponse> {
    Ok(Json(Workbench::from(server.app.workbench(&signed).await?)))
}
