//! Campaigns of verification (核实活动, E4): everything in scope is gone through by whose it is, group
//! by group, each with how it was verified; what is not true is changed or corrected.

mod cycle;
mod walk;

use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result, Work};
use jiff::civil::Date;
use kedang_domain::campaign::{CampaignKind, WalkState};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CampaignId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{Act, CampaignPart, Decision, ManageCampaign, sees_campaigns};
use kedang_domain::role::Permission;
use kedang_storage::campaign::{self, Whose};
use kedang_storage::person;
use kedang_storage::visibility::Scope;

pub use cycle::Turned;
pub use kedang_storage::campaign::{Campaign, Item, Progress};
pub use walk::Walk;

/// Longest title, in characters.
const TITLE_MAX: usize = 60;
/// Longest conclusion, in characters.
const CONCLUSION_MAX: usize = 2_000;
/// Campaigns on the list.
const LISTED: i64 = 200;

/// A campaign as somebody opens it.
#[derive(Clone, Debug)]
pub struct NewCampaign {
    /// What it is for.
    pub kind: CampaignKind,
    /// What it is called.
    pub title: String,
    /// Which customers, as filters of the list; none: all.
    pub filters: Vec<String>,
    /// Its last day.
    pub due_on: Date,
}

/// A campaign as the caller sees it.
#[derive(Clone, Debug)]
pub struct OpenCampaign {
    /// The campaign.
    pub campaign: Campaign,
    /// How far the part is that the caller sees.
    pub progress: Vec<Progress>,
    /// Lead all of it.
    pub manage: Decision,
}

/// What part of a campaign is a person's to see.
pub(crate) fn part_of(ctx: &Context) -> Whose {
    if ctx.actor.has(Permission::CustomerViewAll) {
        Whose::All
    } else {
        Whose::Some(ctx.actor.headed.iter().copied().collect(), ctx.actor.person)
    }
}

/// Which customers of a campaign are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only in this state.
    pub state: Option<WalkState>,
}

