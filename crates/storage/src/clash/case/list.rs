//! Lists and counts of clashes, each cut to who has a part in them: the rule of
//! [`kedang_domain::permission::ClashSides`] in SQL.

use super::{COLUMNS, Case, read};
use crate::Result;
use kedang_db::{Conn, Sql};
use kedang_domain::id::Uuid;
use kedang_domain::permission::{Actor, rules_clashes};

/// Why somebody looks at clashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// They asked.
    Applicant,
    /// They are asked: it is their customer, or one of a department that they head.
    Owner,
    /// They may rule, and are no party.
    Ruler,
}

/// Which clashes of those that somebody has a part in.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Why they look.
    pub reader: Reader,
    /// Only those that nobody has decided, or only the others.
    pub open: Option<bool>,
    /// Rulings are left to the head of both sides.
    pub head_decides: bool,
}

fn headed(sql: &mut Sql, column: &'static str, actor: &Actor) {
    sql.push(column).push(" IN (").list(actor.headed.iter().map(ToString::to_string)).push(")");
}

/// Adds the condition on `k` that holds for what this person looks at.
fn filter(sql: &mut Sql, actor: &Actor, which: Which) {
    let me = || actor.person.to_string();
    let heads = !actor.headed.is_empty();
    match which.reader {
        _ if !actor.reads() => {
            sql.push("1 = 0");
        }
        Reader::Applicant => {
            sql.push("k.applicant_id = ").value(me());
        }
        Reader::Owner => {
            sql.push("k.applicant_id <> ").value(me()).push(" AND (k.owner_id = ").value(me());
            if heads {
                sql.push(" OR ");
                headed(sql, "k.owner_department_id", actor);
            }
            sql.push(")");
        }
        Reader::Ruler if rules_clashes(actor) || (which.head_decides && heads) => {
            sql.push("k.applicant_id <> ").value(me()).push(" AND k.owner_id <> ").value(me());
            if heads {
                // Who heads one side only is a party.
                sql.push(" AND (");
                headed(sql, "k.applicant_department_id", actor);
                sql.push(") = (");
                headed(sql, "k.owner_department_id", actor);
                sql.push(")");
            }
            if !rules_clashes(actor) {
                sql.push(" AND ");
                headed(sql, "k.owner_department_id", actor);
            }
        }
        Reader::Ruler => {
            sql.push("1 = 0");
        }
    }
    match which.open {
        Some(true) => sql.push(" AND k.state = 'open'"),
        Some(false) => sql.push(" AND k.state <> 'open'"),
        None => sql,
    };
}

/// A page of clashes behind `(created_at, id)` when given: those that wait by age, others the newest
/// first.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    actor: &Actor,
    which: Which,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Case>> {
    let by_age = which.open == Some(true);
    let mut sql = Sql::new(COLUMNS);
    sql.push("WHERE ");
    filter(&mut sql, actor, which);
    if let Some((at, id)) = after {
        sql.push(if by_age {
            " AND (k.created_at, k.id) > ("
        } else {
            " AND (k.created_at, k.id) < ("
        });
        sql.value(at).push(", ").value(id.hyphenated().to_string()).push(")");
    }
    sql.push(if by_age {
        " ORDER BY k.created_at, k.id"
    } else {
        " ORDER BY k.created_at DESC, k.id DESC"
    });
    sql.push(" LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// How many there are of which.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, actor: &Actor, which: Which) -> Result<i64> {
    let mut sql = Sql::new("SELECT count(*) FROM clash k WHERE ");
    filter(&mut sql, actor, which);
    Ok(conn.one(sql).await?.take()?)
}
