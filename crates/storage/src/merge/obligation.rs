//! What was to be done about two customers, when they become one: done once, and by one hand.

use crate::Result;
use kedang_db::{Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, MergeId, PersonId};
use kedang_domain::permission::{MergeCustomers, Permit};

/// Two customers are to be one, and what is to be done about both, by one duty and for one period,
/// is done once: by the earlier time of the two, so that no merging gives anybody more time. The
/// later is released and noted. One that is late stays, for it is on record as a breach.
///
/// # Errors
/// The database's.
pub async fn oblige_once(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    (other, survivor): (CustomerId, CustomerId),
    at: i64,
) -> Result<()> {
    let note = "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
                SELECT $1, 'obligation_released', o.id FROM obligation o \
                WHERE o.subject_id IN ($2, $3) AND o.pending = 1 AND o.state = 'open' \
                AND EXISTS (SELECT 1 FROM obligation k WHERE k.subject_id IN ($2, $3) \
                AND k.subject_id <> o.subject_id AND k.duty = o.duty AND k.pending = 1 \
                AND k.period_start IS NOT DISTINCT FROM o.period_start \
                AND (k.due_at < o.due_at OR k.due_at = o.due_at AND k.subject_id = $3))";
    let note = Sql::new(note).bind(merge.to_string());
    tx.run(note.bind(other.to_string()).bind(survivor.to_string())).await?;
    // When to remind of it stays, for when it is to be done again.
    let release = "UPDATE obligation SET pending = 0, state = 'released', closed_at = $1, \
                   version = version + 1 WHERE id IN (SELECT row_id FROM customer_merge_row \
                   WHERE merge_id = $2 AND kind = 'obligation_released')";
    tx.run(Sql::new(release).bind(at).bind(merge.to_string())).await?;
    Ok(())
}

/// What is to be done about the survivor is its owner's, and its department's, whichever of the two
/// it was about before. Who had it is noted.
///
/// # Errors
/// The database's.
pub async fn take_obligations(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    survivor: CustomerId,
    (owner, department): (PersonId, DepartmentId),
) -> Result<()> {
    for note in [
        "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
         SELECT $1, 'obligation_hand', id, assignee_id FROM obligation WHERE customer_id = $2 \
         AND pending = 1 AND who = 'owner' AND assignee_kind = 'person'",
        "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
         SELECT $1, 'obligation_department', id, department_id FROM obligation \
         WHERE customer_id = $2 AND pending = 1",
    ] {
        tx.run(Sql::new(note).bind(merge.to_string()).bind(survivor.to_string())).await?;
    }
    crate::obligation::follow(tx, survivor, owner, department).await
}

/// Brings back to a customer, of the two that were merged, who had to do what about it; what was
/// released because it was to be done twice is to be done again. Nothing goes back to somebody who
/// has left.
///
/// # Errors
/// The database's.
pub async fn give_back_obligations(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    customer: CustomerId,
) -> Result<()> {
    for sql in [
        "UPDATE obligation SET pending = 1, state = 'open', closed_at = NULL, \
         version = version + 1 WHERE customer_id = $2 AND state = 'released' AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 \
         AND kind = 'obligation_released')",
        "UPDATE obligation SET assignee_id = (SELECT r.was FROM customer_merge_row r \
         WHERE r.merge_id = $1 AND r.kind = 'obligation_hand' AND r.row_id = obligation.id), \
         version = version + 1 WHERE customer_id = $2 AND pending = 1 AND id IN \
         (SELECT r.row_id FROM customer_merge_row r JOIN person p ON p.id = r.was \
         WHERE r.merge_id = $1 AND r.kind = 'obligation_hand' AND p.active = 1)",
        "UPDATE obligation SET department_id = (SELECT r.was FROM customer_merge_row r \
         WHERE r.merge_id = $1 AND r.kind = 'obligation_department' \
         AND r.row_id = obligation.id) WHERE customer_id = $2 AND pending = 1 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 \
         AND kind = 'obligation_department')",
    ] {
        tx.run(Sql::new(sql).bind(merge.to_string()).bind(customer.to_string())).await?;
    }
    Ok(())
}
