//! The rows of a file, each with its verdict and what is to be done with it.

use super::ROWS;
use crate::event::FieldChange;
use crate::{Result, from_json, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{ContactId, CustomerId, ImportId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What a row may be the same as: another row, or a customer on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The other row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<i64>,
    /// The customer on file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// It is the same; otherwise somebody must look.
    pub same: bool,
    /// Names of the fields in which both agree.
    pub agrees: Vec<String>,
}

/// What a row makes of a contact of the customer that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChange {
    /// The contact on file; `None` while it is to be added.
    pub contact: Option<ContactId>,
    /// It is added by this row, or was.
    pub added: bool,
    /// The version at which it was seen; once it is written, the version that the row made.
    pub version: i64,
    /// Its name, before the change where it is on file.
    pub name: String,
    /// What is different about it.
    pub changes: Vec<FieldChange>,
}

/// A row of the file.
#[derive(Clone, Debug)]
pub struct Line<C, R> {
    /// Row number in the sheet, from 1.
    pub row: i64,
    /// Its cells.
    pub cells: C,
    /// head, skipped, valid, invalid, written, unchanged, refused, undone or kept.
    pub verdict: String,
    /// Why not, or why it was kept.
    pub reasons: R,
    /// What was not understood, but stops nobody.
    pub warnings: R,
    /// What is to be done with a valid row: create, update or none; else empty.
    pub action: String,
    /// The customer on file that the row is about.
    pub target: Option<CustomerId>,
    /// The version at which that customer was seen.
    pub target_version: i64,
    /// What will be different about it. Kept for as long as it can be undone.
    pub changes: Vec<FieldChange>,
    /// What will be different about that customer's contacts. Kept as long.
    pub contacts: Vec<ContactChange>,
    /// What it may be the same as.
    pub twins: Vec<Twin>,
    /// What somebody wants of it, in the words of the caller; else empty.
    pub choice: String,
    /// The contacts that another sheet has for it, as JSON. Kept with the cells.
    pub joined: Option<String>,
    /// What was made of it.
    pub customer: Option<CustomerId>,
}

impl<C, R: Default> Line<C, R> {
    /// A row that nobody has judged.
    pub fn new(row: i64, cells: C) -> Self {
        Self {
            row,
            cells,
            verdict: "head".to_owned(),
            reasons: R::default(),
            warnings: R::default(),
            action: String::new(),
            target: None,
            target_version: 0,
            changes: Vec::new(),
            contacts: Vec::new(),
            twins: Vec::new(),
            choice: String::new(),
            joined: None,
            customer: None,
        }
    }
}

fn target<C, R>(line: &Line<C, R>) -> Value {
    line.target.map(|id| id.to_string()).into()
}

/// Keeps rows of a sheet.
///
/// # Errors
/// The database's.
pub async fn insert_lines<C: Serialize, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    lines: &[Line<C, R>],
) -> Result<()> {
    for chunk in lines.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        for line in chunk {
            rows.push([
                Value::from(import.to_string()),
                sheet.into(),
                line.row.into(),
                to_json("import_row.cells", &line.cells)?.into(),
                (&line.verdict).into(),
                to_json("import_row.reasons", &line.reasons)?.into(),
                to_json("import_row.warnings", &line.warnings)?.into(),
                (&line.action).into(),
                target(line),
                line.target_version.into(),
                to_json("import_row.changes", &line.changes)?.into(),
                to_json("import_row.contact_changes", &line.contacts)?.into(),
                line.joined.clone().into(),
                to_json("import_row.twins", &line.twins)?.into(),
            ]);
        }
        let mut sql = Sql::new(
            "INSERT INTO import_row (import_id, sheet, row_no, cells, verdict, reasons, \
             warnings, action, target_id, target_version, changes, contact_changes, joined, \
             twins) VALUES ",
        );
        sql.rows(rows);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}

