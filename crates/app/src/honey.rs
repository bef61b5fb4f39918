//! Honey customers 诱饵客户: staged so that whoever opens one shows that they read without business.
//! The opening is an incident at once, in the transaction of the opening itself; whoever opened it
//! sees a file like any other.

use crate::form::Form;
use crate::watch::auditors;
use crate::{App, AppError, Context, Notice, Result};
use kedang_db::Conn;
use kedang_domain::field::{FieldError, FieldIssue, Values};
use kedang_domain::id::{CustomerId, HoneyId, PersonId, WatchFindingId};
use kedang_domain::marker::invent;
use kedang_domain::notice::{Told, kind, title};
use kedang_domain::permission::StageHoney;
use kedang_domain::watch::{Figures, Signal};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::customer::Seen;
use kedang_storage::watch::New;
use kedang_storage::{customer, honey, organisation, person, watch};
use kedang_text::search::{Judge, Matched, SearchDoc};
use serde_json::Value;
use std::collections::BTreeMap;

pub use kedang_storage::honey::Honey;

/// Honey customers that lie open at once, at most: a search judges each of them.
const MOST: usize = 50;
/// Where a honey customer is said to be: the marker's usual city.
const REGION: &str = "320102";
const AREA: &str = "025";
/// Longest name of a customer, in characters.
const NAME_MAX: usize = 100;
/// In which language the case is written: not that of whoever opened the file.
const CASE_LANGUAGE: &str = "zh";

/// A honey customer to be staged.
#[derive(Clone, Debug)]
pub struct NewHoney {
    /// Its name; one that is coined when absent.
    pub name: Option<String>,
    /// Whose it is to seem: somebody of a department.
    pub owner: PersonId,
}

impl App {
    /// All that were staged, the newest first.
    ///
    /// # Errors
    /// A refusal.
    pub async fn honey_customers(&self, ctx: &Context) -> Result<Vec<Honey>> {
        let permit = ctx.ask::<StageHoney>(&())?;
        Ok(honey::list(&mut self.db().read().await?, &permit).await?)
    }

    /// Stages a honey customer. Everything of it is invented, see [`kedang_domain::marker`].
    ///
    /// # Errors
    /// A refusal; no name; an owner without department; too many.
    pub async fn stage_honey(&self, ctx: &Context, new: &NewHoney) -> Result<Honey> {
        ctx.in_person()?;
        let permit = ctx.ask::<StageHoney>(&())?;
        let mut form = Form::default();
        let name = new.name.as_deref().map(|name| form.line("/name", name, NAME_MAX));
        form.done()?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("honey_customer").await? {
            let known = honey::list(work.tx(), &permit).await?;
            let made = known.into_iter().find(|one| one.id.to_string() == made);
            return made.ok_or(AppError::NotFound);
        }
        if honey::lying(work.tx()).await?.len() >= MOST {
            return Err(AppError::conflict("honey_enough"));
        }
        let place = organisation::place(work.tx(), new.owner).await?.filter(|place| place.active);
        let Some(department) = place.and_then(|place| place.department) else {
            let (pointer, field) = ("/owner_id".to_owned(), "owner_id".to_owned());
            let error = FieldError::new("honey_owner");
            return Err(AppError::invalid(FieldIssue { pointer, field, error }));
        };
        let id = HoneyId::new(self.fresh());
        let no = customer::numbers(work.tx(), 1).await?;
        let (coined, values) = self.invented();
        let staged = Honey {
            id,
            customer: CustomerId::new(self.fresh()),
            no,
            name: name.unwrap_or(coined),
            owner: (new.owner, String::new()),
            department: (department, String::new()),
            values,
            staged_by: (ctx.actor.person, String::new()),
            staged_at: ctx.now,
            ended_at: None,
            openings: 0,
        };
        honey::stage(work.tx(), &permit, &staged).await?;
        work.remember_made("honey_customer", &id.to_string()).await?;
        let entry = work.draft("honey.stage").subject("honey_customer", id.to_string());
        work.record(entry);
        work.commit().await?;
        let all = self.honey_customers(ctx).await?;
        all.into_iter().find(|one| one.id == id).ok_or(AppError::NotFound)
    }

    /// A name and facts that are nobody's.
    fn invented(&self) -> (String, Values) {
        let invented = invent(&self.random(), REGION, AREA, 1);
        let facts = [
            ("credit_code", invented.credit_code),
            ("office_phone", invented.office_phone),
            ("address", invented.address),
            ("region", REGION.to_owned()),
        ];
        let facts = facts.into_iter().map(|(key, text)| (key.to_owned(), Value::String(text)));
        (invented.name, facts.collect())
    }

