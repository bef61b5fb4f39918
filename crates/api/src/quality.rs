//! Data quality: how true, complete and timely the data is that somebody answers for.

use crate::auth::Signed;
use crate::extract::Json;
use crate::wire::Named;
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::quality as app;
use kedang_domain::quality::Figures;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read))
}

/// Figures of data quality. Shares are in tenths of a percent, and null of nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityFigures {
    /// Customers.
    pub customers: i64,
    /// Names and filled-in fields of customers and contacts.
    pub facts: i64,
    /// Of these: verified within the cycle, and not doubted since.
    pub verified: i64,
    /// Open marks of doubt.
    pub doubts: i64,
    /// Verified facts of all facts.
    pub truth: Option<i64>,
    /// Mean filled-in share of the cards.
    pub completeness: Option<i64>,
    /// Customers whose file was changed or verified within the cycle.
    pub timeliness: Option<i64>,
    /// Mean days since the file of a customer was last changed or verified.
    pub mean_age: Option<i64>,
    /// Duties of the people that ended in this cycle or are late.
    pub duties: i64,
    /// Of these: done in time.
    pub kept: i64,
    /// Duties done in time of all these.
    pub deadlines: Option<i64>,
}

impl From<Figures> for QualityFigures {
    fn from(figures: Figures) -> Self {
        Self {
            customers: figures.customers,
            facts: figures.facts,
            verified: figures.verified,
            doubts: figures.doubts,
            truth: figures.truth(),
            completeness: figures.completeness(),
            timeliness: figures.timeliness(),
            mean_age: figures.mean_age(),
            duties: figures.duties,
            kept: figures.kept,
            deadlines: figures.deadlines(),
        }
    }
}

/// The figures of somebody's customers in a department.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityPerson {
    /// Who owns the customers.
    pub person: Named,
    /// The figures.
    pub figures: QualityFigures,
}

/// The figures of a department: of those people in it whom the caller answers for.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityDepartment {
    /// The department.
    pub department: Named,
    /// Together.
    pub figures: QualityFigures,
    /// Each.
    pub people: Vec<QualityPerson>,
}

/// The figures at the end of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct QualityMonth {
    /// The last day of it of which figures are kept.
    #[schema(format = Date)]
    pub day: String,
    /// The figures.
    pub figures: QualityFigures,
}

/// How good the data is that the caller answers for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Quality {
    /// The day as of which the figures of departments are; null before the first night.
    #[schema(format = Date)]
    pub day: Option<String>,
    /// What was verified within so many days is of this cycle.
    pub cycle_days: i64,
    /// What was changed or verified last before this day is of an older cycle.
    #[schema(format = Date)]
    pub since: String,
    /// The caller's own customers, as of now.
    pub own: QualityFigures,
    /// All whom the caller answers for, together.
    pub total: QualityFigures,
    /// By department.
    pub departments: Vec<QualityDepartment>,
    /// By month, the oldest first.
    pub trend: Vec<QualityMonth>,
}

impl From<app::Quality> for Quality {
    fn from(quality: app::Quality) -> Self {
        let mut total = Figures::default();
        let mut departments: Vec<(Named, Figures, Vec<QualityPerson>)> = Vec::new();
        for line in quality.lines {
            total += line.figures;
            let id = line.department.0.uuid();
            if departments.last().is_none_or(|last| last.0.id != id) {
                let department = Named::new(id, line.department.1);
                departments.push((department, Figures::default(), Vec::new()));
            }
            if let Some((_, sum, people)) = departments.last_mut() {
                *sum += line.figures;
                let person = Named::new(line.person.0.uuid(), line.person.1);
                people.push(QualityPerson { person, figures: line.figures.into() });
            }
        }
        let department = |(department, figures, people): (Named, Figures, _)| QualityDepartment {
            department,
            figures: figures.into(),
            people,
        };
        let month = |(day, figures): (jiff::civil::Date, Figures)| QualityMonth {
            day: day.to_string(),
            figures: figures.into(),
        };
        Self {
            day: quality.day.map(|day| day.to_string()),
            cycle_days: quality.cycle_days,
            since: quality.since.to_string(),
            own: quality.own.into(),
            total: total.into(),
            departments: departments.into_iter().map(department).collect(),
            trend: quality.trend.into_iter().map(month).collect(),
        }
    }
}

/// How good the data is that the caller answers for: their own, that of their departments, or all.
#[utoipa::path(
    get,
    path = "/quality",
    tag = "quality",
    responses((status = 200, description = "The figures", body = Quality))
)]
async fn read(State(server): State<Server>, signed: Signed) -> Result<Json<Quality>> {
    Ok(Json(server.app.quality(&signed).await?.into()))
}