fn line<C: DeserializeOwned, R: DeserializeOwned>(mut row: Row) -> Result<Line<C, R>> {
    Ok(Line {
        row: row.take()?,
        cells: from_json("import_row.cells", &row.take::<String>()?)?,
        verdict: row.take()?,
        reasons: from_json("import_row.reasons", &row.take::<String>()?)?,
        warnings: from_json("import_row.warnings", &row.take::<String>()?)?,
        action: row.take()?,
        target: parse_opt("import_row.target_id", row.take()?)?,
        target_version: row.take()?,
        changes: from_json("import_row.changes", &row.take::<String>()?)?,
        contacts: from_json("import_row.contact_changes", &row.take::<String>()?)?,
        twins: from_json("import_row.twins", &row.take::<String>()?)?,
        choice: row.take()?,
        joined: row.take()?,
        customer: parse_opt("import_row.customer_id", row.take()?)?,
    })
}

const SELECT: &str = "SELECT row_no, cells, verdict, reasons, warnings, action, target_id, target_version, changes, \
     contact_changes, twins, choice, joined, customer_id FROM import_row WHERE import_id = ";

/// Which rows of a sheet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which<'a> {
    /// Only with one of these verdicts; any when empty.
    pub verdicts: &'a [&'a str],
    /// Only those with which this is to be done, or was.
    pub action: Option<&'a str>,
    /// Only those of which not everything was understood.
    pub warned: bool,
    /// Only those that may be the same as another.
    pub twins: bool,
    /// Only behind this row.
    pub after: i64,
    /// At most so many.
    pub limit: i64,
}

/// Rows of a sheet, in order.
///
/// # Errors
/// The database's.
pub async fn lines<C: DeserializeOwned, R: DeserializeOwned>(
    conn: &mut Conn,
    import: ImportId,
    sheet: i64,
    which: Which<'_>,
) -> Result<Vec<Line<C, R>>> {
    let mut sql = Sql::new(SELECT);
    sql.value(import.to_string()).push(" AND sheet = ").value(sheet);
    match which.verdicts {
        [] => {}
        // The index by verdict has these in order.
        [one] => {
            sql.push(" AND verdict = ").value(*one);
        }
        // Of several kinds the rows are walked in order; an index by verdict would have all of
        // them sorted for every page.
        many => {
            sql.push(" AND verdict || '' IN (").list(many.iter().copied()).push(")");
        }
    }
    if let Some(action) = which.action {
        sql.push(" AND action = ").value(action);
    }
    if which.warned {
        sql.push(" AND warnings <> '[]'");
    }
    if which.twins {
        sql.push(" AND twins <> '[]'");
    }
    sql.push(" AND row_no > ").value(which.after).push(" ORDER BY row_no LIMIT ");
    sql.value(which.limit);
    conn.all(sql).await?.into_iter().map(line).collect()
}

/// One row.
///
/// # Errors
/// The database's.
pub async fn one_line<C: DeserializeOwned, R: DeserializeOwned>(
    conn: &mut Conn,
    import: ImportId,
    sheet: i64,
    row: i64,
) -> Result<Option<Line<C, R>>> {
    let which = Which { after: row.saturating_sub(1), limit: 1, ..Which::default() };
    Ok(lines(conn, import, sheet, which).await?.pop().filter(|l: &Line<C, R>| l.row == row))
}

/// Rows of a sheet in whose cells one of these texts stands, in order.
///
/// # Errors
/// The database's.
pub async fn sharing<C: DeserializeOwned, R: DeserializeOwned>(
    conn: &mut Conn,
    import: ImportId,
    sheet: i64,
    texts: &[&str],
    limit: i64,
) -> Result<Vec<Line<C, R>>> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(SELECT);
    sql.value(import.to_string()).push(" AND sheet = ").value(sheet);
    let mut between = " AND (";
    for text in texts {
        // As it stands within JSON; the quotes around it are not part of what is looked for.
        let written = to_json("import_row.cells", text)?;
        let plain = written.trim_matches('"');
        let plain = plain.replace('!', "!!").replace('%', "!%").replace('_', "!_");
        sql.push(between).push("cells LIKE ").value(format!("%{plain}%")).push(" ESCAPE '!'");
        between = " OR ";
    }
    sql.push(") ORDER BY row_no LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(line).collect()
}

