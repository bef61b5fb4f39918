//! How notices leave the house, and what each person wants of it.

use crate::{Result, StorageError, from_json, parse, to_json};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::PersonId;
use kedang_domain::notice::{Preference, Quiet};
use std::collections::BTreeMap;

/// How notices leave the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Where the page is reached, without a slash at the end; empty: messages have no links.
    pub base_url: String,
    /// Titles that leave carry the names of customers.
    pub customer_names: bool,
    /// Hours in which only what is urgent is sent.
    pub quiet: Option<Quiet>,
    /// Letters are sent.
    pub mail_active: bool,
    /// Name of the server.
    pub mail_host: String,
    /// Its port.
    pub mail_port: i64,
    /// tls, starttls or none.
    pub mail_security: String,
    /// Login at the server; empty when it wants none.
    pub mail_login: String,
    /// Password, sealed.
    pub mail_password: Option<Vec<u8>>,
    /// Address that letters come from.
    pub mail_sender: String,
    /// Counts the changes.
    pub version: i64,
}

/// How notices leave the house.
///
/// # Errors
/// The database's.
pub async fn setting(conn: &mut Conn) -> Result<Setting> {
    let sql = Sql::new(
        "SELECT base_url, customer_names, quiet_from, quiet_until, mail_active, mail_host, \
         mail_port, mail_security, mail_login, mail_password, mail_sender, version \
         FROM notice_setting WHERE id = 1",
    );
    let mut row = conn.one(sql).await?;
    let base_url = row.take()?;
    let customer_names = row.take::<String>()? == "internal";
    let time = |text: Option<String>| {
        let bad = |e: jiff::Error| StorageError::corrupt("notice_setting.quiet_from")(&e);
        text.map(|text| text.parse().map_err(bad)).transpose()
    };
    let from = time(row.take()?)?;
    let until = time(row.take()?)?;
    Ok(Setting {
        base_url,
        customer_names,
        quiet: from.zip(until).map(|(from, until)| Quiet { from, until }),
        mail_active: row.take()?,
        mail_host: row.take()?,
        mail_port: row.take()?,
        mail_security: row.take()?,
        mail_login: row.take()?,
        mail_password: row.take()?,
        mail_sender: row.take()?,
        version: row.take()?,
    })
}

/// Writes the setting over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn set_setting(tx: &mut Tx, setting: &Setting) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE notice_setting SET base_url = $1, customer_names = $2, quiet_from = $3, \
             quiet_until = $4, mail_active = $5, mail_host = $6, mail_port = $7, \
             mail_security = $8, mail_login = $9, mail_password = $10, mail_sender = $11, \
             version = version + 1 WHERE id = 1 AND version = $12",
        )
        .bind(&setting.base_url)
        .bind(if setting.customer_names { "internal" } else { "no" })
        .bind(setting.quiet.map(|quiet| quiet.from.to_string()))
        .bind(setting.quiet.map(|quiet| quiet.until.to_string()))
        .bind(i64::from(setting.mail_active))
        .bind(&setting.mail_host)
        .bind(setting.mail_port)
        .bind(&setting.mail_security)
        .bind(&setting.mail_login)
        .bind(setting.mail_password.clone())
        .bind(&setting.mail_sender)
        .bind(setting.version),
    )
    .await?;
    Ok(())
}

/// What a person wants, and its version; 1 while they have chosen nothing.
///
/// # Errors
/// The database's.
pub async fn preference(conn: &mut Conn, person: PersonId) -> Result<(Preference, i64)> {
    let sql = Sql::new("SELECT definition, version FROM notice_preference WHERE person_id = $1");
    match conn.opt(sql.bind(person.to_string())).await? {
        None => Ok((Preference::default(), 1)),
        Some(mut row) => {
            let text: String = row.take()?;
            Ok((from_json("notice_preference.definition", &text)?, row.take()?))
        }
    }
}

/// What these people want; who is absent has chosen nothing.
///
/// # Errors
/// The database's.
pub async fn preferences(
    conn: &mut Conn,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, Preference>> {
    let ids: Vec<_> = people.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql =
        Sql::new("SELECT person_id, definition FROM notice_preference WHERE person_id IN (");
    sql.list(ids).push(")");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            let person = parse("notice_preference.person_id", &row.take::<String>()?)?;
            let text: String = row.take()?;
            Ok((person, from_json("notice_preference.definition", &text)?))
        })
        .collect()
}

/// Writes what a person wants over the version that it was read with; `false` when somebody was
/// faster.
///
/// # Errors
/// The database's.
pub async fn set_preference(
    tx: &mut Tx,
    person: PersonId,
    preference: &Preference,
    version: i64,
) -> Result<bool> {
    let definition = to_json("notice_preference.definition", preference)?;
    let sql = Sql::new(
        "INSERT INTO notice_preference (person_id, definition, version) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id) DO UPDATE SET definition = excluded.definition, \
         version = excluded.version WHERE notice_preference.version = $4",
    );
    let sql = sql.bind(person.to_string()).bind(definition).bind(version + 1).bind(version);
    Ok(tx.run(sql).await? == 1)
}