    /// Takes a honey customer away: nobody finds or opens it any more.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`].
    pub async fn end_honey(&self, ctx: &Context, id: HoneyId) -> Result<()> {
        ctx.in_person()?;
        let permit = ctx.ask::<StageHoney>(&())?;
        let mut work = self.begin(ctx).await?;
        if !honey::end(work.tx(), &permit, id, ctx.now).await? {
            return Err(AppError::NotFound);
        }
        let entry = work.draft("honey.end").subject("honey_customer", id.to_string());
        work.record(entry);
        work.commit().await
    }

    /// Honey customers that words find for this person, with how they match.
    pub(crate) async fn honey_found(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        words: &str,
    ) -> Result<Vec<(Matched, Honey)>> {
        let judge = Judge::new(words);
        let lying = honey::lying(conn).await?.into_iter();
        let found = lying.filter(|one| one.lies_before(&ctx.actor)).filter_map(|one| {
            let doc =
                SearchDoc { code: one.code(), name: one.name.clone(), ..SearchDoc::default() };
            Some((judge.judge(&doc)?, one))
        });
        Ok(found.collect())
    }

    /// The file of a honey customer that lies open before this person, after the opening became an
    /// incident; `None`: there is none for them.
    pub(crate) async fn open_honey(
        &self,
        ctx: &Context,
        id: CustomerId,
        part: Option<&'static str>,
    ) -> Result<Option<Seen>> {
        let found = honey::of_customer(&mut self.db().read().await?, id).await?;
        let Some(found) = found.filter(|found| found.lies_before(&ctx.actor)) else {
            return Ok(None);
        };
        let openings = &self.inner.openings;
        if part.is_none() || !openings.covers(ctx.actor.person, id, ctx.now) {
            self.caught(ctx, &found, part).await?;
            openings.note(ctx.actor.person, id, ctx.now);
        }
        Ok(Some(found.seen(&ctx.actor)))
    }

    /// Puts the opening on record, and makes it an incident unless it is one already.
    async fn caught(&self, ctx: &Context, found: &Honey, part: Option<&'static str>) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let customer = found.customer.to_string();
        let mut opening =
            work.draft("customer.open").subject("customer", customer.clone()).customer(customer);
        if let Some(part) = part {
            opening = opening.detail("part", part);
        }
        work.record(opening);
        let who = ctx.actor.person;
        let watched = ctx.regulation.regulation().watches().of(Signal::Honey).cloned();
        if honey::opened(work.tx(), found.id, who).await? {
            return work.commit().await;
        }
        // Neither the request nor the person stands in these entries.
        let system = |action: &str| {
            let actor = Actor::System("watch".to_owned());
            Draft::new(ctx.now, actor, Channel::Job, action).policy(ctx.regulation.version())
        };
        let text = self.case_text(work.tx(), found, who, ctx.now).await?;
        let text = (None, &*text);
        let incident = self.raise(&mut work, system("incident.report"), who, text).await?;
        let day = self.date_at(work.tx(), ctx.now).await?.to_string();
        let id = WatchFindingId::new(self.fresh());
        let figures = Figures { files: 1, of: 1, from: ctx.now, until: ctx.now, seq: 0 };
        let new = New {
            id,
            person: who,
            signal: Signal::Honey,
            day: &day,
            figures,
            least: 1,
            clause: watched.as_ref().map_or("", |watch| &*watch.clause),
            policy: ctx.regulation.version(),
            at: ctx.now,
            caught: Some((found.id, incident)),
        };
        watch::insert(work.tx(), &new).await?;
        let entry = system("watch.find").subject("watch_finding", id.to_string());
        work.record(entry.detail("signal", Signal::Honey.code()));
        let to = auditors(work.tx(), who).await?;
        work.notices.push(Notice::new("watch.honey", crate::watch::page(id)).to(to));
        work.commit().await
    }

    /// What the case says: who opened which honey customer when.
    async fn case_text(
        &self,
        conn: &mut Conn,
        found: &Honey,
        who: PersonId,
        at: i64,
    ) -> Result<String> {
        let names = person::names(conn, [who]).await?;
        let params = BTreeMap::from([
            ("person".to_owned(), names.into_values().next().unwrap_or_default()),
            ("name".to_owned(), found.name.clone()),
            ("code".to_owned(), found.code()),
            ("opened_at".to_owned(), at.to_string()),
        ]);
        let zone = self.time_zone(conn).await?;
        let told = Told { params: &params, customer: None, zone: &zone };
        let kind = kind("watch.caught").ok_or_else(|| AppError::internal("watch.caught"))?;
        Ok(title(kind, CASE_LANGUAGE, told))
    }
}
