//! Rows on their way from one customer to another, and back.

use crate::contact::{Contact, DATA};
use crate::{Result, vault};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId, MergeId, PersonId};
use kedang_domain::permission::{MergeCustomers, Permit};

/// Moves everything that is linked to one customer to another, and notes each row.
///
/// # Errors
/// The database's.
pub async fn move_rows(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    from: CustomerId,
    to: CustomerId,
) -> Result<()> {
    withdraw_doubled_clashes(tx, merge, from, to).await?;
    overtake(tx, from).await?;
    for (note, go) in [
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
             SELECT $1, 'contact', id, CASE WHEN is_primary = 1 THEN 'primary' ELSE NULL END \
             FROM contact WHERE customer_id = $2",
            "UPDATE contact SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
             SELECT $1, 'interaction', id, contact_id FROM interaction WHERE customer_id = $2",
            "UPDATE interaction SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
             SELECT $1, 'mark', id, contact_id FROM uncertain_mark WHERE customer_id = $2",
            "UPDATE uncertain_mark SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'share', id FROM customer_share WHERE customer_id = $2",
            "UPDATE customer_share SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'keeper', id FROM secrecy_keeper WHERE customer_id = $2",
            "UPDATE secrecy_keeper SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'grant', id FROM grant_given WHERE customer_id = $2",
            "UPDATE grant_given SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'event', id FROM event WHERE customer_id = $2",
            "UPDATE event SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'greeting', id FROM greeting WHERE customer_id = $2",
            "UPDATE greeting SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'clash', id FROM clash WHERE customer_id = $2",
            "UPDATE clash SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'obligation', id FROM obligation WHERE customer_id = $2",
            "UPDATE obligation SET customer_id = $1, subject_id = CASE WHEN subject_id = $2 \
             THEN $1 ELSE subject_id END, version = version + 1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'notice', id FROM notice WHERE customer_id = $2",
            "UPDATE notice SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'correction', id FROM correction WHERE customer_id = $2",
            "UPDATE correction SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'urgent_news', id FROM urgent_news WHERE customer_id = $2",
            "UPDATE urgent_news SET customer_id = $1 WHERE customer_id = $2",
        ),
        (
            "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
             SELECT $1, 'item', id FROM item WHERE customer_id = $2",
            "UPDATE item SET customer_id = $1 WHERE customer_id = $2",
        ),
    ] {
        tx.run(Sql::new(note).bind(merge.to_string()).bind(from.to_string())).await?;
        tx.run(Sql::new(go).bind(to.to_string()).bind(from.to_string())).await?;
    }
    Ok(())
}

/// Ends what was to be done about the other customer's own facts, which are no more: corrections
/// for good, for whoever reports anew sees what is on file now; its part in campaigns until it is
/// itself again.
async fn overtake(tx: &mut Tx, other: CustomerId) -> Result<()> {
    for sql in [
        "UPDATE correction SET state = 'overtaken', version = version + 1 WHERE customer_id = $1 \
         AND contact_id = '' AND state IN ('reported', 'checked')",
        "UPDATE campaign_item SET state = 'merged' WHERE customer_id = $1 AND state = 'open' \
         AND campaign_id IN (SELECT id FROM campaign WHERE closed_at IS NULL)",
    ] {
        tx.run(Sql::new(sql).bind(other.to_string())).await?;
    }
    Ok(())
}

/// Withdraws open clashes of the other customer by who has one with the survivor too: they are
/// about one customer now. Each is noted.
async fn withdraw_doubled_clashes(
    tx: &mut Tx,
    merge: MergeId,
    from: CustomerId,
    to: CustomerId,
) -> Result<()> {
    let note = "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
                SELECT $1, 'clash_withdrawn', c.id FROM clash c WHERE c.customer_id = $2 \
                AND c.state = 'open' AND EXISTS (SELECT 1 FROM clash s WHERE s.customer_id = $3 \
                AND s.state = 'open' AND s.applicant_id = c.applicant_id)";
    let note = Sql::new(note).bind(merge.to_string());
    tx.run(note.bind(from.to_string()).bind(to.to_string())).await?;
    let withdraw = "UPDATE clash SET state = 'withdrawn', version = version + 1 WHERE id IN \
                    (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 \
                    AND kind = 'clash_withdrawn')";
    tx.run(Sql::new(withdraw).bind(merge.to_string())).await?;
    Ok(())
}

