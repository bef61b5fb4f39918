//! Where the things that duties are about belong, and who is there.

use super::IDS;
use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, PostId};
use kedang_domain::obligation::{Assignee, AssigneeKind};
use kedang_domain::org::DepartmentKind;
use std::collections::HashMap;

/// Whom a customer belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its owner.
    pub owner: PersonId,
    /// Whether the owner still works here.
    pub owner_active: bool,
    /// The department it belongs to.
    pub department: DepartmentId,
}

/// Whom these customers belong to. For deciding who has to do something, never for showing.
///
/// # Errors
/// The database's.
pub async fn customers(conn: &mut Conn, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Placed>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IDS) {
        let mut sql = Sql::new(
            "SELECT c.id, c.owner_id, p.active, c.department_id FROM customer c \
             JOIN person p ON p.id = c.owner_id WHERE c.id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let id = parse("customer.id", &row.take::<String>()?)?;
            let placed = Placed {
                owner: parse("customer.owner_id", &row.take::<String>()?)?,
                owner_active: row.take()?,
                department: parse("customer.department_id", &row.take::<String>()?)?,
            };
            found.insert(id, placed);
        }
    }
    Ok(found)
}

/// Where these people work, those among them who still do.
///
/// # Errors
/// The database's.
pub async fn people(
    conn: &mut Conn,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Option<DepartmentId>>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IDS) {
        let mut sql = Sql::new("SELECT id, department_id FROM person WHERE active = 1 AND id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let id = parse("person.id", &row.take::<String>()?)?;
            found.insert(id, parse_opt("person.department_id", row.take()?)?);
        }
    }
    Ok(found)
}

/// What a regulation writes in place of a role for everybody: `each_person`.
const EVERYBODY: &str = "person";

/// Everybody who works here in a role, with their departments.
///
/// # Errors
/// The database's.
pub async fn people_of_role(
    conn: &mut Conn,
    role: &str,
) -> Result<Vec<(PersonId, Option<DepartmentId>)>> {
    let sql = if role == EVERYBODY {
        Sql::new("SELECT id, department_id FROM person WHERE active = 1 ORDER BY id")
    } else {
        Sql::new(
            "SELECT p.id, p.department_id FROM person p JOIN person_role pr ON pr.person_id = p.id \
         JOIN role r ON r.id = pr.role_id WHERE r.code = $1 AND p.active = 1 ORDER BY p.id",
        )
        .bind(role)
    };
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            Ok((
                parse("person.id", &row.take::<String>()?)?,
                parse_opt("person.department_id", row.take()?)?,
            ))
        })
        .collect()
}

/// A department as duties need it.
#[derive(Clone, Copy, Debug)]
pub struct Department {
    /// Which.
    pub id: DepartmentId,
    /// The one above.
    pub parent: Option<DepartmentId>,
    /// What it does.
    pub kind: DepartmentKind,
    /// It keeps customer data.
    pub custodian: bool,
    /// Who heads it, if they still work here.
    pub head: Option<PersonId>,
    /// Who stands in, if they still work here.
    pub deputy: Option<PersonId>,
    /// It is not closed.
    pub active: bool,
}

/// Every department.
///
/// # Errors
/// The database's.
pub async fn departments(conn: &mut Conn) -> Result<Vec<Department>> {
    let sql = Sql::new(
        "SELECT d.id, d.parent_id, d.kind, d.custodian, h.id, s.id, d.active FROM department d \
         LEFT JOIN person h ON h.id = d.head_id AND h.active = 1 \
         LEFT JOIN person s ON s.id = d.deputy_id AND s.active = 1 ORDER BY d.id",
    );
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Department {
                id: parse("department.id", &row.take::<String>()?)?,
                parent: parse_opt("department.parent_id", row.take()?)?,
                kind: {
                    let code: String = row.take()?;
                    DepartmentKind::from_code(&code)
                        .ok_or_else(|| crate::StorageError::corrupt("department.kind")(&code))?
                },
                custodian: row.take()?,
                head: parse_opt("department.head_id", row.take()?)?,
                deputy: parse_opt("department.deputy_id", row.take()?)?,
                active: row.take()?,
            })
        })
        .collect()
}

/// The post of this name, if there is one in use.
///
/// # Errors
/// The database's.
pub async fn post_of(conn: &mut Conn, name: &str) -> Result<Option<PostId>> {
    let sql = Sql::new("SELECT id FROM post WHERE name = $1 AND active = 1 ORDER BY id LIMIT 1");
    let row = conn.opt(sql.bind(name)).await?;
    row.map(|mut row| parse("post.id", &row.take::<String>()?)).transpose()
}

/// The people behind an assignee who work here, `limit` at most.
///
/// # Errors
/// The database's.
pub async fn people_of(
    conn: &mut Conn,
    assignee: &Assignee,
    limit: usize,
) -> Result<Vec<PersonId>> {
    let mut sql = Sql::new("SELECT p.id FROM person p WHERE p.active = 1 AND ");
    match assignee.kind {
        AssigneeKind::Person => sql.push("p.id = "),
        AssigneeKind::Department => sql.push("p.department_id = "),
        AssigneeKind::Post => sql.push("p.post_id = "),
        AssigneeKind::Role => sql.push(
            "p.id IN (SELECT pr.person_id FROM person_role pr JOIN role r ON r.id = pr.role_id \
             WHERE r.code = ",
        ),
    };
    sql.value(assignee.id.as_str());
    if assignee.kind == AssigneeKind::Role {
        sql.push(")");
    }
    sql.push(" ORDER BY p.id LIMIT ").value(i64::try_from(limit).unwrap_or(i64::MAX));
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| parse("person.id", &row.take::<String>()?))
        .collect()
}
