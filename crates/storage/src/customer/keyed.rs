//! Customers by what identifies them: for a table whose rows are about customers on file.

use super::seen::{COLUMNS, NAMES, lock, open, seen};
use super::{Seen, code, number_of};
use crate::Result;
use crate::visibility::{held, held_columns};
use kedang_db::{Conn, Sql};
use kedang_domain::field::text_key;
use kedang_domain::permission::{Actor, Standing};
use kedang_domain::secrecy;

/// Keys in one statement.
const KEYS: usize = 500;

/// By what a customer is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// Its file code.
    Code,
    /// Its full name, to the letter.
    Name,
    /// A filterable fact that is a text.
    Field(&'a str),
}

impl Key<'_> {
    /// Whether it is a fact that is locked on confidential customers.
    fn is_protected(self) -> bool {
        matches!(self, Self::Field(field) if secrecy::is_protected(field))
    }

    /// A text in the form in which two of them are the same key; `None` when it is none.
    #[must_use]
    pub fn normal(self, text: &str) -> Option<String> {
        let text = match self {
            Self::Code => number_of(text).map(code)?,
            Self::Name => text.to_owned(),
            Self::Field(_) => text_key(text),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// Those customers that this person sees and that have one of these keys, each with its key; the
/// keys are in their normal form ([`Key::normal`]).
///
/// # Errors
/// The database's.
pub async fn keyed(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    key: Key<'_>,
    keys: &[String],
) -> Result<Vec<(String, Seen)>> {
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS) {
        let mut sql = Sql::new("SELECT ");
        sql.push(match key {
            Key::Code => "''",
            Key::Name => "c.name",
            Key::Field(_) => "v.value",
        });
        sql.push(", ");
        held_columns(&mut sql, actor.person, now);
        sql.push(", ").push(COLUMNS).push(NAMES);
        match key {
            Key::Code => {
                sql.push("WHERE c.no IN (").list(chunk.iter().filter_map(|text| number_of(text)));
            }
            Key::Name => {
                sql.push("WHERE c.name IN (").list(chunk.iter().map(String::as_str));
            }
            Key::Field(field) => {
                sql.push("JOIN customer_value v ON v.no = c.no WHERE v.field = ").value(field);
                sql.push(" AND v.value IN (").list(chunk.iter().map(String::as_str));
            }
        }
        sql.push(") ORDER BY c.no");
        for mut row in conn.all(sql).await? {
            let text: String = row.take()?;
            let Some(standing) = actor.standing(&held(&mut row)?) else { continue };
            // Whoever may not read a fact does not find the customer by it either.
            if standing == Standing::Named && key.is_protected() {
                continue;
            }
            let seen = seen(&mut row, standing)?;
            let text = if key == Key::Code { seen.code() } else { text };
            found.push((text, seen));
        }
    }
    let (keys, mut found): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    open(conn, &mut found).await?;
    lock(&mut found);
    Ok(keys.into_iter().zip(found).collect())
}
