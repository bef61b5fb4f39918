//! How much there is of what, for whoever watches the machine. No customer is named.

use crate::Result;
use kedang_db::{Conn, Sql};

/// Figures of an installation.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Customers on file.
    pub customers: i64,
    /// Entries of the evidence log.
    pub evidence: i64,
    /// Sessions that have not expired.
    pub sessions: i64,
}

/// Reads the figures; cheap, from counters and small tables.
///
/// # Errors
/// The database's.
pub async fn figures(conn: &mut Conn, now: i64) -> Result<Figures> {
    let mut row = conn
        .one(
            Sql::new(
                "SELECT COALESCE((SELECT value FROM counter WHERE name = 'customer'), 0) \
                 - (SELECT CAST(COALESCE(SUM(markers), 0) AS BIGINT) FROM departure) \
                 - (SELECT count(*) FROM honey_customer), \
                 COALESCE((SELECT size FROM evidence_head WHERE id = 1), 0), \
                 (SELECT count(*) FROM session WHERE expires_at > $1)",
            )
            .bind(now),
        )
        .await?;
    Ok(Figures { customers: row.take()?, evidence: row.take()?, sessions: row.take()? })
}