/// Replaces a row's cells and verdict.
///
/// # Errors
/// The database's.
pub async fn set_line<C: Serialize, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    line: &Line<C, R>,
) -> Result<()> {
    let mut sql = Sql::new("UPDATE import_row SET cells = ");
    sql.value(to_json("import_row.cells", &line.cells)?);
    sql.push(", verdict = ").value(&line.verdict);
    sql.push(", reasons = ").value(to_json("import_row.reasons", &line.reasons)?);
    sql.push(", warnings = ").value(to_json("import_row.warnings", &line.warnings)?);
    sql.push(", action = ").value(&line.action);
    sql.push(", target_id = ").value(target(line));
    sql.push(", target_version = ").value(line.target_version);
    sql.push(", changes = ").value(to_json("import_row.changes", &line.changes)?);
    sql.push(", contact_changes = ");
    sql.value(to_json("import_row.contact_changes", &line.contacts)?);
    sql.push(", twins = ").value(to_json("import_row.twins", &line.twins)?);
    sql.push(", choice = ").value(&line.choice);
    sql.push(" WHERE import_id = ").value(import.to_string());
    sql.push(" AND sheet = ").value(sheet).push(" AND row_no = ").value(line.row);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Forgets what rows of a sheet may be the same as.
///
/// # Errors
/// The database's.
pub async fn forget_twins(tx: &mut Tx, import: ImportId, sheet: i64) -> Result<()> {
    let mut sql = Sql::new("UPDATE import_row SET twins = '[]' WHERE twins <> '[]' AND ");
    sql.push("import_id = ").value(import.to_string()).push(" AND sheet = ").value(sheet);
    tx.run(sql).await?;
    Ok(())
}

/// Notes what rows of a sheet may be the same as.
///
/// # Errors
/// The database's.
pub async fn set_twins(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    twins: &[(i64, Vec<Twin>)],
) -> Result<()> {
    for chunk in twins.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        for (row, twins) in chunk {
            rows.push([Value::from(*row), to_json("import_row.twins", twins)?.into()]);
        }
        let mut sql = Sql::new("WITH v (row_no, twins) AS (VALUES ");
        sql.rows(rows).push(
            ") UPDATE import_row SET twins = v.twins FROM v \
             WHERE import_row.row_no = v.row_no AND import_id = ",
        );
        sql.value(import.to_string()).push(" AND sheet = ").value(sheet);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}

/// Replaces verdicts only, when columns have got another meaning.
///
/// # Errors
/// The database's.
pub async fn set_verdicts<C, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    lines: &[Line<C, R>],
) -> Result<()> {
    for chunk in lines.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        for line in chunk {
            rows.push([
                Value::from(line.row),
                (&line.verdict).into(),
                to_json("import_row.reasons", &line.reasons)?.into(),
                to_json("import_row.warnings", &line.warnings)?.into(),
                (&line.action).into(),
                target(line),
                line.target_version.into(),
                to_json("import_row.changes", &line.changes)?.into(),
                to_json("import_row.contact_changes", &line.contacts)?.into(),
            ]);
        }
        let mut sql = Sql::new(
            "WITH v (row_no, verdict, reasons, warnings, action, target_id, target_version, \
             changes, contact_changes) AS (VALUES ",
        );
        sql.rows(rows).push(
            ") UPDATE import_row SET verdict = v.verdict, reasons = v.reasons, \
             warnings = v.warnings, action = v.action, target_id = v.target_id, \
             target_version = v.target_version, changes = v.changes, \
             contact_changes = v.contact_changes \
             FROM v WHERE import_row.row_no = v.row_no AND import_id = ",
        );
        sql.value(import.to_string()).push(" AND sheet = ").value(sheet);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}