/// Two who are greeted are one person now, each named by the id of the contact or of the customer:
/// on each occasion and day one greeting stays, and none is open where they have been greeted. What
/// only the other would get, the kept one gets. Each is noted.
///
/// # Errors
/// The database's.
pub async fn greet_once(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    (other, kept): (&str, &str),
    at: i64,
) -> Result<()> {
    for note in [
        "INSERT INTO customer_merge_row (merge_id, kind, row_id) \
         SELECT $1, 'greeting_ended', g.id FROM greeting g WHERE g.state = 'open' AND \
         (g.whom = $2 AND EXISTS (SELECT 1 FROM greeting k WHERE k.whom = $3 \
         AND k.occasion = g.occasion AND k.day = g.day AND k.state <> 'ended') \
         OR g.whom = $3 AND EXISTS (SELECT 1 FROM greeting k WHERE k.whom = $2 \
         AND k.occasion = g.occasion AND k.day = g.day AND k.state NOT IN ('open', 'ended')))",
        "INSERT INTO customer_merge_row (merge_id, kind, row_id, was) \
         SELECT $1, 'greeting_whom', g.id, g.whom FROM greeting g WHERE g.whom = $2 \
         AND NOT EXISTS (SELECT 1 FROM greeting k WHERE k.whom = $3 \
         AND k.occasion = g.occasion AND k.day = g.day)",
    ] {
        tx.run(Sql::new(note).bind(merge.to_string()).bind(other).bind(kept)).await?;
    }
    let end = "UPDATE greeting SET state = 'ended', closed_at = $1, version = version + 1 \
               WHERE state = 'open' AND id IN (SELECT row_id FROM customer_merge_row \
               WHERE merge_id = $2 AND kind = 'greeting_ended')";
    tx.run(Sql::new(end).bind(at).bind(merge.to_string())).await?;
    let take = "UPDATE greeting SET whom = $1, contact_id = CASE WHEN contact_id IS NULL THEN NULL \
                ELSE $1 END WHERE whom = $2 AND id IN (SELECT row_id FROM customer_merge_row \
                WHERE merge_id = $3 AND kind = 'greeting_whom')";
    tx.run(Sql::new(take).bind(kept).bind(other).bind(merge.to_string())).await?;
    Ok(())
}

/// Closes the open doubts about these facts of a customer itself or of a contact of it, because the
/// merged file does not keep the values that were doubted; each is noted.
///
/// # Errors
/// The database's.
pub async fn close_doubts(
    tx: &mut Tx,
    permit: &Permit<MergeCustomers>,
    merge: MergeId,
    (customer, contact): (CustomerId, Option<ContactId>),
    fields: &[&str],
    at: i64,
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let which = |sql: &mut Sql| {
        sql.push(" WHERE customer_id = ").value(customer.to_string());
        sql.push(" AND contact_id IS NOT DISTINCT FROM ").value(contact.map(|id| id.to_string()));
        sql.push(" AND verified_at IS NULL AND field IN (");
        sql.list(fields.iter().copied()).push(")");
    };
    let mut note = Sql::new("INSERT INTO customer_merge_row (merge_id, kind, row_id, was) SELECT ");
    note.value(merge.to_string()).push(", 'doubt', id, field FROM uncertain_mark");
    which(&mut note);
    tx.run(note).await?;
    let mut close = Sql::new("UPDATE uncertain_mark SET verified_by = ");
    close.value(permit.person().to_string()).push(", verified_at = ").value(at);
    close.push(", how = 'merged'");
    which(&mut close);
    tx.run(close).await?;
    Ok(())
}

/// Lets everything that names one contact name another: both are one person. The one is put away.
///
/// # Errors
/// The database's.
pub async fn repoint(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    folded: ContactId,
    kept: ContactId,
    at: i64,
) -> Result<()> {
    for repoint in [
        "UPDATE interaction SET contact_id = $1 WHERE contact_id = $2",
        "UPDATE uncertain_mark SET contact_id = $1 WHERE contact_id = $2",
        // About a contact that is put away: whoever reports anew sees what is on file now.
        "UPDATE correction SET state = 'overtaken', version = version + 1 WHERE contact_id = $2 \
         AND contact_id <> $1 AND state IN ('reported', 'checked')",
    ] {
        tx.run(Sql::new(repoint).bind(kept.to_string()).bind(folded.to_string())).await?;
    }
    let away = "UPDATE contact SET removed_at = $1, is_primary = 0, version = version + 1 \
                WHERE id = $2 AND removed_at IS NULL";
    tx.run_exactly(1, Sql::new(away).bind(at).bind(folded.to_string())).await?;
    Ok(())
}

