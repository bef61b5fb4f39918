//! Grants: what requests opened, to whom, until when; and the copies that left by them.

use crate::{Result, StorageError, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, GrantId, IssuedCopyId, PersonId, RequestId, ShareId};
use kedang_domain::permission::{DecideRequest, EndGrant, EndShare, Permit};
use kedang_domain::request::{Ground, RequestKind};

/// Something that is open to somebody.
#[derive(Clone, Debug)]
pub struct Grant {
    /// Which.
    pub id: GrantId,
    /// By which request.
    pub request: RequestId,
    /// To whom, and their name.
    pub person: (PersonId, String),
    /// Which customer.
    pub customer: CustomerId,
    /// For what: the kind of the request.
    pub action: RequestKind,
    /// Keys of the facts that it covers; empty: all.
    pub scope: Vec<String>,
    /// From when, ms UTC.
    pub from: i64,
    /// Until when, ms UTC.
    pub until: i64,
    /// The share by which the customer is visible.
    pub share: Option<ShareId>,
    /// How often it was used.
    pub uses: i64,
    /// When last, ms UTC.
    pub used_at: Option<i64>,
    /// When it was taken away, ms UTC.
    pub ended_at: Option<i64>,
    /// By whom, and their name.
    pub ended_by: Option<(PersonId, String)>,
    /// Why.
    pub end_reason: Option<String>,
}

impl Grant {
    /// Whether it holds at an instant, ms UTC.
    #[must_use]
    pub fn holds(&self, now: i64) -> bool {
        self.ended_at.is_none() && self.from <= now && now < self.until
    }
}

const SELECT: &str = "SELECT g.id, g.request_id, g.person_id, p.name, g.customer_id, g.action, \
    g.scope, g.from_at, g.until_at, g.share_id, g.uses, g.used_at, g.ended_at, g.ended_by, e.name, \
    g.end_reason FROM grant_given g JOIN person p ON p.id = g.person_id \
    LEFT JOIN person e ON e.id = g.ended_by WHERE ";

fn read(mut row: Row) -> Result<Grant> {
    let id = parse("grant_given.id", &row.take::<String>()?)?;
    let request = parse("grant_given.request_id", &row.take::<String>()?)?;
    let person = (parse("grant_given.person_id", &row.take::<String>()?)?, row.take()?);
    let customer = parse("grant_given.customer_id", &row.take::<String>()?)?;
    let action: String = row.take()?;
    let action = RequestKind::from_code(&action)
        .ok_or_else(|| StorageError::corrupt("grant_given.action")(&action))?;
    let scope = from_json("grant_given.scope", &row.take::<String>()?)?;
    let (from, until) = (row.take()?, row.take()?);
    let share = parse_opt("grant_given.share_id", row.take()?)?;
    let (uses, used_at, ended_at) = (row.take()?, row.take()?, row.take()?);
    let ended_by = parse_opt("grant_given.ended_by", row.take()?)?;
    let ended_by = ended_by.zip(row.take::<Option<String>>()?);
    let end_reason = row.take()?;
    Ok(Grant {
        id,
        request,
        person,
        customer,
        action,
        scope,
        from,
        until,
        share,
        uses,
        used_at,
        ended_at,
        ended_by,
        end_reason,
    })
}

/// What is open to a person about a customer at this instant, the earliest first.
///
/// # Errors
/// The database's.
pub async fn held(
    conn: &mut Conn,
    person: PersonId,
    customer: CustomerId,
    now: i64,
) -> Result<Vec<Grant>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.person_id = ").value(person.to_string());
    sql.push(" AND g.customer_id = ").value(customer.to_string());
    sql.push(" AND g.ended_at IS NULL AND g.from_at <= ").value(now);
    sql.push(" AND g.until_at > ").value(now).push(" ORDER BY g.from_at, g.id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// A grant.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: GrantId) -> Result<Option<Grant>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// What a request opened.
///
/// # Errors
/// The database's.
pub async fn of_request(conn: &mut Conn, id: RequestId) -> Result<Option<Grant>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.request_id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// What is or was open to a person, the newest first.
///
/// # Errors
/// The database's.
pub async fn of_person(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<Grant>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.person_id = ").value(person.to_string());
    sql.push(" ORDER BY g.from_at DESC, g.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Keeps a grant.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, _: &Permit<DecideRequest>, grant: &Grant) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO grant_given (id, request_id, person_id, customer_id, action, scope, from_at, \
         until_at, share_id, uses) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
    )
    .bind(grant.id.to_string())
    .bind(grant.request.to_string())
    .bind(grant.person.0.to_string())
    .bind(grant.customer.to_string())
    .bind(grant.action.code())
    .bind(to_json("grant_given.scope", &grant.scope)?)
    .bind(grant.from)
    .bind(grant.until)
    .bind(grant.share.map(|id| id.to_string()));
    Ok(tx.run_exactly(1, sql).await?)
}

/// Notes that a grant is used. `false` when it does not hold any more.
///
/// # Errors
/// The database's.
pub async fn used(tx: &mut Tx, id: GrantId, at: i64) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE grant_given SET uses = uses + 1, used_at = $1 \
         WHERE id = $2 AND ended_at IS NULL AND until_at > $1",
    );
    Ok(tx.run(sql.bind(at).bind(id.to_string())).await? == 1)
}

/// Ends a grant at this instant. `false` when it was over already.
///
/// # Errors
/// The database's.
pub async fn end(
    tx: &mut Tx,
    permit: &Permit<EndGrant>,
    id: GrantId,
    reason: &str,
    at: i64,
) -> Result<bool> {
    end_by(tx, permit.person(), id, Some(reason), at).await
}

