//! What people are told when a version of the regulation comes into force.

use crate::regulation::understood;
use crate::{AppError, InForce, Notice, Result};
use kedang_db::Conn;
use kedang_storage::pledge;
use kedang_storage::policy::PolicyVersion;

/// That a version is in force, for everybody who is active; and that they are to accept its rules,
/// for those who have not: who accepted rules that read alike is not asked again.
pub(super) async fn in_force(conn: &mut Conn, version: &PolicyVersion) -> Result<Vec<Notice>> {
    let (_, regulation) = understood(&version.text)
        .map_err(|_| AppError::internal("an approved regulation is not understood"))?;
    let asked = InForce::of(regulation);
    let people = pledge::list(conn, None).await?;
    let everybody = people.iter().map(|one| one.person.0);
    let page = format!("/regulation/versions/{}", version.id);
    let told = Notice::new("policy.activated", page)
        .param("version", version.number.unwrap_or_default())
        .once(format!("policy.activated|{}", version.id))
        .to(everybody);
    let mut notices = vec![told];
    if let Some(pledge) = asked.pledge() {
        let unbound = people.iter().filter(|one| one.rules != pledge.rules);
        let due = Notice::new("pledge.due", "/pledge")
            .once(format!("pledge.due|{}", version.id))
            .to(unbound.map(|one| one.person.0));
        notices.push(due);
    }
    Ok(notices)
}
