//! How greetings are prepared.

use crate::{Result, from_json, parse_opt, to_json};
use jiff::civil::Date;
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::greeting::Occasion;
use std::collections::BTreeMap;

/// How greetings are prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// So many days before the day.
    pub days_ahead: i64,
    /// On which occasions.
    pub occasions: Vec<Occasion>,
    /// The company's own templates.
    pub texts: BTreeMap<Occasion, String>,
    /// The day on which they were last prepared.
    pub ran_on: Option<Date>,
    /// Counts the changes.
    pub version: i64,
}

/// How greetings are prepared.
///
/// # Errors
/// The database's.
pub async fn setting(conn: &mut Conn) -> Result<Setting> {
    let sql = Sql::new(
        "SELECT days_ahead, occasions, texts, ran_on, version FROM greeting_setting WHERE id = 1",
    );
    let mut row = conn.one(sql).await?;
    Ok(Setting {
        days_ahead: row.take()?,
        occasions: from_json("greeting_setting.occasions", &row.take::<String>()?)?,
        texts: from_json("greeting_setting.texts", &row.take::<String>()?)?,
        ran_on: parse_opt("greeting_setting.ran_on", row.take()?)?,
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
            "UPDATE greeting_setting SET days_ahead = $1, occasions = $2, texts = $3, \
             version = version + 1 WHERE id = 1 AND version = $4",
        )
        .bind(setting.days_ahead)
        .bind(to_json("greeting_setting.occasions", &setting.occasions)?)
        .bind(to_json("greeting_setting.texts", &setting.texts)?)
        .bind(setting.version),
    )
    .await?;
    Ok(())
}

/// Remembers the day on which greetings were prepared.
///
/// # Errors
/// The database's.
pub async fn ran_on(tx: &mut Tx, day: Date) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new("UPDATE greeting_setting SET ran_on = $1 WHERE id = 1").bind(day.to_string()),
    )
    .await?;
    Ok(())
}
