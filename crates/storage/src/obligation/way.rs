//! By which indexes somebody's obligations are found.
//!
//! One condition that says who may see what, with an OR for each reason, makes either engine go
//! through all obligations of the company. So each reason is a way of its own, which walks its own
//! index in the order of the list and stops at the limit; what they find is put together.

use super::list::{Filter, Wanted, narrow};
use crate::visibility::{Branch, Scope};
use kedang_db::Sql;
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId};

/// One way to find obligations.
enum Way {
    /// All of the company, by when they are due.
    All,
    /// Those of an assignee.
    Assignee(String),
    /// Those for which a department answers.
    Department(DepartmentId),
    /// Those about a customer.
    Customer(CustomerId),
    /// Those about customers that are seen in one way.
    Seen(Branch),
}

/// The ways that together find all that is asked for.
fn ways(wanted: &Wanted<'_>, filter: &Filter) -> Vec<Way> {
    if let Some(customer) = filter.customer {
        return vec![Way::Customer(customer)];
    }
    if let Some(person) = filter.assignee {
        return vec![Way::Assignee(person.to_string())];
    }
    if filter.mine {
        return wanted.refs.iter().cloned().map(Way::Assignee).collect();
    }
    if let Some(departments) = &filter.departments {
        return departments.iter().copied().map(Way::Department).collect();
    }
    let Some(branches) = wanted.scope.branches() else { return vec![Way::All] };
    let theirs = wanted.refs.iter().filter(|_| !filter.others).cloned().map(Way::Assignee);
    // What is about the customers of a department, that department answers for; what is over stays
    // with the department that answered for it then.
    let seen = branches.into_iter().map(|branch| match branch {
        Branch::Department(id) => Way::Department(id),
        other => Way::Seen(other),
    });
    theirs.chain(seen).collect()
}

/// Whether only what is to be done is asked for, only what is over, or both.
fn pending(filter: &Filter) -> &'static [i64] {
    let open = filter.states.iter().filter(|state| state.is_open()).count();
    match (open, filter.states.len()) {
        (_, 0) => &[1, 0],
        (0, _) => &[0],
        (some, all) if some == all => &[1],
        _ => &[1, 0],
    }
}

/// Adds a query for the ids of the first so many obligations that somebody may see, after
/// `(due, id)` when given.
pub(super) fn find(
    wanted: &Wanted<'_>,
    filter: &Filter,
    after: Option<(i64, ObligationId)>,
    limit: i64,
    sql: &mut Sql,
) {
    let mut found = 0;
    for way in ways(wanted, filter) {
        for pending in pending(filter) {
            sql.push(if found == 0 { "" } else { " UNION " });
            sql.push("SELECT id FROM (SELECT o.id FROM ");
            walk(wanted.scope, &way, sql);
            sql.push(" AND o.pending = ").value(*pending).push(" AND ");
            narrow(wanted, filter, sql);
            if let Some((due, id)) = after {
                sql.push(" AND (o.due_at, o.id) > (").value(due).push(", ");
                sql.value(id.to_string()).push(")");
            }
            sql.push(" ORDER BY o.due_at, o.id LIMIT ").value(limit).push(") way");
            found += 1;
        }
    }
    if found == 0 {
        sql.push("SELECT o.id FROM obligation o WHERE 1 = 0");
    }
}

fn walk(scope: &Scope, way: &Way, sql: &mut Sql) {
    if let Way::Seen(branch) = way {
        sql.push("customer c JOIN obligation o ON o.customer_id = c.id WHERE ");
        scope.branch(*branch, sql);
        return;
    }
    sql.push("obligation o LEFT JOIN customer c ON c.id = o.customer_id WHERE ");
    match way {
        Way::All | Way::Seen(_) => sql.push("1 = 1"),
        Way::Assignee(id) => sql.push("o.assignee_id = ").value(id.as_str()),
        Way::Department(id) => sql.push("o.department_id = ").value(id.to_string()),
        Way::Customer(id) => sql.push("o.customer_id = ").value(id.to_string()),
    };
}
