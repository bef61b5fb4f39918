//! People as their colleagues see them.

use crate::{App, Context, Result, pace};
use kedang_db::Conn;
use kedang_domain::id::{DepartmentId, PostId};
use kedang_domain::role::Permission;
use kedang_storage::person::{self, Person};
use kedang_storage::role::{self, Role};
use kedang_storage::{account, department, post};
use std::collections::BTreeMap;

/// A person with the names of what they belong to.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The person.
    pub person: Person,
    /// Where they work.
    pub department: Option<(DepartmentId, String)>,
    /// The post they hold.
    pub post: Option<(PostId, String)>,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The state of their account; only for who manages people.
    pub account: Option<AccountState>,
}

/// The state of an account.
#[derive(Clone, Copy, Debug)]
pub struct AccountState {
    /// Until when the next try to sign in must wait somewhere, ms UTC.
    pub locked_until: Option<i64>,
    /// Last request of a session still on file, ms UTC.
    pub last_seen_at: Option<i64>,
    /// They confirmed a second factor.
    pub totp_enabled: bool,
    /// They have a one-time password.
    pub must_change_password: bool,
}

impl App {
    pub(super) async fn profile(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        person: Person,
    ) -> Result<Profile> {
        let mut profiles = self.profiles(conn, ctx, vec![person]).await?;
        profiles.pop().ok_or(crate::AppError::NotFound)
    }

    pub(super) async fn profiles(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        people: Vec<Person>,
    ) -> Result<Vec<Profile>> {
        let ids: Vec<_> = people.iter().map(|p| p.id).collect();
        let mut roles = role::of_people(conn, &ids).await?;
        let departments: BTreeMap<_, _> =
            department::list(conn).await?.into_iter().map(|d| (d.id, d.name)).collect();
        let posts: BTreeMap<_, _> =
            post::list(conn).await?.into_iter().map(|p| (p.id, p.name)).collect();
        let manages = ctx.actor.has(Permission::PersonManage);
        let (failures, seen) = if manages {
            let since = pace::relevant_since(ctx.now);
            let failures = account::recent_failures(conn, since).await?;
            (failures, person::last_seen(conn, &ids).await?)
        } else {
            (Vec::new(), BTreeMap::new())
        };
        Ok(people
            .into_iter()
            .map(|person| {
                let account = manages.then(|| AccountState {
                    locked_until: self.locked_until(&person.login, &failures, ctx.now),
                    last_seen_at: seen.get(&person.id).copied(),
                    totp_enabled: person.totp_enabled,
                    must_change_password: person.must_change_password,
                });
                Profile {
                    department: person
                        .department
                        .and_then(|id| Some((id, departments.get(&id)?.clone()))),
                    post: person.post.and_then(|id| Some((id, posts.get(&id)?.clone()))),
                    roles: roles.remove(&person.id).unwrap_or_default(),
                    account,
                    person,
                }
            })
            .collect())
    }

    fn locked_until(
        &self,
        login: &str,
        failures: &[(String, account::Failures)],
        now: i64,
    ) -> Option<i64> {
        if failures.is_empty() {
            return None;
        }
        pace::locked_until(self.subjects(login, "").login(), failures, now)
    }
}
