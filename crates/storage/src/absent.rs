//! Customers that are on no list because they went into another one, or because somebody withdrew
//! them ([`crate::withdrawn`]). Their rows stand in a table of their own: what reads customers cannot
//! come upon them, and needs no condition not to.

use crate::customer::{DATA, IndexRow, Seen, add_index, code};
use crate::search::{TOKENS, set_tokens};
use crate::vault::{self, closed};
use crate::visibility::level;
use crate::{Result, StorageError, from_json, parse};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{Actor, Held, MergeCustomers, Permit, Standing};
use kedang_domain::secrecy::Level;

/// Mergings into mergings that are followed, at most.
const CHAIN: usize = 64;

/// In the place of a survivor: it went into none.
const NONE: &str = "";

/// A customer that is on no list.
#[derive(Clone, Debug)]
pub struct Absent {
    /// Which.
    pub id: CustomerId,
    /// Running number.
    pub no: i64,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// All other facts.
    pub values: Values,
    /// How secret it is.
    pub secrecy: Level,
}

impl Absent {
    /// How this person would stand to it if it were back.
    #[must_use]
    pub fn standing(&self, actor: &Actor) -> Option<Standing> {
        let Self { owner, department, secrecy: level, .. } = *self;
        actor.standing(&Held { owner, department, level, shared: false, admitted: false })
    }

    /// The uniform file code (A6).
    #[must_use]
    pub fn code(&self) -> String {
        code(self.no)
    }
}

/// The row of a customer that is on no list.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: CustomerId) -> Result<Option<Absent>> {
    let sql = Sql::new(
        "SELECT no, kind, COALESCE(sealed_name, name), template, owner_id, department_id, data, secrecy \
         FROM absent_customer \
         WHERE id = $1",
    );
    let Some(mut row) = conn.opt(sql.bind(id.to_string())).await? else { return Ok(None) };
    let no = row.take()?;
    let kind: String = row.take()?;
    let mut found = Absent {
        id,
        no,
        kind: CustomerKind::parse(&kind)
            .ok_or(StorageError::Corrupt { what: "absent_customer.kind", why: kind })?,
        name: row.take()?,
        template: row.take()?,
        owner: parse("absent_customer.owner_id", &row.take::<String>()?)?,
        department: parse("absent_customer.department_id", &row.take::<String>()?)?,
        values: from_json("absent_customer.data", &row.take::<String>()?)?,
        secrecy: level("absent_customer.secrecy", &mut row)?,
    };
    let sealed = closed(DATA, id, &mut found.values).into_iter();
    let sealed = sealed.chain(closed(vault::NAME, id, &mut found.name));
    vault::open(conn, sealed.collect()).await?;
    Ok(Some(found))
}

/// The customer into which this one went, through every merging since. Whether the person sees it
/// is the caller's to find out.
///
/// # Errors
/// The database's.
pub async fn survivor(conn: &mut Conn, id: CustomerId) -> Result<Option<CustomerId>> {
    let mut found = None;
    let mut at = id;
    for _ in 0..CHAIN {
        let sql = Sql::new("SELECT survivor_id FROM absent_customer WHERE id = $1");
        let Some(mut row) = conn.opt(sql.bind(at.to_string())).await? else { return Ok(found) };
        let next: String = row.take()?;
        if next == NONE {
            return Ok(found);
        }
        at = parse("absent_customer.survivor_id", &next)?;
        found = Some(at);
    }
    Ok(found)
}

/// The customer that has this running number and is on no list.
///
/// # Errors
/// The database's.
pub async fn of_number(conn: &mut Conn, no: i64) -> Result<Option<CustomerId>> {
    let sql = Sql::new("SELECT id FROM absent_customer WHERE no = $1").bind(no);
    let Some(mut row) = conn.opt(sql).await? else { return Ok(None) };
    Ok(Some(parse("absent_customer.id", &row.take::<String>()?)?))
}

/// A customer that went into another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// Which.
    pub id: CustomerId,
    /// Its file code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Every customer that went into this one, also by way of another, the oldest first.
