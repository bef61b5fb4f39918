//! Honey customers 诱饵客户: staged, found, opened. They are in no table of customers, so that no
//! list, count, statistic, duty, campaign or month check can come upon them.

use crate::customer::{Listed, Secrecy, Seen, code};
use crate::vault::Sealing;
use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, HoneyId, PersonId};
use kedang_domain::permission::{Actor, Permit, StageHoney, Standing};
use kedang_domain::role::Permission;
use kedang_domain::secrecy::{Level, Source};

/// The card that a honey customer shows.
const TEMPLATE: &str = "company";
/// How much of the card is filled in, 0 to 100.
const COMPLETENESS: i64 = 40;

/// A honey customer.
#[derive(Clone, Debug)]
pub struct Honey {
    /// Under which id those who stage know it.
    pub id: HoneyId,
    /// Under which it is opened.
    pub customer: CustomerId,
    /// Its running number.
    pub no: i64,
    /// Its name.
    pub name: String,
    /// Whose it seems to be, and their name.
    pub owner: (PersonId, String),
    /// Where it seems to belong, and what that is called.
    pub department: (DepartmentId, String),
    /// What its card shows.
    pub values: Values,
    /// Who staged it, and their name.
    pub staged_by: (PersonId, String),
    /// When, ms UTC.
    pub staged_at: i64,
    /// When it was taken away, ms UTC.
    pub ended_at: Option<i64>,
    /// How often it was opened.
    pub openings: i64,
}

impl Honey {
    /// Its file code.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.no)
    }

    /// Whether it lies open before this person: who sees every customer, or heads its department.
    /// Everybody else finds their own customers alone, and would be led on by it.
    #[must_use]
    pub fn lies_before(&self, actor: &Actor) -> bool {
        let heads = actor.reads() && actor.headed.contains(&self.department.0);
        self.ended_at.is_none() && (heads || actor.has(Permission::CustomerViewAll))
    }

    /// As a row of a search.
    #[must_use]
    pub fn listed(&self) -> Listed {
        Listed {
            id: self.customer,
            no: self.no,
            code: self.code(),
            kind: CustomerKind::Organization,
            name: self.name.clone(),
            template: TEMPLATE.to_owned(),
            owner: self.owner.clone(),
            department: self.department.clone(),
            values: Values::new(),
            completeness: COMPLETENESS,
            uncertain: 0,
            created_at: self.staged_at,
            updated_at: self.staged_at,
            last_contact_at: 0,
            version: 1,
            secrecy: Level::Internal,
            locked: false,
        }
    }

    /// As its file shows it.
    #[must_use]
    pub fn seen(&self, actor: &Actor) -> Seen {
        let heads = actor.headed.contains(&self.department.0);
        Seen {
            standing: if heads { Standing::Head } else { Standing::All },
            id: self.customer,
            no: self.no,
            kind: CustomerKind::Organization,
            name: self.name.clone(),
            template: TEMPLATE.to_owned(),
            owner: self.owner.0,
            owner_name: self.owner.1.clone(),
            department: self.department.0,
            department_name: self.department.1.clone(),
            values: self.values.clone(),
            secrecy: Secrecy {
                level: Level::Internal,
                until: None,
                since: 0,
                source: Source::Policy,
                by: None,
                code_name: None,
            },
            completeness: COMPLETENESS,
            uncertain: 0,
            created_at: self.staged_at,
            created_by: self.owner.0,
            created_by_name: self.owner.1.clone(),
            updated_at: self.staged_at,
            last_contact_at: 0,
            version: 1,
            sealing: Sealing::Clear,
        }
    }
}

const SELECT: &str = "SELECT h.id, h.customer_id, h.no, h.name, h.owner_id, o.name, \
                      h.department_id, d.name, h.data, h.staged_by, s.name, h.staged_at, \
                      h.ended_at, h.openings FROM honey_customer h \
                      JOIN person o ON o.id = h.owner_id JOIN person s ON s.id = h.staged_by \
                      JOIN department d ON d.id = h.department_id ";

fn read(mut r: Row) -> Result<Honey> {
    Ok(Honey {
        id: parse("honey_customer.id", &r.take::<String>()?)?,
        customer: parse("honey_customer.customer_id", &r.take::<String>()?)?,
        no: r.take()?,
        name: r.take()?,
        owner: (parse("honey_customer.owner_id", &r.take::<String>()?)?, r.take()?),
        department: (parse("honey_customer.department_id", &r.take::<String>()?)?, r.take()?),
        values: from_json("honey_customer.data", &r.take::<String>()?)?,
        staged_by: (parse("honey_customer.staged_by", &r.take::<String>()?)?, r.take()?),
        staged_at: r.take()?,
        ended_at: r.take()?,
        openings: r.take()?,
    })
}

/// All that were staged, the newest first: for those who stage them.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, _: &Permit<StageHoney>) -> Result<Vec<Honey>> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY h.staged_at DESC, h.id DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Those that lie open, few as they are: for searches.
///
/// # Errors
/// The database's.
pub async fn lying(conn: &mut Conn) -> Result<Vec<Honey>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE h.ended_at IS NULL ORDER BY h.no DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The honey customer that is opened under this id.
///
/// # Errors
/// The database's.
pub async fn of_customer(conn: &mut Conn, id: CustomerId) -> Result<Option<Honey>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE h.customer_id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Stages one.
///
/// # Errors
/// The database's.
pub async fn stage(tx: &mut Tx, permit: &Permit<StageHoney>, new: &Honey) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO honey_customer (id, customer_id, no, name, owner_id, department_id, data, \
         staged_by, staged_at, openings) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
    )
    .bind(new.id.to_string())
    .bind(new.customer.to_string())
    .bind(new.no)
    .bind(&new.name)
    .bind(new.owner.0.to_string())
    .bind(new.department.0.to_string())
    .bind(to_json("honey_customer.data", &new.values)?)
    .bind(permit.person().to_string())
    .bind(new.staged_at);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Takes one away; `false` when there is none that lies open.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, _: &Permit<StageHoney>, id: HoneyId, now: i64) -> Result<bool> {
    let sql =
        Sql::new("UPDATE honey_customer SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL");
    Ok(tx.run(sql.bind(now).bind(id.to_string())).await? == 1)
}

/// Counts an opening, and says whether the person's opening of it is an open incident already. Two
/// openings at once wait for each other here.
///
/// # Errors
/// The database's.
pub async fn opened(tx: &mut Tx, id: HoneyId, person: PersonId) -> Result<bool> {
    let sql = Sql::new("UPDATE honey_customer SET openings = openings + 1 WHERE id = $1");
    tx.run_exactly(1, sql.bind(id.to_string())).await?;
    let sql = Sql::new(
        "SELECT 1 FROM watch_finding f JOIN incident i ON i.id = f.incident_id \
         WHERE f.honey_id = $1 AND f.person_id = $2 AND i.closed_at IS NULL",
    );
    Ok(tx.opt(sql.bind(id.to_string()).bind(person.to_string())).await?.is_some())
}
