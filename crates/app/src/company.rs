//! The company: name, time zone, regulation.

pub use kedang_storage::company::Company;

use crate::entry::{Changes, plain, yes_no};
use crate::form::{Form, MAX_COMPANY};
use crate::{App, AppError, Context, Result};
use jiff::tz::TimeZone;
use kedang_domain::clash::{ACTIVE_DAYS, ClashDefault};
use kedang_domain::field::FieldError;
use kedang_domain::org::Regulation;
use kedang_domain::permission::ManageCompany;
use kedang_storage::company;
use kedang_storage::organisation;

/// So many customers leave without an approval, until the company says otherwise.
pub(crate) const EXPORT_LIMIT: i64 = 5_000;
/// No company has more customers.
const LIMIT_MAX: i64 = 100_000_000;

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct CompanyChange {
    /// Full name.
    pub name: Option<String>,
    /// IANA name of a time zone.
    pub time_zone: Option<String>,
    /// Code of the regulation.
    pub regulation: Option<String>,
    /// Who keeps a customer that two people want.
    pub clash_default: Option<ClashDefault>,
    /// Days within which an owner must have dealt with it to keep it.
    pub clash_active_days: Option<i64>,
    /// Nobody takes customers out without saying what for.
    pub export_purpose_required: Option<bool>,
    /// More customers than so many leave only when somebody approved it; `Some(None)`: no limit.
    pub export_limit_rows: Option<Option<i64>>,
    /// Marker customers are put among the rows of exports.
    pub export_markers: Option<bool>,
    /// Imports that write more rows than so many wait for an approval; `Some(None)`: none do.
    pub import_approval_rows: Option<Option<i64>>,
}

/// Reads a time zone.
pub(crate) fn time_zone(form: &mut Form, pointer: &str, name: &str) -> String {
    let name = name.trim();
    // Only names of the bundled database; the machine's own files would differ from node to node.
    match TimeZone::get(name) {
        Ok(zone) => zone.iana_name().unwrap_or(name).to_owned(),
        Err(_) => {
            form.refuse(pointer, FieldError::new("time_zone_unknown").with("value", shown(name)));
            name.to_owned()
        }
    }
}

/// Reads the code of a regulation.
pub(crate) fn regulation(form: &mut Form, pointer: &str, code: &str) -> Regulation {
    Regulation::from_code(code).unwrap_or_else(|| {
        form.refuse(pointer, FieldError::new("regulation_unknown").with("value", shown(code)));
        Regulation::Measures
    })
}

/// Reads a limit of rows; `None` is none.
fn limit_of_rows(form: &mut Form, pointer: &str, limit: Option<i64>) -> Option<i64> {
    if limit.is_some_and(|rows| !(0..=LIMIT_MAX).contains(&rows)) {
        form.refuse(pointer, FieldError::new("limit_range").with("min", 0).with("max", LIMIT_MAX));
    }
    limit
}

/// A limit as the log has it.
fn limit_or_none(rows: &Option<i64>) -> Option<String> {
    Some(rows.map_or("none".to_owned(), |rows| rows.to_string()))
}

/// A refused text as it is repeated: never longer than a line.
pub(crate) fn shown(text: &str) -> String {
    text.chars().take(64).collect()
}

impl App {
    /// The company.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before it is set up.
    pub async fn company(&self, _: &Context) -> Result<Company> {
        let mut conn = self.db().read().await?;
        company::get(&mut conn).await?.ok_or(AppError::NotFound)
    }

    /// Changes the company.
    ///
    /// # Errors
    /// A refusal, a stale version, or values that break the rules.
    pub async fn change_company(
        &self,
        ctx: &Context,
        seen: i64,
        change: &CompanyChange,
    ) -> Result<Company> {
        ctx.ask::<ManageCompany>(&())?;
        let mut work = self.begin(ctx).await?;
        organisation::touch(work.tx()).await?;
        let before = company::get(work.tx()).await?.ok_or(AppError::NotFound)?;
        AppError::unless_current(before.version, seen)?;
        let mut form = Form::default();
        let mut after = before.clone();
        if let Some(name) = &change.name {
            after.name = form.line("/name", name, MAX_COMPANY);
        }
        if let Some(zone) = &change.time_zone {
            after.time_zone = time_zone(&mut form, "/time_zone", zone);
        }
        if let Some(code) = &change.regulation {
            // It came into force when the company was founded; since then it changes by approval.
            if regulation(&mut form, "/regulation", code) != before.regulation {
                form.refuse("/regulation", FieldError::new("regulation_by_policy"));
            }
        }
        after.clash.default = change.clash_default.unwrap_or(before.clash.default);
        if let Some(days) = change.clash_active_days {
            after.clash.active_days = days;
            if !ACTIVE_DAYS.contains(&days) {
                let error = FieldError::new("days_range");
                let error = error.with("min", *ACTIVE_DAYS.start()).with("max", *ACTIVE_DAYS.end());
                form.refuse("/clash_active_days", error);
            }
        }
        after.export_purpose_required =
            change.export_purpose_required.unwrap_or(before.export_purpose_required);
        if let Some(limit) = change.export_limit_rows {
            after.export_limit_rows = limit_of_rows(&mut form, "/export_limit_rows", limit);
        }
        after.export_markers = change.export_markers.unwrap_or(before.export_markers);
        if let Some(limit) = change.import_approval_rows {
            after.import_approval_rows = limit_of_rows(&mut form, "/import_approval_rows", limit);
        }
        form.done()?;
        let changes = Changes::new(work.draft("company.change").subject("company", "1"))
            .fact("name", &before.name, &after.name, plain)
            .fact("time_zone", &before.time_zone, &after.time_zone, plain)
            .fact("regulation", &before.regulation, &after.regulation, |r| {
                Some(r.code().to_owned())
            })
            .fact("clash_default", &before.clash.default, &after.clash.default, |d| {
                Some(d.code().to_owned())
            })
            .fact("clash_active_days", &before.clash.active_days, &after.clash.active_days, plain)
            .fact(
                "export_purpose_required",
                &before.export_purpose_required,
                &after.export_purpose_required,
                yes_no,
            )
            .fact(
                "export_limit_rows",
                &before.export_limit_rows,
                &after.export_limit_rows,
                limit_or_none,
            )
            .fact("export_markers", &before.export_markers, &after.export_markers, yes_no)
            .fact(
                "import_approval_rows",
                &before.import_approval_rows,
                &after.import_approval_rows,
                limit_or_none,
            );
        let Some(entry) = changes.entry() else { return Ok(before) };
        company::update(work.tx(), &after).await?;
        work.record(entry);
        work.commit().await?;
        Ok(Company { version: after.version + 1, ..after })
    }
}