///
/// # Errors
/// The database's.
pub async fn former(conn: &mut Conn, survivor: CustomerId) -> Result<Vec<Former>> {
    let sql = Sql::new(
        "WITH RECURSIVE gone (id, no, name, depth) AS (\
         SELECT id, no, name, 1 FROM absent_customer WHERE survivor_id = $1 \
         UNION ALL SELECT a.id, a.no, a.name, g.depth + 1 FROM absent_customer a \
         JOIN gone g ON a.survivor_id = g.id WHERE g.depth < 64) \
         SELECT id, no, name FROM gone ORDER BY no",
    );
    conn.all(sql.bind(survivor.to_string()))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Former {
                id: parse("absent_customer.id", &row.take::<String>()?)?,
                code: code(row.take()?),
                name: row.take()?,
            })
        })
        .collect()
}

/// Takes a customer off every list that is still as it was seen and to which nothing is linked any
/// more. `false` when somebody else was faster.
///
/// # Errors
/// The database's; also when something is still linked to it.
pub async fn take_off(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    seen: &Seen,
    survivor: CustomerId,
) -> Result<bool> {
    take(tx, seen, Some(survivor)).await
}

/// As [`take_off`], also for what went into no other.
pub(crate) async fn take(tx: &mut Tx, seen: &Seen, survivor: Option<CustomerId>) -> Result<bool> {
    let survivor = survivor.map_or_else(|| NONE.to_owned(), |survivor| survivor.to_string());
    let id = seen.id.to_string();
    let moved = tx
        .run(
            Sql::new(
                "INSERT INTO absent_customer (id, no, kind, name, template, owner_id, \
                 department_id, data, completeness, uncertain, created_at, created_by, \
                 updated_at, last_contact_at, secrecy, secrecy_until, secrecy_since, \
                 secrecy_source, secrecy_by, code_name, sealed, sealed_name, sealed_index, version, survivor_id) \
                 SELECT id, no, kind, name, template, owner_id, department_id, data, \
                 completeness, uncertain, created_at, created_by, updated_at, last_contact_at, \
                 secrecy, secrecy_until, secrecy_since, secrecy_source, secrecy_by, code_name, \
                 sealed, sealed_name, sealed_index, version + 1, $1 FROM customer WHERE id = $2 AND version = $3",
            )
            .bind(survivor)
            .bind(&id)
            .bind(seen.version),
        )
        .await?;
    if moved != 1 {
        return Ok(false);
    }
    tx.run_exactly(1, Sql::new("DELETE FROM customer WHERE id = $1").bind(&id)).await?;
    tx.run(Sql::new("DELETE FROM customer_value WHERE no = $1").bind(seen.no)).await?;
    TOKENS.remove(tx, seen.no).await?;
    Ok(true)
}

/// Puts a customer back on the lists, as it stood; what was linked to it is the caller's to bring
/// back, and then its tokens ([`find_again`]).
///
/// # Errors
/// The database's; also when it is not there.
pub async fn put_back(tx: &mut Tx, _permit: &Permit<MergeCustomers>, id: CustomerId) -> Result<()> {
    put(tx, id).await
}

/// As [`put_back`], for whatever reason it was on no list.
pub(crate) async fn put(tx: &mut Tx, id: CustomerId) -> Result<()> {
    let insert = Sql::new(
        "INSERT INTO customer (id, no, kind, name, template, owner_id, department_id, data, \
         completeness, uncertain, created_at, created_by, updated_at, last_contact_at, \
         secrecy, secrecy_until, secrecy_since, secrecy_source, secrecy_by, code_name, sealed, sealed_name, sealed_index, version) \
         SELECT id, no, kind, name, template, owner_id, department_id, data, completeness, \
         uncertain, created_at, created_by, updated_at, last_contact_at, secrecy, \
         secrecy_until, secrecy_since, secrecy_source, secrecy_by, code_name, sealed, sealed_name, sealed_index, version + 1 \
         FROM absent_customer WHERE id = $1",
    );
    tx.run_exactly(1, insert.bind(id.to_string())).await?;
    let delete = Sql::new("DELETE FROM absent_customer WHERE id = $1");
    tx.run_exactly(1, delete.bind(id.to_string())).await?;
    Ok(())
}

/// Makes a customer that was put back found again: by its facts and by its words.
///
/// # Errors
/// The database's.
pub async fn find_again(
    tx: &mut Tx,
    no: i64,
    index: Vec<IndexRow>,
    tokens: &[String],
) -> Result<()> {
    let rows = index.into_iter().map(|(field, value)| (field, value, no)).collect();
    add_index(tx, rows).await?;
    set_tokens(tx, no, tokens).await
}
