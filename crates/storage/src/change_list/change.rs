//! The changes on a list, and what is said of them.

use crate::customer::code;
use crate::event::{self, Detail, Event};
use crate::vault::{self, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, contact, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::change_list::Verdict;
use kedang_domain::id::{ChangeListId, CustomerId, EventId, PersonId};
use kedang_domain::permission::{Permit, ReviewChangeList};

/// A change on a list.
#[derive(Clone, Debug)]
pub struct Change {
    /// On which list.
    pub list: ChangeListId,
    /// Of which customer: id, file code, name.
    pub customer: (CustomerId, String, String),
    /// What happened.
    pub event: Event,
    /// The contact that it concerns, and their name.
    pub contact: Option<(String, String)>,
    /// What the head says of it.
    pub verdict: Verdict,
    /// What the author is to look at again.
    pub note: Option<String>,
    /// Who said it, and their name.
    pub judged_by: Option<(PersonId, String)>,
    /// What its author says to that.
    pub answer: Option<String>,
}

const SELECT: &str = "SELECT i.list_id, c.id, c.no, c.name, e.id, e.at, e.kind, e.person_id, \
    e.subject, e.detail, k.name, i.verdict, i.note, i.judged_by, p.name, i.answer \
    FROM change_item i JOIN event e ON e.id = i.event_id \
    JOIN customer c ON c.id = e.customer_id LEFT JOIN contact k ON k.id = e.subject \
    LEFT JOIN person p ON p.id = i.judged_by WHERE ";

fn verdict(code: &str) -> Result<Verdict> {
    Verdict::from_code(code).ok_or_else(|| StorageError::corrupt("change_item.verdict")(&code))
}

fn read(mut row: Row) -> Result<Change> {
    let list = parse("change_item.list_id", &row.take::<String>()?)?;
    let customer: CustomerId = parse("customer.id", &row.take::<String>()?)?;
    let named = (customer, code(row.take()?), row.take()?);
    let event = Event {
        id: row.take()?,
        customer,
        at: row.take()?,
        kind: row.take()?,
        person: parse("event.person_id", &row.take::<String>()?)?,
        subject: row.take()?,
        detail: from_json::<Detail>("event.detail", &row.take::<String>()?)?,
    };
    let contact: Option<String> = row.take()?;
    let verdict = verdict(&row.take::<String>()?)?;
    let note = row.take()?;
    let judged_by: Option<PersonId> = parse_opt("change_item.judged_by", row.take()?)?;
    let judge: Option<String> = row.take()?;
    Ok(Change {
        list,
        customer: named,
        contact: contact.map(|name| (event.subject.clone(), name)),
        event,
        verdict,
        note,
        judged_by: judged_by.zip(judge),
        answer: row.take()?,
    })
}

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Change>> {
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut changes = rows.collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for Change { event, contact, .. } in &mut changes {
        sealed.extend(closed(event::DETAIL, &event.id, &mut event.detail));
        let contact = contact.as_mut();
        sealed.extend(contact.and_then(|(id, name)| closed(contact::NAME, id, name)));
    }
    vault::open(conn, sealed).await?;
    Ok(changes)
}

/// Changes of a list that somebody sees, the oldest first, after `(at, event)` when given.
///
/// # Errors
/// The database's.
pub async fn changes(
    conn: &mut Conn,
    scope: &Scope,
    list: ChangeListId,
    verdict: Option<Verdict>,
    after: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Change>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.list_id = ").value(list.to_string()).push(" AND ");
    scope.open(&mut sql);
    if let Some(verdict) = verdict {
        sql.push(" AND i.verdict = ").value(verdict.code());
    }
    if let Some((at, event)) = after {
        sql.push(" AND (i.at, i.event_id) > (").value(at).push(", ").value(event).push(")");
    }
    sql.push(" ORDER BY i.at, i.event_id LIMIT ").value(limit);
    all(conn, sql).await
}

/// One change of a list, if somebody sees its customer.
///
/// # Errors
/// The database's.
pub async fn change(
    conn: &mut Conn,
    scope: &Scope,
    list: ChangeListId,
    event: EventId,
) -> Result<Option<Change>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.list_id = ").value(list.to_string());
    sql.push(" AND i.event_id = ").value(event.to_string()).push(" AND ");
    scope.open(&mut sql);
    Ok(all(conn, sql).await?.pop())
}

