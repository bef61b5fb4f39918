//! Urgent news (紧急动态, M 5.1.6c, C9.5, L3-26): it reaches head and custodian at once, and each of
//! them acknowledges it. What is confidential goes to the head alone.

use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, UrgentNewsId, Uuid};
use kedang_domain::permission::{AcknowledgeNews, Act, NewsReach, ReportNews};
use kedang_domain::urgent_news::{NEWS_MAX, NewsKind, NewsPart};
use kedang_storage::department::{self, Department};
use kedang_storage::{customer, organisation, urgent_news};

pub use kedang_storage::urgent_news::{News, Recipient};

/// News as somebody reports it.
#[derive(Clone, Debug)]
pub struct NewNews {
    /// What it is about.
    pub kind: NewsKind,
    /// What happened.
    pub text: String,
    /// The customer that it is about.
    pub customer: Option<CustomerId>,
    /// It is for the head alone.
    pub confidential: bool,
}

/// Which news is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only of this kind.
    pub kind: Option<NewsKind>,
    /// Only about this customer.
    pub customer: Option<CustomerId>,
    /// Only what the caller has to acknowledge and has not.
    pub waiting: bool,
    /// Only what somebody has not acknowledged.
    pub unacknowledged: bool,
}

/// News, and whom it was sent to.
#[derive(Clone, Debug)]
pub struct OpenNews {
    /// The news.
    pub news: News,
    /// Whom it was sent to, and when they acknowledged it.
    pub recipients: Vec<Recipient>,
}

