//! Which entries of the log name which clause.

use super::{ROWS, corrupt};
use crate::Result;
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_evidence::{Draft, Outcome};
use std::collections::HashMap;

/// How often the log names a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// Something was refused by it.
    pub refused: i64,
    /// Something was done by it.
    pub done: i64,
}

/// How an entry is filed under its clause, if it names one.
pub(super) fn row(seq: u64, draft: &Draft) -> Result<Option<[Value; 4]>> {
    let Some(clause) = &draft.clause else { return Ok(None) };
    let refused = draft.outcome == Outcome::Refused;
    let seq = i64::try_from(seq).map_err(corrupt)?;
    Ok(Some([clause.as_str().into(), seq.into(), draft.at.into(), i64::from(refused).into()]))
}

/// Files entries under their clauses.
pub(super) async fn file(tx: &mut Tx, mut rows: Vec<[Value; 4]>) -> Result<()> {
    while !rows.is_empty() {
        let chunk: Vec<_> = rows.drain(..rows.len().min(ROWS)).collect();
        let mut sql = Sql::new("INSERT INTO evidence_clause (clause, seq, at, refused) VALUES ");
        sql.rows(chunk);
        tx.run(sql).await?;
    }
    Ok(())
}

/// How often the log names each clause from one instant to before another, ms UTC.
///
/// # Errors
/// The database's.
pub async fn cited(conn: &mut Conn, from: i64, to: i64) -> Result<HashMap<String, Cited>> {
    let sql = Sql::new(
        "SELECT clause, count(*) FILTER (WHERE refused = 1), count(*) FILTER (WHERE refused = 0) \
         FROM evidence_clause WHERE at >= $1 AND at < $2 GROUP BY clause",
    );
    conn.all(sql.bind(from).bind(to))
        .await?
        .into_iter()
        .map(|mut row| Ok((row.take()?, Cited { refused: row.take()?, done: row.take()? })))
        .collect()
}
