//! What people attested of clauses that only a person can tell about, or reported as not so.

use crate::{Result, parse};
use jiff::civil::Date;
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{AttestationId, ObligationId, PersonId};
use kedang_domain::permission::{AttestClause, Permit};
use std::collections::HashMap;

/// Ids in one statement.
const IDS: usize = 256;

/// What somebody said of a clause.
#[derive(Clone, Debug)]
pub struct Attestation {
    /// Which.
    pub id: AttestationId,
    /// What they had to confirm.
    pub obligation: ObligationId,
    /// The clause, as everybody quotes it.
    pub clause: String,
    /// Who, and their name.
    pub person: (PersonId, String),
    /// On which day it was so.
    pub day: Date,
    /// It is as the clause says; otherwise it is not so.
    pub holds: bool,
    /// What they add; why, where it is not so.
    pub note: Option<String>,
    /// ms UTC.
    pub at: i64,
}

/// Keeps what somebody said.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, permit: &Permit<AttestClause>, new: &Attestation) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO attestation (id, obligation_id, clause, person_id, day, holds, note, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id.to_string())
    .bind(new.obligation.to_string())
    .bind(new.clause.as_str())
    .bind(permit.person().to_string())
    .bind(new.day.to_string())
    .bind(i64::from(new.holds))
    .bind(new.note.as_deref())
    .bind(new.at);
    tx.run(sql).await?;
    Ok(())
}

/// What was last said of each of these obligations. Only for those that the person sees.
///
/// # Errors
/// The database's.
pub async fn latest(
    conn: &mut Conn,
    obligations: &[ObligationId],
) -> Result<HashMap<ObligationId, Attestation>> {
    let mut found = HashMap::new();
    for chunk in obligations.chunks(IDS) {
        let mut sql = Sql::new(
            "SELECT a.id, a.obligation_id, a.clause, p.id, p.name, a.day, a.holds, a.note, a.at \
             FROM attestation a JOIN person p ON p.id = a.person_id WHERE a.obligation_id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(") ORDER BY a.at, a.id");
        for mut row in conn.all(sql).await? {
            let one = Attestation {
                id: parse("attestation.id", &row.take::<String>()?)?,
                obligation: parse("attestation.obligation_id", &row.take::<String>()?)?,
                clause: row.take()?,
                person: (parse("person.id", &row.take::<String>()?)?, row.take()?),
                day: parse("attestation.day", &row.take::<String>()?)?,
                holds: row.take()?,
                note: row.take()?,
                at: row.take()?,
            };
            // Of several the last stays.
            found.insert(one.obligation, one);
        }
    }
    Ok(found)
}