impl App {
    /// Opens a campaign: every customer that meets the filters is in it, to be gone through by its
    /// owner.
    ///
    /// # Errors
    /// Refusals, everything wrong with it, a clash when no customer meets the filters.
    pub async fn open_campaign(&self, ctx: &Context, new: &NewCampaign) -> Result<OpenCampaign> {
        ctx.ask::<ManageCampaign>(&CampaignPart::Whole)?;
        let conditions = self.conditions(ctx, &new.filters).await?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("campaign").await? {
            drop(work);
            return self.campaign(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let mut form = Form::default();
        let title = form.line("/title", &new.title, TITLE_MAX);
        if new.due_on < self.date_at(work.tx(), ctx.now).await? {
            form.refuse("/due_on", FieldError::new("day_is_past"));
        }
        form.done()?;
        let id = CampaignId::new(self.fresh());
        let campaign = Campaign {
            id,
            kind: new.kind,
            period: id.to_string(),
            title,
            filters: new.filters.clone(),
            opened_by: Some((ctx.actor.person, String::new())),
            opened_at: ctx.now,
            due_on: new.due_on,
            total: 0,
            closed_by: None,
            closed_at: None,
            conclusion: None,
            result: None,
            version: 1,
        };
        let total = campaign::open(work.tx(), &campaign, &conditions).await?.unwrap_or_default();
        if total == 0 {
            return Err(AppError::conflict("campaign_empty"));
        }
        work.remember_made("campaign", &id.to_string()).await?;
        let walkers = campaign::walkers(work.tx(), id).await?;
        work.notify(told("campaign.opened", id, walkers));
        work.record(
            ctx.draft("campaign.open")
                .subject("campaign", id.to_string())
                .detail("kind", new.kind.code())
                .detail("customers", total),
        );
        work.commit().await?;
        self.campaign(ctx, id).await
    }

    /// The campaigns, open ones first, each with how far the caller's part is. Those in which the
    /// caller has no part are left out.
    ///
    /// # Errors
    /// The database's.
    pub async fn campaigns(&self, ctx: &Context) -> Result<Vec<OpenCampaign>> {
        if !sees_campaigns(&ctx.actor) {
            return Ok(Vec::new());
        }
        let mut conn = self.db().read().await?;
        let mut found = Vec::new();
        for campaign in campaign::list(&mut conn, LISTED).await? {
            let progress = campaign::progress(&mut conn, campaign.id, &part_of(ctx)).await?;
            found.extend(opened(ctx, campaign, progress));
        }
        Ok(found)
    }

    /// A campaign.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when the caller has no part in it.
    pub async fn campaign(&self, ctx: &Context, id: CampaignId) -> Result<OpenCampaign> {
        let mut conn = self.db().read().await?;
        let found = campaign::get(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let progress = campaign::progress(&mut conn, id, &part_of(ctx)).await?;
        opened(ctx, found, progress).ok_or(AppError::NotFound)
    }

    /// A page of the customers of a campaign that the caller sees, in the order of their ids.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as [`App::campaign`].
    pub async fn campaign_items(
        &self,
        ctx: &Context,
        id: CampaignId,
        wanted: Wanted,
        after: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<Item>> {
        self.campaign(ctx, id).await?;
        let which = campaign::Which {
            whose: part_of(ctx),
            person: wanted.person,
            state: wanted.state,
            customer: None,
        };
        let mut conn = self.db().read().await?;
        Ok(campaign::items(&mut conn, &ctx.scope(), id, &which, after, limit).await?)
    }

    /// Gives what a person of a department has not gone through to another, as far as the other sees
    /// it; how many customers went over.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, somebody who is not there, a clash when it is closed or the
    /// other sees none of them.
    pub async fn reassign_campaign(
        &self,
        ctx: &Context,
        id: CampaignId,
        department: DepartmentId,
        (from, to): (PersonId, PersonId),
    ) -> Result<u64> {
        self.campaign(ctx, id).await?;
        let permit = ctx.ask::<ManageCampaign>(&CampaignPart::Department(department))?;
        let mut work = self.begin(ctx).await?;
        self.still_open(&mut work, id).await?;
        let bearer = person::bearer(work.tx(), to).await?;
        let Some(bearer) = bearer else {
            let mut form = Form::default();
            form.refuse("/to_id", FieldError::new("person_unknown"));
            form.done()?;
            return Err(AppError::NotFound);
        };
        let actor = self.actor(work.tx(), &bearer, &ctx.regulation, ctx.now).await?;
        let scope = Scope::of(&actor, ctx.now);
        let moved =
            campaign::reassign(work.tx(), &permit, id, department, (from, to), &scope).await?;
        if moved == 0 {
            return Err(AppError::conflict("campaign_nothing_to_give"));
        }
        work.record(
            ctx.draft("campaign.assign")
                .subject("campaign", id.to_string())
                .detail("from", from.to_string())
                .detail("to", to.to_string())
                .detail("customers", i64::try_from(moved).unwrap_or(i64::MAX)),
        );
        work.commit().await?;
        Ok(moved)
    }

    /// Reminds those of a department who have not gone through all; how many.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when it is closed or nothing is left to do.
    pub async fn remind_campaign(
        &self,
        ctx: &Context,
        id: CampaignId,
        department: DepartmentId,
    ) -> Result<usize> {
        let found = self.campaign(ctx, id).await?;
        ctx.ask::<ManageCampaign>(&CampaignPart::Department(department))?;
        let behind: Vec<PersonId> = found
            .progress
            .iter()
            .filter(|p| p.department.0 == department && p.state == WalkState::Open)
            .map(|p| p.person.0)
            .collect();
        let mut work = self.begin(ctx).await?;
        self.still_open(&mut work, id).await?;
        if behind.is_empty() {
            return Err(AppError::conflict("campaign_nobody_behind"));
        }
        work.notify(told("campaign.behind", id, behind.iter().copied()));
        let people: Vec<String> = behind.iter().map(ToString::to_string).collect();
        work.record(
            ctx.draft("campaign.remind").subject("campaign", id.to_string()).detail("to", people),
        );
        work.commit().await?;
        Ok(behind.len())
    }

    /// Closes a campaign with a conclusion. What it came to is kept.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], no conclusion, a clash when it is
    /// closed already.
    pub async fn close_campaign(
        &self,
        ctx: &Context,
        id: CampaignId,
        version: i64,
        conclusion: &str,
    ) -> Result<OpenCampaign> {
        self.campaign(ctx, id).await?;
        let permit = ctx.ask::<ManageCampaign>(&CampaignPart::Whole)?;
        let mut work = self.begin(ctx).await?;
        let found = self.still_open(&mut work, id).await?;
        AppError::unless_current(found.version, version)?;
        let mut form = Form::default();
        let said = form.lines("/conclusion", Some(conclusion), CONCLUSION_MAX);
        if said.is_none() {
            form.refuse("/conclusion", FieldError::new("required"));
        }
        form.done()?;
        let result = campaign::totals(work.tx(), id).await?;
        let (by, said) = (Some(&permit), said.as_deref());
        if !campaign::close(work.tx(), &found, by, said, &result, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        for action in closing(found.kind) {
            let mut entry = ctx.draft(action).subject("campaign", id.to_string());
            for (state, count) in &result {
                entry = entry.detail(state.as_str(), *count);
            }
            work.record(entry);
        }
        work.commit().await?;
        self.campaign(ctx, id).await
    }

    async fn still_open(&self, work: &mut Work<'_>, id: CampaignId) -> Result<Campaign> {
        let found = campaign::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        match found.closed_at {
            None => Ok(found),
            Some(_) => Err(AppError::conflict("campaign_closed")),
        }
    }
}

/// What closing a campaign is in the log: closing an inspection is its report too (L1-14.2).
fn closing(kind: CampaignKind) -> &'static [&'static str] {
    match kind {
        CampaignKind::Inspection => &["campaign.close", "inspection.report"],
        CampaignKind::Verification | CampaignKind::Revision => &["campaign.close"],
    }
}

/// A campaign for who has a part in it.
fn opened(ctx: &Context, campaign: Campaign, progress: Vec<Progress>) -> Option<OpenCampaign> {
    let manage = ManageCampaign::decide(&ctx.actor, &CampaignPart::Whole);
    let has_part = matches!(part_of(ctx), Whose::All) || !progress.is_empty();
    (sees_campaigns(&ctx.actor) && has_part).then_some(OpenCampaign { campaign, progress, manage })
}

/// What people are told about a campaign.
fn told(kind: &'static str, id: CampaignId, to: impl IntoIterator<Item = PersonId>) -> Notice {
    Notice::new(kind, format!("/campaigns/{id}")).to(to)
}
