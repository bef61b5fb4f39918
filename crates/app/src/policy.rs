//! The life of the company's regulation: drafted, proposed, approved by those whom it names, in
//! force from a date, readable for ever.

mod chain;
mod coverage;
mod decide;
mod difference;
mod draft;
mod fault;
mod tell;

pub use coverage::Month;
pub use difference::{Affected, Differences};
pub use draft::{Change, OwnClause};
pub use kedang_storage::policy::{Approval, PolicyVersion};

use crate::regulation::{day, understood};
use crate::{App, AppError, Context, Result};
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::id::{PersonId, PolicyVersionId};
use kedang_domain::permission::{Act as _, DecidePolicy, Decision, ProposedPolicy};
use kedang_domain::permission::{DraftPolicy, WithdrawPolicy};
use kedang_domain::policy::{Dated, PolicyState, in_force_on};
use kedang_domain::role::Permission;
use kedang_policy::{CompanyPack, Regulation};
use kedang_storage::{organisation, policy};
use std::collections::HashMap;

/// How a version stands to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is being written.
    Draft,
    /// It waits for approval.
    Proposed,
    /// It was refused.
    Refused,
    /// It is approved, and its day has not come.
    Waiting,
    /// It holds.
    InForce,
    /// It held, or another was put in its place before its day.
    Past,
}

impl Standing {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Refused => "refused",
            Self::Waiting => "waiting",
            Self::InForce => "in_force",
            Self::Past => "past",
        }
    }
}

/// Somebody who has to approve next, by the role in which they would.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// As what.
    pub role: &'static str,
    /// Who could.
    pub people: Vec<PersonId>,
}

