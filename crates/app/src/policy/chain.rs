//! Whom the chain of approval names: roles of the regulation in force, and the people who stand for
//! them.

use super::{Approval, Wanted};
use crate::Result;
use kedang_db::Conn;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_policy::Regulation;
use kedang_policy::value::{Role, Step};
use kedang_storage::organisation::{self, DepartmentNode};
use kedang_storage::{export, policy};

/// The rule that names who approves a regulation.
const CHAIN: &str = "pack.activation_chain";

/// Who has to approve next. Empty when all have.
pub(super) async fn wanted(
    conn: &mut Conn,
    regulation: &Regulation,
    proposer: PersonId,
    given: &[Approval],
) -> Result<Vec<Wanted>> {
    let usual = [Step::All(vec![Role::GeneralManager])];
    // The chain of what is in force counts: a draft cannot choose who approves it.
    let chain = regulation.chain(CHAIN).map_or(&usual[..], |held| held.value);
    let mut wanted = Vec::new();
    for role in next(chain, given) {
        wanted.push(Wanted { role: role.key(), people: holders(conn, role, proposer).await? });
    }
    // A company may lack what a regulation names; then whoever leads it answers.
    let nobody = wanted.iter().all(|wanted| wanted.people.iter().all(|one| *one == proposer));
    if nobody && !wanted.is_empty() {
        for wanted in &mut wanted {
            wanted.people = policy::holders(conn, Role::GeneralManager.key()).await?;
        }
    }
    Ok(wanted)
}

/// The roles of the first step that is not complete.
fn next(chain: &[Step], given: &[Approval]) -> Vec<Role> {
    let has = |role: &Role| given.iter().any(|approval| approval.role == role.key());
    for step in chain {
        match step {
            Step::Any(roles) if roles.iter().any(has) => {}
            Step::Any(roles) => return roles.clone(),
            Step::All(roles) => {
                let open: Vec<_> = roles.iter().filter(|role| !has(role)).copied().collect();
                if !open.is_empty() {
                    return open;
                }
            }
        }
    }
    Vec::new()
}

async fn holders(conn: &mut Conn, role: Role, proposer: PersonId) -> Result<Vec<PersonId>> {
    match role {
        Role::DepartmentHead => {
            let place = organisation::place(conn, proposer).await?;
            let tree = organisation::tree(conn).await?;
            Ok(head_above(&tree, place.and_then(|place| place.department)))
        }
        Role::Custodian => {
            let custodians = export::custodians(conn).await?;
            let tree = organisation::tree(conn).await?;
            let kept = tree.iter().filter(|node| custodians.contains(&node.id));
            Ok(kept.flat_map(|node| [node.head, node.deputy]).flatten().collect())
        }
        role => Ok(policy::holders(conn, role.key()).await?),
    }
}

/// Head and deputy of a department, or of the nearest above it that has any.
fn head_above(tree: &[DepartmentNode], department: Option<DepartmentId>) -> Vec<PersonId> {
    let mut at = department;
    // No chain of departments is longer than there are departments.
    for _ in tree {
        let Some(node) = at.and_then(|id| tree.iter().find(|node| node.id == id)) else { break };
        let heads: Vec<_> = [node.head, node.deputy].into_iter().flatten().collect();
        if !heads.is_empty() {
            return heads;
        }
        at = node.parent;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::id::new_uuid;

    fn given(roles: &[&str]) -> Vec<Approval> {
        let person = PersonId::new(new_uuid(1, [1; 10]));
        roles.iter().map(|role| Approval { role: (*role).to_owned(), person, at: 0 }).collect()
    }

    #[test]
    fn a_chain_is_walked_step_by_step() {
        use Role::{Custodian, Finance, GeneralManager, Office};
        let chain = [Step::All(vec![Custodian, Finance]), Step::Any(vec![Office, GeneralManager])];
        let table: [(&[&str], &[Role]); 5] = [
            (&[], &[Custodian, Finance]),
            (&["finance"], &[Custodian]),
            (&["custodian", "finance"], &[Office, GeneralManager]),
            (&["custodian", "finance", "office"], &[]),
            (&["office"], &[Custodian, Finance]),
        ];
        for (roles, expected) in table {
            assert_eq!(next(&chain, &given(roles)), expected, "{roles:?}");
        }
    }
}