/// Ends the grant that brought a share, because the share ends: it would go on letting in. The grant
/// as it was; `None` when no request brought the share.
///
/// # Errors
/// The database's.
pub async fn end_with_share(
    tx: &mut Tx,
    permit: &Permit<EndShare>,
    (customer, share): (CustomerId, ShareId),
    at: i64,
) -> Result<Option<Grant>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.customer_id = ").value(customer.to_string());
    sql.push(" AND g.share_id = ").value(share.to_string());
    let Some(grant) = tx.opt(sql).await?.map(read).transpose()? else { return Ok(None) };
    let ended = end_by(tx, permit.person(), grant.id, None, at).await?;
    Ok(ended.then_some(grant))
}

async fn end_by(
    tx: &mut Tx,
    person: PersonId,
    id: GrantId,
    reason: Option<&str>,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE grant_given SET ended_at = $1, ended_by = $2, end_reason = $3 \
         WHERE id = $4 AND ended_at IS NULL AND until_at > $1",
    )
    .bind(at)
    .bind(person.to_string())
    .bind(reason)
    .bind(id.to_string());
    Ok(tx.run(sql).await? == 1)
}

/// A copy or a disclosure as it left.
#[derive(Clone, Debug)]
pub struct IssuedCopy {
    /// Which.
    pub id: IssuedCopyId,
    /// Its number in the register.
    pub register: String,
    /// Copy or disclosure.
    pub kind: RequestKind,
    /// By which request.
    pub request: RequestId,
    /// By which grant.
    pub grant: GrantId,
    /// Of which customer.
    pub customer: CustomerId,
    /// To whom.
    pub recipient: String,
    /// What for.
    pub purpose: String,
    /// On what a disclosure rests.
    pub ground: Option<Ground>,
    /// Keys of the facts that left.
    pub fields: Vec<String>,
    /// SHA-256 of what left, in hexadecimal digits.
    pub hash: String,
    /// Who took it out, and their name.
    pub made_by: (PersonId, String),
    /// ms UTC.
    pub made_at: i64,
    /// Until when it may be kept, ms UTC.
    pub until: i64,
}

fn read_copy(mut row: Row) -> Result<IssuedCopy> {
    let id = parse("issued_copy.id", &row.take::<String>()?)?;
    let register = row.take()?;
    let kind: String = row.take()?;
    let kind = RequestKind::from_code(&kind)
        .ok_or_else(|| StorageError::corrupt("issued_copy.kind")(&kind))?;
    Ok(IssuedCopy {
        id,
        register,
        kind,
        request: parse("issued_copy.request_id", &row.take::<String>()?)?,
        grant: parse("issued_copy.grant_id", &row.take::<String>()?)?,
        customer: parse("issued_copy.customer_id", &row.take::<String>()?)?,
        recipient: row.take()?,
        purpose: row.take()?,
        ground: {
            let text: Option<String> = row.take()?;
            text.map(|text| from_json("issued_copy.ground", &text)).transpose()?
        },
        fields: from_json("issued_copy.fields", &row.take::<String>()?)?,
        hash: row.take()?,
        made_by: (parse("issued_copy.made_by", &row.take::<String>()?)?, row.take()?),
        made_at: row.take()?,
        until: row.take()?,
    })
}

/// Enters what leaves into the register.
///
/// # Errors
/// The database's.
pub async fn issue(tx: &mut Tx, copy: &IssuedCopy) -> Result<()> {
    let ground = copy.ground.as_ref().map(|ground| to_json("issued_copy.ground", ground));
    let sql = Sql::new(
        "INSERT INTO issued_copy (id, register, kind, request_id, grant_id, customer_id, \
         recipient, purpose, ground, fields, hash, made_by, made_at, until_at) VALUES ($1, $2, $3, \
         $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(copy.id.to_string())
    .bind(&copy.register)
    .bind(copy.kind.code())
    .bind(copy.request.to_string())
    .bind(copy.grant.to_string())
    .bind(copy.customer.to_string())
    .bind(&copy.recipient)
    .bind(&copy.purpose)
    .bind(ground.transpose()?)
    .bind(to_json("issued_copy.fields", &copy.fields)?)
    .bind(&copy.hash)
    .bind(copy.made_by.0.to_string())
    .bind(copy.made_at)
    .bind(copy.until);
    Ok(tx.run_exactly(1, sql).await?)
}

/// The register of what left, the newest first, behind `(made_at, id)` when given; of one kind, and
/// only what this person took out when they do not see all.
///
/// # Errors
/// The database's.
pub async fn issued(
    conn: &mut Conn,
    kind: Option<RequestKind>,
    by: Option<PersonId>,
    after: Option<(i64, IssuedCopyId)>,
    limit: i64,
) -> Result<Vec<IssuedCopy>> {
    let mut sql = Sql::new(
        "SELECT i.id, i.register, i.kind, i.request_id, i.grant_id, i.customer_id, i.recipient, \
         i.purpose, i.ground, i.fields, i.hash, i.made_by, p.name, i.made_at, i.until_at \
         FROM issued_copy i JOIN person p ON p.id = i.made_by WHERE 1 = 1",
    );
    if let Some(kind) = kind {
        sql.push(" AND i.kind = ").value(kind.code());
    }
    if let Some(by) = by {
        sql.push(" AND i.made_by = ").value(by.to_string());
    }
    if let Some((at, id)) = after {
        sql.push(" AND (i.made_at, i.id) < (").value(at).push(", ");
        sql.value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY i.made_at DESC, i.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read_copy).collect()
}
