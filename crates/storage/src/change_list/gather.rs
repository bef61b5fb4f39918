//! What the clock does about change lists: it looks at every department, whoever may see it.

use crate::{Result, parse};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::cycle::Period;
use kedang_domain::id::{ChangeListId, CustomerId, DepartmentId};

/// Kinds of events that change what is known of a customer. Reading, sharing, doubting and
/// verifying change nothing.
const KINDS: [&str; 7] = ["created", "import", "change", "contact", "owner", "merge", "unmerge"];

/// The lists of a week, as they are made and filled.
#[derive(Clone, Copy, Debug)]
pub struct Gathering {
    /// The week.
    pub period: Period,
    /// Its beginning, ms UTC.
    pub from_at: i64,
    /// Its end, ms UTC.
    pub until_at: i64,
    /// By when its lists are to be reviewed, ms UTC.
    pub due_at: i64,
    /// Changes since then that are on no list yet come on one of these, ms UTC.
    pub since: i64,
}

/// The departments that have a list: those that deal with customers, and whoever has some.
async fn departments(conn: &mut Conn) -> Result<Vec<DepartmentId>> {
    conn.all(Sql::new(
        "SELECT d.id FROM department d \
         WHERE (d.active = 1 AND d.kind IN ('sales', 'marketing', 'service')) \
         OR EXISTS (SELECT 1 FROM customer c WHERE c.department_id = d.id) ORDER BY d.id",
    ))
    .await?
    .into_iter()
    .map(|mut row| parse("department.id", &row.take::<String>()?))
    .collect()
}

/// Makes the lists of a week that are not there yet, each with a fresh id.
///
/// # Errors
/// The database's.
pub async fn make(
    tx: &mut Tx,
    gathering: &Gathering,
    now: i64,
    mut fresh: impl FnMut() -> ChangeListId,
) -> Result<()> {
    for department in departments(tx).await? {
        tx.run(
            Sql::new(
                "INSERT INTO change_list (id, department_id, first_day, last_day, from_at, \
                 until_at, due_at, state, made_at, version) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, 'gathering', $8, 1) \
                 ON CONFLICT (department_id, from_at) DO NOTHING",
            )
            .bind(fresh().to_string())
            .bind(department.to_string())
            .bind(gathering.period.first.to_string())
            .bind(gathering.period.last.to_string())
            .bind(gathering.from_at)
            .bind(gathering.until_at)
            .bind(gathering.due_at)
            .bind(now),
        )
        .await?;
    }
    Ok(())
}

/// Puts changes on the open lists of a week, at most `limit` of them, and says how many these were.
/// A change is on one list, once; what came too late for the list of its own week is on the next.
///
/// # Errors
/// The database's.
pub async fn gather(tx: &mut Tx, gathering: &Gathering, limit: u32) -> Result<u64> {
    let mut sql = Sql::new(
        "INSERT INTO change_item (event_id, list_id, at, verdict) \
         SELECT e.id, l.id, e.at, 'open' FROM event e \
         JOIN customer c ON c.id = e.customer_id \
         JOIN change_list l ON l.department_id = c.department_id WHERE l.from_at = ",
    );
    sql.value(gathering.from_at).push(" AND l.state = 'gathering' AND e.at >= ");
    sql.value(gathering.since).push(" AND e.at < ").value(gathering.until_at);
    sql.push(" AND e.kind IN (").list(KINDS).push(")");
    sql.push(" AND NOT EXISTS (SELECT 1 FROM change_item i WHERE i.event_id = e.id)");
    sql.push(" ORDER BY e.at, e.id LIMIT ").value(i64::from(limit));
    sql.push(" ON CONFLICT (event_id) DO NOTHING");
    Ok(tx.run(sql).await?)
}

/// Closes the lists of a week that is over. Returns each with its department and the number of its
/// changes; lists that their head reviewed before the end of the week are closed already.
///
/// # Errors
/// The database's.
pub async fn mark(tx: &mut Tx, from_at: i64) -> Result<Vec<(ChangeListId, DepartmentId, i64)>> {
    let sql = "UPDATE change_list SET state = 'marked', version = version + 1 \
               WHERE from_at = $1 AND state = 'gathering' RETURNING id, department_id";
    let mut marked = Vec::new();
    for mut row in tx.all(Sql::new(sql).bind(from_at)).await? {
        let id: String = row.take()?;
        let department = parse("change_list.department_id", &row.take::<String>()?)?;
        let count = "SELECT count(*) FROM change_item WHERE list_id = $1";
        let count = tx.one(Sql::new(count).bind(&id)).await?.take()?;
        marked.push((parse("change_list.id", &id)?, department, count));
    }
    Ok(marked)
}

/// Takes the changes of customers off their lists, before these customers are removed.
///
/// # Errors
/// The database's.
pub async fn drop_changes(
    tx: &mut Tx,
    customers: impl IntoIterator<Item = CustomerId>,
) -> Result<()> {
    let mut sql = Sql::new(
        "DELETE FROM change_item WHERE event_id IN (SELECT id FROM event WHERE customer_id IN (",
    );
    sql.list(customers.into_iter().map(|id| id.to_string())).push("))");
    tx.run(sql).await?;
    Ok(())
}