/// Writes the facts of a contact that became one with another, or is to be itself again.
///
/// # Errors
/// The database's.
pub async fn write_contact(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    contact: &Contact,
    values: &Values,
    updated_at: i64,
) -> Result<()> {
    let sealer = vault::sealer(tx, contact.customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE contact SET data = $1, updated_at = $2, version = version + 1 WHERE id = $3",
        )
        .bind(sealer.document(DATA, contact.id, values)?)
        .bind(updated_at)
        .bind(contact.id.to_string()),
    )
    .await?;
    Ok(())
}

/// What an un-merging takes from the survivor, and what stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Returning {
    /// Contacts that go back.
    pub contacts: i64,
    /// Interactions that go back.
    pub interactions: i64,
    /// Shares that go back.
    pub shares: i64,
    /// Moments of the timeline that go back.
    pub events: i64,
    /// Contacts that were added since and stay.
    pub new_contacts: i64,
    /// Interactions that were recorded since and stay.
    pub new_interactions: i64,
    /// Of those: with a contact that goes back; they will name none.
    pub unnamed: i64,
}

/// Counts what an un-merging would take from the survivor.
///
/// # Errors
/// The database's.
pub async fn returning(
    conn: &mut Conn,
    merge: MergeId,
    survivor: CustomerId,
    since: i64,
) -> Result<Returning> {
    let sql = Sql::new(
        "SELECT (SELECT count(*) FROM customer_merge_row r JOIN contact k ON k.id = r.row_id \
          WHERE r.merge_id = $1 AND r.kind = 'contact'), \
         (SELECT count(*) FROM customer_merge_row WHERE merge_id = $1 AND kind = 'interaction'), \
         (SELECT count(*) FROM customer_merge_row WHERE merge_id = $1 AND kind = 'share'), \
         (SELECT count(*) FROM customer_merge_row WHERE merge_id = $1 AND kind = 'event'), \
         (SELECT count(*) FROM contact WHERE customer_id = $2 AND created_at >= $3 \
          AND removed_at IS NULL AND id NOT IN (SELECT row_id FROM customer_merge_row \
          WHERE merge_id = $1 AND kind = 'contact')), \
         (SELECT count(*) FROM interaction WHERE customer_id = $2 AND created_at >= $3 \
          AND removed_at IS NULL AND id NOT IN (SELECT row_id FROM customer_merge_row \
          WHERE merge_id = $1 AND kind = 'interaction')), \
         (SELECT count(*) FROM interaction WHERE customer_id = $2 AND removed_at IS NULL \
          AND contact_id IN (SELECT row_id FROM customer_merge_row \
          WHERE merge_id = $1 AND kind = 'contact') \
          AND id NOT IN (SELECT row_id FROM customer_merge_row \
          WHERE merge_id = $1 AND kind = 'interaction'))",
    );
    let sql = sql.bind(merge.to_string()).bind(survivor.to_string()).bind(since);
    let mut row = conn.one(sql).await?;
    Ok(Returning {
        contacts: row.take()?,
        interactions: row.take()?,
        shares: row.take()?,
        events: row.take()?,
        new_contacts: row.take()?,
        new_interactions: row.take()?,
        unnamed: row.take()?,
    })
}

