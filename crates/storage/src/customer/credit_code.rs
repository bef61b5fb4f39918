//! Who has which credit code, whoever may see it.

use super::numbers;
use crate::{Result, parse, vault};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::CustomerId;
use std::collections::HashMap;

/// A customer that has a credit code already.
#[derive(Debug)]
pub struct Clash {
    /// Which.
    pub id: CustomerId,
    /// The department it belongs to.
    pub department_name: String,
}

/// Who has this credit code, visible or not: the caller must not tell more than policy allows.
///
/// # Errors
/// The database's.
pub async fn with_credit_code(conn: &mut Conn, code: &str) -> Result<Option<Clash>> {
    let code = kedang_domain::field::text_key(code);
    let keyed = vault::keyed_values(conn, "credit_code", std::slice::from_ref(&code)).await?;
    let mut sql = Sql::new(
        "SELECT c.id, d.name FROM customer_value v JOIN customer c ON c.no = v.no \
         JOIN department d ON d.id = c.department_id WHERE (v.field = 'credit_code' AND v.value = ",
    );
    sql.value(code).push(")");
    for (field, value) in keyed {
        sql.push(" OR (v.field = ").value(field).push(" AND v.value = ").value(value).push(")");
    }
    sql.push(" ORDER BY c.no LIMIT 1");
    let row = conn.opt(sql).await?;
    row.map(|mut r| {
        Ok(Clash { id: parse("customer.id", &r.take::<String>()?)?, department_name: r.take()? })
    })
    .transpose()
}

/// Which of these credit codes are on file, visible or not.
///
/// # Errors
/// The database's.
pub async fn credit_codes_on_file(conn: &mut Conn, codes: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for chunk in codes.chunks(500) {
        let mut sql = Sql::new(
            "SELECT v.value FROM customer_value v WHERE v.field = 'credit_code' AND v.value IN (",
        );
        sql.list(chunk.iter().map(|code| kedang_domain::field::text_key(code))).push(")");
        for mut row in conn.all(sql).await? {
            // The index holds lower case; codes are written in upper case.
            found.push(row.take::<String>()?.to_uppercase());
        }
        found.extend(sealed_codes(conn, chunk).await?);
    }
    Ok(found)
}

/// Which of these credit codes sealed customers have.
async fn sealed_codes(conn: &mut Conn, codes: &[&str]) -> Result<Vec<String>> {
    let keys: Vec<_> = codes.iter().map(|code| kedang_domain::field::text_key(code)).collect();
    let rows = vault::keyed_values(conn, "credit_code", &keys).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut keyed: HashMap<_, _> =
        rows.into_iter().zip(keys).map(|((_, value), key)| (value, key.to_uppercase())).collect();
    let mut sql = Sql::new(
        "SELECT v.value FROM customer_value v WHERE v.field = '#credit_code' AND v.value IN (",
    );
    sql.list(keyed.keys().map(String::as_str)).push(")");
    let mut found = Vec::new();
    for mut row in conn.all(sql).await? {
        found.extend(keyed.remove(&row.take::<String>()?));
    }
    Ok(found)
}

/// Lets nobody else register a customer or give one a credit code until the transaction ends:
/// whoever looks a code up after this and finds it free may take it.
///
/// # Errors
/// The database's.
pub async fn hold_codes(tx: &mut Tx) -> Result<()> {
    numbers(tx, 0).await.map(drop)
}