impl App {
    /// Reports urgent news.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`] when the customer is not for the caller; no text; a clash
    /// when nobody heads the department or the custodian: it would reach nobody.
    pub async fn report_news(&self, ctx: &Context, new: &NewNews) -> Result<OpenNews> {
        let permit = ctx.ask::<ReportNews>(&())?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("urgent_news").await? {
            drop(work);
            return self.news_of(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let mut form = Form::default();
        let text = form.lines("/text", Some(&new.text), NEWS_MAX).unwrap_or_else(|| {
            form.refuse("/text", FieldError::new("required"));
            String::new()
        });
        form.done()?;
        if let Some(id) = new.customer
            && customer::visible(work.tx(), &ctx.actor, ctx.now, id).await?.is_none()
        {
            drop(work);
            return Err(self.out_of_sight(ctx, ReportNews::NAME, id).await?);
        }
        let departments = department::list(work.tx()).await?;
        let recipients = self.reached(work.tx(), ctx, &departments, new.confidential).await?;
        if recipients.is_empty() {
            return Err(AppError::conflict("news_reaches_nobody"));
        }
        let own = departments.iter().find(|d| Some(d.id) == ctx.actor.department);
        let news = News {
            id: UrgentNewsId::new(self.fresh()),
            kind: new.kind,
            text,
            customer: new.customer,
            customer_name: None,
            confidential: new.confidential,
            reported_by: (ctx.actor.person, String::new()),
            department: own.map(|d| (d.id, d.name.clone())),
            reported_at: ctx.now,
        };
        urgent_news::insert(work.tx(), &permit, &news, &recipients).await?;
        work.remember_made("urgent_news", &news.id.to_string()).await?;
        tell_recipients(&mut work, &recipients).await?;
        let to = recipients.iter().map(|(person, _)| person.to_string()).collect::<Vec<_>>();
        let mut entry = ctx
            .draft(ReportNews::NAME)
            .subject("urgent_news", news.id.to_string())
            .detail("kind", news.kind.code())
            .detail("confidential", if news.confidential { "yes" } else { "no" })
            .detail("to", to);
        if let Some(customer) = news.customer {
            entry = entry.customer(customer.to_string());
        }
        work.record(entry);
        work.commit().await?;
        self.news_of(ctx, news.id).await
    }

    /// A page of the news that exists for the caller, the newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn news(
        &self,
        ctx: &Context,
        wanted: Wanted,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> Result<Vec<OpenNews>> {
        let which = urgent_news::Which {
            id: None,
            kind: wanted.kind,
            customer: wanted.customer,
            waiting: wanted.waiting,
            unacknowledged: wanted.unacknowledged,
        };
        let mut conn = self.db().read().await?;
        let found =
            urgent_news::list(&mut conn, &ctx.actor, &ctx.scope(), &which, after, limit).await?;
        opened(&mut conn, found).await
    }

    /// A piece of news.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when it is not for the caller.
    pub async fn news_of(&self, ctx: &Context, id: UrgentNewsId) -> Result<OpenNews> {
        let mut conn = self.db().read().await?;
        one(&mut conn, ctx, id).await
    }

    /// How much news waits for the caller's acknowledgement.
    ///
    /// # Errors
    /// The database's.
    pub async fn news_waiting(&self, ctx: &Context) -> Result<i64> {
        if !ctx.actor.reads() {
            return Ok(0);
        }
        let mut conn = self.db().read().await?;
        Ok(urgent_news::waiting(&mut conn, ctx.actor.person).await?)
    }

    /// Keeps that the caller has taken note. Once: to say it again changes nothing.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or a refusal when it was not sent to the caller.
    pub async fn acknowledge_news(&self, ctx: &Context, id: UrgentNewsId) -> Result<OpenNews> {
        let mut work = self.begin(ctx).await?;
        let found = one(work.tx(), ctx, id).await?;
        let reach = NewsReach {
            reporter: found.news.reported_by.0,
            department: found.news.department.as_ref().map(|d| d.0),
            recipients: found.recipients.iter().map(|r| r.person.0).collect(),
            confidential: found.news.confidential,
            of_visible_customer: found.news.customer_name.is_some(),
        };
        let permit = ctx.ask::<AcknowledgeNews>(&reach)?;
        if urgent_news::acknowledge(work.tx(), &permit, id, ctx.now).await? {
            let mut entry = ctx.draft(AcknowledgeNews::NAME).subject("urgent_news", id.to_string());
            if let Some(customer) = found.news.customer {
                entry = entry.customer(customer.to_string());
            }
            work.record(entry);
            let told = Notice::new("urgent_news.acknowledged", "/urgent-news");
            let told = told.param("person", work.who().await?);
            work.notify(told.to([found.news.reported_by.0]));
            work.commit().await?;
        } else {
            drop(work);
        }
        self.news_of(ctx, id).await
    }

    /// Whom news of the caller's reaches: the nearest head above them, and unless it is confidential
    /// whoever heads the custodian. Nobody is told by themselves.
    async fn reached(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        departments: &[Department],
        confidential: bool,
    ) -> Result<Vec<(PersonId, NewsPart)>> {
        let me = ctx.actor.person;
        let heads = heads_above(departments, ctx.actor.department, Some(me));
        let mut wanted: Vec<_> = heads.into_iter().map(|head| (head, NewsPart::Head)).collect();
        let mut found = Vec::new();
        if !confidential {
            let keepers = departments.iter().filter(|d| d.custodian);
            let keepers = keepers.flat_map(|d| [d.head, d.deputy]).flatten();
            wanted.extend(keepers.map(|person| (person, NewsPart::Custodian)));
        }
        for (person, part) in wanted {
            let place = organisation::place(conn, person).await?;
            let there = place.is_some_and(|place| place.active);
            let known = found.iter().any(|(known, _)| *known == person);
            if there && !known && person != me {
                found.push((person, part));
            }
        }
        Ok(found)
    }
}

/// Head and deputy of the nearest department, from this one upwards, that somebody else heads.
pub(crate) fn heads_above(
    departments: &[Department],
    from: Option<DepartmentId>,
    not: Option<PersonId>,
) -> Vec<PersonId> {
    let mut at = from;
    // No tree is deeper than it has departments.
    for _ in 0..departments.len() {
        let Some(here) = departments.iter().find(|d| Some(d.id) == at) else { break };
        // Whoever stands in for the head reports to the head.
        let heads: Vec<PersonId> = match here.head {
            Some(head) if Some(head) == not => Vec::new(),
            head => {
                head.into_iter().chain(here.deputy).filter(|person| Some(*person) != not).collect()
            }
        };
        if !heads.is_empty() {
            return heads;
        }
        at = here.parent;
    }
    Vec::new()
}

async fn one(conn: &mut Conn, ctx: &Context, id: UrgentNewsId) -> Result<OpenNews> {
    let which = urgent_news::Which { id: Some(id), ..urgent_news::Which::default() };
    let found = urgent_news::list(conn, &ctx.actor, &ctx.scope(), &which, None, 1).await?;
    opened(conn, found).await?.pop().ok_or(AppError::NotFound)
}

async fn opened(conn: &mut Conn, found: Vec<News>) -> Result<Vec<OpenNews>> {
    let ids: Vec<UrgentNewsId> = found.iter().map(|news| news.id).collect();
    let all = urgent_news::recipients(conn, &ids).await?;
    let opened = found.into_iter().map(|news| {
        let recipients = all.iter().filter(|r| r.news == news.id).cloned().collect();
        OpenNews { news, recipients }
    });
    Ok(opened.collect())
}

/// Tells those whom the news must reach. The notice names no customer: who is told need not see it.
async fn tell_recipients(work: &mut Work<'_>, to: &[(PersonId, NewsPart)]) -> Result<()> {
    let told = Notice::new("urgent_news.reported", "/urgent-news?show=waiting");
    let told = told.param("person", work.who().await?);
    work.notify(told.to(to.iter().map(|(person, _)| *person)));
    Ok(())
}
