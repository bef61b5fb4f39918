//! The company's shape: departments as a tree with heads and deputies, and the version that tells
//! every process when permissions may have changed.

use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{DepartmentId, PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// A department as the permission rule needs it.
#[derive(Clone, Debug)]
pub struct DepartmentNode {
    /// Which.
    pub id: DepartmentId,
    /// The one above.
    pub parent: Option<DepartmentId>,
    /// Who heads it.
    pub head: Option<PersonId>,
    /// Who stands in.
    pub deputy: Option<PersonId>,
}

/// Every department, closed ones too: their customers still need somebody who answers for them.
///
/// # Errors
/// The database's.
pub async fn tree(conn: &mut Conn) -> Result<Vec<DepartmentNode>> {
    conn.all(Sql::new("SELECT id, parent_id, head_id, deputy_id FROM department"))
        .await?
        .into_iter()
        .map(|mut r| {
            Ok(DepartmentNode {
                id: parse("department.id", &r.take::<String>()?)?,
                parent: parse_opt("department.parent_id", r.take()?)?,
                head: parse_opt("department.head_id", r.take()?)?,
                deputy: parse_opt("department.deputy_id", r.take()?)?,
            })
        })
        .collect()
}

/// The departments that a person heads or deputises, with everything below them.
#[must_use]
pub fn headed(tree: &[DepartmentNode], person: PersonId) -> BTreeSet<DepartmentId> {
    let own = tree.iter().filter(|n| n.head == Some(person) || n.deputy == Some(person));
    under(tree, own.map(|n| n.id))
}

/// Departments with everything below them.
#[must_use]
pub fn under(
    tree: &[DepartmentNode],
    departments: impl IntoIterator<Item = DepartmentId>,
) -> BTreeSet<DepartmentId> {
    let mut below: BTreeMap<Option<DepartmentId>, Vec<DepartmentId>> = BTreeMap::new();
    for node in tree {
        below.entry(node.parent).or_default().push(node.id);
    }
    let mut found = BTreeSet::new();
    let mut open: Vec<_> = departments.into_iter().collect();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(below.get(&Some(id)).into_iter().flatten());
        }
    }
    found
}

/// Changes with every change of people, roles and departments; what was worked out under another
/// version is stale.
///
/// # Errors
/// The database's.
pub async fn version(conn: &mut Conn) -> Result<i64> {
    let row = conn.opt(Sql::new("SELECT value FROM counter WHERE name = 'organisation'")).await?;
    Ok(row.map(|mut r| r.take()).transpose()?.unwrap_or(0))
}

/// Tells every process that people, roles or departments changed. Part of each such change.
///
/// # Errors
/// The database's.
pub async fn touch(tx: &mut Tx) -> Result<()> {
    tx.run(Sql::new(
        "INSERT INTO counter (name, value) VALUES ('organisation', 1) \
         ON CONFLICT (name) DO UPDATE SET value = counter.value + 1",
    ))
    .await?;
    Ok(())
}

/// Where a person works.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// They can sign in.
    pub active: bool,
    /// Their department, if any.
    pub department: Option<DepartmentId>,
}

/// Where a person works, if there is such a person.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, person: PersonId) -> Result<Option<Place>> {
    let row = conn
        .opt(
            Sql::new("SELECT active, department_id FROM person WHERE id = $1")
                .bind(person.to_string()),
        )
        .await?;
    row.map(|mut r| {
        Ok(Place { active: r.take()?, department: parse_opt("person.department_id", r.take()?)? })
    })
    .transpose()
}

/// The name of every person, by id.
///
/// # Errors
/// The database's.
pub async fn person_names(conn: &mut Conn) -> Result<std::collections::HashMap<String, String>> {
    conn.all(Sql::new("SELECT id, name FROM person"))
        .await?
        .into_iter()
        .map(|mut r| Ok((r.take()?, r.take()?)))
        .collect()
}
