//! What the clock does about greetings: it looks at everybody, whoever may see them.

use super::occasion;
use crate::{Result, from_json, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_domain::field::Values;
use kedang_domain::greeting::{Occasion, Whose};
use kedang_domain::id::{ContactId, CustomerId, GreetingId};

/// Rows in one INSERT, at most.
const ROWS: usize = 64;

/// Somebody who may be greeted.
#[derive(Clone, Debug)]
pub struct Greetable {
    /// The customer.
    pub customer: CustomerId,
    /// The contact; `None` for the customer, an individual.
    pub contact: Option<ContactId>,
    /// Name.
    pub name: String,
    /// All other facts.
    pub values: Values,
}

impl Greetable {
    /// Whose facts these are.
    #[must_use]
    pub fn whose(&self) -> Whose {
        if self.contact.is_some() { Whose::Contact } else { Whose::Individual }
    }

    /// The id of who is greeted.
    #[must_use]
    pub fn whom(&self) -> String {
        self.contact.map_or_else(|| self.customer.to_string(), |contact| contact.to_string())
    }
}

/// People of whom a birthday or a mark for greetings is known, by id after `after` (empty at the
/// beginning). The stored JSON is looked at for the keys, which are ours and need no escaping.
///
/// # Errors
/// The database's.
pub async fn greetable(
    conn: &mut Conn,
    whose: Whose,
    after: &str,
    limit: i64,
) -> Result<Vec<Greetable>> {
    let mut sql = match whose {
        Whose::Contact => Sql::new(
            "SELECT x.customer_id, x.id, x.name, x.data FROM contact x \
             WHERE x.removed_at IS NULL AND (x.data LIKE '%\"birthday\":%' ",
        ),
        Whose::Individual => Sql::new(
            "SELECT x.id, NULL, x.name, x.data FROM customer x \
             WHERE x.kind = 'individual' AND (x.data LIKE '%\"birth_date\":%' ",
        ),
    };
    sql.push("OR x.data LIKE '%\"birth_month_day\":%' OR x.data LIKE '%\"greet_on\":%')");
    sql.push(" AND x.id > ").value(after).push(" ORDER BY x.id LIMIT ").value(limit);
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Greetable {
                customer: parse("customer.id", &row.take::<String>()?)?,
                contact: parse_opt("contact.id", row.take()?)?,
                name: row.take()?,
                values: from_json("greeting facts", &row.take::<String>()?)?,
            })
        })
        .collect()
}

/// Opens greetings with an id, an occasion, a day and a text each. For whom there is a greeting on
/// that occasion and day there is no second one; one that had ended is open again, unless a merging
/// ended it because another greets the same person. Returns the ids of those that were opened.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    greetings: &[(GreetingId, &Greetable, Occasion, Date, String)],
    at: i64,
) -> Result<Vec<String>> {
    let mut new = Vec::new();
    for chunk in greetings.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO greeting (id, customer_id, contact_id, whom, occasion, day, text, state, \
             created_at, version) VALUES ",
        );
        sql.rows(chunk.iter().map(|(id, greeted, occasion, day, text)| {
            [
                Value::from(id.to_string()),
                greeted.customer.to_string().into(),
                greeted.contact.map(|contact| contact.to_string()).into(),
                greeted.whom().into(),
                occasion.code().into(),
                day.to_string().into(),
                text.into(),
                "open".into(),
                at.into(),
                1_i64.into(),
            ]
        }));
        sql.push(
            " ON CONFLICT (whom, occasion, day) DO UPDATE SET state = 'open', \
             text = excluded.text, closed_at = NULL, version = greeting.version + 1 \
             WHERE greeting.state = 'ended' AND NOT EXISTS (SELECT 1 FROM customer_merge_row r \
             JOIN customer_merge m ON m.id = r.merge_id WHERE r.kind = 'greeting_ended' \
             AND r.row_id = greeting.id AND m.undone_at IS NULL) RETURNING id",
        );
        for mut row in tx.all(sql).await? {
            new.push(row.take()?);
        }
    }
    Ok(new)
}

/// An open greeting, with what is on file of who is greeted.
#[derive(Clone, Debug)]
pub struct OpenOne {
    /// Which.
    pub id: String,
    /// On what occasion.
    pub occasion: Occasion,
    /// On which day.
    pub day: Date,
    /// Whose facts.
    pub whose: Whose,
    /// The facts; `None` when the contact was taken off.
    pub values: Option<Values>,
}

/// Open greetings by id after `after` (empty at the beginning).
///
/// # Errors
/// The database's.
pub async fn open_ones(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<OpenOne>> {
    let sql = Sql::new(
        "SELECT g.id, g.occasion, g.day, g.contact_id, k.removed_at, COALESCE(k.data, c.data) \
         FROM greeting g JOIN customer c ON c.id = g.customer_id \
         LEFT JOIN contact k ON k.id = g.contact_id \
         WHERE g.state = 'open' AND g.id > $1 ORDER BY g.id LIMIT $2",
    )
    .bind(after)
    .bind(limit);
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            let id = row.take()?;
            let occasion = occasion(&row.take::<String>()?)?;
            let day = parse("greeting.day", &row.take::<String>()?)?;
            let contact: Option<String> = row.take()?;
            let removed: Option<i64> = row.take()?;
            let facts: String = row.take()?;
            Ok(OpenOne {
                id,
                occasion,
                day,
                whose: if contact.is_some() { Whose::Contact } else { Whose::Individual },
                values: match removed {
                    Some(_) => None,
                    None => Some(from_json("greeting facts", &facts)?),
                },
            })
        })
        .collect()
}

/// Ends greetings that are still open; returns how many.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, ids: &[String], at: i64) -> Result<u64> {
    let mut ended = 0;
    for chunk in ids.chunks(256) {
        let mut sql =
            Sql::new("UPDATE greeting SET state = 'ended', version = version + 1, closed_at = ");
        sql.value(at).push(" WHERE state = 'open' AND id IN (");
        sql.list(chunk.iter().map(String::as_str)).push(")");
        ended += tx.run(sql).await?;
    }
    Ok(ended)
}

/// Ends what was to be sent to a contact that is taken off.
///
/// # Errors
/// The database's.
pub async fn end_of_contact(tx: &mut Tx, contact: ContactId, at: i64) -> Result<()> {
    tx.run(
        Sql::new(
            "UPDATE greeting SET state = 'ended', version = version + 1, closed_at = $1 \
             WHERE state = 'open' AND contact_id = $2",
        )
        .bind(at)
        .bind(contact.to_string()),
    )
    .await?;
    Ok(())
}
