//! Urgent news and whom it reaches. Who reads it is the rule of
//! [`kedang_domain::permission::sees_news`], here in SQL.

use crate::vault::{self, Column, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, UrgentNewsId, Uuid};
use kedang_domain::permission::{AcknowledgeNews, Actor, Permit, ReportNews};
use kedang_domain::role::Permission;
use kedang_domain::urgent_news::{NewsKind, NewsPart};

/// A piece of news.
#[derive(Clone, Debug)]
pub struct News {
    /// Which.
    pub id: UrgentNewsId,
    /// What it is about.
    pub kind: NewsKind,
    /// What happened.
    pub text: String,
    /// The customer that it is about.
    pub customer: Option<CustomerId>,
    /// Its running number and name, where the reader sees it.
    pub customer_name: Option<(i64, String)>,
    /// It is for the head alone.
    pub confidential: bool,
    /// Who reported it, and their name.
    pub reported_by: (PersonId, String),
    /// Where they worked then, and its name.
    pub department: Option<(DepartmentId, String)>,
    /// When, ms UTC.
    pub reported_at: i64,
}

/// Somebody whom news was sent to.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// Of which news.
    pub news: UrgentNewsId,
    /// Who, and their name.
    pub person: (PersonId, String),
    /// Why.
    pub part: NewsPart,
    /// When they acknowledged it, ms UTC.
    pub acknowledged_at: Option<i64>,
}

/// Which news is wanted.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only this one.
    pub id: Option<UrgentNewsId>,
    /// Only of this kind.
    pub kind: Option<NewsKind>,
    /// Only about this customer.
    pub customer: Option<CustomerId>,
    /// Only what the reader has to acknowledge and has not.
    pub waiting: bool,
    /// Only what somebody has not acknowledged.
    pub unacknowledged: bool,
}

/// What of news may lie sealed.
const TEXT: Column = Column::new("urgent_news", "text");

fn read(mut row: Row) -> Result<News> {
    let id = parse("urgent_news.id", &row.take::<String>()?)?;
    let kind: String = row.take()?;
    let kind = NewsKind::from_code(&kind)
        .ok_or_else(|| StorageError::corrupt("urgent_news.kind")(&kind))?;
    let text = row.take()?;
    let customer = parse_opt("urgent_news.customer_id", row.take()?)?;
    let confidential = row.take()?;
    let reported_by = (parse("urgent_news.reported_by", &row.take::<String>()?)?, row.take()?);
    let department: Option<DepartmentId> = parse_opt("urgent_news.department_id", row.take()?)?;
    let department = department.zip(row.take::<Option<String>>()?);
    let reported_at = row.take()?;
    let no: Option<i64> = row.take()?;
    let customer_name = no.zip(row.take::<Option<String>>()?);
    Ok(News {
        id,
        kind,
        text,
        customer,
        customer_name,
        confidential,
        reported_by,
        department,
        reported_at,
    })
}

/// Adds the condition that the news exists for this person; `c` is a customer that they see.
fn readable(sql: &mut Sql, actor: &Actor) {
    if !actor.reads() {
        sql.push("1 = 0");
        return;
    }
    let me = || actor.person.to_string();
    sql.push("(n.reported_by = ").value(me());
    sql.push(" OR EXISTS (SELECT 1 FROM urgent_news_recipient r WHERE r.urgent_news_id = n.id ");
    sql.push("AND r.person_id = ").value(me());
    // Of a customer out of sight only those it was sent to hear.
    sql.push(") OR (n.confidential = 0 AND (n.customer_id IS NULL OR c.id IS NOT NULL) AND (");
    if actor.has(Permission::CustomerViewAll) {
        sql.push("1 = 1");
    } else {
        sql.push("c.id IS NOT NULL");
    }
    if !actor.headed.is_empty() {
        sql.push(" OR n.department_id IN (");
        sql.list(actor.headed.iter().map(ToString::to_string)).push(")");
    }
    sql.push(")))");
}

