//! Names for the ids in the log. The log keeps ids alone, so that a name can change or be erased;
//! whoever reads it wants names.

use crate::{Result, customer};
use kedang_db::{Conn, Sql};
use std::collections::{BTreeMap, BTreeSet};

/// Names by id. Ids are unique across kinds.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// People, departments, posts and roles.
    pub house: BTreeMap<String, String>,
    /// Customers: file code and name.
    pub customers: BTreeMap<String, (String, String)>,
}

/// Looks up what these ids are called. An id that is nobody's is left out.
///
/// # Errors
/// The database's.
pub async fn names(conn: &mut Conn, ids: &BTreeSet<String>) -> Result<Names> {
    let ids: Vec<String> = ids.iter().cloned().collect();
    let mut found = Names::default();
    for chunk in ids.chunks(200) {
        let mut sql = Sql::new("SELECT id, name FROM person WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str));
        sql.push(") UNION ALL SELECT id, name FROM department WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str));
        sql.push(") UNION ALL SELECT id, name FROM post WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str));
        sql.push(") UNION ALL SELECT id, name FROM role WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str)).push(")");
        for mut row in conn.all(sql).await? {
            found.house.insert(row.take()?, row.take()?);
        }
    }
    for (id, code, name) in customer::labels(conn, &ids).await? {
        found.customers.insert(id, (code, name));
    }
    Ok(found)
}

/// The id of the customer with this file code. For the log's readers, who may know who was read
/// about without seeing the customer.
///
/// # Errors
/// The database's.
pub async fn customer_of_code(conn: &mut Conn, code: &str) -> Result<Option<String>> {
    let Some(no) = code.strip_prefix("KH").and_then(|no| no.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let sql = "SELECT id FROM customer WHERE no = $1 \
               UNION ALL SELECT id FROM absent_customer WHERE no = $1";
    let row = conn.opt(Sql::new(sql).bind(no)).await?;
    Ok(row.map(|mut r| r.take()).transpose()?)
}
