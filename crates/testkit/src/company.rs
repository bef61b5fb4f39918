//! The sample company, for tests that need people.

use crate::World;
use kedang_app::demo::{SamplePerson, people};
use kedang_app::{Channel, Context, Origin};
use kedang_domain::id::{DepartmentId, PersonId, RoleId, TraceId};
use kedang_domain::org::Regulation;
use std::collections::BTreeMap;

/// The sample company of a world.
#[derive(Debug)]
pub struct Company {
    /// Everybody, the administrator first.
    pub people: Vec<SamplePerson>,
    /// The departments by name.
    pub departments: BTreeMap<String, DepartmentId>,
    /// The roles by code.
    pub roles: BTreeMap<String, RoleId>,
}

impl Company {
    /// The person of this login.
    ///
    /// # Panics
    /// When the sample has nobody of that login.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test that names nobody has failed")]
    pub fn person(&self, login: &str) -> &SamplePerson {
        self.people.iter().find(|p| p.login == login).expect("somebody of that login")
    }

    /// The id of the person of this login.
    ///
    /// # Panics
    /// When the sample has nobody of that login.
    #[must_use]
    pub fn id(&self, login: &str) -> PersonId {
        self.person(login).id
    }

    /// The department of this name.
    ///
    /// # Panics
    /// When the sample has none of that name.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "a test that names nothing has failed")]
    pub fn department(&self, name: &str) -> DepartmentId {
        self.departments[name]
    }

    /// The role of this code.
    ///
    /// # Panics
    /// When there is none of that code.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "a test that names nothing has failed")]
    pub fn role(&self, code: &str) -> RoleId {
        self.roles[code]
    }
}

impl World {
    /// Founds the sample company: administrator `admin`, and somebody of every role, two
    /// salespeople in each team. Logins are in `kedang_app::demo`.
    ///
    /// # Panics
    /// When it cannot be founded.
    #[expect(clippy::expect_used, reason = "a test world that cannot be made fails its test")]
    pub async fn company(&self) -> Company {
        let people = people(&self.app, self.origin(), Regulation::Measures)
            .await
            .expect("the sample company");
        let mut conn = self.app.db().read().await.expect("a connection");
        let departments = kedang_storage::department::list(&mut conn).await.expect("departments");
        let roles = kedang_storage::role::list(&mut conn).await.expect("roles");
        Company {
            people,
            departments: departments.into_iter().map(|d| (d.name, d.id)).collect(),
            roles: roles.into_iter().map(|r| (r.code, r.id)).collect(),
        }
    }

    /// A request of its own from the page, at an address of documentation (RFC 5737).
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin {
            channel: Channel::Web,
            address: "192.0.2.10".to_owned(),
            agent: "test".to_owned(),
            trace: TraceId::new(self.app.fresh()),
        }
    }

    /// Lets the company obey a shipped regulation from today on: drafted and proposed by the
    /// information specialist, approved by whom the one in force names.
    ///
    /// # Panics
    /// When somebody refuses.
    #[expect(
        clippy::expect_used,
        clippy::panic,
        reason = "a test whose company cannot obey has failed"
    )]
    pub async fn obey(&self, code: &str) {
        let app = &self.app;
        let drafter = self.context("liuyun").await;
        let packs = drafter.regulation.regulation().packs();
        if packs.len() == 1 && packs[0].code == code {
            return;
        }
        let draft = app.draft_policy(&drafter, None).await.expect("a draft").version;
        let base = Some(vec![code.to_owned()]);
        let change = kedang_app::policy::Change { base, ..kedang_app::policy::Change::default() };
        let draft = app.change_policy(&drafter, draft.id, draft.version, change).await;
        let draft = draft.expect("a change").version;
        let mut conn = app.db().read().await.expect("a connection");
        let today = app.date_at(&mut conn, app.now()).await.expect("a date");
        drop(conn);
        let proposed = app.propose_policy(&drafter, draft.id, draft.version, today, None).await;
        let proposed = proposed.expect("a proposal").version;
        for login in ["luwei", "gaoyuan"] {
            let leader = self.context(login).await;
            let version = proposed.version;
            if app.approve_policy(&leader, proposed.id, version, None).await.is_ok() {
                return;
            }
        }
        panic!("nobody approved {code}");
    }

    /// The context of a request by the person of this login, as the application sees them now.
    ///
    /// # Panics
    /// When there is nobody active of that login.
    #[expect(clippy::expect_used, reason = "a test that names nobody has failed")]
    pub async fn context(&self, login: &str) -> Context {
        let mut conn = self.app.db().read().await.expect("a connection");
        let person = kedang_storage::person::by_login(&mut conn, login).await.expect("people");
        let id = person.expect("somebody of that login").id;
        let bearer = kedang_storage::person::bearer(&mut conn, id).await.expect("people");
        drop(conn);
        let bearer = bearer.expect("somebody active");
        self.app.context_of(&bearer, self.origin()).await.expect("a context")
    }
}