/// A page of the news that exists for this person, the newest first, behind `(reported_at, id)` when
/// given. The customer is named to who sees it.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    actor: &Actor,
    scope: &Scope,
    which: &Which,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<News>> {
    let mut sql = Sql::new(
        "SELECT n.id, n.kind, n.text, n.customer_id, n.confidential, n.reported_by, p.name, \
         n.department_id, d.name, n.reported_at, c.no, c.name FROM urgent_news n \
         JOIN person p ON p.id = n.reported_by LEFT JOIN department d ON d.id = n.department_id \
         LEFT JOIN customer c ON c.id = n.customer_id AND ",
    );
    scope.filter(&mut sql);
    sql.push(" WHERE ");
    readable(&mut sql, actor);
    if let Some(id) = which.id {
        sql.push(" AND n.id = ").value(id.to_string());
    }
    if let Some(kind) = which.kind {
        sql.push(" AND n.kind = ").value(kind.code());
    }
    if let Some(customer) = which.customer {
        sql.push(" AND c.id = ").value(customer.to_string());
    }
    if which.waiting || which.unacknowledged {
        sql.push(" AND EXISTS (SELECT 1 FROM urgent_news_recipient w ");
        sql.push("WHERE w.urgent_news_id = n.id AND w.acknowledged_at IS NULL");
        if which.waiting {
            sql.push(" AND w.person_id = ").value(actor.person.to_string());
        }
        sql.push(")");
    }
    if let Some((at, id)) = after {
        sql.push(" AND (n.reported_at, n.id) < (").value(at).push(", ");
        sql.value(id.hyphenated().to_string()).push(")");
    }
    sql.push(" ORDER BY n.reported_at DESC, n.id DESC LIMIT ").value(limit);
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    let sealed = found.iter_mut().filter_map(|one| closed(TEXT, one.id, &mut one.text));
    vault::open(conn, sealed.collect()).await?;
    Ok(found)
}

/// How much news waits for this person's acknowledgement.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, person: PersonId) -> Result<i64> {
    let sql = Sql::new(
        "SELECT count(*) FROM urgent_news_recipient WHERE person_id = $1 \
         AND acknowledged_at IS NULL",
    );
    Ok(conn.one(sql.bind(person.to_string())).await?.take()?)
}

/// Whom these pieces of news were sent to.
///
/// # Errors
/// The database's.
pub async fn recipients(conn: &mut Conn, news: &[UrgentNewsId]) -> Result<Vec<Recipient>> {
    if news.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(
        "SELECT r.urgent_news_id, r.person_id, p.name, r.part, r.acknowledged_at \
         FROM urgent_news_recipient r JOIN person p ON p.id = r.person_id \
         WHERE r.urgent_news_id IN (",
    );
    sql.list(news.iter().map(ToString::to_string)).push(") ORDER BY r.part DESC, p.name, p.id");
    let read = |mut row: Row| {
        let news = parse("urgent_news_recipient.urgent_news_id", &row.take::<String>()?)?;
        let person =
            (parse("urgent_news_recipient.person_id", &row.take::<String>()?)?, row.take()?);
        let part: String = row.take()?;
        let part = NewsPart::from_code(&part)
            .ok_or_else(|| StorageError::corrupt("urgent_news_recipient.part")(&part))?;
        Ok(Recipient { news, person, part, acknowledged_at: row.take()? })
    };
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Keeps news, and whom it is sent to.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<ReportNews>,
    news: &News,
    recipients: &[(PersonId, NewsPart)],
) -> Result<()> {
    let id = news.id.to_string();
    let about: Vec<_> = news.customer.into_iter().collect();
    let sealer = vault::sealers(tx, &about).await?.into_values().next().unwrap_or_default();
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO urgent_news (id, kind, text, customer_id, confidential, reported_by, \
             department_id, reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(news.kind.code())
        .bind(sealer.text(TEXT, &id, &news.text)?)
        .bind(news.customer.map(|id| id.to_string()))
        .bind(news.confidential)
        .bind(permit.person().to_string())
        .bind(news.department.as_ref().map(|(id, _)| id.to_string()))
        .bind(news.reported_at),
    )
    .await?;
    let mut sql =
        Sql::new("INSERT INTO urgent_news_recipient (urgent_news_id, person_id, part) VALUES ");
    sql.rows(recipients.iter().map(|(person, part)| -> [Value; 3] {
        [id.as_str().into(), person.to_string().into(), part.code().into()]
    }));
    tx.run_exactly(recipients.len() as u64, sql).await?;
    Ok(())
}

/// Keeps that somebody acknowledged. `false` when they had already.
///
/// # Errors
/// The database's.
pub async fn acknowledge(
    tx: &mut Tx,
    permit: &Permit<AcknowledgeNews>,
    news: UrgentNewsId,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE urgent_news_recipient SET acknowledged_at = $1 \
         WHERE urgent_news_id = $2 AND person_id = $3 AND acknowledged_at IS NULL",
    );
    let sql = sql.bind(at).bind(news.to_string()).bind(permit.person().to_string());
    Ok(tx.run(sql).await? == 1)
}