/// Changes that went back to this person and that they have not answered, of customers that they
/// see, the oldest first, at most 200.
///
/// # Errors
/// The database's.
pub async fn sent_back(conn: &mut Conn, scope: &Scope, author: PersonId) -> Result<Vec<Change>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.verdict = 'again' AND e.person_id = ").value(author.to_string()).push(" AND ");
    scope.open(&mut sql);
    sql.push(" ORDER BY i.at, i.event_id LIMIT 200");
    all(conn, sql).await
}

/// Who made a change that is on a list, what was said of it, and of which customer it is, whoever
/// sees that.
///
/// # Errors
/// The database's.
pub async fn author_and_verdict(
    conn: &mut Conn,
    event: EventId,
) -> Result<Option<(PersonId, Verdict, ChangeListId, CustomerId)>> {
    let sql = "SELECT e.person_id, i.verdict, i.list_id, e.customer_id FROM change_item i \
               JOIN event e ON e.id = i.event_id WHERE i.event_id = $1";
    let row = conn.opt(Sql::new(sql).bind(event.to_string())).await?;
    row.map(|mut row| {
        Ok((
            parse("event.person_id", &row.take::<String>()?)?,
            verdict(&row.take::<String>()?)?,
            parse("change_item.list_id", &row.take::<String>()?)?,
            parse("event.customer_id", &row.take::<String>()?)?,
        ))
    })
    .transpose()
}

/// Writes what the head says of a change.
///
/// # Errors
/// The database's.
pub async fn judge(
    tx: &mut Tx,
    permit: &Permit<ReviewChangeList>,
    event: EventId,
    verdict: Verdict,
    note: Option<&str>,
    at: i64,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE change_item SET verdict = $1, note = $2, judged_by = $3, judged_at = $4, \
             answer = NULL, answered_at = NULL WHERE event_id = $5",
        )
        .bind(verdict.code())
        .bind(note)
        .bind(permit.person().to_string())
        .bind(at)
        .bind(event.to_string()),
    )
    .await?;
    Ok(())
}

/// Writes that all changes are fine of which nothing was said or to which their author said
/// something. Those of customers that the head no longer sees stay as they are.
///
/// # Errors
/// The database's.
pub async fn judge_rest(
    tx: &mut Tx,
    permit: &Permit<ReviewChangeList>,
    scope: &Scope,
    list: ChangeListId,
    at: i64,
) -> Result<u64> {
    let mut sql = Sql::new("UPDATE change_item SET verdict = 'fine', judged_by = ");
    sql.value(permit.person().to_string()).push(", judged_at = ").value(at);
    sql.push(" WHERE list_id = ").value(list.to_string());
    sql.push(" AND verdict IN ('open', 'answered') AND event_id IN (SELECT e.id FROM event e ");
    sql.push("JOIN customer c ON c.id = e.customer_id JOIN change_item i ON i.event_id = e.id ");
    sql.push("WHERE i.list_id = ").value(list.to_string()).push(" AND ");
    scope.open(&mut sql);
    sql.push(")");
    Ok(tx.run(sql).await?)
}

/// Writes what the author of a change says to what it went back for.
///
/// # Errors
/// The database's.
pub async fn answer(tx: &mut Tx, event: EventId, text: &str, at: i64) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE change_item SET verdict = 'answered', answer = $1, answered_at = $2 \
             WHERE event_id = $3 AND verdict IN ('again', 'answered')",
        )
        .bind(text)
        .bind(at)
        .bind(event.to_string()),
    )
    .await?;
    Ok(())
}
