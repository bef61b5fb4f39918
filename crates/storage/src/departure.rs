//! What left when, to whom, with which values: the ledger with which a leaked sheet is compared.
//! Values are kept as keyed hashes only.

use crate::{Result, StorageError, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::PersonId;
use kedang_domain::trace::{Column, DepartureKind};

/// Rows in one INSERT.
const ROWS: usize = 256;
/// Bytes of a hash, and of one with its column.
const HASH: usize = 8;
const PRINT: usize = HASH + 1;

/// The value of a column as it left.
pub type Print = (u8, [u8; HASH]);

/// Something that left.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Its running number.
    pub no: i64,
    /// What it was.
    pub kind: DepartureKind,
    /// Id of the export or the issued copy.
    pub source: String,
    /// Its number in the register.
    pub register: String,
    /// Who took it out, and their name.
    pub person: (PersonId, String),
    /// Whom it was for, of copies and disclosures.
    pub recipient: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Customers that left.
    pub size: i64,
    /// Marker customers among them.
    pub markers: i64,
    /// When, ms UTC.
    pub left_at: i64,
}

/// A row that left.
#[derive(Clone, Debug)]
pub struct LeftRow {
    /// The customer's running number; below 0: a marker.
    pub place: i64,
    /// Its values.
    pub prints: Vec<Print>,
}

/// Enters something that leaves; `no` of the given one is not looked at. Gives its number.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, departure: &Departure) -> Result<i64> {
    let no = crate::export::count_up(tx, "departure").await?;
    let sql = Sql::new(
        "INSERT INTO departure (no, kind, source_id, register, person_id, recipient, columns, \
         size, markers, left_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(no)
    .bind(departure.kind.code())
    .bind(&departure.source)
    .bind(&departure.register)
    .bind(departure.person.0.to_string())
    .bind(departure.recipient.clone())
    .bind(to_json("departure.columns", &departure.columns)?)
    .bind(departure.size)
    .bind(departure.markers)
    .bind(departure.left_at);
    tx.run_exactly(1, sql).await?;
    Ok(no)
}

/// Notes the values with which rows leave.
///
/// # Errors
/// The database's.
pub async fn add_rows(tx: &mut Tx, no: i64, rows: &[LeftRow]) -> Result<()> {
    for chunk in rows.chunks(ROWS) {
        let mut sql = Sql::new("INSERT INTO departure_row (departure_no, place, prints) VALUES ");
        sql.rows(chunk.iter().map(|row| {
            [Value::from(no), Value::from(row.place), Value::from(written(&row.prints))]
        }));
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    let customers = rows.iter().filter(|row| row.place > 0).count();
    let customers = i64::try_from(customers).unwrap_or(i64::MAX);
    let sql = Sql::new("UPDATE departure SET size = size + $1 WHERE no = $2");
    Ok(tx.run_exactly(1, sql.bind(customers).bind(no)).await?)
}

fn written(prints: &[Print]) -> Vec<u8> {
    prints.iter().flat_map(|(column, hash)| std::iter::once(*column).chain(*hash)).collect()
}

fn read_prints(bytes: &[u8]) -> Vec<Print> {
    bytes
        .chunks_exact(PRINT)
        .filter_map(|chunk| {
            let (column, hash) = chunk.split_first()?;
            Some((*column, hash.try_into().ok()?))
        })
        .collect()
}

/// What left, the newest first, before the one with running number `before` when given.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, before: Option<i64>, limit: i64) -> Result<Vec<Departure>> {
    let sql = Sql::new(
        "SELECT d.no, d.kind, d.source_id, d.register, d.person_id, p.name, d.recipient, \
         d.columns, d.size, d.markers, d.left_at FROM departure d \
         JOIN person p ON p.id = d.person_id WHERE d.no < $1 ORDER BY d.no DESC LIMIT $2",
    );
    let sql = sql.bind(before.unwrap_or(i64::MAX)).bind(limit);
    conn.all(sql).await?.into_iter().map(departure).collect()
}

fn departure(mut r: Row) -> Result<Departure> {
    let no = r.take()?;
    let kind: String = r.take()?;
    let kind = DepartureKind::from_code(&kind)
        .ok_or_else(|| StorageError::corrupt("departure.kind")(&kind))?;
    Ok(Departure {
        no,
        kind,
        source: r.take()?,
        register: r.take()?,
        person: (parse("departure.person_id", &r.take::<String>()?)?, r.take()?),
        recipient: r.take()?,
        columns: from_json("departure.columns", &r.take::<String>()?)?,
        size: r.take()?,
        markers: r.take()?,
        left_at: r.take()?,
    })
}

/// The rows of a departure by place, markers first, at most `limit` behind `after`.
///
/// # Errors
/// The database's.
pub async fn rows(
    conn: &mut Conn,
    no: i64,
    after: Option<i64>,
    limit: i64,
) -> Result<Vec<LeftRow>> {
    let sql = Sql::new(
        "SELECT place, prints FROM departure_row WHERE departure_no = $1 AND place > $2 \
         ORDER BY place LIMIT $3",
    );
    let sql = sql.bind(no).bind(after.unwrap_or(i64::MIN)).bind(limit);
    let read =
        |mut r: Row| Ok(LeftRow { place: r.take()?, prints: read_prints(&r.take::<Vec<u8>>()?) });
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// How many departures there are.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn) -> Result<i64> {
    Ok(conn.one(Sql::new("SELECT count(*) FROM departure")).await?.take()?)
}

/// Exports that left before the ledger was kept: nothing can be compared with them.
///
/// # Errors
/// The database's.
pub async fn without(conn: &mut Conn) -> Result<i64> {
    let sql = Sql::new(
        "SELECT count(*) FROM export e WHERE e.left_rows > 0 \
         AND NOT EXISTS (SELECT 1 FROM departure d WHERE d.source_id = e.id)",
    );
    Ok(conn.one(sql).await?.take()?)
}

/// How many customers there are now.
///
/// # Errors
/// The database's.
pub async fn universe(conn: &mut Conn) -> Result<i64> {
    Ok(conn.one(Sql::new("SELECT count(*) FROM customer")).await?.take()?)
}

/// Marker customers of an export.
///
/// # Errors
/// The database's.
pub async fn markers_of(conn: &mut Conn, source: &str) -> Result<i64> {
    let sql = Sql::new("SELECT markers FROM departure WHERE source_id = $1").bind(source);
    match conn.opt(sql).await? {
        Some(mut row) => Ok(row.take()?),
        None => Ok(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_lead_back() {
        let prints = vec![(0, [1; HASH]), (200, [255; HASH])];
        assert_eq!(read_prints(&written(&prints)), prints);
        assert_eq!(read_prints(&[]), []);
    }
}
