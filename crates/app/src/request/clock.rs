//! What the clock does about requests: reminding those whose turn it is, and ending requests whose
//! own end has come before anybody decided.

use super::seats::Seating;
use super::{Request, page, register};
use crate::notice::Notice;
use crate::{App, Result};
use jiff::civil::Date;
use kedang_domain::request::RequestState;
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::request::{self, Decision};
use kedang_storage::{company, evidence};

/// Requests in one look.
const PART: i64 = 200;
/// Who is late is reminded again after so long, in ms.
const AGAIN: i64 = 24 * 3_600_000;

/// What a look at the clock found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Requests whose deciders were reminded.
    pub reminded: usize,
    /// Requests that are over undecided.
    pub expired: usize,
}

impl App {
    /// Reminds those whose turn it is before a step is due, and every day when it is late; ends
    /// requests whose end has come.
    ///
    /// # Errors
    /// The database's.
    pub async fn watch_requests(&self) -> Result<Reminded> {
        let mut found = Reminded::default();
        let now = self.now();
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(found);
        }
        let today = self.date_at(&mut conn, now).await?;
        let waiting = request::waiting(&mut conn, now, PART).await?;
        drop(conn);
        for one in waiting {
            if one.until.is_some_and(|until| until <= now) {
                found.expired += usize::from(self.expire_request(&one, now).await?);
            } else {
                self.remind_of_request(&one, now, today).await?;
                found.reminded += 1;
            }
        }
        Ok(found)
    }

    async fn expire_request(&self, one: &Request, now: i64) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        if !request::end(&mut tx, one, RequestState::Expired, now).await? {
            return Ok(false);
        }
        let actor = Actor::System("job.request".to_owned());
        let mut entry = Draft::new(now, actor, Channel::Job, "request.expire")
            .subject("request", one.id.to_string())
            .policy(one.policy.as_str())
            .detail("kind", one.kind.code());
        if let Some(customer) = one.customer {
            entry = entry.customer(customer.to_string());
        }
        evidence::append(&mut tx, vec![entry]).await?;
        let told = Notice::new("request.expired", page(one.id)).param("register", register(one.no));
        self.write_notices(&mut tx, now, &[told.to([one.applicant.0])]).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(true)
    }

    async fn remind_of_request(&self, one: &Request, now: i64, today: Date) -> Result<()> {
        let mut tx = self.db().begin().await?;
        let decisions = request::decisions(&mut tx, [one.id]).await?;
        let decisions = decisions.into_values().next().unwrap_or_default();
        let given: Vec<_> = decisions.iter().filter_map(Decision::given).collect();
        let open = Seating::new(today).open(&mut tx, one, &given).await?;
        let due = one.due.unwrap_or(now);
        let kind = if now > due { "request.late" } else { "request.due" };
        let told = Notice::new(kind, page(one.id))
            .param("register", register(one.no))
            .param("due_at", due)
            .once(format!("{kind}|{}|{today}", one.id));
        let told = told.to(open.into_iter().flat_map(|(_, people)| people));
        self.write_notices(&mut tx, now, &[told]).await?;
        let next = if now > due { now + AGAIN } else { due + 1 };
        request::reminded(&mut tx, one.id, Some(next)).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(())
    }
}
