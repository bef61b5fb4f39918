//! Removing customers that nobody has worked with.

use crate::search::TOKENS;
use crate::{Result, parse};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::{Permit, UndoImport};
use std::collections::{BTreeSet, HashMap};

/// Customers in one statement, at most.
const ROWS: usize = 256;

/// What people have left on a customer since an import registered it.
#[derive(Clone, Debug)]
pub struct Traces {
    /// Running number.
    pub no: i64,
    /// 1 while nobody has changed it.
    pub version: i64,
    /// Its owner.
    pub owner: PersonId,
    /// A contact was changed or taken off.
    pub contacts: bool,
    /// There are records of interactions, also taken back.
    pub interactions: bool,
    /// It is shared, or was, or somebody asked for it when they met it.
    pub shares: bool,
    /// A fact was marked uncertain, or verified.
    pub marks: bool,
    /// Kinds of what happened to it since.
    pub events: BTreeSet<String>,
}

/// What people have left on these customers; those that are not there are left out.
///
/// # Errors
/// The database's.
pub async fn traces(conn: &mut Conn, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Traces>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(ROWS) {
        let mut sql = Sql::new(
            "SELECT c.id, c.no, c.version, c.owner_id, \
             EXISTS (SELECT 1 FROM contact k WHERE k.customer_id = c.id \
             AND (k.version > 1 OR k.removed_at IS NOT NULL)), \
             EXISTS (SELECT 1 FROM interaction i WHERE i.customer_id = c.id), \
             EXISTS (SELECT 1 FROM customer_share s WHERE s.customer_id = c.id) \
             OR EXISTS (SELECT 1 FROM clash k WHERE k.customer_id = c.id), \
             EXISTS (SELECT 1 FROM uncertain_mark m WHERE m.customer_id = c.id) \
             OR EXISTS (SELECT 1 FROM verified_fact v WHERE v.subject_id = c.id) \
             OR EXISTS (SELECT 1 FROM correction r WHERE r.customer_id = c.id) \
             OR EXISTS (SELECT 1 FROM urgent_news n WHERE n.customer_id = c.id) \
             FROM customer c WHERE c.id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let id = parse("customer.id", &row.take::<String>()?)?;
            let traces = Traces {
                no: row.take()?,
                version: row.take()?,
                owner: parse("customer.owner_id", &row.take::<String>()?)?,
                contacts: row.take()?,
                interactions: row.take()?,
                shares: row.take()?,
                marks: row.take()?,
                events: BTreeSet::new(),
            };
            found.insert(id, traces);
        }
        let mut sql = Sql::new(
            "SELECT DISTINCT customer_id, kind FROM event WHERE kind <> 'import' \
             AND customer_id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let id: CustomerId = parse("event.customer_id", &row.take::<String>()?)?;
            let kind = row.take()?;
            if let Some(traces) = found.get_mut(&id) {
                traces.events.insert(kind);
            }
        }
    }
    Ok(found)
}

/// Removes customers, with all that came with them: facts, index, search tokens, contacts, events,
/// greetings, notices, what was said of it in cleaning, its place in campaigns.
/// What people have added (interactions, shares, marks) is not removed: with such a customer
/// nothing is done at all. A number is never given again.
///
/// # Errors
/// The database's; also when one of them is not there or has been worked with.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<UndoImport>,
    customers: &[(CustomerId, i64)],
) -> Result<()> {
    for (_, no) in customers {
        TOKENS.remove(tx, *no).await?;
    }
    for chunk in customers.chunks(ROWS) {
        crate::change_list::drop_changes(tx, chunk.iter().map(|(id, _)| *id)).await?;
        let mut sql = Sql::new("DELETE FROM customer_value WHERE no IN (");
        sql.list(chunk.iter().map(|(_, no)| *no)).push(")");
        tx.run(sql).await?;
        let mut sql = Sql::new(
            "DELETE FROM obligation_extension WHERE obligation_id IN \
             (SELECT id FROM obligation WHERE customer_id IN (",
        );
        sql.list(chunk.iter().map(|(id, _)| id.to_string())).push("))");
        tx.run(sql).await?;
        for delete in [
            "DELETE FROM event WHERE customer_id IN (",
            "DELETE FROM month_check_entry WHERE customer_id IN (",
            "DELETE FROM month_check_proposal WHERE customer_id IN (",
            "DELETE FROM month_check_note WHERE customer_id IN (",
            "DELETE FROM group_verification WHERE customer_id IN (",
            "DELETE FROM greeting WHERE customer_id IN (",
            "DELETE FROM notice WHERE customer_id IN (",
            "DELETE FROM invalid_entry WHERE customer_id IN (",
            "DELETE FROM obligation WHERE customer_id IN (",
            "DELETE FROM secrecy_keeper WHERE customer_id IN (",
            "DELETE FROM campaign_item WHERE customer_id IN (",
            "DELETE FROM contact WHERE customer_id IN (",
        ] {
            let mut sql = Sql::new(delete);
            sql.list(chunk.iter().map(|(id, _)| id.to_string())).push(")");
            tx.run(sql).await?;
        }
        let mut sql = Sql::new("DELETE FROM customer WHERE id IN (");
        sql.list(chunk.iter().map(|(id, _)| id.to_string())).push(")");
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}