/// A version as a person sees it.
#[derive(Clone, Debug)]
pub struct OpenedVersion {
    /// The version.
    pub version: PolicyVersion,
    /// How it stands to today.
    pub standing: Standing,
    /// Who approved it so far.
    pub approvals: Vec<Approval>,
    /// Who has to approve next.
    pub wanted: Vec<Wanted>,
    /// A later version was approved since it was drafted.
    pub overtaken: bool,
    /// Names of the people in it.
    pub names: HashMap<String, String>,
    /// What the person may do: edit, withdraw, decide.
    pub actions: [(&'static str, Decision); 3],
}

/// A version with what it says.
#[derive(Debug)]
pub struct ReadVersion {
    /// The version.
    pub opened: OpenedVersion,
    /// What the company changed.
    pub pack: CompanyPack,
    /// What it comes to.
    pub regulation: Regulation,
}

/// What the calendar says of the approved versions.
pub(crate) struct Calendar {
    pub(crate) today: Date,
    pub(crate) approved: Vec<policy::Approved>,
}

impl Calendar {
    async fn read(app: &App, conn: &mut Conn, now: i64) -> Result<Self> {
        let today = day(&app.time_zone(conn).await?, now);
        Ok(Self { today, approved: policy::approved(conn).await? })
    }

    fn in_force(&self) -> Option<PolicyVersionId> {
        let dated = self.approved.iter();
        let dated: Vec<_> = dated
            .map(|known| Dated { number: known.number, active_from: known.active_from })
            .collect();
        in_force_on(&dated, self.today).and_then(|index| self.approved.get(index)).map(|v| v.id)
    }

    /// The one approved last: what every draft is measured against.
    pub(crate) fn newest(&self) -> Option<&policy::Approved> {
        self.approved.last()
    }

    fn standing(&self, version: &PolicyVersion) -> Standing {
        match version.state {
            PolicyState::Draft => Standing::Draft,
            PolicyState::Proposed => Standing::Proposed,
            PolicyState::Refused => Standing::Refused,
            PolicyState::Approved if self.in_force() == Some(version.id) => Standing::InForce,
            PolicyState::Approved if version.active_from.is_some_and(|day| day > self.today) => {
                Standing::Waiting
            }
            PolicyState::Approved => Standing::Past,
        }
    }
}

impl App {
    /// The versions that this person may read, the latest first: everybody those that were
    /// approved, drafts and proposals whoever writes or decides on them.
    ///
    /// # Errors
    /// The database's.
    pub async fn policy_versions(&self, ctx: &Context) -> Result<Vec<OpenedVersion>> {
        self.ensure_first_version().await?;
        let mut conn = self.db().read().await?;
        let calendar = Calendar::read(self, &mut conn, ctx.now).await?;
        let names = organisation::person_names(&mut conn).await?;
        let mut seen = Vec::new();
        for version in policy::list(&mut conn).await? {
            let opened = self.opened(&mut conn, ctx, &calendar, version, &names).await?;
            seen.extend(opened);
        }
        Ok(seen)
    }

    /// Versions that somebody proposed and nobody has decided on, as far as they are for this
    /// person, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn proposed_policies(&self, ctx: &Context) -> Result<Vec<OpenedVersion>> {
        let mut conn = self.db().read().await?;
        let mut versions = policy::list(&mut conn).await?;
        versions.retain(|version| version.state == PolicyState::Proposed);
        if versions.is_empty() {
            return Ok(Vec::new());
        }
        let calendar = Calendar::read(self, &mut conn, ctx.now).await?;
        let names = organisation::person_names(&mut conn).await?;
        let mut seen = Vec::new();
        for version in versions {
            seen.extend(self.opened(&mut conn, ctx, &calendar, version, &names).await?);
        }
        Ok(seen)
    }

    /// One version with what it says.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when it is not for this person.
    pub async fn policy_version(&self, ctx: &Context, id: PolicyVersionId) -> Result<ReadVersion> {
        let mut conn = self.db().read().await?;
        let opened = self.open_version(&mut conn, ctx, id).await?;
        let (pack, regulation) = understood(&opened.version.text)
            .map_err(|_| AppError::internal("a stored regulation is not understood"))?;
        Ok(ReadVersion { opened, pack, regulation })
    }

    async fn open_version(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: PolicyVersionId,
    ) -> Result<OpenedVersion> {
        let version = policy::get(conn, id).await?.ok_or(AppError::NotFound)?;
        let calendar = Calendar::read(self, conn, ctx.now).await?;
        let names = organisation::person_names(conn).await?;
        self.opened(conn, ctx, &calendar, version, &names).await?.ok_or(AppError::NotFound)
    }

    /// A version as this person sees it; `None` when it does not exist for them.
    async fn opened(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        calendar: &Calendar,
        version: PolicyVersion,
        names: &HashMap<String, String>,
    ) -> Result<Option<OpenedVersion>> {
        let approvals = policy::approvals(conn, version.id).await?;
        let wanted = match (version.state, version.proposed) {
            (PolicyState::Proposed, Some((proposer, _))) => {
                chain::wanted(conn, ctx.regulation.regulation(), proposer, &approvals).await?
            }
            _ => Vec::new(),
        };
        let me = ctx.actor.person;
        let named = wanted.iter().any(|wanted| wanted.people.contains(&me));
        let decided = approvals.iter().any(|approval| approval.person == me);
        let involved = ctx.actor.has(Permission::PolicyManage) || named || decided;
        if version.state != PolicyState::Approved && !involved {
            return Ok(None);
        }
        let actions = actions(ctx, &version, named);
        let near = |id: &PersonId| {
            let id = id.to_string();
            names.get(&id).map(|name| (id, name.clone()))
        };
        let involved = [version.created_by, version.proposed.map(|(by, _)| by), version.refused_by];
        let people = involved.iter().flatten().chain(approvals.iter().map(|a| &a.person));
        let people = people.chain(wanted.iter().flat_map(|wanted| &wanted.people));
        let names = people.filter_map(near).collect();
        let open = matches!(version.state, PolicyState::Draft | PolicyState::Proposed);
        let overtaken = open && version.based_on != calendar.newest().map(|newest| newest.id);
        let standing = calendar.standing(&version);
        Ok(Some(OpenedVersion { version, standing, approvals, wanted, overtaken, names, actions }))
    }

    /// Writes the first version where an older installation has none.
    ///
    /// # Errors
    /// The database's.
    pub async fn ensure_first_version(&self) -> Result<()> {
        let mut conn = self.db().read().await?;
        let company = kedang_storage::company::get(&mut conn).await?;
        let Some(company) = company else { return Ok(()) };
        if !policy::approved(&mut conn).await?.is_empty() {
            return Ok(());
        }
        drop(conn);
        let mut tx = self.db().begin().await?;
        organisation::touch(&mut tx).await?;
        if !policy::approved(&mut tx).await?.is_empty() {
            return Ok(());
        }
        let first = self.first_version(&company);
        policy::found(&mut tx, &first).await?;
        let entry = crate::regulation::noted(self.by_itself("policy.activate"), &first);
        kedang_storage::evidence::append(&mut tx, vec![entry]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes in the log that versions came into force whose day has come, and tells everybody. They
    /// hold since midnight by themselves; this is the evidence of it.
    ///
    /// # Errors
    /// The database's.
    pub async fn note_activations(&self) -> Result<usize> {
        self.ensure_first_version().await?;
        let now = self.now();
        let mut conn = self.db().read().await?;
        let calendar = Calendar::read(self, &mut conn, now).await?;
        drop(conn);
        let today = calendar.today;
        let due = |known: &&policy::Approved| !known.noted && known.active_from <= today;
        let mut noted = 0;
        for known in calendar.approved.iter().filter(due) {
            let mut tx = self.db().begin().await?;
            if !policy::activated(&mut tx, known.id, now).await? {
                continue;
            }
            let Some(version) = policy::get(&mut tx, known.id).await? else { continue };
            let entry = crate::regulation::noted(self.by_itself("policy.activate"), &version)
                .policy(known.number.to_string());
            kedang_storage::evidence::append(&mut tx, vec![entry]).await?;
            let notices = tell::in_force(&mut tx, &version).await?;
            self.write_notices(&mut tx, now, &notices).await?;
            tx.commit().await?;
            self.wake_inboxes();
            noted += 1;
        }
        Ok(noted)
    }

    /// An entry about what nobody in particular does.
    fn by_itself(&self, action: &str) -> kedang_evidence::Draft {
        kedang_evidence::Draft::new(
            self.now(),
            kedang_evidence::Actor::System("policy".to_owned()),
            kedang_evidence::Channel::Job,
            action,
        )
    }
}

fn actions(ctx: &Context, version: &PolicyVersion, named: bool) -> [(&'static str, Decision); 3] {
    let proposer = version.proposed.map_or(ctx.actor.person, |(by, _)| by);
    [
        ("edit", DraftPolicy::decide(&ctx.actor, &())),
        ("withdraw", WithdrawPolicy::decide(&ctx.actor, &proposer)),
        ("decide", DecidePolicy::decide(&ctx.actor, &ProposedPolicy { proposer, named })),
    ]
}
