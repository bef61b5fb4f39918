//! The company: one row.

use crate::{Result, StorageError};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::clash::{ClashDefault, ClashPolicy};
use kedang_domain::org::Regulation;

/// The company whose customers are on file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Full name, as on the business licence.
    pub name: String,
    /// IANA name of the zone in which its days begin, e.g. `Asia/Shanghai`.
    pub time_zone: String,
    /// The regulation that it started from.
    pub regulation: Regulation,
    /// Who keeps a customer that two people want.
    pub clash: ClashPolicy,
    /// Nobody takes customers out without saying what for.
    pub export_purpose_required: bool,
    /// More customers than so many leave only when somebody approved it; `None`: none ever wait.
    pub export_limit_rows: Option<i64>,
    /// Marker customers are put among the rows of exports.
    pub export_markers: bool,
    /// Imports that write more rows than so many wait for an approval; `None`: none ever do.
    pub import_approval_rows: Option<i64>,
    /// When it was set up, ms UTC.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

/// The company, once it is set up.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn) -> Result<Option<Company>> {
    let row = conn
        .opt(Sql::new(
            "SELECT name, time_zone, regulation, clash_default, clash_active_days, \
             export_purpose_required, export_limit_rows, export_markers, import_approval_rows, \
             created_at, version FROM company WHERE id = 1",
        ))
        .await?;
    row.map(|mut r| {
        Ok(Company {
            name: r.take()?,
            time_zone: r.take()?,
            regulation: {
                let code: String = r.take()?;
                Regulation::from_code(&code)
                    .ok_or_else(|| StorageError::corrupt("company.regulation")(&code))?
            },
            clash: ClashPolicy {
                default: {
                    let code: String = r.take()?;
                    ClashDefault::from_code(&code)
                        .ok_or_else(|| StorageError::corrupt("company.clash_default")(&code))?
                },
                active_days: r.take()?,
            },
            export_purpose_required: r.take()?,
            export_limit_rows: r.take()?,
            export_markers: r.take()?,
            import_approval_rows: r.take()?,
            created_at: r.take()?,
            version: r.take()?,
        })
    })
    .transpose()
}

/// Sets the company up.
///
/// # Errors
/// A unique violation when there is one already; otherwise the database's.
pub async fn insert(tx: &mut Tx, company: &Company) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO company (id, name, time_zone, regulation, clash_default, \
             clash_active_days, export_purpose_required, export_limit_rows, export_markers, \
             import_approval_rows, created_at, version) \
             VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&company.name)
        .bind(&company.time_zone)
        .bind(company.regulation.code())
        .bind(company.clash.default.code())
        .bind(company.clash.active_days)
        .bind(company.export_purpose_required)
        .bind(company.export_limit_rows)
        .bind(company.export_markers)
        .bind(company.import_approval_rows)
        .bind(company.created_at)
        .bind(company.version),
    )
    .await?;
    Ok(())
}

/// Writes the company over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn update(tx: &mut Tx, company: &Company) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE company SET name = $1, time_zone = $2, regulation = $3, clash_default = $4, \
             clash_active_days = $5, export_purpose_required = $6, export_limit_rows = $7, \
             export_markers = $8, import_approval_rows = $9, version = version + 1 \
             WHERE id = 1 AND version = $10",
        )
        .bind(&company.name)
        .bind(&company.time_zone)
        .bind(company.regulation.code())
        .bind(company.clash.default.code())
        .bind(company.clash.active_days)
        .bind(company.export_purpose_required)
        .bind(company.export_limit_rows)
        .bind(company.export_markers)
        .bind(company.import_approval_rows)
        .bind(company.version),
    )
    .await?;
    Ok(())
}
