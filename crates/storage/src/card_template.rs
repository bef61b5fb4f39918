//! Card templates of the company's own, and what the company and its departments change on a card.
//!
//! The cards themselves are worked out from these by [`kedang_domain::template`]. Every change
//! moves [`crate::custom_field::touch_catalogue`].

use crate::{Result, StorageError, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::field::{Kinds, Label};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::{ManageTemplates, Permit};
use kedang_domain::template::Overlay;

/// A template of the company's own.
#[derive(Clone, Debug)]
pub struct Stored {
    /// `x_…`
    pub code: String,
    /// Its name.
    pub label: Label,
    /// For which customers; as its base.
    pub kind: Kinds,
    /// Code of the builtin template that it started from.
    pub base: String,
    /// Whose it is; `None` for the company's.
    pub department: Option<DepartmentId>,
    /// False when it was put away: not offered, but customers may still be kept on it.
    pub active: bool,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str =
    "SELECT code, name, kind, base, department_id, active, version FROM card_template";

fn read(mut row: Row) -> Result<Stored> {
    let code = row.take()?;
    let label = from_json("card_template.name", &row.take::<String>()?)?;
    let kind: String = row.take()?;
    Ok(Stored {
        code,
        label,
        kind: serde_json::from_value(kind.clone().into())
            .map_err(|_| StorageError::Corrupt { what: "card_template.kind", why: kind })?,
        base: row.take()?,
        department: crate::parse_opt("card_template.department_id", row.take()?)?,
        active: row.take()?,
        version: row.take()?,
    })
}

fn kind_text(kind: Kinds) -> &'static str {
    match kind {
        Kinds::Both => "both",
        Kinds::Organization => "organization",
        Kinds::Individual => "individual",
    }
}

/// Every template of the company's own, also those that were put away.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn) -> Result<Vec<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push(" ORDER BY code");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Adds a template.
///
/// # Errors
/// The database's; [`StorageError::is_unique`] when the code is taken.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<ManageTemplates>,
    template: &Stored,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO card_template (code, name, kind, base, department_id, active, version) \
             VALUES ($1, $2, $3, $4, $5, $6, 1)",
        )
        .bind(&template.code)
        .bind(to_json("card_template.name", &template.label)?)
        .bind(kind_text(template.kind))
        .bind(&template.base)
        .bind(template.department.map(|id| id.to_string()))
        .bind(template.active),
    )
    .await?;
    Ok(())
}

/// Renames a template or puts it away, if it is still at the version of `template`. `false` when
/// it is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<ManageTemplates>,
    template: &Stored,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE card_template SET name = $1, active = $2, version = version + 1 \
                 WHERE code = $3 AND version = $4",
            )
            .bind(to_json("card_template.name", &template.label)?)
            .bind(template.active)
            .bind(&template.code)
            .bind(template.version),
        )
        .await?;
    Ok(changed == 1)
}

/// What somebody changed on a card.
#[derive(Clone, Debug)]
pub struct StoredOverlay {
    /// Code of the card template.
    pub template: String,
    /// Which department; `None` for the company.
    pub department: Option<DepartmentId>,
    /// The changes.
    pub overlay: Overlay,
    /// Counts the changes.
    pub version: i64,
}

/// In the key a company stands as an empty text: a column of a primary key is never NULL.
fn key(department: Option<DepartmentId>) -> String {
    department.map(|id| id.to_string()).unwrap_or_default()
}

/// Every overlay.
///
/// # Errors
/// The database's.
pub async fn overlays(conn: &mut Conn) -> Result<Vec<StoredOverlay>> {
    conn.all(Sql::new("SELECT template, department_id, overlay, version FROM card_overlay"))
        .await?
        .into_iter()
        .map(|mut row| {
            let template = row.take()?;
            let department: String = row.take()?;
            Ok(StoredOverlay {
                template,
                department: if department.is_empty() {
                    None
                } else {
                    Some(parse("card_overlay.department_id", &department)?)
                },
                overlay: from_json("card_overlay.overlay", &row.take::<String>()?)?,
                version: row.take()?,
            })
        })
        .collect()
}

/// Keeps an overlay in place of the one of the version in `overlay` (0: in place of none). `false`
/// when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn set_overlay(
    tx: &mut Tx,
    _permit: &Permit<ManageTemplates>,
    overlay: &StoredOverlay,
) -> Result<bool> {
    let json = to_json("card_overlay.overlay", &overlay.overlay)?;
    let sql = if overlay.version == 0 {
        Sql::new(
            "INSERT INTO card_overlay (template, department_id, overlay, version) \
             VALUES ($1, $2, $3, 1) ON CONFLICT DO NOTHING",
        )
        .bind(&overlay.template)
        .bind(key(overlay.department))
        .bind(json)
    } else {
        Sql::new(
            "UPDATE card_overlay SET overlay = $1, version = version + 1 \
             WHERE template = $2 AND department_id = $3 AND version = $4",
        )
        .bind(json)
        .bind(&overlay.template)
        .bind(key(overlay.department))
        .bind(overlay.version)
    };
    Ok(tx.run(sql).await? == 1)
}