/// Brings back to the other customer what a merging took from it, as it is now; what was added
/// since stays. A record that would name somebody else's contact names the one it named before, or
/// none. Doubts about facts that go back are open again.
///
/// # Errors
/// The database's.
pub async fn give_back(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    survivor: CustomerId,
    other: CustomerId,
) -> Result<()> {
    for sql in [
        "UPDATE contact SET customer_id = $3, is_primary = CASE WHEN removed_at IS NULL \
         AND id IN (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 \
         AND kind = 'contact' AND was = 'primary') THEN 1 ELSE 0 END \
         WHERE customer_id = $2 AND id IN (SELECT row_id FROM customer_merge_row \
         WHERE merge_id = $1 AND kind = 'contact')",
        "UPDATE interaction SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'interaction')",
        "UPDATE uncertain_mark SET customer_id = $3 WHERE customer_id = $2 AND (id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'mark') \
         OR contact_id IN (SELECT id FROM contact WHERE customer_id = $3))",
        "UPDATE customer_share SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'share')",
        "UPDATE secrecy_keeper SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'keeper')",
        "UPDATE grant_given SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'grant')",
        "UPDATE event SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'event')",
        "UPDATE greeting SET customer_id = $3 WHERE customer_id = $2 AND (id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'greeting') \
         OR contact_id IN (SELECT id FROM contact WHERE customer_id = $3))",
        "UPDATE clash SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'clash')",
        "UPDATE obligation SET customer_id = $3, subject_id = CASE WHEN subject_id = $2 \
         THEN $3 ELSE subject_id END, version = version + 1 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'obligation')",
        "UPDATE notice SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'notice')",
        "UPDATE clash SET state = 'open', version = version + 1 WHERE customer_id = $3 \
         AND customer_id <> $2 AND state = 'withdrawn' AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'clash_withdrawn')",
        "UPDATE correction SET customer_id = $3 WHERE customer_id = $2 AND (id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'correction') \
         OR contact_id IN (SELECT id FROM contact WHERE customer_id = $3))",
        "UPDATE urgent_news SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'urgent_news')",
        "UPDATE item SET customer_id = $3 WHERE customer_id = $2 AND id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'item')",
    ] {
        let sql = Sql::new(sql).bind(merge.to_string());
        tx.run(sql.bind(survivor.to_string()).bind(other.to_string())).await?;
    }
    for greet in [
        "UPDATE greeting SET state = 'open', closed_at = NULL, version = version + 1 \
         WHERE state = 'ended' AND id IN (SELECT row_id FROM customer_merge_row \
         WHERE merge_id = $1 AND kind = 'greeting_ended')",
        "UPDATE greeting SET (whom, contact_id) = (SELECT r.was, CASE WHEN greeting.contact_id \
         IS NULL THEN NULL ELSE r.was END FROM customer_merge_row r WHERE r.merge_id = $1 \
         AND r.kind = 'greeting_whom' AND r.row_id = greeting.id) WHERE id IN \
         (SELECT row_id FROM customer_merge_row WHERE merge_id = $1 AND kind = 'greeting_whom')",
    ] {
        tx.run(Sql::new(greet).bind(merge.to_string())).await?;
    }
    let again = "UPDATE campaign_item SET state = 'open' WHERE customer_id = $1 \
                 AND state = 'merged' AND campaign_id IN (SELECT id FROM campaign \
                 WHERE closed_at IS NULL)";
    tx.run(Sql::new(again).bind(other.to_string())).await?;
    for sql in [
        "UPDATE interaction SET contact_id = (SELECT r.was FROM customer_merge_row r \
         WHERE r.merge_id = $1 AND r.kind = 'interaction' AND r.row_id = interaction.id) \
         WHERE customer_id = $3 AND contact_id IN (SELECT id FROM contact WHERE customer_id = $2)",
        "UPDATE uncertain_mark SET contact_id = (SELECT r.was FROM customer_merge_row r \
         WHERE r.merge_id = $1 AND r.kind = 'mark' AND r.row_id = uncertain_mark.id) \
         WHERE customer_id = $3 AND contact_id IN (SELECT id FROM contact WHERE customer_id = $2)",
    ] {
        let sql = Sql::new(sql).bind(merge.to_string());
        tx.run(sql.bind(survivor.to_string()).bind(other.to_string())).await?;
    }
    let unnamed = "UPDATE interaction SET contact_id = NULL WHERE customer_id = $1 \
                   AND contact_id IN (SELECT id FROM contact WHERE customer_id = $2)";
    tx.run(Sql::new(unnamed).bind(survivor.to_string()).bind(other.to_string())).await?;
    Ok(())
}

/// Brings a contact back that was put away as the same person as another.
///
/// # Errors
/// The database's.
pub async fn give_back_contact(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    folded: ContactId,
) -> Result<()> {
    let sql = "UPDATE contact SET removed_at = NULL, version = version + 1, is_primary = \
               CASE WHEN EXISTS (SELECT 1 FROM customer_merge_row r WHERE r.merge_id = $1 \
               AND r.kind = 'contact' AND r.row_id = contact.id AND r.was = 'primary') \
               THEN 1 ELSE 0 END WHERE id = $2";
    tx.run_exactly(1, Sql::new(sql).bind(merge.to_string()).bind(folded.to_string())).await?;
    Ok(())
}

/// Opens doubts again that a merging closed: those of the other customer, and those of the
/// survivor about these facts. `by` is who merged.
///
/// # Errors
/// The database's.
pub async fn reopen_doubts(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    merge: MergeId,
    by: PersonId,
    other: CustomerId,
    fields: &[String],
) -> Result<()> {
    let mut sql = Sql::new(
        "UPDATE uncertain_mark SET verified_by = NULL, verified_at = NULL, how = NULL \
         WHERE how = 'merged' AND verified_by = ",
    );
    sql.value(by.to_string()).push(" AND id IN (SELECT row_id FROM customer_merge_row ");
    sql.push("WHERE merge_id = ").value(merge.to_string()).push(" AND kind = 'doubt')");
    sql.push(" AND (customer_id = ").value(other.to_string());
    if !fields.is_empty() {
        sql.push(" OR contact_id IS NULL AND field IN (")
            .list(fields.iter().map(String::as_str))
            .push(")");
    }
    sql.push(")");
    tx.run(sql).await?;
    Ok(())
}
